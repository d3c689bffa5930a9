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
