/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/import.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENTRIES_MAX 5000

static void clear(struct import_folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		free(folder->entry[i].name);
		free(folder->entry[i].path);
	}
	folder->count = 0;
	folder->cut = false;
}

void import_folder_release(struct import_folder *folder)
{
	clear(folder);
	free(folder->entry);
	free(folder->path);
	*folder = (struct import_folder){0};
}

/* Those of other spreadsheets too: who opens one is told how to save it for okoce. */
static bool is_list(const char *name)
{
	static const char *const ends[] = {
		".xlsx", ".csv", ".txt", ".xlsm", ".tsv", ".xls", ".xlsb", ".ods"};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof(ends) / sizeof(*ends); i++)
		if (text_equal_nocase(dot, ends[i]))
			return true;
	return false;
}

/* Takes the path over. A pipe or a device is neither a folder nor a list. */
static void add(struct import_folder *folder, const char *name, char *path, bool folders_only)
{
	struct stat stat;

	if (folder->count == ENTRIES_MAX || lstat(path, &stat) != 0 ||
		(S_ISLNK(stat.st_mode) && fstatat(AT_FDCWD, path, &stat, 0) != 0) ||
		!(S_ISDIR(stat.st_mode) ||
			(!folders_only && S_ISREG(stat.st_mode) && is_list(name)))) {
		folder->cut |= folder->count == ENTRIES_MAX;
		free(path);
		return;
	}
	folder->entry = memory_grow(
		folder->entry, folder->count, &folder->capacity, sizeof(*folder->entry));
	folder->entry[folder->count++] = (struct import_entry){
		.name = memory_text(name),
		.path = path,
		.is_folder = S_ISDIR(stat.st_mode),
		.size = (uint64_t)stat.st_size,
		.changed = stat.st_mtime,
	};
}

/* Each name of a folder that is not hidden; false when it cannot be read. */
static bool add_all(struct import_folder *folder, const char *path, bool folders_only)
{
	DIR *names = opendir(path);
	struct dirent *name;

	if (!names)
		return false;
	while ((name = readdir(names)) != NULL)
		if (name->d_name[0] != '.')
			add(folder, name->d_name, path_join(path, name->d_name), folders_only);
	closedir(names);
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct import_entry *left = a, *right = b;
	int order = (int)right->is_folder - (int)left->is_folder;

	if (order == 0)
		order = strcasecmp(left->name, right->name);
	return order != 0 ? order : strcmp(left->name, right->name);
}

enum status import_folder_read(struct import_folder *folder, const char *path, struct err *err)
{
	struct import_folder read = {.path = memory_text(path)};

	if (!add_all(&read, path, false)) {
		int number = errno;

		import_folder_release(&read);
		return err_system(err, number, _("The folder cannot be read: \"%s\""), path);
	}
	if (read.count > 0)
		qsort(read.entry, read.count, sizeof(*read.entry), compare);
	import_folder_release(folder);
	*folder = read;
	return STATUS_OK;
}

static bool has_lists(const char *path)
{
	struct import_folder folder = {0};
	bool found = false;

	add_all(&folder, path, false);
	for (size_t i = 0; i < folder.count && !found; i++)
		found = !folder.entry[i].is_folder;
	import_folder_release(&folder);
	return found;
}

static bool is_mounted(const char *path, const char *above)
{
	struct stat here, there;

	return fstatat(AT_FDCWD, path, &here, 0) == 0 && fstatat(AT_FDCWD, above, &there, 0) == 0 &&
	       here.st_dev != there.st_dev;
}

/* /media/NAME, or /media/OFFICER/NAME where the desktop mounts them. */
static void add_sticks(struct import_folder *folder, const char *media)
{
	struct import_folder found = {0};

	add_all(&found, media, true);
	for (size_t i = 0; i < found.count; i++) {
		const char *path = found.entry[i].path;
		size_t before = folder->count;

		if (!is_mounted(path, media) && !has_lists(path))
			add_all(folder, path, true);
		if (folder->count == before)
			add(folder, found.entry[i].name, memory_text(path), true);
	}
	import_folder_release(&found);
}

void import_places(struct import_folder *folder, const char *const *media, const char *home)
{
	static const char *const names[] = {
		"Unduhan", "Downloads", "Dokumen", "Documents", "Desktop"};
	char *here = getcwd(NULL, 0);

	clear(folder);
	free(folder->path);
	folder->path = NULL;
	for (; *media; media++)
		add_sticks(folder, *media);
	for (size_t i = 0; home && i < sizeof(names) / sizeof(*names); i++)
		add(folder, names[i], path_join(home, names[i]), true);
	if (home)
		add(folder, home, memory_text(home), true);
	if (here && (!home || strcmp(here, home) != 0))
		add(folder, here, memory_text(here), true);
	free(here);
}
