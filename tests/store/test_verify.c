/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a reader takes of a log: signed entries and what they follow from. A bad entry is a gap that
 * blocks nothing behind it, forks stand side by side, an unsigned tail waits (FORMAT F4, MERGE 1-6).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "store/verify.h"

static const struct id programme = {{1}};

struct record {
	uint8_t key[ENTRY_KEY_SIZE];
	struct buf value;
};

/* A log that is written by hand: no database, no key. */
struct log {
	struct record record[64];
	size_t count;
	struct key_ring *ring;
};

static void add(struct log *log, struct writer *writer, const struct entry_header *given, struct bytes payload,
		bool sign)
{
	struct entry_header header = *given;
	struct record *record = &log->record[log->count++];
	struct event_id event = {.writer = writer->id, .seq = writer->seq + 1};
	uint8_t hash[DIGEST_SIZE], signature[SIGNATURE_SIZE];
	struct buf bytes = BUF_EMPTY;

	header.has_prev = writer->seq > 0;
	memcpy(header.prev, writer->chain, DIGEST_SIZE);
	entry_header_put(&bytes, &header);
	payload_digest(hash, payload);
	entry_chain(writer->chain, &programme, &event, &header, buf_bytes(&bytes), hash);
	memcpy(event.tag, writer->chain, ENTRY_TAG_SIZE);
	sign_message(signature, writer->secret, "okoce entry 1", BYTES_OF(writer->chain));
	memset(&record->value, 0, sizeof(record->value));
	entry_put(&record->value, buf_bytes(&bytes), payload, sign ? signature : NULL);
	entry_key(record->key, &event);
	writer->seq = event.seq;
	writer->last = event;
	buf_release(&bytes);
}

static void add_change(struct log *log, struct writer *writer, uint64_t lamport, bool sign)
{
	struct entry_header header = {.lamport = lamport, .time = 1551661200};
	const uint8_t payload[] = {(uint8_t)lamport, (uint8_t)writer->seq};
	add(log, writer, &header, BYTES_OF(payload), sign);
}

static struct writer add_writer(struct log *log)
{
	struct writer writer;
	struct birth birth = {.programme = programme};
	struct entry_header header = {.lamport = 1, .time = 1551661200, .kind = ENTRY_BIRTH};
	struct buf payload = BUF_EMPTY;

	writer_draw(&writer, 1551661200);
	memcpy(birth.public_key, writer.public_key, SIGN_KEY_SIZE);
	memcpy(birth.officer_key, log->ring->sign_key, SIGN_KEY_SIZE);
	birth_put(&payload, &birth, log->ring);
	add(log, &writer, &header, buf_bytes(&payload), false);
	buf_release(&payload);
	return writer;
}

struct heard {
	uint64_t taken, seqs; /* seqs: a bit each */
	size_t found[8];
};

static void take(void *context, const struct entry *entry, const struct birth *birth,
		 const uint8_t chain[DIGEST_SIZE])
{
	struct heard *heard = context;

	assert_memory_equal(chain, entry->id.tag, ENTRY_TAG_SIZE);
	assert_true(id_equal(&birth->programme, &programme));
	heard->taken++;
	heard->seqs |= 1ULL << entry->id.seq;
}

static void find(void *context, enum verify_kind kind, const struct event_id *event)
{
	struct heard *heard = context;
	(void)event;
	heard->found[kind]++;
}

static int compare_records(const void *a, const void *b)
{
	return memcmp(((const struct record *)a)->key, ((const struct record *)b)->key, ENTRY_KEY_SIZE);
}

/* All are looked at before the first is added, and from the last to the first: nothing else is heard. */
static void hear_in_steps(struct log *log, const struct verify *before, const struct heard *expected)
{
	struct looked looked[sizeof(log->record) / sizeof(*log->record)];
	struct heard heard = {0};
	struct verify verify = {.programme = programme, .taken = take, .found = find, .context = &heard,
				.every_signature = before->every_signature};

	for (size_t i = log->count; i-- > 0;)
		verify_look(&looked[i], &programme, BYTES_OF(log->record[i].key),
			    buf_bytes(&log->record[i].value));
	for (size_t i = 0; i < log->count; i++)
		verify_add(&verify, &looked[i]);
	verify_end(&verify);
	assert_int_equal(verify.writers, before->writers);
	assert_int_equal(verify.held, before->held);
	assert_int_equal(verify.left_out, before->left_out);
	assert_memory_equal(&heard, expected, sizeof(heard));
}

/* As a database gives them: in the order of their keys. */
static struct heard hear(struct log *log, bool copies)
{
	struct heard heard = {0};
	struct verify verify = {.programme = programme, .taken = take, .found = find, .context = &heard,
				.copies = copies, .every_signature = copies};

	qsort(log->record, log->count, sizeof(*log->record), compare_records);
	for (size_t i = 0; i < log->count; i++)
		verify_entry(&verify, BYTES_OF(log->record[i].key), buf_bytes(&log->record[i].value));
	verify_end(&verify);
	hear_in_steps(log, &verify, &heard);
	assert_int_equal(verify.held, heard.taken);
	return heard;
}

static size_t findings(const struct heard *heard)
{
	size_t sum = 0;
	for (size_t i = 0; i < 8; i++)
		sum += heard->found[i];
	return sum;
}

static int open_log(void **state)
{
	struct log *log = calloc(1, sizeof(*log));
	log->ring = key_ring_new();
	key_ring_draw_seed(log->ring);
	*state = log;
	return 0;
}

static int close_log(void **state)
{
	struct log *log = *state;
	for (size_t i = 0; i < log->count; i++)
		buf_release(&log->record[i].value);
	key_ring_free(log->ring);
	free(log);
	return 0;
}

static struct writer add_ten(struct log *log)
{
	struct writer writer = add_writer(log);
	for (uint64_t lamport = 2; lamport <= 10; lamport++)
		add_change(log, &writer, lamport, lamport % 3 == 1);
	return writer;
}

static void remove_seq(struct log *log, uint32_t seq)
{
	for (size_t i = 0; i < log->count; i++) {
		if (get_be32(log->record[i].key + 1 + ID_SIZE) != seq)
			continue;
		buf_release(&log->record[i].value);
		log->record[i] = log->record[--log->count];
		return;
	}
	fail();
}

static void test_nothing(void **state)
{
	struct heard heard = hear(*state, false);
	assert_int_equal(heard.taken + findings(&heard), 0);
}

static void test_whole(void **state)
{
	struct log *log = *state;
	add_ten(log);
	add_ten(log);
	struct heard heard = hear(log, false), copied = hear(log, true);
	assert_int_equal(heard.taken, 20);
	assert_int_equal(copied.taken, 20);
	assert_int_equal(findings(&heard) + findings(&copied), 0);
}

static void test_an_unsigned_tail_waits(void **state)
{
	struct log *log = *state;
	struct writer writer = add_ten(log);
	add_change(log, &writer, 11, false);
	add_change(log, &writer, 12, false);
	struct heard heard = hear(log, false);
	assert_int_equal(heard.taken, 10);
	assert_int_equal(heard.found[VERIFY_UNSIGNED], 2);
}

static void test_a_missing_entry_blocks_nothing(void **state)
{
	struct log *log = *state;
	add_ten(log);
	remove_seq(log, 5);
	struct heard heard = hear(log, false);
	assert_int_equal(heard.taken, 9);
	assert_int_equal(heard.found[VERIFY_GAP], 1);
}

static void test_a_signed_entry_is_missing(void **state)
{
	struct log *log = *state;
	add_ten(log);
	remove_seq(log, 7); /* nothing vouches for 5 and 6 now */
	struct heard heard = hear(log, false);
	assert_int_equal(heard.seqs & (1U << 5 | 1U << 6), 0);
	assert_int_equal(heard.taken, 7);
	assert_int_equal(heard.found[VERIFY_UNSIGNED], 2);
}

static void test_without_its_birth_a_writer_is_nobody(void **state)
{
	struct log *log = *state;
	add_ten(log);
	remove_seq(log, 1);
	struct heard heard = hear(log, false);
	assert_int_equal(heard.taken, 0);
	assert_int_equal(heard.found[VERIFY_NO_BIRTH], 9);
}

static void test_every_changed_byte_is_found(void **state)
{
	struct log *log = *state;
	add_ten(log);
	for (size_t i = 0; i < log->count; i++) {
		for (size_t at = 0; at < log->record[i].value.len; at++) {
			log->record[i].value.ptr[at] ^= 0x10;
			struct heard heard = hear(log, true);
			assert_true(findings(&heard) > 0);
			log->record[i].value.ptr[at] ^= 0x10;
		}
	}
}

static void test_forks_stand_side_by_side(void **state)
{
	struct log *log = *state;
	struct writer writer = add_ten(log), twin = writer;

	add_change(log, &writer, 11, true);
	add_change(log, &writer, 12, true);
	add_change(log, &twin, 13, true); /* a clone of the running laptop goes its own way */
	add_change(log, &twin, 14, true);
	struct heard heard = hear(log, false);
	assert_int_equal(heard.taken, 14);
	assert_int_equal(heard.found[VERIFY_FORK], 2);
	assert_int_equal(findings(&heard), 2);
}

static void test_another_key_signs_nothing(void **state)
{
	struct log *log = *state;
	struct writer writer = add_ten(log), stranger;

	writer_draw(&stranger, 0);
	memcpy(writer.secret, stranger.secret, sizeof(writer.secret));
	add_change(log, &writer, 11, true);
	struct heard heard = hear(log, false);
	assert_int_equal(heard.taken, 10);
	assert_int_equal(heard.found[VERIFY_SIGNATURE], 1);
	assert_int_equal(heard.found[VERIFY_UNSIGNED], 1);
}

static void test_a_counter_that_falls_is_told_and_taken(void **state)
{
	struct log *log = *state;
	struct writer writer = add_ten(log);
	add_change(log, &writer, 3, true);
	struct heard heard = hear(log, false);
	assert_int_equal(heard.taken, 11);
	assert_int_equal(heard.found[VERIFY_COUNTER], 1);
}

static void test_rubbish(void **state)
{
	struct log *log = *state;
	struct verify verify = {.programme = programme};
	static const uint8_t key[ENTRY_KEY_SIZE] = {'L'};
	add_ten(log);
	verify_entry(&verify, BYTES_NONE, BYTES_NONE);
	verify_entry(&verify, BYTES_OF(key), BYTES_NONE);
	verify_entry(&verify, BYTES_OF(log->record[0].key), BYTES_NONE);
	verify_entry(&verify, BYTES_OF(log->record[0].key), BYTES_OF(key));
	verify_end(&verify);
	assert_int_equal(verify.held, 0);
	assert_int_equal(verify.left_out, 4);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_log, close_log)
	const struct CMUnitTest tests[] = {
		TEST(test_nothing),
		TEST(test_whole),
		TEST(test_an_unsigned_tail_waits),
		TEST(test_a_missing_entry_blocks_nothing),
		TEST(test_a_signed_entry_is_missing),
		TEST(test_without_its_birth_a_writer_is_nobody),
		TEST(test_every_changed_byte_is_found),
		TEST(test_forks_stand_side_by_side),
		TEST(test_another_key_signs_nothing),
		TEST(test_a_counter_that_falls_is_told_and_taken),
		TEST(test_rubbish),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
