/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/twins.h"

#include "app/conflict.h"
#include "app/history.h"
#include "app/import_twins.h"
#include "app/persons.h"
#include "app/record_words.h"
#include "model/name.h"
#include "model/person_sheet.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define PROGRESS_STEP 1000

void twin_pairs_release(struct twin_pairs *pairs)
{
	free(pairs->pair);
	*pairs = (struct twin_pairs){0};
}

const char *twin_reason_text(enum twin_reason reason)
{
	switch (reason) {
	case TWIN_NIK:
		return _("one NIK, another name or birth date");
	case TWIN_TORN:
		return _("said to be two, and joined by others");
	case TWIN_SAID_ONE:
		return _("answered: one person");
	case TWIN_SAID_TWO:
		return _("answered: two people");
	default:
		return _("the name and birth or telephone are alike");
	}
}

/* --- Asking ------------------------------------------------------------------------------------ */

struct finding {
	struct app *app;
	struct twin_pairs *out;
	struct err *err;
	enum status status; /* the first failure */
};

static bool is_one_person(struct finding *finding, const struct id *a, const struct id *b)
{
	struct id person_a = *a, person_b = *b;

	if (finding->status == STATUS_OK)
		finding->status = person_of(finding->app, a, &person_a, finding->err);
	if (finding->status == STATUS_OK)
		finding->status = person_of(finding->app, b, &person_b, finding->err);
	return id_equal(&person_a, &person_b);
}

static bool is_asked(const struct twin_pairs *pairs, const struct id *a, const struct id *b)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (id_equal(&pairs->pair[i].a, a) && id_equal(&pairs->pair[i].b, b))
			return true;
	return false;
}

static void ask(struct finding *finding, const struct id *one, const struct id *other, enum twin_reason reason)
{
	const bool lesser = id_compare(one, other) < 0;
	const struct twin_pair pair = {lesser ? *one : *other, lesser ? *other : *one, reason};
	struct twin_pairs *out = finding->out;

	if (is_asked(out, &pair.a, &pair.b))
		return;
	out->pair = memory_grow(out->pair, out->count, &out->capacity, sizeof(*out->pair));
	out->pair[out->count++] = pair;
}

/* Nobody said anything of them, and nothing joins them. */
static void ask_unsaid(
	struct finding *finding, const struct id *a, const struct id *b, enum twin_reason reason)
{
	const struct same_said said = person_same_said(finding->app, a, b);

	if (!said.yes && !said.no && !is_one_person(finding, a, b))
		ask(finding, a, b, reason);
}

static void add(void *context, const struct id *record)
{
	struct person_records *list = context;

	list->record =
		memory_grow(list->record, list->count, &list->capacity, sizeof(*list->record));
	list->record[list->count++] = *record;
}

/* The NIK that the record has now; "" when it has none, or cannot be read. */
static const char *nik_of(struct finding *finding, const struct id *record, struct arena *arena)
{
	struct person_identity identity;
	enum status status = app_read_or_empty(finding->app, register_person(record, PERSON_IDENTITY),
		&person_identity_type, arena, &identity, finding->err);

	if (status == STATUS_OK)
		return identity.nik;
	finding->status = status;
	return "";
}

static void ask_by_nik(struct finding *finding, const struct id *record)
{
	struct person_records with = {0};
	struct arena arena = {NULL};
	const char *nik = nik_of(finding, record, &arena);

	if (nik[0] != '\0')
		view_records_of(store_view(finding->app->store), nik, add, &with);
	for (size_t i = 0; i < with.count && finding->status == STATUS_OK; i++)
		if (id_compare(record, &with.record[i]) < 0 &&
			strcmp(nik_of(finding, &with.record[i], &arena), nik) == 0)
			ask_unsaid(finding, record, &with.record[i], TWIN_NIK);
	person_records_release(&with);
	arena_release(&arena);
}

static void ask_torn(struct finding *finding, const struct id *record)
{
	struct person_records with = {0};

	view_compared_with(store_view(finding->app->store), record, add, &with);
	for (size_t i = 0; i < with.count && finding->status == STATUS_OK; i++) {
		const struct same_said said = person_same_said(finding->app, record, &with.record[i]);

		if (id_compare(record, &with.record[i]) < 0 && said.no && !said.yes &&
			is_one_person(finding, record, &with.record[i]))
			ask(finding, record, &with.record[i], TWIN_TORN);
	}
	person_records_release(&with);
}

static int compare(const void *left, const void *right)
{
	const struct twin_pair *a = left, *b = right;
	int order = id_compare(&a->a, &b->a);

	return order != 0 ? order : id_compare(&a->b, &b->b);
}

static void sort(struct twin_pairs *pairs)
{
	if (pairs->count > 1)
		qsort(pairs->pair, pairs->count, sizeof(*pairs->pair), compare);
}

enum status twins_find(struct app *app, struct twin_pairs *out, struct err *err)
{
	struct finding finding = {app, out, err, STATUS_OK};
	struct person_records sharing = {0}, compared = {0};

	out->count = 0;
	view_sharing_nik(store_view(app->store), add, &sharing);
	view_compared(store_view(app->store), add, &compared);
	for (size_t i = 0; i < sharing.count && finding.status == STATUS_OK; i++)
		ask_by_nik(&finding, &sharing.record[i]);
	for (size_t i = 0; i < compared.count && finding.status == STATUS_OK; i++)
		if (i == 0 || !id_equal(&compared.record[i - 1], &compared.record[i]))
			ask_torn(&finding, &compared.record[i]);
	person_records_release(&sharing);
	person_records_release(&compared);
	sort(out);
	return finding.status;
}

void twins_answered(struct app *app, struct twin_pairs *out)
{
	struct finding finding = {app, out, NULL, STATUS_OK};
	struct person_records compared = {0};

	view_compared(store_view(app->store), add, &compared);
	for (size_t i = 0; i < compared.count; i++) {
		struct person_records with = {0};

		view_compared_with(store_view(app->store), &compared.record[i], add, &with);
		for (size_t k = 0; k < with.count; k++) {
			const struct same_said said =
				person_same_said(app, &compared.record[i], &with.record[k]);

			if (said.yes != said.no)
				ask(&finding, &compared.record[i], &with.record[k],
					said.yes ? TWIN_SAID_ONE : TWIN_SAID_TWO);
		}
		person_records_release(&with);
	}
	person_records_release(&compared);
	sort(out);
}

/* --- Looking at everyone ----------------------------------------------------------------------- */

static enum status meet(struct finding *finding, struct import_twins *twins, const struct id *record)
{
	struct registrant registrant = {0};
	struct arena arena = {NULL};
	struct buf folded = BUF_EMPTY;
	const struct twin *twin;
	enum status status = app_read_or_empty(finding->app, register_person(record, PERSON_IDENTITY),
		&person_identity_type, &arena, &registrant.identity, finding->err);

	if (status == STATUS_OK)
		status = app_read_or_empty(finding->app, register_person(record, PERSON_CONTACT),
			&person_contact_type, &arena, &registrant.contact, finding->err);
	if (status == STATUS_OK) {
		name_fold(&folded, registrant.identity.name);
		twin = import_twins_meet(twins, &registrant, buf_text(&folded), record, 0);
		if (twin)
			ask_unsaid(finding, record, &twin->record, TWIN_ALIKE);
		status = finding->status;
	}
	buf_wipe(&folded);
	arena_release(&arena);
	return status;
}

enum status twins_search(struct app *app, struct twin_pairs *out, twins_progress *progress, void *context,
	struct err *err)
{
	struct finding finding = {app, out, err, STATUS_OK};
	struct import_twins twins = {.count = 0};
	struct person_records all = persons_everyone(app);
	enum status status = STATUS_OK;

	for (size_t i = 0; i < all.count && status == STATUS_OK; i++) {
		status = meet(&finding, &twins, &all.record[i]);
		if (status == STATUS_OK && progress && i % PROGRESS_STEP == PROGRESS_STEP - 1 &&
			!progress(context, i, all.count))
			status = err_set(err, STATUS_STOPPED, "%s", _("Stopped."));
	}
	import_twins_release(&twins);
	person_records_release(&all);
	sort(out);
	return status;
}

/* --- Side by side ------------------------------------------------------------------------------ */

struct comparing {
	struct app *app;
	const struct id *record[2];
	struct arena *arena;
	struct twin_row *row;
	size_t count, capacity;
	struct err *err;
};

static void add_row(struct comparing *comparing, const char *label, const struct buf text[2])
{
	struct twin_row row = {.label = label};

	for (int side = 0; side < 2; side++) {
		const char *said = text[side].len > 0 ? buf_text(&text[side]) : "-";

		row.text[side] = arena_text(comparing->arena, said, strlen(said));
	}
	row.differs = strcmp(row.text[0], row.text[1]) != 0;
	comparing->row = memory_grow(
		comparing->row, comparing->count, &comparing->capacity, sizeof(*comparing->row));
	comparing->row[comparing->count++] = row;
}

static enum status say_recorded(
	struct comparing *comparing, const struct officer_names *officers, int side, struct buf *who,
	struct buf *laptop)
{
	const struct register_key key = register_person(comparing->record[side], PERSON_IDENTITY);
	struct conflict_side recorded;
	struct fact *fact;
	size_t count;
	enum status status = store_facts(comparing->app->store, register_bytes(&key), comparing->arena,
		&fact, &count, comparing->err);

	if (status != STATUS_OK || count == 0)
		return status;
	recorded = (struct conflict_side){.time = fact[0].time,
		.doubted = fact[0].source == CLOCK_DOUBTED,
		.officer = fact[0].officer,
		.device = fact[0].device};
	conflict_say_who(officers, &recorded, who);
	conflict_say_laptop(comparing->app, &recorded, laptop);
	return STATUS_OK;
}

static enum status add_recorded(struct comparing *comparing)
{
	struct officer_names officers = {.count = 0};
	struct buf who[2] = {BUF_EMPTY, BUF_EMPTY}, laptop[2] = {BUF_EMPTY, BUF_EMPTY};
	enum status status = officer_names_read(&officers, comparing->app, comparing->err);

	for (int side = 0; side < 2 && status == STATUS_OK; side++)
		status = say_recorded(comparing, &officers, side, &who[side], &laptop[side]);
	if (status == STATUS_OK) {
		add_row(comparing, _("Recorded"), who);
		add_row(comparing, _("Laptop"), laptop);
	}
	for (int side = 0; side < 2; side++) {
		buf_release(&who[side]);
		buf_release(&laptop[side]);
	}
	officer_names_release(&officers);
	return status;
}

static void add_field(struct comparing *comparing, const struct record_type *type,
	const struct record_field *field, void *const value[2])
{
	struct buf text[2] = {BUF_EMPTY, BUF_EMPTY};

	for (int side = 0; side < 2; side++)
		if (!record_field_empty(field, value[side]))
			words_of_value(type, field, value[side], &text[side]);
	if (text[0].len + text[1].len > 0)
		add_row(comparing, words_of_field(field->name), text);
	/* Masked they can look alike. */
	if (text[0].len + text[1].len > 0 && !record_field_equal(field, value[0], value[1]))
		comparing->row[comparing->count - 1].differs = true;
	buf_wipe(&text[0]);
	buf_wipe(&text[1]);
}

static enum status add_group(struct comparing *comparing, enum person_group group)
{
	const struct record_type *type = person_group_type(group);
	void *value[2];
	enum status status = STATUS_OK;

	for (int side = 0; side < 2 && status == STATUS_OK; side++) {
		value[side] = arena_alloc(comparing->arena, type->size);
		status = app_read_or_empty(comparing->app,
			register_person(comparing->record[side], group), type, comparing->arena,
			value[side], comparing->err);
	}
	for (size_t i = 0; i < type->count && status == STATUS_OK; i++)
		add_field(comparing, type, &type->field[i], value);
	return status;
}

static void add_trainings(struct comparing *comparing)
{
	struct buf text[2] = {BUF_EMPTY, BUF_EMPTY};
	struct app *app = comparing->app;

	for (int side = 0; side < 2; side++) {
		size_t count = app_sessions_of(app, comparing->record[side], NULL, 0);
		const struct session **session =
			arena_alloc(comparing->arena, (count + 1) * sizeof(const struct session *));

		(void)app_sessions_of(app, comparing->record[side], session, count);
		for (size_t i = 0; i < count; i++)
			buf_printf(&text[side], "%s%s", i > 0 ? ", " : "", session[i]->id);
	}
	add_row(comparing, _("Trainings"), text);
	buf_release(&text[0]);
	buf_release(&text[1]);
}

enum status twin_compare(struct app *app, const struct twin_pair *pair, struct arena *arena,
	struct twin_row **row, size_t *count, struct err *err)
{
	struct comparing comparing = {.app = app, .record = {&pair->a, &pair->b}, .arena = arena, .err = err};
	enum status status = STATUS_OK;

	for (int group = PERSON_IDENTITY; group <= PERSON_BUSINESS && status == STATUS_OK; group++)
		status = add_group(&comparing, (enum person_group)group);
	if (status == STATUS_OK) {
		add_trainings(&comparing);
		status = add_recorded(&comparing);
	}
	*row = arena_alloc(arena, (comparing.count + 1) * sizeof(**row));
	if (comparing.count > 0)
		memcpy(*row, comparing.row, comparing.count * sizeof(**row));
	*count = comparing.count;
	free(comparing.row);
	return status;
}

void twin_say_names(struct app *app, const struct twin_pair *pair, struct buf *out)
{
	words_of_person(app, &pair->a, out);
	buf_add_text(out, " / ");
	words_of_person(app, &pair->b, out);
}

/* --- Answering --------------------------------------------------------------------------------- */

enum status twin_answer(struct app *app, const struct id *a, const struct id *b, enum same_answer answer,
	struct err *err)
{
	const struct register_key key = register_same(a, b);
	struct transaction *transaction;
	struct same_person same;
	enum status status = transaction_begin(app->store, NULL, &transaction, err);

	if (status != STATUS_OK)
		return status;
	record_clear(&same_person_type, &same);
	same.answer = answer;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &same_person_type, &same);
	return app_commit(app, transaction, err);
}
