/* SPDX-License-Identifier: BSD-2-Clause */
/* The foundation as a person meets it: try_tui on a pseudo-terminal. */
#include "base/memory.h"
#include "support/terminal.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static struct terminal *open_way(
	const char *way, const char *term, int rows, int cols, const char *env)
{
	const char *build = getenv("top_builddir");
	struct buf path = BUF_EMPTY;
	struct terminal *terminal;

	buf_printf(&path, "%s/tests/tui/try_tui", build ? build : ".");
	terminal = terminal_open(&(struct terminal_options){
		.argv = (const char *const[]){buf_text(&path), way, NULL},
		.env = (const char *const[]){env ? env : "NO_MOUSE", NULL},
		.term = term,
		.rows = rows,
		.cols = cols,
	});
	buf_release(&path);
	return terminal;
}

static struct terminal *open_try(void)
{
	return open_way("", NULL, 24, 80, NULL);
}

/* Nothing of a text that is not ours may reach the terminal as it is. */
static void assert_harmless(struct terminal *terminal)
{
	assert_false(terminal_got(terminal, "\033]0;x"));
	assert_false(terminal_got(terminal, "\302\233"));
	assert_false(terminal_got(terminal, "\342\200\256"));
	assert_false(terminal_got(terminal, "\r\n\302"));
}

static void quit(struct terminal *terminal)
{
	int status;

	terminal_send(terminal, "<C-q>");
	status = terminal_wait_end(terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	terminal_free(terminal);
}

static const struct {
	const char *name, *term, *env;
	int rows, cols;
} looks[] = {
	{"xterm", "xterm-256color", NULL, 24, 80},
	{"linux", "linux", NULL, 24, 80},
	{"mono", "xterm-256color", "NO_COLOR=1", 24, 80},
	{"small", "xterm-256color", NULL, 16, 60},
	{"large", "xterm-256color", NULL, 50, 200},
};

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		char golden[64];
		struct terminal *terminal =
			open_way("", looks[i].term, looks[i].rows, looks[i].cols, looks[i].env);

		terminal_type(terminal, "a<Down><Down>");
		snprintf(golden, sizeof(golden), "tui/golden/first-%s", looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<F2><Down>");
		snprintf(golden, sizeof(golden), "tui/golden/letters-%s", looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<F1>");
		snprintf(golden, sizeof(golden), "tui/golden/help-%s", looks[i].name);
		terminal_golden(terminal, golden);
		assert_harmless(terminal);
		quit(terminal);
	}
}

static void test_color_only_adds(void **state)
{
	struct terminal *colored = open_try();
	struct terminal *mono = open_way("", NULL, 24, 80, "NO_COLOR=1");

	(void)state;
	terminal_type(colored, "<F3>");
	terminal_type(mono, "<F3>");
	assert_true(terminal_is_colored(colored, 22, 3));
	assert_true(terminal_is_reverse(colored, 22, 3));
	assert_true(terminal_is_reverse(mono, 22, 3));
	for (int row = 0; row < 24; row++) {
		for (int col = 0; col < 80; col++)
			assert_false(terminal_is_colored(mono, row, col));
	}
	assert_false(terminal_got(mono, "\033[39"));
	assert_true(terminal_got(colored, "\033[39"));
	quit(colored);
	quit(mono);
}

static void test_hostile_text(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "JAHAT<Down><Down><F3>");
	terminal_expect(terminal, "Said to BUDI \357\277\275]0;x");
	terminal_expect(terminal, "> ");
	terminal_type(terminal, "<Esc><F2>f");
	terminal_expect(terminal, "Cannot load \"letters\": BUDI \357\277\275]0;x");
	assert_harmless(terminal);
	terminal_type(terminal, "<Esc><F5>");
	quit(terminal);
}

static void test_typing(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "siti  e\314\201x<Left><Backspace>\303\241");
	terminal_expect(terminal, "Name: siti  \303\241x");
	assert_int_equal(terminal_cursor_row(terminal), 3);
	assert_int_equal(terminal_cursor_col(terminal), 14);
	terminal_type(terminal, "<C-w>");
	terminal_expect(terminal, "Name: siti  x");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "FIRST"); /* the first Esc only cleared */
	terminal_type(terminal, "\346\274\242");
	terminal_expect(terminal, "Name: \346\274\242");
	assert_int_equal(terminal_cursor_col(terminal), 9);
	quit(terminal);
}

static void test_paste_never_submits(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_sync(terminal);
	terminal_paste(terminal, "siti\ramin\nah\033[31m\r");
	terminal_expect(terminal, "Name: siti amin ah[31m");
	terminal_type(terminal, "<Enter>"); /* now it does: 31 becomes 32 */
	terminal_expect(terminal, " \342\226\210\342\226\210\342\226\210 "
				  "\342\226\210\342\226\210\342\226\210   \342\226\210 ");
	quit(terminal);
}

static void test_function_keys_by_escape(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_sync(terminal);
	terminal_send_bytes(terminal, "\0332", 2);
	terminal_sync(terminal);
	terminal_expect(terminal, "LETTERS");
	terminal_type(terminal, "<Esc>");
	terminal_send_bytes(terminal, "\033[99~", 5); /* unknown: nothing is typed */
	terminal_sync(terminal);
	assert_int_equal(terminal_find(terminal, "99"), -1);
	terminal_send_bytes(terminal, "\033[11~", 5); /* F1 as PuTTY sends it */
	terminal_sync(terminal);
	terminal_expect(terminal, "HELP");
	quit(terminal);
}

static void test_letters_are_actions(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "<F2>cC+");
	terminal_expect(terminal, "count 3");
	terminal_forget(terminal);
	terminal_type(terminal, "z");
	assert_true(terminal_got(terminal, "\a"));
	terminal_type(terminal, "<Down><Down>");
	assert_int_equal(terminal_cursor_row(terminal), 5);
	assert_true(terminal_is_reverse(terminal, 5, 2));
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "FIRST");
	quit(terminal);
}

static void test_help_runs(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "?");
	terminal_expect(terminal, "HELP");
	terminal_type(terminal, "second open");
	terminal_golden(terminal, "tui/golden/help-filtered");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "LETTERS");
	terminal_type(terminal, "<F1>nothing<Enter>");
	terminal_expect(terminal, "Nothing here is called that");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "Adds one to the count");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "LETTERS");
	quit(terminal);
}

/* "?" is typed once there is text. */
static void test_question_mark_is_text(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "a?");
	terminal_expect(terminal, "Name: a?");
	quit(terminal);
}

static void test_mouse(void **state)
{
	struct terminal *terminal = open_try();
	struct terminal *without = open_way("", NULL, 24, 80, "NO_MOUSE=1");

	(void)state;
	terminal_type(terminal, "a");
	assert_true(terminal_got(terminal, "\033[?1006;1000h"));
	terminal_click(terminal, 9, 5);
	assert_true(terminal_is_reverse(terminal, 9, 5));
	terminal_click(terminal, 23, 14); /* in the bar */
	terminal_expect(terminal, "LETTERS");
	terminal_click(terminal, 5, 10);
	assert_int_equal(terminal_cursor_row(terminal), 5);
	quit(terminal);
	terminal_sync(without);
	assert_false(terminal_got(without, "1000h"));
	quit(without);
}

/* Half a character, as a bad line leaves it, keeps no key back. */
static void test_half_a_character(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "a");
	terminal_type_bytes(terminal, "\302", 1);
	terminal_type_bytes(terminal, "\342\202", 2);
	terminal_type(terminal, "b");
	terminal_expect(terminal, "Name: ab");
	quit(terminal);
}

static void test_undo_is_offered_when_possible(void **state)
{
	struct terminal *terminal = open_way("", NULL, 24, 120, NULL);

	(void)state;
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "^Z Undo");
	for (int i = 0; i < 30; i++)
		terminal_send(terminal, "<C-z>");
	terminal_sync(terminal);
	assert_int_equal(terminal_find(terminal, "^Z Undo"), -1);
	quit(terminal);
}

static void test_language_everywhere(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "x");
	terminal_expect(terminal, "English");
	terminal_type(terminal, "<F9>");
	terminal_expect(terminal, "Indonesia");
	terminal_expect(terminal, "Name: x");
	quit(terminal);
}

static void test_resize_keeps_text(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "amin");
	terminal_resize(terminal, 10, 40);
	terminal_golden(terminal, "tui/golden/too-small");
	terminal_type(terminal, "lost<Enter>");
	terminal_resize(terminal, 50, 200);
	terminal_expect(terminal, "Name: amin");
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "Name: amin");
	terminal_type(terminal, "ah");
	terminal_expect(terminal, "Name: aminah");
	terminal_resize(terminal, 1, 1);
	terminal_resize(terminal, 24, 80);
	terminal_expect(terminal, "Name: aminah");
	quit(terminal);
}

static void test_long_work(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "<F4>");
	terminal_expect(terminal, "Worked");
	assert_true(terminal_got(terminal, "Esc stops"));
	/* Esc stops; what was typed before it is kept. */
	terminal_type(terminal, "wait");
	terminal_send(terminal, "<F4>ing<Esc>");
	terminal_sync(terminal);
	terminal_expect(terminal, "Name: waiting");
	quit(terminal);
}

static void test_message_goes_with_the_next_key(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "Said to");
	assert_true(terminal_got(terminal, "\a"));
	terminal_type(terminal, "<Left>");
	assert_int_equal(terminal_find(terminal, "Said to"), -1);
	quit(terminal);
}

/* A scanner's burst is handled at once and drawn once. */
static void test_burst_is_drawn_once(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_sync(terminal);
	terminal_forget(terminal);
	terminal_type(terminal, "3173011234567890<Enter>");
	assert_true(terminal_got_bytes(terminal) < 400);
	quit(terminal);
}

static void test_bytes_per_arrow(void **state)
{
	struct terminal *terminal = open_try();
	size_t bytes;

	(void)state;
	terminal_type(terminal, "a<Down><Down>");
	terminal_forget(terminal);
	terminal_type(terminal, "<Down>");
	bytes = terminal_got_bytes(terminal) - strlen("\033]5199;24;80\a");
	if (getenv("SHOW_BYTES"))
		fprintf(stderr, "an arrow key: %zu bytes\n", bytes);
	assert_true(bytes <= 120);
	quit(terminal);
}

/* --- Ways out ---------------------------------------------------------------------------------- */

static void assert_restored(struct terminal *terminal)
{
	assert_true(terminal_got(terminal, "\033[?2004l"));
	assert_true(terminal_got(terminal, "1000l"));
	assert_true(terminal_got(terminal, "\033[?1049l"));
	assert_true(terminal_got(terminal, "\033[3J"));
	assert_true(terminal_cursor_is_visible(terminal));
}

static void test_quit(void **state)
{
	struct terminal *terminal = open_try();
	int status;

	(void)state;
	terminal_type(terminal, "<F5><F2>");
	terminal_send(terminal, "<C-q>");
	status = terminal_wait_end(terminal);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_restored(terminal);
	terminal_expect(terminal, "on stderr: BUDI \357\277\275]0;x"); /* held back, made safe */
	terminal_expect(terminal, "released 2");
	assert_harmless(terminal);
	terminal_free(terminal);
}

static void test_signals_end_cleanly(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct terminal *terminal = open_try();
		int status;

		terminal_type(terminal, "a<F2>");
		terminal_signal(terminal, signals[i]);
		status = terminal_wait_end(terminal);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		assert_restored(terminal);
		terminal_expect(terminal, "released 2");
		terminal_free(terminal);
	}
}

static void test_closed_window_ends(void **state)
{
	struct terminal *terminal = open_try();
	int status;

	(void)state;
	terminal_sync(terminal);
	terminal_hang_up(terminal);
	status = terminal_wait_end(terminal);
	assert_true(WIFEXITED(status));
	terminal_free(terminal);
}

static void test_stopped_work_ends(void **state)
{
	struct terminal *terminal = open_try();

	(void)state;
	terminal_type(terminal, "wait");
	terminal_send(terminal, "<F4>");
	terminal_signal(terminal, SIGTERM);
	assert_true(WIFEXITED(terminal_wait_end(terminal)));
	assert_restored(terminal);
	terminal_free(terminal);
}

static void test_crashes_restore(void **state)
{
	static const char *const ways[] = {"abort", "segv", "memory", "exit"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct terminal *terminal = open_way(ways[i], NULL, 24, 80,
			"ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=0");
		int status;

		terminal_type(terminal, "a<F5>");
		terminal_send(terminal, "<F6>");
		status = terminal_wait_end(terminal);
		assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		assert_restored(terminal);
		assert_true(terminal_got(terminal, "on stderr: BUDI "));
		if (strcmp(ways[i], "abort") == 0 || strcmp(ways[i], "segv") == 0)
			assert_true(terminal_got(terminal, "okoce stopped because of a fault"));
		if (strcmp(ways[i], "memory") == 0)
			assert_true(terminal_got(terminal, "Not enough memory"));
		assert_harmless(terminal);
		terminal_free(terminal);
	}
}

static void test_unable_terminals(void **state)
{
	static const char *const terms[] = {"dumb", "no-such-terminal"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct terminal *terminal = open_way("", terms[i], 24, 80, NULL);
		int status = terminal_wait_end(terminal);

		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
		assert_true(terminal_got(terminal, "terminal"));
		assert_false(terminal_got(terminal, "\033"));
		terminal_free(terminal);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_color_only_adds),
		cmocka_unit_test(test_hostile_text),
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_paste_never_submits),
		cmocka_unit_test(test_function_keys_by_escape),
		cmocka_unit_test(test_letters_are_actions),
		cmocka_unit_test(test_help_runs),
		cmocka_unit_test(test_question_mark_is_text),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_half_a_character),
		cmocka_unit_test(test_undo_is_offered_when_possible),
		cmocka_unit_test(test_language_everywhere),
		cmocka_unit_test(test_resize_keeps_text),
		cmocka_unit_test(test_long_work),
		cmocka_unit_test(test_message_goes_with_the_next_key),
		cmocka_unit_test(test_burst_is_drawn_once),
		cmocka_unit_test(test_bytes_per_arrow),
		cmocka_unit_test(test_quit),
		cmocka_unit_test(test_signals_end_cleanly),
		cmocka_unit_test(test_closed_window_ends),
		cmocka_unit_test(test_stopped_work_ends),
		cmocka_unit_test(test_crashes_restore),
		cmocka_unit_test(test_unable_terminals),
	};

	return cmocka_run_group_tests_name("screens", tests, NULL, NULL);
}
