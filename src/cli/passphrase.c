/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/passphrase.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define TERMINAL "/dev/tty"

void passphrase_wipe(struct passphrase *passphrase)
{
	explicit_bzero(passphrase, sizeof(*passphrase));
}

/* One byte. `mask` (null: none) holds while it is waited for and not otherwise, so that no signal
 * comes unseen between a look at what came and the waiting. */
static ssize_t read_byte(int fd, char *byte, const sigset_t *mask)
{
	struct pollfd waiting = {.fd = fd, .events = POLLIN};

	if (mask && ppoll(&waiting, 1, NULL, mask) < 0)
		return -1;
	return read(fd, byte, 1);
}

/* Reads up to a line end, byte by byte, since what stands behind it may be for others. `out` has
 * PASSPHRASE_MAX + 1 bytes; *len becomes larger than PASSPHRASE_MAX when the line is too long.
 * Returns 0 or an errno value; EPIPE when the input ended before anything came. */
static int read_line(int fd, char *out, size_t *len, const sigset_t *mask)
{
	char byte;
	ssize_t got;

	*len = 0;
	while ((got = read_byte(fd, &byte, mask)) == 1 && byte != '\n') {
		if (*len < PASSPHRASE_MAX)
			out[*len] = byte;
		if (*len <= PASSPHRASE_MAX)
			++*len;
	}
	out[*len <= PASSPHRASE_MAX ? *len : 0] = '\0';
	if (got < 0)
		return errno;
	return got == 0 && *len == 0 ? EPIPE : 0;
}

static enum status check_line(const char *text, size_t len, struct err *err)
{
	if (len > PASSPHRASE_MAX || strlen(text) != len)
		return err_set(err, STATUS_INVALID,
			_("The passphrase is too long, or no text: at most %d bytes in one line."),
			PASSPHRASE_MAX);
	return STATUS_OK;
}

enum status passphrase_read(struct passphrase *passphrase, int fd, struct err *err)
{
	enum status status;
	size_t len;
	int number;

	do {
		number = read_line(fd, passphrase->text, &len, NULL);
	} while (number == EINTR);
	close(fd);
	if (number != 0 && number != EPIPE)
		status = err_system(
			err, number, _("Can't read the passphrase from descriptor %d"), fd);
	else if (len == 0)
		status = err_set(
			err, STATUS_DENIED, _("No passphrase came from descriptor %d."), fd);
	else
		status = check_line(passphrase->text, len, err);
	passphrase->given = status == STATUS_OK;
	if (status != STATUS_OK)
		passphrase_wipe(passphrase);
	return status;
}

bool terminal_is_there(void)
{
	int fd;

	if (!isatty(STDIN_FILENO) && !isatty(STDOUT_FILENO) && !isatty(STDERR_FILENO))
		return false;
	fd = open(TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* Written by the handler alone: which signal came while nothing typed was shown. */
static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
	interrupted = signal_number;
}

static const int held_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
#define HELD_COUNT (sizeof(held_signals) / sizeof(held_signals[0]))

struct held {
	struct sigaction before[HELD_COUNT], before_stop;
	sigset_t mask; /* as it was */
};

/* While the terminal does not show what is typed, a signal must not end the program before it does
 * again; and it must not be stopped (^Z) in that state. Signals come only while a byte is waited
 * for. */
static void hold_signals(struct held *held)
{
	struct sigaction hold = {.sa_handler = interrupt};
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigset_t block;

	interrupted = 0;
	sigemptyset(&block);
	sigemptyset(&hold.sa_mask);
	sigemptyset(&ignore.sa_mask);
	for (size_t i = 0; i < HELD_COUNT; i++)
		sigaddset(&block, held_signals[i]);
	sigprocmask(SIG_BLOCK, &block, &held->mask);
	for (size_t i = 0; i < HELD_COUNT; i++)
		sigaction(held_signals[i], &hold, &held->before[i]);
	sigaction(SIGTSTP, &ignore, &held->before_stop);
}

static void release_signals(const struct held *held)
{
	for (size_t i = 0; i < HELD_COUNT; i++)
		sigaction(held_signals[i], &held->before[i], NULL);
	sigaction(SIGTSTP, &held->before_stop, NULL);
	sigprocmask(SIG_SETMASK, &held->mask, NULL);
	if (interrupted)
		raise(interrupted);
}

static int write_text(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t put = write(fd, text, left);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return errno;
		text += put;
		left -= (size_t)put;
	}
	return 0;
}

static int ask_shown(int fd, const char *question, char *answer, size_t *len, const sigset_t *mask)
{
	int number = write_text(fd, question);

	return number == 0 ? read_line(fd, answer, len, mask) : number;
}

static int ask_hidden(int fd, const char *question, char *answer, size_t *len)
{
	struct held held;
	struct termios shown, hidden;
	int number;

	if (tcgetattr(fd, &shown) != 0)
		return errno;
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	hold_signals(&held);
	/* Flushed: what was typed before the question was not typed for it. */
	tcsetattr(fd, TCSAFLUSH, &hidden);
	do {
		number = ask_shown(fd, question, answer, len, &held.mask);
	} while (number == EINTR && !interrupted);
	tcsetattr(fd, TCSANOW, &shown);
	(void)write_text(fd, "\n");
	release_signals(&held);
	return number;
}

static enum status ask(char *answer, const char *question, bool hide, struct err *err)
{
	int fd = open(TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);
	enum status status = STATUS_OK;
	size_t len = 0;
	int number;

	if (fd < 0)
		return err_system(err, errno, "%s", _("Can't open the terminal"));
	number = hide ? ask_hidden(fd, question, answer, &len)
		      : ask_shown(fd, question, answer, &len, NULL);
	close(fd);
	if (number == EPIPE || number == EINTR)
		status = err_set(err, STATUS_DENIED, "%s", _("No answer."));
	else if (number != 0)
		status = err_system(err, number, "%s", _("Can't ask on the terminal"));
	else
		status = check_line(answer, len, err);
	return status;
}

enum status passphrase_ask(struct passphrase *passphrase, const char *question, struct err *err)
{
	enum status status = ask(passphrase->text, question, true, err);

	passphrase->given = status == STATUS_OK;
	if (status != STATUS_OK)
		passphrase_wipe(passphrase);
	return status;
}

enum status terminal_ask(char *answer, const char *question, struct err *err)
{
	return ask(answer, question, false, err);
}

enum status terminal_say(const char *text, struct err *err)
{
	int fd = open(TERMINAL, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	int number = fd < 0 ? errno : write_text(fd, text);

	if (fd >= 0)
		close(fd);
	return number == 0 ? STATUS_OK
			   : err_system(err, number, "%s", _("Can't open the terminal"));
}
