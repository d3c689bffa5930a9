/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files that no officer writes: each is refused at its place, and none takes long or much memory,
 * whatever it holds (SECURITY S12).
 */
#include "conf/conf.h"
#include "base/file.h"
#include "base/sanitizer.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"

/* It needs those before it. */
#include <cmocka.h>

/* --- What is refused, and where --------------------------------------------------------------- */

/* okoce.yaml as a whole. */
struct hostile {
	const char *bytes;
	size_t len; /* 0: it is a text */
	const char *place, *text;
};

#define BYTES(text) (text), sizeof(text) - 1

static const struct hostile all[] = {
	{"a: &x 1\n", 0, ":1:4: ", "anchors"},
	{"a: 1\nb: *x\n", 0, ":2:4: ", "aliases"},
	{"a: 1\n<<: *x\n", 0, ":2:5: ", "aliases"},
	{"city: a\n<<: {city: b}\n<<: {city: c}\n", 0, ":2:1: ", "unknown key \"<<\""},
	{"a: !!int 1\n", 0, ":1:4: ", "tags"},
	{"a: 1\nb: !x\n", 0, ":2:4: ", "tags"},
	{"%YAML 1.1\n---\na: 1\n", 0, ":1:1: ", "begin with %"},
	{"a: 1\n---\na: 2\n", 0, ":2:1: ", "a second document"},
	{"a: 1\n...\nb: 2\n", 0, ":3:1: ", "a second document"},
	{"a: 1\n--- b\n", 0, ":2:1: ", "a second document"},
	{"a: [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]\n", 0, ":1:19: ", "more than 16 levels"},
	{"? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? a\n", 0, ":1:33: ", "more than 16 levels"},
	{"- - - - - - - - - - - - - - - - - - a\n", 0, ":1:33: ", "more than 16 levels"},
	{"[a]: 1\n", 0, ":1:1: ", "a key is a word"},
	{BYTES("city: a\0b\n"), ":1:8: ", "U+0000"},
	{"city: \"a\\0b\"\n", 0, ":1:7: ", "an escape makes"},
	{"city: \"\\u202e\"\n", 0, ":1:7: ", "an escape makes"},
	{"city: \"\\ud800\"\n", 0, ":1:10: ", "is no character"},
	{"city: \xc3\x28\n", 0, ":1:7: ", "byte C3 is not UTF-8"},
	{"a: 1\nb: Jakarta\xff\n", 0, ":2:11: ", "byte FF is not UTF-8"},
	{"city: \xc0\xaf\n", 0, ":1:7: ", "byte C0 is not UTF-8"},
	{"city: \xed\xa0\x80\n", 0, ":1:7: ", "byte ED is not UTF-8"},
	{"city: caf\xe9\n", 0, ":1:10: ", "byte E9 is not UTF-8"},
	{"\xff\xfe" "a", 0, ":1:1: ", "UTF-16"},
	{"\xfe\xff" "a", 0, ":1:1: ", "UTF-16"},
	{BYTES("c\0i\0t\0y\0"), ":1:2: ", "U+0000"},
	{"\xef\xbb\xbf\xef\xbb\xbf" "city: a\n", 0, ":1:1: ", "U+FEFF"},
	{"city: a\xe2\x80\x8b" "b\n", 0, ":1:8: ", "U+200B"},
	{"city: \xe2\x80\xae" "b\n", 0, ":1:7: ", "U+202E"},
	{"city: \x1b[2J\n", 0, ":1:7: ", "U+001B"},
	{"signatory:\n\tname: x\n", 0, ":2:1: ", "a tab"},
	{"signatory:\n \tname: x\n", 0, ":2:2: ", "a tab"},
	{"signatory:\r\n\tname: x\r\n", 0, ":2:1: ", "a tab"},
	{"city: \"a\nb: c\n", 0, ":1:7: ", ""},
	{"city: [a\nb: c\n", 0, ":1:7: ", "not closed"},
	{"city: @a\n", 0, ":1:7: ", "put it in quotes"},
	{"city: a\n  b: c\n", 0, ":2:", ""},
	{"", 0, ":1:1: ", "this file is empty"},
	{"\xef\xbb\xbf", 0, ":1:1: ", "this file is empty"},
	{"# nothing\n", 0, ":1:1: ", "this file is empty"},
	{"a", 0, ":1:1: ", "here must be keys and values"},
	{"- a\n", 0, ":1:1: ", "here must be keys and values"},
};

static bool says(const struct conf_problems *problems, const struct hostile *hostile)
{
	struct buf lines = BUF_EMPTY;
	bool right = false;

	for (size_t i = 0; i < problems->count && !right; i++) {
		buf_clear(&lines);
		conf_problem_print(&lines, &problems->item[i]);
		const char *at = strstr(buf_text(&lines), "okoce.yaml:");
		right = at && strstr(at, hostile->place) == at + strlen("okoce.yaml") &&
			strstr(at, hostile->text);
	}
	if (!right)
		print_error("expected %s %s, got %s\n", hostile->place, hostile->text,
			buf_text(&lines));
	buf_release(&lines);
	return right;
}

static void test_hostile_files(void **state)
{
	bool right = true;

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		size_t len = all[i].len > 0 ? all[i].len : strlen(all[i].bytes);
		struct loaded loaded;

		folder_write(*state, "okoce.yaml", all[i].bytes, len);
		folder_load(*state, &loaded);
		assert_int_equal(loaded.status, STATUS_INVALID);
		right = says(&loaded.problems, &all[i]) && right;
		loaded_release(&loaded);
	}
	folder_mend(*state, "okoce.yaml");
	assert_true(right);
}

/* A byte order mark and CR LF are taken. */
static void test_harmless_files(void **state)
{
	struct buf text = folder_read("okoce.yaml");
	struct buf changed = BUF_EMPTY;
	struct loaded loaded;

	buf_add_text(&changed, "\xef\xbb\xbf");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n')
			buf_add_byte(&changed, '\r');
		buf_add_byte(&changed, text.ptr[i]);
	}
	folder_write(*state, "okoce.yaml", changed.ptr, changed.len);
	folder_load(*state, &loaded);
	assert_int_equal(loaded.status, STATUS_OK);
	assert_int_equal(loaded.problems.count, 0);
	assert_string_equal(loaded.programme.settings.city, "Jakarta");
	loaded_release(&loaded);
	buf_release(&text);
	buf_release(&changed);
	folder_mend(*state, "okoce.yaml");
}

/* --- What is no file -------------------------------------------------------------------------- */

/* The only problem is this file's, as a whole. */
static void expect_unread(const char *folder)
{
	struct loaded loaded;

	folder_load(folder, &loaded);
	assert_int_equal(loaded.status, STATUS_INVALID);
	struct buf said = folder_problems(folder, &loaded);
	if (loaded.problems.count != 1 || strncmp(buf_text(&said), "plan-2020.yaml: ", 16) != 0)
		fail_msg("%s", buf_text(&said));
	buf_release(&said);
	loaded_release(&loaded);
	folder_delete(folder, "plan-2020.yaml");
}

static void test_no_files(void **state)
{
	char *path = path_join(*state, "plan-2020.yaml");

	assert_int_equal(mkfifo(path, 0600), 0);
	expect_unread(*state);
	assert_int_equal(symlink("/dev/zero", path), 0);
	expect_unread(*state);
	assert_int_equal(symlink("plan-2020.yaml", path), 0);
	expect_unread(*state);
	assert_int_equal(symlink("/nonexistent/x", path), 0);
	expect_unread(*state);
	assert_int_equal(symlink(".", path), 0);
	expect_unread(*state);
	if (geteuid() != 0) { /* root may read it all the same */
		folder_write(*state, "plan-2020.yaml", "year: 2020\n", 11);
		assert_int_equal(chmod(path, 0), 0);
		expect_unread(*state);
	}
	free(path);
}

/* --- Time and memory -------------------------------------------------------------------------- */

#define SECONDS_MAX 1.0
#define MEMORY_MAX (64 << 10) /* KiB */

static void repeat(struct buf *out, const char *text, size_t limit)
{
	while (out->len + strlen(text) <= limit)
		buf_add_text(out, text);
}

/* In a process of its own, whose time and memory are counted. */
static void load_within(const char *folder, const char *what)
{
	struct rusage used;
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct programme programme;
		struct conf_problems problems;
		struct err err;

		_exit(conf_load(folder, &programme, &problems, &err) == STATUS_INVALID ? 0 : 1);
	}
	assert_int_equal(wait4(child, &status, 0, &used), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	double seconds = (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6;
	print_message("%-12s %.2f s, %ld KiB\n", what, seconds, used.ru_maxrss);
#ifndef HAS_SANITIZER
	if (!getenv("UNDER_VALGRIND")) {
		assert_true(seconds <= SECONDS_MAX);
		assert_true(used.ru_maxrss <= MEMORY_MAX);
	}
#endif
}

static void try_large(const char *folder, const char *begin, const char *again, size_t limit)
{
	struct buf text = BUF_EMPTY;

	buf_add_text(&text, begin);
	repeat(&text, again, limit);
	folder_write(folder, "okoce.yaml", text.ptr, text.len);
	load_within(folder, again);
	buf_release(&text);
}

static void test_large_files(void **state)
{
	static const char *const again[] = {"[", "{", "- ", "? ", "a:\n", "\"", "x\n", "- &a b\n",
		"- *a\n", "- !!s a\n", "%x\n", "--- a\n", "#", "\\", "{a: [", "'", "\r", "  \n",
		"a: |\n b\n", "x"};

	for (size_t i = 0; i < sizeof(again) / sizeof(*again); i++) {
		try_large(*state, "", again[i], CONF_FILE_MAX);
		try_large(*state, "city: ", again[i], CONF_FILE_MAX);
		/* A mistake in a small file is looked for longest. */
		try_large(*state, "city: a\n b: c\n", again[i], 60000);
	}
	try_large(*state, "letterhead: [", "x,", 98000);
	try_large(*state, "letterhead:\n", "- x\n", 190000);
	folder_mend(*state, "okoce.yaml");
}

/* All files together are held in memory. */
static void test_many_files(void **state)
{
	static const struct {
		const char *begin, *again;
		size_t len;
	} kinds[] = {
		{"sessions:\n", "- [a,b,c,d,e,f,g,h]\n", 90000},
		{"sessions:\n",
			"- {id: a, commodity: b, kecamatan: 31.73.01, number: 1, dates: "
			"[2019-01-01, 2019-01-02], venue: x}\n",
			190000},
		{"", "# nothing\n", CONF_FILE_MAX},
	};
	struct buf text = BUF_EMPTY;
	char name[40];

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		buf_clear(&text);
		buf_add_text(&text, kinds[i].begin);
		repeat(&text, kinds[i].again, kinds[i].len);
		for (int j = 0; j < CONF_FILES_MAX - 6; j++) {
			snprintf(name, sizeof(name), "plan-%d.yaml", 1000 + j);
			folder_write(*state, name, text.ptr, text.len);
		}
		load_within(*state, "many files");
	}
	for (int j = 0; j < CONF_FILES_MAX - 6; j++) {
		snprintf(name, sizeof(name), "plan-%d.yaml", 1000 + j);
		folder_delete(*state, name);
	}
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hostile_files),
		cmocka_unit_test(test_harmless_files),
		cmocka_unit_test(test_no_files),
		cmocka_unit_test(test_large_files),
		cmocka_unit_test(test_many_files),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
