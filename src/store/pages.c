/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/pages.h"

#include "store/pages_format.h"
#include "base/file.h"
#include "base/i18n.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define META_BYTES 152 /* header and meta where W is 8 */

const char *page_damage_text(enum page_damage kind)
{
	static const char *const text[] = {
#define PAGE_DAMAGE_ROW(name, words) [PAGE_DAMAGE_##name] = words,
		PAGE_DAMAGE_TABLE(PAGE_DAMAGE_ROW)
#undef PAGE_DAMAGE_ROW
	};

	return _(text[kind]);
}

/* --- Opening: the two meta pages ----------------------------------------------------------------*/

static void tree_load(const uint8_t *in, unsigned word, struct pages_tree *tree)
{
	const uint8_t *counts = in + 8;

	tree->flags = load16(in + 4);
	tree->depth = load16(in + 6);
	tree->branch_pages = load_word(counts, word);
	tree->leaf_pages = load_word(counts + word, word);
	tree->overflow_pages = load_word(counts + 2 * word, word);
	tree->entries = load_word(counts + 3 * word, word);
	tree->root = load_word(counts + 4 * word, word);
	if (word == sizeof(uint32_t) && tree->root == UINT32_MAX)
		tree->root = PAGES_NO_ROOT;
}

/* Loads the meta page `number` as a file with this word and page size has it. */
static struct pages_meta meta_load(
	const uint8_t page[META_BYTES], unsigned word, uint32_t page_size, unsigned number)
{
	const uint8_t *meta = page + word + 8;
	const uint8_t *free_tree = meta + 8 + 2 * word;
	const uint8_t *main_tree = free_tree + 8 + 5 * word;
	const uint8_t *last_page = main_tree + 8 + 5 * word;
	uint16_t flags = load16(page + word + 2);
	struct pages_meta loaded = {0};

	if (load32(meta) != MAGIC || load32(meta + 4) != LMDB_VERSION || !(flags & PAGE_META) ||
		load32(free_tree) != page_size)
		return loaded;
	loaded.usable = true;
	loaded.whole = flags == PAGE_META && load_word(page, word) == number;
	tree_load(free_tree, word, &loaded.free);
	tree_load(main_tree, word, &loaded.main);
	loaded.last_page = load_word(last_page, word);
	loaded.transaction = load_word(last_page + word, word);
	return loaded;
}

/* Zeroes, which are no meta page, where it cannot be read. *number keeps the last errno value. */
static void meta_read(int fd, uint8_t page[META_BYTES], uint64_t offset, int *number)
{
	int failure;

	if (file_get_at(fd, page, META_BYTES, offset, &failure))
		return;
	memset(page, 0, META_BYTES);
	if (failure != 0)
		*number = failure;
}

/* Tries every layout, since either meta page may be the damaged one. A second meta page at the
 * place that it states itself says more than a first one, which is always at 0. */
static unsigned metas_find(struct pages *pages, int *number)
{
	uint8_t page[2][META_BYTES];
	struct pages_meta meta[2];
	unsigned best = 0;
	unsigned score;

	meta_read(pages->fd, page[0], 0, number);
	for (uint32_t size = PAGES_SIZE_MIN; size <= PAGES_SIZE_MAX; size *= 2) {
		meta_read(pages->fd, page[1], size, number);
		for (unsigned word = sizeof(uint64_t); word >= sizeof(uint32_t); word /= 2) {
			meta[0] = meta_load(page[0], word, size, 0);
			meta[1] = meta_load(page[1], word, size, 1);
			score = meta[0].usable + 2u * meta[1].usable;
			if (score <= best)
				continue;
			best = score;
			pages->word = word;
			pages->page_size = size;
			memcpy(pages->meta, meta, sizeof(meta));
		}
	}
	return best;
}

/* Says why there is no usable meta page: read errors first, then what page 0 looks like. */
static enum status metas_missing(int fd, int number, struct err *err)
{
	uint8_t page[META_BYTES] = {0};
	const uint8_t *magic;

	if (number != 0)
		return err_system(err, number, _("The file cannot be read"));
	if (!file_get_at(fd, page, sizeof(page), 0, &number))
		return err_set(err, STATUS_DAMAGED,
			_("The file is cut to a few bytes. Take another copy of it."));
	for (unsigned word = sizeof(uint64_t); word >= sizeof(uint32_t); word /= 2) {
		magic = page + word + 8;
		if (load32(magic) == MAGIC_SWAPPED)
			return err_set(err, STATUS_UNSUPPORTED,
				_("The file was written by a computer with another byte order. "
				  "Hand it over from a PC instead."));
		if (load32(magic) == MAGIC && load32(magic + 4) != LMDB_VERSION)
			return err_set(err, STATUS_UNSUPPORTED,
				_("The file has database version %u, this program reads "
				  "version 1. Install a newer okoce."),
				(unsigned)load32(magic + 4));
	}
	return err_set(err, STATUS_DAMAGED,
		_("The file is no database, or both of its first pages are damaged. Take another "
		  "copy of it, or save what is whole: okoce salvage FILE NEWFILE."));
}

void pages_choose(struct pages *pages, unsigned number)
{
	pages->newest = number;
	pages->cut = pages->page_count <= pages->meta[number].last_page;
}

/* What the layout and the meta pages say of the file. */
static void facts_set(struct pages *pages)
{
	const struct pages_meta *meta = pages->meta;

	pages->page_count = pages->file_size / pages->page_size;
	pages_choose(pages, !meta[0].usable ||
			(meta[1].usable && meta[0].transaction < meta[1].transaction));
}

void pages_load_metas(struct pages *pages)
{
	uint8_t page[META_BYTES];
	int number;

	for (unsigned i = 0; i < 2; i++) {
		meta_read(pages->fd, page, (uint64_t)i * pages->page_size, &number);
		pages->meta[i] = meta_load(page, pages->word, pages->page_size, i);
	}
	facts_set(pages);
}

enum status pages_open(struct pages *pages, int fd, struct err *err)
{
	struct stat info;
	int number = 0;

	*pages = (struct pages){.fd = fd};
	if (fstat(fd, &info) != 0)
		return err_system(err, errno, _("The file cannot be examined"));
	if (info.st_size <= 0)
		return err_set(
			err, STATUS_DAMAGED, _("The file is empty. Take another copy of it."));
	pages->file_size = (uint64_t)info.st_size;
	if (metas_find(pages, &number) == 0)
		return metas_missing(fd, number, err);
	facts_set(pages);
	if (pages->page_count > PAGES_COUNT_MAX &&
		pages->meta[pages->newest].last_page >= PAGES_COUNT_MAX)
		return err_set(err, STATUS_UNSUPPORTED,
			_("The file is larger than any that okoce writes. Take another copy of "
			  "it."));
	return STATUS_OK;
}
