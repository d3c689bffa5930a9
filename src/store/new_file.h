/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Making a data file beside its place: PATH.part, under the lock of PATH, which gets its name only
 * when it is whole, and never in the place of another file. A program that is killed meanwhile
 * leaves nothing that looks like a data file.
 */
#ifndef OKOCE_STORE_NEW_FILE_H
#define OKOCE_STORE_NEW_FILE_H

#include "base/file.h"

struct new_file {
	char *path, *part;     /* where it shall be, and where it is made */
	struct file_lock lock; /* on the lock file of `path` */
};
#define NEW_FILE_NONE ((struct new_file){NULL, NULL, FILE_LOCK_NONE})

/* STATUS_EXISTS where something has the name already. Makes no file: that is for db_create() or
 * store_create() on `part`. Release it whatever is returned. */
enum status new_file_open(struct new_file *file, const char *path, struct err *err) MUST_USE;
/* Gives `part`, which was closed, its name. */
enum status new_file_publish(struct new_file *file, struct err *err) MUST_USE;
/* Removes what was not published. */
void new_file_release(struct new_file *file);

#endif
