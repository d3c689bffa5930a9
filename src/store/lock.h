/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The lock of a data file's name: flock on NAME.lock, which is never deleted. Whoever holds it has
 * written there where and since when, for the sentence that the next one reads: "tty1" and a time,
 * and nothing of the data. The file itself is locked too (store/db.h); this one holds also when
 * another file has come under the name.
 */
#ifndef OKOCE_STORE_LOCK_H
#define OKOCE_STORE_LOCK_H

#include "base/clock.h"
#include "base/file.h"

#define LOCK_PLACE_MAX 32

/* `place`: the terminal, as "tty1" or "pts/3"; null or "": none. STATUS_BUSY when another process
 * holds it, with lock_say_busy()'s sentence. */
enum status lock_take(struct file_lock *lock, const char *path, const char *place, moment now,
		      struct err *err) MUST_USE;
/* STATUS_BUSY, and the sentence: which file, where and since when it is open. */
enum status lock_say_busy(const char *path, moment now, struct err *err);

#endif
