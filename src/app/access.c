/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/access.h"

#include "base/i18n.h"
#include "base/random.h"

/* Each time is a register of its own: no later one takes its place. */
static enum status record_access(struct app *app, const struct access *access, struct err *err)
{
	const struct id id = random_id();
	const struct register_key key = register_access(&id);
	struct transaction *transaction;
	enum status status;

	if (!app_writes(app))
		return err_set(err, STATUS_DENIED, "%s",
			_("NIKs are shown in full only when that can be recorded, and the file is "
			  "open for reading only."));
	status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &access_type, access);
	return transaction_commit(transaction, NULL, err);
}

enum status app_record_full_roster(struct app *app, const struct roster *roster, struct err *err)
{
	struct access access;

	record_clear(&access_type, &access);
	access.kind = ACCESS_FULL_ROSTER;
	access.session = roster->session->id;
	access.people = (uint32_t)roster->count;
	return record_access(app, &access, err);
}

enum status app_record_full_person(struct app *app, const struct id *person, struct err *err)
{
	struct access access;

	record_clear(&access_type, &access);
	access.kind = ACCESS_FULL_PERSON;
	access.people = 1;
	access.person = *person;
	return record_access(app, &access, err);
}
