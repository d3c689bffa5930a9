/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/keys_inside.h"

#include <sodium.h>
#include <string.h>

#include "base/code.h"
#include "base/i18n.h"
#include "base/random.h"
#include "base/text.h"
#include "store/meta.h"

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

void keys_derive(uint8_t out[32], const uint8_t from[32], const char context[8], uint64_t number)
{
	crypto_kdf_derive_from_key(out, 32, number, context, from);
}

static void derive_from_seed(struct key_ring *ring)
{
	uint8_t part[32];

	keys_derive(part, ring->seed, "okoceofc", 1);
	sign_keys(ring->sign_key, ring->sign_secret, part);
	keys_derive(part, ring->seed, "okoceofc", 2);
	crypto_box_seed_keypair(ring->box_key, ring->box_secret, part);
	sodium_memzero(part, sizeof(part));
}

void key_ring_draw_seed(struct key_ring *ring)
{
	random_bytes(ring->seed, sizeof(ring->seed));
	derive_from_seed(ring);
}

const struct bytes slot_prefix = {(const uint8_t *)"K", 1};

void slot_key(uint8_t out[SLOT_KEY_SIZE], const struct id *officer)
{
	out[0] = slot_prefix.ptr[0];
	memcpy(out + 1, officer->byte, ID_SIZE);
}

void keys_sum_put(struct buf *out, size_t start)
{
	uint8_t sum[CHECKSUM_SIZE];
	checksum(sum, (struct bytes){out->ptr + start, out->len - start});
	cbor_put_bytes(out, BYTES_OF(sum));
}

bool keys_sum_holds(struct cbor *cbor, struct bytes value)
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
       SLOT_SALT, SLOT_CODE };

static void slot_clear_put(struct buf *out, const struct slot *slot)
{
	cbor_put_map(out, slot->open ? 4 : slot->code ? 7 : 6);
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
	if (slot->code) {
		cbor_put_uint(out, SLOT_CODE);
		cbor_put_bool(out, true);
	}
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
		case SLOT_CODE: slot->code = cbor_bool(&cbor); break;
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
	return keys_sum_holds(&cbor, value) && slot_clear_parse(slot) &&
	       memcmp(slot->officer.byte, key.ptr + 1, ID_SIZE) == 0;
}

/* One form, so that the same letters typed on another keyboard are the same passphrase. */
static bool clean_secret(const struct slot *slot, const char *passphrase, struct buf *clean)
{
	char code[RECOVERY_CODE_SIZE];

	if (!slot->code)
		return text_clean(clean, passphrase, strlen(passphrase));
	bool good = code_parse(passphrase, RECOVERY_CODE_DIGITS, code);
	if (good)
		buf_add_text(clean, code);
	sodium_memzero(code, sizeof(code));
	return good;
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
	if (!clean_secret(slot, passphrase, &clean))
		return err_set(err, STATUS_DENIED, _("The passphrase does not fit. Check Caps Lock."));
	int failed = crypto_pwhash(hash, sizeof(hash), buf_text(&clean), clean.len, slot->salt,
				   slot->passes, (size_t)slot->memory_kib * 1024,
				   crypto_pwhash_ALG_ARGON2ID13);
	buf_wipe(&clean);
	if (failed)
		return err_set(err, STATUS_MEMORY,
			       _("Not enough memory to open the file. Close other programs and try again."));
	keys_derive(out, hash, "okoceslt", 1);
	sodium_memzero(hash, sizeof(hash));
	return STATUS_OK;
}

/* A slot that has officer, name and generation. */
static enum status slot_seal(struct buf *out, struct slot *slot, const struct key_ring *ring,
			     const struct id *programme, const char *passphrase, struct err *err)
{
	struct buf clear = BUF_EMPTY, sealed = BUF_EMPTY;
	uint8_t secret[32];

	slot->open = !passphrase;
	slot->memory_kib = SLOT_MEMORY_KIB;
	slot->passes = SLOT_PASSES;
	random_bytes(slot->salt, sizeof(slot->salt));
	enum status status = slot_secret(secret, slot, programme, passphrase, err);
	if (status)
		return status;
	slot_clear_put(&clear, slot);
	const struct bytes bound[] = {id_bytes(programme), buf_bytes(&clear)};
	seal(&sealed, secret, "okoce slot 1", bound, 2, BYTES_OF(ring->seed));
	size_t start = out->len;
	cbor_put_array(out, 3);
	cbor_put_bytes(out, buf_bytes(&clear));
	cbor_put_bytes(out, buf_bytes(&sealed));
	keys_sum_put(out, start);
	sodium_memzero(secret, sizeof(secret));
	buf_release(&clear);
	buf_release(&sealed);
	return STATUS_OK;
}

static enum status slot_name(struct slot *slot, const char *name, struct err *err)
{
	const size_t len = strlen(name);

	if (len == 0 || len >= sizeof(slot->name) || !text_check(name, len))
		return err_set(err, STATUS_INVALID,
			       _("The officer's name is empty or too long. Give a name of 1 to 60 letters."));
	memcpy(slot->name, name, len);
	return STATUS_OK;
}

enum status slot_put(struct buf *out, const struct key_ring *ring, const struct id *programme,
		     const struct id *officer, const char *name, uint32_t generation,
		     const char *passphrase, struct err *err)
{
	struct slot slot = {.officer = *officer, .generation = generation};
	enum status status = slot_name(&slot, name, err);

	return status ? status : slot_seal(out, &slot, ring, programme, passphrase, err);
}

enum status slot_put_code(struct buf *out, const struct key_ring *ring, const struct id *programme,
			  const struct id *officer, const char *name, const char *code, struct err *err)
{
	struct slot slot = {.officer = *officer, .generation = 1, .code = true};
	enum status status = slot_name(&slot, name, err);

	return status ? status : slot_seal(out, &slot, ring, programme, code, err);
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

void slot_digest(uint8_t out[DIGEST_SIZE], struct bytes value)
{
	digest(out, DIGEST_SIZE, NULL, "okoce slot record 1", &value, 1);
}

