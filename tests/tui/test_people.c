/* SPDX-License-Identifier: BSD-2-Clause */
/* Peserta: anyone is found, all of them is shown, and a field group changed. */
#include "tui/office_try.h"
#include "app/people.h"
#include "base/random.h"
#include "support/terminal.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define AMINAH "siti aminah"
#define HOSTILE "BUDI \033]0;x\a\r\n \342\200\256 JAHAT"

static struct terminal *open_people(const struct office_look *look)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, look);

	terminal_type(terminal, "p");
	return terminal;
}

static struct terminal *open_aminah(const struct office_look *look)
{
	struct terminal *terminal = open_people(look);

	terminal_type(terminal, AMINAH "<Down><Enter>");
	return terminal;
}

/* --- How it looks ------------------------------------------------------------------------------ */

static void looks(const char *what, const char *keys, bool aminah)
{
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal =
			aminah ? open_aminah(&office_looks[i]) : open_people(&office_looks[i]);

		terminal_type(terminal, keys);
		snprintf(golden, sizeof(golden), "tui/golden/%s-%s", what, office_looks[i].name);
		terminal_golden(terminal, golden);
		office_quit(terminal);
	}
}

static void test_search_looks(void **state)
{
	(void)state;
	looks("people", "siti am<Down>", false);
}

static void test_person_looks(void **state)
{
	(void)state;
	looks("person", "<End>", true);
}

static void test_form_looks(void **state)
{
	(void)state;
	looks("person-form", "a<Enter><Enter><Enter>kem", true);
}

/* --- Searching --------------------------------------------------------------------------------- */

static void test_nobody_is_named_before_something_is_typed(void **state)
{
	struct terminal *terminal = open_people(NULL);

	(void)state;
	terminal_expect(terminal, "Type part of a name");
	assert_int_equal(terminal_find(terminal, "SITI"), -1);
	terminal_type(terminal, "siti a");
	terminal_expect(terminal, "SITI AMINAH");
	terminal_type(terminal, "<Esc>");
	assert_int_equal(terminal_find(terminal, "SITI"), -1);
	terminal_type(terminal, "zzz");
	terminal_expect(terminal, "Nobody fits.");
	terminal_type(terminal, "<Enter>"); /* and nothing happens */
	terminal_expect(terminal, "Nobody fits.");
	office_quit(terminal);
}

/* By the end of a NIK, a telephone number and a kelurahan. */
static void test_other_ways_to_find(void **state)
{
	struct terminal *terminal = open_people(NULL);

	(void)state;
	terminal_type(terminal, "9389");
	terminal_expect(terminal, "SITI AMINAH");
	terminal_type(terminal, "<Esc>085700099048");
	terminal_expect(terminal, "SITI AMINAH");
	terminal_expect(terminal, "Enter shows this person.");
	terminal_type(terminal, "<Esc>aminah meruya");
	terminal_expect(terminal, "SITI AMINAH");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "PERSON");
	terminal_expect(terminal, "2019-KT-KBG-2");
	office_quit(terminal);
}

static void test_language_and_resize_keep_what_is_typed(void **state)
{
	struct terminal *terminal = open_people(NULL);

	(void)state;
	terminal_type(terminal, "siti am<Down><F9>");
	terminal_expect(terminal, "Cari: siti am");
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "Cari: siti am");
	terminal_expect(terminal, "> HJ. SITI NUR AMINI");
	terminal_resize(terminal, 50, 200);
	terminal_expect(terminal, "Cari: siti am");
	office_quit(terminal);
}

/* --- A person ---------------------------------------------------------------------------------- */

/* "Cetak data saya": a file for whom it is held on. */
static void test_everything_is_written_into_a_file(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "e");
	terminal_expect(terminal, "Recorded, and written to: ");
	terminal_expect(terminal, "data-peserta-");
	office_quit(terminal);
}

static void test_masked_until_it_is_recorded(void **state)
{
	struct terminal *terminal = open_aminah(NULL);
	char *path;

	(void)state;
	terminal_expect(terminal, "321605******9389");
	terminal_expect(terminal, "21 years old");
	assert_int_equal(terminal_find(terminal, "1998"), -1);
	terminal_type(terminal, "n");
	terminal_expect(terminal, "3216054304989389");
	terminal_expect(terminal, "1998-04-03");
	terminal_expect(terminal, "It is recorded that you saw it.");
	terminal_type(terminal, "n");
	assert_int_equal(terminal_find(terminal, "3216054304989389"), -1);
	office_quit(terminal);
	path = office_copy_path();
	assert_non_null(strstr(office_run_plain((const char *const[]){"--data", path, "log", NULL}),
		"{kind: 3, people: 1, person: "));
	free(path);
}

static void test_change_and_undo(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "k<C-u>+62 812 3456 7890<Enter>");
	terminal_expect(terminal, "081234567890");
	terminal_type(terminal, "<Enter><Enter>");
	terminal_expect(terminal, "Saved: Contact: SITI AMINAH");
	terminal_type(terminal, "<End>");
	terminal_expect(terminal, "085700099048 \342\206\222 081234567890");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "Taken back.");
	terminal_type(terminal, "<Home>");
	terminal_expect(terminal, "Phone         085700099048");
	office_quit(terminal);
}

/* Enter on a row changes the group that the row is of. */
static void test_enter_edits_the_row(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "<Down><Down><Down><Down><Down><Enter>");
	terminal_expect(terminal, "> Phone");
	office_quit(terminal);
}

static void test_what_is_wrong_is_said(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "k<C-u>12345<Enter>");
	terminal_expect(terminal, "! ");
	terminal_expect(terminal, "> Phone");
	terminal_type(terminal, "<C-u><Down><Down>siti<C-s>");
	terminal_expect(terminal, "! This is no e-mail address.");
	terminal_type(terminal, "@kantor.go.id<Enter>");
	terminal_expect(terminal, "Saved: Contact");
	office_quit(terminal);
}

/* The NIK says another birth: it stands with a reason, and the reason is kept. */
static void test_doubt_needs_a_reason(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "i<Enter><Enter><Enter><C-u>4/4/1998<Enter>");
	terminal_expect(terminal, "The NIK says: born 1998-04-03.");
	terminal_expect(terminal, "1 card was seen  2 being corrected  3 as told");
	terminal_type(terminal, "1<Enter>");
	terminal_expect(terminal, "Saved: Identity");
	terminal_expect(terminal, "NIK stands    card was seen");
	/* It is not asked again while nothing of it changes. */
	terminal_type(terminal, "i<C-s>");
	terminal_expect(terminal, "Saved: Identity");
	terminal_expect(terminal, "card was seen");
	office_quit(terminal);
}

static void test_rt_and_rw_at_once_and_kelurahan(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "a<Enter><C-u>016/006<Enter>");
	terminal_expect(terminal, "RT             : 16");
	terminal_expect(terminal, "RW             : 6");
	terminal_type(terminal, "<Enter>kebon jeruk<Enter>");
	terminal_expect(terminal, "Kebon Jeruk (Kebon Jeruk)");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "Kecamatan     Kebon Jeruk");
	office_quit(terminal);
}

/* --- Drafts ------------------------------------------------------------------------------------ */

/* In this run: left with Esc, gone on with by F6, at the same field. */
static void test_left_half_done(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "u<Enter>SMA<Enter>");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "Left half done: SITI AMINAH.");
	terminal_type(terminal, "<F6>");
	terminal_expect(terminal, "Left half done before");
	terminal_expect(terminal, "> Marital status");
	terminal_expect(terminal, "SMA");
	terminal_type(terminal, "<F8>");
	assert_int_equal(terminal_find(terminal, "SMA"), -1);
	terminal_type(terminal, "<Esc>");
	assert_int_equal(terminal_find(terminal, "Left half done"), -1);
	office_quit(terminal);
}

/* Neither the language nor the window's size takes away what is typed. */
static void test_language_and_resize_in_a_form(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "a<C-u>Jl. Mawar<F9>");
	terminal_expect(terminal, "> Alamat     : Jl. Mawar");
	terminal_resize(terminal, 16, 60);
	terminal_type(terminal, " 5<Enter><Enter><Enter>mer");
	terminal_resize(terminal, 10, 40);
	terminal_resize(terminal, 50, 200);
	terminal_expect(terminal, "Alamat     : Jl. Mawar 5");
	terminal_expect(terminal, "> Kelurahan  : mer");
	terminal_expect(terminal, "Meruya Selatan (Kembangan)");
	office_quit(terminal);
}

/* What was done on another screen is not undone here. */
static void test_undo_is_of_this_screen(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Enter>" AMINAH "<Enter>");
	terminal_expect(terminal, "PRESENT");
	terminal_type(terminal, "<Esc>p");
	terminal_expect(terminal, "PEOPLE");
	assert_int_equal(terminal_find(terminal, "^Z"), -1);
	terminal_type(terminal, AMINAH "<Down><Enter><C-z>");
	for (int i = 0; i < 11; i++)
		terminal_type(terminal, "<Down>");
	terminal_expect(terminal, "present 2 of 4");
	office_quit(terminal);
}

/* What F3 brings is what was saved of the person before. */
static void test_repeat(void **state)
{
	struct terminal *terminal = open_aminah(NULL);

	(void)state;
	terminal_type(terminal, "u<Enter>SMA<C-s>");
	terminal_expect(terminal, "Saved: Business");
	terminal_type(terminal, "<Esc><Esc>amalia<Enter>u<Enter><F3>");
	terminal_expect(terminal, "> Education      : SMA");
	office_quit(terminal);
}

static struct app *open_app(char **path, char **laptop)
{
	struct app_options options = {0};
	struct app *app;
	struct err err = {0};

	assert_int_equal(random_start(&err), STATUS_OK);
	office_copy(OFFICE_EMPTY);
	*path = office_copy_path();
	*laptop = office_path("laptop");
	options.path = *path;
	options.state_folder = *laptop;
	options.clock = clock_system();
	assert_int_equal(app_open(&app, &options, &err), STATUS_OK);
	assert_int_equal(app_unlock(app, NULL, NULL, &err), STATUS_OK);
	return app;
}

/* Somebody in a real programme, whose name is in the file as no program of ours would write it. */
static void add_person(const char *name, const char *stand_in)
{
	struct person_identity identity;
	struct transaction *transaction;
	struct buf value = BUF_EMPTY;
	char *path, *laptop, *at;
	struct app *app = open_app(&path, &laptop);
	struct id record = {{1, 2, 3}};
	struct register_key key = register_person(&record, PERSON_IDENTITY);
	struct err err = {0};

	assert_int_equal(strlen(name), strlen(stand_in));
	record_clear(&person_identity_type, &identity);
	identity.name = stand_in;
	assert_int_equal(record_encode(&person_identity_type, &identity, &value, &err), STATUS_OK);
	at = memmem(value.ptr, value.len, stand_in, strlen(stand_in));
	assert_non_null(at);
	memcpy(at, name, strlen(name));
	assert_int_equal(transaction_begin(app->store, NULL, &transaction, &err), STATUS_OK);
	transaction_entry(transaction);
	transaction_put(transaction, register_bytes(&key), buf_bytes(&value));
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	app_close(app);
	buf_release(&value);
	free(path);
	free(laptop);
}

static const struct office_look english = {"", NULL, NULL, "en", 24, 80};

/* The battery dies in the middle of a word: the form opens at the same field with what was typed. */
static void test_after_a_kill(void **state)
{
	struct terminal *terminal;

	(void)state;
	add_person("SITI AMINAH", "SITI AMINAH");
	terminal = office_open_with(OFFICE_TUESDAY, &english, NULL);
	terminal_type(terminal, "paminah<Enter>a<Enter><Enter><Enter><Enter><Enter>Tangerang Sel");
	terminal_type(terminal, "<Up><Up><Up><Up><Up>Jl. Mawar 5<Enter>12");
	terminal_signal(terminal, SIGKILL);
	terminal_wait_end(terminal);
	terminal_free(terminal);
	terminal = office_open_with(OFFICE_TUESDAY, &english, NULL);
	terminal_type(terminal, "p");
	terminal_expect(terminal, "Left half done: SITI AMINAH.");
	terminal_type(terminal, "<F6>");
	terminal_expect(terminal, "Jl. Mawar 5");
	terminal_expect(terminal, "> RT             : 12");
	terminal_expect(terminal, "Tangerang Sel");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "Saved: Address");
	terminal_type(terminal, "<Esc>");
	assert_int_equal(terminal_find(terminal, "Left half done"), -1);
	office_quit(terminal);
}

/* A window that is closed keeps what was typed, too. */
static void test_after_a_hang_up(void **state)
{
	struct terminal *terminal;

	(void)state;
	add_person("SITI AMINAH", "SITI AMINAH");
	terminal = office_open_with(OFFICE_TUESDAY, &english, NULL);
	terminal_type(terminal, "paminah<Enter>a");
	terminal_type(terminal, "Jl. Mawar 5");
	terminal_hang_up(terminal);
	terminal_wait_end(terminal);
	terminal_free(terminal);
	terminal = office_open_with(OFFICE_TUESDAY, &english, NULL);
	terminal_type(terminal, "p<F6>");
	terminal_expect(terminal, "> Address        : Jl. Mawar 5");
	terminal_type(terminal, "<F8>");
	office_quit(terminal);
}

/* --- What must not happen ---------------------------------------------------------------------- */

static void test_hostile_person(void **state)
{
	static const struct office_look small = {"", NULL, NULL, "id", 16, 60};
	const struct office_look *look[] = {&english, &small};

	(void)state;
	add_person(HOSTILE, "BUDI ABCDEFGHIJKL JAHAT");
	for (size_t i = 0; i < 2; i++) {
		struct terminal *terminal = office_open_with(OFFICE_TUESDAY, look[i], NULL);

		terminal_type(terminal, "pbudi<Down>");
		terminal_expect(terminal, "BUDI \357\277\275]0;x\357\277\275");
		terminal_type(terminal, "<Enter><End><Home>");
		terminal_expect(terminal, "BUDI \357\277\275]0;x\357\277\275");
		terminal_type(terminal, "k081234567890<C-s>");
		terminal_expect(terminal, "BUDI \357\277\275]0;x\357\277\275");
		assert_false(terminal_got(terminal, "\033]0;x"));
		assert_false(terminal_got(terminal, "\342\200\256"));
		/* Of the name nothing was touched. */
		terminal_type(terminal, "i<Enter>");
		assert_false(terminal_got(terminal, "\033]0;x"));
		office_quit(terminal);
	}
}

static void test_read_only(void **state)
{
	struct terminal *terminal;

	(void)state;
	office_copy(OFFICE_DEMO);
	terminal = office_open_with(
		OFFICE_TUESDAY, &english, (const char *const[]){"--read-only", NULL});
	terminal_type(terminal, "p" AMINAH "<Down><Enter>");
	terminal_expect(terminal, "READ ONLY");
	terminal_expect(terminal, "321605******9389");
	terminal_type(terminal, "nki<Enter>");
	terminal_expect(terminal, "PERSON");
	terminal_expect(terminal, "321605******9389");
	assert_int_equal(terminal_find(terminal, "F7 In full"), -1);
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search_looks),
		cmocka_unit_test(test_person_looks),
		cmocka_unit_test(test_form_looks),
		cmocka_unit_test(test_nobody_is_named_before_something_is_typed),
		cmocka_unit_test(test_other_ways_to_find),
		cmocka_unit_test(test_language_and_resize_keep_what_is_typed),
		cmocka_unit_test(test_everything_is_written_into_a_file),
		cmocka_unit_test(test_masked_until_it_is_recorded),
		cmocka_unit_test(test_change_and_undo),
		cmocka_unit_test(test_enter_edits_the_row),
		cmocka_unit_test(test_what_is_wrong_is_said),
		cmocka_unit_test(test_doubt_needs_a_reason),
		cmocka_unit_test(test_rt_and_rw_at_once_and_kelurahan),
		cmocka_unit_test(test_left_half_done),
		cmocka_unit_test(test_language_and_resize_in_a_form),
		cmocka_unit_test(test_undo_is_of_this_screen),
		cmocka_unit_test(test_repeat),
		cmocka_unit_test(test_after_a_kill),
		cmocka_unit_test(test_after_a_hang_up),
		cmocka_unit_test(test_hostile_person),
		cmocka_unit_test(test_read_only),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
