/* SPDX-License-Identifier: BSD-2-Clause */
/* Files: bounded reading, atomic writing, private folders, locks. Names are never passed to a shell. */
#ifndef OKOCE_BASE_FILE_H
#define OKOCE_BASE_FILE_H

#include "base/memory.h"

/* Reads a regular file (no FIFO, no device, no folder) of at most `max` bytes into `out`. */
enum status file_read(const char *path, size_t max, struct buf *out, struct err *err) MUST_USE;
/* Opens such a file for reading in pieces; no link either, which on a stick may lead anywhere. */
enum status file_open(const char *path, size_t max, int *fd, struct err *err) MUST_USE;
/* A file without a name, 0600, that is gone when it is closed or the program ends. */
enum status file_make_unnamed(const char *folder, int *fd, struct err *err) MUST_USE;
/* Writes all of it, at the file's own place or at a byte of it; 0, or an errno value: a part may be written
 * then. */
int file_put(int fd, struct bytes bytes) MUST_USE;
int file_put_at(int fd, struct bytes bytes, uint64_t at) MUST_USE;
/* Reads all of it from a byte on, or false: *number is the errno value, 0 where the file ends before. */
bool file_get_at(int fd, void *out, size_t len, uint64_t at, int *number) MUST_USE;
/* Writes to a temporary name beside it (mode 0600), flushes, renames over `path`, flushes the folder. */
enum status file_write(const char *path, struct bytes bytes, struct err *err) MUST_USE;
/* The same without flushing: whole after a kill of the program, of a loss of power perhaps not. */
enum status file_write_soon(const char *path, struct bytes bytes, struct err *err) MUST_USE;
/* Makes a folder and those above it, mode 0700 for the new ones. */
enum status file_make_folder(const char *path, struct err *err) MUST_USE;
/* Flushes the folder that holds `path`, so that a new or renamed name in it lasts. */
enum status file_sync_folder(const char *path, struct err *err) MUST_USE;

/* Renames, or EEXIST where the name is taken: nothing is ever replaced. 0, or an errno value. */
int file_rename_new(const char *from, const char *to) MUST_USE;

/* An advisory lock (flock) on a file of its own, which is created 0600 and never deleted (deleting
 * would let two hold it). STATUS_BUSY when another process holds it. */
struct file_lock {
	int fd; /* -1: not held */
};
#define FILE_LOCK_NONE ((struct file_lock){-1})
enum status file_lock_take(struct file_lock *lock, const char *path, struct err *err) MUST_USE;
void file_lock_release(struct file_lock *lock);

/* `path` with `suffix` behind it, or joined with '/'. Free with free(). */
char *path_with(const char *path, const char *suffix);
char *path_join(const char *folder, const char *name);
/* The folder that holds it, "." where it names none. Slashes at its end name the same thing. Free with
 * free(). */
char *path_folder(const char *path);
/* The part behind the last '/'. Borrowed from path. */
const char *path_base(const char *path);

#endif
