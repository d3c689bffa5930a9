/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/explain.h"

#include "base/i18n.h"

#include <stddef.h>
#include <string.h>

static const char *const explanations[][2] = {
	{"could not find expected ':'", N_("a colon and a blank are missing behind this word")},
	{"mapping values are not allowed in this context",
		N_("a colon does not fit here: the line is indented otherwise than its neighbours, "
		   "or the text needs quotes")},
	{"did not find expected key",
		N_("this line does not fit: it is indented otherwise than its neighbours, "
		   "or stands where a key was expected")},
	{"did not find expected '-' indicator", N_("this line does not fit: entries of the list "
						   "begin with \"- \", all equally indented")},
	{"did not find expected ',' or '}'", N_("a comma or a closing } is missing before this")},
	{"did not find expected ',' or ']'", N_("a comma or a closing ] is missing before this")},
	{"did not find expected node content", N_("a value is missing here")},
	{"did not find expected <document start>",
		N_("this does not belong to what stands above: mind the indentation")},
	{"block sequence entries are not allowed in this context",
		N_("an entry \"- \" does not fit here: mind the indentation and the line above")},
	{"block mapping keys are not allowed in this context",
		N_("a key does not fit here: mind the indentation and the line above")},
	{"found character that cannot start any token",
		N_("a text cannot begin with this character: put it in quotes")},
	{"found unexpected end of stream", N_("the quotes that open here are never closed")},
	{"found unexpected ':'", N_("a blank is missing behind this colon")},
	{"found unknown directive name",
		N_("lines that begin with % are not used here: delete it")},
	{"found invalid Unicode character escape code",
		N_("the escape in double quotes is no character")},
	{"found unknown escape character",
		N_("after \\ in double quotes stands an unknown letter")},
};

const char *explain(const char *problem)
{
	for (size_t i = 0; i < sizeof(explanations) / sizeof(*explanations); i++) {
		if (problem && strcmp(problem, explanations[i][0]) == 0)
			return _(explanations[i][1]);
	}
	return problem ? problem : _("this is not YAML");
}

bool explain_is_structure(const char *problem)
{
	static const char *const structure[] = {"could not find expected ':'",
		"mapping values are not allowed in this context", "did not find expected key",
		"did not find expected '-' indicator", "did not find expected <document start>",
		"block sequence entries are not allowed in this context",
		"block mapping keys are not allowed in this context"};

	for (size_t i = 0; i < sizeof(structure) / sizeof(*structure); i++) {
		if (problem && strcmp(problem, structure[i]) == 0)
			return true;
	}
	return false;
}
