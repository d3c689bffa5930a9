/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/walked.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/cbor.h"
#include "base/file.h"

#define MARK_FORMAT 1
#define MARK_ITEMS 9
#define MARK_MAX 200
#define SECOND INT64_C(1000000000)
/* The clock of the system's files goes by ticks of at most 10 ms; on vfat it goes by 2 s. */
#define TICK (SECOND / 50)
#define TICK_OF_VFAT (3 * SECOND)

static int64_t nanoseconds(const struct timespec *time)
{
	return (int64_t)time->tv_sec * SECOND + time->tv_nsec;
}

static void put(struct buf *out, const struct stat *info, uint64_t transaction)
{
	cbor_put_array(out, MARK_ITEMS);
	cbor_put_uint(out, MARK_FORMAT);
	cbor_put_uint(out, info->st_dev);
	cbor_put_uint(out, info->st_ino);
	cbor_put_uint(out, (uint64_t)info->st_size);
	cbor_put_int(out, info->st_mtim.tv_sec);
	cbor_put_int(out, info->st_mtim.tv_nsec);
	cbor_put_int(out, info->st_ctim.tv_sec);
	cbor_put_int(out, info->st_ctim.tv_nsec);
	cbor_put_uint(out, transaction);
}

bool walked_is_marked(const char *mark, int fd, uint64_t transaction)
{
	struct buf marked = BUF_EMPTY, is = BUF_EMPTY;
	struct stat info;
	bool same = fstat(fd, &info) == 0 && file_read(mark, MARK_MAX, &marked, NULL) == STATUS_OK;

	if (same) {
		put(&is, &info, transaction);
		same = bytes_equal(buf_bytes(&marked), buf_bytes(&is));
	}
	buf_release(&marked);
	buf_release(&is);
	return same;
}

static bool is_at_rest(const struct stat *info)
{
	const bool coarse = info->st_mtim.tv_nsec == 0;
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	int64_t last = nanoseconds(&info->st_mtim) > nanoseconds(&info->st_ctim) ? nanoseconds(&info->st_mtim)
										: nanoseconds(&info->st_ctim);
	return nanoseconds(&now) - last > (coarse ? TICK_OF_VFAT : TICK);
}

static bool is_unchanged(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size && nanoseconds(&a->st_mtim) == nanoseconds(&b->st_mtim) &&
	       nanoseconds(&a->st_ctim) == nanoseconds(&b->st_ctim);
}

/* Not flushed: a mark that is lost or half there costs a walk. */
void walked_write_mark(const char *mark, int fd, uint64_t transaction, const struct stat *as)
{
	struct buf bytes = BUF_EMPTY;
	struct stat info;

	if (fstat(fd, &info) || !is_at_rest(&info) || (as && !is_unchanged(&info, as)) ||
	    walked_is_marked(mark, fd, transaction))
		return;
	put(&bytes, &info, transaction);
	int out = open(mark, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK, 0600);
	if (out >= 0) {
		if (write(out, bytes.ptr, bytes.len) != (ssize_t)bytes.len)
			unlink(mark);
		close(out);
	}
	buf_release(&bytes);
}
