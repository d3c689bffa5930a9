/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The names for searching are those that people ever had, whether the view is kept, made anew, in
 * memory, or damaged; and the view's file shows none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "base/text.h"
#include "store/inside.h"
#include "store/try_store.h"

static char log_path[4096], view_path[4096];

static void set_paths(void)
{
	snprintf(log_path, sizeof(log_path), "%s", try_path("names.okoce"));
	snprintf(view_path, sizeof(view_path), "%s", try_path("names.view"));
}

static struct store *open_with(const char *view)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	if (store_open(&store, log_path, &options, &err))
		fail_msg("%s", err.text);
	store_keep_view(store, view);
	if (store_unlock(store, NULL, NULL, &err))
		fail_msg("%s", err.text);
	return store;
}

/* --- A list of names, kept by hand --------------------------------------------------------------- */

struct name {
	struct id record;
	char *folded;
};

struct names {
	struct name *item;
	size_t count, capacity;
};

static void add(void *context, const struct id *record, const char *folded, size_t len)
{
	struct names *names = context;
	struct name *name;

	names->item = memory_grow(names->item, names->count, &names->capacity, sizeof(*names->item));
	name = &names->item[names->count++];
	name->record = *record;
	name->folded = memory_alloc(len + 1);
	memcpy(name->folded, folded, len);
}

static void release(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->item[i].folded);
	free(names->item);
	*names = (struct names){0};
}

static int compare(const void *left, const void *right)
{
	const struct name *a = left, *b = right;
	int order = id_compare(&a->record, &b->record);

	return order != 0 ? order : strcmp(a->folded, b->folded);
}

/* All names of the store are those of the list. */
static void expect(struct store *store, struct names *list)
{
	struct names told = {0};
	struct names_place place = {0};

	store_names(store, &place, add, &told);
	assert_int_equal(place.view, store_names_view(store));
	assert_int_equal(told.count, list->count);
	if (told.count > 0) {
		qsort(told.item, told.count, sizeof(*told.item), compare);
		qsort(list->item, list->count, sizeof(*list->item), compare);
	}
	for (size_t i = 0; i < told.count; i++) {
		assert_true(id_equal(&told.item[i].record, &list->item[i].record));
		assert_string_equal(told.item[i].folded, list->item[i].folded);
	}
	release(&told);
}

/* --- People ---------------------------------------------------------------------------------------- */

static void put_name(struct transaction *transaction, struct names *list, unsigned person, const char *name)
{
	const struct id record = try_person(person);
	struct register_key key = register_person(&record, PERSON_IDENTITY);
	struct person_identity identity;
	struct buf folded = BUF_EMPTY;

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &person_identity_type, &identity);
	text_fold(&folded, name, strlen(name));
	add(list, &record, buf_text(&folded), folded.len);
	buf_release(&folded);
}

static struct transaction *begin(struct store *store)
{
	struct transaction *transaction;
	struct err err = {STATUS_OK, ""};

	if (transaction_begin(store, NULL, &transaction, &err))
		fail_msg("%s", err.text);
	return transaction;
}

static void commit(struct transaction *transaction)
{
	struct err err = {STATUS_OK, ""};

	if (transaction_commit(transaction, NULL, &err))
		fail_msg("%s", err.text);
}

static void name_one(struct store *store, struct names *list, unsigned person, const char *name)
{
	struct transaction *transaction = begin(store);

	put_name(transaction, list, person, name);
	commit(transaction);
}

/* So many people at once, numbered from `first` on. */
static void name_many(struct store *store, struct names *list, unsigned first, unsigned count)
{
	struct transaction *transaction = begin(store);
	char name[64];

	for (unsigned i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "Peserta Nomor %u, S.Pd.", first + i);
		put_name(transaction, list, first + i, name);
	}
	commit(transaction);
}

/* --- Tests ------------------------------------------------------------------------------------------ */

static void test_no_people_no_names(void **state)
{
	(void)state;
	struct names none = {0};

	set_paths();
	store_close(try_create(log_path, NULL));
	struct store *store = open_with(view_path);
	const struct id person = try_person(1);

	expect(store, &none);
	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	expect(store, &none);
	store_close(store);
}

/* A block holds some fifty: one that is full, not quite full, just begun. */
static void test_names_are_there_after_each_opening(void **state)
{
	(void)state;
	struct names list = {0};
	unsigned next = 1;

	set_paths();
	store_close(try_create(log_path, NULL));
	for (unsigned count = 1; count < 200; count = count * 3 / 2 + 1) {
		struct store *store = open_with(view_path);

		expect(store, &list);
		name_many(store, &list, next, count);
		next += count;
		expect(store, &list);
		store_close(store);
	}
	struct store *store = open_with(NULL);
	expect(store, &list); /* in memory */
	store_close(store);
	unlink(view_path);
	store = open_with(view_path);
	expect(store, &list); /* made anew */
	store_close(store);
	release(&list);
}

static void test_only_what_came_is_told_again(void **state)
{
	(void)state;
	struct names list = {0}, told = {0};
	struct names_place place = {0};

	set_paths();
	struct store *store = try_create(log_path, NULL);
	for (unsigned i = 0; i < 150; i++) {
		size_t before = told.count;

		name_many(store, &list, i * 3 + 1, 3);
		store_names(store, &place, add, &told);
		assert_int_equal(told.count, before + 3);
		store_names(store, &place, add, &told);
		assert_int_equal(told.count, before + 3);
	}
	store_close(store);
	release(&told);
	release(&list);
}

static void test_former_names_are_kept(void **state)
{
	(void)state;
	struct names list = {0};

	set_paths();
	struct store *store = try_create(log_path, NULL);
	name_one(store, &list, 1, "Siti Amina");
	name_one(store, &list, 1, "SITI AMINAH");
	name_one(store, &list, 2, "");
	expect(store, &list);
	store_close(store);
	store = open_with(NULL);
	expect(store, &list);
	store_close(store);
	release(&list);
}

/* Longer than a block. */
static void test_a_very_long_name(void **state)
{
	(void)state;
	struct names list = {0};
	char *name = memory_alloc(TEXT_MAX + 1);

	memset(name, 'x', TEXT_MAX);
	set_paths();
	struct store *store = try_create(log_path, NULL);
	name_many(store, &list, 1, 20);
	name_one(store, &list, 30, name);
	name_one(store, &list, 31, name);
	name_many(store, &list, 40, 20);
	expect(store, &list);
	store_close(store);
	store = open_with(view_path);
	expect(store, &list);
	store_close(store);
	free(name);
	release(&list);
}

/* Chosen by a seed: people added, renamed, alone and together, with openings between. */
static void test_names_are_those_of_a_list_kept_by_hand(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 12; seed++) {
		struct names list = {0};
		struct seeded seeded;
		char name[200];

		seeded_start(&seeded, seed);
		set_paths();
		struct store *store = try_create(log_path, NULL);
		for (int step = 0; step < 60; step++) {
			uint32_t what = seeded_below(&seeded, 10);

			if (what == 0) {
				store_close(store);
				store = open_with(seeded_below(&seeded, 4) == 0 ? NULL : view_path);
			} else if (what < 3) {
				name_many(store, &list, 1000 + (unsigned)step * 200,
					  1 + seeded_below(&seeded, 150));
			} else {
				uint32_t len = seeded_below(&seeded, sizeof(name) - 1);

				memset(name, 'a' + (int)seeded_below(&seeded, 26), len);
				name[len] = '\0';
				name_one(store, &list, 1 + seeded_below(&seeded, 40), name);
			}
			if (step % 7 == 0)
				expect(store, &list);
		}
		expect(store, &list);
		store_close(store);
		release(&list);
	}
}

static bool holds(const char *path, const char *text)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(file_read(path, 1 << 24, &bytes, &err), STATUS_OK);
	bool found = memmem(bytes.ptr, bytes.len, text, strlen(text)) != NULL;
	buf_release(&bytes);
	return found;
}

static void test_the_file_shows_no_name(void **state)
{
	(void)state;
	struct names list = {0};

	set_paths();
	store_close(try_create(log_path, NULL));
	struct store *store = open_with(view_path);
	name_many(store, &list, 1, 120);
	store_close(store);
	assert_false(holds(view_path, "peserta"));
	assert_false(holds(view_path, "Peserta"));
	assert_false(holds(log_path, "Peserta"));
	release(&list);
}

/* What stands under "z" and these bytes is not what was put there. */
static void damage(struct store *store, const char *name, size_t len)
{
	const struct bytes key = {(const uint8_t *)name, len};
	struct buf copy = BUF_EMPTY;
	struct bytes value;

	assert_true(view_get(store_view(store), key, &value));
	buf_add(&copy, value.ptr, value.len);
	copy.ptr[copy.len / 2] ^= 1;
	view_put(store->view, key, buf_bytes(&copy));
	view_commit(store->view);
	buf_release(&copy);
}

/* A file's bytes can change on the disk. The log knows all names. */
static void test_a_damaged_block_makes_the_view_anew(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		size_t len;
	} rows[] = {{"z", 1}, {"z\0\0\0\0", 5}, {"z\0\0\0\1", 5}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct names list = {0}, told = {0};
		struct names_place place = {0};

		set_paths();
		store_close(try_create(log_path, NULL));
		struct store *store = open_with(view_path);
		name_many(store, &list, 1, 170);
		damage(store, rows[i].name, rows[i].len);
		store_close(store);
		store = open_with(view_path);
		store_names(store, &place, add, &told);
		if (rows[i].len > 1)
			assert_int_not_equal(place.view, store_names_view(store));
		expect(store, &list);
		name_one(store, &list, 500, "Dewi");
		expect(store, &list);
		store_close(store);
		store = open_with(view_path);
		expect(store, &list);
		store_close(store);
		release(&told);
		release(&list);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_people_no_names),
		cmocka_unit_test(test_names_are_there_after_each_opening),
		cmocka_unit_test(test_only_what_came_is_told_again),
		cmocka_unit_test(test_former_names_are_kept),
		cmocka_unit_test(test_a_very_long_name),
		cmocka_unit_test(test_names_are_those_of_a_list_kept_by_hand),
		cmocka_unit_test(test_the_file_shows_no_name),
		cmocka_unit_test(test_a_damaged_block_makes_the_view_anew),
	};
	struct err err;

	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
