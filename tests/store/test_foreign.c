/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries that are sealed and signed as they must be, and say what no okoce says: made by a program
 * with a fault, or by an officer who means harm. None may crash, hang, or show half of itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/random.h"
#include "store/check.h"
#include "store/inside.h"
#include "store/try_store.h"
#include "store/verify.h"

#define MONDAY 1551661200
/* What takes the square of a number in a file takes minutes here, and is ended by the system. */
#define CPU_SECONDS 60

static bool is_slow(void)
{
	return getenv("UNDER_VALGRIND") != NULL;
}

/* --- A writer of its own ----------------------------------------------------------------------------- */

static void append(struct store *store, struct db_txn *txn, struct writer *writer, struct entry_header header,
		   struct bytes payload, struct bytes plain)
{
	struct event_id event = {.writer = writer->id, .seq = writer->seq + 1};
	struct buf bytes = BUF_EMPTY, body = BUF_EMPTY, value = BUF_EMPTY;
	uint8_t key[ENTRY_KEY_SIZE], hash[DIGEST_SIZE], signature[SIGNATURE_SIZE];

	header.has_prev = writer->seq > 0;
	header.time = MONDAY;
	memcpy(header.prev, writer->chain, DIGEST_SIZE);
	entry_header_put(&bytes, &header);
	buf_add(&body, payload.ptr, payload.len);
	if (plain.len > 0)
		seal_payload(&body, store->ring->payload_key, &store->meta.programme, &event,
			     buf_bytes(&bytes), plain);
	payload_digest(hash, buf_bytes(&body));
	entry_chain(writer->chain, &store->meta.programme, &event, &header, buf_bytes(&bytes), hash);
	memcpy(event.tag, writer->chain, ENTRY_TAG_SIZE);
	sign_message(signature, writer->secret, "okoce entry 1", BYTES_OF(writer->chain));
	entry_put(&value, buf_bytes(&bytes), buf_bytes(&body), signature);
	entry_key(key, &event);
	db_put(txn, BYTES_OF(key), buf_bytes(&value));
	writer->seq = event.seq;
	buf_release(&bytes);
	buf_release(&body);
	buf_release(&value);
}

static void give_birth(struct store *store, struct db_txn *txn, struct writer *writer)
{
	struct birth birth = {.programme = store->meta.programme, .officer = store->officer,
			      .version = {(const uint8_t *)"9", 1}};
	struct entry_header header = {.lamport = 1, .kind = ENTRY_BIRTH};
	struct buf payload = BUF_EMPTY;

	writer_draw(writer, MONDAY);
	memcpy(birth.public_key, writer->public_key, SIGN_KEY_SIZE);
	memcpy(birth.officer_key, store->ring->sign_key, SIGN_KEY_SIZE);
	birth_put(&payload, &birth, store->ring);
	append(store, txn, writer, header, buf_bytes(&payload), BYTES_NONE);
	buf_release(&payload);
}

/* Appends `count` entries of a new writer that say this, and opens the file anew. */
static struct store *say(struct store *store, const char *path, const struct buf *plain, size_t count,
			 uint64_t lamport)
{
	struct entry_header header = {.lamport = lamport, .has_key = true};
	struct err err = {STATUS_OK, ""};
	struct writer writer;
	struct db_txn *txn;

	memcpy(header.key_id, store->ring->key_id, KEY_ID_SIZE);
	assert_int_equal(db_begin(store->db, true, &txn, &err), STATUS_OK);
	give_birth(store, txn, &writer);
	for (size_t i = 0; i < count; i++)
		append(store, txn, &writer, header, BYTES_NONE, buf_bytes(plain));
	assert_int_equal(db_commit(txn, &err), STATUS_OK);
	store_close(store);
	return try_open(path, NULL);
}

/* --- What it says -------------------------------------------------------------------------------------- */

static void add_value(struct buf *out, uint32_t status)
{
	cbor_put_map(out, 1);
	cbor_put_uint(out, 1);
	cbor_put_uint(out, status);
}

/* An operation of `values` equal values that supersedes `superseded` events that are nowhere. */
static void add_operation(struct buf *out, struct bytes key, size_t values, size_t superseded)
{
	cbor_put_array(out, 3);
	buf_add(out, key.ptr, key.len);
	cbor_put_array(out, values);
	for (size_t i = 0; i < values; i++)
		add_value(out, ATTENDANCE_SICK);
	cbor_put_array(out, superseded);
	for (size_t i = 0; i < superseded; i++) {
		uint8_t event[EVENT_ID_SIZE];

		random_bytes(event, sizeof(event));
		cbor_put_bytes(out, BYTES_OF(event));
	}
}

static struct register_key key_of(unsigned person)
{
	struct id id = try_person(person);
	return try_key(&id);
}

static size_t findings_of(const char *path)
{
	struct check check = {.path = path};
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_check(&check, &err), STATUS_FINDINGS);
	return check.findings;
}

/* An entry of `count` operations, framed, is left out whole, and a change goes in after it. */
static void assert_left_out(const char *name, const struct buf *operations, size_t count)
{
	const char *path = try_path(name);
	struct store *store = try_create(path, NULL);
	struct buf plain = BUF_EMPTY;
	struct id person = try_person(1);
	struct register_key key = key_of(1);

	payload_put(&plain, buf_bytes(operations), count);
	store = say(store, path, &plain, 1, 100);
	assert_int_equal(store_left_out(store), 1);
	assert_null(view_find(store_view(store), register_bytes(&key)));
	assert_int_equal(try_status(store, &person), 0);
	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	store_close(store);
	assert_int_equal(findings_of(path), 1);
	buf_release(&plain);
}

static void test_a_register_twice_in_an_entry(void **state)
{
	(void)state;
	struct buf operations = BUF_EMPTY;
	struct register_key key = key_of(1);

	add_operation(&operations, register_bytes(&key), 5, 0);
	add_operation(&operations, register_bytes(&key), 0, 0);
	assert_left_out("twice.okoce", &operations, 2);
	buf_release(&operations);
}

static void test_no_register(void **state)
{
	(void)state;
	struct buf operations = BUF_EMPTY, key = BUF_EMPTY;
	struct register_key good = key_of(1);
	uint8_t letters[400];

	memset(letters, 'a', sizeof(letters));
	cbor_put_array(&key, 2);
	cbor_put_uint(&key, REGISTER_CONF);
	cbor_put_text(&key, (const char *)letters, sizeof(letters));
	add_operation(&operations, register_bytes(&good), 1, 0);
	add_operation(&operations, buf_bytes(&key), 1, 0);
	assert_left_out("long.okoce", &operations, 2);
	buf_clear(&key);
	buf_clear(&operations);
	cbor_put_uint(&key, 7);
	add_operation(&operations, register_bytes(&good), 1, 0);
	add_operation(&operations, buf_bytes(&key), 1, 0);
	assert_left_out("number.okoce", &operations, 2);
	buf_release(&operations);
	buf_release(&key);
}

/* The first operation is sound: half of an entry is shown as little as the rest. */
static void test_an_entry_that_breaks_off(void **state)
{
	(void)state;
	struct buf operations = BUF_EMPTY;
	struct register_key key = key_of(1), other = key_of(2);

	add_operation(&operations, register_bytes(&key), 1, 0);
	add_operation(&operations, register_bytes(&other), 1, 3);
	operations.len -= 5;
	assert_left_out("broken.okoce", &operations, 2);
	buf_release(&operations);
}

static void test_too_many_operations(void **state)
{
	(void)state;
	struct buf operations = BUF_EMPTY;

	for (unsigned i = 0; i <= PAYLOAD_OPERATIONS_MAX; i++) {
		struct register_key key = key_of(i);
		add_operation(&operations, register_bytes(&key), 1, 0);
	}
	assert_left_out("many.okoce", &operations, PAYLOAD_OPERATIONS_MAX + 1);
	buf_release(&operations);
}

/* The greatest counter there is orders, and bars no way (MERGE 6). */
static void test_a_counter_at_its_end(void **state)
{
	(void)state;
	const char *path = try_path("counter.okoce");
	struct store *store = try_create(path, NULL);
	struct buf operations = BUF_EMPTY, plain = BUF_EMPTY;
	struct register_key key = key_of(1);
	struct id person = try_person(1);
	struct err err = {STATUS_OK, ""};

	add_operation(&operations, register_bytes(&key), 1, 0);
	payload_put(&plain, buf_bytes(&operations), 1);
	store = say(store, path, &plain, 1, UINT64_MAX);
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK);
	assert_true(store->lamport == LAMPORT_MAX);
	struct action_id done = try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	assert_true(store->lamport == LAMPORT_MAX);
	store_close(store);
	store = try_open(path, NULL);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	assert_int_equal(store_undo(store, &done, NULL, &err), STATUS_OK);
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK);
	store_close(store);
	buf_release(&operations);
	buf_release(&plain);
}

static void test_thousands_of_values(void **state)
{
	(void)state;
	const char *path = try_path("values.okoce");
	struct store *store = try_create(path, NULL);
	const size_t values = is_slow() ? 1000 : 20000, entries = is_slow() ? 2 : 20;
	struct buf operations = BUF_EMPTY, plain = BUF_EMPTY;
	struct register_key key = key_of(1);
	struct arena arena = {0};
	struct fact *fact;
	size_t count;
	struct err err = {STATUS_OK, ""};

	add_operation(&operations, register_bytes(&key), values, 0);
	payload_put(&plain, buf_bytes(&operations), 1);
	store = say(store, path, &plain, entries, 100);
	assert_int_equal(store_left_out(store), 0);
	assert_int_equal(store_facts(store, register_bytes(&key), &arena, &fact, &count, &err), STATUS_OK);
	assert_int_equal(count, values * entries);
	for (size_t i = 1; i < count; i++)
		assert_true(event_compare(&fact[i - 1].event, &fact[i].event) >= 0);
	arena_release(&arena);
	store_close(store);
	buf_release(&operations);
	buf_release(&plain);
}

static void test_thousands_that_supersede_what_is_nowhere(void **state)
{
	(void)state;
	const char *path = try_path("ghosts.okoce");
	struct store *store = try_create(path, NULL);
	struct buf operations = BUF_EMPTY, plain = BUF_EMPTY;
	struct register_key key = key_of(1);
	struct id person = try_person(1);

	add_operation(&operations, register_bytes(&key), 1, 2000);
	payload_put(&plain, buf_bytes(&operations), 1);
	store = say(store, path, &plain, is_slow() ? 10 : 1000, 100);
	assert_int_equal(store_left_out(store), 0);
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK);
	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	store_close(store);
	buf_release(&operations);
	buf_release(&plain);
}

/* --- Forks, for which no key is needed ---------------------------------------------------------------- */

struct record {
	uint8_t key[ENTRY_KEY_SIZE], chain[DIGEST_SIZE];
	struct buf value;
};

static void make_fork(struct record *record, const struct id *programme, const struct record *parent,
		      uint32_t seq, uint64_t number)
{
	struct entry_header header = {.lamport = number + 1, .time = MONDAY, .has_prev = parent};
	struct event_id event = {.seq = seq};
	uint8_t hash[DIGEST_SIZE];
	struct buf bytes = BUF_EMPTY;

	if (parent)
		memcpy(header.prev, parent->chain, DIGEST_SIZE);
	entry_header_put(&bytes, &header);
	payload_digest(hash, BYTES_NONE);
	entry_chain(record->chain, programme, &event, &header, buf_bytes(&bytes), hash);
	memcpy(event.tag, record->chain, ENTRY_TAG_SIZE);
	entry_key(record->key, &event);
	entry_put(&record->value, buf_bytes(&bytes), BYTES_NONE, NULL);
	buf_release(&bytes);
}

static int compare_records(const void *left, const void *right)
{
	const struct record *a = left, *b = right;
	return memcmp(a->key, b->key, ENTRY_KEY_SIZE);
}

static void count_gaps(void *context, enum verify_kind kind, const struct event_id *event)
{
	size_t *gaps = context;

	(void)event;
	*gaps += kind == VERIFY_GAP || kind == VERIFY_NAME || kind == VERIFY_UNREADABLE;
}

static void test_thousands_of_forks(void **state)
{
	(void)state;
	const size_t forks = is_slow() ? 500 : 50000;
	struct record *record = test_calloc(2 * forks, sizeof(*record));
	size_t gaps = 0;
	struct verify verify = {.programme = {{1}}, .found = count_gaps, .context = &gaps};

	for (size_t i = 0; i < forks; i++)
		make_fork(&record[i], &verify.programme, NULL, 1, i);
	for (size_t i = 0; i < forks; i++)
		make_fork(&record[forks + i], &verify.programme, &record[i], 2, i);
	qsort(record, 2 * forks, sizeof(*record), compare_records);
	for (size_t i = 0; i < 2 * forks; i++)
		verify_entry(&verify, BYTES_OF(record[i].key), buf_bytes(&record[i].value));
	verify_end(&verify);
	assert_int_equal(verify.left_out, 2 * forks); /* nobody signed */
	assert_int_equal(gaps, 0);
	for (size_t i = 0; i < 2 * forks; i++)
		buf_release(&record[i].value);
	test_free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_register_twice_in_an_entry),
		cmocka_unit_test(test_no_register),
		cmocka_unit_test(test_an_entry_that_breaks_off),
		cmocka_unit_test(test_too_many_operations),
		cmocka_unit_test(test_a_counter_at_its_end),
		cmocka_unit_test(test_thousands_of_values),
		cmocka_unit_test(test_thousands_that_supersede_what_is_nowhere),
		cmocka_unit_test(test_thousands_of_forks),
	};
	const struct rlimit limit = {CPU_SECONDS, CPU_SECONDS};
	struct err err;

	if (random_start(&err) || setrlimit(RLIMIT_CPU, &limit))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
