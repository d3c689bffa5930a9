/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The screens that README and the manual show, as the program draws them now: doc/screens/NAME.txt, and
 * with `make pictures` NAME.png.
 */
#include "support/terminal.h"
#include "tui/office_try.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct picture {
	const char *name, *lang, *now, *keys;
} pictures[] = {
	{"beranda", "id", OFFICE_TUESDAY, ""},
	{"home", "en", OFFICE_TUESDAY, ""},
	{"kehadiran", "id", OFFICE_LATER, "<Enter>17<Enter>siti am<Down>"},
	{"attendance", "en", OFFICE_LATER, "<Enter>17<Enter>siti am<Down>"},
};

static void add_screen(struct terminal *terminal, struct buf *out)
{
	for (int row = 0; row < terminal_rows(terminal); row++)
		buf_printf(out, "%s\n", terminal_row(terminal, row));
}

/* In a folder of its own where `make pictures` asks for it, else against what is kept. */
static bool is_as_kept(struct terminal *terminal, const char *name)
{
	const char *folder = getenv("OKOCE_PICTURES");
	const char *top = getenv("top_srcdir");
	struct buf path = BUF_EMPTY, seen = BUF_EMPTY, kept = BUF_EMPTY;
	struct err err = {0};
	bool same;

	add_screen(terminal, &seen);
	if (folder) {
		buf_printf(&path, "%s/%s.svg", folder, name);
		terminal_picture(terminal, buf_text(&path));
		buf_clear(&path);
		buf_printf(&path, "%s/%s.txt", folder, name);
		same = file_write(buf_text(&path), buf_bytes(&seen), &err) == STATUS_OK;
	} else {
		buf_printf(&path, "%s/doc/screens/%s.txt", top ? top : ".", name);
		same = file_read(buf_text(&path), 1 << 20, &kept, &err) == STATUS_OK &&
		       bytes_equal(buf_bytes(&kept), buf_bytes(&seen));
	}
	if (!same)
		fprintf(stderr, "%s is not what is drawn now (make pictures renews it):\n%s",
			buf_text(&path), buf_text(&seen));
	buf_release(&path);
	buf_release(&seen);
	buf_release(&kept);
	return same;
}

static void test_pictures_are_what_is_drawn(void **state)
{
	bool same = true;

	(void)state;
	for (size_t i = 0; i < sizeof(pictures) / sizeof(*pictures); i++) {
		struct office_look look = {"", NULL, NULL, pictures[i].lang, 24, 80};
		struct terminal *terminal = office_open(OFFICE_DEMO, pictures[i].now, &look);

		terminal_type(terminal, pictures[i].keys);
		same &= is_as_kept(terminal, pictures[i].name);
		office_quit(terminal);
	}
	assert_true(same);
}

static void test_readme_shows_the_door(void **state)
{
	const char *top = getenv("top_srcdir");
	struct buf readme = BUF_EMPTY, screen = BUF_EMPTY;
	char *path = path_join(top ? top : ".", "README.md");
	char *kept = path_join(top ? top : ".", "doc/screens/kehadiran.txt");
	struct err err = {0};

	(void)state;
	assert_int_equal(file_read(path, 1 << 20, &readme, &err), STATUS_OK);
	assert_int_equal(file_read(kept, 1 << 20, &screen, &err), STATUS_OK);
	assert_non_null(strstr(buf_text(&readme), buf_text(&screen)));
	buf_release(&readme);
	buf_release(&screen);
	free(path);
	free(kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pictures_are_what_is_drawn),
		cmocka_unit_test(test_readme_shows_the_door),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
