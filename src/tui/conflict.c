/* SPDX-License-Identifier: BSD-2-Clause */
/* One conflict side by side: the same fields on both sides, who said what; a side is chosen for each field, or for
 * all at once. Of more than two values the first, which is shown everywhere, stands on the left, and the others take
 * turns on the right. */
#include "tui/conflicts.h"

#include "tui/list.h"
#include "app/history.h"
#include "app/record_words.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum {
	CONFLICT_SAVE = ACTION_OWN,
	CONFLICT_LEFT,
	CONFLICT_RIGHT,
	CONFLICT_OTHER
};

#define HEAD_ROWS 5

struct side_text {
	struct buf who, laptop;
	struct buf *field; /* one a row */
	size_t field_count;
};

struct comparing {
	struct app *app;
	struct register_key key;
	struct conflict conflict;
	const struct record_field **field; /* of each row: those that any side has */
	size_t *chosen;			   /* the side of each row */
	size_t rows;
	struct side_text *side; /* of each side of the conflict */
	size_t side_count;
	struct id seen; /* of the conflict when sides were chosen */
	size_t right;	/* which one stands there */
	struct buf about;
	struct list list;
	struct area list_area;
};

void *conflict_open(struct app *app, const struct register_key *key)
{
	struct comparing *comparing = memory_alloc(sizeof(*comparing));

	comparing->app = app;
	comparing->key = *key;
	comparing->right = 1;
	return comparing;
}

static void forget(void *context)
{
	struct comparing *comparing = context;

	for (size_t i = 0; i < comparing->side_count; i++) {
		buf_wipe(&comparing->side[i].who);
		buf_wipe(&comparing->side[i].laptop);
		buf_release_all(&comparing->side[i].field, &comparing->side[i].field_count);
	}
	free(comparing->side);
	comparing->side = NULL;
	comparing->side_count = 0;
	free((void *)comparing->field);
	comparing->field = NULL;
	buf_wipe(&comparing->about);
	conflict_release(&comparing->conflict);
}

static void release(void *context)
{
	struct comparing *comparing = context;

	forget(comparing);
	free(comparing->chosen);
	free(comparing);
}

/* --- Loading ----------------------------------------------------------------------------------- */

static bool any_has(const struct conflict *conflict, const struct record_field *field)
{
	for (size_t i = 0; i < conflict->count; i++)
		if (!record_field_empty(field, conflict->side[i].value))
			return true;
	return false;
}

static void take_fields(struct comparing *comparing)
{
	const struct record_type *type = comparing->conflict.type;

	comparing->rows = 0;
	comparing->field = memory_alloc((type->count + 1) * sizeof(const struct record_field *));
	for (size_t i = 0; i < type->count; i++)
		if (any_has(&comparing->conflict, &type->field[i]))
			comparing->field[comparing->rows++] = &type->field[i];
}

static void say_side(struct comparing *comparing, const struct officer_names *officers, size_t index)
{
	const struct conflict_side *side = &comparing->conflict.side[index];
	struct side_text *text = &comparing->side[index];

	conflict_say_who(officers, side, &text->who);
	buf_add_text(&text->laptop, _("laptop "));
	conflict_say_laptop(comparing->app, side, &text->laptop);
	text->field = memory_alloc((comparing->rows + 1) * sizeof(*text->field));
	text->field_count = comparing->rows;
	for (size_t i = 0; i < comparing->rows; i++)
		if (record_field_empty(comparing->field[i], side->value))
			buf_add_byte(&text->field[i], '-');
		else
			words_of_value(comparing->conflict.type, comparing->field[i], side->value,
				&text->field[i]);
}

static void say_sides(struct comparing *comparing, const struct officer_names *officers)
{
	comparing->side = memory_alloc((comparing->conflict.count + 1) * sizeof(*comparing->side));
	comparing->side_count = comparing->conflict.count;
	for (size_t i = 0; i < comparing->side_count; i++)
		say_side(comparing, officers, i);
	conflict_say_about(comparing->app, &comparing->key, &comparing->about);
}

/* What was chosen holds as long as it is the same that is chosen between. */
static void keep_choice(struct comparing *comparing)
{
	if (comparing->chosen && id_equal(&comparing->seen, &comparing->conflict.seen))
		return;
	free(comparing->chosen);
	comparing->chosen = memory_alloc((comparing->rows + 1) * sizeof(*comparing->chosen));
	comparing->seen = comparing->conflict.seen;
	comparing->right = 1;
}

static enum status load(void *context, struct err *err)
{
	struct comparing *comparing = context;
	struct officer_names officers = {.count = 0};
	enum status status;

	forget(comparing);
	comparing->rows = 0;
	status = conflict_read(comparing->app, &comparing->key, &comparing->conflict, err);
	if (status == STATUS_OK)
		status = officer_names_read(&officers, comparing->app, err);
	if (status == STATUS_OK) {
		take_fields(comparing);
		keep_choice(comparing);
		say_sides(comparing, &officers);
	} else {
		conflict_release(&comparing->conflict);
	}
	officer_names_release(&officers);
	list_fill(&comparing->list, comparing->rows);
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static const char *mark(const struct comparing *comparing, size_t row, size_t side)
{
	return comparing->chosen[row] == side ? "[x]" : "[ ]";
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct comparing *comparing = context;
	const struct record_field *field = comparing->field[index];
	const size_t right = comparing->right;

	list_cell(row, 0, "%s%s", words_of_field(field->name),
		conflict_differs(&comparing->conflict, field) ? " !" : "");
	list_cell(row, 1, "%s %s", mark(comparing, index, 0), buf_text(&comparing->side[0].field[index]));
	list_cell(row, 2, "%s %s", mark(comparing, index, right),
		buf_text(&comparing->side[right].field[index]));
}

/* A third of the width is the fields' names, at most; both sides have the same. */
static const struct column columns[] = {
	{NULL, 16, 12, 0, 0, ALIGN_LEFT},
	{NULL, 28, 16, 1, 0, ALIGN_LEFT},
	{NULL, 28, 16, 1, 0, ALIGN_LEFT},
};
static const struct list_view view = {columns, 3, draw_row, false, 0};

/* Who said what stands above its column. */
static void draw_side(
	const struct side_text *side, const char *title, int row, int col, int width)
{
	term_put_fit(row, col, width, STYLE_BOLD, title);
	term_put_fit(row + 1, col, width, STYLE_NORMAL, buf_text(&side->who));
	term_put_fit(row + 2, col, width, STYLE_NORMAL, buf_text(&side->laptop));
}

static void draw_head(const struct comparing *comparing, struct area area)
{
	struct buf text = BUF_EMPTY;
	char code[CONFLICT_CODE_SIZE];
	int widths[3], col = area.col + LIST_GUTTER, last;

	last = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&comparing->about)) + 2;
	term_put_right(area.row, last, area.col + area.cols - 1 - last, STYLE_NORMAL,
		conflict_code(&comparing->key, code));
	columns_fit(columns, 3, area.cols - LIST_GUTTER, widths);
	col += widths[0] + COLUMNS_GAP;
	draw_side(&comparing->side[0], _("1  shown so far"), area.row + 2, col, widths[1]);
	col += widths[1] + COLUMNS_GAP;
	buf_add_text(&text, _("2  the other"));
	if (comparing->side_count > 2)
		buf_printf(&text, " (%zu/%zu)", comparing->right, comparing->side_count - 1);
	draw_side(&comparing->side[comparing->right], buf_text(&text), area.row + 2, col, widths[2]);
	buf_release(&text);
}

static void draw(void *context, struct area area)
{
	struct comparing *comparing = context;
	const struct area foot = {area.row + area.rows - 2, area.col + 1, 2, area.cols - 2};

	if (comparing->rows == 0)
		return;
	comparing->list_area = (struct area){area.row + HEAD_ROWS + 1, area.col,
		area.rows - HEAD_ROWS - 4, area.cols};
	draw_head(comparing, area);
	list_draw(&comparing->list, &view, comparing->list_area, comparing);
	office_put_wrapped(foot, STYLE_NORMAL,
		_("1 or 2 takes one side whole, left and right the marked field alone. \"!\" differs."));
	list_place_cursor(&comparing->list, &view, comparing->list_area);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next choose_all(struct comparing *comparing, size_t side)
{
	for (size_t i = 0; i < comparing->rows; i++)
		comparing->chosen[i] = side;
	return next_draw();
}

static struct next choose_other(struct comparing *comparing)
{
	const size_t before = comparing->right;

	comparing->right = comparing->right % (comparing->side_count - 1) + 1;
	for (size_t i = 0; i < comparing->rows; i++)
		if (comparing->chosen[i] == before)
			comparing->chosen[i] = comparing->right;
	return next_draw();
}

/* The side that most of the record is of, with the fields that were chosen of others. */
static void *compose(struct comparing *comparing)
{
	const struct conflict *conflict = &comparing->conflict;
	void *value = arena_alloc(&comparing->conflict.arena, conflict->type->size);

	memcpy(value, conflict->side[comparing->chosen[0]].value, conflict->type->size);
	for (size_t i = 0; i < comparing->rows; i++)
		record_field_copy(
			comparing->field[i], value, conflict->side[comparing->chosen[i]].value);
	return value;
}

static struct next save(struct screens *screens, struct comparing *comparing)
{
	struct err err = {0};

	if (conflict_decide(comparing->app, &comparing->conflict, compose(comparing), &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, _("Decided and saved: %s"), buf_text(&comparing->about));
	return next_pop();
}

static struct next act_key(struct comparing *comparing, const struct key *key)
{
	const size_t row = comparing->list.selected;

	if (row < comparing->rows && (key->code == KEYS_LEFT || key->code == KEYS_RIGHT)) {
		comparing->chosen[row] = key->code == KEYS_LEFT ? 0 : comparing->right;
		return next_draw();
	}
	return list_act(&comparing->list, &view, comparing->list_area, key) == LIST_IGNORED
		       ? next_ignored()
		       : next_draw();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct comparing *comparing = context;

	if (comparing->rows == 0)
		return next_ignored();
	switch (action) {
	case CONFLICT_SAVE:
		return save(screens, comparing);
	case CONFLICT_LEFT:
		return choose_all(comparing, 0);
	case CONFLICT_RIGHT:
		return choose_all(comparing, comparing->right);
	case CONFLICT_OTHER:
		return choose_other(comparing);
	case ACTION_NONE:
		return act_key(comparing, key);
	default:
		return next_ignored();
	}
}

static bool allows(const void *context, int action)
{
	const struct comparing *comparing = context;

	if (action == CONFLICT_OTHER)
		return comparing->side_count > 2;
	return action < ACTION_OWN || comparing->rows > 0;
}

static void corner(const void *context, struct buf *out)
{
	const struct comparing *comparing = context;

	office_corner(comparing->app, out);
}

static const struct action actions[] = {
	{CONFLICT_SAVE, KEYS_ENTER, KEYS_CTRL('S'), N_("Save"),
		N_("Records what is marked as right."), 1},
	{CONFLICT_LEFT, '1', 0, N_("Left"), N_("Marks all of the left side."), 2},
	{CONFLICT_RIGHT, '2', 0, N_("Right"), N_("Marks all of the right side."), 2},
	{CONFLICT_OTHER, 'V', 0, N_("Next value"), N_("Shows another value on the right."), 3},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back, and nothing is decided."), 2},
};

const struct screen conflict_screen = {
	.title = N_("WHICH IS RIGHT?"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.lock = forget,
	.release = release,
};
