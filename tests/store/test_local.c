/* SPDX-License-Identifier: BSD-2-Clause */
/* Drafts and the laptop's name: kept through a kill, sealed, and never in anyone's way. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/inside.h"
#include "store/local.h"
#include "store/try_store.h"

#define SIZE_MAX_OF_A_NOTE 4096

/* --- A laptop's folder ------------------------------------------------------------------------------- */

static char *place(const char *name)
{
	const char *folder = getenv("TMPDIR");

	return path_join(folder ? folder : "/tmp", name);
}

/* Calls `each` with the path of every file in FOLDER/local; how many there are. */
static size_t each_file(const char *folder, void (*each)(const char *path))
{
	char *top = place(folder), *local = path_join(top, "local");
	DIR *dir = opendir(local);
	size_t count = 0;

	for (const struct dirent *entry; dir && (entry = readdir(dir));) {
		char *path = path_join(local, entry->d_name);

		if (entry->d_name[0] != '.') {
			count++;
			if (each)
				each(path);
		}
		free(path);
	}
	if (dir)
		closedir(dir);
	free(local);
	free(top);
	return count;
}

static void drop_file(const char *path)
{
	unlink(path);
}

static void drop(const char *folder)
{
	char *top = place(folder), *local = path_join(top, "local");

	each_file(folder, drop_file);
	rmdir(local);
	rmdir(top);
	unlink(top);
	free(local);
	free(top);
}

static char only[4096]; /* the file that each_file() found last */

static void note_file(const char *path)
{
	snprintf(only, sizeof(only), "%s", path);
}

static const char *only_file(const char *folder)
{
	assert_int_equal(each_file(folder, note_file), 1);
	return only;
}

/* folder null: in memory */
static struct store *at(const char *path, const char *folder, bool read_only)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	options.read_only = read_only;
	if (store_open(&store, path, &options, &err) || store_unlock(store, NULL, NULL, &err))
		fail_msg("%s", err.text);
	if (folder) {
		char *top = place(folder);
		store_keep_local(store, top);
		free(top);
	}
	return store;
}

static void write_text(struct store *store, const char *name, const char *text)
{
	struct err err = {STATUS_OK, ""};

	if (store_local_write(store, name, (struct bytes){(const uint8_t *)text, strlen(text)}, &err))
		fail_msg("%s", err.text);
}

/* text null: nothing is kept */
static void assert_kept(struct store *store, const char *name, const char *text)
{
	struct arena arena = {0};
	struct bytes value;
	struct err err = {STATUS_OK, ""};
	enum status status = store_local_read(store, name, &arena, &value, &err);

	if (err.text[0])
		fail_msg("%s", err.text);
	assert_int_equal(status, text ? STATUS_OK : STATUS_NOT_FOUND);
	if (text)
		assert_true(bytes_equal(value, (struct bytes){(const uint8_t *)text, strlen(text)}));
	arena_release(&arena);
}

static void remove_text(struct store *store, const char *name)
{
	struct err err = {STATUS_OK, ""};

	if (store_local_remove(store, name, &err))
		fail_msg("%s", err.text);
}

static struct buf bytes_of(const char *path)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	if (file_read(path, SIZE_MAX_OF_A_NOTE, &bytes, &err))
		fail_msg("%s", err.text);
	return bytes;
}

static void put_bytes(const char *path, struct bytes bytes)
{
	struct err err = {STATUS_OK, ""};

	if (file_write(path, bytes, &err))
		fail_msg("%s", err.text);
}

static char *new_programme(const char *name, const char *folder)
{
	char *path = memory_text(try_path(name));

	drop(folder);
	store_close(try_create(path, NULL));
	return path;
}

/* --- Keeping ----------------------------------------------------------------------------------------- */

static void test_nothing_is_kept_at_first(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	struct store *store = at(path, "laptop", false);

	(void)state;
	assert_kept(store, "draft", NULL);
	remove_text(store, "draft");
	assert_null(store_local_trouble(store));
	store_close(store);
	drop("laptop");
	free(path);
}

static void test_values_outlast_the_run(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	struct store *store = at(path, "laptop", false);

	(void)state;
	write_text(store, "draft", "first");
	write_text(store, "draft", "second");
	write_text(store, "laptop", "");
	store_close(store);
	store = at(path, "laptop", false);
	assert_kept(store, "draft", "second");
	assert_kept(store, "laptop", "");
	assert_kept(store, "drafts", NULL);
	remove_text(store, "draft");
	assert_kept(store, "draft", NULL);
	assert_kept(store, "laptop", "");
	store_close(store);
	assert_int_equal(each_file("laptop", NULL), 1);
	drop("laptop");
	free(path);
}

static void assert_private(const char *path)
{
	struct stat about;

	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
}

/* Neither the value nor its name can be read beside the data file. */
static void test_files_are_private_and_sealed(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	char *folder = place("laptop/local");
	struct store *store = at(path, "laptop", false);
	struct stat about;

	(void)state;
	write_text(store, "draft-siti", "SITI AMINAH 3173084306859017");
	store_close(store);
	each_file("laptop", assert_private);
	assert_int_equal(stat(folder, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0700);
	const char *file = only_file("laptop");
	struct buf bytes = bytes_of(file);
	assert_null(memmem(bytes.ptr, bytes.len, "SITI", 4));
	assert_null(strstr(file, "siti"));
	buf_release(&bytes);
	drop("laptop");
	free(folder);
	free(path);
}

static void test_a_value_has_a_limit(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	struct store *store = at(path, "laptop", false);
	uint8_t *large = memory_alloc(LOCAL_MAX + 1);
	struct err err = {STATUS_OK, ""};
	struct arena arena = {0};
	struct bytes value;

	(void)state;
	assert_int_equal(store_local_write(store, "draft", (struct bytes){large, LOCAL_MAX + 1}, &err),
			 STATUS_INVALID);
	assert_kept(store, "draft", NULL);
	assert_int_equal(store_local_write(store, "draft", (struct bytes){large, LOCAL_MAX}, &err), STATUS_OK);
	assert_int_equal(store_local_read(store, "draft", &arena, &value, &err), STATUS_OK);
	assert_int_equal(value.len, LOCAL_MAX);
	arena_release(&arena);
	store_close(store);
	drop("laptop");
	free(large);
	free(path);
}

/* The child writes on and on; a kill comes in the midst of it. */
static void test_a_kill_leaves_a_whole_value(void **state)
{
	char *path = new_programme("local.okoce", "laptop");

	(void)state;
	for (int round = 0; round < 10; round++) {
		int pipes[2];
		char byte;

		assert_int_equal(pipe(pipes), 0);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct store *store = at(path, "laptop", false);

			for (unsigned i = 0;; i++) {
				write_text(store, "draft", i % 2 ? "one value, a short one"
								 : "another value, which is longer than it");
				if (i >= 2 && write(pipes[1], "", 1) != 1)
					_exit(1);
			}
		}
		for (int i = 0; i <= round; i++)
			assert_int_equal(read(pipes[0], &byte, 1), 1);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, NULL, 0), child);
		close(pipes[0]);
		close(pipes[1]);
		struct store *store = at(path, "laptop", false);
		struct arena arena = {0};
		struct bytes value;
		assert_int_equal(store_local_read(store, "draft", &arena, &value, NULL), STATUS_OK);
		assert_true(value.len == strlen("one value, a short one") ||
			    value.len == strlen("another value, which is longer than it"));
		assert_null(store_local_trouble(store));
		arena_release(&arena);
		store_close(store);
	}
	drop("laptop");
	free(path);
}

/* --- What does not belong ------------------------------------------------------------------------------ */

/* It is not there, that is said in this run, and in the next one it is forgotten. */
static void assert_passed_over(const char *path, const char *name)
{
	struct store *store = at(path, "laptop", false);

	assert_kept(store, name, NULL);
	assert_non_null(store_local_trouble(store));
	write_text(store, name, "anew");
	assert_kept(store, name, "anew");
	remove_text(store, name);
	store_close(store);
	store = at(path, "laptop", false);
	assert_kept(store, name, NULL);
	assert_null(store_local_trouble(store));
	store_close(store);
}

static void test_each_changed_byte_is_noticed(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	struct store *store = at(path, "laptop", false);

	(void)state;
	write_text(store, "draft", "SITI");
	store_close(store);
	char *file = memory_text(only_file("laptop"));
	struct buf bytes = bytes_of(file);
	for (size_t i = 0; i < bytes.len; i++) {
		bytes.ptr[i] ^= 0x10;
		put_bytes(file, buf_bytes(&bytes));
		assert_passed_over(path, "draft");
		bytes.ptr[i] ^= 0x10;
	}
	for (size_t len = 0; len < bytes.len; len += 7) {
		put_bytes(file, (struct bytes){bytes.ptr, len});
		assert_passed_over(path, "draft");
	}
	buf_release(&bytes);
	drop("laptop");
	free(file);
	free(path);
}

/* What is sealed for one use, key, place or programme opens in no other (FORMAT F1). Each stands where
 * the value "draft" belongs. */
enum foreign { OTHER_NAME, OTHER_LABEL, OTHER_KEY, OTHER_PROGRAMME, FOREIGN_COUNT };

static void seal_foreign(struct buf *out, const struct store *store, enum foreign foreign)
{
	struct id programme = store->meta.programme;
	struct bytes name = {(const uint8_t *)"draft", 5};

	if (foreign == OTHER_NAME)
		name = (struct bytes){(const uint8_t *)"laptop", 6};
	if (foreign == OTHER_PROGRAMME)
		programme.byte[0] ^= 1;
	const struct bytes bound[] = {id_bytes(&programme), name};
	seal(out, foreign == OTHER_KEY ? store->ring->names_key : store->ring->local_key,
	     foreign == OTHER_LABEL ? "okoce view names 1" : "okoce local 1", bound, 2,
	     (struct bytes){(const uint8_t *)"SITI", 4});
}

static void test_what_was_sealed_for_another_use_does_not_open(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	struct store *store = at(path, "laptop", false);
	struct buf sealed[FOREIGN_COUNT + 1] = {{0}};

	(void)state;
	write_text(store, "draft", "SITI");
	char *file = memory_text(only_file("laptop"));
	for (int i = 0; i <= FOREIGN_COUNT; i++)
		seal_foreign(&sealed[i], store, i);
	store_close(store);
	for (int i = 0; i < FOREIGN_COUNT; i++) {
		put_bytes(file, buf_bytes(&sealed[i]));
		assert_passed_over(path, "draft");
	}
	/* With nothing foreign about it, it is the value. */
	put_bytes(file, buf_bytes(&sealed[FOREIGN_COUNT]));
	store = at(path, "laptop", false);
	assert_kept(store, "draft", "SITI");
	store_close(store);
	for (int i = 0; i <= FOREIGN_COUNT; i++)
		buf_release(&sealed[i]);
	drop("laptop");
	free(file);
	free(path);
}

static void test_another_programmes_value_is_passed_over(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	char *other = new_programme("other.okoce", "other-laptop");
	struct store *store = at(path, "laptop", false);

	(void)state;
	write_text(store, "draft", "SITI");
	store_close(store);
	store = at(other, "other-laptop", false);
	write_text(store, "draft", "ANI");
	store_close(store);
	struct buf foreign = bytes_of(only_file("other-laptop"));
	put_bytes(only_file("laptop"), buf_bytes(&foreign));
	assert_passed_over(path, "draft");
	buf_release(&foreign);
	drop("laptop");
	drop("other-laptop");
	free(other);
	free(path);
}

/* --- Without a folder ---------------------------------------------------------------------------------- */

static void test_in_memory_for_the_run(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	struct store *store = at(path, NULL, false);

	(void)state;
	assert_kept(store, "draft", NULL);
	write_text(store, "draft", "first");
	write_text(store, "draft", "second");
	write_text(store, "laptop", "KBG-A");
	assert_kept(store, "draft", "second");
	remove_text(store, "draft");
	assert_kept(store, "draft", NULL);
	assert_kept(store, "laptop", "KBG-A");
	store_close(store);
	store = at(path, NULL, false);
	assert_kept(store, "laptop", NULL);
	store_close(store);
	free(path);
}

static void test_a_folder_that_cannot_be_used_is_said(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	char *blocked = place("laptop");

	(void)state;
	put_bytes(blocked, (struct bytes){(const uint8_t *)"x", 1});
	struct store *store = at(path, "laptop", false);
	assert_non_null(store_local_trouble(store));
	write_text(store, "draft", "for this run");
	assert_kept(store, "draft", "for this run");
	store_close(store);
	drop("laptop");
	free(blocked);
	free(path);
}

static void test_who_only_reads_changes_no_file(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	struct store *store = at(path, "laptop", false);

	(void)state;
	write_text(store, "draft", "kept");
	write_text(store, "laptop", "KBG-A");
	store_close(store);
	store = at(path, "laptop", true);
	assert_kept(store, "draft", "kept");
	write_text(store, "draft", "for this run");
	remove_text(store, "laptop");
	assert_kept(store, "draft", "for this run");
	assert_kept(store, "laptop", NULL);
	store_close(store);
	store = at(path, "laptop", false);
	assert_kept(store, "draft", "kept");
	assert_kept(store, "laptop", "KBG-A");
	store_close(store);
	drop("laptop");
	free(path);
}

static void test_nothing_is_told_of_a_locked_file(void **state)
{
	char *path = new_programme("local.okoce", "laptop");
	struct store_options options = try_options();
	struct store *store;
	struct arena arena = {0};
	struct bytes value;
	struct err err = {STATUS_OK, ""};

	(void)state;
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	assert_int_equal(store_local_read(store, "draft", &arena, &value, &err), STATUS_DENIED);
	assert_int_equal(store_local_write(store, "draft", BYTES_NONE, &err), STATUS_DENIED);
	assert_int_equal(store_local_remove(store, "draft", &err), STATUS_DENIED);
	store_close(store);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_kept_at_first),
		cmocka_unit_test(test_values_outlast_the_run),
		cmocka_unit_test(test_files_are_private_and_sealed),
		cmocka_unit_test(test_a_value_has_a_limit),
		cmocka_unit_test(test_a_kill_leaves_a_whole_value),
		cmocka_unit_test(test_each_changed_byte_is_noticed),
		cmocka_unit_test(test_what_was_sealed_for_another_use_does_not_open),
		cmocka_unit_test(test_another_programmes_value_is_passed_over),
		cmocka_unit_test(test_in_memory_for_the_run),
		cmocka_unit_test(test_a_folder_that_cannot_be_used_is_said),
		cmocka_unit_test(test_who_only_reads_changes_no_file),
		cmocka_unit_test(test_nothing_is_told_of_a_locked_file),
	};
	struct err err;

	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
