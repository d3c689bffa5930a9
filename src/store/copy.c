/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/closing.h"
#include "store/own.h"
#include "store/repack.h"

#define PART_SUFFIX ".part"

static enum status fail(int number, const char *path, struct err *err)
{
	struct buf safe = BUF_EMPTY;
	enum status status;

	text_safe(&safe, path, strlen(path));
	status = number == EEXIST
		? err_set(err, STATUS_EXISTS, _("There is a file already: \"%s\". Nothing was changed."),
			  buf_text(&safe))
		: err_system(err, number, _("The copy cannot be made: \"%s\""), buf_text(&safe));
	buf_release(&safe);
	return status;
}

/* Closes fd. That a part of the copy is missing some disks tell only at the end. */
static enum status fill(struct store *store, int fd, const char *part, struct err *err)
{
	struct repack repack = {.go_on = NULL};
	enum status status = store_repack(store, fd, &repack, err);
	int number = !status && fsync(fd) ? errno : 0;

	if (close(fd) && !number)
		number = errno;
	return status || !number ? status : fail(number, part, err);
}

enum status store_copy(struct store *store, const char *path, struct err *err)
{
	char *part = path_with(path, PART_SUFFIX);
	enum status status;

	unlink(part); /* of a run that was killed */
	int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	int number = fd < 0 ? errno : 0;
	status = number ? fail(number, part, err) : fill(store, fd, part, err);
	if (!status && (number = file_rename_new(part, path)))
		status = fail(number, path, err);
	if (status && fd >= 0)
		unlink(part);
	if (!status)
		status = file_sync_folder(path, err);
	free(part);
	return status;
}

static void add_head(void *context, const struct writer_fact *fact)
{
	const struct event_id head = store_head(fact);

	heads_raise(context, &head);
}

uint32_t store_fingerprint(struct store *store)
{
	struct heads heads = {NULL, 0, 0};
	uint8_t out[DIGEST_SIZE];

	store_each_writer(store, add_head, &heads);
	heads_digest(out, heads.item, heads.count);
	free(heads.item);
	return get_be32(out);
}
