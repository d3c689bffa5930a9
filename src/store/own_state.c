/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/own.h"

#include <string.h>

#define STATE_FORMAT 1
#define STATE_MAX ((size_t)64 << 20) /* two million writers */

enum { STATE_VERSION = 1, STATE_PROGRAMME, STATE_COVERED, STATE_OWN, STATE_SEEN, STATE_FILE };

/* --- Heads --------------------------------------------------------------------------------------- */

/* The place of the writer, or where it belongs. */
static size_t place(const struct heads *heads, const struct id *writer)
{
	size_t low = 0, high = heads->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (id_compare(&heads->item[middle].writer, writer) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct event_id *heads_find(const struct heads *heads, const struct id *writer)
{
	size_t at = place(heads, writer);

	return at < heads->count && id_equal(&heads->item[at].writer, writer) ? &heads->item[at] : NULL;
}

void heads_raise(struct heads *heads, const struct event_id *event)
{
	size_t at = place(heads, &event->writer);

	if (at < heads->count && id_equal(&heads->item[at].writer, &event->writer)) {
		if (event->seq > heads->item[at].seq)
			heads->item[at] = *event;
		return;
	}
	heads->item = memory_grow(heads->item, heads->count, &heads->capacity, sizeof(*heads->item));
	memmove(&heads->item[at + 1], &heads->item[at], (heads->count - at) * sizeof(*heads->item));
	heads->item[at] = *event;
	heads->count++;
}

static void heads_put(struct buf *out, const struct heads *heads)
{
	struct buf all = BUF_EMPTY;
	uint8_t event[EVENT_ID_SIZE];

	for (size_t i = 0; i < heads->count; i++) {
		event_put(event, &heads->item[i]);
		buf_add(&all, event, sizeof(event));
	}
	cbor_put_bytes(out, buf_bytes(&all));
	buf_release(&all);
}

static void heads_get(struct heads *heads, struct cbor *cbor)
{
	struct bytes all = cbor_bytes(cbor);

	for (size_t at = 0; at + EVENT_ID_SIZE <= all.len; at += EVENT_ID_SIZE) {
		struct event_id event = event_get(all.ptr + at);

		heads_raise(heads, &event);
	}
}

/* --- The state ----------------------------------------------------------------------------------- */

static void put_map(struct buf *out, const struct own *own, const struct id *programme)
{
	cbor_put_map(out, 6);
	cbor_put_uint(out, STATE_VERSION);
	cbor_put_uint(out, STATE_FORMAT);
	cbor_put_uint(out, STATE_PROGRAMME);
	cbor_put_bytes(out, id_bytes(programme));
	cbor_put_uint(out, STATE_COVERED);
	cbor_put_uint(out, own->covered);
	cbor_put_uint(out, STATE_OWN);
	heads_put(out, &own->mine);
	cbor_put_uint(out, STATE_SEEN);
	cbor_put_array(out, 4);
	cbor_put_uint(out, own->seen.inode);
	cbor_put_uint(out, own->seen.transaction);
	cbor_put_uint(out, own->seen.records);
	cbor_put_uint(out, own->seen.entries);
	cbor_put_uint(out, STATE_FILE);
	heads_put(out, &own->file);
}

enum status own_state_write(const struct own *own, const struct id *programme, struct err *err)
{
	struct buf map = BUF_EMPTY, all = BUF_EMPTY;

	put_map(&map, own, programme);
	checked_put(&all, buf_bytes(&map));
	enum status status = file_write(own->state_path, buf_bytes(&all), err);
	buf_release(&map);
	buf_release(&all);
	return status;
}

static void get_seen(struct own_seen *seen, struct cbor *cbor)
{
	if (cbor_array(cbor) != 4) {
		cbor_fail(cbor);
		return;
	}
	seen->inode = cbor_uint(cbor);
	seen->transaction = cbor_uint(cbor);
	seen->records = cbor_uint(cbor);
	seen->entries = cbor_uint(cbor);
}

static bool get_map(struct own *own, struct bytes bytes, const struct id *programme)
{
	struct id of = {{0}};
	uint64_t format = 0;
	int64_t previous = -1;
	struct cbor cbor;

	cbor_open(&cbor, bytes);
	for (size_t left = cbor_map(&cbor); left > 0 && cbor_ok(&cbor); left--) {
		switch (cbor_key(&cbor, &previous)) {
		case STATE_VERSION: format = cbor_uint(&cbor); break;
		case STATE_PROGRAMME: cbor_fixed(&cbor, of.byte, ID_SIZE); break;
		case STATE_COVERED: own->covered = cbor_uint(&cbor); break;
		case STATE_OWN: heads_get(&own->mine, &cbor); break;
		case STATE_SEEN: get_seen(&own->seen, &cbor); break;
		case STATE_FILE: heads_get(&own->file, &cbor); break;
		default: cbor_skip(&cbor);
		}
	}
	return cbor_at_end(&cbor) && format == STATE_FORMAT && id_equal(&of, programme);
}

static bool holds(struct own *own, struct bytes bytes, const struct id *programme)
{
	struct bytes map;

	return checked_get(bytes, &map) && get_map(own, map, programme);
}

enum status own_state_read(struct own *own, const struct id *programme)
{
	struct buf bytes = BUF_EMPTY;
	enum status status = file_read(own->state_path, STATE_MAX, &bytes, NULL);

	if (!status && !holds(own, buf_bytes(&bytes), programme)) {
		status = STATUS_DAMAGED;
		own->mine.count = own->file.count = 0;
		own->covered = 0;
		own->seen = (struct own_seen){0};
	}
	buf_release(&bytes);
	return status;
}
