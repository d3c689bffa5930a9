/* SPDX-License-Identifier: BSD-2-Clause */
#include "tsv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

void tsv_open(struct tsv *tsv, const char *name)
{
	const char *folder = getenv("top_srcdir");
	char path[4096];

	*tsv = (struct tsv){0};
	snprintf(path, sizeof(path), "%s/tests/data/%s", folder ? folder : ".", name);
	tsv->file = fopen(path, "r");
	if (!tsv->file)
		fail_msg("cannot open %s", path);
	assert_true(getline(&tsv->line, &tsv->capacity, tsv->file) > 0);
}

int tsv_next(struct tsv *tsv)
{
	char *rest;

	if (getline(&tsv->line, &tsv->capacity, tsv->file) <= 0) {
		fclose(tsv->file);
		free(tsv->line);
		return 0;
	}
	tsv->line[strcspn(tsv->line, "\n")] = '\0';
	rest = tsv->line;
	for (size_t i = 0; i < TSV_FIELDS_MAX; i++) {
		static char none[] = "";

		tsv->field[i] = rest ? strsep(&rest, "\t") : none;
	}
	return 1;
}
