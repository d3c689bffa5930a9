/* SPDX-License-Identifier: BSD-2-Clause */
/* A repacked file has the same records as the open one, on full pages, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/random.h"
#include "store/pages.h"
#include "store/repack.h"
#include "store/try_store.h"

#define PEOPLE 3000

static int make_unnamed(void)
{
	const char *folder = getenv("TMPDIR");
	struct err err = {STATUS_OK, ""};
	int fd;

	assert_int_equal(file_make_unnamed(folder ? folder : "/tmp", &fd, &err), STATUS_OK);
	return fd;
}

struct digest_of_records {
	struct digester digester;
	uint64_t count;
};

static enum status add_record(void *context, struct bytes key, struct bytes value)
{
	struct digest_of_records *records = context;

	digester_add(&records->digester, key);
	digester_add(&records->digester, value);
	records->count++;
	return STATUS_OK;
}

/* Also that its pages are sound. */
static uint64_t read_records(int fd, uint8_t out[DIGEST_SIZE])
{
	struct digest_of_records records = {.count = 0};
	struct pages pages;
	struct err err = {STATUS_OK, ""};

	digester_begin(&records.digester);
	if (pages_open(&pages, fd, &err) || pages_walk(&pages, add_record, &records, &err))
		fail_msg("%s", err.text);
	digester_end(&records.digester, out);
	return records.count;
}

static struct store *store_with_people(const char *path)
{
	struct store *store = try_create(path, NULL);
	struct id person[10];

	for (unsigned i = 0; i < PEOPLE; i += 10) {
		for (unsigned j = 0; j < 10; j++)
			person[j] = try_person(i + j);
		(void)try_attend(store, person, 10, ATTENDANCE_PRESENT);
	}
	return store;
}

static void test_same_records_and_no_larger(void **state)
{
	const char *path = try_path("repack.okoce");
	struct store *store = store_with_people(path);
	uint8_t was[DIGEST_SIZE], is[DIGEST_SIZE];
	struct stat before, after;
	struct repack repack = {.go_on = NULL};
	struct err err = {STATUS_OK, ""};
	int copy = make_unnamed(), fd;

	(void)state;
	assert_int_equal(file_open(path, SIZE_MAX, &fd, &err), STATUS_OK);
	assert_int_equal(store_repack(store, copy, &repack, &err), STATUS_OK);
	assert_int_equal(read_records(fd, was), repack.records);
	assert_int_equal(read_records(copy, is), repack.records);
	assert_memory_equal(was, is, DIGEST_SIZE);
	assert_int_equal(fstat(fd, &before), 0);
	assert_int_equal(fstat(copy, &after), 0);
	assert_true(after.st_size <= before.st_size);
	close(fd);
	close(copy);
	store_close(store);
}

/* Nothing but what it says is in it: a key that was taken away lies in no page. */
static void test_what_is_free_does_not_come_along(void **state)
{
	struct store *store = store_with_people(try_path("repack.okoce"));
	struct repack repack = {.go_on = NULL};
	struct pages pages;
	struct stat about;
	struct err err = {STATUS_OK, ""};
	int copy = make_unnamed();

	(void)state;
	assert_int_equal(store_repack(store, copy, &repack, &err), STATUS_OK);
	assert_int_equal(pages_open(&pages, copy, &err), STATUS_OK);
	assert_int_equal(pages_walk(&pages, NULL, NULL, &err), STATUS_OK);
	assert_int_equal(fstat(copy, &about), 0);
	assert_int_equal(pages.used_pages * 4096, (uint64_t)about.st_size);
	close(copy);
	store_close(store);
}

static bool stop(void *context, uint64_t done, uint64_t total)
{
	unsigned *left = context;

	assert_true(done < total);
	return (*left)-- > 0;
}

static void test_it_can_be_stopped(void **state)
{
	struct store *store = store_with_people(try_path("repack.okoce"));
	unsigned left = 2;
	struct repack repack = {.go_on = stop, .context = &left};
	struct err err = {STATUS_OK, ""};
	int copy = make_unnamed();

	(void)state;
	assert_int_equal(store_repack(store, copy, &repack, &err), STATUS_STOPPED);
	close(copy);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_records_and_no_larger),
		cmocka_unit_test(test_what_is_free_does_not_come_along),
		cmocka_unit_test(test_it_can_be_stopped),
	};
	if (random_start(NULL) != STATUS_OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
