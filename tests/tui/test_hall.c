/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * 07.30 in the hall: what goes wrong on a training day, a case each, as an officer meets it on the screens. (That the file
 * comes home is another test's: the hand-over.)
 */
#include "support/terminal.h"
#include "tui/office_try.h"

#include "base/file.h"
#include "base/sanitizer.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define FULL "2019-KT-KBG-2" /* the demo's class of today */
#define REAL "2019-MM-KBJ-1" /* of the programme that is no demo, on: */
#define MONDAY "2019-03-04T08:40:00+07:00"
#define LATER "2019-03-04T08:41:00+07:00"
#define SEALED "sealed.okoce"
#define PASSPHRASE "tobi-rasa-kelu-mani"
#define LIST "import-bersih.csv"

static const struct office_look indonesian = {"", NULL, NULL, "id", 24, 80};
static const struct office_look english = {"", NULL, NULL, "en", 24, 80};

/* People in the real programme's first class, in the file that is copied for each case. */
static int begin(void **state)
{
	const char *top = getenv("top_srcdir");
	char *data = path_join(top ? top : ".", "tests/data/" LIST), *sealed = office_path(SEALED);
	char *empty = office_path(OFFICE_EMPTY);

	if (office_begin(state) != 0)
		return -1;
	unlink(sealed);
	office_run_plain((const char *const[]){"--data", empty, "import", data, "--session", REAL, NULL});
	office_run_sealed(MONDAY, PASSPHRASE, (const char *const[]){"init", sealed, "--officer", "Rina S.", NULL});
	free(data);
	free(sealed);
	free(empty);
	return 0;
}

static int end(void **state)
{
	char *sealed = office_path(SEALED);

	unlink(sealed);
	free(sealed);
	return office_end(state);
}

static void end_by(struct terminal *terminal, int number)
{
	terminal_signal(terminal, number);
	(void)terminal_wait_end(terminal);
	terminal_free(terminal);
}

/* Also from a file that does not open: then with the exit status of why. */
static void leave(struct terminal *terminal)
{
	terminal_send(terminal, "<C-q>");
	(void)terminal_wait_end(terminal);
	terminal_free(terminal);
}

static void wait_home(struct terminal *terminal)
{
	terminal_wait_text(terminal, "BERANDA");
	terminal_sync(terminal);
}

static struct terminal *open_demo(void)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, &indonesian);

	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "KEHADIRAN");
	return terminal;
}

static void test_the_file_is_missing(void **state)
{
	char *path = office_copy_path();
	struct terminal *terminal;

	(void)state;
	office_quit(office_open(OFFICE_EMPTY, MONDAY, &indonesian)); /* as it was left the day before */
	assert_int_equal(unlink(path), 0);
	terminal = office_open_with(LATER, &indonesian, NULL);
	terminal_expect(terminal, "Berkas data tidak ditemukan di");
	terminal_expect(terminal, "1 Cari di flashdisk");
	terminal_expect(terminal, "2 Salinan terakhir di laptop ini (Sen 4 Mar 08.40, ");
	terminal_expect(terminal, "3 Lanjutkan dengan kertas");
	terminal_type(terminal, "3");
	terminal_expect(terminal, "Tulis nomor, nama, NIK");
	terminal_send(terminal, "2");
	wait_home(terminal);
	office_quit(terminal);
	free(path);
}

static void test_it_is_open_elsewhere(void **state)
{
	struct terminal *first = office_open(OFFICE_DEMO, OFFICE_TUESDAY, &indonesian);
	struct terminal *second = office_open_with(OFFICE_TUESDAY, &indonesian, NULL);

	(void)state;
	terminal_expect(second, "Sedang dibuka di jendela lain (pts/");
	terminal_expect(second, "sejak 08.40");
	terminal_expect(second, "1 Baca saja");
	terminal_expect(second, "2 Coba lagi");
	end_by(first, SIGHUP); /* its window is closed */
	terminal_send(second, "2");
	wait_home(second);
	office_quit(second);
}

static void test_the_passphrase_is_forgotten(void **state)
{
	struct terminal *terminal = office_open(SEALED, MONDAY, &indonesian);

	(void)state;
	terminal_expect(terminal, "F3");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "2 Kode dalam amplop");
	terminal_expect(terminal, "3 Minta bantuan kantor");
	terminal_expect(terminal, "4 Lanjutkan dengan kertas");
	leave(terminal);
}

static void test_caps_lock_is_on(void **state)
{
	struct terminal *terminal = office_open(SEALED, MONDAY, &indonesian);

	(void)state;
	terminal_type(terminal, "TOBI-RASA-KELU-MANI<Enter>");
	terminal_expect(terminal, "Periksa Caps Lock.");
	terminal_type(terminal, "TOBI<Enter>");
	terminal_expect(terminal, "F2");
	terminal_type(terminal, "tobi<F2>");
	terminal_expect(terminal, "tobi");
	terminal_type(terminal, "<C-u>" PASSPHRASE "<Enter>");
	terminal_expect(terminal, "BERANDA");
	office_quit(terminal);
}

#ifndef HAS_SANITIZER
/* With the laptop's own clock, which shows 1 January 2015. */
static struct terminal *open_in_2015(const char *lang, int rows, int cols)
{
	char *path = office_copy_path();
	const char *const argv[] = {getenv("OKOCE"), "--data", path, "--lang", lang, NULL};
	const char *build = getenv("top_builddir");
	struct buf preload = BUF_EMPTY;
	struct terminal *terminal;

	buf_printf(&preload, "LD_PRELOAD=%s/tests/tui/wrong_clock.so", build ? build : ".");
	terminal = terminal_open(&(struct terminal_options){
		.argv = argv,
		.env = (const char *const[]){"OKOCE_NOW", buf_text(&preload), NULL},
		.rows = rows,
		.cols = cols,
	});
	terminal_sync(terminal);
	buf_release(&preload);
	free(path);
	return terminal;
}

static void test_the_clock_shows_2015(void **state)
{
	struct terminal *terminal;

	(void)state;
	office_copy(OFFICE_EMPTY);
	terminal = open_in_2015("id", 24, 80);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Jam laptop menunjukkan 1 Jan 2015. Absensi tetap bisa: pilih hari.");
	terminal_expect(terminal, "2  Selasa, 5 Maret 2019");
	/* The day is chosen, never derived; the time is what a watch says. */
	terminal_type(terminal, "<Enter>9<Enter>");
	terminal_expect(terminal, "hari ke-1 sampai ke-4");
	terminal_type(terminal, "<C-u>2<Enter>25.00<Enter>");
	terminal_expect(terminal, "Itu bukan jam");
	terminal_type(terminal, "<C-u>8:41<Enter>");
	terminal_expect(terminal, "KEHADIRAN");
	terminal_expect(terminal, "JAM DISETEL");
	terminal_expect(terminal, "Hari ke-2 dari 4");
	terminal_type(terminal, "03<Enter>");
	terminal_expect(terminal, "pukul 08.41  ");
	office_quit(terminal);
	/* Without a time, and on the next morning the clock is as wrong. */
	terminal = open_in_2015("en", 16, 60);
	terminal_type(terminal, "<Enter>2<Enter><Enter>");
	terminal_expect(terminal, "Times are shown with a question mark. F6 sets the clock.");
	terminal_type(terminal, "04<Enter>");
	terminal_expect(terminal, "at 00.12?");
	terminal_type(terminal, "<F6>2<Enter>9<Enter>05<Enter>");
	terminal_expect(terminal, "at 09.00");
	office_quit(terminal);
}
#endif

static void test_the_battery_dies_at_number_4(void **state)
{
	struct terminal *terminal = office_open(OFFICE_EMPTY, MONDAY, &indonesian);

	(void)state;
	terminal_type(terminal, "<Enter>03<Enter>04<Enter>");
	terminal_expect(terminal, "HADIR          04");
	terminal_type(terminal, "siti am<Minute>");
	end_by(terminal, SIGKILL);
	terminal = office_open_with(LATER, &indonesian, NULL);
	terminal_expect(terminal, "KEHADIRAN");
	terminal_expect(terminal, "Terakhir tersimpan: no. 04, 08.40 (2/");
	terminal_expect(terminal, "NIK, nomor, atau nama: siti am");
	office_quit(terminal);
}

static void test_the_wrong_hall_or_week(void **state)
{
	struct terminal *terminal = open_demo();

	(void)state;
	terminal_type(terminal, "3173020505979298<Enter>");
	terminal_expect(terminal, "KELAS LAIN     Fashion, kelas 2  mulai Sen 29 Jul");
	terminal_expect(terminal, "Aula Kecamatan");
	office_quit(terminal);
}

static void test_the_class_is_full(void **state)
{
	struct terminal *terminal = open_demo();

	(void)state;
	terminal_type(terminal, "Tono<Enter>");
	terminal_expect(terminal, "TIDAK TERDAFTAR");
	terminal_type(terminal, "<F3><C-s>");
	terminal_expect(terminal, "DAFTAR TUNGGU");
	terminal_expect(terminal, "no. 1");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "4 dari 4 hari");
	terminal_expect(terminal, "1 ");
	terminal_type(terminal, "3"); /* stays */
	terminal_type(terminal, "tono<F3>2");
	terminal_type(terminal, "1");
	terminal_expect(terminal, "HADIR");
	terminal_expect(terminal, "! Peserta melebihi kursi: 41/40");
	terminal_type(terminal, "Zubaidi<Enter><F3><C-s><F3>1joko<Enter>");
	terminal_expect(terminal, "HADIR");
	terminal_expect(terminal, "17  JOKO");
	office_quit(terminal);
}

static void test_a_relative_signs(void **state)
{
	struct terminal *terminal = open_demo();

	(void)state;
	terminal_type(terminal, "17<F4>w");
	terminal_expect(terminal, "IZIN           17  JOKO PRASETYO");
	terminal_expect(terminal, "diwakilkan");
	terminal_expect(terminal, "30/40"); /* not present */
	office_quit(terminal);
}

/* What the other one wrote stands in the file: what is said of the counter, and numbers do not meet. */
static void test_two_laptops_at_one_door(void **state)
{
	const char *own = getenv("XDG_STATE_HOME");
	char *kept = own ? memory_text(own) : NULL, *other = office_path("other-laptop");
	struct terminal *terminal = office_open(OFFICE_EMPTY, MONDAY, &english);

	(void)state;
	terminal_type(terminal, "<Enter>03<Enter>");
	assert_int_equal(terminal_find(terminal, "on this laptop "), -1);
	office_quit(terminal);
	setenv("XDG_STATE_HOME", other, 1);
	terminal = office_open_with(LATER, &english, NULL);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "on this laptop ");
	terminal_type(terminal, "03<Enter>");
	terminal_expect(terminal, "ALREADY PRESENT");
	office_quit(terminal);
	if (kept)
		setenv("XDG_STATE_HOME", kept, 1);
	else
		unsetenv("XDG_STATE_HOME");
	free(kept);
	free(other);
}

/* The sheet of the evening before, keyed in by its code and numbers. */
static void test_there_is_no_power(void **state)
{
	struct terminal *terminal = open_demo();
	char code[8], keys[96];
	int row;

	(void)state;
	terminal_type(terminal, "<F5><F2>");
	row = terminal_find(terminal, "lembar-" FULL "-2-");
	assert_true(row >= 0);
	assert_int_equal(sscanf(strstr(terminal_row(terminal, row), "lembar-"),
				 "lembar-" FULL "-2-%7[0-9A-Z-].txt", code), 1);
	snprintf(keys, sizeof(keys), "%s<Enter>semua hadir kecuali 7 19 33, izin 21<Enter>36<Enter>", code);
	terminal_type(terminal, keys);
	terminal_expect(terminal, "hadir 36, izin 1");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Tersimpan: 8 orang.");
	office_quit(terminal);
}

static void test_the_end_of_the_day(void **state)
{
	struct terminal *terminal = open_demo();

	(void)state;
	terminal_type(terminal, "<F8>");
	terminal_expect(terminal, "Langkah 1 dari 3");
	terminal_type(terminal, "30<Enter>");
	terminal_expect(terminal, "Langkah 2 dari 3");
	terminal_expect(terminal, "tanpa keterangan");
	terminal_type(terminal, "i<Enter>");
	terminal_expect(terminal, "Langkah 3 dari 3");
	terminal_expect(terminal, "Hari ke-2 ditutup. Tersimpan di laptop ini.");
	terminal_type(terminal, "b<Enter>");
	terminal_expect(terminal, "Sebutkan mengapa hari ini dibuka lagi.");
	terminal_type(terminal, "lembar kedua<Enter>");
	terminal_expect(terminal, "Hari ke-2 terbuka lagi.");
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_file_is_missing),
		cmocka_unit_test(test_it_is_open_elsewhere),
		cmocka_unit_test(test_the_passphrase_is_forgotten),
		cmocka_unit_test(test_caps_lock_is_on),
#ifndef HAS_SANITIZER /* it must be loaded first */
		cmocka_unit_test(test_the_clock_shows_2015),
#endif
		cmocka_unit_test(test_the_battery_dies_at_number_4),
		cmocka_unit_test(test_the_wrong_hall_or_week),
		cmocka_unit_test(test_the_class_is_full),
		cmocka_unit_test(test_a_relative_signs),
		cmocka_unit_test(test_two_laptops_at_one_door),
		cmocka_unit_test(test_there_is_no_power),
		cmocka_unit_test(test_the_end_of_the_day),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
