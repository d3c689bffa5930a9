/* SPDX-License-Identifier: BSD-2-Clause */
/* What must agree beyond a single value: within a file, and across the files of a folder. */
#ifndef OKOCE_CONF_CHECK_H
#define OKOCE_CONF_CHECK_H

#include "conf/schema.h"
#include "conf/yaml.h"

/* A file that was read. Both null when it is not there or could not be read as YAML. */
struct read_file {
	const char *path, *name;
	struct node *root;
	void *content; /* the struct that its schema fills */
};

struct read_files {
	struct read_file *item;
	size_t count;
};

struct folder {
	struct read_file commodities, districts, settings;
	struct read_files plans, calendars;
};

/* Sessions have their defaults already. A mistake in one value is told once, where it stands: what
 * depends on a value that was reported, or on a file that could not be read, is not checked. */
void check_folder(const struct folder *folder, struct conf_problems *problems);

#endif
