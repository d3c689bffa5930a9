/* SPDX-License-Identifier: BSD-2-Clause */
/* A passphrase that is being chosen, at the terminal. */
#ifndef OKOCE_CLI_NEW_PASSPHRASE_H
#define OKOCE_CLI_NEW_PASSPHRASE_H

#include "cli/passphrase.h"

/* Proposes one and asks, twice, until it is one that nobody would guess. `officer`: whose it is. */
enum status passphrase_choose(
	struct passphrase *passphrase, const char *officer, struct err *err) MUST_USE;

#endif
