/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/sheet.h"

#include "base/i18n.h"
#include "base/random.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool has_code(const struct id *sheet, const char *code)
{
	char own[SHEET_CODE_SIZE];

	return strcmp(sheet_code(sheet, own), code) == 0;
}

/* Calls of walk_sheets() with the sheets of a code, until one says no. */
typedef bool each_sheet(void *context, const struct id *sheet);

static void walk_sheets(const struct app *app, const char *code, each_sheet *each, void *context)
{
	const struct register_key all = register_all(REGISTER_SHEET);
	struct view_walk walk;
	struct id sheet;
	bool more = true;

	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all)); walk.cell && more;
		view_walk_next(&walk)) {
		struct register_parts parts;

		if (!register_parse(walk.cell->key, &parts) || !parts.known)
			continue;
		sheet = parts.id;
		if (has_code(&sheet, code))
			more = each(context, &sheet);
	}
	view_walk_close(&walk);
}

static bool note_there(void *context, const struct id *sheet)
{
	(void)sheet;
	*(bool *)context = true;
	return false;
}

/* One whose code no other sheet of this file has. */
static struct id draw_id(const struct app *app)
{
	for (;;) {
		struct id sheet = random_id();
		char code[SHEET_CODE_SIZE];
		bool there = false;

		walk_sheets(app, sheet_code(&sheet, code), note_there, &there);
		if (!there)
			return sheet;
	}
}

/* What stands on it, in the arena. */
static void fill(struct printed_sheet *sheet, const struct roster *roster, uint32_t day, struct arena *arena)
{
	uint8_t *records = arena_alloc(arena, roster->count * ID_SIZE + 1);
	size_t count = 0;

	record_clear(&printed_sheet_type, sheet);
	sheet->session = roster->session->id;
	sheet->day = day;
	sheet->part = roster->part;
	sheet->numbers.item = arena_alloc(arena, (roster->count + 1) * sizeof(*sheet->numbers.item));
	for (size_t i = 0; i < roster->count; i++) {
		if (!roster_has_seat(&roster->person[i]))
			continue;
		sheet->numbers.item[count] = roster->person[i].enrolment.number;
		memcpy(records + count * ID_SIZE, roster->person[i].record.byte, ID_SIZE);
		count++;
	}
	sheet->numbers.count = count;
	sheet->records = (struct bytes){records, count * ID_SIZE};
}

static void put(struct transaction *transaction, struct register_key key,
	const struct record_type *type, const void *record)
{
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), type, record);
}

static enum status write_sheet(struct app *app, const struct roster *roster, const struct id *id,
	const struct printed_sheet *sheet, struct err *err)
{
	const struct id look = random_id();
	struct transaction *transaction;
	struct access access;
	enum status status = transaction_begin(app->store, NULL, &transaction, err);

	if (status != STATUS_OK)
		return status;
	record_clear(&access_type, &access);
	access.kind = ACCESS_SHEET;
	access.session = roster->session->id;
	access.people = (uint32_t)sheet->numbers.count;
	put(transaction, register_access(&look), &access_type, &access);
	put(transaction, register_sheet(id), &printed_sheet_type, sheet);
	return transaction_commit(transaction, NULL, err);
}

enum status sheet_record(struct app *app, const struct roster *roster, uint32_t day,
	char code[SHEET_CODE_SIZE], struct err *err)
{
	struct arena arena = {0};
	struct printed_sheet sheet;
	struct id id;
	enum status status = roster_check_day(roster, day, err);

	if (status != STATUS_OK)
		return status;
	if (!app_writes(app))
		return err_set(err, STATUS_DENIED, "%s",
			_("A sheet names people: it is printed only when that can be recorded, and the "
			  "file is open for reading only."));
	id = draw_id(app);
	fill(&sheet, roster, day, &arena);
	status = write_sheet(app, roster, &id, &sheet, err);
	sheet_code(&id, code);
	arena_release(&arena);
	return status;
}

/* --- Finding ----------------------------------------------------------------------------------- */

struct found {
	struct id *id;
	size_t count, capacity;
};

static bool note_found(void *context, const struct id *sheet)
{
	struct found *found = context;

	found->id = memory_grow(found->id, found->count, &found->capacity, sizeof(*found->id));
	found->id[found->count++] = *sheet;
	return true;
}

/* A sheet that can be used: as many numbers as people. */
static bool is_whole(const struct printed_sheet *sheet)
{
	return sheet->day > 0 && sheet->numbers.count * ID_SIZE == sheet->records.len;
}

static enum status no_sheet(const char *code, struct err *err)
{
	return err_set(err, STATUS_NOT_FOUND,
		_("No sheet %s was printed from this file. Look at the code again; without it the "
		  "numbers are those of the list."),
		code);
}

static enum status not_a_code(const char *text, struct err *err)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, text, strlen(text));
	err_set(err, STATUS_INVALID, _("Not the code of a sheet: \"%s\". One looks like 7K4M-QX."),
		buf_text(&safe));
	buf_wipe(&safe);
	return STATUS_INVALID;
}

enum status sheet_find(struct app *app, const struct session *session, const char *text,
	struct arena *arena, struct printed_sheet *sheet, struct err *err)
{
	struct found found = {0};
	char code[SHEET_CODE_SIZE];
	enum status status = STATUS_OK;
	size_t usable = 0;

	record_clear(&printed_sheet_type, sheet);
	if (!sheet_code_parse(text, code))
		return not_a_code(text, err);
	walk_sheets(app, code, note_found, &found);
	for (size_t i = 0; i < found.count && status == STATUS_OK; i++) {
		struct printed_sheet one;

		status = app_read_or_empty(
			app, register_sheet(&found.id[i]), &printed_sheet_type, arena, &one, err);
		if (status != STATUS_OK || !is_whole(&one))
			continue;
		if (usable++ == 0 || (session && strcmp(one.session, session->id) == 0))
			*sheet = one;
	}
	free(found.id);
	return status == STATUS_OK && usable == 0 ? no_sheet(code, err) : status;
}
