/* SPDX-License-Identifier: BSD-2-Clause */
#include "cbor_try.h"
#include "cbor_oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct bytes try_copy(struct bytes bytes)
{
	uint8_t *copy = malloc(bytes.len ? bytes.len : 1);

	assert_non_null(copy);
	if (bytes.len > 0)
		memcpy(copy, bytes.ptr, bytes.len);
	return (struct bytes){copy, bytes.len};
}

bool try_accepted(struct bytes bytes)
{
	struct cbor cbor;
	struct bytes item;

	cbor_open(&cbor, bytes);
	item = cbor_skip(&cbor);
	if (!cbor_at_end(&cbor)) {
		assert_int_equal(cbor_ok(&cbor) ? 0 : item.len, 0);
		return false;
	}
	assert_ptr_equal(item.ptr, bytes.ptr);
	assert_int_equal(item.len, bytes.len);
	return true;
}

static void rewrite(struct buf *out, struct cbor *cbor);

static void rewrite_container(struct buf *out, struct cbor *cbor, bool map)
{
	size_t count = map ? cbor_map(cbor) : cbor_array(cbor);

	if (map)
		cbor_put_map(out, count);
	else
		cbor_put_array(out, count);
	for (size_t i = 0; i < (map ? 2 * count : count); i++)
		rewrite(out, cbor);
}

/* Reads one item with our reader and writes it with our writer. */
static void rewrite(struct buf *out, struct cbor *cbor)
{
	enum cbor_type type = cbor_peek(cbor);
	struct bytes text;

	if (type == CBOR_UINT)
		cbor_put_uint(out, cbor_uint(cbor));
	else if (type == CBOR_NEGATIVE)
		cbor_put_int(out, cbor_int(cbor));
	else if (type == CBOR_BYTES)
		cbor_put_bytes(out, cbor_bytes(cbor));
	else if (type == CBOR_BOOL)
		cbor_put_bool(out, cbor_bool(cbor));
	else if (type == CBOR_ARRAY || type == CBOR_MAP)
		rewrite_container(out, cbor, type == CBOR_MAP);
	else if (type == CBOR_TEXT) {
		text = cbor_text(cbor);
		cbor_put_text(out, (const char *)text.ptr, text.len);
	} else {
		cbor_null(cbor);
		cbor_put_null(out);
	}
}

void try_canonical(struct bytes bytes)
{
	struct buf ours = BUF_EMPTY;
	struct buf theirs = BUF_EMPTY;
	struct cbor cbor;

	cbor_open(&cbor, bytes);
	rewrite(&ours, &cbor);
	assert_true(cbor_at_end(&cbor));
	assert_true(bytes_equal(buf_bytes(&ours), bytes));
	assert_true(oracle_rewrite(&theirs, bytes));
	assert_true(bytes_equal(buf_bytes(&theirs), bytes));
	buf_clear(&ours);
	buf_clear(&theirs);
	cbor_diagnose(&ours, bytes);
	assert_true(oracle_diagnose(&theirs, bytes));
	assert_string_equal(buf_text(&ours), buf_text(&theirs));
	buf_release(&ours);
	buf_release(&theirs);
}
