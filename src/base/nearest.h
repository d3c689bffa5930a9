/* SPDX-License-Identifier: BSD-2-Clause */
/* Which of several words was meant by one that is not known: for "did you mean". */
#ifndef OKOCE_BASE_NEAREST_H
#define OKOCE_BASE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Start, offer each, read `best`. Words are borrowed. */
struct nearest {
	const char *word;
	const char *best; /* null while none, or more than one, is near enough to be meant */
	bool found;
	size_t distance;
};

struct nearest nearest_to(const char *word);
/* Letters added, dropped, replaced, and neighbours swapped between two words; of a word longer than 48
 * bytes SIZE_MAX. */
size_t nearest_distance(const char *a, const char *b);
/* Is that at most `limit`? The same answer, of names that are far apart after a few letters. */
bool nearest_within(const char *a, const char *b, size_t limit);
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
