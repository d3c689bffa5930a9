/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who may be the same person as somebody who is there already, by another NIK or by none: the same
 * name and birth date, or a name that is one slip of the hand away with the same birth date or
 * telephone. Everyone of the file and of the list so far, some 100 bytes each.
 */
#ifndef OKOCE_APP_IMPORT_TWINS_H
#define OKOCE_APP_IMPORT_TWINS_H

#include "app/import_known.h"
#include "app/import_row.h"

struct twin {
	struct id record;
	uint32_t line; /* of the list; 0: recorded before */
	uint32_t name; /* where its folded name begins in `names` */
};

/* Somebody who has a key, and what tells most names apart without looking at them: people lie anywhere in
 * memory, and each look at one waits for it. */
struct twin_alike {
	uint32_t letters; /* which ones are in the name, a bit each */
	uint32_t index : 24, length : 8; /* of the name */
};

/* More who have the same, the newest last. */
struct twin_more {
	uint32_t next; /* 1 + the index of those before them; 0: none */
	uint32_t count;
	struct twin_alike alike[7];
};

/* A birth date or a telephone number. */
struct twin_key {
	uint64_t key; /* 0: free */
	struct twin_alike first;
	uint32_t more; /* 1 + the index of the newest of the others; 0: none */
};

struct import_twins {
	bool loaded;
	struct twin *twin;
	size_t count, capacity;
	struct buf names; /* folded, each with a NUL */
	struct twin_key *key; /* in a table whose size is a power of two */
	size_t key_count, key_size;
	struct twin_more *more;
	size_t more_count, more_capacity;
	struct import_lines niks; /* of those who are recorded; the line says nothing */
};

void import_twins_release(struct import_twins *twins);
/* Everyone who is recorded, once. */
enum status import_twins_load(struct import_twins *twins, struct app *app, struct err *err) MUST_USE;
/* They will be looked for soon: memory is asked for their places meanwhile. */
void import_twins_expect(const struct import_twins *twins, const struct registrant *registrant);
/* Is this the NIK of somebody who is recorded? */
bool import_twins_have(const struct import_twins *twins, const char *nik);
/* Somebody new, in this line, whose name is folded: whom they may be, but not `record` itself; null when
 * there is nobody. From here on they are one of them, too. Lent until the next. */
const struct twin *import_twins_meet(struct import_twins *twins, const struct registrant *registrant,
				     const char *folded, const struct id *record, size_t line);

#endif
