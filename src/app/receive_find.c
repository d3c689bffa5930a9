/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/receive.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SUFFIX ".okoce"

static bool is_data(const char *name)
{
	const size_t len = strlen(name);

	return len > strlen(SUFFIX) && text_equal_nocase(name + len - strlen(SUFFIX), SUFFIX);
}

static bool is_same(const char *path, const struct stat *about)
{
	struct stat other;

	return lstat(path, &other) == 0 && other.st_dev == about->st_dev && other.st_ino == about->st_ino;
}

/* Takes the path over. */
static void add(struct receive *receive, char *path, const struct stat *about, const char *own)
{
	struct buf name = BUF_EMPTY;
	bool known = is_same(own, about);

	for (size_t i = 0; i < receive->count && !known; i++)
		known = is_same(receive->file[i].path, about);
	receive->cut |= !known && receive->count == RECEIVE_FILES_MAX;
	if (known || receive->count == RECEIVE_FILES_MAX) {
		free(path);
		return;
	}
	text_safe(&name, path_base(path), strlen(path_base(path)));
	receive->file =
		memory_grow(receive->file, receive->count, &receive->capacity, sizeof(*receive->file));
	receive->file[receive->count++] = (struct receive_file){
		.path = path, .name = memory_text(buf_text(&name)), .size = (uint64_t)about->st_size};
	buf_release(&name);
}

static bool look_in(struct receive *receive, const char *folder, const char *own, int depth)
{
	DIR *names = opendir(folder);
	const struct dirent *name;

	while (names && (name = readdir(names)) != NULL) {
		char *path = path_join(folder, name->d_name);
		struct stat about;
		bool seen = name->d_name[0] != '.' && lstat(path, &about) == 0;

		if (seen && S_ISREG(about.st_mode) && is_data(name->d_name)) {
			add(receive, path, &about, own);
			continue;
		}
		if (seen && S_ISDIR(about.st_mode) && depth > 0)
			look_in(receive, path, own, depth - 1);
		free(path);
	}
	if (names)
		closedir(names);
	return names != NULL;
}

static int by_path(const void *left, const void *right)
{
	const struct receive_file *a = left, *b = right;

	return strcmp(a->path, b->path);
}

enum status receive_find(struct receive *receive, const char *path, const char *own, struct err *err)
{
	struct stat about;

	/* A folder may be a link: who names it knows. A file is opened as what it is. */
	if (fstatat(AT_FDCWD, path, &about, 0) != 0)
		return err_system(err, errno, _("Cannot be read: \"%s\""), path);
	if (!S_ISDIR(about.st_mode)) {
		add(receive, memory_text(path), &about, own);
	} else if (!look_in(receive, path, own, RECEIVE_DEPTH)) {
		return err_system(err, errno, _("The folder cannot be read: \"%s\""), path);
	}
	if (receive->count > 0)
		qsort(receive->file, receive->count, sizeof(*receive->file), by_path);
	return STATUS_OK;
}
