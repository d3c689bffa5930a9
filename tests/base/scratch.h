/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A folder of the test's own, below TMPDIR, made by cmocka's setup and removed with all in it by
 * its teardown. Paths in it come from scratch_path().
 */
#ifndef TESTS_BASE_SCRATCH_H
#define TESTS_BASE_SCRATCH_H

#include "base/file.h"

#include <stdio.h>
#include <dirent.h>
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

/* A cmocka setup: *state becomes the folder's path. */
static inline int scratch_make(void **state)
{
	const char *parent = getenv("TMPDIR");
	char *folder = path_join(parent ? parent : "/tmp", "okoce-test-XXXXXX");

	*state = folder;
	return mkdtemp(folder) ? 0 : -1;
}

static inline int scratch_remove_one(
	const char *path, const struct stat *about, int flag, struct FTW *where)
{
	(void)about;
	(void)flag;
	(void)where;
	return remove(path);
}

/* A cmocka teardown. */
static inline int scratch_remove(void **state)
{
	int result = nftw(*state, scratch_remove_one, 8, FTW_DEPTH | FTW_PHYS);

	free(*state);
	return result;
}

/* Free with free(). */
static inline char *scratch_path(void **state, const char *name)
{
	return path_join(*state, name);
}

/* How many names the folder holds. */
static inline int scratch_count(const char *folder)
{
	DIR *dir = opendir(folder);
	int count = -2; /* "." and ".." */

	while (dir && readdir(dir))
		count++;
	if (dir)
		closedir(dir);
	return count;
}

#endif
