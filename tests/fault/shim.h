/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the shim and the tests that preload it agree on: the calls it knows, the environment that
 * says which of them fails, and the journal in which it writes down what happened.
 */
#ifndef OKOCE_TESTS_FAULT_SHIM_H
#define OKOCE_TESTS_FAULT_SHIM_H

#include <stdint.h>

/* In the environment of the program, all read once at its start. */
#define SHIM_JOURNAL "OKOCE_SHIM_JOURNAL"       /* path of the journal; without it nothing is done */
#define SHIM_DATA "OKOCE_SHIM_DATA"             /* set: the journal holds also what was written */
#define SHIM_KIND "OKOCE_SHIM_KIND"             /* of the calls of this enum shim_call */
#define SHIM_CALL "OKOCE_SHIM_CALL"             /* the Nth fails, from 1 */
#define SHIM_HOW "OKOCE_SHIM_HOW"               /* with this errno, or in another way: below */
#define SHIM_LASTING "OKOCE_SHIM_LASTING"       /* set: so do all that write to files after it */
#define SHIM_ALLOCATION "OKOCE_SHIM_ALLOCATION" /* the Nth allocation fails, from 1 */

/* What stands in place of an errno: */
#define SHIM_SHORT 1000 /* a read or write moves less than it was asked to */
#define SHIM_KILL 1001	/* the program is killed in the midst of it: a write has moved half */
#define SHIM_DONE 2000	/* added to an errno: it is done all the same, and then it fails */

/* Each: name, system call. Several system calls can be one call of ours. */
#define SHIM_CALLS(X)                                                                              \
	X(OPEN, "open")                                                                            \
	X(CLOSE, "close")                                                                          \
	X(READ, "read")                                                                            \
	X(PREAD, "pread")                                                                          \
	X(WRITE, "write")                                                                          \
	X(WRITEV, "writev")                                                                        \
	X(PWRITE, "pwrite")                                                                        \
	X(PWRITEV, "pwritev")                                                                      \
	X(FSYNC, "fsync")                                                                          \
	X(FDATASYNC, "fdatasync")                                                                  \
	X(MSYNC, "msync")                                                                          \
	X(TRUNCATE, "ftruncate")                                                                   \
	X(FALLOCATE, "fallocate")                                                                  \
	X(RENAME, "rename")                                                                        \
	X(LINK, "link")                                                                            \
	X(UNLINK, "unlink")                                                                        \
	X(MKDIR, "mkdir")                                                                          \
	X(MMAP, "mmap")                                                                            \
	X(STAT, "stat")                                                                            \
	X(FOLDER, "getdents64")                                                                    \
	X(MEMORY_FILE, "memfd_create")                                                             \
	X(MLOCK, "mlock")                                                                          \
	X(SEEK, "lseek")                                                                           \
	X(FLOCK, "flock")                                                                          \
	X(LOCK, "fcntl")                                                                           \
	X(RANDOM, "getrandom")

enum shim_call {
#define SHIM_ENUM(name, text) SHIM_##name,
	SHIM_CALLS(SHIM_ENUM)
#undef SHIM_ENUM
	SHIM_CALL_COUNT
};

/* The journal's first page, mapped by the program: counts hold also when it is killed. */
#define SHIM_PAGE 4096
struct shim_page {
	uint64_t calls;
	uint64_t allocations;
	uint64_t failed; /* how often it made something fail */
};

#define SHIM_CREATED 1u /* an open that made the file */
#define SHIM_DURABLE 2u /* a write that returns only when it is on the disk (O_DSYNC) */
#define SHIM_SHARED 4u  /* a map through which the file can be written */
#define SHIM_CREATES 8u /* an open that may make the file */
#define SHIM_IS_FOLDER 16u
#define SHIM_KEEPS_SIZE 32u
#define SHIM_EMPTIES 64u /* an open that cuts the file to nothing */

/* Behind the page: one for each call, `size` bytes of data behind each. */
struct shim_record {
	uint64_t index; /* among the calls of its kind, from 1: how many of others come before differs */
	uint32_t call;  /* enum shim_call */
	uint32_t flags;
	int32_t fd; /* -1: none */
	uint32_t size;
	int64_t result; /* or an errno, negative */
	uint64_t inode; /* of fd, or of what was opened; 0: none */
	uint64_t offset, length;
	/* data: paths, each with its NUL; or the bytes that were written, when SHIM_DATA is set. */
};

#endif
