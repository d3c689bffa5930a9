/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/runs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define IN_MEMORY ((size_t)1 << 20) /* some 2,000 people */
#define WINDOW ((size_t)64 << 10)
#define ROW_MAX (sizeof(struct row_head) + 2 * (size_t)UINT16_MAX)

/* Before key and value of each row. For this run only: the machine's own order of bytes will do. */
struct row_head {
	uint16_t key_len, value_len;
};

/* --- Adding ------------------------------------------------------------------------------------------ */

static void add_row(void *context, struct bytes key, struct bytes value)
{
	struct buf *rows = context;
	const struct row_head head = {(uint16_t)key.len, (uint16_t)value.len};
	uint8_t *to = buf_more(rows, sizeof(head) + key.len + value.len);

	memcpy(to, &head, sizeof(head));
	memcpy(to + sizeof(head), key.ptr, key.len);
	if (value.len > 0)
		memcpy(to + sizeof(head) + key.len, value.ptr, value.len);
}

/* Where no file can be made, or it cannot grow, the rows stay in memory. */
static void write_out(struct runs *runs, struct run *run)
{
	if (!runs->has_file)
		runs->has_file = file_make_unnamed(runs->folder, &runs->fd, NULL) == STATUS_OK;
	if (!runs->has_file || file_put_at(runs->fd, buf_bytes(&run->rows), runs->in_file)) {
		runs->folder = NULL;
		return;
	}
	run->start = runs->in_file;
	run->size = run->rows.len;
	runs->in_file += run->size;
	buf_release(&run->rows);
}

static struct bytes key_of(const uint8_t *row)
{
	struct row_head head;

	memcpy(&head, row, sizeof(head));
	return (struct bytes){row + sizeof(head), head.key_len};
}

static void know_least(struct runs *runs, const uint8_t *row)
{
	const struct bytes key = key_of(row);

	if (runs->rows > 0 && bytes_compare(buf_bytes(&runs->least), key) <= 0)
		return;
	buf_clear(&runs->least);
	buf_add(&runs->least, key.ptr, key.len);
}

void runs_add(struct runs *runs, struct batch *batch)
{
	struct run *run;

	if (batch->count == 0)
		return;
	runs->run = memory_grow(runs->run, runs->count, &runs->capacity, sizeof(*runs->run));
	run = &runs->run[runs->count++];
	*run = (struct run){.rows = BUF_EMPTY};
	(void)buf_more(&run->rows, batch->bytes.len + batch->count * sizeof(struct row_head));
	buf_clear(&run->rows);
	const size_t added = batch->count;
	batch_tell(batch, add_row, &run->rows);
	know_least(runs, run->rows.ptr);
	runs->rows += added;
	if (runs->folder && run->rows.len > IN_MEMORY)
		write_out(runs, run);
}

/* --- Telling ----------------------------------------------------------------------------------------- */

/* What is next of a run. */
struct source {
	const uint8_t *at, *end; /* whole rows and, of the last one, perhaps a part */
	uint64_t next, left;	 /* in the file behind those */
	struct buf window;
	struct bytes key;
	uint64_t head; /* the first bytes of the key */
	size_t number; /* of the run */
};

/* A heap: each source comes before the two that are below it. */
struct merge {
	int fd;
	struct source *source;
	size_t *heap; /* indexes of sources */
	size_t count;
};

static uint64_t head_of(struct bytes key)
{
	uint64_t head = 0;

	for (size_t i = 0; i < sizeof(head); i++)
		head = head << 8 | (i < key.len ? key.ptr[i] : 0);
	return head;
}

/* More of the file behind what is left; false when it cannot be read. */
static bool read_more(const struct merge *merge, struct source *source)
{
	const size_t kept = (size_t)(source->end - source->at);
	const size_t wanted = source->left < WINDOW ? (size_t)source->left : WINDOW;
	int number;

	if (kept > 0)
		memmove(source->window.ptr, source->at, kept);
	if (!file_get_at(merge->fd, source->window.ptr + kept, wanted, source->next, &number))
		return false;
	source->at = source->window.ptr;
	source->end = source->at + kept + wanted;
	source->next += wanted;
	source->left -= wanted;
	return true;
}

static bool holds_row(const struct source *source)
{
	const size_t here = (size_t)(source->end - source->at);
	struct row_head head;

	if (here < sizeof(head))
		return false;
	memcpy(&head, source->at, sizeof(head));
	return here >= sizeof(head) + head.key_len + head.value_len;
}

static bool at_end(const struct source *source)
{
	return source->at == source->end && source->left == 0;
}

/* Looks at the next row, unless it is at the end. */
static bool look(const struct merge *merge, struct source *source)
{
	while (!holds_row(source) && source->left > 0)
		if (!read_more(merge, source))
			return false;
	if (at_end(source))
		return true;
	source->key = key_of(source->at);
	source->head = head_of(source->key);
	return true;
}

static bool comes_before(const struct source *a, const struct source *b)
{
	if (a->head != b->head)
		return a->head < b->head;
	const int order = bytes_compare(a->key, b->key);
	return order != 0 ? order < 0 : a->number < b->number;
}

static void sink(struct merge *merge, size_t at)
{
	const size_t moved = merge->heap[at];

	for (size_t below; (below = 2 * at + 1) < merge->count; at = below) {
		const struct source *source = merge->source;

		below += below + 1 < merge->count && comes_before(&source[merge->heap[below + 1]],
								   &source[merge->heap[below]]);
		if (!comes_before(&source[merge->heap[below]], &source[moved]))
			break;
		merge->heap[at] = merge->heap[below];
	}
	merge->heap[at] = moved;
}

static bool merge_open(struct merge *merge, const struct runs *runs)
{
	bool good = true;

	*merge = (struct merge){.fd = runs->fd};
	merge->source = memory_alloc(runs->count * sizeof(*merge->source));
	merge->heap = memory_alloc(runs->count * sizeof(*merge->heap));
	for (size_t i = 0; i < runs->count && good; i++) {
		const struct run *run = &runs->run[i];
		struct source *source = &merge->source[i];

		if (run->size > 0)
			(void)buf_more(&source->window, WINDOW + ROW_MAX);
		source->at = run->size > 0 ? source->window.ptr : run->rows.ptr;
		source->end = source->at + run->rows.len;
		source->next = run->start;
		source->left = run->size;
		source->number = i;
		good = look(merge, source);
		merge->heap[merge->count++] = i;
	}
	for (size_t i = merge->count / 2; i-- > 0 && good;)
		sink(merge, i);
	return good;
}

static bool tell_next(struct merge *merge, batch_each *each, void *context)
{
	struct source *source = &merge->source[merge->heap[0]];
	struct row_head head;

	memcpy(&head, source->at, sizeof(head));
	const struct bytes value = {source->key.ptr + head.key_len, head.value_len};
	each(context, source->key, value);
	source->at = value.ptr + value.len;
	const bool good = look(merge, source);
	if (at_end(source))
		merge->heap[0] = merge->heap[--merge->count];
	if (merge->count > 0)
		sink(merge, 0);
	return good;
}

bool runs_tell(struct runs *runs, batch_each *each, void *context)
{
	struct merge merge;
	bool good = merge_open(&merge, runs);

	while (good && merge.count > 0)
		good = tell_next(&merge, each, context);
	for (size_t i = 0; i < runs->count; i++)
		buf_release(&merge.source[i].window);
	free(merge.source);
	free(merge.heap);
	runs_release(runs);
	return good;
}

void runs_release(struct runs *runs)
{
	for (size_t i = 0; i < runs->count; i++)
		buf_release(&runs->run[i].rows);
	free(runs->run);
	buf_release(&runs->least);
	if (runs->has_file)
		close(runs->fd);
	*runs = (struct runs){.folder = runs->folder};
}
