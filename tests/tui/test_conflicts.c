/* SPDX-License-Identifier: BSD-2-Clause */
/* What two laptops recorded differently, as an officer decides it. */
#include "support/terminal.h"
#include "tui/office_try.h"

#include "base/file.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define TWO "two.okoce"
#define JOKO "pjoko prasetyo<Down><Enter>"

/* --- Two laptops ------------------------------------------------------------------------------- */

/* Each has an id of its own, always the same one. */
static void be_laptop(const char *name, uint8_t id)
{
	char *state = office_path(name);
	char *okoce = path_join(state, "okoce");
	char *device = path_join(okoce, "device");
	uint8_t bytes[16];
	struct err err = {0};

	memset(bytes, id, sizeof(bytes));
	(void)mkdir(state, 0700);
	(void)mkdir(okoce, 0700);
	assert_int_equal(file_write(device, (struct bytes){bytes, sizeof(bytes)}, &err), STATUS_OK);
	setenv("XDG_STATE_HOME", state, 1);
	free(device);
	free(okoce);
	free(state);
}

static void work(const char *now, const char *mark, const char *contact)
{
	struct terminal *terminal = office_open_again(now);

	terminal_type(terminal, "<Enter>");
	terminal_type(terminal, mark);
	terminal_type(terminal, "<Esc><Esc>" JOKO);
	terminal_type(terminal, contact);
	terminal_type(terminal, "<Esc><Esc><Esc>");
	office_quit(terminal);
}

static void add_entries(struct db_txn *from, struct db_txn *to)
{
	const struct bytes log = {(const uint8_t *)"L", 1};
	struct bytes key, value, held;

	DB_EACH (from, log, key, value)
		if (!db_get(to, key, &held))
			db_put(to, key, value);
}

/* What the file `from` has comes into the copy. */
static void join(const char *from)
{
	char *from_path = office_path(from);
	char *to_path = office_copy_path();
	struct db *source, *target;
	struct db_txn *reading, *writing;
	struct err err = {0};

	assert_int_equal(db_open(&source, from_path, true, &err), STATUS_OK);
	assert_int_equal(db_open(&target, to_path, false, &err), STATUS_OK);
	assert_int_equal(db_begin(source, false, &reading, &err), STATUS_OK);
	assert_int_equal(db_begin(target, true, &writing, &err), STATUS_OK);
	add_entries(reading, writing);
	assert_int_equal(db_commit(writing, &err), STATUS_OK);
	db_abort(reading);
	db_close(source);
	db_close(target);
	free(from_path);
	free(to_path);
}

static void move_copy(const char *name)
{
	char *from = office_copy_path();
	char *to = office_path(name);

	assert_int_equal(rename(from, to), 0);
	free(from);
	free(to);
}

/* The file TWO: JOKO PRASETYO is present on one laptop and excused on the other, with a telephone number of each. */
static int begin(void **state)
{
	if (office_begin(state) != 0)
		return -1;
	be_laptop("here", 0xab);
	office_copy(OFFICE_DEMO);
	work(OFFICE_TUESDAY, "17<Enter>", "k<C-u>081200000001<Enter>081300000001<C-s>");
	move_copy("first.okoce");
	be_laptop("there", 0xcd);
	office_copy(OFFICE_DEMO);
	work(OFFICE_LATER, "17<F4>i", "k<C-u>081200000002<C-s>");
	join("first.okoce");
	move_copy(TWO);
	be_laptop("here", 0xab);
	return 0;
}

static struct terminal *open_two(const struct office_look *look)
{
	return office_open(TWO, OFFICE_LATER, look);
}

/* --- Looks ------------------------------------------------------------------------------------- */

static void golden(struct terminal *terminal, const char *screen, const char *look)
{
	char name[64];

	snprintf(name, sizeof(name), "tui/golden/%s-%s", screen, look);
	terminal_golden(terminal, name);
}

static void look_at(const struct office_look *look)
{
	struct terminal *terminal = open_two(look);

	terminal_type(terminal, "c");
	golden(terminal, "attention", look->name);
	terminal_type(terminal, "<Enter>");
	golden(terminal, "conflicts", look->name);
	terminal_type(terminal, "<Enter>");
	golden(terminal, "conflict", look->name);
	office_quit(terminal);
}

static void test_looks(void **state)
{
	static const struct office_look wide[] = {
		{"id-wide", "xterm-256color", NULL, "id", 50, 200},
		{"en-wide", "xterm-256color", NULL, "en", 50, 200},
	};

	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++)
		look_at(&office_looks[i]);
	look_at(&wide[0]);
	look_at(&wide[1]);
}

/* --- Deciding ---------------------------------------------------------------------------------- */

static void test_one_side(void **state)
{
	struct terminal *terminal = open_two(NULL);

	(void)state;
	terminal_expect(terminal, "2 records differ between laptops");
	terminal_type(terminal, "c<Enter>");
	terminal_expect(terminal, "Telephone: JOKO PRASETYO");
	terminal_expect(terminal, "Attendance: JOKO PRASETYO, 2019-KT-KBG-2, day 2");
	terminal_type(terminal, "<Down><Enter>");
	terminal_expect(terminal, "[x] excused");
	terminal_expect(terminal, "[ ] present");
	terminal_type(terminal, "2");
	terminal_expect(terminal, "[x] present");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Decided and saved: Attendance: JOKO PRASETYO");
	assert_int_equal(terminal_find(terminal, "> Attendance"), -1);
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "The decision was taken back.");
	terminal_expect(terminal, "Attendance: JOKO");
	terminal_type(terminal, "<Esc><Esc>");
	office_quit(terminal);
}

/* The first number of one laptop, the second of the other. */
static void test_composed(void **state)
{
	struct terminal *terminal = open_two(NULL);

	(void)state;
	terminal_type(terminal, "c<Enter><Enter>");
	terminal_expect(terminal, "[x] 081200000002");
	terminal_type(terminal, "<Right>");
	terminal_expect(terminal, "[x] 081200000001");
	terminal_type(terminal, "<Left><Down><Right>");
	terminal_expect(terminal, "[x] 081200000002");
	terminal_expect(terminal, "[x] 081300000001");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Decided and saved: Telephone: JOKO PRASETYO");
	terminal_type(terminal, "<Esc><Esc>" JOKO);
	terminal_expect(terminal, "081200000002");
	terminal_expect(terminal, "081300000001");
	office_quit(terminal);
}

/* Nothing is decided by leaving; resizing keeps what was marked. */
static void test_left(void **state)
{
	struct terminal *terminal = open_two(NULL);

	(void)state;
	terminal_type(terminal, "c<Enter><Enter>2");
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "[x] 081200000001");
	terminal_resize(terminal, 24, 80);
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "Telephone: JOKO PRASETYO");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "2 records differ between laptops");
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_one_side),
		cmocka_unit_test(test_composed),
		cmocka_unit_test(test_left),
	};

	return cmocka_run_group_tests(tests, begin, office_end);
}
