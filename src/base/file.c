/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/file.h"

#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP 16384

/* Sentences are `failure: "path"`, with the system's text or an advice behind it. The path is made
 * safe first: a file name on a stick can hold anything. */
static enum status fail(struct err *err, int number, const char *failure, const char *path)
{
	struct buf safe = BUF_EMPTY;
	enum status status;

	text_safe(&safe, path, strlen(path));
	status = err_system(err, number, "%s: \"%s\"", failure, buf_text(&safe));
	buf_release(&safe);
	return status;
}

static enum status refuse(struct err *err, enum status status, const char *failure,
	const char *path, const char *advice)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, path, strlen(path));
	status = err_set(err, status, "%s: \"%s\". %s", failure, buf_text(&safe), advice);
	buf_release(&safe);
	return status;
}

static enum status too_large(const char *path, struct err *err)
{
	return refuse(err, STATUS_INVALID, _("Too large"), path,
		_("Check that it is the right file."));
}

static enum status read_all(int fd, const char *path, size_t max, struct buf *out, struct err *err)
{
	const size_t before = out->len;
	enum status status = STATUS_OK;
	uint8_t step[READ_STEP];
	ssize_t got;

	while ((got = read(fd, step, sizeof(step))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			status = fail(err, errno, _("Can't read the file"), path);
			break;
		}
		if ((size_t)got > max - (out->len - before)) {
			status = too_large(path, err);
			break;
		}
		buf_add(out, step, (size_t)got);
	}
	if (status != STATUS_OK && out->ptr) {
		out->len = before;
		out->ptr[before] = '\0';
	}
	explicit_bzero(step, sizeof(step));
	return status;
}

/* Opens a regular file; *fd is -1 when that fails. */
static enum status open_file(const char *path, int flags, size_t max, int *fd, struct err *err)
{
	struct stat about;
	enum status status = STATUS_OK;

	/* Without O_NONBLOCK a FIFO that someone left on a stick would hold us here for ever. */
	*fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags);
	if (*fd < 0 && errno == ELOOP && (flags & O_NOFOLLOW))
		return refuse(err, STATUS_INVALID, _("Only a link to a file"), path,
			_("Choose the file itself."));
	if (*fd < 0)
		return fail(err, errno, _("Can't open the file"), path);
	if (fstat(*fd, &about) != 0)
		status = fail(err, errno, _("Can't read the file"), path);
	else if (!S_ISREG(about.st_mode))
		status = refuse(err, STATUS_INVALID, _("Not a file"), path,
			_("Choose a file, not a folder or a device."));
	else if ((uintmax_t)about.st_size > max)
		status = too_large(path, err);
	if (status == STATUS_OK)
		return status;
	close(*fd);
	*fd = -1;
	return status;
}

enum status file_read(const char *path, size_t max, struct buf *out, struct err *err)
{
	int fd;
	enum status status = open_file(path, 0, max, &fd, err);

	if (status != STATUS_OK)
		return status;
	status = read_all(fd, path, max, out, err);
	close(fd);
	return status;
}

enum status file_open(const char *path, size_t max, int *fd, struct err *err)
{
	return open_file(path, O_NOFOLLOW, max, fd, err);
}

/* Where the file system knows no files without a name it has one for a moment. */
static int make_and_unlink(const char *folder)
{
	char *path = path_join(folder, ".okoce-XXXXXX");
	int fd = mkostemp(path, O_CLOEXEC);
	int number;

	if (fd >= 0 && unlink(path) != 0) {
		number = errno;
		close(fd);
		errno = number;
		fd = -1;
	}
	free(path);
	return fd;
}

enum status file_make_unnamed(const char *folder, int *fd, struct err *err)
{
	*fd = open(folder, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
	if (*fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
		*fd = make_and_unlink(folder);
	if (*fd < 0)
		return fail(err, errno, _("Can't make a file in the folder"), folder);
	return STATUS_OK;
}

int file_put(int fd, struct bytes bytes)
{
	while (bytes.len > 0) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return put < 0 ? errno : EIO;
		bytes.ptr += put;
		bytes.len -= (size_t)put;
	}
	return 0;
}

int file_put_at(int fd, struct bytes bytes, uint64_t at)
{
	while (bytes.len > 0) {
		ssize_t put = pwrite(fd, bytes.ptr, bytes.len, (off_t)at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return put < 0 ? errno : EIO;
		bytes.ptr += put;
		bytes.len -= (size_t)put;
		at += (uint64_t)put;
	}
	return 0;
}

bool file_get_at(int fd, void *out, size_t len, uint64_t at, int *number)
{
	uint8_t *to = out;

	while (len > 0) {
		ssize_t got = pread(fd, to, len, (off_t)at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			*number = got < 0 ? errno : 0;
			return false;
		}
		to += got;
		len -= (size_t)got;
		at += (uint64_t)got;
	}
	return true;
}

/* Fills the new file and takes its name; returns 0 or an errno value. Closes fd in any case. */
static int fill_and_rename(
	int fd, struct bytes bytes, bool flush, const char *temporary, const char *path)
{
	int number = file_put(fd, bytes);

	if (number == 0 && flush && fsync(fd) != 0)
		number = errno;
	/* Some file systems tell only now that the disk is full. */
	if (close(fd) != 0 && number == 0)
		number = errno;
	if (number == 0 && rename(temporary, path) != 0)
		number = errno;
	return number;
}

static enum status write_over(const char *path, struct bytes bytes, bool flush, struct err *err)
{
	char *temporary = path_with(path, ".XXXXXX");
	enum status status = STATUS_OK;
	int fd = mkostemp(temporary, O_CLOEXEC);
	int number = fd < 0 ? errno : fill_and_rename(fd, bytes, flush, temporary, path);

	if (number != 0) {
		if (fd >= 0)
			unlink(temporary);
		status = fail(err, number, _("Can't write the file"), path);
	} else if (flush) {
		status = file_sync_folder(path, err);
	}
	free(temporary);
	return status;
}

enum status file_write(const char *path, struct bytes bytes, struct err *err)
{
	return write_over(path, bytes, true, err);
}

enum status file_write_soon(const char *path, struct bytes bytes, struct err *err)
{
	return write_over(path, bytes, false, err);
}

/* Makes one folder; one that is there already is left as it is. */
static enum status make_one(const char *path, struct err *err)
{
	struct stat about;
	int number;

	if (mkdir(path, 0700) == 0)
		return file_sync_folder(path, err);
	/* Not only on EEXIST: of a folder above, which is there, EROFS may be told before. */
	number = errno;
	if (stat(path, &about) == 0) {
		if (S_ISDIR(about.st_mode))
			return STATUS_OK;
		number = ENOTDIR;
	}
	return fail(err, number, _("Can't make the folder"), path);
}

enum status file_make_folder(const char *path, struct err *err)
{
	char *part = memory_text(path);
	enum status status = STATUS_OK;

	for (char *slash = part; status == STATUS_OK && (slash = strchr(slash, '/')); slash++) {
		if (slash == part || slash[-1] == '/')
			continue;
		*slash = '\0';
		status = make_one(part, err);
		*slash = '/';
	}
	if (status == STATUS_OK)
		status = make_one(part, err);
	free(part);
	return status;
}

enum status file_sync_folder(const char *path, struct err *err)
{
	char *folder = path_folder(path);
	enum status status = STATUS_OK;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0) {
		status = fail(err, errno, _("Can't open the folder"), folder);
	} else {
		/* EINVAL: a file system that has no such thing for folders. */
		if (fsync(fd) != 0 && errno != EINVAL)
			status = fail(err, errno, _("Can't save the folder"), folder);
		close(fd);
	}
	free(folder);
	return status;
}

int file_rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	/* A file system that can't: a second name is not made over an existing one either. */
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (link(from, to) == 0) {
		unlink(from);
		return 0;
	}
	if (errno != EPERM && errno != EOPNOTSUPP)
		return errno;
	/* FAT has no second names. */
	struct stat about;
	if (lstat(to, &about) == 0)
		return EEXIST;
	return rename(from, to) == 0 ? 0 : errno;
}

enum status file_lock_take(struct file_lock *lock, const char *path, struct err *err)
{
	struct stat about;
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
	enum status status = STATUS_OK;

	*lock = FILE_LOCK_NONE;
	if (fd < 0)
		return fail(err, errno, _("Can't open the lock file"), path);
	if (fstat(fd, &about) != 0)
		status = fail(err, errno, _("Can't open the lock file"), path);
	else if (!S_ISREG(about.st_mode))
		status = refuse(err, STATUS_INVALID, _("Not a file"), path,
			_("Move it away, then try again."));
	else if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		lock->fd = fd;
	else if (errno == EWOULDBLOCK)
		status = refuse(err, STATUS_BUSY, _("Held by another program"), path,
			_("Close it there, then try again."));
	else
		status = fail(err, errno, _("Can't lock the file"), path);
	if (status != STATUS_OK)
		close(fd);
	return status;
}

void file_lock_release(struct file_lock *lock)
{
	if (lock->fd >= 0)
		close(lock->fd);
	*lock = FILE_LOCK_NONE;
}

char *path_with(const char *path, const char *suffix)
{
	size_t path_len = strlen(path);
	size_t suffix_len = strlen(suffix);
	char *both = memory_alloc(path_len + suffix_len + 1);

	memcpy(both, path, path_len);
	memcpy(both + path_len, suffix, suffix_len);
	return both;
}

char *path_join(const char *folder, const char *name)
{
	size_t len = strlen(folder);
	char *with_slash;
	char *both;

	if (len == 0 || folder[len - 1] == '/')
		return path_with(folder, name);
	with_slash = path_with(folder, "/");
	both = path_with(with_slash, name);
	free(with_slash);
	return both;
}

char *path_folder(const char *path)
{
	size_t len = strlen(path);
	char *folder;

	while (len > 0 && path[len - 1] == '/')
		len--;
	if (len == 0 && path[0] == '/')
		return memory_text("/");
	while (len > 0 && path[len - 1] != '/')
		len--;
	if (len == 0)
		return memory_text(".");
	folder = memory_text(path);
	folder[len] = '\0';
	return folder;
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}
