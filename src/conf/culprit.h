/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which line is to blame for a mistake of indentation or of a mark. It is noticed lines later, at
 * something sound; so lines near by are mended on trial, and the one whose mending makes the file
 * readable is the wrong one.
 */
#ifndef OKOCE_CONF_CULPRIT_H
#define OKOCE_CONF_CULPRIT_H

#include "conf/source.h"

enum culprit {
	CULPRIT_NONE,        /* it is not known */
	CULPRIT_INDENTATION, /* it is all right but for the blanks before it */
	CULPRIT_ENTRY,       /* it goes on with an entry of a list whose first line is not there */
	CULPRIT_DASH,        /* it begins an entry of a list, without its dash */
	CULPRIT_BEFORE,      /* something stands before its key */
	CULPRIT_LINE,        /* what stands in it is wrong */
};

/* Whether the bytes can be read; says nothing. */
typedef bool is_readable(const struct source *source);

/* `noticed` becomes the place of the culprit. */
enum culprit culprit_find(
	const struct source *source, is_readable *readable, struct place *noticed);

#endif
