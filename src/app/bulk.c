/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/bulk.h"

enum status bulk_room(struct bulk *bulk, struct err *err)
{
	if (!bulk->transaction)
		return transaction_begin_long(bulk->store, &bulk->transaction, err);
	return transaction_room(bulk->transaction, err);
}

enum status bulk_commit(struct bulk *bulk, struct err *err)
{
	enum status status = STATUS_OK;

	if (bulk->transaction)
		status = transaction_commit(bulk->transaction, &bulk->action, err);
	bulk->transaction = NULL;
	return status;
}

void bulk_cancel(struct bulk *bulk)
{
	if (bulk->transaction)
		transaction_drop(bulk->transaction, &bulk->action);
	bulk->transaction = NULL;
}
