/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Our own reader of LMDB files: what a damaged or hostile file is read with, instead of liblmdb.
 *
 * It knows the format (LMDB 0.9, data version 1) on its own, of 64-bit and of 32-bit machines, and
 * believes nothing that it reads. `okoce check` walks a file with it before liblmdb opens it, merge
 * and salvage read foreign files with nothing else. It only preads, so a file that changes or ends
 * early while it is read gives findings and no signal.
 *
 * Damage does not end a walk: each is told as a struct page_finding, and everything that can still
 * be read whole is visited. What the walk costs is bounded by the file's size: a page is read once,
 * in one place, and a byte of it belongs to one record.
 *
 * What it does not see, because the format has nothing to see it with: changed bytes inside keys
 * (while they still rise) and values; a length that is wrong by the one byte that liblmdb pads odd
 * records with, or, of a long value, inside its last page; two meta pages that agree on an earlier
 * state. The layer above finds these by digests and chains.
 */
#ifndef OKOCE_STORE_PAGES_H
#define OKOCE_STORE_PAGES_H

#include "base/bytes.h"
#include "base/err.h"

#define PAGES_SIZE_MIN 256u
/* A page's bounds are 16 bits wide and count from its start, so 65536 cannot be written: liblmdb
 * uses 32768 also where the system's pages are larger. */
#define PAGES_SIZE_MAX 32768u
#define PAGES_DEPTH_MAX 32u
#define PAGES_KEY_MAX 511u
/* Longest value that is read. The longest that okoce writes is below 128 KiB; a free list of 16 MiB
 * names 2 million pages. */
#define PAGES_VALUE_MAX (16u << 20)
/* Most pages that a file may use: 1 TiB in pages of 4096 bytes. The walk takes 2 bits for each. */
#define PAGES_COUNT_MAX (UINT64_C(1) << 28)
#define PAGES_NO_ROOT UINT64_MAX

/* Kinds of damage: name, English text. "Record" is an entry of any tree page. */
#define PAGE_DAMAGE_TABLE(X)                                                                       \
	X(META_DAMAGED, N_("meta page is damaged"))                                                \
	X(META_ORDER, N_("meta pages do not follow each other"))                                   \
	X(META_SHRUNK, N_("newer meta page states less than the older one"))                       \
	X(CUT, N_("file is cut: it ends before its last page"))                                    \
	X(OUTSIDE, N_("page number is outside the file"))                                          \
	X(UNREADABLE, N_("page cannot be read"))                                                   \
	X(TWICE, N_("page is used in two places"))                                                 \
	X(NUMBER, N_("page states another number"))                                                \
	X(KIND, N_("page is of the wrong kind for its place"))                                     \
	X(BOUNDS, N_("page has impossible bounds"))                                                \
	X(RECORD_OUTSIDE, N_("record is outside its page"))                                        \
	X(RECORD_IN_HEADER, N_("record overlaps the page's header"))                               \
	X(RECORD_OVERLAP, N_("record overlaps another record"))                                    \
	X(RECORD_FLAGS, N_("record has unknown flags"))                                            \
	X(RECORD_SPACE, N_("records do not fill the used part of their page"))                     \
	X(SUB_TREE, N_("sub-database or duplicate values where none belong"))                      \
	X(KEY_SIZE, N_("key has an impossible length"))                                            \
	X(KEY_ORDER, N_("keys do not rise"))                                                       \
	X(KEY_RANGE, N_("keys are outside the range that the page above gives"))                   \
	X(VALUE_PLACE, N_("value is kept in the wrong place for its length"))                      \
	X(VALUE_OUTSIDE, N_("long value is outside the file"))                                     \
	X(VALUE_PAGES, N_("long value has the wrong number of pages"))                             \
	X(VALUE_LONG, N_("value is longer than any that is written"))                              \
	X(DEPTH, N_("tree has the wrong depth"))                                                   \
	X(TREE_FLAGS, N_("tree has flags that do not belong there"))                               \
	X(ENTRIES, N_("number of records is not the stated one"))                                  \
	X(TOTALS, N_("number of pages is not the stated one"))                                     \
	X(FREE_LIST, N_("free list is damaged"))                                                   \
	X(FREE_TWICE, N_("free page is listed twice"))                                             \
	X(FREE_USED, N_("page is listed as free and used"))

enum page_damage {
#define PAGE_DAMAGE_ENUM(name, text) PAGE_DAMAGE_##name,
	PAGE_DAMAGE_TABLE(PAGE_DAMAGE_ENUM)
#undef PAGE_DAMAGE_ENUM
};

struct page_finding {
	enum page_damage kind;
	uint64_t page; /* where; facts of a whole tree are said of the meta page that states them */
	char detail[160]; /* UTF-8, in the interface's language; may be empty */
};

/* Both callbacks get the context given to pages_walk(). What they are given lives for the call. */
typedef void pages_finding(void *context, const struct page_finding *finding);
/* Anything but STATUS_OK stops the walk. The sentence goes by way of the context. */
typedef enum status pages_visit(void *context, struct bytes key, struct bytes value);
/* Whether a long value that this key has is worth reading. */
typedef bool pages_wanted(void *context, struct bytes key);

/* A tree as a meta page states it. */
struct pages_tree {
	uint64_t root; /* PAGES_NO_ROOT when empty */
	uint64_t entries;
	uint64_t branch_pages;
	uint64_t leaf_pages;
	uint64_t overflow_pages;
	uint16_t depth;
	uint16_t flags;
};

struct pages_meta {
	bool usable; /* the rest is zero when false */
	bool whole;  /* its page's own header is as it should be, too */
	uint64_t transaction;
	uint64_t last_page;
	struct pages_tree free;
	struct pages_tree main;
};

struct pages {
	int fd;        /* borrowed; read with pread only */
	unsigned word; /* bytes of a page number: 8, or 4 in a file of a 32-bit machine */
	uint32_t page_size;
	uint64_t file_size;
	uint64_t page_count; /* whole pages in the file */
	bool cut;            /* fewer than the meta page states. No damage if the free list has all
			      * that lack: liblmdb does not write pages it took and freed at once */
	struct pages_meta meta[2];
	unsigned newest; /* the meta page that liblmdb would use; or see pages_choose() */

	pages_finding *finding; /* set between opening and walking; may be NULL */

	/* Facts of the last walk. */
	uint64_t findings;
	uint64_t records;    /* visited in the main tree */
	uint64_t used_pages; /* with the meta pages and those of the free list itself */
	uint64_t free_pages;
	uint64_t lost_pages; /* neither: space that nothing will use again, no damage */
};

/* Reads both meta pages of a regular file. No memory is kept, so there is no release.
 * STATUS_UNSUPPORTED: another byte order, data version or more than PAGES_COUNT_MAX pages.
 * STATUS_DAMAGED: empty, or no usable meta page. A single damaged meta page, or a file that is cut,
 * is told by the walk. */
enum status pages_open(struct pages *pages, int fd, struct err *err) MUST_USE;

/* Chooses the state that is walked: that of the meta page `number`, which must be usable. */
void pages_choose(struct pages *pages, unsigned number);

/* Visits the records of the main tree, in key order as far as the file has one, then checks the
 * free list. `visit` may be NULL. STATUS_OK: everything was visited and nothing is damaged.
 * STATUS_FINDINGS: walked to the end, with findings. Otherwise what `visit` returned, err untouched
 * (do not return STATUS_FINDINGS from it: that would not tell the two apart). */
enum status pages_walk(
	struct pages *pages, pages_visit *visit, void *context, struct err *err) MUST_USE;

/* As pages_open(), also where both meta pages are gone, as long as some other page is sound: for
 * salvage. Then neither meta page is usable, and only pages_scan() reads the file. */
enum status pages_open_broken(struct pages *pages, int fd, struct err *err) MUST_USE;

/* Visits the records of every page that is a leaf of any tree, of now or of before, in the order of
 * the file: what a page that was freed, or that the trees lost, still holds. The same key comes
 * again and again, and keys of the free list come too. Tells no findings and sets no facts. Reads
 * at most 16 times the file's size of long values. What `visit` returned. */
enum status pages_scan(
	const struct pages *pages, pages_wanted *wanted, pages_visit *visit, void *context) MUST_USE;

/* The text of the table, translated. Static storage. */
const char *page_damage_text(enum page_damage kind);

#endif
