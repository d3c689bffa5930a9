/* SPDX-License-Identifier: BSD-2-Clause */
/* base/cbor.h against libcbor, with random items, and with damaged ones. */
#include "base/cbor.h"
#include "base/random.h"
#include "cbor_oracle.h"
#include "cbor_try.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Valgrind is thirty times slower: there fewer rounds have to do. */
static int rounds(int count)
{
	return getenv("UNDER_VALGRIND") ? count / 20 : count;
}

static void put_random(struct buf *out, struct seeded *seeded, int depth);

static void put_random_map(struct buf *out, struct seeded *seeded, int depth)
{
	size_t pairs = seeded_below(seeded, 5);
	uint64_t key = seeded_below(seeded, 3);

	cbor_put_map(out, pairs);
	for (size_t i = 0; i < pairs; i++) {
		cbor_put_uint(out, key);
		key += 1 + seeded_below(seeded, 300);
		put_random(out, seeded, depth - 1);
	}
}

static void put_random_array(struct buf *out, struct seeded *seeded, int depth)
{
	size_t count = seeded_below(seeded, 5);

	cbor_put_array(out, count);
	for (size_t i = 0; i < count; i++)
		put_random(out, seeded, depth - 1);
}

static void put_random(struct buf *out, struct seeded *seeded, int depth)
{
	static const char text[] = "Siti Nurul \xc3\xa9\xe2\x82\xac, S.E., Jalan Daan Mogot";
	uint64_t value = (uint64_t)seeded_below(seeded, UINT32_MAX) << seeded_below(seeded, 32);

	switch (seeded_below(seeded, depth > 0 ? 8 : 6)) {
	case 0:
		cbor_put_uint(out, value >> seeded_below(seeded, 63));
		break;
	case 1:
		cbor_put_int(out, -(int64_t)(value >> (1 + seeded_below(seeded, 62))));
		break;
	case 2:
		cbor_put_bytes(
			out, (struct bytes){(const uint8_t *)text, seeded_below(seeded, 30)});
		break;
	case 3:
		cbor_put_text(out, text, seeded_below(seeded, 2) ? sizeof(text) - 1 : 11);
		break;
	case 4:
		cbor_put_bool(out, seeded_below(seeded, 2));
		break;
	case 5:
		cbor_put_null(out);
		break;
	case 6:
		put_random_array(out, seeded, depth);
		break;
	default:
		put_random_map(out, seeded, depth);
	}
}

static void libcbor_reads_what_we_write(void **state)
{
	struct buf bytes = BUF_EMPTY;
	struct seeded seeded;

	(void)state;
	seeded_start(&seeded, 20190716);
	for (int round = 0; round < rounds(5000); round++) {
		buf_clear(&bytes);
		put_random(&bytes, &seeded, 1 + round % 6);
		assert_true(try_accepted(buf_bytes(&bytes)));
		try_canonical(buf_bytes(&bytes));
	}
	buf_release(&bytes);
}

static void we_read_what_libcbor_writes(void **state)
{
	struct buf bytes = BUF_EMPTY;
	struct seeded seeded;

	(void)state;
	seeded_start(&seeded, 8949);
	for (int round = 0; round < rounds(5000); round++) {
		buf_clear(&bytes);
		oracle_random(&bytes, &seeded, 1 + round % 6);
		assert_true(try_accepted(buf_bytes(&bytes)));
		try_canonical(buf_bytes(&bytes));
	}
	buf_release(&bytes);
}

/* Every shorter part of an item is refused. */
static void try_truncated(struct bytes bytes)
{
	for (size_t len = 0; len < bytes.len; len++) {
		struct bytes part = try_copy((struct bytes){bytes.ptr, len});

		assert_false(try_accepted(part));
		free((void *)part.ptr);
	}
}

/* With any other value of any byte it is refused, or another item that has this one encoding. */
static void try_flipped(struct bytes bytes)
{
	struct bytes copy = try_copy(bytes);
	uint8_t *changed = (uint8_t *)copy.ptr;
	struct buf shown = BUF_EMPTY;

	for (size_t at = 0; at < bytes.len; at++) {
		for (int flip = 1; flip < 256; flip++) {
			changed[at] = bytes.ptr[at] ^ (uint8_t)flip;
			if (try_accepted(copy))
				try_canonical(copy);
			buf_clear(&shown);
			cbor_diagnose(&shown, copy);
		}
		changed[at] = bytes.ptr[at];
	}
	buf_release(&shown);
	free(changed);
}

static void damage_never_crashes_and_never_yields_a_second_encoding(void **state)
{
	struct buf bytes = BUF_EMPTY;
	struct seeded seeded;

	(void)state;
	seeded_start(&seeded, 41);
	for (int round = 0; round < rounds(20); round++) {
		buf_clear(&bytes);
		while (bytes.len < 2 || bytes.len > 120) {
			buf_clear(&bytes);
			put_random(&bytes, &seeded, 4);
		}
		try_truncated(buf_bytes(&bytes));
		try_flipped(buf_bytes(&bytes));
	}
	buf_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(libcbor_reads_what_we_write),
		cmocka_unit_test(we_read_what_libcbor_writes),
		cmocka_unit_test(damage_never_crashes_and_never_yields_a_second_encoding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
