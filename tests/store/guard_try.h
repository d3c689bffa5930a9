/* SPDX-License-Identifier: BSD-2-Clause */
/* For the tests of guards: files of all kinds, users and disks that may only be read, and another
 * program that has the file open. */
#ifndef TESTS_STORE_GUARD_TRY_H
#define TESTS_STORE_GUARD_TRY_H

#include <sys/types.h>

#include "store/store.h"

/* Makes the file anew, or changes one that is there. */
void guard_write(const char *path, struct bytes bytes);
void guard_overwrite(const char *path, struct bytes bytes); /* the same file, with other bytes */
void guard_patch(const char *path, long at, const char *bytes, size_t len);
/* Nothing where it is no file. */
void guard_read(const char *path, struct buf *out);
/* The file or folder, and what lies beside it. */
void guard_remove(const char *path);
/* The records of a data file, in the layout of 32-bit machines. */
void guard_write_narrow(const char *path, struct bytes wide);
/* Both meta pages state more pages than are used, and the file is as long, with a hole. */
void guard_state_last_page(const char *path, uint64_t last_page);

/* Without the right to read and write what its mode forbids, which root has. */
void guard_be_nobody(bool nobody);
/* Runs `look` in a child to which the disk of `folder` is read-only. False when no such thing can be
 * had; fails the test when the child fails. */
bool guard_on_read_only_disk(const char *folder, void (*look)(void *), void *context);

/* Records one person as excused. */
enum status guard_attend(struct store *store, const struct id *person, struct err *err);

/* A child that has something open, and the calls by which the two wait for each other. */
struct guard_child {
	pid_t pid;
	int to, from;
};
/* Runs until the child waits or goes on. */
void guard_start(struct guard_child *child, void (*run)(void *), void *context);
void guard_let_go_on(struct guard_child *child); /* the child waits no more, until it goes on */
void guard_stop(struct guard_child *child);
/* In the child: */
void guard_wait_for_parent(void);
void guard_go_on(void);
bool guard_parent_is_done(void);

#endif
