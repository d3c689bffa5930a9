/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/record_field.h"

#include "base/text.h"

#include <string.h>

/* A null text can stand in a struct that was written as an initialiser: it is an empty one. */
static const char *text_of(const void *value)
{
	const char *text = *(const char *const *)value;

	return text ? text : "";
}

static void put_text(struct buf *out, const char *text)
{
	cbor_put_text(out, text ? text : "", text ? strlen(text) : 0);
}

static bool text_allowed_or_null(const char *text)
{
	return !text || text_check(text, strlen(text));
}

/* A C string cannot hold U+0000: cutting there would read and write back something else. */
static const char *take_text(struct record_reader *reader)
{
	struct bytes text = cbor_text(reader->cbor);

	if (text.len > 0 && memchr(text.ptr, '\0', text.len))
		cbor_fail(reader->cbor);
	return cbor_ok(reader->cbor) && text.len > 0
		       ? arena_text(reader->arena, (const char *)text.ptr, text.len)
		       : "";
}

static bool date_in_range(int64_t day)
{
	return day >= date_of(1800, 1, 1) && day <= date_of(2200, 12, 31);
}

static date take_date(struct record_reader *reader)
{
	int64_t day = cbor_int(reader->cbor);

	if (!date_in_range(day))
		cbor_fail(reader->cbor);
	return cbor_ok(reader->cbor) ? (date)day : DATE_NONE;
}

static uint32_t take_number(struct record_reader *reader)
{
	uint64_t number = cbor_uint(reader->cbor);

	if (number > UINT32_MAX)
		cbor_fail(reader->cbor);
	return cbor_ok(reader->cbor) ? (uint32_t)number : 0;
}

/* The items of a list that follows. Each takes a byte or more, and cbor_array() lets no count pass
 * that is greater than the bytes left, so that a short record cannot ask for much memory. */
static void *take_list(struct record_reader *reader, size_t item_size, size_t *count)
{
	*count = cbor_array(reader->cbor);
	if (!cbor_ok(reader->cbor) || *count == 0) {
		*count = 0;
		return NULL;
	}
	return arena_alloc(reader->arena, *count * item_size);
}

/* FIELD_TEXT */

static bool text_empty(const void *value)
{
	return text_of(value)[0] == '\0';
}

static bool text_allowed(const void *value)
{
	return text_allowed_or_null(text_of(value));
}

static void text_write(const struct record_field *field, const void *value, struct buf *out)
{
	(void)field;
	put_text(out, text_of(value));
}

static void text_read(struct record_reader *reader, const struct record_field *field, void *value)
{
	(void)field;
	*(const char **)value = take_text(reader);
}

/* FIELD_NUMBER */

static bool number_empty(const void *value)
{
	return *(const uint32_t *)value == 0;
}

static void number_write(const struct record_field *field, const void *value, struct buf *out)
{
	(void)field;
	cbor_put_uint(out, *(const uint32_t *)value);
}

static void number_read(struct record_reader *reader, const struct record_field *field, void *value)
{
	(void)field;
	*(uint32_t *)value = take_number(reader);
}

/* FIELD_INSTANT. The same years as dates, so that every instant can be shown. */

static bool instant_in_range(int64_t instant)
{
	return date_in_range(instant / 86400 - (instant % 86400 < 0 ? 1 : 0));
}

static bool instant_empty(const void *value)
{
	return *(const int64_t *)value == 0;
}

static bool instant_allowed(const void *value)
{
	return instant_in_range(*(const int64_t *)value);
}

static void instant_write(const struct record_field *field, const void *value, struct buf *out)
{
	(void)field;
	cbor_put_int(out, *(const int64_t *)value);
}

static void instant_read(
	struct record_reader *reader, const struct record_field *field, void *value)
{
	int64_t instant = cbor_int(reader->cbor);

	(void)field;
	if (!instant_in_range(instant))
		cbor_fail(reader->cbor);
	*(int64_t *)value = cbor_ok(reader->cbor) ? instant : 0;
}

/* FIELD_DATE */

static bool date_empty(const void *value)
{
	return *(const date *)value == DATE_NONE;
}

static bool date_allowed(const void *value)
{
	return date_in_range(*(const date *)value);
}

static void date_write(const struct record_field *field, const void *value, struct buf *out)
{
	(void)field;
	cbor_put_int(out, *(const date *)value);
}

static void date_read(struct record_reader *reader, const struct record_field *field, void *value)
{
	(void)field;
	*(date *)value = take_date(reader);
}

/* FIELD_ID */

static bool id_field_empty(const void *value)
{
	return id_is_zero(value);
}

static void id_write(const struct record_field *field, const void *value, struct buf *out)
{
	(void)field;
	cbor_put_bytes(out, id_bytes(value));
}

static void id_read(struct record_reader *reader, const struct record_field *field, void *value)
{
	struct id *id = value;

	(void)field;
	cbor_fixed(reader->cbor, id->byte, ID_SIZE);
}

/* FIELD_BYTES */

static bool bytes_empty(const void *value)
{
	return ((const struct bytes *)value)->len == 0;
}

static void bytes_write(const struct record_field *field, const void *value, struct buf *out)
{
	(void)field;
	cbor_put_bytes(out, *(const struct bytes *)value);
}

static void bytes_read(struct record_reader *reader, const struct record_field *field, void *value)
{
	struct bytes bytes = cbor_bytes(reader->cbor);

	(void)field;
	*(struct bytes *)value = bytes.len > 0 ? arena_bytes(reader->arena, bytes) : BYTES_NONE;
}

/* FIELD_TEXTS */

static bool texts_empty(const void *value)
{
	return ((const struct texts *)value)->count == 0;
}

static bool texts_allowed(const void *value)
{
	const struct texts *texts = value;

	for (size_t i = 0; i < texts->count; i++)
		if (!text_allowed_or_null(texts->item[i]))
			return false;
	return true;
}

static void texts_write(const struct record_field *field, const void *value, struct buf *out)
{
	const struct texts *texts = value;

	(void)field;
	cbor_put_array(out, texts->count);
	for (size_t i = 0; i < texts->count; i++)
		put_text(out, texts->item[i]);
}

static void texts_read(struct record_reader *reader, const struct record_field *field, void *value)
{
	struct texts *texts = value;

	(void)field;
	texts->item = take_list(reader, sizeof(*texts->item), &texts->count);
	for (size_t i = 0; i < texts->count; i++)
		texts->item[i] = take_text(reader);
}

/* FIELD_DATES */

static bool dates_empty(const void *value)
{
	return ((const struct dates *)value)->count == 0;
}

static bool dates_allowed(const void *value)
{
	const struct dates *dates = value;

	for (size_t i = 0; i < dates->count; i++)
		if (!date_in_range(dates->item[i]))
			return false;
	return true;
}

static void dates_write(const struct record_field *field, const void *value, struct buf *out)
{
	const struct dates *dates = value;

	(void)field;
	cbor_put_array(out, dates->count);
	for (size_t i = 0; i < dates->count; i++)
		cbor_put_int(out, dates->item[i]);
}

static void dates_read(struct record_reader *reader, const struct record_field *field, void *value)
{
	struct dates *dates = value;

	(void)field;
	dates->item = take_list(reader, sizeof(*dates->item), &dates->count);
	for (size_t i = 0; i < dates->count; i++)
		dates->item[i] = take_date(reader);
}

/* FIELD_NUMBERS */

static bool numbers_empty(const void *value)
{
	return ((const struct numbers *)value)->count == 0;
}

static void numbers_write(const struct record_field *field, const void *value, struct buf *out)
{
	const struct numbers *numbers = value;

	(void)field;
	cbor_put_array(out, numbers->count);
	for (size_t i = 0; i < numbers->count; i++)
		cbor_put_uint(out, numbers->item[i]);
}

static void numbers_read(
	struct record_reader *reader, const struct record_field *field, void *value)
{
	struct numbers *numbers = value;

	(void)field;
	numbers->item = take_list(reader, sizeof(*numbers->item), &numbers->count);
	for (size_t i = 0; i < numbers->count; i++)
		numbers->item[i] = take_number(reader);
}

/* FIELD_RECORDS. What is in them is checked by find_forbidden(), which names their field. */

static bool records_empty(const void *value)
{
	return ((const struct records *)value)->count == 0;
}

static void records_write(const struct record_field *field, const void *value, struct buf *out)
{
	const struct records *records = value;

	cbor_put_array(out, records->count);
	for (size_t i = 0; i < records->count; i++)
		record_write(field->of, (const char *)records->item + i * field->of->size, out);
}

static void records_read(
	struct record_reader *reader, const struct record_field *field, void *value)
{
	struct records *records = value;

	records->item = take_list(reader, field->of->size, &records->count);
	for (size_t i = 0; i < records->count; i++)
		record_read(reader, field->of, (char *)records->item + i * field->of->size);
}

static const struct field_codec codecs[] = {
	[FIELD_TEXT] = {sizeof(const char *), text_empty, text_allowed, text_write, text_read},
	[FIELD_NUMBER] = {sizeof(uint32_t), number_empty, NULL, number_write, number_read},
	[FIELD_INSTANT] = {sizeof(int64_t), instant_empty, instant_allowed, instant_write, instant_read},
	[FIELD_DATE] = {sizeof(date), date_empty, date_allowed, date_write, date_read},
	[FIELD_ID] = {sizeof(struct id), id_field_empty, NULL, id_write, id_read},
	[FIELD_BYTES] = {sizeof(struct bytes), bytes_empty, NULL, bytes_write, bytes_read},
	[FIELD_TEXTS] = {sizeof(struct texts), texts_empty, texts_allowed, texts_write, texts_read},
	[FIELD_DATES] = {sizeof(struct dates), dates_empty, dates_allowed, dates_write, dates_read},
	[FIELD_NUMBERS] = {sizeof(struct numbers), numbers_empty, NULL, numbers_write, numbers_read},
	[FIELD_RECORDS] = {sizeof(struct records), records_empty, NULL, records_write, records_read},
};

const struct field_codec *field_codec(enum field_type type)
{
	return &codecs[type];
}
