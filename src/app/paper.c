/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/paper.h"

#include "app/day.h"
#include "app/persons.h"
#include "model/marks.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define NO_CODE "-"

/* --- Opening ----------------------------------------------------------------------------------- */

static const struct roster_mark *mark_of(const struct paper *paper, size_t person)
{
	return &paper->roster.person[person].mark[paper->day - 1];
}

/* Who stood on the sheet, as they are now. */
static void take_rows(struct paper *paper, const struct printed_sheet *sheet)
{
	paper->row_count = sheet->numbers.count;
	paper->row = arena_alloc(&paper->arena, (paper->row_count + 1) * sizeof(*paper->row));
	for (size_t i = 0; i < paper->row_count; i++) {
		const struct roster_person *person;
		struct id record;

		memcpy(record.byte, sheet->records.ptr + i * ID_SIZE, ID_SIZE);
		person = roster_find(&paper->roster, &record);
		paper->row[i] = (struct paper_row){sheet->numbers.item[i], PAPER_GONE, MARKS_UNSAID};
		if (person && roster_has_seat(person))
			paper->row[i].person = (size_t)(person - paper->roster.person);
	}
}

/* Who has a number now. */
static void take_roster(struct paper *paper)
{
	paper->row = arena_alloc(&paper->arena, (paper->roster.count + 1) * sizeof(*paper->row));
	for (size_t i = 0; i < paper->roster.count; i++)
		if (roster_has_seat(&paper->roster.person[i]))
			paper->row[paper->row_count++] = (struct paper_row){
				paper->roster.person[i].enrolment.number, i, MARKS_UNSAID};
}

/* The sheet's session and day, unless others were asked for. */
static enum status take_place(
	struct paper *paper, const struct printed_sheet *sheet, uint32_t day, struct err *err)
{
	const struct session *session = programme_session(&paper->app->programme, sheet->session);

	if (!session)
		return err_set(err, STATUS_NOT_FOUND, _("Sheet %s is of a session that is not in the plan."),
			paper->code);
	if ((paper->session && paper->session != session) || (day != 0 && day != sheet->day))
		return err_set(err, STATUS_INVALID, _("Sheet %s is of %s, day %u. Nothing was recorded."),
			paper->code, session->id, (unsigned)sheet->day);
	paper->session = session;
	paper->day = sheet->day;
	paper->part = (enum day_part)sheet->part;
	return STATUS_OK;
}

enum status paper_open(struct paper *paper, struct app *app, const struct session *session, uint32_t day,
	enum day_part part, const char *code, struct err *err)
{
	struct printed_sheet sheet;
	enum status status = STATUS_OK;

	*paper = (struct paper){.app = app, .session = session, .day = day, .part = part};
	if (code[0] != '\0') {
		status = sheet_find(app, session, code, &paper->arena, &sheet, err);
		if (status == STATUS_OK && sheet_code_parse(code, paper->code))
			status = take_place(paper, &sheet, day, err);
	}
	paper->roster.part = paper->part;
	if (status == STATUS_OK)
		status = app_roster(app, paper->session, &paper->roster, err);
	if (status == STATUS_OK)
		status = roster_check_day(&paper->roster, paper->day, err);
	if (status != STATUS_OK) {
		paper_release(paper);
		return status;
	}
	if (code[0] != '\0')
		take_rows(paper, &sheet);
	else
		take_roster(paper);
	return STATUS_OK;
}

void paper_release(struct paper *paper)
{
	roster_release(&paper->roster);
	arena_release(&paper->arena);
	*paper = (struct paper){0};
}

/* --- Reading ----------------------------------------------------------------------------------- */

/* The status that the row's person gets now; 0: none. */
static uint32_t new_status(const struct paper *paper, const struct paper_row *row)
{
	if (row->person == PAPER_GONE || row->said == MARKS_UNSAID || row->said == MARKS_EXCEPTED ||
		mark_of(paper, row->person)->status == row->said)
		return 0;
	return row->said;
}

enum status paper_read(struct paper *paper, const char *text, struct err *err)
{
	const char **number = memory_alloc((paper->row_count + 1) * sizeof(*number));
	uint8_t *said = memory_alloc(paper->row_count + 1);
	enum status status;

	for (size_t i = 0; i < paper->row_count; i++)
		number[i] = paper->row[i].number;
	status = marks_read(text, number, paper->row_count, said, err);
	paper->present = paper->changes = 0;
	for (size_t i = 0; i < paper->row_count; i++) {
		paper->row[i].said = status == STATUS_OK ? said[i] : MARKS_UNSAID;
		paper->present += paper->row[i].said == ATTENDANCE_PRESENT;
		paper->changes += new_status(paper, &paper->row[i]) != 0;
	}
	free((void *)number);
	free(said);
	return status;
}

/* --- Saying ------------------------------------------------------------------------------------ */

/* Whether a row belongs in one of the lines below. */
typedef bool row_test(const struct paper *paper, const struct paper_row *row);

static bool is_replaced(const struct paper *paper, const struct paper_row *row)
{
	return new_status(paper, row) != 0 && mark_of(paper, row->person)->status != 0;
}

static bool is_against(const struct paper *paper, const struct paper_row *row)
{
	return row->said == MARKS_EXCEPTED && row->person != PAPER_GONE &&
	       mark_of(paper, row->person)->status == ATTENDANCE_PRESENT;
}

static bool is_gone(const struct paper *paper, const struct paper_row *row)
{
	(void)paper;
	return row->said != MARKS_UNSAID && row->said != MARKS_EXCEPTED && row->person == PAPER_GONE;
}

static void say_rows(
	const struct paper *paper, row_test *belongs, const char *title, struct buf *out)
{
	size_t count = 0;

	for (size_t i = 0; i < paper->row_count; i++) {
		if (!belongs(paper, &paper->row[i]))
			continue;
		if (count++ == 0)
			buf_add_text(out, title);
		buf_printf(out, " %s", paper->row[i].number);
	}
	if (count > 0)
		buf_add_byte(out, '\n');
}

static uint32_t count_said(const struct paper *paper, uint8_t said)
{
	uint32_t count = 0;

	for (size_t i = 0; i < paper->row_count; i++)
		count += paper->row[i].said == said;
	return count;
}

void paper_say(const struct paper *paper, struct buf *out)
{
	const uint32_t excused = count_said(paper, ATTENDANCE_EXCUSED);
	const uint32_t sick = count_said(paper, ATTENDANCE_SICK);
	const uint32_t absent = count_said(paper, ATTENDANCE_ABSENT);

	buf_printf(out, _("On the sheet: present %u"), (unsigned)paper->present);
	if (excused > 0)
		buf_printf(out, _(", excused %u"), (unsigned)excused);
	if (sick > 0)
		buf_printf(out, _(", sick %u"), (unsigned)sick);
	if (absent > 0)
		buf_printf(out, _(", absent %u"), (unsigned)absent);
	buf_printf(out, _(". New: %u"), (unsigned)paper->changes);
	buf_add_byte(out, '\n');
	say_rows(paper, is_replaced, _("Recorded otherwise until now, and replaced:"), out);
	say_rows(paper, is_against, _("Excepted on the sheet, but recorded as present, and left so:"), out);
	say_rows(paper, is_gone, _("No seat any more, not recorded:"), out);
}

void paper_say_difference(const struct paper *paper, uint32_t signatures, struct buf *out)
{
	if (signatures == paper->present)
		return;
	buf_printf(out,
		signatures > paper->present
			? _("%u signatures, but %u are said to be present: %u more on the sheet.")
			: _("%u signatures, but %u are said to be present: %u fewer on the sheet."),
		(unsigned)signatures, (unsigned)paper->present,
		(unsigned)(signatures > paper->present ? signatures - paper->present
						       : paper->present - signatures));
}

/* --- Recording --------------------------------------------------------------------------------- */

static void put_row(struct transaction *transaction, const struct paper *paper,
	const struct paper_row *row, const char *reason)
{
	const struct id *record = &paper->roster.person[row->person].record;
	const struct register_key key =
		register_attendance(paper->session->id, (int)paper->day, paper->part, record);
	struct attendance attendance;

	record_clear(&attendance_type, &attendance);
	attendance.status = row->said;
	attendance.remark = reason;
	attendance.sheet = paper->code[0] != '\0' ? paper->code : NO_CODE;
	transaction_entry(transaction);
	person_put(paper->app, transaction, key, &attendance_type, &attendance);
}

/* Two rows of a sheet may turn out to be one person: the first one that says something is recorded. */
static bool is_said_before(const struct paper *paper, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (paper->row[i].person == paper->row[row].person && new_status(paper, &paper->row[i]) != 0)
			return true;
	return false;
}

enum status paper_record(
	struct paper *paper, const char *reason, uint32_t *written, struct err *err)
{
	struct transaction *transaction;
	enum status status = day_needs_reason(paper->app, paper->session, paper->day, reason, err);

	*written = 0;
	if (status == STATUS_OK)
		status = transaction_begin(paper->app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < paper->row_count; i++)
		if (new_status(paper, &paper->row[i]) != 0 && !is_said_before(paper, i))
			put_row(transaction, paper, &paper->row[i], reason);
	status = app_commit(paper->app, transaction, err);
	if (status == STATUS_OK)
		*written = paper->changes;
	return status;
}
