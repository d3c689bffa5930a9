/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/merge.h"

#include "tui/gate_files.h"
#include "base/file.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* Where desktops mount sticks. */
static const char *const media[] = {"/media", "/run/media"};

enum {
	RECEIVE_OPEN = ACTION_OWN,
	RECEIVE_MARK
};

struct shelf {
	struct app *app;
	char *own; /* the data file, by its whole path: it is not among them */
	char *home;
	struct gate_files files;
	char **marked; /* paths, so that marks outlast a new look at the sticks */
	size_t marked_count, marked_capacity;
	struct buf last; /* when something was taken last */
	struct list list;
	struct area drawn;
};

/* --- Marks ------------------------------------------------------------------------------------- */

/* Which mark; marked_count: none. */
static size_t mark_of(const struct shelf *shelf, const char *path)
{
	size_t i = 0;

	while (i < shelf->marked_count && strcmp(shelf->marked[i], path) != 0)
		i++;
	return i;
}

static void turn_mark(struct shelf *shelf, const char *path)
{
	const size_t at = mark_of(shelf, path);

	if (at < shelf->marked_count) {
		free(shelf->marked[at]);
		shelf->marked[at] = shelf->marked[--shelf->marked_count];
		return;
	}
	shelf->marked =
		memory_grow(shelf->marked, shelf->marked_count, &shelf->marked_capacity, sizeof(*shelf->marked));
	shelf->marked[shelf->marked_count++] = memory_text(path);
}

/* --- Loading ----------------------------------------------------------------------------------- */

static void find_files(struct shelf *shelf)
{
	gate_files_release(&shelf->files);
	for (size_t i = 0; i < sizeof(media) / sizeof(media[0]); i++)
		gate_files_find(&shelf->files, media[i], shelf->own, shelf->home);
}

void *merge_open(struct app *app, const char *home)
{
	struct shelf *shelf = memory_alloc(sizeof(*shelf));

	shelf->app = app;
	shelf->own = realpath(app->path, NULL);
	if (!shelf->own)
		shelf->own = memory_text(app->path);
	shelf->home = home ? memory_text(home) : NULL;
	find_files(shelf);
	for (size_t i = 0; i < shelf->files.count; i++)
		if (shelf->files.item[i].on_stick)
			turn_mark(shelf, shelf->files.item[i].path);
	return shelf;
}

static void release(void *context)
{
	struct shelf *shelf = context;

	gate_files_release(&shelf->files);
	while (shelf->marked_count > 0)
		free(shelf->marked[--shelf->marked_count]);
	free(shelf->marked);
	buf_release(&shelf->last);
	free(shelf->own);
	free(shelf->home);
	free(shelf);
}

static void read_last(struct shelf *shelf)
{
	struct arena arena = {NULL};
	struct buf when = BUF_EMPTY;
	struct receive_past *past;
	size_t count;

	buf_clear(&shelf->last);
	receive_past_read(shelf->app, &arena, &past, &count);
	if (count > 0) {
		moment_print(&when, past[0].time);
		buf_printf(&shelf->last, _("Received last: %s, %llu entries from %llu files"), buf_text(&when),
			(unsigned long long)past[0].fresh, (unsigned long long)past[0].files);
	}
	buf_release(&when);
	arena_release(&arena);
}

static enum status load(void *context, struct err *err)
{
	struct shelf *shelf = context;

	(void)err;
	find_files(shelf);
	read_last(shelf);
	list_set_count(&shelf->list, shelf->files.count);
	if (shelf->list.selected == LIST_NONE)
		list_select(&shelf->list, 0);
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_file(void *context, size_t index, struct list_row *row)
{
	const struct shelf *shelf = context;
	const struct gate_file *file = &shelf->files.item[index];
	char *folder = path_folder(file->path);

	row->marked = mark_of(shelf, file->path) < shelf->marked_count;
	list_cell(row, 0, "%s", path_base(file->path));
	list_cell(row, 1, "%s", file->on_stick ? _("flashdisk") : _("laptop"));
	list_cell(row, 2, "%llu KB", (unsigned long long)((file->size + 1023) / 1024));
	moment_print(&row->cell[3], file->changed);
	list_cell(row, 4, "%s", folder);
	free(folder);
}

static const struct column columns[] = {
	{N_("Name"), 26, 18, 1, 0, ALIGN_LEFT},
	{N_("Where"), 10, 0, 0, 2, ALIGN_LEFT},
	{N_("Size"), 10, 0, 0, 3, ALIGN_RIGHT},
	{N_("Changed"), 17, 0, 0, 1, ALIGN_LEFT},
	{N_("Folder"), 20, 10, 1, 4, ALIGN_LEFT},
};

static const struct list_view view = {columns, sizeof(columns) / sizeof(*columns), draw_file, true, 1};

static void draw(void *context, struct area area)
{
	struct shelf *shelf = context;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD,
		_("Files of other laptops and of the office. Marked are those to be received."));
	shelf->drawn = (struct area){area.row + 1, area.col, area.rows - 3, area.cols};
	list_draw(&shelf->list, &view, shelf->drawn, shelf);
	list_place_cursor(&shelf->list, &view, shelf->drawn);
	if (shelf->files.count == 0)
		office_put_wrapped((struct area){area.row + 2, area.col + LIST_GUTTER, 3, area.cols - 4},
			STYLE_NORMAL,
			_("No file was found. Put the flashdisk in and wait a moment; files of other folders: "
			  "okoce merge FOLDER."));
	term_put_fit(area.row + area.rows - 2, area.col + 1, area.cols - 2, STYLE_NORMAL,
		_("Enter shows what they would bring; nothing is changed by that."));
	term_put_fit(area.row + area.rows - 1, area.col + 1, area.cols - 2, STYLE_NORMAL, buf_text(&shelf->last));
}

/* --- Acting ------------------------------------------------------------------------------------ */

/* The marked files; where none is, the chosen one. */
static struct next look(struct screens *screens, struct shelf *shelf)
{
	struct receive receive = {.count = 0};
	struct err err = {0};
	enum status status = STATUS_OK;
	void *context;

	for (size_t i = 0; i < shelf->marked_count && status == STATUS_OK; i++)
		status = receive_find(&receive, shelf->marked[i], shelf->app->path, &err);
	if (shelf->marked_count == 0)
		status = receive_find(
			&receive, shelf->files.item[shelf->list.selected].path, shelf->app->path, &err);
	if (status != STATUS_OK) {
		receive_release(&receive);
		screens_say_err(screens, &err);
		return next_load(); /* a stick was pulled */
	}
	context = merge_look_open(screens, shelf->app, &receive);
	return context ? next_push(&merge_look_screen, context) : next_load();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct shelf *shelf = context;

	if (action == RECEIVE_OPEN)
		return look(screens, shelf);
	if (action == RECEIVE_MARK) {
		turn_mark(shelf, shelf->files.item[shelf->list.selected].path);
		list_select(&shelf->list, shelf->list.selected + 1);
		return next_draw();
	}
	if (action != ACTION_NONE)
		return next_ignored();
	switch (list_act(&shelf->list, &view, shelf->drawn, key)) {
	case LIST_IGNORED:
		return next_ignored();
	case LIST_CHOSEN:
		return look(screens, shelf);
	default:
		return next_draw();
	}
}

static bool allows(const void *context, int action)
{
	const struct shelf *shelf = context;

	if (action == RECEIVE_MARK)
		return shelf->list.selected < shelf->files.count;
	return action != RECEIVE_OPEN || shelf->marked_count > 0 || shelf->list.selected < shelf->files.count;
}

static void corner(const void *context, struct buf *out)
{
	const struct shelf *shelf = context;

	office_corner(shelf->app, out);
}

static const struct action actions[] = {
	{RECEIVE_OPEN, KEYS_ENTER, 0, N_("Look at"), N_("Shows what the marked files would bring."), 1},
	{RECEIVE_MARK, ' ', KEYS_F(4), N_("Mark"), N_("Marks the chosen file, or not any more."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back; nothing was changed."), 3},
};

const struct screen merge_screen = {
	.title = N_("RECEIVE"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.release = release,
};
