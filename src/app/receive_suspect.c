/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/receive_inside.h"

#include <stdlib.h>

/* A run, as this laptop knows it now, or as it is going to. */
struct known_span {
	struct span span;
	bool is_new;
};
struct known_spans {
	struct known_span *item;
	size_t count, capacity;
};

/* Entries come run by run, each in its order. */
void telling_span(struct telling *telling, const struct story *story)
{
	const struct entry *entry = story->entry;
	struct span *last = telling->span_count > 0 ? &telling->span[telling->span_count - 1] : NULL;

	if (!last || !id_equal(&last->writer, &entry->id.writer)) {
		telling->span = memory_grow(
			telling->span, telling->span_count, &telling->span_capacity, sizeof(*telling->span));
		last = &telling->span[telling->span_count++];
		*last = (struct span){entry->id.writer, story->device, story->officer, entry->header.lamport, 0};
	}
	last->last = entry->header.lamport;
}

static void add(struct known_spans *spans, const struct span *span, bool is_new)
{
	spans->item = memory_grow(spans->item, spans->count, &spans->capacity, sizeof(*spans->item));
	spans->item[spans->count++] = (struct known_span){*span, is_new};
}

static void add_ours(void *context, const struct span *span)
{
	add(context, span, false);
}

static int by_writer(const void *left, const void *right)
{
	const struct known_span *a = left, *b = right;

	return id_compare(&a->span.writer, &b->span.writer);
}

static int by_device(const void *left, const void *right)
{
	const struct known_span *a = left, *b = right;
	int order = id_compare(&a->span.device, &b->span.device);

	if (order != 0)
		return order;
	return a->span.first < b->span.first ? -1 : a->span.first > b->span.first;
}

/* A run stands once, with all that is known of it. */
static void join(struct known_spans *spans)
{
	size_t kept = 0;

	qsort(spans->item, spans->count, sizeof(*spans->item), by_writer);
	for (size_t i = 1; i < spans->count; i++) {
		struct known_span *last = &spans->item[kept];
		const struct known_span *next = &spans->item[i];

		if (!id_equal(&last->span.writer, &next->span.writer)) {
			spans->item[++kept] = *next;
			continue;
		}
		last->is_new |= next->is_new;
		if (next->span.first < last->span.first)
			last->span.first = next->span.first;
		if (next->span.last > last->span.last)
			last->span.last = next->span.last;
	}
	spans->count = kept + 1;
}

static void suspect(struct receive *receive, const struct span *span)
{
	struct receive_suspect *last =
		receive->suspect_count > 0 ? &receive->suspect[receive->suspect_count - 1] : NULL;

	if (last && id_equal(&last->device, &span->device))
		return;
	receive->suspect = memory_grow(
		receive->suspect, receive->suspect_count, &receive->suspect_capacity, sizeof(*receive->suspect));
	receive->suspect[receive->suspect_count++] = (struct receive_suspect){span->device, span->officer};
}

/* What was suspected before, of runs that are here, was told when they came. */
static void find(struct receive *receive, const struct known_spans *spans)
{
	const struct known_span *longest = &spans->item[0]; /* of the laptop, so far */

	for (size_t i = 1; i < spans->count; i++) {
		const struct known_span *next = &spans->item[i];
		bool is_other = !id_equal(&next->span.device, &longest->span.device);

		if (!is_other && next->span.first <= longest->span.last && (next->is_new || longest->is_new))
			suspect(receive, &next->span);
		if (is_other || next->span.last > longest->span.last)
			longest = next;
	}
}

void telling_find_suspects(struct telling *telling)
{
	struct known_spans spans = {NULL, 0, 0};

	if (telling->span_count == 0)
		return;
	for (size_t i = 0; i < telling->span_count; i++)
		add(&spans, &telling->span[i], true);
	if (store_spans(telling->app->store, add_ours, &spans, NULL) == STATUS_OK) {
		join(&spans);
		qsort(spans.item, spans.count, sizeof(*spans.item), by_device);
		find(telling->receive, &spans);
	}
	free(spans.item);
}
