/* SPDX-License-Identifier: BSD-2-Clause */
#include "fault/disk_file.h"

#include <stdlib.h>
#include <string.h>

#define SECTOR 512
#define UNIT_LARGE 8 /* sectors that are torn together, in some states */
#define LOCK_SIZE 8192

static void fill_to(struct buf *bytes, uint64_t size)
{
	static const uint8_t zeros[SECTOR];

	while (bytes->len < size) {
		size_t left = size - bytes->len;

		buf_add(bytes, zeros, left < SECTOR ? left : SECTOR);
	}
}

static void file_change(struct file *file, uint64_t offset, const void *ptr, size_t len,
	uint64_t size)
{
	struct change change = {.offset = offset, .size = size};

	buf_add(&change.bytes, ptr, len);
	file->change =
		memory_grow(file->change, file->count, &file->capacity, sizeof(*file->change));
	file->change[file->count++] = change;
	file->size = size;
	while (file->sectors * SECTOR < size) {
		file->settled = memory_grow(file->settled, file->sectors, &file->sector_capacity,
			sizeof(*file->settled));
		file->settled[file->sectors++] = 0;
	}
}

void file_write_at(
	struct file *file, uint64_t offset, const uint8_t *ptr, size_t len)
{
	uint64_t end = offset + len;

	file_change(file, offset, ptr, len, end > file->size ? end : file->size);
}

/* What is cut off reads as zeros when the file grows again. */
void file_resize(struct file *file, uint64_t size)
{
	struct buf zeros = BUF_EMPTY;

	if (size < file->size)
		fill_to(&zeros, file->size - size);
	file_change(file, size, zeros.ptr, zeros.len, size);
	buf_release(&zeros);
}

/* Applies to the sector in `bytes` the part of a change that lies in it. */
static void change_apply(const struct change *change, size_t sector, struct buf *bytes)
{
	uint64_t begin = (uint64_t)sector * SECTOR, end = begin + SECTOR;
	uint64_t from = change->offset > begin ? change->offset : begin;
	uint64_t to = change->offset + change->bytes.len;

	if (to > end)
		to = end;
	if (from >= to)
		return;
	fill_to(bytes, to);
	memcpy(bytes->ptr + from, change->bytes.ptr + (from - change->offset), to - from);
}

/* The sector holds what it held after `moment` changes. */
static void sector_apply(const struct file *file, size_t sector, size_t moment, struct buf *bytes)
{
	for (size_t i = file->settled[sector]; i < moment; i++)
		change_apply(&file->change[i], sector, bytes);
}

static void sectors_settle(struct file *file, size_t first, size_t end)
{
	for (size_t i = first; i < end && i < file->sectors; i++) {
		sector_apply(file, i, file->count, &file->flushed);
		file->settled[i] = file->count;
	}
}

void file_settle(struct file *file)
{
	sectors_settle(file, 0, file->sectors);
	fill_to(&file->flushed, file->size);
	file->flushed.len = file->size;
	for (size_t i = 0; i < file->count; i++)
		buf_release(&file->change[i].bytes);
	memset(file->settled, 0, file->sectors * sizeof(*file->settled));
	file->count = 0;
}

void file_settle_part(struct file *file, uint64_t offset, uint64_t len)
{
	uint64_t end = offset + len;

	sectors_settle(file, offset / SECTOR, (end + SECTOR - 1) / SECTOR);
	fill_to(&file->flushed, end);
}

void file_take(struct file *file)
{
	file_change(file, 0, NULL, 0, file->flushed.len);
	file_settle(file);
}

void file_now(const struct file *file, struct buf *out)
{
	buf_add(out, file->flushed.ptr, file->flushed.len);
	for (size_t i = 0; i < file->sectors; i++)
		sector_apply(file, i, file->count, out);
	fill_to(out, file->size);
	out->len = file->size;
}

void file_release(struct file *file)
{
	for (size_t i = 0; i < file->count; i++)
		buf_release(&file->change[i].bytes);
	buf_release(&file->flushed);
	free(file->change);
	free(file->settled);
}

/* Of a hundred: how often a piece is as it was last written, and not of any moment. */
static size_t choose_moment(struct seeded *seeded, size_t first, size_t count, uint32_t newest)
{
	if (count <= first || seeded_below(seeded, 100) < newest)
		return count;
	return first + seeded_below(seeded, (uint32_t)(count - first + 1));
}

/* The next flush knows nothing of what this one was to write. */
void file_flush_fails(struct file *file, struct seeded *seeded)
{
	for (size_t i = 0; i < file->sectors; i++) {
		if (seeded_below(seeded, 2) == 0)
			sector_apply(file, i, file->count, &file->flushed);
		file->settled[i] = file->count;
	}
}

static void put_mapped(struct seeded *seeded, struct buf *bytes)
{
	uint32_t size = seeded_below(seeded, 3) * (LOCK_SIZE / 2);

	buf_clear(bytes);
	for (uint32_t i = 0; i < size; i++)
		buf_add_byte(bytes, (uint8_t)seeded_below(seeded, 256));
}

void file_as_found(const struct file *file, struct seeded *seeded, struct buf *bytes)
{
	static const uint32_t chances[] = {0, 30, 60, 90, 97, 100};
	uint32_t newest = chances[seeded_below(seeded, 6)];
	size_t unit = seeded_below(seeded, 2) == 0 ? 1 : UNIT_LARGE;
	size_t moment = 0, size_moment;
	uint64_t size;

	if (file->is_mapped) {
		put_mapped(seeded, bytes);
		return;
	}
	buf_add(bytes, file->flushed.ptr, file->flushed.len);
	for (size_t i = 0; i < file->sectors; i++) {
		if (i % unit == 0)
			moment = choose_moment(seeded, 0, file->count, newest);
		sector_apply(file, i, moment, bytes);
	}
	size_moment = choose_moment(seeded, 0, file->count, newest);
	size = size_moment == 0 ? file->flushed.len : file->change[size_moment - 1].size;
	/* What was flushed through a descriptor of its own has its size with it. */
	if (size < file->flushed.len && file->size >= file->flushed.len)
		size = file->flushed.len;
	fill_to(bytes, size);
	bytes->len = size;
}

static bool is_settled(const struct file *file, size_t change)
{
	const struct change *it = &file->change[change];
	uint64_t end = (it->offset + it->bytes.len + SECTOR - 1) / SECTOR;

	for (size_t i = it->offset / SECTOR; i < end && i < file->sectors; i++)
		if (file->settled[i] <= change)
			return false;
	return it->size <= file->flushed.len;
}

unsigned file_pending(const struct file *file)
{
	unsigned pending = 0;

	for (size_t i = 0; i < file->count && !file->is_mapped; i++)
		pending += !is_settled(file, i);
	return pending;
}
