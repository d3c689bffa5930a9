/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/tty.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int open_end(const char *device, int standard)
{
	if (device)
		return open(device, O_RDWR | O_CLOEXEC);
	return isatty(standard) ? fcntl(standard, F_DUPFD_CLOEXEC, 3) : -1;
}

static FILE *open_stream(int fd, const char *mode)
{
	FILE *stream = fd < 0 ? NULL : fdopen(fd, mode);

	if (!stream && fd >= 0)
		close(fd);
	return stream;
}

enum status tty_open(struct tty *tty, const char *device, struct err *err)
{
	tty->in = open_stream(open_end(device, STDIN_FILENO), "r");
	tty->out = open_stream(open_end(device, STDOUT_FILENO), "w");
	if (tty->in && tty->out)
		return STATUS_OK;
	tty_close(tty);
	return err_set(err, STATUS_USAGE,
		_("No terminal: the screens need one for input and output. Start okoce in a "
		  "terminal window, or use its commands (okoce --help)."));
}

void tty_close(struct tty *tty)
{
	if (tty->in)
		fclose(tty->in);
	if (tty->out)
		fclose(tty->out);
	*tty = (struct tty){NULL, NULL};
}

void tty_send(const struct tty *tty, const char *bytes, size_t len)
{
	int fd = fileno(tty->out);

	while (len > 0) {
		ssize_t done = write(fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		bytes += done;
		len -= (size_t)done;
	}
}
