/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Registers and their values in words: fields by their names, people by theirs, NIKs masked. For Riwayat and for
 * what was recorded differently. All that is appended is safe.
 */
#ifndef OKOCE_APP_RECORD_WORDS_H
#define OKOCE_APP_RECORD_WORDS_H

#include "app/app.h"

/* "Attendance, 2019-KT-KBG-2, day 2": the person's name is not among it. */
void words_of_register(const struct register_parts *parts, struct buf *out);
/* The name that the record has now; nothing when it has none. */
void words_of_person(struct app *app, const struct id *record, struct buf *out);
/* "Attendance: JOKO PRASETYO, present, 2019-KT-KBG-2, day 2". `meaning` is what it says, ", present", or "". */
void words_of_change(struct app *app, struct bytes key, const char *meaning, struct buf *out);
/* Translated; the field's own name where there are no words. */
const char *words_of_field(const char *field);
/* What a number of a field means, translated; null: it is a number. */
const char *words_of_number(const struct record_type *type, const struct record_field *field, uint32_t number);
/* A value; of what nobody reads, keys and ids, only that there is one. */
void words_of_value(const struct record_type *type, const struct record_field *field, const void *record,
		    struct buf *out);

#endif
