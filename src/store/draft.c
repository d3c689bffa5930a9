/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/draft.h"

#include <stdlib.h>

void making_begin(struct making *making, struct bytes key, size_t value_count)
{
	struct placed *placed = &making->placed[making->count++];
	const size_t head = 1; /* of an array of three */

	*placed = (struct placed){.key = (uint32_t)(making->bytes.len + head),
				  .value_count = (uint32_t)value_count};
	placed->values = placed->key + (uint32_t)key.len;
	operation_begin(&making->bytes, key, value_count);
}

void making_end(struct making *making, const struct event_id *superseded, size_t superseded_count)
{
	struct placed *placed = &making->placed[making->count - 1];

	placed->superseded = (uint32_t)making->bytes.len;
	placed->superseded_count = (uint32_t)superseded_count;
	operation_end(&making->bytes, superseded, superseded_count);
	placed->end = (uint32_t)making->bytes.len;
}

size_t drafts_add(struct drafts *drafts, struct making *making)
{
	const size_t start = drafts->bytes.len;

	payload_put(&drafts->bytes, buf_bytes(&making->bytes), making->count);
	drafts->draft = memory_grow(drafts->draft, drafts->count, &drafts->capacity, sizeof(*drafts->draft));
	drafts->draft[drafts->count++] =
		(struct draft){start, drafts->bytes.len, drafts->placed_count, making->count};
	for (size_t i = 0; i < making->count; i++) {
		drafts->placed = memory_grow(drafts->placed, drafts->placed_count, &drafts->placed_capacity,
					     sizeof(*drafts->placed));
		drafts->placed[drafts->placed_count++] = making->placed[i];
	}
	buf_clear(&making->bytes);
	making->count = 0;
	return drafts->bytes.len - start;
}

struct bytes drafts_get(const struct drafts *drafts, size_t index)
{
	const struct draft *draft = &drafts->draft[index];

	return (struct bytes){drafts->bytes.ptr + draft->start, draft->end - draft->start};
}

bool drafts_operation(const struct drafts *drafts, size_t index, size_t which, struct operation *operation)
{
	const struct draft *draft = &drafts->draft[index];

	if (which >= draft->count)
		return false;
	const struct placed *placed = &drafts->placed[draft->first + which];
	/* Operations are the payload's last part. */
	const struct placed *last = &drafts->placed[draft->first + draft->count - 1];
	const uint8_t *operations = drafts->bytes.ptr + draft->end - last->end;
	*operation = (struct operation){
		.key = {operations + placed->key, placed->values - placed->key},
		.values = {operations + placed->values, placed->superseded - placed->values},
		.value_count = placed->value_count,
		.superseded = {operations + placed->superseded, placed->end - placed->superseded},
		.superseded_count = placed->superseded_count,
	};
	return true;
}

void drafts_wipe(struct drafts *drafts)
{
	buf_wipe(&drafts->bytes);
	free(drafts->draft);
	free(drafts->placed);
	*drafts = (struct drafts){0};
}
