/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The first data file of a laptop: a new one, written by us, of what holds in one that came from elsewhere. Of a foreign
 * file nothing is copied as it is: free pages, what does not hold, and records that nobody knows stay behind.
 */
#ifndef OKOCE_STORE_JOIN_H
#define OKOCE_STORE_JOIN_H

#include "store/foreign.h"

/* Makes the file `path`, where none may be (STATUS_EXISTS), locked as the other was. Needs no key: which slots and boxes
 * are valid is seen when it is unlocked. STATUS_DAMAGED, and nothing is made, when something of it does not hold: whoever has
 * no file yet asks for a whole one. `entries`: so many were taken. */
enum status store_join(struct foreign *foreign, const char *path, uint64_t *entries, struct err *err) MUST_USE;

#endif
