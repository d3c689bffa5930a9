/* SPDX-License-Identifier: BSD-2-Clause */
/* The program's entry: chooses the language, then the command. */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/i18n.h"
#include "base/random.h"

int main(int argc, char **argv)
{
	struct err err = {STATUS_OK, ""};

	i18n_start("/nonexistent", LANGUAGE_INDONESIAN);
	if (random_start(&err)) {
		fprintf(stderr, "okoce: %s\n", err.text);
		return status_exit(err.status);
	}
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		printf("okoce %s\n", PACKAGE_VERSION);
		return status_exit(STATUS_OK);
	}
	fprintf(stderr, "%s\n", _("usage: okoce --version"));
	return status_exit(STATUS_USAGE);
}
