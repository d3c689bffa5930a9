/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Handing over (serahkan ke kantor): a whole copy of the data file goes to a flashdisk. A closing entry says what
 * the copy holds (store/closing.h), its code (kode serah) is written on the sheet. The copy is repacked on the
 * laptop, written under another name, flushed, read back past the system's memory, compared, and only then named:
 * what is cut short by a kill or a pulled stick has never a data file's name. The laptop's own file gets nothing
 * but the closing entry.
 */
#ifndef OKOCE_APP_HANDOVER_H
#define OKOCE_APP_HANDOVER_H

#include "app/app.h"
#include "store/closing.h"

struct handover {
	/* Asked. */
	const char *folder;
	bool (*go_on)(void *context, uint64_t done, uint64_t total); /* now and then; false ends it. May be null */
	void *context;

	/* Results. */
	struct closed closed;
	char code[SHEET_CODE_SIZE];
	char *name;	/* of the file in the folder */
	uint64_t bytes; /* in it */
	bool again;	/* nothing is new since this hand-over: no other closing entry was written */
	bool there;	/* the folder had the very same file already: nothing was written */
};

/* When it fails no file of that name is in the folder; handing over again goes on with the same number. Release it
 * whatever is returned. */
enum status handover_run(struct app *app, struct handover *handover, struct err *err) MUST_USE;
void handover_release(struct handover *handover);

/* What was handed over last, as this laptop remembers it, and what was not. */
struct handover_state {
	uint32_t number; /* 0: nothing was handed over yet */
	moment time;
	char code[SHEET_CODE_SIZE];
	uint64_t entries; /* in that copy */
	uint64_t waiting; /* entries of this laptop that came since */
};
void handover_state(struct app *app, struct handover_state *state);

#endif
