/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/names.h"

#include <string.h>
#include <unistd.h>

#include "store/follow.h"
#include "store/owed.h"

#define LABEL "okoce view names 1"
/* Two sealed blocks fit a page of the view. */
#define BLOCK_BYTES 1900
#define NAME_MAX_BYTES UINT16_MAX

/* --- Names in a block: record(16) len(2) folded -------------------------------------------------- */

static bool take_name(struct bytes block, size_t *offset, struct id *record, struct bytes *folded)
{
	const uint8_t *at = block.ptr + *offset;

	if (block.len - *offset < ID_SIZE + 2)
		return false;
	memcpy(record->byte, at, ID_SIZE);
	folded->ptr = at + ID_SIZE + 2;
	folded->len = (size_t)at[ID_SIZE] << 8 | at[ID_SIZE + 1];
	if (block.len - *offset - ID_SIZE - 2 < folded->len)
		return false;
	*offset += ID_SIZE + 2 + folded->len;
	return true;
}

/* False when it is not what was put; then some may have been told. */
static bool tell_block(struct bytes block, size_t *offset, store_name *each, void *context)
{
	struct id record;
	struct bytes folded;

	while (*offset < block.len) {
		if (!take_name(block, offset, &record, &folded))
			return false;
		each(context, &record, (const char *)folded.ptr, folded.len);
	}
	return true;
}

/* --- Blocks in the view ----------------------------------------------------------------------------- */

static const struct bytes tail_name = {(const uint8_t *)"z", 1};

struct block_name {
	uint8_t byte[1 + 4];
};

static struct bytes name_block(struct block_name *name, uint32_t number)
{
	name->byte[0] = tail_name.ptr[0];
	put_be32(name->byte + 1, number);
	return BYTES_OF(name->byte);
}

static void seal_block(const struct store *store, struct buf *out)
{
	uint8_t number[4];
	const struct bytes bound[] = {id_bytes(&store->meta.programme), BYTES_OF(number)};

	put_be32(number, store->names.number);
	seal(out, store->ring->names_key, LABEL, bound, 2, buf_bytes(&store->names.plain));
}

static bool open_block(const struct store *store, uint32_t block, struct bytes sealed, struct buf *plain)
{
	uint8_t number[4];
	const struct bytes bound[] = {id_bytes(&store->meta.programme), BYTES_OF(number)};

	put_be32(number, block);
	return seal_open(plain, store->ring->names_key, LABEL, bound, 2, sealed);
}

static void put_full(struct store *store)
{
	struct buf sealed = BUF_EMPTY;
	struct block_name name;

	seal_block(store, &sealed);
	view_put(store->view, name_block(&name, store->names.number), buf_bytes(&sealed));
	buf_release(&sealed);
	buf_clear(&store->names.plain);
	store->names.number++;
}

void names_keep(struct store *store)
{
	struct buf value = BUF_EMPTY;
	uint8_t number[4];

	if (!store->names.changed)
		return;
	put_be32(number, store->names.number);
	buf_add(&value, number, sizeof(number));
	seal_block(store, &value);
	view_put(store->view, tail_name, buf_bytes(&value));
	buf_release(&value);
	store->names.changed = false;
}

/* --- Coming ----------------------------------------------------------------------------------------- */

static void take(void *context, const struct id *record, struct bytes folded)
{
	struct store *store = context;
	struct buf *plain = &store->names.plain;
	uint8_t len[2];

	if (folded.len > NAME_MAX_BYTES)
		folded.len = NAME_MAX_BYTES;
	if (plain->len > 0 && plain->len + ID_SIZE + sizeof(len) + folded.len > BLOCK_BYTES)
		put_full(store);
	len[0] = (uint8_t)(folded.len >> 8);
	len[1] = (uint8_t)folded.len;
	buf_add(plain, record->byte, ID_SIZE);
	buf_add(plain, len, sizeof(len));
	buf_add(plain, folded.ptr, folded.len);
	store->names.changed = true;
}

void names_start(struct store *store)
{
	struct names_tail *tail = &store->names;
	struct bytes value;

	buf_wipe(&tail->plain);
	tail->view++;
	tail->number = 0;
	tail->changed = false;
	if (view_get(store->view, tail_name, &value)) {
		const struct bytes sealed = {value.ptr + 4, value.len - 4};

		if (value.len > 4)
			tail->number = get_be32(value.ptr);
		if (value.len <= 4 || !open_block(store, tail->number, sealed, &tail->plain))
			view_doubt(store->view);
	}
	view_tell_names(store->view, take, store);
}

/* --- Telling ----------------------------------------------------------------------------------------- */

static bool tell_full(struct store *store, struct names_place *place, store_name *each, void *context)
{
	struct buf plain = BUF_EMPTY;
	struct block_name name;
	struct bytes sealed;
	bool good = view_get(store->view, name_block(&name, place->block), &sealed) &&
		    open_block(store, place->block, sealed, &plain) && place->offset <= plain.len &&
		    tell_block(buf_bytes(&plain), &place->offset, each, context);

	buf_wipe(&plain);
	place->block++;
	place->offset = 0;
	return good;
}

uint32_t store_names_view(struct store *store)
{
	owed_settle(store);
	return store->names.view;
}

void store_names(struct store *store, struct names_place *place, store_name *each, void *context)
{
	struct names_tail *tail = &store->names;
	bool good = true;

	owed_settle(store);
	place->view = tail->view;
	while (good && place->block < tail->number)
		good = tell_full(store, place, each, context);
	if (good && tell_block(buf_bytes(&tail->plain), &place->offset, each, context))
		return;
	/* The cache is damaged. Of a view that was made anew the caller will ask all again. */
	follow_doubt(store);
}
