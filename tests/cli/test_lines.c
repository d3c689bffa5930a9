/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines as pipes and terminals bring them: long, broken, in pieces, without an end. */
#include "cli/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct source {
	int in[2];
	struct lines lines;
	struct buf line;
};

static void open_source(struct source *source)
{
	assert_int_equal(pipe(source->in), 0);
	lines_open(&source->lines, source->in[0]);
	source->line = BUF_EMPTY;
}

static void put(struct source *source, const char *bytes, size_t len)
{
	assert_int_equal(write(source->in[1], bytes, len), (ssize_t)len);
}

static void expect(struct source *source, enum line_kind kind, const char *text)
{
	assert_int_equal(lines_next(&source->lines, &source->line), kind);
	if (kind == LINE_TEXT)
		assert_string_equal(buf_text(&source->line), text);
}

static void end(struct source *source)
{
	close(source->in[1]);
}

static void release(struct source *source)
{
	expect(source, LINE_END, "");
	expect(source, LINE_END, "");
	close(source->in[0]);
	buf_release(&source->line);
}

static void nothing(void **state)
{
	struct source source;

	(void)state;
	open_source(&source);
	end(&source);
	release(&source);
}

static void lines_with_and_without_end(void **state)
{
	static const char text[] = "1\n\nSITI\r\nlast";
	struct source source;

	(void)state;
	open_source(&source);
	put(&source, text, strlen(text));
	end(&source);
	expect(&source, LINE_TEXT, "1");
	expect(&source, LINE_TEXT, "");
	expect(&source, LINE_TEXT, "SITI");
	expect(&source, LINE_TEXT, "last");
	release(&source);
}

/* A scanner sends a NIK in pieces; what is whole is answered before the rest is there. */
static void a_line_is_given_out_as_soon_as_it_is_whole(void **state)
{
	struct source source;

	(void)state;
	open_source(&source);
	put(&source, "first\nsec", 9);
	expect(&source, LINE_TEXT, "first");
	put(&source, "ond\n", 4);
	expect(&source, LINE_TEXT, "second");
	end(&source);
	release(&source);
}

static void too_long_is_passed_over_to_its_end(void **state)
{
	struct source source;
	char *text = memory_alloc(30000);

	(void)state;
	memset(text, 'x', 30000);
	text[LINE_MAX_BYTES] = '\n';
	text[LINE_MAX_BYTES + 1 + LINE_MAX_BYTES + 1] = '\n';
	text[20000] = '\n';
	memcpy(text + 20001, "next\n", 5);
	open_source(&source);
	put(&source, text, 20006);
	put(&source, text, LINE_MAX_BYTES + 1000);
	end(&source);
	text[LINE_MAX_BYTES] = '\0';
	expect(&source, LINE_TEXT, text);
	expect(&source, LINE_LONG, NULL);
	expect(&source, LINE_LONG, NULL);
	expect(&source, LINE_TEXT, "next");
	expect(&source, LINE_TEXT, text);
	assert_int_equal(lines_next(&source.lines, &source.line), LINE_TEXT);
	assert_int_equal(source.line.len, 999);
	release(&source);
	free(text);
}

static void a_nul_is_no_text(void **state)
{
	struct source source;

	(void)state;
	open_source(&source);
	put(&source, "a\0b\n\0\nc\n", 8);
	end(&source);
	expect(&source, LINE_BROKEN, NULL);
	expect(&source, LINE_BROKEN, NULL);
	expect(&source, LINE_TEXT, "c");
	release(&source);
}

static void a_failure_is_no_end(void **state)
{
	struct lines lines;
	struct buf line = BUF_EMPTY;

	(void)state;
	lines_open(&lines, -1);
	assert_int_equal(lines_next(&lines, &line), LINE_FAILED);
	buf_release(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(lines_with_and_without_end),
		cmocka_unit_test(a_line_is_given_out_as_soon_as_it_is_whole),
		cmocka_unit_test(too_long_is_passed_over_to_its_end),
		cmocka_unit_test(a_nul_is_no_text),
		cmocka_unit_test(a_failure_is_no_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
