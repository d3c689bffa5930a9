/* SPDX-License-Identifier: BSD-2-Clause */
/* What a writer wrote: verified with what is here of it, and taken. */
#include "store/merge_inside.h"

#include <string.h>

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

bool merge_is_new(struct merging *merging, const struct event_id *event, bool is_signed)
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
	if (!merge_is_new(merging, &entry->id, signs))
		return;
	merging->merge->taken++;
	merging->merge->mended += log_has(merging->txn, &entry->id);
	tell_fresh(merging, entry, birth);
	if (!merging->put)
		return;
	put_entry(merging, entry, signs ? entry->signature : NULL);
	if (signs && merging->in_batch >= merge_batch(merging))
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

void merge_end_writer(struct merging *merging)
{
	if (merging->way == WAY_NONE)
		return;
	feed_ours(merging, NULL);
	verify_end(&merging->verify);
	add_birth(merging);
	merging->merge->writers += merging->merge->taken > merging->taken_before;
	merging->way = WAY_NONE;
}

void merge_begin_writer(struct merging *merging, const struct id *writer)
{
	merge_end_writer(merging);
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
	    merging->verify.count < merge_batch(merging) || !entry->signature ||
	    !entry_is_named(entry, &merging->store->meta.programme, chain) ||
	    !verify_signature(entry, chain, &merging->birth))
		return;
	verify_end(&merging->verify);
	if (last->any)
		verify_resume(&merging->verify, &merging->writer, last->event.seq, last->lamport, last->chain,
			      &last->birth);
}

void merge_feed(struct merging *merging, const struct event_id *event, struct bytes key, struct bytes value)
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

void merge_writers_begin(struct merging *merging)
{
	merging->verify = (struct verify){.programme = merging->store->meta.programme, .taken = take,
					  .found = found, .context = merging, .copies = true};
}

void merge_writers_release(struct merging *merging)
{
	buf_release(&merging->plain);
	buf_release(&merging->birth_key);
	buf_release(&merging->birth_value);
}
