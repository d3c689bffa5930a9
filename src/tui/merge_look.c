/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/merge.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_ROWS 2
#define EXPLAIN_ROWS 3 /* the chosen line in full */

enum {
	RECEIVE_TAKE = ACTION_OWN
};

struct line {
	enum style style;
	char *text; /* safe */
};

struct look {
	struct app *app;
	struct receive receive;
	struct line *line;
	size_t line_count, line_capacity;
	struct list list;
	struct area drawn;
};

/* --- Reading and taking ------------------------------------------------------------------------ */

struct running {
	struct screens *screens;
	const struct look *look;
	int percent;
	size_t file;
};

static bool go_on(void *context, size_t file, uint64_t done, uint64_t total)
{
	struct running *running = context;
	int percent = total > 0 ? (int)(done * 100 / total) : 0;
	struct buf text = BUF_EMPTY;
	bool goes;

	if (screens_ending(running->screens))
		return false;
	if (percent == running->percent && file == running->file)
		return true;
	running->percent = percent;
	running->file = file;
	buf_printf(&text, "%zu/%zu %s", file + 1, running->look->receive.count,
		running->look->receive.file[file].name);
	goes = screens_progress(running->screens, percent < 100 ? percent : 100, buf_text(&text));
	buf_release(&text);
	return goes;
}

static enum status run(struct screens *screens, struct look *look, bool take, struct err *err)
{
	struct running running = {screens, look, -1, 0};
	const struct receive_options options = {go_on, &running};
	enum status status = take ? receive_take(look->app, &look->receive, &options, err)
				  : receive_look(look->app, &look->receive, &options, err);

	look->list = (struct list){0};
	if (status == STATUS_OK)
		screens_say(screens, STYLE_NORMAL, "%s", ""); /* instead of the progress */
	return status;
}

static void forget_lines(struct look *look)
{
	while (look->line_count > 0)
		free(look->line[--look->line_count].text);
}

static void release(void *context)
{
	struct look *look = context;

	forget_lines(look);
	free(look->line);
	receive_release(&look->receive);
	free(look);
}

void *merge_look_open(struct screens *screens, struct app *app, struct receive *receive)
{
	struct look *look = memory_alloc(sizeof(*look));
	struct err err = {0};

	look->app = app;
	look->receive = *receive;
	if (run(screens, look, false, &err) == STATUS_OK)
		return look;
	screens_say_err(screens, &err);
	release(look);
	return NULL;
}

/* --- Lines ------------------------------------------------------------------------------------- */

static void add_line(struct look *look, enum style style, struct buf *text)
{
	look->line = memory_grow(look->line, look->line_count, &look->line_capacity, sizeof(*look->line));
	look->line[look->line_count++] = (struct line){style, memory_text(buf_text(text))};
	buf_wipe(text);
}

static void add_reason(void *context, const char *words)
{
	struct buf text = BUF_EMPTY;

	buf_printf(&text, "  %s", words);
	add_line(context, STYLE_NORMAL, &text);
}

static void add_file(struct look *look, const struct receive_file *file)
{
	struct buf text = BUF_EMPTY;
	bool bad = file->verdict == RECEIVE_REFUSED || file->aside > 0 || file->pages > 0;

	buf_printf(&text, "%s: ", file->name);
	receive_say_file(&look->receive, file, &text);
	add_line(look, bad ? STYLE_BOLD : STYLE_NORMAL, &text);
	receive_each_reason(file, add_reason, look);
}

static void add_person(struct look *look, const struct receive_person *person)
{
	struct buf text = BUF_EMPTY;

	buf_printf(&text, "  %s%s", person->name, person->is_new ? _(", not known here yet") : "");
	if (person->disputes > 0)
		buf_printf(&text, ngettext(", %u thing to decide", ", %u things to decide", person->disputes),
			person->disputes);
	add_line(look, person->disputes > 0 ? STYLE_BOLD : STYLE_NORMAL, &text);
}

static void add_people(struct look *look)
{
	const struct receive *receive = &look->receive;
	struct buf text = BUF_EMPTY;

	if (receive->people == 0)
		return;
	buf_printf(&text, ngettext("About %zu person:", "About %zu people:", receive->people), receive->people);
	add_line(look, STYLE_BOLD, &text);
	for (size_t i = 0; i < receive->person_count; i++)
		add_person(look, &receive->person[i]);
	if (receive->people == receive->person_count)
		return;
	buf_printf(&text, ngettext("... and %zu more", "... and %zu more", receive->people - receive->person_count),
		receive->people - receive->person_count);
	add_line(look, STYLE_NORMAL, &text);
}

static enum status load(void *context, struct err *err)
{
	struct look *look = context;
	const struct receive *receive = &look->receive;
	struct buf text = BUF_EMPTY;

	(void)err;
	forget_lines(look);
	for (size_t i = 0; i < receive->count; i++)
		add_file(look, &receive->file[i]);
	for (size_t i = 0; i < receive->suspect_count; i++) {
		receive_say_suspect(look->app, &receive->suspect[i], &text);
		add_line(look, STYLE_BOLD, &text);
	}
	if (receive->copy_trouble.status != STATUS_OK) {
		buf_add_text(&text, receive->copy_trouble.text);
		add_line(look, STYLE_BOLD, &text);
	}
	add_people(look);
	list_set_count(&look->list, look->line_count);
	if (look->list.selected == LIST_NONE)
		list_select(&look->list, 0);
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_line(void *context, size_t index, struct list_row *row)
{
	const struct look *look = context;

	list_cell(row, 0, "%s", look->line[index].text);
	row->style = look->line[index].style;
}

static const struct column columns[] = {{NULL, 40, 20, 1, 0, ALIGN_LEFT}};
static const struct list_view view = {columns, 1, draw_line, false, 0};

/* What is to be done, or was; what would have to be decided. */
static void draw_head(const struct look *look, struct area area)
{
	const struct receive *receive = &look->receive;
	const struct receive_sum sum = receive_sum(receive);
	const unsigned long long fresh = (unsigned long long)sum.fresh;
	struct buf text = BUF_EMPTY;

	if (sum.fresh == 0)
		buf_add_text(&text, _("Nothing new: all that holds in them is here already."));
	else if (receive->taken)
		buf_printf(&text, ngettext("%llu entry received. All is saved on this laptop.",
				"%llu entries received. All is saved on this laptop.", (unsigned long)sum.fresh), fresh);
	else
		buf_printf(&text, ngettext("%llu new entry. Nothing is changed yet: Enter receives it.",
				"%llu new entries. Nothing is changed yet: Enter receives them.",
				(unsigned long)sum.fresh), fresh);
	term_put_fit(area.row, area.col + 1, area.cols - 2, receive->taken ? STYLE_GOOD : STYLE_BOLD,
		buf_text(&text));
	buf_clear(&text);
	if (receive->disputes > 0)
		buf_printf(&text, receive->taken ? _("Recorded differently on two laptops, to be decided: %zu")
						 : _("Would have to be decided, since two laptops differ: %zu"),
			receive->disputes);
	term_put_fit(area.row + 1, area.col + 1, area.cols - 2, STYLE_WARN, buf_text(&text));
	buf_release(&text);
}

static void draw(void *context, struct area area)
{
	struct look *look = context;
	struct area below = {area.row + area.rows - EXPLAIN_ROWS, area.col + 1, EXPLAIN_ROWS, area.cols - 2};

	draw_head(look, area);
	look->drawn = (struct area){
		area.row + HEAD_ROWS, area.col, area.rows - HEAD_ROWS - EXPLAIN_ROWS - 1, area.cols};
	list_draw(&look->list, &view, look->drawn, look);
	list_place_cursor(&look->list, &view, look->drawn);
	term_line(below.row - 1, area.col, area.cols);
	if (look->list.selected < look->line_count)
		office_put_wrapped(below, STYLE_NORMAL, look->line[look->list.selected].text);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next take(struct screens *screens, struct look *look)
{
	struct err err = {0};

	if (run(screens, look, true, &err) != STATUS_OK)
		screens_say_err(screens, &err);
	return next_load();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct look *look = context;

	if (action == RECEIVE_TAKE)
		return take(screens, look);
	if (action != ACTION_NONE)
		return next_ignored();
	return list_act(&look->list, &view, look->drawn, key) == LIST_IGNORED ? next_ignored() : next_draw();
}

/* What was stopped can be gone on with: then there is something that was not looked at. */
static bool allows(const void *context, int action)
{
	const struct look *look = context;
	const struct receive *receive = &look->receive;
	bool all_seen = true;

	for (size_t i = 0; i < receive->count; i++)
		all_seen = all_seen && receive->file[i].verdict != RECEIVE_UNSEEN;
	return action != RECEIVE_TAKE ||
	       (app_writes(look->app) && (receive->taken ? !all_seen : receive_sum(receive).fresh > 0));
}

static void corner(const void *context, struct buf *out)
{
	const struct look *look = context;

	office_corner(look->app, out);
}

/* Names are people's. */
static void lock(void *context)
{
	struct look *look = context;

	forget_lines(look);
	receive_forget_people(&look->receive);
	look->list = (struct list){0};
}

static const struct action actions[] = {
	{RECEIVE_TAKE, KEYS_ENTER, 0, N_("Receive"),
		N_("Takes what is new; a copy of the data file is kept before."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the files."), 2},
};

const struct screen merge_look_screen = {
	.title = N_("WHAT THEY BRING"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.lock = lock,
	.release = release,
};
