/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/follow.h"

#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "base/i18n.h"
#include "base/random.h"
#include "base/text.h"
#include "store/local.h"
#include "store/lock.h"
#include "store/own.h"

/* --- Life ---------------------------------------------------------------------------------------- */

static struct store *store_new(const char *path, const struct store_options *options)
{
	struct store *store = memory_alloc(sizeof(*store));
	store->path = memory_text(path);
	store->options = *options;
	store->lock = FILE_LOCK_NONE;
	return store;
}

void store_forget_keys(struct store *store)
{
	follow_close(store);
	key_ring_free(store->ring);
	store->ring = NULL;
	store->officer = (struct id){{0}};
	buf_wipe(&store->opened.plain);
	store->opened.state = 0;
	explicit_bzero(&store->writer, sizeof(store->writer));
	explicit_bzero(&store->ahead, sizeof(store->ahead));
}

void store_close(struct store *store)
{
	if (!store)
		return;
	own_close(store);
	local_close(store);
	store_forget_keys(store);
	db_close(store->db);
	file_lock_release(&store->lock);
	arena_release(&store->texts);
	free(store->slot);
	free(store->view_path);
	free(store->borrow_path);
	free(store->stand_in);
	free(store->path);
	free(store);
}

/* Slots are few and small: copies of them are kept, so that no transaction stays open. */
static void keep_slot(struct store *store, struct bytes key, struct bytes value)
{
	struct slot slot;

	if (!slot_parse(&slot, key, arena_bytes(&store->texts, value)))
		return; /* `okoce check` names it */
	if (slot.open && store->meta.sealed)
		return; /* an open slot never opens a sealed programme (FORMAT F5) */
	store->slot = memory_grow(store->slot, store->slot_count, &store->slot_capacity, sizeof(slot));
	store->slot[store->slot_count++] = slot;
}

/* By name; what is opened with a code last. */
static int compare_slots(const void *left, const void *right)
{
	const struct slot *a = left, *b = right;

	return a->code != b->code ? (a->code ? 1 : -1) : strcmp(a->name, b->name);
}

void store_read_slots(struct store *store, struct db_txn *txn)
{
	struct bytes key, value;

	store->slot_count = 0;
	DB_EACH(txn, slot_prefix, key, value)
		keep_slot(store, key, value);
	if (store->slot_count > 1)
		qsort(store->slot, store->slot_count, sizeof(*store->slot), compare_slots);
}

/* Every view has a record of this name, and no log has. */
static const struct bytes index_name = {(const uint8_t *)"Blog", 4};

static enum status say_foreign(const struct store *store, bool is_index, struct err *err)
{
	if (is_index)
		return err_set(err, STATUS_INVALID,
			       _("\"%s\" is an index that okoce keeps for itself. Give the name of the data "
				 "file: okoce --data FILE."), store->path);
	return err_set(err, STATUS_INVALID,
		       _("\"%s\" is no okoce file. Give the name of a data file: okoce --data FILE."),
		       store->path);
}

static enum status read_head(struct store *store, struct err *err)
{
	struct bytes value;
	struct db_txn *txn;
	enum status status = db_begin(store->db, false, &txn, err);

	if (status)
		return status;
	bool found = db_get(txn, meta_key, &value);
	if (found)
		status = meta_parse(&store->meta, value, store->path, err);
	bool is_index = !found && db_get(txn, index_name, &value);
	if (found && !status)
		store_read_slots(store, txn);
	if (status)
		db_abort(txn);
	else
		status = db_finish(txn, err);
	if (!status && !found)
		status = say_foreign(store, is_index, err);
	if (!status && store->slot_count == 0)
		status = err_set(err, STATUS_DAMAGED,
				 _("\"%s\" is damaged: no officer's key is in it. Use another copy of the file."),
				 store->path);
	return status;
}

/* What a symbolic link leads to: locks stand beside the file itself, so that two names of it are one
 * lock, ours and liblmdb's. */
static char *real_path(const char *path)
{
	char *real = realpath(path, NULL);

	return real ? real : memory_text(path); /* db_open() says what is wrong with it */
}

static enum store_access why_read_only(const char *path)
{
	struct statvfs disk;

	return statvfs(path, &disk) == 0 && (disk.f_flag & ST_RDONLY) ? STORE_READS_DISK : STORE_READS_USER;
}

static enum status open_data(struct store *store, const char *path, struct err *err)
{
	enum status status;

	store->access = store->options.read_only ? STORE_READS : STORE_WRITES;
	status = db_open_marked(&store->db, path, store->options.read_only ? DB_READ_ONLY : 0,
				store->options.mark, err);
	if (status == STATUS_DENIED && store->options.or_read_only) {
		err_clear(err);
		store->access = why_read_only(path);
		store->options.read_only = true;
		status = db_open_marked(&store->db, path, DB_READ_ONLY, store->options.mark, err);
	}
	if (status == STATUS_BUSY)
		lock_say_busy(path, clock_now(&store->options.clock), err);
	store->options.mark = NULL; /* borrowed for the call */
	return status;
}

enum status store_open(struct store **out, const char *path, const struct store_options *options,
		       struct err *err)
{
	struct store *store = store_new(path, options);
	char *real = real_path(path);

	/* Opened and looked into first: a lock file beside what is no data file would be litter. */
	enum status status = open_data(store, real, err);
	if (!status)
		status = read_head(store, err);
	if (!status && store->access == STORE_WRITES)
		status = lock_take(&store->lock, real, options->place, clock_now(&options->clock), err);
	free(real);
	if (status) {
		store_close(store);
		return status;
	}
	*out = store;
	return STATUS_OK;
}

void store_keep_view(struct store *store, const char *path)
{
	char **kept = store->options.read_only ? &store->borrow_path : &store->view_path;

	free(*kept);
	*kept = path ? memory_text(path) : NULL;
}

/* --- Creating ------------------------------------------------------------------------------------ */

static enum status put_head(struct store *store, const struct store_founder *founder,
			    struct buf *slot, struct err *err)
{
	uint8_t slot_name[SLOT_KEY_SIZE], box_name[BOX_KEY_SIZE];
	struct buf meta = BUF_EMPTY, box = BUF_EMPTY;
	struct db_txn *txn;
	enum status status = slot_put(slot, store->ring, &store->meta.programme, &store->officer,
				      founder->name, 1, founder->passphrase, err);

	if (!status)
		status = db_begin(store->db, true, &txn, err);
	if (!status) {
		meta_put(&meta, &store->meta);
		box_put(&box, store->ring, &store->meta.programme, &store->officer, store->ring->box_key);
		slot_key(slot_name, &store->officer);
		box_key(box_name, store->ring->key_id, &store->officer);
		db_put(txn, meta_key, buf_bytes(&meta));
		db_put(txn, BYTES_OF(slot_name), buf_bytes(slot));
		db_put(txn, BYTES_OF(box_name), buf_bytes(&box));
		status = db_commit(txn, err);
	}
	buf_release(&meta);
	buf_release(&box);
	return status;
}

/* The entries that say that slot and box are valid. */
static enum status put_registers(struct store *store, const char *name, struct bytes slot,
				 struct err *err)
{
	uint8_t hash[DIGEST_SIZE];
	struct register_key officer_key = register_officer(&store->officer);
	struct register_key key_key = register_of_key(BYTES_OF(store->ring->key_id));
	struct officer officer;
	struct key_record key;
	struct transaction *transaction;
	enum status status = transaction_begin(store, NULL, &transaction, err);

	if (status)
		return status;
	slot_digest(hash, slot);
	record_clear(&officer_type, &officer);
	officer.name = name;
	officer.role = ROLE_SUPERVISOR;
	officer.sign_key = BYTES_OF(store->ring->sign_key);
	officer.box_key = BYTES_OF(store->ring->box_key);
	officer.slot_digest = BYTES_OF(hash);
	officer.slot_generation = 1;
	transaction_put_record(transaction, register_bytes(&officer_key), &officer_type, &officer);
	record_clear(&key_record_type, &key);
	key.digest = BYTES_OF(store->ring->key_digest);
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key_key), &key_record_type, &key);
	return transaction_commit(transaction, NULL, err);
}

enum status store_create(struct store **out, const char *path, const struct store_options *options,
			 const struct store_founder *founder, struct err *err)
{
	struct store *store = store_new(path, options);
	struct buf slot = BUF_EMPTY;
	enum status status;

	store->ring = key_ring_new();
	key_ring_draw_seed(store->ring);
	meta_draw(&store->meta, store->ring->sign_key, clock_now(&options->clock),
		  founder->passphrase != NULL);
	key_ring_draw(store->ring, &store->meta.programme, founder->ids_secret);
	store->officer = random_id();
	status = db_create(&store->db, path, err);
	if (!status)
		status = follow_open(store, err);
	if (!status)
		status = put_head(store, founder, &slot, err);
	if (!status)
		status = put_registers(store, founder->name, buf_bytes(&slot), err);
	if (!status)
		status = read_head(store, err);
	buf_release(&slot);
	if (status) {
		store_close(store);
		return status;
	}
	*out = store;
	return STATUS_OK;
}

/* --- Facts --------------------------------------------------------------------------------------- */

const struct slot *store_slots(const struct store *store, size_t *count)
{
	*count = store->slot_count;
	return store->slot;
}

bool store_is_sealed(const struct store *store)
{
	return store->meta.sealed;
}

enum store_access store_access(const struct store *store)
{
	return store->access;
}

enum status store_say_read_only(const struct store *store, struct err *err)
{
	static const char *const why[] = {
		[STORE_READS] = N_("Not saved: the file is open for reading only."),
		[STORE_READS_DISK] = N_("Not saved: this disk can only be read. Copy the file to the laptop "
					"to record in it."),
		[STORE_READS_USER] = N_("Not saved: this user may only read the file. Log in as the user "
					"whose file it is, or copy it."),
	};

	return store->access == STORE_WRITES ? STATUS_OK
		: err_set(err, STATUS_DENIED, "%s", _(why[store->access]));
}

const struct id *store_programme(const struct store *store)
{
	return &store->meta.programme;
}

moment store_created(const struct store *store)
{
	return store->meta.created;
}

const struct id *store_own_writer(const struct store *store)
{
	return store->writer.seq > 0 ? &store->writer.id : NULL;
}

const struct id *store_officer(const struct store *store)
{
	return &store->officer;
}

const struct id *store_device(const struct store *store)
{
	return &store->options.device;
}

const struct key_ring *store_keys(const struct store *store)
{
	return store->ring;
}

uint64_t store_entries(const struct store *store)
{
	return store->entries;
}

uint64_t store_left_out(const struct store *store)
{
	return store->left_out;
}

moment store_last_time(const struct store *store)
{
	return store->last_time;
}

struct written store_written(const struct store *store)
{
	return store->written;
}

const struct clock *store_clock(const struct store *store)
{
	return &store->options.clock;
}

void store_set_clock(struct store *store, const struct clock *clock)
{
	store->options.clock = *clock;
}
