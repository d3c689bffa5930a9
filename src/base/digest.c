/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/digest.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define KEY_SIZE 32

void digest(uint8_t *out, size_t out_len, const uint8_t *key, const char *label,
	const struct bytes *pieces, size_t count)
{
	crypto_generichash_state state;

	/* Only a length out of range makes this fail, which is a mistake in the program; going on
	 * would hand out a digest of nothing. */
	if (crypto_generichash_init(&state, key, key ? KEY_SIZE : 0, out_len) != 0)
		abort();
	crypto_generichash_update(&state, (const uint8_t *)label, strlen(label));
	for (size_t i = 0; i < count; i++) {
		if (pieces[i].len > 0)
			crypto_generichash_update(&state, pieces[i].ptr, pieces[i].len);
	}
	crypto_generichash_final(&state, out, out_len);
	if (key)
		sodium_memzero(&state, sizeof(state));
}

_Static_assert(sizeof(struct digester) >= sizeof(crypto_generichash_state), "room for libsodium's state");

static crypto_generichash_state *state_of(struct digester *digester)
{
	return (crypto_generichash_state *)(void *)digester->state;
}

void digester_begin(struct digester *digester)
{
	if (crypto_generichash_init(state_of(digester), NULL, 0, DIGEST_SIZE) != 0)
		abort();
}

void digester_add(struct digester *digester, struct bytes bytes)
{
	crypto_generichash_update(state_of(digester), bytes.ptr, bytes.len);
}

void digester_end(struct digester *digester, uint8_t out[DIGEST_SIZE])
{
	crypto_generichash_final(state_of(digester), out, DIGEST_SIZE);
}

uint64_t digest_short(const uint8_t *key, struct bytes bytes)
{
	uint8_t out[crypto_shorthash_BYTES];

	crypto_shorthash(out, bytes.ptr, bytes.len, key);
	return (uint64_t)get_be32(out) << 32 | get_be32(out + 4);
}
