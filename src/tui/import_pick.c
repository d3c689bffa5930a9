/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/import.h"
#include "tui/input.h"
#include "base/file.h"
#include "base/i18n.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where desktops mount sticks. */
static const char *const media[] = {"/media", "/run/media", NULL};

enum {
	PICK_OPEN = ACTION_OWN,
	PICK_UP
};

struct pick {
	struct app *app;
	const struct session *session;
	char *home; /* null: not known */
	struct import_folder folder;
	struct input input;
	struct list list;
	struct area drawn;
};

void *import_pick_open(struct app *app, const struct session *session, const char *home)
{
	struct pick *pick = memory_alloc(sizeof(*pick));

	pick->app = app;
	pick->session = session;
	pick->home = home ? memory_text(home) : NULL;
	import_places(&pick->folder, media, home);
	list_set_count(&pick->list, pick->folder.count);
	list_select(&pick->list, 0);
	return pick;
}

static void release(void *context)
{
	struct pick *pick = context;

	import_folder_release(&pick->folder);
	input_release(&pick->input);
	free(pick->home);
	free(pick);
}

/* What lies in the folder may have changed while the list was imported. */
static enum status load(void *context, struct err *err)
{
	struct pick *pick = context;
	enum status status = STATUS_OK;

	if (pick->folder.path) {
		char *path = memory_text(pick->folder.path);

		status = import_folder_read(&pick->folder, path, err);
		free(path);
	}
	list_set_count(&pick->list, pick->folder.count);
	if (pick->list.selected == LIST_NONE)
		list_select(&pick->list, 0);
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_entry(void *context, size_t index, struct list_row *row)
{
	const struct pick *pick = context;
	const struct import_entry *entry = &pick->folder.entry[index];

	list_cell(row, 0, "%s%s", entry->name, entry->is_folder ? "/" : "");
	if (entry->is_folder)
		return;
	list_cell(row, 1, "%llu KB", (unsigned long long)((entry->size + 1023) / 1024));
	moment_print(&row->cell[2], entry->changed);
}

static const struct column columns[] = {
	{N_("Name"), 30, 20, 1, 0, ALIGN_LEFT},
	{N_("Size"), 10, 0, 0, 1, ALIGN_RIGHT},
	{N_("Changed"), 17, 0, 0, 2, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_entry, true, 1};

static void draw(void *context, struct area area)
{
	struct pick *pick = context;
	const char *label = _("List or folder:");
	int col = term_put(area.row, area.col + 1, STYLE_NORMAL, label) + 1;
	const char *hint =
		pick->folder.cut ? _("There are more: type the path of the list.")
				 : _("Lists: .xlsx, .csv, .txt. Enter opens the chosen one.");

	term_put_fit(area.row + 1, area.col + 1, area.cols - 2, STYLE_BOLD,
		pick->folder.path ? pick->folder.path : _("Places on this laptop"));
	pick->drawn = (struct area){area.row + 2, area.col, area.rows - 3, area.cols};
	list_draw(&pick->list, &view, pick->drawn, pick);
	if (pick->folder.count == 0)
		term_put(pick->drawn.row + 1, area.col + LIST_GUTTER, STYLE_NORMAL,
			_("No folder and no list here."));
	term_put_fit(area.row + area.rows - 1, area.col + 1, area.cols - 2, STYLE_NORMAL, hint);
	input_draw(&pick->input, area.row, col, area.col + area.cols - col - 1);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next go_to(struct screens *screens, struct pick *pick, const char *path)
{
	struct err err = {0};
	void *import;
	struct stat found;

	if (fstatat(AT_FDCWD, path, &found, 0) == 0 && S_ISDIR(found.st_mode)) {
		if (import_folder_read(&pick->folder, path, &err) != STATUS_OK)
			return screens_refuse(screens, &err);
		input_clear(&pick->input);
		pick->list = (struct list){0};
		return next_load();
	}
	import = import_open(screens, pick->app, pick->session, path);
	return import ? next_push(&import_screen, import) : next_draw();
}

/* "~/a" is below the home folder, "a" below the one that is shown, or where okoce was started. */
static char *typed_path(const struct pick *pick)
{
	const char *text = input_text(&pick->input);
	char *here, *path;

	if (pick->home && strcmp(text, "~") == 0)
		return memory_text(pick->home);
	if (pick->home && strncmp(text, "~/", 2) == 0)
		return path_join(pick->home, text + 2);
	if (text[0] == '/')
		return memory_text(text);
	if (pick->folder.path)
		return path_join(pick->folder.path, text);
	here = getcwd(NULL, 0);
	path = here ? path_join(here, text) : memory_text(text);
	free(here);
	return path;
}

static struct next open_chosen(struct screens *screens, struct pick *pick)
{
	struct next next;
	char *path;

	if (!input_is_empty(&pick->input))
		path = typed_path(pick);
	else if (pick->list.selected < pick->folder.count)
		path = memory_text(pick->folder.entry[pick->list.selected].path);
	else
		return next_ignored();
	next = go_to(screens, pick, path);
	free(path);
	return next;
}

/* To the folder above; from the root, or from a place that has none, to the places. */
static struct next go_up(struct screens *screens, struct pick *pick)
{
	char *path, *slash;
	struct next next = next_load();

	if (!pick->folder.path)
		return next_ignored();
	path = memory_text(pick->folder.path);
	slash = strrchr(path, '/');
	if (!slash || slash[1] == '\0' || (pick->home && strcmp(path, pick->home) == 0)) {
		import_places(&pick->folder, media, pick->home);
		pick->list = (struct list){0};
	} else {
		slash[slash == path] = '\0';
		next = go_to(screens, pick, path);
	}
	free(path);
	return next;
}

static struct next act_key(struct screens *screens, struct pick *pick, const struct key *key)
{
	enum list_result moved;

	if (key->code == KEYS_ESC) {
		input_clear(&pick->input);
		return next_draw();
	}
	if (key->code == KEYS_BACKSPACE && input_is_empty(&pick->input))
		return go_up(screens, pick);
	moved = list_act(&pick->list, &view, pick->drawn, key);
	if (moved == LIST_CHOSEN)
		return open_chosen(screens, pick);
	if (moved == LIST_MOVED) /* what is chosen with the arrow is meant, not what was typed */
		input_clear(&pick->input);
	else if (input_key(&pick->input, key) == INPUT_IGNORED)
		return next_ignored();
	return next_draw();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	if (action == PICK_OPEN)
		return open_chosen(screens, context);
	if (action == PICK_UP)
		return go_up(screens, context);
	return action == ACTION_NONE ? act_key(screens, context, key) : next_ignored();
}

static enum focus focus(const void *context)
{
	const struct pick *pick = context;

	return input_focus(&pick->input);
}

static bool allows(const void *context, int action)
{
	const struct pick *pick = context;

	return action != PICK_UP || pick->folder.path != NULL;
}

static void corner(const void *context, struct buf *out)
{
	const struct pick *pick = context;

	office_corner(pick->app, out);
}

static const struct action actions[] = {
	{PICK_OPEN, KEYS_ENTER, 0, N_("Open"),
		N_("Opens the folder, or shows the list."), 1},
	{PICK_UP, KEYS_F(4), 0, N_("Folder above"),
		N_("Goes to the folder above this one; Backspace too."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Clears what is typed, then goes back."), 2},
};

const struct screen import_pick_screen = {
	.title = N_("CHOOSE A LIST"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.release = release,
};
