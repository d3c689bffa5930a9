/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/follow.h"
#include "store/officers.h"
#include "store/owed.h"
#include "store/own.h"

#define KEYS_MAX 4096 /* slots and boxes of a file that are looked at: officers by log keys */
#define GO_ON_EVERY ((size_t)1000)

/* How the new entries of a writer are verified. */
enum way {
	WAY_NONE,   /* none came yet */
	WAY_BEHIND, /* all stand behind its last one here: with that as their beginning */
	WAY_WHOLE   /* some stand before it, or beside: together with all that is here of the writer */
};

/* What was taken last, of the writer at work. */
struct taken {
	bool any;
	struct event_id event;
	uint64_t lamport;
	uint8_t chain[DIGEST_SIZE];
	struct birth birth;
};

struct merging {
	struct store *store;
	struct foreign *foreign;
	struct merge *merge;
	bool put;
	struct db_txn *txn;
	uint64_t read, in_batch;
	struct verify verify;
	struct buf plain;

	/* Of the writer at work. */
	struct id writer;
	enum way way;
	uint64_t taken_before; /* merge->taken when it began */
	struct taken last;
	struct event_id ours_next; /* WAY_WHOLE: which of ours comes next; seq 0: from the first on */
	struct event_id fed;	   /* the last of theirs that was fed */
	bool forked;		   /* one of theirs stands beside another */
	bool born;
	struct birth birth; /* when `born`: whose key signs */
	struct buf birth_key, birth_value; /* one that is not here, until it is */

	/* Slots and boxes, as they came. */
	struct arena arena;
	struct key_piece *key;
	size_t key_count, key_capacity;

	enum status status;
	struct err *err;
};

uint64_t merge_set_aside(const struct merge *merge)
{
	return merge->found[VERIFY_UNREADABLE] + merge->found[VERIFY_NAME] + merge->found[VERIFY_NO_BIRTH] +
	       merge->found[VERIFY_UNSIGNED];
}

static size_t batch_size(const struct merging *merging)
{
	return merging->merge->batch ? merging->merge->batch : TRANSACTION_ENTRIES_MAX;
}

/* --- Writing ------------------------------------------------------------------------------------------- */

/* Ends with a signature: a kill between two leaves no entry that nothing vouches for. */
static void next_batch(struct merging *merging)
{
	merging->status = db_commit(merging->txn, merging->err);
	merging->txn = NULL;
	merging->in_batch = 0;
	if (!merging->status)
		merging->status = db_begin(merging->store->db, true, &merging->txn, merging->err);
}

/* How the log has an entry. */
enum held { HELD_NOT, HELD_DAMAGED, HELD_UNSIGNED, HELD };

/* Where all of the log holds, what it has holds. */
static enum held how_held(struct merging *merging, const struct event_id *event)
{
	uint8_t chain[DIGEST_SIZE];
	struct entry entry;

	if (!log_has(merging->txn, event))
		return HELD_NOT;
	if (merging->store->left_out == 0)
		return HELD;
	if (!log_entry(merging->txn, event, &entry) ||
	    !entry_is_named(&entry, &merging->store->meta.programme, chain))
		return HELD_DAMAGED;
	return entry.signature ? HELD : HELD_UNSIGNED;
}

/* Theirs is not here, or better than ours: whole, or signed where ours may wait for a signature. */
static bool is_new(struct merging *merging, const struct event_id *event, bool is_signed)
{
	enum held held = how_held(merging, event);

	return held < HELD_UNSIGNED || (held == HELD_UNSIGNED && is_signed);
}

static void tell_fresh(struct merging *merging, const struct entry *entry, const struct birth *birth)
{
	struct story story = {.entry = entry, .officer = birth->officer, .device = birth->device};
	const struct store *store = merging->store;

	if (!merging->merge->fresh)
		return;
	buf_clear(&merging->plain);
	story.opened = !entry_kind_is_clear(entry->header.kind) && !entry->erased &&
		       key_ring_open(store->ring, &merging->plain, &store->meta.programme, entry);
	story.plain = buf_bytes(&merging->plain);
	merging->merge->fresh(merging->merge->context, &story);
}

static void put_entry(struct merging *merging, const struct entry *entry, const uint8_t *signature)
{
	struct buf value = BUF_EMPTY;
	uint8_t key[ENTRY_KEY_SIZE];

	entry_key(key, &entry->id);
	entry_copy(&value, entry, signature);
	db_replace(merging->txn, BYTES_OF(key), buf_bytes(&value));
	buf_release(&value);
	merging->in_batch++;
}

/* An entry that holds, ours or new, in the order of keys. */
static void take(void *context, const struct entry *entry, const struct birth *birth,
		 const uint8_t chain[DIGEST_SIZE])
{
	struct merging *merging = context;
	/* A damaged signature of an entry that a later one vouches for is left out. */
	bool signs = entry->signature && verify_signature(entry, chain, birth);

	if (merging->status)
		return;
	merging->last = (struct taken){true, entry->id, entry->header.lamport, {0}, *birth};
	memcpy(merging->last.chain, chain, DIGEST_SIZE);
	if (entry->id.seq == 1)
		buf_clear(&merging->birth_key); /* another vouches for it */
	if (!is_new(merging, &entry->id, signs))
		return;
	merging->merge->taken++;
	merging->merge->mended += log_has(merging->txn, &entry->id);
	tell_fresh(merging, entry, birth);
	if (!merging->put)
		return;
	put_entry(merging, entry, signs ? entry->signature : NULL);
	if (signs && merging->in_batch >= batch_size(merging))
		next_batch(merging);
}

/* Only what is not here is told: what is wrong with ours is found by check. */
static void found(void *context, enum verify_kind kind, const struct event_id *event)
{
	struct merging *merging = context;

	if (!merging->status && how_held(merging, event) == HELD_NOT)
		merging->merge->found[kind]++;
}

/* --- A writer ---------------------------------------------------------------------------------------- */

static struct birth birth_of(const struct store *store, const struct writer_fact *fact)
{
	struct birth birth = {.programme = store->meta.programme, .officer = fact->officer,
			      .device = fact->device};

	memcpy(birth.public_key, fact->public_key, SIGN_KEY_SIZE);
	memcpy(birth.officer_key, fact->officer_key, SIGN_KEY_SIZE);
	return birth;
}

/* The first new entry of a writer says how it must be verified. */
static void choose_way(struct merging *merging, const struct event_id *event, struct bytes key, struct bytes value)
{
	struct writer_fact fact;
	struct entry entry;

	merging->way = WAY_WHOLE;
	if (!store_get_writer(merging->store, &event->writer, &fact)) {
		const struct event_id first = {.writer = event->writer};
		uint8_t from[ENTRY_KEY_SIZE];
		struct bytes ours, ignored;

		entry_key(from, &first);
		if (!db_seek(merging->txn, BYTES_OF(from), &ours, &ignored) ||
		    !bytes_start_with(ours, (struct bytes){from, 1 + ID_SIZE}))
			merging->way = WAY_BEHIND; /* nothing is here of it */
		return;
	}
	if (event->seq != fact.seq + 1 || !entry_parse(&entry, key, value) || !entry.header.has_prev ||
	    memcmp(entry.header.prev, fact.chain, DIGEST_SIZE) != 0)
		return;
	merging->birth = birth_of(merging->store, &fact);
	merging->born = true;
	verify_resume(&merging->verify, &event->writer, fact.seq, fact.lamport, fact.chain, &merging->birth);
	merging->way = WAY_BEHIND;
}

/* Feeds what is here of the writer before this entry, or to its end (null). */
static void feed_ours(struct merging *merging, const struct event_id *before)
{
	uint8_t from[ENTRY_KEY_SIZE];
	struct event_id event;
	struct bytes key, value;

	if (merging->way != WAY_WHOLE)
		return;
	entry_key(from, &merging->ours_next);
	for (bool more = db_seek(merging->txn, BYTES_OF(from), &key, &value);
	     more && entry_key_parse(key, &event) && id_equal(&event.writer, &merging->writer);
	     more = db_next(merging->txn, &key, &value)) {
		merging->ours_next = event;
		if (before && event_compare(&event, before) >= 0)
			return;
		if (event_compare(&event, &merging->fed) != 0) /* theirs is the better one of the same */
			verify_entry(&merging->verify, key, value);
	}
	merging->ours_next = (struct event_id){.writer = merging->writer, .seq = UINT32_MAX};
	memset(merging->ours_next.tag, 0xff, ENTRY_TAG_SIZE);
}

/* Where a gap follows a birth no other entry vouches for it; it has its officer's signature, and without it
 * nothing of its writer holds anywhere. */
static void add_birth(struct merging *merging)
{
	const struct bytes key = buf_bytes(&merging->birth_key);
	const struct event_id first = {.writer = merging->writer};
	uint8_t from[ENTRY_KEY_SIZE];
	struct bytes ours, value;
	struct birth birth;
	struct entry entry;

	if (key.len == 0 || merging->status || !entry_parse(&entry, key, buf_bytes(&merging->birth_value)) ||
	    how_held(merging, &entry.id) != HELD_NOT)
		return;
	entry_key(from, &first);
	if (merging->merge->taken == merging->taken_before &&
	    (!db_seek(merging->txn, BYTES_OF(from), &ours, &value) ||
	     !bytes_start_with(ours, (struct bytes){from, 1 + ID_SIZE})))
		return; /* nothing follows it */
	if (!birth_parse(&birth, entry.payload, &entry.id.writer))
		return;
	merging->merge->taken++;
	merging->merge->found[VERIFY_UNSIGNED] -= merging->merge->found[VERIFY_UNSIGNED] > 0;
	tell_fresh(merging, &entry, &birth);
	if (merging->put)
		put_entry(merging, &entry, NULL);
}

static void end_writer(struct merging *merging)
{
	if (merging->way == WAY_NONE)
		return;
	feed_ours(merging, NULL);
	verify_end(&merging->verify);
	add_birth(merging);
	merging->merge->writers += merging->merge->taken > merging->taken_before;
	merging->way = WAY_NONE;
}

static void begin_writer(struct merging *merging, const struct id *writer)
{
	end_writer(merging);
	merging->writer = *writer;
	merging->taken_before = merging->merge->taken;
	merging->last.any = false;
	merging->forked = merging->born = false;
	merging->ours_next = (struct event_id){.writer = *writer};
	merging->fed = merging->ours_next;
	buf_clear(&merging->birth_key);
	buf_clear(&merging->birth_value);
}

static void keep_birth(struct merging *merging, const struct event_id *event, struct bytes key, struct bytes value)
{
	uint8_t chain[DIGEST_SIZE];
	struct entry entry;
	struct birth birth;

	if (event->seq != 1 || merging->birth_key.len > 0 || !entry_parse(&entry, key, value) ||
	    entry.header.kind != ENTRY_BIRTH || entry.erased ||
	    !entry_is_named(&entry, &merging->store->meta.programme, chain) ||
	    !birth_parse(&birth, entry.payload, &entry.id.writer) ||
	    !id_equal(&birth.programme, &merging->store->meta.programme))
		return;
	merging->birth = birth;
	merging->born = true;
	buf_add(&merging->birth_key, key.ptr, key.len);
	buf_add(&merging->birth_value, value.ptr, value.len);
}

/* A long writer is verified in parts, each of which ends with a signature that vouches for all of it: not where
 * branches stand beside each other, of which it vouches for one. */
static void part_writer(struct merging *merging, const struct entry *entry)
{
	const struct taken *last = &merging->last;
	uint8_t chain[DIGEST_SIZE];

	if (merging->way != WAY_BEHIND || merging->forked || !merging->born ||
	    merging->verify.count < batch_size(merging) || !entry->signature ||
	    !entry_is_named(entry, &merging->store->meta.programme, chain) ||
	    !verify_signature(entry, chain, &merging->birth))
		return;
	verify_end(&merging->verify);
	if (last->any)
		verify_resume(&merging->verify, &merging->writer, last->event.seq, last->lamport, last->chain,
			      &last->birth);
}

static void feed_new(struct merging *merging, const struct event_id *event, struct bytes key, struct bytes value)
{
	struct entry entry;

	if (merging->way == WAY_NONE)
		choose_way(merging, event, key, value);
	keep_birth(merging, event, key, value);
	feed_ours(merging, event);
	merging->forked |= event->seq == merging->fed.seq;
	merging->fed = *event;
	verify_entry(&merging->verify, key, value);
	if (entry_parse(&entry, key, value))
		part_writer(merging, &entry);
}

/* --- The file ------------------------------------------------------------------------------------------ */

static void keep_key(struct merging *merging, struct bytes key, struct bytes value)
{
	if (merging->key_count >= KEYS_MAX)
		return;
	merging->key = memory_grow(merging->key, merging->key_count, &merging->key_capacity, sizeof(*merging->key));
	merging->key[merging->key_count++] =
		(struct key_piece){arena_bytes(&merging->arena, key), arena_bytes(&merging->arena, value)};
}

static enum status ask_to_go_on(struct merging *merging)
{
	const struct pages *pages = &merging->foreign->pages;
	const struct merge *merge = merging->merge;

	if (!merge->go_on || merge->go_on(merge->context, merging->read, pages->meta[pages->newest].main.entries))
		return STATUS_OK;
	return err_set(merging->err, STATUS_STOPPED, "%s",
		       merging->put ? _("Stopped. What was taken until then is kept; run it again for the rest.")
				    : _("Stopped. Nothing was changed."));
}

static enum status visit(void *context, struct bytes key, struct bytes value)
{
	struct merging *merging = context;
	struct merge *merge = merging->merge;
	struct event_id event;
	struct entry entry;

	if (bytes_start_with(key, slot_prefix) || bytes_start_with(key, box_prefix))
		keep_key(merging, key, value);
	if (!entry_key_parse(key, &event))
		return STATUS_OK;
	if (merging->read == 0 || !id_equal(&event.writer, &merging->writer))
		begin_writer(merging, &event.writer);
	if (is_new(merging, &event, entry_parse(&entry, key, value) && entry.signature))
		feed_new(merging, &event, key, value);
	else
		merge->known++;
	if (++merging->read % (batch_size(merging) < GO_ON_EVERY ? batch_size(merging) : GO_ON_EVERY) == 0 &&
	    !merging->status)
		merging->status = ask_to_go_on(merging);
	return merging->status;
}

/* The transaction's end, whatever came before: what was put by then holds. */
static enum status finish(struct merging *merging)
{
	enum status status = merging->status;

	if (!merging->txn)
		return status;
	if (!merging->put)
		return status ? (db_abort(merging->txn), status) : db_finish(merging->txn, merging->err);
	if (status && status != STATUS_STOPPED) {
		db_abort(merging->txn);
		return status;
	}
	enum status committed = db_commit(merging->txn, merging->err);
	return committed ? committed : status;
}

static enum status check_programme(const struct store *store, const struct foreign *foreign, struct err *err)
{
	if (id_equal(&store->meta.programme, &foreign->meta.programme))
		return STATUS_OK;
	return err_set(err, STATUS_INVALID,
		       _("\"%s\" is of another programme than this laptop's file. Nothing was taken from it; ask the office which of them is right."),
		       foreign->name);
}

static enum status merge_log(struct merging *merging)
{
	struct store *store = merging->store;
	enum status status = db_begin(store->db, merging->put, &merging->txn, merging->err);

	if (status)
		return status;
	status = foreign_walk(merging->foreign, visit, merging, merging->err);
	if (!merging->status)
		merging->status = status;
	if (!merging->status || merging->status == STATUS_STOPPED) {
		enum status kept = merging->status;

		merging->status = STATUS_OK;
		end_writer(merging);
		if (!merging->status)
			merging->status = kept;
	}
	return finish(merging);
}

/* The view is brought to the log, also after a failure: some entries may be in it. Then what they say of officers
 * and keys decides which slots and boxes come along. */
static enum status follow(struct merging *merging, enum status status)
{
	struct store *store = merging->store;

	if (merging->merge->taken > 0) {
		if (store->own)
			store->own->changed = true;
		follow_close(store);
		if (follow_open(store, NULL) != STATUS_OK)
			memory_exhausted();
	}
	return status ? status : store_take_keys(store, merging->key, merging->key_count, NULL, merging->err);
}

static enum status run(struct store *store, struct foreign *foreign, struct merge *merge, bool put, struct err *err)
{
	struct merging merging = {.store = store, .foreign = foreign, .merge = merge, .put = put, .err = err};
	enum status status = check_programme(store, foreign, err);

	merge->known = merge->taken = merge->writers = merge->mended = 0;
	memset(merge->found, 0, sizeof(merge->found));
	if (status)
		return status;
	owed_settle(store);
	merging.verify = (struct verify){.programme = store->meta.programme, .taken = take, .found = found,
					 .context = &merging, .copies = true};
	status = merge_log(&merging);
	if (put)
		status = follow(&merging, status);
	free(merging.key);
	arena_release(&merging.arena);
	buf_release(&merging.plain);
	buf_release(&merging.birth_key);
	buf_release(&merging.birth_value);
	return status;
}

/* --- Slots and boxes ------------------------------------------------------------------------------------ */

#define KEY_PIECES_MAX 4096 /* more officers no programme has */

struct gathering {
	struct key_piece *piece;
	size_t count, capacity;
	struct arena arena;
};

/* They stand before the entries. */
static enum status gather_key(void *context, struct bytes key, struct bytes value)
{
	struct gathering *gathering = context;

	if (bytes_start_with(key, entry_prefix) || gathering->count == KEY_PIECES_MAX)
		return STATUS_EXISTS; /* any status ends the walk */
	if (!bytes_start_with(key, slot_prefix) && !bytes_start_with(key, box_prefix))
		return STATUS_OK;
	gathering->piece = memory_grow(gathering->piece, gathering->count, &gathering->capacity,
				       sizeof(*gathering->piece));
	gathering->piece[gathering->count++] = (struct key_piece){arena_bytes(&gathering->arena, key),
								  arena_bytes(&gathering->arena, value)};
	return STATUS_OK;
}

/* New officers, new passphrases and new log keys come with the file in which they were made. */
static enum status take_keys(struct store *store, struct foreign *foreign, struct err *err)
{
	struct gathering gathering = {.count = 0};
	enum status status = foreign_walk(foreign, gather_key, &gathering, err);

	if (!status || status == STATUS_EXISTS)
		status = store_take_keys(store, gathering.piece, gathering.count, NULL, err);
	free(gathering.piece);
	arena_release(&gathering.arena);
	return status;
}

enum status store_merge(struct store *store, struct foreign *foreign, struct merge *merge, struct err *err)
{
	if (store->access != STORE_WRITES)
		return store_say_read_only(store, err);
	enum status status = run(store, foreign, merge, true, err);
	const uint64_t page_findings = foreign->page_findings, out_of_order = foreign->out_of_order;

	if (!status)
		status = take_keys(store, foreign, err);
	foreign->page_findings = page_findings; /* of all of it */
	foreign->out_of_order = out_of_order;
	return status;
}

enum status store_merge_preview(struct store *store, struct foreign *foreign, struct merge *merge, struct err *err)
{
	return run(store, foreign, merge, false, err);
}
