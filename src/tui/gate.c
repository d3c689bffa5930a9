/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/gate.h"

#include "tui/choice.h"
#include "tui/gate_files.h"
#include "tui/office.h"
#include "tui/receive.h"
#include "app/copies.h"
#include "report/table.h"
#include "base/file.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* Where sticks are mounted. */
static const char *const media[] = {"/media", "/run/media"};

enum {
	GATE_CHOOSE = ACTION_OWN,
	GATE_FILE_CHOOSE
};

/* Ids of choices that are no answer by themselves. */
enum { CHOICE_STICK = 100, CHOICE_LAPTOP, CHOICE_PAPER, CHOICE_COPY };

struct door {
	struct gate *gate;
	struct choices choices;
	struct copies copies; /* of the file that is missing or damaged */
};

/* --- Files that were found --------------------------------------------------------------------- */

struct shelf {
	struct gate *gate;
	bool sticks;
	struct gate_files all;
	struct gate_file **file; /* those of the kind that is looked for */
	struct list list;
	struct area drawn;
};

static void *shelf_open(struct gate *gate, bool sticks)
{
	struct shelf *shelf = memory_alloc(sizeof(*shelf));
	size_t count = 0;

	shelf->gate = gate;
	shelf->sticks = sticks;
	for (size_t i = 0; i < sizeof(media) / sizeof(media[0]); i++)
		gate_files_find(&shelf->all, media[i], gate->path, gate->home);
	shelf->file = memory_alloc((shelf->all.count + 1) * sizeof(struct gate_file *));
	for (size_t i = 0; i < shelf->all.count; i++)
		if (shelf->all.item[i].on_stick == sticks)
			shelf->file[count++] = &shelf->all.item[i];
	list_set_count(&shelf->list, count);
	list_select(&shelf->list, 0);
	return shelf;
}

static void shelf_release(void *context)
{
	struct shelf *shelf = context;

	gate_files_release(&shelf->all);
	free(shelf->file);
	free(shelf);
}

static void draw_file(void *context, size_t index, struct list_row *row)
{
	const struct shelf *shelf = context;
	const struct gate_file *file = shelf->file[index];

	list_cell(row, 0, "%s", path_base(file->path));
	date_print_short(&row->cell[1], moment_date(file->changed));
	buf_add_byte(&row->cell[1], ' ');
	minute_print(&row->cell[1], moment_minute(file->changed));
	list_cell(row, 2, "%llu KB", (unsigned long long)((file->size + 1023) / 1024));
	list_cell(row, 3, "%s", file->path);
}

static const struct column columns[] = {
	{N_("Name"), 22, 12, 1, 0, ALIGN_LEFT},
	{N_("Changed"), 16, 0, 0, 0, ALIGN_LEFT},
	{N_("Size"), 10, 0, 0, 1, ALIGN_RIGHT},
	{N_("Folder"), 24, 10, 1, 2, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_file, true, 1};

static void shelf_draw(void *context, struct area area)
{
	struct shelf *shelf = context;
	const char *what = shelf->sticks
				   ? _("Enter copies the chosen file to this laptop and opens it.")
				   : _("Enter opens the chosen file. It may be older than the one that is missing.");

	shelf->drawn = (struct area){area.row + 3, area.col, area.rows - 4, area.cols};
	office_put_wrapped((struct area){area.row, area.col + 1, 2, area.cols - 2}, STYLE_BOLD, what);
	list_draw(&shelf->list, &view, shelf->drawn, shelf);
	list_place_cursor(&shelf->list, &view, shelf->drawn);
	if (shelf->list.count == 0)
		term_put_fit(area.row + 4, area.col + LIST_GUTTER, area.cols - LIST_GUTTER, STYLE_NORMAL,
			shelf->sticks ? _("No data file on a stick. Put it in, then choose again.")
				      : _("No other data file on this laptop."));
}

/* What another may have written is read by our own reader only, after its code was compared. */
static struct next receive(struct screens *screens, struct shelf *shelf, const char *path)
{
	struct err err = {0};
	void *context = receive_open(shelf->gate, path, &err);

	return context ? next_push(&receive_screen, context) : screens_refuse(screens, &err);
}

static struct next shelf_take(struct screens *screens, struct shelf *shelf)
{
	if (shelf->list.selected >= shelf->list.count)
		return next_draw();
	if (shelf->sticks && shelf->gate->why->status == STATUS_NOT_FOUND && shelf->gate->state_folder)
		return receive(screens, shelf, shelf->file[shelf->list.selected]->path);
	shelf->gate->answer = shelf->sticks ? GATE_FETCH : GATE_OTHER;
	shelf->gate->chosen = memory_text(shelf->file[shelf->list.selected]->path);
	return next_quit();
}

static struct next shelf_act(
	struct screens *screens, void *context, int action, const struct key *key)
{
	struct shelf *shelf = context;
	enum list_result result;

	if (action == GATE_FILE_CHOOSE)
		return shelf_take(screens, shelf);
	if (action != ACTION_NONE)
		return next_ignored();
	result = list_act(&shelf->list, &view, shelf->drawn, key);
	if (result == LIST_CHOSEN)
		return shelf_take(screens, shelf);
	return result == LIST_IGNORED ? next_ignored() : next_draw();
}

static const struct action shelf_actions[] = {
	{GATE_FILE_CHOOSE, KEYS_ENTER, 0, N_("Open"), N_("Opens the chosen file."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the choices."), 2},
};

static bool not_lock(const void *context, int action)
{
	(void)context;
	return action != ACTION_LOCK;
}

const struct screen gate_shelf_screen = {
	.title = N_("DATA FILES"),
	.actions = {shelf_actions, sizeof(shelf_actions) / sizeof(*shelf_actions)},
	.draw = shelf_draw,
	.act = shelf_act,
	.allows = not_lock,
	.release = shelf_release,
};

/* --- What is wrong ----------------------------------------------------------------------------- */

/* "(Mon 15 Jul 16.10, 1,204 entries)" */
static void say_copy(const void *context, struct buf *out)
{
	const struct copy *copy = context;
	struct buf entries = BUF_EMPTY;

	number_print(&entries, copy->entries);
	buf_add_text(out, " (");
	date_print_short(out, moment_date(copy->time));
	buf_add_byte(out, ' ');
	minute_print(out, moment_minute(copy->time));
	buf_printf(out, ngettext(", %s entry)", ", %s entries)", (unsigned long)copy->entries),
		buf_text(&entries));
	buf_release(&entries);
}

static void add_copy(struct door *door)
{
	choices_add_more(&door->choices,
		&(struct choice_item){.id = CHOICE_COPY,
			.text = N_("The last copy of this laptop"),
			.help = N_("A copy that okoce keeps by itself is put in the file's place and opened. "
				   "What this laptop has recorded since is taken back from its own notes "
				   "afterwards: Beranda says so. A damaged file stays, under another name."),
			.more = say_copy,
			.context = &door->copies.item[0]});
}

static void add_busy(struct choices *choices)
{
	choices_add(choices, GATE_LOOK, N_("Only look"),
		N_("Everything can be seen, also what is recorded there meanwhile; nothing is "
		   "recorded here."));
	choices_add(choices, GATE_AGAIN, N_("Try again"),
		N_("Close okoce in the other window first: there, Ctrl-Q."));
}

static void add_laptop(struct choices *choices)
{
	choices_add(choices, CHOICE_LAPTOP, N_("Look for another file on this laptop"),
		N_("A copy that was made earlier, or a file that was moved."));
}

/* Who receives the office's file asks for it first: a second programme could never be merged with it. */
static void add_doors(struct choices *choices)
{
	choices_add(choices, CHOICE_STICK, N_("Receive the file from the office (stick)"),
		N_("The office hands the file over on a stick, and a slip with your first passphrase. Put the "
		   "stick in first."));
	choices_add(choices, GATE_BEGIN, N_("Begin a programme (the office, once)"),
		N_("Makes a new file from the plan, with you as its supervisor. Never on a second laptop: the "
		   "two files could not be merged."));
	choices_add(choices, GATE_PRACTICE, N_("Try it with invented people"),
		N_("A demo in a file of its own. Nothing of it gets into the real file."));
	choices_add(choices, CHOICE_LAPTOP, N_("Look for another file on this laptop"),
		N_("A copy that was made earlier, or a file that was moved."));
}

static void add_choices(struct door *door)
{
	struct choices *choices = &door->choices;
	const enum status why = door->gate->why->status;

	if (why == STATUS_BUSY) {
		add_busy(choices);
		return;
	}
	if (door->gate->first) {
		add_doors(choices);
		return;
	}
	if (door->gate->state_folder && (why == STATUS_NOT_FOUND || why == STATUS_DAMAGED))
		copies_find(&door->copies, door->gate->state_folder, NULL);
	choices_add(choices, CHOICE_STICK, N_("Look for it on a stick"),
		N_("The office hands the file over on a stick. It is copied to this laptop."));
	if (door->copies.count > 0)
		add_copy(door);
	else
		add_laptop(choices);
	choices_add(choices, CHOICE_PAPER, N_("Go on with paper"),
		N_("Write number, name, NIK and the time on paper and let everyone sign. It can be "
		   "recorded when the file is there again."));
	if (door->copies.count > 0)
		add_laptop(choices);
	choices_add(choices, GATE_AGAIN, N_("Try again"), N_("Opens the same file once more."));
	choices_add(choices, GATE_PRACTICE, N_("Practise with invented people"),
		N_("A demo in a file of its own. Nothing of it gets into the real file."));
}

static void draw(void *context, struct area area)
{
	struct door *door = context;

	struct buf text = BUF_EMPTY;

	if (door->gate->first)
		buf_add_text(&text, _("Welcome. This laptop has no data file yet. Where does it come from?"));
	else if (door->gate->why->status == STATUS_NOT_FOUND)
		buf_printf(&text, _("No data file is at \"%s\". What now?"), door->gate->path);
	else
		buf_add_text(&text, door->gate->why->text);
	office_put_wrapped((struct area){area.row + 1, area.col + 1, 3, area.cols - 2}, STYLE_BOLD,
		buf_text(&text));
	buf_release(&text);
	choices_draw(&door->choices, (struct area){area.row + 5, area.col, area.rows - 5, area.cols});
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct door *door = context;
	int chosen = action == GATE_CHOOSE ? choices_chosen(&door->choices) : -1;

	(void)screens;
	if (action == ACTION_NONE)
		chosen = choices_key(&door->choices, key);
	if (chosen == CHOICE_STICK || chosen == CHOICE_LAPTOP)
		return next_push(&gate_shelf_screen, shelf_open(door->gate, chosen == CHOICE_STICK));
	if (chosen == CHOICE_COPY)
		door->gate->chosen = memory_text(door->copies.item[0].path);
	if (chosen > 0 && chosen != CHOICE_PAPER) {
		door->gate->answer = chosen == CHOICE_COPY ? GATE_FETCH : (enum gate_answer)chosen;
		return next_quit();
	}
	return chosen < 0 ? next_ignored() : next_draw();
}

static void release(void *context)
{
	struct door *door = context;

	copies_release(&door->copies);
	free(door);
}

static const struct action actions[] = {
	{GATE_CHOOSE, KEYS_ENTER, 0, N_("Choose"), N_("Does what is chosen."), 1},
	{ACTION_LANGUAGE, KEYS_F(9), 0, N_("Bahasa/Language"),
		N_("Switches between Indonesian and English."), 3},
	{ACTION_QUIT, KEYS_CTRL('Q'), 0, N_("Quit"), N_("Leaves okoce. Everything is saved already."), 2},
};

const struct screen gate_screen = {
	.title = N_("THE FILE DOES NOT OPEN"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.draw = draw,
	.act = act,
	.allows = not_lock,
	.release = release,
};

const struct screen gate_welcome_screen = {
	.title = N_("WELCOME"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.draw = draw,
	.act = act,
	.allows = not_lock,
	.release = release,
};

enum status gate_run(struct gate *gate, const struct term_options *options, struct err *err)
{
	struct door *door = memory_alloc(sizeof(*door));
	const struct screens_setup setup = {
		.first = gate->first ? &gate_welcome_screen : &gate_screen, .context = door};

	door->gate = gate;
	gate->answer = GATE_LEAVE;
	gate->chosen = NULL;
	add_choices(door);
	return screens_run(&setup, options, err);
}
