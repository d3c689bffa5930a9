/* SPDX-License-Identifier: BSD-2-Clause */
/* Entries, payloads, seals and slots: what goes in comes out, and opens in no other place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "store/keys.h"
#include "store/payload.h"

static struct entry_header some_header(void)
{
	struct entry_header header = {.lamport = 7, .has_prev = true, .time = 1563240060,
				      .source = CLOCK_BY_HAND, .has_key = true, .batch = 3};
	memset(header.prev, 0xab, sizeof(header.prev));
	memcpy(header.key_id, "\1\2\3\4", KEY_ID_SIZE);
	return header;
}

static void test_entry_round_trip(void **state)
{
	(void)state;
	struct entry_header header = some_header();
	struct buf head = BUF_EMPTY, value = BUF_EMPTY;
	struct event_id event = {.writer = random_id(), .seq = 4};
	uint8_t key[ENTRY_KEY_SIZE], signature[SIGNATURE_SIZE] = {9};
	const uint8_t payload[] = "sealed";
	struct entry entry;

	memcpy(event.tag, "tagtagta", ENTRY_TAG_SIZE);
	entry_header_put(&head, &header);
	entry_put(&value, buf_bytes(&head), BYTES_OF(payload), signature);
	entry_key(key, &event);
	assert_true(entry_parse(&entry, BYTES_OF(key), buf_bytes(&value)));
	assert_int_equal(event_compare(&entry.id, &event), 0);
	assert_int_equal(entry.header.lamport, 7);
	assert_int_equal(entry.header.time, 1563240060);
	assert_int_equal(entry.header.source, CLOCK_BY_HAND);
	assert_int_equal(entry.header.batch, 3);
	assert_true(bytes_equal(entry.header_bytes, buf_bytes(&head)));
	assert_true(bytes_equal(entry.payload, BYTES_OF(payload)));
	assert_memory_equal(entry.signature, signature, SIGNATURE_SIZE);
	/* Every cut is refused. */
	for (size_t len = 0; len < value.len; len++)
		assert_false(entry_parse(&entry, BYTES_OF(key), (struct bytes){value.ptr, len}));
	buf_release(&head);
	buf_release(&value);
}

/* Salvage and recover write again what they read, also what was erased. */
static void test_a_copy_is_the_same(void **state)
{
	uint8_t signature[SIGNATURE_SIZE], sum[DIGEST_SIZE], key[ENTRY_KEY_SIZE];
	const struct entry_header header = {.lamport = 7, .time = 1552000000};
	const struct event_id id = {.seq = 3};
	const uint8_t payload[] = "sealed";
	struct buf head = BUF_EMPTY;

	(void)state;
	memset(signature, 9, sizeof(signature));
	payload_digest(sum, BYTES_OF(payload));
	entry_header_put(&head, &header);
	entry_key(key, &id);
	for (unsigned way = 0; way < 4; way++) {
		const bool erased = way & 1, is_signed = way & 2;
		struct buf value = BUF_EMPTY, copy = BUF_EMPTY;
		struct entry entry;

		if (erased) {
			cbor_put_array(&value, 3);
			buf_add(&value, head.ptr, head.len);
			cbor_put_array(&value, 1);
			cbor_put_bytes(&value, BYTES_OF(sum));
			if (is_signed)
				cbor_put_bytes(&value, BYTES_OF(signature));
			else
				cbor_put_null(&value);
		} else {
			entry_put(&value, buf_bytes(&head), BYTES_OF(payload), is_signed ? signature : NULL);
		}
		assert_true(entry_parse(&entry, BYTES_OF(key), buf_bytes(&value)));
		assert_int_equal(entry.erased, erased);
		entry_copy(&copy, &entry, entry.signature);
		assert_true(bytes_equal(buf_bytes(&copy), buf_bytes(&value)));
		buf_release(&value);
		buf_release(&copy);
	}
	buf_release(&head);
}

static void test_chain_binds_everything(void **state)
{
	(void)state;
	struct entry_header header = some_header();
	struct buf head = BUF_EMPTY;
	struct event_id event = {.writer = random_id(), .seq = 4};
	struct id programme = random_id();
	uint8_t body[DIGEST_SIZE] = {1}, first[DIGEST_SIZE], other[DIGEST_SIZE];

	entry_header_put(&head, &header);
	entry_chain(first, &programme, &event, &header, buf_bytes(&head), body);
	event.seq++;
	entry_chain(other, &programme, &event, &header, buf_bytes(&head), body);
	assert_memory_not_equal(first, other, DIGEST_SIZE);
	event.seq--;
	body[31] ^= 1;
	entry_chain(other, &programme, &event, &header, buf_bytes(&head), body);
	assert_memory_not_equal(first, other, DIGEST_SIZE);
	body[31] ^= 1;
	programme.byte[0] ^= 1;
	entry_chain(other, &programme, &event, &header, buf_bytes(&head), body);
	assert_memory_not_equal(first, other, DIGEST_SIZE);
	buf_release(&head);
}

static void test_payload_opens_only_in_its_place(void **state)
{
	(void)state;
	uint8_t key[SEAL_KEY_SIZE];
	struct id programme = random_id(), elsewhere = random_id();
	struct entry entry = {.id = {.writer = random_id(), .seq = 2}};
	struct buf sealed = BUF_EMPTY, plain = BUF_EMPTY;
	const uint8_t header[] = "header", text[] = "hadir";

	random_bytes(key, sizeof(key));
	seal_payload(&sealed, key, &programme, &entry.id, BYTES_OF(header), BYTES_OF(text));
	entry.header_bytes = BYTES_OF(header);
	entry.payload = buf_bytes(&sealed);
	assert_true(seal_open_payload(&plain, key, &programme, &entry));
	assert_true(bytes_equal(buf_bytes(&plain), BYTES_OF(text)));
	assert_false(seal_open_payload(&plain, key, &elsewhere, &entry));
	entry.id.seq = 3;
	assert_false(seal_open_payload(&plain, key, &programme, &entry));
	entry.id.seq = 2;
	entry.header_bytes.len--;
	assert_false(seal_open_payload(&plain, key, &programme, &entry));
	entry.header_bytes.len++;
	for (size_t i = 0; i < sealed.len; i++) {
		sealed.ptr[i] ^= 0x10;
		assert_false(seal_open_payload(&plain, key, &programme, &entry));
		sealed.ptr[i] ^= 0x10;
	}
	buf_release(&sealed);
	buf_release(&plain);
}

/* A slot opens with its passphrase and gives the keys that a box for its officer opens with. */
static void test_slot_and_box(void **state)
{
	(void)state;
	struct id programme = random_id(), officer = random_id();
	struct key_ring *ring = key_ring_new(), *again = key_ring_new();
	struct buf slot_value = BUF_EMPTY, box_value = BUF_EMPTY;
	uint8_t slot_at[SLOT_KEY_SIZE], box_at[BOX_KEY_SIZE];
	struct slot slot;
	struct err err;

	key_ring_draw_seed(ring);
	key_ring_draw(ring, &programme, NULL);
	assert_int_equal(slot_put(&slot_value, ring, &programme, &officer, "Rina S.", 1,
				  "tobi-rasa-kelu-mani", &err), STATUS_OK);
	box_put(&box_value, ring, &programme, &officer, ring->box_key);
	slot_key(slot_at, &officer);
	box_key(box_at, ring->key_id, &officer);
	assert_true(slot_parse(&slot, BYTES_OF(slot_at), buf_bytes(&slot_value)));
	assert_string_equal(slot.name, "Rina S.");
	assert_int_equal(slot_open(&slot, again, &programme, "salah-sandi-ini", &err), STATUS_DENIED);
	assert_int_equal(slot_open(&slot, again, &programme, "tobi-rasa-kelu-mani", &err), STATUS_OK);
	assert_int_equal(box_open(BYTES_OF(box_at), buf_bytes(&box_value), again, &programme, &err), STATUS_OK);
	assert_memory_equal(again->payload_key, ring->payload_key, SEAL_KEY_SIZE);
	assert_memory_equal(again->record_key, ring->record_key, 32);
	box_at[1] ^= 1; /* the box under another key's name */
	assert_int_equal(box_open(BYTES_OF(box_at), buf_bytes(&box_value), again, &programme, &err),
			 STATUS_DAMAGED);
	/* Argon2id's cost is bounded before memory is touched. */
	slot.memory_kib = SLOT_MEMORY_KIB_MAX + 1;
	assert_int_equal(slot_open(&slot, again, &programme, "x", &err), STATUS_DAMAGED);
	buf_release(&slot_value);
	buf_release(&box_value);
	key_ring_free(ring);
	key_ring_free(again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entry_round_trip),
		cmocka_unit_test(test_a_copy_is_the_same),
		cmocka_unit_test(test_chain_binds_everything),
		cmocka_unit_test(test_payload_opens_only_in_its_place),
		cmocka_unit_test(test_slot_and_box),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
