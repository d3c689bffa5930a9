/* SPDX-License-Identifier: BSD-2-Clause */
/* What was found to be different goes into the log. */
#include "app/conf_change.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

static bool is_written(const struct conf_change *change)
{
	return change->fate == CONF_WRITTEN || change->forced;
}

static void put_facet(void *context, const struct plan_part *part)
{
	plan_put(context, part);
}

static void put_new(struct transaction *transaction, const struct conf_change *change)
{
	const struct plan_part part = {
		change->key, change->name, change->type, change->then, NULL};

	if (change->session)
		plan_each_facet(change->session, put_facet, transaction);
	else
		plan_put(transaction, &part);
}

/* All changes of one register, from the first of them on, as one value; returns behind the last. */
static size_t put_changed(
	struct transaction *transaction, const struct conf_changes *changes, size_t first)
{
	const struct conf_change *change = &changes->change[first];
	const struct bytes key = register_bytes(&change->key);
	void *record = memory_alloc(change->type->size);
	bool any = false;
	size_t next = first;

	/* What a later version put in stays in. */
	memcpy(record, change->now, change->type->size);
	for (; next < changes->count &&
		bytes_equal(register_bytes(&changes->change[next].key), key);
		next++) {
		change = &changes->change[next];
		if (!is_written(change))
			continue;
		if (change->field)
			record_field_copy(change->field, record, change->then);
		else
			memcpy(record, change->then, change->type->size);
		any = true;
	}
	if (any) {
		transaction_entry(transaction);
		transaction_put_record(transaction, key, change->type, record);
	}
	free(record);
	return next;
}

static void put_all(struct transaction *transaction, const struct conf_changes *changes,
	const uint8_t digest[DIGEST_SIZE])
{
	size_t next = 0;

	while (next < changes->count) {
		const struct conf_change *change = &changes->change[next];

		if (change->now) {
			next = put_changed(transaction, changes, next);
		} else {
			if (is_written(change))
				put_new(transaction, change);
			next++;
		}
	}
	plan_put_loaded(transaction, digest, changes->number);
}

/* FORMAT F5: the plan is a supervisor's. */
static enum status check_role(const struct app *app, struct err *err)
{
	return store_is_supervisor(app->store) ? STATUS_OK
		: err_set(err, STATUS_DENIED, "%s",
			_("Nothing was changed: only a supervisor changes the plan. Please ask "
			  "the office to load the folder."));
}

enum status conf_change_write(struct app *app, const struct conf_changes *changes,
	const uint8_t digest[DIGEST_SIZE], struct err *err)
{
	struct transaction *transaction;
	enum status status;

	if (changes->writes == 0)
		return STATUS_OK;
	status = check_role(app, err);
	if (status == STATUS_OK)
		status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	put_all(transaction, changes, digest);
	status = app_commit(app, transaction, err);
	return status == STATUS_OK ? app_read_programme(app, err) : status;
}
