/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes that terminals send for keys beyond what their description says. Used by term.c only. */
#ifndef OKOCE_TUI_SEQUENCE_H
#define OKOCE_TUI_SEQUENCE_H

#include "tui/key.h"

/* What a test sends to be answered when all is drawn (term_answer_sync()). */
#define SEQUENCE_SYNC "\033[5199~"
/* What a test sends to let a minute pass in which nobody types. */
#define SEQUENCE_MINUTE "\033[5198~"

struct sequence {
	const char *bytes;
	uint32_t code;
};

#define SEQUENCES_MAX 64
extern const struct sequence sequences[];
extern const size_t sequence_count;

#endif
