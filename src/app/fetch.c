/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/fetch.h"

#include "store/new_file.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FETCH_MAX ((size_t)4 << 30) /* more is no programme of ours */
#define STEP (1 << 16)
#define ASIDE_MAX 1000

/* 0, or an errno value. */
static int copy(int from, int to)
{
	uint8_t *step = memory_alloc(STEP);
	int number = 0;
	ssize_t got;

	while (number == 0 && (got = read(from, step, STEP)) != 0) {
		if (got > 0)
			number = file_put(to, (struct bytes){step, (size_t)got});
		else if (errno != EINTR)
			number = errno;
	}
	free(step);
	return number == 0 && fsync(to) != 0 ? errno : number;
}

static enum status fill(const char *part, int from, struct err *err)
{
	int to = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	int number = to < 0 ? errno : copy(from, to);

	if (to >= 0 && close(to) != 0 && number == 0)
		number = errno;
	return number == 0 ? STATUS_OK
			   : err_system(err, number, "%s", _("The file cannot be copied to this laptop"));
}

static enum status make_its_folder(const char *path, struct err *err)
{
	char *folder = path_folder(path);
	enum status status = file_make_folder(folder, err);

	free(folder);
	return status;
}

enum status fetch_file(const char *from, const char *to, struct err *err)
{
	struct new_file file = NEW_FILE_NONE;
	int fd = -1;
	enum status status = file_open(from, FETCH_MAX, &fd, err);

	if (status != STATUS_OK)
		return status;
	status = make_its_folder(to, err);
	if (status == STATUS_OK)
		status = new_file_open(&file, to, err);
	if (status == STATUS_OK)
		status = fill(file.part, fd, err);
	if (status == STATUS_OK)
		status = new_file_publish(&file, err);
	new_file_release(&file);
	close(fd);
	return status;
}

/* `aside` becomes the other name; null: there was nothing. */
static enum status set_aside(const char *path, char **aside, struct err *err)
{
	int number = EEXIST;

	*aside = NULL;
	if (access(path, F_OK) != 0)
		return STATUS_OK;
	for (int i = 1; number == EEXIST && i <= ASIDE_MAX; i++) {
		struct buf name = BUF_EMPTY;

		free(*aside);
		buf_printf(&name, "%s.damaged-%d", path, i);
		*aside = memory_text(buf_text(&name));
		buf_release(&name);
		number = file_rename_new(path, *aside);
	}
	if (number == 0)
		return STATUS_OK;
	free(*aside);
	*aside = NULL;
	return err_system(err, number, "%s", _("The damaged file cannot be given another name"));
}

enum status fetch_instead(const char *from, const char *to, struct err *err)
{
	char *aside;
	enum status status = set_aside(to, &aside, err);

	if (status == STATUS_OK)
		status = fetch_file(from, to, err);
	if (status != STATUS_OK && aside)
		(void)!file_rename_new(aside, to);
	free(aside);
	return status;
}
