/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every line of every shipped file deleted, doubled and mistyped: what is said points at that line,
 * and never at another.
 *
 * "That line" is:
 *  - of a mistyped line, that line; or another one whose text names it ("... in line 12"), where two
 *    lines contradict each other and either may be the wrong one;
 *  - of a doubled one, either of the two;
 *  - of a deleted one, where it is missed: its neighbours, and the lines where the groups and lists
 *    begin in which it stood, with the first line of their contents.
 *
 * A slip may leave a sound folder: a remark, a name, an optional key. Then nothing is to be said, and
 * an error that a slip does make must be told. Each line has a few slips of a finger, which its
 * number and text choose; OKOCE_TEST_SOAK=1 tries every one at every character, some 100,000. All of
 * them are told right.
 */
#include "conf/conf.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"

/* It needs those before it. */
#include <cmocka.h>

#define LINES_MAX 400

enum slip {
	DELETED,
	DOUBLED,
	LEFT_OUT, /* a character; these and those below are mistyped lines */
	TWICE,
	SWAPPED, /* with the next one */
	REPLACED /* by a neighbour on the keyboard */
};

static const char *const slip_names[] = {"deleted", "doubled", "a letter left out", "a letter twice",
	"letters swapped", "another letter"};

/* A shipped file, in lines with their ends. */
struct sheet {
	const char *name;
	struct buf text;
	const char *line[LINES_MAX];
	size_t len[LINES_MAX];
	size_t count;
};

struct trial {
	const char *folder;
	const struct sheet *sheet;
	enum slip slip;
	size_t at; /* line, from 0 */
	size_t column;
	const struct conf_problems *usual; /* those of the shipped folder */
	size_t tried, told, failed;
};

static void sheet_read(struct sheet *sheet, const char *name)
{
	*sheet = (struct sheet){.name = name, .text = folder_read(name)};
	for (const char *c = buf_text(&sheet->text); *c; c += sheet->len[sheet->count++]) {
		assert_true(sheet->count < LINES_MAX);
		sheet->line[sheet->count] = c;
		sheet->len[sheet->count] = strcspn(c, "\n") + 1;
	}
}

/* --- Where a deleted line is missed ----------------------------------------------------------- */

static bool has_content(const struct sheet *sheet, size_t at)
{
	return !strchr("#\n", sheet->line[at][strspn(sheet->line[at], " ")]);
}

/* How far a line is indented; the dash of an entry stands before its keys. */
static size_t indentation(const struct sheet *sheet, size_t at)
{
	return strspn(sheet->line[at], " ");
}

static size_t content_above(const struct sheet *sheet, size_t at)
{
	while (at > 0 && !has_content(sheet, --at))
		;
	return at;
}

static size_t content_below(const struct sheet *sheet, size_t at)
{
	while (at + 1 < sheet->count && !has_content(sheet, ++at))
		;
	return at;
}

/* Lines are those of the whole file, from 0. */
static bool is_missed_at(const struct sheet *sheet, size_t deleted, size_t line)
{
	size_t depth = indentation(sheet, deleted);

	if (line == content_above(sheet, deleted) || line == content_below(sheet, deleted))
		return true;
	for (size_t at = deleted; at > 0 && depth > 0;) {
		at = content_above(sheet, at);
		if (indentation(sheet, at) >= depth)
			continue;
		depth = indentation(sheet, at);
		if (line == at || line == content_below(sheet, at))
			return true;
	}
	/* The file as a group. */
	return line == (has_content(sheet, 0) ? 0 : content_below(sheet, 0));
}

/* --- Slips ------------------------------------------------------------------------------------ */

static char neighbour(char c)
{
	static const char rows[] = "1234567890-= qwertyuiop[] asdfghjkl;' zxcvbnm,./ QWERTYUIOP{} ASDFGHJKL:\" "
				   "ZXCVBNM<>?";
	const char *at = strchr(rows, c);

	if (!at || c == ' ')
		return 'x';
	return at[1] && at[1] != ' ' ? at[1] : at[-1];
}

/* False when nothing is changed by it. */
static bool mistype(const struct trial *trial, struct buf *out)
{
	const char *line = trial->sheet->line[trial->at];
	size_t len = trial->sheet->len[trial->at];
	size_t at = trial->column;
	char c = line[at];

	buf_add(out, line, at);
	if (trial->slip == SWAPPED && (line[at + 1] == c || line[at + 1] == '\n'))
		return false;
	if (trial->slip == SWAPPED)
		buf_add_byte(out, (uint8_t)line[++at]);
	if (trial->slip == TWICE || trial->slip == SWAPPED)
		buf_add_byte(out, (uint8_t)c);
	if (trial->slip == TWICE)
		buf_add_byte(out, (uint8_t)c);
	if (trial->slip == REPLACED)
		buf_add_byte(out, (uint8_t)neighbour(c));
	buf_add(out, line + at + 1, len - at - 1);
	return true;
}

static bool slip(const struct trial *trial, struct buf *out)
{
	bool changed = true;

	for (size_t i = 0; i < trial->sheet->count; i++) {
		if (i != trial->at || trial->slip == DOUBLED)
			buf_add(out, trial->sheet->line[i], trial->sheet->len[i]);
		if (i == trial->at && trial->slip == DOUBLED)
			buf_add(out, trial->sheet->line[i], trial->sheet->len[i]);
		else if (i == trial->at && trial->slip != DELETED)
			changed = mistype(trial, out);
	}
	return changed;
}

/* --- What is said ----------------------------------------------------------------------------- */

/* A line, from 0, of the changed file in the shipped one. */
static size_t line_before(const struct trial *trial, size_t line)
{
	if (trial->slip == DELETED && line >= trial->at)
		return line + 1;
	if (trial->slip == DOUBLED && line > trial->at)
		return line - 1;
	return line;
}

static bool is_here(const struct trial *trial, const char *file)
{
	return strcmp(path_base(file), trial->sheet->name) == 0;
}

static bool is_usual(const struct trial *trial, const struct conf_problem *problem)
{
	size_t line = problem->line;

	if (is_here(trial, problem->file))
		line = line_before(trial, line - 1) + 1;
	for (size_t i = 0; i < trial->usual->count; i++) {
		const struct conf_problem *usual = &trial->usual->item[i];

		if (usual->severity == problem->severity && usual->line == line &&
			strcmp(path_base(usual->file), path_base(problem->file)) == 0)
			return true;
	}
	return false;
}

/* "line 12" of this file. */
static bool names_line(const struct trial *trial, const struct conf_problem *problem)
{
	char words[100];

	if (is_here(trial, problem->file))
		snprintf(words, sizeof(words), "line %zu", trial->at + 1);
	else
		snprintf(words, sizeof(words), "%s, line %zu", trial->sheet->name, trial->at + 1);
	const char *found = strstr(problem->text, words);
	return found && (found[strlen(words)] < '0' || found[strlen(words)] > '9');
}

static bool points_there(const struct trial *trial, const struct conf_problem *problem)
{
	if (trial->slip != DELETED && names_line(trial, problem))
		return true;
	if (!is_here(trial, problem->file) || problem->line == 0)
		return false;
	size_t line = line_before(trial, problem->line - 1);
	return line == trial->at ||
	       (trial->slip == DELETED && is_missed_at(trial->sheet, trial->at, line));
}

static void complain(struct trial *trial, const struct buf *said)
{
	const char *line = trial->sheet->line[trial->at];

	if (trial->failed++ < 20 || getenv("OKOCE_TEST_SOAK"))
		print_error("%s:%zu: %s (column %zu) \"%.*s\":\n%s", trial->sheet->name,
			trial->at + 1, slip_names[trial->slip], trial->column + 1,
			(int)trial->sheet->len[trial->at] - 1, line, buf_text(said));
}

static void try_slip(struct trial *trial)
{
	struct buf text = BUF_EMPTY;
	struct loaded loaded;
	bool right = true;

	if (slip(trial, &text)) {
		folder_write(trial->folder, trial->sheet->name, text.ptr, text.len);
		folder_load(trial->folder, &loaded);
		for (size_t i = 0; i < loaded.problems.count; i++)
			right = right && (is_usual(trial, &loaded.problems.item[i]) ||
						 points_there(trial, &loaded.problems.item[i]));
		trial->tried++;
		trial->told += loaded.problems.errors > 0;
		if (!right) {
			struct buf said = folder_problems(trial->folder, &loaded);
			complain(trial, &said);
			buf_release(&said);
		}
		loaded_release(&loaded);
	}
	buf_release(&text);
}

/* --- All of them ------------------------------------------------------------------------------ */

static void try_line(struct trial *trial)
{
	const char *line = trial->sheet->line[trial->at];
	size_t len = trial->sheet->len[trial->at] - 1;
	bool all = getenv("OKOCE_TEST_SOAK") != NULL;
	uint32_t seed = (uint32_t)trial->at;

	trial->column = 0;
	trial->slip = DELETED;
	try_slip(trial);
	trial->slip = DOUBLED;
	try_slip(trial);
	for (size_t i = 0; i < len; i++)
		seed = (seed ^ (uint8_t)line[i]) * 16777619u;
	for (int kind = LEFT_OUT; kind <= REPLACED && len > 0; kind++) {
		trial->slip = (enum slip)kind;
		if (!all) {
			trial->column = (seed >> 8) % len;
			seed = seed * 1664525u + 1013904223u;
			try_slip(trial);
			continue;
		}
		for (trial->column = 0; trial->column < len; trial->column++)
			try_slip(trial);
	}
}

static size_t in_all;

static void try_file(void **state, const char *name)
{
	struct sheet sheet;
	struct loaded usual;

	folder_load(*state, &usual);
	assert_int_equal(usual.status, STATUS_OK);
	sheet_read(&sheet, name);
	struct trial trial = {.folder = *state, .sheet = &sheet, .usual = &usual.problems};
	for (trial.at = 0; trial.at < sheet.count; trial.at++)
		try_line(&trial);
	folder_mend(*state, name);
	print_message("%s: %zu slips, %zu told\n", name, trial.tried, trial.told);
	buf_release(&sheet.text);
	loaded_release(&usual);
	in_all += trial.tried;
	assert_int_equal(trial.failed, 0);
	assert_true(trial.tried > 6 * 20 && trial.told > 20);
}

static void test_calendar(void **state)
{
	try_file(state, "calendar-2019.yaml");
}

static void test_commodities(void **state)
{
	try_file(state, "commodities.yaml");
}

static void test_districts(void **state)
{
	try_file(state, "districts.yaml");
}

static void test_settings(void **state)
{
	try_file(state, "okoce.yaml");
}

static void test_plan_2018(void **state)
{
	try_file(state, "plan-2018.yaml");
}

static void test_plan_2019(void **state)
{
	try_file(state, "plan-2019.yaml");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_commodities),
		cmocka_unit_test(test_districts),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_plan_2018),
		cmocka_unit_test(test_plan_2019),
	};

	int failed = cmocka_run_group_tests(tests, folder_make, folder_remove);
	print_message("in all: %zu slips in the shipped YAML files\n", in_all);
	return failed;
}
