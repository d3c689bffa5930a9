/* SPDX-License-Identifier: BSD-2-Clause */
/* Who may decide what: by what the entries say, whatever order they came in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "store/authority.h"

enum { RINA = 1, BUDI, SITI, ENVELOPE };

#define SAID_MAX 16

/* What the officers of a history say, each with a counter one greater than the one before. */
struct history {
	struct authored by[SAID_MAX];
	struct buf plain[SAID_MAX];
	size_t count;
};

static struct id id_of(unsigned officer)
{
	struct id id = {{0}};

	id.byte[0] = (uint8_t)officer;
	return id;
}

static struct authored by(unsigned officer, uint64_t lamport)
{
	struct authored by = {.lamport = lamport, .officer = id_of(officer)};

	by.event.writer = id_of(officer);
	by.event.seq = (uint32_t)lamport;
	memset(by.officer_key, (int)officer, SIGN_KEY_SIZE);
	return by;
}

static void put(struct history *history, unsigned officer, struct register_key key,
		const struct record_type *type, const void *record)
{
	struct buf value = BUF_EMPTY;
	const size_t at = history->count++;
	struct bytes bytes;

	history->by[at] = by(officer, at + 1);
	if (record)
		assert_int_equal(record_encode(type, record, &value, NULL), STATUS_OK);
	bytes = buf_bytes(&value);
	operation_put(&history->plain[at], register_bytes(&key), &bytes, record != NULL, NULL, 0);
	buf_release(&value);
}

static void says(struct history *history, unsigned officer, unsigned of, enum role role, uint32_t generation,
		 bool removed)
{
	const struct id id = id_of(of);
	uint8_t key[SIGN_KEY_SIZE], slot[DIGEST_SIZE];
	struct officer record;

	memset(key, (int)of, sizeof(key));
	memset(slot, (int)generation, sizeof(slot));
	record_clear(&officer_type, &record);
	record.name = "Budi";
	record.role = role;
	record.sign_key = BYTES_OF(key);
	record.box_key = BYTES_OF(key);
	record.slot_digest = BYTES_OF(slot);
	record.slot_generation = generation;
	record.removed = removed;
	put(history, officer, register_officer(&id), &officer_type, &record);
}

static void says_key(struct history *history, unsigned officer, uint8_t number)
{
	uint8_t digest[DIGEST_SIZE];
	struct key_record record;

	memset(digest, number, sizeof(digest));
	record_clear(&key_record_type, &record);
	record.digest = BYTES_OF(digest);
	put(history, officer, register_of_key((struct bytes){digest, KEY_ID_SIZE}), &key_record_type, &record);
}

/* Each once, beginning with `first`, and going on in steps. */
static void learn(struct authority *authority, const struct history *history, size_t first, size_t step)
{
	memset(authority, 0, sizeof(*authority));
	memset(authority->founder_key, RINA, SIGN_KEY_SIZE);
	for (size_t i = 0; i < history->count; i++) {
		const size_t at = (first + i * step) % history->count;
		struct operation operation;
		struct payload_reader reader;
		struct buf plain = BUF_EMPTY;

		payload_put(&plain, buf_bytes(&history->plain[at]), 1);
		assert_true(payload_open(&reader, buf_bytes(&plain)));
		assert_true(payload_next(&reader, &operation));
		authority_add(authority, &history->by[at], &operation);
		buf_release(&plain);
	}
	authority_fold(authority);
}

static void forget(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		buf_release(&history->plain[i]);
	history->count = 0;
}

static bool supervises(const struct authority *authority, unsigned officer)
{
	const struct authored who = by(officer, 0);

	return authority_is_supervisor(authority, &who.officer, who.officer_key);
}

static bool plan_counts(const struct authority *authority, unsigned officer, uint64_t lamport)
{
	const struct register_key key = register_session("2019-KT-KBG-2", SESSION_PLAN);
	const struct authored who = by(officer, lamport);
	struct register_parts parts;

	assert_true(register_parse(register_bytes(&key), &parts));
	return authority_counts(authority, &who, register_bytes(&key), &parts);
}

static const struct officer_state *state(const struct authority *authority, unsigned officer)
{
	const struct id id = id_of(officer);

	return authority_officer(authority, &id);
}

static void test_nothing_said(void **unused)
{
	(void)unused;
	struct history history = {.count = 0};
	struct authority authority;

	learn(&authority, &history, 0, 1);
	assert_true(supervises(&authority, RINA)); /* the founder, before the file has an entry */
	assert_false(supervises(&authority, BUDI));
	assert_false(plan_counts(&authority, BUDI, 5));
	authority_release(&authority);
}

static void test_only_a_supervisor_says_who_is_one(void **unused)
{
	(void)unused;
	struct history history = {.count = 0};
	struct authority authority;

	says(&history, RINA, RINA, ROLE_SUPERVISOR, 1, false);
	says(&history, RINA, BUDI, ROLE_OFFICER, 1, false);
	says(&history, BUDI, BUDI, ROLE_SUPERVISOR, 2, false); /* 3: of oneself only the slot counts */
	says(&history, BUDI, SITI, ROLE_SUPERVISOR, 1, false);
	says(&history, BUDI, RINA, ROLE_SUPERVISOR, 9, true);
	says_key(&history, BUDI, 9);
	for (size_t first = 0; first < history.count; first++) {
		learn(&authority, &history, first, 5);
		assert_true(supervises(&authority, RINA));
		assert_false(supervises(&authority, BUDI));
		assert_int_equal(state(&authority, BUDI)->generation, 2);
		assert_true(state(&authority, BUDI)->own_slot);
		assert_false(state(&authority, RINA)->removed);
		assert_null(state(&authority, SITI));
		assert_int_equal(authority.key_count, 0);
		assert_true(plan_counts(&authority, RINA, 7));
		assert_false(plan_counts(&authority, BUDI, 7));
		authority_release(&authority);
	}
	forget(&history);
}

static void test_what_was_a_supervisors_stays_so(void **unused)
{
	(void)unused;
	struct history history = {.count = 0};
	struct authority authority;

	says(&history, RINA, RINA, ROLE_SUPERVISOR, 1, false);
	says(&history, RINA, BUDI, ROLE_SUPERVISOR, 1, false);
	says(&history, BUDI, SITI, ROLE_OFFICER, 1, false);
	says(&history, RINA, BUDI, ROLE_SUPERVISOR, 1, true); /* 4 */
	says(&history, BUDI, ENVELOPE, ROLE_SUPERVISOR, 1, false);
	says_key(&history, RINA, 7);
	for (size_t first = 0; first < history.count; first++) {
		learn(&authority, &history, first, 5);
		assert_non_null(state(&authority, SITI));
		assert_null(state(&authority, ENVELOPE));
		assert_true(plan_counts(&authority, BUDI, 3));
		assert_false(plan_counts(&authority, BUDI, 5));
		assert_int_equal(authority.key_count, 1);
		authority_release(&authority);
	}
	forget(&history);
}

/* MERGE 22: two laptops that had not heard of each other. */
static void test_two_supervisors_remove_each_other(void **unused)
{
	(void)unused;
	struct history history = {.count = 0};
	struct authority authority;

	says(&history, RINA, RINA, ROLE_SUPERVISOR, 1, false);
	says(&history, RINA, BUDI, ROLE_SUPERVISOR, 1, false);
	says(&history, RINA, BUDI, ROLE_SUPERVISOR, 1, true);
	says(&history, BUDI, RINA, ROLE_SUPERVISOR, 1, true);
	says(&history, RINA, RINA, ROLE_SUPERVISOR, 1, true); /* and the last one goes by mistake */
	learn(&authority, &history, 0, 1);
	assert_true(supervises(&authority, RINA));
	assert_false(supervises(&authority, BUDI));
	authority_release(&authority);
	forget(&history);
}

static void test_an_older_passphrase_does_not_come_back(void **unused)
{
	(void)unused;
	struct history history = {.count = 0};
	struct authority authority;

	says(&history, RINA, RINA, ROLE_SUPERVISOR, 1, false);
	says(&history, RINA, BUDI, ROLE_OFFICER, 1, false);
	says(&history, BUDI, BUDI, ROLE_OFFICER, 3, false);
	says(&history, RINA, BUDI, ROLE_SUPERVISOR, 1, false); /* who had not heard of it, gives a role */
	learn(&authority, &history, 0, 1);
	assert_int_equal(state(&authority, BUDI)->generation, 3);
	assert_int_equal(state(&authority, BUDI)->slot_digest[0], 3);
	assert_true(supervises(&authority, BUDI));
	authority_release(&authority);
	forget(&history);
}

static void test_it_is_kept(void **unused)
{
	(void)unused;
	struct history history = {.count = 0};
	struct authority authority, again = {.said_count = 0};
	struct buf kept = BUF_EMPTY;

	says(&history, RINA, RINA, ROLE_SUPERVISOR, 1, false);
	says(&history, RINA, BUDI, ROLE_SUPERVISOR, 1, false);
	says_key(&history, BUDI, 4);
	learn(&authority, &history, 1, 2);
	authority_put(&kept, &authority);
	memset(again.founder_key, RINA, SIGN_KEY_SIZE);
	assert_true(authority_get(&again, buf_bytes(&kept)));
	assert_true(supervises(&again, BUDI));
	assert_int_equal(again.key_count, 1);
	assert_true(authority_knows(&again, &state(&again, BUDI)->id, state(&again, BUDI)->sign_key));
	assert_false(authority_get(&again, (struct bytes){kept.ptr, kept.len - 1}));
	buf_release(&kept);
	authority_release(&authority);
	authority_release(&again);
	forget(&history);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_said),
		cmocka_unit_test(test_only_a_supervisor_says_who_is_one),
		cmocka_unit_test(test_what_was_a_supervisors_stays_so),
		cmocka_unit_test(test_two_supervisors_remove_each_other),
		cmocka_unit_test(test_an_older_passphrase_does_not_come_back),
		cmocka_unit_test(test_it_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
