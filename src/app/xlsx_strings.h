/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The texts that the cells of a workbook point to, in memory (at most XLSX_STRINGS_MAX bytes), and
 * how one text is gathered from its runs.
 */
#ifndef OKOCE_APP_XLSX_STRINGS_H
#define OKOCE_APP_XLSX_STRINGS_H

#include "app/xlsx_xml.h"

#define XLSX_STRINGS_MAX ((size_t)128 << 20)

/* A text that is being gathered: the text runs of a cell, but not how it is pronounced. */
struct xlsx_text {
	struct buf buf;
	unsigned skipped; /* depth of the element that is left out; 0: none */
	bool taking;
	bool too_long; /* it cannot fit into a cell, whatever it is made of */
};

void xlsx_text_begin(struct xlsx_text *text);
/* For the elements below <si> and <is>, and their characters. */
void xlsx_text_start(struct xlsx_text *text, const struct xlsx_xml *xml, const char *name);
void xlsx_text_end(struct xlsx_text *text, const struct xlsx_xml *xml);
void xlsx_text_add(struct xlsx_text *text, const char *ptr, size_t len);
/* Appends it to `out`, with _x000D_ and the like as the characters that they stand for. False, and
 * nothing appended, when it is longer than IMPORT_CELL_MAX. */
bool xlsx_text_take(const struct xlsx_text *text, struct buf *out);

struct xlsx_strings {
	struct buf text; /* each with a NUL */
	size_t *start;	 /* of each in it */
	size_t count, capacity;
	struct xlsx_text item;
};

enum status xlsx_strings_read(struct xlsx_strings *strings, struct xlsx_zip *zip, const char *part,
			      struct err *err) MUST_USE;
void xlsx_strings_release(struct xlsx_strings *strings);

/* False when there is none of that number. *out is null for one that is too long for a cell. */
bool xlsx_strings_find(const struct xlsx_strings *strings, const char *number, const char **out);

#endif
