/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All screens, one after the other, in both languages: golden at 200x50, and at every size nothing that
 * a reader would stumble over. `make gallery` draws them as pictures, to be looked at.
 */
#include "support/terminal.h"
#include "tui/office_try.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DOOR "<Enter>"          /* today's class */
#define CLASS "k2019-kt-kbg-2<Enter>" /* its page in Kegiatan */
#define PERSON "psiti aminah<Enter>"

/* A screen, and the keys that lead to it from Beranda. */
static const struct stop {
	const char *name, *keys;
	const char *file; /* null: the demo */
	bool varies;      /* with the folder of the test: no golden */
} stops[] = {
	{"beranda", "", NULL, false},
	{"beranda-kosong", "", OFFICE_EMPTY, false},
	{"bantuan", "<F1>", NULL, false},
	{"perlu-diperiksa", "c", NULL, false},
	{"kehadiran", DOOR "17<Enter>siti am<Down>", NULL, false},
	{"kehadiran-baru", DOOR, NULL, false},
	{"kehadiran-bantuan", DOOR "<F1>", NULL, false},
	{"kehadiran-hari", DOOR "<F2>", NULL, false},
	{"kehadiran-izin", DOOR "17<F4>", NULL, false},
	{"pintu", DOOR "3216054304989389<Enter><F3>", NULL, false},
	{"pintu-terdaftar", DOOR "17<F3>", NULL, false},
	{"pintu-baru", DOOR "<F3>Tono<Enter>", NULL, false},
	{"kertas", DOOR "<F5>", NULL, false},
	{"kertas-simpan", DOOR "<F5><Enter>semua hadir kecuali 7 19 33<Enter>36<Enter>", NULL, false},
	{"tutup-hari", DOOR "<F8>", NULL, false},
	{"tutup-hari-beda", DOOR "<F8>31<Enter>", NULL, false},
	{"tutup-hari-2", DOOR "<F8>31<Enter><Enter>", NULL, false},
	{"tutup-hari-3", DOOR "<F8>31<Enter><Enter><Enter>", NULL, true},
	{"kegiatan", "k", NULL, false},
	{"kegiatan-kosong", "k", OFFICE_EMPTY, false},
	{"kegiatan-bulan", "k<F2>", NULL, false},
	{"kegiatan-rincian", CLASS, NULL, false},
	{"kegiatan-jadwal", CLASS "<F3>", NULL, false},
	{"kegiatan-status", CLASS "<F4>", NULL, false},
	{"kegiatan-status-pilih", CLASS "<F4><Down>", NULL, false},
	{"kegiatan-peserta", CLASS "<F5>", NULL, false},
	{"impor-berkas", "i", NULL, true},
	{"peserta", "p", NULL, false},
	{"peserta-cari", "psiti am", NULL, false},
	{"orang", PERSON, NULL, false},
	{"orang-identitas", PERSON "i", NULL, false},
	{"orang-kontak", PERSON "k", NULL, false},
	{"orang-alamat", PERSON "a", NULL, false},
	{"orang-alamat-pilih", PERSON "a<Down><Down><Down><Down><Down>", NULL, false},
	{"orang-usaha", PERSON "u", NULL, false},
	{"rekap", "r", NULL, false},
	{"rekap-kelurahan", "r<F3>", NULL, false},
	{"rekap-diumumkan", "r<F4>", NULL, false},
	{"rekap-daftar", "r<F5>", NULL, false},
	{"tindak-lanjut", "t", NULL, false},
	{"tindak-lanjut-orang", "t<End><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Enter>", NULL, false},
	{"tindak-lanjut-catat", "t<End><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Enter><Enter>", NULL, false},
	{"riwayat", "w", NULL, false},
	{"riwayat-cari", "wsiti<Enter>", NULL, false},
	{"pengaturan", "a", NULL, false},
	{"pengaturan-pilih", "a<Down>", NULL, false},
	{"tentang", "a<F2>", NULL, true},
};

static const struct {
	const char *name;
	int rows, cols;
} sizes[] = {{"24x80", 24, 80}, {"16x60", 16, 60}, {"50x200", 50, 200}};

/* Little words that no sentence of the other language has. */
static const char *const foreign_to_indonesian[] = {
	" the ", " of ", " and ", " is ", " was ", " are ", " with ", " what "};
static const char *const foreign_to_english[] = {" yang ", " tidak ", " belum ", " untuk ", " dengan "};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void assert_one_language(struct terminal *terminal, const char *lang, const char *name)
{
	bool is_english = strcmp(lang, "en") == 0;
	const char *const *word = is_english ? foreign_to_english : foreign_to_indonesian;
	size_t words = is_english ? COUNT(foreign_to_english) : COUNT(foreign_to_indonesian);

	for (size_t i = 0; i < words; i++) {
		int row = terminal_find(terminal, word[i]);

		if (row >= 0)
			fail_msg("%s in \"%s\" has \"%s\": %s", name, lang, word[i],
				terminal_row(terminal, row));
	}
}

/* Help stands first, and how to leave stands there too, at every size. */
static void assert_bar(struct terminal *terminal, const char *name)
{
	const char *bar = terminal_row(terminal, terminal_rows(terminal) - 1);

	if (!strstr(bar, "Esc ") && !strstr(bar, "^Q "))
		fail_msg("%s at %d columns does not say how to leave:%s", name, terminal_cols(terminal), bar);
}

static void draw_picture(struct terminal *terminal, const char *name, const char *lang, const char *size)
{
	const char *folder = getenv("OKOCE_GALLERY");
	struct buf path = BUF_EMPTY;

	if (!folder)
		return;
	buf_printf(&path, "%s/%s-%s-%s.svg", folder, name, lang, size);
	terminal_picture(terminal, buf_text(&path));
	buf_release(&path);
}

static void look_at(const struct stop *stop, const char *lang)
{
	struct office_look look = {"", NULL, NULL, lang, 24, 80};
	struct terminal *terminal =
		office_open(stop->file ? stop->file : OFFICE_DEMO, OFFICE_LATER, &look);
	struct buf golden = BUF_EMPTY;

	terminal_type(terminal, stop->keys);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		if (i > 0)
			terminal_resize(terminal, sizes[i].rows, sizes[i].cols);
		assert_one_language(terminal, lang, stop->name);
		assert_bar(terminal, stop->name);
		draw_picture(terminal, stop->name, lang, sizes[i].name);
	}
	buf_printf(&golden, "tui/golden/wide-%s-%s", stop->name, lang);
	if (!stop->varies)
		terminal_golden(terminal, buf_text(&golden));
	buf_release(&golden);
	office_quit(terminal);
}

static void test_all_screens_in_indonesian(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(stops); i++)
		look_at(&stops[i], "id");
}

static void test_all_screens_in_english(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(stops); i++)
		look_at(&stops[i], "en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_screens_in_indonesian),
		cmocka_unit_test(test_all_screens_in_english),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
