/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The configuration: a folder of YAML files that seeds a programme. app/ writes what is loaded here
 * into the log, and from then on the log rules; a folder is read again only to be compared with it.
 *
 * The folder holds commodities.yaml, districts.yaml and okoce.yaml, one plan-*.yaml or more, and any
 * number of calendar-*.yaml, which are read in sorted order. What may stand in them is in schema.c;
 * which YAML is taken is in yaml.h; what must agree across files is in check.c.
 *
 * A load never stops at the first mistake: every problem of every file is collected with its place.
 */
#ifndef OKOCE_CONF_CONF_H
#define OKOCE_CONF_CONF_H

#include "model/programme.h"
#include "base/digest.h"
#include "base/memory.h"

#define CONF_FILE_MAX ((size_t)1 << 20) /* bytes in a file */
#define CONF_FOLDER_MAX ((size_t)4 << 20) /* bytes in all of them */
#define CONF_FILES_MAX 64               /* files in a folder that are ours by their name */
#define CONF_PROBLEMS_MAX 1000          /* kept; more are only counted */

enum conf_severity {
	CONF_ERROR,   /* the folder is not loaded */
	CONF_WARNING, /* worth a look; the folder is loaded */
};

struct conf_problem {
	const char *file; /* path: the folder as it was given, and the file's name */
	unsigned line;    /* from 1; 0 when it concerns the file as a whole */
	unsigned column;  /* from 1, in characters; 0 with line 0 */
	enum conf_severity severity;
	const char *text; /* one safe line, in the language that the interface had */
};

/* What a load found besides the programme. All zero is empty. */
struct conf_problems {
	struct conf_problem *item; /* sorted by file, line and column */
	size_t count, capacity;
	size_t errors;  /* of severity CONF_ERROR, the omitted ones too */
	size_t omitted; /* found beyond CONF_PROBLEMS_MAX */
	size_t files;   /* that were looked at */
	size_t tokens;  /* words and marks in all of them, for a limit (yaml.h) */
	/* BLAKE2b-256 over names and bytes of the files, in sorted order: equal digests are equal
	 * files. For the birth entry of a writer (FORMAT F4). Zeros when a file could not be read. */
	uint8_t digest[DIGEST_SIZE];
	struct arena arena; /* texts and paths live here */
};

/*
 * Reads the folder `dir` into `out`, which must not hold anything, and what is wrong with it into
 * `problems`, which must be empty. Strings in the programme live in its arena; release both, whatever
 * is returned.
 *
 * STATUS_OK: the programme is whole, though there may be warnings. STATUS_INVALID: there are errors,
 * `out` is empty and `err` tells the first one. Other statuses: the folder cannot be listed.
 */
enum status conf_load(const char *dir, struct programme *out, struct conf_problems *problems,
	struct err *err) MUST_USE;
void conf_problems_release(struct conf_problems *problems);

/* "conf/plan-2019.yaml:12:5: text", with "warning: " before the text of a warning. No line end. */
void conf_problem_print(struct buf *out, const struct conf_problem *problem);
/* Each on a line of its own. */
void conf_problems_print(struct buf *out, const struct conf_problems *problems);
/* How many of those that were kept are warnings. */
size_t conf_warnings(const struct conf_problems *problems);

#endif
