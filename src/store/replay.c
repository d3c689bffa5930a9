/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/worker.h"
#include "store/closing.h"
#include "store/follow.h"
#include "store/names.h"
#include "store/verify.h"

/* Each commit but the first writes most pages of the view anew. Rows that wait take memory. */
#define ENTRIES_A_BATCH 250000
#define BYTES_A_BATCH (64 << 20) /* of what entries say */
/* A job: some 0.3 ms of work, and what it reads and leaves fits a processor's cache. */
#define ENTRIES_A_JOB 128
#define THREADS 3
#define JOBS 8 /* at work or waiting */

/* --- Jobs ----------------------------------------------------------------------------------------- */

/* Records of the log to be looked at, each by itself. */
struct looking {
	size_t count;
	struct bytes key[ENTRIES_A_JOB], value[ENTRIES_A_JOB];
	struct looked looked[ENTRIES_A_JOB];
};

static void look(void *context, void *job)
{
	const struct store *store = context;
	struct looking *looking = job;

	for (size_t i = 0; i < looking->count; i++)
		verify_look(&looking->looked[i], &store->meta.programme, looking->key[i], looking->value[i]);
}

struct applied {
	struct operation operation;
	struct register_parts parts;
};

struct unsealed {
	struct entry entry;
	struct authored by;
	struct buf plain;
	bool readable;
	size_t operations;
};

/* Entries that hold, to be opened and parsed. */
struct opening {
	size_t count;
	struct unsealed unsealed[ENTRIES_A_JOB];
	struct applied *applied; /* of all, one behind the other */
	size_t applied_count, applied_capacity;
};

static void add_applied(struct opening *opening, const struct payload *payload)
{
	for (size_t i = 0; i < payload->count; i++) {
		opening->applied = memory_grow(opening->applied, opening->applied_count,
					       &opening->applied_capacity, sizeof(*opening->applied));
		opening->applied[opening->applied_count++] =
			(struct applied){payload->operation[i], payload->parts[i]};
	}
}

static void open_all(void *context, void *job)
{
	const struct store *store = context;
	struct opening *opening = job;
	struct payload payload;

	opening->applied_count = 0;
	for (size_t i = 0; i < opening->count; i++) {
		struct unsealed *unsealed = &opening->unsealed[i];

		buf_clear(&unsealed->plain);
		unsealed->readable = key_ring_open(store->ring, &unsealed->plain,
						   &store->meta.programme, &unsealed->entry) &&
				   payload_read(&payload, buf_bytes(&unsealed->plain));
		unsealed->operations = unsealed->readable ? payload.count : 0;
		if (unsealed->readable)
			add_applied(opening, &payload);
	}
}

static void opening_free(struct opening *opening)
{
	for (size_t i = 0; i < ENTRIES_A_JOB; i++)
		buf_wipe(&opening->unsealed[i].plain);
	free(opening->applied);
	free(opening);
}

/* Jobs of one kind. Threads are started for the first that is full: a few entries are nothing to share. */
struct line {
	worker_job *run;
	struct worker *worker;
};

static void *line_give(struct line *line, struct store *store, void *job)
{
	if (!line->worker) {
		line->worker = worker_start(line->run, store, THREADS, JOBS);
		worker_let_help(line->worker);
	}
	return worker_give(line->worker, job);
}

static void *line_take(struct line *line)
{
	return line->worker ? worker_take(line->worker) : NULL;
}

/* --- Applying ---------------------------------------------------------------------------------------- */

/* Said of what counts only if its officer might say it (store/authority.h). */
struct governed {
	struct authored by;
	struct operation operation; /* copied */
	struct register_parts parts;
};

struct replay {
	struct store *store;
	struct db_txn *txn;
	struct verify verify;
	struct line look, open;
	struct looking *looking; /* that are being filled */
	struct opening *opening;
	struct writer_fact writer; /* whose entries are being taken; seq 0: none */
	bool unsettled; /* the view was told that strangers' entries come */
	bool all; /* nothing is read from the view meanwhile */
	struct governed *governed;
	size_t governed_count, governed_capacity;
	struct arena arena; /* of them */
	uint64_t total, read, in_batch, bytes_in_batch;
};

static void end_writer(struct replay *replay)
{
	if (replay->writer.seq > 0)
		store_put_writer(replay->store, &replay->writer);
	replay->writer.seq = 0;
}

static void take_head(struct replay *replay, const struct entry *entry, const struct birth *birth,
		      const uint8_t chain[DIGEST_SIZE])
{
	struct writer_fact *writer = &replay->writer;

	if (!id_equal(&writer->writer, &entry->id.writer))
		end_writer(replay);
	if (writer->seq == entry->id.seq && id_equal(&writer->writer, &entry->id.writer))
		replay->store->forks++;
	*writer = (struct writer_fact){.writer = entry->id.writer, .officer = birth->officer,
				       .device = birth->device, .seq = entry->id.seq,
				       .lamport = entry->header.lamport};
	memcpy(writer->officer_key, birth->officer_key, SIGN_KEY_SIZE);
	memcpy(writer->public_key, birth->public_key, SIGN_KEY_SIZE);
	memcpy(writer->chain, chain, DIGEST_SIZE);
}

static void end_batch(struct replay *replay)
{
	struct store *store = replay->store;

	follow_dirty(store);
	names_keep(store);
	view_commit(store->view);
	if (replay->all)
		view_gather(store->view);
	replay->in_batch = 0;
	replay->bytes_in_batch = 0;
}

static void govern(struct replay *replay, const struct authored *by, const struct applied *applied)
{
	struct governed governed = {*by, applied->operation, applied->parts};
	struct operation *operation = &governed.operation;

	operation->key = arena_bytes(&replay->arena, operation->key);
	operation->values = arena_bytes(&replay->arena, operation->values);
	operation->superseded = arena_bytes(&replay->arena, operation->superseded);
	replay->governed = memory_grow(replay->governed, replay->governed_count, &replay->governed_capacity,
				       sizeof(governed));
	replay->governed[replay->governed_count++] = governed;
}

static void apply(struct replay *replay, struct opening *opening)
{
	const struct applied *applied = opening->applied;

	for (size_t i = 0; i < opening->count; i++) {
		const struct unsealed *unsealed = &opening->unsealed[i];

		if (++replay->in_batch == ENTRIES_A_BATCH || replay->bytes_in_batch > BYTES_A_BATCH)
			end_batch(replay);
		if (unsealed->operations > 0 && !replay->unsettled) {
			replay->unsettled = true;
			view_unsettle(replay->store->view);
		}
		for (size_t left = unsealed->operations; left > 0; left--, applied++) {
			if (authority_governs(&applied->parts))
				govern(replay, &unsealed->by, applied);
			else
				view_apply(replay->store->view, &unsealed->by.event, unsealed->by.lamport,
					   &applied->operation, &applied->parts);
		}
		replay->bytes_in_batch += unsealed->plain.len;
		replay->store->left_out += !unsealed->readable;
	}
	opening->count = 0;
}

/* When all are there: who is a supervisor when only the entries about officers tell. False: there are new
 * ones of those, and what was judged by fewer must be judged anew. */
static bool apply_governed(struct replay *replay)
{
	struct authority *authority = &replay->store->authority;
	const size_t known = authority->said_count;

	for (size_t i = 0; i < replay->governed_count; i++)
		if (authority_states(&replay->governed[i].parts))
			authority_add(authority, &replay->governed[i].by, &replay->governed[i].operation);
	if (authority->said_count > known)
		authority_fold(authority);
	for (size_t i = 0; i < replay->governed_count; i++) {
		const struct governed *governed = &replay->governed[i];

		if (authority_counts(authority, &governed->by, governed->operation.key, &governed->parts))
			view_apply(replay->store->view, &governed->by.event, governed->by.lamport,
				   &governed->operation, &governed->parts);
	}
	free(replay->governed);
	arena_release(&replay->arena);
	return replay->all || authority->said_count == known;
}

static void take_closing(struct store *store, const struct entry *entry, const struct birth *birth)
{
	struct closed closed = {.event = entry->id, .device = birth->device, .lamport = entry->header.lamport,
				.time = entry->header.time};

	if (closing_parse(&closed.closing, entry->payload))
		closing_keep(store, &closed);
	else
		store->left_out++;
}

static void take_entry(void *context, const struct entry *entry, const struct birth *birth,
		       const uint8_t chain[DIGEST_SIZE])
{
	struct replay *replay = context;
	struct store *store = replay->store;

	take_head(replay, entry, birth, chain);
	store_saw(store, &entry->header, &birth->device);
	store->entries++;
	if (entry->header.kind == ENTRY_CLOSING)
		take_closing(store, entry, birth);
	if (entry_kind_is_clear(entry->header.kind) || entry->erased)
		return;
	if (!replay->opening)
		replay->opening = memory_alloc(sizeof(*replay->opening));
	struct opening *opening = replay->opening;
	struct unsealed *unsealed = &opening->unsealed[opening->count++];
	unsealed->entry = *entry;
	unsealed->by = (struct authored){.event = entry->id, .lamport = entry->header.lamport,
					 .officer = birth->officer};
	memcpy(unsealed->by.officer_key, birth->officer_key, SIGN_KEY_SIZE);
	if (opening->count < ENTRIES_A_JOB)
		return;
	replay->opening = line_give(&replay->open, store, opening);
	if (replay->opening)
		apply(replay, replay->opening);
}

static void end_opening(struct replay *replay)
{
	struct opening *opening;

	while ((opening = line_take(&replay->open)) != NULL) {
		apply(replay, opening);
		opening_free(opening);
	}
	if (!replay->opening)
		return;
	open_all(replay->store, replay->opening);
	apply(replay, replay->opening);
	opening_free(replay->opening);
}

/* --- Reading ----------------------------------------------------------------------------------------- */

static void tell_progress(struct replay *replay)
{
	const struct store_options *options = &replay->store->options;

	if (options->progress && ++replay->read % 1000 == 0)
		options->progress(options->progress_context, replay->read, replay->total);
}

static void add_looked(struct replay *replay, struct looking *looking)
{
	for (size_t i = 0; i < looking->count; i++) {
		verify_add(&replay->verify, &looking->looked[i]);
		tell_progress(replay);
	}
	looking->count = 0;
}

static void feed_one(struct replay *replay, struct bytes key, struct bytes value)
{
	if (!replay->looking)
		replay->looking = memory_alloc(sizeof(*replay->looking));
	struct looking *looking = replay->looking;
	looking->key[looking->count] = key;
	looking->value[looking->count++] = value;
	if (looking->count < ENTRIES_A_JOB)
		return;
	replay->looking = line_give(&replay->look, replay->store, looking);
	if (replay->looking)
		add_looked(replay, replay->looking);
}

static void end_feeding(struct replay *replay)
{
	struct looking *looking;

	while ((looking = line_take(&replay->look)) != NULL) {
		add_looked(replay, looking);
		free(looking);
	}
	if (!replay->looking)
		return;
	look(replay->store, replay->looking);
	add_looked(replay, replay->looking);
}

/* Feeds entries from `from` on while they are of `writer` (null: of any). */
static void feed(struct replay *replay, struct bytes from, const struct id *writer)
{
	struct bytes key, value;

	for (bool more = db_seek(replay->txn, from, &key, &value); more && bytes_start_with(key, entry_prefix);
	     more = db_next(replay->txn, &key, &value)) {
		struct event_id event;

		if (writer && (!entry_key_parse(key, &event) || !id_equal(&event.writer, writer)))
			break;
		feed_one(replay, key, value);
	}
	end_feeding(replay);
}

static void replay_begin(struct replay *replay, struct store *store, struct db_txn *txn)
{
	*replay = (struct replay){.store = store, .txn = txn, .look = {.run = look},
				  .open = {.run = open_all}};
	replay->verify = (struct verify){.programme = store->meta.programme, .taken = take_entry,
					 .context = replay};
	replay->total = db_state(txn).records;
}

/* False: the view must be made anew. */
static bool replay_end(struct replay *replay)
{
	verify_end(&replay->verify);
	end_opening(replay);
	end_writer(replay);
	bool good = apply_governed(replay);
	replay->store->left_out += replay->verify.left_out;
	worker_stop(replay->look.worker);
	worker_stop(replay->open.worker);
	free(replay->looking);
	return good;
}

enum status replay_all(struct store *store, struct err *err)
{
	struct replay replay;
	struct db_txn *txn;
	enum status status = db_begin(store->db, false, &txn, err);

	if (status)
		return status;
	replay_begin(&replay, store, txn);
	replay.all = true;
	view_gather(store->view);
	feed(&replay, entry_prefix, NULL);
	(void)!replay_end(&replay);
	replay.all = false;
	end_batch(&replay);
	return db_finish(txn, err);
}

/* --- Bringing up to date ------------------------------------------------------------------------------------ */

static struct bytes writer_from(uint8_t out[ENTRY_KEY_SIZE], const struct id *writer, uint32_t seq)
{
	const struct event_id event = {.writer = *writer, .seq = seq};

	entry_key(out, &event);
	return (struct bytes){out, ENTRY_KEY_SIZE};
}

/* The log has what the view knows as the writer's last entry. */
static bool holds_head(struct db_txn *txn, const struct writer_fact *writer)
{
	const struct event_id head = store_head(writer);

	return log_has(txn, &head);
}

struct head_look {
	struct db_txn *txn;
	bool all;
};

static void look_for_head(void *context, const struct writer_fact *writer)
{
	struct head_look *look = context;

	look->all = look->all && holds_head(look->txn, writer);
}

bool replay_holds_heads(struct store *store)
{
	struct head_look look = {.all = true};

	if (db_begin(store->db, false, &look.txn, NULL))
		return false;
	store_each_writer(store, look_for_head, &look);
	return db_finish(look.txn, NULL) == STATUS_OK && look.all;
}

static void resume(struct replay *replay, const struct writer_fact *writer)
{
	struct birth birth = {.officer = writer->officer, .device = writer->device};
	uint8_t from[ENTRY_KEY_SIZE];

	memcpy(birth.officer_key, writer->officer_key, SIGN_KEY_SIZE);
	memcpy(birth.public_key, writer->public_key, SIGN_KEY_SIZE);
	verify_resume(&replay->verify, &writer->writer, writer->seq, writer->lamport, writer->chain, &birth);
	feed(replay, writer_from(from, &writer->writer, writer->seq + 1), &writer->writer);
}

/* Goes from writer to writer, and takes what stands behind the head of each. False when the log does
 * not hold what the view was made of. */
static bool catch_up_writers(struct replay *replay)
{
	uint8_t from[ENTRY_KEY_SIZE];
	struct bytes key, value, next = entry_prefix;

	while (db_seek(replay->txn, next, &key, &value) && bytes_start_with(key, entry_prefix)) {
		struct writer_fact writer;
		struct event_id event;

		if (!entry_key_parse(key, &event))
			return false;
		if (!store_get_writer(replay->store, &event.writer, &writer))
			feed(replay, writer_from(from, &event.writer, 0), &event.writer);
		else if (holds_head(replay->txn, &writer))
			resume(replay, &writer);
		else
			return false;
		next = writer_from(from, &event.writer, UINT32_MAX);
		const struct bytes last = {next.ptr, 1 + ID_SIZE + 4};
		if (db_seek(replay->txn, next, &key, &value) && bytes_start_with(key, last))
			return false; /* the last number there can be: let the replay of all look at it */
	}
	return true;
}

/* Only what came behind the heads is taken; whether something else changed too, the numbers tell. */
bool replay_new(struct store *store, const struct db_state *was, struct err *err)
{
	uint64_t before = store->entries;
	struct replay replay;
	struct db_txn *txn;

	if (store->left_out > 0 || store->forks > 0 || db_begin(store->db, false, &txn, err))
		return false;
	replay_begin(&replay, store, txn);
	bool good = catch_up_writers(&replay);
	good = replay_end(&replay) && good;
	good = good && replay.total >= was->records && store->left_out == 0 &&
	       replay.total - was->records == store->entries - before;
	return db_finish(txn, err) == STATUS_OK && good;
}
