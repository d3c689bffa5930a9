/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whatever is typed, clicked, pasted or resized: no screen crashes or hangs, the file stays sound, and
 * each change is an entry that the history shows. Keys come from a seed, which a failure prints;
 * OKOCE_TEST_SEED chooses another. `make soak` types 100,000 of them.
 */
#include "support/terminal.h"
#include "tui/office_try.h"

#include "base/memory.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#define KEYS_SHORT 2500
#define KEYS_LONG 100000
#define BURST 6 /* keys at once, at most */
#define TITLES_MAX 64

struct monkey {
	struct seeded seeded;
	unsigned long seed;
	struct terminal *terminal;
	unsigned long keys, restarts;
	char *title[TITLES_MAX]; /* of the screens that were seen */
	size_t titles;
};

static unsigned long seed_of_run(void)
{
	const char *chosen = getenv("OKOCE_TEST_SEED");

	return chosen ? strtoul(chosen, NULL, 10) : 1;
}

/* Letters open screens where nothing is typed, and are names where something is. */
static const char *const words[] = {"siti", "am", "budi", "7", "12", "0812", "A1", "?", "2019",
	"3173080101900001", "16/07/2019", "22-25 jul", "kembangan", "x", "1", "2", "3", "K", "P", "R",
	"S", "T", "W", "I", "e", "o", "q", "+", "-", " ", "\303\251", "e\314\201", "\346\274\242"};
static const char *const named[] = {"<Enter>", "<Enter>", "<Enter>", "<Esc>", "<Esc>", "<Up>",
	"<Down>", "<Down>", "<Down>", "<Left>", "<Right>", "<Home>", "<End>", "<PgUp>", "<PgDn>", "<Tab>",
	"<BackTab>", "<Backspace>", "<Delete>", "<Insert>", "<Space>", "<F1>", "<F2>", "<F3>", "<F4>",
	"<F5>", "<F6>", "<F7>", "<F8>", "<F9>", "<F10>", "<F11>", "<F12>", "<C-z>", "<C-s>", "<C-a>",
	"<C-e>", "<C-u>", "<C-w>", "<C-t>", "<C-c>"};
/* What a broken terminal or a foreign scanner sends. A paste has its end: the sync key would be in it. */
static const char *const rubbish[] = {"\033", "\033[", "\033[999~", "\033[<0;999;999M", "\033[200~x\ry\033[201~",
	"\033[201~", "\377\376", "\302", "\033]0;x\a", "\342\200\256", "\r\n", "\0337", "\033[1;5C"};

#define PICK(monkey, array) \
	(array)[seeded_below(&(monkey)->seeded, (uint32_t)(sizeof(array) / sizeof(*(array))))]

static void press(struct monkey *monkey)
{
	uint32_t what = seeded_below(&monkey->seeded, 100);

	monkey->keys++;
	if (what < 30)
		terminal_send(monkey->terminal, PICK(monkey, words));
	else if (what < 96)
		terminal_send(monkey->terminal, PICK(monkey, named));
	else {
		const char *bytes = PICK(monkey, rubbish);

		terminal_send_bytes(monkey->terminal, bytes, strlen(bytes));
	}
}

static void click(struct monkey *monkey)
{
	uint32_t row = seeded_below(&monkey->seeded, (uint32_t)terminal_rows(monkey->terminal));
	uint32_t col = seeded_below(&monkey->seeded, (uint32_t)terminal_cols(monkey->terminal));
	char bytes[64];

	monkey->keys++;
	snprintf(bytes, sizeof(bytes), "\033[<0;%u;%uM\033[<0;%u;%um", col + 1, row + 1, col + 1, row + 1);
	terminal_send_bytes(monkey->terminal, bytes, strlen(bytes));
}

static void resize(struct monkey *monkey)
{
	static const int sizes[][2] = {{24, 80}, {24, 80}, {16, 60}, {50, 200}, {5, 20}, {30, 61}};
	const int *size = PICK(monkey, sizes);

	monkey->keys++;
	terminal_resize(monkey->terminal, size[0], size[1]);
}

/* Else the keys stay for long on a screen where letters are text. */
static void go_home(struct monkey *monkey)
{
	for (int i = 0; i < 5; i++) {
		monkey->keys++;
		terminal_send(monkey->terminal, "<Esc>");
		if (!terminal_sync_or_end(monkey->terminal))
			return;
	}
}

/* The title row's first words name the screen. */
static void note_title(struct monkey *monkey)
{
	char title[40];

	snprintf(title, sizeof(title), "%.24s", terminal_row(monkey->terminal, 0));
	title[strcspn(title + 1, " ") + 1] = '\0';
	for (size_t i = 0; i < monkey->titles; i++) {
		if (strcmp(monkey->title[i], title) == 0)
			return;
	}
	if (monkey->titles < TITLES_MAX)
		monkey->title[monkey->titles++] = memory_text(title);
}

/* Leaving is a key too: it must be a good end, and what was saved is there when it is opened again. */
static void start_again(struct monkey *monkey)
{
	int status = terminal_wait_end(monkey->terminal);

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("seed %lu, key %lu: okoce ended with status %#x", monkey->seed, monkey->keys,
			(unsigned)status);
	terminal_free(monkey->terminal);
	monkey->terminal = office_open_again(OFFICE_TUESDAY);
	monkey->restarts++;
}

static void play(struct monkey *monkey, unsigned long keys)
{
	while (monkey->keys < keys) {
		uint32_t what = seeded_below(&monkey->seeded, 100);

		terminal_forget(monkey->terminal);
		if (what < 2)
			resize(monkey);
		else if (what < 4)
			go_home(monkey);
		else if (what < 8)
			click(monkey);
		else {
			for (uint32_t i = seeded_below(&monkey->seeded, BURST) + 1; i > 0; i--)
				press(monkey);
		}
		if (!terminal_sync_or_end(monkey->terminal))
			start_again(monkey);
		note_title(monkey);
	}
}

static unsigned long count_lines(const char *text)
{
	unsigned long count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

/* The number before the word " entries" in what check says. */
static unsigned long entries_of(const char *text)
{
	const char *at = strstr(text, " entries");

	assert_non_null(at);
	while (at > text && at[-1] >= '0' && at[-1] <= '9')
		at--;
	return strtoul(at, NULL, 10);
}

static unsigned long entries_in_file(void)
{
	char *path = office_copy_path();
	unsigned long entries = entries_of(office_run_plain(
		(const char *const[]){"--lang", "en", "--data", path, "check", NULL}));

	free(path);
	return entries;
}

static void judge(const struct monkey *monkey, unsigned long before, bool is_long)
{
	char *path = office_copy_path();
	unsigned long entries = entries_in_file();
	unsigned long shown =
		count_lines(office_run_plain((const char *const[]){"--data", path, "log", NULL}));

	if (entries != shown)
		fail_msg("seed %lu: %lu entries, and the history shows %lu", monkey->seed, entries, shown);
	if (is_long && entries == before)
		fail_msg("seed %lu: so many keys, and nothing was changed", monkey->seed);
	free(path);
}

static void test_a_cat_on_the_keyboard(void **state)
{
	bool is_long = getenv("OKOCE_TEST_SOAK") != NULL;
	struct monkey monkey = {.seed = seed_of_run()};
	unsigned long before;

	(void)state;
	office_copy(OFFICE_DEMO);
	before = entries_in_file();
	printf("seed %lu\n", monkey.seed);
	fflush(stdout);
	seeded_start(&monkey.seeded, monkey.seed);
	monkey.terminal = office_open_again(OFFICE_TUESDAY);
	play(&monkey, is_long ? KEYS_LONG : KEYS_SHORT);
	terminal_free(monkey.terminal);
	judge(&monkey, before, is_long);
	printf("in all: %lu keys, %lu times ended and opened again, on screens called", monkey.keys,
		monkey.restarts);
	for (size_t i = 0; i < monkey.titles; i++) {
		printf("%s", monkey.title[i]);
		free(monkey.title[i]);
	}
	printf("\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_cat_on_the_keyboard),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
