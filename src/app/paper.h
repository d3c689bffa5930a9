/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Keying a sheet in afterwards (kertas): by its code and the numbers on it, "semua hadir kecuali 7 19 33"
 * (model/marks.h). With the code the numbers mean who stood there when it was printed; without one, of a
 * list that was written by hand, who has them now (MERGE 20).
 *
 * A sheet adds to what is recorded: who is recorded as present and excepted on the sheet stays present,
 * and is told. The screen Kertas and `okoce paper` are both this.
 */
#ifndef OKOCE_APP_PAPER_H
#define OKOCE_APP_PAPER_H

#include "app/sheet.h"
#include "model/register.h"

#define PAPER_GONE SIZE_MAX

struct paper_row {
	const char *number;
	size_t person; /* index in the roster; PAPER_GONE: has no seat any more */
	uint8_t said;  /* as marks_read() */
};

struct paper {
	struct app *app;
	const struct session *session;
	uint32_t day;
	enum day_part part;
	char code[SHEET_CODE_SIZE]; /* "": none */
	struct arena arena;
	struct roster roster;
	struct paper_row *row; /* in printed order */
	size_t row_count;
	/* By paper_read(): */
	uint32_t present; /* said to be; so many signatures must be on the rows that are printed */
	uint32_t changes; /* that would be written */
};

/* `code` as it was typed, "" for none. The sheet says session and day; without it they must be given,
 * and with it they may be (null, 0; the part is the sheet's own): one that is of another session or day is STATUS_INVALID, with a
 * sentence that says which. `paper` is released whatever is returned but STATUS_OK. */
enum status paper_open(struct paper *paper, struct app *app, const struct session *session, uint32_t day,
		       enum day_part part, const char *code, struct err *err) MUST_USE;
void paper_release(struct paper *paper);

/* What an officer says of it; writes nothing. */
enum status paper_read(struct paper *paper, const char *text, struct err *err) MUST_USE;
/* Appends what was read, in lines with their ends: how many, and what is to be looked at. By numbers,
 * nobody is named. */
void paper_say(const struct paper *paper, struct buf *out);
/* Appends a sentence, without its end, when the signatures that were counted are not those who are said
 * to be present. */
void paper_say_difference(const struct paper *paper, uint32_t signatures, struct buf *out);
/* Records what was read as one action, an entry a person. `reason`: why a closed day is corrected, ""
 * else. `written` becomes how many entries that took. */
enum status paper_record(struct paper *paper, const char *reason, uint32_t *written,
			 struct err *err) MUST_USE;

#endif
