/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sealing: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with 24 random bytes of nonce for every seal.
 * Sealed bytes are nonce || ciphertext || tag. What a seal belongs to (its label and associated
 * data) is checked on opening, so that nothing opens for another use or in another place (F1).
 */
#ifndef OKOCE_STORE_SEAL_H
#define OKOCE_STORE_SEAL_H

#include "store/entry.h"

#define SEAL_KEY_SIZE 32
#define SEAL_OVERHEAD (24 + 16)
#define SIGN_KEY_SIZE 32
#define SIGN_SECRET_SIZE 64

void seal(struct buf *out, const uint8_t key[SEAL_KEY_SIZE], const char *label,
	  const struct bytes *bound, size_t bound_count, struct bytes plain);
/* Appends the plain bytes; false when key, label, place or bytes are not what was sealed. */
bool seal_open(struct buf *out, const uint8_t key[SEAL_KEY_SIZE], const char *label,
	       const struct bytes *bound, size_t bound_count, struct bytes sealed) MUST_USE;

/* An entry's payload: label "okoce log 1"; programme, writer, seq and the header's bytes bound. */
void seal_payload(struct buf *out, const uint8_t key[SEAL_KEY_SIZE], const struct id *programme,
		  const struct event_id *event, struct bytes header, struct bytes plain);
bool seal_open_payload(struct buf *out, const uint8_t key[SEAL_KEY_SIZE], const struct id *programme,
		       const struct entry *entry) MUST_USE;

/* Ed25519 over label || message. */
void sign_keys(uint8_t public_key[SIGN_KEY_SIZE], uint8_t secret[SIGN_SECRET_SIZE],
	       const uint8_t seed[32]);
void sign_message(uint8_t out[SIGNATURE_SIZE], const uint8_t secret[SIGN_SECRET_SIZE],
		  const char *label, struct bytes message);

/* The half of a signature that needs neither key nor message, made while nobody waits: it is nine tenths of
 * the work. RFC 8032 (5.1.6) derives the secret scalar r from the message, so that it never repeats; here it is drawn
 * from the system, which no verifier can tell. Two signatures with one r would give the key away, so this
 * is good for one, which wipes it. All zero: none is ready. */
struct sign_ahead {
	bool ready;
	uint8_t secret[32], point[32]; /* r, and R = rB */
};
void sign_prepare(struct sign_ahead *ahead);
/* As sign_message(), and quickly where one is ready. */
void sign_prepared(uint8_t out[SIGNATURE_SIZE], struct sign_ahead *ahead,
		   const uint8_t secret[SIGN_SECRET_SIZE], const char *label, struct bytes message);
bool sign_verify(const uint8_t signature[SIGNATURE_SIZE], const uint8_t public_key[SIGN_KEY_SIZE],
		 const char *label, struct bytes message) MUST_USE;

#endif
