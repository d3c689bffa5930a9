/* SPDX-License-Identifier: BSD-2-Clause */
/* Beginning a programme: a whole file or none, the laptop's id, and passphrases that hold. */
#include "base/file.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define PASSPHRASE "tobi-rasa-kelu-mani"

static void write_file(const char *path, const char *text)
{
	struct err err = {0};

	assert_int_equal(
		file_write(path, (struct bytes){(const uint8_t *)text, strlen(text)}, &err),
		STATUS_OK);
}

static bool is_there(void **state, const char *name)
{
	char *path = app_try_path(state, name);
	const bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

/* --- Files ------------------------------------------------------------------------------------- */

static void test_existing_file_is_left_as_it_is(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct programme programme;
	struct begin_options options;
	struct buf text = BUF_EMPTY;
	struct err err = {0};

	app_try_programme(&programme);
	options = app_try_options(state, path, &programme);
	write_file(path, "catatan kantor");
	assert_int_equal(begin_programme(&options, &err), STATUS_EXISTS);
	assert_non_null(strstr(err.text, "data.okoce"));
	assert_int_equal(begin_demo(&options, 1, 1, &err), STATUS_EXISTS);
	assert_int_equal(file_read(path, 100, &text, &err), STATUS_OK);
	assert_string_equal(buf_text(&text), "catatan kantor");
	assert_int_equal(scratch_count(*state), 1); /* not even a lock or an id */
	buf_release(&text);
	programme_release(&programme);
	free(path);
}

static void test_link_that_leads_nowhere_is_left_as_it_is(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct programme programme;
	struct begin_options options;
	struct err err = {0};

	app_try_programme(&programme);
	options = app_try_options(state, path, &programme);
	assert_int_equal(symlink("nowhere", path), 0);
	assert_int_equal(begin_programme(&options, &err), STATUS_EXISTS);
	programme_release(&programme);
	free(path);
}

static void test_folder_that_is_missing_is_said(void **state)
{
	char *path = app_try_path(state, "missing/data.okoce");
	struct programme programme;
	struct begin_options options;
	struct err err = {0};

	app_try_programme(&programme);
	options = app_try_options(state, path, &programme);
	assert_int_equal(begin_programme(&options, &err), STATUS_NOT_FOUND);
	programme_release(&programme);
	free(path);
}

static void test_file_that_is_begun_elsewhere_is_busy(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	char *lock_path = app_try_path(state, "data.okoce.lock");
	struct file_lock lock;
	struct programme programme;
	struct begin_options options;
	struct err err = {0};

	app_try_programme(&programme);
	options = app_try_options(state, path, &programme);
	assert_int_equal(file_lock_take(&lock, lock_path, &err), STATUS_OK);
	assert_int_equal(begin_programme(&options, &err), STATUS_BUSY);
	assert_false(is_there(state, "data.okoce"));
	file_lock_release(&lock);
	programme_release(&programme);
	free(lock_path);
	free(path);
}

static void test_leftovers_are_replaced_and_none_stay(void **state)
{
	char *part = app_try_path(state, "data.okoce.part");
	struct app *app;

	write_file(part, "half");
	app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	assert_string_equal(app_officer_name(app), "Rina S.");
	assert_false(store_is_sealed(app->store));
	app_close(app);
	assert_false(is_there(state, "data.okoce.part"));
	assert_false(is_there(state, "data.okoce.part-lock"));
	assert_false(is_there(state, "data.okoce.part.lock"));
	free(part);
}

static void test_programme_that_cannot_be_written_leaves_nothing(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct programme programme;
	struct begin_options options;
	struct err err = {0};

	app_try_programme(&programme);
	options = app_try_options(state, path, &programme);
	programme.settings.agency = "Sudin\x1b[2J"; /* FORMAT F11 refuses it */
	assert_int_equal(begin_programme(&options, &err), STATUS_INVALID);
	assert_false(is_there(state, "data.okoce"));
	assert_false(is_there(state, "data.okoce.part"));
	assert_false(is_there(state, "data.okoce.part-lock"));
	programme_release(&programme);
	free(path);
}

static void test_sealed_file_opens_with_its_passphrase_only(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct programme programme;
	struct begin_options options;
	struct app_options app_options = {.path = path, .state_folder = *state};
	struct app *app;
	struct err err = {0};

	app_try_programme(&programme);
	options = app_try_options(state, path, &programme);
	options.passphrase = "kembangan2019";
	assert_int_equal(begin_programme(&options, &err), STATUS_INVALID);
	assert_false(is_there(state, "data.okoce"));
	options.passphrase = PASSPHRASE;
	assert_int_equal(begin_programme(&options, &err), STATUS_OK);
	app_options.clock = options.clock;
	assert_int_equal(app_open(&app, &app_options, &err), STATUS_OK);
	assert_true(store_is_sealed(app->store));
	assert_int_equal(app_unlock(app, "Rina S.", "tobi-rasa-kelu-mana", &err), STATUS_DENIED);
	assert_int_equal(app_unlock(app, "rina s", PASSPHRASE, &err), STATUS_OK);
	assert_int_equal(app->programme.session_count, 1);
	app_close(app);
	programme_release(&programme);
	free(path);
}

static void test_reading_only_needs_no_laptop_id(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct app_options options = {.path = path, .read_only = true, .state_folder = "/nowhere"};
	struct app *app;
	struct err err = {0};

	app_try_begin(state, "data.okoce");
	assert_int_equal(app_open(&app, &options, &err), STATUS_OK);
	assert_int_equal(app_unlock(app, NULL, NULL, &err), STATUS_OK);
	app_close(app);
	free(path);
}

static void test_missing_file_is_not_made(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct app_options options = {.path = path, .state_folder = *state};
	struct app *app;
	struct err err = {0};

	assert_int_equal(app_open(&app, &options, &err), STATUS_NOT_FOUND);
	assert_null(app);
	app_close(app);
	assert_false(is_there(state, "data.okoce"));
	free(path);
}

/* --- The laptop's id --------------------------------------------------------------------------- */

static void test_laptop_keeps_its_id(void **state)
{
	char *folder = app_try_path(state, "state/okoce");
	char *path = app_try_path(state, "state/okoce/device");
	struct id first, again;
	struct stat about;
	struct err err = {0};

	assert_int_equal(app_device(folder, &first, &err), STATUS_OK);
	assert_false(id_is_zero(&first));
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	assert_int_equal(about.st_size, ID_SIZE);
	assert_int_equal(app_device(folder, &again, &err), STATUS_OK);
	assert_true(id_equal(&first, &again));
	free(path);
	free(folder);
}

static void test_damaged_laptop_id_is_replaced(void **state)
{
	static const uint8_t bytes[ID_SIZE + 5] = {0};
	static const size_t damaged[] = {
		0, 5, ID_SIZE, ID_SIZE + 5}; /* of the right size: all zero */
	char *path = app_try_path(state, "device");
	struct id id, again;
	struct err err = {0};

	for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++) {
		assert_int_equal(
			file_write(path, (struct bytes){bytes, damaged[i]}, &err), STATUS_OK);
		assert_int_equal(app_device(*state, &id, &err), STATUS_OK);
		assert_false(id_is_zero(&id));
		assert_int_equal(app_device(*state, &again, &err), STATUS_OK);
		assert_true(id_equal(&id, &again));
	}
	free(path);
}

/* --- Passphrases ------------------------------------------------------------------------------- */

/* Nine characters in eighteen bytes. */
#define NINE_LETTERS "\u00e9\u00e8\u00ea\u00eb\u00e0\u00e1\u00e2\u00e4\u00e3"

static const char *const refused[] = {"", "a", "sembilan9", "kemb4ngan", NINE_LETTERS,
	"aaaaaaaaaaaa", "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9",
	"          ", "2019201920", "1234567890", "31.73.08 2019", "kembangan2019", "Kebon Jeruk",
	"kebon-jeruk 2019", "RINA SULASTRI", "rinasulastri90", "rina rina rina", "okoce okoce",
	"Jakarta Barat", "password 2019", "kata sandi 1",
	"\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff"};

static void test_passphrases_that_anyone_would_try(void **state)
{
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		err = (struct err){0};
		if (passphrase_ok(refused[i], "Rina Sulastri", &err) != STATUS_INVALID)
			fail_msg("taken: \"%s\"", refused[i]);
		assert_true(err.text[0] != '\0');
		/* A sentence on a screen must not tell it. */
		if (strlen(refused[i]) > 1)
			assert_null(strstr(err.text, refused[i]));
	}
}

static const char *const taken[] = {PASSPHRASE, "kopi pahit di teras", "Rina suka kopi",
	"kembangan-biru", NINE_LETTERS "\u00e9"};

static void test_passphrases_that_hold(void **state)
{
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		if (passphrase_ok(taken[i], "Rina Sulastri", &err) != STATUS_OK)
			fail_msg("refused: \"%s\": %s", taken[i], err.text);
}

static void test_passphrase_limits(void **state)
{
	char text[PASSPHRASE_MAX + 2];
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = "kopi"[i % 4];
	text[PASSPHRASE_MAX + 1] = '\0';
	assert_int_equal(passphrase_ok(text, "", &err), STATUS_INVALID);
	text[PASSPHRASE_MAX] = '\0';
	assert_int_equal(passphrase_ok(text, "", &err), STATUS_OK);
	text[PASSPHRASE_MIN] = '\0';
	assert_int_equal(passphrase_ok(text, "", &err), STATUS_OK);
	text[PASSPHRASE_MIN - 1] = '\0';
	assert_int_equal(passphrase_ok(text, "", &err), STATUS_INVALID);
}

static void test_proposed_passphrase_is_accepted_and_never_the_same(void **state)
{
	struct buf last = BUF_EMPTY;
	struct err err = {0};

	(void)state;
	for (int i = 0; i < 200; i++) {
		struct buf proposed = BUF_EMPTY;
		int hyphens = 0;

		propose_passphrase(&proposed);
		for (size_t k = 0; k < proposed.len; k++)
			hyphens += proposed.ptr[k] == '-';
		assert_int_equal(proposed.len, 19);
		assert_int_equal(hyphens, 3);
		assert_int_equal(passphrase_ok(buf_text(&proposed), "Rina S.", &err), STATUS_OK);
		assert_string_not_equal(buf_text(&proposed), buf_text(&last));
		buf_release(&last);
		last = proposed;
	}
	buf_release(&last);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_existing_file_is_left_as_it_is),
		TEST(test_link_that_leads_nowhere_is_left_as_it_is),
		TEST(test_folder_that_is_missing_is_said),
		TEST(test_file_that_is_begun_elsewhere_is_busy),
		TEST(test_leftovers_are_replaced_and_none_stay),
		TEST(test_programme_that_cannot_be_written_leaves_nothing),
		TEST(test_sealed_file_opens_with_its_passphrase_only),
		TEST(test_reading_only_needs_no_laptop_id),
		TEST(test_missing_file_is_not_made),
		TEST(test_laptop_keeps_its_id),
		TEST(test_damaged_laptop_id_is_replaced),
		TEST(test_passphrases_that_anyone_would_try),
		TEST(test_passphrases_that_hold),
		TEST(test_passphrase_limits),
		TEST(test_proposed_passphrase_is_accepted_and_never_the_same),
	};

	return cmocka_run_group_tests_name("app/begin", tests, NULL, NULL);
}
