/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows of random cells, written in each encoding, with each delimiter and line end and in files of
 * one piece and of several, are read as they were written.
 */
#include "app/import_source.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define COLUMNS_MAX 12

struct form {
	const char *encoding; /* as iconv calls it */
	enum text_encoding read_as;
	const char *mark;
	size_t mark_size;
};

static const struct form forms[] = {
	{"UTF-8", TEXT_UTF8, "", 0},
	{"UTF-8", TEXT_UTF8, "\xef\xbb\xbf", 3},
	{"UTF-16LE", TEXT_UTF16LE, "\xff\xfe", 2},
	{"UTF-16LE", TEXT_UTF16LE, "", 0},
	{"UTF-16BE", TEXT_UTF16BE, "\xfe\xff", 2},
	{"UTF-16BE", TEXT_UTF16BE, "", 0},
	{"WINDOWS-1252", TEXT_WINDOWS_1252, "", 0},
};

static const char *const line_ends[] = {"\n", "\r\n", "\r"};

struct trial {
	unsigned seed;
	char delimiter;
	const char *line_end;
	size_t rows, next; /* written, and to be read next */
	struct buf cells;  /* all of them, each with a NUL, a row ends with one more byte 1 */
	size_t at;         /* in cells */
	struct buf file;   /* in UTF-8 */
};

static unsigned draw(struct trial *trial, unsigned below)
{
	trial->seed = trial->seed * 1103515245 + 12345;
	return (trial->seed >> 16) % below;
}

/* What Windows-1252 has too. Behind a letter with a mark comes one without, so that no two of them
 * are a character of UTF-8 by chance. */
static void draw_cell(struct trial *trial, struct buf *cell)
{
	/* "e" with an accent and n, n with a tilde and o, the euro and 5, a curly quote and q. */
	static const char *const pieces[] = {"a", "Siti", "7", "31", "-", "\"", ",", ";", "\t",
		"\n", "\r\n", "'", "x y", "\u00e9n", "\u00f1o", "\u20ac5", "\u201cq", "="};
	unsigned count = draw(trial, 6);

	buf_clear(cell);
	for (unsigned i = 0; i < count; i++)
		buf_add_text(cell, pieces[draw(trial, sizeof(pieces) / sizeof(pieces[0]))]);
}

static bool needs_quotes(const struct trial *trial, const char *cell)
{
	size_t len = strlen(cell);

	return len > 0 && (strpbrk(cell, "\"\r\n\t ") || strchr(cell, trial->delimiter));
}

static void write_cell(struct trial *trial, const char *cell)
{
	if (!needs_quotes(trial, cell) && draw(trial, 4) > 0) {
		buf_add_text(&trial->file, cell);
		return;
	}
	buf_add_byte(&trial->file, '"');
	for (; *cell != '\0'; cell++) {
		if (*cell == '"')
			buf_add_byte(&trial->file, '"');
		buf_add_byte(&trial->file, (uint8_t)*cell);
	}
	buf_add_byte(&trial->file, '"');
}

static void add_cell(struct trial *trial, const char *cell, bool first)
{
	if (!first)
		buf_add_byte(&trial->file, (uint8_t)trial->delimiter);
	write_cell(trial, cell);
	buf_add(&trial->cells, cell, strlen(cell) + 1);
}

static void end_row(struct trial *trial)
{
	buf_add_text(&trial->file, trial->line_end);
	buf_add_byte(&trial->cells, 1);
	trial->rows++;
}

/* The second row has a character that tells the encodings apart. */
static void write_rows(struct trial *trial, size_t size)
{
	static const char *const begin[] = {"Nama", "NIK", "Ren\u00e9e", "1"};
	struct buf cell = BUF_EMPTY;

	for (size_t i = 0; i < 4; i++) {
		add_cell(trial, begin[i], i % 2 == 0);
		if (i % 2 == 1)
			end_row(trial);
	}
	while (trial->file.len < size) {
		unsigned count = 1 + draw(trial, COLUMNS_MAX);

		/* A row of one empty cell would be one of none. */
		add_cell(trial, "x", true);
		for (unsigned i = 1; i < count; i++) {
			draw_cell(trial, &cell);
			add_cell(trial, buf_text(&cell), false);
		}
		end_row(trial);
	}
	buf_release(&cell);
}

static void encode(const struct trial *trial, const struct form *form, struct buf *out)
{
	iconv_t conversion = iconv_open(form->encoding, "UTF-8");
	size_t left = trial->file.len, room = 4 * trial->file.len;
	char *from = (char *)trial->file.ptr;
	char *to = memory_alloc(room), *begin = to;

	assert_true(conversion != (iconv_t)-1);
	assert_int_equal(iconv(conversion, &from, &left, &to, &room), 0);
	iconv_close(conversion);
	buf_add(out, form->mark, form->mark_size);
	buf_add(out, begin, (size_t)(to - begin));
	free(begin);
}

static bool compare(void *context, const struct csv_row *row)
{
	struct trial *trial = context;

	trial->next++;
	assert_int_equal(row->line, trial->next);
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = (const char *)trial->cells.ptr + trial->at;

		assert_string_equal(row->cell[i], cell);
		trial->at += strlen(cell) + 1;
	}
	assert_int_equal(trial->cells.ptr[trial->at++], 1);
	return true;
}

static void check_form(struct trial *trial, const struct form *form)
{
	struct import_source source;
	struct buf bytes = BUF_EMPTY;
	struct err err = {0};

	encode(trial, form, &bytes);
	if (import_source_bytes(&source, buf_bytes(&bytes), &err) != STATUS_OK)
		fail_msg("%s: %s", form->encoding, err.text);
	assert_int_equal(source.encoding, form->read_as);
	assert_int_equal(source.delimiter, trial->delimiter);
	trial->next = 0;
	trial->at = 0;
	assert_int_equal(spool_read(&source.rows, compare, trial, &err), STATUS_OK);
	assert_int_equal(trial->next, trial->rows);
	import_source_release(&source);
	buf_release(&bytes);
}

static void test_round(void **state)
{
	const size_t forms_count = sizeof(forms) / sizeof(forms[0]);

	(void)state;
	for (unsigned seed = 0; seed < 90; seed++) {
		struct trial trial = {.seed = 2019 + seed,
			.delimiter = ",;\t"[seed % 3],
			.line_end = line_ends[seed / 3 % 3]};

		/* Each tenth in several pieces of 64 KiB. */
		write_rows(&trial, seed % 10 == 9 ? 200000 : 1 + draw(&trial, 4000));
		for (size_t i = 0; i < forms_count; i++)
			check_form(&trial, &forms[i]);
		buf_release(&trial.cells);
		buf_release(&trial.file);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
