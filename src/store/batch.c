/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/batch.h"

#include <stdlib.h>
#include <string.h>

void batch_add(struct batch *batch, struct bytes key, struct bytes value)
{
	struct batch_row row = {0, batch->bytes.len, (uint32_t)key.len, (uint32_t)value.len};

	buf_add(&batch->bytes, key.ptr, key.len);
	buf_add(&batch->bytes, value.ptr, value.len);
	batch->row = memory_grow(batch->row, batch->count, &batch->capacity, sizeof(row));
	batch->row[batch->count++] = row;
}

static struct bytes key_of(const struct batch *batch, const struct batch_row *row)
{
	return (struct bytes){batch->bytes.ptr + row->start, row->key_len};
}

/* --- The order of keys ------------------------------------------------------------------------------ */

/* Keys lie anywhere in memory, and each look at one waits for it. So some bytes of each, its head, stand
 * beside the row, and rows are dealt out by those; only rows of equal heads are looked at again, further
 * behind. Rows of one key stay in the order in which they came. */
#define HEAD_KEY_BYTES 7 /* and behind them, how many of these there are */
#define HEAD_BYTES 8
#define FEW 24

static void read_head(const struct batch *batch, struct batch_row *row, size_t depth)
{
	const struct bytes key = key_of(batch, row);
	size_t left = key.len > depth ? key.len - depth : 0;
	size_t count = left < HEAD_KEY_BYTES ? left : HEAD_KEY_BYTES;
	uint64_t head = 0;

	for (size_t i = 0; i < count; i++)
		head |= (uint64_t)key.ptr[depth + i] << (8 * (HEAD_BYTES - 1 - i));
	row->head = head | count;
}

/* Deals them out by one byte of their heads, from the last to the first. */
static void deal(struct batch_row *row, struct batch_row *spare, size_t count)
{
	size_t place[HEAD_BYTES][256] = {{0}};

	for (size_t i = 0; i < count; i++)
		for (unsigned byte = 0; byte < HEAD_BYTES; byte++)
			place[byte][row[i].head >> 8 * byte & 0xff]++;
	for (unsigned byte = 0; byte < HEAD_BYTES; byte++) {
		size_t *at = place[byte], before = 0;

		if (at[row[0].head >> 8 * byte & 0xff] == count)
			continue; /* all have the same */
		for (unsigned value = 0; value < 256; value++) {
			size_t here = at[value];
			at[value] = before;
			before += here;
		}
		for (size_t i = 0; i < count; i++)
			spare[at[row[i].head >> 8 * byte & 0xff]++] = row[i];
		memcpy(row, spare, count * sizeof(*row));
	}
}

static void sort_few(const struct batch *batch, struct batch_row *row, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct batch_row moved = row[i];
		size_t to = i;

		for (; to > 0 && bytes_compare(key_of(batch, &row[to - 1]), key_of(batch, &moved)) > 0; to--)
			row[to] = row[to - 1];
		row[to] = moved;
	}
}

/* Their first `depth` bytes are the same. */
static void sort_rows(const struct batch *batch, struct batch_row *row, struct batch_row *spare, size_t count,
		      size_t depth)
{
	size_t same = 1;

	if (count <= FEW) {
		sort_few(batch, row, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		read_head(batch, &row[i], depth);
	deal(row, spare, count);
	for (size_t i = 0; i < count; i += same) {
		for (same = 1; i + same < count && row[i + same].head == row[i].head;)
			same++;
		if (same > 1 && (row[i].head & 0xff) == HEAD_KEY_BYTES) /* else they are one key */
			sort_rows(batch, row + i, spare, same, depth + HEAD_KEY_BYTES);
	}
}

static void sort(struct batch *batch)
{
	struct batch_row *spare = memory_resize(NULL, batch->count * sizeof(*spare));

	sort_rows(batch, batch->row, spare, batch->count, 0);
	free(spare);
}

void batch_tell(struct batch *batch, batch_each *each, void *context)
{
	if (batch->count > 1)
		sort(batch);
	for (size_t i = 0; i < batch->count; i++) {
		const struct batch_row *row = &batch->row[i];
		const struct bytes key = key_of(batch, row);

		each(context, key, (struct bytes){key.ptr + key.len, row->value_len});
	}
	buf_clear(&batch->bytes);
	batch->count = 0;
}

/* --- Into a tree ------------------------------------------------------------------------------------- */

struct putting {
	struct db_cursor *cursor;
	bool behind; /* all so far are behind what is there */
};

static void put_row(void *context, struct bytes key, struct bytes value)
{
	struct putting *putting = context;

	putting->behind = putting->behind && db_cursor_append(putting->cursor, key, value);
	if (!putting->behind)
		db_cursor_replace(putting->cursor, key, value);
}

void batch_put(struct batch *batch, struct db_txn *txn)
{
	struct putting putting = {batch->count > 0 ? db_cursor_open(txn) : NULL, true};

	if (putting.cursor)
		batch_tell(batch, put_row, &putting);
	db_cursor_close(putting.cursor);
	buf_clear(&batch->bytes);
	batch->count = 0;
}

void batch_release(struct batch *batch)
{
	buf_release(&batch->bytes);
	free(batch->row);
	*batch = (struct batch){0};
}
