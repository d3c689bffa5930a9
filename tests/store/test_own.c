/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The office's file is copied over the laptop's, an old backup is put back, a class goes on in
 * another copy: what this laptop wrote is noticed to be lacking, and comes back as it was.
 */
#include <fcntl.h>
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
#include "store/check.h"
#include "store/inside.h"
#include "store/own_file.h"
#include "store/try_store.h"

#define FILE_MAX ((size_t)256 << 20)
#define PEOPLE 6

/* --- A laptop --------------------------------------------------------------------------------------- */

static char *place(const char *name)
{
	const char *folder = getenv("TMPDIR");

	return path_join(folder ? folder : "/tmp", name);
}

static void drop(const char *folder)
{
	static const char *const names[] = {"own", "state", "lock"};
	char *path = place(folder);

	for (size_t i = 0; i < 3; i++) {
		char *file = path_join(path, names[i]);
		unlink(file);
		free(file);
	}
	rmdir(path);
	unlink(path);
	free(path);
}

static void copy(const char *from, const char *to)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	if (file_read(from, FILE_MAX, &bytes, &err) || file_write(to, buf_bytes(&bytes), &err))
		fail_msg("%s", err.text);
	buf_release(&bytes);
}

/* Opens it as the laptop `number`, which keeps what it writes in `folder`; null: keeps nothing. */
static struct store *open_on(const char *path, uint8_t number, const char *folder)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	options.device.byte[0] = number;
	if (store_open(&store, path, &options, &err) || store_unlock(store, NULL, NULL, &err))
		fail_msg("%s", err.text);
	if (folder) {
		char *state = place(folder);
		store_keep_own(store, state);
		free(state);
	}
	return store;
}

static struct store *open_here(const char *path)
{
	return open_on(path, 7, "own-here");
}

static void attend(struct store *store, unsigned first, size_t count)
{
	struct id people[PEOPLE];

	for (size_t i = 0; i < count; i++)
		people[i] = try_person(first + (unsigned)i);
	try_attend(store, people, count, ATTENDANCE_PRESENT);
}

static void assert_present(struct store *store, unsigned first, unsigned last)
{
	for (unsigned i = first; i <= last; i++) {
		struct id person = try_person(i);
		assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	}
}

static uint64_t take_back(struct store *store)
{
	struct err err = {STATUS_OK, ""};
	uint64_t taken;

	if (store_recover(store, &taken, &err))
		fail_msg("%s", err.text);
	return taken;
}

static void only_gaps(void *context, const char *text)
{
	if (!*(const bool *)context || (!strstr(text, "the entry before this one is missing") &&
					!strstr(text, "/1: entry is not complete")))
		fail_msg("%s", text);
}

/* `gaps`: but for entries that are not there, and a birth that nothing vouches for because of it. */
static void assert_sound_but(const char *path, bool gaps)
{
	struct check check = {.path = path, .finding = only_gaps, .context = &gaps};
	struct err err = {STATUS_OK, ""};
	enum status status = store_check(&check, &err);

	if (status && status != STATUS_FINDINGS)
		fail_msg("%s", err.text);
}

static void assert_sound(const char *path)
{
	assert_sound_but(path, false);
}

/* A programme, and beside it a copy of its first day: persons 1 and 2; then 3 to 6 came. */
struct files {
	char *path, *older, *mirror, *state;
};

static struct files some_files(void)
{
	struct files laptop = {.path = memory_text(try_path("own.okoce"))};

	laptop.older = memory_text(try_path("older.okoce"));
	drop("own-here");
	laptop.mirror = place("own-here/own");
	laptop.state = place("own-here/state");
	store_close(try_create(laptop.path, NULL));
	struct store *store = open_here(laptop.path);
	attend(store, 1, 2);
	store_close(store);
	copy(laptop.path, laptop.older);
	store = open_here(laptop.path);
	attend(store, 3, 2);
	attend(store, 5, 2);
	store_close(store);
	return laptop;
}

static void release(struct files *laptop)
{
	free(laptop->path);
	free(laptop->older);
	free(laptop->mirror);
	free(laptop->state);
	drop("own-here");
}

/* --- Tests ------------------------------------------------------------------------------------------- */

static void test_nothing_lacks(void **state)
{
	struct files laptop = some_files();
	struct store *store = open_here(laptop.path);

	(void)state;
	struct store_past past = store_past(store);
	assert_int_equal(past.lacking, 0);
	assert_int_equal(past.gone, 0);
	assert_null(past.trouble);
	assert_int_equal(take_back(store), 0);
	store_close(store);
	release(&laptop);
}

/* A folder that nobody gave, and a file that is only looked at, make nothing. */
static void test_reading_makes_nothing(void **state)
{
	struct files laptop = some_files();
	struct store_options options = try_options();
	struct err err = {STATUS_OK, ""};
	struct store *store;
	uint64_t taken;

	(void)state;
	drop("own-here");
	options.read_only = true;
	assert_int_equal(store_open(&store, laptop.path, &options, &err), STATUS_OK);
	assert_int_equal(store_unlock(store, NULL, NULL, &err), STATUS_OK);
	char *folder = place("own-here");
	store_keep_own(store, folder);
	assert_null(store_past(store).trouble);
	assert_int_equal(store_recover(store, &taken, &err), STATUS_DENIED);
	store_close(store);
	assert_int_equal(access(folder, F_OK), -1);
	free(folder);
	release(&laptop);
}

static void test_an_older_file_is_put_back(void **state)
{
	struct files laptop = some_files();

	(void)state;
	copy(laptop.older, laptop.path);
	for (int i = 0; i < 2; i++) { /* put off, it is offered again */
		struct store *store = open_here(laptop.path);
		assert_int_equal(store_past(store).lacking, 5); /* of them one is the run's birth */
		store_close(store);
	}
	struct store *store = open_here(laptop.path);
	assert_int_equal(take_back(store), 5);
	assert_int_equal(store_past(store).lacking, 0);
	assert_int_equal(take_back(store), 0);
	assert_present(store, 1, 6);
	attend(store, 7, 1); /* and work goes on */
	store_close(store);
	assert_sound(laptop.path);
	store = open_here(laptop.path);
	assert_present(store, 1, 7);
	assert_int_equal(store_past(store).lacking, 0);
	store_close(store);
	release(&laptop);
}

/* The file goes on without them first: both are kept. */
static void test_taken_back_later(void **state)
{
	struct files laptop = some_files();

	(void)state;
	copy(laptop.older, laptop.path);
	struct store *store = open_here(laptop.path);
	attend(store, 11, 2);
	store_close(store);
	store = open_here(laptop.path);
	assert_int_equal(store_past(store).lacking, 5);
	assert_int_equal(take_back(store), 5);
	assert_present(store, 1, 6);
	assert_present(store, 11, 12);
	store_close(store);
	assert_sound(laptop.path);
	release(&laptop);
}

/* Two copies on one laptop: what was written into one is offered to the other, both ways. */
static void test_two_copies(void **state)
{
	struct files laptop = some_files();

	(void)state;
	struct store *other = open_here(laptop.older), *store = open_here(laptop.path);
	attend(other, 21, 2); /* both are open at once */
	attend(store, 31, 1);
	attend(other, 23, 1);
	store_close(other);
	store_close(store);
	store = open_here(laptop.path);
	assert_int_equal(store_past(store).lacking, 4);
	assert_int_equal(take_back(store), 4);
	assert_present(store, 21, 23);
	store_close(store);
	other = open_here(laptop.older);
	assert_int_equal(store_past(other).lacking, 7);
	assert_int_equal(take_back(other), 7);
	assert_present(other, 1, 6);
	assert_present(other, 31, 31);
	store_close(other);
	release(&laptop);
}

/* Entries in the middle are lacking, of a file that was salvaged, say. */
static void test_a_gap_is_filled(void **state)
{
	struct files laptop = some_files();
	struct err err = {STATUS_OK, ""};
	struct own_reader reader;
	struct entry entry, third = {.id = {.seq = 0}};
	struct bytes value;
	struct db *db;
	struct db_txn *txn;
	uint8_t key[ENTRY_KEY_SIZE];
	int fd = open(laptop.mirror, O_RDONLY | O_CLOEXEC);

	(void)state;
	struct store *store = open_here(laptop.path);
	own_reader_open(&reader, fd, store_programme(store), 0);
	while (own_reader_next(&reader, &entry, &value))
		if (entry.id.seq == 3)
			third.id = entry.id; /* of the last run: person 4 */
	assert_int_equal(reader.skipped, 0);
	own_reader_close(&reader);
	close(fd);
	store_close(store);
	entry_key(key, &third.id);
	assert_int_equal(db_open(&db, laptop.path, false, &err), STATUS_OK);
	assert_int_equal(db_begin(db, true, &txn, &err), STATUS_OK);
	assert_true(db_delete(txn, BYTES_OF(key)));
	assert_int_equal(db_commit(txn, &err), STATUS_OK);
	db_close(db);
	store = open_here(laptop.path);
	assert_int_equal(store_past(store).lacking, 1);
	assert_int_equal(take_back(store), 1);
	assert_present(store, 1, 6);
	store_close(store);
	assert_sound(laptop.path);
	release(&laptop);
}

/* --- The mirror ---------------------------------------------------------------------------------------- */

static off_t size_of(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 ? about.st_size : -1;
}

/* Killed between the commit and the mirror, or while the mirror was written; or the power went, or
 * the folder is lost: the data file has the entry, nothing is said, and the mirror gets it again. */
static void test_the_mirror_lacks_something(void **state)
{
	struct files laptop = some_files();
	off_t whole = size_of(laptop.mirror);

	(void)state;
	for (off_t less = 0; less <= whole; less += 1 + less / 3) {
		if (less % 2)
			unlink(laptop.state);
		assert_int_equal(truncate(laptop.mirror, whole - less), 0);
		struct store *store = open_here(laptop.path);
		assert_int_equal(store_past(store).lacking, 0);
		assert_null(store_past(store).trouble);
		store_close(store);
		assert_true(size_of(laptop.mirror) >= whole); /* a torn frame stays where it is */
		char *back = memory_text(try_path("back.okoce"));
		copy(laptop.older, back);
		store = open_here(back);
		assert_int_equal(take_back(store), 5);
		assert_present(store, 1, 6);
		store_close(store);
		free(back);
		assert_int_equal(truncate(laptop.mirror, whole), 0); /* what was appended behind a torn end */
	}
	release(&laptop);
}

/* A changed byte costs that entry, and those of its transaction that nothing vouches for any more. */
static void test_a_changed_byte(void **state)
{
	struct files laptop = some_files();
	struct buf good = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	(void)state;
	assert_int_equal(file_read(laptop.mirror, FILE_MAX, &good, &err), STATUS_OK);
	for (size_t at = 0; at < good.len; at += 37) {
		good.ptr[at] ^= 0x55;
		assert_int_equal(file_write(laptop.mirror, buf_bytes(&good), &err), STATUS_OK);
		good.ptr[at] ^= 0x55;
		unlink(laptop.state);
		char *path = memory_text(try_path("changed.okoce"));
		copy(laptop.older, path);
		struct store *store = open_here(path);
		uint64_t lacking = store_past(store).lacking;
		assert_int_equal(take_back(store), lacking);
		assert_int_equal(store_past(store).lacking, 0);
		store_close(store);
		assert_sound_but(path, true);
		store = open_here(path); /* what cannot be taken back is not offered for ever */
		assert_int_equal(store_past(store).lacking, 0);
		store_close(store);
		unlink(path);
		free(path);
	}
	buf_release(&good);
	release(&laptop);
}

static void test_a_damaged_state(void **state)
{
	struct files laptop = some_files();
	struct buf good = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	(void)state;
	assert_int_equal(file_read(laptop.state, FILE_MAX, &good, &err), STATUS_OK);
	copy(laptop.older, laptop.path);
	for (size_t at = 0; at < good.len; at++) {
		good.ptr[at] ^= 0x01;
		assert_int_equal(file_write(laptop.state, buf_bytes(&good), &err), STATUS_OK);
		good.ptr[at] ^= 0x01;
		struct store *store = open_here(laptop.path);
		assert_non_null(store_past(store).trouble);
		assert_int_equal(store_past(store).lacking, 5);
		store_close(store);
		store = open_here(laptop.path); /* said once */
		assert_null(store_past(store).trouble);
		assert_int_equal(store_past(store).lacking, 5);
		store_close(store);
	}
	buf_release(&good);
	release(&laptop);
}

/* Of another programme nothing is taken, whatever folder it lies in. */
static void test_another_programme(void **state)
{
	struct files laptop = some_files();
	char *path = memory_text(try_path("another.okoce"));

	(void)state;
	store_close(try_create(path, NULL));
	struct store *store = open_here(path);
	assert_int_equal(store_past(store).lacking, 0);
	assert_int_equal(take_back(store), 0);
	store_close(store);
	unlink(path);
	free(path);
	release(&laptop);
}

/* A signature that does not fit vouches for nothing, though the entry is what its name says. */
static void test_a_forged_signature(void **state)
{
	struct files laptop = some_files();
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	(void)state;
	assert_int_equal(file_read(laptop.mirror, FILE_MAX, &bytes, &err), STATUS_OK);
	bytes.ptr[bytes.len - FRAME_END - 1] ^= 1; /* of the last entry's signature */
	assert_int_equal(file_write(laptop.mirror, buf_bytes(&bytes), &err), STATUS_OK);
	copy(laptop.older, laptop.path);
	struct store *store = open_here(laptop.path);
	assert_int_equal(store_past(store).lacking, 3); /* up to the signature before */
	assert_int_equal(take_back(store), 3);
	assert_present(store, 1, 4);
	store_close(store);
	assert_sound(laptop.path);
	buf_release(&bytes);
	release(&laptop);
}

/* Nowhere to keep it: said, and the class goes on. */
static void test_no_folder(void **state)
{
	struct files laptop = some_files();
	char *folder = place("own-here");
	struct err err = {STATUS_OK, ""};
	uint64_t taken;

	(void)state;
	drop("own-here");
	assert_int_equal(file_write(folder, BYTES_NONE, &err), STATUS_OK);
	struct store *store = open_here(laptop.path);
	assert_non_null(store_past(store).trouble);
	attend(store, 41, 2);
	assert_int_not_equal(store_recover(store, &taken, &err), STATUS_OK); /* and not "nothing lacks" */
	store_close(store);
	drop("own-here");
	store = open_here(laptop.path); /* and when there is room again the mirror gets all */
	assert_null(store_past(store).trouble);
	store_close(store);
	copy(laptop.older, laptop.path);
	store = open_here(laptop.path);
	assert_int_equal(take_back(store), 8);
	assert_present(store, 41, 42);
	store_close(store);
	free(folder);
	release(&laptop);
}

/* --- Other laptops --------------------------------------------------------------------------------------- */

static void test_the_file_went_back(void **state)
{
	struct files laptop = some_files();

	(void)state;
	struct store *store = open_on(laptop.path, 8, "own-there");
	attend(store, 51, 3);
	store_close(store);
	store = open_here(laptop.path);
	uint64_t had = store_entries(store);
	attend(store, 61, 1);
	store_close(store);
	copy(laptop.older, laptop.path);
	for (int i = 0; i < 2; i++) {
		store = open_here(laptop.path);
		struct store_past past = store_past(store);
		assert_int_equal(past.gone, 4);
		assert_int_equal(past.had, had + 2);
		assert_int_equal(past.has, store_entries(store));
		store_close(store);
	}
	store = open_here(laptop.path); /* own ones come back, those of the other laptop do not */
	assert_int_equal(take_back(store), 7);
	assert_present(store, 61, 61);
	attend(store, 62, 1);
	store_close(store);
	store = open_here(laptop.path); /* this is the file that it goes on with */
	assert_int_equal(store_past(store).gone, 0);
	assert_int_equal(store_past(store).lacking, 0);
	store_close(store);
	release(&laptop);
	drop("own-there");
}

/* More than a batch, in one run. */
static void test_many(void **state)
{
	enum { MANY = TRANSACTION_ENTRIES_MAX };
	struct files laptop = some_files();
	struct id *people = memory_alloc(MANY * sizeof(*people));

	(void)state;
	struct store *store = open_here(laptop.path);
	for (unsigned part = 0; part < 2; part++) {
		for (unsigned i = 0; i < MANY; i++)
			people[i] = try_person(1000 + part * MANY + i);
		try_attend(store, people, MANY, ATTENDANCE_SICK);
	}
	store_close(store);
	copy(laptop.older, laptop.path);
	store = open_here(laptop.path);
	assert_int_equal(store_past(store).lacking, 2 * MANY + 6);
	assert_int_equal(take_back(store), 2 * MANY + 6);
	assert_int_equal(try_status(store, &people[MANY - 1]), ATTENDANCE_SICK);
	store_close(store);
	assert_sound(laptop.path);
	free(people);
	release(&laptop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_lacks),
		cmocka_unit_test(test_reading_makes_nothing),
		cmocka_unit_test(test_an_older_file_is_put_back),
		cmocka_unit_test(test_taken_back_later),
		cmocka_unit_test(test_two_copies),
		cmocka_unit_test(test_a_gap_is_filled),
		cmocka_unit_test(test_the_mirror_lacks_something),
		cmocka_unit_test(test_a_changed_byte),
		cmocka_unit_test(test_a_damaged_state),
		cmocka_unit_test(test_another_programme),
		cmocka_unit_test(test_a_forged_signature),
		cmocka_unit_test(test_no_folder),
		cmocka_unit_test(test_the_file_went_back),
		cmocka_unit_test(test_many),
	};
	struct err err;

	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
