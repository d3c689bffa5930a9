/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A first-time officer without a manual, from opening the demo to a closed day. Nothing is typed that the screen has
 * not said: each step asserts the words first.
 */
#include "support/terminal.h"
#include "tui/office_try.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

struct step {
	const char *told; /* on the screen before the keys */
	const char *keys;
};

static void go(struct terminal *terminal, const struct step *step, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		terminal_expect(terminal, step[i].told);
		terminal_type(terminal, step[i].keys);
	}
}
#define GO(terminal, steps) go(terminal, steps, sizeof(steps) / sizeof(*(steps)))

/* As `./bootstrap run` opens it: no clock, no language, no officer named. */
static struct terminal *open_as_bootstrap(int rows, int cols)
{
	char *path = office_copy_path();
	const char *const argv[] = {getenv("OKOCE"), "--data", path, NULL};
	struct terminal *terminal;

	office_copy(OFFICE_DEMO);
	terminal = terminal_open(&(struct terminal_options){
		.argv = argv,
		.env = (const char *const[]){"OKOCE_NOW", "OKOCE_LANG", NULL},
		.rows = rows,
		.cols = cols,
	});
	terminal_sync(terminal);
	free(path);
	return terminal;
}

static void leave(struct terminal *terminal)
{
	terminal_expect(terminal, "^Q Keluar");
	terminal_send(terminal, "<C-q>");
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal)), 0);
	/* Where it is, how it is opened again, how to begin anew. */
	assert_true(terminal_got(terminal, "Berkas dengan peserta rekaan:"));
	assert_true(terminal_got(terminal, "Untuk membukanya lagi: okoce --data"));
	assert_true(terminal_got(terminal, "okoce contoh"));
	terminal_free(terminal);
}

static void test_from_the_demo_to_a_closed_day(void **state)
{
	static const struct step first[] = {
		{"Coba: tekan Enter, ketik  aminah  lalu Enter.", "<Enter>"},
		{"Coba: ketik  aminah  lalu Enter.", "aminah"},
		{"Enter mencatat hadir.", "<Enter>"},
		{"HADIR          08  SITI AMINAH", ""},
		{"31/40", ""},
	};
	static const struct step undone[] = {
		{"^Z Urungkan", "<C-z>"},
		{"Diurungkan: HADIR 08 SITI AMINAH", "08<Enter>"},
		{"HADIR          08  SITI AMINAH", ""},
	};
	static const struct step somebody_new[] = {
		{"NIK, nomor, atau nama:", "Zubaedah"},
		{"F3 cari di kegiatan lain, atau daftarkan peserta baru", "<F3>"},
		{"PESERTA BARU", ""},
		{"16 angka; boleh kosong.", "<Enter><Enter><Enter>"},
		{"Boleh kosong. Enter menyimpan.", "<Enter>"},
		{"DAFTAR TUNGGU", ""},
		{"kelas penuh 40/40   F3 jadikan pengganti", "<F3>"},
		{"3 Tetap di daftar tunggu", "3"},
	};
	static const struct step evening[] = {
		{"Semua sudah tercatat? F8 menutup hari.", "<F8>"},
		{"Langkah 1 dari 3: hitung tanda tangan di lembar", ""},
		{"Hitung di kertas, lalu Enter.", "31<Enter>"},
		{"Langkah 2 dari 3: siapa yang tidak ada?", ""},
		{"S sakit", "s"},
		{"Enter tutup hari", "<Enter>"},
		{"Langkah 3 dari 3: laporan ke kantor", ""},
		{"Sel 16/7, Kembangan, Kerajinan tangan 2, hari 2: hadir 31 (L 3, P 28), izin", ""},
		{"1, sakit 1, TK 7", ""},
		{"Terdaftar 40 dari 40", ""},
		{"Tanda tangan 31, cocok dengan catatan", ""},
		{"Hari ditutup: Sel 16 Jul 08.4", ""},
		{"Enter Lanjut", "<Enter>"},
		{"Hari ini sudah ditutup.", ""},
		{"Hari sudah ditutup. Esc kembali ke Beranda.", "<Esc>"},
		{"31/40", ""},
	};
	struct terminal *terminal = open_as_bootstrap(24, 80);

	(void)state;
	GO(terminal, first);
	GO(terminal, undone);
	GO(terminal, somebody_new);
	GO(terminal, evening);
	leave(terminal);
}

/* On the smallest terminal the sentences are there too, if shorter. */
static void test_the_same_on_a_small_screen(void **state)
{
	static const struct step steps[] = {
		{"tekan Enter, ketik  aminah  lalu Enter.", "<Enter>"},
		{"Coba: ketik  aminah  lalu Enter.", "aminah"},
		{"Enter mencatat hadir.", "<Enter>"},
		{"HADIR  08  SITI AMINAH", ""},
		{"F8 menutup hari.", "<F8>"},
		{"Langkah 1 dari 3", ""},
		{"lalu Enter", "<Enter>"},
		{"Langkah 2 dari 3", ""},
		{"Enter tutup hari", "<Enter>"},
		{"Langkah 3 dari 3", ""},
		{"Enter Lanjut", "<Enter>"},
		{"Hari ini sudah ditutup.", ""},
		{"Esc Kembali", "<Esc>"},
	};
	struct terminal *terminal = open_as_bootstrap(16, 60);

	(void)state;
	GO(terminal, steps);
	leave(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_from_the_demo_to_a_closed_day),
		cmocka_unit_test(test_the_same_on_a_small_screen),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
