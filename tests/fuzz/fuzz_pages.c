/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The reader of LMDB files against any bytes: it neither crashes nor reads a byte twice, and what it
 * calls sound is in order and as many records as stated.
 */
#include "fuzz.h"

#include "store/pages.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct seen {
	uint64_t records;
	uint64_t bytes;
	bool rising;
	uint8_t key[PAGES_KEY_MAX];
	size_t key_len;
	unsigned sum; /* so that each byte is read */
};

static void require(bool truth)
{
	if (!truth)
		abort();
}

static enum status visit(void *context, struct bytes key, struct bytes value)
{
	struct seen *seen = context;
	struct bytes previous = {seen->key, seen->key_len};

	require(key.len >= 1 && key.len <= PAGES_KEY_MAX);
	if (bytes_compare(previous, key) >= 0)
		seen->rising = false;
	memcpy(seen->key, key.ptr, key.len);
	seen->key_len = key.len;
	seen->records++;
	seen->bytes += key.len + value.len;
	for (size_t i = 0; i < value.len; i++)
		seen->sum += value.ptr[i];
	return STATUS_OK;
}

static void finding(void *context, const struct page_finding *finding)
{
	(void)context;
	require(page_damage_text(finding->kind)[0] != '\0');
	require(memchr(finding->detail, '\0', sizeof(finding->detail)) != NULL);
}

static void walk(int fd, uint64_t size)
{
	struct seen seen = {.rising = true};
	struct pages pages;
	struct err err;
	enum status status;

	if (pages_open(&pages, fd, &err) != STATUS_OK)
		return;
	pages.finding = finding;
	status = pages_walk(&pages, visit, &seen, &err);
	require(seen.bytes <= size);
	require(seen.records == pages.records);
	require(pages.used_pages <= pages.page_count + 2);
	require((status == STATUS_OK) == (pages.findings == 0));
	require(status == STATUS_OK || status == STATUS_FINDINGS);
	if (status == STATUS_OK) {
		require(seen.rising);
		require(seen.records == pages.meta[pages.newest].main.entries);
	}
	if (pages.meta[!pages.newest].usable) {
		pages.newest = !pages.newest;
		status = pages_walk(&pages, NULL, NULL, NULL);
		require(status == STATUS_OK || status == STATUS_FINDINGS);
	}
}

static bool want(void *context, struct bytes key)
{
	(void)context;
	require(key.len <= PAGES_KEY_MAX);
	return true;
}

/* As salvage reads: without meta pages, and every page. */
static void scan(int fd, uint64_t size)
{
	struct seen seen = {.rising = true};
	struct pages pages;
	struct err err;

	if (pages_open_broken(&pages, fd, &err) != STATUS_OK)
		return;
	require(pages_scan(&pages, want, visit, &seen) == STATUS_OK);
	require(seen.bytes <= 17 * size);
	for (unsigned i = 0; i < 2; i++) {
		enum status status = STATUS_OK;

		pages.newest = i;
		if (pages.meta[i].usable)
			status = pages_walk(&pages, NULL, NULL, NULL);
		require(status == STATUS_OK || status == STATUS_FINDINGS);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("pages", MFD_CLOEXEC);

	require(fd >= 0);
	if (size > 0)
		require(pwrite(fd, data, size, 0) == (ssize_t)size);
	walk(fd, size);
	scan(fd, size);
	close(fd);
	return 0;
}
