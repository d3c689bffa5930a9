/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pairs of records that may be one person ("Orang yang sama?", FORMAT F6): asked, answered yes or no, and then not
 * asked again; an answer is a register like any other, undone like any other, and goes with the file.
 */
#ifndef OKOCE_APP_TWINS_H
#define OKOCE_APP_TWINS_H

#include "app/app.h"

enum twin_reason {
	TWIN_NIK,  /* they have one NIK, and another name or birth date */
	TWIN_TORN, /* it was said that they are two, and others join them */
	TWIN_SAID_ONE, TWIN_SAID_TWO, /* an officer answered: that they are one, or two */
	TWIN_ALIKE /* the same name and birth date, or a slip of the hand away with the same birth date or telephone */
};

struct twin_pair {
	struct id a, b; /* a < b */
	enum twin_reason reason;
};

struct twin_pairs {
	struct twin_pair *pair; /* by the records' ids */
	size_t count, capacity;
};
void twin_pairs_release(struct twin_pairs *pairs);

/* Those of TWIN_NIK and TWIN_TORN of whom nothing was said; `out` is emptied first. Only they are opened. */
enum status twins_find(struct app *app, struct twin_pairs *out, struct err *err) MUST_USE;
/* Adds those of TWIN_ALIKE: everyone is opened, some 10 us each. `progress` (may be null) is told, and stops it by false
 * (STATUS_STOPPED). */
typedef bool twins_progress(void *context, size_t done, size_t total);
enum status twins_search(struct app *app, struct twin_pairs *out, twins_progress *progress, void *context,
			 struct err *err) MUST_USE;

/* Adds those that were answered, and not differently by two laptops, so that an answer can be given anew. */
void twins_answered(struct app *app, struct twin_pairs *out);

/* Both records side by side: who recorded them, the fields that either has, and the trainings. */
struct twin_row {
	const char *label; /* translated */
	const char *text[2]; /* of a and b, safe; "-" where there is nothing */
	bool differs;
};
/* In the arena. */
enum status twin_compare(struct app *app, const struct twin_pair *pair, struct arena *arena,
			 struct twin_row **row, size_t *count, struct err *err) MUST_USE;
/* Appends "SITI AMINAH / SITI AMINNAH", safe. */
void twin_say_names(struct app *app, const struct twin_pair *pair, struct buf *out);

/* Says that they are one person, or two. */
enum status twin_answer(struct app *app, const struct id *a, const struct id *b, enum same_answer answer,
			struct err *err) MUST_USE;
/* Translated: "one NIK, another name or birth date". */
const char *twin_reason_text(enum twin_reason reason);

#endif
