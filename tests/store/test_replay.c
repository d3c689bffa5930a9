/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a running store knows is what its file says: random histories of puts, takings back, undos,
 * commits that fail and reopenings, and after each step the same questions to a store that was
 * opened on a copy of the file (liblmdb must not have one file open twice in a process). Threads change
 * nothing of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/inside.h"
#include "store/try_store.h"

#define PEOPLE 6
#define DONE_MAX 64
#define FILE_MAX ((size_t)16 << 20)

struct history {
	char path[4096], copy[4096];
	struct seeded seeded;
	unsigned step;
	struct store *store;
	struct action_id done[DONE_MAX];
	size_t done_count;
	unsigned full; /* commits that found the disk full */
};

static unsigned below(struct history *history, unsigned limit)
{
	return seeded_below(&history->seeded, limit);
}

static void assert_same_facts(struct store *running, struct store *replayed, struct bytes key)
{
	struct arena arena = {0};
	struct fact *a, *b;
	size_t count, other;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_facts(running, key, &arena, &a, &count, &err), STATUS_OK);
	assert_int_equal(store_facts(replayed, key, &arena, &b, &other, &err), STATUS_OK);
	assert_int_equal(count, other);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(event_compare(&a[i].event, &b[i].event), 0);
		assert_int_equal(a[i].lamport, b[i].lamport);
		assert_int_equal(a[i].time, b[i].time);
		assert_int_equal(a[i].source, b[i].source);
		assert_true(id_equal(&a[i].officer, &b[i].officer));
		assert_true(id_equal(&a[i].device, &b[i].device));
		assert_true(bytes_equal(a[i].value, b[i].value));
	}
	arena_release(&arena);
}

static void assert_same_cell(const struct cell *a, const struct cell *b)
{
	size_t count, other;
	struct event_id *live = cell_live(a, &count), *same = cell_live(b, &other);
	const struct event *winner = cell_winner(a), *shown = cell_winner(b);

	assert_true(bytes_equal(a->key, b->key));
	assert_int_equal(a->event_count, b->event_count);
	assert_int_equal(count, other);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(event_compare(&live[i], &same[i]), 0);
	assert_int_equal(winner != NULL, shown != NULL);
	if (winner) {
		assert_int_equal(event_compare(&winner->id, &shown->id), 0);
		assert_int_equal(winner->values, shown->values);
		assert_int_equal(winner->lamport, shown->lamport);
	}
	assert_int_equal(cell_state(a), cell_state(b));
	free(live);
	free(same);
}

static void assert_same_view(struct store *running, struct store *replayed)
{
	struct view_walk a, b;

	view_walk_open(&a, store_view(running), BYTES_NONE);
	view_walk_open(&b, store_view(replayed), BYTES_NONE);
	while (a.cell && b.cell) {
		assert_same_cell(a.cell, b.cell);
		assert_same_facts(running, replayed, a.cell->key);
		view_walk_next(&a);
		view_walk_next(&b);
	}
	assert_null(a.cell);
	assert_null(b.cell);
	view_walk_close(&a);
	view_walk_close(&b);
}

static void compare(struct history *history)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(file_read(history->path, FILE_MAX, &bytes, &err), STATUS_OK);
	assert_int_equal(file_write(history->copy, buf_bytes(&bytes), &err), STATUS_OK);
	buf_release(&bytes);
	struct store *replayed = try_open(history->copy, NULL);
	assert_int_equal(store_entries(history->store), store_entries(replayed));
	assert_int_equal(store_left_out(history->store), store_left_out(replayed));
	assert_int_equal(history->store->forks, replayed->forks);
	assert_int_equal(history->store->lamport, replayed->lamport);
	assert_int_equal(store_last_time(history->store), store_last_time(replayed));
	assert_int_equal(history->store->device_time, replayed->device_time);
	assert_same_view(history->store, replayed);
	store_close(replayed);
}

/* --- Steps ----------------------------------------------------------------------------------------- */

static void did(struct history *history, const struct action_id *done)
{
	if (done->first == 0)
		return;
	if (history->done_count == DONE_MAX)
		memmove(history->done, history->done + 1, --history->done_count * sizeof(*done));
	history->done[history->done_count++] = *done;
}

static void change_one(struct history *history, struct transaction *transaction, unsigned person)
{
	static const enum attendance_status statuses[] = {ATTENDANCE_PRESENT, ATTENDANCE_EXCUSED,
							  ATTENDANCE_SICK, ATTENDANCE_ABSENT};
	struct id id = try_person(person);
	struct register_key key = try_key(&id);
	struct attendance attendance;

	if (below(history, 4) == 0) {
		transaction_take_back(transaction, register_bytes(&key));
		return;
	}
	record_clear(&attendance_type, &attendance);
	attendance.status = statuses[below(history, 4)];
	transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
}

/* Some people, in one entry or in several; some transactions go on with the action before. */
static struct transaction *gather(struct history *history)
{
	const struct action_id *last =
		history->done_count > 0 && below(history, 3) == 0 ? &history->done[history->done_count - 1] : NULL;
	struct transaction *transaction;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(transaction_begin(history->store, last, &transaction, &err), STATUS_OK);
	for (unsigned person = 0; person < PEOPLE; person++) {
		if (below(history, 3) > 0)
			continue;
		change_one(history, transaction, person);
		if (below(history, 2) == 0)
			transaction_entry(transaction);
	}
	return transaction;
}

static void put(struct history *history)
{
	struct transaction *transaction = gather(history);
	struct action_id done;
	struct err err = {STATUS_OK, ""};

	if (transaction_commit(transaction, &done, &err))
		fail_msg("%s", err.text);
	did(history, &done);
}

/* One register twice: refused as a whole. */
static void fail_to_put(struct history *history)
{
	struct transaction *transaction = gather(history);
	const uint64_t before = store_entries(history->store);
	struct action_id done;
	struct err err = {STATUS_OK, ""};

	change_one(history, transaction, PEOPLE);
	transaction_entry(transaction);
	change_one(history, transaction, PEOPLE);
	assert_int_equal(transaction_commit(transaction, &done, &err), STATUS_INVALID);
	assert_int_equal(done.first, 0);
	assert_int_equal(store_entries(history->store), before);
}

/* The disk is full, which a limit on the size of files stands for: either the change is there, or
 * nothing is and the next one goes through. */
static void put_on_full_disk(struct history *history)
{
	struct transaction *transaction = gather(history);
	const uint64_t before = store_entries(history->store);
	struct rlimit limit, full;
	struct stat info;
	struct action_id done;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(stat(history->path, &info), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	full = (struct rlimit){(rlim_t)info.st_size, limit.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
	enum status status = transaction_commit(transaction, &done, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	if (status) {
		assert_true(status == STATUS_FULL || status == STATUS_IO);
		assert_int_equal(strncmp(err.text, "Not saved", 9), 0);
		assert_int_equal(store_entries(history->store), before);
		history->full++;
	}
	did(history, &done);
}

static void give_up(struct history *history)
{
	transaction_cancel(gather(history));
}

/* The last action, or any: one that was built upon is refused. */
static void undo(struct history *history)
{
	struct action_id done = {0};
	struct err err = {STATUS_OK, ""};

	if (history->done_count == 0)
		return;
	size_t which = below(history, 2) ? history->done_count - 1
					 : below(history, (unsigned)history->done_count);
	enum status status = store_undo(history->store, &history->done[which], &done, &err);
	if (status && status != STATUS_INVALID)
		fail_msg("%s", err.text);
	did(history, &done);
}

/* The machine was put back to an earlier moment: the next commit begins another writer. */
static void forget_writer(struct history *history)
{
	if (history->store->writer.seq > 1)
		history->store->writer.last.tag[0] ^= 1;
}

static void reopen(struct history *history)
{
	store_close(history->store);
	history->store = try_open(history->path, NULL);
}

static void step(struct history *history)
{
	static void (*const steps[])(struct history *) = {put, put, put, put, undo, undo, undo,
							  fail_to_put, give_up, put_on_full_disk,
							  put_on_full_disk, forget_writer, reopen};
	struct clock clock = clock_set_to(1551661200 + (moment)below(history, 1000), true);

	store_set_clock(history->store, &clock); /* back and forth: nothing is ordered by it */
	steps[below(history, sizeof(steps) / sizeof(*steps))](history);
}

static void test_running_store_and_its_file_agree(void **state)
{
	(void)state;
	const unsigned histories = getenv("UNDER_VALGRIND") ? 2 : 12;
	unsigned full = 0;

	for (unsigned i = 1; i <= histories; i++) {
		struct history history = {0};

		seeded_start(&history.seeded, i);
		snprintf(history.copy, sizeof(history.copy), "%s", try_path("copy.okoce"));
		snprintf(history.path, sizeof(history.path), "%s", try_path("running.okoce"));
		history.store = try_create(history.path, NULL);
		for (history.step = 0; history.step < 60; history.step++) {
			step(&history);
			compare(&history);
			assert_int_equal(store_left_out(history.store), 0);
		}
		store_close(history.store);
		full += history.full;
	}
	assert_true(full > 0);
}

/* --- Threads ----------------------------------------------------------------------------------------- */

/* Several jobs' worth of entries, of four writers. */
#define CROWD 350
#define ROUNDS 8

static void write_rounds(struct history *history)
{
	struct id people[CROWD];

	for (unsigned i = 0; i < CROWD; i++)
		people[i] = try_person(i);
	for (unsigned round = 0; round < ROUNDS; round++) {
		try_attend(history->store, people, CROWD - round, ATTENDANCE_PRESENT + round % 3);
		if (round % 2 == 1)
			forget_writer(history);
	}
}

/* One byte of every hundredth entry is another. */
static void damage_some(const char *path)
{
	struct db_txn *txn;
	struct db *db;
	struct bytes key, value;
	unsigned number = 0, damaged = 0;

	assert_int_equal(db_open(&db, path, 0, NULL), STATUS_OK);
	assert_int_equal(db_begin(db, true, &txn, NULL), STATUS_OK);
	struct buf bytes = BUF_EMPTY, name = BUF_EMPTY;
	for (bool more = db_seek(txn, entry_prefix, &key, &value); more && bytes_start_with(key, entry_prefix);
	     more = db_next(txn, &key, &value)) {
		if (number++ % 100 != 50)
			continue;
		buf_clear(&bytes);
		buf_clear(&name);
		buf_add(&bytes, value.ptr, value.len);
		buf_add(&name, key.ptr, key.len);
		bytes.ptr[bytes.len / 2] ^= 1;
		db_replace(txn, buf_bytes(&name), buf_bytes(&bytes));
		damaged++;
	}
	assert_int_equal(db_commit(txn, NULL), STATUS_OK);
	assert_true(damaged > 20);
	db_close(db);
	buf_release(&bytes);
	buf_release(&name);
}

/* The threads that there are, and one processor: then jobs are run by who gives them. */
static void test_threads_change_nothing(void **state)
{
	struct history history = {0};
	cpu_set_t all, one;
	int first = 0;

	(void)state;
	assert_int_equal(sched_getaffinity(0, sizeof(all), &all), 0);
	while (!CPU_ISSET(first, &all))
		first++;
	CPU_ZERO(&one);
	CPU_SET(first, &one);
	snprintf(history.copy, sizeof(history.copy), "%s", try_path("copy.okoce"));
	snprintf(history.path, sizeof(history.path), "%s", try_path("running.okoce"));
	history.store = try_create(history.path, NULL);
	write_rounds(&history);
	store_close(history.store);
	for (unsigned damaged = 0; damaged < 2; damaged++) {
		if (damaged)
			damage_some(history.path);
		history.store = try_open(history.path, NULL);
		assert_int_equal(store_left_out(history.store) > 0, damaged);
		assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
		compare(&history);
		assert_int_equal(sched_setaffinity(0, sizeof(all), &all), 0);
		store_close(history.store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_running_store_and_its_file_agree),
		cmocka_unit_test(test_threads_change_nothing),
	};
	struct err err;
	if (random_start(&err) || signal(SIGXFSZ, SIG_IGN) == SIG_ERR)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
