/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/follow.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/i18n.h"
#include "store/names.h"
#include "store/owed.h"
#include "store/replay.h"
#include "store/settle.h"

/* Changed with every change of what views hold: an older one is made anew. */
#define VIEW_FORMAT 9
#define BOOT_ID "/proc/sys/kernel/random/boot_id"

#define MARK_ITEMS 14

static const struct bytes log_name = {(const uint8_t *)"log", 3};
static const struct bytes authority_name = {(const uint8_t *)"who", 3};

/* --- What the view says of the log ---------------------------------------------------------------- */

static void mark_put(struct buf *out, const struct store *store, const struct db_state *state)
{
	uint8_t keys[KEY_ID_SIZE];

	key_ring_mark(store->ring, keys);
	cbor_put_array(out, MARK_ITEMS);
	cbor_put_uint(out, VIEW_FORMAT);
	cbor_put_bytes(out, id_bytes(&store->meta.programme));
	cbor_put_bytes(out, BYTES_OF(keys));
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

/* The log as it was, into the store's counters; false when the view is of another programme, other keys,
 * another laptop or format. */
static bool mark_get(struct store *store, struct bytes value, struct db_state *state)
{
	struct id programme, device;
	uint8_t keys[KEY_ID_SIZE], known[KEY_ID_SIZE];
	struct cbor cbor;

	key_ring_mark(store->ring, known);

	cbor_open(&cbor, value);
	bool right = cbor_array(&cbor) == MARK_ITEMS && cbor_uint(&cbor) == VIEW_FORMAT;
	cbor_fixed(&cbor, programme.byte, ID_SIZE);
	cbor_fixed(&cbor, keys, KEY_ID_SIZE);
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
	       memcmp(keys, known, KEY_ID_SIZE) == 0 &&
	       (store->options.read_only || id_equal(&device, &store->options.device));
}

/* Who may decide what, by the entries that the view was made of. */
static bool authority_load(struct store *store)
{
	struct bytes value;

	return view_get(store->view, authority_name, &value) && authority_get(&store->authority, value);
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

bool store_get_writer(struct store *store, const struct id *writer, struct writer_fact *fact)
{
	uint8_t name[WRITER_NAME_SIZE];
	struct bytes value;

	return view_get(store_view(store), writer_name(name, writer), &value) && writer_get(fact, writer, value);
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

void store_each_writer(struct store *store, store_writer *each, void *context)
{
	struct writer_walk walk = {each, context};

	view_each(store_view(store), (struct bytes){(const uint8_t *)"w", 1}, tell_writer, &walk);
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

	mark_forget(store);
	authority_release(&store->authority);
	store->authority.changed = true;
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
		    authority_load(store) && log_state(store, &is, NULL) == STATUS_OK && memcmp(&was, &is, sizeof(is)) == 0;
	if (good && store->left_out == 0 && store->forks == 0)
		good = replay_new(store, &was, NULL); /* that there is nothing more: it can write nothing */
	good = good && view_is_settled(store->view);
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
	    mark_get(store, value, &was) && authority_load(store)) {
		bool same = memcmp(&was, &is, sizeof(is)) == 0;

		if (same && (store->left_out > 0 || store->forks > 0) && replay_holds_heads(store))
			return STATUS_OK;
		/* Also when it looks the same: another laptop's copy, put over ours in place, can have
		 * as many transactions and records. */
		if (replay_new(store, &was, NULL) && !view_failed(store->view)) {
			if (!same)
				follow_commit(store, &is);
			return STATUS_OK;
		}
	}
	status = make_anew(store, err);
	if (!status)
		follow_commit(store, &is);
	return status;
}

enum status follow_open(struct store *store, struct err *err)
{
	enum status status;

	memcpy(store->authority.founder_key, store->meta.founder_key, SIGN_KEY_SIZE);
	(void)!store_open_boxes(store, NULL); /* a new file has none yet, and a new box may have come */
	status = bring_view(store, err);
	if (!status && !store->borrowed)
		settle(store); /* a kill came before */
	if (!status) {
		view_believe(store->view);
		store_choose_key(store);
	}
	return status;
}

void follow_leave(struct store *store)
{
	view_put(store->view, log_name, BYTES_NONE);
	follow_dirty(store);
}

/* Makes what was put visible. What cannot be written must not be read: the log knows better, and what is made
 * of it in memory can fail of nothing but that. */
static void commit_view(struct store *store)
{
	follow_dirty(store);
	view_commit(store->view);
	settle(store);
	if (!view_failed(store->view))
		return;
	give_up_keeping(store);
	if (make_anew(store, NULL))
		memory_exhausted();
	settle(store);
}

void follow_commit(struct store *store, const struct db_state *state)
{
	struct buf value = BUF_EMPTY;

	mark_put(&value, store, state);
	view_put(store->view, log_name, buf_bytes(&value));
	if (store->authority.changed) {
		buf_clear(&value);
		authority_put(&value, &store->authority);
		view_put(store->view, authority_name, buf_bytes(&value));
		store->authority.changed = false;
	}
	names_keep(store);
	commit_view(store);
	buf_release(&value);
}

void follow_doubt(struct store *store)
{
	if (store->view_path)
		db_drop_cache(store->view_path);
	give_up_keeping(store);
	if (make_anew(store, NULL))
		memory_exhausted();
	const struct db_state state = db_left(store->db);
	follow_commit(store, &state);
}

bool store_note(struct store *store, const char *session, struct bytes *note)
{
	return view_note(store_view(store), session, note);
}

void store_set_note(struct store *store, const char *session, struct bytes note)
{
	owed_settle(store);
	if (!store->borrowed)
		view_set_note(store->view, session, note);
}

void store_keep_notes(struct store *store)
{
	commit_view(store);
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
	owed_settle(store);
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
	authority_release(&store->authority);
}
