/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/inspect.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/foreign.h"
#include "store/own.h"

/* --- Who wrote, and the last closing ---------------------------------------------------------------- */

static struct inspect_who *who_of(struct inspect *inspect, const struct birth *birth)
{
	for (size_t i = 0; i < inspect->who_count; i++)
		if (id_equal(&inspect->who[i].officer, &birth->officer) &&
		    id_equal(&inspect->who[i].device, &birth->device))
			return &inspect->who[i];
	if (inspect->who_count == INSPECT_WHO_MAX)
		return &inspect->who[INSPECT_WHO_MAX - 1];
	inspect->who = memory_grow(inspect->who, inspect->who_count, &inspect->who_capacity,
				   sizeof(*inspect->who));
	inspect->who[inspect->who_count] = (struct inspect_who){.officer = birth->officer, .device = birth->device};
	return &inspect->who[inspect->who_count++];
}

struct looking {
	struct inspect *inspect;
	struct verify verify;
	struct inspect_who *who; /* of the writer that is being read */
	struct id writer;
};

static void take(void *context, const struct entry *entry, const struct birth *birth,
		 const uint8_t chain[DIGEST_SIZE])
{
	struct looking *looking = context;
	struct inspect *inspect = looking->inspect;
	struct closed closed = {.event = entry->id, .device = birth->device, .lamport = entry->header.lamport,
				.time = entry->header.time};

	(void)chain;
	if (!looking->who || !id_equal(&looking->writer, &entry->id.writer)) {
		looking->writer = entry->id.writer;
		looking->who = who_of(inspect, birth);
		looking->who->runs++;
	}
	looking->who->entries++;
	if (entry->header.time > looking->who->last)
		looking->who->last = entry->header.time;
	if (entry->header.kind == ENTRY_CLOSING && !entry->erased &&
	    closed.lamport > inspect->closed.lamport && closing_parse(&closed.closing, entry->payload))
		inspect->closed = closed;
}

static void name_officer(struct inspect *inspect, const struct slot *slot)
{
	struct buf safe = BUF_EMPTY;

	for (size_t i = 0; i < inspect->who_count; i++) {
		if (!id_equal(&inspect->who[i].officer, &slot->officer) || inspect->who[i].name)
			continue;
		buf_clear(&safe);
		text_safe(&safe, slot->name, strlen(slot->name));
		inspect->who[i].name = memory_text(buf_text(&safe));
	}
	buf_release(&safe);
}

/* --- Reading ------------------------------------------------------------------------------------------ */

static enum status look_at_entry(void *context, struct bytes key, struct bytes value)
{
	struct looking *looking = context;

	if (bytes_start_with(key, entry_prefix))
		verify_entry(&looking->verify, key, value);
	return STATUS_OK;
}

static enum status look_at_slot(void *context, struct bytes key, struct bytes value)
{
	struct slot slot;

	if (bytes_start_with(key, slot_prefix) && slot_parse(&slot, key, value))
		name_officer(context, &slot);
	return bytes_compare(key, entry_prefix) < 0 ? STATUS_OK : STATUS_EXISTS; /* any status ends the walk */
}

static enum status look_at_all(struct inspect *inspect, struct foreign *foreign, struct err *err)
{
	struct looking looking = {.inspect = inspect};
	enum status status;

	looking.verify = (struct verify){.programme = foreign->meta.programme, .taken = take,
					 .context = &looking, .copies = true};
	status = foreign_walk(foreign, look_at_entry, &looking, err);
	verify_end(&looking.verify);
	inspect->writers = looking.verify.writers;
	inspect->entries = looking.verify.held;
	inspect->left_out = looking.verify.left_out;
	inspect->damage = foreign->page_findings + foreign->out_of_order;
	if (status)
		return status;
	status = foreign_walk(foreign, look_at_slot, inspect, err);
	return status == STATUS_EXISTS ? STATUS_OK : status;
}

/* --- Is it whole? --------------------------------------------------------------------------------------- */

/* The heads as they were before the closing: of entries that came later each has a greater counter, unless it was
 * merged from another file. */
struct then {
	const struct closed *closed;
	struct verify verify;
	struct heads heads;
	uint64_t entries;
};

static void take_then(void *context, const struct entry *entry, const struct birth *birth,
		      const uint8_t chain[DIGEST_SIZE])
{
	struct then *then = context;

	(void)birth;
	(void)chain;
	if (entry->header.lamport >= then->closed->lamport)
		return;
	heads_raise(&then->heads, &entry->id);
	then->entries++;
}

static enum status look_at_then(void *context, struct bytes key, struct bytes value)
{
	struct then *then = context;

	if (bytes_start_with(key, entry_prefix))
		verify_entry(&then->verify, key, value);
	return STATUS_OK;
}

static enum status judge(struct inspect *inspect, struct foreign *foreign, struct err *err)
{
	const struct closing *closing = &inspect->closed.closing;
	struct then then = {.closed = &inspect->closed};
	uint8_t digest[DIGEST_SIZE];
	enum status status;

	if (closing->number == 0)
		return STATUS_OK; /* INSPECT_NEVER */
	then.verify = (struct verify){.programme = foreign->meta.programme, .taken = take_then,
				      .context = &then, .copies = true};
	status = foreign_walk(foreign, look_at_then, &then, err);
	verify_end(&then.verify);
	heads_digest(digest, then.heads.item, then.heads.count);
	free(then.heads.item);
	if (then.entries + 1 == closing->entries && memcmp(digest, closing->heads, DIGEST_SIZE) == 0) {
		inspect->since = inspect->entries - closing->entries;
		inspect->state = inspect->since > 0 ? INSPECT_SINCE : INSPECT_CLOSED;
	} else {
		inspect->state = inspect->entries < closing->entries ? INSPECT_CUT : INSPECT_OTHER;
	}
	return status;
}

enum status store_inspect(struct inspect *inspect, const char *path, const char *folder, struct err *err)
{
	struct foreign foreign;
	enum status status = foreign_open(&foreign, path, folder, NULL, NULL, err);

	*inspect = (struct inspect){.bytes = foreign.size};
	if (!status) {
		inspect->programme = foreign.meta.programme;
		inspect->created = foreign.meta.created;
		inspect->sealed = foreign.meta.sealed;
		status = look_at_all(inspect, &foreign, err);
	}
	if (!status)
		status = judge(inspect, &foreign, err);
	foreign_release(&foreign);
	if (!status && (inspect->state == INSPECT_CUT || inspect->damage > 0 || inspect->left_out > 0))
		status = STATUS_FINDINGS;
	return status;
}

void inspect_release(struct inspect *inspect)
{
	for (size_t i = 0; i < inspect->who_count; i++)
		free(inspect->who[i].name);
	free(inspect->who);
	*inspect = (struct inspect){.who = NULL};
}
