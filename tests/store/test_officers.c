/* SPDX-License-Identifier: BSD-2-Clause */
/* Several officers of one file: they come, change their passphrases, and go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/check.h"
#include "store/inside.h"
#include "store/merge.h"
#include "store/officers.h"
#include "store/try_store.h"

#define RINA "tobi-rasa-kelu-mani"
#define BUDI "wuko-peta-lira-dona"
#define OWN "sepeda biru di bawah hujan"
#define FILE_LARGEST ((size_t)16 << 20)

static struct store *open_as(const char *path, const char *officer, const char *passphrase, enum status expected)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	enum status status = store_unlock(store, officer, passphrase, &err);
	if (status != expected)
		fail_msg("%s: %s", status_text(status), err.text);
	if (status == STATUS_OK)
		return store;
	store_close(store);
	return NULL;
}

static struct id add(struct store *store, const char *name, enum role role, const char *passphrase)
{
	const struct officer_new officer = {name, role, "31.73.08", passphrase, false};
	struct err err = {STATUS_OK, ""};
	struct id id;

	if (store_officer_add(store, &officer, &id, &err))
		fail_msg("%s", err.text);
	return id;
}

/* The bytes of an officer's slot. */
static void slot_bytes(struct store *store, const struct id *id, struct buf *out)
{
	uint8_t key[SLOT_KEY_SIZE];
	struct bytes value;
	struct db_txn *txn;
	struct err err = {STATUS_OK, ""};

	slot_key(key, id);
	assert_int_equal(db_begin(store->db, false, &txn, &err), STATUS_OK);
	assert_true(db_get(txn, BYTES_OF(key), &value));
	buf_add(out, value.ptr, value.len);
	db_abort(txn);
}

static bool file_has(const char *path, const struct buf *bytes)
{
	struct buf file = BUF_EMPTY;

	assert_int_equal(file_read(path, FILE_LARGEST, &file, NULL), STATUS_OK);
	/* What is sealed is at the end, and has no like. */
	bool has = memmem(file.ptr, file.len, bytes->ptr + bytes->len / 2, bytes->len / 4) != NULL;
	buf_release(&file);
	return has;
}

static void assert_sound(const char *path, const char *officer, const char *passphrase)
{
	struct check check = {.path = path, .officer = officer, .passphrase = passphrase};
	struct err err = {STATUS_OK, ""};

	if (store_check(&check, &err))
		fail_msg("%llu findings %s", (unsigned long long)check.findings, err.text);
}

static void test_each_opens_it(void **state)
{
	(void)state;
	const char *path = try_path("each.okoce");
	struct store *store = try_create(path, RINA);
	struct id person = try_person(1);

	try_attend(store, &person, 1, ATTENDANCE_SICK);
	add(store, "Budi", ROLE_OFFICER, BUDI);
	assert_false(store_has_first_passphrase(store));
	store_close(store);
	open_as(path, NULL, RINA, STATUS_USAGE); /* of two, who? */
	open_as(path, "Budi", RINA, STATUS_DENIED);
	store = open_as(path, "budi", BUDI, STATUS_OK);
	assert_false(store_is_supervisor(store));
	assert_true(store_has_first_passphrase(store));
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK);
	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	store_close(store);
	store = open_as(path, "Rina S.", RINA, STATUS_OK);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	store_close(store);
	assert_sound(path, "Budi", BUDI);
}

static void test_who_may_not(void **state)
{
	(void)state;
	const char *path = try_path("may.okoce");
	struct store *store = try_create(path, RINA);
	const struct id rina = *store_officer(store), nobody = random_id();
	const struct officer_new twin = {"RINA S", ROLE_OFFICER, "", BUDI, false};
	const struct officer_new open = {"Tono", ROLE_OFFICER, "", NULL, false};
	struct officer_new other = {"Tono", ROLE_OFFICER, "", BUDI, false};
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_officer_add(store, &twin, NULL, &err), STATUS_EXISTS);
	assert_int_equal(store_officer_add(store, &open, NULL, &err), STATUS_INVALID);
	assert_int_equal(store_officer_remove(store, &rina, &err), STATUS_INVALID);
	assert_int_equal(store_officer_remove(store, &nobody, &err), STATUS_NOT_FOUND);
	other.name = "";
	assert_int_equal(store_officer_add(store, &other, NULL, &err), STATUS_INVALID);
	other.name = "Tono";
	add(store, "Budi", ROLE_OFFICER, BUDI);
	store_close(store);
	store = open_as(path, "Budi", BUDI, STATUS_OK);
	assert_int_equal(store_officer_add(store, &other, NULL, &err), STATUS_DENIED);
	assert_int_equal(store_officer_remove(store, &rina, &err), STATUS_DENIED);
	assert_int_equal(store_give_passphrase(store, &rina, BUDI, &err), STATUS_DENIED);
	store_close(store);
	open_as(path, "Tono", BUDI, STATUS_NOT_FOUND);
}

static void test_an_own_passphrase(void **state)
{
	(void)state;
	const char *path = try_path("own.okoce");
	struct store *store = try_create(path, RINA);
	struct buf first = BUF_EMPTY, own = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	struct id budi = add(store, "Budi", ROLE_OFFICER, BUDI), person = try_person(1);

	slot_bytes(store, &budi, &first);
	store_close(store);
	store = open_as(path, "Budi", BUDI, STATUS_OK);
	try_attend(store, &person, 1, ATTENDANCE_SICK);
	if (store_set_passphrase(store, OWN, &err))
		fail_msg("%s", err.text);
	assert_false(store_has_first_passphrase(store));
	slot_bytes(store, &budi, &own);
	try_attend(store, &person, 1, ATTENDANCE_PRESENT); /* this run goes on */
	store_close(store);
	assert_false(file_has(path, &first));
	assert_true(file_has(path, &own));
	open_as(path, "Budi", BUDI, STATUS_DENIED);
	store = open_as(path, "Budi", OWN, STATUS_OK);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	store_close(store);
	assert_sound(path, "Budi", OWN);
	buf_release(&first);
	buf_release(&own);
}

/* What the log does not name opens nothing, though it lies in the file. */
static void test_an_old_slot_that_is_put_back(void **state)
{
	(void)state;
	const char *path = try_path("back.okoce");
	struct store *store = try_create(path, RINA);
	struct buf first = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	struct id rina = *store_officer(store);
	uint8_t key[SLOT_KEY_SIZE];
	struct db_txn *txn;

	store_close(store);
	store = open_as(path, NULL, RINA, STATUS_OK);
	slot_bytes(store, &rina, &first);
	assert_int_equal(store_set_passphrase(store, OWN, &err), STATUS_OK);
	slot_key(key, &rina);
	assert_int_equal(db_begin(store->db, true, &txn, &err), STATUS_OK);
	db_replace(txn, BYTES_OF(key), buf_bytes(&first));
	assert_int_equal(db_commit(txn, &err), STATUS_OK);
	store_close(store);
	open_as(path, NULL, RINA, STATUS_DENIED);
	buf_release(&first);
}

static void test_a_forgotten_passphrase(void **state)
{
	(void)state;
	const char *path = try_path("forgot.okoce");
	struct store *store = try_create(path, RINA);
	struct id budi = add(store, "Budi", ROLE_OFFICER, BUDI), person = try_person(1);
	struct err err = {STATUS_OK, ""};

	store_close(store);
	store = open_as(path, "Budi", BUDI, STATUS_OK);
	try_attend(store, &person, 1, ATTENDANCE_SICK);
	store_close(store);
	store = open_as(path, "Rina S.", RINA, STATUS_OK);
	if (store_give_passphrase(store, &budi, OWN, &err))
		fail_msg("%s", err.text);
	store_close(store);
	open_as(path, "Budi", BUDI, STATUS_DENIED);
	store = open_as(path, "Budi", OWN, STATUS_OK);
	assert_true(store_has_first_passphrase(store));
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK); /* signed with the old seed */
	store_close(store);
	assert_sound(path, "Budi", OWN);
}

static void test_who_was_removed(void **state)
{
	(void)state;
	const char *path = try_path("gone.okoce");
	struct store *store = try_create(path, RINA);
	struct id budi = add(store, "Budi", ROLE_OFFICER, BUDI), people[] = {try_person(1), try_person(2)};
	struct buf slot = BUF_EMPTY;
	uint8_t before[KEY_ID_SIZE];
	struct err err = {STATUS_OK, ""};

	add(store, "Siti", ROLE_SUPERVISOR, OWN);
	try_attend(store, people, 1, ATTENDANCE_SICK);
	store_close(store);
	store = open_as(path, "Rina S.", RINA, STATUS_OK);
	slot_bytes(store, &budi, &slot);
	memcpy(before, store->ring->key_id, KEY_ID_SIZE);
	if (store_officer_remove(store, &budi, &err))
		fail_msg("%s", err.text);
	assert_memory_not_equal(before, store->ring->key_id, KEY_ID_SIZE);
	try_attend(store, people + 1, 1, ATTENDANCE_EXCUSED);
	assert_int_equal(try_status(store, &people[0]), ATTENDANCE_SICK);
	assert_int_equal(store_left_out(store), 0);
	store_close(store);
	open_as(path, "Budi", BUDI, STATUS_NOT_FOUND);
	assert_false(file_has(path, &slot));
	store = open_as(path, "Siti", OWN, STATUS_OK);
	assert_int_equal(try_status(store, &people[0]), ATTENDANCE_SICK);
	assert_int_equal(try_status(store, &people[1]), ATTENDANCE_EXCUSED);
	assert_int_equal(store_left_out(store), 0);
	assert_true(store_officer_state(store, &budi)->removed);
	store_close(store);
	assert_sound(path, "Siti", OWN);
	buf_release(&slot);
}

static void test_the_code_in_the_envelope(void **state)
{
	(void)state;
	const char *path = try_path("code.okoce");
	struct store *store = try_create(path, RINA);
	const struct officer_new envelope = {"Amplop", ROLE_SUPERVISOR, "", "7K4M-QX2P-0123-4567-89AB", true};
	struct id siti;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(store_officer_add(store, &envelope, NULL, &err), STATUS_OK);
	siti = add(store, "Siti", ROLE_SUPERVISOR, OWN);
	assert_int_equal(store_officer_remove(store, &siti, &err), STATUS_OK);
	store_close(store);
	store = open_as(path, NULL, RINA, STATUS_OK); /* one person: nobody asks who */
	store_close(store);
	open_as(path, "Amplop", RINA, STATUS_DENIED);
	store = open_as(path, "amplop", "7k4mqx2p o123 4567 89ab", STATUS_OK);
	assert_true(store_is_supervisor(store));
	assert_false(store_has_first_passphrase(store));
	assert_int_equal(store_set_passphrase(store, OWN, &err), STATUS_INVALID);
	store_close(store);
}

/* Killed behind the commit: the next one who opens it compacts. */
static void test_compacting_is_made_up_for(void **state)
{
	(void)state;
	char *path = memory_text(try_path("late.okoce"));
	char *part = path_with(path, ".part");
	struct store *store = try_create(path, RINA);
	struct err err = {STATUS_OK, ""};

	store_close(store);
	assert_int_equal(file_write(part, BYTES_NONE, &err), STATUS_OK);
	store = open_as(path, NULL, RINA, STATUS_OK);
	assert_int_not_equal(access(part, F_OK), 0);
	store_close(store);
	assert_sound(path, NULL, RINA);
	free(part);
	free(path);
}

/* A copy that went on, and the office's file: what each names is taken, and nothing else. */
static void test_keys_of_another_file(void **state)
{
	(void)state;
	char *path = memory_text(try_path("office.okoce"));
	struct store *store = try_create(path, RINA);
	struct id budi = add(store, "Budi", ROLE_OFFICER, BUDI);
	struct buf old = BUF_EMPTY, now = BUF_EMPTY;
	uint8_t key[SLOT_KEY_SIZE], stranger[SLOT_KEY_SIZE];
	struct err err = {STATUS_OK, ""};
	size_t taken;

	store_close(store);
	store = open_as(path, "Budi", BUDI, STATUS_OK);
	slot_bytes(store, &budi, &old);
	assert_int_equal(store_set_passphrase(store, OWN, &err), STATUS_OK);
	slot_bytes(store, &budi, &now);
	slot_key(key, &budi);
	memset(stranger, 0x4b, sizeof(stranger));
	const struct key_piece pieces[] = {{BYTES_OF(key), buf_bytes(&old)}, {BYTES_OF(stranger), buf_bytes(&old)},
					   {BYTES_OF(key), buf_bytes(&now)}};
	assert_int_equal(store_take_keys(store, pieces, 3, &taken, &err), STATUS_OK);
	assert_int_equal(taken, 0); /* an old one, none, and what is there */
	/* Ours is the old one, as in the file of a laptop that heard of it by the entries. */
	struct db_txn *txn;
	assert_int_equal(db_begin(store->db, true, &txn, &err), STATUS_OK);
	db_replace(txn, BYTES_OF(key), buf_bytes(&old));
	assert_int_equal(db_commit(txn, &err), STATUS_OK);
	assert_int_equal(store_take_keys(store, pieces, 3, &taken, &err), STATUS_OK);
	assert_int_equal(taken, 1);
	store_close(store);
	store_close(open_as(path, "Budi", OWN, STATUS_OK));
	buf_release(&old);
	buf_release(&now);
	free(path);
}

static void merge(const char *into, const char *from)
{
	struct store *store = open_as(into, "Rina S.", RINA, STATUS_OK);
	struct foreign foreign;
	struct merge merge = {0};
	struct err err = {STATUS_OK, ""};

	if (foreign_open(&foreign, from, getenv("TMPDIR"), NULL, NULL, &err) ||
	    store_merge(store, &foreign, &merge, &err))
		fail_msg("%s", err.text);
	assert_int_equal(store_left_out(store), 0);
	foreign_release(&foreign);
	store_close(store);
}

/* Who came and who went at the office comes to a laptop with the file, and what is sealed with the new key. */
static void test_officers_come_with_a_merge(void **state)
{
	(void)state;
	char *office = memory_text(try_path("office.okoce")), *laptop = memory_text(try_path("laptop.okoce"));
	struct id people[] = {try_person(1), try_person(2)}, budi;
	struct buf all = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	struct store *store = try_create(office, RINA);

	budi = add(store, "Budi", ROLE_OFFICER, BUDI);
	store_close(store);
	assert_int_equal(file_read(office, FILE_LARGEST, &all, &err), STATUS_OK);
	assert_int_equal(file_write(laptop, buf_bytes(&all), &err), STATUS_OK);
	store = open_as(laptop, "Budi", BUDI, STATUS_OK);
	try_attend(store, &people[1], 1, ATTENDANCE_SICK);
	store_close(store);

	store = open_as(office, "Rina S.", RINA, STATUS_OK);
	add(store, "Siti", ROLE_SUPERVISOR, OWN);
	assert_int_equal(store_officer_remove(store, &budi, &err), STATUS_OK);
	try_attend(store, &people[0], 1, ATTENDANCE_EXCUSED);
	store_close(store);
	merge(laptop, office);
	merge(laptop, office);
	open_as(laptop, "Budi", BUDI, STATUS_NOT_FOUND);
	store = open_as(laptop, "Siti", OWN, STATUS_OK);
	assert_int_equal(try_status(store, &people[0]), ATTENDANCE_EXCUSED);
	assert_int_equal(try_status(store, &people[1]), ATTENDANCE_SICK);
	store_close(store);
	merge(office, laptop);
	store = open_as(office, "Siti", OWN, STATUS_OK);
	assert_int_equal(try_status(store, &people[1]), ATTENDANCE_SICK); /* of who did not know yet */
	store_close(store);
	assert_sound(laptop, "Siti", OWN);
	assert_sound(office, "Siti", OWN);
	buf_release(&all);
	free(office);
	free(laptop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_opens_it),
		cmocka_unit_test(test_who_may_not),
		cmocka_unit_test(test_an_own_passphrase),
		cmocka_unit_test(test_an_old_slot_that_is_put_back),
		cmocka_unit_test(test_a_forgotten_passphrase),
		cmocka_unit_test(test_who_was_removed),
		cmocka_unit_test(test_the_code_in_the_envelope),
		cmocka_unit_test(test_compacting_is_made_up_for),
		cmocka_unit_test(test_keys_of_another_file),
		cmocka_unit_test(test_officers_come_with_a_merge),
	};
	struct err err;

	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
