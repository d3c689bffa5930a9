/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The view: for each register the events that nothing has superseded, and what else is needed to find
 * things without opening payloads. It holds event ids and one state byte each, no values: those are
 * read and opened from the log (store/store.h). It is a cache in a file of its own that never leaves
 * the laptop, or in memory; store.c makes it anew from the log whenever it does not fit.
 *
 * Order of arrival does not matter: an event that was superseded before it came never becomes live
 * (MERGE 5), and every live event is kept, also of equal values (MERGE 12). A register with more than
 * one live event of different values is a conflict; which value is shown is the winner: the greatest
 * Lamport counter, then event id, of those that are not outdated, if there are such. Of an operation with several values the last one is shown (MERGE 10).
 *
 * Reading and changing never overlap: no walk is open while events are applied. A failure to write
 * makes the whole view useless (view_failed()); the log knows better.
 */
#ifndef OKOCE_STORE_VIEW_H
#define OKOCE_STORE_VIEW_H

#include "base/err.h"
#include "model/register.h"
#include "store/payload.h"
#include "store/seal.h"

struct event {
	struct event_id id;
	uint64_t lamport;
	uint32_t values; /* how many its operation carries; 0: taken back */
	uint8_t state;	 /* of its last value, as record_state() (model/record.h) */
	uint64_t sense;	 /* equal of values that say the same; 0: none, or several that do not */
	/* A first value, equal to a first value that another laptop has replaced since: it is no vote against what
	 * came then (MERGE 12). Only in registers that describe something. */
	bool outdated;
};

/* One register and its live events, in rising order of their ids. */
struct cell {
	struct bytes key;
	struct event *event;
	size_t event_count, event_capacity;
};

struct view;

/* path null: in memory. `tag_key` (32 bytes, copied) keys the index of NIKs. An existing file is
 * opened as it is; view_get() says what it was made of. */
enum status view_open(struct view **view, const char *path, const uint8_t *tag_key,
		      struct err *err) MUST_USE;
/* One that is there, as it is at this moment, beside whoever writes it: nothing may be changed in it. */
enum status view_open_to_read(struct view **view, const char *path, const uint8_t *tag_key,
			      struct err *err) MUST_USE;
void view_close(struct view *view); /* null allowed; what was not flushed may be lost */
/* Flushes to the disk; nothing on the way of a check-in waits for that. Tells view_failed() when it
 * cannot: then no later run may believe the file. */
void view_flush(struct view *view);

/* --- Reading --------------------------------------------------------------------------------------- */

/* Null when nothing was ever written there. Lent until the next view_find() or view_apply(). */
const struct cell *view_find(const struct view *view, struct bytes key);

/* The registers that begin with a prefix, in the order of their bytes. */
struct view_walk {
	const struct cell *cell; /* null at the end; lent until the next step */
	struct walk_state *state;
};
void view_walk_open(struct view_walk *walk, const struct view *view, struct bytes prefix);
void view_walk_next(struct view_walk *walk);
/* Goes on behind all registers that begin with this prefix, at or behind which the walk is. */
void view_walk_past(struct view_walk *walk, struct bytes prefix);
void view_walk_close(struct view_walk *walk);

/* By Lamport counter, then id: the greater is the later one. */
int event_order(const struct event *a, const struct event *b);
/* The live event whose value is shown; null when the cell is null or all are taken back. */
const struct event *cell_winner(const struct cell *cell);
/* The state of the value that is shown; 0 when there is none. */
uint8_t cell_state(const struct cell *cell);
/* Whether its live values do not all say the same: of attendance the status counts, of enrolments whether there
 * is one (record_claim()); all else is compared as it is. */
bool cell_is_disputed(const struct cell *cell);
/* Copies of the live events' ids, in rising order; free with free(). */
struct event_id *cell_live(const struct cell *cell, size_t *count);

/* Calls for each session in which the record was ever enrolled. */
typedef void view_session(void *context, const char *session);
void view_sessions_of(const struct view *view, const struct id *record, view_session *each, void *context);
/* Calls for each record whose identity ever had this NIK: look whether it still has. */
typedef void view_record(void *context, const struct id *record);
void view_records_of(const struct view *view, const char *nik, view_record *each, void *context);

/* Calls for each register that may be disputed, in the order of their bytes: look whether it is. */
typedef void view_register(void *context, struct bytes key);
void view_disputed(const struct view *view, view_register *each, void *context);
/* The same, of all of the view, for each that has more than one live event or value, equal ones too. */
void view_several(const struct view *view, view_register *each, void *context);
/* Calls for each record of which it was ever said whether it is one person with this one. */
void view_compared_with(const struct view *view, const struct id *record, view_record *each, void *context);
bool view_is_compared(const struct view *view, const struct id *record);
/* Calls for each record that ever shared a NIK, or was ever compared (once for each that it was compared with), in
 * rising order. */
void view_sharing_nik(const struct view *view, view_record *each, void *context);
void view_compared(const struct view *view, view_record *each, void *context);
/* Whether another record ever had one of its NIKs. */
bool view_shares_nik(const struct view *view, const struct id *record);
/* False: nobody shares a NIK, and no records were ever compared. */
bool view_has_pairs(const struct view *view);

/* Something computed from the registers of a session (counts), kept until one of them, an enrolment
 * elsewhere or a step of the follow-up of one of its people, or a definition changes; that of VIEW_NOTE_OF_OTHERS until one of a session without a note does. Lent
 * until the next call; false when there is none. */
#define VIEW_NOTE_OF_OTHERS ""
bool view_note(const struct view *view, const char *session, struct bytes *note);
void view_set_note(struct view *view, const char *session, struct bytes note);

/* Names are not kept here, but told as they come, folded: each that an identity ever had. */
typedef void view_name(void *context, const struct id *record, struct bytes folded);
void view_tell_names(struct view *view, view_name *each, void *context);
/* From here on a damaged page ends the program (db_believe()). */
void view_believe(struct view *view);
/* What it holds is not what was put: from here on view_failed(). */
void view_doubt(struct view *view);

/* --- Changing -------------------------------------------------------------------------------------- */

/* Applies one operation of an entry; `parts` of its register. Between view_commit() calls all belongs to one transaction. */
void view_apply(struct view *view, const struct event_id *id, uint64_t lamport,
		const struct operation *operation, const struct register_parts *parts);
/* From here to view_commit() rows wait, and are put in the order of their keys. While
 * nothing is read meanwhile: what waits is not seen. */
void view_gather(struct view *view);
/* Entries that this laptop did not write come: they may dispute what is there. */
void view_unsettle(struct view *view);
/* Looks again for what is disputed, and who shares a NIK, where that is not known: after view_commit(),
 * and when those with several live events were judged (store/settle.h). */
void view_settle(struct view *view);
/* Says of a live event that it is outdated. Not while anything of the view is lent. */
void view_outdate(struct view *view, struct bytes key, const struct event *event);
bool view_is_settled(const struct view *view);
/* A view in which another thread gathers rows while this one is read: what is applied to it waits. It
 * knows nothing of what is there. view_close() drops what was not joined. `folder`, copied: where a file
 * is made for what is laid aside; null: all waits in memory. */
struct view *view_beside(const struct view *view, const char *folder);
/* Now and then, by who gathers: puts in order what waits, and takes more than a few MiB out of memory. */
void view_lay_aside(struct view *beside);
/* Puts what was gathered into the view. Much is committed in parts, the last of them by view_commit():
 * before it nobody may believe that the view is what it was made of. */
void view_join(struct view *view, struct view *beside);
/* What the view was made of, and what is known of writers: bytes of store.c, under short names. */
bool view_get(const struct view *view, struct bytes name, struct bytes *value);
void view_put(struct view *view, struct bytes name, struct bytes value);
/* `rest` is what stands behind the prefix of a name. */
typedef void view_named(void *context, struct bytes rest, struct bytes value);
void view_each(const struct view *view, struct bytes prefix, view_named *each, void *context);
/* Makes what was applied visible after a kill; not after a power cut. */
void view_commit(struct view *view);
/* True when writing or reading failed since it was opened. */
bool view_failed(const struct view *view);

#endif
