/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Making a data file beside its place: it gets its name only when it is whole. For begin.c and
 * demo.c only.
 */
#ifndef OKOCE_APP_BEGIN_FILE_H
#define OKOCE_APP_BEGIN_FILE_H

#include "app/begin.h"
#include "store/new_file.h"

struct begin_file {
	struct new_file file;
	struct store *store; /* open and unlocked */
};

/* `clock` labels the first entries. Release it whatever is returned. */
enum status begin_file_open(struct begin_file *file, const struct begin_options *options,
	const struct clock *clock, const struct store_founder *founder, struct err *err) MUST_USE;
/* Closes the store and gives the file its name, without replacing what may have come there. */
enum status begin_file_publish(struct begin_file *file, struct err *err) MUST_USE;
/* Removes what was not published. */
void begin_file_release(struct begin_file *file);

#endif
