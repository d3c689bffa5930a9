/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/pages_walk.h"

#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* So many pages that state their own place are no accident: the layout is theirs. */
#define PAGES_CONVINCING 8
#define PAGES_TRIED_MAX (1u << 20)
#define VALUE_BUDGET_FACTOR 16

/* --- Opening without meta pages -----------------------------------------------------------------*/

static bool page_is_at_home(const struct pages *pages, uint64_t number)
{
	uint8_t header[sizeof(uint64_t) + 8];
	uint16_t flags;
	int failure;

	if (!file_get_at(pages->fd, header, header_size(pages), number * pages->page_size, &failure))
		return false;
	flags = page_flags(pages, header);
	return page_number(pages, header) == number &&
		(flags == PAGE_LEAF || flags == PAGE_BRANCH || flags == PAGE_OVERFLOW);
}

/* Pages that state the number of their place, as this layout has it; no more than convince. */
static unsigned layout_score(const struct pages *pages)
{
	uint64_t count = pages->file_size / pages->page_size;
	unsigned score = 0;

	if (count > PAGES_TRIED_MAX)
		count = PAGES_TRIED_MAX;
	for (uint64_t i = FIRST_PAGE; i < count && score < PAGES_CONVINCING; i++)
		score += page_is_at_home(pages, i);
	return score;
}

/* From the page size that nearly all files have outwards, so that few files are read more than
 * once. A page of one layout is at home in no other one: its number is another there. */
static bool layout_find(struct pages *pages)
{
	static const uint32_t sizes[] = {4096, 8192, 16384, 32768, 2048, 1024, 512, 256};
	struct pages tried = *pages;
	unsigned best = 0;
	unsigned score;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		for (unsigned word = sizeof(uint64_t); word >= sizeof(uint32_t); word /= 2) {
			tried.page_size = sizes[i];
			tried.word = word;
			score = layout_score(&tried);
			if (score <= best)
				continue;
			best = score;
			*pages = tried;
			if (score == PAGES_CONVINCING)
				return true;
		}
	}
	return best > 0;
}

enum status pages_open_broken(struct pages *pages, int fd, struct err *err)
{
	struct pages found = {.fd = fd};
	enum status status = pages_open(pages, fd, err);
	struct stat info;

	if ((status != STATUS_OK && status != STATUS_DAMAGED) || fstat(fd, &info) != 0)
		return status;
	found.file_size = (uint64_t)info.st_size;
	if (!layout_find(&found))
		return status;
	/* Also where one of the meta pages was usable: it may state a page size that is damaged. */
	if (status == STATUS_OK && found.word == pages->word && found.page_size == pages->page_size)
		return STATUS_OK;
	pages_load_metas(&found);
	if (found.page_count > PAGES_COUNT_MAX)
		return status;
	*pages = found;
	err_clear(err);
	return STATUS_OK;
}

/* --- Every page ---------------------------------------------------------------------------------*/

static enum status page_scan(struct walk *walk, struct level *level)
{
	const struct range any = {BYTES_NONE, BYTES_NONE};
	const struct pages *pages = walk->pages;
	int failure;

	if (!file_get_at(pages->fd, level->page, pages->page_size, level->number * pages->page_size,
		    &failure))
		return STATUS_OK;
	if (page_flags(pages, level->page) != PAGE_LEAF || !page_check(walk, level, any))
		return STATUS_OK;
	return leaf_walk(walk, level);
}

enum status pages_scan(
	const struct pages *pages, pages_wanted *wanted, pages_visit *visit, void *context)
{
	struct pages silent = *pages;
	struct walk walk = {.pages = &silent, .visit = visit, .context = context, .scans = true,
		.wanted = wanted};
	struct level level = {.leaf = true};
	enum status status = STATUS_OK;

	silent.finding = NULL;
	walk.meta = &silent.meta[silent.newest];
	walk.stated = &walk.meta->main;
	walk.limit = silent.page_count;
	walk.value_budget = VALUE_BUDGET_FACTOR * silent.file_size;
	level.page = memory_alloc(silent.page_size);
	for (level.number = FIRST_PAGE; level.number < walk.limit && status == STATUS_OK;
		level.number++)
		status = page_scan(&walk, &level);
	free(level.page);
	free(walk.value);
	return status;
}
