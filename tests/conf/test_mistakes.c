/* SPDX-License-Identifier: BSD-2-Clause */
/* The shipped files with one mistake each: what is said, and where. */
#include "conf/conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"

/* It needs those before it. */
#include <cmocka.h>

/*
 * `old` stands in the file once and becomes `new`, in which ^ marks the place of the first problem,
 * and is left out. When that is elsewhere, `at` is what stands there, once in the changed file.
 */
struct mistake {
	const char *file, *old, *new, *at;
	const char *text; /* part of the first problem's text */
	size_t count;     /* of problems */
	bool warning;
};

static const struct mistake mistakes[] = {
	/* Keys. */
	{"okoce.yaml", "city: Jakarta", "^cty: Jakarta", NULL, "is \"city\" meant?", 1, false},
	{"okoce.yaml", "city: Jakarta", "mayor: x", "programme:", "\"city\" (the place", 2, false},
	{"okoce.yaml", "city: Jakarta", "^ctiy: Jakarta\nmayor: x", NULL, "is \"city\" meant?", 2,
		false},
	{"okoce.yaml", "start: \"08.00\"", "start: \"08.00\"\n^start: \"09.00\"", NULL,
		"a second time (first in line", 1, false},
	{"okoce.yaml", "  nip: (NIP)", "  nip: (NIP)\n  ^nipp: 2", NULL, "is \"nip\" meant?", 1,
		false},
	{"commodities.yaml", "- {id: p5, label", "- {^id p5, label", NULL,
		"a colon and a blank are missing behind \"id\"", 1, false},
	{"plan-2018.yaml", "  - {id: 2018-FS-KBG-1, commodity", "  - {id: 2018-FS-KBG-1, ^commodty",
		NULL, "is \"commodity\" meant?", 1, false},
	{"plan-2018.yaml", "\nsessions:\n", "\n", "year:", "\"sessions\" (the sessions) is missing",
		2, false},
	{"plan-2018.yaml", "total: 32\n", "", "year:", "\"total\" (all sessions", 1, false},
	/* A slip that is noticed lower down, at a line that would do in another place. */
	{"commodities.yaml", "  - id: makanan-minuman", "   ^id: makanan-minuman", NULL,
		"\"- \" is missing before this", 1, false},
	{"commodities.yaml", "    years: [2018]\n    # Steps", "^x   years: [2018]\n    # Steps",
		NULL, "something stands before the key", 1, false},
	{"commodities.yaml", "      # One month", "       ^One month", NULL,
		"a colon and a blank are missing in this line", 1, false},
	{"commodities.yaml", "      # One month", "     ^x# One month", NULL,
		"a colon and a blank are missing in this line", 1, false},
	{"districts.yaml", "    name: Kembangan\n    kelurahan:",
		"    name: Kembangan\n^x   kelurahan:", NULL, "something stands before the key", 1,
		false},
	{"okoce.yaml", "  title: Kepala Suku Dinas", "^x title: Kepala Suku Dinas", NULL,
		"something stands before the key", 1, false},
	{"plan-2018.yaml", "    source: \"Keterangan", "    ^sourc:e \"Keterangan", NULL,
		"is \"source\" meant?", 1, false},
	{"plan-2018.yaml", "    source: \"Keterangan", "    ^source :\"Keterangan", NULL,
		"is \"source\" meant?", 1, false},
	{"plan-2018.yaml", "    source: \"Keterangan", "^x   source: \"Keterangan", NULL,
		"something stands before the key", 1, false},
	/* Types and limits. */
	{"okoce.yaml", "city: Jakarta", "city: ^[Jakarta]", NULL, "must be a text; here is a list",
		1, false},
	{"okoce.yaml", "city: Jakarta", "^city:", NULL, "\"city\" (the place", 1, false},
	{"okoce.yaml", "city: Jakarta", "city: ^\"\"", NULL, "\"city\" (the place", 1, false},
	{"okoce.yaml", "certificate_days: 0", "certificate_days: ^four", NULL,
		"a whole number from 0 to 30; here is \"four\"", 1, false},
	{"okoce.yaml", "certificate_days: 0", "certificate_days: ^31", NULL,
		"a whole number from 0 to 30", 1, false},
	{"okoce.yaml", "certificate_days: 0", "certificate_days: ^-1", NULL,
		"a whole number from 0 to 30", 1, false},
	{"okoce.yaml", "certificate_days: 0", "certificate_days: ^99999999999", NULL,
		"a whole number from 0 to 30", 1, false},
	{"okoce.yaml", "start: \"08.00\"", "start: ^8", NULL, "a time like", 1, false},
	{"okoce.yaml", "start: \"08.00\"", "start: ^24.00", NULL, "a time like", 1, false},
	{"okoce.yaml", "  - DINAS PERINDUSTRIAN", "  - ^[DINAS]\n  - DINAS", NULL,
		"a list of texts", 1, false},
	{"okoce.yaml", "signatory:\n", "signatory: ^x\nletterhed:\n", NULL, "a group of keys", 2,
		false},
	{"districts.yaml", "code: 31.73.01.1001", "code: ^3173011001", NULL,
		"written like 99.99.99.9999", 1, false},
	{"districts.yaml", "postcode: 11750", "postcode: ^1175", NULL, "written like 99999", 1,
		false},
	{"districts.yaml", "short_code: CKR", "short_code: ^ckr", NULL, "AAA, AA, AAAA", 1, false},
	{"commodities.yaml", "id: sabun", "id: ^sabun cuci", NULL, "a short word", 1, false},
	{"commodities.yaml", "years: [2019]", "years: ^2019", NULL, "a list of numbers", 1, false},
	{"commodities.yaml", "years: [2019]", "years: [2019, ^19]", NULL,
		"a whole number from 2000 to 2100", 1, false},
	{"calendar-2019.yaml", "date: 2019-01-01", "date: ^1/1/2019", NULL,
		"like 2019-07-15; here is \"1/1/2019\"", 1, false},
	{"calendar-2019.yaml", "date: 2019-02-05", "date: ^2019-02-30", NULL, "a day that exists",
		1, false},
	{"calendar-2019.yaml", "kind: ramadan", "kind: ^puasa", NULL,
		"one of: holiday, joint-leave, ramadan; here is \"puasa\"", 1, false},
	{"calendar-2019.yaml", "  - {date: 2019-01-01", "  - ^Tahun Baru\n  - {date: 2019-01-01",
		NULL, "entries with keys and values", 1, false},
	/* Komoditi and steps. */
	{"commodities.yaml", "id: sabun", "id: ^fashion", NULL, "\"fashion\" is used twice", 2,
		false},
	{"commodities.yaml", "code: SB", "code: ^FS", NULL, "\"FS\" is used twice", 2, false},
	{"commodities.yaml", "requires: [p6]", "requires: [^p8]", NULL, "no step \"p8\"", 1, false},
	{"commodities.yaml", "requires: [p1]", "requires: ^[p7]", NULL,
		"step \"p2\" can never begin", 1, false},
	{"commodities.yaml", "{id: roxy,", "{id: ^halal,", NULL, "\"halal\" is used twice", 1,
		false},
	{"commodities.yaml", "{id: halal,", "{id: ^pengemasan,", NULL,
		"\"pengemasan\" is used twice", 1, false},
	{"commodities.yaml", "aliases: [Kriya", "aliases: [^BUSANA", NULL,
		"cannot be told from the one in line", 1, true},
	{"commodities.yaml", "aliases: [Sabun cuci", "aliases: [^FOOD-AND-DRINK", NULL,
		"cannot be told from the one in line", 1, true},
	/* Districts. */
	{"districts.yaml", "code: 31.73.01.1002", "code: ^31.73.02.1009", NULL,
		"31.73.02.1009 does not belong to kecamatan 31.73.01", 1, false},
	{"districts.yaml", "code: 31.73.01.1002", "code: ^31.73.01.1001", NULL,
		"\"31.73.01.1001\" is used twice", 1, false},
	{"districts.yaml", "  - code: 31.73.01\n", "  - code: ^31.73.10\n", NULL,
		"no kelurahan below belongs to kecamatan 31.73.10", 1, false},
	{"districts.yaml", "name: Duri Kosambi", "name: ^CENGKARENG-BARAT", NULL,
		"cannot be told from the one in line", 1, true},
	/* Years and days. */
	{"plan-2019.yaml", "\nyear: 2019", "\nyear: ^2020", NULL, "this is the year 2020", 1,
		false},
	{"calendar-2019.yaml", "\nyear: 2019", "\nyear: ^2018", NULL, "this is the year 2018", 1,
		false},
	{"calendar-2019.yaml", "date: 2019-01-01", "date: ^2020-01-01", NULL,
		"this day is not in 2019", 1, false},
	{"calendar-2019.yaml", "until: 2019-06-04", "until: ^2019-05-05", NULL,
		"the last day is before the first", 1, false},
	{"calendar-2019.yaml", "date: 2019-02-05", "date: ^2019-01-01", NULL,
		"this day stands in line", 1, true},
	/* Plans. */
	{"plan-2019.yaml", "total: 94", "total: ^95", NULL, "94 sessions below, but 95 here", 1,
		false},
	{"plan-2019.yaml", "sessions: 56", "sessions: ^55", NULL,
		"\"makanan-minuman\" has 56 sessions below, but 55 here", 1, false},
	{"plan-2019.yaml", "  - {commodity: sabun, sessions: 8}\n", "", "- {commodity: m",
		"\"sabun\" has 8 sessions below, but no line", 1, false},
	{"plan-2019.yaml", "{commodity: sabun, sessions: 8}", "{commodity: ^sabunn, sessions: 8}",
		NULL, "no komoditi \"sabunn\": is \"sabun\" meant?", 1, false},
	{"plan-2019.yaml", "  - {commodity: sabun, sessions: 8}\n",
		"  - {commodity: sabun, sessions: 8}\n  - {commodity: ^sabun, sessions: 8}\n", NULL,
		"\"sabun\" is used twice", 1, false},
	{"plan-2018.yaml", "id: 2018-MM-CKR-1, commodity: makanan-minuman",
		"id: 2018-MM-CKR-1, commodity: ^makanan", NULL, "no komoditi \"makanan\"", 1,
		false},
	{"plan-2018.yaml", "id: 2018-MM-CKR-1, commodity: makanan-minuman, kecamatan: 31.73.01",
		"id: 2018-MM-CKR-1, commodity: makanan-minuman, kecamatan: ^31.74.01", NULL,
		"no kecamatan \"31.74.01\"", 1, false},
	{"plan-2018.yaml", "{id: 2018-MM-CKR-1, commodity: makanan-minuman",
		"{id: 2018-SB-CKR-1, commodity: ^sabun", NULL, "\"sabun\" is not offered in 2018",
		1, false},
	{"plan-2018.yaml", "id: 2018-KT-CKR-1,", "id: ^2018-MM-CKR-1,", NULL,
		"\"2018-MM-CKR-1\" is used twice: first in plan-2018.yaml, line", 2, false},
	{"plan-2018.yaml", "id: 2018-KT-CKR-1,", "id: ^2018-KT-CKR-01,", NULL,
		"usually be called 2018-KT-CKR-1", 1, true},
	{"plan-2018.yaml", "defaults: {capacity: 40, days: 4, status: held}",
		"defaults: ^{capacity: 40, status: held}", NULL,
		"\"days\" is missing in 32 sessions, and \"defaults\" does not", 1, false},
	{"plan-2018.yaml", "defaults: {capacity: 40, days: 4, status: held}\n", "", "year:",
		"\"capacity\" is missing in 32 sessions", 2, false},
	{"plan-2019.yaml", "days: 4, status: planned", "days: ^5, status: planned", NULL,
		"here are 5 days, but the sessions below that have dates have 4", 1, false},
	{"plan-2018.yaml", "total: 32\ntotals:", "total: 32\n^total:", NULL,
		"a second time (first in line 15): is \"totals\" meant?", 1, false},
	{"districts.yaml", "    short_code: TMS", "    ^x short_code: TMS", NULL,
		"is \"short_code\" meant?", 1, false},
	/* The plans agree with each other and not with a definition. */
	{"commodities.yaml", "id: fashion", "id: ^fasion", NULL,
		"the plans call this komoditi \"fashion\" (plan-2018.yaml, line 35)", 1, false},
	{"commodities.yaml", "code: SB", "code: ^SBN", NULL,
		"sessions have \"SB\" in their ids instead of this (plan-2019.yaml, line", 1,
		true},
	{"districts.yaml", "short_code: CKR", "short_code: ^CKG", NULL,
		"sessions have \"CKR\" in their ids instead of this (plan-2018.yaml, line 32)", 1,
		true},
	{"commodities.yaml", "Teknisi HP]\n    years: [2018]",
		"Teknisi HP]\n    years: ^[2017]",
		NULL, "2018 is missing here: plan-2018.yaml has sessions of komoditi \"service-hp\"",
		1, false},
	/* Steps that are all alike. */
	{"commodities.yaml", "{id: p1, label", "{id: o1, label", "p1], given_by: training}",
		"no step \"p1\": is \"o1\" in line 62 meant", 1, false},
	/* A line is missing from the list: where the classes are not counted through. */
	{"plan-2019.yaml",
		"  - {id: 2019-MM-CKR-3, commodity: makanan-minuman, kecamatan: 31.73.01, number: 3}\n",
		"", "{id: 2019-MM-CKR-4",
		"\"makanan-minuman\" should have 56 sessions (line 40), but 55 stand here", 1,
		false},
	{"plan-2018.yaml",
		"  - {id: 2018-MM-CKR-1, commodity: makanan-minuman, kecamatan: 31.73.01, number: 1}\n",
		"", "- {id: 2018-KT-CKR-1", "should have 8 sessions (line 17), but 7 stand here", 1,
		false},
	/* Days off, and twice on a day. */
	{"plan-2019.yaml", "2019-07-18], venue", "^2019-08-17], venue", NULL,
		"this day is off: \"Hari Kemerdekaan RI\" (calendar-2019.yaml, line", 1, true},
	{"plan-2019.yaml", "2019-07-15, 2019-07-16, 2019-07-17, 2019-07-18], venue",
		"^2019-05-06, 2019-05-07, 2019-05-08, 2019-05-09], venue", NULL,
		"in the time of fasting: \"Ramadan 1440 H\" (calendar-2019.yaml, line", 1, true},
	{"plan-2019.yaml",
		"  - {id: 2019-MM-KBG-2, commodity: makanan-minuman, kecamatan: 31.73.08, number: 2}",
		"  - {id: 2019-MM-KBG-2, commodity: makanan-minuman, kecamatan: 31.73.08, number: 2, "
		"dates: [2019-07-12, 2019-07-15, 2019-07-16, 2019-07-19], venue: "
		"AULA KECAMATAN KEMBANGAN}",
		"Aula Kecamatan Kembangan}\n  - {id: 2019-SB-KBG-1",
		"line 144, is in the same place on the same day", 1, true},
	{"plan-2019.yaml",
		"kerajinan-tangan, kecamatan: 31.73.01, number: 1}\n"
		"  - {id: 2019-KT-CKR-2, commodity: kerajinan-tangan, kecamatan: 31.73.01, number: 2}",
		"kerajinan-tangan, kecamatan: 31.73.01, number: 1, dates: [2019-08-12, 2019-08-13, "
		"2019-08-14, 2019-08-15], instructors: [Agus, Sri Lestari]}\n"
		"  - {id: 2019-KT-CKR-2, commodity: kerajinan-tangan, kecamatan: 31.73.01, number: 2, "
		"dates: [2019-08-13, 2019-08-14, 2019-08-15, 2019-08-16], instructors: [^SRI "
		"LESTARI]}",
		NULL, "has the same instructor on the same day", 1, true},
	{"plan-2018.yaml", "    source: \"Ket", "    ^soucre: \"Ket", NULL, "is \"source\" meant?",
		1, false},
	{"plan-2018.yaml", "[makanan-minuman, kerajinan-tangan, service-hp]",
		"[makanan-minuman, kerajinan-tangan, ^servis-hp]", NULL,
		"no komoditi \"servis-hp\": is \"service-hp\" meant?", 1, false},
	{"plan-2019.yaml", "2019-07-17, 2019-07-18], venue", "2019-07-17], venue",
		"[2019-07-15, 2019-07-16, 2019-07-17]",
		"the session has 4 days, but 3 dates stand here", 1, false},
	{"plan-2019.yaml", "2019-07-18], venue", "^2020-07-18], venue", NULL,
		"this day is not in 2019", 1, false},
	{"plan-2019.yaml", "2019-07-18], venue", "^2019-07-16], venue", NULL,
		"this day is not after the one before it", 1, false},
	{"plan-2019.yaml", "2019-07-18], venue", "^18], venue", NULL, "a day that exists", 1,
		false},
	/* Of several mistakes all are said, sorted by place. */
	{"okoce.yaml",
		"city: Jakarta # the place before the date of a signature\n\n# Line by line, as "
		"above a letter. Add the address of the office as further lines.\nletterhead:\n",
		"city: ^[x]\nmayor: y\nletterhead:\n  - {}\n", NULL, "must be a text", 3, false},
};

/* "file:line:column: " of the offset in a text. */
static void print_place(struct buf *out, const char *file, const char *text, const char *at)
{
	unsigned line = 1;
	const char *begin = text;

	for (const char *c = text; c < at; c++) {
		if (*c == '\n') {
			line++;
			begin = c + 1;
		}
	}
	buf_printf(out, "%s:%u:%u: ", file, line, (unsigned)(at - begin) + 1);
}

/* Makes the change, and appends the place that is expected. */
static void make_mistake(const char *folder, const struct mistake *mistake, struct buf *place)
{
	const char *mark = strchr(mistake->new, '^');
	struct buf before = folder_read(mistake->file);
	struct buf new = BUF_EMPTY;
	const char *at;

	buf_add(&new, mistake->new, strcspn(mistake->new, "^"));
	buf_add_text(&new, mark ? mark + 1 : "");
	struct buf after = folder_change(folder, mistake->file, mistake->old, buf_text(&new));
	if (mark) {
		at = strstr(buf_text(&before), mistake->old);
		at = buf_text(&after) + (at - buf_text(&before)) + (mark - mistake->new);
	} else {
		at = strstr(buf_text(&after), mistake->at);
		assert_true(at && !strstr(at + 1, mistake->at));
	}
	print_place(place, mistake->file, buf_text(&after), at);
	buf_release(&before);
	buf_release(&after);
	buf_release(&new);
}

static bool check_mistake(const char *folder, const struct mistake *mistake)
{
	struct buf start = BUF_EMPTY;
	struct loaded loaded;
	bool right = true;

	make_mistake(folder, mistake, &start);
	if (mistake->warning)
		buf_add_text(&start, "warning: ");
	folder_load(folder, &loaded);
	folder_mend(folder, mistake->file);
	struct buf problems = folder_problems(folder, &loaded);
	if (loaded.problems.count != mistake->count ||
		strncmp(buf_text(&problems), buf_text(&start), start.len) != 0 ||
		!strstr(loaded.problems.item[0].text, mistake->text)) {
		print_error("\"%s\" -> \"%s\": expected %zu, the first %s...%s\n%s", mistake->old,
			mistake->new, mistake->count, buf_text(&start), mistake->text,
			buf_text(&problems));
		right = false;
	}
	assert_int_equal(loaded.status, mistake->warning ? STATUS_OK : STATUS_INVALID);
	if (!mistake->warning && right) {
		assert_non_null(strstr(loaded.err.text, buf_text(&start)));
		assert_non_null(strstr(loaded.err.text, mistake->text));
	}
	buf_release(&start);
	buf_release(&problems);
	loaded_release(&loaded);
	return right;
}

static void test_mistakes(void **state)
{
	bool right = true;

	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++)
		right = check_mistake(*state, &mistakes[i]) && right;
	assert_true(right);
}

/* --- Across files ----------------------------------------------------------------------------- */

static void expect(const char *folder, const char *expected)
{
	struct loaded loaded;

	folder_load(folder, &loaded);
	struct buf problems = folder_problems(folder, &loaded);
	assert_string_equal(buf_text(&problems), expected);
	buf_release(&problems);
	loaded_release(&loaded);
}

static void change(const char *folder, const char *name, const char *old, const char *new)
{
	struct buf text = folder_change(folder, name, old, new);

	buf_release(&text);
}

static const char small_plan[] = "year: 2019\n"
				 "total: 1\n"
				 "totals: [{commodity: sabun, sessions: 1}]\n"
				 "sessions:\n"
				 "  - {id: 2019-SB-CKR-1, commodity: sabun, kecamatan: 31.73.01, "
				 "number: 1, capacity: 40, days: 4}\n";

static void test_two_plans_of_a_year(void **state)
{
	folder_write(*state, "plan-tambahan.yaml", small_plan, strlen(small_plan));
	expect(*state,
		"plan-tambahan.yaml:1:7: plan-2019.yaml holds the year 2019 already: put both "
		"into one file\n"
		"plan-tambahan.yaml:5:10: \"2019-SB-CKR-1\" is used twice: first in "
		"plan-2019.yaml, line 58\n"
		"plan-tambahan.yaml:5:72: this is the same class of the same komoditi, "
		"kecamatan and year as in plan-2019.yaml, line 58: give it another number\n");
	folder_mend(*state, "plan-tambahan.yaml");
}

/* A komoditi that lost its name makes one message a file, not one a session. */
static void test_lost_commodity(void **state)
{
	change(*state, "commodities.yaml", "id: fashion", "id: busana");
	expect(*state,
		"plan-2018.yaml:35:36: there is no komoditi \"fashion\" (and 7 times more in this "
		"file)\n"
		"plan-2019.yaml:54:36: there is no komoditi \"fashion\" (and 15 times more in this "
		"file)\n");
	folder_mend(*state, "commodities.yaml");
}

/* What depends on a file that cannot be read says nothing. */
static void test_unreadable_commodities(void **state)
{
	change(*state, "commodities.yaml", "id: fashion", "id: &x fashion");
	expect(*state, "commodities.yaml:19:9: anchors (&name) are not used here: write the value "
		       "out\n");
	folder_mend(*state, "commodities.yaml");
}

/* Defaults hold where a session says nothing, and nowhere else. */
static void test_defaults(void **state)
{
	struct loaded loaded;

	change(*state, "plan-2018.yaml",
		"{id: 2018-MM-CKR-1, commodity: makanan-minuman, kecamatan: 31.73.01, number: 1}",
		"{id: 2018-MM-CKR-1, commodity: makanan-minuman, kecamatan: 31.73.01, number: 1, "
		"capacity: 30, days: 2, status: cancelled, start: 13:30, venue: , dates: ~, "
		"instructors: [\"Sri  Lestari\", Agus]}");
	folder_load(*state, &loaded);
	assert_int_equal(loaded.status, STATUS_OK);
	const struct session *session = programme_session(&loaded.programme, "2018-MM-CKR-1");
	assert_int_equal(session->plan.capacity, 30);
	assert_int_equal(session->plan.days, 2);
	assert_int_equal(session->status.status, SESSION_CANCELLED);
	assert_int_equal(session->schedule.start_minute, 1 + 13 * 60 + 30);
	assert_string_equal(session->schedule.venue, "");
	assert_int_equal(session->schedule.dates.count, 0);
	assert_int_equal(session->schedule.instructors.count, 2);
	assert_string_equal(session->schedule.instructors.item[0], "Sri Lestari");
	session = programme_session(&loaded.programme, "2018-MM-GPT-1");
	assert_int_equal(session->plan.capacity, 40);
	assert_int_equal(session->status.status, SESSION_HELD);
	loaded_release(&loaded);
	folder_mend(*state, "plan-2018.yaml");
}

/* Each limit of the schema holds, yet together they make a record that no entry could hold. */
static void test_too_much_for_an_entry(void **state)
{
	struct buf text = BUF_EMPTY;
	struct loaded loaded;

	buf_add_text(&text, "kecamatan:\n  - code: 31.73.01\n    short_code: CKR\n"
			    "    name: Cengkareng\n    kelurahan:\n");
	for (int i = 0; i < 500; i++)
		buf_printf(&text, "      - {code: 31.73.01.%04d, name: %0118d}\n", i, i);
	folder_write(*state, "districts.yaml", text.ptr, text.len);
	folder_delete(*state, "plan-2018.yaml");
	folder_write(*state, "plan-2019.yaml", small_plan, strlen(small_plan));
	folder_load(*state, &loaded);
	struct buf problems = folder_problems(*state, &loaded);
	assert_string_equal(buf_text(&problems),
		"districts.yaml:2:5: there is too much in this entry: at most 60000 bytes\n");
	buf_release(&problems);
	loaded_release(&loaded);
	buf_release(&text);
	folder_mend(*state, "districts.yaml");
	folder_mend(*state, "plan-2018.yaml");
	folder_mend(*state, "plan-2019.yaml");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_two_plans_of_a_year),
		cmocka_unit_test(test_lost_commodity),
		cmocka_unit_test(test_unreadable_commodities),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_too_much_for_an_entry),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
