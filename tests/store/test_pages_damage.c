/* SPDX-License-Identifier: BSD-2-Clause */
/* Damaged and hostile files: each damage is found, what is whole is visited, nothing is lost in
 * silence. */
#include "pages_try.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct bytes text_bytes(const char *text)
{
	return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static void assert_opens_with(struct bytes image, enum status status)
{
	struct trace trace = {0};

	trace_image(&trace, image);
	assert_int_equal(trace.opened, status);
	assert_int_equal(trace.err.status, status);
	assert_true(trace.err.text[0] != '\0');
	trace_release(&trace);
}

static void test_no_database(void **state)
{
	struct err err = {0};
	struct pages pages;

	(void)state;
	assert_opens_with(BYTES_NONE, STATUS_DAMAGED);
	assert_opens_with(text_bytes("x"), STATUS_DAMAGED);
	assert_opens_with(text_bytes("NIK,Nama,Alamat\n3173,Siti,Jl. Kebon Jeruk Raya 1 RT 001/02\n"
				     "3173,Budi,Jl. Meruya Selatan 12 RT 003/04, Kembangan, Jakarta"
				     " Barat 11650, telepon dan catatan lain\n"),
		STATUS_DAMAGED);
	assert_int_equal(pages_open(&pages, -1, &err), STATUS_IO);
}

static void test_foreign_formats(void **state)
{
	const unsigned words[] = {4, 8};
	struct craft craft;
	uint8_t *magic;

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		craft_make(&craft, words[i], 512);
		magic = craft_page(&craft, 0) + words[i] + 8;
		magic[512] ^= 1;
		put_be32(magic, 0xbeefc0deu);
		assert_opens_with(buf_bytes(&craft.image), STATUS_UNSUPPORTED);
		craft_32(&craft, words[i] + 8, 0xbeefc0deu);
		magic[4] = 2;
		assert_opens_with(buf_bytes(&craft.image), STATUS_UNSUPPORTED);
		magic[0] ^= 1;
		assert_opens_with(buf_bytes(&craft.image), STATUS_DAMAGED);
		craft_release(&craft);
	}
}

static void craft_records(struct buf *records, uint32_t page_size)
{
	static uint8_t value[PAGES_SIZE_MAX + 100];

	for (unsigned i = 0; i < page_size + 100; i++)
		value[i] = (uint8_t)(i * 7);
	record_add(records, text_bytes("a"), text_bytes("one"));
	record_add(records, text_bytes("b"), BYTES_NONE);
	record_add(records, text_bytes("c"), text_bytes("three"));
	record_add(records, text_bytes("d"), (struct bytes){value, page_size + 100});
}

static void test_every_layout(void **state)
{
	struct buf expected = BUF_EMPTY;
	struct trace trace = {0};
	struct craft craft;

	(void)state;
	for (uint32_t size = PAGES_SIZE_MIN; size <= PAGES_SIZE_MAX; size *= 2) {
		buf_clear(&expected);
		craft_records(&expected, size);
		for (unsigned word = 4; word <= 8; word += 4) {
			craft_make(&craft, word, size);
			trace_image(&trace, buf_bytes(&craft.image));
			craft_release(&craft);
			assert_int_equal(trace.opened, STATUS_OK);
			assert_int_equal(trace.walked, STATUS_OK);
			assert_int_equal(trace.pages.word, word);
			assert_int_equal(trace.pages.page_size, size);
			assert_int_equal(trace.pages.used_pages, 8);
			assert_int_equal(trace.pages.free_pages, 1);
			assert_int_equal(trace.pages.lost_pages, 0);
			assert_true(bytes_equal(buf_bytes(&trace.records), buf_bytes(&expected)));
		}
	}
	buf_release(&expected);
	trace_release(&trace);
}

/* --- One damage each ----------------------------------------------------------------------------*/

enum place {
	PAGE,
	RECORD,
	MAIN_TREE,
	FREE_TREE,
	LAST_PAGE
};

/* Overwrites `width` bytes at `offset` from a place in the crafted image of 64 bits and pages of
 * 512 bytes. The finding is told, and `left` of its 4 records are visited. */
struct spoil {
	enum page_damage kind;
	enum place place;
	unsigned page;
	unsigned index; /* of the record */
	size_t offset;
	unsigned width;
	uint64_t value;
	unsigned left;
};

static const struct spoil spoils[] = {
	{PAGE_DAMAGE_META_DAMAGED, PAGE, 0, 0, 16, 4, 0, 4},
	{PAGE_DAMAGE_META_DAMAGED, PAGE, 1, 0, 16, 4, 0, 0}, /* the state before: empty */
	{PAGE_DAMAGE_META_DAMAGED, PAGE, 1, 0, 0, 8, 7, 4},
	{PAGE_DAMAGE_META_DAMAGED, PAGE, 0, 0, 40, 4, 1024, 4}, /* page size */
	{PAGE_DAMAGE_META_DAMAGED, LAST_PAGE, 0, 0, 0, 8, 0, 0},
	{PAGE_DAMAGE_META_ORDER, LAST_PAGE, 0, 0, 8, 8, 3, 4},
	{PAGE_DAMAGE_META_ORDER, LAST_PAGE, 0, 0, 8, 8, 2, 4},
	{PAGE_DAMAGE_META_SHRUNK, PAGE, 0, 0, 136, 8, 9, 4},     /* last page */
	{PAGE_DAMAGE_CUT, LAST_PAGE, 0, 0, 0, 8, 9, 4},
	{PAGE_DAMAGE_CUT, LAST_PAGE, 0, 0, 0, 8, UINT64_MAX, 4},
	{PAGE_DAMAGE_OUTSIDE, RECORD, 2, 1, 0, 4, 9, 2},
	{PAGE_DAMAGE_OUTSIDE, RECORD, 2, 1, 4, 2, 1, 2}, /* 2^32 and more */
	{PAGE_DAMAGE_OUTSIDE, RECORD, 2, 1, 0, 4, 1, 2},
	{PAGE_DAMAGE_OUTSIDE, MAIN_TREE, 0, 0, 40, 8, UINT64_MAX - 1, 0},
	{PAGE_DAMAGE_TWICE, RECORD, 2, 1, 0, 4, 2, 2}, /* a circle */
	{PAGE_DAMAGE_TWICE, RECORD, 2, 1, 0, 4, 3, 2},
	{PAGE_DAMAGE_TWICE, FREE_TREE, 0, 0, 40, 8, 3, 4},
	{PAGE_DAMAGE_TWICE, FREE_TREE, 0, 0, 40, 8, 6, 4}, /* the long value's second page */
	{PAGE_DAMAGE_NUMBER, PAGE, 3, 0, 0, 8, 4, 4}, {PAGE_DAMAGE_NUMBER, PAGE, 5, 0, 0, 8, 4, 4},
	{PAGE_DAMAGE_KIND, PAGE, 3, 0, 10, 2, 4, 2}, {PAGE_DAMAGE_KIND, PAGE, 3, 0, 10, 2, 0x22, 2},
	{PAGE_DAMAGE_KIND, PAGE, 5, 0, 10, 2, 2, 3}, {PAGE_DAMAGE_KIND, RECORD, 4, 1, 9, 8, 2, 3},
	{PAGE_DAMAGE_BOUNDS, PAGE, 3, 0, 12, 2, 16, 2},
	{PAGE_DAMAGE_BOUNDS, PAGE, 3, 0, 12, 2, 19, 2},
	{PAGE_DAMAGE_BOUNDS, PAGE, 3, 0, 12, 2, 500, 2},
	{PAGE_DAMAGE_BOUNDS, PAGE, 3, 0, 14, 2, 514, 2},
	{PAGE_DAMAGE_RECORD_OUTSIDE, PAGE, 3, 0, 16, 2, 506, 3},
	{PAGE_DAMAGE_RECORD_OUTSIDE, PAGE, 3, 0, 16, 2, 65534, 3},
	{PAGE_DAMAGE_RECORD_OUTSIDE, PAGE, 3, 0, 16, 2, 499, 3},
	{PAGE_DAMAGE_RECORD_OUTSIDE, RECORD, 3, 0, 6, 2, 65535, 3},
	{PAGE_DAMAGE_RECORD_OUTSIDE, RECORD, 3, 0, 0, 4, UINT32_MAX, 3},
	{PAGE_DAMAGE_RECORD_OUTSIDE, RECORD, 2, 1, 6, 2, 600, 4}, /* the page below is good */
	{PAGE_DAMAGE_RECORD_IN_HEADER, PAGE, 3, 0, 16, 2, 18, 3},
	{PAGE_DAMAGE_RECORD_OVERLAP, PAGE, 3, 0, 18, 2, 500, 3},
	{PAGE_DAMAGE_RECORD_FLAGS, RECORD, 3, 0, 4, 2, 8, 3},
	{PAGE_DAMAGE_RECORD_SPACE, PAGE, 3, 0, 14, 2, 480, 4},
	{PAGE_DAMAGE_SUB_TREE, RECORD, 3, 0, 4, 2, 2, 3},
	{PAGE_DAMAGE_SUB_TREE, RECORD, 3, 0, 4, 2, 4, 3},
	{PAGE_DAMAGE_KEY_SIZE, RECORD, 3, 1, 6, 2, 0, 3},
	{PAGE_DAMAGE_KEY_SIZE, RECORD, 2, 1, 6, 2, 0, 4},
	{PAGE_DAMAGE_KEY_SIZE, RECORD, 7, 0, 6, 2, 7, 4},
	{PAGE_DAMAGE_KEY_ORDER, RECORD, 3, 0, 8, 1, 'b', 4},
	{PAGE_DAMAGE_KEY_ORDER, RECORD, 3, 0, 8, 1, 'z', 4},
	{PAGE_DAMAGE_KEY_RANGE, RECORD, 3, 1, 8, 1, 'c', 4},
	{PAGE_DAMAGE_KEY_RANGE, RECORD, 4, 0, 8, 1, 'b', 4},
	{PAGE_DAMAGE_VALUE_PLACE, RECORD, 4, 1, 0, 4, 100, 4},
	{PAGE_DAMAGE_VALUE_OUTSIDE, RECORD, 4, 1, 9, 8, 8, 3},
	{PAGE_DAMAGE_VALUE_OUTSIDE, RECORD, 4, 1, 9, 8, UINT64_MAX, 3},
	{PAGE_DAMAGE_VALUE_OUTSIDE, RECORD, 4, 1, 0, 4, 4096, 3},
	{PAGE_DAMAGE_VALUE_PAGES, PAGE, 5, 0, 12, 4, 1, 3},
	{PAGE_DAMAGE_VALUE_PAGES, PAGE, 5, 0, 12, 4, UINT32_MAX, 4},
	{PAGE_DAMAGE_VALUE_LONG, RECORD, 4, 1, 0, 4, UINT32_MAX, 3},
	{PAGE_DAMAGE_DEPTH, MAIN_TREE, 0, 0, 6, 2, 3, 4},
	{PAGE_DAMAGE_TREE_FLAGS, MAIN_TREE, 0, 0, 4, 2, 4, 4},
	{PAGE_DAMAGE_TREE_FLAGS, FREE_TREE, 0, 0, 4, 2, 0, 4},
	{PAGE_DAMAGE_ENTRIES, MAIN_TREE, 0, 0, 32, 8, 5, 4},
	{PAGE_DAMAGE_ENTRIES, MAIN_TREE, 0, 0, 40, 8, UINT64_MAX, 0}, /* no root */
	{PAGE_DAMAGE_TOTALS, MAIN_TREE, 0, 0, 8, 8, 2, 4},
	{PAGE_DAMAGE_TOTALS, MAIN_TREE, 0, 0, 16, 8, 3, 4},
	{PAGE_DAMAGE_TOTALS, FREE_TREE, 0, 0, 24, 8, 1, 4},
	{PAGE_DAMAGE_FREE_LIST, RECORD, 7, 0, 8, 8, 2, 4}, /* a transaction that is to come */
	{PAGE_DAMAGE_FREE_LIST, RECORD, 7, 0, 0, 4, 0, 4}, /* no room for the count */
	{PAGE_DAMAGE_FREE_LIST, RECORD, 7, 0, 0, 4, 9, 4},
	{PAGE_DAMAGE_FREE_LIST, RECORD, 7, 0, 16, 8, 2, 4},
	{PAGE_DAMAGE_FREE_LIST, RECORD, 7, 0, 16, 8, UINT64_MAX, 4},
	{PAGE_DAMAGE_FREE_LIST, RECORD, 7, 0, 24, 8, 1, 4},
	{PAGE_DAMAGE_FREE_LIST, RECORD, 7, 0, 24, 8, 9, 4},
	{PAGE_DAMAGE_FREE_USED, RECORD, 7, 0, 24, 8, 6, 4},
	{PAGE_DAMAGE_FREE_USED, RECORD, 7, 0, 24, 8, 7, 4}, /* the free list's own page */
};

static size_t spoil_place(const struct spoil *spoil, const struct craft *craft)
{
	switch (spoil->place) {
	case PAGE:
		return (size_t)spoil->page * craft->page_size;
	case RECORD:
		return craft_record(craft, spoil->page, spoil->index);
	case MAIN_TREE:
	case FREE_TREE:
		return craft_tree(craft, spoil->place == MAIN_TREE);
	case LAST_PAGE:
		return craft_last_page(craft);
	}
	abort();
}

static void spoil_apply(const struct spoil *spoil, struct craft *craft)
{
	uint8_t *at = craft->image.ptr + spoil_place(spoil, craft) + spoil->offset;

	for (unsigned i = 0; i < spoil->width; i++)
		at[i] = (uint8_t)(spoil->value >> (8 * i));
}

static void test_each_damage(void **state)
{
	bool covered[PAGE_DAMAGE_COUNT] = {false};
	struct trace trace = {0};
	struct craft craft;

	(void)state;
	for (size_t i = 0; i < sizeof(spoils) / sizeof(spoils[0]); i++) {
		craft_make(&craft, 8, 512);
		spoil_apply(&spoils[i], &craft);
		trace_image(&trace, buf_bytes(&craft.image));
		craft_release(&craft);
		if (trace.kind[spoils[i].kind] == 0 || trace.pages.records != spoils[i].left)
			print_error("row %zu: %s; %s, %llu records\n", i,
				page_damage_text(spoils[i].kind), trace.first.detail,
				(unsigned long long)trace.pages.records);
		assert_int_equal(trace.walked, STATUS_FINDINGS);
		assert_true(trace.kind[spoils[i].kind] > 0);
		assert_int_equal(trace.pages.records, spoils[i].left);
		covered[spoils[i].kind] = true;
	}
	covered[PAGE_DAMAGE_UNREADABLE] = covered[PAGE_DAMAGE_FREE_TWICE] = true; /* below */
	for (unsigned i = 0; i < PAGE_DAMAGE_COUNT; i++)
		assert_true(covered[i]);
	trace_release(&trace);
}

static void test_page_listed_as_free_twice(void **state)
{
	struct trace trace = {0};
	struct craft craft;

	(void)state;
	craft_make(&craft, 8, 512);
	craft_free(&craft, 2, 8);
	craft_word(&craft, craft_tree(&craft, false) + 32, 2);
	craft_word(&craft, craft_last_page(&craft) + 8, 3);
	trace_image(&trace, buf_bytes(&craft.image));
	assert_int_equal(trace.kind[PAGE_DAMAGE_FREE_TWICE], 1);
	assert_int_equal(trace.pages.findings, 2); /* and transaction 3 behind 0 */
	craft_release(&craft);
	trace_release(&trace);
}

/* A file that shrinks while it is read. */
static void test_page_that_cannot_be_read(void **state)
{
	struct err err = {0};
	struct pages pages;
	struct craft craft;
	int fd;

	(void)state;
	craft_make(&craft, 8, 512);
	fd = image_open(buf_bytes(&craft.image));
	assert_int_equal(pages_open(&pages, fd, &err), STATUS_OK);
	assert_int_equal(ftruncate(fd, 4 * 512 + 20), 0);
	assert_int_equal(pages_walk(&pages, NULL, NULL, &err), STATUS_FINDINGS);
	assert_int_equal(pages.records, 2);
	close(fd);
	craft_release(&craft);
}

/* A chain of 100 branches of one record each. */
static void test_too_deep(void **state)
{
	struct craft craft = {BUF_EMPTY, 8, 512};
	struct trace trace = {0};
	size_t page;

	(void)state;
	craft_make(&craft, 8, 512);
	for (unsigned i = 0; i < 100 * 512; i++)
		buf_add_byte(&craft.image, 0);
	for (unsigned i = 9; i < 109; i++) {
		page = (size_t)i * 512;
		craft_word(&craft, page, i);
		craft_16(&craft, page + 10, 1);
		craft_16(&craft, page + 12, 18);
		craft_16(&craft, page + 14, 504);
		craft_16(&craft, page + 16, 504);
		craft_32(&craft, page + 504, i + 1);
	}
	craft_word(&craft, craft_tree(&craft, true) + 40, 9);
	craft_word(&craft, craft_last_page(&craft), 108);
	trace_image(&trace, buf_bytes(&craft.image));
	assert_int_equal(trace.walked, STATUS_FINDINGS);
	assert_int_equal(trace.first.kind, PAGE_DAMAGE_DEPTH);
	assert_int_equal(trace.pages.records, 0);
	craft_release(&craft);
	trace_release(&trace);
}

/* --- Damage anywhere ----------------------------------------------------------------------------*/

static void sample_image(struct buf *image)
{
	const char *folder = getenv("TMPDIR");
	char *path = path_join(folder ? folder : "/tmp", "pages-damage.okoce");
	char *lock = path_with(path, "-lock");
	struct err err;

	unlink(path);
	sample_make(path);
	assert_int_equal(file_read(path, 1u << 20, image, &err), STATUS_OK);
	unlink(path);
	unlink(lock);
	free(lock);
	free(path);
}

static void narrow_image(struct buf *image)
{
	const char *top = getenv("top_srcdir");
	char *path = path_join(top ? top : ".", "tests/fuzz/corpus/pages/narrow");
	struct err err;

	assert_int_equal(file_read(path, 1u << 20, image, &err), STATUS_OK);
	free(path);
}

/*
 * What may differ without a finding after one byte was changed: one record, in
 *   - bytes of its key (if the keys still rise) or value, lengths kept;
 *   - its lengths, by the one byte with which liblmdb pads an odd record, whose content nothing
 *     tells: key and value grow or shrink by it together or singly;
 *   - the length of a long value, inside its last page: the format counts only its pages.
 * No structure of the format tells these; digests and chains of the log do.
 *
 * Changed bytes that change nothing that is read stay unseen, too: free pages, gaps inside pages,
 * the map's size and address, the roots and totals that the older meta page states, the padding
 * fields, the numbers in the free list as long as no page is used, listed twice or outside.
 */
static bool lengths_unseen(
	struct bytes key, struct bytes value, struct bytes other_key, struct bytes other_value)
{
	size_t len = key.len + value.len;
	size_t other_len = other_key.len + other_value.len;

	if (value.len > 2038)
		return key.len == other_key.len && other_value.len > 2038 &&
		       (value.len + 15) / 4096 == (other_value.len + 15) / 4096;
	return (len + 1) / 2 == (other_len + 1) / 2 && key.len + 1 >= other_key.len &&
	       other_key.len + 1 >= key.len;
}

static bool structure_kept(const struct buf *before, const struct buf *after)
{
	struct bytes key;
	struct bytes value;
	struct bytes other_key;
	struct bytes other_value;
	unsigned differing = 0;
	size_t at = 0;
	size_t other_at = 0;

	while (record_next(before, &at, &key, &value)) {
		if (!record_next(after, &other_at, &other_key, &other_value))
			return false;
		if (bytes_equal(key, other_key) && bytes_equal(value, other_value))
			continue;
		differing++;
		if ((key.len != other_key.len || value.len != other_value.len) &&
			!lengths_unseen(key, value, other_key, other_value))
			return false;
	}
	return differing <= 1 && other_at == after->len;
}

/* Every record of `part` is one of `all`, in the same order. */
static void assert_part_of(const struct buf *part, const struct buf *all)
{
	struct bytes key;
	struct bytes value;
	struct bytes other_key;
	struct bytes other_value;
	size_t at = 0;
	size_t all_at = 0;
	bool found;

	while (record_next(part, &at, &key, &value)) {
		do {
			found = record_next(all, &all_at, &other_key, &other_value);
			assert_true(found);
		} while (!bytes_equal(key, other_key) || !bytes_equal(value, other_value));
	}
}

static void test_cut_anywhere(void **state)
{
	struct buf records = BUF_EMPTY;
	struct buf image = BUF_EMPTY;
	struct trace trace = {0};

	(void)state;
	sample_records(&records);
	sample_image(&image);
	for (size_t len = 0; len < image.len; len += len % 4096 == 0 ? 100 : 3996) {
		trace_image(&trace, (struct bytes){image.ptr, len});
		if (trace.opened == STATUS_OK) {
			assert_int_equal(trace.walked, STATUS_FINDINGS);
			assert_true(trace.pages.cut);
			assert_part_of(&trace.records, &records);
		} else {
			assert_true(len <= 100);
		}
	}
	buf_release(&records);
	buf_release(&image);
	trace_release(&trace);
}

/* A page that is lost costs its own records; only with the root go all. What stands on the second
 * page of a long value is for the layer above to check. */
static void test_any_page_overwritten(void **state)
{
	struct buf records = BUF_EMPTY;
	struct buf image = BUF_EMPTY;
	struct trace trace = {0};
	uint8_t page[4096];
	uint64_t root;

	(void)state;
	sample_records(&records);
	sample_image(&image);
	trace_image(&trace, buf_bytes(&image));
	assert_int_equal(trace.walked, STATUS_OK);
	root = trace.pages.meta[trace.pages.newest].main.root;
	for (size_t i = 2; i < image.len / 4096; i++) {
		memcpy(page, image.ptr + i * 4096, 4096);
		memset(image.ptr + i * 4096, 0x55, 4096);
		trace_image(&trace, buf_bytes(&image));
		memcpy(image.ptr + i * 4096, page, 4096);
		if (trace.pages.findings == 0)
			assert_true(structure_kept(&records, &trace.records));
		else
			assert_part_of(&trace.records, &records);
		assert_true((trace.pages.records == 0) == (i == root));
	}
	buf_release(&records);
	buf_release(&image);
	trace_release(&trace);
}

static void flip_all(const struct buf *image)
{
	static const uint8_t masks[] = {0x01, 0x80, 0xff};
	size_t step = getenv("UNDER_VALGRIND") ? 101 : 1;
	struct trace trace = {0};
	struct buf records = BUF_EMPTY;
	uint8_t byte;
	int fd = image_open(buf_bytes(image));

	trace_file(&trace, fd);
	assert_int_equal(trace.walked, STATUS_OK);
	buf_add(&records, trace.records.ptr, trace.records.len);
	for (size_t i = 0; i < image->len * sizeof(masks); i += step) {
		byte = image->ptr[i / sizeof(masks)] ^ masks[i % sizeof(masks)];
		assert_int_equal(pwrite(fd, &byte, 1, (off_t)(i / sizeof(masks))), 1);
		trace_file(&trace, fd);
		if (trace.opened == STATUS_OK && trace.walked == STATUS_OK &&
			!structure_kept(&records, &trace.records)) {
			print_error(
				"byte %zu ^ %02x\n", i / sizeof(masks), masks[i % sizeof(masks)]);
			fail();
		}
		byte = image->ptr[i / sizeof(masks)];
		assert_int_equal(pwrite(fd, &byte, 1, (off_t)(i / sizeof(masks))), 1);
	}
	close(fd);
	buf_release(&records);
	trace_release(&trace);
}

static void test_any_byte_flipped(void **state)
{
	struct buf image = BUF_EMPTY;

	(void)state;
	sample_image(&image);
	flip_all(&image);
	buf_release(&image);
}

static void test_any_byte_of_32_bits_flipped(void **state)
{
	struct buf image = BUF_EMPTY;

	(void)state;
	narrow_image(&image);
	flip_all(&image);
	buf_release(&image);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_database),
		cmocka_unit_test(test_foreign_formats),
		cmocka_unit_test(test_every_layout),
		cmocka_unit_test(test_each_damage),
		cmocka_unit_test(test_page_listed_as_free_twice),
		cmocka_unit_test(test_page_that_cannot_be_read),
		cmocka_unit_test(test_too_deep),
		cmocka_unit_test(test_cut_anywhere),
		cmocka_unit_test(test_any_page_overwritten),
		cmocka_unit_test(test_any_byte_flipped),
		cmocka_unit_test(test_any_byte_of_32_bits_flipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
