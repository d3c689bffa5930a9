/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/guard.h"

#include "base/i18n.h"
#include "base/sanitizer.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#define RESTORE_MAX 512
#define SENTENCE_MAX 512
#define STACK_SIZE (64 * 1024)
#define HELD_MAX (1024 * 1024) /* of stderr; what comes after is not repeated */

enum {
	ON_FLAG,
	ON_FATAL,
	ON_IGNORE
};

/* Every signal that is taken, and what becomes of it. */
static const struct {
	int number;
	int on;
} signals[] = {
	{SIGTERM, ON_FLAG},
	{SIGHUP, ON_FLAG},
	{SIGINT, ON_FLAG},
	{SIGWINCH, ON_FLAG},
	{SIGSEGV, ON_FATAL},
	{SIGBUS, ON_FATAL},
	{SIGFPE, ON_FATAL},
	{SIGILL, ON_FATAL},
	{SIGABRT, ON_FATAL},
	{SIGTSTP, ON_IGNORE},
};
#define SIGNAL_COUNT (sizeof(signals) / sizeof(*signals))

/* Signal handlers can be passed nothing: what they need is here. */
static struct {
	volatile sig_atomic_t armed;
	volatile sig_atomic_t hangup;
	volatile sig_atomic_t resize;
	int fd;
	int wake[2]; /* a pipe that handlers write to, so that a wait ends */
	int held;    /* what is written to stderr meanwhile, or -1 */
	int stderr_copy;
	struct termios termios;
	bool has_termios;
	char restore[RESTORE_MAX];
	size_t restore_len;
	char sentence[SENTENCE_MAX]; /* translated beforehand: a handler cannot */
	struct sigaction before[SIGNAL_COUNT];
	stack_t stack_before;
} guard = {.fd = -1, .wake = {-1, -1}, .held = -1, .stderr_copy = -1};

static _Alignas(16) char signal_stack[STACK_SIZE];

static void write_all(int fd, const char *ptr, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, ptr, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		ptr += done;
		len -= (size_t)done;
	}
}

/* In a handler text_safe() is out of reach: only ASCII and line ends pass. */
static void replay_raw(void)
{
	char bytes[512];
	ssize_t len;

	if (lseek(guard.held, 0, SEEK_SET) != 0)
		return;
	while ((len = read(guard.held, bytes, sizeof(bytes))) > 0) {
		for (ssize_t i = 0; i < len; i++) {
			if (bytes[i] != '\n' && (bytes[i] < ' ' || bytes[i] > '~'))
				bytes[i] = '?';
		}
		write_all(guard.stderr_copy, bytes, (size_t)len);
	}
}

static void replay_safe(void)
{
	struct buf safe = BUF_EMPTY;
	struct stat stat;
	char *text;
	size_t len;

	if (fstat(guard.held, &stat) || stat.st_size <= 0)
		return;
	len = stat.st_size < HELD_MAX ? (size_t)stat.st_size : HELD_MAX;
	text = mmap(NULL, len, PROT_READ, MAP_PRIVATE, guard.held, 0);
	if (text == MAP_FAILED)
		return;
	for (size_t at = 0; at < len;) {
		char *end = memchr(text + at, '\n', len - at);
		size_t line = end ? (size_t)(end - (text + at)) : len - at;

		text_safe(&safe, text + at, line);
		if (end)
			buf_add_byte(&safe, '\n');
		at += line + 1;
	}
	write_all(guard.stderr_copy, buf_text(&safe), safe.len);
	munmap(text, len);
	buf_release(&safe);
}

void guard_restore(void)
{
	int saved_errno = errno;

	if (!guard.armed)
		return;
	guard.armed = 0;
	write_all(guard.fd, guard.restore, guard.restore_len);
	if (guard.has_termios)
		tcsetattr(guard.fd, TCSANOW, &guard.termios);
	if (guard.held >= 0) {
		dup2(guard.stderr_copy, STDERR_FILENO);
		replay_raw();
	}
	errno = saved_errno;
}

static void on_flag(int number)
{
	int saved_errno = errno;

	if (number == SIGWINCH)
		guard.resize = 1;
	else
		guard.hangup = 1;
	if (write(guard.wake[1], "", 1) < 0) {
		/* The pipe is full: then the reader wakes anyway. */
	}
	errno = saved_errno;
}

/* Another handler of the program knows better what to say; a sanitizer's speaks to developers only. */
static bool speaks_next(const struct sigaction *before)
{
#ifdef HAS_SANITIZER
	(void)before;
	return false;
#else
	return before->sa_handler != SIG_DFL;
#endif
}

/* Whoever handled the signal before (by default: the end, with a core where allowed) gets it next: a
 * fault happens again on return, what was sent must be sent again. */
static void on_fatal(int number, siginfo_t *info, void *unused)
{
	bool is_last = false;

	(void)unused;
	for (size_t i = 0; i < SIGNAL_COUNT; i++) {
		if (signals[i].number != number)
			continue;
		sigaction(number, &guard.before[i], NULL);
		is_last = !speaks_next(&guard.before[i]);
	}
	if (guard.armed) {
		guard_restore();
		if (is_last)
			write_all(STDERR_FILENO, guard.sentence, strlen(guard.sentence));
	}
	if (info->si_code <= 0)
		raise(number);
}

static void take_signal(size_t i)
{
	struct sigaction action = {0};

	sigemptyset(&action.sa_mask);
	switch (signals[i].on) {
	case ON_FLAG:
		action.sa_handler = on_flag; /* without SA_RESTART: waits end */
		break;
	case ON_FATAL:
		action.sa_sigaction = on_fatal;
		action.sa_flags = SA_ONSTACK | SA_SIGINFO;
		break;
	default:
		action.sa_handler = SIG_IGN;
	}
	sigaction(signals[i].number, &action, &guard.before[i]);
}

static void take_signals(void)
{
	stack_t stack = {.ss_sp = signal_stack, .ss_size = sizeof(signal_stack)};

	sigaltstack(&stack, &guard.stack_before);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		take_signal(i);
}

static void give_signals_back(void)
{
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(signals[i].number, &guard.before[i], NULL);
	sigaltstack(&guard.stack_before, NULL);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Only where stderr is a terminal would it spoil the screen; a file or a pipe gets it at once. */
static void hold_stderr(void)
{
	if (!isatty(STDERR_FILENO))
		return;
	guard.stderr_copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	guard.held = memfd_create("stderr", MFD_CLOEXEC);
	if (guard.stderr_copy < 0 || guard.held < 0 || dup2(guard.held, STDERR_FILENO) < 0) {
		close_fd(&guard.held);
		close_fd(&guard.stderr_copy);
	}
}

static void release_stderr(void)
{
	if (guard.held < 0)
		return;
	dup2(guard.stderr_copy, STDERR_FILENO);
	replay_safe();
	close_fd(&guard.held);
	close_fd(&guard.stderr_copy);
}

static void prepare_sentence(void)
{
	struct buf text = BUF_EMPTY;

	buf_add_text(&text, _("okoce stopped because of a fault in itself. What was saved is kept: "
			      "start it again."));
	if (text.len > SENTENCE_MAX - 2)
		text.len = SENTENCE_MAX - 2;
	memcpy(guard.sentence, text.ptr, text.len);
	guard.sentence[text.len] = '\n';
	guard.sentence[text.len + 1] = '\0';
	buf_release(&text);
}

#ifdef HAS_SANITIZER
void __sanitizer_set_death_callback(void (*callback)(void));
#endif

void guard_arm(int fd, const char *restore, size_t len)
{
	guard.fd = fd;
	guard.has_termios = tcgetattr(fd, &guard.termios) == 0;
	guard.restore_len = len < RESTORE_MAX ? len : 0;
	memcpy(guard.restore, restore, guard.restore_len);
	guard.hangup = 0;
	guard.resize = 0;
	prepare_sentence();
	if (pipe2(guard.wake, O_CLOEXEC | O_NONBLOCK)) {
		guard.wake[0] = -1;
		guard.wake[1] = -1;
	}
	hold_stderr();
	take_signals();
	memory_on_exhaustion(guard_restore);
#ifdef HAS_SANITIZER
	__sanitizer_set_death_callback(guard_restore); /* a report must be seen */
#endif
	guard.armed = 1;
}

void guard_disarm(void)
{
	if (!guard.armed)
		return;
	guard.armed = 0;
	memory_on_exhaustion(NULL);
	give_signals_back();
	if (guard.has_termios)
		tcsetattr(guard.fd, TCSADRAIN, &guard.termios);
	release_stderr();
	close_fd(&guard.wake[0]);
	close_fd(&guard.wake[1]);
}

void guard_pause(void)
{
	guard.armed = 0;
	give_signals_back();
	if (guard.has_termios)
		tcsetattr(guard.fd, TCSADRAIN, &guard.termios);
	if (guard.held >= 0)
		dup2(guard.stderr_copy, STDERR_FILENO);
}

void guard_continue(void)
{
	if (guard.held >= 0)
		dup2(guard.held, STDERR_FILENO);
	take_signals();
	guard.armed = 1;
}

bool guard_hangup(void)
{
	return guard.hangup;
}

void guard_set_hangup(void)
{
	guard.hangup = 1;
}

bool guard_take_resize(void)
{
	if (!guard.resize)
		return false;
	guard.resize = 0;
	return true;
}

static void empty_pipe(int fd)
{
	char bytes[64];

	while (read(fd, bytes, sizeof(bytes)) > 0)
		continue;
}

int guard_wait(int fd, int wait)
{
	struct pollfd polls[2] = {{fd, POLLIN, 0}, {guard.wake[0], POLLIN, 0}};

	if (poll(polls, 2, wait) <= 0)
		return 0;
	if (polls[1].revents & POLLIN)
		empty_pipe(guard.wake[0]);
	return polls[0].revents != 0;
}
