/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/conf.h"
#include "model/tsv.h"
#include "base/file.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

/* It needs those before it. */
#include <cmocka.h>

/* --- No folder, an empty one, files missing --------------------------------------------------- */

static void test_no_folder(void **state)
{
	struct loaded loaded;
	char *path = path_join(*state, "nothing");

	folder_load(path, &loaded);
	assert_int_equal(loaded.status, STATUS_NOT_FOUND);
	assert_int_equal(loaded.problems.count, 0);
	assert_non_null(strstr(loaded.err.text, "nothing"));
	loaded_release(&loaded);

	free(path);
	path = path_join(*state, "okoce.yaml");
	folder_load(path, &loaded);
	assert_int_not_equal(loaded.status, STATUS_OK);
	loaded_release(&loaded);
	free(path);
}

static void test_empty_folder(void **state)
{
	char *path = path_join(*state, "empty");
	struct loaded loaded;

	assert_int_equal(mkdir(path, 0700), 0);
	folder_load(path, &loaded);
	struct buf problems = folder_problems(path, &loaded);
	assert_int_equal(loaded.status, STATUS_INVALID);
	assert_string_equal(buf_text(&problems), "commodities.yaml: this file is missing\n"
						 "districts.yaml: this file is missing\n"
						 "okoce.yaml: this file is missing\n"
						 "plan-YEAR.yaml: this file is missing\n");
	buf_release(&problems);
	loaded_release(&loaded);
	rmdir(path);
	free(path);
}

static void test_other_files(void **state)
{
	struct loaded loaded;

	folder_write(*state, "plan_2020.yaml", "x", 1);
	folder_write(*state, "plan-2019.yaml~", "x", 1);
	folder_write(*state, ".plan-2019.yaml", "x", 1);
	folder_load(*state, &loaded);
	struct buf problems = folder_problems(*state, &loaded);
	assert_int_equal(loaded.status, STATUS_OK);
	assert_int_equal(loaded.problems.count, 1);
	assert_int_equal(loaded.problems.errors, 0);
	assert_int_equal(strncmp(buf_text(&problems), "plan_2020.yaml: warning: ", 25), 0);
	buf_release(&problems);
	loaded_release(&loaded);
	folder_mend(*state, "plan_2020.yaml");
	folder_mend(*state, "plan-2019.yaml~");
	folder_mend(*state, ".plan-2019.yaml");
}

static void test_no_file(void **state)
{
	char *path = path_join(*state, "calendar-2020.yaml");
	struct loaded loaded;

	assert_int_equal(mkdir(path, 0700), 0);
	folder_load(*state, &loaded);
	assert_int_equal(loaded.status, STATUS_INVALID);
	assert_int_equal(loaded.problems.count, 1);
	assert_int_equal(loaded.problems.item[0].line, 0);
	for (size_t i = 0; i < DIGEST_SIZE; i++)
		assert_int_equal(loaded.problems.digest[i], 0);
	loaded_release(&loaded);
	rmdir(path);
	free(path);
}

static void test_too_large(void **state)
{
	char *large = memory_alloc(CONF_FILE_MAX + 1);
	struct loaded loaded;

	memset(large, '#', CONF_FILE_MAX + 1);
	folder_write(*state, "okoce.yaml", large, CONF_FILE_MAX + 1);
	folder_load(*state, &loaded);
	assert_int_equal(loaded.status, STATUS_INVALID);
	assert_int_equal(loaded.problems.count, 1);
	assert_non_null(strstr(loaded.problems.item[0].file, "okoce.yaml"));
	assert_non_null(strstr(loaded.err.text, "okoce.yaml"));
	loaded_release(&loaded);

	/* One byte less is read, and is nothing but a remark. */
	folder_write(*state, "okoce.yaml", large, CONF_FILE_MAX);
	folder_load(*state, &loaded);
	struct buf problems = folder_problems(*state, &loaded);
	assert_string_equal(buf_text(&problems), "okoce.yaml:1:1: this file is empty\n");
	buf_release(&problems);
	loaded_release(&loaded);
	free(large);
	folder_mend(*state, "okoce.yaml");
}

/* --- The shipped files ------------------------------------------------------------------------ */

static size_t count_sessions(const struct programme *programme, uint32_t year, const char *id)
{
	size_t count = 0;

	for (size_t i = 0; i < programme->session_count; i++) {
		const struct session_plan *plan = &programme->session[i].plan;

		if (plan->year == year && (!id || strcmp(plan->commodity, id) == 0))
			count++;
	}
	return count;
}

static void test_shipped_counts(void **state)
{
	const struct loaded *loaded = *state;
	const struct programme *programme = &loaded->programme;

	assert_int_equal(programme->session_count, 126);
	assert_int_equal(count_sessions(programme, 2018, NULL), 32);
	assert_int_equal(count_sessions(programme, 2018, "service-hp"), 8);
	assert_int_equal(count_sessions(programme, 2018, "sabun"), 0);
	assert_int_equal(count_sessions(programme, 2019, NULL), 94);
	assert_int_equal(count_sessions(programme, 2019, "makanan-minuman"), 56);
	assert_int_equal(count_sessions(programme, 2019, "fashion"), 16);
	assert_int_equal(count_sessions(programme, 2019, "kerajinan-tangan"), 14);
	assert_int_equal(count_sessions(programme, 2019, "sabun"), 8);
	assert_int_equal(count_sessions(programme, 2019, "service-hp"), 0);

	uint32_t seats = 0;
	for (size_t i = 0; i < programme->session_count; i++) {
		if (programme->session[i].plan.year == 2019)
			seats += programme->session[i].plan.capacity;
	}
	assert_int_equal(seats, 3760);
}

/* The first week of 2019 was announced with 7 March, which was Nyepi, in three halls; nothing else
 * is to be said of the shipped files. */
static void test_shipped_warnings(void **state)
{
	const struct loaded *loaded = *state;

	assert_int_equal(loaded->problems.files, 6);
	assert_int_equal(loaded->problems.count, 3);
	assert_int_equal(conf_warnings(&loaded->problems), 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(path_base(loaded->problems.item[i].file), "plan-2019.yaml");
		assert_non_null(strstr(loaded->problems.item[i].text,
			"this day is off: \"Hari Raya Nyepi Tahun Baru Saka 1941\" "
			"(calendar-2019.yaml, line 16)"));
	}
}

static void test_shipped_sessions(void **state)
{
	const struct loaded *loaded = *state;
	const struct programme *programme = &loaded->programme;
	const struct session *session = programme_session(programme, "2019-MM-KBG-1");

	assert_non_null(session);
	assert_string_equal(session->plan.kecamatan, "31.73.08");
	assert_int_equal(session->plan.number, 1);
	assert_int_equal(session->plan.days, 4);
	assert_int_equal(session->plan.capacity, 40);
	assert_int_equal(session->schedule.dates.count, 4);
	assert_int_equal(session->schedule.dates.item[0], date_of(2019, 3, 4));
	assert_int_equal(session->schedule.dates.item[3], date_of(2019, 3, 7));
	assert_string_equal(session->schedule.venue, "Aula Kecamatan Kembangan");
	assert_int_equal(session->status.status, SESSION_PLANNED);

	/* The first week: three sessions in parallel, and what is not known stays open. */
	size_t first_week = 0;
	size_t open = 0;
	for (size_t i = 0; i < programme->session_count; i++) {
		const struct session *each = &programme->session[i];

		first_week += session_day_on(each, date_of(2019, 3, 4)) == 1;
		open += each->schedule.dates.count == 0;
	}
	assert_int_equal(first_week, 3);
	assert_int_equal(open, 32 + 94 - 4);
	assert_non_null(programme_session(programme, "2019-KT-KBG-2"));

	session = programme_session(programme, "2018-HP-TMS-1");
	assert_non_null(session);
	assert_int_equal(session->status.status, SESSION_HELD);
	assert_string_equal(session->schedule.venue, "");
	assert_int_equal(session->schedule.start_minute, 0);
}

static void test_shipped_commodities(void **state)
{
	const struct loaded *loaded = *state;
	const struct programme *programme = &loaded->programme;
	const struct commodity *phones = programme_commodity(programme, "service-hp");
	const struct commodity *food = programme_commodity(programme, "makanan-minuman");

	assert_int_equal(programme->commodity_count, 5);
	assert_non_null(food);
	assert_int_equal(food->order, 1);
	assert_string_equal(food->code, "MM");
	assert_string_equal(food->label_id, "Makanan dan minuman");
	assert_string_equal(food->label_en, "Food and drink");
	assert_int_equal(food->years.count, 2);
	assert_int_equal(food->steps.count, 10);

	assert_non_null(phones);
	assert_int_equal(phones->years.count, 1);
	assert_int_equal(phones->years.item[0], 2018);
	assert_int_equal(phones->steps.count, 11);
	const struct followup_step *step = phones->steps.item;
	assert_string_equal(step[0].id, "roxy");
	assert_int_equal(step[0].expected_days, 30);
	assert_string_equal(step[1].id, "pengemasan");
	assert_string_equal(step[10].id, "p7");
	assert_int_equal(step[10].requires.count, 1);
	assert_string_equal(step[10].requires.item[0], "p6");
}

static void test_shipped_districts(void **state)
{
	const struct loaded *loaded = *state;
	const struct programme *programme = &loaded->programme;
	size_t rows = 0;
	size_t count = 0;
	struct tsv tsv;

	tsv_open(&tsv, "wilayah-jakbar.tsv");
	for (; tsv_next(&tsv); rows++) {
		const struct kecamatan *kecamatan = programme_kecamatan(programme, tsv.field[0]);
		const struct kelurahan *kelurahan = programme_kelurahan(programme, tsv.field[2]);

		assert_non_null(kecamatan);
		assert_string_equal(kecamatan->name, tsv.field[1]);
		assert_non_null(kelurahan);
		assert_string_equal(kelurahan->name, tsv.field[3]);
		assert_string_equal(kelurahan->postcode, tsv.field[4]);
	}
	assert_int_equal(programme->kecamatan_count, 8);
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		count += programme->kecamatan[i].kelurahan.count;
	assert_int_equal(rows, 56);
	assert_int_equal(count, 56);
	assert_string_equal(programme_kecamatan(programme, "31.73.02")->short_code, "GPT");
}

static bool has_alias(const char *name, const struct texts *aliases, const char *alias)
{
	bool found = strcmp(name, alias) == 0;

	for (size_t i = 0; i < aliases->count; i++)
		found = found || strcmp(aliases->item[i], alias) == 0;
	return found;
}

static void test_shipped_aliases(void **state)
{
	const struct loaded *loaded = *state;
	struct tsv tsv;
	char *rest;
	const char *alias;

	tsv_open(&tsv, "wilayah-alias.tsv");
	while (tsv_next(&tsv)) {
		for (rest = tsv.field[3]; (alias = strsep(&rest, "|"));) {
			const struct kecamatan *kecamatan =
				programme_kecamatan(&loaded->programme, tsv.field[1]);
			const struct kelurahan *kelurahan =
				programme_kelurahan(&loaded->programme, tsv.field[1]);

			if (kecamatan)
				assert_true(has_alias(kecamatan->name, &kecamatan->aliases, alias));
			else
				assert_true(has_alias(kelurahan->name, &kelurahan->aliases, alias));
		}
	}
}

static void test_shipped_calendar(void **state)
{
	const struct loaded *loaded = *state;
	const struct programme *programme = &loaded->programme;
	size_t rows = 0;
	struct tsv tsv;

	tsv_open(&tsv, "hari-libur-2019.tsv");
	for (; tsv_next(&tsv); rows++) {
		const struct holiday *holiday =
			programme_holiday(programme, date_parse_iso(tsv.field[0]));

		assert_non_null(holiday);
		assert_string_equal(holiday->name, tsv.field[2]);
		assert_int_equal(holiday->kind, strcmp(tsv.field[3], "cuti-bersama") == 0 ? 2 : 1);
	}
	assert_int_equal(programme->calendar_count, 1);
	assert_int_equal(programme->calendar[0].year, 2019);
	assert_int_equal(programme->calendar[0].holidays.count, rows + 1);
	/* Ramadan is a period to warn of, not a holiday. */
	assert_null(programme_holiday(programme, date_of(2019, 5, 6)));
}

static void test_shipped_plans(void **state)
{
	const struct loaded *loaded = *state;
	const struct programme *programme = &loaded->programme;

	assert_int_equal(programme->plan_count, 2);
	assert_int_equal(programme->plan[0].year, 2018);
	assert_int_equal(programme->plan[0].announcements.count, 1);
	const struct announcement *announcement = programme->plan[0].announcements.item;
	assert_int_equal(announcement->participants, 1280);
	assert_int_equal(announcement->commodities.count, 3);
	assert_true(announcement->source[0] != '\0');

	assert_int_equal(programme->plan[1].year, 2019);
	const struct plan_total *total = programme->plan[1].totals.item;
	assert_int_equal(programme->plan[1].totals.count, 4);
	assert_int_equal(
		total[0].sessions + total[1].sessions + total[2].sessions + total[3].sessions, 94);
}

static void test_shipped_settings(void **state)
{
	const struct loaded *loaded = *state;
	const struct settings *settings = &loaded->programme.settings;

	assert_string_equal(settings->agency_short, "Sudin PE Jakarta Barat");
	assert_int_equal(settings->letterhead.count, 4);
	assert_int_equal(settings->certificate_days, 0);
	assert_int_equal(settings->start_minute, 1 + 8 * 60);
	assert_string_equal(settings->signatory_title, "Kepala Suku Dinas");
	assert_false(loaded->programme.is_demo);
	assert_int_equal(loaded->programme.demo.people, 0);
}

static int load_shipped(void **state)
{
	struct loaded *loaded = memory_alloc(sizeof(*loaded));
	char *folder = shipped_folder();
	struct err err;

	*state = loaded;
	loaded->status = conf_load(folder, &loaded->programme, &loaded->problems, &err);
	free(folder);
	for (size_t i = 0; i < loaded->problems.count; i++)
		print_message("%s:%u: %s\n", loaded->problems.item[i].file,
			loaded->problems.item[i].line, loaded->problems.item[i].text);
	return loaded->status == STATUS_OK ? 0 : -1;
}

static int release_shipped(void **state)
{
	loaded_release(*state);
	free(*state);
	return 0;
}

/* --- The digest ------------------------------------------------------------------------------- */

static void digest_of(const char *folder, uint8_t out[DIGEST_SIZE])
{
	struct loaded loaded;

	folder_load(folder, &loaded);
	memcpy(out, loaded.problems.digest, DIGEST_SIZE);
	loaded_release(&loaded);
}

static void test_digest(void **state)
{
	uint8_t copy[DIGEST_SIZE], shipped[DIGEST_SIZE], changed[DIGEST_SIZE];
	char *folder = shipped_folder();

	/* The folder's own name has no part in it. */
	digest_of(folder, shipped);
	digest_of(*state, copy);
	assert_memory_equal(shipped, copy, DIGEST_SIZE);
	free(folder);

	struct buf text = folder_change(*state, "okoce.yaml", "city: Jakarta ", "city: Jakarta  ");
	buf_release(&text);
	digest_of(*state, changed);
	assert_memory_not_equal(changed, copy, DIGEST_SIZE);
	folder_mend(*state, "okoce.yaml");

	/* The same bytes under another name are another configuration. */
	struct buf calendar = folder_read("calendar-2019.yaml");
	folder_delete(*state, "calendar-2019.yaml");
	folder_write(*state, "calendar-nasional.yaml", calendar.ptr, calendar.len);
	digest_of(*state, changed);
	assert_memory_not_equal(changed, copy, DIGEST_SIZE);
	folder_mend(*state, "calendar-nasional.yaml");
	folder_mend(*state, "calendar-2019.yaml");
	buf_release(&calendar);

	digest_of(*state, changed);
	assert_memory_equal(changed, copy, DIGEST_SIZE);
}

int main(void)
{
	const struct CMUnitTest folders[] = {
		cmocka_unit_test(test_no_folder),
		cmocka_unit_test(test_empty_folder),
		cmocka_unit_test(test_other_files),
		cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_digest),
	};
	const struct CMUnitTest shipped[] = {
		cmocka_unit_test(test_shipped_counts),
		cmocka_unit_test(test_shipped_warnings),
		cmocka_unit_test(test_shipped_sessions),
		cmocka_unit_test(test_shipped_commodities),
		cmocka_unit_test(test_shipped_districts),
		cmocka_unit_test(test_shipped_aliases),
		cmocka_unit_test(test_shipped_calendar),
		cmocka_unit_test(test_shipped_plans),
		cmocka_unit_test(test_shipped_settings),
	};
	int failed = cmocka_run_group_tests_name("folders", folders, folder_make, folder_remove);

	return failed +
	       cmocka_run_group_tests_name("shipped files", shipped, load_shipped, release_shipped);
}
