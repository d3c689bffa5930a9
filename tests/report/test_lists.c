/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/lists.h"
#include "model/roster_of.h"
#include "base/i18n.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

/* It needs those before it. */
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define REPLACEMENT "\xef\xbf\xbd"
#define TODAY date_of(2019, 7, 16)

/* A small programme: two kecamatan, three commodities, 2018 and 2019. */

static struct commodity commodities[] = {
	{.id = "makanan-minuman",
		.code = "MM",
		.label_id = "Makanan dan minuman",
		.label_en = "Food and drinks",
		.order = 1},
	{.id = "kerajinan-tangan",
		.code = "KT",
		.label_id = "Kerajinan tangan",
		.label_en = "Handicrafts",
		.order = 2},
	{.id = "service-hp",
		.code = "HP",
		.label_id = "Service HP",
		.label_en = "Phone repair",
		.order = 3},
};

static struct kelurahan of_kembangan[] = {
	{.code = "31.73.08.1004", .name = "Meruya Utara"},
	{.code = "31.73.08.1002", .name = "Srengseng"},
};

static struct kecamatan kecamatan[] = {
	{.code = "31.73.02", .short_code = "GPT", .name = "Grogol Petamburan"},
	{.code = "31.73.08",
		.short_code = "KBG",
		.name = "Kembangan",
		.kelurahan = {of_kembangan, COUNT(of_kembangan)}},
};

static const char *announced_commodities[] = {"makanan-minuman", "kerajinan-tangan", "service-hp"};
static struct announcement announced_2018[] = {{.commodities = {announced_commodities, 3},
	.participants = 1280,
	.source = "Keterangan kantor 2018"}};
static struct plan_year plans[] = {
	{.year = 2018, .announcements = {announced_2018, 1}}, {.year = 2019}};

static date july[4], march[4];

enum {
	HP_2018,
	MM_GPT,
	MM_KBG,
	KT_KBG_1,
	KT_KBG_2,
	KT_KBG_3,
	SESSIONS
};
static struct session sessions[SESSIONS];
static struct tally tallies[SESSIONS];
static struct programme programme;

static struct session session_of(
	const char *id, uint32_t year, const char *commodity, const char *place, uint32_t number)
{
	struct session session = {.id = id};

	record_clear(&session_plan_type, &session.plan);
	record_clear(&session_schedule_type, &session.schedule);
	record_clear(&session_status_type, &session.status);
	session.plan.commodity = commodity;
	session.plan.kecamatan = place;
	session.plan.number = number;
	session.plan.year = year;
	session.plan.capacity = 40;
	session.plan.days = 4;
	return session;
}

static void make_sessions(void)
{
	sessions[HP_2018] = session_of("2018-HP-KBG-1", 2018, "service-hp", "31.73.08", 1);
	sessions[HP_2018].status.status = SESSION_HELD;
	sessions[MM_GPT] = session_of("2019-MM-GPT-1", 2019, "makanan-minuman", "31.73.02", 1);
	sessions[MM_GPT].schedule.dates = (struct dates){march, 4};
	sessions[MM_GPT].schedule.venue = "Aula Kec. Grogol Petamburan";
	sessions[MM_KBG] = session_of("2019-MM-KBG-1", 2019, "makanan-minuman", "31.73.08", 1);
	sessions[KT_KBG_1] = session_of("2019-KT-KBG-1", 2019, "kerajinan-tangan", "31.73.08", 1);
	sessions[KT_KBG_1].status.status = SESSION_HELD;
	sessions[KT_KBG_2] = session_of("2019-KT-KBG-2", 2019, "kerajinan-tangan", "31.73.08", 2);
	sessions[KT_KBG_2].schedule.dates = (struct dates){july, 4};
	sessions[KT_KBG_2].schedule.venue = "Aula Kecamatan Kembangan";
	sessions[KT_KBG_3] = session_of("2019-KT-KBG-3", 2019, "kerajinan-tangan", "31.73.08", 3);
	sessions[KT_KBG_3].status.status = SESSION_CANCELLED;
}

static int make_programme(void **state)
{
	(void)state;
	i18n_set_language(LANGUAGE_ENGLISH);
	for (int i = 0; i < 4; i++)
		july[i] = date_of(2019, 7, 15 + i);
	march[0] = date_of(2019, 3, 4);
	march[1] = date_of(2019, 3, 5);
	march[2] = date_of(2019, 3, 6);
	march[3] = date_of(2019, 3, 8);
	make_sessions();
	memset(tallies, 0, sizeof(tallies));
	tallies[HP_2018] = (struct tally){.registered = 40,
		.registered_male = 30,
		.registered_female = 10,
		.attended = 39,
		.completed = 38};
	tallies[MM_GPT] = (struct tally){.registered = 40,
		.registered_male = 5,
		.registered_female = 35,
		.waiting = 2,
		.attended = 40,
		.completed = 37};
	tallies[MM_KBG].registered = 12;
	tallies[KT_KBG_1] = (struct tally){.registered = 40, .attended = 36, .completed = 30};
	tallies[KT_KBG_2] = (struct tally){.registered = 39, .attended = 31};
	tallies[KT_KBG_3] = (struct tally){.registered = 7, .attended = 3, .completed = 1};
	programme = (struct programme){.commodity = commodities,
		.commodity_count = COUNT(commodities),
		.kecamatan = kecamatan,
		.kecamatan_count = COUNT(kecamatan),
		.plan = plans,
		.plan_count = COUNT(plans),
		.session = sessions,
		.session_count = SESSIONS};
	return 0;
}

static void assert_printed(
	const struct table *table, enum table_format format, const char *expected)
{
	struct buf out = BUF_EMPTY;

	table_print(table, format, &out);
	assert_string_equal(buf_text(&out), expected);
	if (format == TABLE_JSON)
		assert_true(json_is_valid(buf_text(&out), out.len));
	buf_release(&out);
}

/* No line is wider than a text console. */
static void assert_narrow(const struct table *table)
{
	struct buf out = BUF_EMPTY;
	char *rest, *line;

	table_print(table, TABLE_TEXT, &out);
	rest = (char *)out.ptr;
	while ((line = strsep(&rest, "\n")) != NULL)
		if (text_width(line) > 80)
			fail_msg("%d columns: %s", text_width(line), line);
	buf_release(&out);
}

/* --- Sessions --------------------------------------------------------------------------------- */

static void test_no_sessions(void **state)
{
	struct programme empty = {0};
	struct table table;

	(void)state;
	list_sessions(&table, &empty, NULL, &(struct session_filter){.year = 0}, TODAY);
	assert_int_equal(table_rows(&table), 0);
	assert_string_equal(table.note, "There are no sessions.\n");
	table_release(&table);
	list_sessions(&table, &programme, tallies, &(struct session_filter){.year = 2017}, TODAY);
	assert_int_equal(table_rows(&table), 0);
	assert_string_equal(table.note, "There are no sessions in 2017.\n");
	table_release(&table);
}

static void test_sessions_in_text(void **state)
{
	struct table table;

	(void)state;
	list_sessions(&table, &programme, tallies, &(struct session_filter){.year = 0}, TODAY);
	assert_printed(&table, TABLE_TEXT,
		"Session        Training                  Dist  Dates       State      Seats\n"
		"───────────────────────────────────────────────────────────────────────────\n"
		"2018-HP-KBG-1  Phone repair, class 1     KBG   -           done       40/40\n"
		"2019-MM-GPT-1  Food and drinks, class 1  GPT   4-6, 8 Mar  done       40/40\n"
		"2019-MM-KBG-1  Food and drinks, class 1  KBG   not set     planned    12/40\n"
		"2019-KT-KBG-1  Handicrafts, class 1      KBG   -           done       40/40\n"
		"2019-KT-KBG-2  Handicrafts, class 2      KBG   15-18 Jul   running    39/40\n"
		"2019-KT-KBG-3  Handicrafts, class 3      KBG   -           cancelled   7/40\n");
	assert_narrow(&table);
	table_release(&table);
	i18n_set_language(LANGUAGE_INDONESIAN);
	list_sessions(&table, &programme, tallies, &(struct session_filter){.year = 0}, TODAY);
	assert_narrow(&table);
	table_release(&table);
}

static void test_sessions_as_data(void **state)
{
	struct table table;

	(void)state;
	i18n_set_language(LANGUAGE_INDONESIAN);
	list_sessions(&table, &programme, tallies, &(struct session_filter){.year = 2018}, TODAY);
	assert_printed(&table, TABLE_CSV,
		"session,title,year,commodity,kecamatan,kecamatan_name,class,dates,venue,state,"
		"seats,registered,registered_male,registered_female,waiting,present,completed\n"
		"2018-HP-KBG-1,\"Service HP, class 1\",2018,service-hp,31.73.08,Kembangan,1,,,done,"
		"40,40,30,10,0,39,38\n");
	table_release(&table);
	list_sessions(&table, &programme, tallies, &(struct session_filter){.year = 2019}, TODAY);
	assert_int_equal(table_rows(&table), 5);
	assert_string_equal(table.cell[9], "2019-03-04 2019-03-05 2019-03-06 2019-03-08");
	table_release(&table);
}

/* A commodity and a kecamatan that the programme doesn't define. */
static void test_session_of_nowhere(void **state)
{
	struct table table;

	(void)state;
	sessions[0] = session_of("x", 2018, "\x1b[2J", "99\u202e", 1);
	list_sessions(&table, &programme, tallies, &(struct session_filter){.year = 2018}, TODAY);
	assert_printed(&table, TABLE_CSV,
		"session,title,year,commodity,kecamatan,kecamatan_name,class,dates,venue,state,"
		"seats,registered,registered_male,registered_female,waiting,present,completed\n"
		"x,\"" REPLACEMENT "[2J, class 1\",2018," REPLACEMENT "[2J,99" REPLACEMENT
		",99" REPLACEMENT ",1,,,planned,40,40,30,10,0,39,38\n");
	table_release(&table);
}

/* --- Roster ----------------------------------------------------------------------------------- */

#define SITI                                                                                       \
	{                                                                                          \
		"02", "SITI AMINAH", ENROLMENT_REGISTERED, SEX_FEMALE, "H",                        \
			.nik = "3173084408904417", .kelurahan = "31.73.08.1004"                    \
	}
#define JOKO                                                                                       \
	{                                                                                          \
		"17", "JOKO PRASETYO", ENROLMENT_REGISTERED, SEX_MALE, "HI",                       \
			.nik = "3173081203850001", .kelurahan = "31.73.08.1002"                    \
	}

static void test_roster_of_nobody(void **state)
{
	struct roster roster;
	struct table table;

	(void)state;
	roster_of(&roster, &sessions[MM_KBG], 0, NULL, 0);
	list_roster(&table, &programme, &roster, false);
	assert_printed(&table, TABLE_TEXT,
		"Food and drinks, class 1 (2019-MM-KBG-1)\n"
		"Kembangan\n"
		"dates are open\n"
		"\n"
		"#  Name  M/F  Kelurahan  NIK\n"
		"────────────────────────────\n"
		"\n"
		"0 of 40 seats taken\n");
	table_release(&table);
	roster_release(&roster);
}

static void test_roster_in_text(void **state)
{
	static const struct seat seats[] = {SITI, JOKO,
		{"A1", "HJ. SITI NUR AMINI", ENROLMENT_REGISTERED, SEX_UNKNOWN, "TSHH", .order = 0},
		{"", "Budi", ENROLMENT_WAITING, SEX_MALE, .marks = ""},
		{"09", "Dewi", ENROLMENT_WITHDRAWN, SEX_FEMALE, .marks = "H"}};
	struct roster roster;
	struct table table;

	(void)state;
	roster_of(&roster, &sessions[KT_KBG_2], 4, seats, COUNT(seats));
	roster.person[1].mark[1].conflict = true;
	roster.person[2].address.elsewhere = "Ciledug";
	list_roster(&table, &programme, &roster, false);
	assert_printed(&table, TABLE_TEXT,
		"Handicrafts, class 2 (2019-KT-KBG-2)\n"
		"Aula Kecamatan Kembangan, Kembangan\n"
		"15-18 Jul 2019\n"
		"\n"
		"#   Name                M/F  Kelurahan     NIK     D1  D2  D3  D4  Status\n"
		"────────────────────────────────────────────────────────────────────────────\n"
		"02  SITI AMINAH         F    Meruya Utara  **4417  P   -   -   -\n"
		"17  JOKO PRASETYO       M    Srengseng     **0001  P   E!  -   -\n"
		"A1  HJ. SITI NUR AMINI  -    Ciledug               A   S   P   P\n"
		"    Budi                M                          -   -   -   -   waiting 1\n"
		"09  Dewi                F                          P   -   -   -   withdrawn\n"
		"\n"
		"3 of 40 seats taken, 1 waiting\n"
		"! recorded differently, to be decided\n");
	assert_narrow(&table);
	table_release(&table);
	roster_release(&roster);
}

/* No NIK leaves in full. */
static void test_roster_as_data(void **state)
{
	static const struct seat seats[] = {
		SITI, {"17", "=cmd", ENROLMENT_WAITING, SEX_UNKNOWN, "I", .nik = "12345"}};
	struct roster roster;
	struct table table;

	(void)state;
	i18n_set_language(LANGUAGE_INDONESIAN);
	roster_of(&roster, &sessions[KT_KBG_2], 2, seats, COUNT(seats));
	list_roster(&table, &programme, &roster, false);
	assert_printed(&table, TABLE_CSV,
		"session,number,name,sex,kelurahan_code,kelurahan,kecamatan,nik,enrolment,day_1,day_2,"
		"days_present\n"
		"2019-KT-KBG-2,02,SITI AMINAH,P,31.73.08.1004,Meruya Utara,Kembangan,"
		"317308******4417,registered,present,,1\n"
		"2019-KT-KBG-2,17,'=cmd,,,,,****************,waiting,excused,,0\n");
	assert_printed(&table, TABLE_JSON,
		"{\"rows\": [\n"
		"{\"session\": \"2019-KT-KBG-2\", \"number\": \"02\", \"name\": \"SITI AMINAH\", "
		"\"sex\": \"P\", \"kelurahan_code\": \"31.73.08.1004\", "
		"\"kelurahan\": \"Meruya Utara\", \"kecamatan\": \"Kembangan\", "
		"\"nik\": \"317308******4417\", \"enrolment\": \"registered\", "
		"\"day_1\": \"present\", \"day_2\": \"\", \"days_present\": 1},\n"
		"{\"session\": \"2019-KT-KBG-2\", \"number\": \"17\", \"name\": \"=cmd\", "
		"\"sex\": \"\", \"kelurahan_code\": \"\", \"kelurahan\": \"\", \"kecamatan\": "
		"\"\", "
		"\"nik\": \"****************\", \"enrolment\": \"waiting\", "
		"\"day_1\": \"excused\", \"day_2\": \"\", \"days_present\": 0}\n"
		"]}\n");
	table_release(&table);
	roster_release(&roster);
}

/* Whoever asked for it was recorded. */
static void test_full_roster(void **state)
{
	static const struct seat seats[] = {SITI, {"17", "Joko", ENROLMENT_WAITING, SEX_MALE,
		.marks = "", .nik = "3173080408900001", .phone = "081234567890", .phone2 = "0215551234"}};
	struct roster roster;
	struct table table;

	(void)state;
	roster_of(&roster, &sessions[KT_KBG_2], 1, seats, COUNT(seats));
	roster.person[1].identity.born = date_of(1990, 8, 4);
	roster.person[1].identity.birthplace = "Solo";
	roster.person[1].address.line = "Jl. A, no. 1";
	roster.person[1].address.rt = 16;
	list_roster(&table, &programme, &roster, true);
	assert_printed(&table, TABLE_CSV,
		"session,number,name,sex,kelurahan_code,kelurahan,kecamatan,nik,birthplace,"
		"birth_date,phone,phone_2,address,rt,rw,enrolment,day_1,days_present\n"
		"2019-KT-KBG-2,02,SITI AMINAH,P,31.73.08.1004,Meruya Utara,Kembangan,"
		"'3173084408904417,,,,,,,,registered,present,1\n"
		"2019-KT-KBG-2,17,Joko,L,,,,'3173080408900001,Solo,1990-08-04,'081234567890,"
		"'0215551234,\"Jl. A, no. 1\",16,,waiting,,0\n");
	assert_printed(&table, TABLE_TEXT,
		"Handicrafts, class 2 (2019-KT-KBG-2)\n"
		"Aula Kecamatan Kembangan, Kembangan\n"
		"15-18 Jul 2019\n"
		"\n"
		"#   Name         M/F  Kelurahan     NIK               D1  Status\n"
		"───────────────────────────────────────────────────────────────────\n"
		"02  SITI AMINAH  F    Meruya Utara  3173084408904417  P\n"
		"17  Joko         M                  3173080408900001  -   waiting 1\n"
		"\n"
		"1 of 40 seats taken, 1 waiting\n");
	table_release(&table);
	roster_release(&roster);
}

/* Names as they might come from a damaged or hostile file; statuses of a newer version. */
static void test_hostile_roster(void **state)
{
	static const struct seat seats[] = {
		{"\x1b[1m", "\x1b]0;x\a\r\n\u202e\"\xff", 99, 99, "HHHH", .nik = "\xff\x1b"}};
	enum table_format formats[] = {TABLE_TEXT, TABLE_CSV, TABLE_JSON};
	struct roster roster;
	struct table table;

	(void)state;
	roster_of(&roster, &sessions[KT_KBG_2], 4, seats, COUNT(seats));
	roster.person[0].mark[0].status = 99;
	list_roster(&table, &programme, &roster, false);
	for (size_t i = 0; i < COUNT(formats); i++) {
		struct buf out = BUF_EMPTY;

		table_print(&table, formats[i], &out);
		assert_true(out.len > 0);
		assert_true(text_is_utf8(buf_text(&out), out.len));
		assert_null(strpbrk(buf_text(&out), "\x1b\a\r"));
		assert_null(strstr(buf_text(&out), "\u202e"));
		if (formats[i] == TABLE_JSON)
			assert_true(json_is_valid(buf_text(&out), out.len));
		buf_release(&out);
	}
	table_release(&table);
	roster_release(&roster);
}

/* A session of a whole month is the longest that a roster holds. */
static void test_roster_of_a_month(void **state)
{
	static const struct seat seats[] = {SITI};
	struct roster roster;
	struct table table;

	(void)state;
	roster_of(&roster, &sessions[KT_KBG_2], ROSTER_DAYS_MAX, seats, 1);
	roster.person[0].mark[ROSTER_DAYS_MAX - 1].status = ATTENDANCE_SICK;
	list_roster(&table, &programme, &roster, false);
	assert_int_equal(table_rows(&table), 1);
	assert_string_equal(table.column[table.column_count - 3].name, "day_31");
	assert_string_equal(table.cell[table.column_count - 3], "sick");
	table_release(&table);
	roster_release(&roster);
}

/* Forty usual people and four days fit on a console. */
static void test_roster_is_narrow(void **state)
{
	static const struct seat seats[] = {
		{"40", "MUHAMMAD IQBAL RAMADHAN S.E.", ENROLMENT_REGISTERED, SEX_MALE, "HHHH",
			.nik = "3173081203850001", .kelurahan = "31.73.08.1004"}};
	struct roster roster;
	struct table table;

	(void)state;
	roster_of(&roster, &sessions[KT_KBG_2], 4, seats, COUNT(seats));
	of_kembangan[0].name = "Kembangan Selatan";
	list_roster(&table, &programme, &roster, false);
	of_kembangan[0].name = "Meruya Utara";
	assert_narrow(&table);
	table_release(&table);
	roster_release(&roster);
}

/* --- Recap ------------------------------------------------------------------------------------ */

static void test_empty_recap(void **state)
{
	struct programme empty = {0};
	struct table table;

	(void)state;
	list_recap(&table, &empty, NULL, 2019, TODAY);
	assert_int_equal(table_rows(&table), 1);
	assert_int_equal(table.sums, 1);
	assert_printed(&table, TABLE_JSON, "{\"rows\": []}\n");
	assert_string_equal(table.note, "There are no sessions in 2019.\n");
	table_release(&table);
	list_recap(&table, &programme, tallies, 2031, TODAY);
	assert_string_equal(table.note, "There are no sessions in 2031.\n");
	table_release(&table);
	list_recap(&table, &empty, NULL, 0, TODAY);
	assert_string_equal(table.note, "There are no sessions.\n");
	table_release(&table);
}

#define RECAP_RULE "────────────────────────────────────────────────────────────────────────\n"

static void test_recap_in_text(void **state)
{
	struct table table;

	(void)state;
	list_recap(&table, &programme, tallies, 2019, TODAY);
	assert_printed(&table, TABLE_TEXT,
		"Recap of 2019\n"
		"\n"
		"District              Class  Target  People  M   F  Present  Done      %\n" RECAP_RULE
		"MM Grogol Petamburan  1/1        40      40  5  35       40    37  92.5%\n"
		"MM Kembangan          0/1        40      12  0   0        0     0   0.0%\n"
		"KT Kembangan          1/2        80      79  0   0       67    30  37.5%\n" RECAP_RULE
		"Food and drinks       1/2        80      52  5  35       40    37  46.3%\n"
		"Handicrafts           1/2        80      79  0   0       67    30  37.5%\n"
		"Total                 2/4       160     131  5  35      107    67  41.9%\n"
		"\n"
		"1 session was cancelled and is not counted.\n");
	table_release(&table);
}

static void test_recap_as_data(void **state)
{
	struct table table;

	(void)state;
	i18n_set_language(LANGUAGE_INDONESIAN);
	list_recap(&table, &programme, tallies, 2018, TODAY);
	assert_printed(&table, TABLE_CSV,
		"commodity,commodity_name,kecamatan,kecamatan_name,sessions,done,running,scheduled,"
		"target,registered,registered_male,registered_female,waiting,present,completed,"
		"completed_male,completed_female,percent_of_target\n"
		"service-hp,Service HP,31.73.08,Kembangan,1,1,0,0,40,40,30,10,0,39,38,0,0,95.0\n");
	table_release(&table);
}

/* Years stand together when all are asked for. */
static void test_recap_of_all(void **state)
{
	struct table table;

	(void)state;
	sessions[HP_2018].plan.commodity = "kerajinan-tangan";
	list_recap(&table, &programme, tallies, 0, TODAY);
	assert_int_equal(table_rows(&table) - table.sums, 3);
	assert_int_equal(table.sums, 3);
	assert_string_equal(table.cell[3], "Kembangan");
	assert_string_equal(table.cell[6], "3");
	assert_string_equal(table.cell[15], "106");
	table_release(&table);
}

/* 1.280 were announced; here 40 seats were planned and 39 people came. All is said, none bent. */
static void test_announced(void **state)
{
	struct table table;

	(void)state;
	list_recap(&table, &programme, tallies, 2018, TODAY);
	assert_string_equal(table.note,
		"2018, Food and drinks, Handicrafts, Phone repair: announced 1,280, planned 40 "
		"(1,240 fewer), present 39 (1,241 fewer).\n"
		"   Source: Keterangan kantor 2018\n");
	assert_int_equal(strtoul(table.cell[10], NULL, 10), 40);
	table_release(&table);
	announced_2018[0].participants = 40;
	list_recap(&table, &programme, tallies, 2018, TODAY);
	assert_non_null(strstr(table.note, "announced 40, planned 40, present 39 (1 fewer)."));
	table_release(&table);
	announced_2018[0].participants = 10;
	announced_2018[0].commodities.count = 0;
	list_recap(&table, &programme, tallies, 0, TODAY);
	assert_non_null(strstr(table.note, "2018, all commodities: announced 10, planned 40 (30 "
					   "more), present 39 (29 more)."));
	table_release(&table);
	announced_2018[0].participants = 40;
	tallies[HP_2018].attended = 40;
	list_recap(&table, &programme, tallies, 2018, TODAY);
	assert_null(table.note);
	table_release(&table);
	announced_2018[0].participants = 1280;
	announced_2018[0].commodities.count = COUNT(announced_commodities);
}

/* --- The day's line --------------------------------------------------------------------------- */

static void assert_line(const struct roster *roster, uint32_t day, const char *expected)
{
	struct buf out = BUF_EMPTY;

	day_line(&out, &programme, roster, day);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void test_day_line(void **state)
{
	static const struct seat seats[] = {SITI, JOKO,
		{"03", "Ria", ENROLMENT_REGISTERED, SEX_FEMALE, "ST", .order = 0},
		{"04", "Ani", ENROLMENT_REGISTERED, SEX_FEMALE, "HT", .order = 0}};
	struct roster roster;

	(void)state;
	roster_of(&roster, &sessions[KT_KBG_2], 4, seats, COUNT(seats));
	assert_line(&roster, 1,
		"Mon 15/7, Kembangan, Handicrafts 2, day 1: present 3 (M 1, F 2), sick 1");
	assert_line(&roster, 2,
		"Tue 16/7, Kembangan, Handicrafts 2, day 2: present 0 (M 0, F 0), excused 1, "
		"absent 2, not recorded 1");
	i18n_set_language(LANGUAGE_INDONESIAN);
	assert_line(&roster, 1,
		"Mon 15/7, Kembangan, Kerajinan tangan 2, day 1: present 3 (M 1, F 2), sick 1");
	roster_release(&roster);
}

static void test_day_line_of_nothing(void **state)
{
	struct roster roster;

	(void)state;
	roster_of(&roster, &sessions[MM_KBG], 0, NULL, 0);
	assert_line(&roster, 1, "Kembangan, Food and drinks 1, day 1: present 0 (M 0, F 0)");
	sessions[MM_KBG].plan.commodity = "a\nb";
	assert_line(&roster, 0, "Kembangan, a" REPLACEMENT "b 1, day 0: present 0 (M 0, F 0)");
	roster_release(&roster);
}

#define TEST(name) cmocka_unit_test_setup(name, make_programme)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_no_sessions),
		TEST(test_sessions_in_text),
		TEST(test_sessions_as_data),
		TEST(test_session_of_nowhere),
		TEST(test_roster_of_nobody),
		TEST(test_roster_in_text),
		TEST(test_roster_as_data),
		TEST(test_full_roster),
		TEST(test_hostile_roster),
		TEST(test_roster_of_a_month),
		TEST(test_roster_is_narrow),
		TEST(test_empty_recap),
		TEST(test_recap_in_text),
		TEST(test_recap_as_data),
		TEST(test_recap_of_all),
		TEST(test_announced),
		TEST(test_day_line),
		TEST(test_day_line_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
