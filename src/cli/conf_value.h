/* SPDX-License-Identifier: BSD-2-Clause */
/* A field of the programme as people read it. For conf_words.c. */
#ifndef OKOCE_CLI_CONF_VALUE_H
#define OKOCE_CLI_CONF_VALUE_H

#include "app/conf_change.h"

/* Appends "dates: 15-18 Jul -> 22-25 Jul", made safe; of a list of holidays, kelurahan and the like
 * what is new in it, what is gone, and what differs. */
void conf_value_difference(struct buf *out, const struct conf_change *change,
	const struct programme *folder);

#endif
