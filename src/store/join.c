/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/join.h"

#include <string.h>

#include "base/i18n.h"
#include "store/db.h"
#include "store/keys.h"
#include "store/new_file.h"
#include "store/verify.h"

#define BATCH 10000

struct joining {
	struct verify verify;
	struct db *db;
	struct db_txn *txn;
	struct id writer; /* whose entries are read */
	uint64_t taken, found, in_batch;
	enum status status;
	struct err *err;
};

static void put(struct joining *joining, struct bytes key, struct bytes value)
{
	db_put(joining->txn, key, value);
	joining->in_batch++;
}

/* Batches end with a writer. */
static void next_batch(struct joining *joining)
{
	joining->status = db_commit(joining->txn, joining->err);
	joining->txn = NULL;
	joining->in_batch = 0;
	if (!joining->status)
		joining->status = db_begin(joining->db, true, &joining->txn, joining->err);
}

static void take(void *context, const struct entry *entry, const struct birth *birth,
		 const uint8_t chain[DIGEST_SIZE])
{
	struct joining *joining = context;
	struct buf value = BUF_EMPTY;
	uint8_t key[ENTRY_KEY_SIZE];

	(void)birth;
	(void)chain;
	entry_key(key, &entry->id);
	entry_copy(&value, entry, entry->signature);
	put(joining, BYTES_OF(key), buf_bytes(&value));
	buf_release(&value);
	joining->taken++;
}

static void found(void *context, enum verify_kind kind, const struct event_id *event)
{
	struct joining *joining = context;

	(void)event;
	/* A fork is how a copied file looks that went on, and a gap is asked of every file: both can be whole. */
	joining->found += kind != VERIFY_FORK && kind != VERIFY_GAP && kind != VERIFY_COUNTER;
}

static enum status visit_entry(struct joining *joining, struct bytes key, struct bytes value)
{
	struct event_id event;

	if (!entry_key_parse(key, &event)) {
		joining->found++;
		return STATUS_OK;
	}
	if (!id_equal(&event.writer, &joining->writer)) {
		verify_end(&joining->verify);
		if (joining->in_batch >= BATCH)
			next_batch(joining);
		joining->writer = event.writer;
	}
	if (!joining->status)
		verify_entry(&joining->verify, key, value);
	return joining->status;
}

/* Classes that we do not know stay behind. */
static enum status visit(void *context, struct bytes key, struct bytes value)
{
	struct joining *joining = context;
	struct bytes sealed;
	struct slot slot;

	if (bytes_start_with(key, entry_prefix))
		return visit_entry(joining, key, value);
	if (bytes_equal(key, meta_key) ||
	    (bytes_start_with(key, slot_prefix) && slot_parse(&slot, key, value)) ||
	    (bytes_start_with(key, box_prefix) && box_parse(key, value, &sealed)))
		put(joining, key, value);
	return STATUS_OK;
}

static enum status write_all(struct joining *joining, struct foreign *foreign, struct err *err)
{
	enum status status = db_begin(joining->db, true, &joining->txn, err);

	if (status)
		return status;
	status = foreign_walk(foreign, visit, joining, err);
	verify_end(&joining->verify);
	if (joining->status || !joining->txn)
		status = joining->status;
	if (status && joining->txn)
		db_abort(joining->txn);
	else if (joining->txn)
		status = db_commit(joining->txn, err);
	if (status)
		return status;
	if (joining->found + foreign->page_findings + foreign->out_of_order > 0)
		return err_set(err, STATUS_DAMAGED,
			       _("\"%s\" is damaged: nothing was taken from it. Ask the office for another copy of the file."),
			       foreign->name);
	return STATUS_OK;
}

enum status store_join(struct foreign *foreign, const char *path, uint64_t *entries, struct err *err)
{
	struct joining joining = {.err = err};
	struct new_file file;
	enum status status = new_file_open(&file, path, err);

	joining.verify = (struct verify){.programme = foreign->meta.programme, .taken = take, .found = found,
					 .context = &joining, .copies = true};
	if (!status)
		status = db_create(&joining.db, file.part, err);
	if (!status) {
		status = write_all(&joining, foreign, err);
		db_close(joining.db);
	}
	if (!status)
		status = new_file_publish(&file, err);
	new_file_release(&file);
	*entries = status ? 0 : joining.taken;
	return status;
}
