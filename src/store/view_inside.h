/* SPDX-License-Identifier: BSD-2-Clause */
/* The view, as its own files see it: view.c (life and reading), view_apply.c (what entries change) and
 * view_beside.c (what another thread gathers). */
#ifndef OKOCE_STORE_VIEW_INSIDE_H
#define OKOCE_STORE_VIEW_INSIDE_H

#include <string.h>

#include "store/runs.h"
#include "store/view.h"

/* Keys begin with a class:
 *   R register key, event(28)              live event: lamport(8) values(4) state(1) sense(8) outdated(1)
 *   G register key, event(28)              ghost: superseded before it came
 *   P record(16) session                   enrolled there at some time
 *   I tag(16) of a NIK, record(16)         had that NIK at some time
 *   N session                              note
 *   C register key                         disputed, or was when this laptop wrote to it last
 *   D record(16)                           had a NIK that another had too
 *   S record(16), record(16)               were compared, either way round
 *   B name                                 what store.c keeps (its books)
 * Live events, which are most, stand last: a view that is made anew is filled from front to end. */
enum { CLASS_LIVE = 'R', CLASS_GHOST = 'G', CLASS_PERSON = 'P', CLASS_NIK = 'I', CLASS_NOTE = 'N', CLASS_STORE = 'B',
       CLASS_DISPUTED = 'C', CLASS_SHARED = 'D', CLASS_COMPARED = 'S' };

#define VIEW_KEY_MAX (1 + REGISTER_KEY_MAX + EVENT_ID_SIZE)
#define EVENT_BYTES (8 + 4 + 1 + 8 + 1)
#define TAG_SIZE 16

struct view_key {
	size_t len;
	uint8_t byte[VIEW_KEY_MAX];
};

struct scratch {
	struct view_walk find; /* what view_find() lends */
	struct view_key found; /* and for which register */
	struct view_key behind; /* where that is not there: the row behind it; empty: not known */
	bool has_found;
	bool gathering; /* rows wait in `batch` */
	bool beside;	/* nothing else is there: view_beside() */
	char *folder;	  /* beside: where more than a few of them wait; null: in memory */
	struct runs rows, gone; /* beside: of `batch` and `superseded`, which are sorted */
	struct buf names; /* beside: those that wait to be told, record(16) len(4) folded */
	bool notes_fall;  /* beside: of all sessions */
	struct batch batch, superseded, missing;
	struct arena arena; /* of the identity that is indexed */
	bool ghosts_known, ghosts; /* may there be any? */
	bool notes_known, notes;
	bool pairs_known, pairs; /* may two records be one person? */
	char noteless[REGISTER_TEXT_MAX + 1]; /* the session that lost its note last */
	struct db_txn *reading; /* open while there is nothing to write */
	struct db_txn *writing;
	bool failed;
};

struct view {
	struct db *db;
	uint8_t tag_key[32];
	struct scratch *scratch; /* what reading changes */
	view_name *name_each; /* may be null */
	void *name_context;
};

/* Class and parts, one behind the other. Borrowed from `key`. */
struct bytes view_key(struct view_key *key, uint8_t class, struct bytes a, struct bytes b);
static inline struct bytes view_text(const char *text)
{
	return (struct bytes){(const uint8_t *)text, strlen(text)};
}
/* The transaction to read from: the one that is being written, else the last state. Null when it failed. */
struct db_txn *view_reading(const struct view *view);
/* Calls for each key of a class that begins with `prefix`, with what stands behind that. */
void view_scan(const struct view *view, uint8_t class, struct bytes prefix, view_named *each, void *context);
/* The same where a record id stands behind it. */
void view_scan_records(const struct view *view, uint8_t class, struct bytes prefix, view_record *each,
		       void *context);
/* An identity has this NIK's tag: whoever else has, or had, it shares it. */
void view_share_nik(struct view *view, const uint8_t tag[TAG_SIZE], const struct id *record);
/* A live event, as its row holds it. */
void view_event_put(uint8_t out[EVENT_BYTES], const struct event *event);
/* The operation replaced all that was live. */
void view_replaced(struct view *view, struct bytes key, bool several, bool superseded);
/* The transaction to write into; null when it failed. What was read before is closed. */
struct db_txn *view_writing(struct view *view);
/* Puts a row, or lets it wait while the view gathers. */
void view_row(struct view *view, uint8_t class, struct bytes a, struct bytes b, struct bytes value);
void view_nik_tag(const struct view *view, struct bytes nik, uint8_t out[TAG_SIZE]);
void view_drop_notes(struct view *view);
/* A batch_each: takes away the live event whose key `row` is, or remembers that it is superseded. */
void view_supersede_row(void *view, struct bytes row, struct bytes value);
/* The same, but lets what is not there yet wait in `missing`: it may come with the others. */
void view_remove_row(void *view, struct bytes row, struct bytes value);
/* Nearly never is there one: looked at once, not for each event. */
bool view_may_have_ghosts(struct scratch *scratch, struct db_txn *txn);
void view_release_beside(struct scratch *scratch);

#endif
