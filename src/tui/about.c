/* SPDX-License-Identifier: BSD-2-Clause */
/* What okoce is, and which file, laptop and writer this is: what the office asks for on the telephone. */
#include "tui/settings.h"

#include "tui/list.h"
#include "store/meta.h"
#include "base/file.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

struct line {
	const char *label; /* msgid */
	struct buf value;
};

#define LINES_MAX 16

struct about {
	struct office *office;
	struct line line[LINES_MAX];
	size_t count;
	struct list list;
	struct area drawn;
};

void *about_open(struct office *office)
{
	struct about *about = memory_alloc(sizeof(*about));

	about->office = office;
	return about;
}

static void clear(struct about *about)
{
	for (size_t i = 0; i < about->count; i++)
		buf_release(&about->line[i].value);
	about->count = 0;
}

static void release(void *context)
{
	struct about *about = context;

	clear(about);
	free(about);
}

static struct buf *add(struct about *about, const char *label)
{
	struct line *line = &about->line[about->count++];

	*line = (struct line){label, BUF_EMPTY};
	return &line->value;
}

static void add_id(struct about *about, const char *label, const struct id *id)
{
	char hex[ID_HEX_SIZE];

	buf_add_text(add(about, label), id_hex(id, hex));
}

/* --- Lines ------------------------------------------------------------------------------------- */

static void add_folder(struct about *about, const char *path)
{
	const size_t len = (size_t)(path_base(path) - path);

	buf_add(add(about, N_("Folder")), len > 0 ? path : "./", len > 0 ? len : 2);
}

static void add_file(struct about *about)
{
	const struct app *app = about->office->app;
	const struct id *writer = store_own_writer(app->store);

	buf_add_text(add(about, N_("Data file")), path_base(app->path));
	add_folder(about, app->path);
	add_id(about, N_("Programme"), store_programme(app->store));
	moment_print(add(about, N_("Begun")), store_created(app->store));
	buf_printf(add(about, N_("Entries")), "%llu", (unsigned long long)store_entries(app->store));
	buf_add_text(add(about, N_("Officer")), app_officer_name(app));
	if (writer)
		add_id(about, N_("Writer"), writer);
	else
		buf_add_text(add(about, N_("Writer")), _("none yet: nothing was written in this run"));
	add_id(about, N_("Laptop"), store_device(app->store));
}

static enum status load(void *context, struct err *err)
{
	struct about *about = context;
	const struct app *app = about->office->app;

	(void)err;
	clear(about);
	buf_add_text(add(about, N_("Version")), PACKAGE_VERSION);
	buf_printf(add(about, N_("Format of the file")), "%d", META_FORMAT);
	buf_add_text(add(about, N_("Licence")), "BSD-2-Clause");
	add_file(about);
	if (app->state_folder)
		buf_add_text(add(about, N_("Notes of this laptop")), app->state_folder);
	if (about->office->cache_folder)
		buf_add_text(add(about, N_("Index")), about->office->cache_folder);
	list_set_count(&about->list, about->count);
	if (about->list.selected == LIST_NONE)
		list_select(&about->list, 0);
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_line(void *context, size_t index, struct list_row *row)
{
	const struct about *about = context;

	list_cell(row, 0, "%s", _(about->line[index].label));
	list_cell(row, 1, "%s", buf_text(&about->line[index].value));
}

static const struct column columns[] = {
	{NULL, 22, 16, 0, 0, ALIGN_LEFT},
	{NULL, 50, 20, 1, 0, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_line, false, 0};

/* What a row has no room for stands below. */
static void draw(void *context, struct area area)
{
	struct about *about = context;
	const int rows = area.rows - 5;

	office_put_wrapped((struct area){area.row, area.col + 1, 2, area.cols - 2}, STYLE_BOLD,
		_("okoce records the trainings of OK OCE in Jakarta Barat, without a network."));
	about->drawn = (struct area){area.row + 2, area.col, rows, area.cols};
	list_draw(&about->list, &view, about->drawn, about);
	list_place_cursor(&about->list, &view, about->drawn);
	if (about->list.selected < about->count)
		office_put_wrapped((struct area){area.row + area.rows - 2, area.col + 1, 2, area.cols - 2},
			STYLE_NORMAL, buf_text(&about->line[about->list.selected].value));
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct about *about = context;
	enum list_result result;

	(void)screens;
	if (action != ACTION_NONE)
		return next_ignored();
	result = list_act(&about->list, &view, about->drawn, key);
	return result == LIST_IGNORED ? next_ignored() : next_draw();
}

static void corner(const void *context, struct buf *out)
{
	const struct about *about = context;

	office_corner(about->office->app, out);
}

static const struct action actions[] = {
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the settings."), 1},
};

const struct screen about_screen = {
	.title = N_("ABOUT"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.corner = corner,
	.release = release,
};
