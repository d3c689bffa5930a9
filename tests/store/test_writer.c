/* SPDX-License-Identifier: BSD-2-Clause */
/* A birth binds a writer to its officer: a changed byte or another writer's name is no birth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "store/inside.h"
#include "store/try_store.h"

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

/* For many keys and messages, as libsodium's own: the scalars are drawn, and mistakes in carrying rare. */
static void test_a_signature_made_ahead_is_as_good_as_another(void **state)
{
	(void)state;
	struct sign_ahead ahead = {0};
	uint8_t signature[SIGNATURE_SIZE], earlier[32] = {0}, text[50];
	struct writer writer;

	for (unsigned i = 0; i < 500; i++) {
		const struct bytes message = {text, i % sizeof(text)};

		writer_draw(&writer, 1563240060);
		random_bytes(text, sizeof(text));
		sign_prepare(&ahead);
		assert_true(ahead.ready);
		sign_prepared(signature, &ahead, writer.secret, "okoce test", message);
		assert_true(sign_verify(signature, writer.public_key, "okoce test", message));
		assert_false(sign_verify(signature, writer.public_key, "okoce tesu", message));
		assert_memory_not_equal(signature, earlier, sizeof(earlier));
		memcpy(earlier, signature, sizeof(earlier));
	}
}

static void test_what_was_made_ahead_is_used_once(void **state)
{
	(void)state;
	const struct bytes message = {(const uint8_t *)"hadir", 5};
	struct sign_ahead ahead = {0}, none = {0};
	uint8_t first[SIGNATURE_SIZE], second[SIGNATURE_SIZE], plain[SIGNATURE_SIZE];
	struct writer writer;

	writer_draw(&writer, 1563240060);
	sign_prepare(&ahead);
	sign_prepared(first, &ahead, writer.secret, "okoce test", message);
	assert_memory_equal(&ahead, &none, sizeof(none));
	sign_prepared(second, &ahead, writer.secret, "okoce test", message);
	sign_message(plain, writer.secret, "okoce test", message);
	assert_memory_equal(second, plain, sizeof(plain)); /* none was ready */
	assert_memory_not_equal(first, second, 32);
}

/* Nor is it used twice by the store, whatever becomes of the commit that used it. */
static void test_a_commit_uses_up_what_was_made_ahead(void **state)
{
	(void)state;
	struct store *store = try_create(try_path("ahead.okoce"), NULL);
	const struct id person = try_person(1);

	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	assert_false(store->ahead.ready);
	store_catch_up(store);
	assert_true(store->ahead.ready);
	try_attend(store, &person, 1, ATTENDANCE_SICK);
	assert_false(store->ahead.ready);
	store_catch_up(store);
	store_lock(store);
	assert_false(store->ahead.ready);
	store_close(store);
}

static void put_digest(void *context, uint8_t out[DIGEST_SIZE])
{
	unsigned *asked = context;

	++*asked;
	memset(out, 0x5a, DIGEST_SIZE);
}

static bool last_birth(void *context, const struct story *story)
{
	if (story->entry->header.kind == ENTRY_BIRTH)
		assert_true(birth_parse(context, story->entry->payload, &story->entry->id.writer));
	return true;
}

static void test_the_digest_of_the_yaml_is_asked_at_a_birth(void **state)
{
	(void)state;
	const char *path = try_path("digest.okoce");
	const struct id person = try_person(1);
	struct store_options options = try_options();
	uint8_t expected[DIGEST_SIZE] = {0};
	struct birth birth = {.officer = person};
	struct err err = {STATUS_OK, ""};
	struct store *store = try_create(path, NULL);
	unsigned asked = 0;

	assert_int_equal(store_history(store, last_birth, &birth, &err), STATUS_OK);
	assert_memory_equal(birth.conf_digest, expected, DIGEST_SIZE);
	store_close(store);
	options.conf_digest = put_digest;
	options.conf_context = &asked;
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	assert_int_equal(store_unlock(store, NULL, NULL, &err), STATUS_OK);
	assert_int_equal(asked, 0); /* who only looks waits for no YAML */
	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	try_attend(store, &person, 1, ATTENDANCE_SICK);
	assert_int_equal(asked, 1);
	assert_int_equal(store_history(store, last_birth, &birth, &err), STATUS_OK);
	memset(expected, 0x5a, DIGEST_SIZE);
	assert_memory_equal(birth.conf_digest, expected, DIGEST_SIZE);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_birth),
		cmocka_unit_test(test_a_signature_made_ahead_is_as_good_as_another),
		cmocka_unit_test(test_what_was_made_ahead_is_used_once),
		cmocka_unit_test(test_a_commit_uses_up_what_was_made_ahead),
		cmocka_unit_test(test_the_digest_of_the_yaml_is_asked_at_a_birth),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
