/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import.h"

#include "app/bulk.h"
#include "app/import_group.h"
#include "app/import_known.h"
#include "app/import_report.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

struct importing {
	struct app *app;
	const struct session *session;
	struct import_report *report;
	struct err *err;
	enum status status; /* the first that is not STATUS_OK ends it */

	struct import_known known;
	struct arena arena;	    /* of `found` */
	struct person_found *found; /* who has the NIK of the row: an item an enrolment */
	size_t found_count;
	unsigned long seats_left;
	unsigned long next_number;

	struct bulk bulk;
};

static void warn(
	struct importing *importing, const struct import_row *row, bool warning, const char *reason)
{
	size_t column = import_header_column(row->header, COLUMN_NIK, 0);
	const struct person_identity *identity = &row->registrant->identity;
	bool by_nik = column < row->header->count && *identity->nik != '\0';
	struct import_fault fault = {
		.row = row->line,
		.column = by_nik ? row->header->text[column] : "",
		.value = by_nik ? identity->nik : "",
		.reason = reason,
		.warning = warning,
	};

	import_report_fault(importing->report, &fault, true);
}

/* --- Who the row means ------------------------------------------------------------------------ */

static uint8_t enrolment_state(
	const struct importing *importing, const char *session, const struct id *record)
{
	struct register_key key = register_enrolment(session, record);
	const struct cell *cell =
		view_find(store_view(importing->app->store), register_bytes(&key));

	return cell ? cell_state(cell) : 0;
}

static struct id record_of(const struct importing *importing, const struct import_row *row)
{
	const struct person_identity *identity = &row->registrant->identity;

	if (*identity->nik != '\0')
		return app_record_id(importing->app, identity);
	return app_row_id(importing->app, importing->session->id, identity, row->number);
}

/* What people without a NIK are told apart by: name and birth date. */
static struct id namesake_key(
	const struct importing *importing, const struct person_identity *identity)
{
	return app_row_id(importing->app, importing->session->id, identity, 0);
}

/* Without a NIK the id holds the number of the row, which changes when a row is added above. */
static bool find_namesake(
	struct importing *importing, const struct import_row *row, struct id *record)
{
	struct id key = namesake_key(importing, &row->registrant->identity);

	return import_known_claim(&importing->known, &key, record);
}

/* The record that the session has of this person: by its id, or by the NIK when a name was spelled
 * differently. False when the session has none. */
static bool find_in_session(
	struct importing *importing, const struct import_row *row, struct id *record)
{
	if (*row->registrant->identity.nik == '\0')
		return find_namesake(importing, row, record);
	if (enrolment_state(importing, importing->session->id, record) != 0)
		return true;
	for (size_t i = 0; i < importing->found_count; i++) {
		if (importing->found[i].session != importing->session)
			continue;
		*record = importing->found[i].record;
		return true;
	}
	return false;
}

/* Another session that this person has a seat in, or waits for; null when there is none. Of several
 * the first in the programme's order. */
static const struct session *find_elsewhere(const struct importing *importing)
{
	const struct session *first = NULL;
	const struct id *record = NULL;

	for (size_t i = 0; i < importing->found_count; i++) {
		const struct person_found *found = &importing->found[i];
		uint32_t status = found->enrolment.status;

		if (!found->session ||
			(status != ENROLMENT_REGISTERED && status != ENROLMENT_WAITING))
			continue;
		if (!first || (id_equal(record, &found->record) && found->session < first))
			first = found->session;
		record = record ? record : &found->record;
	}
	return first;
}

/* A second row of one person is not taken. One NIK and two names may be two people: that is for the
 * officer to find out. */
static bool is_second(
	struct importing *importing, const struct import_row *row, const struct id *record)
{
	const char *nik = row->registrant->identity.nik;
	size_t line = import_line_of(&importing->known.records, record->byte);

	if (line > 0) {
		warn(importing, row, true,
			arena_printf(row->arena,
				_("The same person as in row %zu. Not added again."), line));
		importing->report->known++;
		return true;
	}
	line = *nik != '\0' ? import_line_of(&importing->known.niks, (const uint8_t *)nik) : 0;
	if (line > 0) {
		warn(importing, row, false,
			arena_printf(row->arena,
				_("The NIK of row %zu, but another name or date of birth. Please "
				  "check both rows."),
				line));
		importing->report->refused++;
		return true;
	}
	import_line_add(&importing->known.records, record->byte, row->line);
	if (*nik != '\0')
		import_line_add(&importing->known.niks, (const uint8_t *)nik, row->line);
	return false;
}

/* --- Those whom the session has already ------------------------------------------------------- */

static enum status compare(
	struct importing *importing, const struct import_row *row, const struct id *record)
{
	enum status status = STATUS_OK;
	size_t differences = 0;

	for (size_t i = 0; i < IMPORT_GROUPS && status == STATUS_OK; i++)
		status = import_group_compare(importing->app, record, &import_groups[i], row,
			importing->report, &differences, importing->err);
	if (differences > 0)
		importing->report->changed++;
	else
		importing->report->known++;
	return status;
}

/* --- Those who are new ------------------------------------------------------------------------ */

/* What the row says of a person, where nothing is recorded of them yet. */
static enum status put_groups(
	struct importing *importing, const struct import_row *row, const struct id *record)
{
	const struct view *view = store_view(importing->app->store);
	enum status status = STATUS_OK;
	size_t differences = 0;

	for (size_t i = 0; i < IMPORT_GROUPS && status == STATUS_OK; i++) {
		const struct import_group *group = &import_groups[i];
		struct register_key key = register_person(record, group->group);
		const struct cell *cell = view_find(view, register_bytes(&key));

		if (import_group_empty(group, row->registrant))
			continue;
		if (cell && cell_winner(cell))
			status = import_group_compare(importing->app, record, group, row,
				importing->report, &differences, importing->err);
		else
			transaction_put_record(importing->bulk.transaction, register_bytes(&key),
				group->type, (const char *)row->registrant + group->offset);
	}
	return status;
}

static void put_enrolment(struct importing *importing, const struct id *record)
{
	struct register_key key = register_enrolment(importing->session->id, record);
	struct enrolment enrolment;
	char number[24];

	record_clear(&enrolment_type, &enrolment);
	enrolment.status = ENROLMENT_WAITING;
	if (importing->seats_left > 0) {
		enrolment.status = ENROLMENT_REGISTERED;
		snprintf(number, sizeof(number), "%02lu", importing->next_number++);
		enrolment.number = number;
		importing->seats_left--;
		importing->report->added++;
	} else {
		importing->report->waiting++;
	}
	transaction_put_record(
		importing->bulk.transaction, register_bytes(&key), &enrolment_type, &enrolment);
}

static enum status add_person(
	struct importing *importing, const struct import_row *row, const struct id *record)
{
	const struct session *elsewhere = find_elsewhere(importing);
	enum status status = bulk_room(&importing->bulk, importing->err);
	struct buf title = BUF_EMPTY;

	if (status != STATUS_OK)
		return status;
	if (elsewhere) {
		importing->report->elsewhere++;
		session_title(&importing->app->programme, elsewhere, &title);
		warn(importing, row, true,
			arena_printf(row->arena,
				_("Already on the list of %s (%s). Added here all the same: one "
				  "person, one "
				  "similar training; please check."),
				elsewhere->id, buf_text(&title)));
		buf_release(&title);
	}
	transaction_entry(importing->bulk.transaction);
	status = put_groups(importing, row, record);
	put_enrolment(importing, record);
	return status;
}

static bool take_row(void *context, const struct import_row *row)
{
	struct importing *importing = context;
	struct id record = record_of(importing, row);

	arena_release(&importing->arena);
	importing->status = app_find_nik(importing->app, row->registrant->identity.nik,
		&importing->arena, &importing->found, &importing->found_count, importing->err);
	if (importing->status != STATUS_OK)
		return false;
	if (is_second(importing, row, &record))
		return true;
	if (find_in_session(importing, row, &record))
		importing->status = compare(importing, row, &record);
	else
		importing->status = add_person(importing, row, &record);
	return importing->status == STATUS_OK;
}

/* --- The whole -------------------------------------------------------------------------------- */

static void look_at_roster(struct importing *importing, const struct roster *roster)
{
	const unsigned long capacity = importing->session->plan.capacity;
	unsigned long taken = 0;
	char number[8];

	for (size_t i = 0; i < roster->count; i++) {
		const struct roster_person *person = &roster->person[i];

		taken += roster_has_seat(person);
		if (*person->identity.nik == '\0') {
			struct id key = namesake_key(importing, &person->identity);

			import_known_add_namesake(&importing->known, &key, &person->record);
		}
	}
	importing->seats_left = taken < capacity ? capacity - taken : 0;
	roster_next_number(roster, number);
	importing->next_number = strtoul(number, NULL, 10);
}

static enum status load_session(struct importing *importing)
{
	struct roster roster = {0};
	enum status status =
		app_roster(importing->app, importing->session, &roster, importing->err);

	if (status == STATUS_OK)
		look_at_roster(importing, &roster);
	roster_release(&roster);
	return status;
}

/* Nothing of it stays, also not what was committed before the failure. */
static enum status take_back(struct importing *importing, enum status status)
{
	struct err failure = {0};

	bulk_cancel(&importing->bulk);
	if (importing->bulk.action.first == 0)
		return status;
	if (store_undo(importing->app->store, &importing->bulk.action, NULL, &failure) == STATUS_OK)
		return status;
	app_did(importing->app, &importing->bulk.action);
	memcpy(&failure, importing->err, sizeof(failure));
	return err_set(importing->err, status,
		_("The import broke off, and its first part stays in the file. Please undo it, or "
		  "import "
		  "the file again. The reason: %s"),
		failure.text);
}

static date first_day(const struct app *app, const struct session *session)
{
	const struct dates *dates = &session->schedule.dates;

	return dates->count > 0 ? dates->item[0] : app_today(app);
}

static enum status import_all(struct importing *importing, struct import_source *source)
{
	struct app *app = importing->app;
	enum status status = load_session(importing);

	if (status == STATUS_OK)
		status = import_parse(source, &app->programme, first_day(app, importing->session),
			importing->report, take_row, importing, importing->err);
	if (status == STATUS_OK)
		status = importing->status;
	if (status == STATUS_OK)
		status = bulk_commit(&importing->bulk, importing->err);
	if (status == STATUS_OK)
		app_did(app, &importing->bulk.action);
	else
		status = take_back(importing, status);
	import_known_release(&importing->known);
	arena_release(&importing->arena);
	return status;
}

enum status import_csv(struct app *app, const struct session *session, const char *path,
	struct import_report *report, struct err *err)
{
	struct err unheard = {0};
	struct importing importing = {
		.app = app,
		.session = session,
		.report = report,
		.err = err ? err : &unheard,
		.bulk = {.store = app->store},
	};
	struct import_source source;
	enum status status = import_source_open(&source, path, app->state_folder, importing.err);

	if (status == STATUS_OK)
		status = import_all(&importing, &source);
	import_source_release(&source);
	return status;
}
