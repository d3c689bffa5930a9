/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/merge_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/follow.h"
#include "store/owed.h"
#include "store/own.h"

#define KEYS_MAX 4096 /* slots and boxes of a file that are looked at: officers by log keys */
#define GO_ON_EVERY ((size_t)1000)

uint64_t merge_set_aside(const struct merge *merge)
{
	return merge->found[VERIFY_UNREADABLE] + merge->found[VERIFY_NAME] + merge->found[VERIFY_NO_BIRTH] +
	       merge->found[VERIFY_UNSIGNED];
}

static void keep_key(struct merging *merging, struct bytes key, struct bytes value)
{
	if (merging->key_count >= KEYS_MAX)
		return;
	merging->key = memory_grow(merging->key, merging->key_count, &merging->key_capacity, sizeof(*merging->key));
	merging->key[merging->key_count++] =
		(struct key_piece){arena_bytes(&merging->arena, key), arena_bytes(&merging->arena, value)};
}

static enum status ask_to_go_on(struct merging *merging)
{
	const struct pages *pages = &merging->foreign->pages;
	const struct merge *merge = merging->merge;

	if (!merge->go_on || merge->go_on(merge->context, merging->read, pages->meta[pages->newest].main.entries))
		return STATUS_OK;
	return err_set(merging->err, STATUS_STOPPED, "%s",
		       merging->put ? _("Stopped. What was taken until then is kept; run it again for the rest.")
				    : _("Stopped. Nothing was changed."));
}

static enum status visit(void *context, struct bytes key, struct bytes value)
{
	struct merging *merging = context;
	struct merge *merge = merging->merge;
	struct event_id event;
	struct entry entry;

	if (bytes_start_with(key, slot_prefix) || bytes_start_with(key, box_prefix))
		keep_key(merging, key, value);
	if (!entry_key_parse(key, &event))
		return STATUS_OK;
	if (merging->read == 0 || !id_equal(&event.writer, &merging->writer))
		merge_begin_writer(merging, &event.writer);
	/* Where all of the log holds nobody asks for a signature: nothing is parsed of what is here. */
	if (merge_is_new(merging, &event, merging->store->left_out > 0 && entry_parse(&entry, key, value) &&
						  entry.signature))
		merge_feed(merging, &event, key, value);
	else
		merge->known++;
	if (++merging->read % (merge_batch(merging) < GO_ON_EVERY ? merge_batch(merging) : GO_ON_EVERY) == 0 &&
	    !merging->status)
		merging->status = ask_to_go_on(merging);
	return merging->status;
}

/* The transaction's end, whatever came before: what was put by then holds. */
static enum status finish(struct merging *merging)
{
	enum status status = merging->status;

	if (!merging->txn)
		return status;
	if (!merging->put)
		return status ? (db_abort(merging->txn), status) : db_finish(merging->txn, merging->err);
	if (status && status != STATUS_STOPPED) {
		db_abort(merging->txn);
		return status;
	}
	enum status committed = db_commit(merging->txn, merging->err);
	return committed ? committed : status;
}

static enum status check_programme(const struct store *store, const struct foreign *foreign, struct err *err)
{
	if (id_equal(&store->meta.programme, &foreign->meta.programme))
		return STATUS_OK;
	return err_set(err, STATUS_INVALID,
		       _("\"%s\" is of another programme than this laptop's file. Nothing was taken from it; ask the office which of them is right."),
		       foreign->name);
}

static enum status merge_log(struct merging *merging)
{
	struct store *store = merging->store;
	enum status status = db_begin(store->db, merging->put, &merging->txn, merging->err);

	if (status)
		return status;
	status = foreign_walk(merging->foreign, visit, merging, merging->err);
	if (!merging->status)
		merging->status = status;
	if (!merging->status || merging->status == STATUS_STOPPED) {
		enum status kept = merging->status;

		merging->status = STATUS_OK;
		merge_end_writer(merging);
		if (!merging->status)
			merging->status = kept;
	}
	return finish(merging);
}

/* The view is brought to the log, also after a failure: some entries may be in it. Then what they say of officers
 * and keys decides which slots and boxes come along. */
static enum status follow(struct merging *merging, enum status status)
{
	struct store *store = merging->store;

	if (merging->merge->taken > 0) {
		if (store->own)
			store->own->changed = true;
		follow_close(store);
		if (follow_open(store, NULL) != STATUS_OK)
			memory_exhausted();
	}
	return status ? status : store_take_keys(store, merging->key, merging->key_count, NULL, merging->err);
}

static enum status run(struct store *store, struct foreign *foreign, struct merge *merge, bool put, struct err *err)
{
	struct merging merging = {.store = store, .foreign = foreign, .merge = merge, .put = put, .err = err};
	enum status status = check_programme(store, foreign, err);

	merge->known = merge->taken = merge->writers = merge->mended = 0;
	memset(merge->found, 0, sizeof(merge->found));
	if (status)
		return status;
	owed_settle(store);
	merge_writers_begin(&merging);
	status = merge_log(&merging);
	if (put)
		status = follow(&merging, status);
	free(merging.key);
	arena_release(&merging.arena);
	merge_writers_release(&merging);
	return status;
}

enum status store_merge(struct store *store, struct foreign *foreign, struct merge *merge, struct err *err)
{
	if (store->access != STORE_WRITES)
		return store_say_read_only(store, err);
	return run(store, foreign, merge, true, err);
}

enum status store_merge_preview(struct store *store, struct foreign *foreign, struct merge *merge, struct err *err)
{
	return run(store, foreign, merge, false, err);
}
