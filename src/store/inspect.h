/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a copy of a data file is, without a key and without changing it: of which programme, who wrote it, how much it
 * holds, and by its last closing entry (store/closing.h) whether it is whole. It is read as a stranger's is
 * (store/foreign.h).
 */
#ifndef OKOCE_STORE_INSPECT_H
#define OKOCE_STORE_INSPECT_H

#include "store/closing.h"
#include "store/verify.h"

/* By the closing entry with the greatest Lamport counter. */
enum inspect_state {
	INSPECT_NEVER,	/* was never handed over */
	INSPECT_CLOSED, /* all that the closing names is there, and nothing else */
	INSPECT_SINCE,	/* all of that, and `since` entries that came later */
	INSPECT_CUT,	/* fewer entries than it names */
	INSPECT_OTHER	/* others than it names, and not fewer: files were merged since, say; nothing follows from it */
};

#define INSPECT_WHO_MAX 1000 /* more are counted with the last one: a made-up file must not take minutes */

/* An officer on a laptop. */
struct inspect_who {
	struct id officer, device;
	char *name; /* the officer's, by the slot; safe; null: there is no slot */
	uint64_t runs, entries;
	moment last; /* of an entry that holds */
};

struct inspect {
	struct id programme;
	moment created;
	bool sealed;
	uint64_t bytes, writers, entries; /* entries that hold */
	uint64_t left_out; /* entries that do not */
	uint64_t damage; /* places in pages, and records that stand where they cannot */
	struct inspect_who *who;
	size_t who_count, who_capacity;
	enum inspect_state state;
	struct closed closed; /* the last closing, where there is one */
	uint64_t since;
};

/* STATUS_OK: it is whole, as far as it tells. STATUS_FINDINGS: cut, damaged, or entries of it do not hold. Else it is
 * no data file, of a newer format, or cannot be read. `folder`: where our copy of it is made. Release it whatever
 * is returned. */
enum status store_inspect(struct inspect *inspect, const char *path, const char *folder, struct err *err) MUST_USE;
void inspect_release(struct inspect *inspect);

#endif
