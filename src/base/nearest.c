/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/nearest.h"

#include <string.h>

#define NEAREST_MAX 48 /* bytes in words that are compared */

struct nearest nearest_to(const char *word)
{
	/* A third of the letters may be wrong: more, and the guess would look silly. */
	return (struct nearest){.word = word, .distance = strlen(word) / 3 + 1};
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters added, dropped, replaced, and neighbours swapped (optimal string alignment). */
static size_t edit_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t row[3][NEAREST_MAX + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *now = row[i % 3];
		const size_t *above = row[(i - 1) % 3];
		const size_t *over = row[(i + 1) % 3]; /* two rows above */

		now[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);

			now[j] = least(change, least(above[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], over[j - 2] + 1);
		}
	}
	return row[a_len % 3][b_len];
}

size_t nearest_distance(const char *a, const char *b)
{
	size_t a_len = strlen(a), b_len = strlen(b);

	return a_len <= NEAREST_MAX && b_len <= NEAREST_MAX ? edit_distance(a, a_len, b, b_len)
							    : SIZE_MAX;
}

/* What they begin and end with alike takes no slip. */
static void trim(const char **a, size_t *a_len, const char **b, size_t *b_len)
{
	while (*a_len > 0 && *b_len > 0 && **a == **b) {
		(*a)++;
		(*b)++;
		(*a_len)--;
		(*b_len)--;
	}
	while (*a_len > 0 && *b_len > 0 && (*a)[*a_len - 1] == (*b)[*b_len - 1]) {
		(*a_len)--;
		(*b_len)--;
	}
}

/* A cell of the table: what lies further from its diagonal than the limit is never looked at. */
static size_t slips_at(size_t (*row)[NEAREST_MAX + 2], const char *a, size_t i, const char *b, size_t j)
{
	const size_t *above = row[(i - 1) % 3], *over = row[(i + 1) % 3];
	size_t slips = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);

	slips = least(slips, least(above[j], row[i % 3][j - 1]) + 1);
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		slips = least(slips, over[j - 2] + 1);
	return slips;
}

bool nearest_within(const char *a, const char *b, size_t limit)
{
	size_t a_len = strlen(a), b_len = strlen(b), before = 0;
	size_t row[3][NEAREST_MAX + 2];

	if (a_len > NEAREST_MAX || b_len > NEAREST_MAX)
		return false;
	trim(&a, &a_len, &b, &b_len);
	if (a_len > b_len + limit || b_len > a_len + limit)
		return false;
	for (size_t j = 0; j <= NEAREST_MAX + 1; j++) {
		row[0][j] = j;
		row[1][j] = row[2][j] = limit + 1;
	}
	for (size_t i = 1; i <= a_len; i++) {
		size_t first = i > limit ? i - limit : 1, last = least(i + limit, b_len);
		size_t fewest = row[i % 3][first - 1] = first == 1 ? i : limit + 1;

		for (size_t j = first; j <= last; j++) {
			row[i % 3][j] = slips_at(row, a, i, b, j);
			fewest = least(fewest, row[i % 3][j]);
		}
		row[i % 3][last + 1] = limit + 1;
		/* A swap looks two rows back. */
		if (fewest > limit && before > limit)
			return false;
		before = fewest;
	}
	return row[a_len % 3][b_len] <= limit;
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
	size_t word_len = strlen(nearest->word);
	size_t len = strlen(candidate);

	if (word_len > NEAREST_MAX || len > NEAREST_MAX || len == 0)
		return;
	size_t distance = edit_distance(nearest->word, word_len, candidate, len);
	if (distance > nearest->distance)
		return;
	/* Two that are equally near are no hint. */
	nearest->best = nearest->found && distance == nearest->distance ? NULL : candidate;
	nearest->found = true;
	nearest->distance = distance;
}
