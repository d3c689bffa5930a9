/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Preloaded into okoce by the tests of faults: makes one system call or allocation fail, and keeps
 * a journal of what was written. The program knows nothing of it.
 *
 * System calls are caught by a seccomp filter that raises SIGSYS, not by functions of the same
 * names: the C library calls itself past those, so that stdio's writes would be missed. The filter
 * lets through what comes from shim_system(), with which the handler does the real call. Allocation
 * is caught by name, as the C library allows.
 */
#include "fault/shim.h"

#if defined(__x86_64__) || defined(__aarch64__) /* elsewhere the tests are skipped */

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

#define JOURNAL_FD 900
#define ARGUMENTS 6

long shim_system(long number, long a, long b, long c, long d, long e, long f);
extern const char shim_system_end[];

#if defined(__x86_64__)
#define SHIM_ARCHITECTURE AUDIT_ARCH_X86_64
#define REGISTER_RESULT(context) ((context)->uc_mcontext.gregs[REG_RAX])
__asm__(".text\n.globl shim_system\n.hidden shim_system\n.type shim_system, @function\n"
	"shim_system:\n"
	"mov %rdi, %rax\nmov %rsi, %rdi\nmov %rdx, %rsi\nmov %rcx, %rdx\nmov %r8, %r10\n"
	"mov %r9, %r8\nmov 8(%rsp), %r9\nsyscall\n"
	".globl shim_system_end\n.hidden shim_system_end\nshim_system_end:\nret\n");

static void arguments_of(const ucontext_t *context, long argument[ARGUMENTS])
{
	static const int registers[ARGUMENTS] = {
		REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9};

	for (int i = 0; i < ARGUMENTS; i++)
		argument[i] = (long)context->uc_mcontext.gregs[registers[i]];
}
#else
#define SHIM_ARCHITECTURE AUDIT_ARCH_AARCH64
#define REGISTER_RESULT(context) ((context)->uc_mcontext.regs[0])
__asm__(".text\n.globl shim_system\n.hidden shim_system\n.type shim_system, %function\n"
	"shim_system:\n"
	"mov x8, x0\nmov x0, x1\nmov x1, x2\nmov x2, x3\nmov x3, x4\nmov x4, x5\nmov x5, x6\n"
	"svc #0\n"
	".globl shim_system_end\n.hidden shim_system_end\nshim_system_end:\nret\n");

static void arguments_of(const ucontext_t *context, long argument[ARGUMENTS])
{
	for (int i = 0; i < ARGUMENTS; i++)
		argument[i] = (long)context->uc_mcontext.regs[i];
}
#endif

/* Where a system call has its path, or -1; and a second one. */
static const struct caught {
	int number;
	enum shim_call call;
	signed char fd, path, second;
} caught[] = {
#ifdef SYS_open
	{SYS_open, SHIM_OPEN, -1, 0, -1},
	{SYS_rename, SHIM_RENAME, -1, 0, 1},
	{SYS_link, SHIM_LINK, -1, 0, 1},
	{SYS_unlink, SHIM_UNLINK, -1, 0, -1},
	{SYS_mkdir, SHIM_MKDIR, -1, 0, -1},
	{SYS_stat, SHIM_STAT, -1, 0, -1},
	{SYS_lstat, SHIM_STAT, -1, 0, -1},
	{SYS_access, SHIM_STAT, -1, 0, -1},
#endif
#ifdef SYS_renameat
	{SYS_renameat, SHIM_RENAME, -1, 1, 3},
#endif
	{SYS_openat, SHIM_OPEN, -1, 1, -1},
	{SYS_close, SHIM_CLOSE, 0, -1, -1},
	{SYS_read, SHIM_READ, 0, -1, -1},
	{SYS_readv, SHIM_READ, 0, -1, -1},
	{SYS_pread64, SHIM_PREAD, 0, -1, -1},
	{SYS_write, SHIM_WRITE, 0, -1, -1},
	{SYS_writev, SHIM_WRITEV, 0, -1, -1},
	{SYS_pwrite64, SHIM_PWRITE, 0, -1, -1},
	{SYS_pwritev, SHIM_PWRITEV, 0, -1, -1},
	{SYS_fsync, SHIM_FSYNC, 0, -1, -1},
	{SYS_fdatasync, SHIM_FDATASYNC, 0, -1, -1},
	{SYS_msync, SHIM_MSYNC, -1, -1, -1},
	{SYS_ftruncate, SHIM_TRUNCATE, 0, -1, -1},
	{SYS_fallocate, SHIM_FALLOCATE, 0, -1, -1},
	{SYS_renameat2, SHIM_RENAME, -1, 1, 3},
	{SYS_linkat, SHIM_LINK, -1, 1, 3},
	{SYS_unlinkat, SHIM_UNLINK, -1, 1, -1},
	{SYS_mkdirat, SHIM_MKDIR, -1, 1, -1},
	{SYS_mmap, SHIM_MMAP, 4, -1, -1},
	{SYS_fstat, SHIM_STAT, 0, -1, -1},
	{SYS_newfstatat, SHIM_STAT, -1, 1, -1},
	{SYS_statx, SHIM_STAT, -1, 1, -1},
	{SYS_faccessat, SHIM_STAT, -1, 1, -1},
	{SYS_getdents64, SHIM_FOLDER, 0, -1, -1},
	{SYS_memfd_create, SHIM_MEMORY_FILE, -1, -1, -1},
	{SYS_mlock, SHIM_MLOCK, -1, -1, -1},
	{SYS_lseek, SHIM_SEEK, 0, -1, -1},
	{SYS_flock, SHIM_FLOCK, 0, -1, -1},
	{SYS_fcntl, SHIM_LOCK, 0, -1, -1},
	{SYS_getrandom, SHIM_RANDOM, -1, -1, -1},
};
#define CAUGHT (sizeof(caught) / sizeof(caught[0]))

static struct shim_page *page;
static bool keeps_data;
static bool lasting;
static uint64_t failing_kind, failing_call, failing_allocation;
static uint64_t calls_of[SHIM_CALL_COUNT];
static long how;

static long real(const struct caught *what, const long a[ARGUMENTS])
{
	return shim_system(what->number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static bool about(int fd, struct stat *found)
{
	return shim_system(SYS_fstat, fd, (long)found, 0, 0, 0, 0) == 0;
}

static bool is_vector(int number)
{
	return number == SYS_readv || number == SYS_writev || number == SYS_pwritev;
}

static bool writes_at_offset(enum shim_call call)
{
	return call == SHIM_PWRITE || call == SHIM_PWRITEV;
}

static bool is_write(enum shim_call call)
{
	return call == SHIM_WRITE || call == SHIM_WRITEV || writes_at_offset(call);
}

static bool is_transfer(enum shim_call call)
{
	return is_write(call) || call == SHIM_READ || call == SHIM_PREAD;
}

/* Those that a full or broken disk makes fail. */
static bool changes_a_file(const struct shim_record *record)
{
	switch (record->call) {
	case SHIM_OPEN:
		return record->flags & SHIM_CREATES;
	case SHIM_WRITE:
	case SHIM_WRITEV:
		return record->fd > STDERR_FILENO;
	case SHIM_PWRITE:
	case SHIM_PWRITEV:
	case SHIM_FSYNC:
	case SHIM_FDATASYNC:
	case SHIM_MSYNC:
	case SHIM_TRUNCATE:
	case SHIM_FALLOCATE:
	case SHIM_RENAME:
	case SHIM_LINK:
	case SHIM_MKDIR:
		return true;
	default:
		return false;
	}
}

static void append(const void *bytes, size_t len)
{
	shim_system(SYS_write, JOURNAL_FD, (long)bytes, (long)len, 0, 0, 0);
}

static uint64_t length_of(const struct caught *what, const long a[ARGUMENTS])
{
	const struct iovec *part = (const struct iovec *)a[1];
	uint64_t length = 0;

	if (what->call == SHIM_TRUNCATE)
		return (uint64_t)a[1];
	if (what->call == SHIM_FALLOCATE)
		return (uint64_t)a[3];
	if (!is_transfer(what->call))
		return 0;
	if (!is_vector(what->number))
		return (uint64_t)a[2];
	for (long i = 0; i < a[2]; i++)
		length += part[i].iov_len;
	return length;
}

static uint64_t offset_of(const struct caught *what, const long a[ARGUMENTS])
{
	struct stat found;
	long flags;

	if (writes_at_offset(what->call) || what->call == SHIM_PREAD)
		return (uint64_t)a[3];
	if (what->call == SHIM_FALLOCATE)
		return (uint64_t)a[2];
	if (!is_write(what->call))
		return 0;
	flags = shim_system(SYS_fcntl, a[0], F_GETFL, 0, 0, 0, 0);
	if (flags >= 0 && (flags & O_APPEND) && about((int)a[0], &found))
		return (uint64_t)found.st_size;
	return (uint64_t)shim_system(SYS_lseek, a[0], 0, SEEK_CUR, 0, 0, 0);
}

static uint32_t open_flags(const struct caught *what, const long a[ARGUMENTS])
{
	long flags = what->path == 0 ? a[1] : a[2];
	long folder = what->path == 0 ? AT_FDCWD : a[0];
	uint32_t empties = flags & O_TRUNC ? SHIM_EMPTIES : 0;
	struct stat found;

	if (!(flags & O_CREAT))
		return empties;
	if (shim_system(SYS_newfstatat, folder, a[(int)what->path], (long)&found,
		    AT_SYMLINK_NOFOLLOW, 0, 0) == 0)
		return SHIM_CREATES | empties;
	return SHIM_CREATES | SHIM_CREATED;
}

static uint32_t flags_of(const struct caught *what, const long a[ARGUMENTS])
{
	long flags;

	if (what->call == SHIM_OPEN)
		return open_flags(what, a);
	if (what->call == SHIM_MMAP)
		return (a[3] & MAP_SHARED) && (a[2] & PROT_WRITE) && a[4] >= 0 ? SHIM_SHARED : 0;
	if (what->call == SHIM_FALLOCATE)
		return a[1] & FALLOC_FL_KEEP_SIZE ? SHIM_KEEPS_SIZE : 0;
	if (!is_write(what->call))
		return 0;
	flags = shim_system(SYS_fcntl, a[0], F_GETFL, 0, 0, 0, 0);
	return flags >= 0 && (flags & O_DSYNC) ? SHIM_DURABLE : 0;
}

/* Half of what was asked for; of a vector only its first part. */
static long do_short(const struct caught *what, const long a[ARGUMENTS], uint64_t length)
{
	long less[ARGUMENTS];
	struct iovec part;

	memcpy(less, a, sizeof(less));
	if (is_vector(what->number)) {
		part = *(const struct iovec *)a[1];
		part.iov_len = part.iov_len > 1 ? part.iov_len / 2 : part.iov_len;
		less[1] = (long)&part;
		less[2] = 1;
	} else if (length > 1) {
		less[2] = (long)(length / 2);
	}
	return real(what, less);
}

static void die_within(const struct caught *what, const long a[ARGUMENTS], uint64_t length)
{
	if (is_write(what->call))
		do_short(what, a, length);
	shim_system(SYS_kill, shim_system(SYS_getpid, 0, 0, 0, 0, 0, 0), SIGKILL, 0, 0, 0, 0);
}

static long do_or_fail(
	const struct caught *what, const long a[ARGUMENTS], const struct shim_record *record)
{
	bool now = record->call == failing_kind && record->index == failing_call;
	bool later = lasting && page->failed > 0;

	if (!now && !(later && changes_a_file(record)))
		return real(what, a);
	page->failed++;
	if (how == SHIM_KILL)
		die_within(what, a, record->length);
	if (how == SHIM_SHORT && is_transfer(what->call))
		return do_short(what, a, record->length);
	if (what->call == SHIM_CLOSE) /* it is closed all the same */
		real(what, a);
	if (how > SHIM_DONE) {
		real(what, a);
		return SHIM_DONE - how;
	}
	return -how;
}

static void put_data(
	const struct caught *what, const long a[ARGUMENTS], const struct shim_record *record)
{
	const struct iovec *part = (const struct iovec *)a[1];
	size_t left = record->size;

	if (what->path >= 0) {
		const char *path = (const char *)a[(int)what->path];
		const char *second = what->second >= 0 ? (const char *)a[(int)what->second] : NULL;

		append(path, strlen(path) + 1);
		if (second)
			append(second, strlen(second) + 1);
		return;
	}
	if (!is_vector(what->number)) {
		append((const void *)a[1], left);
		return;
	}
	for (; left > 0; part++) {
		size_t len = part->iov_len < left ? part->iov_len : left;

		append(part->iov_base, len);
		left -= len;
	}
}

static uint32_t size_of_data(const struct caught *what, const long a[ARGUMENTS], long result)
{
	if (what->path >= 0 && a[(int)what->path])
		return (uint32_t)(strlen((const char *)a[(int)what->path]) + 1 +
				  (what->second >= 0 ? strlen((const char *)a[(int)what->second]) + 1
						     : 0));
	return is_write(what->call) && keeps_data && result > 0 ? (uint32_t)result : 0;
}

static void learn_file(struct shim_record *record)
{
	struct stat found;
	int fd = record->call == SHIM_OPEN ? (int)record->result : record->fd;

	if (fd < 0 || !about(fd, &found))
		return;
	record->inode = found.st_ino;
	if (S_ISDIR(found.st_mode))
		record->flags |= SHIM_IS_FOLDER;
}

static long handle(const struct caught *what, const long a[ARGUMENTS])
{
	struct shim_record record = {
		.index = ++calls_of[what->call],
		.call = what->call,
		.flags = flags_of(what, a),
		.fd = what->fd >= 0 ? (int)a[(int)what->fd] : -1,
		.offset = offset_of(what, a),
		.length = length_of(what, a),
	};

	page->calls++;
	if (what->call != SHIM_OPEN)
		learn_file(&record); /* before a close */
	record.result = do_or_fail(what, a, &record);
	if (what->call == SHIM_OPEN)
		learn_file(&record);
	if (what->path >= 0 && !a[(int)what->path]) { /* statx of a descriptor */
		append(&record, sizeof(record));
		return record.result;
	}
	record.size = size_of_data(what, a, record.result);
	append(&record, sizeof(record));
	if (record.size > 0)
		put_data(what, a, &record);
	return record.result;
}

static bool is_lock(const long a[ARGUMENTS])
{
	return a[1] == F_SETLK || a[1] == F_SETLKW || a[1] == F_GETLK || a[1] == F_OFD_SETLK ||
	       a[1] == F_OFD_SETLKW || a[1] == F_OFD_GETLK;
}

static void on_system_call(int signal_number, siginfo_t *info, void *given)
{
	ucontext_t *context = given;
	long a[ARGUMENTS];
	long result = -ENOSYS;

	(void)signal_number;
	arguments_of(context, a);
	for (size_t i = 0; i < CAUGHT; i++) {
		if (caught[i].number != info->si_syscall)
			continue;
		if (info->si_syscall == SYS_fcntl && !is_lock(a))
			result = real(&caught[i], a);
		else
			result = handle(&caught[i], a);
		break;
	}
	REGISTER_RESULT(context) = result;
}

static bool install_filter(void)
{
	struct sock_filter code[CAUGHT + 16];
	uintptr_t begin = (uintptr_t)shim_system, end = (uintptr_t)shim_system_end;
	unsigned short n = 0;
	const uint32_t pointer = offsetof(struct seccomp_data, instruction_pointer);

#define LOAD(at) ((struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (at)))
#define JUMP(test, value, yes, no)                                                                 \
	((struct sock_filter)BPF_JUMP(BPF_JMP | (test) | BPF_K, (uint32_t)(value), (yes), (no)))
#define ANSWER(what) ((struct sock_filter)BPF_STMT(BPF_RET | BPF_K, (what)))
	code[n++] = LOAD(offsetof(struct seccomp_data, arch));
	code[n++] = JUMP(BPF_JEQ, SHIM_ARCHITECTURE, 1, 0);
	code[n++] = ANSWER(SECCOMP_RET_ALLOW);
	code[n++] = LOAD(pointer + 4);
	code[n++] = JUMP(BPF_JEQ, begin >> 32, 0, 4);
	code[n++] = LOAD(pointer);
	code[n++] = JUMP(BPF_JGE, begin, 0, 2);
	code[n++] = JUMP(BPF_JGT, end, 1, 0);
	code[n++] = ANSWER(SECCOMP_RET_ALLOW);
	code[n++] = LOAD(offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < CAUGHT; i++)
		code[n++] = JUMP(BPF_JEQ, caught[i].number, CAUGHT - i, 0);
	code[n++] = ANSWER(SECCOMP_RET_ALLOW);
	code[n++] = ANSWER(SECCOMP_RET_TRAP);
#undef LOAD
#undef JUMP
#undef ANSWER

	const struct sock_fprog program = {n, code};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static uint64_t number_from(const char *name)
{
	const char *text = getenv(name);

	return text ? strtoull(text, NULL, 10) : 0;
}

/* Whoever can't be watched must not seem to have passed. */
static void give_up(const char *why)
{
	if (write(STDERR_FILENO, why, strlen(why)) < 0)
		_exit(77);
	_exit(77);
}

__attribute__((constructor)) static void start(void)
{
	struct sigaction action = {.sa_sigaction = on_system_call, .sa_flags = SA_SIGINFO};
	const char *path = getenv(SHIM_JOURNAL);
	void *mapped;
	int fd;

	unsetenv("LD_PRELOAD");
	if (!path)
		return;
	fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd < 0 || dup3(fd, JOURNAL_FD, O_CLOEXEC) < 0 || ftruncate(fd, SHIM_PAGE) != 0)
		give_up("shim: no journal\n");
	mapped = mmap(NULL, SHIM_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (mapped == MAP_FAILED)
		give_up("shim: no journal\n");
	keeps_data = getenv(SHIM_DATA) != NULL;
	lasting = getenv(SHIM_LASTING) != NULL;
	failing_kind = number_from(SHIM_KIND);
	failing_call = number_from(SHIM_CALL);
	failing_allocation = number_from(SHIM_ALLOCATION);
	how = (long)number_from(SHIM_HOW);
	page = mapped;
	sigfillset(&action.sa_mask);
	if (sigaction(SIGSYS, &action, NULL) != 0 || !install_filter())
		give_up("shim: seccomp filters are not to be had here\n");
}

/* --- Allocation ------------------------------------------------------------------------------- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static bool allocation_fails(void)
{
	if (!page || ++page->allocations != failing_allocation)
		return false;
	page->failed++;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return allocation_fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return allocation_fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return allocation_fails() ? NULL : __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size);
void *memalign(size_t alignment, size_t size)
{
	return allocation_fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	void *block = memalign(alignment, size);

	if (!block)
		return ENOMEM;
	*out = block;
	return 0;
}

#endif
