/* SPDX-License-Identifier: BSD-2-Clause */
#include "pages_try.h"

#include <lmdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void record_add(struct buf *records, struct bytes key, struct bytes value)
{
	uint8_t lengths[8];

	put_be32(lengths, (uint32_t)key.len);
	put_be32(lengths + 4, (uint32_t)value.len);
	buf_add(records, lengths, sizeof(lengths));
	buf_add(records, key.ptr, key.len);
	buf_add(records, value.ptr, value.len);
}

bool record_next(const struct buf *records, size_t *at, struct bytes *key, struct bytes *value)
{
	const uint8_t *ptr;

	if (*at >= records->len)
		return false;
	ptr = records->ptr + *at;
	*key = (struct bytes){ptr + 8, get_be32(ptr)};
	*value = (struct bytes){ptr + 8 + key->len, get_be32(ptr + 4)};
	*at += 8 + key->len + value->len;
	return true;
}

static enum status trace_visit(void *context, struct bytes key, struct bytes value)
{
	struct trace *trace = context;

	record_add(&trace->records, key, value);
	return STATUS_OK;
}

static void trace_finding(void *context, const struct page_finding *finding)
{
	struct trace *trace = context;

	if (trace->pages.findings == 1)
		trace->first = *finding;
	trace->kind[finding->kind]++;
}

void trace_release(struct trace *trace)
{
	buf_release(&trace->records);
	*trace = (struct trace){0};
}

void trace_file(struct trace *trace, int fd)
{
	struct buf records = trace->records;

	buf_clear(&records);
	*trace = (struct trace){.records = records};
	trace->opened = pages_open(&trace->pages, fd, &trace->err);
	if (trace->opened != STATUS_OK)
		return;
	trace->pages.finding = trace_finding;
	trace->walked = pages_walk(&trace->pages, trace_visit, trace, &trace->err);
}

int image_open(struct bytes image)
{
	int fd = memfd_create("pages", MFD_CLOEXEC);

	if (fd < 0 || (image.len > 0 && pwrite(fd, image.ptr, image.len, 0) != (ssize_t)image.len))
		abort();
	return fd;
}

void trace_image(struct trace *trace, struct bytes image)
{
	int fd = image_open(image);

	trace_file(trace, fd);
	close(fd);
}

/* --- The sample ---------------------------------------------------------------------------------*/

#define SAMPLE_COUNT 44

static size_t sample_value_size(unsigned index)
{
	if (index == 7)
		return 2500;
	return index == 23 ? 5000 : index * 53 % 150;
}

static void sample_record(unsigned index, char key[8], uint8_t value[5000])
{
	snprintf(key, 8, "key-%03u", index);
	for (size_t i = 0; i < sample_value_size(index); i++)
		value[i] = (uint8_t)(index + 3 * i);
}

void sample_records(struct buf *records)
{
	uint8_t value[5000];
	char key[8];

	for (unsigned i = 0; i < SAMPLE_COUNT; i++) {
		sample_record(i, key, value);
		record_add(records, (struct bytes){(const uint8_t *)key, 7},
			(struct bytes){value, sample_value_size(i)});
	}
}

static void succeed(int code)
{
	if (code == 0)
		return;
	fprintf(stderr, "%s\n", mdb_strerror(code));
	abort();
}

/* Records in the order 0, 15, 30, 1, 16, ... so that pages split in their middle. */
void sample_make(const char *path)
{
	static const unsigned ends[] = {30, 40, SAMPLE_COUNT};
	unsigned done = 0;
	uint8_t value[5000];
	char key[8];
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;

	succeed(mdb_env_create(&env));
	succeed(mdb_env_open(env, path, MDB_NOSUBDIR | MDB_NOSYNC, 0600));
	for (unsigned i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		succeed(mdb_txn_begin(env, NULL, 0, &txn));
		succeed(mdb_dbi_open(txn, NULL, 0, &dbi));
		for (; done < ends[i]; done++) {
			unsigned index = done * 15 % SAMPLE_COUNT;
			MDB_val data = {sample_value_size(index), value};
			MDB_val name = {7, key};

			sample_record(index, key, value);
			succeed(mdb_put(txn, dbi, &name, &data, MDB_NOOVERWRITE));
		}
		succeed(mdb_txn_commit(txn));
	}
	mdb_env_close(env);
}

/* --- Pages by hand ------------------------------------------------------------------------------*/

#define PAGES 9

static void little_endian(uint8_t *out, uint64_t value, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		out[i] = (uint8_t)(value >> (8 * i));
}

void craft_16(const struct craft *craft, size_t at, unsigned value)
{
	little_endian(craft->image.ptr + at, value, 2);
}

void craft_32(const struct craft *craft, size_t at, uint32_t value)
{
	little_endian(craft->image.ptr + at, value, 4);
}

void craft_word(const struct craft *craft, size_t at, uint64_t value)
{
	little_endian(craft->image.ptr + at, value, craft->word);
}

uint8_t *craft_page(struct craft *craft, unsigned number)
{
	return craft->image.ptr + (size_t)number * craft->page_size;
}

static unsigned get_16(const uint8_t *in)
{
	return in[0] | (unsigned)in[1] << 8;
}

size_t craft_record(const struct craft *craft, unsigned number, unsigned index)
{
	size_t page = (size_t)number * craft->page_size;

	return page + get_16(craft->image.ptr + page + craft->word + 8 + 2 * (size_t)index);
}

size_t craft_tree(const struct craft *craft, bool main)
{
	size_t free_tree = craft->page_size + craft->word + 8 + 8 + 2 * craft->word;

	return main ? free_tree + 8 + 5 * craft->word : free_tree;
}

size_t craft_last_page(const struct craft *craft)
{
	return craft_tree(craft, true) + 8 + 5 * craft->word;
}

static void page_start(struct craft *craft, unsigned number, unsigned flags)
{
	size_t page = (size_t)number * craft->page_size;

	craft_word(craft, page, number);
	craft_16(craft, page + craft->word + 2, flags);
	if (flags == 1 || flags == 2) {
		craft_16(craft, page + craft->word + 4, craft->word + 8);
		craft_16(craft, page + craft->word + 6, craft->page_size);
	}
}

/* Appends a record: `low` is the value's length or the child, `body` what follows the key. */
static void record_put(struct craft *craft, unsigned number, unsigned flags, const char *key,
	size_t key_len, uint32_t low, struct bytes body)
{
	size_t page = (size_t)number * craft->page_size;
	size_t bounds = page + craft->word + 4;
	unsigned lower = get_16(craft->image.ptr + bounds);
	unsigned upper = get_16(craft->image.ptr + bounds + 2);
	size_t at;

	upper -= (unsigned)(8 + key_len + body.len + 1) & ~1u;
	at = page + upper;
	craft_16(craft, page + lower, upper);
	craft_16(craft, bounds, lower + 2);
	craft_16(craft, bounds + 2, upper);
	craft_32(craft, at, low);
	craft_16(craft, at + 4, flags);
	craft_16(craft, at + 6, (unsigned)key_len);
	memcpy(craft->image.ptr + at + 8, key, key_len);
	if (body.len > 0)
		memcpy(craft->image.ptr + at + 8 + key_len, body.ptr, body.len);
}

static void small_put(struct craft *craft, unsigned number, const char *key, const char *value)
{
	struct bytes body = {(const uint8_t *)value, strlen(value)};

	record_put(craft, number, 0, key, strlen(key), (uint32_t)body.len, body);
}

static void meta_put(struct craft *craft, unsigned number)
{
	size_t meta = (size_t)number * craft->page_size + craft->word + 8;
	size_t trees = meta + 8 + 2 * craft->word;
	size_t tree_size = 8 + 5 * craft->word;

	page_start(craft, number, 8);
	craft_32(craft, meta, 0xbeefc0deu);
	craft_32(craft, meta + 4, 1);
	craft_32(craft, trees, craft->page_size);
	craft_16(craft, trees + 4, 8);
	craft_word(craft, trees + 8 + 4 * craft->word, UINT64_MAX);
	craft_word(craft, trees + tree_size + 8 + 4 * craft->word, UINT64_MAX);
	craft_word(craft, trees + 2 * tree_size, 1);
}

/* Depth, then branch, leaf and overflow pages, entries, root. */
static void tree_put(const struct craft *craft, size_t tree, unsigned depth, const uint8_t facts[5])
{
	craft_16(craft, tree + 6, depth);
	for (unsigned i = 0; i < 5; i++)
		craft_word(craft, tree + 8 + (size_t)i * craft->word, facts[i]);
}

void craft_free(struct craft *craft, uint8_t transaction, uint8_t number)
{
	uint8_t list[2 * sizeof(uint64_t)] = {1};
	uint8_t key[sizeof(uint64_t)] = {transaction};

	list[craft->word] = number;
	record_put(craft, 7, 0, (const char *)key, craft->word, 2 * craft->word,
		(struct bytes){list, 2 * (size_t)craft->word});
}

void craft_make(struct craft *craft, unsigned word, uint32_t page_size)
{
	uint8_t number[sizeof(uint64_t)] = {5};
	uint8_t *long_value;

	*craft = (struct craft){.word = word, .page_size = page_size};
	for (size_t i = 0; i < PAGES * (size_t)page_size; i++)
		buf_add_byte(&craft->image, 0);
	meta_put(craft, 0);
	meta_put(craft, 1);
	tree_put(craft, craft_tree(craft, true), 2, (const uint8_t[]){1, 2, 2, 4, 2});
	tree_put(craft, craft_tree(craft, false), 1, (const uint8_t[]){0, 1, 0, 1, 7});
	craft_word(craft, craft_last_page(craft), 8);
	craft_word(craft, craft_last_page(craft) + word, 1);

	page_start(craft, 2, 1);
	record_put(craft, 2, 0, "", 0, 3, BYTES_NONE);
	record_put(craft, 2, 0, "c", 1, 4, BYTES_NONE);
	page_start(craft, 3, 2);
	small_put(craft, 3, "a", "one");
	small_put(craft, 3, "b", "");
	page_start(craft, 4, 2);
	small_put(craft, 4, "c", "three");
	record_put(craft, 4, 1, "d", 1, page_size + 100, (struct bytes){number, word});
	page_start(craft, 5, 4);
	craft_32(craft, 5 * (size_t)page_size + word + 4, 2);
	long_value = craft_page(craft, 5) + word + 8;
	for (unsigned i = 0; i < page_size + 100; i++)
		long_value[i] = (uint8_t)(i * 7);

	page_start(craft, 7, 2);
	craft_free(craft, 1, 8);
}

void craft_release(struct craft *craft)
{
	buf_release(&craft->image);
}
