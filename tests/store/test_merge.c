/* SPDX-License-Identifier: BSD-2-Clause */
/* Cases of doc/MERGE.md one by one; tests/sim has what happens when they meet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/inside.h"
#include "store/merge.h"
#include "store/try_store.h"

/* --- Two laptops --------------------------------------------------------------------------------------- */

struct two {
	char *office, *laptop, *stick;
};

static void copy_file(const char *from, const char *to)
{
	struct buf all = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(file_read(from, (size_t)64 << 20, &all, &err), STATUS_OK);
	assert_int_equal(file_write(to, buf_bytes(&all), &err), STATUS_OK);
	buf_release(&all);
}

/* A programme at the office, and its file at a laptop. */
static struct two two_begin(void)
{
	struct two two = {.office = memory_text(try_path("office.okoce")),
			  .laptop = memory_text(try_path("laptop.okoce")),
			  .stick = memory_text(try_path("stick.okoce"))};

	store_close(try_create(two.office, NULL));
	copy_file(two.office, two.laptop);
	return two;
}

static void two_end(struct two *two)
{
	free(two->office);
	free(two->laptop);
	free(two->stick);
}

/* So many people are checked in one by one, in one run. */
static void check_in(const char *path, unsigned first, unsigned count)
{
	struct store *store = try_open(path, NULL);

	for (unsigned i = 0; i < count; i++) {
		const struct id person = try_person(first + i);

		try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	}
	store_close(store);
}

static uint32_t status_of(const char *path, unsigned number)
{
	const struct id person = try_person(number);
	struct store *store = try_open(path, NULL);
	uint32_t status = try_status(store, &person);

	store_close(store);
	return status;
}

static enum status merge_into(const char *into, const char *from, struct merge *merge, struct err *err)
{
	struct store *store = try_open(into, NULL);
	struct foreign foreign;
	enum status status;

	*err = (struct err){STATUS_OK, ""};
	status = foreign_open(&foreign, from, getenv("TMPDIR"), NULL, NULL, err);
	if (!status)
		status = store_merge(store, &foreign, merge, err);
	foreign_release(&foreign);
	store_close(store);
	return status;
}

static void assert_merges(const char *into, const char *from, uint64_t taken)
{
	struct merge merge = {0};
	struct err err;

	if (merge_into(into, from, &merge, &err))
		fail_msg("%s", err.text);
	assert_int_equal(merge.taken, taken);
}

/* The entry `seq` of the writer that came last is changed in the file, wherever it stands. */
static void damage_entry(const char *path, const struct event_id *event)
{
	uint8_t key[ENTRY_KEY_SIZE];
	struct buf all = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	bool found = false;

	entry_key(key, event);
	assert_int_equal(file_read(path, (size_t)64 << 20, &all, &err), STATUS_OK);
	for (size_t i = 0; i + sizeof(key) + 60 < all.len; i++)
		if (memcmp(all.ptr + i, key, sizeof(key)) == 0) {
			all.ptr[i + sizeof(key) + 60] ^= 1; /* in its value */
			found = true;
		}
	assert_true(found);
	assert_int_equal(file_write(path, buf_bytes(&all), &err), STATUS_OK);
	buf_release(&all);
}

/* The signature of the entry is changed. */
static void damage_signature(const char *path, const struct event_id *event)
{
	struct store *store = try_open(path, NULL);
	uint8_t signature[SIGNATURE_SIZE];
	struct buf all = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	struct entry entry;
	struct db_txn *txn;
	bool found = false;

	assert_int_equal(db_begin(store->db, false, &txn, &err), STATUS_OK);
	assert_true(log_entry(txn, event, &entry));
	memcpy(signature, entry.signature, sizeof(signature));
	db_abort(txn);
	store_close(store);
	assert_int_equal(file_read(path, (size_t)64 << 20, &all, &err), STATUS_OK);
	for (size_t i = 0; i + sizeof(signature) <= all.len; i++)
		if (memcmp(all.ptr + i, signature, sizeof(signature)) == 0) {
			all.ptr[i] ^= 1;
			found = true;
		}
	assert_true(found);
	assert_int_equal(file_write(path, buf_bytes(&all), &err), STATUS_OK);
	buf_release(&all);
}

static bool keep_last(void *context, const struct story *story)
{
	struct event_id *last = context;

	if (story->entry->header.kind == ENTRY_CHANGE)
		last[story->entry->id.seq % 8] = story->entry->id;
	return true;
}

/* Ids of the entries of a file that one run has written, by number. */
static void entries_of(const char *path, struct event_id by_number[8])
{
	struct store *store = try_open(path, NULL);
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_history(store, keep_last, by_number, &err), STATUS_OK);
	store_close(store);
}

/* --- Cases --------------------------------------------------------------------------------------------- */

static void test_each_has_what_both_had(void **state)
{
	(void)state;
	struct two two = two_begin();

	check_in(two.office, 1, 3);
	check_in(two.laptop, 11, 4);
	assert_merges(two.office, two.laptop, 5); /* with the birth of its writer */
	assert_merges(two.laptop, two.office, 4);
	assert_int_equal(status_of(two.office, 14), ATTENDANCE_PRESENT);
	assert_int_equal(status_of(two.laptop, 3), ATTENDANCE_PRESENT);
	two_end(&two);
}

/* Nor does it write: two laptops that hand each other their files come to rest. */
static void test_a_second_time_nothing_is_new(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct buf before = BUF_EMPTY, after = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	check_in(two.laptop, 11, 4);
	assert_merges(two.office, two.laptop, 5);
	assert_int_equal(file_read(two.office, (size_t)64 << 20, &before, &err), STATUS_OK);
	assert_merges(two.office, two.laptop, 0);
	assert_int_equal(file_read(two.office, (size_t)64 << 20, &after, &err), STATUS_OK);
	assert_true(bytes_equal(buf_bytes(&before), buf_bytes(&after)));
	buf_release(&before);
	buf_release(&after);
	two_end(&two);
}

static void test_the_same_person_at_both_doors(void **state)
{
	(void)state;
	struct two two = two_begin();
	const struct id person = try_person(1);
	struct store *store;
	struct arena arena = {0};
	struct err err = {STATUS_OK, ""};
	struct register_key key = try_key(&person);
	struct fact *facts;
	size_t count;

	check_in(two.office, 1, 1);
	check_in(two.laptop, 1, 1);
	assert_merges(two.office, two.laptop, 2);
	store = try_open(two.office, NULL);
	assert_int_equal(store_facts(store, register_bytes(&key), &arena, &facts, &count, &err), STATUS_OK);
	assert_int_equal(count, 2); /* both are kept: one may be taken back */
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	arena_release(&arena);
	store_close(store);
	two_end(&two);
}

/* MERGE 3: the sound ones behind a bad one are taken, and the gap is asked of the next file. */
static void test_a_bad_entry_is_a_gap(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct event_id entry[8] = {0};
	struct merge merge = {0};
	struct err err;

	check_in(two.laptop, 11, 4); /* entries 2 to 5 */
	entries_of(two.laptop, entry);
	copy_file(two.laptop, two.stick);
	damage_entry(two.stick, &entry[3]);
	assert_int_equal(merge_into(two.office, two.stick, &merge, &err), STATUS_OK);
	assert_int_equal(merge.taken, 4);
	assert_int_equal(merge_set_aside(&merge), 1);
	assert_int_equal(merge.found[VERIFY_GAP], 1);
	assert_int_equal(status_of(two.office, 12), 0);
	assert_int_equal(status_of(two.office, 14), ATTENDANCE_PRESENT);
	assert_merges(two.office, two.stick, 0);
	assert_merges(two.office, two.laptop, 1);
	assert_int_equal(status_of(two.office, 12), ATTENDANCE_PRESENT);
	two_end(&two);
}

/* Of a birth behind which all is damaged nothing is taken; of one with a gap behind it, all. */
static void test_a_birth_comes_along(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct event_id entry[8] = {0};

	check_in(two.laptop, 11, 2); /* entries 2 and 3 */
	entries_of(two.laptop, entry);
	copy_file(two.laptop, two.stick);
	damage_entry(two.stick, &entry[2]);
	assert_merges(two.office, two.stick, 2);
	assert_int_equal(status_of(two.office, 12), ATTENDANCE_PRESENT);
	assert_merges(two.office, two.laptop, 1);
	assert_int_equal(status_of(two.office, 11), ATTENDANCE_PRESENT);
	two_end(&two);
}

/* A signature that is none ends no part of a long writer: a later one vouches for what stands before it. */
static void test_a_long_writer_with_bad_signatures(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct event_id entry[8] = {0};
	struct merge merge = {.batch = 1};
	struct err err;

	check_in(two.laptop, 11, 5); /* entries 2 to 6 */
	entries_of(two.laptop, entry);
	copy_file(two.laptop, two.stick);
	for (size_t i = 2; i < 5; i++)
		damage_signature(two.stick, &entry[i]);
	assert_int_equal(merge_into(two.office, two.stick, &merge, &err), STATUS_OK);
	assert_int_equal(merge.taken, 6);
	assert_int_equal(status_of(two.office, 11), ATTENDANCE_PRESENT);
	assert_int_equal(status_of(two.office, 15), ATTENDANCE_PRESENT);
	two_end(&two);
}

/* Here an entry has decayed: another file has it whole. */
static void test_what_is_damaged_here_is_mended(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct event_id entry[8] = {0};
	struct merge merge = {0};
	struct err err;

	check_in(two.laptop, 11, 3);
	assert_merges(two.office, two.laptop, 4);
	entries_of(two.office, entry);
	damage_entry(two.office, &entry[3]);
	assert_int_equal(status_of(two.office, 12), 0);
	assert_int_equal(merge_into(two.office, two.laptop, &merge, &err), STATUS_OK);
	assert_int_equal(merge.taken, 1);
	assert_int_equal(merge.mended, 1);
	assert_int_equal(status_of(two.office, 12), ATTENDANCE_PRESENT);
	two_end(&two);
}

static bool never(void *context, uint64_t done, uint64_t total)
{
	unsigned *asked = context;

	assert_true(done <= total);
	return --*asked > 0;
}

static void test_ended_early_it_goes_on_where_it_was(void **state)
{
	(void)state;
	struct two two = two_begin();
	unsigned patience = 3;
	struct merge merge = {.go_on = never, .context = &patience, .batch = 2};
	struct err err;

	check_in(two.laptop, 11, 7);
	assert_int_equal(merge_into(two.office, two.laptop, &merge, &err), STATUS_STOPPED);
	assert_in_range(merge.taken, 1, 7);
	assert_int_equal(status_of(two.office, 11), ATTENDANCE_PRESENT);
	assert_int_equal(status_of(two.office, 17), 0);
	assert_merges(two.office, two.laptop, 8 - merge.taken);
	assert_int_equal(status_of(two.office, 17), ATTENDANCE_PRESENT);
	two_end(&two);
}

struct seen {
	unsigned births, changes, opened;
};

static void look(void *context, const struct story *story)
{
	struct seen *seen = context;

	seen->births += story->entry->header.kind == ENTRY_BIRTH;
	seen->changes += story->entry->header.kind == ENTRY_CHANGE;
	seen->opened += story->opened;
}

static void test_a_preview_changes_nothing(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct seen seen = {0};
	struct merge merge = {.fresh = look, .context = &seen};
	struct foreign foreign;
	struct err err = {STATUS_OK, ""};
	struct store *store;

	check_in(two.laptop, 11, 4);
	store = try_open(two.office, NULL);
	assert_int_equal(foreign_open(&foreign, two.laptop, getenv("TMPDIR"), NULL, NULL, &err), STATUS_OK);
	assert_int_equal(store_merge_preview(store, &foreign, &merge, &err), STATUS_OK);
	assert_int_equal(merge.taken, 5);
	assert_int_equal(merge.writers, 1);
	assert_int_equal(seen.births, 1);
	assert_int_equal(seen.changes, 4);
	assert_int_equal(seen.opened, 4);
	foreign_release(&foreign);
	store_close(store);
	assert_int_equal(status_of(two.office, 11), 0);
	two_end(&two);
}

static void test_another_programme_is_refused(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct merge merge = {0};
	struct err err;

	unlink(two.stick);
	store_close(try_create(two.stick, NULL));
	check_in(two.stick, 1, 1);
	assert_int_equal(merge_into(two.office, two.stick, &merge, &err), STATUS_INVALID);
	assert_non_null(strstr(err.text, "stick.okoce"));
	assert_int_equal(merge.taken, 0);
	two_end(&two);
}

/* --- What is no data file ------------------------------------------------------------------------------ */

static enum status open_foreign(const char *path, struct err *err)
{
	struct foreign foreign;
	enum status status;

	*err = (struct err){STATUS_OK, ""};
	status = foreign_open(&foreign, path, getenv("TMPDIR"), NULL, NULL, err);
	foreign_release(&foreign);
	if (status)
		assert_true(err->text[0] != '\0');
	return status;
}

static void test_what_is_no_data_file_is_refused(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct err err;

	assert_int_equal(open_foreign(two.stick, &err), STATUS_NOT_FOUND);
	assert_int_equal(file_write(two.stick, BYTES_NONE, &err), STATUS_OK);
	assert_int_equal(open_foreign(two.stick, &err), STATUS_DAMAGED);
	assert_int_equal(file_write(two.stick, (struct bytes){(const uint8_t *)"No,Nama\n1,Siti\n", 16}, &err), STATUS_OK);
	assert_int_equal(open_foreign(two.stick, &err), STATUS_DAMAGED);
	unlink(two.stick);
	assert_int_equal(mkfifo(two.stick, 0600), 0); /* which nobody writes to: it must not wait */
	assert_int_equal(open_foreign(two.stick, &err), STATUS_INVALID);
	unlink(two.stick);
	assert_int_equal(symlink(two.laptop, two.stick), 0);
	assert_int_not_equal(open_foreign(two.stick, &err), STATUS_OK);
	unlink(two.stick);
	assert_int_equal(open_foreign(getenv("TMPDIR"), &err), STATUS_INVALID);
	two_end(&two);
}

/* Cut at any place it is refused, or what holds is taken; never is anything lost here. */
static void test_a_cut_file(void **state)
{
	(void)state;
	struct two two = two_begin();
	struct buf all = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	check_in(two.office, 1, 2);
	check_in(two.laptop, 11, 7);
	assert_int_equal(file_read(two.laptop, (size_t)64 << 20, &all, &err), STATUS_OK);
	for (size_t len = 0; len < all.len; len += 1024) {
		struct merge merge = {0};

		assert_int_equal(file_write(two.stick, (struct bytes){all.ptr, len}, &err), STATUS_OK);
		(void)!merge_into(two.office, two.stick, &merge, &err);
		assert_int_equal(status_of(two.office, 2), ATTENDANCE_PRESENT);
	}
	assert_int_equal(merge_into(two.office, two.laptop, &(struct merge){0}, &err), STATUS_OK);
	assert_int_equal(status_of(two.office, 17), ATTENDANCE_PRESENT);
	buf_release(&all);
	two_end(&two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_has_what_both_had),
		cmocka_unit_test(test_a_second_time_nothing_is_new),
		cmocka_unit_test(test_the_same_person_at_both_doors),
		cmocka_unit_test(test_a_bad_entry_is_a_gap),
		cmocka_unit_test(test_a_birth_comes_along),
		cmocka_unit_test(test_a_long_writer_with_bad_signatures),
		cmocka_unit_test(test_what_is_damaged_here_is_mended),
		cmocka_unit_test(test_ended_early_it_goes_on_where_it_was),
		cmocka_unit_test(test_a_preview_changes_nothing),
		cmocka_unit_test(test_another_programme_is_refused),
		cmocka_unit_test(test_what_is_no_data_file_is_refused),
		cmocka_unit_test(test_a_cut_file),
	};
	struct err err;

	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
