/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/people.h"

#include "report/state_words.h"
#include "model/nik.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_AHEAD 64 /* that are read around the chosen one: more than any window shows */

enum {
	PEOPLE_OPEN = ACTION_OWN,
	PEOPLE_RESUME,
	PEOPLE_UNDO
};

/* What a row shows; read when it can come into sight. */
struct person_shown {
	bool is_read;
	struct buf name, sex, place, nik, trainings;
};

struct people_search {
	struct app *app;
	struct input input;
	struct people found;
	struct person_shown *shown; /* one a person found */
	struct list list;
	struct people_visit visit;
	struct buf draft; /* whose form was left half done, in words */
	struct area drawn, input_area;
};

static void release_shown(struct people_search *search)
{
	for (size_t i = 0; i < search->found.count; i++) {
		struct person_shown *shown = &search->shown[i];

		buf_wipe(&shown->name);
		buf_wipe(&shown->sex);
		buf_wipe(&shown->place);
		buf_wipe(&shown->nik);
		buf_wipe(&shown->trainings);
	}
	free(search->shown);
	search->shown = NULL;
}

void people_visit_release(struct people_visit *visit)
{
	for (size_t group = 0; group <= PERSON_GROUPS; group++)
		for (size_t i = 0; i < PERSON_FIELDS_MAX; i++) {
			char *value = visit->previous[group][i];

			if (value)
				explicit_bzero(value, strlen(value));
			free(value);
			visit->previous[group][i] = NULL;
		}
}

/* All that is held of people: when it is locked, too. */
static void people_lock(void *context)
{
	struct people_search *search = context;

	release_shown(search);
	people_release(&search->found);
	list_set_count(&search->list, 0);
	input_clear(&search->input);
	people_visit_release(&search->visit);
	buf_wipe(&search->draft);
}

static void people_search_release(void *context)
{
	struct people_search *search = context;

	people_lock(search);
	input_release(&search->input);
	free(search);
}

void *people_open(struct app *app)
{
	struct people_search *search = memory_alloc(sizeof(*search));

	search->app = app;
	search->visit.done_before = app->done_count;
	search->list.selected = LIST_NONE;
	return search;
}

/* --- Reading rows ------------------------------------------------------------------------------ */

static void read_row(struct people_search *search, size_t index)
{
	struct person_shown *shown = &search->shown[index];
	const struct programme *programme = &search->app->programme;
	const struct kelurahan *kelurahan;
	struct arena arena = {NULL};
	struct person_line line;

	if (shown->is_read)
		return;
	shown->is_read = true;
	if (people_read_line(search->app, &search->found.record[index], &arena, &line, NULL) ==
		STATUS_OK) {
		kelurahan = programme_kelurahan(programme, line.address.kelurahan);
		buf_add_text(&shown->name, line.identity.name);
		buf_add_text(&shown->sex, sex_letter(line.identity.sex));
		buf_add_text(&shown->place, kelurahan ? kelurahan->name : line.address.elsewhere);
		nik_tail(line.identity.nik, &shown->nik);
		buf_printf(&shown->trainings, "%zu", line.trainings);
	}
	arena_release(&arena);
}

/* Those that the next drawing can show: it follows the chosen row. */
static void read_rows(struct people_search *search)
{
	size_t chosen = search->list.selected == LIST_NONE ? search->list.top : search->list.selected;
	size_t first = chosen > ROWS_AHEAD ? chosen - ROWS_AHEAD : 0;

	for (size_t i = first; i < search->found.count && i <= chosen + ROWS_AHEAD; i++)
		read_row(search, i);
}

static void show_found(struct people_search *search, struct people *found)
{
	release_shown(search);
	people_release(&search->found);
	search->found = *found;
	search->shown = memory_alloc((found->count + 1) * sizeof(*search->shown));
	list_set_count(&search->list, found->count);
}

struct progress {
	struct screens *screens;
	int percent;
};

static bool go_on(void *context, size_t done, size_t total)
{
	struct progress *progress = context;
	int percent = total > 0 ? (int)(done * 100 / total) : 0;

	if (percent == progress->percent)
		return true;
	progress->percent = percent;
	return screens_progress(progress->screens, percent, _("Looking at everyone..."));
}

/* What was found before stays when it fails or is stopped. */
static void find(struct screens *screens, struct people_search *search)
{
	struct progress progress = {screens, -1};
	struct people found;
	struct err err = {0};
	enum status status = people_find(search->app, input_text(&search->input), &found,
		screens ? go_on : NULL, &progress, &err);

	if (status == STATUS_OK)
		show_found(search, &found);
	else if (screens)
		screens_say_err(screens, &err);
	search->list.top = 0;
	list_select(&search->list, LIST_NONE);
	read_rows(search);
}

/* --- Loading ----------------------------------------------------------------------------------- */

static void load_draft(struct people_search *search)
{
	enum person_group group;
	struct id record;
	struct arena arena = {NULL};
	struct person_line line;

	buf_clear(&search->draft);
	if (person_draft_last(search->app, &record, &group) &&
		people_read_line(search->app, &record, &arena, &line, NULL) == STATUS_OK)
		buf_printf(&search->draft, _("Left half done: %s. F6 goes on with it."),
			line.identity.name);
	arena_release(&arena);
}

/* A person may have been changed on the screen above. */
static enum status people_load(void *context, struct err *err)
{
	struct people_search *search = context;
	enum status status = app_refresh(search->app, err);
	struct person_shown *shown = search->shown;
	size_t count = search->found.count;

	for (size_t i = 0; i < count; i++) {
		buf_clear(&shown[i].name);
		buf_clear(&shown[i].sex);
		buf_clear(&shown[i].place);
		buf_clear(&shown[i].nik);
		buf_clear(&shown[i].trainings);
		shown[i].is_read = false;
	}
	read_rows(search);
	load_draft(search);
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_person(void *context, size_t index, struct list_row *row)
{
	const struct people_search *search = context;
	const struct person_shown *shown = &search->shown[index];

	list_cell(row, 0, "%s", buf_text(&shown->name));
	list_cell(row, 1, "%s", buf_text(&shown->sex));
	list_cell(row, 2, "%s", buf_text(&shown->place));
	list_cell(row, 3, "%s", buf_text(&shown->nik));
	list_cell(row, 4, "%s", buf_text(&shown->trainings));
}

static const struct column columns[] = {
	{N_("Name"), 30, 16, 1, 0, ALIGN_LEFT},
	{N_("M/F"), 3, 0, 0, 0, ALIGN_LEFT},
	{N_("Kelurahan"), 18, 12, 1, 2, ALIGN_LEFT},
	{N_("NIK"), 7, 0, 0, 0, ALIGN_LEFT},
	{N_("Trainings"), 9, 0, 0, 1, ALIGN_RIGHT},
};
static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_person, true, 1};

static void add_hint(const struct people_search *search, struct buf *out)
{
	size_t count = search->found.count;

	if (input_is_empty(&search->input))
		buf_add_text(out, _("Type part of a name, the end of a NIK, a phone, a kelurahan."));
	else if (count == 0)
		buf_add_text(out, _("Nobody fits."));
	else if (search->found.more)
		buf_printf(out, _("More than %zu fit: type more."), count);
	else if (count == 1)
		buf_add_text(out, _("Enter shows this person."));
	else
		buf_printf(out, ngettext("%zu fits: choose with the arrow, or type on.",
					"%zu fit: choose with the arrow, or type on.", count),
			count);
}

static void people_draw(void *context, struct area area)
{
	struct people_search *search = context;
	int col = term_put(area.row, area.col + 1, STYLE_NORMAL, _("Look for:")) + 1;
	int last = area.row + area.rows - 1;
	struct buf hint = BUF_EMPTY;

	term_line(area.row + 1, area.col, area.cols);
	search->drawn = (struct area){area.row + 2, area.col, area.rows - 4, area.cols};
	if (search->found.count > 0)
		list_draw(&search->list, &view, search->drawn, search);
	term_put_fit(last - 1, area.col + 1, area.cols - 2, STYLE_WARN, buf_text(&search->draft));
	add_hint(search, &hint);
	term_put_fit(last, area.col + 1, area.cols - 2, STYLE_NORMAL, buf_text(&hint));
	buf_release(&hint);
	search->input_area = (struct area){area.row, col, 1, area.col + area.cols - col - 1};
	input_draw(&search->input, area.row, col, search->input_area.cols);
	if (search->list.selected != LIST_NONE)
		list_place_cursor(&search->list, &view, search->drawn);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next open_chosen(struct screens *screens, struct people_search *search)
{
	size_t chosen = search->list.selected;
	struct err err = {0};
	void *person;

	if (chosen == LIST_NONE && search->found.count == 1)
		chosen = 0;
	if (chosen >= search->found.count) {
		screens_beep(screens);
		return next_draw();
	}
	person = person_open(
		search->app, &search->found.record[chosen], &search->visit, &err);
	return person ? next_push(&person_screen, person) : screens_refuse(screens, &err);
}

static struct next resume(struct screens *screens, struct people_search *search)
{
	enum person_group group;
	struct id record;
	struct err err = {0};
	void *form;

	if (!person_draft_last(search->app, &record, &group))
		return next_load();
	form = person_form_open(search->app, &record, group, &search->visit, &err);
	return form ? next_push(&person_form_screen, form) : screens_refuse(screens, &err);
}

static struct next undo(struct screens *screens, struct people_search *search)
{
	struct err err = {0};

	if (app_undo(search->app, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("Taken back."));
	return next_load();
}

static struct next click(struct screens *screens, struct people_search *search, const struct key *key)
{
	const struct area *input = &search->input_area;

	if (key->row == input->row && key->col >= input->col) {
		input_click(&search->input, key->col - input->col);
		return next_draw();
	}
	switch (list_click(&search->list, &view, search->drawn, key)) {
	case LIST_CHOSEN:
		return open_chosen(screens, search);
	case LIST_MOVED:
		return next_draw();
	default:
		return next_ignored();
	}
}

/* Home and End are the input's while nobody is chosen. */
static bool is_list_key(const struct people_search *search, uint32_t code)
{
	return search->list.selected != LIST_NONE || (code != KEYS_HOME && code != KEYS_END);
}

static struct next act_key(
	struct screens *screens, struct people_search *search, const struct key *key)
{
	if (key->code == KEYS_ESC) {
		input_clear(&search->input);
		find(screens, search);
		return next_draw();
	}
	if (key->code == KEYS_CLICK)
		return click(screens, search, key);
	if (is_list_key(search, key->code) && list_key(&search->list, key, true) != LIST_IGNORED) {
		read_rows(search);
		return next_draw();
	}
	switch (input_key(&search->input, key)) {
	case INPUT_CHANGED:
		find(screens, search);
		return next_draw();
	case INPUT_MOVED:
		return next_draw();
	default:
		return next_ignored();
	}
}

static struct next people_act(
	struct screens *screens, void *context, int action, const struct key *key)
{
	switch (action) {
	case PEOPLE_OPEN:
		return open_chosen(screens, context);
	case PEOPLE_RESUME:
		return resume(screens, context);
	case PEOPLE_UNDO:
		return undo(screens, context);
	case ACTION_NONE:
		return act_key(screens, context, key);
	default:
		return next_ignored();
	}
}

static enum focus people_focus(const void *context)
{
	const struct people_search *search = context;

	return input_focus(&search->input);
}

static bool people_allows(const void *context, int action)
{
	const struct people_search *search = context;

	switch (action) {
	case PEOPLE_OPEN:
		return search->found.count > 0;
	case PEOPLE_RESUME:
		return search->draft.len > 0 && app_writes(search->app);
	case PEOPLE_UNDO:
		return search->app->done_count > search->visit.done_before;
	default:
		return true;
	}
}

static void people_corner(const void *context, struct buf *out)
{
	const struct people_search *search = context;

	office_corner(search->app, out);
}

static const struct action actions[] = {
	{PEOPLE_OPEN, KEYS_ENTER, 0, N_("Show"), N_("Shows all that is recorded of the chosen person."), 1},
	{PEOPLE_RESUME, KEYS_F(6), 0, N_("Go on"), N_("Goes on with the form that was left half done."),
		2},
	{PEOPLE_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"), N_("Takes back what was changed here last."), 2},
	{ACTION_LANGUAGE, KEYS_F(9), 0, N_("Bahasa/Language"),
		N_("Switches between Indonesian and English."), 5},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Clears what is typed, then goes back."), 3},
};

const struct screen people_screen = {
	.title = N_("PEOPLE"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = people_load,
	.draw = people_draw,
	.act = people_act,
	.focus = people_focus,
	.allows = people_allows,
	.corner = people_corner,
	.lock = people_lock,
	.release = people_search_release,
};
