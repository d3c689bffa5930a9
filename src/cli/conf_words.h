/* SPDX-License-Identifier: BSD-2-Clause */
/* The differences between a folder of YAML files and the data file, in the words of the office. */
#ifndef OKOCE_CLI_CONF_WORDS_H
#define OKOCE_CLI_CONF_WORDS_H

#include "app/conf_change.h"

/* Appends what is written, what is held back and why, and what stays, a line each. */
void conf_words_print(struct buf *out, const struct conf_changes *changes,
	const struct programme *folder);

#endif
