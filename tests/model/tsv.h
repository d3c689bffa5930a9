/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables below $top_srcdir/tests/data, read raw: fields keep their blanks and apostrophes. */
#ifndef OKOCE_TESTS_MODEL_TSV_H
#define OKOCE_TESTS_MODEL_TSV_H

#include <stdio.h>

#define TSV_FIELDS_MAX 16

struct tsv {
	FILE *file;
	char *line;
	size_t capacity;
	char *field[TSV_FIELDS_MAX]; /* until the next row; "" where the row has no more */
};

/* Opens a table and passes its heading. Fails the test when there is none. */
void tsv_open(struct tsv *tsv, const char *name);
/* False, and closed, at the end. */
int tsv_next(struct tsv *tsv);

#endif
