/* SPDX-License-Identifier: BSD-2-Clause */
/* Lists imported into sessions of a programme: who is new, who is known, who waits. */
#include "app/begin.h"
#include "base/file.h"
#include "base/random.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "import_try.h"

/* It needs those before it. */
#include "base/scratch.h"

#include <cmocka.h>

#define SESSION "2019-KT-KBG-2"
#define OTHER_SESSION "2019-FS-KBG-1"
#define HEADER "Nama,NIK,JK,HP,Alamat,Usaha\n"

/* An open programme in a folder of its own, without people. */
struct office {
	void *folder;
	struct app *app;
	struct import_report report; /* of the last import */
	bool preview;
	const char *rejected;
	bool (*progress)(void *context, size_t done, size_t total);
	size_t calls; /* of progress */
};

static void begin(struct office *office, const char *path)
{
	struct programme programme = {0};
	struct begin_options options = {
		.path = path,
		.officer = "Rina S.",
		.programme = &programme,
		/* The day before, so that writers of imports are the last ones: how far the file
		 * grows depends on it. */
		.clock = clock_set_to((moment)date_of(2019, 7, 15) * 86400, true),
		.state_folder = office->folder,
	};
	struct err err;

	shipped_programme(&programme);
	if (begin_programme(&options, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	programme_release(&programme);
}

static void open_file(struct office *office, bool read_only)
{
	char *path = path_join(office->folder, "uji.okoce");
	struct app_options options = {
		.path = path,
		.read_only = read_only,
		.clock = clock_set_to((moment)date_of(2019, 7, 16) * 86400, true),
		.state_folder = office->folder,
	};
	struct err err;

	if (!office->app && access(path, F_OK) != 0)
		begin(office, path);
	if (app_open(&office->app, &options, &err) != STATUS_OK ||
		app_unlock(office->app, NULL, NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(path);
}

static int make(void **state)
{
	struct office *office = memory_alloc(sizeof(*office));
	struct err err;

	*state = office;
	if (random_start(&err) != STATUS_OK || scratch_make(&office->folder) != 0)
		return -1;
	open_file(office, false);
	return 0;
}

static int release(void **state)
{
	struct office *office = *state;
	int result;

	app_close(office->app);
	import_report_release(&office->report);
	result = scratch_remove(&office->folder);
	free(office);
	return result;
}

static const struct session *session_of(struct office *office, const char *id)
{
	const struct session *session = programme_session(&office->app->programme, id);

	assert_non_null(session);
	return session;
}

static enum status import_path(
	struct office *office, const char *session, const char *path, struct err *err)
{
	import_report_release(&office->report);
	*err = (struct err){0};
	struct import_options options = {
		.session = session ? session_of(office, session) : NULL,
		.preview = office->preview,
		.rejected = office->rejected,
		.progress = office->progress,
		.progress_context = office,
	};

	return import_file(office->app, path, &options, &office->report, err);
}

/* All that is imported stands somewhere in the report. */
static void check_sum(const struct import_report *report)
{
	assert_int_equal(report->rows, report->added + report->waiting + report->known +
					       report->changed + report->refused);
}

static void import_bytes(struct office *office, const char *session, struct bytes bytes)
{
	char *path = path_join(office->folder, "daftar.csv");
	struct err err;

	assert_int_equal(file_write(path, bytes, &err), STATUS_OK);
	if (import_path(office, session, path, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(path);
	check_sum(&office->report);
}

static void import_text(struct office *office, const char *session, const char *text)
{
	import_bytes(office, session, (struct bytes){(const uint8_t *)text, strlen(text)});
}

static void import_data(struct office *office, const char *name)
{
	char *data = import_data_path(name);
	char *path = path_join(office->folder, name);
	struct buf file = BUF_EMPTY;
	struct err err;

	/* A copy: refused rows are written beside it. */
	assert_int_equal(file_read(data, 1 << 20, &file, &err), STATUS_OK);
	assert_int_equal(file_write(path, buf_bytes(&file), &err), STATUS_OK);
	buf_release(&file);
	free(data);
	if (import_path(office, SESSION, path, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(path);
	check_sum(&office->report);
}

static void check_counts(
	const struct office *office, size_t added, size_t waiting, size_t known, size_t changed)
{
	const struct import_report *report = &office->report;

	if (report->added != added || report->waiting != waiting || report->known != known ||
		report->changed != changed)
		fail_msg("%zu added, %zu waiting, %zu known, %zu changed", report->added,
			report->waiting, report->known, report->changed);
}

static void load(struct office *office, const char *session, struct roster *roster)
{
	struct err err;

	*roster = (struct roster){0};
	if (app_roster(office->app, session_of(office, session), roster, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static size_t count_people(struct office *office, const char *session)
{
	struct roster roster;
	size_t count;

	load(office, session, &roster);
	count = roster.count;
	roster_release(&roster);
	return count;
}

static void undo(struct office *office)
{
	struct err err;

	if (app_undo(office->app, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* An officer takes one from the list. */
static void withdraw(struct office *office, const struct roster_person *person)
{
	struct register_key key = register_enrolment(SESSION, &person->record);
	struct enrolment enrolment = person->enrolment;
	struct transaction *transaction;
	struct err err;

	enrolment.status = ENROLMENT_WITHDRAWN;
	assert_int_equal(transaction_begin(office->app->store, NULL, &transaction, &err), STATUS_OK);
	transaction_put_record(transaction, register_bytes(&key), &enrolment_type, &enrolment);
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
}

static const struct import_fault *fault_at(struct office *office, size_t line, const char *word)
{
	const struct import_fault *fault = import_fault_at(&office->report, line, "");

	if (!fault || !strstr(fault->reason, word))
		fail_msg("row %zu: %s", line, fault ? fault->reason : "nothing is said");
	return fault;
}

/* --- Files that give nothing ------------------------------------------------------------------ */

static void test_nothing_is_written(void **state)
{
	static const char *const files[] = {"", "Siti,3173085204959907\n",
		HEADER "Siti,3173085204959907,P,,,\nBudi,\"x\n", HEADER "Siti\x81,,,,,\n"};
	struct office *office = *state;
	uint64_t before = store_entries(office->app->store);
	char *path = path_join(office->folder, "daftar.csv");
	struct err err;

	assert_int_equal(import_path(office, SESSION, path, &err), STATUS_NOT_FOUND);
	assert_int_equal(import_path(office, SESSION, office->folder, &err), STATUS_INVALID);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct bytes bytes = {(const uint8_t *)files[i], strlen(files[i])};

		assert_int_equal(file_write(path, bytes, &err), STATUS_OK);
		assert_int_equal(import_path(office, SESSION, path, &err), STATUS_INVALID);
		assert_true(strlen(err.text) > 20);
	}
	free(path);
	import_text(office, SESSION, HEADER);
	import_text(office, SESSION, HEADER "Siti,1,,,,\n");
	assert_int_equal(office->report.refused, 1);
	assert_int_equal(store_entries(office->app->store), before);
	assert_int_equal(office->app->done_count, 0);
}

static void test_read_only(void **state)
{
	struct office *office = *state;
	char *path = import_data_path("import-bersih.csv");
	struct err err;

	app_close(office->app);
	office->app = NULL;
	open_file(office, true);
	assert_int_equal(import_path(office, SESSION, path, &err), STATUS_DENIED);
	assert_int_equal(count_people(office, SESSION), 0);
	assert_int_equal(office->app->done_count, 0);
	free(path);
}

static void test_too_large(void **state)
{
	struct office *office = *state;
	char *path = path_join(office->folder, "daftar.csv");
	struct err err;

	assert_int_equal(file_write(path, BYTES_NONE, &err), STATUS_OK);
	assert_int_equal(truncate(path, (off_t)IMPORT_FILE_MAX + 1), 0);
	assert_int_equal(import_path(office, SESSION, path, &err), STATUS_INVALID);
	assert_non_null(strstr(err.text, "Too large"));
	free(path);
}

/* --- New people ------------------------------------------------------------------------------- */

static void test_clean_list(void **state)
{
	struct office *office = *state;
	struct roster roster;

	import_data(office, "import-bersih.csv");
	check_counts(office, 40, 0, 0, 0);
	assert_int_equal(office->report.fault_total, 0);
	load(office, SESSION, &roster);
	assert_int_equal(roster.count, 40);
	assert_string_equal(roster.person[0].identity.name, "Budi Santoso");
	assert_string_equal(roster.person[0].enrolment.number, "01");
	assert_string_equal(roster.person[39].enrolment.number, "40");
	assert_string_equal(roster.person[1].contact.phone, "081234500137");
	assert_string_equal(roster.person[1].address.kelurahan, "31.73.08.1001");
	roster_release(&roster);
}

static void test_office_list(void **state)
{
	struct office *office = *state;
	struct roster roster;

	import_data(office, "import-kantor.csv");
	check_counts(office, 9, 0, 0, 0);
	assert_int_equal(office->report.refused, 3);
	load(office, SESSION, &roster);
	assert_int_equal(roster.count, 9);
	/* Numbers follow the order of those who were taken. */
	assert_string_equal(roster.person[2].identity.name, "LESTARI KUSUMA");
	assert_string_equal(roster.person[2].enrolment.number, "03");
	roster_release(&roster);
}

/* What was imported is there when the file is opened again. */
static void test_lasts(void **state)
{
	struct office *office = *state;

	import_data(office, "import-bersih.csv");
	app_close(office->app);
	office->app = NULL;
	open_file(office, false);
	assert_int_equal(count_people(office, SESSION), 40);
	import_data(office, "import-bersih.csv");
	check_counts(office, 0, 0, 40, 0);
}

static void test_full_class(void **state)
{
	struct office *office = *state;
	struct buf file = BUF_EMPTY;
	struct roster roster;

	import_data(office, "import-bersih.csv");
	buf_add_text(&file, HEADER);
	for (int i = 0; i < 3; i++)
		buf_printf(&file, "Peserta %c,317308520495997%d,P,,,\n", 'A' + i, i + 1);
	import_bytes(office, SESSION, buf_bytes(&file));
	buf_release(&file);
	check_counts(office, 0, 3, 0, 0);
	load(office, SESSION, &roster);
	assert_int_equal(roster.count, 43);
	assert_int_equal(roster.person[40].enrolment.status, ENROLMENT_WAITING);
	assert_string_equal(roster.person[40].enrolment.number, "");
	assert_string_equal(roster.person[40].identity.name, "Peserta A");
	assert_int_equal(roster_waiting_place(&roster, &roster.person[42]), 3);
	roster_release(&roster);
}

static void test_numbers_go_on(void **state)
{
	struct office *office = *state;
	struct roster roster;

	import_text(office, SESSION, HEADER "Siti,3173085204959907,,,,\nBudi,,L,,,\n");
	import_text(office, SESSION, HEADER "Dewi,3173086307909913,,,,\n");
	check_counts(office, 1, 0, 0, 0);
	load(office, SESSION, &roster);
	assert_string_equal(roster.person[2].identity.name, "Dewi");
	assert_string_equal(roster.person[2].enrolment.number, "03");
	roster_release(&roster);
}

/* --- Once more -------------------------------------------------------------------------------- */

static void test_again(void **state)
{
	struct office *office = *state;
	uint64_t entries;

	import_data(office, "import-kantor.csv");
	entries = store_entries(office->app->store);
	import_data(office, "import-kantor.csv");
	check_counts(office, 0, 0, 9, 0);
	assert_int_equal(office->report.refused, 3);
	assert_int_equal(store_entries(office->app->store), entries);
	assert_int_equal(office->app->done_count, 1);
}

static void test_changed(void **state)
{
	struct office *office = *state;
	const struct import_fault *fault;
	struct roster roster;

	import_text(office, SESSION,
		HEADER "Siti Aminah,3173085204959907,P,081234567890,Jl. Mawar 5,\n");
	import_text(
		office, SESSION, HEADER "SITI AMINAH,3173085204959907,P,081334567890,,Warung\n");
	check_counts(office, 0, 0, 0, 1);
	assert_int_equal(office->report.fault_total, 2);
	fault = import_fault_at(&office->report, 2, "HP");
	assert_non_null(fault);
	assert_true(fault->warning);
	assert_string_equal(fault->value, "081334567890");
	assert_non_null(import_fault_at(&office->report, 2, "Usaha"));
	load(office, SESSION, &roster);
	assert_string_equal(roster.person[0].identity.name, "Siti Aminah");
	assert_string_equal(roster.person[0].contact.phone, "081234567890");
	roster_release(&roster);
	/* What the file leaves out says nothing. */
	import_text(office, SESSION, "Nama,NIK\nSiti Aminah,3173085204959907\n");
	check_counts(office, 0, 0, 1, 0);
}

/* A mended name gives another record id, but a NIK is one person's. */
static void test_mended_name(void **state)
{
	struct office *office = *state;
	const struct import_fault *fault;

	import_text(office, SESSION, HEADER "Siti Aminha,3173085204959907,P,,,\n");
	import_text(office, SESSION, HEADER "Siti Aminah,3173085204959907,P,,,\n");
	check_counts(office, 0, 0, 0, 1);
	assert_int_equal(count_people(office, SESSION), 1);
	assert_int_equal(office->report.fault_total, 1);
	fault = import_fault_at(&office->report, 2, "Nama");
	assert_non_null(fault);
	assert_string_equal(fault->value, "Siti Aminah");
}

static void test_without_nik(void **state)
{
	struct office *office = *state;

	/* Two of one name are two people; the file has nothing to say that they are one. */
	import_text(office, SESSION, HEADER "Siti,,,,,\nSiti,,,,,\nBudi,,,,,\n");
	check_counts(office, 3, 0, 0, 0);
	/* A row above moves all rows down. */
	import_text(office, SESSION, HEADER "Dewi,,,,,\nSiti,,,,,\nSiti,,,,,\nBudi,,,,,\n");
	check_counts(office, 1, 0, 3, 0);
	import_text(office, SESSION, HEADER "Siti,,,,,\nSiti,,,,,\nBudi,,,,,\nSiti,,,,,\n");
	check_counts(office, 1, 0, 3, 0);
	assert_int_equal(count_people(office, SESSION), 5);
}

static void test_twice_in_a_file(void **state)
{
	struct office *office = *state;
	const struct import_fault *fault;

	import_text(office, SESSION,
		HEADER
		"Siti Aminah,3173085204959907,P,,,\nBudi,,L,,,\n"
		"\"Hj. SITI AMINAH, S.E.\",'3173085204959907,P,,,\nRatna,3173085204959907,P,,,\n");
	check_counts(office, 2, 0, 1, 0);
	assert_int_equal(office->report.refused, 1);
	assert_int_equal(count_people(office, SESSION), 2);
	fault = fault_at(office, 4, "same person as in row 2");
	assert_true(fault->warning);
	assert_string_equal(fault->value, "317308******9907");
	fault = fault_at(office, 5, "NIK of row 2");
	assert_false(fault->warning);
}

/* --- Elsewhere -------------------------------------------------------------------------------- */

static void test_elsewhere(void **state)
{
	struct office *office = *state;
	const struct import_fault *fault;
	struct roster roster;

	import_text(
		office, OTHER_SESSION, HEADER "Siti Aminah,3173085204959907,P,081234567890,,\n");
	import_text(office, SESSION,
		HEADER "Siti Aminah,3173085204959907,P,081334567890,Jl. Mawar 5,\nBudi,,L,,,\n");
	check_counts(office, 2, 0, 0, 0);
	assert_int_equal(office->report.elsewhere, 1);
	fault = fault_at(office, 2, OTHER_SESSION);
	assert_true(fault->warning);
	assert_non_null(import_fault_at(&office->report, 2, "HP"));
	load(office, SESSION, &roster);
	/* One person, whose phone is as it was, and who now has an address too. */
	assert_string_equal(roster.person[0].contact.phone, "081234567890");
	assert_string_equal(roster.person[0].address.line, "Jl. Mawar 5");
	roster_release(&roster);
	assert_int_equal(count_people(office, OTHER_SESSION), 1);
}

static void test_elsewhere_by_another_name(void **state)
{
	struct office *office = *state;

	import_text(office, OTHER_SESSION, HEADER "Siti Aminha,3173085204959907,P,,,\n");
	import_text(office, SESSION, HEADER "Siti Aminah,3173085204959907,P,,,\n");
	assert_int_equal(office->report.elsewhere, 1);
	fault_at(office, 2, OTHER_SESSION);
}

/* --- One action ------------------------------------------------------------------------------- */

static void test_undo(void **state)
{
	struct office *office = *state;
	struct err err;

	import_data(office, "import-bersih.csv");
	assert_int_equal(office->app->done_count, 1);
	if (app_undo(office->app, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	assert_int_equal(count_people(office, SESSION), 0);
	import_data(office, "import-bersih.csv");
	check_counts(office, 40, 0, 0, 0);
	assert_int_equal(count_people(office, SESSION), 40);
}

struct last_action {
	uint64_t batch;
	size_t entries;
};

static bool count_entry(void *context, const struct story *story)
{
	struct last_action *last = context;

	last->entries = story->entry->header.batch == last->batch ? last->entries + 1 : 1;
	last->batch = story->entry->header.batch;
	return true;
}

/* Entries of the last action in the log. */
static size_t count_last_action(struct office *office)
{
	struct last_action last = {0};
	struct err err;

	if (store_history(office->app->store, count_entry, &last, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return last.entries;
}

static void add_many(struct buf *file, size_t count)
{
	buf_add_text(file, "Nama,NIK\n");
	for (size_t i = 0; i < count; i++)
		buf_printf(
			file, "Peserta %zu,3173%02zu520495%04zu\n", i, 1 + i / 9000, 1 + i % 9000);
}

/* More people than a transaction takes: what follows goes on with the same action. */
static void test_many(void **state)
{
	struct office *office = *state;
	struct buf file = BUF_EMPTY;
	size_t count = TRANSACTION_ENTRIES_MAX + 10;

	add_many(&file, count);
	import_bytes(office, SESSION, buf_bytes(&file));
	check_counts(office, 40, count - 40, 0, 0);
	assert_int_equal(office->app->done_count, 1);
	import_bytes(office, SESSION, buf_bytes(&file));
	check_counts(office, 0, 0, count, 0);
	assert_int_equal(count_last_action(office), count);
	assert_int_equal(count_people(office, SESSION), count);
	undo(office);
	assert_int_equal(count_last_action(office), count); /* one action, as the import was */
	assert_int_equal(count_people(office, SESSION), 0);
	import_bytes(office, SESSION, buf_bytes(&file));
	check_counts(office, 40, count - 40, 0, 0);
	buf_release(&file);
}

/* The last of so many was changed by hand since: none of them is undone. */
static void test_many_built_upon(void **state)
{
	struct office *office = *state;
	struct buf file = BUF_EMPTY;
	size_t count = TRANSACTION_ENTRIES_MAX + 10;
	struct action_id imported;
	struct roster roster;
	struct err err;

	add_many(&file, count);
	import_bytes(office, SESSION, buf_bytes(&file));
	buf_release(&file);
	imported = office->app->done[0];
	load(office, SESSION, &roster);
	withdraw(office, &roster.person[count - 1]);
	roster_release(&roster);
	assert_int_equal(store_undo(office->app->store, &imported, NULL, &err), STATUS_INVALID);
	assert_int_equal(count_people(office, SESSION), count);
	assert_int_equal(count_last_action(office), 1);
}

/* --- A disk that is full ----------------------------------------------------------------------- */

/* The data file may grow by so many bytes; -1: as it likes. */
static void limit_growth(struct office *office, off_t bytes)
{
	char *path = path_join(office->folder, "uji.okoce");
	struct rlimit limit;
	struct stat about;

	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes < 0 ? limit.rlim_max : (rlim_t)(about.st_size + bytes);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	free(path);
}

static char *write_many(struct office *office, size_t count)
{
	char *path = path_join(office->folder, "banyak.csv");
	struct buf file = BUF_EMPTY;
	struct err err;

	add_many(&file, count);
	assert_int_equal(file_write(path, buf_bytes(&file), &err), STATUS_OK);
	buf_release(&file);
	return path;
}

/* People for two transactions, with long addresses: the limit is for any file, and the view, which is
 * in memory, must stay below it. */
static char *write_long(struct office *office)
{
	char *path = path_join(office->folder, "panjang.csv");
	struct buf file = BUF_EMPTY;
	struct err err;

	buf_add_text(&file, "Nama,NIK,Alamat\n");
	for (size_t i = 0; i < 2 * TRANSACTION_ENTRIES_MAX; i++)
		buf_printf(&file, "Peserta %zu,3173%02zu520495%04zu,Jl. %0600d\n", i, 1 + i / 9000,
			1 + i % 9000, 7);
	assert_int_equal(file_write(path, buf_bytes(&file), &err), STATUS_OK);
	buf_release(&file);
	return path;
}

static void test_full_at_once(void **state)
{
	struct office *office = *state;
	char *path = write_many(office, 2000);
	struct err err;
	enum status status;

	limit_growth(office, 65536);
	status = import_path(office, SESSION, path, &err);
	limit_growth(office, -1);
	assert_int_not_equal(status, STATUS_OK);
	assert_int_equal(count_people(office, SESSION), 0);
	assert_int_equal(office->app->done_count, 0);
	if (import_path(office, SESSION, path, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	check_counts(office, 40, 1960, 0, 0);
	free(path);
}

/* The first transaction holds, the second fails, and there is no room to take the first back. */
static void test_full_midway(void **state)
{
	struct office *office = *state;
	char *path = write_long(office);
	struct err err;
	enum status status;

	limit_growth(office, 12 << 20); /* each of two parts takes some 10 MiB, to take it back 3.3 */
	status = import_path(office, SESSION, path, &err);
	limit_growth(office, -1);
	assert_int_not_equal(status, STATUS_OK);
	if (!strstr(err.text, "its first part stays"))
		fail_msg("%s", err.text);
	assert_int_equal(count_people(office, SESSION), TRANSACTION_ENTRIES_MAX);
	undo(office);
	assert_int_equal(count_people(office, SESSION), 0);
	free(path);
}

/* What was undone before the disk was full stays undone, and undoing again goes on there. */
static void test_full_while_undoing(void **state)
{
	struct office *office = *state;
	char *path = write_long(office);
	struct err err;
	enum status status;

	assert_int_equal(import_path(office, SESSION, path, &err), STATUS_OK);
	limit_growth(office, 5 << 20); /* each of two parts takes some 3.3 MiB */
	status = app_undo(office->app, &err);
	limit_growth(office, -1);
	assert_int_not_equal(status, STATUS_OK);
	if (!strstr(err.text, "Undone only in part"))
		fail_msg("%s", err.text);
	assert_int_equal(count_people(office, SESSION), TRANSACTION_ENTRIES_MAX);
	undo(office);
	assert_int_equal(count_people(office, SESSION), 0);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_written),
		TEST(read_only),
		TEST(too_large),
		TEST(clean_list),
		TEST(office_list),
		TEST(lasts),
		TEST(full_class),
		TEST(numbers_go_on),
		TEST(again),
		TEST(changed),
		TEST(mended_name),
		TEST(without_nik),
		TEST(twice_in_a_file),
		TEST(elsewhere),
		TEST(elsewhere_by_another_name),
		TEST(undo),
		TEST(many),
		TEST(many_built_upon),
		TEST(full_at_once),
		TEST(full_midway),
		TEST(full_while_undoing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
