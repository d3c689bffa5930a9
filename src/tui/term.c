/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/term.h"

#include "tui/guard.h"
#include "tui/key.h"
#include "tui/sequence.h"
#include "tui/term_cells.h"
#include "tui/tty.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <utf8proc.h>
#include <wchar.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

#define ESCAPE_DELAY 50
#define ROW_MAX 1024
#define REST_DELAY 50 /* ms in which the rest of a character that has begun must come */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1000l\033[?1006l"

/* Ours among curses' key codes. */
enum {
	RAW_OURS = KEY_MAX + 1,
	RAW_END = RAW_OURS + SEQUENCES_MAX
};

static struct {
	SCREEN *screen;
	WINDOW *reader; /* a pad: reading from it does not refresh the screen */
	struct tty tty;
	bool suspended;
	bool test;
	bool mouse;
	bool colored;
	bool cursor_placed, cursor_shown;
	int cursor_row, cursor_col;
	struct buf wipe; /* clears screen and scrollback */
} term;

/* How a style looks: without colour, and the colour that is added. */
static const struct {
	attr_t attributes;
	short color; /* -1: none */
} styles[STYLE_COUNT] = {
	[STYLE_NORMAL] = {A_NORMAL, -1},
	[STYLE_BOLD] = {A_BOLD, -1},
	[STYLE_DIM] = {A_DIM, -1},
	[STYLE_REVERSE] = {A_REVERSE, -1},
	[STYLE_GOOD] = {A_BOLD, COLOR_GREEN},
	[STYLE_WARN] = {A_BOLD, COLOR_YELLOW},
	[STYLE_ERROR] = {A_BOLD, COLOR_RED},
	[STYLE_BAR_GOOD] = {A_REVERSE | A_BOLD, COLOR_GREEN},
	[STYLE_BAR_WARN] = {A_REVERSE | A_BOLD, COLOR_YELLOW},
	[STYLE_BAR_ERROR] = {A_REVERSE | A_BOLD, COLOR_RED},
};

static const struct {
	wint_t raw;
	uint32_t code;
} raw_keys[] = {
	{KEY_UP, KEYS_UP},
	{KEY_DOWN, KEYS_DOWN},
	{KEY_LEFT, KEYS_LEFT},
	{KEY_RIGHT, KEYS_RIGHT},
	{KEY_HOME, KEYS_HOME},
	{KEY_END, KEYS_END},
	{KEY_FIND, KEYS_HOME},
	{KEY_SELECT, KEYS_END},
	{KEY_PPAGE, KEYS_PAGE_UP},
	{KEY_NPAGE, KEYS_PAGE_DOWN},
	{KEY_IC, KEYS_INSERT},
	{KEY_DC, KEYS_DELETE},
	{KEY_BTAB, KEYS_BACK_TAB},
	{KEY_ENTER, KEYS_ENTER},
	{KEY_BACKSPACE, KEYS_BACKSPACE},
	{KEY_A1, KEYS_HOME},
	{KEY_A3, KEYS_PAGE_UP},
	{KEY_C1, KEYS_END},
	{KEY_C3, KEYS_PAGE_DOWN},
};

/* Appends what the terminal's description says for a capability, without its padding. */
static void add_capability(struct buf *out, const char *name)
{
	const char *text = tigetstr(name);

	if (!text || text == (const char *)-1)
		return;
	while (*text) {
		const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;

		if (end)
			text = end + 1;
		else
			buf_add_byte(out, (uint8_t)*text++);
	}
}

static bool has_capability(const char *name)
{
	struct buf text = BUF_EMPTY;
	bool has;

	add_capability(&text, name);
	has = text.len > 0;
	buf_release(&text);
	return has;
}

/* Reads the terminal's description and composes from it, before anything is changed, what undoes it
 * all: keypad, paste, mouse, attributes, screen, scrollback, cursor, alternate screen. */
static enum status describe(
	const struct term_options *options, struct buf *restore, struct err *err)
{
	int result = 0;
	bool able;

	if (setupterm(options->type, fileno(term.tty.out), &result) != OK)
		return err_set(err, STATUS_USAGE,
			_("This kind of terminal is not known here. Set TERM, for instance: "
			  "TERM=xterm okoce"));
	able = has_capability("cup") && has_capability("clear");
	term.mouse = !options->no_mouse && has_capability("kmous") && has_capability("XM");
	buf_clear(&term.wipe);
	add_capability(&term.wipe, "sgr0");
	add_capability(&term.wipe, "clear");
	add_capability(&term.wipe, "E3");
	add_capability(restore, "rmkx");
	buf_add_text(restore, PASTE_OFF);
	if (term.mouse)
		buf_add_text(restore, MOUSE_OFF);
	buf_add(restore, term.wipe.ptr, term.wipe.len);
	add_capability(restore, "cnorm");
	add_capability(restore, "rmcup");
	del_curterm(cur_term);
	if (able)
		return STATUS_OK;
	return err_set(err, STATUS_USAGE,
		_("This terminal cannot place its cursor (TERM=dumb?). Use another window, or the "
		  "commands (okoce --help)."));
}

static void start_colors(void)
{
	short background = COLOR_BLACK;

	if (!has_colors() || start_color() == ERR)
		return;
	if (use_default_colors() == OK)
		background = -1;
	for (short color = 0; color < 8; color++)
		init_pair((short)(color + 1), color, background);
	term.colored = true;
}

static void start_keys(const struct term_options *options)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);
	intrflush(stdscr, FALSE);
	set_escdelay(options->escape_delay > 0 ? options->escape_delay : ESCAPE_DELAY);
	term.reader = newpad(1, 1);
	keypad(term.reader, TRUE);
	for (size_t i = 0; i < sequence_count; i++) {
		if ((sequences[i].code != KEYS_SYNC && sequences[i].code != KEYS_MINUTE) || options->test)
			define_key(sequences[i].bytes, RAW_OURS + (int)i);
	}
	if (term.mouse) {
		mouseinterval(0);
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
	}
	tty_send(&term.tty, PASTE_ON, strlen(PASTE_ON));
}

static enum status start_curses(const struct term_options *options, struct err *err)
{
	use_env(FALSE); /* the window's own size, not what LINES and COLUMNS say */
	use_tioctl(TRUE);
	term.screen = newterm(options->type, term.tty.out, term.tty.in);
	if (!term.screen || !stdscr)
		return err_set(err, STATUS_IO, _("The terminal could not be taken over."));
	term.colored = false;
	if (!options->no_color)
		start_colors();
	term.cursor_placed = false;
	term.cursor_shown = true;
	start_keys(options);
	return STATUS_OK;
}

enum status term_start(const struct term_options *options, struct err *err)
{
	static bool registered;
	struct buf restore = BUF_EMPTY;
	enum status status = tty_open(&term.tty, options->device, err);

	if (status != STATUS_OK)
		return status;
	status = describe(options, &restore, err);
	if (status == STATUS_OK) {
		/* First the signals: curses takes only those that nobody has taken. */
		guard_arm(fileno(term.tty.out), buf_text(&restore), restore.len);
		status = start_curses(options, err);
		if (status != STATUS_OK)
			guard_disarm();
	}
	buf_release(&restore);
	if (status != STATUS_OK) {
		tty_close(&term.tty);
		return status;
	}
	term.test = options->test;
	term.suspended = false;
	if (!registered)
		registered = atexit(term_stop) == 0;
	return STATUS_OK;
}

bool term_is_up(void)
{
	return term.screen && !term.suspended;
}

static void leave_curses(void)
{
	tty_send(&term.tty, PASTE_OFF, strlen(PASTE_OFF));
	tty_send(&term.tty, buf_text(&term.wipe), term.wipe.len);
	curs_set(1);
	endwin();
}

void term_stop(void)
{
	if (!term.screen)
		return;
	if (term.suspended)
		guard_continue();
	else
		leave_curses();
	delwin(term.reader);
	delscreen(term.screen);
	term.screen = NULL;
	guard_disarm();
	tty_close(&term.tty);
	buf_release(&term.wipe);
	term_draw_release();
}

void term_suspend(void)
{
	if (!term_is_up())
		return;
	leave_curses();
	guard_pause();
	term.suspended = true;
}

void term_resume(void)
{
	if (!term.screen || !term.suspended)
		return;
	guard_continue();
	term.suspended = false;
	term.cursor_shown = true;
	clearok(curscr, TRUE);
	term_refresh();
	tty_send(&term.tty, PASTE_ON, strlen(PASTE_ON));
}

int term_rows(void)
{
	return getmaxy(stdscr);
}

int term_cols(void)
{
	return getmaxx(stdscr);
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static attr_t style_attributes(enum style style)
{
	return styles[style].attributes;
}

static short style_pair(enum style style)
{
	return (short)(term.colored ? styles[style].color + 1 : 0);
}

void term_put_wide(int row, int col, enum style style, const wchar_t *text, int count)
{
	wattr_set(stdscr, style_attributes(style), style_pair(style), NULL);
	mvwaddnwstr(stdscr, row, col, text, count);
	wattr_set(stdscr, A_NORMAL, 0, NULL);
}

void term_fill_wide(struct area area, wchar_t character, enum style style)
{
	const wchar_t text[2] = {character, L'\0'};
	cchar_t cell;

	setcchar(&cell, text, style_attributes(style), style_pair(style), NULL);
	for (int i = 0; i < area.rows; i++)
		mvwhline_set(stdscr, area.row + i, area.col, &cell, area.cols);
}

void term_erase(void)
{
	werase(stdscr);
	term.cursor_placed = false;
}

void term_cursor(int row, int col)
{
	term.cursor_placed = true;
	term.cursor_row = row;
	term.cursor_col = col;
}

void term_beep(void)
{
	beep();
}

/* The console keeps pitch and length until they are others: back to what they usually are. */
#define CONSOLE_USUAL "\033[10;750]\033[11;125]"

void term_sound(enum sound sound)
{
	static const struct {
		const char *bells, *console;
	} sounds[] = {
		[SOUND_NONE] = {"", ""},
		[SOUND_GOOD] = {"\a", "\033[10;1200]\033[11;60]\a" CONSOLE_USUAL},
		[SOUND_WARNING] = {"\a\a", "\033[10;600]\033[11;180]\a" CONSOLE_USUAL},
		[SOUND_BAD] = {"\a\a\a", "\033[10;250]\033[11;400]\a" CONSOLE_USUAL},
	};
	const char *text = strncmp(termname(), "linux", 5) == 0 ? sounds[sound].console
								: sounds[sound].bells;

	tty_send(&term.tty, text, strlen(text));
}

static int limit(int value, int count)
{
	if (value >= count)
		value = count - 1;
	return value < 0 ? 0 : value;
}

void term_refresh(void)
{
	if (!term_is_up())
		return;
	if (term.cursor_placed != term.cursor_shown) {
		curs_set(term.cursor_placed ? 1 : 0);
		term.cursor_shown = term.cursor_placed;
	}
	if (term.cursor_placed)
		wmove(stdscr, limit(term.cursor_row, term_rows()),
			limit(term.cursor_col, term_cols()));
	wrefresh(stdscr);
}

void term_redraw(void)
{
	clearok(curscr, TRUE);
	term_refresh();
}

void term_wipe(void)
{
	term_erase();
	term_refresh();
	tty_send(&term.tty, buf_text(&term.wipe), term.wipe.len);
	clearok(curscr, TRUE);
}

/* --- Reading ----------------------------------------------------------------------------------- */

static uint32_t mouse_code(struct key *key)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return KEYS_NONE;
	key->row = event.y;
	key->col = event.x;
	if (event.bstate & BUTTON1_PRESSED)
		return KEYS_CLICK;
	if (event.bstate & BUTTON4_PRESSED)
		return KEYS_WHEEL_UP;
	return event.bstate & BUTTON5_PRESSED ? KEYS_WHEEL_DOWN : KEYS_NONE;
}

static uint32_t raw_code(wint_t raw, struct key *key)
{
	if (raw == KEY_MOUSE)
		return mouse_code(key);
	if (raw >= RAW_OURS && raw < RAW_OURS + sequence_count)
		return sequences[raw - RAW_OURS].code;
	if (raw >= (wint_t)KEY_F(1) && raw <= (wint_t)KEY_F(12))
		return KEYS_F1 + (raw - (wint_t)KEY_F(1));
	for (size_t i = 0; i < sizeof(raw_keys) / sizeof(*raw_keys); i++) {
		if (raw_keys[i].raw == raw)
			return raw_keys[i].code;
	}
	return KEYS_NONE;
}

/* One key within `wait` ms. What means nothing to us is passed over until curses has nothing more, and
 * is asked twice: it keeps the key that came together with a click, or behind half a character, of
 * which poll() does not know. */
static bool read_key(struct key *key, int wait)
{
	wtimeout(term.reader, wait);
	for (int asked = 0; asked < 2;) {
		wint_t raw = 0;
		int kind = wget_wch(term.reader, &raw);

		if (kind == ERR) {
			wtimeout(term.reader, 0);
			asked++;
			continue;
		}
		key->code = kind == KEY_CODE_YES ? raw_code(raw, key) : raw;
		if (key->code != KEYS_NONE)
			return true;
	}
	return false;
}

static void follow_size(void)
{
	struct winsize size;

	if (ioctl(fileno(term.tty.out), TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
		size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
}

static bool read_signal(struct key *key)
{
	if (guard_hangup()) {
		key->code = KEYS_HANGUP;
		return true;
	}
	if (!guard_take_resize())
		return false;
	follow_size();
	key->code = KEYS_RESIZE;
	return true;
}

static bool is_at_end(int fd)
{
	int waiting = 0;

	return ioctl(fd, FIONREAD, &waiting) != 0 || waiting == 0;
}

bool term_read(void *unused, struct key *key, int wait)
{
	int fd = fileno(term.tty.in);

	(void)unused;
	*key = (struct key){0};
	for (;;) {
		if (read_signal(key) || read_key(key, 0))
			return true;
		if (!guard_wait(fd, wait)) {
			if (read_signal(key))
				return true;
			if (wait >= 0)
				return false;
		} else if (is_at_end(fd)) {
			guard_set_hangup(); /* readable, but nothing to read: the other end went */
		} else if (read_key(key, REST_DELAY)) {
			return true;
		}
	}
}

void term_answer_sync(void)
{
	struct buf answer = BUF_EMPTY;

	if (!term.test)
		return;
	buf_printf(&answer, "\033]5199;%d;%d\a", term_rows(), term_cols());
	tty_send(&term.tty, buf_text(&answer), answer.len);
	buf_release(&answer);
}

/* --- Reading back ------------------------------------------------------------------------------ */

void term_row_text(int row, struct buf *out)
{
	wchar_t text[ROW_MAX + 1];
	int count = mvwinnwstr(stdscr, row, 0, text, ROW_MAX);

	while (count > 0 && text[count - 1] == L' ')
		count--;
	for (int i = 0; i < count; i++) {
		uint8_t bytes[4];

		buf_add(out, bytes, (size_t)utf8proc_encode_char((int32_t)text[i], bytes));
	}
}

bool term_is_reverse(int row, int col)
{
	wchar_t text[CCHARW_MAX + 1];
	attr_t attributes = 0;
	short pair;
	cchar_t cell;

	return mvwin_wch(stdscr, row, col, &cell) == OK &&
	       getcchar(&cell, text, &attributes, &pair, NULL) == OK && (attributes & A_REVERSE);
}

void term_resize(int rows, int cols)
{
	resizeterm(rows, cols);
}
