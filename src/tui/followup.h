/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tindak lanjut, between its files: followup.c lists the steps, followup_people.c the people of one,
 * followup_form.c says where they stand, document_form.c records a document.
 *
 * What these screens keep of definitions over a load is ids: the programme may be read anew.
 */
#ifndef OKOCE_TUI_FOLLOWUP_H
#define OKOCE_TUI_FOLLOWUP_H

#include "tui/form.h"
#include "tui/list.h"
#include "tui/office.h"
#include "app/followup.h"

extern const struct screen followup_screen;
void *followup_open(struct app *app);

/* Of which kecamatan sessions are looked at: by the code, "" of all. */
struct followup_place {
	char code[REGISTER_TEXT_MAX + 1];
};
/* The next one in the programme's order, behind the last one all of them. */
void followup_place_next(struct followup_place *place, const struct programme *programme);
/* Null: all of them. */
const struct kecamatan *followup_place_of(
	const struct followup_place *place, const struct programme *programme);

extern const struct screen followup_people_screen;
void *followup_people_open(struct app *app, const struct followup_count *count,
	const struct followup_place *place);

/* Saying where people stand in a step. */
struct followup_target {
	struct app *app;
	const char *commodity, *step; /* ids; copied */
	const struct id *record;      /* of each; copied */
	size_t count;
	bool *saved; /* becomes true; lives on the screen below; or null */
};
extern const struct screen followup_form_screen;
/* Null, and a sentence, when it cannot be read. */
void *followup_form_open(const struct followup_target *target, struct err *err);

extern const struct screen document_form_screen;
/* `number` 0: a new one. Null, and a sentence, when it cannot be read. */
void *document_form_open(
	struct app *app, const struct id *record, uint32_t number, struct err *err);

#endif
