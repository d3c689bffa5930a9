/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The mark of a data file all whose pages were found sound: a small file in the user's cache that says
 * which file it was when it was closed. As long as nothing of that differs the pages need not be walked
 * again at the next start. It is written at a clean end only, and taken away before the first change.
 */
#ifndef OKOCE_STORE_WALKED_H
#define OKOCE_STORE_WALKED_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the open file is the one of the mark: device, inode, length, times and transaction. */
bool walked_is_marked(const char *mark, int fd, uint64_t transaction);
/* Marks it; when `as` is given, only if it is still that. Not when it was changed a moment ago: a change
 * in the same tick of the clock, by whatever program, would show in no time. */
struct stat;
void walked_write_mark(const char *mark, int fd, uint64_t transaction, const struct stat *as);

#endif
