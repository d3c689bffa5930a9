/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/seal.h"

#include <sodium.h>
#include <string.h>

#include "base/random.h"

#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES

/* The associated data: the label, then the bound pieces as they stand (each of a fixed size but the last). */
static void bind_pieces(struct buf *out, const char *label, const struct bytes *bound, size_t count)
{
	buf_add_text(out, label);
	for (size_t i = 0; i < count; i++)
		buf_add(out, bound[i].ptr, bound[i].len);
}

void seal(struct buf *out, const uint8_t key[SEAL_KEY_SIZE], const char *label,
	  const struct bytes *bound, size_t bound_count, struct bytes plain)
{
	struct buf data = BUF_EMPTY;
	uint8_t *nonce, *cipher;

	bind_pieces(&data, label, bound, bound_count);
	nonce = buf_more(out, NONCE_SIZE + plain.len + TAG_SIZE);
	cipher = nonce + NONCE_SIZE;
	random_nonce(nonce);
	crypto_aead_xchacha20poly1305_ietf_encrypt(cipher, NULL, plain.ptr, plain.len, data.ptr,
						   data.len, NULL, nonce, key);
	buf_release(&data);
}

bool seal_open(struct buf *out, const uint8_t key[SEAL_KEY_SIZE], const char *label,
	       const struct bytes *bound, size_t bound_count, struct bytes sealed)
{
	struct buf data = BUF_EMPTY;

	if (sealed.len < SEAL_OVERHEAD)
		return false;
	size_t len = sealed.len - SEAL_OVERHEAD, before = out->len;
	bind_pieces(&data, label, bound, bound_count);
	/* Of what is not as it was sealed nothing but zeros is left. */
	bool opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
			      buf_more(out, len), NULL, NULL, sealed.ptr + NONCE_SIZE, len + TAG_SIZE,
			      data.ptr, data.len, sealed.ptr, key) == 0;
	if (!opened)
		out->len = before;
	buf_release(&data);
	return opened;
}

void seal_payload(struct buf *out, const uint8_t key[SEAL_KEY_SIZE], const struct id *programme,
		  const struct event_id *event, struct bytes header, struct bytes plain)
{
	uint8_t seq[4];
	put_be32(seq, event->seq);
	const struct bytes bound[] = {id_bytes(programme), id_bytes(&event->writer), BYTES_OF(seq),
				      header};
	seal(out, key, "okoce log 1", bound, 4, plain);
}

bool seal_open_payload(struct buf *out, const uint8_t key[SEAL_KEY_SIZE], const struct id *programme,
		       const struct entry *entry)
{
	uint8_t seq[4];
	put_be32(seq, entry->id.seq);
	const struct bytes bound[] = {id_bytes(programme), id_bytes(&entry->id.writer), BYTES_OF(seq),
				      entry->header_bytes};
	return seal_open(out, key, "okoce log 1", bound, 4, entry->payload);
}

void sign_keys(uint8_t public_key[SIGN_KEY_SIZE], uint8_t secret[SIGN_SECRET_SIZE],
	       const uint8_t seed[32])
{
	crypto_sign_seed_keypair(public_key, secret, seed);
}

void sign_message(uint8_t out[SIGNATURE_SIZE], const uint8_t secret[SIGN_SECRET_SIZE],
		  const char *label, struct bytes message)
{
	struct buf all = BUF_EMPTY;
	buf_add_text(&all, label);
	buf_add(&all, message.ptr, message.len);
	crypto_sign_detached(out, NULL, all.ptr, all.len, secret);
	buf_release(&all);
}

void sign_prepare(struct sign_ahead *ahead)
{
	uint8_t drawn[crypto_core_ed25519_NONREDUCEDSCALARBYTES];

	random_bytes(drawn, sizeof(drawn));
	crypto_core_ed25519_scalar_reduce(ahead->secret, drawn);
	ahead->ready = crypto_scalarmult_ed25519_base_noclamp(ahead->point, ahead->secret) == 0;
	explicit_bzero(drawn, sizeof(drawn));
}

/* SHA-512 of up to four pieces, modulo the group's order. */
static void scalar_of(uint8_t out[32], const struct bytes *piece, size_t count)
{
	crypto_hash_sha512_state state;
	uint8_t hash[crypto_hash_sha512_BYTES];

	crypto_hash_sha512_init(&state);
	for (size_t i = 0; i < count; i++)
		crypto_hash_sha512_update(&state, piece[i].ptr, piece[i].len);
	crypto_hash_sha512_final(&state, hash);
	crypto_core_ed25519_scalar_reduce(out, hash);
}

void sign_prepared(uint8_t out[SIGNATURE_SIZE], struct sign_ahead *ahead,
		   const uint8_t secret[SIGN_SECRET_SIZE], const char *label, struct bytes message)
{
	const struct bytes piece[] = {BYTES_OF(ahead->point),
				      {secret + SIGN_SECRET_SIZE - SIGN_KEY_SIZE, SIGN_KEY_SIZE},
				      {(const uint8_t *)label, strlen(label)},
				      message};
	uint8_t challenge[32], key[crypto_hash_sha512_BYTES];

	if (!ahead->ready) {
		sign_message(out, secret, label, message);
		return;
	}
	scalar_of(challenge, piece, 4);
	crypto_hash_sha512(key, secret, 32);
	key[0] &= 248; /* RFC 8032, 5.1.5 */
	key[31] = (key[31] & 63) | 64;
	memcpy(out, ahead->point, 32);
	crypto_core_ed25519_scalar_mul(out + 32, challenge, key);
	crypto_core_ed25519_scalar_add(out + 32, out + 32, ahead->secret);
	explicit_bzero(key, sizeof(key));
	explicit_bzero(ahead, sizeof(*ahead));
}

bool sign_verify(const uint8_t signature[SIGNATURE_SIZE], const uint8_t public_key[SIGN_KEY_SIZE],
		 const char *label, struct bytes message)
{
	struct buf all = BUF_EMPTY;
	buf_add_text(&all, label);
	buf_add(&all, message.ptr, message.len);
	bool good = crypto_sign_verify_detached(signature, all.ptr, all.len, public_key) == 0;
	buf_release(&all);
	return good;
}
