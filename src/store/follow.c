/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/follow.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/i18n.h"
#include "store/names.h"
#include "store/verify.h"

/* Changed with every change of what views hold: an older one is made anew. */
#define VIEW_FORMAT 3
/* Each commit but the first writes most pages of the view anew. Rows that wait take memory. */
#define ENTRIES_A_BATCH 250000
#define BYTES_A_BATCH (64 << 20) /* of what entries say */
#define BOOT_ID "/proc/sys/kernel/random/boot_id"

#define MARK_ITEMS 14

static const struct bytes log_name = {(const uint8_t *)"log", 3};

/* --- What the view says of the log ---------------------------------------------------------------- */

static void mark_put(struct buf *out, const struct store *store, const struct db_state *state)
{
	cbor_put_array(out, MARK_ITEMS);
	cbor_put_uint(out, VIEW_FORMAT);
	cbor_put_bytes(out, id_bytes(&store->meta.programme));
	cbor_put_bytes(out, BYTES_OF(store->ring->key_id));
	cbor_put_bytes(out, id_bytes(&store->options.device));
	cbor_put_uint(out, state->device);
	cbor_put_uint(out, state->inode);
	cbor_put_uint(out, state->transaction);
	cbor_put_uint(out, state->records);
	cbor_put_uint(out, store->entries);
	cbor_put_uint(out, store->left_out);
	cbor_put_uint(out, store->forks);
	cbor_put_uint(out, store->lamport);
	cbor_put_int(out, store->last_time);
	cbor_put_int(out, store->device_time);
}

/* The log as it was, into the store's counters; false when the view is of another programme, key,
 * laptop or format. */
static bool mark_get(struct store *store, struct bytes value, struct db_state *state)
{
	struct id programme, device;
	uint8_t key_id[KEY_ID_SIZE];
	struct cbor cbor;

	cbor_open(&cbor, value);
	bool right = cbor_array(&cbor) == MARK_ITEMS && cbor_uint(&cbor) == VIEW_FORMAT;
	cbor_fixed(&cbor, programme.byte, ID_SIZE);
	cbor_fixed(&cbor, key_id, KEY_ID_SIZE);
	cbor_fixed(&cbor, device.byte, ID_SIZE);
	state->device = cbor_uint(&cbor);
	state->inode = cbor_uint(&cbor);
	state->transaction = cbor_uint(&cbor);
	state->records = cbor_uint(&cbor);
	store->entries = cbor_uint(&cbor);
	store->left_out = cbor_uint(&cbor);
	store->forks = cbor_uint(&cbor);
	store->lamport = cbor_uint(&cbor);
	store->last_time = cbor_int(&cbor);
	store->device_time = cbor_int(&cbor);
	/* Of this laptop's own entries only who writes wants to know (the clock). */
	return right && cbor_at_end(&cbor) && id_equal(&programme, &store->meta.programme) &&
	       memcmp(key_id, store->ring->key_id, KEY_ID_SIZE) == 0 &&
	       (store->options.read_only || id_equal(&device, &store->options.device));
}

static void mark_forget(struct store *store)
{
	store->entries = store->left_out = store->forks = store->lamport = 0;
	store->last_time = store->device_time = 0;
}

static enum status log_state(struct store *store, struct db_state *state, struct err *err)
{
	struct db_txn *txn;
	enum status status = db_begin(store->db, false, &txn, err);

	if (status)
		return status;
	*state = db_state(txn);
	return db_finish(txn, err);
}

/* --- Writers ------------------------------------------------------------------------------------------ */

#define WRITER_NAME_SIZE (1 + ID_SIZE)

static struct bytes writer_name(uint8_t out[WRITER_NAME_SIZE], const struct id *writer)
{
	out[0] = 'w';
	memcpy(out + 1, writer->byte, ID_SIZE);
	return (struct bytes){out, WRITER_NAME_SIZE};
}

void store_put_writer(struct store *store, const struct writer_fact *fact)
{
	uint8_t name[WRITER_NAME_SIZE];
	struct buf value = BUF_EMPTY;

	cbor_put_array(&value, 7);
	cbor_put_bytes(&value, id_bytes(&fact->officer));
	cbor_put_bytes(&value, id_bytes(&fact->device));
	cbor_put_bytes(&value, BYTES_OF(fact->officer_key));
	cbor_put_bytes(&value, BYTES_OF(fact->public_key));
	cbor_put_uint(&value, fact->seq);
	cbor_put_uint(&value, fact->lamport);
	cbor_put_bytes(&value, BYTES_OF(fact->chain));
	view_put(store->view, writer_name(name, &fact->writer), buf_bytes(&value));
	buf_release(&value);
}

static bool writer_get(struct writer_fact *fact, const struct id *writer, struct bytes value)
{
	struct cbor cbor;

	fact->writer = *writer;
	cbor_open(&cbor, value);
	bool right = cbor_array(&cbor) == 7;
	cbor_fixed(&cbor, fact->officer.byte, ID_SIZE);
	cbor_fixed(&cbor, fact->device.byte, ID_SIZE);
	cbor_fixed(&cbor, fact->officer_key, SIGN_KEY_SIZE);
	cbor_fixed(&cbor, fact->public_key, SIGN_KEY_SIZE);
	fact->seq = cbor_uint32(&cbor);
	fact->lamport = cbor_uint(&cbor);
	cbor_fixed(&cbor, fact->chain, DIGEST_SIZE);
	return right && cbor_at_end(&cbor);
}

bool store_get_writer(const struct store *store, const struct id *writer, struct writer_fact *fact)
{
	uint8_t name[WRITER_NAME_SIZE];
	struct bytes value;

	return view_get(store->view, writer_name(name, writer), &value) && writer_get(fact, writer, value);
}

struct event_id store_head(const struct writer_fact *fact)
{
	struct event_id head = {.writer = fact->writer, .seq = fact->seq};

	memcpy(head.tag, fact->chain, ENTRY_TAG_SIZE);
	return head;
}

struct writer_walk {
	store_writer *each;
	void *context;
};

static void tell_writer(void *context, struct bytes rest, struct bytes value)
{
	const struct writer_walk *walk = context;
	struct writer_fact fact;
	struct id writer;

	if (rest.len != ID_SIZE)
		return;
	memcpy(writer.byte, rest.ptr, ID_SIZE);
	if (writer_get(&fact, &writer, value))
		walk->each(walk->context, &fact);
}

void store_each_writer(const struct store *store, store_writer *each, void *context)
{
	struct writer_walk walk = {each, context};

	view_each(store->view, (struct bytes){(const uint8_t *)"w", 1}, tell_writer, &walk);
}

/* --- Replaying ------------------------------------------------------------------------------------------ */

struct replay {
	struct store *store;
	struct db_txn *txn;
	struct verify verify;
	struct buf plain;
	struct writer_fact writer; /* whose entries are being taken; seq 0: none */
	bool all; /* nothing is read from the view meanwhile */
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

static void replay_entry(void *context, const struct entry *entry, const struct birth *birth,
			 const uint8_t chain[DIGEST_SIZE])
{
	struct replay *replay = context;
	struct store *store = replay->store;

	take_head(replay, entry, birth, chain);
	store_saw(store, &entry->header, &birth->device);
	store->entries++;
	if (++replay->in_batch == ENTRIES_A_BATCH || replay->bytes_in_batch > BYTES_A_BATCH)
		end_batch(replay);
	if (entry->header.kind == ENTRY_BIRTH || entry->erased)
		return;
	buf_clear(&replay->plain);
	if (seal_open_payload(&replay->plain, store->ring->payload_key, &store->meta.programme, entry) &&
	    store_apply(store, entry, buf_bytes(&replay->plain)))
		replay->bytes_in_batch += replay->plain.len;
	else
		store->left_out++;
}

static void replay_begin(struct replay *replay, struct store *store, struct db_txn *txn)
{
	*replay = (struct replay){.store = store, .txn = txn};
	replay->verify = (struct verify){.programme = store->meta.programme, .taken = replay_entry,
					 .context = replay};
}

static void replay_end(struct replay *replay)
{
	verify_end(&replay->verify);
	end_writer(replay);
	replay->store->left_out += replay->verify.left_out;
	buf_wipe(&replay->plain);
}

static void tell_progress(struct replay *replay)
{
	const struct store_options *options = &replay->store->options;

	if (options->progress && ++replay->read % 1000 == 0)
		options->progress(options->progress_context, replay->read, replay->total);
}

static struct bytes writer_from(uint8_t out[ENTRY_KEY_SIZE], const struct id *writer, uint32_t seq)
{
	const struct event_id event = {.writer = *writer, .seq = seq};

	entry_key(out, &event);
	return (struct bytes){out, ENTRY_KEY_SIZE};
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
		verify_entry(&replay->verify, key, value);
		tell_progress(replay);
	}
}

static enum status replay_all(struct store *store, struct err *err)
{
	struct replay replay;
	struct db_txn *txn;
	enum status status = db_begin(store->db, false, &txn, err);

	if (status)
		return status;
	mark_forget(store);
	replay_begin(&replay, store, txn);
	replay.total = db_state(txn).records;
	replay.all = true;
	view_gather(store->view);
	feed(&replay, entry_prefix, NULL);
	replay_end(&replay);
	replay.all = false;
	end_batch(&replay);
	return db_finish(txn, err);
}

/* --- Bringing up to date ------------------------------------------------------------------------------------ */

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

static bool holds_heads(struct store *store)
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
static bool catch_up(struct store *store, const struct db_state *was, struct err *err)
{
	uint64_t before = store->entries;
	struct replay replay;
	struct db_txn *txn;

	if (store->left_out > 0 || store->forks > 0 || db_begin(store->db, false, &txn, err))
		return false;
	replay_begin(&replay, store, txn);
	replay.total = db_state(txn).records;
	bool good = catch_up_writers(&replay);
	replay_end(&replay);
	good = good && replay.total >= was->records && store->left_out == 0 &&
	       replay.total - was->records == store->entries - before;
	return db_finish(txn, err) == STATUS_OK && good;
}

/* --- The file --------------------------------------------------------------------------------------------------- */

static bool boot_id(struct buf *out)
{
	return file_read(BOOT_ID, 64, out, NULL) == STATUS_OK;
}

/* From here on it is in memory, and made anew at the next opening. */
static void give_up_keeping(struct store *store)
{
	fault_suspect(NULL);
	free(store->view_path);
	store->view_path = NULL;
	store->dirty = false; /* what tells it stays: it is the file's, not ours any more */
}

/* Says, lastingly, that the view may be half on the disk if the power goes now. Where that cannot be
 * said the file is taken away: it serves this run, and no later one reads it. */
void follow_dirty(struct store *store)
{
	struct buf boot = BUF_EMPTY;

	if (store->dirty || !store->view_path)
		return;
	char *path = path_with(store->view_path, ".dirty");
	if (boot_id(&boot) && file_write(path, buf_bytes(&boot), NULL) == STATUS_OK) {
		store->dirty = true;
	} else {
		db_drop_cache(store->view_path);
		give_up_keeping(store);
	}
	free(path);
	buf_release(&boot);
}

static void mark_clean(struct store *store)
{
	if (!store->dirty)
		return;
	char *path = path_with(store->view_path, ".dirty");
	unlink(path);
	free(path);
	store->dirty = false;
}

/* False when it was being written while the computer went down. */
static bool survived(const char *view_path)
{
	struct buf then = BUF_EMPTY, now = BUF_EMPTY;
	char *path = path_with(view_path, ".dirty");
	enum status status = file_read(path, 64, &then, NULL);
	bool good = status == STATUS_NOT_FOUND ||
		    (status == STATUS_OK && boot_id(&now) && bytes_equal(buf_bytes(&then), buf_bytes(&now)));

	free(path);
	buf_release(&then);
	buf_release(&now);
	return good;
}

static enum status open_view(struct store *store, bool anew, struct err *err)
{
	const char *path = store->view_path;
	enum status status = STATUS_OK;

	view_close(store->view);
	store->view = NULL;
	if (path && (anew || !survived(path)))
		db_drop_cache(path);
	fault_suspect(path);
	if (!path || view_open(&store->view, path, store->ring->tag_key, NULL) != STATUS_OK) {
		/* No cache can be kept here: the laptop works all the same, only the start takes
		 * longer. */
		give_up_keeping(store);
		status = view_open(&store->view, NULL, store->ring->tag_key, err);
	}
	if (!status)
		names_start(store);
	return status;
}

static enum status make_anew(struct store *store, struct err *err)
{
	enum status status = open_view(store, true, err);

	if (!status)
		status = replay_all(store, err);
	if (!status && view_failed(store->view) && store->view_path) {
		give_up_keeping(store); /* the cache's disk is full, say */
		return make_anew(store, err);
	}
	if (!status && view_failed(store->view))
		return err_set(err, STATUS_MEMORY,
			       _("Not enough memory to open the file. Close other programs and try again."));
	if (!status)
		view_believe(store->view);
	return status;
}

/* --- Reading the one that is kept ---------------------------------------------------------------------- */

#define READ_TRIES 3

/* Opens the view as it is at this moment. False unless it is that of the log. */
static bool open_borrowed(struct store *store)
{
	struct db_state was = {0}, is = {0};
	struct bytes value;

	fault_suspect(store->borrow_path);
	if (view_open_to_read(&store->view, store->borrow_path, store->ring->tag_key, NULL))
		return false;
	bool good = view_get(store->view, log_name, &value) && mark_get(store, value, &was) &&
		    log_state(store, &is, NULL) == STATUS_OK && memcmp(&was, &is, sizeof(is)) == 0;
	if (good && store->left_out == 0 && store->forks == 0)
		good = catch_up(store, &was, NULL); /* that there is nothing more: it can write nothing */
	store->borrowed = good && !view_failed(store->view);
	if (store->borrowed)
		return true;
	view_close(store->view);
	store->view = NULL;
	mark_forget(store);
	return false;
}

/* Another okoce may be between its commit to the log and that to the view. */
static bool borrow_view(struct store *store)
{
	for (int i = 0; i < READ_TRIES && survived(store->borrow_path); i++)
		if (open_borrowed(store))
			return true;
	return false;
}

static enum status bring_view(struct store *store, struct err *err)
{
	struct db_state was = {0}, is = {0};
	struct bytes value;
	enum status status = log_state(store, &is, err);

	store->seen = is;
	if (!status && store->borrow_path && borrow_view(store)) {
		names_start(store);
		return STATUS_OK;
	}
	if (!status)
		status = open_view(store, false, err);
	if (status)
		return status;
	if (!view_failed(store->view) && view_get(store->view, log_name, &value) &&
	    mark_get(store, value, &was)) {
		bool same = memcmp(&was, &is, sizeof(is)) == 0;

		if (same && (store->left_out > 0 || store->forks > 0) && holds_heads(store))
			return STATUS_OK;
		/* Also when it looks the same: another laptop's copy, put over ours in place, can have
		 * as many transactions and records. */
		if (catch_up(store, &was, NULL) && !view_failed(store->view)) {
			if (!same)
				follow_commit(store);
			return STATUS_OK;
		}
	}
	status = make_anew(store, err);
	if (!status)
		follow_commit(store);
	return status;
}

enum status follow_open(struct store *store, struct err *err)
{
	enum status status = bring_view(store, err);

	if (!status)
		view_believe(store->view);
	return status;
}

void follow_commit(struct store *store)
{
	struct buf value = BUF_EMPTY;
	struct db_state state;

	if (log_state(store, &state, NULL) == STATUS_OK) {
		mark_put(&value, store, &state);
		view_put(store->view, log_name, buf_bytes(&value));
		names_keep(store);
		follow_dirty(store);
		view_commit(store->view);
	}
	buf_release(&value);
	/* What cannot be written must not be read: the log knows better. In memory there is nothing else
	 * that it can fail of. */
	if (view_failed(store->view)) {
		if (!store->view_path)
			memory_exhausted();
		give_up_keeping(store);
		if (make_anew(store, NULL))
			memory_exhausted();
	}
}

void follow_doubt(struct store *store)
{
	if (store->view_path)
		db_drop_cache(store->view_path);
	give_up_keeping(store);
	if (make_anew(store, NULL))
		memory_exhausted();
	follow_commit(store);
}

bool store_note(const struct store *store, const char *session, struct bytes *note)
{
	return view_note(store->view, session, note);
}

void store_set_note(struct store *store, const char *session, struct bytes note)
{
	if (!store->borrowed)
		view_set_note(store->view, session, note);
}

void store_keep_notes(struct store *store)
{
	follow_dirty(store);
	view_commit(store->view);
}

/* What we have open has no name any more, and nobody writes there. */
static bool is_replaced(const struct store *store, const struct db_state *opened)
{
	struct stat info;

	return stat(store->path, &info) || info.st_dev != opened->device || info.st_ino != opened->inode;
}

enum status store_refresh(struct store *store, struct err *err)
{
	struct db_state is;
	enum status status = store->access == STORE_WRITES ? STATUS_OK : log_state(store, &is, err);

	if (status || store->access == STORE_WRITES)
		return status;
	if (is_replaced(store, &is))
		return err_set(err, STATUS_IO,
			       _("The data file was replaced while it was open. Quit and open it again."));
	if (memcmp(&is, &store->seen, sizeof(is)) == 0)
		return STATUS_OK;
	follow_close(store);
	status = follow_open(store, err);
	/* Whoever has the store open reads it still: nothing, then. */
	if (!store->view && view_open(&store->view, NULL, store->ring->tag_key, NULL))
		memory_exhausted();
	return status;
}

void follow_close(struct store *store)
{
	if (!store->view)
		return;
	view_flush(store->view);
	bool good = !view_failed(store->view);
	view_close(store->view);
	store->view = NULL;
	fault_suspect(NULL);
	buf_wipe(&store->names.plain);
	if (good)
		mark_clean(store);
	else if (store->view_path && !store->borrowed)
		db_drop_cache(store->view_path); /* what was not flushed may be gone from memory too */
	store->borrowed = false;
	mark_forget(store);
}
