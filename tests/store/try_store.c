/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/try_store.h"

#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SESSION "2019-KT-KBG-2"
#define MONDAY 1551661200 /* 2019-03-04 08.00 WIB */

const char *try_path(const char *name)
{
	static char path[4096];
	const char *folder = getenv("TMPDIR");

	for (const char *const *suffix = (const char *const[]){".lock", "-lock", "", NULL}; *suffix; suffix++) {
		snprintf(path, sizeof(path), "%s/%s%s", folder ? folder : "/tmp", name, *suffix);
		unlink(path);
	}
	return path;
}

struct store_options try_options(void)
{
	struct store_options options = {.clock = clock_set_to(MONDAY, true)};

	options.device.byte[0] = 7;
	return options;
}

struct store *try_create(const char *path, const char *passphrase)
{
	const struct store_founder founder = {.name = "Rina S.", .passphrase = passphrase};
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	if (store_create(&store, path, &options, &founder, &err))
		fail_msg("%s", err.text);
	return store;
}

struct store *try_open(const char *path, const char *passphrase)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	if (store_open(&store, path, &options, &err) || store_unlock(store, NULL, passphrase, &err))
		fail_msg("%s", err.text);
	return store;
}

struct id try_person(unsigned number)
{
	struct id id = {{0}};
	put_be32(id.byte + 12, number);
	return id;
}

struct register_key try_key(const struct id *person)
{
	return register_attendance(SESSION, 1, PART_WHOLE, person);
}

struct action_id try_attend(struct store *store, const struct id *people, size_t count,
			    enum attendance_status status)
{
	struct transaction *transaction;
	struct action_id done;
	struct attendance attendance;
	struct err err = {STATUS_OK, ""};

	record_clear(&attendance_type, &attendance);
	attendance.status = status;
	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_OK);
	for (size_t i = 0; i < count; i++) {
		struct register_key key = try_key(&people[i]);
		transaction_entry(transaction);
		transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
	}
	if (transaction_commit(transaction, &done, &err))
		fail_msg("%s", err.text);
	return done;
}

void try_officer(struct store *store, const char *name, enum role role)
{
	const struct id id = random_id();
	const struct register_key key = register_officer(&id);
	struct transaction *transaction;
	struct officer officer;
	uint8_t drawn[SIGN_KEY_SIZE];
	struct err err = {STATUS_OK, ""};

	random_bytes(drawn, sizeof(drawn));
	record_clear(&officer_type, &officer);
	officer.name = name;
	officer.role = role;
	officer.sign_key = BYTES_OF(drawn);
	officer.box_key = BYTES_OF(drawn);
	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_OK);
	transaction_put_record(transaction, register_bytes(&key), &officer_type, &officer);
	if (transaction_commit(transaction, NULL, &err))
		fail_msg("%s", err.text);
}

uint32_t try_status(struct store *store, const struct id *person)
{
	struct register_key key = try_key(person);
	struct attendance attendance;
	struct arena arena = {0};
	struct err err = {STATUS_OK, ""};
	enum status status = store_read_record(store, register_bytes(&key), &attendance_type, &arena,
					       &attendance, &err);

	if (status && status != STATUS_NOT_FOUND)
		fail_msg("%s", err.text);
	assert_int_equal(cell_state(view_find(store_view(store), register_bytes(&key))),
			 attendance.status);
	arena_release(&arena);
	return attendance.status;
}
