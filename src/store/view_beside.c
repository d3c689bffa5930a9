/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows that are gathered beside a view by another thread, and join it in the end. */
#include "store/view_inside.h"

#include <stdlib.h>

/* So many wait in memory: some 7,000 people. */
#define ASIDE_BYTES ((size_t)4 << 20)
/* Pages that a transaction has changed are in memory until its end: some 10,000 people's. */
#define ROWS_A_COMMIT 65536

struct view *view_beside(const struct view *view, const char *folder)
{
	struct view *beside = memory_alloc(sizeof(*beside));
	struct scratch *scratch = memory_alloc(sizeof(*scratch));

	beside->scratch = scratch;
	scratch->beside = scratch->gathering = true;
	scratch->folder = folder ? memory_text(folder) : NULL;
	scratch->rows.folder = scratch->gone.folder = scratch->folder;
	memcpy(beside->tag_key, view->tag_key, sizeof(beside->tag_key));
	return beside;
}

static void lay_aside(struct runs *runs, struct batch *batch)
{
	if (batch->bytes.len > ASIDE_BYTES)
		runs_add(runs, batch);
}

void view_lay_aside(struct view *beside)
{
	lay_aside(&beside->scratch->rows, &beside->scratch->batch);
	lay_aside(&beside->scratch->gone, &beside->scratch->superseded);
}

void view_release_beside(struct scratch *scratch)
{
	runs_release(&scratch->rows);
	runs_release(&scratch->gone);
	buf_wipe(&scratch->names);
	free(scratch->folder);
}

/* --- Joining ----------------------------------------------------------------------------------------- */

struct joining {
	struct view *view;
	struct db_cursor *cursor;
	bool behind; /* all so far are behind what is there */
	bool ghosts; /* there may be some */
	size_t rows; /* in this transaction */
};

/* What stands behind the first row to come, where that is less than what comes: it goes, and comes back
 * in its place. So all are put at the end, which leaves full pages behind. */
static void take_what_is_behind(struct db_txn *txn, struct runs *rows)
{
	struct batch behind = {0};
	struct bytes key, value;

	if (rows->rows < db_state(txn).records)
		return;
	for (bool more = db_seek(txn, buf_bytes(&rows->least), &key, &value); more;
	     more = db_next(txn, &key, &value))
		batch_add(&behind, key, value);
	for (size_t i = 0; i < behind.count; i++) {
		const struct batch_row *row = &behind.row[i];

		db_delete(txn, (struct bytes){behind.bytes.ptr + row->start, row->key_len});
	}
	runs_add(rows, &behind);
	batch_release(&behind);
}

/* Live events have the ghost's key, but for the class. */
static bool took_ghost(struct view *view, struct bytes row)
{
	struct view_key ghost;

	return row.ptr[0] == CLASS_LIVE &&
	       db_delete(view->scratch->writing,
			 view_key(&ghost, CLASS_GHOST, (struct bytes){row.ptr + 1, row.len - 1}, BYTES_NONE));
}

static void commit_part(struct joining *joining)
{
	struct scratch *scratch = joining->view->scratch;

	db_cursor_close(joining->cursor);
	joining->cursor = NULL;
	joining->rows = 0;
	if (db_commit(scratch->writing, NULL))
		scratch->failed = true;
	scratch->writing = NULL;
}

static void put_row(void *context, struct bytes key, struct bytes value)
{
	struct joining *joining = context;
	struct db_txn *txn;

	if (joining->rows++ == ROWS_A_COMMIT)
		commit_part(joining);
	txn = view_writing(joining->view);
	if (!txn || (joining->ghosts && took_ghost(joining->view, key)))
		return;
	if (!joining->cursor)
		joining->cursor = db_cursor_open(txn);
	if (!joining->cursor)
		return;
	joining->behind = joining->behind && db_cursor_append(joining->cursor, key, value);
	if (!joining->behind)
		db_cursor_replace(joining->cursor, key, value);
}

static void tell_names(struct view *view, struct bytes names)
{
	while (names.len > 0) {
		const struct bytes folded = {names.ptr + ID_SIZE + 4, get_be32(names.ptr + ID_SIZE)};
		struct id record;

		memcpy(record.byte, names.ptr, ID_SIZE);
		if (view->name_each)
			view->name_each(view->name_context, &record, folded);
		names.ptr += ID_SIZE + 4 + folded.len;
		names.len -= ID_SIZE + 4 + folded.len;
	}
}

static void put_rows(struct view *view, struct runs *rows)
{
	struct joining joining = {.view = view, .behind = true};
	struct db_txn *txn = view_writing(view);

	if (!txn || rows->rows == 0)
		return;
	joining.ghosts = view_may_have_ghosts(view->scratch, txn);
	take_what_is_behind(txn, rows);
	if (!runs_tell(rows, put_row, &joining))
		view->scratch->failed = true;
	db_cursor_close(joining.cursor);
}

void view_join(struct view *view, struct view *beside)
{
	struct scratch *scratch = view->scratch, *other = beside->scratch;

	runs_add(&other->rows, &other->batch);
	runs_add(&other->gone, &other->superseded);
	/* First what goes, so that what comes has its room. */
	if (view_writing(view) && other->gone.rows > 0 && !runs_tell(&other->gone, view_remove_row, view))
		scratch->failed = true;
	put_rows(view, &other->rows);
	if (view_writing(view))
		batch_tell(&scratch->missing, view_supersede_row, view);
	if (other->notes_fall)
		view_drop_notes(view);
	other->notes_fall = false;
	view_gather(view);
	tell_names(view, buf_bytes(&other->names));
	buf_wipe(&other->names);
}
