/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/handover_write.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define PIECE ((size_t)1 << 20)
#define MIB ((uint64_t)1 << 20)

/* --- Sentences ------------------------------------------------------------------------------------ */

static uint64_t room_in(const char *folder)
{
	struct statvfs disk;

	return statvfs(folder, &disk) == 0 ? (uint64_t)disk.f_bavail * disk.f_frsize : UINT64_MAX;
}

static uint64_t in_mib(uint64_t bytes)
{
	return (bytes + MIB - 1) / MIB;
}

static enum status say_full(const char *folder, uint64_t room, struct err *err)
{
	return err_set(err, STATUS_FULL,
		_("Not handed over: the flashdisk has %" PRIu64 " MiB free, and %" PRIu64
		  " MiB are needed. Take away what is not needed there, or use another flashdisk."),
		room_in(folder) / MIB, in_mib(room));
}

/* A pulled stick answers in many ways, and its folder may be an empty one of the laptop's then. */
static enum status say(const char *folder, uint64_t room, int number, struct err *err)
{
	/* vfat says so of a full disk, too. */
	if (number == EIO && room_in(folder) < room)
		number = ENOSPC;
	switch (number) {
	case ENOSPC:
	case EDQUOT:
		return say_full(folder, room, err);
	case EROFS:
		return err_set(err, STATUS_IO, "%s",
			_("Not handed over: this flashdisk can only be read. Move the small switch at its "
			  "side, or use another flashdisk."));
	case EFBIG:
		return err_set(err, STATUS_FULL, "%s",
			_("Not handed over: this flashdisk takes no file of that size. Use one that is "
			  "formatted as exFAT."));
	case EACCES:
	case EPERM:
		return err_set(err, STATUS_IO, "%s",
			_("Not handed over: this user may not write there. Choose the folder of a "
			  "flashdisk."));
	case EIO:
	case ENODEV:
	case ENXIO:
	case ENOENT:
	case ENOTDIR:
	case ESTALE:
		return err_set(err, STATUS_IO, "%s",
			_("Not handed over: the flashdisk was pulled out, or is broken. Put it in, or "
			  "another one, and hand over again."));
	default:
		return err_system(err, number, "%s", _("Not handed over"));
	}
}

static enum status say_no_folder(const char *folder, int number, struct err *err)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, folder, strlen(folder));
	enum status status = number == ENOTDIR
		? err_set(err, STATUS_INVALID,
			  _("Not handed over: \"%s\" is no folder. Give the folder of a flashdisk."),
			  buf_text(&safe))
		: err_set(err, STATUS_NOT_FOUND,
			  _("Not handed over: there is no folder \"%s\". Put the flashdisk in, and give its folder."),
			  buf_text(&safe));
	buf_release(&safe);
	return status;
}

enum status handover_look(const char *folder, uint64_t room, struct err *err)
{
	struct statvfs disk;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return say_no_folder(folder, errno, err);
	if (fd < 0)
		return say(folder, room, errno, err);
	close(fd);
	if (statvfs(folder, &disk) == 0 && (disk.f_flag & ST_RDONLY))
		return say(folder, room, EROFS, err);
	if (access(folder, W_OK) != 0)
		return say(folder, room, errno, err);
	return room_in(folder) < room ? say_full(folder, room, err) : STATUS_OK;
}

/* --- Reading -------------------------------------------------------------------------------------- */

/* Where the bytes go; `to` -1: they are only counted and digested. */
struct flow {
	int from, to;
	uint64_t bytes;
	uint8_t digest[DIGEST_SIZE];
};

static bool goes_on(const struct handover_writing *writing, uint64_t done, uint64_t total)
{
	return !writing->go_on || writing->go_on(writing->context, done, total);
}

/* 0, or an errno value; ECANCELED: it was ended. */
static int pour(const struct handover_writing *writing, struct flow *flow, uint64_t total)
{
	struct digester digester;
	uint8_t *piece = memory_alloc(PIECE);
	ssize_t got;
	int number = 0;

	digester_begin(&digester);
	flow->bytes = 0;
	while (number == 0 && (got = pread(flow->from, piece, PIECE, (off_t)flow->bytes)) != 0) {
		const struct bytes bytes = {piece, got > 0 ? (size_t)got : 0};

		if (got < 0 && errno != EINTR)
			number = errno;
		else if (!goes_on(writing, flow->bytes, total))
			number = ECANCELED;
		else if (flow->to >= 0)
			number = file_put(flow->to, bytes);
		if (number == 0)
			digester_add(&digester, bytes);
		flow->bytes += bytes.len;
	}
	digester_end(&digester, flow->digest);
	free(piece);
	return number;
}

static bool same(const struct flow *a, const struct flow *b)
{
	return a->bytes == b->bytes && memcmp(a->digest, b->digest, DIGEST_SIZE) == 0;
}

/* The file that has the name: the same one, byte by byte? */
static bool is_there_already(struct handover_writing *writing, const char *path)
{
	struct flow ours = {.from = writing->from, .to = -1}, theirs = {.to = -1};
	int fd;

	if (file_open(path, SIZE_MAX, &fd, NULL) != STATUS_OK)
		return false;
	theirs.from = fd;
	bool equal = pour(writing, &ours, 0) == 0 && pour(writing, &theirs, 0) == 0 && same(&ours, &theirs);
	close(fd);
	writing->bytes = ours.bytes;
	return equal;
}

/* --- Writing -------------------------------------------------------------------------------------- */

static int flush(int fd, const char *path)
{
	struct err err = {STATUS_OK, ""};

	if (fsync(fd) != 0)
		return errno;
	return file_sync_folder(path, &err) == STATUS_OK ? 0 : EIO;
}

/* What the stick has, and not what the system remembers of it. */
static int read_back(struct handover_writing *writing, const struct flow *written, int fd)
{
	struct flow back = {.from = fd, .to = -1};

	(void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	int number = pour(writing, &back, written->bytes);
	return number || same(&back, written) ? number : EBADMSG;
}

static int write_part(struct handover_writing *writing, const char *part)
{
	struct flow flow = {.from = writing->from};
	struct stat about;
	uint64_t total = fstat(writing->from, &about) == 0 ? (uint64_t)about.st_size : 0;

	(void)unlink(part); /* of a run that was killed */
	flow.to = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (flow.to < 0)
		return errno;
	int number = pour(writing, &flow, total);
	if (number == 0)
		number = flush(flow.to, part);
	if (number == 0)
		number = read_back(writing, &flow, flow.to);
	if (close(flow.to) != 0 && number == 0)
		number = errno;
	writing->bytes = flow.bytes;
	return number;
}

static enum status say_why(const struct handover_writing *writing, int number, struct err *err)
{
	struct stat about;
	uint64_t size = fstat(writing->from, &about) == 0 ? (uint64_t)about.st_size : 0;

	if (number == ECANCELED)
		return err_set(err, STATUS_STOPPED, "%s", _("Stopped: nothing was handed over."));
	if (number == EBADMSG)
		return err_set(err, STATUS_IO, "%s",
			_("Not handed over: the flashdisk gives back something else than was written. It is "
			  "broken: use another one."));
	return say(writing->folder, size, number, err);
}

enum status handover_write(struct handover_writing *writing, struct err *err)
{
	char *path = path_join(writing->folder, writing->name);
	char *part = path_join(writing->folder, writing->part);
	struct stat about;
	enum status status = STATUS_OK;
	int number = 0;

	if (lstat(path, &about) == 0) {
		writing->there = is_there_already(writing, path);
		if (!writing->there)
			status = err_set(err, STATUS_EXISTS, _("Not handed over: \"%s\" exists already there."),
				writing->name);
	} else {
		number = write_part(writing, part);
		if (number == 0)
			number = file_rename_new(part, path);
		if (number == 0 && file_sync_folder(path, err) != STATUS_OK)
			number = EIO;
		else if (number != 0)
			(void)unlink(part);
	}
	if (number != 0)
		status = say_why(writing, number, err);
	free(part);
	free(path);
	return status;
}
