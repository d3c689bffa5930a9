/* SPDX-License-Identifier: BSD-2-Clause */
/* A long action that is written beside who gathers it is what the same entries would be one after the
 * other, on one processor or several. */
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/random.h"
#include "model/record.h"
#include "store/line.h"
#include "store/try_store.h"

#define MANY (2 * TRANSACTION_ENTRIES_MAX + DRAFTS_A_JOB + 1)

static struct err err;

static struct transaction *begin(struct store *store)
{
	struct transaction *transaction;

	err = (struct err){STATUS_OK, ""};
	if (transaction_begin_long(store, &transaction, &err))
		fail_msg("%s", err.text);
	return transaction;
}

static enum status put(struct transaction *transaction, unsigned person)
{
	const struct id id = try_person(person);
	const struct register_key key = try_key(&id);
	struct attendance attendance;
	enum status status = transaction_room(transaction, &err);

	record_clear(&attendance_type, &attendance);
	attendance.status = 1 + person % 2;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
	return status;
}

static void assert_shown(struct store *store, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const struct id id = try_person(i);

		assert_int_equal(try_status(store, &id), 1 + i % 2);
	}
	const struct id next = try_person(count);
	assert_int_equal(try_status(store, &next), 0);
}

/* Entries without a birth, each with one operation, in the order given, of one action; how many are
 * signed. */
struct heard {
	uint64_t count, births, signatures;
	struct action_id action;
};

static bool hear(void *context, const struct story *story)
{
	struct heard *heard = context;
	const struct entry *entry = story->entry;
	struct payload payload;

	heard->signatures += entry->signature != NULL;
	if (heard->action.first == 0)
		return true;
	if (entry->header.kind == ENTRY_BIRTH) {
		heard->births++;
		return true;
	}
	if (!id_equal(&entry->id.writer, &heard->action.writer) || entry->id.seq < heard->action.first)
		return true; /* of the programme's beginning */
	const struct id person = try_person((unsigned)heard->count);
	const struct register_key key = try_key(&person);
	assert_true(story->opened);
	assert_true(payload_read(&payload, story->plain));
	assert_int_equal(payload.count, 1);
	assert_true(bytes_equal(payload.operation[0].key, register_bytes(&key)));
	assert_int_equal(entry->id.seq, heard->action.first + heard->count);
	heard->count++;
	return true;
}

static struct heard listen(struct store *store, const struct action_id *action)
{
	struct heard heard = {.action = *action};

	if (store_history(store, hear, &heard, &err))
		fail_msg("%s", err.text);
	return heard;
}

static void write_many(unsigned count, unsigned transactions)
{
	const char *path = try_path("many.okoce");
	unlink(path);
	struct store *store = try_create(path, NULL);
	const struct action_id none = {.first = 0};
	const struct heard before = listen(store, &none);
	struct transaction *transaction = begin(store);
	struct action_id done;

	for (unsigned i = 0; i < count; i++)
		assert_int_equal(put(transaction, i), STATUS_OK);
	if (count < TRANSACTION_ENTRIES_MAX)
		assert_shown(store, 0);
	assert_int_equal(transaction_commit(transaction, &done, &err), STATUS_OK);
	assert_shown(store, count);
	const struct heard heard = listen(store, &done);
	assert_int_equal(heard.count, count);
	assert_int_equal(heard.signatures - before.signatures, transactions);
	store_close(store);
	/* Verified and read anew, it is the same. */
	store = try_open(path, NULL);
	assert_shown(store, count);
	if (count > 0) {
		assert_int_equal(store_undo(store, &done, NULL, &err), STATUS_OK);
		assert_shown(store, 0);
	}
	store_close(store);
}

static void test_any_number_of_entries(void **state)
{
	(void)state;
	write_many(0, 0);
	write_many(1, 1);
	write_many(2, 1);
	write_many(DRAFTS_A_JOB, 1);
	write_many(DRAFTS_A_JOB + 1, 1);
	write_many(2 * DRAFTS_A_JOB, 1);
	write_many(2 * DRAFTS_A_JOB + 1, 1);
	write_many(MANY, 3);
}

static void test_one_processor(void **state)
{
	cpu_set_t before, one;
	int first = 0;

	(void)state;
	assert_int_equal(sched_getaffinity(0, sizeof(before), &before), 0);
	while (!CPU_ISSET(first, &before))
		first++;
	CPU_ZERO(&one);
	CPU_SET(first, &one);
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	write_many(1, 1);
	write_many(2 * DRAFTS_A_JOB + 1, 1);
	write_many(MANY, 3);
	assert_int_equal(sched_setaffinity(0, sizeof(before), &before), 0);
}

/* What is dropped, or refused, leaves the transactions before it, and says so. */
static void test_dropped(void **state)
{
	static const unsigned counts[] = {0, 1, DRAFTS_A_JOB, 3 * DRAFTS_A_JOB, TRANSACTION_ENTRIES_MAX};
	(void)state;

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		for (unsigned refused = 0; refused < 2; refused++) {
			const char *path = try_path("dropped.okoce");
			unlink(path);
			struct store *store = try_create(path, NULL);
			struct transaction *transaction = begin(store);
			struct action_id done;

			for (unsigned k = 0; k < counts[i]; k++)
				(void)put(transaction, k);
			if (refused) {
				(void)put(transaction, 5000000);
				(void)put(transaction, 5000000); /* a register is changed once */
				assert_int_equal(transaction_commit(transaction, &done, &err), STATUS_INVALID);
			} else {
				transaction_drop(transaction, &done);
			}
			bool full = refused && counts[i] == TRANSACTION_ENTRIES_MAX;
			assert_int_equal(done.first > 0, full);
			assert_shown(store, full ? counts[i] : 0);
			if (full)
				assert_int_equal(store_undo(store, &done, NULL, &err), STATUS_OK);
			assert_shown(store, 0);
			/* The store goes on. */
			transaction = begin(store);
			(void)put(transaction, 0);
			assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
			assert_shown(store, 1);
			store_close(store);
		}
	}
}

static void test_a_file_that_is_replaced_meanwhile(void **state)
{
	const char *path = try_path("replaced.okoce");
	struct store *store = try_create(path, NULL);
	struct transaction *transaction = begin(store);
	struct action_id done;
	enum status status = STATUS_OK;
	unsigned person = 0;

	(void)state;
	for (; person <= 2 * TRANSACTION_ENTRIES_MAX; person++)
		assert_int_equal(put(transaction, person), STATUS_OK);
	assert_int_equal(unlink(path), 0);
	/* It is noticed at some transaction behind, and told soon. */
	for (; !status && person < 8 * TRANSACTION_ENTRIES_MAX; person++)
		status = put(transaction, person);
	assert_int_equal(status, STATUS_IO);
	assert_non_null(strstr(err.text, "replaced"));
	assert_int_equal(transaction_commit(transaction, &done, &err), STATUS_IO);
	assert_non_null(strstr(err.text, "replaced"));
	assert_true(done.first > 0);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_number_of_entries),
		cmocka_unit_test(test_one_processor),
		cmocka_unit_test(test_dropped),
		cmocka_unit_test(test_a_file_that_is_replaced_meanwhile),
	};

	if (random_start(NULL))
		return 99;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
