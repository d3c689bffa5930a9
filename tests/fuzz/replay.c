/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Feeds every file of a folder to a fuzz target, so that `make check` keeps what fuzzing found.
 * The folder is the first argument, or tests/fuzz/FUZZ_CORPUS of the source tree.
 */
#include "fuzz.h"

#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef FUZZ_CORPUS
#define FUZZ_CORPUS "corpus"
#endif
#define INPUT_MAX (16u << 20)

static int replay_file(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	struct buf input = BUF_EMPTY;
	struct err err;
	enum status status = file_read(path, INPUT_MAX, &input, &err);

	if (status == STATUS_OK) {
		/* Said before, so that an abort has a name. */
		fprintf(stderr, "%s\n", path);
		LLVMFuzzerTestOneInput(input.ptr, input.len);
	} else {
		fprintf(stderr, "%s\n", err.text);
	}
	buf_release(&input);
	free(path);
	return status == STATUS_OK ? 0 : 1;
}

static int replay_folder(const char *folder)
{
	DIR *entries = opendir(folder);
	struct dirent *entry;
	unsigned count = 0;
	int failed = 0;

	if (!entries) {
		perror(folder);
		return 1;
	}
	while ((entry = readdir(entries)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		failed |= replay_file(folder, entry->d_name);
		count++;
	}
	closedir(entries);
	fprintf(stderr, "%u files\n", count);
	return failed || count == 0;
}

int main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir");
	char *folder;
	int failed;

	if (argc > 1)
		return replay_folder(argv[1]);
	folder = path_join(top ? top : ".", "tests/fuzz/" FUZZ_CORPUS);
	failed = replay_folder(folder);
	free(folder);
	return failed;
}
