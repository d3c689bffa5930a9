/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The closing entry of a hand-over (serah): what the file holds at that moment, signed, so that whoever gets a
 * copy can tell a whole one from one that lost entries, or an older one. A valid file that lacks the last entries
 * of a writer is valid still; only this says that it should have more (doc/FORMAT.md, 6).
 *
 * Its payload is in the clear, since a copy is looked at without a key: CBOR map {1 number of the laptop's hand-over,
 * 2 writers, 3 entries, this one among them, 4 digest of the heads before it}.
 */
#ifndef OKOCE_STORE_CLOSING_H
#define OKOCE_STORE_CLOSING_H

#include "model/sheet_code.h"
#include "store/store.h"

struct closing {
	uint32_t number; /* of this laptop's hand-overs, from 1 */
	uint64_t writers, entries;
	uint8_t heads[DIGEST_SIZE];
};

void closing_put(struct buf *out, const struct closing *closing);
bool closing_parse(struct closing *closing, struct bytes payload);
/* The code that officers write on paper (kode serah), "7K4M-QX": the first 30 bits of the digest. Returns out. */
char *closing_code(const struct closing *closing, char out[SHEET_CODE_SIZE]);

/* BLAKE2b-256 of the last entry of each writer, by writer. */
void heads_digest(uint8_t out[DIGEST_SIZE], const struct event_id *heads, size_t count);

/* One that is in the log. */
struct closed {
	struct event_id event;
	struct id device;
	uint64_t lamport;
	moment time;
	struct closing closing;
};

/* Writes one, durable when it returns STATUS_OK. Its number is one more than any that the log has of this laptop,
 * and more than `known`, which the laptop remembers of a file that was replaced by an older one. */
enum status store_close_off(struct store *store, uint32_t known, struct closed *closed, struct err *err) MUST_USE;
/* The last one of a laptop, or the one with this number (0: the last). */
bool store_find_closing(struct store *store, const struct id *device, uint32_t number, struct closed *closed);
/* The one that a laptop wrote at this Lamport counter. */
bool store_closing_at(struct store *store, const struct id *device, uint64_t lamport, struct closed *closed);
/* Nothing came into the file since. */
bool store_is_closed_off(const struct store *store, const struct closed *closed);
/* Entries of this laptop that came since; null: all. Births and closings are not counted: no officer wrote them. */
uint64_t store_own_since(struct store *store, const struct closed *closed);

/* For store/replay.c: a closing entry that holds; what it says is kept in the view. */
void closing_keep(struct store *store, const struct closed *closed);

#endif
