/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/bulk.h"

enum status bulk_room(struct bulk *bulk, struct err *err)
{
	enum status status;

	if (bulk->transaction && transaction_entries(bulk->transaction) < TRANSACTION_ENTRIES_MAX)
		return STATUS_OK;
	status = bulk_commit(bulk, err);
	if (status != STATUS_OK)
		return status;
	return transaction_begin(bulk->store, bulk->action.first != 0 ? &bulk->action : NULL,
		&bulk->transaction, err);
}

enum status bulk_commit(struct bulk *bulk, struct err *err)
{
	struct action_id done = {0};
	enum status status = STATUS_OK;

	if (bulk->transaction)
		status = transaction_commit(bulk->transaction, &done, err);
	bulk->transaction = NULL;
	if (status == STATUS_OK && bulk->action.first == 0)
		bulk->action = done;
	return status;
}

void bulk_cancel(struct bulk *bulk)
{
	if (bulk->transaction)
		transaction_cancel(bulk->transaction);
	bulk->transaction = NULL;
}
