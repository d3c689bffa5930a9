/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/writer.h"

#include <string.h>

#include "base/random.h"

#define BIRTH_LABEL "okoce birth 1"

enum { BIRTH_KEY = 1, BIRTH_PROGRAMME, BIRTH_OFFICER, BIRTH_OFFICER_KEY, BIRTH_DEVICE, BIRTH_VERSION,
       BIRTH_CONF, BIRTH_SIGNATURE };

void writer_id(struct id *out, const uint8_t public_key[SIGN_KEY_SIZE], uint32_t birth_time)
{
	const struct bytes piece = {public_key, SIGN_KEY_SIZE};
	uint8_t hash[DIGEST_SIZE];

	digest(hash, sizeof(hash), NULL, "okoce writer 1", &piece, 1);
	put_be32(out->byte, birth_time);
	memcpy(out->byte + 4, hash, ID_SIZE - 4);
}

void writer_draw(struct writer *writer, moment now)
{
	uint8_t seed[32];

	memset(writer, 0, sizeof(*writer));
	random_bytes(seed, sizeof(seed));
	sign_keys(writer->public_key, writer->secret, seed);
	explicit_bzero(seed, sizeof(seed));
	writer_id(&writer->id, writer->public_key, (uint32_t)now);
}

static void claims_put(struct buf *out, const struct birth *birth)
{
	cbor_put_uint(out, BIRTH_KEY);
	cbor_put_bytes(out, BYTES_OF(birth->public_key));
	cbor_put_uint(out, BIRTH_PROGRAMME);
	cbor_put_bytes(out, id_bytes(&birth->programme));
	cbor_put_uint(out, BIRTH_OFFICER);
	cbor_put_bytes(out, id_bytes(&birth->officer));
	cbor_put_uint(out, BIRTH_OFFICER_KEY);
	cbor_put_bytes(out, BYTES_OF(birth->officer_key));
	cbor_put_uint(out, BIRTH_DEVICE);
	cbor_put_bytes(out, id_bytes(&birth->device));
	cbor_put_uint(out, BIRTH_VERSION);
	cbor_put_text(out, (const char *)birth->version.ptr, birth->version.len);
	cbor_put_uint(out, BIRTH_CONF);
	cbor_put_bytes(out, BYTES_OF(birth->conf_digest));
}

void birth_put(struct buf *out, const struct birth *birth, const struct key_ring *ring)
{
	struct buf claims = BUF_EMPTY, signed_part = BUF_EMPTY;
	uint8_t signature[SIGNATURE_SIZE];

	claims_put(&claims, birth);
	cbor_put_map(&signed_part, 7);
	buf_add(&signed_part, claims.ptr, claims.len);
	sign_message(signature, ring->sign_secret, BIRTH_LABEL, buf_bytes(&signed_part));
	cbor_put_map(out, 8);
	buf_add(out, claims.ptr, claims.len);
	cbor_put_uint(out, BIRTH_SIGNATURE);
	cbor_put_bytes(out, BYTES_OF(signature));
	buf_release(&claims);
	buf_release(&signed_part);
}

bool birth_parse(struct birth *birth, struct bytes payload, const struct id *writer)
{
	struct buf signed_part = BUF_EMPTY;
	uint8_t signature[SIGNATURE_SIZE] = {0};
	struct cbor cbor;
	struct id id;
	int64_t previous = -1;

	memset(birth, 0, sizeof(*birth));
	cbor_open(&cbor, payload);
	for (size_t left = cbor_map(&cbor); left > 0 && cbor_ok(&cbor); left--) {
		switch (cbor_key(&cbor, &previous)) {
		case BIRTH_KEY: cbor_fixed(&cbor, birth->public_key, SIGN_KEY_SIZE); break;
		case BIRTH_PROGRAMME: cbor_fixed(&cbor, birth->programme.byte, ID_SIZE); break;
		case BIRTH_OFFICER: cbor_fixed(&cbor, birth->officer.byte, ID_SIZE); break;
		case BIRTH_OFFICER_KEY: cbor_fixed(&cbor, birth->officer_key, SIGN_KEY_SIZE); break;
		case BIRTH_DEVICE: cbor_fixed(&cbor, birth->device.byte, ID_SIZE); break;
		case BIRTH_VERSION: birth->version = cbor_text(&cbor); break;
		case BIRTH_CONF: cbor_fixed(&cbor, birth->conf_digest, DIGEST_SIZE); break;
		case BIRTH_SIGNATURE: cbor_fixed(&cbor, signature, SIGNATURE_SIZE); break;
		default: cbor_fail(&cbor); /* unsigned claims are none */
		}
	}
	writer_id(&id, birth->public_key, get_be32(writer->byte));
	cbor_put_map(&signed_part, 7);
	claims_put(&signed_part, birth);
	bool good = cbor_at_end(&cbor) && id_equal(&id, writer) &&
		    sign_verify(signature, birth->officer_key, BIRTH_LABEL, buf_bytes(&signed_part));
	buf_release(&signed_part);
	return good;
}
