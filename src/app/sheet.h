/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sheets to sign (lembar daftar hadir): printing one is recorded, with what stands on it, before it is
 * printed, since it names people (SECURITY S18), and so that it can be keyed in by its code and its
 * numbers whatever became of the roster since (MERGE 20).
 */
#ifndef OKOCE_APP_SHEET_H
#define OKOCE_APP_SHEET_H

#include "app/app.h"
#include "model/sheet_code.h"

/* Records that the sheet of a day, or of the part of one that the roster is of, is printed, durably, and draws its code. On it are those of the roster
 * who have a seat, in its order. STATUS_DENIED, and nothing may be printed, when the file is open for
 * reading only; STATUS_INVALID when the session has no such day. It cannot be undone. */
enum status sheet_record(struct app *app, const struct roster *roster, uint32_t day,
			 char code[SHEET_CODE_SIZE], struct err *err) MUST_USE;

/* The sheet of a code as it was typed, into the arena. Of several, which chance allows, that of the
 * session. STATUS_INVALID when it is no code, STATUS_NOT_FOUND when no such sheet was printed, as far as
 * this file knows: the sentence says so. */
enum status sheet_find(struct app *app, const struct session *session, const char *code,
		       struct arena *arena, struct printed_sheet *sheet, struct err *err) MUST_USE;

#endif
