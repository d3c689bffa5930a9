/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/subject.h"

#include "app/access.h"
#include "app/history.h"
#include "app/persons.h"
#include "app/record_words.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

struct trail {
	struct app *app;
	struct person_sheet *sheet; /* which is filled */
	struct person_records records;
	struct officer_names officers;
	size_t capacity;
	struct err *err;
	enum status status; /* the first failure */
};

/* --- What was written -------------------------------------------------------------------------- */

static void add(struct trail *trail, const struct fact *fact, const struct buf *what)
{
	struct person_sheet *sheet = trail->sheet;
	struct buf officer = BUF_EMPTY;
	struct person_use *longer;

	if (sheet->use_count == trail->capacity) {
		trail->capacity = trail->capacity * 2 + 32;
		longer = arena_alloc(&sheet->arena, trail->capacity * sizeof(*longer));
		if (sheet->use_count > 0)
			memcpy(longer, sheet->use, sheet->use_count * sizeof(*longer));
		sheet->use = longer;
	}
	officer_names_say(&trail->officers, &fact->officer, &officer);
	sheet->use[sheet->use_count++] = (struct person_use){
		.time = fact->time,
		.doubted = fact->source == CLOCK_DOUBTED,
		.officer = arena_text(&sheet->arena, buf_text(&officer), officer.len),
		.what = arena_text(&sheet->arena, buf_text(what), what->len),
	};
	buf_release(&officer);
}

/* Each event that led to what the register says: "Attendance, 2019-KT-KBG-2, day 2". */
static void add_register(struct trail *trail, struct register_key key)
{
	struct register_parts parts;
	struct arena arena = {NULL};
	struct fact *fact;
	size_t count = 0;

	if (trail->status != STATUS_OK || !register_parse(register_bytes(&key), &parts) ||
		!view_find(store_view(trail->app->store), register_bytes(&key)))
		return;
	trail->status = store_lineage(
		trail->app->store, register_bytes(&key), &arena, &fact, &count, trail->err);
	for (size_t i = 0; trail->status == STATUS_OK && i < count; i++) {
		struct buf what = BUF_EMPTY;

		words_of_register(&parts, &what);
		if (fact[i].value.len == 0)
			buf_add_text(&what, _(" (taken back)"));
		add(trail, &fact[i], &what);
		buf_release(&what);
	}
	arena_release(&arena);
}

static void add_all(struct trail *trail, struct register_key all)
{
	struct view_walk walk;

	for (view_walk_open(&walk, store_view(trail->app->store), register_bytes(&all)); walk.cell;
		view_walk_next(&walk))
		add_register(trail, register_copy(walk.cell->key));
	view_walk_close(&walk);
}

/* One record of the person, and a session in which it was enrolled. */
struct visiting {
	struct trail *trail;
	const struct id *record;
};

static void add_session(void *context, const char *session)
{
	const struct visiting *visiting = context;

	add_register(visiting->trail, register_enrolment(session, visiting->record));
	for (int day = 1; day <= ROSTER_DAYS_MAX; day++)
		for (int part = PART_WHOLE; part <= PART_AFTERNOON; part++)
			add_register(visiting->trail, register_attendance(session, day,
							      (enum day_part)part, visiting->record));
}

/* The field groups' changes are in the sheet, with what changed. */
static void add_written(struct trail *trail)
{
	for (size_t i = 0; i < trail->records.count; i++) {
		const struct id *record = &trail->records.record[i];
		struct visiting visiting = {trail, record};

		view_sessions_of(store_view(trail->app->store), record, add_session, &visiting);
		add_all(trail, register_followups_of(record));
		add_all(trail, register_documents_of(record));
	}
}

/* --- Who was shown it -------------------------------------------------------------------------- */

static bool is_of_person(const struct trail *trail, const struct id *record)
{
	for (size_t i = 0; i < trail->records.count; i++)
		if (id_equal(&trail->records.record[i], record))
			return true;
	return false;
}

static bool is_on_list(const struct trail *trail, const char *session)
{
	return session[0] != '\0' && person_enrolled_as(trail->app, session, &trail->records) != NULL;
}

/* Appends what was shown; nothing when it concerns somebody else. */
static void say_access(const struct trail *trail, const struct access *access, struct buf *what)
{
	if (access->kind == ACCESS_FULL_PERSON && is_of_person(trail, &access->person))
		buf_add_text(what, _("Shown in full, or printed"));
	else if (access->kind == ACCESS_FULL_ROSTER && is_on_list(trail, access->session))
		buf_printf(what, _("On a list with whole NIKs, %s"), access->session);
	else if (access->kind == ACCESS_SHEET && is_on_list(trail, access->session))
		buf_printf(what, _("On a sheet to sign, %s"), access->session);
}

static void add_access(struct trail *trail, struct register_key key)
{
	struct arena arena = {NULL};
	struct buf what = BUF_EMPTY;
	struct access access;
	struct fact *fact;
	size_t count = 0;

	if (trail->status == STATUS_OK)
		trail->status = store_facts(
			trail->app->store, register_bytes(&key), &arena, &fact, &count, trail->err);
	/* What cannot be read is passed over, as everywhere. */
	if (trail->status == STATUS_OK && count > 0 && fact[0].value.len > 0 &&
		record_decode(&access_type, fact[0].value, &arena, &access, NULL) == STATUS_OK)
		say_access(trail, &access, &what);
	if (what.len > 0)
		add(trail, &fact[0], &what);
	buf_release(&what);
	arena_release(&arena);
}

static void add_shown(struct trail *trail)
{
	struct register_key all = register_all(REGISTER_ACCESS);
	struct view_walk walk;

	for (view_walk_open(&walk, store_view(trail->app->store), register_bytes(&all)); walk.cell;
		view_walk_next(&walk))
		add_access(trail, register_copy(walk.cell->key));
	view_walk_close(&walk);
}

/* --- All of it --------------------------------------------------------------------------------- */

static int compare(const void *left, const void *right)
{
	const struct person_use *a = left, *b = right;

	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	return strcmp(a->what, b->what);
}

static enum status read_trail(struct app *app, struct person_sheet *sheet, struct err *err)
{
	struct trail trail = {.app = app, .sheet = sheet, .err = err};

	trail.status = person_records_of(app, &sheet->record, &trail.records, err);
	if (trail.status == STATUS_OK)
		trail.status = officer_names_read(&trail.officers, app, err);
	add_written(&trail);
	add_shown(&trail);
	if (sheet->use_count > 1)
		qsort(sheet->use, sheet->use_count, sizeof(*sheet->use), compare);
	officer_names_release(&trail.officers);
	person_records_release(&trail.records);
	return trail.status;
}

enum status subject_read(
	struct app *app, const struct id *record, struct person_sheet *sheet, struct err *err)
{
	enum status status = people_read(app, record, sheet, err); /* that there is somebody */

	if (status == STATUS_OK)
		status = app_record_full_person(app, record, err);
	return status == STATUS_OK ? read_trail(app, sheet, err) : status;
}
