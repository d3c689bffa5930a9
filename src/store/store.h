/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The data file, open: what it holds, read through the view, and the transactions that add to it.
 *
 * The log is the truth and only grows. store_unlock() verifies it, opens it and replays it into the
 * view; from then on a register is read by its key, and changed by a transaction that appends
 * entries. Every function that reads a value copies it into the caller's arena. One process writes
 * at a time: store_open() takes a lock on a file beside the data.
 */
#ifndef OKOCE_STORE_STORE_H
#define OKOCE_STORE_STORE_H

#include "base/clock.h"
#include "model/record.h"
#include "model/register.h"
#include "store/authority.h"
#include "store/keys.h"
#include "store/view.h"

#define STORE_LOCK_SUFFIX ".lock"
#define TRANSACTION_ENTRIES_MAX 10000 /* bounds the memory that a transaction takes */

struct store;

struct store_options {
	bool read_only; /* writes nothing, and lets another okoce write meanwhile */
	bool or_read_only; /* what cannot be written is opened for reading: store_access() tells why */
	const char *mark; /* where it is kept which file was found sound (store/walked.h); or null */
	const char *place; /* the terminal, "tty1", for the sentence of whoever finds it locked; or null */
	struct clock clock;
	struct id device; /* of this laptop, for the birth of its writers */
	/* Puts the digest of the YAML that this laptop has; asked when a writer is born, since most
	 * runs write nothing. Null: zeros, for none. */
	void (*conf_digest)(void *context, uint8_t out[DIGEST_SIZE]);
	void *conf_context;
	/* While the view is made: so many entries of so many. May be null. */
	void (*progress)(void *context, uint64_t done, uint64_t total);
	void *progress_context;
};

/* Who begins a programme. The first officer is a supervisor (penyelia). */
struct store_founder {
	const char *name;
	const char *passphrase;	   /* null: open, for demo and practice files */
	const uint8_t *ids_secret; /* 32 bytes, or null: drawn. Only an open file's may be given */
};

/* Makes the file, which holds then its slot, key box, and the registers that say that these are
 * valid; open and unlocked. STATUS_EXISTS leaves what is there as it is. */
enum status store_create(struct store **store, const char *path, const struct store_options *options,
			 const struct store_founder *founder, struct err *err) MUST_USE;
/* Opens it locked: nothing but store_slots(), store_programme() and store_close() may follow until
 * it is unlocked. STATUS_BUSY: open in another okoce. */
enum status store_open(struct store **store, const char *path, const struct store_options *options,
		       struct err *err) MUST_USE;
/* Where the view is kept between runs, in a folder that exists; else it is made in memory at each
 * opening. A store that only reads uses the one that is there, as it is, when it is that of the log, and
 * else makes one in memory. Before unlocking. */
void store_keep_view(struct store *store, const char *path);
/* Opens the slot of the officer (name, nothing of case and marks; null: the only one there is),
 * verifies the log and replays it. Entries that do not hold are left out and counted
 * (store_left_out()). passphrase null: for an open file. */
enum status store_unlock(struct store *store, const char *officer, const char *passphrase,
			 struct err *err) MUST_USE;
void store_close(struct store *store); /* null allowed */
/* Locks it again, as it was before store_unlock(): keys, view and what was read are gone from memory, and
 * whoever unlocks it next begins another writer. Nothing may be under way. */
void store_lock(struct store *store);
bool store_is_locked(const struct store *store);

/* Whether it can be written, and if not, why. */
enum store_access {
	STORE_WRITES,
	STORE_READS, /* asked for */
	STORE_READS_DISK, /* the disk can only be read */
	STORE_READS_USER /* the user may only read the file */
};
enum store_access store_access(const struct store *store);
/* STATUS_DENIED, and why nothing can be saved. */
enum status store_say_read_only(const struct store *store, struct err *err);

/* In a store that only reads: what another okoce has written since is read too, from here on. */
enum status store_refresh(struct store *store, struct err *err) MUST_USE;

/* The officers that can unlock it, by name, those of a recovery code last. Borrowed until officers are changed. */
const struct slot *store_slots(const struct store *store, size_t *count);
/* False: anyone can open it, no passphrase is asked. */
bool store_is_sealed(const struct store *store);
const struct id *store_programme(const struct store *store);
moment store_created(const struct store *store);

/* Who this run writes as; null while it has written nothing. */
const struct id *store_own_writer(const struct store *store);
const struct id *store_officer(const struct store *store);
const struct id *store_device(const struct store *store); /* of this laptop */
const struct key_ring *store_keys(const struct store *store);
/* Whether who unlocked it is a supervisor (penyelia), as the log says now. Only then are changes of officers,
 * keys and the plan taken; others get STATUS_DENIED from transaction_commit(). */
bool store_is_supervisor(const struct store *store);
/* STATUS_DENIED, and that only a supervisor may do that. */
enum status store_say_supervisor(const struct store *store, struct err *err) MUST_USE;
/* All officers that the log knows, removed ones too. Borrowed until something changes. */
const struct officer_state *store_officers(const struct store *store, size_t *count);
/* Null: the log does not know the officer. */
const struct officer_state *store_officer_state(const struct store *store, const struct id *officer);
/* Brought to what was committed last. */
const struct view *store_view(struct store *store);
/* Does what was put off so that a commit could be answered: whoever calls this when nothing is to be done
 * spares the next who looks at the store, or commits, the wait. */
void store_catch_up(struct store *store);
uint64_t store_entries(const struct store *store);  /* verified */
uint64_t store_left_out(const struct store *store); /* damaged or unsigned: `okoce check` names them */
/* Of the last entry by Lamport counter; 0 when there is none. */
moment store_last_time(const struct store *store);
const struct clock *store_clock(const struct store *store);
void store_set_clock(struct store *store, const struct clock *clock);
/* What the system's clock shows cannot be: entries that it labels are CLOCK_DOUBTED. Also while another is set. */
bool store_doubts_clock(const struct store *store);

/* The value that is shown. STATUS_NOT_FOUND, without a sentence, when there is none. */
enum status store_read(struct store *store, struct bytes key, struct arena *arena,
		       struct bytes *value, struct err *err) MUST_USE;
/* The same, decoded; the record is empty when it returns anything but STATUS_OK. */
enum status store_read_record(struct store *store, struct bytes key, const struct record_type *type,
			      struct arena *arena, void *record, struct err *err) MUST_USE;

/* One live value of a register and what its entry says about it. */
struct fact {
	struct event_id event;
	uint64_t lamport;
	moment time;
	enum clock_source source;
	uint32_t action; /* seq of the first entry of its action */
	struct id officer, device;
	struct bytes value; /* empty: taken back */
	bool is_first; /* it replaced nothing */
	bool outdated; /* as of struct event; of a live one */
};
/* All live values, the winner first, values that were taken back last. In the arena. */
enum status store_facts(struct store *store, struct bytes key, struct arena *arena,
			struct fact **facts, size_t *count, struct err *err) MUST_USE;

/* The events that led to what is live now, and those that are, the earliest first, each with the value
 * that it showed: who changed what, and when. What cannot be read is not among them. In the arena. */
enum status store_lineage(struct store *store, struct bytes key, struct arena *arena,
			  struct fact **facts, size_t *count, struct err *err) MUST_USE;

/* What was computed of a session and kept with the view, until something of it changes, or of
 * VIEW_NOTE_OF_OTHERS, see view_note(); borrowed until the next call. store_keep_notes() makes those that were set last. */
bool store_note(struct store *store, const char *session, struct bytes *note);
void store_set_note(struct store *store, const char *session, struct bytes note);
void store_keep_notes(struct store *store);

/* The Lamport counter of the first event that gave the register this state (record_state()), of those
 * that led to what is live now; for the place in a waiting list. */
uint64_t store_first_lamport(struct store *store, const struct cell *cell, uint8_t state);

/* --- Copies ------------------------------------------------------------------------------------ */

/* A copy of the file as it was committed last, 0600 and durable, sealed as the file is; free pages, and what
 * was in them, are not copied. Also of a locked one. STATUS_EXISTS where there is something at `path`. */
enum status store_copy(struct store *store, const char *path, struct err *err) MUST_USE;
/* Another number when other entries are in it; only while it is unlocked. */
uint32_t store_fingerprint(struct store *store);

/* --- Names ------------------------------------------------------------------------------------- */

/* How far names were told; all zero: nothing yet. */
struct names_place {
	uint32_t view, block;
	size_t offset;
};
/* `folded` (text_fold()) has `len` bytes and no NUL behind it. */
typedef void store_name(void *context, const struct id *record, const char *folded, size_t len);
/* Tells each name that a person ever had, in no order, from `place` on, which moves to the end: look
 * whether the person still has it. A place of another view than store_names_view() is of no use. */
void store_names(struct store *store, struct names_place *place, store_name *each, void *context);
/* Another number when the view was made anew: all names must be told again. */
uint32_t store_names_view(struct store *store);

/* --- Changing ---------------------------------------------------------------------------------- */

/* A user's action, for undo: entries of one writer with one batch id. */
struct action_id {
	struct id writer;
	uint32_t first; /* seq of its first entry; 0: no action */
};

/* One durable commit. It remembers its first error; transaction_commit() reports it. No other call
 * on the store may come between begin and commit or cancel, but those that read. */
struct transaction;
/* `continued`: an action that goes on over several transactions, or null. */
enum status transaction_begin(struct store *store, const struct action_id *continued,
			      struct transaction **transaction, struct err *err) MUST_USE;
/* Begins an entry: what follows belongs to it, concerns one person at most, and can be erased
 * without the others. An empty entry is not written. */
void transaction_entry(struct transaction *transaction);
/* Replaces all live values of the register with one. */
void transaction_put(struct transaction *transaction, struct bytes key, struct bytes value);
void transaction_put_record(struct transaction *transaction, struct bytes key,
			    const struct record_type *type, const void *record);
/* Replaces them with several, the one that is shown last: for undo, which restores all. */
void transaction_put_all(struct transaction *transaction, struct bytes key,
			 const struct bytes *values, size_t count);
/* Replaces all live values of the register with none. */
void transaction_take_back(struct transaction *transaction, struct bytes key);
/* What was to be put could not be found out: nothing will be written, and transaction_commit() tells this. */
void transaction_fail(struct transaction *transaction, const struct err *err);
size_t transaction_entries(const struct transaction *transaction);
/* Durable when it returns STATUS_OK; otherwise nothing was changed. Frees the transaction. `done`
 * may be null; done->first is 0 when nothing was to be written. */
enum status transaction_commit(struct transaction *transaction, struct action_id *done,
			       struct err *err) MUST_USE;
/* When the last commit of this run was made, and by which clock. */
struct written {
	moment time;
	enum clock_source source;
};
struct written store_written(const struct store *store);
void transaction_cancel(struct transaction *transaction);

/* A long action, of any number of entries in transactions of at most TRANSACTION_ENTRIES_MAX, which are
 * written beside the caller while it goes on (store/line.h). Of its entries the store need not show any
 * before transaction_commit() has returned, so that a register may be changed once in all of it. */
enum status transaction_begin_long(struct store *store, struct transaction **transaction,
				   struct err *err) MUST_USE;
/* Makes room for one more entry of a long action: has a full transaction committed. Also tells a failure
 * of what was given before; then there is only transaction_drop() to call. */
enum status transaction_room(struct transaction *transaction, struct err *err) MUST_USE;
/* As transaction_cancel(). `done` (may be null) is the action, as far as it is durable: as what
 * transaction_commit() of a long one tells when it fails. */
void transaction_drop(struct transaction *transaction, struct action_id *done);

/* Takes an action of a writer back: a new action that restores every value which it replaced.
 * STATUS_INVALID, and nothing changed, when something was built upon it since. An action of several
 * transactions is undone in several: when one fails, those before it stay, the sentence says so, and
 * undoing it again goes on there. */
enum status store_undo(struct store *store, const struct action_id *action, struct action_id *done,
		       struct err *err) MUST_USE;

/* --- What this laptop wrote --------------------------------------------------------------------- */

/* From here on each commit's entries are also appended to a mirror in the folder, which is made and
 * is of this programme alone; and the file is compared with what the mirror has. Once, after
 * unlocking. That something of it cannot be kept is no error: see store_past(). */
void store_keep_own(struct store *store, const char *folder);

/* What was, and is not in the file: an older copy may have been put in its place, or the office's. */
struct store_past {
	uint64_t lacking;    /* entries that this laptop wrote */
	uint64_t gone;	     /* entries of other laptops that were in the file when this one last wrote */
	uint64_t had, has;   /* entries, then and now; had 0: not known */
	const char *trouble; /* why the mirror is not kept, or null. Borrowed until the store is closed */
};
struct store_past store_past(const struct store *store);
/* Appends what is lacking, the very same entries, verified; idempotent. Everything that was read
 * from the store before must be read anew. What was taken when it fails stays. */
enum status store_recover(struct store *store, uint64_t *taken, struct err *err) MUST_USE;

/* --- History ----------------------------------------------------------------------------------- */

/* One verified entry, opened. Borrowed for the call. */
struct story {
	const struct entry *entry;
	struct id officer, device;
	struct bytes plain; /* opened payload; empty for a birth, or when it cannot be opened */
	bool opened;
};
/* What an officer did at once: the entries with one batch id, or one entry. */
struct store_action {
	struct action_id id;
	struct event_id first; /* of its entries, by number */
	uint64_t lamport;
	moment time;
	enum clock_source source;
	struct id officer, device;
	uint32_t entries;
	enum entry_kind kind; /* of its first entry: a change, or the closing of a hand-over */
};
/* All actions, the latest first, by the headers of the entries that hold: nothing is opened. Free with
 * free(). */
enum status store_actions(struct store *store, struct store_action **actions, size_t *count,
			  struct err *err) MUST_USE;
/* A change of a register: what it showed before, as far as that can be read, and since. */
struct change {
	struct bytes key, before, after; /* empty: no value */
};
/* False stops. What it is told is lent for the call. */
typedef bool store_changed(void *context, const struct change *change);
/* Each change of an action's entries, in their order. `store_keys_changed()` tells nothing of what was
 * before, which is as much to read again. */
enum status store_keys_changed(struct store *store, const struct action_id *action, store_changed *each,
			       void *context, struct err *err) MUST_USE;
enum status store_changes(struct store *store, const struct action_id *action, store_changed *each,
			  void *context, struct err *err) MUST_USE;
/* The same of one entry, without what was before; nothing is told when it cannot be opened. */
enum status store_entry_changes(struct store *store, const struct event_id *event, store_changed *each,
				void *context, struct err *err) MUST_USE;

/* A run that wrote: the Lamport counters of its first and its last entry. Whoever opens a file goes on behind
 * all that is in it; so the spans of a laptop's runs never overlap, unless two copies of it go on, or it went
 * on with an older file. */
struct span {
	struct id writer, device, officer;
	uint64_t first, last;
};
typedef void store_span(void *context, const struct span *span);
enum status store_spans(struct store *store, store_span *each, void *context, struct err *err) MUST_USE;

/* False stops. */
typedef bool store_visit(void *context, const struct story *story);
/* All entries in their order: Lamport counter, then event id. */
enum status store_history(struct store *store, store_visit *visit, void *context,
			  struct err *err) MUST_USE;

#endif
