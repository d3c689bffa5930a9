/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Statuses and the sentence a person reads.
 *
 * Every function that can fail returns an enum status and takes a struct err as its last parameter.
 * The sentence says the failure first, then the subject in quotes, then what to do. It is written
 * in the language of the interface at the moment of the failure. A status is for programs: the
 * commands turn it into their exit status.
 */
#ifndef OKOCE_BASE_ERR_H
#define OKOCE_BASE_ERR_H

#include <stdbool.h>

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(string, first)                                                                 \
	__attribute__((format(printf, string, first), nonnull(string)))

/* name, exit status of a command that ends with it, short text (English msgid; N_ of base/i18n.h) */
#define STATUS_TABLE(X)                                                                            \
	X(OK, 0, N_("done"))                                                                       \
	X(FINDINGS, 1, N_("done, with findings"))                                                  \
	X(USAGE, 2, N_("wrong use"))                                                               \
	X(INVALID, 3, N_("invalid input"))                                                         \
	X(NOT_FOUND, 4, N_("not found"))                                                           \
	X(DENIED, 5, N_("not unlocked, or not permitted"))                                                           \
	X(DAMAGED, 6, N_("damaged file"))                                                          \
	X(IO, 7, N_("input or output failed"))                                                     \
	X(FULL, 8, N_("no space left"))                                                            \
	X(BUSY, 9, N_("open elsewhere"))                                                           \
	X(EXISTS, 10, N_("exists already"))                                                        \
	X(UNSUPPORTED, 11, N_("newer or foreign format"))                                          \
	X(MEMORY, 12, N_("not enough memory"))                                                      \
	X(STOPPED, 13, N_("stopped; nothing was changed"))

enum status {
#define STATUS_ENUM(name, exit_status, text) STATUS_##name,
	STATUS_TABLE(STATUS_ENUM)
#undef STATUS_ENUM
};

struct err {
	enum status status;
	char text[600]; /* UTF-8; cut at a character; empty while status is STATUS_OK */
};

/* Sets status and sentence and returns the status, so that callers write `return err_set(...)`.
 * A null err is allowed where a caller does not want the sentence. */
enum status err_set(struct err *err, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);
/* As err_set, with ": " and the system's text for errno value `number` behind it.
 * ENOSPC and EDQUOT become STATUS_FULL, ENOENT STATUS_NOT_FOUND, ENOMEM STATUS_MEMORY, others STATUS_IO. */
enum status err_system(struct err *err, int number, const char *format, ...) PRINTF_LIKE(3, 4);
void err_clear(struct err *err);

/* The exit status that the manual documents for this status. */
int status_exit(enum status status);
/* A few translated words. Static storage. */
const char *status_text(enum status status);

#endif
