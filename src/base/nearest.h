/* SPDX-License-Identifier: BSD-2-Clause */
/* Which of several words was meant by one that is not known: for "did you mean". */
#ifndef OKOCE_BASE_NEAREST_H
#define OKOCE_BASE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

/* Start, offer each, read `best`. Words are borrowed. */
struct nearest {
	const char *word;
	const char *best; /* null while none, or more than one, is near enough to be meant */
	bool found;
	size_t distance;
};

struct nearest nearest_to(const char *word);
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
