/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_report.h"

#include "model/filler.h"
#include "model/nik.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_FIRST 6
#define SHOWN_LAST 2
#define SHORT 12
#define VALUE_COLUMNS 60

/* The longest run of digits; what people write between digits doesn't end it. */
static size_t longest_number(const char *text)
{
	size_t longest = 0;
	size_t count = 0;

	while (*text != '\0') {
		size_t filler = filler_length(text, "`");

		if (filler > 0) {
			text += filler;
			continue;
		}
		count = *text >= '0' && *text <= '9' ? count + 1 : 0;
		if (count > longest)
			longest = count;
		text++;
	}
	return longest;
}

static size_t next_character(const char *text)
{
	size_t len = 1;

	while (((unsigned char)text[len] & 0xc0) == 0x80)
		len++;
	return len;
}

static size_t count_characters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text += next_character(text))
		count++;
	return count;
}

static void mask_damaged(const char *value, struct buf *out)
{
	size_t count = count_characters(value);
	/* Of a short one less is shown, so that most stays hidden. */
	bool is_short = count < SHORT;
	size_t first = is_short ? count / 4 : SHOWN_FIRST;
	size_t last = is_short ? count / 8 : SHOWN_LAST;

	for (size_t i = 0; i < count; i++, value += next_character(value)) {
		if (i < first || i >= count - last)
			buf_add(out, value, next_character(value));
		else if (i < first + NIK_DIGITS) /* of a long one its length stays untold */
			buf_add_byte(out, '*');
	}
}

void import_mask(const char *value, bool number, struct buf *out)
{
	bool sixteen = strspn(value, "0123456789") == NIK_DIGITS && value[NIK_DIGITS] == '\0';

	if (sixteen)
		nik_mask(value, out);
	else if (number || longest_number(value) >= NIK_DIGITS - 1)
		mask_damaged(value, out);
	else
		buf_add_text(out, value);
}

static const char *shown_value(struct arena *arena, const char *value, bool number)
{
	struct buf masked = BUF_EMPTY;
	struct buf fitting = BUF_EMPTY;
	const char *text;

	import_mask(value, number, &masked);
	text_fit(&fitting, buf_text(&masked), VALUE_COLUMNS, false);
	text = arena_text(arena, buf_text(&fitting), fitting.len);
	buf_wipe(&fitting);
	buf_wipe(&masked);
	return text;
}

/* All reasons of a row stand in one cell of the file of refused rows. */
static void add_refusal(struct import_report *report, const struct import_fault *fault)
{
	struct buf *out = &report->refusal;

	if (out->len > 0)
		buf_add_text(out, " | ");
	/* Of a NIK the reason names it already. */
	if (*fault->column != '\0' &&
		strncmp(fault->reason, fault->column, strlen(fault->column)) != 0)
		buf_printf(out, "%s: ", fault->column);
	buf_add_text(out, fault->reason);
}

void import_report_note(struct import_report *report, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report->note = memory_grow(report->note, report->note_count, &report->note_capacity,
		sizeof(*report->note));
	report->note[report->note_count++] =
		arena_vprintf(&report->arena, format, arguments);
	va_end(arguments);
}

void import_report_fault(
	struct import_report *report, const struct import_fault *fault, bool number)
{
	struct import_fault *copy;

	if (!fault->warning)
		add_refusal(report, fault);
	report->fault_total++;
	if (report->fault_count == IMPORT_FAULTS_MAX)
		return;
	if (!report->fault)
		report->fault =
			arena_alloc(&report->arena, IMPORT_FAULTS_MAX * sizeof(*report->fault));
	copy = &report->fault[report->fault_count++];
	*copy = *fault;
	copy->column = arena_text(&report->arena, fault->column, strlen(fault->column));
	copy->reason = arena_text(&report->arena, fault->reason, strlen(fault->reason));
	copy->value = shown_value(&report->arena, fault->value, number);
}

void import_report_release(struct import_report *report)
{
	buf_wipe(&report->refusal);
	free(report->note);
	arena_release(&report->arena);
	*report = (struct import_report){0};
}

void import_fault_say(struct buf *out, const struct import_fault *fault)
{
	buf_printf(
		out, fault->warning ? _("row %zu, to check") : _("row %zu, refused"), fault->row);
	if (fault->column[0] != '\0')
		buf_printf(out, ", %s", fault->column);
	if (fault->value[0] != '\0')
		buf_printf(out, ", \"%s\"", fault->value);
	buf_printf(out, ": %s", fault->reason);
}
