/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/err.h"

#include "base/i18n.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const struct {
	int exit_status;
	const char *text;
} statuses[] = {
#define STATUS_ROW(name, exit_status, text) [STATUS_##name] = {exit_status, text},
	STATUS_TABLE(STATUS_ROW)
#undef STATUS_ROW
};

#define STATUS_COUNT (sizeof(statuses) / sizeof(statuses[0]))

/* The length of `text` without a character that was cut in its middle: steps back over trailing
 * continuation bytes to the byte that leads them, and drops all when it announces more. */
static size_t whole_length(const char *text, size_t len)
{
	size_t start = len;
	size_t want = 1;
	unsigned char lead;

	while (start > 0 && len - start < 3 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
		start--;
	if (start == 0)
		return len;
	lead = (unsigned char)text[start - 1];
	if (lead >= 0xf0)
		want = 4;
	else if (lead >= 0xe0)
		want = 3;
	else if (lead >= 0xc0)
		want = 2;
	return want > len - start + 1 ? start - 1 : len;
}

/* Formats into a copy first, because an argument may be the sentence that is replaced. */
static void set_text(struct err *err, enum status status, const char *tail, const char *format,
	va_list arguments) __attribute__((format(printf, 4, 0)));

static void set_text(struct err *err, enum status status, const char *tail, const char *format,
	va_list arguments)
{
	char text[sizeof(err->text)];
	char sentence[sizeof(err->text)];
	int length;

	if (vsnprintf(text, sizeof(text), format, arguments) < 0)
		text[0] = '\0';
	length = snprintf(sentence, sizeof(sentence), "%s%s%s", text, tail[0] ? ": " : "", tail);
	if (length < 0)
		sentence[0] = '\0';
	sentence[whole_length(sentence, strlen(sentence))] = '\0';
	err->status = status;
	memcpy(err->text, sentence, sizeof(err->text));
}

enum status err_set(struct err *err, enum status status, const char *format, ...)
{
	va_list arguments;

	if (!err)
		return status;
	va_start(arguments, format);
	set_text(err, status, "", format, arguments);
	va_end(arguments);
	return status;
}

static enum status status_of_errno(int number)
{
	switch (number) {
	case ENOSPC:
	case EDQUOT:
		return STATUS_FULL;
	case ENOENT:
		return STATUS_NOT_FOUND;
	case ENOMEM:
		return STATUS_MEMORY;
	default:
		return STATUS_IO;
	}
}

enum status err_system(struct err *err, int number, const char *format, ...)
{
	enum status status = status_of_errno(number);
	char space[128];
	va_list arguments;

	if (!err)
		return status;
	va_start(arguments, format);
	set_text(err, status, strerror_r(number, space, sizeof(space)), format, arguments);
	va_end(arguments);
	return status;
}

void err_clear(struct err *err)
{
	if (!err)
		return;
	err->status = STATUS_OK;
	err->text[0] = '\0';
}

int status_exit(enum status status)
{
	/* A status from outside the table is a mistake in the program: never report success. */
	return (size_t)status < STATUS_COUNT ? statuses[status].exit_status
					     : statuses[STATUS_IO].exit_status;
}

const char *status_text(enum status status)
{
	return (size_t)status < STATUS_COUNT ? _(statuses[status].text) : "?";
}
