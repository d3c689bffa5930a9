/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a damaged file still has, for salvage.c alone: every record of every class that salvage knows,
 * by key and by where it was read, whole ones and others. Held in memory, about as much as the file.
 */
#ifndef OKOCE_STORE_SALVAGE_READ_H
#define OKOCE_STORE_SALVAGE_READ_H

#include <bsd/sys/tree.h>

#include "store/keys.h"
#include "store/meta.h"
#include "store/pages.h"
#include "store/verify.h"

/* Where a record was read, from what is believed most: the newest tree, the one of the other meta
 * page, any leaf page in the file. */
enum source { SOURCE_NEWEST, SOURCE_OTHER, SOURCE_SCAN, SOURCE_COUNT };

/* A record of the damaged file: our copy. */
struct piece {
	RB_ENTRY(piece) link;
	struct bytes key, value;
	enum source source;
	bool taken;	  /* goes into the new file */
	bool bad_signature; /* a later one vouches for it */
};

/* By key, then by source: of several values the first one is believed most. */
RB_HEAD(pieces, piece);
RB_PROTOTYPE(pieces, piece, link, piece_compare)

struct salvage_read {
	const char *path;
	int fd;
	struct pages pages;
	enum source source; /* that is being read */
	struct meta meta;
	bool has_meta;
	enum source meta_source;
	struct bytes meta_value;
	struct arena arena; /* of the pieces */
	struct pieces good, bad;
	uint64_t page_findings; /* of the newest tree */
	bool trees_lost;	/* no meta page says where they are */
};

/* Opens `path` for reading; release it whatever is returned. */
enum status salvage_read_open(struct salvage_read *reading, const char *path, struct err *err) MUST_USE;
/* Which programme it is of, from the best source that says so. */
enum status salvage_read_meta(struct salvage_read *reading, struct err *err) MUST_USE;
/* Adds what a source has, once the programme is known. */
void salvage_read_pieces(struct salvage_read *reading, enum source source);
void salvage_read_release(struct salvage_read *reading);

/* The piece of this key that is believed most; null: there is none. */
struct piece *pieces_first(struct pieces *pieces, struct bytes key);
/* The chain of an entry, and whether it is what its name says; its signature is looked at later. */
bool piece_entry(const struct salvage_read *reading, const struct piece *piece, struct entry *entry,
		 uint8_t chain[DIGEST_SIZE]) MUST_USE;

#endif
