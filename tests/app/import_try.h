/* SPDX-License-Identifier: BSD-2-Clause */
/* A file read into registrants for tests, with the places of the shipped configuration. */
#ifndef OKOCE_TESTS_APP_IMPORT_TRY_H
#define OKOCE_TESTS_APP_IMPORT_TRY_H

#include "app/import_parse.h"

#define TRY_PEOPLE 64

struct import_try {
	struct programme programme;
	struct import_report report;
	struct arena arena; /* of the copies below */
	struct registrant person[TRY_PEOPLE]; /* the first ones */
	size_t line[TRY_PEOPLE];
	size_t count;
	enum status status;
	struct err err;
};

/* The shipped configuration; empty `out`. */
void shipped_programme(struct programme *out);

/* Reads it as of 5 August 2019. The programme is kept from one file to the next. */
void import_try(struct import_try *import, const char *ptr, size_t len);
void import_try_text(struct import_try *import, const char *text);
/* A file of tests/data. */
void import_try_data(struct import_try *import, const char *name);
void import_try_release(struct import_try *import);

/* The path of a file of tests/data; free with free(). */
char *import_data_path(const char *name);
/* The first fault whose column begins like this in a line, or null. */
const struct import_fault *import_fault_at(
	const struct import_report *report, size_t line, const char *column);

#endif
