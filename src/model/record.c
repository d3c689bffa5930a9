/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/record.h"

#include "model/record_field.h"
#include "base/i18n.h"

#include <string.h>

const void *record_value(const struct record_field *field, const void *record)
{
	return (const char *)record + field->offset;
}

bool record_field_empty(const struct record_field *field, const void *record)
{
	return field_codec(field->type)->empty(record_value(field, record));
}

bool record_field_equal(const struct record_field *field, const void *record, const void *other)
{
	const struct field_codec *codec = field_codec(field->type);
	struct buf a = BUF_EMPTY, b = BUF_EMPTY;
	bool equal;

	codec->write(field, record_value(field, record), &a);
	codec->write(field, record_value(field, other), &b);
	equal = bytes_equal(buf_bytes(&a), buf_bytes(&b));
	buf_wipe(&a);
	buf_wipe(&b);
	return equal;
}

bool record_equal(const struct record_type *type, const void *record, const void *other)
{
	for (size_t i = 0; i < type->count; i++)
		if (!record_field_equal(&type->field[i], record, other))
			return false;
	return true;
}

void record_field_copy(const struct record_field *field, void *record, const void *from)
{
	memcpy((char *)record + field->offset, record_value(field, from),
		field_codec(field->type)->size);
}

void record_clear(const struct record_type *type, void *record)
{
	memset(record, 0, type->size);
	for (size_t i = 0; i < type->count; i++) {
		void *value = (char *)record + type->field[i].offset;

		if (type->field[i].type == FIELD_TEXT)
			*(const char **)value = "";
		else if (type->field[i].type == FIELD_DATE)
			*(date *)value = DATE_NONE;
	}
}

/* Writing. All is checked before the first byte, so that a refusal leaves the buffer as it was. */

static const struct record_field *find_forbidden(
	const struct record_type *type, const void *record);

static const struct record_field *find_forbidden_inside(
	const struct record_field *field, const struct records *records)
{
	const struct record_field *found = NULL;

	for (size_t i = 0; i < records->count && !found; i++)
		found = find_forbidden(
			field->of, (const char *)records->item + i * field->of->size);
	return found;
}

static const struct record_field *find_forbidden(const struct record_type *type, const void *record)
{
	for (size_t i = 0; i < type->count; i++) {
		const struct record_field *field = &type->field[i];
		const struct field_codec *codec = field_codec(field->type);
		const void *value = record_value(field, record);
		const struct record_field *found = NULL;

		if (codec->empty(value))
			continue;
		if (field->type == FIELD_RECORDS)
			found = find_forbidden_inside(field, value);
		else if (codec->allowed && !codec->allowed(value))
			found = field;
		if (found)
			return found;
	}
	return NULL;
}

/* The unknown fields, one pair after the other. */
struct unknown_pairs {
	struct cbor cbor;
	int64_t previous;
	bool held; /* key and raw are a pair that was not yet written */
	uint64_t key;
	struct bytes raw;
};

static void next_unknown(struct unknown_pairs *pairs)
{
	const uint8_t *start = pairs->cbor.next;

	pairs->key = cbor_key(&pairs->cbor, &pairs->previous);
	cbor_skip(&pairs->cbor);
	pairs->held = cbor_ok(&pairs->cbor);
	pairs->raw = (struct bytes){start, (size_t)(pairs->cbor.next - start)};
}

static inline void write_unknown_below(struct unknown_pairs *pairs, uint64_t key, struct buf *out)
{
	while (pairs->held && pairs->key < key) {
		buf_add(out, pairs->raw.ptr, pairs->raw.len);
		next_unknown(pairs);
	}
}

static size_t count_fields(const struct record_type *type, const void *record)
{
	size_t count = 0;

	for (size_t i = 0; i < type->count; i++)
		if (!record_field_empty(&type->field[i], record))
			count++;
	return count;
}

void record_write(const struct record_type *type, const void *record, struct buf *out)
{
	const struct record_base *base = record;
	struct unknown_pairs pairs = {.previous = -1};

	if (base->unknown_count > 0) {
		cbor_open(&pairs.cbor, base->unknown);
		next_unknown(&pairs);
	}
	cbor_put_map(out, count_fields(type, record) + base->unknown_count);
	for (size_t i = 0; i < type->count; i++) {
		const struct record_field *field = &type->field[i];

		write_unknown_below(&pairs, field->key, out);
		if (record_field_empty(field, record))
			continue;
		cbor_put_uint(out, field->key);
		field_codec(field->type)->write(field, record_value(field, record), out);
	}
	write_unknown_below(&pairs, UINT64_MAX, out);
}

enum status record_encode(
	const struct record_type *type, const void *record, struct buf *out, struct err *err)
{
	const struct record_field *forbidden = find_forbidden(type, record);

	if (forbidden)
		return err_set(err, STATUS_INVALID,
			_("Not saved: what stands in the field \"%s\" is too long or has "
			  "characters "
			  "or values that are not allowed. Please type it again."),
			forbidden->name);
	record_write(type, record, out);
	return STATUS_OK;
}

/* Reading. */

/* Keys rise in the table and in the map, so that one walk finds all; *next is where it stands. */
static const struct record_field *find_field(
	const struct record_type *type, uint64_t key, size_t *next)
{
	while (*next < type->count && type->field[*next].key < key)
		(*next)++;
	if (*next < type->count && type->field[*next].key == key)
		return &type->field[*next];
	return NULL;
}

static void read_field(struct record_reader *reader, const struct record_field *field, void *record)
{
	const struct field_codec *codec = field_codec(field->type);
	void *value = (char *)record + field->offset;

	codec->read(reader, field, value);
	if (cbor_ok(reader->cbor) && codec->empty(value))
		cbor_fail(reader->cbor);
	if (!cbor_ok(reader->cbor) && !reader->broken)
		reader->broken = field;
}

void record_read(struct record_reader *reader, const struct record_type *type, void *record)
{
	struct record_base *base = record;
	struct cbor *cbor = reader->cbor;
	struct buf unknown = BUF_EMPTY;
	int64_t previous = -1;
	size_t pairs = cbor_map(cbor);
	size_t next = 0;

	record_clear(type, record);
	for (size_t i = 0; i < pairs && cbor_ok(cbor); i++) {
		const uint8_t *start = cbor->next;
		const struct record_field *field =
			find_field(type, cbor_key(cbor, &previous), &next);

		if (field && cbor_ok(cbor)) {
			read_field(reader, field, record);
			continue;
		}
		cbor_skip(cbor);
		if (!cbor_ok(cbor))
			break;
		buf_add(&unknown, start, (size_t)(cbor->next - start));
		base->unknown_count++;
	}
	if (cbor_ok(cbor) && unknown.len > 0)
		base->unknown = arena_bytes(reader->arena, buf_bytes(&unknown));
	buf_wipe(&unknown);
}

/* One pass over the whole before anything is built: depth is counted from here, not from the
 * place where an unknown field happens to begin. */
static bool well_formed(struct bytes bytes)
{
	struct cbor cbor;

	if (bytes.len > RECORD_BYTES_MAX)
		return false;
	cbor_open(&cbor, bytes);
	cbor_skip(&cbor);
	return cbor_at_end(&cbor);
}

static enum status damaged(
	const struct record_type *type, const struct record_field *field, struct err *err)
{
	if (!field)
		return err_set(err, STATUS_DAMAGED,
			_("Cannot be read: a record of the kind \"%s\" is damaged. Please check "
			  "the file."),
			type->name);
	return err_set(err, STATUS_DAMAGED,
		_("Cannot be read: the field \"%s\" in a record of the kind \"%s\" is damaged. "
		  "Please check the file."),
		field->name, type->name);
}

bool record_decode_part(
	const struct record_type *type, struct bytes bytes, struct arena *arena, void *record)
{
	struct cbor cbor;
	struct record_reader reader = {&cbor, arena, NULL};

	cbor_open(&cbor, bytes);
	record_read(&reader, type, record);
	return cbor_at_end(&cbor);
}

enum status record_decode(const struct record_type *type, struct bytes bytes, struct arena *arena,
	void *record, struct err *err)
{
	struct cbor cbor;
	struct record_reader reader = {&cbor, arena, NULL};

	record_clear(type, record);
	if (!well_formed(bytes))
		return damaged(type, NULL, err);
	cbor_open(&cbor, bytes);
	record_read(&reader, type, record);
	if (cbor_at_end(&cbor))
		return STATUS_OK;
	record_clear(type, record); /* nothing half read is left standing */
	return damaged(type, reader.broken, err);
}
