/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/record.h"
#include "base/random.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

/* Records of all types of fields, with room between the numbers for what a later version adds. */
struct part {
	struct record_base base;
	const char *name;
	date day;
};

struct all {
	struct record_base base;
	const char *text, *secret;
	uint32_t number;
	int64_t instant;
	date day;
	struct id id;
	struct bytes bytes;
	struct texts texts;
	struct dates dates;
	struct numbers numbers;
	struct records parts;
};

#define FIELD(record, key, member, type)                                                           \
	{                                                                                          \
		key, #member, FIELD_##type, offsetof(struct record, member), NULL, false           \
	}

static const struct record_field part_fields[] = {
	FIELD(part, 2, name, TEXT),
	FIELD(part, 30, day, DATE),
};
static const struct record_type part_type = {"part", sizeof(struct part), part_fields, 2};

static const struct record_field all_fields[] = {
	FIELD(all, 1, text, TEXT),
	{3, "secret", FIELD_TEXT, offsetof(struct all, secret), NULL, true},
	FIELD(all, 5, number, NUMBER),
	FIELD(all, 7, instant, INSTANT),
	FIELD(all, 22, day, DATE),
	FIELD(all, 24, id, ID),
	FIELD(all, 26, bytes, BYTES),
	FIELD(all, 255, texts, TEXTS),
	FIELD(all, 257, dates, DATES),
	FIELD(all, 259, numbers, NUMBERS),
	{300, "parts", FIELD_RECORDS, offsetof(struct all, parts), &part_type, false},
};
static const struct record_type all_type = {"all", sizeof(struct all), all_fields, 11};

static void encode(const struct all *all, struct buf *out)
{
	struct err err = {0};

	assert_int_equal(record_encode(&all_type, all, out, &err), STATUS_OK);
}

static enum status decode(struct bytes bytes, struct arena *arena, struct all *all)
{
	struct err err = {0};
	enum status status = record_decode(&all_type, bytes, arena, all, &err);

	assert_int_equal(err.status, status);
	assert_int_equal(err.text[0] != '\0', status != STATUS_OK);
	return status;
}

static void expect_bytes(const struct buf *out, const void *bytes, size_t len)
{
	assert_int_equal(out->len, len);
	assert_memory_equal(out->ptr, bytes, len);
}

static void expect_printed(const struct all *all, const char *text)
{
	struct buf out = BUF_EMPTY;

	record_print(&all_type, all, &out, NULL, NULL);
	assert_string_equal(buf_text(&out), text);
	buf_release(&out);
}

static void test_empty(void **state)
{
	struct arena arena = {0};
	struct buf out = BUF_EMPTY;
	struct all all, again;

	(void)state;
	memset(&all, 0xff, sizeof(all));
	record_clear(&all_type, &all);
	assert_string_equal(all.text, "");
	assert_int_equal(all.day, DATE_NONE);
	encode(&all, &out);
	expect_bytes(&out, "\xa0", 1);
	expect_printed(&all, "{}");
	memset(&again, 0xff, sizeof(again));
	assert_int_equal(decode(buf_bytes(&out), &arena, &again), STATUS_OK);
	assert_string_equal(again.secret, "");
	assert_int_equal(again.day, DATE_NONE);
	assert_null(arena.block);
	buf_release(&out);
	arena_release(&arena);
}

/* A text that was never set is an empty one. */
static void test_null_texts(void **state)
{
	const struct all all = {.day = DATE_NONE};
	struct buf out = BUF_EMPTY;

	(void)state;
	encode(&all, &out);
	expect_bytes(&out, "\xa0", 1);
	expect_printed(&all, "{}");
	buf_release(&out);
}

/* What is refused when read, with the field that the sentence names. */
static void test_damaged(void **state)
{
	static const struct {
		uint8_t byte[24];
		size_t len;
		const char *field;
	} rows[] = {
		{{0}, 0, "all"},
		{{0xa0, 0x00}, 2, "all"},                        /* more behind it */
		{{0x80}, 1, "?all"},                             /* no map */
		{{0xa1}, 1, "all"},                              /* cut */
		{{0xa1, 0x61, 'a', 0x01}, 4, "?all"},            /* a key that is a text */
		{{0xa2, 0x05, 0x01, 0x01, 0x61, 'a'}, 6, "all"}, /* keys that fall */
		{{0xa2, 0x05, 0x01, 0x05, 0x01}, 5, "all"},      /* a key twice */
		{{0xb8, 0x01, 0x05, 0x01}, 4, "all"},            /* a head too long */
		{{0xa1, 0x01, 0x01}, 3, "text"},
		{{0xa1, 0x01, 0x61, 0xff}, 4, "all"},
		{{0xa1, 0x01, 0x62, 'a', 0x00}, 5, "text"},
		{{0xa1, 0x01, 0x60}, 3, "text"}, /* present, but empty */
		{{0xa1, 0x05, 0x00}, 3, "number"},
		{{0xa1, 0x05, 0x20}, 3, "number"},
		{{0xa1, 0x05, 0x1b, 0, 0, 0, 1, 0, 0, 0, 0}, 11, "number"},
		{{0xa1, 0x07, 0x00}, 3, "instant"},
		{{0xa1, 0x07, 0x1b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 11, "instant"},
		{{0xa1, 0x07, 0x3b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 11, "instant"},
		{{0xa1, 0x16, 0x1a, 0, 1, 0x49, 0x94}, 7, "day"}, /* 1 January 2201 */
		{{0xa1, 0x16, 0x19, 0xf2, 0x8c}, 5, NULL},        /* taken: 62092 is in 2139 */
		{{0xa1, 0x16, 0x39, 0xf2, 0x8b}, 5, "day"},       /* 31 December 1799 */
		{{0xa1, 0x16, 0x3a, 0x7f, 0xff, 0xff, 0xff}, 7, "day"},
		{{0xa1, 0x16, 0xf6}, 3, "day"},
		{{0xa1, 0x18, 0x18, 0x41, 0x00}, 5, "id"},
		{{0xa1, 0x18, 0x18, 0x50}, 20, "id"}, /* all zero */
		{{0xa1, 0x18, 0x1a, 0x40}, 4, "bytes"},
		{{0xa1, 0x18, 0xff, 0x80}, 4, "texts"},
		{{0xa1, 0x18, 0xff, 0x81, 0x01}, 5, "texts"},
		{{0xa1, 0x19, 1, 1, 0x81, 0x60}, 6, "dates"},
		{{0xa1, 0x19, 1, 3, 0x81, 0x20}, 6, "numbers"},
		{{0xa1, 0x19, 1, 44, 0x81, 0x01}, 6, "parts"},
		{{0xa1, 0x19, 1, 44, 0x81, 0xa1, 0x02, 0x01}, 8, "name"},
		{{0xa1, 0x19, 1, 44, 0x9a, 0xff, 0xff, 0xff, 0xff, 0x00}, 10, "all"},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bytes bytes = {rows[i].byte, rows[i].len};
		const char *field = rows[i].field;
		struct err err = {0};
		char quoted[32];
		struct all all;
		enum status status = record_decode(&all_type, bytes, &arena, &all, &err);

		assert_int_equal(status, field ? STATUS_DAMAGED : STATUS_OK);
		if (!field)
			continue;
		snprintf(quoted, sizeof(quoted), "\"%s\"", field[0] == '?' ? field + 1 : field);
		if (!strstr(err.text, quoted))
			fail_msg("row %zu: %s", i, err.text);
		assert_false(strstr(err.text, "field") && field[0] == '?');
		expect_printed(&all, "{}");
	}
	arena_release(&arena);
}

static void test_too_long_to_read(void **state)
{
	struct buf out = BUF_EMPTY;
	struct arena arena = {0};
	struct all all;
	char *text = memory_alloc(RECORD_BYTES_MAX);

	(void)state;
	memset(text, 'a', RECORD_BYTES_MAX);
	cbor_put_map(&out, 1);
	cbor_put_uint(&out, 1);
	cbor_put_text(&out, text, RECORD_BYTES_MAX - 5);
	assert_int_equal(out.len, RECORD_BYTES_MAX);
	assert_int_equal(decode(buf_bytes(&out), &arena, &all), STATUS_OK);
	buf_clear(&out);
	cbor_put_map(&out, 1);
	cbor_put_uint(&out, 1);
	cbor_put_text(&out, text, RECORD_BYTES_MAX - 4);
	assert_int_equal(decode(buf_bytes(&out), &arena, &all), STATUS_DAMAGED);
	free(text);
	buf_release(&out);
	arena_release(&arena);
}

static void expect_refused(const struct all *all, const char *field)
{
	struct buf out = BUF_EMPTY;
	struct err err = {0};

	buf_add_text(&out, "before");
	assert_int_equal(record_encode(&all_type, all, &out, &err), STATUS_INVALID);
	if (!strstr(err.text, field))
		fail_msg("%s: %s", field, err.text);
	assert_string_equal(buf_text(&out), "before");
	assert_int_equal(out.len, 6);
	assert_int_equal(record_encode(&all_type, all, &out, NULL), STATUS_INVALID);
	buf_release(&out);
}

static void test_refused(void **state)
{
	static const char *const texts[] = {
		"a\tb", "\xff", "\u202eabc", "e\u0301", "\u2028", "\x7f"};
	char long_text[TEXT_MAX + 2] = "";
	date never[] = {0, DATE_NONE};
	const char *list[] = {"good", "a\nb"};
	struct part part = {.name = "\xc2\x85", .day = DATE_NONE};
	struct all all;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		record_clear(&all_type, &all);
		all.text = texts[i];
		expect_refused(&all, "\"text\"");
	}
	memset(long_text, 'a', TEXT_MAX + 1);
	record_clear(&all_type, &all);
	all.secret = long_text;
	expect_refused(&all, "\"secret\"");
	record_clear(&all_type, &all);
	all.texts = (struct texts){list, 2};
	expect_refused(&all, "\"texts\"");
	record_clear(&all_type, &all);
	all.dates = (struct dates){never, 2};
	expect_refused(&all, "\"dates\"");
	record_clear(&all_type, &all);
	all.day = INT32_MAX;
	expect_refused(&all, "\"day\"");
	record_clear(&all_type, &all);
	all.instant = INT64_MIN;
	expect_refused(&all, "\"instant\"");
	record_clear(&all_type, &all);
	all.parts = (struct records){&part, 1};
	expect_refused(&all, "\"name\"");
}

/* The sentence never repeats what stood in a field: it may be a NIK. */
static void test_sentence_tells_no_secret(void **state)
{
	struct err err = {0};
	struct buf out = BUF_EMPTY;
	struct all all;

	(void)state;
	record_clear(&all_type, &all);
	all.secret = "3173011503859901\t";
	assert_int_equal(record_encode(&all_type, &all, &out, &err), STATUS_INVALID);
	assert_null(strstr(err.text, "3173"));
}

static const char *list_of_texts[] = {"a", "", "\u00e9"};
static date list_of_dates[] = {0, -1, 17897};
static uint32_t list_of_numbers[] = {0, 2018, UINT32_MAX};

static void fill(struct all *all, struct part parts[2])
{
	record_clear(&all_type, all);
	record_clear(&part_type, &parts[0]);
	record_clear(&part_type, &parts[1]);
	all->text = "SITI \"x\\y\"";
	all->secret = "3173011503859901";
	all->number = UINT32_MAX;
	all->instant = -1;
	all->day = 0;
	all->id.byte[0] = 0xab;
	all->bytes = (struct bytes){(const uint8_t *)"\0\1", 2};
	all->texts = (struct texts){list_of_texts, 3};
	all->dates = (struct dates){list_of_dates, 3};
	all->numbers = (struct numbers){list_of_numbers, 3};
	parts[1].name = "two";
	parts[1].day = 17897;
	all->parts = (struct records){parts, 2};
}

static const char filled_bytes[] = "\xab"
				   "\x01\x6aSITI \"x\\y\""
				   "\x03\x70"
				   "3173011503859901"
				   "\x05\x1a\xff\xff\xff\xff"
				   "\x07\x20"
				   "\x16\x00"
				   "\x18\x18\x50\xab\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
				   "\x18\x1a\x42\0\1"
				   "\x18\xff\x83\x61"
				   "a\x60\x62\xc3\xa9"
				   "\x19\x01\x01\x83\x00\x20\x19\x45\xe9"
				   "\x19\x01\x03\x83\x00\x19\x07\xe2\x1a\xff\xff\xff\xff"
				   "\x19\x01\x2c\x82\xa0\xa2\x02\x63two\x18\x1e\x19\x45\xe9";

static const char filled_text[] =
	"{text: \"SITI \\\"x\\\\y\\\"\", secret: \"317301******9901\", number: 4294967295, "
	"instant: 1970-01-01 06.59, day: 1970-01-01, id: ab000000000000000000000000000000, "
	"bytes: 0001, texts: [\"a\", \"\", \"\u00e9\"], dates: [1970-01-01, 1969-12-31, "
	"2019-01-01], "
	"numbers: [0, 2018, 4294967295], parts: [{}, {name: \"two\", day: 2019-01-01}]}";

static void test_all_types(void **state)
{
	struct arena arena = {0};
	struct buf out = BUF_EMPTY;
	struct part parts[2];
	struct all all, again;

	(void)state;
	fill(&all, parts);
	encode(&all, &out);
	expect_bytes(&out, filled_bytes, sizeof(filled_bytes) - 1);
	assert_int_equal(decode(buf_bytes(&out), &arena, &again), STATUS_OK);
	buf_clear(&out);
	encode(&again, &out);
	expect_bytes(&out, filled_bytes, sizeof(filled_bytes) - 1);
	buf_clear(&out);
	record_print(&all_type, &again, &out, NULL, NULL);
	assert_string_equal(buf_text(&out), filled_text);
	buf_release(&out);
	arena_release(&arena);
}

static void add_tag(void *context, const char *secret, struct buf *out)
{
	buf_printf(out, "#%s%zu", (const char *)context, strlen(secret));
}

static void test_print_tag(void **state)
{
	char context[] = "t";
	struct buf out = BUF_EMPTY;
	struct all all;

	(void)state;
	record_clear(&all_type, &all);
	record_print(&all_type, &all, &out, add_tag, context);
	assert_string_equal(buf_text(&out), "{}");
	buf_clear(&out);
	all.secret = "31730115";
	all.number = 7;
	record_print(&all_type, &all, &out, add_tag, context);
	assert_string_equal(buf_text(&out), "{secret: \"****************\" #t8, number: 7}");
	buf_release(&out);
}

/* Text of others that breaks F11 is read as it stands and is safe when shown. */
static void test_foreign_text(void **state)
{
	static const uint8_t bytes[] = {0xa1, 0x01, 0x65, 'a', 0x1b, '[', '\n', 'b'};
	struct arena arena = {0};
	struct all all;

	(void)state;
	assert_int_equal(decode(BYTES_OF(bytes), &arena, &all), STATUS_OK);
	assert_string_equal(all.text, "a\x1b[\nb");
	expect_printed(&all, "{text: \"a\\u001b[\\u000ab\"}");
	expect_refused(&all, "\"text\"");
	arena_release(&arena);
}

static void test_unknown_fields(void **state)
{
	static const uint8_t bytes[] = {
		0xa6, 0x00, 0xf5,                                           /* before all */
		0x05, 0x07,                                                 /* number */
		0x06, 0x82, 0x01, 0x61, 'x',                                /* between */
		0x17, 0x41, 0xf0, 0x19, 0x01, 0x2c, 0x81, 0xa1, 0x03, 0xf6, /* inside of a part */
		0x19, 0x01, 0x2d, 0x20,                                     /* behind all */
	};
	struct arena arena = {0};
	struct buf out = BUF_EMPTY;
	struct all all;

	(void)state;
	assert_int_equal(decode(BYTES_OF(bytes), &arena, &all), STATUS_OK);
	assert_int_equal(all.base.unknown_count, 4);
	encode(&all, &out);
	expect_bytes(&out, bytes, sizeof(bytes));
	expect_printed(&all, "{number: 7, parts: [{3: null}], 0: true, 6: [1, \"x\"], 23: h'f0', "
			     "301: -1}");

	/* A change of what is known leaves the unknown where it was. */
	all.number = 0;
	all.secret = "s";
	buf_clear(&out);
	encode(&all, &out);
	assert_memory_equal(out.ptr, "\xa6\x00\xf5\x03\x61s\x06\x82", 8);
	buf_release(&out);
	arena_release(&arena);
}

/* Depth counts from the record, wherever the unknown field is. */
static void test_depth(void **state)
{
	struct arena arena = {0};
	struct buf out = BUF_EMPTY;
	struct all all;

	(void)state;
	for (int depth = 0; depth <= CBOR_DEPTH_MAX; depth++) {
		buf_clear(&out);
		cbor_put_map(&out, 1);
		cbor_put_uint(&out, 2);
		for (int i = 0; i < depth; i++)
			cbor_put_array(&out, 1);
		cbor_put_null(&out);
		assert_int_equal(decode(buf_bytes(&out), &arena, &all),
			depth < CBOR_DEPTH_MAX ? STATUS_OK : STATUS_DAMAGED);
	}
	buf_release(&out);
	arena_release(&arena);
}

/* Random records. What the seed makes is the same in every run. */

static uint32_t below(struct seeded *seeded, uint32_t bound)
{
	return seeded_below(seeded, bound);
}

static void add_random_item(struct seeded *seeded, struct buf *out, int depth)
{
	uint32_t count = below(seeded, 4);

	switch (below(seeded, depth > 0 ? 8 : 6)) {
	case 0:
		cbor_put_uint(out, below(seeded, UINT32_MAX) >> below(seeded, 32));
		break;
	case 1:
		cbor_put_int(out, -1 - (int64_t)below(seeded, 100000));
		break;
	case 2:
		cbor_put_bytes(out, (struct bytes){(const uint8_t *)"bytes", count});
		break;
	case 3:
		cbor_put_text(out, "text", count);
		break;
	case 4:
		cbor_put_bool(out, count > 1);
		break;
	case 5:
		cbor_put_null(out);
		break;
	case 6:
		cbor_put_array(out, count);
		while (count-- > 0)
			add_random_item(seeded, out, depth - 1);
		break;
	default:
		cbor_put_map(out, count);
		for (uint32_t i = 0; i < count; i++) {
			cbor_put_uint(out, 10 * i + below(seeded, 10));
			add_random_item(seeded, out, depth - 1);
		}
	}
}

static void add_random_known(struct seeded *seeded, struct buf *out, unsigned key)
{
	uint32_t count = 1 + below(seeded, 3);

	switch (key) {
	case 1:
	case 3:
		cbor_put_text(out, "abcd", count);
		break;
	case 5:
		cbor_put_uint(out, 1 + below(seeded, UINT32_MAX));
		break;
	case 7:
	case 22:
		cbor_put_int(out, (int64_t)below(seeded, 50000) - 60000);
		break;
	case 24:
		cbor_put_bytes(out, (struct bytes){(const uint8_t *)"0123456789abcdef", 16});
		break;
	case 26:
		cbor_put_bytes(out, (struct bytes){(const uint8_t *)"\0\0\0", count});
		break;
	default:
		cbor_put_array(out, count);
		while (count-- > 0 && key != 300) {
			if (key == 255)
				cbor_put_text(out, "", 0);
			else
				cbor_put_uint(out, below(seeded, 60000));
		}
	}
}

static void add_random_part(struct seeded *seeded, struct buf *out)
{
	uint32_t extra = below(seeded, 3);

	cbor_put_map(out, 1 + extra);
	cbor_put_uint(out, 2);
	cbor_put_text(out, "part", 4);
	for (uint32_t i = 0; i < extra; i++) {
		cbor_put_uint(out, 3 + 400 * i);
		add_random_item(seeded, out, 2);
	}
}

/* A map of known and unknown keys in their order. */
static size_t add_random_record(struct seeded *seeded, struct buf *out)
{
	struct buf pairs = BUF_EMPTY;
	size_t count = 0, unknown = 0;

	for (unsigned key = 0, next = 0; key < 330; key++) {
		bool known = next < all_type.count && all_fields[next].key == key;

		next += known;
		if (below(seeded, known ? 2 : 40) != 0)
			continue;
		cbor_put_uint(&pairs, key);
		count++;
		unknown += !known;
		if (!known)
			add_random_item(seeded, &pairs, 4);
		else if (key != 300)
			add_random_known(seeded, &pairs, key);
		if (known && key == 300) {
			cbor_put_array(&pairs, 2);
			add_random_part(seeded, &pairs);
			add_random_part(seeded, &pairs);
		}
	}
	cbor_put_map(out, count);
	buf_add(out, buf_text(&pairs), pairs.len);
	buf_release(&pairs);
	return unknown;
}

static void test_random_records(void **state)
{
	struct seeded seeded;

	(void)state;
	seeded_start(&seeded, 94);
	for (int round = 0; round < 3000; round++) {
		struct buf in = BUF_EMPTY, out = BUF_EMPTY;
		struct arena arena = {0};
		struct all all;
		size_t unknown = add_random_record(&seeded, &in);

		assert_int_equal(decode(buf_bytes(&in), &arena, &all), STATUS_OK);
		assert_int_equal(all.base.unknown_count, unknown);
		encode(&all, &out);
		expect_bytes(&out, in.ptr, in.len);
		buf_clear(&out);
		record_print(&all_type, &all, &out, NULL, NULL);
		assert_null(strstr(buf_text(&out), "malformed"));
		buf_release(&in);
		buf_release(&out);
		arena_release(&arena);
	}
}

/* Damaged bytes either fail, or are another record, and then they are the one way to write it. */
static void check_damaged(const struct buf *bytes)
{
	struct arena arena = {0};
	struct buf out = BUF_EMPTY;
	struct all all;

	if (record_decode(&all_type, buf_bytes(bytes), &arena, &all, NULL) == STATUS_OK) {
		if (record_encode(&all_type, &all, &out, NULL) == STATUS_OK)
			expect_bytes(&out, bytes->ptr, bytes->len);
		buf_clear(&out);
		record_print(&all_type, &all, &out, NULL, NULL);
		assert_true(text_check(buf_text(&out), out.len) || out.len > TEXT_MAX);
	} else {
		expect_printed(&all, "{}");
	}
	buf_release(&out);
	arena_release(&arena);
}

static void test_random_damage(void **state)
{
	struct seeded seeded;

	(void)state;
	seeded_start(&seeded, 2019);
	for (int round = 0; round < 20000; round++) {
		struct buf bytes = BUF_EMPTY;
		uint32_t changes = 1 + below(&seeded, 3);

		if (round % 2)
			buf_add(&bytes, filled_bytes, sizeof(filled_bytes) - 1);
		else
			add_random_record(&seeded, &bytes);
		for (; changes > 0; changes--)
			bytes.ptr[below(&seeded, (uint32_t)bytes.len)] =
				(uint8_t)below(&seeded, 256);
		if (below(&seeded, 10) == 0)
			bytes.len = below(&seeded, (uint32_t)bytes.len);
		check_damaged(&bytes);
		buf_release(&bytes);
	}
}

/* Field by field one record becomes another of its type. */
static void test_fields_compared_and_copied(void **state)
{
	struct part parts[2];
	struct all full, other;

	(void)state;
	fill(&full, parts);
	record_clear(&all_type, &other);
	assert_true(record_equal(&all_type, &full, &full));
	for (size_t i = 0; i < all_type.count; i++) {
		const struct record_field *field = &all_type.field[i];

		assert_false(record_equal(&all_type, &full, &other));
		assert_false(record_field_equal(field, &full, &other));
		record_field_copy(field, &other, &full);
		assert_true(record_field_equal(field, &full, &other));
	}
	assert_true(record_equal(&all_type, &full, &other));
	parts[1] = parts[0]; /* both have the same list; another record has its own */
	assert_true(record_equal(&all_type, &full, &other));
	other.parts.count = 1;
	assert_false(record_equal(&all_type, &full, &other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_null_texts),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_too_long_to_read),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_sentence_tells_no_secret),
		cmocka_unit_test(test_all_types),
		cmocka_unit_test(test_print_tag),
		cmocka_unit_test(test_foreign_text),
		cmocka_unit_test(test_unknown_fields),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_random_records),
		cmocka_unit_test(test_random_damage),
		cmocka_unit_test(test_fields_compared_and_copied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
