/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A configuration folder of the test's own: the shipped files, with one change.
 */
#ifndef OKOCE_TESTS_CONF_FOLDER_H
#define OKOCE_TESTS_CONF_FOLDER_H

#include "conf/conf.h"

/* $top_srcdir/conf. Free with free(). */
char *shipped_folder(void);

/* A cmocka setup and teardown of a group: *state becomes a folder with copies of the shipped files. */
int folder_make(void **state);
int folder_remove(void **state);

/* Copies a shipped file again, or takes away what is not shipped. */
void folder_mend(const char *folder, const char *name);
void folder_write(const char *folder, const char *name, const void *ptr, size_t len);
void folder_delete(const char *folder, const char *name);
/* The text of a shipped file. Free with buf_release(). */
struct buf folder_read(const char *name);
/* Replaces `old`, which must stand in the shipped file once, by `new`. The text that came out; free
 * it with buf_release(). */
struct buf folder_change(const char *folder, const char *name, const char *old, const char *new);

/* A load and all that it gave. */
struct loaded {
	enum status status;
	struct programme programme;
	struct conf_problems problems;
	struct err err;
};

/* Leaves out that three shipped sessions were announced for a day off, Nyepi (test_conf.c). */
void folder_load(const char *folder, struct loaded *loaded);
void loaded_release(struct loaded *loaded);

/* The problems as lines "plan-2019.yaml:12:5: text", without the folder. Free with buf_release(). */
struct buf folder_problems(const char *folder, const struct loaded *loaded);

#endif
