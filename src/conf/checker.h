/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the checks share: check.c (folder, komoditi, districts, calendars) and
 * check_plan.c. */
#ifndef OKOCE_CONF_CHECKER_H
#define OKOCE_CONF_CHECKER_H

#include "conf/check.h"

/* What one mistake may cause in many places. */
struct finding {
	const char *text, *path;
	struct place place; /* the first */
	unsigned more;
};

struct check {
	const struct folder *folder;
	struct conf_problems *problems;
	struct arena arena; /* scratch */
	/* What others refer to; null when it is not known in full. */
	const struct commodities_file *commodities;
	const struct districts_file *districts;
	/* By check_names(): of each of them, null or what all plans call it instead. */
	const char **commodity_called, **commodity_code_called, **short_code_called;
	struct finding *finding; /* one message each, at the end */
	size_t finding_count, finding_capacity;
};

/* Where a map's value stands; where the map begins when it has none. */
struct place place_in(const struct node *map, const char *key);
/* A value that was given and had no mistake. */
bool has(const struct node *map, const char *key);

/* Notes an error; the same words in the same file are one. */
void finding_add(struct check *check, const char *path, struct place place, const char *format, ...)
	PRINTF_LIKE(4, 5);
/* The same, without a count of how often. */
void finding_once(struct check *check, const char *path, struct place place, const char *format,
	...) PRINTF_LIKE(4, 5);
void findings_report(struct check *check);

/* References. True when what is named exists, or when it cannot be known whether it does. */
bool check_commodity(struct check *check, const char *path, struct place place, const char *id);
bool check_kecamatan(struct check *check, const char *path, struct place place, const char *code);
/* There is no `what` of this name; perhaps one of that, which may be null, was meant. */
void finding_missing(struct check *check, const char *path, struct place place, const char *what,
	const char *word, const char *meant);
/* Null when there is none, or when they are not known in full. */
const struct commodity *find_commodity(const struct check *check, const char *id);
const struct kecamatan *find_kecamatan(const struct check *check, const char *code);

void check_in_year(
	struct check *check, const char *path, struct place place, date day, uint32_t year);

/* Where all plans agree with each other on a name or code and not with its definition, the definition
 * is wrong: says so there, so that the plans need no message each. Before check_plan(). */
void check_names(struct check *check);
/* What may be planned and is worth a look: days off, and one place or teacher for two sessions. */
void check_days(struct check *check);

/* What may stand only once: gather marks, then check them. All zero is empty. */
struct mark {
	const char *text;
	const char *path;
	struct place place;
	size_t order; /* as they were added: qsort() is not stable */
};

struct marks {
	struct mark *item;
	size_t count, capacity;
};

typedef void report_twice(struct check *check, const struct mark *first, const struct mark *again);

/* Empty texts are none. */
void marks_add(struct marks *marks, const char *text, const char *path, struct place place);
/* Reports each mark whose text came before, and empties the list. */
void marks_check(struct check *check, struct marks *marks, report_twice *report);
report_twice report_double; /* an error that names the text and the first place */

/* The sessions of a plan. */
static inline const struct session *sessions_of(const struct read_file *file, size_t *count)
{
	const struct plan_file *content = file->content;

	*count = content->sessions.count;
	return content->sessions.item;
}

/* `year` is 0 when it is in doubt. Marks of all plans are checked together. */
void check_plan(struct check *check, const struct read_file *file, uint32_t year, struct marks *ids,
	struct marks *classes);
report_twice report_same_class;

#endif
