/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/commit.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/own.h"

/* This laptop's own clock has shown a later time, or the program is not that old. */
static bool is_doubted(const struct store *store, moment time)
{
	return time < store->device_time || time < OKOCE_RELEASE_SECONDS;
}

static enum clock_source judge_clock(const struct store *store, moment time)
{
	if (store->options.clock.by_hand)
		return CLOCK_BY_HAND;
	return is_doubted(store, time) ? CLOCK_DOUBTED : CLOCK_SYSTEM;
}

bool store_doubts_clock(const struct store *store)
{
	const struct clock system = clock_system();

	return is_doubted(store, clock_now(&system));
}

/* Does the log still end in our own last entry? It does not if the file was put back or cloned
 * under us; then this run begins another writer (FORMAT F4). */
static bool still_mine(struct commit *commit)
{
	uint8_t key[ENTRY_KEY_SIZE];
	struct bytes found, value;

	if (commit->writer.seq == 0)
		return false;
	entry_key(key, &commit->writer.last);
	if (!db_seek(commit->txn, BYTES_OF(key), &found, &value) || !bytes_equal(found, BYTES_OF(key)))
		return false;
	return !db_next(commit->txn, &found, &value) ||
	       !bytes_start_with(found, (struct bytes){key, 1 + ID_SIZE});
}

/* Appends one entry; `sign`: the transaction's last. */
static struct event_id append(struct commit *commit, const struct entry_header *header,
			      struct bytes plain, bool sealed, bool sign)
{
	struct store *store = commit->store;
	struct writer *writer = &commit->writer;
	struct event_id event = {.writer = writer->id, .seq = writer->seq + 1};
	struct buf *bytes = &commit->header, *payload = &commit->payload, *value = &commit->value;
	uint8_t key[ENTRY_KEY_SIZE], hash[DIGEST_SIZE], signature[SIGNATURE_SIZE];

	buf_clear(bytes);
	buf_clear(payload);
	buf_clear(value);
	entry_header_put(bytes, header);
	if (sealed)
		seal_payload(payload, store->ring->payload_key, &store->meta.programme, &event,
			     buf_bytes(bytes), plain);
	else
		buf_add(payload, plain.ptr, plain.len);
	payload_digest(hash, buf_bytes(payload));
	entry_chain(writer->chain, &store->meta.programme, &event, header, buf_bytes(bytes), hash);
	memcpy(event.tag, writer->chain, ENTRY_TAG_SIZE);
	if (sign)
		sign_prepared(signature, &store->ahead, writer->secret, ENTRY_LABEL,
			      BYTES_OF(writer->chain));
	entry_put(value, buf_bytes(bytes), buf_bytes(payload), sign ? signature : NULL);
	entry_key(key, &event);
	db_put(commit->txn, BYTES_OF(key), buf_bytes(value));
	own_add(store->own, BYTES_OF(key), buf_bytes(value));
	writer->seq = event.seq;
	writer->last = event;
	return event;
}

static struct entry_header header_next(struct commit *commit)
{
	struct entry_header header = {
		.has_prev = commit->writer.seq > 0,
		.time = commit->time,
		.source = commit->source,
	};
	memcpy(header.prev, commit->writer.chain, DIGEST_SIZE);
	if (commit->lamport < LAMPORT_MAX)
		commit->lamport++;
	header.lamport = commit->lamport;
	return header;
}

void commit_know_conf(struct commit *commit)
{
	const struct store_options *options = &commit->store->options;

	if (!commit->conf_known && options->conf_digest)
		options->conf_digest(options->conf_context, commit->conf_digest);
	commit->conf_known = true;
}

static void give_birth(struct commit *commit)
{
	struct store *store = commit->store;
	struct birth birth = {.programme = store->meta.programme, .officer = store->officer,
			      .device = store->options.device,
			      .version = {(const uint8_t *)PACKAGE_VERSION, strlen(PACKAGE_VERSION)}};
	struct buf payload = BUF_EMPTY;

	writer_draw(&commit->writer, commit->time);
	memcpy(birth.public_key, commit->writer.public_key, SIGN_KEY_SIZE);
	memcpy(birth.officer_key, store->ring->sign_key, SIGN_KEY_SIZE);
	commit_know_conf(commit);
	memcpy(birth.conf_digest, commit->conf_digest, DIGEST_SIZE);
	birth_put(&payload, &birth, store->ring);
	struct entry_header header = header_next(commit);
	header.kind = ENTRY_BIRTH;
	append(commit, &header, buf_bytes(&payload), false, false);
	buf_release(&payload);
}

enum status commit_begin(struct commit *commit, const struct action_id *continued, bool several,
			 struct err *err)
{
	struct store *store = commit->store;
	enum status status = db_begin(store->db, true, &commit->txn, err);

	if (status)
		return status;
	commit->writer = store->writer;
	commit->lamport = store->lamport;
	commit->time = clock_now(&store->options.clock);
	commit->source = judge_clock(store, commit->time);
	commit->count = 0;
	commit->states = false;
	touched_clear(&commit->touched);
	commit->born = !still_mine(commit);
	if (commit->born)
		give_birth(commit);
	commit->batch = several ? (uint64_t)commit->writer.seq + 1 : 0;
	if (continued->first > 0 && id_equal(&continued->writer, &commit->writer.id))
		commit->batch = continued->first;
	return STATUS_OK;
}

/* The plan, officers and keys are a supervisor's; of oneself an officer says which slot is valid. */
static bool may_say(const struct store *store, const struct register_parts *parts)
{
	return !authority_governs(parts) || store_is_supervisor(store) ||
	       (parts->kind == REGISTER_OFFICER && id_equal(&parts->id, &store->officer));
}

/* What an entry supersedes is what was live before the transaction, so that two entries of it on one
 * register would stand against each other as a conflict. */
static enum status touch(struct commit *commit, const struct drafts *drafts, size_t which, struct err *err)
{
	struct operation operation;
	struct register_parts parts;

	for (size_t i = 0; drafts_operation(drafts, which, i, &operation); i++) {
		if (!register_parse(operation.key, &parts))
			return err_set(err, STATUS_INVALID, "%s",
				       _("Not saved: a register's name is not valid."));
		if (!may_say(commit->store, &parts))
			return store_say_supervisor(commit->store, err);
		commit->states |= authority_states(&parts);
		if (!touched_add(&commit->touched, operation.key))
			return err_set(err, STATUS_INVALID, "%s",
				       _("Not saved: one register is changed twice at once."));
	}
	return STATUS_OK;
}

/* Who may decide what follows with the commit. */
static void note_said(struct commit *commit, const struct committed *committed, const struct drafts *drafts,
		      size_t which)
{
	const struct store *store = commit->store;
	struct authored by = {committed->event, committed->lamport, store->officer, {0}};
	struct operation operation;
	struct register_parts parts;

	memcpy(by.officer_key, store->ring->sign_key, SIGN_KEY_SIZE);
	for (size_t i = 0; drafts_operation(drafts, which, i, &operation); i++)
		if (register_parse(operation.key, &parts) && authority_states(&parts))
			authority_add(&commit->said, &by, &operation);
}

static struct committed *add_committed(struct commit *commit, const struct entry_header *header)
{
	commit->committed = memory_grow(commit->committed, commit->count, &commit->capacity,
					sizeof(*commit->committed));
	commit->committed[commit->count].lamport = header->lamport;
	return &commit->committed[commit->count++];
}

void commit_closing(struct commit *commit, struct bytes payload)
{
	struct entry_header header = header_next(commit);

	header.kind = ENTRY_CLOSING;
	add_committed(commit, &header)->event = append(commit, &header, payload, false, true);
}

enum status commit_draft(struct commit *commit, const struct drafts *drafts, size_t which, bool last,
			 struct err *err)
{
	enum status status = touch(commit, drafts, which, err);
	struct committed *committed;

	if (status)
		return status;
	struct entry_header header = header_next(commit);
	header.has_key = true;
	memcpy(header.key_id, commit->store->ring->key_id, KEY_ID_SIZE);
	header.batch = commit->batch;
	committed = add_committed(commit, &header);
	committed->event = append(commit, &header, drafts_get(drafts, which), true, last);
	if (commit->states)
		note_said(commit, committed, drafts, which);
	return STATUS_OK;
}

/* What the store knows follows what the file holds. */
static void take_over(struct commit *commit, struct action_id *done)
{
	struct store *store = commit->store;
	const struct entry_header last = {.lamport = commit->committed[commit->count - 1].lamport,
					  .time = commit->time, .source = commit->source};

	store->entries += commit->count + commit->born;
	store_saw(store, &last, &store->options.device);
	store->written = (struct written){commit->time, commit->source};
	store->writer = commit->writer;
	if (done->first == 0)
		*done = (struct action_id){commit->writer.id, commit->batch
								      ? (uint32_t)commit->batch
								      : commit->committed[0].event.seq};
}

enum status commit_end(struct commit *commit, struct action_id *done, struct err *err)
{
	struct store *store = commit->store;
	enum status status = db_commit(commit->txn, err);

	commit->txn = NULL;
	if (status) {
		own_drop(store->own);
		return status;
	}
	own_keep(store->own);
	if (commit->said.said_count > 0) {
		authority_join(&store->authority, &commit->said);
		authority_fold(&store->authority);
		authority_release(&commit->said);
		store_choose_key(store);
	}
	take_over(commit, done);
	return STATUS_OK;
}

void committed_apply(const struct committed *committed, struct view *view, const struct drafts *drafts,
		     size_t index)
{
	struct operation operation;
	struct register_parts parts;

	for (size_t i = 0; drafts_operation(drafts, index, i, &operation); i++)
		if (register_parse(operation.key, &parts))
			view_apply(view, &committed->event, committed->lamport, &operation, &parts);
}

void commit_follow(struct store *store, const struct writer *writer)
{
	struct writer_fact fact = {.writer = writer->id, .officer = store->officer,
				   .device = store->options.device, .seq = writer->seq,
				   .lamport = store->lamport};

	memcpy(fact.officer_key, store->ring->sign_key, SIGN_KEY_SIZE);
	memcpy(fact.public_key, writer->public_key, SIGN_KEY_SIZE);
	memcpy(fact.chain, writer->chain, DIGEST_SIZE);
	store_put_writer(store, &fact);
	const struct db_state state = db_left(store->db);
	follow_commit(store, &state);
}

void commit_release(struct commit *commit)
{
	if (commit->txn) {
		db_abort(commit->txn);
		own_drop(commit->store->own);
	}
	explicit_bzero(&commit->writer, sizeof(commit->writer));
	free(commit->committed);
	touched_release(&commit->touched);
	authority_release(&commit->said);
	buf_release(&commit->header);
	buf_release(&commit->payload);
	buf_release(&commit->value);
	*commit = (struct commit){.store = commit->store};
}
