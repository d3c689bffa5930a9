/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/filler.h"

#include <string.h>

static const char *const fillers[] = {" ", "\t", "\r", "\n", ".", "-", "'",
	/* no-break and narrow blanks, soft hyphen, and what sets the direction of writing */
	"\u00a0", "\u00ad", "\u2007", "\u2009", "\u200b", "\u200e", "\u202a", "\u202c", "\u202d",
	"\u202f", "\u2060", "\ufeff",
	/* apostrophes */
	"\u00b4", "\u02bc", "\u2018", "\u2019",
	/* hyphens, dashes, minus */
	"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"};

size_t filler_length(const char *text, const char *also)
{
	if (*text != '\0' && strchr(also, *text))
		return 1;
	for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++) {
		size_t len = strlen(fillers[i]);

		if (strncmp(text, fillers[i], len) == 0)
			return len;
	}
	return 0;
}
