/* SPDX-License-Identifier: BSD-2-Clause */
/* Undo: a new action that restores every value which another replaced (MERGE 9). */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* An action that is being taken back. */
struct restoring {
	struct store *store;
	struct db_txn *txn;
	struct transaction *transaction; /* null: nothing is restored, only looked whether it could be */
	struct undoing at;
	struct arena arena;
	struct err *err;
	struct stand_in *restored; /* where one event is restored; `event` is known after the commit */
	size_t restored_count, restored_capacity;
};

static enum status built_upon(struct err *err)
{
	return err_set(err, STATUS_INVALID,
		       _("Not undone: it was changed again since. Change it once more instead."));
}

/* The operation of an event on a register, opened into `plain`. */
static bool find_operation(const struct restoring *restoring, const struct event_id *event,
			   struct bytes key, struct buf *plain, struct operation *operation)
{
	struct entry entry;

	buf_clear(plain);
	return store_entry(restoring->store, restoring->txn, event, &entry, plain) &&
	       payload_find(buf_bytes(plain), key, operation);
}

/* The register is as the action left it: its own event is the only live one, or one that brought it
 * back when a later action was undone. */
static bool is_untouched(struct store *store, struct bytes key, const struct event_id *event)
{
	size_t count;
	struct event_id *live = cell_live(view_find(store_view(store), key), &count);
	bool same = count == 1 && event_compare(&live[0], event) == 0;

	for (size_t i = store->stand_in_count; count == 1 && !same && i-- > 0;) {
		const struct stand_in *stand_in = &store->stand_in[i];

		if (event_compare(&stand_in->event, &live[0]) == 0 &&
		    bytes_equal(register_bytes(&stand_in->key), key)) {
			live[0] = stand_in->stands_for;
			same = event_compare(&live[0], event) == 0;
		}
	}
	free(live);
	return same;
}

/* After the commit: what is live now where one event was restored stands for that event. */
static void learn_stand_ins(struct restoring *restoring)
{
	struct store *store = restoring->store;

	for (size_t i = 0; i < restoring->restored_count; i++) {
		struct stand_in stand_in = restoring->restored[i];
		size_t count;
		struct event_id *live =
			cell_live(view_find(store_view(store), register_bytes(&stand_in.key)), &count);

		if (count == 1) {
			stand_in.event = live[0];
			store->stand_in = memory_grow(store->stand_in, store->stand_in_count,
						      &store->stand_in_capacity, sizeof(stand_in));
			store->stand_in[store->stand_in_count++] = stand_in;
		}
		free(live);
	}
}

/* Appends the values that an event gave to a register. */
static enum status gather(struct restoring *restoring, const struct event_id *event, struct bytes key,
			  struct bytes **values, size_t *count, size_t *capacity)
{
	struct buf plain = BUF_EMPTY;
	struct operation operation;
	bool found = find_operation(restoring, event, key, &plain, &operation);
	struct cbor all;

	if (found)
		operation_values(&operation, &all);
	for (size_t i = 0; found && i < operation.value_count; i++) {
		*values = memory_grow(*values, *count, capacity, sizeof(**values));
		(*values)[(*count)++] = arena_bytes(&restoring->arena, cbor_skip(&all));
	}
	buf_wipe(&plain);
	return found ? STATUS_OK
		     : err_set(restoring->err, STATUS_DAMAGED,
			       _("Not undone: the earlier value cannot be read. Run: okoce check"));
}

/* When the event was, as far as it can be read: one that is not there cannot be restored either, and
 * gather() says so. */
static struct event event_read(const struct restoring *restoring, const struct event_id *id)
{
	struct event event = {.id = *id};
	struct entry entry;

	if (log_entry(restoring->txn, id, &entry))
		event.lamport = entry.header.lamport;
	return event;
}

static int compare_events(const void *a, const void *b)
{
	return event_order(a, b);
}

/* The superseded events, the one that was shown last: the last value of an operation is shown. */
static struct event *replaced_by(const struct restoring *restoring, const struct operation *operation)
{
	size_t count = operation->superseded_count;
	struct event *event = memory_alloc(count * sizeof(*event) + 1);

	for (size_t i = 0; i < count; i++) {
		struct event_id id = operation_superseded(operation, i);
		event[i] = event_read(restoring, &id);
	}
	qsort(event, count, sizeof(*event), compare_events);
	return event;
}

static void remember(struct restoring *restoring, struct bytes key, const struct event_id *event)
{
	struct stand_in stand_in = {.key = register_copy(key), .stands_for = *event};

	restoring->restored = memory_grow(restoring->restored, restoring->restored_count,
					  &restoring->restored_capacity, sizeof(stand_in));
	restoring->restored[restoring->restored_count++] = stand_in;
}

static enum status restore(struct restoring *restoring, const struct event_id *event,
			   const struct operation *operation)
{
	struct bytes *values = NULL;
	size_t count = 0, capacity = 0;
	enum status status = STATUS_OK;

	if (!is_untouched(restoring->store, operation->key, event))
		return built_upon(restoring->err);
	if (!restoring->transaction)
		return STATUS_OK;
	struct event *replaced = replaced_by(restoring, operation);
	for (size_t i = 0; i < operation->superseded_count && !status; i++)
		status = gather(restoring, &replaced[i].id, operation->key, &values, &count, &capacity);
	if (!status)
		transaction_put_all(restoring->transaction, operation->key, values, count);
	if (!status && operation->superseded_count == 1)
		remember(restoring, operation->key, &replaced[0].id);
	free(replaced);
	free(values);
	return status;
}

static enum status undo_entry(struct restoring *restoring, const struct entry *entry)
{
	struct buf plain = BUF_EMPTY;
	struct payload_reader reader;
	struct operation operation;
	enum status status = STATUS_OK;

	if (!key_ring_open(restoring->store->ring, &plain,
			   &restoring->store->meta.programme, entry) ||
	    !payload_open(&reader, buf_bytes(&plain)))
		status = err_set(restoring->err, STATUS_DAMAGED,
				 _("Not undone: the earlier value cannot be read. Run: okoce check"));
	while (!status && payload_next(&reader, &operation))
		status = restore(restoring, &entry->id, &operation);
	buf_wipe(&plain);
	return status;
}

static bool belongs(const struct entry *entry, const struct action_id *action)
{
	return !entry_kind_is_clear(entry->header.kind) &&
	       (entry->id.seq == action->first || entry->header.batch == action->first);
}

/* Each entry of the action gives one entry of the undoing, so that persons stay apart (F3). Another
 * action may stand between two transactions of this one. Stops where the transaction is full, and
 * says in `at.next` where. */
static enum status undo_entries(struct restoring *restoring)
{
	const struct action_id *action = &restoring->at.action;
	struct event_id from = {.writer = action->writer, .seq = restoring->at.next};
	uint8_t start[ENTRY_KEY_SIZE];
	struct bytes key, value;
	enum status status = STATUS_OK;
	size_t found = 0;

	entry_key(start, &from);
	restoring->at.next = 0;
	for (bool more = db_seek(restoring->txn, BYTES_OF(start), &key, &value); more && !status;
	     more = db_next(restoring->txn, &key, &value)) {
		struct transaction *transaction = restoring->transaction;
		struct entry entry;

		if (!entry_key_parse(key, &entry.id) || !id_equal(&entry.id.writer, &action->writer))
			break;
		if (!entry_parse(&entry, key, value) || !belongs(&entry, action))
			continue;
		if (transaction && transaction_entries(transaction) == TRANSACTION_ENTRIES_MAX) {
			restoring->at.next = entry.id.seq;
			break;
		}
		found++;
		if (transaction)
			transaction_entry(transaction);
		status = undo_entry(restoring, &entry);
	}
	if (!status && found == 0)
		return err_set(restoring->err, STATUS_NOT_FOUND, _("There is nothing to undo."));
	return status;
}

/* What does not fit into the first transaction must be found to be as the action left it before
 * anything is written: all of an action is undone, or nothing. */
static enum status look_at_rest(struct restoring *restoring)
{
	struct transaction *transaction = restoring->transaction;
	const struct undoing at = restoring->at;

	restoring->transaction = NULL;
	enum status status = undo_entries(restoring);
	restoring->transaction = transaction;
	restoring->at = at;
	return status;
}

static enum status gather_part(struct restoring *restoring)
{
	struct err *err = restoring->err;
	enum status status = db_begin(restoring->store->db, false, &restoring->txn, err);

	if (status)
		return status;
	enum status undone = undo_entries(restoring);
	if (!undone && restoring->at.next > 0 && restoring->at.done.first == 0)
		undone = look_at_rest(restoring);
	status = db_finish(restoring->txn, undone ? NULL : err);
	return undone ? undone : status;
}

/* One durable transaction of it. */
static enum status undo_part(struct restoring *restoring)
{
	struct store *store = restoring->store;
	struct action_id *all = &restoring->at.done, part;
	enum status status = transaction_begin(store, all->first > 0 ? all : NULL,
					       &restoring->transaction, restoring->err);

	if (status)
		return status;
	status = gather_part(restoring);
	if (status)
		transaction_cancel(restoring->transaction);
	else
		status = transaction_commit(restoring->transaction, &part, restoring->err);
	if (!status) {
		learn_stand_ins(restoring);
		if (all->first == 0)
			*all = part;
		store->undoing = restoring->at;
	}
	restoring->restored_count = 0;
	arena_release(&restoring->arena);
	return status;
}

static bool same_action(const struct action_id *a, const struct action_id *b)
{
	return a->first == b->first && id_equal(&a->writer, &b->writer);
}

static enum status in_part(enum status status, struct err *err)
{
	struct err reason = {0};

	if (err)
		reason = *err;
	return err_set(err, status,
		       _("Undone only in part: the rest stands as it did. Undo once more. The reason: %s"),
		       reason.text);
}

enum status store_undo(struct store *store, const struct action_id *action, struct action_id *done,
		       struct err *err)
{
	struct restoring restoring = {.store = store, .err = err, .at = {*action, {{{0}}, 0}, action->first}};
	enum status status = STATUS_OK;

	if (action->first == 0)
		return err_set(err, STATUS_NOT_FOUND, _("There is nothing to undo."));
	if (store->undoing.next > 0 && same_action(&store->undoing.action, action))
		restoring.at = store->undoing;
	do
		status = undo_part(&restoring);
	while (!status && restoring.at.next > 0);
	if (!status && done)
		*done = restoring.at.done;
	if (status && status != STATUS_INVALID && restoring.at.done.first > 0)
		status = in_part(status, err);
	free(restoring.restored);
	return status;
}
