/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/closing.h"

#include <stdlib.h>
#include <string.h>

#include "store/commit.h"
#include "store/inside.h"
#include "store/own.h"
#include "store/owed.h"

/* --- What it says --------------------------------------------------------------------------------- */

void closing_put(struct buf *out, const struct closing *closing)
{
	cbor_put_map(out, 4);
	cbor_put_uint(out, 1);
	cbor_put_uint(out, closing->number);
	cbor_put_uint(out, 2);
	cbor_put_uint(out, closing->writers);
	cbor_put_uint(out, 3);
	cbor_put_uint(out, closing->entries);
	cbor_put_uint(out, 4);
	cbor_put_bytes(out, BYTES_OF(closing->heads));
}

bool closing_parse(struct closing *closing, struct bytes payload)
{
	struct cbor cbor;
	uint64_t key, before = 0;

	memset(closing, 0, sizeof(*closing));
	cbor_open(&cbor, payload);
	uint64_t fields = cbor_map(&cbor);
	unsigned known = 0;
	for (; fields > 0 && !cbor.failed; fields--, before = key) {
		key = cbor_uint(&cbor);
		if (key <= before)
			return false;
		known += key <= 4;
		if (key == 1)
			closing->number = cbor_uint32(&cbor);
		else if (key == 2)
			closing->writers = cbor_uint(&cbor);
		else if (key == 3)
			closing->entries = cbor_uint(&cbor);
		else if (key == 4)
			cbor_fixed(&cbor, closing->heads, DIGEST_SIZE);
		else
			(void)cbor_skip(&cbor); /* a later version's */
	}
	return cbor_at_end(&cbor) && known == 4 && closing->number > 0;
}

char *closing_code(const struct closing *closing, char out[SHEET_CODE_SIZE])
{
	struct id first;

	memcpy(first.byte, closing->heads, ID_SIZE);
	return sheet_code(&first, out);
}

void heads_digest(uint8_t out[DIGEST_SIZE], const struct event_id *heads, size_t count)
{
	struct buf events = BUF_EMPTY;
	uint8_t event[EVENT_ID_SIZE];

	for (size_t i = 0; i < count; i++) {
		event_put(event, &heads[i]);
		buf_add(&events, event, sizeof(event));
	}
	const struct bytes piece = buf_bytes(&events);
	digest(out, DIGEST_SIZE, NULL, "okoce heads 1", &piece, 1);
	buf_release(&events);
}

/* --- Those of the log, in the view ------------------------------------------------------------------ */

/* "c", laptop, Lamport counter: so the last one of a laptop comes last. */
#define NAME_SIZE (1 + ID_SIZE + 8)

void closing_keep(struct store *store, const struct closed *closed)
{
	uint8_t name[NAME_SIZE] = {'c'}, event[EVENT_ID_SIZE];
	struct buf value = BUF_EMPTY;

	memcpy(name + 1, closed->device.byte, ID_SIZE);
	put_be32(name + 1 + ID_SIZE, (uint32_t)(closed->lamport >> 32));
	put_be32(name + 1 + ID_SIZE + 4, (uint32_t)closed->lamport);
	event_put(event, &closed->event);
	buf_add(&value, event, sizeof(event));
	cbor_put_int(&value, closed->time);
	closing_put(&value, &closed->closing);
	view_put(store->view, BYTES_OF(name), buf_bytes(&value));
	buf_release(&value);
}

static bool closed_get(struct closed *closed, struct bytes rest, struct bytes value)
{
	struct cbor cbor;

	if (rest.len != 8 || value.len <= EVENT_ID_SIZE)
		return false;
	closed->lamport = (uint64_t)get_be32(rest.ptr) << 32 | get_be32(rest.ptr + 4);
	closed->event = event_get(value.ptr);
	cbor_open(&cbor, (struct bytes){value.ptr + EVENT_ID_SIZE, value.len - EVENT_ID_SIZE});
	closed->time = cbor_int(&cbor);
	return !cbor.failed && closing_parse(&closed->closing, cbor_skip(&cbor));
}

struct finding {
	struct closed closed;
	uint32_t number;  /* 0: any */
	uint64_t lamport; /* 0: any */
	bool found;
	uint64_t behind; /* those behind it */
};

static void look_at(void *context, struct bytes rest, struct bytes value)
{
	struct finding *finding = context;
	struct closed closed = {.device = finding->closed.device};

	if (!closed_get(&closed, rest, value))
		return;
	finding->behind++;
	if ((finding->number > 0 && closed.closing.number != finding->number) ||
	    (finding->lamport > 0 && closed.lamport != finding->lamport))
		return;
	finding->closed = closed;
	finding->found = true;
	finding->behind = 0;
}

static void find(struct store *store, const struct id *device, struct finding *finding)
{
	uint8_t prefix[1 + ID_SIZE] = {'c'};

	finding->closed.device = *device;
	memcpy(prefix + 1, device->byte, ID_SIZE);
	view_each(store_view(store), BYTES_OF(prefix), look_at, finding);
}

bool store_find_closing(struct store *store, const struct id *device, uint32_t number, struct closed *closed)
{
	struct finding finding = {.number = number};

	find(store, device, &finding);
	*closed = finding.closed;
	return finding.found;
}

bool store_closing_at(struct store *store, const struct id *device, uint64_t lamport, struct closed *closed)
{
	struct finding finding = {.lamport = lamport};

	find(store, device, &finding);
	*closed = finding.closed;
	return finding.found;
}

bool store_is_closed_off(const struct store *store, const struct closed *closed)
{
	return store->entries == closed->closing.entries && store->lamport == closed->lamport;
}

struct own_count {
	const struct id *device;
	const struct closed *closed;
	uint64_t entries;
};

static void count_writer(void *context, const struct writer_fact *writer)
{
	struct own_count *count = context;

	if (!id_equal(&writer->device, count->device))
		return;
	if (count->closed && id_equal(&writer->writer, &count->closed->event.writer))
		count->entries += writer->seq - count->closed->event.seq;
	else if (!count->closed || writer->lamport > count->closed->lamport)
		count->entries += writer->seq - 1; /* its birth */
}

uint64_t store_own_since(struct store *store, const struct closed *closed)
{
	struct own_count count = {&store->options.device, closed, 0};
	struct finding finding = {.number = closed ? closed->closing.number : UINT32_MAX};

	store_each_writer(store, count_writer, &count);
	find(store, &store->options.device, &finding);
	return count.entries > finding.behind ? count.entries - finding.behind : 0;
}

/* --- Writing one ------------------------------------------------------------------------------------ */

static void note_head(void *context, const struct writer_fact *writer)
{
	const struct event_id head = store_head(writer);

	heads_raise(context, &head);
}

static void describe(struct commit *commit, struct closing *closing)
{
	struct store *store = commit->store;
	struct heads heads = {NULL, 0, 0};

	store_each_writer(store, note_head, &heads);
	heads_raise(&heads, &commit->writer.last);
	closing->writers = heads.count;
	closing->entries = store->entries + commit->born + 1;
	heads_digest(closing->heads, heads.item, heads.count);
	free(heads.item);
}

enum status store_close_off(struct store *store, uint32_t known, struct closed *closed, struct err *err)
{
	const struct action_id alone = {.first = 0};
	struct commit commit = {.store = store};
	struct action_id done = {.first = 0};
	struct buf payload = BUF_EMPTY;
	enum status status = store_say_read_only(store, err);

	if (status)
		return status;
	if (store_find_closing(store, &store->options.device, 0, closed) && closed->closing.number > known)
		known = closed->closing.number;
	*closed = (struct closed){.device = store->options.device};
	status = commit_begin(&commit, &alone, false, err);
	if (!status) {
		closed->closing.number = known + 1;
		describe(&commit, &closed->closing);
		closing_put(&payload, &closed->closing);
		commit_closing(&commit, buf_bytes(&payload));
		closed->event = commit.committed[0].event;
		closed->lamport = commit.committed[0].lamport;
		closed->time = commit.time;
		status = commit_end(&commit, &done, err);
	}
	if (!status) {
		closing_keep(store, closed);
		commit_follow(store, &store->writer);
	}
	commit_release(&commit);
	buf_release(&payload);
	return status;
}
