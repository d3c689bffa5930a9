/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Changing who can open the file, and what they may: officers, their passphrases, log keys. Each is one
 * durable commit of entries, slots and boxes (FORMAT F5). What replaces or takes away a slot ends with the
 * file compacted, so that the old one is not left in free pages.
 */
#ifndef OKOCE_STORE_OFFICERS_H
#define OKOCE_STORE_OFFICERS_H

#include "store/store.h"

struct officer_new {
	const char *name;
	enum role role;
	const char *kecamatan;	/* code; "" of the office */
	const char *passphrase; /* a first one, or a recovery code; null in an open file */
	bool code;		/* it is a recovery code */
};
/* A supervisor adds one: a new seed, its slot, and a box with all log keys. */
enum status store_officer_add(struct store *store, const struct officer_new *officer, struct id *id,
			      struct err *err) MUST_USE;
/* A supervisor removes another: the slot and the boxes go, and entries are sealed with a new log key from then
 * on, which everybody else gets a box of. What was written before stays readable to who has a copy. */
enum status store_officer_remove(struct store *store, const struct id *officer, struct err *err) MUST_USE;

/* One's own passphrase: the same seed in a new slot. */
enum status store_set_passphrase(struct store *store, const char *passphrase, struct err *err) MUST_USE;
/* A supervisor gives another officer, who forgot the own one, a new first passphrase: with a new seed, since
 * nobody has the old one. */
enum status store_give_passphrase(struct store *store, const struct id *officer, const char *passphrase,
				  struct err *err) MUST_USE;
/* The passphrase of who unlocked it was made by somebody else: ask for an own one. */
bool store_has_first_passphrase(const struct store *store);

/* A record of class K or E, of another file of this programme. */
struct key_piece {
	struct bytes key, value;
};
/* After the entries of that file were taken over and store_view() follows them: takes those records that they
 * vouch for, which are slots whose digest an officer's register names, and boxes of an officer who is not removed, of a
 * log key that a register names. Slots and boxes of officers who were removed go. `taken`
 * (may be null): so many were taken; then what was sealed with a new log key can be read. */
enum status store_take_keys(struct store *store, const struct key_piece *piece, size_t count, size_t *taken,
			    struct err *err) MUST_USE;

#endif
