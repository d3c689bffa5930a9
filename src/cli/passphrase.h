/* SPDX-License-Identifier: BSD-2-Clause */
/* The passphrase, and other questions on the terminal. It lies in one place and is wiped there. */
#ifndef OKOCE_CLI_PASSPHRASE_H
#define OKOCE_CLI_PASSPHRASE_H

#include "store/keys.h"

struct passphrase {
	bool given;
	char text[PASSPHRASE_MAX + 1];
};

/* At most PASSPHRASE_MAX bytes up to the first line end, or the end; the descriptor is closed. */
enum status passphrase_read(struct passphrase *passphrase, int fd, struct err *err) MUST_USE;
void passphrase_wipe(struct passphrase *passphrase);

/* Whether there is a person to ask: one of the three standard streams is a terminal. */
bool terminal_is_there(void);
/* Asks on the terminal itself, wherever the streams lead; nothing typed is shown. An empty answer
 * is allowed. STATUS_DENIED when nothing was answered (end of input). */
enum status passphrase_ask(
	struct passphrase *passphrase, const char *question, struct err *err) MUST_USE;
/* The same, shown, for what is no secret. `answer` has PASSPHRASE_MAX + 1 bytes. */
enum status terminal_ask(char *answer, const char *question, struct err *err) MUST_USE;
/* Says something there. `text` is safe. */
enum status terminal_say(const char *text, struct err *err) MUST_USE;

#endif
