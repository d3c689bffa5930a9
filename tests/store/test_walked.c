/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The pages of a data file are walked at its opening, unless it is the one that was found sound and
 * closed last. To see which, a page is damaged that opening alone does not read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/db.h"
#include "store/guard_try.h"
#include "store/pages.h"
#include "store/try_store.h"
#include "store/walked.h"

static char *path, *mark;

static enum status open_marked(bool read_only, struct store **store)
{
	struct store_options options = try_options();
	struct err err = {STATUS_OK, ""};

	options.read_only = read_only;
	options.mark = mark;
	return store_open(store, path, &options, &err);
}

/* A file that was changed a moment ago is not marked: until the clock has gone on. */
static void open_until_marked(bool read_only)
{
	struct store *store;
	time_t end = time(NULL) + 30;

	do {
		assert_int_equal(open_marked(read_only, &store), STATUS_OK);
		store_close(store);
	} while (access(mark, F_OK) != 0 && time(NULL) < end);
	assert_int_equal(access(mark, F_OK), 0);
}

static struct pages look(void)
{
	struct pages pages;
	struct err err;
	int fd;

	assert_int_equal(db_open_plain(&fd, path, &err), STATUS_OK);
	assert_int_equal(pages_open(&pages, fd, &err), STATUS_OK);
	close(fd);
	return pages;
}

/* The root of the tree states another number: the walk finds that, liblmdb does not ask. */
static void damage(void)
{
	struct pages pages = look();

	guard_patch(path, (long)(pages.meta[pages.newest].main.root * pages.page_size), "\xaa", 1);
}

static enum status opened(bool read_only)
{
	struct store *store;
	enum status status = open_marked(read_only, &store);

	if (status == STATUS_OK)
		store_close(store);
	return status;
}

/* Marks the file as it is now, walked or not. */
static void forge_mark(void)
{
	struct pages pages = look();
	time_t end = time(NULL) + 30;
	int fd;
	struct err err;

	assert_int_equal(db_open_plain(&fd, path, &err), STATUS_OK);
	unlink(mark);
	while (access(mark, F_OK) != 0 && time(NULL) < end)
		walked_write_mark(mark, fd, pages.meta[pages.newest].transaction, NULL);
	assert_true(walked_is_marked(mark, fd, pages.meta[pages.newest].transaction));
	close(fd);
}

static void test_what_is_marked_is_not_walked(void **state)
{
	(void)state;
	damage();
	assert_int_equal(opened(false), STATUS_DAMAGED);
	forge_mark();
	assert_int_equal(opened(false), STATUS_OK);
	assert_int_equal(opened(true), STATUS_OK);
}

static void test_a_clean_end_leaves_a_mark(void **state)
{
	for (int read_only = 0; read_only < 2; read_only++) {
		(void)state;
		unlink(mark);
		open_until_marked(read_only);
		assert_int_equal(opened(read_only), STATUS_OK);
		assert_int_equal(access(mark, F_OK), 0);
	}
	damage(); /* another time of change: walked again */
	assert_int_equal(opened(false), STATUS_DAMAGED);
	assert_int_equal(opened(true), STATUS_DAMAGED);
}

static void test_whatever_differs_is_walked(void **state)
{
	(void)state;
	struct buf bytes = BUF_EMPTY;
	struct err err;

	damage();
	forge_mark();
	/* The same bytes in another file: copied back, say. */
	assert_int_equal(file_read(path, 1 << 24, &bytes, &err), STATUS_OK);
	assert_int_equal(file_write(path, buf_bytes(&bytes), &err), STATUS_OK);
	assert_int_equal(opened(false), STATUS_DAMAGED);
	/* The mark itself is nothing that is believed half. */
	forge_mark();
	assert_int_equal(truncate(mark, 5), 0);
	assert_int_equal(opened(false), STATUS_DAMAGED);
	forge_mark();
	assert_int_equal(opened(false), STATUS_OK);
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(opened(false), STATUS_DAMAGED);
	buf_release(&bytes);
}

static void test_a_run_that_does_not_end_leaves_none(void **state)
{
	(void)state;
	struct id person = try_person(1);
	struct store *store;
	int ended;

	open_until_marked(false);
	pid_t child = fork();
	if (child == 0) {
		struct err err;

		if (open_marked(false, &store) || store_unlock(store, NULL, NULL, &err))
			_exit(1);
		bool marked = access(mark, F_OK) == 0;
		try_attend(store, &person, 1, ATTENDANCE_SICK);
		_exit(marked && access(mark, F_OK) != 0 ? 0 : 2); /* and no close */
	}
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_int_equal(ended, 0);
	assert_int_equal(access(mark, F_OK), -1);
	open_until_marked(false);
}

/* Somebody copies another file over it while it is open: it is not said to have been walked. */
static void test_what_was_changed_meanwhile_is_not_marked(void **state)
{
	(void)state;
	struct store *store;

	assert_int_equal(open_marked(false, &store), STATUS_OK);
	damage();
	for (struct timespec begin, now = (clock_gettime(CLOCK_MONOTONIC, &begin), begin);
	     (now.tv_sec - begin.tv_sec) * 1000 + (now.tv_nsec - begin.tv_nsec) / 1000000 < 50;
	     clock_gettime(CLOCK_MONOTONIC, &now))
		continue;
	store_close(store);
	assert_int_equal(access(mark, F_OK), -1);
}

static int begin(void **state)
{
	(void)state;
	free(path);
	free(mark);
	path = memory_text(try_path("walked.okoce"));
	mark = path_with(path, ".walked");
	unlink(mark);
	store_close(try_create(path, NULL));
	return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, begin)
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_marked_is_not_walked),
		TEST(test_a_clean_end_leaves_a_mark),
		TEST(test_whatever_differs_is_walked),
		TEST(test_a_run_that_does_not_end_leaves_none),
		TEST(test_what_was_changed_meanwhile_is_not_marked),
	};
	struct err err;

	if (random_start(&err))
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(path);
	free(mark);
	return failed;
}
