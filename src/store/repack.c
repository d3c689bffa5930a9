/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/repack.h"

#include "base/i18n.h"
#include "base/text.h"
#include "store/inside.h"

/* A transaction holds what it writes in memory. */
#define RECORDS_A_BATCH 50000
#define BYTES_A_BATCH ((size_t)16 << 20)
#define RECORDS_A_QUESTION 1000

static const struct bytes first_key = {(const uint8_t *)"", 1}; /* before all others */

struct repacking {
	struct repack *repack;
	struct db *to;
	struct db_txn *from, *txn;
	struct db_cursor *cursor;
	uint64_t total;
};

static enum status end_batch(struct repacking *repacking, struct err *err)
{
	struct db_txn *txn = repacking->txn;

	db_cursor_close(repacking->cursor);
	repacking->cursor = NULL;
	repacking->txn = NULL;
	return txn ? db_commit(txn, err) : STATUS_OK;
}

static enum status begin_batch(struct repacking *repacking, struct err *err)
{
	enum status status = db_begin(repacking->to, true, &repacking->txn, err);

	if (!status)
		repacking->cursor = db_cursor_open(repacking->txn);
	return status;
}

static bool goes_on(const struct repacking *repacking)
{
	const struct repack *repack = repacking->repack;

	return !repack->go_on || repack->records % RECORDS_A_QUESTION > 0 ||
	       repack->go_on(repack->context, repack->records, repacking->total);
}

static enum status write_all(struct repacking *repacking, struct err *err)
{
	struct bytes key, value;
	size_t bytes = 0;
	enum status status = begin_batch(repacking, err);

	for (bool more = db_seek(repacking->from, first_key, &key, &value); more && !status;
	     more = db_next(repacking->from, &key, &value)) {
		if (!goes_on(repacking))
			return err_set(err, STATUS_STOPPED, "%s", _("Stopped: no copy was made."));
		/* What cannot be put is told at the batch's end. */
		if (repacking->cursor)
			(void)db_cursor_append(repacking->cursor, key, value);
		bytes += key.len + value.len;
		if (++repacking->repack->records % RECORDS_A_BATCH && bytes < BYTES_A_BATCH)
			continue;
		bytes = 0;
		status = end_batch(repacking, err);
		if (!status)
			status = begin_batch(repacking, err);
	}
	return status ? status : end_batch(repacking, err);
}

static enum status fill(struct repacking *repacking, struct store *store, int fd, struct err *err)
{
	enum status status = db_begin(store->db, false, &repacking->from, err);

	if (status)
		return status;
	repacking->total = db_state(repacking->from).records;
	status = db_create_in(&repacking->to, fd, err);
	if (!status)
		status = write_all(repacking, err);
	db_cursor_close(repacking->cursor);
	if (repacking->txn)
		db_abort(repacking->txn);
	db_close(repacking->to);
	enum status read = db_finish(repacking->from, status ? NULL : err);
	return status ? status : read;
}

enum status store_repack(struct store *store, int fd, struct repack *repack, struct err *err)
{
	struct repacking repacking = {.repack = repack};
	struct err why = {STATUS_OK, ""};
	enum status status;

	repack->records = 0;
	status = fill(&repacking, store, fd, &why);
	if (status == STATUS_FULL)
		return err_set(err, status,
			       _("No copy was made: the disk is full. Free some space and try again."));
	return status ? err_set(err, status, "%s", why.text) : STATUS_OK;
}
