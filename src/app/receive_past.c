/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/receive.h"

#include "store/local.h"

#include <string.h>

#define NAME "received"
#define FIELDS 7

static void put(struct buf *out, const struct receive_past *past)
{
	cbor_put_array(out, FIELDS);
	cbor_put_int(out, past->time);
	cbor_put_bytes(out, id_bytes(&past->officer));
	cbor_put_uint(out, past->files);
	cbor_put_uint(out, past->refused);
	cbor_put_uint(out, past->fresh);
	cbor_put_uint(out, past->aside);
	cbor_put_uint(out, past->people);
}

static void get(struct cbor *cbor, struct receive_past *past)
{
	if (cbor_array(cbor) != FIELDS)
		cbor_fail(cbor);
	past->time = cbor_int(cbor);
	cbor_fixed(cbor, past->officer.byte, ID_SIZE);
	past->files = cbor_uint(cbor);
	past->refused = cbor_uint(cbor);
	past->fresh = cbor_uint(cbor);
	past->aside = cbor_uint(cbor);
	past->people = cbor_uint(cbor);
}

void receive_past_read(struct app *app, struct arena *arena, struct receive_past **past, size_t *count)
{
	struct bytes value;
	struct cbor cbor;

	*count = 0;
	*past = NULL;
	if (store_local_read(app->store, NAME, arena, &value, NULL) != STATUS_OK)
		return;
	cbor_open(&cbor, value);
	*count = cbor_array(&cbor);
	*past = arena_alloc(arena, (*count + 1) * sizeof(**past));
	for (size_t i = 0; i < *count; i++)
		get(&cbor, &(*past)[i]);
	if (!cbor_at_end(&cbor))
		*count = 0;
}

bool receive_past_keep(struct app *app, const struct receive *receive)
{
	const struct receive_sum sum = receive_sum(receive);
	const struct receive_past now = {app_now(app), *store_officer(app->store), sum.files, sum.refused,
		sum.fresh, sum.aside, receive->people};
	struct arena arena = {NULL};
	struct buf value = BUF_EMPTY;
	struct receive_past *past;
	size_t count;
	bool kept;

	receive_past_read(app, &arena, &past, &count);
	if (count == RECEIVE_PAST_MAX)
		count--;
	cbor_put_array(&value, count + 1);
	put(&value, &now);
	for (size_t i = 0; i < count; i++)
		put(&value, &past[i]);
	kept = store_local_write(app->store, NAME, buf_bytes(&value), NULL) == STATUS_OK;
	buf_release(&value);
	arena_release(&arena);
	return kept;
}
