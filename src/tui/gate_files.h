/* SPDX-License-Identifier: BSD-2-Clause */
/* Data files that lie about: on sticks, and in the folders of this laptop where they are kept. */
#ifndef OKOCE_TUI_GATE_FILES_H
#define OKOCE_TUI_GATE_FILES_H

#include "tui/screen.h"
#include "base/date.h"

struct gate_file {
	char *path;
	bool on_stick;
	moment changed;
	uint64_t size;
};
struct gate_files {
	struct gate_file *item;
	size_t count, capacity;
};

/* Those whose names end in .okoce, the latest first: below `media` (two levels, and a folder in each),
 * beside `path`, and in the folders below `home` where downloads come to. `path` itself is none of them. */
void gate_files_find(
	struct gate_files *files, const char *media, const char *path, const char *home);
void gate_files_release(struct gate_files *files);

#endif
