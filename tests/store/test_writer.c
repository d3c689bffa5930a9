/* SPDX-License-Identifier: BSD-2-Clause */
/* A birth binds a writer to its officer: a changed byte or another writer's name is no birth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "store/writer.h"

static void test_birth(void **state)
{
	(void)state;
	struct key_ring *ring = key_ring_new();
	struct writer writer;
	struct birth birth = {.programme = random_id(), .officer = random_id(), .device = random_id(),
			      .version = {(const uint8_t *)"0.1.0", 5}}, read;
	struct buf payload = BUF_EMPTY;

	key_ring_draw_seed(ring);
	writer_draw(&writer, 1563240060);
	assert_int_equal(get_be32(writer.id.byte), 1563240060);
	memcpy(birth.public_key, writer.public_key, SIGN_KEY_SIZE);
	memcpy(birth.officer_key, ring->sign_key, SIGN_KEY_SIZE);
	birth_put(&payload, &birth, ring);
	assert_true(birth_parse(&read, buf_bytes(&payload), &writer.id));
	assert_true(id_equal(&read.officer, &birth.officer));
	assert_true(id_equal(&read.device, &birth.device));
	for (size_t i = 0; i < payload.len; i++) {
		payload.ptr[i] ^= 1;
		assert_false(birth_parse(&read, buf_bytes(&payload), &writer.id));
		payload.ptr[i] ^= 1;
	}
	for (size_t len = 0; len < payload.len; len++)
		assert_false(birth_parse(&read, (struct bytes){payload.ptr, len}, &writer.id));
	writer.id.byte[15] ^= 1;
	assert_false(birth_parse(&read, buf_bytes(&payload), &writer.id));
	buf_release(&payload);
	key_ring_free(ring);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_birth)};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
