/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copies of the data file that this laptop keeps for itself, in STATE/copies, sealed as the file is: for when
 * the file is missing or damaged, and from before what could go wrong (a merge). Made when the screens are
 * locked or left, never while somebody waits at the door. A demo has none.
 *
 * Kept of each programme: the three latest, the last one of each of the seven latest days that have any, and
 * the one with most entries. What else there is goes when a new one was made. Their order is a number that
 * is counted up, since a laptop's clock may be wrong.
 */
#ifndef OKOCE_APP_COPIES_H
#define OKOCE_APP_COPIES_H

#include "app/app.h"

struct copy {
	char *path;
	char programme[ID_HEX_SIZE];
	uint64_t number; /* of two copies the later one has the greater */
	moment time;
	uint64_t entries, size;
	uint32_t fingerprint; /* store_fingerprint() */
};
struct copies {
	struct copy *item;
	size_t count, capacity;
};

/* All of them, the latest first; of a programme only, or null: of all. Whoever must change or take away
 * what a programme keeps (a passphrase, an erasure) finds here all that there is. Release it. */
void copies_find(struct copies *copies, const char *state_folder, const struct id *programme);
void copies_release(struct copies *copies);

/* Makes sure that there is a durable copy of what is in the file now. Only while it is unlocked. STATUS_OK
 * also where none is kept: of a demo, of a file that is only read, without a state folder. When it fails
 * nothing was changed, and the caller decides whether to go on. */
enum status copies_keep(struct app *app, struct err *err) MUST_USE;

/* After a passphrase or the log key was changed: makes sure that there is a copy of what is in the file now, and then takes
 * those away that the old passphrase still opens. Where none can be made they stay: a copy is worth more. */
void copies_renew(struct app *app);

#endif
