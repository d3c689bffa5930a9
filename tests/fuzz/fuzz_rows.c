/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows out of any bytes: what is kept is text within the limits, in rising lines, the same at each
 * reading; what is refused has a sentence.
 */
#include "app/import_source.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

struct seen {
	size_t rows, line;
	uint64_t sum; /* of all cells */
};

static void require(bool truth)
{
	if (!truth)
		abort();
}

static bool see(void *context, const struct csv_row *row)
{
	struct seen *seen = context;

	require(row->line > seen->line && row->line <= IMPORT_ROWS_MAX);
	require(row->count <= IMPORT_COLUMNS_MAX && row->too_long <= row->count);
	for (size_t i = 0; i < row->count; i++) {
		size_t len = strlen(row->cell[i]);

		require(len <= IMPORT_CELL_MAX && text_is_utf8(row->cell[i], len));
		for (size_t at = 0; at <= len; at++)
			seen->sum = seen->sum * 31 + (unsigned char)row->cell[i][at];
	}
	seen->rows++;
	seen->line = row->line;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct import_source source;
	struct seen first = {0}, second = {0};
	struct err err = {0};
	enum status status = import_source_bytes(&source, (struct bytes){data, size}, &err);

	require((status == STATUS_OK) == (err.text[0] == '\0'));
	require(text_is_utf8(err.text, strlen(err.text)));
	if (status == STATUS_OK) {
		require(spool_read(&source.rows, see, &first, &err) == STATUS_OK);
		require(spool_read(&source.rows, see, &second, &err) == STATUS_OK);
		require(first.rows == source.rows.rows && second.rows == first.rows);
		require(first.sum == second.sum);
	}
	import_source_release(&source);
	return 0;
}
