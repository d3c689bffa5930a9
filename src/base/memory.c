/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/memory.h"

#include "base/i18n.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Up to this size a buffer that grows overwrites the block it leaves: a sealed payload has at most
 * 64 KiB (FORMAT F11), so no copy of one stays behind. Larger ones are files and reports, which
 * the C library moves by remapping pages instead of copying them. */
#define BUF_OVERWRITE_MAX (128 * 1024)
#define BUF_FIRST 64

#define ARENA_FIRST 1024
#define ARENA_LARGEST (64 * 1024)

/* Any thread may run out of memory; the hook runs in the first that does. */
static void (*_Atomic exhaustion_hook)(void);

void memory_on_exhaustion(void (*hook)(void))
{
	exhaustion_hook = hook;
}

void memory_exhausted(void)
{
	/* Forgotten before it runs, lest a hook that allocates comes back here without end. */
	void (*hook)(void) = atomic_exchange(&exhaustion_hook, NULL);
	const char *sentence;

	if (hook)
		hook();
	sentence = _("Not enough memory. What was saved is kept: close other programs, then start "
		     "again.\n");
	if (write(STDERR_FILENO, sentence, strlen(sentence)) < 0) {
		/* Nobody listens; the abort below tells the rest. */
	}
	abort();
}

void *memory_alloc(size_t size)
{
	void *block = calloc(1, size ? size : 1);

	if (!block)
		memory_exhausted();
	return block;
}

void *memory_resize(void *block, size_t size)
{
	void *moved = realloc(block, size ? size : 1);

	if (!moved)
		memory_exhausted();
	return moved;
}

char *memory_text(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(memory_alloc(size), text, size);
}

static size_t sum_or_exhausted(size_t a, size_t b)
{
	size_t sum;

	if (__builtin_add_overflow(a, b, &sum))
		memory_exhausted();
	return sum;
}

static size_t product_or_exhausted(size_t a, size_t b)
{
	size_t product;

	if (__builtin_mul_overflow(a, b, &product))
		memory_exhausted();
	return product;
}

void *memory_grow(void *array, size_t count, size_t *capacity, size_t size)
{
	size_t larger = 8;

	if (count < *capacity)
		return array;
	if (count >= larger / 2)
		larger = product_or_exhausted(count, 2);
	array = memory_resize(array, product_or_exhausted(larger, size));
	*capacity = larger;
	return array;
}

void buf_widen(struct buf *buf, size_t more)
{
	size_t need = sum_or_exhausted(sum_or_exhausted(buf->len, more), 1);
	size_t capacity = buf->capacity ? buf->capacity : BUF_FIRST;
	uint8_t *moved;

	while (capacity < need)
		capacity = product_or_exhausted(capacity, 2);
	if (buf->capacity > BUF_OVERWRITE_MAX) {
		buf->ptr = memory_resize(buf->ptr, capacity);
	} else {
		moved = memory_resize(NULL, capacity);
		if (buf->ptr) {
			memcpy(moved, buf->ptr, buf->len);
			explicit_bzero(buf->ptr, buf->capacity);
			free(buf->ptr);
		}
		buf->ptr = moved;
	}
	buf->capacity = capacity;
}

/* Makes room for `more` bytes and a NUL behind them. */
static inline void buf_reserve(struct buf *buf, size_t more)
{
	if (more >= buf->capacity - buf->len)
		buf_widen(buf, more);
}

uint8_t *buf_more(struct buf *buf, size_t len)
{
	buf_reserve(buf, len);
	buf->len += len;
	buf->ptr[buf->len] = '\0';
	return buf->ptr + buf->len - len;
}

void buf_add(struct buf *buf, const void *ptr, size_t len)
{
	uint8_t *more = buf_more(buf, len);

	if (len > 0)
		memcpy(more, ptr, len);
}

void buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		return;
	buf_reserve(buf, (size_t)length);
	va_start(arguments, format);
	vsnprintf((char *)buf->ptr + buf->len, (size_t)length + 1, format, arguments);
	va_end(arguments);
	buf->len += (size_t)length;
}

const char *buf_text(const struct buf *buf)
{
	return buf->len > 0 ? (const char *)buf->ptr : "";
}

struct bytes buf_bytes(const struct buf *buf)
{
	return (struct bytes){buf->ptr, buf->len};
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->ptr)
		buf->ptr[0] = '\0';
}

void buf_release(struct buf *buf)
{
	free(buf->ptr);
	*buf = BUF_EMPTY;
}

void buf_wipe(struct buf *buf)
{
	if (buf->ptr)
		explicit_bzero(buf->ptr, buf->capacity);
	buf_release(buf);
}

void buf_release_all(struct buf **item, size_t *count)
{
	for (size_t i = 0; i < *count; i++)
		buf_release(&(*item)[i]);
	free(*item);
	*item = NULL;
	*count = 0;
}

struct arena_block {
	struct arena_block *previous;
	size_t size;
	size_t used;
	_Alignas(max_align_t) uint8_t data[];
};

static struct arena_block *block_make(size_t size)
{
	struct arena_block *block = memory_alloc(sum_or_exhausted(sizeof(*block), size));

	block->size = size;
	return block;
}

/* A block for `size` more bytes. One that is larger than a usual block goes behind the current
 * one, whose rest then stays in use. */
static struct arena_block *arena_extend(struct arena *arena, size_t size)
{
	struct arena_block *current = arena->block;
	size_t usual = current ? 2 * current->size : ARENA_FIRST;
	struct arena_block *block;

	if (usual > ARENA_LARGEST)
		usual = ARENA_LARGEST;
	block = block_make(size > usual ? size : usual);
	if (current && size > usual) {
		block->previous = current->previous;
		current->previous = block;
	} else {
		block->previous = current;
		arena->block = block;
	}
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t unit = _Alignof(max_align_t);
	size_t rounded = sum_or_exhausted(size ? size : 1, unit - 1) / unit * unit;
	struct arena_block *block = arena->block;
	void *result;

	if (!block || block->size - block->used < rounded)
		block = arena_extend(arena, rounded);
	result = block->data + block->used;
	block->used += rounded;
	return result;
}

char *arena_text(struct arena *arena, const char *ptr, size_t len)
{
	char *text = arena_alloc(arena, sum_or_exhausted(len, 1));

	if (len > 0)
		memcpy(text, ptr, len);
	return text;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	char *text;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		return arena_alloc(arena, 1);
	text = arena_alloc(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

struct bytes arena_bytes(struct arena *arena, struct bytes bytes)
{
	uint8_t *copy;

	if (bytes.len == 0)
		return BYTES_NONE;
	copy = arena_alloc(arena, bytes.len);
	memcpy(copy, bytes.ptr, bytes.len);
	return (struct bytes){copy, bytes.len};
}

/* Blocks are zero behind what is used. */
static void block_wipe(struct arena_block *block)
{
	explicit_bzero(block->data, block->used);
	block->used = 0;
}

void arena_clear(struct arena *arena)
{
	struct arena_block *block = arena->block;

	while (block && block->previous) {
		struct arena_block *previous = block->previous;

		block_wipe(block);
		free(block);
		block = previous;
	}
	if (block)
		block_wipe(block);
	arena->block = block;
}

void arena_release(struct arena *arena)
{
	arena_clear(arena);
	free(arena->block);
	arena->block = NULL;
}
