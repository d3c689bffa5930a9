/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/gate_files.h"

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILES_MAX 200
#define SUFFIX ".okoce"

struct finding {
	struct gate_files *files;
	const char *path; /* that is looked for already */
	bool on_stick;
};

static bool is_data(const char *name)
{
	const size_t len = strlen(name);

	return len > strlen(SUFFIX) && text_equal_nocase(name + len - strlen(SUFFIX), SUFFIX);
}

/* Takes the path over. No link: on a stick it may lead anywhere. */
static void add(struct finding *finding, char *path, const struct stat *about)
{
	struct gate_files *files = finding->files;
	bool known = files->count == FILES_MAX || strcmp(path, finding->path) == 0;

	for (size_t i = 0; i < files->count && !known; i++)
		known = strcmp(files->item[i].path, path) == 0;
	if (known) {
		free(path);
		return;
	}
	files->item = memory_grow(files->item, files->count, &files->capacity, sizeof(*files->item));
	files->item[files->count++] = (struct gate_file){
		path, finding->on_stick, about->st_mtime, (uint64_t)about->st_size};
}

/* Files of a folder, and of those in it down to `depth`. */
static void look_in(struct finding *finding, const char *folder, int depth)
{
	DIR *names = opendir(folder);
	const struct dirent *name;

	while (names && (name = readdir(names)) != NULL) {
		char *path = path_join(folder, name->d_name);
		struct stat about;

		if (name->d_name[0] == '.' || lstat(path, &about) != 0)
			free(path);
		else if (S_ISREG(about.st_mode) && is_data(name->d_name))
			add(finding, path, &about);
		else {
			if (S_ISDIR(about.st_mode) && depth > 0)
				look_in(finding, path, depth - 1);
			free(path);
		}
	}
	if (names)
		closedir(names);
}

static int latest_first(const void *left, const void *right)
{
	const struct gate_file *a = left, *b = right;

	if (a->changed != b->changed)
		return a->changed > b->changed ? -1 : 1;
	return strcmp(a->path, b->path);
}

void gate_files_find(struct gate_files *files, const char *media, const char *path, const char *home)
{
	static const char *const names[] = {
		".", "Unduhan", "Downloads", "Dokumen", "Documents", "Desktop"};
	struct finding finding = {files, path, true};
	char *beside = path_folder(path);

	look_in(&finding, media, 3);
	finding.on_stick = false;
	look_in(&finding, beside, 0);
	for (size_t i = 0; home && i < sizeof(names) / sizeof(*names); i++) {
		char *folder = i == 0 ? memory_text(home) : path_join(home, names[i]);

		look_in(&finding, folder, 0);
		free(folder);
	}
	free(beside);
	if (files->count > 0)
		qsort(files->item, files->count, sizeof(*files->item), latest_first);
}

void gate_files_release(struct gate_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->item[i].path);
	free(files->item);
	*files = (struct gate_files){.count = 0};
}
