/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What stands in the log, from any bytes; the first says what they are taken for: CBOR, a register
 * key, an entry, a payload, or one of the records. What is taken is written again as the same bytes,
 * for a value has one encoding, and is shown as one line of safe text.
 */
#include "store/payload.h"
#include "model/record.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void require(bool truth)
{
	if (!truth)
		abort();
}

static bool equal(struct bytes a, struct bytes b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Releases it. */
static void require_line(struct buf *text)
{
	const char *line = buf_text(text);

	require(text_is_utf8(line, text->len) && strlen(line) == text->len);
	for (; *line; line++)
		require((uint8_t)*line >= ' ' && *line != 0x7f);
	buf_release(text);
}

static void try_cbor(struct bytes bytes)
{
	struct buf line = BUF_EMPTY;
	struct cbor cbor;

	cbor_open(&cbor, bytes);
	enum cbor_type type = cbor_peek(&cbor);
	struct bytes item = cbor_skip(&cbor);
	require(cbor_ok(&cbor) || item.len == 0);
	if (!cbor_ok(&cbor))
		return;
	require(type != CBOR_NONE && item.ptr == bytes.ptr && item.len <= bytes.len);
	/* Nothing of what stands behind it enters it. */
	cbor_open(&cbor, item);
	require(equal(cbor_skip(&cbor), item) && cbor_at_end(&cbor));
	cbor_diagnose(&line, item);
	require_line(&line);
}

static void try_register(struct bytes bytes)
{
	struct register_parts parts;
	struct buf line = BUF_EMPTY;
	struct id person;

	register_print(&line, bytes);
	require_line(&line);
	if (!register_parse(bytes, &parts)) {
		require(!register_person_of(bytes, &person));
		return;
	}
	require(bytes.len <= REGISTER_KEY_MAX);
	struct register_key copy = register_copy(bytes);
	require(equal(register_bytes(&copy), bytes));
	if (parts.known && parts.kind == REGISTER_CONF)
		copy = register_conf(parts.text);
	else if (parts.known && parts.kind == REGISTER_ENROLMENT)
		copy = register_enrolment(parts.text, &parts.id);
	require(equal(register_bytes(&copy), bytes));
}

static void try_entry(struct bytes bytes)
{
	struct bytes key = {bytes.ptr, bytes.len < ENTRY_KEY_SIZE ? bytes.len : ENTRY_KEY_SIZE};
	struct bytes value = {bytes.ptr + key.len, bytes.len - key.len};
	uint8_t name[ENTRY_KEY_SIZE];
	struct buf again = BUF_EMPTY;
	struct entry entry;

	if (!entry_parse(&entry, key, value))
		return;
	entry_key(name, &entry.id);
	require(equal((struct bytes){name, sizeof(name)}, key));
	entry_copy(&again, &entry, entry.signature);
	require(equal(buf_bytes(&again), value));
	buf_release(&again);
}

static void try_operation(struct bytes plain, const struct operation *operation)
{
	struct operation found;
	struct cbor values;
	struct bytes last = {NULL, 0};

	require(payload_find(plain, operation->key, &found));
	require(found.value_count == operation->value_count);
	operation_values(operation, &values);
	for (size_t i = 0; i < operation->value_count; i++)
		last = cbor_skip(&values);
	require(cbor_ok(&values) && equal(operation_shown(operation), last));
	for (size_t i = 0; i < operation->superseded_count; i++) {
		struct event_id event = operation_superseded(operation, i);

		require(event_compare(&event, &event) == 0);
	}
}

static void try_payload(struct bytes bytes)
{
	struct payload_reader reader;
	struct operation operation;
	static struct payload payload;
	size_t count = 0;

	if (!payload_read(&payload, bytes))
		return;
	require(payload.count <= PAYLOAD_OPERATIONS_MAX && payload_open(&reader, bytes));
	while (payload_next(&reader, &operation)) {
		require(equal(operation.key, payload.operation[count].key));
		try_operation(bytes, &operation);
		count++;
	}
	require(payload_whole(&reader) && count == payload.count);
}

static void try_record(const struct record_type *type, struct bytes bytes)
{
	void *record = memory_alloc(type->size);
	struct arena arena = {0};
	struct buf again = BUF_EMPTY, line = BUF_EMPTY;

	if (record_decode(type, bytes, &arena, record, NULL) == STATUS_OK) {
		/* Text that breaks F11 is read and not written. */
		if (record_encode(type, record, &again, NULL) == STATUS_OK)
			require(equal(buf_bytes(&again), bytes));
		else
			require(again.len == 0);
		record_print(type, record, &line, NULL, NULL);
		require_line(&line);
	}
	buf_release(&again);
	arena_release(&arena);
	free(record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct record_type *const types[] = {&person_identity_type,
		&person_contact_type, &person_address_type, &person_business_type, &commodity_type,
		&kecamatan_type, &calendar_type, &plan_year_type, &settings_type,
		&session_plan_type, &session_schedule_type, &session_status_type};
	static void (*const tries[])(struct bytes bytes) = {
		try_cbor, try_register, try_entry, try_payload};
	const size_t others = sizeof(tries) / sizeof(*tries);
	size_t kind = size > 0 ? data[0] % (others + sizeof(types) / sizeof(*types)) : 0;
	struct bytes bytes = {data + (size > 0), size - (size > 0)};

	if (kind < others)
		tries[kind](bytes);
	else
		try_record(types[kind - others], bytes);
	return 0;
}
