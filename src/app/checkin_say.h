/* SPDX-License-Identifier: BSD-2-Clause */
/* Between checkin.c and checkin_say.c; for these only. */
#ifndef OKOCE_APP_CHECKIN_SAY_H
#define OKOCE_APP_CHECKIN_SAY_H

#include <stddef.h>

/* Copies what fits, never half a character. */
void checkin_put(char *out, size_t size, const char *text);

#endif
