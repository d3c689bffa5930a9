/* SPDX-License-Identifier: BSD-2-Clause */
/* Log keys in a ring, and the boxes that bring them. */
#include "store/keys_inside.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/random.h"

#define BOX_LABEL "okoce box 1"

/* --- Log keys ---------------------------------------------------------------------------------------- */

static void log_key_make(struct log_key *made, const uint8_t key[32], const struct id *programme)
{
	const struct bytes pieces[] = {id_bytes(programme), {key, 32}};

	memcpy(made->key, key, sizeof(made->key));
	digest(made->digest, DIGEST_SIZE, NULL, "okoce key 1", pieces, 2);
	memcpy(made->id, made->digest, KEY_ID_SIZE);
	keys_derive(made->payload_key, key, "okocelog", 1);
	keys_derive(made->local_key, key, "okocelog", 3);
}

/* Whoever has all keys has it, and nobody who was removed: of them the last one is kept. */
static void derive_names_key(struct key_ring *ring)
{
	uint8_t all[32] = {0};

	for (size_t i = 0; i < ring->known_count; i++)
		for (size_t j = 0; j < sizeof(all); j++)
			all[j] ^= ring->known[i].key[j];
	keys_derive(ring->names_key, all, "okocelog", 2);
	sodium_memzero(all, sizeof(all));
}

static void choose(struct key_ring *ring, const struct log_key *key)
{
	memcpy(ring->log_key, key->key, sizeof(ring->log_key));
	memcpy(ring->key_id, key->id, KEY_ID_SIZE);
	memcpy(ring->key_digest, key->digest, DIGEST_SIZE);
	memcpy(ring->payload_key, key->payload_key, SEAL_KEY_SIZE);
	memcpy(ring->local_key, key->local_key, SEAL_KEY_SIZE);
}

static const struct log_key *find_key(const struct key_ring *ring, const uint8_t key_id[KEY_ID_SIZE])
{
	for (size_t i = 0; i < ring->known_count; i++)
		if (memcmp(ring->known[i].id, key_id, KEY_ID_SIZE) == 0)
			return &ring->known[i];
	return NULL;
}

/* False when there is no room for it. */
static bool add_key(struct key_ring *ring, const uint8_t key[32], const struct id *programme)
{
	for (size_t i = 0; i < ring->known_count; i++)
		if (sodium_memcmp(ring->known[i].key, key, 32) == 0)
			return true;
	if (ring->known_count == LOG_KEYS_MAX)
		return false;
	struct log_key *added = &ring->known[ring->known_count++];
	log_key_make(added, key, programme);
	if (ring->known_count == 1)
		choose(ring, added);
	derive_names_key(ring);
	return true;
}

bool key_ring_choose(struct key_ring *ring, const uint8_t key_id[KEY_ID_SIZE])
{
	const struct log_key *key = find_key(ring, key_id);

	if (key)
		choose(ring, key);
	return key != NULL;
}

void key_ring_mark(const struct key_ring *ring, uint8_t out[KEY_ID_SIZE])
{
	memset(out, 0, KEY_ID_SIZE);
	for (size_t i = 0; i < ring->known_count; i++)
		for (size_t j = 0; j < KEY_ID_SIZE; j++)
			out[j] ^= ring->known[i].id[j];
}

bool key_ring_open(const struct key_ring *ring, struct buf *out, const struct id *programme,
		   const struct entry *entry)
{
	const struct log_key *key = find_key(ring, entry->header.key_id);

	return key && seal_open_payload(out, key->payload_key, programme, entry);
}

static void derive_from_ids(struct key_ring *ring)
{
	keys_derive(ring->record_key, ring->ids_secret, "okoceids", 1);
	keys_derive(ring->tag_key, ring->ids_secret, "okoceids", 2);
}

bool key_ring_draw_next(struct key_ring *ring, const struct id *programme)
{
	uint8_t key[32];

	random_bytes(key, sizeof(key));
	bool added = add_key(ring, key, programme);
	if (added)
		choose(ring, &ring->known[ring->known_count - 1]);
	sodium_memzero(key, sizeof(key));
	return added;
}

void key_ring_draw(struct key_ring *ring, const struct id *programme, const uint8_t *ids_secret)
{
	if (!key_ring_draw_next(ring, programme))
		abort(); /* a new ring has room */
	if (ids_secret)
		memcpy(ring->ids_secret, ids_secret, sizeof(ring->ids_secret));
	else
		random_bytes(ring->ids_secret, sizeof(ring->ids_secret));
	derive_from_ids(ring);
}

/* --- Boxes -------------------------------------------------------------------------------------------- */

const struct bytes box_prefix = {(const uint8_t *)"E", 1};

void box_key(uint8_t out[BOX_KEY_SIZE], const uint8_t key_id[KEY_ID_SIZE], const struct id *officer)
{
	out[0] = box_prefix.ptr[0];
	memcpy(out + 1, key_id, KEY_ID_SIZE);
	memcpy(out + 1 + KEY_ID_SIZE, officer->byte, ID_SIZE);
}

enum { BOX_USE = 1, BOX_PROGRAMME, BOX_OFFICER, BOX_LOG_KEY, BOX_IDS, BOX_EARLIER };

void box_put(struct buf *out, const struct key_ring *ring, const struct id *programme,
	     const struct id *officer, const uint8_t to_box_key[32])
{
	struct buf plain = BUF_EMPTY;

	cbor_put_map(&plain, 6);
	cbor_put_uint(&plain, BOX_USE);
	cbor_put_text(&plain, BOX_LABEL, strlen(BOX_LABEL));
	cbor_put_uint(&plain, BOX_PROGRAMME);
	cbor_put_bytes(&plain, id_bytes(programme));
	cbor_put_uint(&plain, BOX_OFFICER);
	cbor_put_bytes(&plain, id_bytes(officer));
	cbor_put_uint(&plain, BOX_LOG_KEY);
	cbor_put_bytes(&plain, BYTES_OF(ring->log_key));
	cbor_put_uint(&plain, BOX_IDS);
	cbor_put_bytes(&plain, BYTES_OF(ring->ids_secret));
	cbor_put_uint(&plain, BOX_EARLIER);
	cbor_put_array(&plain, ring->known_count - 1);
	for (size_t i = 0; i < ring->known_count; i++)
		if (memcmp(ring->known[i].id, ring->key_id, KEY_ID_SIZE) != 0)
			cbor_put_bytes(&plain, BYTES_OF(ring->known[i].key));
	uint8_t *sealed = memory_alloc(plain.len + crypto_box_SEALBYTES);
	crypto_box_seal(sealed, plain.ptr, plain.len, to_box_key);
	size_t start = out->len;
	cbor_put_array(out, 2);
	cbor_put_bytes(out, (struct bytes){sealed, plain.len + crypto_box_SEALBYTES});
	keys_sum_put(out, start);
	free(sealed);
	buf_wipe(&plain);
}

/* What a box has in it. */
struct box {
	struct bytes use;
	struct id programme, officer;
	uint8_t log_key[32], ids_secret[32], earlier[LOG_KEYS_MAX][32];
	size_t earlier_count;
};

static void earlier_get(struct box *box, struct cbor *cbor)
{
	for (size_t left = cbor_array(cbor); left > 0 && cbor_ok(cbor); left--) {
		if (box->earlier_count == LOG_KEYS_MAX)
			cbor_skip(cbor);
		else
			cbor_fixed(cbor, box->earlier[box->earlier_count++], 32);
	}
}

static bool box_get(struct box *box, struct bytes plain)
{
	struct cbor cbor;
	int64_t previous = -1;

	cbor_open(&cbor, plain);
	for (size_t left = cbor_map(&cbor); left > 0 && cbor_ok(&cbor); left--) {
		switch (cbor_key(&cbor, &previous)) {
		case BOX_USE: box->use = cbor_text(&cbor); break;
		case BOX_PROGRAMME: cbor_fixed(&cbor, box->programme.byte, ID_SIZE); break;
		case BOX_OFFICER: cbor_fixed(&cbor, box->officer.byte, ID_SIZE); break;
		case BOX_LOG_KEY: cbor_fixed(&cbor, box->log_key, sizeof(box->log_key)); break;
		case BOX_IDS: cbor_fixed(&cbor, box->ids_secret, sizeof(box->ids_secret)); break;
		case BOX_EARLIER: earlier_get(box, &cbor); break;
		default: cbor_skip(&cbor);
		}
	}
	return cbor_at_end(&cbor) &&
	       bytes_equal(box->use, (struct bytes){(const uint8_t *)BOX_LABEL, strlen(BOX_LABEL)});
}

/* The box is of this programme, and of the officer and key that it is named by. */
static bool box_fits(const struct box *box, struct bytes key, const struct id *programme)
{
	struct log_key named;

	log_key_make(&named, box->log_key, programme);
	bool fits = id_equal(&box->programme, programme) &&
		    memcmp(key.ptr + 1, named.id, KEY_ID_SIZE) == 0 &&
		    memcmp(key.ptr + 1 + KEY_ID_SIZE, box->officer.byte, ID_SIZE) == 0;
	sodium_memzero(&named, sizeof(named));
	return fits;
}

static bool box_take(struct bytes plain, struct bytes key, struct key_ring *ring,
		      const struct id *programme)
{
	struct box box = {.earlier_count = 0};
	bool good = box_get(&box, plain) && box_fits(&box, key, programme) &&
		    (ring->known_count == 0 ||
		     memcmp(ring->ids_secret, box.ids_secret, sizeof(box.ids_secret)) == 0);

	if (good) {
		memcpy(ring->ids_secret, box.ids_secret, sizeof(ring->ids_secret));
		derive_from_ids(ring);
	}
	good = good && add_key(ring, box.log_key, programme);
	for (size_t i = 0; i < box.earlier_count && good; i++)
		good = add_key(ring, box.earlier[i], programme);
	sodium_memzero(&box, sizeof(box));
	return good;
}

bool box_parse(struct bytes key, struct bytes value, struct bytes *sealed)
{
	struct cbor cbor;

	cbor_open(&cbor, value);
	if (key.len != BOX_KEY_SIZE || cbor_array(&cbor) != 2)
		return false;
	*sealed = cbor_bytes(&cbor);
	return keys_sum_holds(&cbor, value) && sealed->len > crypto_box_SEALBYTES;
}

enum status box_open(struct bytes key, struct bytes value, struct key_ring *ring,
		     const struct id *programme, struct err *err)
{
	struct bytes sealed;
	bool opened = false;

	if (box_parse(key, value, &sealed)) {
		size_t len = sealed.len - crypto_box_SEALBYTES;
		uint8_t *plain = memory_alloc(len);
		opened = crypto_box_seal_open(plain, sealed.ptr, sealed.len, ring->box_key,
					      ring->box_secret) == 0 &&
			 box_take((struct bytes){plain, len}, key, ring, programme);
		sodium_memzero(plain, len);
		free(plain);
	}
	if (!opened)
		return err_set(err, STATUS_DAMAGED,
			       _("The key box of this officer is damaged. Use another copy of the file."));
	return STATUS_OK;
}
