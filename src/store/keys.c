/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/keys.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/random.h"
#include "base/text.h"
#include "store/meta.h"

#define BOX_LABEL "okoce box 1"

struct key_ring *key_ring_new(void)
{
	struct key_ring *ring = sodium_malloc(sizeof(*ring));
	if (!ring)
		memory_exhausted();
	memset(ring, 0, sizeof(*ring));
	return ring;
}

void key_ring_free(struct key_ring *ring)
{
	if (ring)
		sodium_free(ring);
}

static void derive(uint8_t out[32], const uint8_t from[32], const char context[8], uint64_t number)
{
	crypto_kdf_derive_from_key(out, 32, number, context, from);
}

static void derive_from_seed(struct key_ring *ring)
{
	uint8_t part[32];

	derive(part, ring->seed, "okoceofc", 1);
	sign_keys(ring->sign_key, ring->sign_secret, part);
	derive(part, ring->seed, "okoceofc", 2);
	crypto_box_seed_keypair(ring->box_key, ring->box_secret, part);
	sodium_memzero(part, sizeof(part));
}

/* --- Log keys ---------------------------------------------------------------------------------------- */

static void log_key_make(struct log_key *made, const uint8_t key[32], const struct id *programme)
{
	const struct bytes pieces[] = {id_bytes(programme), {key, 32}};

	memcpy(made->key, key, sizeof(made->key));
	digest(made->digest, DIGEST_SIZE, NULL, "okoce key 1", pieces, 2);
	memcpy(made->id, made->digest, KEY_ID_SIZE);
	derive(made->payload_key, key, "okocelog", 1);
	derive(made->local_key, key, "okocelog", 3);
}

/* Whoever has all keys has it, and nobody who was removed: of them the last one is kept. */
static void derive_names_key(struct key_ring *ring)
{
	uint8_t all[32] = {0};

	for (size_t i = 0; i < ring->known_count; i++)
		for (size_t j = 0; j < sizeof(all); j++)
			all[j] ^= ring->known[i].key[j];
	derive(ring->names_key, all, "okocelog", 2);
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
	derive(ring->record_key, ring->ids_secret, "okoceids", 1);
	derive(ring->tag_key, ring->ids_secret, "okoceids", 2);
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

void key_ring_draw_seed(struct key_ring *ring)
{
	random_bytes(ring->seed, sizeof(ring->seed));
	derive_from_seed(ring);
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

const struct bytes slot_prefix = {(const uint8_t *)"K", 1};
const struct bytes box_prefix = {(const uint8_t *)"E", 1};

void slot_key(uint8_t out[SLOT_KEY_SIZE], const struct id *officer)
{
	out[0] = slot_prefix.ptr[0];
	memcpy(out + 1, officer->byte, ID_SIZE);
}

void box_key(uint8_t out[BOX_KEY_SIZE], const uint8_t key_id[KEY_ID_SIZE], const struct id *officer)
{
	out[0] = box_prefix.ptr[0];
	memcpy(out + 1, key_id, KEY_ID_SIZE);
	memcpy(out + 1 + KEY_ID_SIZE, officer->byte, ID_SIZE);
}

/* Slots and boxes end in a checksum of what stands before it: public, and only there so that a
 * damaged one is not taken for a wrong passphrase. */
static void sum_put(struct buf *out, size_t start)
{
	uint8_t sum[CHECKSUM_SIZE];
	checksum(sum, (struct bytes){out->ptr + start, out->len - start});
	cbor_put_bytes(out, BYTES_OF(sum));
}

static bool sum_holds(struct cbor *cbor, struct bytes value)
{
	uint8_t stated[CHECKSUM_SIZE], sum[CHECKSUM_SIZE];
	size_t covered = (size_t)(cbor->next - value.ptr);

	cbor_fixed(cbor, stated, sizeof(stated));
	if (!cbor_at_end(cbor))
		return false;
	checksum(sum, (struct bytes){value.ptr, covered});
	return memcmp(sum, stated, sizeof(sum)) == 0;
}

enum { SLOT_OFFICER = 1, SLOT_NAME, SLOT_GENERATION, SLOT_OPEN, SLOT_MEMORY, SLOT_PASS_COUNT,
       SLOT_SALT };

static void slot_clear_put(struct buf *out, const struct slot *slot)
{
	cbor_put_map(out, slot->open ? 4 : 6);
	cbor_put_uint(out, SLOT_OFFICER);
	cbor_put_bytes(out, id_bytes(&slot->officer));
	cbor_put_uint(out, SLOT_NAME);
	cbor_put_text(out, slot->name, strlen(slot->name));
	cbor_put_uint(out, SLOT_GENERATION);
	cbor_put_uint(out, slot->generation);
	if (slot->open) {
		cbor_put_uint(out, SLOT_OPEN);
		cbor_put_bool(out, true);
		return;
	}
	cbor_put_uint(out, SLOT_MEMORY);
	cbor_put_uint(out, slot->memory_kib);
	cbor_put_uint(out, SLOT_PASS_COUNT);
	cbor_put_uint(out, slot->passes);
	cbor_put_uint(out, SLOT_SALT);
	cbor_put_bytes(out, BYTES_OF(slot->salt));
}

static bool slot_clear_parse(struct slot *slot)
{
	struct cbor cbor;
	struct bytes name = BYTES_NONE;
	int64_t previous = -1;

	cbor_open(&cbor, slot->clear);
	for (size_t left = cbor_map(&cbor); left > 0 && cbor_ok(&cbor); left--) {
		switch (cbor_key(&cbor, &previous)) {
		case SLOT_OFFICER: cbor_fixed(&cbor, slot->officer.byte, ID_SIZE); break;
		case SLOT_NAME: name = cbor_text(&cbor); break;
		case SLOT_GENERATION: slot->generation = cbor_uint32(&cbor); break;
		case SLOT_OPEN: slot->open = cbor_bool(&cbor); break;
		case SLOT_MEMORY: slot->memory_kib = cbor_uint32(&cbor); break;
		case SLOT_PASS_COUNT: slot->passes = cbor_uint32(&cbor); break;
		case SLOT_SALT: cbor_fixed(&cbor, slot->salt, sizeof(slot->salt)); break;
		default: cbor_skip(&cbor);
		}
	}
	if (!cbor_at_end(&cbor) || name.len == 0 || name.len >= sizeof(slot->name))
		return false;
	memcpy(slot->name, name.ptr, name.len);
	return true;
}

bool slot_parse(struct slot *slot, struct bytes key, struct bytes value)
{
	struct cbor cbor;

	memset(slot, 0, sizeof(*slot));
	cbor_open(&cbor, value);
	if (key.len != SLOT_KEY_SIZE || cbor_array(&cbor) != 3)
		return false;
	slot->clear = cbor_bytes(&cbor);
	slot->sealed = cbor_bytes(&cbor);
	slot_digest(slot->digest, value);
	return sum_holds(&cbor, value) && slot_clear_parse(slot) &&
	       memcmp(slot->officer.byte, key.ptr + 1, ID_SIZE) == 0;
}

/* The key that a slot is sealed with: from the passphrase, or, for an open slot, one that anybody
 * can compute. */
static enum status slot_secret(uint8_t out[32], const struct slot *slot, const struct id *programme,
			       const char *passphrase, struct err *err)
{
	uint8_t hash[32];
	struct buf clean = BUF_EMPTY;

	if (slot->open) {
		const struct bytes piece = id_bytes(programme);
		digest(out, 32, NULL, "okoce open slot 1", &piece, 1);
		return STATUS_OK;
	}
	/* One form, so that the same letters typed on another keyboard are the same passphrase. */
	if (!text_clean(&clean, passphrase, strlen(passphrase)))
		return err_set(err, STATUS_DENIED, _("The passphrase does not fit. Check Caps Lock."));
	int failed = crypto_pwhash(hash, sizeof(hash), buf_text(&clean), clean.len, slot->salt,
				   slot->passes, (size_t)slot->memory_kib * 1024,
				   crypto_pwhash_ALG_ARGON2ID13);
	buf_wipe(&clean);
	if (failed)
		return err_set(err, STATUS_MEMORY,
			       _("Not enough memory to open the file. Close other programs and try again."));
	derive(out, hash, "okoceslt", 1);
	sodium_memzero(hash, sizeof(hash));
	return STATUS_OK;
}

enum status slot_put(struct buf *out, const struct key_ring *ring, const struct id *programme,
		     const struct id *officer, const char *name, uint32_t generation,
		     const char *passphrase, struct err *err)
{
	struct slot slot = {.officer = *officer, .generation = generation, .open = !passphrase,
			    .memory_kib = SLOT_MEMORY_KIB, .passes = SLOT_PASSES};
	struct buf clear = BUF_EMPTY, sealed = BUF_EMPTY;
	uint8_t secret[32];
	size_t len = strlen(name);

	if (len == 0 || len >= sizeof(slot.name) || !text_check(name, len))
		return err_set(err, STATUS_INVALID,
			       _("The officer's name is empty or too long. Give a name of 1 to 60 letters."));
	memcpy(slot.name, name, len);
	random_bytes(slot.salt, sizeof(slot.salt));
	enum status status = slot_secret(secret, &slot, programme, passphrase, err);
	if (status)
		return status;
	slot_clear_put(&clear, &slot);
	const struct bytes bound[] = {id_bytes(programme), buf_bytes(&clear)};
	seal(&sealed, secret, "okoce slot 1", bound, 2, BYTES_OF(ring->seed));
	size_t start = out->len;
	cbor_put_array(out, 3);
	cbor_put_bytes(out, buf_bytes(&clear));
	cbor_put_bytes(out, buf_bytes(&sealed));
	sum_put(out, start);
	sodium_memzero(secret, sizeof(secret));
	buf_release(&clear);
	buf_release(&sealed);
	return STATUS_OK;
}

enum status slot_open(const struct slot *slot, struct key_ring *ring, const struct id *programme,
		      const char *passphrase, struct err *err)
{
	uint8_t secret[32];
	struct buf seed = BUF_EMPTY;

	if (!slot->open && (slot->memory_kib < SLOT_MEMORY_KIB_MIN || slot->memory_kib > SLOT_MEMORY_KIB_MAX ||
			    slot->passes < SLOT_PASSES_MIN || slot->passes > SLOT_PASSES_MAX))
		return err_set(err, STATUS_DAMAGED,
			       _("The key part of \"%s\" is damaged. Use another copy of the file."), slot->name);
	if (!slot->open && !passphrase)
		return err_set(err, STATUS_DENIED, _("The file is locked. Give the passphrase."));
	enum status status = slot_secret(secret, slot, programme, passphrase, err);
	if (status)
		return status;
	const struct bytes bound[] = {id_bytes(programme), slot->clear};
	bool opened = seal_open(&seed, secret, "okoce slot 1", bound, 2, slot->sealed) && seed.len == 32;
	sodium_memzero(secret, sizeof(secret));
	if (opened) {
		memcpy(ring->seed, seed.ptr, sizeof(ring->seed));
		derive_from_seed(ring);
	}
	buf_wipe(&seed);
	if (!opened && slot->open)
		return err_set(err, STATUS_DAMAGED,
			       _("The key part of \"%s\" is damaged. Use another copy of the file."), slot->name);
	if (!opened)
		return err_set(err, STATUS_DENIED, _("The passphrase does not fit. Check Caps Lock."));
	return STATUS_OK;
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
	sum_put(out, start);
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
	return sum_holds(&cbor, value) && sealed->len > crypto_box_SEALBYTES;
}

void slot_digest(uint8_t out[DIGEST_SIZE], struct bytes value)
{
	digest(out, DIGEST_SIZE, NULL, "okoce slot record 1", &value, 1);
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
