/* SPDX-License-Identifier: BSD-2-Clause */
/* Records as one line of safe text, for dumps and logs. */
#include "model/nik.h"
#include "model/record.h"
#include "base/text.h"

#include <string.h>

struct printer {
	struct buf *out;
	record_tag *tag;
	void *context;
};

static void print_record(
	const struct printer *printer, const struct record_type *type, const void *record);

static void print_quoted(struct buf *out, const char *text)
{
	text_quote(out, text, strlen(text));
}

static void print_secret(const struct printer *printer, const char *secret)
{
	buf_add_byte(printer->out, '"');
	nik_mask(secret, printer->out);
	buf_add_byte(printer->out, '"');
	if (printer->tag) {
		buf_add_byte(printer->out, ' ');
		printer->tag(printer->context, secret, printer->out);
	}
}

static void print_hex(struct buf *out, struct bytes bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		buf_printf(out, "%02x", bytes.ptr[i]);
}

static void text_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	const char *text = *(const char *const *)value;

	if (field->secret)
		print_secret(printer, text);
	else
		print_quoted(printer->out, text);
}

static void number_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	(void)field;
	buf_printf(printer->out, "%u", (unsigned)*(const uint32_t *)value);
}

static void instant_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	(void)field;
	moment_print(printer->out, *(const int64_t *)value);
}

static void date_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	(void)field;
	date_print_iso(printer->out, *(const date *)value);
}

static void id_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	(void)field;
	print_hex(printer->out, id_bytes(value));
}

static void bytes_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	(void)field;
	print_hex(printer->out, *(const struct bytes *)value);
}

static void separate(const struct printer *printer, size_t i)
{
	if (i > 0)
		buf_add_text(printer->out, ", ");
}

static void texts_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	const struct texts *texts = value;

	(void)field;
	for (size_t i = 0; i < texts->count; i++) {
		separate(printer, i);
		print_quoted(printer->out, texts->item[i] ? texts->item[i] : "");
	}
}

static void dates_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	const struct dates *dates = value;

	(void)field;
	for (size_t i = 0; i < dates->count; i++) {
		separate(printer, i);
		date_print_iso(printer->out, dates->item[i]);
	}
}

static void numbers_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	const struct numbers *numbers = value;

	(void)field;
	for (size_t i = 0; i < numbers->count; i++) {
		separate(printer, i);
		buf_printf(printer->out, "%u", (unsigned)numbers->item[i]);
	}
}

static void records_print(
	const struct printer *printer, const struct record_field *field, const void *value)
{
	const struct records *records = value;

	for (size_t i = 0; i < records->count; i++) {
		separate(printer, i);
		print_record(printer, field->of, (const char *)records->item + i * field->of->size);
	}
}

static const struct field_printer {
	void (*print)(
		const struct printer *printer, const struct record_field *field, const void *value);
	const char *open, *close;
} printers[] = {
	[FIELD_TEXT] = {text_print, "", ""},
	[FIELD_NUMBER] = {number_print, "", ""},
	[FIELD_INSTANT] = {instant_print, "", ""},
	[FIELD_DATE] = {date_print, "", ""},
	[FIELD_ID] = {id_print, "", ""},
	[FIELD_BYTES] = {bytes_print, "", ""},
	[FIELD_TEXTS] = {texts_print, "[", "]"},
	[FIELD_DATES] = {dates_print, "[", "]"},
	[FIELD_NUMBERS] = {numbers_print, "[", "]"},
	[FIELD_RECORDS] = {records_print, "[", "]"},
};

static void print_field(
	const struct printer *printer, const struct record_field *field, const void *record)
{
	const struct field_printer *row = &printers[field->type];

	buf_printf(printer->out, "%s: %s", field->name, row->open);
	row->print(printer, field, record_value(field, record));
	buf_add_text(printer->out, row->close);
}

static void print_unknown(
	const struct printer *printer, const struct record_base *base, size_t printed)
{
	struct cbor cbor;
	int64_t previous = -1;

	cbor_open(&cbor, base->unknown);
	for (size_t i = 0; i < base->unknown_count; i++) {
		uint64_t key = cbor_key(&cbor, &previous);
		struct bytes value = cbor_skip(&cbor);

		if (!cbor_ok(&cbor))
			return;
		separate(printer, printed + i);
		buf_printf(printer->out, "%llu: ", (unsigned long long)key);
		cbor_diagnose(printer->out, value);
	}
}

static void print_record(
	const struct printer *printer, const struct record_type *type, const void *record)
{
	size_t printed = 0;

	buf_add_byte(printer->out, '{');
	for (size_t i = 0; i < type->count; i++) {
		if (record_field_empty(&type->field[i], record))
			continue;
		separate(printer, printed++);
		print_field(printer, &type->field[i], record);
	}
	print_unknown(printer, record, printed);
	buf_add_byte(printer->out, '}');
}

void record_print(const struct record_type *type, const void *record, struct buf *out,
	record_tag *tag, void *context)
{
	const struct printer printer = {out, tag, context};

	print_record(&printer, type, record);
}
