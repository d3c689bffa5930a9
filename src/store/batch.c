/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/batch.h"

#include <stdlib.h>
#include <string.h>

void batch_add(struct batch *batch, struct bytes key, struct bytes value)
{
	struct batch_row row = {batch->bytes.len, (uint32_t)key.len, (uint32_t)value.len};

	buf_add(&batch->bytes, key.ptr, key.len);
	buf_add(&batch->bytes, value.ptr, value.len);
	batch->row = memory_grow(batch->row, batch->count, &batch->capacity, sizeof(row));
	batch->row[batch->count++] = row;
}

static struct bytes key_of(const struct batch *batch, const struct batch_row *row)
{
	return (struct bytes){batch->bytes.ptr + row->start, row->key_len};
}

/* Rows of one key in the order in which they came. No key is empty. */
static int compare_rows(const void *left, const void *right, void *context)
{
	const struct batch_row *a = left, *b = right;
	const uint8_t *bytes = context;
	size_t shorter = a->key_len < b->key_len ? a->key_len : b->key_len;
	int order = memcmp(bytes + a->start, bytes + b->start, shorter);

	if (order == 0)
		order = (a->key_len > b->key_len) - (a->key_len < b->key_len);
	return order ? order : (a->start > b->start) - (a->start < b->start);
}

void batch_tell(struct batch *batch, batch_each *each, void *context)
{
	if (batch->count > 0)
		qsort_r(batch->row, batch->count, sizeof(*batch->row), compare_rows, batch->bytes.ptr);
	for (size_t i = 0; i < batch->count; i++) {
		const struct batch_row *row = &batch->row[i];
		const struct bytes key = key_of(batch, row);

		each(context, key, (struct bytes){key.ptr + key.len, row->value_len});
	}
	buf_clear(&batch->bytes);
	batch->count = 0;
}

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
