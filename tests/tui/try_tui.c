/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A program of the foundation alone, which test_screens.c drives: one screen with an input, a live
 * list and a counter, a second one with letters for actions, and keys that make things go wrong.
 */
#include "tui/bigtext.h"
#include "tui/input.h"
#include "tui/list.h"
#include "tui/screen.h"
#include "base/i18n.h"
#include "base/text.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PEOPLE 1000
/* A person as no person is called. */
#define HOSTILE "BUDI \033]0;x\a\r\n\302\233 \342\200\256 JAHAT"

static int released;

/* --- A screen with letters --------------------------------------------------------------------- */

enum {
	LETTER_COUNT = ACTION_OWN,
	LETTER_FAIL
};

struct letters {
	struct list list;
	struct area drawn;
	int count;
	bool fails;
};

static void letters_row(void *context, size_t index, struct list_row *row)
{
	(void)context;
	list_cell(row, 0, "%zu", index + 1);
	list_cell(row, 1, "Row number %zu of the second screen", index + 1);
	list_cell(row, 2, "%zu%%", index * 7);
	row->marked = index == 2;
}

static const struct column letters_columns[] = {
	{N_("No"), 3, 0, 0, 0, ALIGN_RIGHT},
	{N_("Name"), 30, 12, 1, 0, ALIGN_LEFT},
	{N_("Part"), 6, 0, 0, 1, ALIGN_RIGHT},
};
static const struct list_view letters_view = {letters_columns, 3, letters_row, true, 0};

static enum status letters_load(void *context, struct err *err)
{
	struct letters *letters = context;

	list_set_count(&letters->list, 12);
	return letters->fails ? err_set(err, STATUS_IO, "Cannot load \"letters\": %s", HOSTILE)
			      : STATUS_OK;
}

static void letters_draw(void *context, struct area area)
{
	struct letters *letters = context;
	char text[32];

	snprintf(text, sizeof(text), "count %d", letters->count);
	term_put(area.row, area.col + 1, STYLE_NORMAL, text);
	area.row++;
	area.rows--;
	letters->drawn = area;
	list_draw(&letters->list, &letters_view, area, letters);
	list_place_cursor(&letters->list, &letters_view, area);
}

static struct next letters_act(
	struct screens *screens, void *context, int action, const struct key *key)
{
	struct letters *letters = context;
	enum list_result moved;

	(void)screens;
	if (action == LETTER_COUNT) {
		letters->count++;
		return next_draw();
	}
	if (action == LETTER_FAIL) {
		letters->fails = true;
		return next_load();
	}
	if (action != ACTION_NONE)
		return next_ignored();
	moved = key->code == KEYS_CLICK
			? list_click(&letters->list, &letters_view, letters->drawn, key)
			: list_key(&letters->list, key, false);
	return moved == LIST_IGNORED ? next_ignored() : next_draw();
}

static void letters_release(void *context)
{
	free(context);
	released++;
}

static const struct action letters_actions[] = {
	{LETTER_COUNT, 'C', '+', N_("Count"), N_("Adds one to the count."), 1},
	{LETTER_FAIL, 'F', 0, N_("Fail"), N_("Lets the next loading fail."), 3},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Returns to the first screen."), 1},
};

static const struct screen letters_screen = {
	.title = N_("LETTERS"),
	.actions = ACTIONS(letters_actions),
	.load = letters_load,
	.draw = letters_draw,
	.act = letters_act,
	.release = letters_release,
};

/* --- The first screen -------------------------------------------------------------------------- */

enum {
	TRY_OPEN = ACTION_OWN,
	TRY_SAY,
	TRY_WORK,
	TRY_STDERR,
	TRY_UNDO,
	TRY_ENTER,
	TRY_BREAK
};

struct first {
	struct input input;
	struct list list;
	struct area list_area;
	size_t matches[PEOPLE];
	int entered;
	const char *way; /* of breaking, from the command line */
};

static void person_name(size_t index, struct buf *out)
{
	static const char *const names[] = {"SITI AMINAH", "JOKO PRASETYO", HOSTILE,
		"RAHAYU é ANDINI", "漢字 LIONG", "HJ. SITI NUR AMINI", "AGUS"};

	buf_printf(out, "%s %zu", names[index % 7], index);
}

static void filter_people(struct first *first)
{
	struct buf name = BUF_EMPTY;
	size_t count = 0;

	for (size_t i = 0; i < PEOPLE && !input_is_empty(&first->input); i++) {
		buf_clear(&name);
		person_name(i, &name);
		if (strcasestr(buf_text(&name), input_text(&first->input)))
			first->matches[count++] = i;
	}
	buf_release(&name);
	list_set_count(&first->list, count);
}

static void person_row(void *context, size_t index, struct list_row *row)
{
	struct first *first = context;
	struct buf name = BUF_EMPTY;

	person_name(first->matches[index], &name);
	list_cell(row, 0, "%02zu", first->matches[index]);
	list_cell(row, 1, "%s", buf_text(&name));
	list_cell(row, 2, "P");
	list_cell(row, 3, "Kembangan %s", index == 1 ? HOSTILE : "Selatan");
	list_cell(row, 4, "belum");
	buf_release(&name);
}

static const struct column people_columns[] = {
	{N_("No"), 3, 0, 0, 0, ALIGN_LEFT},
	{N_("Name"), 28, 15, 2, 0, ALIGN_LEFT},
	{N_("Sex"), 3, 0, 0, 2, ALIGN_LEFT},
	{N_("Village"), 18, 10, 1, 1, ALIGN_LEFT},
	{N_("Today"), 12, 0, 0, 0, ALIGN_LEFT},
};
static const struct list_view people_view = {people_columns, 5, person_row, true, 2};

static void first_draw(void *context, struct area area)
{
	struct first *first = context;
	char counter[32];
	int label;

	snprintf(counter, sizeof(counter), "%d/40", first->entered);
	bigtext_draw(area.row, area.cols - bigtext_width(counter) - 1, STYLE_BOLD, counter);
	term_put(area.row, area.col + 1, STYLE_NORMAL, HOSTILE);
	label = term_put(area.row + 2, area.col + 1, STYLE_NORMAL, "Name:") + 1;
	term_line(area.row + BIGTEXT_ROWS, area.col, area.cols);
	first->list_area = area;
	first->list_area.row += BIGTEXT_ROWS + 1;
	first->list_area.rows -= BIGTEXT_ROWS + 1;
	list_draw(&first->list, &people_view, first->list_area, first);
	input_draw(&first->input, area.row + 2, label, 20);
}

/* Ends at 100 %, or waits for ever for Esc when the input is "wait". */
static struct next work(struct screens *screens, struct first *first)
{
	bool endless = strcmp(input_text(&first->input), "wait") == 0;

	for (int percent = 0; percent <= 100; percent += endless ? 0 : 10) {
		if (!screens_progress(screens, percent, "Working")) {
			screens_say(screens, STYLE_WARN, "Stopped");
			return next_draw();
		}
		if (screens_ending(screens))
			break;
	}
	screens_say(screens, STYLE_GOOD, "Worked");
	return next_load();
}

static void break_down(const char *way)
{
	if (strcmp(way, "abort") == 0)
		abort();
	if (strcmp(way, "segv") == 0)
		raise(SIGSEGV);
	if (strcmp(way, "exit") == 0)
		exit(3);
	if (strcmp(way, "memory") == 0)
		memory_alloc(SIZE_MAX / 2);
}

static struct next first_run(struct screens *screens, struct first *first, int action)
{
	switch (action) {
	case TRY_OPEN:
		return next_push(&letters_screen, memory_alloc(sizeof(struct letters)));
	case TRY_SAY:
		screens_say(screens, STYLE_BAR_GOOD, "Said to %s", HOSTILE);
		screens_beep(screens);
		return next_draw();
	case TRY_WORK:
		return work(screens, first);
	case TRY_STDERR:
		fprintf(stderr, "on stderr: %s\n", HOSTILE);
		return next_draw();
	case TRY_ENTER:
		first->entered++;
		input_clear(&first->input);
		filter_people(first);
		return next_draw();
	case TRY_UNDO:
		first->entered--;
		return next_draw();
	case TRY_BREAK:
		break_down(first->way);
		return next_draw();
	default:
		return next_ignored();
	}
}

static struct next first_act(
	struct screens *screens, void *context, int action, const struct key *key)
{
	struct first *first = context;
	enum list_result moved;

	if (action != ACTION_NONE)
		return first_run(screens, first, action);
	if (key->code == KEYS_ESC) {
		input_clear(&first->input);
		filter_people(first);
		return next_draw();
	}
	if (key->code == KEYS_CLICK)
		moved = list_click(&first->list, &people_view, first->list_area, key);
	else if (key->code == KEYS_HOME || key->code == KEYS_END)
		moved = LIST_IGNORED;
	else
		moved = list_key(&first->list, key, true);
	if (moved != LIST_IGNORED)
		return next_draw();
	if (input_key(&first->input, key) == INPUT_IGNORED)
		return next_ignored();
	filter_people(first);
	return next_draw();
}

static enum focus first_focus(const void *context)
{
	const struct first *first = context;

	return input_is_empty(&first->input) ? FOCUS_EMPTY_INPUT : FOCUS_INPUT;
}

static bool first_allows(const void *context, int action)
{
	const struct first *first = context;

	return action != TRY_UNDO || first->entered > 0;
}

static void first_corner(const void *context, struct buf *out)
{
	(void)context;
	buf_printf(out, "KBG-A \u2502 %s",
		i18n_language() == LANGUAGE_ENGLISH ? "English" : "Indonesia");
}

static void first_release(void *context)
{
	struct first *first = context;

	input_release(&first->input);
	free(first);
	released++;
}

static const struct action first_actions[] = {
	{TRY_ENTER, KEYS_ENTER, 0, N_("Enter"), N_("Counts one and clears the input."), 0},
	{TRY_OPEN, KEYS_F(2), 0, N_("Letters"), N_("Opens the second screen."), 1},
	{TRY_SAY, KEYS_F(3), KEYS_CTRL('T'), N_("Say"), N_("Says something, with a sound."), 2},
	{TRY_WORK, KEYS_F(4), 0, N_("Long work"), N_("Works for a while; Esc stops."), 3},
	{TRY_STDERR, KEYS_F(5), 0, N_("Standard error"), N_("Writes there."), 4},
	{TRY_BREAK, KEYS_F(6), 0, N_("Break down"), N_("Ends as the command line said."), 5},
	{TRY_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"), N_("Counts one back."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Clears the input, then leaves."), 1},
};

static const struct screen first_screen = {
	.title = N_("FIRST"),
	.actions = ACTIONS(first_actions),
	.draw = first_draw,
	.act = first_act,
	.focus = first_focus,
	.allows = first_allows,
	.corner = first_corner,
	.release = first_release,
};

int main(int argc, char **argv)
{
	struct first *first = memory_alloc(sizeof(*first));
	const char *delay = getenv("ESCDELAY");
	struct term_options options = {
		.test = getenv("OKOCE_TEST") != NULL,
		.no_color = getenv("NO_COLOR") != NULL,
		.no_mouse = getenv("NO_MOUSE") != NULL,
		.escape_delay = delay ? (int)strtol(delay, NULL, 10) : 0,
	};
	const struct screens_setup setup = {.first = &first_screen, .context = first};
	struct err err = {0};

	first->way = argc > 1 ? argv[1] : "";
	first->list.selected = LIST_NONE;
	first->entered = 31;
	i18n_start("", LANGUAGE_ENGLISH);
	if (screens_run(&setup, &options, &err) != STATUS_OK) {
		fprintf(stderr, "%s\n", err.text);
		return status_exit(err.status);
	}
	printf("released %d\n", released);
	return 0;
}
