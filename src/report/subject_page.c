/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/subject_page.h"

#include "report/person.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define FIELD_COLS 24 /* where values begin */
#define INDENT 2

/* How many bytes of safe text fit in the columns without cutting a word; all of one long word. */
static size_t fitting(const char *text, int cols)
{
	size_t best = 0, at = 0;

	while (text[at] != '\0') {
		struct buf part = BUF_EMPTY;
		int width;

		at += strcspn(text + at, " ");
		buf_add(&part, text, at);
		width = text_width(buf_text(&part));
		buf_release(&part);
		if (width > cols && best > 0)
			return best;
		best = at;
		at += strspn(text + at, " ");
	}
	return best;
}

/* From a column on, to the edge; lines behind the first are indented to it. */
static void put_wrapped(struct buf *out, const char *text, int col)
{
	for (const char *rest = text; *rest != '\0'; rest += strspn(rest, " ")) {
		size_t len = fitting(rest, SUBJECT_COLS - col);

		buf_printf(out, "%*s", rest != text ? col : 0, "");
		buf_add(out, rest, len);
		buf_add_byte(out, '\n');
		rest += len;
	}
}

/* "  Name                  SITI AMINAH", what does not fit below it. */
static void put_row(struct buf *out, const char *field, const char *value)
{
	struct buf label = BUF_EMPTY, text = BUF_EMPTY;

	text_safe(&label, field, strlen(field));
	text_safe(&text, value[0] != '\0' ? value : "-", value[0] != '\0' ? strlen(value) : 1);
	buf_printf(out, "%*s", INDENT, "");
	text_fit(out, buf_text(&label), FIELD_COLS - INDENT - 1, true);
	buf_add_byte(out, ' ');
	put_wrapped(out, buf_text(&text), FIELD_COLS);
	buf_wipe(&label);
	buf_wipe(&text);
}

static const char *cell(const struct table *table, size_t row, enum person_column column)
{
	return table->cell[row * table->column_count + (size_t)column];
}

/* Of what happened the day stands first: "2019-07-01 10.39  Rina S., Address: recorded". */
static void put_event(struct buf *out, const struct table *table, size_t row)
{
	struct buf text = BUF_EMPTY;

	buf_printf(&text, "%s, %s", cell(table, row, PERSON_COLUMN_BY),
		cell(table, row, PERSON_COLUMN_FIELD));
	if (cell(table, row, PERSON_COLUMN_VALUE)[0] != '\0')
		buf_printf(&text, ": %s", cell(table, row, PERSON_COLUMN_VALUE));
	put_row(out, cell(table, row, PERSON_COLUMN_WHEN), buf_text(&text));
	buf_wipe(&text);
}

static void put_rows(struct buf *out, const struct table *table)
{
	const char *part = "";

	for (size_t row = 0; row < table_rows(table); row++) {
		if (strcmp(part, cell(table, row, PERSON_COLUMN_PART)) != 0)
			buf_printf(out, "\n%s\n", cell(table, row, PERSON_COLUMN_PART));
		part = cell(table, row, PERSON_COLUMN_PART);
		if (cell(table, row, PERSON_COLUMN_WHEN)[0] != '\0')
			put_event(out, table, row);
		else
			put_row(out, cell(table, row, PERSON_COLUMN_FIELD),
				cell(table, row, PERSON_COLUMN_VALUE));
	}
}

void subject_page(struct buf *out, const struct programme *programme, const struct person_sheet *sheet,
	moment now, const char *officer)
{
	struct buf day = BUF_EMPTY;
	struct table table;
	char hex[ID_HEX_SIZE];

	date_print_long(&day, moment_date(now));
	buf_add_byte(&day, ' ');
	minute_print(&day, moment_minute(now));
	buf_printf(out, "%s\n\n", _("PERSONAL DATA THAT IS HELD ON YOU"));
	put_row(out, _("Held by"), programme->settings.agency);
	put_row(out, _("Printed"), buf_text(&day));
	put_row(out, _("By"), officer);
	put_row(out, _("Record id"), id_hex(&sheet->record, hex));
	list_person(&table, programme, sheet, moment_date(now), true);
	put_rows(out, &table);
	buf_add_byte(out, '\n');
	put_wrapped(out,
		_("Please tell the office what is wrong in it. It holds personal data: keep it safe."), 0);
	table_release(&table);
	buf_release(&day);
}
