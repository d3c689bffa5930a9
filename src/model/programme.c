/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/programme.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Commodities that the programme does not define stand behind those that it does. */
static uint32_t commodity_order(const struct programme *programme, const char *id)
{
	const struct commodity *commodity = programme_commodity(programme, id);

	return commodity ? commodity->order : UINT32_MAX;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare_sessions(const void *left, const void *right, void *context)
{
	const struct session *a = left;
	const struct session *b = right;
	const struct programme *programme = context;
	int order = compare_numbers(a->plan.year, b->plan.year);

	if (order == 0)
		order = compare_numbers(commodity_order(programme, a->plan.commodity),
			commodity_order(programme, b->plan.commodity));
	if (order == 0)
		order = strcmp(a->plan.commodity, b->plan.commodity);
	if (order == 0)
		order = strcmp(a->plan.kecamatan, b->plan.kecamatan);
	if (order == 0)
		order = compare_numbers(a->plan.number, b->plan.number);
	return order != 0 ? order : strcmp(a->id, b->id);
}

void programme_sort(struct programme *programme)
{
	if (programme->session_count > 1)
		qsort_r(programme->session, programme->session_count, sizeof(*programme->session),
			compare_sessions, programme);
}

void programme_release(struct programme *programme)
{
	arena_release(&programme->arena);
	*programme = (struct programme){0};
}

const struct session *programme_session(const struct programme *programme, const char *id)
{
	for (size_t i = 0; i < programme->session_count; i++)
		if (strcmp(programme->session[i].id, id) == 0)
			return &programme->session[i];
	return NULL;
}

const struct commodity *programme_commodity(const struct programme *programme, const char *id)
{
	for (size_t i = 0; i < programme->commodity_count; i++)
		if (strcmp(programme->commodity[i].id, id) == 0)
			return &programme->commodity[i];
	return NULL;
}

const struct kecamatan *programme_kecamatan(const struct programme *programme, const char *code)
{
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		if (strcmp(programme->kecamatan[i].code, code) == 0)
			return &programme->kecamatan[i];
	return NULL;
}

const struct kelurahan *programme_kelurahan(const struct programme *programme, const char *code)
{
	for (size_t i = 0; i < programme->kecamatan_count; i++) {
		const struct records *list = &programme->kecamatan[i].kelurahan;
		const struct kelurahan *kelurahan = list->item;

		for (size_t k = 0; k < list->count; k++)
			if (strcmp(kelurahan[k].code, code) == 0)
				return &kelurahan[k];
	}
	return NULL;
}

bool holiday_covers(const struct holiday *holiday, date day)
{
	date last = holiday->last == DATE_NONE ? holiday->day : holiday->last;

	return day != DATE_NONE && holiday->day != DATE_NONE && holiday->day <= day && day <= last &&
	       holiday->kind >= HOLIDAY_DAY_OFF && holiday->kind <= HOLIDAY_FASTING;
}

static const struct holiday *find_holiday(
	const struct programme *programme, date day, bool fasting)
{
	for (size_t i = 0; i < programme->calendar_count; i++) {
		const struct records *list = &programme->calendar[i].holidays;
		const struct holiday *holiday = list->item;

		for (size_t k = 0; k < list->count; k++)
			if (holiday_covers(&holiday[k], day) &&
				(holiday[k].kind == HOLIDAY_FASTING) == fasting)
				return &holiday[k];
	}
	return NULL;
}

const struct holiday *programme_holiday(const struct programme *programme, date day)
{
	return find_holiday(programme, day, false);
}

const struct holiday *programme_fasting(const struct programme *programme, date day)
{
	return find_holiday(programme, day, true);
}

uint32_t programme_year(const struct programme *programme, date today)
{
	uint32_t now = (uint32_t)date_civil(today).year;
	uint32_t last = 0;

	for (size_t i = 0; i < programme->session_count; i++) {
		uint32_t year = programme->session[i].plan.year;

		if (year == now)
			return now;
		if (year > last)
			last = year;
	}
	return last > 0 ? last : now;
}

const char *commodity_label(const struct commodity *commodity)
{
	bool english = i18n_language() == LANGUAGE_ENGLISH;
	const char *label = english ? commodity->label_en : commodity->label_id;
	const char *other = english ? commodity->label_id : commodity->label_en;

	if (label[0] != '\0')
		return label;
	return other[0] != '\0' ? other : commodity->id;
}

bool session_is_planned(const struct session *session)
{
	return session->plan.year != 0 || session->plan.commodity[0] != '\0';
}

void session_title(
	const struct programme *programme, const struct session *session, struct buf *out)
{
	const struct commodity *commodity = programme_commodity(programme, session->plan.commodity);

	if (!session_is_planned(session)) {
		buf_printf(out, _("%s (outside the plan)"), session->id);
		return;
	}
	/* Translators: commodity, number of the class: "Kerajinan tangan, kelas 2". */
	buf_printf(out, _("%s, class %u"),
		commodity ? commodity_label(commodity) : session->plan.commodity,
		(unsigned)session->plan.number);
}

void session_title_placed(
	const struct programme *programme, const struct session *session, struct buf *out)
{
	const struct kecamatan *kecamatan = programme_kecamatan(programme, session->plan.kecamatan);

	session_title(programme, session, out);
	if (kecamatan)
		buf_printf(out, " (%s)",
			kecamatan->short_code[0] ? kecamatan->short_code : kecamatan->name);
}

date session_begins(const struct session *session)
{
	const struct dates *dates = &session->schedule.dates;
	date first = DATE_NONE;

	for (size_t i = 0; i < dates->count; i++)
		if (first == DATE_NONE || dates->item[i] < first)
			first = dates->item[i];
	return first;
}

date session_ends(const struct session *session)
{
	const struct dates *dates = &session->schedule.dates;
	date last = DATE_NONE;

	/* DATE_NONE is the least of all. */
	for (size_t i = 0; i < dates->count; i++)
		if (dates->item[i] > last)
			last = dates->item[i];
	return last;
}

int session_day_on(const struct session *session, date day)
{
	for (size_t i = 0; i < session->schedule.dates.count; i++)
		if (session->schedule.dates.item[i] == day && day != DATE_NONE)
			return (int)i + 1;
	return 0;
}

uint32_t session_required_days(const struct programme *programme, const struct session *session)
{
	uint32_t days = session->plan.days;
	uint32_t asked = programme->settings.certificate_days;

	if (days == 0)
		days = (uint32_t)session->schedule.dates.count;
	return asked == 0 || asked > days ? days : asked;
}

uint32_t session_start_minute(const struct programme *programme, const struct session *session)
{
	return session->schedule.start_minute ? session->schedule.start_minute
					      : programme->settings.start_minute;
}
