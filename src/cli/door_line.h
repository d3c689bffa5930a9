/* SPDX-License-Identifier: BSD-2-Clause */
/* What a line at the door asks for: who comes, or a word in front of whom it concerns (okoce(1), CHECKING
 * IN). In both languages, since pipes are written once. */
#ifndef OKOCE_CLI_DOOR_LINE_H
#define OKOCE_CLI_DOOR_LINE_H

#include "app/checkin.h"

/* `text` is clean and not empty. */
void door_line(struct checkin *checkin, const char *text, struct checkin_result *result);
/* FAILED, and why. */
void door_line_refuse(struct checkin_result *result, const char *why);

#endif
