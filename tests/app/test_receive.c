/* SPDX-License-Identifier: BSD-2-Clause */
/* Files of other laptops are looked at, and taken (doc/MERGE.md). */
#include "app/receive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_try.h"
#include "app/copies.h"
#include "base/file.h"
#include "base/scratch.h"

/* It needs those before it. */
#include <cmocka.h>

#define MONDAY "2019-07-15T08:10:00+07:00"
#define NIK_SITI "3173084107700001"

static const struct receive_options none = {NULL, NULL};

/* Everything that the log says now, as a text: a register a line would be long, so its live ids. */
static void dump(struct app *app, struct buf *out)
{
	struct view_walk walk;

	for (view_walk_open(&walk, store_view(app->store), BYTES_NONE); walk.cell; view_walk_next(&walk)) {
		register_print(out, walk.cell->key);
		for (size_t i = 0; i < walk.cell->event_count; i++)
			buf_printf(out, " %u:%llu:%llu", walk.cell->event[i].id.seq,
				(unsigned long long)walk.cell->event[i].lamport,
				(unsigned long long)walk.cell->event[i].sense);
		buf_add_byte(out, '\n');
	}
	view_walk_close(&walk);
}

static void find(void **state, struct receive *receive, const char *name, const char *own)
{
	char *path = app_try_path(state, name), *data = app_try_path(state, own);
	struct err err = {0};

	if (receive_find(receive, path, data, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(path);
	free(data);
}

static struct receive_sum take(void **state, struct app *app, const char *own, const char *const *names)
{
	struct receive receive = {.count = 0};
	struct receive_sum sum;
	struct err err = {0};

	for (; *names; names++)
		find(state, &receive, *names, own);
	if (receive_take(app, &receive, &none, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	sum = receive_sum(&receive);
	receive_release(&receive);
	return sum;
}

/* Laptop `name` registers or checks in, on a copy of the programme's file. */
static struct app *laptop(void **state, const char *name)
{
	char file[40], *path;

	snprintf(file, sizeof(file), "%s.okoce", name);
	path = app_try_path(state, file);
	if (access(path, F_OK) != 0)
		app_try_copy(state, "data.okoce", file);
	free(path);
	return app_try_open(state, file, name, MONDAY);
}

static void test_what_a_look_says_is_what_is_taken(void **state)
{
	struct app *app;
	struct receive receive = {.count = 0};
	struct err err = {0};
	struct id siti;

	app_try_begin(state, "data.okoce");
	app = laptop(state, "a");
	siti = app_try_enrol(app, "SITI AMINAH", NIK_SITI, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_try_attend(app, &siti, 1, ATTENDANCE_PRESENT);
	app_close(app);
	app = laptop(state, "b");
	find(state, &receive, "a.okoce", "b.okoce");
	assert_int_equal(receive_look(app, &receive, &none, &err), STATUS_OK);
	assert_int_equal(receive.file[0].verdict, RECEIVE_NEW);
	const uint64_t fresh = receive.file[0].fresh;
	assert_true(fresh > 1);
	assert_int_equal(receive.people, 1);
	assert_int_equal(receive.people_new, 1);
	assert_string_equal(receive.person[0].name, "SITI AMINAH");
	assert_int_equal(receive.disputes, 0);
	/* It was copied: the stick is pulled. */
	assert_int_equal(unlink(receive.file[0].path), 0);
	assert_int_equal(receive_take(app, &receive, &none, &err), STATUS_OK);
	assert_int_equal(receive.file[0].fresh, fresh);
	receive_release(&receive);
	app_close(app);
}

/* What several files have is counted once, and taken once. */
static void test_nested_files_bring_it_once(void **state)
{
	struct app *app;
	struct receive receive = {.count = 0};
	struct err err = {0};

	app_try_begin(state, "data.okoce");
	app = laptop(state, "a");
	app_try_enrol(app, "SITI AMINAH", NIK_SITI, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_close(app);
	app = laptop(state, "b");
	(void)take(state, app, "b.okoce", (const char *const[]){"a.okoce", NULL});
	app_close(app);
	app = laptop(state, "c");
	find(state, &receive, "a.okoce", "c.okoce");
	find(state, &receive, "b.okoce", "c.okoce");
	assert_int_equal(receive_look(app, &receive, &none, &err), STATUS_OK);
	assert_true(receive.file[0].fresh > 0);
	assert_int_equal(receive.file[1].fresh, 0);
	assert_int_equal(receive.file[1].verdict, RECEIVE_KNOWN);
	assert_int_equal(receive.people, 1);
	receive_release(&receive);
	app_close(app);
}

/* Two laptops register the same new person, change different groups, and the same one. */
static void test_two_laptops_register_one_person(void **state)
{
	struct app *a, *b;
	struct id one, other;
	struct person_contact contact;
	struct person_address address;
	struct receive receive = {.count = 0};
	struct err err = {0};

	app_try_begin(state, "data.okoce");
	a = laptop(state, "a");
	one = app_try_enrol(a, "SITI AMINAH", NIK_SITI, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	record_clear(&person_address_type, &address);
	address.line = "Jl. Meruya 5";
	app_try_put(a, register_person(&one, PERSON_ADDRESS), &person_address_type, &address);
	record_clear(&person_contact_type, &contact);
	contact.phone = "081200000001";
	app_try_put(a, register_person(&one, PERSON_CONTACT), &person_contact_type, &contact);
	app_close(a);

	b = laptop(state, "b");
	other = app_try_enrol(b, "SITI AMINAH", NIK_SITI, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	assert_true(id_equal(&one, &other));
	contact.phone = "081200000002";
	app_try_put(b, register_person(&other, PERSON_CONTACT), &person_contact_type, &contact);

	find(state, &receive, "a.okoce", "b.okoce");
	assert_int_equal(receive_look(b, &receive, &none, &err), STATUS_OK);
	assert_int_equal(receive.disputes, 1);
	assert_int_equal(receive.person[0].disputes, 1);
	assert_false(receive.person[0].is_new);
	assert_int_equal(receive_take(b, &receive, &none, &err), STATUS_OK);
	assert_int_equal(receive.disputes, 1);
	receive_release(&receive);

	const struct register_key groups[] = {
		register_person(&one, PERSON_CONTACT), register_person(&one, PERSON_ADDRESS)};
	assert_true(cell_is_disputed(view_find(store_view(b->store), register_bytes(&groups[0]))));
	assert_false(cell_is_disputed(view_find(store_view(b->store), register_bytes(&groups[1]))));
	assert_int_equal(view_find(store_view(b->store), register_bytes(&groups[0]))->event_count, 2);
	assert_int_equal(view_find(store_view(b->store), register_bytes(&groups[1]))->event_count, 1);
	app_close(b);
}

/* Eight files of a training day, in many orders, some twice, some through others. */
#define LAPTOPS 8
#define ORDERS 100

static void shuffle(const char **names, unsigned *dice)
{
	for (size_t i = LAPTOPS - 1; i > 0; i--) {
		*dice = *dice * 1103515245 + 12345;
		const size_t at = (*dice >> 16) % (i + 1);
		const char *name = names[i];

		names[i] = names[at];
		names[at] = name;
	}
}

static void work(void **state, const char *name, unsigned number, const struct id *everyone)
{
	struct app *app = laptop(state, name);
	char called[40];
	struct id own;

	snprintf(called, sizeof(called), "PESERTA %c", 'A' + (int)number);
	own = app_try_enrol(app, called, "", SEX_FEMALE, ENROLMENT_REGISTERED, "02");
	app_try_attend(app, &own, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, everyone, 1, number % 3 == 0 ? ATTENDANCE_EXCUSED : ATTENDANCE_PRESENT);
	app_close(app);
}

static void test_eight_files_in_a_hundred_orders(void **state)
{
	static const char *const laptops[LAPTOPS] = {"l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8"};
	const char *names[LAPTOPS] = {"l1.okoce", "l2.okoce", "l3.okoce", "l4.okoce", "l5.okoce", "l6.okoce",
		"l7.okoce", "l8.okoce"};
	struct buf first = BUF_EMPTY;
	unsigned dice = 20190716;
	struct id everyone;
	struct app *app;

	app_try_begin(state, "begun.okoce");
	app = app_try_open(state, "begun.okoce", "office", MONDAY);
	everyone = app_try_enrol(app, "SITI AMINAH", NIK_SITI, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_close(app);
	app_try_copy(state, "begun.okoce", "data.okoce");
	for (unsigned i = 0; i < LAPTOPS; i++)
		work(state, laptops[i], i, &everyone);
	for (unsigned order = 0; order < ORDERS; order++) {
		struct buf now = BUF_EMPTY;

		char *old = app_try_path(state, "office.okoce");
		unlink(old);
		free(old);
		app_try_copy(state, "begun.okoce", "office.okoce");
		app = app_try_open(state, "office.okoce", "office", MONDAY);
		shuffle(names, &dice);
		for (unsigned i = 0; i < LAPTOPS; i++) {
			const char *const one[] = {names[i], NULL};
			const char *const again[] = {names[i / 2], NULL};

			assert_true(take(state, app, "office.okoce", one).fresh > 0);
			assert_int_equal(take(state, app, "office.okoce", again).fresh, 0);
		}
		dump(app, order == 0 ? &first : &now);
		if (order > 0)
			assert_string_equal(buf_text(&now), buf_text(&first));
		buf_release(&now);
		app_close(app);
	}
	buf_release(&first);
}

/* The laptop's file goes back to that of the morning, and it works on. */
static void test_a_laptop_that_went_back_is_suspected(void **state)
{
	struct app *app;
	struct receive receive = {.count = 0};
	struct err err = {0};
	struct buf said = BUF_EMPTY;

	app_try_begin(state, "data.okoce");
	app = laptop(state, "a");
	app_try_enrol(app, "SITI AMINAH", NIK_SITI, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_close(app);
	app_try_copy(state, "data.okoce", "old.okoce");
	app = app_try_open(state, "old.okoce", "a", MONDAY);
	app_try_enrol(app, "JOKO PRASETYO", "", SEX_MALE, ENROLMENT_REGISTERED, "02");
	app_close(app);
	app = laptop(state, "b");
	find(state, &receive, "a.okoce", "b.okoce");
	assert_int_equal(receive_look(app, &receive, &none, &err), STATUS_OK);
	assert_int_equal(receive.suspect_count, 0);
	find(state, &receive, "old.okoce", "b.okoce");
	assert_int_equal(receive_take(app, &receive, &none, &err), STATUS_OK);
	assert_int_equal(receive.suspect_count, 1);
	receive_say_suspect(app, &receive.suspect[0], &said);
	assert_non_null(strstr(buf_text(&said), "perhaps"));
	assert_int_equal(receive.people, 2);
	buf_release(&said);
	receive_release(&receive);
	app_close(app);
}

/* A taking is remembered here, newest first, and nothing is written into the log for it. */
static void test_what_was_taken_is_remembered(void **state)
{
	struct arena arena = {NULL};
	struct receive_past *past;
	struct app *app;
	uint64_t entries, fresh;
	size_t count;

	app_try_begin(state, "data.okoce");
	app = laptop(state, "a");
	app_try_enrol(app, "SITI AMINAH", NIK_SITI, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_close(app);
	app = laptop(state, "b");
	receive_past_read(app, &arena, &past, &count);
	assert_int_equal(count, 0);
	entries = store_entries(app->store);
	fresh = take(state, app, "b.okoce", (const char *const[]){"a.okoce", NULL}).fresh;
	assert_int_equal(store_entries(app->store), entries + fresh);
	assert_int_equal(take(state, app, "b.okoce", (const char *const[]){"a.okoce", NULL}).fresh, 0);
	receive_past_read(app, &arena, &past, &count);
	assert_int_equal(count, 1);
	assert_int_equal(past[0].fresh, fresh);
	assert_int_equal(past[0].people, 1);
	assert_true(id_equal(&past[0].officer, store_officer(app->store)));
	arena_release(&arena);
	struct copies copies;
	copies_find(&copies, app->state_folder, store_programme(app->store));
	assert_int_equal(copies.count, 1); /* from before, and none for what brought nothing */
	assert_int_equal(copies.item[0].entries, entries);
	copies_release(&copies);
	app_close(app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_what_a_look_says_is_what_is_taken, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(test_nested_files_bring_it_once, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(test_two_laptops_register_one_person, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(test_eight_files_in_a_hundred_orders, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_a_laptop_that_went_back_is_suspected, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(test_what_was_taken_is_remembered, app_try_make, app_try_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
