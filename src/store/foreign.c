/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/foreign.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "store/entry.h"

#define PIECE ((size_t)256 << 10)

/* --- Our copy ------------------------------------------------------------------------------------------ */

static enum status check_room(const struct foreign *foreign, const char *folder, uint64_t size, struct err *err)
{
	struct statvfs disk;

	if (statvfs(folder, &disk) != 0 || size <= (uint64_t)disk.f_bavail * disk.f_frsize)
		return STATUS_OK;
	return err_set(err, STATUS_FULL,
		       _("\"%s\" cannot be read: this laptop has no room for a copy of %llu MB. Free some space, then try again."),
		       foreign->name, (unsigned long long)(size >> 20) + 1);
}

static enum status say_unreadable(const struct foreign *foreign, int number, struct err *err)
{
	return err_system(err, number,
			  _("\"%s\" cannot be read to its end. Is the flash drive still in? Push it in again, then try again"),
			  foreign->name);
}

static enum status copy_pieces(struct foreign *foreign, int from, foreign_go_on *go_on, void *context, struct err *err)
{
	uint8_t *piece = memory_alloc(PIECE);
	enum status status = STATUS_OK;

	for (uint64_t done = 0; status == STATUS_OK && done < foreign->size;) {
		size_t len = foreign->size - done < PIECE ? (size_t)(foreign->size - done) : PIECE;
		int number;

		if (go_on && !go_on(context, done, foreign->size))
			status = err_set(err, STATUS_STOPPED, "%s", _("Stopped. Nothing was changed."));
		else if (!file_get_at(from, piece, len, done, &number))
			status = say_unreadable(foreign, number ? number : EIO, err);
		else if ((number = file_put(foreign->fd, (struct bytes){piece, len})) != 0)
			status = err_system(err, number, _("\"%s\" cannot be copied to this laptop"), foreign->name);
		done += len;
	}
	free(piece);
	return status;
}

/* Who writes into it while it is copied makes a copy of two halves. */
static enum status check_rest(const struct foreign *foreign, int from, const struct stat *before, struct err *err)
{
	struct stat after;

	if (fstat(from, &after) == 0 && after.st_size == before->st_size &&
	    after.st_mtim.tv_sec == before->st_mtim.tv_sec && after.st_mtim.tv_nsec == before->st_mtim.tv_nsec)
		return STATUS_OK;
	return err_set(err, STATUS_BUSY,
		       _("\"%s\" is being written to at this moment. Wait until that has ended, then try again."),
		       foreign->name);
}

static enum status copy(struct foreign *foreign, const char *path, const char *folder, foreign_go_on *go_on,
			void *context, struct err *err)
{
	struct stat info;
	int from;
	enum status status = file_open(path, FOREIGN_SIZE_MAX, &from, err);

	if (status)
		return status;
	if (fstat(from, &info) != 0)
		status = say_unreadable(foreign, errno, err);
	foreign->size = status ? 0 : (uint64_t)info.st_size;
	if (!status)
		status = check_room(foreign, folder, foreign->size, err);
	if (!status)
		status = file_make_unnamed(folder, &foreign->fd, err);
	if (!status)
		status = copy_pieces(foreign, from, go_on, context, err);
	if (!status)
		status = check_rest(foreign, from, &info, err);
	(void)posix_fadvise(from, 0, 0, POSIX_FADV_DONTNEED);
	close(from);
	return status;
}

/* --- Its records --------------------------------------------------------------------------------------- */

struct walk {
	struct foreign *foreign;
	pages_visit *visit;
	void *context;
	uint8_t last[PAGES_KEY_MAX];
	size_t last_len;
};

static enum status in_order(void *context, struct bytes key, struct bytes value)
{
	struct walk *walk = context;

	if (walk->last_len > 0 && bytes_compare(key, (struct bytes){walk->last, walk->last_len}) <= 0) {
		walk->foreign->out_of_order++;
		return STATUS_OK;
	}
	memcpy(walk->last, key.ptr, key.len); /* a key is no longer than PAGES_KEY_MAX */
	walk->last_len = key.len;
	return walk->visit(walk->context, key, value);
}

enum status foreign_walk(struct foreign *foreign, pages_visit *visit, void *context, struct err *err)
{
	struct walk walk = {.foreign = foreign, .visit = visit, .context = context};
	enum status status;

	foreign->out_of_order = 0;
	status = pages_walk(&foreign->pages, in_order, &walk, err);
	foreign->page_findings = foreign->pages.findings;
	return status == STATUS_FINDINGS ? STATUS_OK : status;
}

struct head {
	struct foreign *foreign;
	bool found;
	enum status status;
	struct err *err;
};

static enum status look_for_head(void *context, struct bytes key, struct bytes value)
{
	struct head *head = context;

	if (!bytes_equal(key, meta_key))
		return bytes_compare(key, meta_key) < 0 ? STATUS_OK : STATUS_EXISTS;
	head->found = true;
	head->status = meta_parse(&head->foreign->meta, value, head->foreign->name, head->err);
	return STATUS_EXISTS; /* any status ends the walk */
}

static enum status read_head(struct foreign *foreign, struct err *err)
{
	struct head head = {.foreign = foreign, .err = err};
	enum status status = foreign_walk(foreign, look_for_head, &head, err);

	if (status && status != STATUS_EXISTS)
		return status;
	if (head.found)
		return head.status;
	return err_set(err, STATUS_DAMAGED,
		       _("\"%s\" is no data file of okoce, or it is damaged at its beginning. Copy it anew; if there is no other copy, okoce salvage may help."),
		       foreign->name);
}

enum status foreign_open(struct foreign *foreign, const char *path, const char *folder, foreign_go_on *go_on,
			 void *context, struct err *err)
{
	enum status status;

	*foreign = (struct foreign){.fd = -1, .name = memory_text(path_base(path))};
	status = copy(foreign, path, folder, go_on, context, err);
	if (!status)
		status = pages_open(&foreign->pages, foreign->fd, err);
	return status ? status : read_head(foreign, err);
}

void foreign_release(struct foreign *foreign)
{
	if (foreign->fd >= 0)
		close(foreign->fd);
	free(foreign->name);
	*foreign = (struct foreign){.fd = -1};
}
