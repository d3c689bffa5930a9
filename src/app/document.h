/* SPDX-License-Identifier: BSD-2-Clause */
/* The documents of a person: licences and certificates that come of the follow-up. Each has a number that is
 * given once, so that two laptops that record the same one write the same (FORMAT 8). */
#ifndef OKOCE_APP_DOCUMENT_H
#define OKOCE_APP_DOCUMENT_H

#include "app/app.h"
#include "model/document.h"
#include "model/person_sheet.h"

/* All but those that were recorded by mistake; the last issued one last. In the arena. */
enum status documents_read(struct app *app, const struct id *record, struct arena *arena,
			   struct person_document **document, size_t *count, struct err *err) MUST_USE;
/* The last one of a kind that comes of the step; null when there is none. In the arena. */
enum status document_of_step(struct app *app, const struct id *record, const struct followup_step *step,
			     struct arena *arena, const struct document **document,
			     struct err *err) MUST_USE;
/* The one with this number, whatever its status; STATUS_NOT_FOUND. In the arena. */
enum status document_read(struct app *app, const struct id *record, uint32_t number, struct arena *arena,
			  struct document *document, struct err *err) MUST_USE;
/* The number that a new document is given unless another one has it. */
uint32_t document_first_number(const struct app *app, const struct document *document);
/* Records it, durably; app_undo() takes it back. *number 0: a new one, and its number is given. Nothing is
 * written when it says that already. STATUS_INVALID: document_check(). */
enum status document_save(struct app *app, const struct id *record, uint32_t *number,
			  const struct document *document, struct err *err) MUST_USE;

#endif
