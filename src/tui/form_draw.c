/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/form.h"
#include "tui/office.h"
#include "model/nik.h"
#include "base/i18n.h"
#include "base/text.h"

#define MARK_COLS 3   /* " > " or " ! " before a label */
#define FOOT_ROWS 3   /* what is wrong, or the hint */
#define LABEL_SHARE 3 /* a label takes at most a third of the columns */

static const struct form_field *field_of(const struct form *form, size_t field)
{
	return &form->options.field[field];
}

static int line_of(const struct form *form, size_t field)
{
	int line = 0;

	for (size_t i = 0; i < field; i++)
		line += 1 + (field_of(form, i)->group != NULL);
	return line + (field_of(form, field)->group != NULL);
}

static int label_cols(const struct form *form, int cols)
{
	int widest = 0;

	for (size_t i = 0; i < form->options.count; i++) {
		int width = text_width(_(field_of(form, i)->label));

		widest = width > widest ? width : widest;
	}
	if (widest > cols / LABEL_SHARE)
		widest = cols / LABEL_SHARE;
	return MARK_COLS + widest + 2;
}

/* The title above a field is seen with it, where there is room. */
static void scroll(struct form *form, int rows)
{
	int first = line_of(form, form->current) - (field_of(form, form->current)->group != NULL);
	int last = line_of(form, form->current);
	int lines = line_of(form, form->options.count - 1) + 1;

	if (form->top > first)
		form->top = first;
	if (form->top + rows <= last)
		form->top = last - rows + 1;
	if (form->top + rows > lines)
		form->top = lines > rows ? lines - rows : 0;
}

static void draw_value(struct form *form, size_t field, int row, int col, int cols)
{
	struct form_cell *cell = &form->cell[field];
	struct buf masked = BUF_EMPTY;

	if (field == form->current) {
		input_draw(&cell->input, row, col, cols);
		return;
	}
	if (field_of(form, field)->secret)
		nik_mask(form_text(form, field), &masked);
	term_put_fit(row, col, cols, STYLE_NORMAL,
		field_of(form, field)->secret ? buf_text(&masked) : form_text(form, field));
	buf_wipe(&masked);
}

static void draw_field(struct form *form, size_t field, int row, struct area area)
{
	const struct form_cell *cell = &form->cell[field];
	const char *label = _(field_of(form, field)->label);
	bool current = field == form->current;
	bool amiss = cell->wrong || (cell->doubtful && cell->reason == 0);
	int col = area.col + form->label_cols;

	/* Of the current one the foot says it. */
	term_put(row, area.col + 1, STYLE_BOLD, current ? ">" : amiss ? "!" : "");
	term_put_fit(row, area.col + MARK_COLS, form->label_cols - MARK_COLS - 2,
		current ? STYLE_BOLD : STYLE_NORMAL, label);
	term_put(row, col - 2, STYLE_NORMAL, ":");
	draw_value(form, field, row, col, area.col + area.cols - 1 - col);
}

static void draw_fields(struct form *form, struct area area)
{
	for (size_t i = 0; i < form->options.count; i++) {
		const char *group = field_of(form, i)->group;
		int row = area.row + line_of(form, i) - form->top;

		if (group && row - 1 >= area.row && row - 1 < area.row + area.rows)
			term_put(row - 1, area.col + 1, STYLE_BOLD, _(group));
		if (row >= area.row && row < area.row + area.rows)
			draw_field(form, i, row, area);
	}
}

static void add_reasons(const struct form *form, struct buf *out)
{
	for (size_t i = 0; i < form->options.reason_count; i++)
		buf_printf(out, "%s%zu %s", i > 0 ? "  " : "", i + 1, _(form->options.reason[i]));
}

/* What is wrong with the current field and how it is mended; else what belongs into it. */
static void draw_foot(const struct form *form, struct area area)
{
	const struct form_cell *cell = &form->cell[form->current];
	const char *hint = field_of(form, form->current)->hint;
	struct buf text = BUF_EMPTY;
	enum style style = STYLE_NORMAL;

	if (cell->wrong || cell->doubtful) {
		buf_printf(&text, "! %s", buf_text(&cell->why));
		style = cell->wrong ? STYLE_ERROR : STYLE_WARN;
	} else if (hint) {
		buf_add_text(&text, _(hint));
	} else if (form_is_choice(field_of(form, form->current))) {
		buf_add_text(&text, _("Type a part of it, or press Down to see all."));
	}
	if (form->asks) {
		struct buf reasons = BUF_EMPTY;

		add_reasons(form, &reasons);
		office_put_wrapped((struct area){area.row + 2, area.col, 1, area.cols}, STYLE_BOLD,
			buf_text(&reasons));
		buf_release(&reasons);
		area.rows--;
	}
	office_put_wrapped(area, style, buf_text(&text));
	buf_wipe(&text);
}

void form_draw(struct form *form, struct area area)
{
	struct area foot = {area.row + area.rows - FOOT_ROWS, area.col + 1, FOOT_ROWS, area.cols - 2};
	int row;

	if (form->options.count == 0)
		return;
	area.rows -= FOOT_ROWS;
	form->area = area;
	form->label_cols = label_cols(form, area.cols);
	scroll(form, area.rows);
	draw_fields(form, area);
	row = area.row + line_of(form, form->current) - form->top;
	if (form->picks)
		form_draw_choices(form, row, area.col + form->label_cols, area);
	draw_foot(form, foot);
}
