/* SPDX-License-Identifier: BSD-2-Clause */
/* Between checkin.c, checkin_door.c and checkin_say.c; for these only. */
#ifndef OKOCE_APP_CHECKIN_INSIDE_H
#define OKOCE_APP_CHECKIN_INSIDE_H

#include "app/checkin.h"

/* Copies what fits, never half a character. */
void checkin_put(char *out, size_t size, const char *text);
/* "17  JOKO PRASETYO" */
void checkin_put_person(const struct roster_person *person, struct buf *out);

void checkin_begin(struct checkin_result *result, const struct checkin *checkin);
void checkin_fail(struct checkin_result *result, const struct err *err);
struct roster_mark *checkin_mark_of(const struct checkin *checkin, size_t person);
/* Remembers the action that was done last, for the undo, by what it came to. */
void checkin_did(struct checkin *checkin, const struct checkin_result *result);

#endif
