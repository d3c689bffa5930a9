/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_class.h"

#include <stdlib.h>
#include <string.h>

void import_classes_open(struct import_classes *classes, struct app *app)
{
	const struct programme *programme = &app->programme;

	*classes = (struct import_classes){.app = app};
	classes->item = memory_alloc((programme->session_count + 1) * sizeof(*classes->item));
	for (size_t i = 0; i < programme->session_count; i++) {
		classes->item[i].count.session = &programme->session[i];
		classes->item[i].count.seats = programme->session[i].plan.capacity;
	}
}

void import_classes_release(struct import_classes *classes)
{
	import_known_release(&classes->known);
	free(classes->item);
	*classes = (struct import_classes){0};
}

static struct import_class *class_of(
	const struct import_classes *classes, const struct session *session)
{
	return &classes->item[session - classes->app->programme.session];
}

const struct import_class *import_class_of(
	const struct import_classes *classes, const struct session *session)
{
	return class_of(classes, session);
}

/* --- Everyone who is enrolled ------------------------------------------------------------------ */

typedef enum status enrolled(struct import_classes *classes, struct import_class *class,
	const struct id *record, uint8_t state, struct err *err);

static enum status each_enrolled(struct import_classes *classes, struct import_class *class,
	enrolled *visit, struct err *err)
{
	struct register_key all = register_enrolments_of(class->count.session->id);
	enum status status = STATUS_OK;
	struct view_walk walk;

	view_walk_open(&walk, store_view(classes->app->store), register_bytes(&all));
	class->had_nobody = !walk.cell;
	for (; walk.cell && status == STATUS_OK; view_walk_next(&walk)) {
		uint8_t state = cell_state(walk.cell);
		struct id record;

		if (state != 0 && register_person_of(walk.cell->key, &record))
			status = visit(classes, class, &record, state, err);
	}
	view_walk_close(&walk);
	return status;
}

static enum status count_seat(struct import_classes *classes, struct import_class *class,
	const struct id *record, uint8_t state, struct err *err)
{
	struct roster_person person = {.record = *record};
	struct roster one = {.person = &person, .count = 1};
	struct arena arena = {0};
	enum status status;
	char next[8];

	class->count.taken += state == ENROLMENT_REGISTERED;
	/* Who waits never had a number. */
	if (state == ENROLMENT_WAITING)
		return STATUS_OK;
	status = app_read_or_empty(classes->app,
		register_enrolment(class->count.session->id, record), &enrolment_type, &arena,
		&person.enrolment, err);
	if (status == STATUS_OK) {
		unsigned long number;

		roster_next_number(&one, next);
		number = strtoul(next, NULL, 10);
		if (number > class->next_number)
			class->next_number = number;
	}
	arena_release(&arena);
	return status;
}

enum status import_class_load(struct import_classes *classes, const struct session *session,
	struct import_class **out, struct err *err)
{
	struct import_class *class = class_of(classes, session);

	*out = class;
	if (class->loaded)
		return STATUS_OK;
	class->loaded = true;
	class->next_number = 1;
	return each_enrolled(classes, class, count_seat, err);
}

/* --- Those without a NIK ----------------------------------------------------------------------- */

static enum status add_namesake(struct import_classes *classes, struct import_class *class,
	const struct id *record, uint8_t state, struct err *err)
{
	struct person_identity identity;
	struct arena arena = {0};
	enum status status = app_read_or_empty(classes->app,
		register_person(record, PERSON_IDENTITY), &person_identity_type, &arena, &identity,
		err);

	(void)state;
	if (status == STATUS_OK && *identity.nik == '\0') {
		struct id key = app_row_id(classes->app, class->count.session->id, &identity, 0);

		import_known_add_namesake(&classes->known, &key, record);
	}
	arena_release(&arena);
	return status;
}

enum status import_class_claim(struct import_classes *classes, const struct session *session,
	const struct person_identity *identity, const char *folded, struct id *record, bool *found,
	struct err *err)
{
	struct import_class *class = class_of(classes, session);
	/* Name and birth date, whatever the row. */
	struct id key = app_row_id_of(classes->app, session->id, identity, folded, 0);
	enum status status = STATUS_OK;

	*found = false;
	if (!class->namesakes_loaded) {
		class->namesakes_loaded = true;
		status = each_enrolled(classes, class, add_namesake, err);
	}
	if (status == STATUS_OK)
		*found = import_known_claim(&classes->known, &key, record);
	return status;
}

/* --- The report -------------------------------------------------------------------------------- */

void import_classes_report(const struct import_classes *classes, struct import_report *report)
{
	size_t count = classes->app->programme.session_count;

	report->session = arena_alloc(&report->arena, (count + 1) * sizeof(*report->session));
	for (size_t i = 0; i < count; i++)
		if (classes->item[i].used)
			report->session[report->session_count++] = classes->item[i].count;
}
