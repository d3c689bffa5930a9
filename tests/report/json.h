/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a text is JSON: a reader of RFC 8259 that keeps nothing. */
#ifndef OKOCE_TESTS_REPORT_JSON_H
#define OKOCE_TESTS_REPORT_JSON_H

#include <stdbool.h>
#include <stddef.h>

/* One value with white space around it, in UTF-8, and nothing else. */
bool json_is_valid(const char *text, size_t len);

#endif
