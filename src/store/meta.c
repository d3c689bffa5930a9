/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/meta.h"

#include <string.h>

#include "base/i18n.h"
#include "base/random.h"

enum { META_KEY_FORMAT = 1, META_PROGRAMME, META_FOUNDER, META_SALT, META_CREATED, META_SEALED };

const struct bytes meta_key = {(const uint8_t *)"F", 1};

void checksum(uint8_t out[CHECKSUM_SIZE], struct bytes bytes)
{
	digest(out, CHECKSUM_SIZE, NULL, "okoce checksum 1", &bytes, 1);
}

void checked_put(struct buf *out, struct bytes map)
{
	uint8_t sum[CHECKSUM_SIZE];

	checksum(sum, map);
	cbor_put_array(out, 2);
	buf_add(out, map.ptr, map.len);
	cbor_put_bytes(out, BYTES_OF(sum));
}

bool checked_get(struct bytes value, struct bytes *map)
{
	uint8_t stated[CHECKSUM_SIZE], sum[CHECKSUM_SIZE];
	struct cbor cbor;

	cbor_open(&cbor, value);
	if (cbor_array(&cbor) != 2)
		return false;
	*map = cbor_skip(&cbor);
	cbor_fixed(&cbor, stated, sizeof(stated));
	checksum(sum, *map);
	return cbor_at_end(&cbor) && memcmp(stated, sum, sizeof(sum)) == 0;
}

static void programme_id(struct id *out, const struct meta *meta)
{
	const struct bytes pieces[] = {BYTES_OF(meta->founder_key), BYTES_OF(meta->salt)};
	digest(out->byte, ID_SIZE, NULL, "okoce programme 1", pieces, 2);
}

void meta_draw(struct meta *meta, const uint8_t founder_key[SIGN_KEY_SIZE], moment created, bool sealed)
{
	memset(meta, 0, sizeof(*meta));
	meta->format = META_FORMAT;
	memcpy(meta->founder_key, founder_key, SIGN_KEY_SIZE);
	random_bytes(meta->salt, sizeof(meta->salt));
	meta->created = created;
	meta->sealed = sealed;
	programme_id(&meta->programme, meta);
}

void meta_put(struct buf *out, const struct meta *meta)
{
	struct buf map = BUF_EMPTY;

	cbor_put_map(&map, 6);
	cbor_put_uint(&map, META_KEY_FORMAT);
	cbor_put_uint(&map, meta->format);
	cbor_put_uint(&map, META_PROGRAMME);
	cbor_put_bytes(&map, id_bytes(&meta->programme));
	cbor_put_uint(&map, META_FOUNDER);
	cbor_put_bytes(&map, BYTES_OF(meta->founder_key));
	cbor_put_uint(&map, META_SALT);
	cbor_put_bytes(&map, BYTES_OF(meta->salt));
	cbor_put_uint(&map, META_CREATED);
	cbor_put_int(&map, meta->created);
	cbor_put_uint(&map, META_SEALED);
	cbor_put_bool(&map, meta->sealed);
	checked_put(out, buf_bytes(&map));
	buf_release(&map);
}

static bool map_parse(struct meta *meta, struct bytes map)
{
	struct cbor cbor;
	int64_t previous = -1;
	struct id id;

	cbor_open(&cbor, map);
	for (size_t left = cbor_map(&cbor); left > 0 && cbor_ok(&cbor); left--) {
		switch (cbor_key(&cbor, &previous)) {
		case META_KEY_FORMAT: meta->format = cbor_uint(&cbor); break;
		case META_PROGRAMME: cbor_fixed(&cbor, meta->programme.byte, ID_SIZE); break;
		case META_FOUNDER: cbor_fixed(&cbor, meta->founder_key, SIGN_KEY_SIZE); break;
		case META_SALT: cbor_fixed(&cbor, meta->salt, sizeof(meta->salt)); break;
		case META_CREATED: meta->created = cbor_int(&cbor); break;
		case META_SEALED: meta->sealed = cbor_bool(&cbor); break;
		default: cbor_skip(&cbor);
		}
	}
	programme_id(&id, meta);
	return cbor_at_end(&cbor) && meta->format > 0 &&
	       (meta->format > META_FORMAT || id_equal(&id, &meta->programme));
}

enum status meta_parse(struct meta *meta, struct bytes value, const char *path, struct err *err)
{
	struct bytes map;

	memset(meta, 0, sizeof(*meta));
	if (!checked_get(value, &map) || !map_parse(meta, map))
		return err_set(err, STATUS_DAMAGED,
			       _("\"%s\" is damaged: it does not say which programme it is of. Use another copy of the file."),
			       path);
	if (meta->format > META_FORMAT)
		return err_set(err, STATUS_UNSUPPORTED,
			       _("\"%s\" was written by a newer okoce. Install that version to open it."), path);
	return STATUS_OK;
}
