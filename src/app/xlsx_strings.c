/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/xlsx_strings.h"

#include "app/import.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define ESCAPE_LEN 7 /* _x000D_ */
#define RAW_MAX ((size_t)IMPORT_CELL_MAX * ESCAPE_LEN)
#define TOO_LONG SIZE_MAX

/* --- One text --------------------------------------------------------------------------------- */

void xlsx_text_begin(struct xlsx_text *text)
{
	buf_clear(&text->buf);
	text->skipped = 0;
	text->taking = false;
	text->too_long = false;
}

void xlsx_text_start(struct xlsx_text *text, const struct xlsx_xml *xml, const char *name)
{
	if (text->skipped == 0 && strcmp(name, "rPh") == 0)
		text->skipped = xml->depth;
	text->taking = text->skipped == 0 && strcmp(name, "t") == 0;
}

void xlsx_text_end(struct xlsx_text *text, const struct xlsx_xml *xml)
{
	text->taking = false;
	if (text->skipped == xml->depth)
		text->skipped = 0;
}

void xlsx_text_add(struct xlsx_text *text, const char *ptr, size_t len)
{
	if (len > RAW_MAX - text->buf.len)
		text->too_long = true;
	else
		buf_add(&text->buf, ptr, len);
}

/* The character of _xHHHH_, 0 when there is none such. */
static unsigned long escaped(const char *ptr, size_t len)
{
	char digits[5] = "";

	if (len < ESCAPE_LEN || ptr[0] != '_' || ptr[1] != 'x' || ptr[6] != '_')
		return 0;
	memcpy(digits, ptr + 2, 4);
	if (strspn(digits, "0123456789abcdefABCDEF") != 4)
		return 0;
	return strtoul(digits, NULL, 16);
}

static void add_character(struct buf *out, unsigned long code)
{
	if (code < 0x80) {
		buf_add_byte(out, (uint8_t)code);
		return;
	}
	if (code >= 0x800) {
		buf_add_byte(out, (uint8_t)(0xe0 | code >> 12));
		buf_add_byte(out, (uint8_t)(0x80 | (code >> 6 & 0x3f)));
	} else {
		buf_add_byte(out, (uint8_t)(0xc0 | code >> 6));
	}
	buf_add_byte(out, (uint8_t)(0x80 | (code & 0x3f)));
}

bool xlsx_text_take(const struct xlsx_text *text, struct buf *out)
{
	const char *raw = buf_text(&text->buf);
	size_t begin = out->len;

	for (size_t i = 0; i < text->buf.len && !text->too_long;) {
		const char *next = memchr(raw + i, '_', text->buf.len - i);
		size_t plain = next ? (size_t)(next - raw) - i : text->buf.len - i;
		unsigned long code;

		buf_add(out, raw + i, plain);
		i += plain;
		if (i == text->buf.len)
			break;
		code = escaped(raw + i, text->buf.len - i);
		if (code != 0 && (code < 0xd800 || code > 0xdfff)) {
			add_character(out, code);
			i += ESCAPE_LEN;
		} else {
			buf_add_byte(out, '_');
			i++;
		}
	}
	if (!text->too_long && out->len - begin <= IMPORT_CELL_MAX)
		return true;
	out->len = begin;
	return false;
}

/* --- All of them ------------------------------------------------------------------------------ */

static void start(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct xlsx_strings *strings = xml->context;

	(void)attributes;
	if (xml->depth == 2)
		xlsx_text_begin(&strings->item);
	else if (xml->depth > 2)
		xlsx_text_start(&strings->item, xml, name);
}

static void add_string(struct xlsx_strings *strings)
{
	size_t start = strings->text.len;

	strings->start = memory_grow(
		strings->start, strings->count, &strings->capacity, sizeof(*strings->start));
	if (xlsx_text_take(&strings->item, &strings->text))
		buf_add_byte(&strings->text, '\0');
	else
		start = TOO_LONG;
	strings->start[strings->count++] = start;
}

static void end(struct xlsx_xml *xml, const char *name)
{
	struct xlsx_strings *strings = xml->context;

	if (xml->depth > 2)
		xlsx_text_end(&strings->item, xml);
	if (xml->depth != 2 || strcmp(name, "si") != 0)
		return;
	add_string(strings);
	if (strings->text.len + strings->count * sizeof(*strings->start) > XLSX_STRINGS_MAX)
		xlsx_xml_fail(
			xml, err_set(xml->err, STATUS_INVALID,
				     _("This workbook holds more text than a list can have. Please "
				       "split it, and import one part after the other.")));
}

static void text(struct xlsx_xml *xml, const char *ptr, size_t len)
{
	struct xlsx_strings *strings = xml->context;

	if (strings->item.taking)
		xlsx_text_add(&strings->item, ptr, len);
}

enum status xlsx_strings_read(
	struct xlsx_strings *strings, struct xlsx_zip *zip, const char *part, struct err *err)
{
	static const struct xlsx_handler handler = {start, end, text};

	return xlsx_xml_read(zip, part, &handler, strings, err);
}

void xlsx_strings_release(struct xlsx_strings *strings)
{
	buf_wipe(&strings->item.buf);
	buf_wipe(&strings->text);
	free(strings->start);
	*strings = (struct xlsx_strings){0};
}

bool xlsx_strings_find(const struct xlsx_strings *strings, const char *number, const char **out)
{
	char *end;
	unsigned long index = strtoul(number, &end, 10);

	if (end == number || index >= strings->count)
		return false;
	*out = strings->start[index] == TOO_LONG ? NULL
						 : buf_text(&strings->text) + strings->start[index];
	return true;
}
