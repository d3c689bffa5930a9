/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/file.h"
#include "support/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void add_reverse(struct terminal *terminal, struct buf *out)
{
	for (int row = 0; row < terminal_rows(terminal); row++) {
		for (int col = 0; col < terminal_cols(terminal); col++) {
			int start = col;

			while (col < terminal_cols(terminal) &&
				terminal_is_reverse(terminal, row, col))
				col++;
			if (col > start)
				buf_printf(out, "reverse row %d, columns %d to %d\n", row, start,
					col - 1);
		}
	}
}

static void describe(struct terminal *terminal, struct buf *out)
{
	for (int row = 0; row < terminal_rows(terminal); row++) {
		buf_add_byte(out, '|');
		buf_add_text(out, terminal_row(terminal, row));
		buf_add_byte(out, '\n');
	}
	if (terminal_cursor_is_visible(terminal))
		buf_printf(out, "cursor row %d, column %d\n", terminal_cursor_row(terminal),
			terminal_cursor_col(terminal));
	else
		buf_add_text(out, "cursor hidden\n");
	add_reverse(terminal, out);
}

static size_t line_length(const char *text)
{
	return strcspn(text, "\n");
}

static const char *next_line(const char *text)
{
	text += line_length(text);
	return *text ? text + 1 : text;
}

/* Both have a line a row, so that line by line is difference enough. */
static void print_difference(const char *expected, const char *got)
{
	while (*expected || *got) {
		size_t a = line_length(expected);
		size_t b = line_length(got);
		bool same = *expected && *got && a == b && memcmp(expected, got, a) == 0;

		if (same) {
			fprintf(stderr, "  %.*s\n", (int)a, expected);
		} else {
			if (*expected)
				fprintf(stderr, "- %.*s\n", (int)a, expected);
			if (*got)
				fprintf(stderr, "+ %.*s\n", (int)b, got);
		}
		expected = next_line(expected);
		got = next_line(got);
	}
}

static bool is_update(void)
{
	const char *update = getenv("UPDATE_GOLDEN");

	return update && strcmp(update, "1") == 0;
}

void terminal_golden(struct terminal *terminal, const char *name)
{
	const char *top = getenv("top_srcdir");
	struct buf path = BUF_EMPTY;
	struct buf got = BUF_EMPTY;
	struct buf expected = BUF_EMPTY;
	struct err err = {0};
	bool same = true;

	buf_printf(&path, "%s/tests/%s.txt", top ? top : ".", name);
	describe(terminal, &got);
	if (is_update()) {
		if (file_write(buf_text(&path), buf_bytes(&got), &err) != STATUS_OK)
			fail_msg("%s", err.text);
	} else if (file_read(buf_text(&path), 1 << 20, &expected, &err) != STATUS_OK) {
		fprintf(stderr, "%s (UPDATE_GOLDEN=1 writes it)\n", err.text);
		same = false;
	} else {
		same = bytes_equal(buf_bytes(&got), buf_bytes(&expected));
	}
	if (!same)
		print_difference(buf_text(&expected), buf_text(&got));
	buf_release(&got);
	buf_release(&expected);
	if (!same)
		fail_msg("%s differs (- expected, + got)", buf_text(&path));
	buf_release(&path);
}
