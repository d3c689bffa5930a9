/* SPDX-License-Identifier: BSD-2-Clause */
/* What is told of a copy without a key: closed and whole, more since, cut, damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/inside.h"
#include "store/inspect.h"
#include "store/try_store.h"

#define PASSPHRASE "tobi-rasa-kelu-mani"

static const char *folder(void)
{
	return getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
}

static struct inspect look(const char *path, enum status expected)
{
	struct inspect inspect;
	struct err err = {STATUS_OK, ""};
	enum status status = store_inspect(&inspect, path, folder(), &err);

	if (status != expected)
		fail_msg("status %d: %s", status, err.text);
	return inspect;
}

static void attend(struct store *store, unsigned first, size_t count)
{
	struct id person[10];

	for (size_t i = 0; i < count; i++)
		person[i] = try_person(first + (unsigned)i);
	(void)try_attend(store, person, count, ATTENDANCE_PRESENT);
}

static void test_never_closed_then_closed_then_more(void **state)
{
	const char *path = try_path("inspect.okoce");
	struct store *store = try_create(path, PASSPHRASE);
	struct closed closed;
	struct inspect inspect;
	struct err err = {STATUS_OK, ""};

	(void)state;
	attend(store, 0, 5);
	inspect = look(path, STATUS_OK);
	assert_int_equal(inspect.state, INSPECT_NEVER);
	assert_true(inspect.sealed);
	assert_int_equal(inspect.who_count, 1);
	assert_string_equal(inspect.who[0].name, "Rina S.");
	assert_int_equal(inspect.entries, store_entries(store));
	inspect_release(&inspect);
	assert_int_equal(store_close_off(store, 0, &closed, &err), STATUS_OK);
	inspect = look(path, STATUS_OK);
	assert_int_equal(inspect.state, INSPECT_CLOSED);
	assert_int_equal(inspect.closed.closing.number, 1);
	assert_int_equal(inspect.closed.closing.entries, inspect.entries);
	inspect_release(&inspect);
	attend(store, 5, 3);
	inspect = look(path, STATUS_OK);
	assert_int_equal(inspect.state, INSPECT_SINCE);
	assert_int_equal(inspect.since, 3);
	inspect_release(&inspect);
	store_close(store);
}

/* Two runs; the second closes. Of the first the last `lost` entries are taken away, which leaves a valid file. */
static void test_a_file_that_lost_entries_is_cut(void **state)
{
	const char *path = try_path("inspect.okoce");
	struct store *store = try_create(path, NULL);
	struct event_id last;
	uint8_t key[ENTRY_KEY_SIZE];
	struct closed closed;
	struct inspect inspect;
	struct db_txn *txn;
	struct err err = {STATUS_OK, ""};

	(void)state;
	attend(store, 0, 1);
	attend(store, 1, 1);
	last = store->writer.last;
	store_close(store);
	store = try_open(path, NULL);
	assert_int_equal(store_close_off(store, 0, &closed, &err), STATUS_OK);
	inspect = look(path, STATUS_OK);
	assert_int_equal(inspect.state, INSPECT_CLOSED);
	inspect_release(&inspect);
	entry_key(key, &last);
	assert_int_equal(db_begin(store->db, true, &txn, &err), STATUS_OK);
	assert_true(db_delete(txn, BYTES_OF(key)));
	assert_int_equal(db_commit(txn, &err), STATUS_OK);
	inspect = look(path, STATUS_FINDINGS);
	assert_int_equal(inspect.state, INSPECT_CUT);
	assert_int_equal(inspect.entries + 1, inspect.closed.closing.entries);
	assert_int_equal(inspect.left_out, 0);
	inspect_release(&inspect);
	store_close(store);
}

static void test_what_is_no_data_file(void **state)
{
	const char *path = try_path("inspect.okoce");
	struct inspect inspect;
	struct err err = {STATUS_OK, ""};

	(void)state;
	assert_int_equal(store_inspect(&inspect, path, folder(), &err), STATUS_NOT_FOUND);
	inspect_release(&inspect);
	assert_int_equal(file_write(path, (struct bytes){(const uint8_t *)"Nama,NIK\n", 9}, &err), STATUS_OK);
	assert_int_equal(store_inspect(&inspect, path, folder(), &err), STATUS_DAMAGED);
	inspect_release(&inspect);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_never_closed_then_closed_then_more),
		cmocka_unit_test(test_a_file_that_lost_entries_is_cut),
		cmocka_unit_test(test_what_is_no_data_file),
	};
	if (random_start(NULL) != STATUS_OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
