/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Nothing sealed for one use, key, place, file or programme opens in another: each pair is swapped.
 * The passphrase's sentences tell a wrong one from a damaged key (FORMAT F1, F5).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "store/keys.h"

static const struct id programme = {{1}}, other_programme = {{2}}, officer = {{3}}, other_officer = {{4}};

static struct key_ring *ring_of(const struct id *of)
{
	struct key_ring *ring = key_ring_new();

	key_ring_draw_seed(ring);
	key_ring_draw(ring, of, NULL);
	return ring;
}

/* --- Payloads ----------------------------------------------------------------------------------- */

struct place {
	uint8_t key[SEAL_KEY_SIZE];
	struct id programme;
	struct event_id event;
	uint8_t header[3];
};

static bool opens(const struct place *sealed_in, const struct place *opened_in)
{
	struct buf sealed = BUF_EMPTY, plain = BUF_EMPTY;
	struct entry entry = {.id = opened_in->event, .header_bytes = BYTES_OF(opened_in->header)};

	seal_payload(&sealed, sealed_in->key, &sealed_in->programme, &sealed_in->event,
		     BYTES_OF(sealed_in->header), (struct bytes){(const uint8_t *)"hadir", 5});
	entry.payload = buf_bytes(&sealed);
	bool opened = seal_open_payload(&plain, opened_in->key, &opened_in->programme, &entry);
	assert_true(!opened || strcmp(buf_text(&plain), "hadir") == 0);
	buf_release(&sealed);
	buf_release(&plain);
	return opened;
}

static void test_a_payload_opens_in_its_place_alone(void **state)
{
	(void)state;
	const struct place here = {.key = {9}, .programme = {{1}},
				   .event = {.writer = {{5}}, .seq = 7}, .header = {0xa1, 1, 2}};
	struct place there;

	assert_true(opens(&here, &here));
	there = here;
	there.key[31] ^= 1;
	assert_false(opens(&here, &there));
	there = here;
	there.programme = other_programme;
	assert_false(opens(&here, &there));
	there = here;
	there.event.writer.byte[15] ^= 1;
	assert_false(opens(&here, &there));
	there = here;
	there.event.seq++;
	assert_false(opens(&here, &there));
	there = here;
	there.header[2]++;
	assert_false(opens(&here, &there));
	/* The tag follows from the chain, which follows from the sealed bytes: it cannot be bound. */
	there = here;
	there.event.tag[0]++;
	assert_true(opens(&here, &there));
}

static void test_a_use_does_not_open_another(void **state)
{
	(void)state;
	static const char *const labels[] = {"okoce log 1", "okoce slot 1", "okoce draft 1"};
	const uint8_t key[SEAL_KEY_SIZE] = {1};
	const struct bytes bound = id_bytes(&programme), plain = {(const uint8_t *)"", 0};

	for (size_t i = 0; i < 3; i++) {
		struct buf sealed = BUF_EMPTY, opened = BUF_EMPTY;

		seal(&sealed, key, labels[i], &bound, 1, plain);
		assert_int_equal(sealed.len, SEAL_OVERHEAD);
		for (size_t j = 0; j < 3; j++)
			assert_int_equal(seal_open(&opened, key, labels[j], &bound, 1, buf_bytes(&sealed)), i == j);
		for (size_t at = 0; at < sealed.len; at++) {
			sealed.ptr[at] ^= 0x80;
			assert_false(seal_open(&opened, key, labels[i], &bound, 1, buf_bytes(&sealed)));
			sealed.ptr[at] ^= 0x80;
			assert_false(seal_open(&opened, key, labels[i], &bound, 1, (struct bytes){sealed.ptr, at}));
		}
		buf_release(&sealed);
		buf_release(&opened);
	}
}

static void test_two_seals_differ(void **state)
{
	(void)state;
	const uint8_t key[SEAL_KEY_SIZE] = {1};
	struct buf a = BUF_EMPTY, b = BUF_EMPTY;

	seal(&a, key, "okoce log 1", NULL, 0, BYTES_OF(key));
	seal(&b, key, "okoce log 1", NULL, 0, BYTES_OF(key));
	assert_memory_not_equal(a.ptr, b.ptr, a.len);
	assert_memory_not_equal(a.ptr, b.ptr, 24);
	buf_release(&a);
	buf_release(&b);
}

/* --- Slots ---------------------------------------------------------------------------------------- */

static enum status open_slot(struct buf *value, const struct id *of_officer, const struct id *of_programme,
			     const char *passphrase, struct key_ring *into)
{
	uint8_t key[SLOT_KEY_SIZE];
	struct slot slot;

	slot_key(key, of_officer);
	if (!slot_parse(&slot, BYTES_OF(key), buf_bytes(value)))
		return STATUS_INVALID;
	return slot_open(&slot, into, of_programme, passphrase, NULL);
}

static void test_a_slot(void **state)
{
	(void)state;
	struct key_ring *ring = ring_of(&programme), *read = key_ring_new();
	struct buf value = BUF_EMPTY;

	assert_int_equal(slot_put(&value, ring, &programme, &officer, "Rina S.", 1, "rahasia sekali", NULL), STATUS_OK);
	assert_int_equal(open_slot(&value, &officer, &programme, "rahasia  sekali ", read), STATUS_OK);
	assert_memory_equal(ring->seed, read->seed, 32);
	assert_memory_equal(ring->sign_secret, read->sign_secret, SIGN_SECRET_SIZE);
	assert_memory_equal(ring->box_secret, read->box_secret, 32);
	assert_int_equal(open_slot(&value, &officer, &programme, "rahasia sekalI", read), STATUS_DENIED);
	assert_int_equal(open_slot(&value, &officer, &programme, NULL, read), STATUS_DENIED);
	assert_int_equal(open_slot(&value, &officer, &other_programme, "rahasia sekali", read), STATUS_DENIED);
	assert_int_equal(open_slot(&value, &other_officer, &programme, "rahasia sekali", read), STATUS_INVALID);
	for (size_t at = 0; at < value.len; at++) { /* damage is not called a wrong passphrase */
		value.ptr[at] ^= 1;
		assert_int_equal(open_slot(&value, &officer, &programme, "rahasia sekali", read), STATUS_INVALID);
		value.ptr[at] ^= 1;
	}
	buf_release(&value);
	key_ring_free(ring);
	key_ring_free(read);
}

static void test_an_open_slot(void **state)
{
	(void)state;
	struct key_ring *ring = ring_of(&programme), *read = key_ring_new();
	struct buf value = BUF_EMPTY;

	assert_int_equal(slot_put(&value, ring, &programme, &officer, "Demo", 1, NULL, NULL), STATUS_OK);
	assert_int_equal(open_slot(&value, &officer, &programme, NULL, read), STATUS_OK);
	assert_memory_equal(ring->seed, read->seed, 32);
	assert_int_equal(open_slot(&value, &officer, &other_programme, NULL, read), STATUS_DAMAGED);
	buf_release(&value);
	key_ring_free(ring);
	key_ring_free(read);
}

static void test_names_that_no_slot_takes(void **state)
{
	(void)state;
	struct key_ring *ring = ring_of(&programme);
	struct buf value = BUF_EMPTY;
	char long_name[SLOT_NAME_MAX + 1];

	memset(long_name, 'a', sizeof(long_name));
	long_name[SLOT_NAME_MAX] = '\0';
	assert_int_equal(slot_put(&value, ring, &programme, &officer, "", 1, NULL, NULL), STATUS_INVALID);
	assert_int_equal(slot_put(&value, ring, &programme, &officer, long_name, 1, NULL, NULL), STATUS_INVALID);
	assert_int_equal(slot_put(&value, ring, &programme, &officer, "a\033[2J", 1, NULL, NULL), STATUS_INVALID);
	assert_int_equal(value.len, 0);
	key_ring_free(ring);
}

/* A file may ask for any memory and any number of passes: it is refused before any is spent. */
static void test_parameters_outside_the_limits(void **state)
{
	(void)state;
	struct key_ring *ring = key_ring_new();
	static const struct { uint32_t memory_kib, passes; } wrong[] = {
		{SLOT_MEMORY_KIB_MIN - 1, 3}, {SLOT_MEMORY_KIB_MAX + 1, 3}, {UINT32_MAX, 3},
		{SLOT_MEMORY_KIB, SLOT_PASSES_MIN - 1}, {SLOT_MEMORY_KIB, SLOT_PASSES_MAX + 1}, {0, 0},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct slot slot = {.memory_kib = wrong[i].memory_kib, .passes = wrong[i].passes, .name = "Rina"};
		assert_int_equal(slot_open(&slot, ring, &programme, "rahasia sekali", NULL), STATUS_DAMAGED);
	}
	key_ring_free(ring);
}

/* --- Boxes ------------------------------------------------------------------------------------------ */

static void test_a_box(void **state)
{
	(void)state;
	struct key_ring *ring = ring_of(&programme), *stranger = ring_of(&programme), *read = key_ring_new();
	uint8_t key[BOX_KEY_SIZE];
	struct buf value = BUF_EMPTY;

	box_put(&value, ring, &programme, &officer, ring->box_key);
	box_key(key, ring->key_id, &officer);
	memcpy(read, ring, sizeof(*read));
	memset(read->log_key, 0, sizeof(read->log_key));
	read->known_count = 0;
	assert_int_equal(box_open(BYTES_OF(key), buf_bytes(&value), read, &programme, NULL), STATUS_OK);
	assert_memory_equal(read->log_key, ring->log_key, 32);
	assert_memory_equal(read->payload_key, ring->payload_key, 32);
	assert_memory_equal(read->record_key, ring->record_key, 32);
	assert_int_equal(box_open(BYTES_OF(key), buf_bytes(&value), stranger, &programme, NULL), STATUS_DAMAGED);
	assert_int_equal(box_open(BYTES_OF(key), buf_bytes(&value), read, &other_programme, NULL), STATUS_DAMAGED);
	box_key(key, ring->key_id, &other_officer);
	assert_int_equal(box_open(BYTES_OF(key), buf_bytes(&value), read, &programme, NULL), STATUS_DAMAGED);
	key[1] ^= 1;
	assert_int_equal(box_open(BYTES_OF(key), buf_bytes(&value), read, &programme, NULL), STATUS_DAMAGED);
	buf_release(&value);
	key_ring_free(ring);
	key_ring_free(stranger);
	key_ring_free(read);
}

static void test_subkeys_differ(void **state)
{
	(void)state;
	struct key_ring *ring = ring_of(&programme);
	const uint8_t *keys[] = {ring->seed, ring->log_key, ring->payload_key, ring->ids_secret,
				 ring->record_key, ring->tag_key, ring->sign_key, ring->box_key, ring->box_secret};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(keys[i], keys[j], 32);
	key_ring_free(ring);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_payload_opens_in_its_place_alone),
		cmocka_unit_test(test_a_use_does_not_open_another),
		cmocka_unit_test(test_two_seals_differ),
		cmocka_unit_test(test_a_slot),
		cmocka_unit_test(test_an_open_slot),
		cmocka_unit_test(test_names_that_no_slot_takes),
		cmocka_unit_test(test_parameters_outside_the_limits),
		cmocka_unit_test(test_a_box),
		cmocka_unit_test(test_subkeys_differ),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
