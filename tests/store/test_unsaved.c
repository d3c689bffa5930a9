/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the disk says that a check-in is not in the log nobody finds the person to be present: not this
 * run, not one beside it, no later one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/random.h"
#include "store/inside.h"
#include "store/pages.h"
#include "store/try_store.h"

#define PEOPLE 5 /* who are present before */

static char log_path[4096], view_path[4096];
static int flushes_until_failure; /* 0: none fails */

static bool fails(void)
{
	if (flushes_until_failure == 0 || --flushes_until_failure > 0)
		return false;
	errno = EIO;
	return true;
}

/* These stand before those of the C library, for liblmdb too: it flushes pages, and writes the meta page
 * that names them through a file that is flushed with each write. What fails has been written. */
int fdatasync(int fd)
{
	return fails() ? -1 : (int)syscall(SYS_fdatasync, fd);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
	ssize_t written = syscall(SYS_pwrite64, fd, bytes, len, offset);

	return (fcntl(fd, F_GETFL) & O_DSYNC) && fails() ? -1 : written;
}

static struct store *open_with_view(bool read_only)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	options.read_only = read_only;
	if (store_open(&store, log_path, &options, &err))
		fail_msg("%s", err.text);
	store_keep_view(store, view_path);
	if (store_unlock(store, NULL, NULL, &err))
		fail_msg("%s", err.text);
	return store;
}

static struct store *open_class(void)
{
	struct id people[PEOPLE];

	snprintf(log_path, sizeof(log_path), "%s", try_path("unsaved.okoce"));
	snprintf(view_path, sizeof(view_path), "%s", try_path("unsaved.view"));
	flushes_until_failure = 0;
	store_close(try_create(log_path, NULL));
	struct store *store = open_with_view(false);
	for (unsigned i = 0; i < PEOPLE; i++) {
		people[i] = try_person(i);
		try_attend(store, &people[i], 1, ATTENDANCE_PRESENT);
	}
	store_catch_up(store);
	return store;
}

/* Of the two flushes of a commit the one with this number fails. */
static enum status check_in(struct store *store, const struct id *person, int failing, struct err *err)
{
	const struct register_key key = try_key(person);
	struct transaction *transaction;
	struct attendance attendance;
	struct action_id done = {.first = 1};

	record_clear(&attendance_type, &attendance);
	attendance.status = ATTENDANCE_PRESENT;
	assert_int_equal(transaction_begin(store, NULL, &transaction, err), STATUS_OK);
	transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
	flushes_until_failure = failing;
	enum status status = transaction_commit(transaction, &done, err);
	flushes_until_failure = 0;
	assert_int_equal(done.first != 0, status == STATUS_OK);
	return status;
}

static void assert_class(struct store *store, unsigned present)
{
	for (unsigned i = 0; i <= PEOPLE; i++) {
		const struct id person = try_person(i);

		assert_int_equal(try_status(store, &person), i < present ? ATTENDANCE_PRESENT : 0);
	}
}

static void assert_sound(void)
{
	struct pages pages;
	struct err err = {STATUS_OK, ""};
	int fd;

	assert_int_equal(db_open_plain(&fd, log_path, &err), STATUS_OK);
	assert_int_equal(pages_open(&pages, fd, &err), STATUS_OK);
	assert_int_equal(pages_walk(&pages, NULL, NULL, &err), STATUS_OK);
	close(fd);
}

/* What the disk holds now is not known: this run shows nothing of it, and builds nothing upon it. */
static void assert_must_be_opened_anew(struct store *store)
{
	const struct id known = try_person(0), later = try_person(PEOPLE + 1);
	const struct register_key key = try_key(&known);
	struct attendance attendance;
	struct arena arena = {0};
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_read_record(store, register_bytes(&key), &attendance_type, &arena, &attendance,
					   &err), STATUS_IO);
	assert_int_equal(check_in(store, &later, 0, &err), STATUS_IO);
	assert_non_null(strstr(err.text, "open it again"));
	arena_release(&arena);
}

/* Whoever was beside it when the flush failed sees what was saved, and whoever comes. */
static void test_what_was_not_saved_was_not(void **state)
{
	struct store *store = open_class(), *beside = open_with_view(true);
	const struct id late = try_person(PEOPLE);
	const uint64_t entries = store_entries(store);
	struct err err = {STATUS_OK, ""};

	(void)state;
	assert_true(beside->borrowed);
	assert_int_equal(check_in(store, &late, 2, &err), STATUS_IO);
	assert_true(strlen(err.text) > 0);
	assert_int_equal(store_entries(store), entries);
	assert_int_equal(store_refresh(beside, &err), STATUS_OK);
	assert_class(beside, PEOPLE);
	assert_must_be_opened_anew(store);
	assert_sound();
	struct store *other = open_with_view(true);
	assert_class(other, PEOPLE);
	store_close(other);
	store_close(beside);
	store_close(store);
	store = open_with_view(false);
	assert_class(store, PEOPLE);
	assert_int_equal(check_in(store, &late, 0, &err), STATUS_OK);
	assert_class(store, PEOPLE + 1);
	store_close(store);
	assert_sound();
}

/* Nothing was done yet, and the next try may succeed. */
static void test_what_did_not_begin_can_be_tried_again(void **state)
{
	struct store *store = open_class();
	const struct id late = try_person(PEOPLE);
	struct err err = {STATUS_OK, ""};

	(void)state;
	assert_int_equal(check_in(store, &late, 1, &err), STATUS_IO);
	assert_class(store, PEOPLE);
	assert_int_equal(check_in(store, &late, 0, &err), STATUS_OK);
	assert_class(store, PEOPLE + 1);
	assert_int_equal(access(view_path, F_OK), 0);
	store_close(store);
	assert_sound();
}

/* The same without a view in a file. */
static void test_in_memory_too(void **state)
{
	struct store *store = open_class();
	const struct id late = try_person(PEOPLE);
	struct err err = {STATUS_OK, ""};

	(void)state;
	store_close(store);
	view_path[0] = '\0';
	store = try_open(log_path, NULL);
	assert_int_equal(check_in(store, &late, 2, &err), STATUS_IO);
	assert_must_be_opened_anew(store);
	store_close(store);
	store = try_open(log_path, NULL);
	assert_class(store, PEOPLE);
	store_close(store);
	assert_sound();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_was_not_saved_was_not),
		cmocka_unit_test(test_what_did_not_begin_can_be_tried_again),
		cmocka_unit_test(test_in_memory_too),
	};
	if (random_start(NULL))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
