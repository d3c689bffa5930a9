/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The places of a programme, to be found by what people write: names, aliases and the codes of
 * kecamatan, folded once.
 * For a list of people, whose rows each name two of them.
 */
#ifndef OKOCE_MODEL_PLACES_H
#define OKOCE_MODEL_PLACES_H

#include "model/programme.h"

/* What one place is called; a place may be called several things, and two places the same. */
struct place_name {
	const char *key;
	const struct kecamatan *kecamatan;
	const struct kelurahan *kelurahan; /* null: the kecamatan itself */
};

/* What was asked, and what the answer was: a list names few places, each on many rows. */
#define PLACE_ANSWERS 256
#define PLACE_ASKED_MAX 48
struct place_answer {
	char asked[PLACE_ASKED_MAX]; /* as it was written */
	char kecamatan[16]; /* within this one; "": any */
	bool given, kelurahan;
	const struct place_name *name; /* may be null */
};

struct places {
	struct arena arena; /* of the keys, and the answers */
	struct place_name *name; /* sorted by key */
	size_t count, capacity;
	struct place_answer *answer;
};

/* `places` must be empty; it borrows from the programme. */
void places_load(struct places *places, const struct programme *programme);
void places_release(struct places *places);

/* Null when there is none, or more than one. Within `kecamatan` (a code) when it is not null or "". */
const struct kecamatan *places_kecamatan(const struct places *places, const char *name);
const struct kelurahan *places_kelurahan(const struct places *places, const char *name,
					 const char *kecamatan);

#endif
