/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A disk that can lose its power. It is fed with the shim's journal and knows, of each file, what
 * was there at the last flush and what was written since; disk_lose_power() then makes a folder as
 * it could be found afterwards.
 *
 * The model, no kinder than a real disk: what was flushed is there. Of what was written since,
 * each piece of 512 or 4096 bytes is as it was at any one moment since then, independently of the
 * others, so writes are lost, torn and reordered. The size, too, is that of any such moment. Of
 * the names made, changed and removed since the folder was flushed the first few are there. A
 * file that the program has mapped for writing holds anything. Of a flush that failed some pieces
 * are written and the others never: the system takes them for written, and no later flush does it.
 */
#ifndef OKOCE_TESTS_FAULT_DISK_H
#define OKOCE_TESTS_FAULT_DISK_H

#include "base/memory.h"
#include "base/random.h"
#include "fault/shim.h"

struct disk;

/* What lies in the folder is flushed. Paths of the journal are relative to it, or below `root`. */
struct disk *disk_new(const char *folder, const char *root);
void disk_free(struct disk *disk);

/* A call, as long as it has not returned: it may have been carried out, or in part. */
void disk_begin(struct disk *disk, const struct shim_record *record, const uint8_t *data);
/* It has returned: what it promises holds. */
void disk_end(struct disk *disk, const struct shim_record *record, const uint8_t *data);

/* Instead of disk_end(): an fsync or fdatasync that failed. */
void disk_flush_fails(
	struct disk *disk, const struct shim_record *record, struct seeded *seeded);

/* Makes the folder, which must not exist. */
void disk_lose_power(const struct disk *disk, const char *folder, struct seeded *seeded);
/* What the file holds while there is power. */
void disk_read(const struct disk *disk, const char *path, struct buf *out);
/* How many writes and names are not flushed. */
unsigned disk_pending(const struct disk *disk);

#endif
