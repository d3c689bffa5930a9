/* SPDX-License-Identifier: BSD-2-Clause */
/* What an action changed, in words. */
#include "app/history_inside.h"

#include "app/record_words.h"
#include "store/closing.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define LINES_MAX 500
#define SHORT_ID 4

/* --- Lines ------------------------------------------------------------------------------------- */

struct lining {
	const struct history *history;
	struct history_lines *lines;
};

static void add_line(struct history_lines *lines, bool is_title, const struct buf *text)
{
	lines->item = memory_grow(lines->item, lines->count, &lines->capacity, sizeof(*lines->item));
	lines->item[lines->count++] = (struct history_line){is_title, memory_text(buf_text(text))};
}

/* "Phone: 0812 → 0813"; what was not there before has no arrow. */
static void add_field(struct history_lines *lines, const struct record_type *type,
	const struct record_field *field, const void *before, const void *after)
{
	const bool was = before && !record_field_empty(field, before);
	const bool is = after && !record_field_empty(field, after);
	struct buf text = BUF_EMPTY;

	if ((!was && !is) || (was && is && record_field_equal(field, before, after)))
		return;
	buf_printf(&text, "%s: ", words_of_field(field->name));
	if (was) {
		words_of_value(type, field, before, &text);
		buf_add_text(&text, " → ");
	}
	if (is)
		words_of_value(type, field, after, &text);
	else
		buf_add_text(&text, _("nothing"));
	add_line(lines, false, &text);
	buf_wipe(&text);
}

/* Null: there is no value, or none that this version reads. */
static void *decode(const struct record_type *type, struct bytes value, struct arena *arena)
{
	void *record = type && value.len > 0 ? arena_alloc(arena, type->size) : NULL;

	return record && record_decode(type, value, arena, record, NULL) == STATUS_OK ? record : NULL;
}

static bool add_change(void *context, const struct change *change)
{
	struct lining *lining = context;
	const struct record_type *type = record_type_of(change->key);
	struct arena arena = {NULL};
	struct buf title = BUF_EMPTY;
	const void *before, *after;

	if (lining->lines->count >= LINES_MAX) {
		lining->lines->cut = true;
		return false;
	}
	before = decode(type, change->before, &arena);
	after = decode(type, change->after, &arena);
	words_of_change(lining->history->app, change->key, "", &title);
	if (change->after.len == 0)
		buf_add_text(&title, _(" (taken back)"));
	add_line(lining->lines, true, &title);
	for (size_t i = 0; type && (before || after) && i < type->count; i++)
		add_field(lining->lines, type, &type->field[i], before, after);
	buf_wipe(&title);
	arena_release(&arena);
	return true;
}

enum status history_read_action(const struct history *history, const struct action_id *action,
	struct history_lines *lines, struct err *err)
{
	struct lining lining = {history, lines};

	return store_changes(history->app->store, action, add_change, &lining, err);
}

enum status history_read_lines(const struct history *history, size_t row,
	struct history_lines *lines, struct err *err)
{
	return history_read_action(history, &history_action(history, row)->id, lines, err);
}

void history_lines_release(struct history_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		explicit_bzero(lines->item[i].text, strlen(lines->item[i].text));
		free(lines->item[i].text);
	}
	free(lines->item);
	*lines = (struct history_lines){.count = 0};
}

/* --- Rows -------------------------------------------------------------------------------------- */

void history_say_day(date day, struct buf *out)
{
	const struct civil civil = date_civil(day);

	buf_printf(out, "%02d/%02d/%02d", civil.day, civil.month, civil.year % 100);
}

void history_say_time(const struct history *history, size_t row, struct buf *out)
{
	const struct store_action *action = history_action(history, row);

	history_say_day(moment_date(action->time), out);
	buf_add_byte(out, ' ');
	minute_print(out, moment_minute(action->time));
	if (action->source != CLOCK_SYSTEM)
		buf_add_byte(out, action->source == CLOCK_DOUBTED ? '?' : '~');
}

void history_say_officer(const struct history *history, size_t row, struct buf *out)
{
	officer_names_say(&history->officers, &history_action(history, row)->officer, out);
}

void history_say_device(const struct app *app, const struct id *device, struct buf *out)
{
	char hex[ID_HEX_SIZE];

	if (id_equal(device, store_device(app->store)))
		buf_add_text(out, app->laptop.name);
	else
		buf_add(out, id_hex(device, hex), SHORT_ID);
}

void history_say_laptop(const struct history *history, size_t row, struct buf *out)
{
	history_say_device(history->app, &history_action(history, row)->device, out);
}

static bool say_first(void *context, const struct change *change)
{
	struct lining *lining = context;
	struct history_lines *lines = lining->lines;
	const struct record_type *type = record_type_of(change->key);
	struct arena arena = {NULL};
	struct buf text = BUF_EMPTY, says = BUF_EMPTY;
	const void *after = decode(type, change->after, &arena);

	for (size_t i = 0; after && i < type->count; i++)
		if (type->field[i].type == FIELD_NUMBER &&
			words_of_number(type, &type->field[i],
				*(const uint32_t *)record_value(&type->field[i], after)) &&
			(strcmp(type->field[i].name, "sex") != 0)) {
			buf_add_text(&says, ", ");
			words_of_value(type, &type->field[i], after, &says);
		}
	if (change->after.len == 0)
		buf_add_text(&says, _(" (taken back)"));
	words_of_change(lining->history->app, change->key, buf_text(&says), &text);
	add_line(lines, true, &text);
	buf_wipe(&text);
	buf_wipe(&says);
	arena_release(&arena);
	return false;
}

/* "Handed over: no. 3, 418 entries, code 7K4M-QX" */
static void say_closing(struct app *app, const struct store_action *action, struct buf *out)
{
	struct closed closed;
	char code[SHEET_CODE_SIZE];

	if (store_closing_at(app->store, &action->device, action->lamport, &closed))
		buf_printf(out, _("Handed over: no. %u, %llu entries, code %s"),
			(unsigned)closed.closing.number, (unsigned long long)closed.closing.entries,
			closing_code(&closed.closing, code));
	else
		buf_add_text(out, _("cannot be read"));
}

void history_say_what(const struct history *history, size_t row, struct buf *out)
{
	const struct store_action *action = history_action(history, row);
	struct history_lines lines = {.count = 0};
	struct lining lining = {history, &lines};

	if (action->kind == ENTRY_CLOSING) {
		say_closing(history->app, action, out);
		return;
	}
	(void)!store_entry_changes(
		history->app->store, &action->first, say_first, &lining, NULL);
	buf_add_text(out, lines.count > 0 ? lines.item[0].text : _("cannot be read"));
	if (action->entries > 1)
		buf_printf(out, ngettext(" and %u more", " and %u more", action->entries - 1),
			(unsigned)action->entries - 1);
	history_lines_release(&lines);
}
