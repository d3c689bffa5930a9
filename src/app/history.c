/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/day.h"
#include "app/history_inside.h"

#include "app/record_words.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define SHORT_ID 8 /* characters of an id that has no name */

/* --- Officers ---------------------------------------------------------------------------------- */

static enum status read_officer(
	struct officer_names *names, struct app *app, const struct cell *cell, struct err *err)
{
	struct arena arena = {NULL};
	struct officer officer;
	struct register_parts parts;
	struct buf safe = BUF_EMPTY;
	enum status status =
		store_read_record(app->store, cell->key, &officer_type, &arena, &officer, err);

	if (status == STATUS_OK && register_parse(cell->key, &parts) && parts.known) {
		text_safe(&safe, officer.name, strlen(officer.name));
		names->item = memory_grow(
			names->item, names->count, &names->capacity, sizeof(*names->item));
		names->item[names->count++] =
			(struct officer_name){parts.id, memory_text(buf_text(&safe))};
	}
	buf_release(&safe);
	arena_release(&arena);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status officer_names_read(struct officer_names *names, struct app *app, struct err *err)
{
	const struct register_key all = register_all(REGISTER_OFFICER);
	enum status status = STATUS_OK;
	struct view_walk walk;

	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all));
		walk.cell && status == STATUS_OK; view_walk_next(&walk))
		status = read_officer(names, app, walk.cell, err);
	view_walk_close(&walk);
	return status;
}

void officer_names_say(const struct officer_names *names, const struct id *officer, struct buf *out)
{
	char hex[ID_HEX_SIZE];

	for (size_t i = 0; i < names->count; i++) {
		if (id_equal(&names->item[i].id, officer)) {
			buf_add_text(out, names->item[i].name);
			return;
		}
	}
	buf_add(out, id_hex(officer, hex), SHORT_ID);
}

void officer_names_release(struct officer_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->item[i].name);
	free(names->item);
	*names = (struct officer_names){.count = 0};
}

/* --- The list ---------------------------------------------------------------------------------- */

/* What is looked in: of each action a folded text, and whom its entries are about. */
struct history_words {
	struct arena arena;
	const char **text;
	struct about {
		struct id record;
		size_t action;
	} *about; /* by record */
	size_t count, capacity;
	bool *fits, *has; /* of each action */
};

static void forget_words(struct history *history)
{
	struct history_words *words = history->words;

	if (!words)
		return;
	arena_release(&words->arena);
	free(words->text);
	free(words->about);
	free(words->fits);
	free(words->has);
	free(words);
	history->words = NULL;
}

static void forget(struct history *history)
{
	forget_words(history);
	officer_names_release(&history->officers);
	free(history->action);
	free(history->shown);
	history->action = NULL;
	history->shown = NULL;
	history->count = history->shown_count = 0;
}

void history_release(struct history *history)
{
	forget(history);
	buf_wipe(&history->typed);
}

enum status history_reload(struct history *history, struct err *err)
{
	struct buf typed = history->typed;
	enum status status;

	history->typed = BUF_EMPTY;
	forget(history);
	status = store_actions(history->app->store, &history->action, &history->count, err);
	if (status == STATUS_OK)
		status = officer_names_read(&history->officers, history->app, err);
	history->shown = memory_alloc((history->count + 1) * sizeof(*history->shown));
	history_find(history, buf_text(&typed));
	buf_wipe(&typed);
	return status;
}

enum status history_open(struct history *history, struct app *app, struct err *err)
{
	*history = (struct history){.app = app};
	return history_reload(history, err);
}

const struct store_action *history_action(const struct history *history, size_t row)
{
	return &history->action[history->shown[row]];
}

/* --- Finding ----------------------------------------------------------------------------------- */

struct gathering {
	struct history_words *words;
	size_t action;
	struct buf *text;
};

static bool gather(void *context, const struct change *change)
{
	struct gathering *gathering = context;
	struct history_words *words = gathering->words;
	struct register_parts parts;
	struct id record;

	if (gathering->text->len < TEXT_MAX && register_parse(change->key, &parts)) {
		words_of_register(&parts, gathering->text);
		buf_add_byte(gathering->text, ' ');
	}
	if (!register_person_of(change->key, &record))
		return true;
	if (words->count > 0 && words->about[words->count - 1].action == gathering->action &&
		id_equal(&words->about[words->count - 1].record, &record))
		return true;
	words->about =
		memory_grow(words->about, words->count, &words->capacity, sizeof(*words->about));
	words->about[words->count++] = (struct about){record, gathering->action};
	return true;
}

static int by_record(const void *left, const void *right)
{
	const struct about *a = left, *b = right;

	return id_compare(&a->record, &b->record);
}

/* Opens every entry once: what was not asked for before costs nothing. */
static void load_words(struct history *history)
{
	struct history_words *words = history->words = memory_alloc(sizeof(*words));
	struct buf text = BUF_EMPTY, folded = BUF_EMPTY;

	words->text = memory_alloc((history->count + 1) * sizeof(*words->text));
	words->fits = memory_alloc(history->count + 1);
	words->has = memory_alloc(history->count + 1);
	for (size_t i = 0; i < history->count; i++) {
		struct gathering gathering = {words, i, &text};

		history->shown[0] = i; /* row 0, for the words below */
		buf_clear(&text);
		buf_clear(&folded);
		(void)!store_keys_changed(
			history->app->store, &history->action[i].id, gather, &gathering, NULL);
		date_print_long(&text, moment_date(history->action[i].time));
		buf_add_byte(&text, ' ');
		history_say_day(moment_date(history->action[i].time), &text);
		buf_add_byte(&text, ' ');
		history_say_officer(history, 0, &text);
		buf_add_byte(&text, ' ');
		history_say_laptop(history, 0, &text);
		text_fold(&folded, buf_text(&text), text.len);
		words->text[i] = arena_text(&words->arena, buf_text(&folded), folded.len);
	}
	if (words->count > 0)
		qsort(words->about, words->count, sizeof(*words->about), by_record);
	buf_wipe(&text);
	buf_wipe(&folded);
}

/* Marks the actions that are about a record. */
static void mark_record(struct history_words *words, const struct id *record)
{
	size_t low = 0, high = words->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (id_compare(&words->about[middle].record, record) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < words->count && id_equal(&words->about[low].record, record); low++)
		words->has[words->about[low].action] = true;
}

/* The actions that have one word, in what they say or in a name that one of theirs ever had. */
static void find_word(struct history *history, const char *word)
{
	struct history_words *words = history->words;
	const struct people_names *names = app_names(history->app);
	size_t *rows = memory_alloc((names->table.count + 1) * sizeof(*rows));
	struct name_query query;
	size_t count;

	for (size_t i = 0; i < history->count; i++)
		words->has[i] = strstr(words->text[i], word) != NULL;
	name_query_parse(&query, word);
	count = name_table_find(&names->table, &query, rows, names->table.count);
	for (size_t i = 0; i < count; i++)
		mark_record(words, &names->record[rows[i]]);
	for (size_t i = 0; i < history->count; i++)
		words->fits[i] = words->fits[i] && words->has[i];
	free(rows);
}

static void show_all(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		history->shown[i] = i;
	history->shown_count = history->count;
}

void history_find(struct history *history, const char *typed)
{
	struct name_query query;

	buf_wipe(&history->typed);
	buf_add_text(&history->typed, typed);
	name_query_parse(&query, typed);
	if (query.count == 0) {
		show_all(history);
		return;
	}
	if (!history->words)
		load_words(history);
	memset(history->words->fits, true, history->count);
	for (size_t i = 0; i < query.count; i++)
		find_word(history, query.words[i]);
	history->shown_count = 0;
	for (size_t i = 0; i < history->count; i++)
		if (history->words->fits[i])
			history->shown[history->shown_count++] = i;
}

/* --- Undo -------------------------------------------------------------------------------------- */

bool history_is_own(const struct history *history, size_t row)
{
	return id_equal(
		&history_action(history, row)->officer, store_officer(history->app->store));
}

/* What stands against taking an action back. */
struct standing {
	struct app *app;
	bool fixed;	  /* of that nothing is ever taken back */
	uint32_t closed; /* a day that it is about and that is closed; 0: none */
};

static void note_closed(struct standing *standing, const struct register_parts *parts)
{
	const struct session *session = programme_session(&standing->app->programme, parts->text);

	if ((parts->kind == REGISTER_ATTENDANCE || parts->kind == REGISTER_DAY) && session &&
		day_is_closed(standing->app, session, (uint32_t)parts->number))
		standing->closed = (uint32_t)parts->number;
}

/* What was looked at or printed stays recorded; who may open the file is no matter of an undo. */
static bool note_standing(void *context, const struct change *change)
{
	struct register_parts parts;
	struct standing *standing = context;

	if (!register_parse(change->key, &parts))
		return true;
	standing->fixed |= parts.kind == REGISTER_ACCESS || parts.kind == REGISTER_SHEET ||
			   parts.kind == REGISTER_OFFICER || parts.kind == REGISTER_KEY;
	note_closed(standing, &parts);
	return !standing->fixed;
}

enum status history_undo(struct history *history, size_t row, struct err *err)
{
	const struct action_id action = history_action(history, row)->id;
	struct action_id done;
	struct standing standing = {.app = history->app};
	enum status status = store_keys_changed(
		history->app->store, &action, note_standing, &standing, err);

	if (status != STATUS_OK)
		return status;
	if (history_action(history, row)->kind == ENTRY_CLOSING)
		return err_set(err, STATUS_DENIED, "%s",
			_("Not undone: what was handed over is out of hand. Hand over again."));
	if (standing.fixed)
		return err_set(err, STATUS_DENIED, "%s",
			_("Not undone: what was shown, printed or said of officers stays recorded."));
	if (!history_is_own(history, row))
		return err_set(err, STATUS_DENIED, "%s",
			_("Not undone: another officer recorded it. Ask that officer, or record it "
			  "anew."));
	if (standing.closed > 0)
		return err_set(err, STATUS_INVALID,
			_("Not undone: day %u is closed. Reopen it first, with a reason: Attendance, F8, F4."),
			(unsigned)standing.closed);
	status = store_undo(history->app->store, &action, &done, err);
	if (status == STATUS_OK) {
		app_did(history->app, &done);
		status = history_reload(history, err);
	}
	return status;
}
