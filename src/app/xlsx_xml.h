/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A part of a workbook, element by element, in constant memory. expat is known here only. Refused:
 * DTDs (so there are no entities), depth, very long tokens, and thousands of different names, all of
 * which expat would keep.
 */
#ifndef OKOCE_APP_XLSX_XML_H
#define OKOCE_APP_XLSX_XML_H

#include "app/xlsx_zip.h"

struct xlsx_xml;

/* Names are given without their prefixes, text as it comes, in pieces. */
struct xlsx_handler {
	void (*start)(struct xlsx_xml *xml, const char *name, const char **attributes);
	void (*end)(struct xlsx_xml *xml, const char *name);
	void (*text)(struct xlsx_xml *xml, const char *ptr, size_t len); /* may be null */
};

struct xlsx_xml {
	const struct xlsx_handler *handler;
	void *context;
	struct err *err;
	unsigned depth; /* of the element that starts or ends; the outermost has 1 */
	struct xlsx_inside *inside;
};

enum status xlsx_xml_read(struct xlsx_zip *zip, const char *part,
			  const struct xlsx_handler *handler, void *context,
			  struct err *err) MUST_USE;

/* The value, or null. Borrowed until the handler returns. */
const char *xlsx_attribute(const char **attributes, const char *name);
bool xlsx_attribute_true(const char **attributes, const char *name);

/* For handlers: none is called afterwards. */
void xlsx_xml_fail(struct xlsx_xml *xml, enum status status); /* the sentence is in xml->err */
void xlsx_xml_done(struct xlsx_xml *xml);  /* what follows is not needed, but must be whole */
void xlsx_xml_leave(struct xlsx_xml *xml); /* nor looked at */

#endif
