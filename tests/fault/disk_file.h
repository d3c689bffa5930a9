/* SPDX-License-Identifier: BSD-2-Clause */
/* One file of the disk that can lose its power: what is flushed and what is not. For disk.c only. */
#ifndef OKOCE_TESTS_FAULT_DISK_FILE_H
#define OKOCE_TESTS_FAULT_DISK_FILE_H

#include "base/memory.h"
#include "base/random.h"

/* One write, or a change of the size. */
struct change {
	uint64_t offset;
	struct buf bytes;
	uint64_t size; /* of the file afterwards */
};

struct file {
	uint64_t inode; /* its number while the program ran; 0: known no more */
	bool is_folder;
	bool is_mapped;
	struct buf flushed; /* what a loss of power leaves in any case */
	uint64_t size;	    /* now */
	struct change *change;
	size_t count, capacity;
	/* Of each sector how many of the changes are flushed. */
	size_t *settled;
	size_t sectors, sector_capacity;
};

/* What it has was flushed. */
void file_take(struct file *file);
void file_write_at(struct file *file, uint64_t offset, const uint8_t *ptr, size_t len);
void file_resize(struct file *file, uint64_t size);
void file_settle(struct file *file); /* all is flushed */
/* These bytes are, with all that was written before to the same sectors. */
void file_settle_part(struct file *file, uint64_t offset, uint64_t len);
void file_flush_fails(struct file *file, struct seeded *seeded);
/* What it holds while there is power, and after a loss of it. */
void file_now(const struct file *file, struct buf *out);
void file_as_found(const struct file *file, struct seeded *seeded, struct buf *bytes);
unsigned file_pending(const struct file *file); /* changes that are not flushed */
void file_release(struct file *file);

#endif
