/* SPDX-License-Identifier: BSD-2-Clause */
/* An action of more entries than a transaction takes: it goes on in the next one, under one id. */
#ifndef OKOCE_APP_BULK_H
#define OKOCE_APP_BULK_H

#include "store/store.h"

struct bulk {
	struct store *store;
	struct transaction *transaction; /* null: none is open */
	struct action_id action; /* of all of them, after the end, as far as it is durable; first 0: nothing is */
};

/* Makes sure that a transaction is open and has room for an entry; has a full one committed beside. A
 * failure may be that of an earlier one. */
enum status bulk_room(struct bulk *bulk, struct err *err) MUST_USE;
/* Commits what there is, and waits for all of it. */
enum status bulk_commit(struct bulk *bulk, struct err *err) MUST_USE;
/* Drops what is not durable. */
void bulk_cancel(struct bulk *bulk);

#endif
