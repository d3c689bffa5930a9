/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/filler.h"

#include <stdbool.h>
#include <string.h>

static const char ascii_fillers[] = " .-'\t\r\n";

static const char *const other_fillers[] = {
	/* no-break and narrow blanks, soft hyphen, and what sets the direction of writing */
	"\u00a0", "\u00ad", "\u2007", "\u2009", "\u200b", "\u200e", "\u202a", "\u202c", "\u202d",
	"\u202f", "\u2060", "\ufeff",
	/* apostrophes */
	"\u00b4", "\u02bc", "\u2018", "\u2019",
	/* hyphens, dashes, minus */
	"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"};

static bool has(const char *list, char c)
{
	while (*list != '\0' && *list != c)
		list++;
	return *list != '\0';
}

size_t filler_length(const char *text, const char *also)
{
	if (*text == '\0' || (*text >= '0' && *text <= '9'))
		return 0;
	if ((unsigned char)*text < 0x80)
		return has(ascii_fillers, *text) || has(also, *text);
	for (size_t i = 0; i < sizeof(other_fillers) / sizeof(other_fillers[0]); i++) {
		size_t len = strlen(other_fillers[i]);

		if (strncmp(text, other_fillers[i], len) == 0)
			return len;
	}
	return 0;
}
