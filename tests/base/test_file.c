/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/file.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static struct bytes text_bytes(const char *text)
{
	return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* Writes a file of the scratch folder and returns its path. */
static char *make(void **state, const char *name, const char *text)
{
	char *path = scratch_path(state, name);
	struct err err;

	assert_int_equal(file_write(path, text_bytes(text), &err), STATUS_OK);
	return path;
}

static mode_t mode_of(const char *path)
{
	struct stat about;

	assert_int_equal(lstat(path, &about), 0);
	return about.st_mode;
}

static void expect_unreadable(const char *path, size_t max, enum status status)
{
	struct buf out = BUF_EMPTY;
	struct err err = {0};

	buf_add_text(&out, "kept");
	assert_int_equal(file_read(path, max, &out, &err), status);
	assert_int_equal(err.status, status);
	assert_true(strlen(err.text) > 0);
	assert_string_equal(buf_text(&out), "kept");
	buf_release(&out);
}

static void only_regular_files_are_read(void **state)
{
	char *fifo = scratch_path(state, "fifo");
	char *missing = scratch_path(state, "missing");

	assert_int_equal(mkfifo(fifo, 0600), 0);
	expect_unreadable("", 10, STATUS_NOT_FOUND);
	expect_unreadable(missing, 10, STATUS_NOT_FOUND);
	expect_unreadable(*state, 10, STATUS_INVALID);
	expect_unreadable(fifo, 10, STATUS_INVALID);
	expect_unreadable("/dev/null", 10, STATUS_INVALID);
	expect_unreadable("/dev/zero", 10, STATUS_INVALID);
	free(fifo);
	free(missing);
}

static void reading_is_bounded(void **state)
{
	char *empty = make(state, "empty", "");
	char *ten = make(state, "ten", "0123456789");
	struct buf out = BUF_EMPTY;
	struct err err;

	assert_int_equal(file_read(empty, 0, &out, &err), STATUS_OK);
	assert_int_equal(out.len, 0);
	assert_int_equal(file_read(ten, 10, &out, &err), STATUS_OK);
	assert_string_equal(buf_text(&out), "0123456789");
	assert_int_equal(file_read(ten, 10, &out, &err), STATUS_OK);
	assert_int_equal(out.len, 20);
	expect_unreadable(ten, 9, STATUS_INVALID);
	expect_unreadable(ten, 0, STATUS_INVALID);
	buf_release(&out);
	free(empty);
	free(ten);
}

static void large_files_come_back_whole(void **state)
{
	char *path = scratch_path(state, "large");
	struct buf in = BUF_EMPTY;
	struct buf out = BUF_EMPTY;
	struct err err;

	for (int i = 0; i < 200000; i++)
		buf_add_byte(&in, (uint8_t)(i * 7 ^ i >> 8));
	assert_int_equal(file_write(path, buf_bytes(&in), &err), STATUS_OK);
	assert_int_equal(file_read(path, in.len, &out, &err), STATUS_OK);
	assert_true(bytes_equal(buf_bytes(&in), buf_bytes(&out)));
	expect_unreadable(path, in.len - 1, STATUS_INVALID);
	buf_release(&in);
	buf_release(&out);
	free(path);
}

static void parts_of_a_file_are_put_and_got(void **state)
{
	char *path = make(state, "parts", "");
	int fd = open(path, O_RDWR | O_CLOEXEC), number = -1;
	char got[5] = "";

	assert_true(fd >= 0);
	assert_int_equal(file_put(fd, text_bytes("01234")), 0);
	assert_int_equal(file_put(fd, text_bytes("56789")), 0);
	assert_int_equal(file_put_at(fd, text_bytes("abc"), 4), 0);
	assert_int_equal(file_put_at(fd, BYTES_NONE, 100), 0);
	assert_true(file_get_at(fd, got, 4, 3, &number));
	assert_string_equal(got, "3abc");
	assert_true(file_get_at(fd, got, 0, 100, &number));
	assert_int_equal(number, -1);
	assert_false(file_get_at(fd, got, 4, 7, &number));
	assert_int_equal(number, 0);
	close(fd);
	assert_int_equal(file_put(fd, text_bytes("0")), EBADF);
	assert_int_equal(file_put_at(fd, text_bytes("0"), 0), EBADF);
	assert_false(file_get_at(fd, got, 4, 0, &number));
	assert_int_equal(number, EBADF);
	free(path);
}

static void a_failed_write_leaves_nothing_behind(void **state)
{
	char *folder = scratch_path(state, "folder");
	char *beyond = scratch_path(state, "none/file");
	int before;
	struct err err = {0};

	assert_int_equal(mkdir(folder, 0700), 0);
	before = scratch_count(*state);
	assert_int_equal(file_write(beyond, text_bytes("x"), &err), STATUS_NOT_FOUND);
	assert_non_null(strstr(err.text, "none/file"));
	assert_int_equal(file_write(folder, text_bytes("x"), &err), STATUS_IO);
	assert_int_equal(scratch_count(*state), before);
	free(folder);
	free(beyond);
}

static void writing_replaces_the_name_and_not_what_it_points_to(void **state)
{
	char *target = make(state, "target", "old");
	char *link = scratch_path(state, "link");
	struct buf out = BUF_EMPTY;
	struct err err;

	assert_int_equal(symlink("target", link), 0);
	assert_int_equal(file_write(link, text_bytes("new"), &err), STATUS_OK);
	assert_true(S_ISREG(mode_of(link)));
	assert_int_equal(mode_of(link) & 07777, 0600);
	assert_int_equal(file_read(target, 10, &out, &err), STATUS_OK);
	assert_string_equal(buf_text(&out), "old");
	buf_clear(&out);
	assert_int_equal(file_write(link, text_bytes("newer"), &err), STATUS_OK);
	assert_int_equal(file_read(link, 10, &out, &err), STATUS_OK);
	assert_string_equal(buf_text(&out), "newer");
	buf_release(&out);
	free(target);
	free(link);
}

static void folders_are_made_with_those_above(void **state)
{
	char *deep = scratch_path(state, "a//b/c/");
	char *above = scratch_path(state, "a");
	char *file = make(state, "file", "");
	char *in_file = path_join(file, "x");
	struct err err;

	assert_int_equal(file_make_folder(deep, &err), STATUS_OK);
	assert_int_equal(file_make_folder(deep, &err), STATUS_OK);
	assert_int_equal(mode_of(deep) & 07777, 0700);
	assert_int_equal(mode_of(above) & 07777, 0700);
	assert_int_equal(file_make_folder("/", &err), STATUS_OK);
	assert_int_equal(file_make_folder(".", &err), STATUS_OK);
	assert_int_equal(file_make_folder("", &err), STATUS_NOT_FOUND);
	assert_int_equal(file_make_folder(file, &err), STATUS_IO);
	assert_int_equal(file_make_folder(in_file, &err), STATUS_IO);
	free(deep);
	free(above);
	free(file);
	free(in_file);
}

static void the_holding_folder_is_flushed(void **state)
{
	char *inside = scratch_path(state, "name");
	char *beyond = scratch_path(state, "none/name");
	struct err err;

	assert_int_equal(file_sync_folder(inside, &err), STATUS_OK);
	assert_int_equal(file_sync_folder("name", &err), STATUS_OK);
	assert_int_equal(file_sync_folder("", &err), STATUS_OK);
	assert_int_equal(file_sync_folder(*state, &err), STATUS_OK);
	assert_int_equal(file_sync_folder(beyond, &err), STATUS_NOT_FOUND);
	free(inside);
	free(beyond);
}

static void a_lock_is_held_once(void **state)
{
	char *path = scratch_path(state, "lock");
	struct file_lock first = FILE_LOCK_NONE;
	struct file_lock second = FILE_LOCK_NONE;
	struct err err = {0};

	file_lock_release(&first);
	assert_int_equal(file_lock_take(&first, path, &err), STATUS_OK);
	assert_int_equal(mode_of(path) & 07777, 0600);
	assert_int_not_equal(fcntl(first.fd, F_GETFD) & FD_CLOEXEC, 0);
	assert_int_equal(file_lock_take(&second, path, &err), STATUS_BUSY);
	assert_int_equal(second.fd, -1);
	file_lock_release(&first);
	assert_int_equal(first.fd, -1);
	assert_int_equal(file_lock_take(&second, path, &err), STATUS_OK);
	file_lock_release(&second);
	assert_true(S_ISREG(mode_of(path)));
	free(path);
}

static void only_a_regular_file_is_a_lock(void **state)
{
	char *link = scratch_path(state, "lock-link");
	char *fifo = scratch_path(state, "lock-fifo");
	char *beyond = scratch_path(state, "none/lock");
	struct file_lock lock;
	struct err err;

	assert_int_equal(symlink("elsewhere", link), 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_int_equal(file_lock_take(&lock, link, &err), STATUS_IO);
	assert_int_equal(lock.fd, -1);
	assert_int_equal(file_lock_take(&lock, fifo, &err), STATUS_INVALID);
	assert_int_equal(lock.fd, -1);
	assert_int_equal(file_lock_take(&lock, beyond, &err), STATUS_NOT_FOUND);
	assert_int_equal(file_lock_take(&lock, *state, &err), STATUS_IO);
	free(link);
	free(fifo);
	free(beyond);
}

static void names_in_sentences_are_safe(void **state)
{
	char *path = scratch_path(state, "\x1b]0;x\a\r\n\xff");
	struct err err = {0};
	struct buf out = BUF_EMPTY;

	assert_int_equal(file_read(path, 1, &out, &err), STATUS_NOT_FOUND);
	assert_null(strpbrk(err.text, "\x1b\a\r\n\xff"));
	assert_non_null(strstr(err.text, "\xef\xbf\xbd]0;x"));
	buf_release(&out);
	free(path);
}

static void expect_joined(const char *folder, const char *name, const char *expected)
{
	char *path = path_join(folder, name);

	assert_string_equal(path, expected);
	free(path);
}

static void expect_folder(const char *path, const char *folder)
{
	char *found = path_folder(path);

	assert_string_equal(found, folder);
	free(found);
}

static void paths_are_joined_and_taken_apart(void **state)
{
	char *with = path_with("a.okoce", "-lock");

	(void)state;
	assert_string_equal(with, "a.okoce-lock");
	free(with);
	expect_joined("", "b", "b");
	expect_joined("/", "b", "/b");
	expect_joined("a", "b", "a/b");
	expect_joined("a/", "b", "a/b");
	assert_string_equal(path_base(""), "");
	assert_string_equal(path_base("a"), "a");
	assert_string_equal(path_base("/x/a"), "a");
	assert_string_equal(path_base("x/"), "");
	expect_folder("", ".");
	expect_folder("a", ".");
	expect_folder("x/a", "x/");
	expect_folder("x/a//", "x/");
	expect_folder("/a", "/");
	expect_folder("//", "/");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_regular_files_are_read),
		cmocka_unit_test(reading_is_bounded),
		cmocka_unit_test(large_files_come_back_whole),
		cmocka_unit_test(parts_of_a_file_are_put_and_got),
		cmocka_unit_test(a_failed_write_leaves_nothing_behind),
		cmocka_unit_test(writing_replaces_the_name_and_not_what_it_points_to),
		cmocka_unit_test(folders_are_made_with_those_above),
		cmocka_unit_test(the_holding_folder_is_flushed),
		cmocka_unit_test(a_lock_is_held_once),
		cmocka_unit_test(only_a_regular_file_is_a_lock),
		cmocka_unit_test(names_in_sentences_are_safe),
		cmocka_unit_test(paths_are_joined_and_taken_apart),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
