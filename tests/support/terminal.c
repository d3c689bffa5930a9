/* SPDX-License-Identifier: BSD-2-Clause */
#include "support/terminal.h"
#include "support/terminal_cells.h"

#include "base/memory.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>
#include <vterm.h>

#include <cmocka.h>

#define SYNC_KEY "\033[5199~"
#define SYNC_ANSWER "\033]5199;"
#define READY "\033[?2004h" /* what curses is started with, last of all */

struct terminal {
	VTerm *vterm;
	VTermScreen *screen;
	pid_t pid;
	int fd; /* -1: closed */
	int rows, cols;
	bool linux_keys;
	bool ready;
	bool ended; /* the program closed its end */
	bool reaped;
	int status;
	bool cursor_visible;
	struct buf raw;
	size_t scanned; /* of raw, for answers */
	int answers;
	struct buf text; /* lent out */
};

/* --- Keys -------------------------------------------------------------------------------------- */

static const struct {
	const char *name, *xterm, *linux_console;
} key_bytes[] = {
	{"Enter", "\r", "\r"},
	{"Minute", "\033[5198~", "\033[5198~"},
	{"Tab", "\t", "\t"},
	{"Esc", "\033", "\033"},
	{"Space", " ", " "},
	{"Backspace", "\177", "\177"},
	{"lt", "<", "<"},
	{"Up", "\033OA", "\033[A"},
	{"Down", "\033OB", "\033[B"},
	{"Right", "\033OC", "\033[C"},
	{"Left", "\033OD", "\033[D"},
	{"Home", "\033OH", "\033[1~"},
	{"End", "\033OF", "\033[4~"},
	{"PgUp", "\033[5~", "\033[5~"},
	{"PgDn", "\033[6~", "\033[6~"},
	{"Insert", "\033[2~", "\033[2~"},
	{"Delete", "\033[3~", "\033[3~"},
	{"BackTab", "\033[Z", "\033\t"},
	{"F1", "\033OP", "\033[[A"},
	{"F2", "\033OQ", "\033[[B"},
	{"F3", "\033OR", "\033[[C"},
	{"F4", "\033OS", "\033[[D"},
	{"F5", "\033[15~", "\033[[E"},
	{"F6", "\033[17~", "\033[17~"},
	{"F7", "\033[18~", "\033[18~"},
	{"F8", "\033[19~", "\033[19~"},
	{"F9", "\033[20~", "\033[20~"},
	{"F10", "\033[21~", "\033[21~"},
	{"F11", "\033[23~", "\033[23~"},
	{"F12", "\033[24~", "\033[24~"},
};

static bool add_named(
	const struct terminal *terminal, struct buf *out, const char *name, size_t len)
{
	if (len == 3 && name[0] == 'C' && name[1] == '-') {
		buf_add_byte(out, (uint8_t)name[2] & 0x1f);
		return true;
	}
	for (size_t i = 0; i < sizeof(key_bytes) / sizeof(*key_bytes); i++) {
		if (strlen(key_bytes[i].name) == len && memcmp(key_bytes[i].name, name, len) == 0) {
			buf_add_text(out, terminal->linux_keys ? key_bytes[i].linux_console
							       : key_bytes[i].xterm);
			return true;
		}
	}
	return false;
}

/* Appends the bytes of the next key or character; returns what follows it. */
static const char *add_key(const struct terminal *terminal, struct buf *out, const char *keys)
{
	const char *end = *keys == '<' ? strchr(keys, '>') : NULL;

	if (!end) {
		buf_add_byte(out, (uint8_t)*keys);
		return keys + 1;
	}
	if (!add_named(terminal, out, keys + 1, (size_t)(end - keys - 1)))
		fail_msg("no such key: %s", keys);
	return end + 1;
}

/* --- The program's output ---------------------------------------------------------------------- */

static void show(struct terminal *terminal, const char *why)
{
	fprintf(stderr, "terminal: %s. Its screen:\n", why);
	for (int row = 0; row < terminal->rows; row++)
		fprintf(stderr, "|%s\n", terminal_row(terminal, row));
}

static void fail_with(struct terminal *terminal, const char *why)
{
	show(terminal, why);
	fail_msg("%s", why);
}

static void count_answers(struct terminal *terminal)
{
	const char *start = buf_text(&terminal->raw);

	for (;;) {
		size_t left = terminal->raw.len - terminal->scanned;
		const char *found =
			memmem(start + terminal->scanned, left, SYNC_ANSWER, strlen(SYNC_ANSWER));
		const char *end;
		int rows, cols;

		if (!found)
			return;
		end = memchr(found, '\a', left - (size_t)(found - (start + terminal->scanned)));
		if (!end)
			return;
		terminal->scanned = (size_t)(end + 1 - start);
		if (sscanf(found + strlen(SYNC_ANSWER), "%d;%d", &rows, &cols) == 2 &&
			rows == terminal->rows && cols == terminal->cols)
			terminal->answers++;
	}
}

static int milliseconds_left(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int)(TERMINAL_DEADLINE * 1000 - (now.tv_sec - start->tv_sec) * 1000 -
		     (now.tv_nsec - start->tv_nsec) / 1000000);
}

/* Reads once what came from the program; false at its end or when the time is over. */
static bool pump(struct terminal *terminal, const struct timespec *start)
{
	struct pollfd poll_fd = {terminal->fd, POLLIN, 0};
	int wait = milliseconds_left(start);
	char bytes[8192];
	ssize_t len;

	if (terminal->ended || terminal->fd < 0 || wait <= 0)
		return false;
	if (poll(&poll_fd, 1, wait) <= 0)
		return errno == EINTR;
	len = read(terminal->fd, bytes, sizeof(bytes));
	if (len <= 0) {
		terminal->ended = true;
		return false;
	}
	buf_add(&terminal->raw, bytes, (size_t)len);
	vterm_input_write(terminal->vterm, bytes, (size_t)len);
	vterm_screen_flush_damage(terminal->screen);
	count_answers(terminal);
	if (!terminal->ready)
		terminal->ready = terminal_got(terminal, READY);
	return true;
}

static void answer_query(const char *bytes, size_t len, void *user)
{
	terminal_send_bytes(user, bytes, len);
}

static int on_property(VTermProp property, VTermValue *value, void *user)
{
	struct terminal *terminal = user;

	if (property == VTERM_PROP_CURSORVISIBLE)
		terminal->cursor_visible = value->boolean;
	return 1;
}

static const VTermScreenCallbacks screen_callbacks = {.settermprop = on_property};

/* --- Life -------------------------------------------------------------------------------------- */

static void run_program(const struct terminal_options *options, const char *term)
{
	setenv("TERM", term, 1);
	setenv("OKOCE_TEST", "1", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	for (const char *const *env = options->env; env && *env; env++) {
		if (strchr(*env, '='))
			putenv((char *)*env);
		else
			unsetenv(*env);
	}
	execv(options->argv[0], (char *const *)options->argv);
	fprintf(stderr, "cannot start %s\n", options->argv[0]);
	_exit(127);
}

static void make_screen(struct terminal *terminal)
{
	terminal->vterm = vterm_new(terminal->rows, terminal->cols);
	vterm_set_utf8(terminal->vterm, 1);
	vterm_output_set_callback(terminal->vterm, answer_query, terminal);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_set_callbacks(terminal->screen, &screen_callbacks, terminal);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_reset(terminal->screen, 1);
	terminal->cursor_visible = true;
}

struct terminal *terminal_open(const struct terminal_options *options)
{
	const char *term = options->term ? options->term : "xterm-256color";
	struct terminal *terminal = memory_alloc(sizeof(*terminal));
	struct winsize size = {0};

	terminal->rows = options->rows ? options->rows : 24;
	terminal->cols = options->cols ? options->cols : 80;
	terminal->linux_keys = strcmp(term, "linux") == 0;
	size.ws_row = (unsigned short)terminal->rows;
	size.ws_col = (unsigned short)terminal->cols;
	make_screen(terminal);
	fflush(NULL);
	terminal->pid = forkpty(&terminal->fd, NULL, NULL, &size);
	if (terminal->pid < 0)
		fail_msg("no pseudo-terminal: %s", strerror(errno));
	if (terminal->pid == 0)
		run_program(options, term);
	return terminal;
}

void terminal_hang_up(struct terminal *terminal)
{
	if (terminal->fd >= 0)
		close(terminal->fd);
	terminal->fd = -1;
}

void terminal_free(struct terminal *terminal)
{
	if (!terminal)
		return;
	if (!terminal->reaped) {
		kill(terminal->pid, SIGKILL);
		waitpid(terminal->pid, NULL, 0);
	}
	terminal_hang_up(terminal);
	vterm_free(terminal->vterm);
	buf_release(&terminal->raw);
	buf_release(&terminal->text);
	free(terminal);
}

/* The end of a program that hung up is only seen by waitpid(), which knows no deadline: an alarm
 * would end the test, loudly enough. */
void terminal_wait_text(struct terminal *terminal, const char *text)
{
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	while (terminal_find(terminal, text) < 0)
		if (!pump(terminal, &start))
			fail_with(terminal, text);
}

int terminal_wait_end(struct terminal *terminal)
{
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	while (pump(terminal, &start))
		continue;
	if (terminal->fd >= 0 && !terminal->ended)
		fail_with(terminal, "the program does not end");
	alarm(TERMINAL_DEADLINE);
	if (waitpid(terminal->pid, &terminal->status, 0) != terminal->pid)
		fail_with(terminal, "the program's status is lost");
	alarm(0);
	terminal->reaped = true;
	return terminal->status;
}

/* --- Input ------------------------------------------------------------------------------------- */

void terminal_send_bytes(struct terminal *terminal, const void *ptr, size_t len)
{
	const char *bytes = ptr;

	while (len > 0) {
		ssize_t done = write(terminal->fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return; /* the program ended: the next wait says so */
		bytes += done;
		len -= (size_t)done;
	}
}

/* False when the program ended, or is silent for too long, before it is ready or has answered. */
static bool await(struct terminal *terminal, const bool *ready, int answers)
{
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	while (ready ? !*ready : terminal->answers < answers) {
		if (!pump(terminal, &start))
			return false;
	}
	return true;
}

static void wait_until_ready(struct terminal *terminal)
{
	if (!await(terminal, &terminal->ready, 0))
		fail_with(terminal, "the program does not open a screen");
}

/* What is sent and the sync key go in one piece: a program that keeps either back does not answer. */
static bool send_and_sync(struct terminal *terminal, const void *ptr, size_t len)
{
	int answers = terminal->answers + 1;
	struct buf bytes = BUF_EMPTY;

	wait_until_ready(terminal);
	buf_add(&bytes, ptr, len);
	buf_add_text(&bytes, SYNC_KEY);
	terminal_send_bytes(terminal, bytes.ptr, bytes.len);
	buf_release(&bytes);
	if (await(terminal, NULL, answers))
		return true;
	if (!terminal->ended)
		fail_with(terminal, "the program does not answer");
	return false;
}

bool terminal_sync_or_end(struct terminal *terminal)
{
	return send_and_sync(terminal, "", 0);
}

void terminal_sync(struct terminal *terminal)
{
	if (!terminal_sync_or_end(terminal))
		fail_with(terminal, "the program does not answer");
}

void terminal_send(struct terminal *terminal, const char *keys)
{
	struct buf bytes = BUF_EMPTY;

	while (*keys)
		keys = add_key(terminal, &bytes, keys);
	terminal_send_bytes(terminal, bytes.ptr, bytes.len);
	buf_release(&bytes);
}

void terminal_type(struct terminal *terminal, const char *keys)
{
	struct buf bytes = BUF_EMPTY;

	wait_until_ready(terminal);
	while (*keys) {
		bool is_escape = strncmp(keys, "<Esc>", 5) == 0;

		keys = add_key(terminal, &bytes, keys);
		if (!is_escape && *keys)
			continue;
		terminal_send_bytes(terminal, bytes.ptr, bytes.len);
		buf_clear(&bytes);
		terminal_sync(terminal);
	}
	buf_release(&bytes);
}

void terminal_type_bytes(struct terminal *terminal, const void *ptr, size_t len)
{
	if (!send_and_sync(terminal, ptr, len))
		fail_with(terminal, "the program ended at these bytes");
}

void terminal_paste(struct terminal *terminal, const char *text)
{
	terminal_send_bytes(terminal, "\033[200~", 6);
	terminal_send_bytes(terminal, text, strlen(text));
	terminal_send_bytes(terminal, "\033[201~", 6);
	terminal_sync(terminal);
}

void terminal_click(struct terminal *terminal, int row, int col)
{
	char bytes[64];
	int len = snprintf(bytes, sizeof(bytes), "\033[<0;%d;%dM\033[<0;%d;%dm", col + 1, row + 1,
		col + 1, row + 1);

	if (!send_and_sync(terminal, bytes, (size_t)len))
		fail_with(terminal, "the program ended at a click");
}

void terminal_resize(struct terminal *terminal, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	terminal->rows = rows;
	terminal->cols = cols;
	vterm_set_size(terminal->vterm, rows, cols);
	ioctl(terminal->fd, TIOCSWINSZ, &size);
	terminal_sync(terminal);
}

void terminal_signal(struct terminal *terminal, int signal)
{
	kill(terminal->pid, signal);
}

/* --- What is seen ------------------------------------------------------------------------------ */

static VTermScreenCell cell_at(struct terminal *terminal, int row, int col)
{
	VTermScreenCell cell = {0};

	vterm_screen_get_cell(terminal->screen, (VTermPos){row, col}, &cell);
	return cell;
}

static void add_row(struct terminal *terminal, struct buf *out, int row)
{
	char bytes[8192];
	VTermRect rect = {row, row + 1, 0, terminal->cols};
	size_t len = vterm_screen_get_text(terminal->screen, bytes, sizeof(bytes), rect);

	while (len > 0 && (bytes[len - 1] == ' ' || bytes[len - 1] == '\n'))
		len--;
	buf_add(out, bytes, len);
}

const char *terminal_row(struct terminal *terminal, int row)
{
	buf_clear(&terminal->text);
	add_row(terminal, &terminal->text, row);
	return buf_text(&terminal->text);
}

int terminal_find(struct terminal *terminal, const char *text)
{
	for (int row = 0; row < terminal->rows; row++) {
		if (strstr(terminal_row(terminal, row), text))
			return row;
	}
	return -1;
}

bool terminal_is_reverse(struct terminal *terminal, int row, int col)
{
	return cell_at(terminal, row, col).attrs.reverse;
}

static struct color seen_color(struct terminal *terminal, VTermColor color, bool is_ink)
{
	static const struct color ink = {0xd8, 0xd8, 0xd8}, paper = {0x10, 0x14, 0x18};

	if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color))
		return is_ink ? ink : paper;
	vterm_screen_convert_color_to_rgb(terminal->screen, &color);
	return (struct color){color.rgb.red, color.rgb.green, color.rgb.blue};
}

struct cell terminal_cell(struct terminal *terminal, int row, int col)
{
	VTermScreenCell from = cell_at(terminal, row, col);
	struct cell cell = {.cols = from.width > 1 ? from.width : 1, .bold = from.attrs.bold};
	struct color ink = seen_color(terminal, from.fg, true);
	struct color paper = seen_color(terminal, from.bg, false);
	size_t len = 0;

	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && from.chars[i] && from.chars[i] != UINT32_MAX; i++)
		len += (size_t)utf8proc_encode_char((utf8proc_int32_t)from.chars[i],
			(utf8proc_uint8_t *)cell.text + len);
	cell.ink = from.attrs.reverse ? paper : ink;
	cell.paper = from.attrs.reverse ? ink : paper;
	return cell;
}

bool terminal_is_colored(struct terminal *terminal, int row, int col)
{
	VTermScreenCell cell = cell_at(terminal, row, col);

	return !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
}

static VTermPos cursor(struct terminal *terminal)
{
	VTermPos position;

	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &position);
	return position;
}

int terminal_cursor_row(struct terminal *terminal)
{
	return cursor(terminal).row;
}

int terminal_cursor_col(struct terminal *terminal)
{
	return cursor(terminal).col;
}

bool terminal_cursor_is_visible(struct terminal *terminal)
{
	return terminal->cursor_visible;
}

bool terminal_got(struct terminal *terminal, const char *bytes)
{
	return memmem(buf_text(&terminal->raw), terminal->raw.len, bytes, strlen(bytes)) != NULL;
}

size_t terminal_got_bytes(struct terminal *terminal)
{
	return terminal->raw.len;
}

void terminal_forget(struct terminal *terminal)
{
	buf_clear(&terminal->raw);
	terminal->scanned = 0;
}

void terminal_expect(struct terminal *terminal, const char *text)
{
	char why[512];

	if (terminal_find(terminal, text) >= 0)
		return;
	snprintf(why, sizeof(why), "not on the screen: %s", text);
	fail_with(terminal, why);
}

int terminal_rows(const struct terminal *terminal)
{
	return terminal->rows;
}

int terminal_cols(const struct terminal *terminal)
{
	return terminal->cols;
}
