/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/compact.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/follow.h"
#include "store/owed.h"

#define BATCH 10000 /* records a transaction */
#define SUFFIX ".part"

static const struct bytes first = {(const uint8_t *)"", 1}; /* before all keys */

enum status compact_owe(struct store *store, struct err *err)
{
	char *path = path_with(db_path(store->db), SUFFIX);
	enum status status = file_write(path, BYTES_NONE, err);

	free(path);
	return status;
}

bool compact_is_owed(const struct store *store)
{
	char *path = path_with(db_path(store->db), SUFFIX);
	bool owed = access(path, F_OK) == 0;

	free(path);
	return owed;
}

static void remove_part(const char *part)
{
	char *readers = path_with(part, "-lock");

	unlink(part);
	unlink(readers);
	free(readers);
}

void compact_forget(struct store *store)
{
	char *part = path_with(db_path(store->db), SUFFIX);

	remove_part(part);
	free(part);
}

/* Records in the order of their keys, so that each page is full. */
static enum status copy_all(struct db_txn *from, struct db *to, struct err *err)
{
	struct bytes key, value;
	struct db_txn *txn = NULL;
	size_t count = 0;
	enum status status = db_begin(to, true, &txn, err);

	for (bool more = db_seek(from, first, &key, &value); more && !status;
	     more = db_next(from, &key, &value)) {
		db_put(txn, key, value);
		if (++count % BATCH)
			continue;
		status = db_commit(txn, err);
		txn = NULL;
		if (!status)
			status = db_begin(to, true, &txn, err);
	}
	return txn ? db_commit(txn, err) : status;
}

static enum status write_part(struct store *store, const char *part, struct err *err)
{
	struct db_txn *txn;
	struct db *made;
	enum status status = db_begin(store->db, false, &txn, err);

	if (status)
		return status;
	remove_part(part);
	status = db_create(&made, part, err);
	if (status) {
		db_abort(txn);
		return status;
	}
	status = copy_all(txn, made, err);
	db_close(made);
	enum status finished = db_finish(txn, status ? NULL : err);
	return status ? status : finished;
}

enum status compact_run(struct store *store, struct err *err)
{
	char *part = path_with(db_path(store->db), SUFFIX);
	struct db_state state;
	enum status status;

	owed_settle(store);
	status = write_part(store, part, err);
	if (!status)
		status = db_swap(store->db, part, err);
	if (!status) {
		remove_part(part); /* what liblmdb made beside it */
		store->opened.state = 0;
		state = db_left(store->db);
		follow_commit(store, &state);
	} else {
		(void)!compact_owe(store, NULL); /* where it cannot be said the next change of a passphrase does it */
	}
	free(part);
	return status;
}

enum status compact_after(struct store *store, struct err *err)
{
	struct err why = {STATUS_OK, ""};
	enum status status = compact_run(store, &why);

	return status ? err_set(err, status,
				_("It is changed, but the old key lies in the file still, in free space: %s It is tried again when the file is opened next."),
				why.text)
		      : STATUS_OK;
}
