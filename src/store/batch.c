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

void batch_put(struct batch *batch, struct db_txn *txn)
{
	struct db_cursor *cursor = batch->count > 0 ? db_cursor_open(txn) : NULL;

	if (cursor)
		qsort_r(batch->row, batch->count, sizeof(*batch->row), compare_rows, batch->bytes.ptr);
	for (size_t i = 0; cursor && i < batch->count; i++) {
		const struct batch_row *row = &batch->row[i];
		struct bytes key = key_of(batch, row);

		db_cursor_replace(cursor, key, (struct bytes){key.ptr + key.len, row->value_len});
	}
	db_cursor_close(cursor);
	buf_clear(&batch->bytes);
	batch->count = 0;
}

void batch_release(struct batch *batch)
{
	buf_release(&batch->bytes);
	free(batch->row);
	*batch = (struct batch){0};
}
