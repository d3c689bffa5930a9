/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/lists.h"

#include "report/state_words.h"
#include "model/dates.h"
#include "model/nik.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

static const char *kecamatan_name(const struct programme *programme, const char *code)
{
	const struct kecamatan *kecamatan = programme_kecamatan(programme, code);

	return kecamatan ? kecamatan->name : code;
}

/* A cell with what a function prints into a buffer. */
static void buffer_cell(struct table *table, struct buf *buf)
{
	table_cell(table, "%s", buf_text(buf));
	buf_clear(buf);
}

/* --- Sessions --------------------------------------------------------------------------------- */

/* In text so many as 80 columns hold: the rest is in CSV and JSON. */
static const struct table_column session_columns[] = {
	{"session", N_("Session"), TABLE_WORDS},
	{"title", N_("Training"), TABLE_WORDS},
	{NULL, N_("Dist"), TABLE_WORDS},
	{"year", NULL, TABLE_NUMBER},
	{"commodity", NULL, TABLE_WORDS},
	{"kecamatan", NULL, TABLE_WORDS},
	{"kecamatan_name", NULL, TABLE_WORDS},
	{"class", NULL, TABLE_NUMBER},
	{NULL, N_("Dates"), TABLE_WORDS},
	{"dates", NULL, TABLE_WORDS},
	{"venue", NULL, TABLE_WORDS},
	{NULL, N_("State"), TABLE_WORDS},
	{"state", NULL, TABLE_WORDS},
	{NULL, N_("Seats"), TABLE_NUMBER},
	{"seats", NULL, TABLE_NUMBER},
	{"registered", NULL, TABLE_NUMBER},
	{"registered_male", NULL, TABLE_NUMBER},
	{"registered_female", NULL, TABLE_NUMBER},
	{"waiting", NULL, TABLE_NUMBER},
	{"present", NULL, TABLE_NUMBER},
	{"completed", NULL, TABLE_NUMBER},
};

static void add_place_and_dates(struct table *table, const struct programme *programme,
	const struct session *session, struct buf *buf)
{
	const struct session_plan *plan = &session->plan;
	const struct kecamatan *kecamatan = programme_kecamatan(programme, plan->kecamatan);

	table_cell(table, "%s", kecamatan ? kecamatan->short_code : plan->kecamatan);
	table_number(table, plan->year);
	table_cell(table, "%s", plan->commodity);
	table_cell(table, "%s", plan->kecamatan);
	table_cell(table, "%s", kecamatan ? kecamatan->name : plan->kecamatan);
	table_number(table, plan->number);
	dates_print(buf, &session->schedule.dates, (int)plan->year);
	if (buf->len == 0)
		buf_add_text(buf, session->status.status == SESSION_PLANNED ? _("not set") : "-");
	buffer_cell(table, buf);
	dates_print_iso(buf, &session->schedule.dates);
	buffer_cell(table, buf);
	table_cell(table, "%s", session->schedule.venue);
}

static void add_session(struct table *table, const struct programme *programme,
	const struct session *session, const struct tally *tally, date today)
{
	enum session_state state = session_state_on(session, today);
	struct buf buf = BUF_EMPTY;

	table_cell(table, "%s", session->id);
	session_title(programme, session, &buf);
	buffer_cell(table, &buf);
	add_place_and_dates(table, programme, session, &buf);
	table_cell(table, "%s", session_state_text(state));
	table_cell(table, "%s", session_state_word(state));
	table_cell(table, "%u/%u", tally->registered, session->plan.capacity);
	table_number(table, session->plan.capacity);
	table_number(table, tally->registered);
	table_number(table, tally->registered_male);
	table_number(table, tally->registered_female);
	table_number(table, tally->waiting);
	table_number(table, tally->attended);
	table_number(table, tally->completed);
	buf_release(&buf);
}

void list_sessions(struct table *table, const struct programme *programme,
	const struct tally *tally, const struct session_filter *filter, date today)
{
	table_init(table, session_columns, sizeof(session_columns) / sizeof(session_columns[0]));
	for (size_t i = 0; i < programme->session_count; i++)
		if (session_fits(filter, &programme->session[i], today))
			add_session(table, programme, &programme->session[i], &tally[i], today);
	if (table_rows(table) > 0)
		return;
	if (session_filter_is_narrow(filter))
		table_note(table, "%s", _("No session is like that."));
	else if (filter->year == 0)
		table_note(table, "%s", _("There are no sessions."));
	else
		table_note(table, _("There are no sessions in %u."), filter->year);
}

/* --- Roster ----------------------------------------------------------------------------------- */

static const struct table_column person_columns[] = {
	{"session", NULL, TABLE_WORDS},
	{"number", N_("#"), TABLE_WORDS},
	{"name", N_("Name"), TABLE_WORDS},
	{NULL, N_("M/F"), TABLE_WORDS},
	{"sex", NULL, TABLE_WORDS},
	{NULL, N_("Kelurahan"), TABLE_WORDS},
	{"kelurahan_code", NULL, TABLE_WORDS},
	{"kelurahan", NULL, TABLE_WORDS},
	{"kecamatan", NULL, TABLE_WORDS},
	{NULL, N_("NIK"), TABLE_DIGITS},
	{"nik", NULL, TABLE_DIGITS},
};
/* Only of a full roster. With a masked NIK the birth date would be the hidden part of it. */
static const struct table_column full_columns[] = {
	{"birthplace", NULL, TABLE_WORDS},
	{"birth_date", NULL, TABLE_WORDS},
	{"phone", NULL, TABLE_DIGITS},
	{"phone_2", NULL, TABLE_DIGITS},
	{"address", NULL, TABLE_WORDS},
	{"rt", NULL, TABLE_NUMBER},
	{"rw", NULL, TABLE_NUMBER},
};
#define PERSON_COLUMNS (sizeof(person_columns) / sizeof(person_columns[0]))
#define FULL_COLUMNS (sizeof(full_columns) / sizeof(full_columns[0]))
#define ALL_COLUMNS (PERSON_COLUMNS + FULL_COLUMNS + 1 + 2 * ROSTER_DAYS_MAX + 2)
#define DAY_NAME_MAX 24

/* The columns of the person, the enrolment, two of each day (in text, in CSV and JSON), and two behind
 * them. */
struct roster_columns {
	struct table_column column[ALL_COLUMNS];
	bool full;
	size_t count;
	char name[ROSTER_DAYS_MAX][DAY_NAME_MAX];
	char title[ROSTER_DAYS_MAX][DAY_NAME_MAX];
};

_Static_assert(ALL_COLUMNS <= TABLE_COLUMNS_MAX, "a month fits");

static uint32_t days_shown(const struct roster *roster)
{
	return roster->days < ROSTER_DAYS_MAX ? roster->days : ROSTER_DAYS_MAX;
}

static bool all_have_seats(const struct roster *roster)
{
	for (size_t i = 0; i < roster->count; i++)
		if (!roster_has_seat(&roster->person[i]))
			return false;
	return true;
}

static void make_columns(struct roster_columns *columns, const struct roster *roster)
{
	struct table_column *next = columns->column;

	memcpy(next, person_columns, sizeof(person_columns));
	next += PERSON_COLUMNS;
	if (columns->full) {
		memcpy(next, full_columns, sizeof(full_columns));
		next += FULL_COLUMNS;
	}
	/* Lists of offices have the marital status under "status". */
	*next++ = (struct table_column){"enrolment", NULL, TABLE_WORDS};
	for (uint32_t i = 0; i < days_shown(roster); i++) {
		snprintf(columns->name[i], DAY_NAME_MAX, "day_%u", i + 1);
		/* TRANSLATORS: day 1, day 2 over a narrow column: "H1" in Indonesian. */
		snprintf(columns->title[i], DAY_NAME_MAX, _("D%u"), i + 1);
		*next++ = (struct table_column){NULL, columns->title[i], TABLE_WORDS};
		*next++ = (struct table_column){columns->name[i], NULL, TABLE_WORDS};
	}
	*next++ = (struct table_column){"days_present", NULL, TABLE_NUMBER};
	*next++ = (struct table_column){
		NULL, all_have_seats(roster) ? NULL : N_("Status"), TABLE_WORDS};
	columns->count = (size_t)(next - columns->column);
}

static void add_status(struct table *table, const struct roster_person *person, size_t place)
{
	if (person->enrolment.status == ENROLMENT_WAITING)
		/* TRANSLATORS: the place in the waiting list, in a narrow column. */
		table_cell(table, _("waiting %zu"), place);
	else
		table_cell(table, "%s", roster_has_seat(person) ? "" : enrolment_text(person->enrolment.status));
}

static void add_sex(struct table *table, uint32_t sex)
{
	table_cell(table, "%s", sex_letter(sex));
	table_cell(table, "%s", sex_word(sex));
}

/* The code of a kelurahan begins with its kecamatan's. */
#define KECAMATAN_CODE 8

static void add_kecamatan(struct table *table, const struct programme *programme,
	const struct person_address *address)
{
	char code[KECAMATAN_CODE + 1];

	snprintf(code, sizeof(code), "%s",
		address->kecamatan[0] != '\0' ? address->kecamatan : address->kelurahan);
	table_cell(table, "%s", kecamatan_name(programme, code));
}

static void add_address(struct table *table, const struct programme *programme,
	const struct person_address *address)
{
	const struct kelurahan *kelurahan = programme_kelurahan(programme, address->kelurahan);
	const char *name = kelurahan ? kelurahan->name : address->kelurahan;

	if (name[0] == '\0')
		name = address->elsewhere;
	table_cell(table, "%s", name);
	table_cell(table, "%s", address->kelurahan);
	table_cell(table, "%s", name);
	add_kecamatan(table, programme, address);
}

/* In text one letter or two; "!" behind it where it was recorded differently. */
static void add_mark(struct table *table, const struct roster_mark *mark, uint32_t reads)
{
	table_cell(table, "%s%s", mark_letter(reads), mark->conflict ? "!" : "");
	table_cell(table, "%s", mark_word(reads));
}

static void add_niks(struct table *table, const char *nik, bool full)
{
	struct buf buf = BUF_EMPTY;

	if (full) {
		table_cell(table, "%s", nik);
		table_cell(table, "%s", nik);
		return;
	}
	nik_tail(nik, &buf);
	buffer_cell(table, &buf);
	nik_mask(nik, &buf);
	buffer_cell(table, &buf);
	buf_wipe(&buf);
}

/* 0 is none. */
static void add_place_number(struct table *table, uint32_t number)
{
	if (number > 0)
		table_number(table, number);
	else
		table_cell(table, "%s", "");
}

static void add_full(struct table *table, const struct roster_person *person)
{
	struct buf born = BUF_EMPTY;

	date_print_iso(&born, person->identity.born);
	table_cell(table, "%s", person->identity.birthplace);
	buffer_cell(table, &born);
	table_cell(table, "%s", person->contact.phone);
	table_cell(table, "%s", person->contact.phone2);
	table_cell(table, "%s", person->address.line);
	add_place_number(table, person->address.rt);
	add_place_number(table, person->address.rw);
	buf_wipe(&born);
}

static void add_person(struct table *table, const struct programme *programme,
	const struct roster *roster, const struct roster_person *person, size_t place, bool full)
{
	table_cell(table, "%s", roster->session->id);
	table_cell(table, "%s", person->enrolment.number);
	table_cell(table, "%s", person->identity.name);
	add_sex(table, person->identity.sex);
	add_address(table, programme, &person->address);
	add_niks(table, person->identity.nik, full);
	if (full)
		add_full(table, person);
	table_cell(table, "%s", enrolment_word(person->enrolment.status));
	for (uint32_t i = 0; i < days_shown(roster); i++)
		add_mark(table, &person->mark[i], roster_reads(roster, person, i + 1));
	table_number(table, roster_days_present(roster, person));
	add_status(table, person, place);
}

static void add_roster_title(
	struct table *table, const struct programme *programme, const struct session *session)
{
	struct buf line = BUF_EMPTY;

	session_title(programme, session, &line);
	table_title(table, "%s (%s)", buf_text(&line), session->id);
	buf_clear(&line);
	if (session->schedule.venue[0] != '\0')
		buf_printf(&line, "%s, ", session->schedule.venue);
	buf_add_text(&line, kecamatan_name(programme, session->plan.kecamatan));
	table_title(table, "%s", buf_text(&line));
	buf_clear(&line);
	dates_print(&line, &session->schedule.dates, 0);
	table_title(table, "%s", line.len > 0 ? buf_text(&line) : _("dates are open"));
	buf_release(&line);
}

static bool any_conflict(const struct roster *roster)
{
	for (size_t i = 0; i < roster->count; i++)
		for (uint32_t day = 0; day < days_shown(roster); day++)
			if (roster->person[i].mark[day].conflict)
				return true;
	return false;
}

void list_roster(struct table *table, const struct programme *programme,
	const struct roster *roster, bool full)
{
	struct roster_columns columns = {.full = full};
	struct day_count count;
	const size_t *place;

	make_columns(&columns, roster);
	table_init(table, columns.column, columns.count);
	place = roster_waiting_places(roster, &table->arena);
	add_roster_title(table, programme, roster->session);
	for (size_t i = 0; i < roster->count; i++)
		add_person(table, programme, roster, &roster->person[i], place[i], full);
	roster_count(roster, 0, &count);
	if (count.waiting > 0)
		table_note(table, _("%u of %u seats taken, %u waiting"), count.registered,
			count.seats, count.waiting);
	else
		table_note(table, _("%u of %u seats taken"), count.registered, count.seats);
	if (any_conflict(roster))
		table_note(table, "%s", _("! recorded differently, to be decided"));
}

/* --- The day's line --------------------------------------------------------------------------- */

/* "Sel 16/7, " */
static void add_day(struct buf *out, const struct session *session, uint32_t day)
{
	struct civil civil;
	date when;

	if (day < 1 || day > session->schedule.dates.count)
		return;
	when = session->schedule.dates.item[day - 1];
	civil = date_civil(when);
	buf_printf(out, "%s %d/%d, ", date_weekday_short(when), civil.day, civil.month);
}

void day_line(struct buf *out, const struct programme *programme, const struct roster *roster,
	uint32_t day)
{
	const struct session *session = roster->session;
	const char *id = session->plan.commodity;
	const struct commodity *commodity = programme_commodity(programme, id);
	struct day_count count;
	struct buf line = BUF_EMPTY;

	roster_count(roster, day, &count);
	add_day(&line, session, day);
	buf_printf(&line, "%s, %s %u, ", kecamatan_name(programme, session->plan.kecamatan),
		commodity ? commodity_label(commodity) : id, session->plan.number);
	/* TRANSLATORS: male and female are L and P in Indonesian. */
	buf_printf(&line, _("day %u: present %u (M %u, F %u)"), day, count.present,
		count.present_male, count.present_female);
	if (count.excused > 0)
		buf_printf(&line, _(", excused %u"), count.excused);
	if (count.sick > 0)
		buf_printf(&line, _(", sick %u"), count.sick);
	/* TRANSLATORS: absent without a reason: "TK". */
	if (count.absent > 0)
		buf_printf(&line, _(", absent %u"), count.absent);
	if (count.open > 0)
		buf_printf(&line, _(", not recorded %u"), count.open);
	text_safe(out, buf_text(&line), line.len);
	buf_release(&line);
}
