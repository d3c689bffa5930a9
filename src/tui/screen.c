/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/help.h"
#include "tui/screen_inside.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAME_ROWS 3     /* title, message, key bar */
#define KEYS_A_DRAW 1000 /* handled at most before something is drawn */

struct next next_ignored(void)
{
	return (struct next){.kind = NEXT_IGNORED};
}

struct next next_draw(void)
{
	return (struct next){.kind = NEXT_DRAW};
}

struct next next_load(void)
{
	return (struct next){.kind = NEXT_LOAD};
}

struct next next_push(const struct screen *screen, void *context)
{
	return (struct next){.kind = NEXT_PUSH, .screen = screen, .context = context};
}

struct next next_replace(const struct screen *screen, void *context)
{
	return (struct next){.kind = NEXT_REPLACE, .screen = screen, .context = context};
}

struct next next_pop(void)
{
	return (struct next){.kind = NEXT_POP};
}

struct next next_pop_run(int action)
{
	return (struct next){.kind = NEXT_POP, .action = action};
}

struct next next_quit(void)
{
	return (struct next){.kind = NEXT_QUIT};
}

/* --- The stack --------------------------------------------------------------------------------- */

void screens_push(struct screens *screens, const struct screen *screen, void *context)
{
	screens->levels = memory_grow(
		screens->levels, screens->count, &screens->capacity, sizeof(*screens->levels));
	screens->levels[screens->count++] = (struct level){screen, context, true};
}

static void pop(struct screens *screens)
{
	struct level level = *screens_top(screens);

	if (screens->count == screens->lock_level)
		screens->lock_level = 0;
	screens->count--;
	if (level.screen->release)
		level.screen->release(level.context);
	if (screens->count > 0)
		screens_top(screens)->stale = true;
}

void screens_make_stale(struct screens *screens)
{
	for (size_t i = 0; i < screens->count; i++)
		screens->levels[i].stale = true;
	screens->changed = true;
}

static void load_top(struct screens *screens)
{
	struct level *level = screens_top(screens);
	struct err err = {0};

	if (!level->stale)
		return;
	level->stale = false;
	screens->changed = true;
	if (level->screen->load && level->screen->load(level->context, &err) != STATUS_OK)
		screens_say_err(screens, &err);
}

static struct action_filter filter_of(const struct level *level)
{
	return (struct action_filter){level->screen->allows, level->context};
}

static enum focus focus_of(const struct level *level)
{
	return level->screen->focus ? level->screen->focus(level->context) : FOCUS_NONE;
}

/* --- Messages ---------------------------------------------------------------------------------- */

void screens_say(struct screens *screens, enum style style, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	buf_clear(&screens->message);
	if (text)
		buf_add_text(&screens->message, text);
	free(text);
	screens->message_style = style;
	screens->changed = true;
}

void screens_say_err(struct screens *screens, const struct err *err)
{
	screens_say(
		screens, STYLE_ERROR, "%s", err->text[0] ? err->text : status_text(err->status));
}

void screens_beep(struct screens *screens)
{
	screens->beep = true;
}

struct next screens_refuse(struct screens *screens, const struct err *err)
{
	screens_say_err(screens, err);
	screens_beep(screens);
	return next_draw();
}

void screens_sound(struct screens *screens, enum sound sound)
{
	screens->sound = sound;
}

bool screens_ending(const struct screens *screens)
{
	return screens->ending || screens->keys.hangup;
}

static void draw_message(const struct screens *screens)
{
	int row = term_rows() - 2;

	if (screens->message.len == 0) {
		term_line(row, 0, term_cols());
		return;
	}
	term_put_fit(row, 0, 1, screens->message_style, " ");
	term_put_fit(row, 1, term_cols() - 1, screens->message_style, buf_text(&screens->message));
}

bool screens_progress(struct screens *screens, int percent, const char *text)
{
	if (percent >= 0)
		screens_say(screens, STYLE_BOLD, _("%s  %d%%  Esc stops"), text, percent);
	else
		screens_say(screens, STYLE_BOLD, "%s", text);
	draw_message(screens);
	term_refresh();
	return !keys_escape_waiting(&screens->keys);
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static bool is_too_small(void)
{
	return term_rows() < SCREEN_ROWS_MIN || term_cols() < SCREEN_COLS_MIN;
}

/* One word of the sentence after another, so that it can be read in any window. */
static void draw_too_small(void)
{
	char sentence[256];
	const char *text;
	int row = 0;
	int col = 0;

	snprintf(sentence, sizeof(sentence),
		_("This window is too small: %d x %d. Please make it at least %d x %d."),
		term_cols(), term_rows(), SCREEN_COLS_MIN, SCREEN_ROWS_MIN);
	for (text = sentence; *text;) {
		char word[64];
		int len = (int)strcspn(text, " ");

		snprintf(word, sizeof(word), "%.*s", len, text);
		if (col > 0 && col + text_width(word) > term_cols()) {
			row++;
			col = 0;
		}
		col = term_put(row, col, STYLE_NORMAL, word) + 1;
		text += len;
		text += strspn(text, " ");
	}
}

static void draw_title(const struct level *level)
{
	struct buf corner = BUF_EMPTY;
	int cols = term_cols();
	int col;

	term_fill((struct area){0, 0, 1, cols}, STYLE_REVERSE);
	col = term_put(0, 1, STYLE_REVERSE, _(level->screen->title)) + 2;
	if (level->screen->corner)
		level->screen->corner(level->context, &corner);
	if (col < cols - 1)
		term_put_right(0, col, cols - 1 - col, STYLE_REVERSE, buf_text(&corner));
	buf_release(&corner);
}

static void draw_screen(struct screens *screens)
{
	const struct level *level = screens_top(screens);
	struct action_filter filter = filter_of(level);

	draw_title(level);
	level->screen->draw(
		level->context, (struct area){1, 0, term_rows() - FRAME_ROWS, term_cols()});
	draw_message(screens);
	bar_fit(&screens->bar, level->screen->actions, &filter, term_cols());
	bar_draw(&screens->bar, term_rows() - 1);
}

static void draw(struct screens *screens)
{
	load_top(screens);
	term_erase();
	if (is_too_small())
		draw_too_small();
	else
		draw_screen(screens);
	term_refresh();
	screens->changed = false;
	screens->minute = screens_minute(screens);
	if (screens->beep)
		term_beep();
	term_sound(screens->sound);
	screens->beep = false;
	screens->sound = SOUND_NONE;
}

/* --- Keys -------------------------------------------------------------------------------------- */

static void open_help(struct screens *screens)
{
	struct level *level = screens_top(screens);
	struct action_filter filter = filter_of(level);

	screens_push(screens, &help_screen,
		help_open(level->screen->title, level->screen->actions, &filter));
}

static void switch_language(struct screens *screens)
{
	i18n_set_language(
		i18n_language() == LANGUAGE_ENGLISH ? LANGUAGE_INDONESIAN : LANGUAGE_ENGLISH);
	screens_make_stale(screens);
}

/* What the loop itself does with an action that the screen left to it. */
static bool act_everywhere(struct screens *screens, int action)
{
	switch (action) {
	case ACTION_HELP:
		open_help(screens);
		return true;
	case ACTION_LANGUAGE:
		switch_language(screens);
		return true;
	case ACTION_LOCK:
		if (!screens_lock_now(screens))
			screens_say(screens, STYLE_WARN, "%s",
				_("This file has no passphrase: it cannot be locked."));
		return true;
	case ACTION_BACK:
		pop(screens);
		return true;
	case ACTION_QUIT:
		screens->ending = true;
		return true;
	default:
		return false;
	}
}

static void run_action(struct screens *screens, int action, const struct key *key);

static void follow(struct screens *screens, struct next next)
{
	switch (next.kind) {
	case NEXT_IGNORED:
	case NEXT_DRAW:
		break;
	case NEXT_LOAD:
		screens_top(screens)->stale = true;
		break;
	case NEXT_PUSH:
		screens_push(screens, next.screen, next.context);
		break;
	case NEXT_REPLACE:
		pop(screens);
		screens_push(screens, next.screen, next.context);
		break;
	case NEXT_POP:
		pop(screens);
		if (next.action != ACTION_NONE && screens->count > 0)
			run_action(screens, next.action, &(struct key){0});
		break;
	case NEXT_QUIT:
		screens->ending = true;
		break;
	}
}

/* True when the screen took it. */
static bool offer(struct screens *screens, int action, const struct key *key)
{
	struct level *level = screens_top(screens);
	struct next next = level->screen->act(screens, level->context, action, key);

	follow(screens, next);
	return next.kind != NEXT_IGNORED;
}

static void run_action(struct screens *screens, int action, const struct key *key)
{
	load_top(screens);
	if (!offer(screens, action, key) && !act_everywhere(screens, action))
		screens->beep = true;
}

static void handle_click(struct screens *screens, const struct key *key)
{
	const struct action *action;

	if (screens->changed)
		draw(screens); /* what is hit must be what is seen */
	if (key->row == term_rows() - 1) {
		action = bar_at(&screens->bar, key->col);
		if (action)
			run_action(screens, action->id, key);
	} else if (key->row > 0 && key->row < term_rows() - FRAME_ROWS + 1) {
		offer(screens, ACTION_NONE, key);
	}
}

/* The keys that other programs end with. */
static bool asks_to_leave(const struct key *key, enum focus focus)
{
	return key->code == KEYS_CTRL('C') || key->code == KEYS_ESC ||
	       (focus == FOCUS_NONE && (key->code == 'q' || key->code == 'Q'));
}

/* A key that means nothing here is no riddle. */
static void refuse_key(struct screens *screens, const struct key *key, enum focus focus)
{
	screens->beep = true;
	if (asks_to_leave(key, focus))
		screens_say(screens, STYLE_BOLD, "%s",
			_("To leave okoce press Ctrl-Q. Everything is saved already."));
}

static void handle_pressed(struct screens *screens, const struct key *key)
{
	struct level *level = screens_top(screens);
	struct action_filter filter = filter_of(level);
	enum focus focus = focus_of(level);
	const struct action *action =
		action_find(level->screen->actions, &filter, key->code, focus);

	/* Esc first clears the text, then leaves. */
	if (action && action->id == ACTION_BACK && focus == FOCUS_INPUT &&
		offer(screens, ACTION_NONE, key))
		return;
	if (action)
		run_action(screens, action->id, key);
	else if (!offer(screens, ACTION_NONE, key))
		refuse_key(screens, key, focus);
}

/* Too small a window hides what a key would do: only the ways out work. */
static bool works_hidden(const struct key *key)
{
	return key->code == KEYS_CTRL('Q') || key->code == KEYS_F(9);
}

static void handle(struct screens *screens, const struct key *key)
{
	switch (key->code) {
	case KEYS_HANGUP:
		screens->ending = true;
		return;
	case KEYS_SYNC:
		screens->sync = true;
		return;
	case KEYS_RESIZE:
		screens->changed = true;
		return;
	case KEYS_MINUTE:
		screens->skipped += 60000;
		screens_pass_time(screens);
		return;
	default:
		break;
	}
	/* The key that wakes a laptop is not one of a passphrase. */
	if (screens_until_lock(screens) == 0 && screens_lock_now(screens))
		return;
	screens->typed_at = screens_now(screens);
	screens->rested = false;
	if (is_too_small() && !works_hidden(key))
		return;
	load_top(screens);
	buf_clear(&screens->message);
	if (key->code == KEYS_CLICK)
		handle_click(screens, key);
	else
		handle_pressed(screens, key);
	screens->changed = true;
}

/* --- The loop ---------------------------------------------------------------------------------- */

static bool is_over(const struct screens *screens)
{
	return screens->ending || screens->count == 0;
}

/* Handles all keys that wait, or the minute that passed. */
static void handle_waiting(struct screens *screens)
{
	struct key key;
	int handled = 0;

	if (!key_next(&screens->keys, &key, screens_until_due(screens))) {
		screens_pass_time(screens);
		return;
	}
	do {
		handle(screens, &key);
	} while (!is_over(screens) && ++handled < KEYS_A_DRAW && key_next(&screens->keys, &key, 0));
}

static void tell_drawn(struct screens *screens)
{
	const struct level *level = screens_top(screens);

	if (level->screen->drawn)
		level->screen->drawn(level->context);
}

static void loop(struct screens *screens)
{
	while (!is_over(screens)) {
		if (screens->changed || screens_top(screens)->stale)
			draw(screens);
		if (screens->sync)
			term_answer_sync();
		screens->sync = false;
		tell_drawn(screens);
		handle_waiting(screens);
	}
}

static void set_up(struct screens *screens, const struct screens_setup *setup)
{
	screens->lock = setup->lock;
	screens_push(screens, setup->first, setup->context);
	if (setup->second)
		screens_push(screens, setup->second, setup->second_context);
	if (setup->locked)
		screens->lock_level = screens->count;
	if (setup->message)
		screens_say(screens, STYLE_BOLD, "%s", setup->message);
	screens->typed_at = screens_now(screens);
	screens->rested = true;
}

enum status screens_run(const struct screens_setup *setup, const struct term_options *options,
	struct err *err)
{
	struct screens screens = {0};
	enum status status;

	set_up(&screens, setup);
	status = term_start(options, err);
	if (status == STATUS_OK) {
		keys_init(&screens.keys, term_read, NULL);
		loop(&screens);
	}
	while (screens.count > 0)
		pop(&screens);
	keys_release(&screens.keys);
	term_stop();
	buf_wipe(&screens.message);
	free(screens.levels);
	return status;
}
