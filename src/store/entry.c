/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/entry.h"

#include <string.h>

enum { HEADER_LAMPORT = 1, HEADER_PREV, HEADER_TIME, HEADER_SOURCE, HEADER_KIND, HEADER_KEY,
       HEADER_BATCH };

int event_compare(const struct event_id *a, const struct event_id *b)
{
	int order = id_compare(&a->writer, &b->writer);
	if (order == 0 && a->seq != b->seq)
		order = a->seq < b->seq ? -1 : 1;
	return order ? order : memcmp(a->tag, b->tag, ENTRY_TAG_SIZE);
}

void event_put(uint8_t out[EVENT_ID_SIZE], const struct event_id *event)
{
	memcpy(out, event->writer.byte, ID_SIZE);
	put_be32(out + ID_SIZE, event->seq);
	memcpy(out + ID_SIZE + 4, event->tag, ENTRY_TAG_SIZE);
}

struct event_id event_get(const uint8_t in[EVENT_ID_SIZE])
{
	struct event_id event;
	memcpy(event.writer.byte, in, ID_SIZE);
	event.seq = get_be32(in + ID_SIZE);
	memcpy(event.tag, in + ID_SIZE + 4, ENTRY_TAG_SIZE);
	return event;
}

const struct bytes entry_prefix = {(const uint8_t *)"L", 1};

void entry_key(uint8_t out[ENTRY_KEY_SIZE], const struct event_id *event)
{
	out[0] = entry_prefix.ptr[0];
	event_put(out + 1, event);
}

bool entry_key_parse(struct bytes key, struct event_id *event)
{
	if (key.len != ENTRY_KEY_SIZE || !bytes_start_with(key, entry_prefix))
		return false;
	*event = event_get(key.ptr + 1);
	return event->seq > 0;
}

void entry_header_put(struct buf *out, const struct entry_header *header)
{
	cbor_put_map(out, 2 + (size_t)header->has_prev + (header->source != 0) +
			      (header->kind != 0) + header->has_key + (header->batch != 0));
	cbor_put_uint(out, HEADER_LAMPORT);
	cbor_put_uint(out, header->lamport);
	if (header->has_prev) {
		cbor_put_uint(out, HEADER_PREV);
		cbor_put_bytes(out, BYTES_OF(header->prev));
	}
	cbor_put_uint(out, HEADER_TIME);
	cbor_put_int(out, header->time);
	if (header->source) {
		cbor_put_uint(out, HEADER_SOURCE);
		cbor_put_uint(out, header->source);
	}
	if (header->kind) {
		cbor_put_uint(out, HEADER_KIND);
		cbor_put_uint(out, header->kind);
	}
	if (header->has_key) {
		cbor_put_uint(out, HEADER_KEY);
		cbor_put_bytes(out, BYTES_OF(header->key_id));
	}
	if (header->batch) {
		cbor_put_uint(out, HEADER_BATCH);
		cbor_put_uint(out, header->batch);
	}
}

static void put_signature(struct buf *out, const uint8_t *signature)
{
	if (signature)
		cbor_put_bytes(out, (struct bytes){signature, SIGNATURE_SIZE});
	else
		cbor_put_null(out);
}

void entry_put(struct buf *out, struct bytes header, struct bytes payload, const uint8_t *signature)
{
	cbor_put_array(out, 3);
	buf_add(out, header.ptr, header.len);
	cbor_put_bytes(out, payload);
	put_signature(out, signature);
}

void entry_copy(struct buf *out, const struct entry *entry, const uint8_t *signature)
{
	if (!entry->erased) {
		entry_put(out, entry->header_bytes, entry->payload, signature);
		return;
	}
	cbor_put_array(out, 3);
	buf_add(out, entry->header_bytes.ptr, entry->header_bytes.len);
	cbor_put_array(out, 1);
	cbor_put_bytes(out, BYTES_OF(entry->left));
	put_signature(out, signature);
}

static bool header_parse(struct entry_header *header, struct bytes bytes)
{
	struct cbor cbor;
	int64_t previous = -1;

	cbor_open(&cbor, bytes);
	for (size_t left = cbor_map(&cbor); left > 0 && cbor_ok(&cbor); left--) {
		switch (cbor_key(&cbor, &previous)) {
		case HEADER_LAMPORT:
			header->lamport = cbor_uint(&cbor);
			if (header->lamport > LAMPORT_MAX)
				header->lamport = LAMPORT_MAX;
			break;
		case HEADER_PREV:
			cbor_fixed(&cbor, header->prev, sizeof(header->prev));
			header->has_prev = true;
			break;
		case HEADER_TIME:
			header->time = cbor_int(&cbor);
			break;
		case HEADER_SOURCE:
			header->source = (enum clock_source)cbor_uint32(&cbor);
			break;
		case HEADER_KIND:
			header->kind = (enum entry_kind)cbor_uint32(&cbor);
			break;
		case HEADER_KEY:
			cbor_fixed(&cbor, header->key_id, sizeof(header->key_id));
			header->has_key = true;
			break;
		case HEADER_BATCH:
			header->batch = cbor_uint(&cbor);
			break;
		default: /* a later version's: covered by the chain as it stands */
			cbor_skip(&cbor);
		}
	}
	return cbor_at_end(&cbor) && header->lamport > 0;
}

bool entry_parse(struct entry *entry, struct bytes key, struct bytes value)
{
	struct cbor cbor;

	memset(entry, 0, sizeof(*entry));
	if (!entry_key_parse(key, &entry->id))
		return false;
	cbor_open(&cbor, value);
	if (cbor_array(&cbor) != 3)
		return false;
	entry->header_bytes = cbor_skip(&cbor);
	if (cbor_peek(&cbor) == CBOR_ARRAY) {
		entry->erased = true;
		if (cbor_array(&cbor) != 1)
			return false;
		cbor_fixed(&cbor, entry->left, DIGEST_SIZE);
	} else {
		entry->payload = cbor_bytes(&cbor);
	}
	if (cbor_peek(&cbor) == CBOR_NULL) {
		cbor_null(&cbor);
	} else {
		struct bytes signature = cbor_bytes(&cbor);
		entry->signature = signature.ptr;
		if (signature.len != SIGNATURE_SIZE)
			return false;
	}
	return cbor_at_end(&cbor) && header_parse(&entry->header, entry->header_bytes);
}

void entry_chain(uint8_t out[DIGEST_SIZE], const struct id *programme, const struct event_id *event,
		 const struct entry_header *header, struct bytes header_bytes,
		 const uint8_t digest_bytes[DIGEST_SIZE])
{
	static const uint8_t zeros[DIGEST_SIZE];
	uint8_t seq[4];
	put_be32(seq, event->seq);
	const struct bytes pieces[] = {
		id_bytes(programme),
		id_bytes(&event->writer),
		BYTES_OF(seq),
		{header->has_prev ? header->prev : zeros, DIGEST_SIZE},
		header_bytes,
		{digest_bytes, DIGEST_SIZE},
	};
	digest(out, DIGEST_SIZE, NULL, "okoce chain 1", pieces, sizeof(pieces) / sizeof(*pieces));
}

bool entry_is_named(const struct entry *entry, const struct id *programme, uint8_t chain[DIGEST_SIZE])
{
	uint8_t hash[DIGEST_SIZE];

	if (!entry->erased)
		payload_digest(hash, entry->payload);
	entry_chain(chain, programme, &entry->id, &entry->header, entry->header_bytes,
		    entry->erased ? entry->left : hash);
	return memcmp(chain, entry->id.tag, ENTRY_TAG_SIZE) == 0;
}

void payload_digest(uint8_t out[DIGEST_SIZE], struct bytes payload)
{
	digest(out, DIGEST_SIZE, NULL, "okoce payload 1", &payload, 1);
}

uint32_t entry_action(const struct event_id *event, const struct entry_header *header)
{
	const uint64_t batch = header->batch;

	return batch > 0 && batch <= UINT32_MAX ? (uint32_t)batch : event->seq;
}
