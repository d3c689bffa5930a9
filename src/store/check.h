/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checking a data file without changing it, and without liblmdb: its pages first (store/pages.h),
 * then every entry's chain, signature and digest, which needs no key; and, when it can be unlocked,
 * every payload, key, slot and value.
 */
#ifndef OKOCE_STORE_CHECK_H
#define OKOCE_STORE_CHECK_H

#include "base/err.h"
#include "store/entry.h"

/* What was found, in the words of the interface's language. Borrowed for the call. */
typedef void check_finding(void *context, const char *text);

struct check {
	const char *path;
	const char *officer;	/* null: the only one */
	const char *passphrase; /* null: a sealed file stays sealed */
	check_finding *finding;
	void *context;

	/* Results. */
	uint64_t pages, writers, entries; /* entries that hold */
	uint64_t opened;		  /* of them, whose payload was opened */
	uint64_t findings;
	bool sealed; /* payloads were not looked into */
};

/* STATUS_OK: nothing wrong. STATUS_FINDINGS: looked to the end, with findings. Else it could not. */
enum status store_check(struct check *check, struct err *err) MUST_USE;

#endif
