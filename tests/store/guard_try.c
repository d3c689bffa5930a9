/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/guard_try.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/pages_format.h"
#include "store/try_store.h"

#define FILE_MAX ((size_t)64 << 20)
#define PAGE_BYTES 4096
#define SKIPPED 77

/* --- Files ------------------------------------------------------------------------------------------- */

void guard_write(const char *path, struct bytes bytes)
{
	struct err err = {STATUS_OK, ""};

	guard_remove(path);
	if (file_write(path, bytes, &err))
		fail_msg("%s", err.text);
}

void guard_overwrite(const char *path, struct bytes bytes)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes.ptr, bytes.len, 0), bytes.len);
	close(fd);
}

void guard_patch(const char *path, long at, const char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, len, at), len);
	close(fd);
}

void guard_read(const char *path, struct buf *out)
{
	struct stat info;
	struct err err = {STATUS_OK, ""};

	if (lstat(path, &info) || !S_ISREG(info.st_mode))
		return;
	if (file_read(path, FILE_MAX, out, &err))
		fail_msg("%s", err.text);
}

void guard_remove(const char *path)
{
	static const char *const suffixes[] = {"", ".lock", "-lock"};

	for (size_t i = 0; i < 3; i++) {
		char *whole = path_with(path, suffixes[i]);

		(void)remove(whole);
		free(whole);
	}
}

/* --- 32 bits ----------------------------------------------------------------------------------------- */

#define WORD 4u
#define HEADER (WORD + 8)

static void put16(uint8_t *at, size_t value)
{
	at[0] = (uint8_t)value;
	at[1] = (uint8_t)(value >> 8);
}

static void put32(uint8_t *at, size_t value)
{
	put16(at, value & 0xffff);
	put16(at + 2, value >> 16);
}

struct narrow {
	uint8_t page[3 * PAGE_BYTES]; /* two meta pages and a leaf */
	size_t count, upper;
};

static enum status add_record(void *context, struct bytes key, struct bytes value)
{
	struct narrow *narrow = context;
	uint8_t *leaf = narrow->page + 2 * PAGE_BYTES;
	size_t size = (RECORD_HEADER + key.len + value.len + 1) & ~(size_t)1;

	narrow->upper -= size;
	assert_true(narrow->upper > HEADER + 2 * (narrow->count + 1));
	put16(leaf + HEADER + 2 * narrow->count++, narrow->upper);
	put32(leaf + narrow->upper, value.len);
	put16(leaf + narrow->upper + 6, key.len);
	memcpy(leaf + narrow->upper + RECORD_HEADER, key.ptr, key.len);
	memcpy(leaf + narrow->upper + RECORD_HEADER + key.len, value.ptr, value.len);
	return STATUS_OK;
}

static void end_leaf(struct narrow *narrow)
{
	uint8_t *leaf = narrow->page + 2 * PAGE_BYTES;

	put32(leaf, 2);
	put16(leaf + WORD + 2, PAGE_LEAF);
	put16(leaf + WORD + 4, HEADER + 2 * narrow->count);
	put16(leaf + WORD + 6, narrow->upper);
}

static void add_meta(struct narrow *narrow, unsigned number)
{
	uint8_t *page = narrow->page + number * PAGE_BYTES, *meta = page + HEADER;
	uint8_t *free_tree = meta + 8 + 2 * WORD, *tree = free_tree + 8 + 5 * WORD;

	put32(page, number);
	put16(page + WORD + 2, PAGE_META);
	put32(meta, MAGIC);
	put32(meta + 4, LMDB_VERSION);
	put32(meta + 8 + WORD, 1u << 30);
	put32(free_tree, PAGE_BYTES);
	put16(free_tree + 4, TREE_INTEGER_KEY);
	put32(free_tree + 8 + 4 * WORD, UINT32_MAX);
	put16(tree + 6, 1);
	put32(tree + 8 + WORD, 1);
	put32(tree + 8 + 3 * WORD, narrow->count);
	put32(tree + 8 + 4 * WORD, 2);
	put32(tree + 8 + 5 * WORD, 2);
	put32(tree + 8 + 6 * WORD, 2 - number); /* the even ones are in page 0 */
}

void guard_write_narrow(const char *path, struct bytes wide)
{
	struct narrow narrow = {.upper = PAGE_BYTES};
	struct pages pages;
	struct err err = {STATUS_OK, ""};

	guard_write(path, wide);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_int_equal(pages_open(&pages, fd, &err), STATUS_OK);
	assert_int_equal(pages_walk(&pages, add_record, &narrow, &err), STATUS_OK);
	close(fd);
	end_leaf(&narrow);
	add_meta(&narrow, 0);
	add_meta(&narrow, 1);
	guard_write(path, BYTES_OF(narrow.page));
}

void guard_state_last_page(const char *path, uint64_t last_page)
{
	const long at = 16 + 8 + 2 * 8 + 2 * (8 + 5 * 8);

	for (long meta = 0; meta < 2; meta++)
		guard_patch(path, meta * PAGE_BYTES + at, (const char *)&last_page, sizeof(last_page));
	assert_int_equal(truncate(path, (off_t)((last_page + 1) * PAGE_BYTES)), 0);
}

/* --- Users and disks ----------------------------------------------------------------------------------- */

void guard_be_nobody(bool nobody)
{
	const uint32_t rights = 1u << CAP_DAC_OVERRIDE | 1u << CAP_DAC_READ_SEARCH;
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct data[2];

	assert_int_equal(syscall(SYS_capget, &header, data), 0);
	data[0].effective = nobody ? data[0].effective & ~rights
				   : data[0].effective | (data[0].permitted & rights);
	assert_int_equal(syscall(SYS_capset, &header, data), 0);
}

static bool become_root_of_a_namespace(void)
{
	char map[64];
	const uid_t user = getuid();
	int fd;

	if (unshare(CLONE_NEWNS) == 0)
		return true;
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
		return false;
	fd = open("/proc/self/uid_map", O_WRONLY | O_CLOEXEC);
	snprintf(map, sizeof(map), "0 %u 1", (unsigned)user);
	bool good = fd >= 0 && write(fd, map, strlen(map)) > 0;
	if (fd >= 0)
		close(fd);
	return good;
}

static bool make_read_only(const char *folder)
{
	return become_root_of_a_namespace() && mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) == 0 &&
	       mount(folder, folder, "none", MS_BIND, NULL) == 0 &&
	       mount("none", folder, "none", MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0;
}

bool guard_on_read_only_disk(const char *folder, void (*look)(void *), void *context)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (!make_read_only(folder))
			_exit(SKIPPED);
		look(context); /* an assertion that fails is the child's end, by cmocka's way of failing */
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == SKIPPED)
		return false;
	assert_int_equal(WEXITSTATUS(status), 0);
	return true;
}

enum status guard_attend(struct store *store, const struct id *person, struct err *err)
{
	struct register_key key = try_key(person);
	struct transaction *transaction;
	struct attendance attendance;
	enum status status = transaction_begin(store, NULL, &transaction, err);

	if (status)
		return status;
	record_clear(&attendance_type, &attendance);
	attendance.status = ATTENDANCE_EXCUSED;
	transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
	return transaction_commit(transaction, NULL, err);
}

/* --- Another program ------------------------------------------------------------------------------------ */

static struct guard_child parent; /* in the child: the two pipes */

void guard_start(struct guard_child *child, void (*run)(void *), void *context)
{
	int to[2], from[2];
	char byte;

	assert_int_equal(pipe2(to, O_CLOEXEC), 0);
	assert_int_equal(pipe2(from, O_CLOEXEC), 0);
	child->pid = fork();
	if (child->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails does not stop it */
		close(to[1]);
		close(from[0]);
		parent = (struct guard_child){.to = from[1], .from = to[0]};
		run(context);
		_exit(0);
	}
	close(to[0]);
	close(from[1]);
	child->to = to[1];
	child->from = from[0];
	assert_int_equal(read(child->from, &byte, 1), 1);
}

void guard_let_go_on(struct guard_child *child)
{
	char byte = 0;

	assert_int_equal(write(child->to, &byte, 1), 1);
	assert_int_equal(read(child->from, &byte, 1), 1);
}

void guard_stop(struct guard_child *child)
{
	int status;

	close(child->to);
	assert_int_equal(waitpid(child->pid, &status, 0), child->pid);
	close(child->from);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

void guard_go_on(void)
{
	char byte = 0;

	if (write(parent.to, &byte, 1) != 1)
		_exit(1);
}

void guard_wait_for_parent(void)
{
	char byte;

	guard_go_on();
	while (read(parent.from, &byte, 1) < 0 && errno == EINTR)
		continue;
}

bool guard_parent_is_done(void)
{
	struct pollfd waiting = {.fd = parent.from, .events = POLLIN};

	return poll(&waiting, 1, 0) != 0;
}
