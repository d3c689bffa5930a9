/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/access.h"

#include "base/i18n.h"
#include "base/random.h"

enum status app_record_full_roster(struct app *app, const struct roster *roster, struct err *err)
{
	/* Each time is a register of its own: no later one takes its place. */
	const struct id id = random_id();
	const struct register_key key = register_access(&id);
	struct transaction *transaction;
	struct access access;
	enum status status;

	if (!app_writes(app))
		return err_set(err, STATUS_DENIED, "%s",
			_("NIKs are shown in full only when that can be recorded, and the file is "
			  "open for reading only."));
	status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	record_clear(&access_type, &access);
	access.kind = ACCESS_FULL_ROSTER;
	access.session = roster->session->id;
	access.people = (uint32_t)roster->count;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &access_type, &access);
	return transaction_commit(transaction, NULL, err);
}
