/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Local state: small values that this laptop keeps of a programme and never hands over, such as its
 * name and the drafts of forms. Sealed, since a draft holds people (doc/FORMAT.md, 11).
 *
 * FOLDER/local/DIGEST	one sealed value, 0600; the digest is the name's, keyed: the names of files tell
 *			nobody what is under way
 *
 * What cannot be opened, because it is damaged or another programme's, is as if it had not been kept;
 * it is said once (store_local_trouble()) and taken away. Without a folder values live in memory, sealed
 * too, until the store is closed. Only while the store is unlocked.
 */
#ifndef OKOCE_STORE_LOCAL_H
#define OKOCE_STORE_LOCAL_H

#include "store/store.h"

#define LOCAL_MAX ((size_t)1 << 20) /* bytes in a value */

/* Where values are kept from here on: in FOLDER/local, which is made. The folder is this programme's
 * alone. A store that only reads finds there what is kept, and keeps for its own run what is written. */
void store_keep_local(struct store *store, const char *folder);

/* The value of that name, in the arena. STATUS_NOT_FOUND, without a sentence: nothing is kept. */
enum status store_local_read(struct store *store, const char *name, struct arena *arena,
			     struct bytes *value, struct err *err) MUST_USE;
/* Durable, and all or nothing: after a kill or a loss of power it is this value or the one before. */
enum status store_local_write(struct store *store, const char *name, struct bytes value,
			      struct err *err) MUST_USE;
/* The same at once, without waiting for the disk: whole after a kill of the program; of a loss of power
 * it may be gone. For what is being typed, under a name of its own. */
enum status store_local_write_soon(struct store *store, const char *name, struct bytes value,
				   struct err *err) MUST_USE;
/* That there is none is no failure. */
enum status store_local_remove(struct store *store, const char *name, struct err *err) MUST_USE;

/* What an officer should know of it: a sentence, or null. Borrowed until the store is closed. */
const char *store_local_trouble(const struct store *store);

/* For store.c: the end. */
void local_close(struct store *store);

#endif
