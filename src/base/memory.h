/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory: allocation that does not return on failure, growing buffers, and arenas.
 *
 * Out of memory is not an error that callers handle: the hook (the terminal's restore) runs, then
 * the program aborts; what is saved is saved. Sizes that come from files are bounded before.
 */
#ifndef OKOCE_BASE_MEMORY_H
#define OKOCE_BASE_MEMORY_H

#include <stdarg.h>

#include "base/bytes.h"
#include "base/err.h"

/* Called once, with no argument, before the abort of an allocation that failed. */
void memory_on_exhaustion(void (*hook)(void));
/* Runs the hook, says so on fd 2 and aborts: for allocators other than the ones below. */
void memory_exhausted(void) __attribute__((noreturn));

void *memory_alloc(size_t size);	       /* zeroed */
void *memory_resize(void *block, size_t size); /* contents kept, new part not zeroed */
char *memory_text(const char *text);	       /* a copy; free with free() */

/* Makes room for one more element in a growing array of `count` elements of `size` bytes whose
 * capacity is *capacity; returns the (moved) array. */
void *memory_grow(void *array, size_t count, size_t *capacity, size_t size);

/* A growing buffer. All zero is an empty buffer (BUF_EMPTY). `ptr` is NUL-terminated whenever
 * something was added, so text buffers can be read as C strings with buf_text(). */
struct buf {
	uint8_t *ptr;
	size_t len;
	size_t capacity;
};

#define BUF_EMPTY ((struct buf){NULL, 0, 0})

void buf_add(struct buf *buf, const void *ptr, size_t len);
uint8_t *buf_more(struct buf *buf, size_t len); /* adds `len` bytes, which the caller writes */
void buf_widen(struct buf *buf, size_t more); /* room for `more` bytes, and a NUL behind them */
static inline void buf_add_byte(struct buf *buf, uint8_t byte)
{
	if (buf->capacity - buf->len < 2)
		buf_widen(buf, 1);
	buf->ptr[buf->len++] = byte;
	buf->ptr[buf->len] = '\0';
}
void buf_add_text(struct buf *buf, const char *text);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
const char *buf_text(const struct buf *buf); /* "" when empty; until the next change */
struct bytes buf_bytes(const struct buf *buf);
void buf_clear(struct buf *buf);   /* empty, memory kept */
void buf_release(struct buf *buf); /* memory given back, empty again */
void buf_wipe(struct buf *buf);	   /* contents overwritten, then released: for what was sealed */
/* An allocated array of them, each and itself; null and 0 afterwards. */
void buf_release_all(struct buf **item, size_t *count);

/* An arena: many small allocations with one lifetime. All zero is an empty arena. */
struct arena {
	struct arena_block *block;
};

void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
/* NUL-terminated copy of `len` bytes of text. */
char *arena_text(struct arena *arena, const char *ptr, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments) PRINTF_LIKE(2, 0);
struct bytes arena_bytes(struct arena *arena, struct bytes bytes);
void arena_release(struct arena *arena); /* all of it, overwritten first; empty again */
/* The same, but the first block stays for what comes next: for an arena of one row of many. */
void arena_clear(struct arena *arena);

#endif
