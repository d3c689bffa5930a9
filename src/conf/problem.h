/* SPDX-License-Identifier: BSD-2-Clause */
/* Collecting problems with their places, for the files of conf/ only. */
#ifndef OKOCE_CONF_PROBLEM_H
#define OKOCE_CONF_PROBLEM_H

#include "conf/conf.h"

/* Where something begins in a file, counted from 1; columns are characters, not bytes. */
struct place {
	unsigned line, column;
};

#define PLACE_FILE ((struct place){0, 0}) /* the file as a whole */

/* Adds one problem. `file` must live as long as the problems (problem_path()). */
void problem_error(struct conf_problems *problems, const char *file, struct place place,
	const char *format, ...) PRINTF_LIKE(4, 5);
void problem_warn(struct conf_problems *problems, const char *file, struct place place,
	const char *format, ...) PRINTF_LIKE(4, 5);

/* dir/name, in the arena of the problems. */
const char *problem_path(struct conf_problems *problems, const char *dir, const char *name);
/* A word of a file, made safe and cut to be quoted in a sentence. Lives as the problems do. */
const char *problem_quote(struct conf_problems *problems, const char *text);
void problem_sort(struct conf_problems *problems);

#endif
