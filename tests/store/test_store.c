/* SPDX-License-Identifier: BSD-2-Clause */
/* A data file as the layers above use it: made, written, closed, opened, undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/inside.h"
#include "store/try_store.h"

static void test_what_is_saved_is_there(void **state)
{
	(void)state;
	const char *path = try_path("saved.okoce");
	struct store *store = try_create(path, NULL);
	struct id people[40];

	for (unsigned i = 0; i < 40; i++)
		people[i] = try_person(i + 1);
	uint64_t before = store_entries(store);
	struct action_id one = try_attend(store, people, 1, ATTENDANCE_PRESENT);
	try_attend(store, people + 1, 39, ATTENDANCE_SICK);
	assert_int_equal(store_entries(store), before + 40);
	assert_true(one.first > 1);
	store_close(store);

	store = try_open(path, NULL);
	assert_int_equal(store_entries(store), before + 40);
	assert_int_equal(store_left_out(store), 0);
	assert_int_equal(try_status(store, &people[0]), ATTENDANCE_PRESENT);
	assert_int_equal(try_status(store, &people[39]), ATTENDANCE_SICK);
	try_attend(store, people, 1, ATTENDANCE_EXCUSED);
	assert_int_equal(try_status(store, &people[0]), ATTENDANCE_EXCUSED);
	assert_int_equal(store_entries(store), before + 42); /* another run: another birth */
	store_close(store);
}

static void test_undo_brings_back_what_was(void **state)
{
	(void)state;
	const char *path = try_path("undo.okoce");
	struct store *store = try_create(path, NULL);
	struct id people[3] = {try_person(1), try_person(2), try_person(3)};
	struct action_id undone;
	struct err err = {STATUS_OK, ""};

	try_attend(store, people, 1, ATTENDANCE_SICK);
	struct action_id all = try_attend(store, people, 3, ATTENDANCE_PRESENT);
	assert_int_equal(store_undo(store, &all, &undone, &err), STATUS_OK);
	assert_int_equal(try_status(store, &people[0]), ATTENDANCE_SICK);
	assert_int_equal(try_status(store, &people[1]), 0);
	/* Undoing the undoing is an action like any other. */
	assert_int_equal(store_undo(store, &undone, NULL, &err), STATUS_OK);
	assert_int_equal(try_status(store, &people[2]), ATTENDANCE_PRESENT);
	/* What was built upon stays. */
	try_attend(store, people + 1, 1, ATTENDANCE_EXCUSED);
	assert_int_equal(store_undo(store, &all, NULL, &err), STATUS_INVALID);
	assert_int_equal(try_status(store, &people[1]), ATTENDANCE_EXCUSED);
	store_close(store);
	store = try_open(path, NULL);
	assert_int_equal(try_status(store, &people[0]), ATTENDANCE_PRESENT);
	assert_int_equal(try_status(store, &people[2]), ATTENDANCE_PRESENT);
	store_close(store);
}

/* At the door: present, excused, undone, undone. */
static void test_undo_step_by_step(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("steps.okoce"), NULL);
	static const enum attendance_status order[] = {ATTENDANCE_PRESENT, ATTENDANCE_EXCUSED,
						       ATTENDANCE_SICK, ATTENDANCE_PRESENT};
	struct id person = try_person(1);
	struct action_id done[4];
	struct err err = {STATUS_OK, ""};

	for (size_t i = 0; i < 4; i++)
		done[i] = try_attend(store, &person, 1, order[i]);
	for (size_t i = 4; i-- > 0;) {
		assert_int_equal(try_status(store, &person), order[i]);
		assert_int_equal(store_undo(store, &done[i], NULL, &err), STATUS_OK);
	}
	assert_int_equal(try_status(store, &person), 0);
	assert_int_equal(store_undo(store, &done[0], NULL, &err), STATUS_INVALID);
	store_close(store);
}

static void test_undo_of_nothing(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("nothing.okoce"), NULL);
	struct action_id action = {random_id(), 2};
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_undo(store, &action, NULL, &err), STATUS_NOT_FOUND);
	assert_string_not_equal(err.text, "");
	/* No action, and the birth of a writer, which is none. */
	action.writer = store->writer.id;
	for (action.first = 0; action.first < 2; action.first++)
		assert_int_equal(store_undo(store, &action, NULL, &err), STATUS_NOT_FOUND);
	store_close(store);
}

static void test_only_the_passphrase_opens(void **state)
{
	(void)state;
	const char *path = try_path("sealed.okoce");
	struct store_options options = try_options();
	struct store *store = try_create(path, "tobi-rasa-kelu-mani");
	struct id person = try_person(1);
	struct err err = {STATUS_OK, ""};

	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	store_close(store);
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	assert_true(store_is_sealed(store));
	assert_int_equal(store_unlock(store, NULL, "tobi-rasa-kelu-mano", &err), STATUS_DENIED);
	assert_int_equal(store_unlock(store, NULL, NULL, &err), STATUS_DENIED);
	assert_int_equal(store_unlock(store, "Budi", "tobi-rasa-kelu-mani", &err), STATUS_NOT_FOUND);
	assert_null(store_view(store));
	assert_int_equal(store_unlock(store, "RINA S", "tobi-rasa-kelu-mani", &err), STATUS_OK);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	store_close(store);
}

static void test_one_writes_at_a_time(void **state)
{
	(void)state;
	const char *path = try_path("busy.okoce");
	struct store_options options = try_options(), reading = try_options();
	struct store *first, *second;
	struct transaction *transaction;
	struct err err = {STATUS_OK, ""};

	store_close(try_create(path, NULL));
	assert_int_equal(store_open(&first, path, &options, &err), STATUS_OK);
	assert_int_equal(store_open(&second, path, &options, &err), STATUS_BUSY);
	reading.read_only = true;
	/* LMDB must not be opened twice in one process: reading is tried after the first is closed. */
	store_close(first);
	assert_int_equal(store_open(&second, path, &reading, &err), STATUS_OK);
	assert_int_equal(store_unlock(second, NULL, NULL, &err), STATUS_OK);
	assert_int_equal(transaction_begin(second, NULL, &transaction, &err), STATUS_DENIED);
	store_close(second);
}

static void test_create_leaves_what_is_there(void **state)
{
	(void)state;
	const char *path = try_path("there.okoce");
	const struct store_founder founder = {.name = "Rina S."};
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(file_write(path, (struct bytes){(const uint8_t *)"surat", 5}, &err), STATUS_OK);
	assert_int_equal(store_create(&store, path, &options, &founder, &err), STATUS_EXISTS);
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_DAMAGED);
	struct buf content = BUF_EMPTY;
	assert_int_equal(file_read(path, 100, &content, &err), STATUS_OK);
	assert_string_equal(buf_text(&content), "surat");
	buf_release(&content);
}

static void test_a_register_changes_once_in_a_transaction(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("twice.okoce"), NULL);
	struct id person = try_person(1);
	struct register_key key = try_key(&person);
	struct transaction *transaction;
	struct err err = {STATUS_OK, ""};
	uint64_t before = store_entries(store);

	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_OK);
	transaction_take_back(transaction, register_bytes(&key));
	transaction_entry(transaction);
	transaction_take_back(transaction, register_bytes(&key));
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_INVALID);
	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_OK);
	transaction_put(transaction, (struct bytes){(const uint8_t *)"\xff", 1}, register_bytes(&key));
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_INVALID);
	assert_int_equal(store_entries(store), before);
	store_close(store);
}

static void test_an_action_of_several_transactions_is_undone_whole(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("long.okoce"), NULL);
	struct action_id action = {0};
	struct err err = {STATUS_OK, ""};

	for (unsigned part = 0; part < 3; part++) {
		struct transaction *transaction;
		struct action_id done;

		assert_int_equal(transaction_begin(store, part ? &action : NULL, &transaction, &err), STATUS_OK);
		for (unsigned i = 0; i < 5; i++) {
			struct id person = try_person(part * 5 + i + 1);
			struct register_key key = try_key(&person);
			struct attendance attendance;

			record_clear(&attendance_type, &attendance);
			attendance.status = ATTENDANCE_PRESENT;
			transaction_entry(transaction);
			transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
		}
		assert_int_equal(transaction_commit(transaction, &done, &err), STATUS_OK);
		if (part == 0)
			action = done;
		assert_int_equal(done.first, action.first);
	}
	assert_int_equal(store_undo(store, &action, NULL, &err), STATUS_OK);
	for (unsigned i = 1; i <= 15; i++) {
		struct id person = try_person(i);
		assert_int_equal(try_status(store, &person), 0);
	}
	store_close(store);
}

/* Two transactions of an import, and a scan at the door in between. */
static void test_undo_finds_what_stands_behind_another_action(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("between.okoce"), NULL);
	struct id people[3] = {try_person(1), try_person(2), try_person(3)};
	struct register_key key = try_key(&people[2]);
	struct attendance attendance;
	struct transaction *transaction;
	struct err err = {STATUS_OK, ""};

	struct action_id action = try_attend(store, people, 1, ATTENDANCE_PRESENT);
	try_attend(store, people + 1, 1, ATTENDANCE_PRESENT);
	record_clear(&attendance_type, &attendance);
	attendance.status = ATTENDANCE_PRESENT;
	assert_int_equal(transaction_begin(store, &action, &transaction, &err), STATUS_OK);
	transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	assert_int_equal(store_undo(store, &action, NULL, &err), STATUS_OK);
	assert_int_equal(try_status(store, &people[0]), 0);
	assert_int_equal(try_status(store, &people[1]), ATTENDANCE_PRESENT);
	assert_int_equal(try_status(store, &people[2]), 0);
	store_close(store);
}

/* Removed in the log: refused, and nothing of the attempt is left for the next. */
static void test_a_removed_officer_is_refused_each_time(void **state)
{
	(void)state;
	const char *path = try_path("removed.okoce");
	struct store_options options = try_options();
	struct store *store = try_create(path, NULL);
	struct register_key key = register_officer(store_officer(store));
	struct transaction *transaction;
	struct arena arena = {0};
	struct officer officer;
	struct err err = {STATUS_OK, ""};

	try_officer(store, "Budi", ROLE_SUPERVISOR);
	assert_int_equal(store_read_record(store, register_bytes(&key), &officer_type, &arena, &officer, &err),
			 STATUS_OK);
	officer.removed = 1;
	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_OK);
	transaction_put_record(transaction, register_bytes(&key), &officer_type, &officer);
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	store_close(store);
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(store_unlock(store, NULL, NULL, &err), STATUS_DENIED);
		assert_int_equal(store_entries(store), 0);
		assert_null(store_view(store));
		assert_null(store_keys(store));
	}
	store_close(store);
	arena_release(&arena);
}

/* The last supervisor cannot be removed, not even by oneself: nobody could add another (MERGE 22). */
static void test_the_last_supervisor_stays(void **state)
{
	(void)state;
	const char *path = try_path("last.okoce");
	struct store *store = try_create(path, NULL);
	struct register_key key = register_officer(store_officer(store));
	struct transaction *transaction;
	struct err err = {STATUS_OK, ""};

	try_officer(store, "Budi", ROLE_OFFICER);
	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_OK);
	transaction_take_back(transaction, register_bytes(&key));
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	store_close(store);
	store = try_open(path, NULL);
	assert_true(store_is_supervisor(store));
	store_close(store);
}

/* The desktop's shortcut and the file itself: one file, one lock. */
static void test_a_link_is_the_same_file(void **state)
{
	(void)state;
	struct store_options options = try_options();
	char *link = memory_text(try_path("link.okoce"));
	char *path = memory_text(try_path("linked.okoce"));
	struct store *first, *second;
	struct err err = {STATUS_OK, ""};

	store_close(try_create(path, NULL));
	assert_int_equal(symlink("linked.okoce", link), 0);
	assert_int_equal(store_open(&first, link, &options, &err), STATUS_OK);
	pid_t child = fork(); /* liblmdb must not open one file twice in a process */
	/* The child ends by a signal when all is well: no leak check has a say in how it ends. */
	if (child == 0 && store_open(&second, path, &options, &err) == STATUS_BUSY)
		raise(SIGKILL);
	if (child == 0)
		_exit(1);
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	store_close(first);
	assert_int_equal(unlink(link), 0);
	free(link);
	free(path);
}

struct told {
	uint64_t lamport;
	size_t entries, opened, births, by_hand;
};

static bool hear(void *context, const struct story *story)
{
	struct told *told = context;

	assert_true(story->entry->header.lamport >= told->lamport);
	told->lamport = story->entry->header.lamport;
	told->entries++;
	told->opened += story->opened;
	told->births += story->entry->header.kind == ENTRY_BIRTH;
	told->by_hand += story->entry->header.source == CLOCK_BY_HAND;
	assert_int_equal(story->device.byte[0], 7);
	return true;
}

static void test_history_tells_all_in_order(void **state)
{
	(void)state;
	const char *path = try_path("history.okoce");
	struct store *store = try_create(path, NULL);
	struct id people[2] = {try_person(1), try_person(2)};
	struct told told = {0};
	struct err err = {STATUS_OK, ""};

	try_attend(store, people, 2, ATTENDANCE_PRESENT);
	store_close(store);
	store = try_open(path, NULL);
	try_attend(store, people, 1, ATTENDANCE_SICK);
	assert_int_equal(store_history(store, hear, &told, &err), STATUS_OK);
	assert_int_equal(told.entries, store_entries(store));
	assert_int_equal(told.births, 2);
	assert_int_equal(told.opened, told.entries - 2);
	assert_int_equal(told.by_hand, told.entries); /* the test's clock */
	store_close(store);
}

/* A machine that was put back to an earlier moment (a restored snapshot) goes on with an old memory
 * while the file has more: it must not issue a number twice (FORMAT F4). */
static void test_a_run_that_was_put_back_begins_another_writer(void **state)
{
	(void)state;
	const char *path = try_path("snapshot.okoce");
	struct store *store = try_create(path, NULL);
	struct id people[3] = {try_person(1), try_person(2), try_person(3)};

	try_attend(store, people, 1, ATTENDANCE_PRESENT);
	struct writer earlier = store->writer;
	try_attend(store, people + 1, 1, ATTENDANCE_PRESENT);
	store->writer = earlier;
	struct action_id done = try_attend(store, people + 2, 1, ATTENDANCE_PRESENT);
	assert_false(id_equal(&done.writer, &earlier.id));
	store_close(store);
	store = try_open(path, NULL);
	assert_int_equal(store_left_out(store), 0);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(try_status(store, &people[i]), ATTENDANCE_PRESENT);
	store_close(store);
}

static bool hear_sources(void *context, const struct story *story)
{
	size_t *sources = context;
	sources[story->entry->header.source]++;
	return true;
}

/* The laptop's clock falls back. */
static void test_a_clock_that_falls_is_doubted(void **state)
{
	(void)state;
	const char *path = try_path("clock.okoce");
	const struct store_founder founder = {.name = "Rina S."};
	struct store_options options = {.clock = clock_system()};
	struct id person = try_person(1);
	size_t sources[3] = {0};
	struct store *store;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_create(&store, path, &options, &founder, &err), STATUS_OK);
	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	assert_int_equal(store_history(store, hear_sources, sources, &err), STATUS_OK);
	bool past_release = clock_now(&options.clock) >= OKOCE_RELEASE_SECONDS;
	assert_int_equal(sources[past_release ? CLOCK_SYSTEM : CLOCK_DOUBTED], store_entries(store));
	store->device_time = clock_now(&options.clock) + 60; /* the clock was a minute further */
	try_attend(store, &person, 1, ATTENDANCE_SICK);
	memset(sources, 0, sizeof(sources));
	assert_int_equal(store_history(store, hear_sources, sources, &err), STATUS_OK);
	assert_true(sources[CLOCK_DOUBTED] >= 1);
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK); /* order is not the clock's */
	store_close(store);
}

static void test_facts_say_who_and_when(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("facts.okoce"), NULL);
	struct id person = try_person(1);
	struct register_key key = try_key(&person);
	struct arena arena = {0};
	struct fact *fact;
	size_t count;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_facts(store, register_bytes(&key), &arena, &fact, &count, &err), STATUS_OK);
	assert_int_equal(count, 0);
	struct action_id done = try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	assert_int_equal(store_facts(store, register_bytes(&key), &arena, &fact, &count, &err), STATUS_OK);
	assert_int_equal(count, 1);
	assert_int_equal(fact[0].event.seq, done.first);
	assert_int_equal(fact[0].time, 1551661200);
	assert_int_equal(fact[0].source, CLOCK_BY_HAND);
	assert_true(id_equal(&fact[0].officer, store_officer(store)));
	assert_int_equal(store_undo(store, &done, NULL, &err), STATUS_OK);
	assert_int_equal(store_facts(store, register_bytes(&key), &arena, &fact, &count, &err), STATUS_OK);
	assert_int_equal(count, 1);
	assert_int_equal(fact[0].value.len, 0); /* taken back */
	arena_release(&arena);
	store_close(store);
}

/* Who changed what: each value that led here, once, the earliest first. */
static void test_lineage_tells_what_led_here(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("lineage.okoce"), NULL);
	const struct id people[2] = {try_person(1), try_person(2)};
	struct register_key key = try_key(&people[1]);
	struct arena arena = {0};
	struct fact *fact;
	size_t count;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_lineage(store, register_bytes(&key), &arena, &fact, &count, &err), STATUS_OK);
	assert_int_equal(count, 0);
	struct action_id first = try_attend(store, people, 2, ATTENDANCE_PRESENT);
	struct action_id second = try_attend(store, &people[1], 1, ATTENDANCE_SICK);
	assert_int_equal(store_undo(store, &second, NULL, &err), STATUS_OK);
	assert_int_equal(store_lineage(store, register_bytes(&key), &arena, &fact, &count, &err), STATUS_OK);
	assert_int_equal(count, 3);
	assert_int_equal(fact[0].event.seq, first.first + 1);
	assert_int_equal(fact[0].action, first.first); /* that of both people */
	assert_int_equal(fact[1].event.seq, second.first);
	assert_int_equal(fact[1].action, second.first);
	assert_false(bytes_equal(fact[1].value, fact[0].value));
	assert_true(bytes_equal(fact[2].value, fact[0].value));
	assert_true(id_equal(&fact[2].officer, store_officer(store)));
	arena_release(&arena);
	store_close(store);
}

/* What was read last is kept open, and no longer than it is so. */
static void test_what_was_read_last_is_not_read_for_another(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("opened.okoce"), NULL);
	const struct id people[2] = {try_person(1), try_person(2)};

	try_attend(store, &people[0], 1, ATTENDANCE_PRESENT);
	try_attend(store, &people[1], 1, ATTENDANCE_SICK);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(try_status(store, &people[0]), ATTENDANCE_PRESENT);
		assert_int_equal(try_status(store, &people[1]), ATTENDANCE_SICK);
		assert_int_equal(try_status(store, &people[1]), ATTENDANCE_SICK);
	}
	try_attend(store, &people[1], 1, ATTENDANCE_EXCUSED);
	assert_int_equal(try_status(store, &people[1]), ATTENDANCE_EXCUSED);
	assert_int_equal(try_status(store, &people[0]), ATTENDANCE_PRESENT);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_saved_is_there),
		cmocka_unit_test(test_undo_brings_back_what_was),
		cmocka_unit_test(test_undo_step_by_step),
		cmocka_unit_test(test_undo_of_nothing),
		cmocka_unit_test(test_only_the_passphrase_opens),
		cmocka_unit_test(test_one_writes_at_a_time),
		cmocka_unit_test(test_create_leaves_what_is_there),
		cmocka_unit_test(test_a_register_changes_once_in_a_transaction),
		cmocka_unit_test(test_an_action_of_several_transactions_is_undone_whole),
		cmocka_unit_test(test_undo_finds_what_stands_behind_another_action),
		cmocka_unit_test(test_a_removed_officer_is_refused_each_time),
		cmocka_unit_test(test_the_last_supervisor_stays),
		cmocka_unit_test(test_a_link_is_the_same_file),
		cmocka_unit_test(test_history_tells_all_in_order),
		cmocka_unit_test(test_a_run_that_was_put_back_begins_another_writer),
		cmocka_unit_test(test_a_clock_that_falls_is_doubted),
		cmocka_unit_test(test_facts_say_who_and_when),
		cmocka_unit_test(test_lineage_tells_what_led_here),
		cmocka_unit_test(test_what_was_read_last_is_not_read_for_another),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
