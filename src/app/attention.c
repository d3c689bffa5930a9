/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/attention.h"

#include "app/conflict.h"
#include "app/persons.h"
#include "app/twins.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define CLASS_MAX 500 /* people of a class that are looked at: somebody waits for the first screen */

static void add(struct attentions *out, struct attention attention)
{
	out->item = memory_grow(out->item, out->count, &out->capacity, sizeof(*out->item));
	out->item[out->count++] = attention;
}

/* --- Days -------------------------------------------------------------------------------------- */

/* Over, recorded and not closed. Of a day on which nothing is recorded the people are elsewhere, most
 * likely: on paper, or on the laptop of another kecamatan. */
static bool is_open(
	const struct session *session, const struct tally *tally, size_t index, date today)
{
	return session->schedule.dates.item[index] < today && tally->recorded[index] > 0 &&
	       !tally_is_closed(tally, (uint32_t)index + 1);
}

static void find_open_days(const struct session *session, const struct tally *tally, date today,
	struct attentions *out)
{
	struct attention attention = {.kind = ATTENTION_DAY_OPEN, .session = session};
	const struct dates *dates = &session->schedule.dates;

	for (size_t i = 0; i < dates->count && i < ROSTER_DAYS_MAX; i++) {
		if (!is_open(session, tally, i, today))
			continue;
		attention.day = (uint32_t)i + 1;
		attention.count = tally->registered > tally->recorded[i]
					  ? tally->registered - tally->recorded[i]
					  : 0;
		attention.days++;
	}
	if (attention.days > 0)
		add(out, attention);
}

/* One line a day off, however many sessions are held on it. */
static void add_day_off(
	struct attentions *out, const struct session *session, date on, const char *name)
{
	for (size_t i = 0; i < out->count; i++) {
		struct attention *there = &out->item[i];

		if (there->kind == ATTENTION_DAY_OFF && there->on == on) {
			there->count++;
			return;
		}
	}
	add(out, (struct attention){.kind = ATTENTION_DAY_OFF,
			 .session = session,
			 .name = name,
			 .on = on,
			 .count = 1});
}

static void find_days_off(
	const struct app *app, const struct session *session, date today, struct attentions *out)
{
	const struct dates *dates = &session->schedule.dates;

	for (size_t i = 0; i < dates->count; i++) {
		const struct holiday *off = NULL;

		if (dates->item[i] >= today)
			off = programme_holiday(&app->programme, dates->item[i]);
		if (off)
			add_day_off(out, session, dates->item[i], off->name);
	}
}

/* --- People ------------------------------------------------------------------------------------ */

static void find_seats(
	const struct session *session, const struct tally *tally, struct attentions *out)
{
	const uint32_t seats = session->plan.capacity;
	struct attention attention = {.session = session};

	if (seats > 0 && tally->registered > seats) {
		attention.kind = ATTENTION_OVER_SEATS;
		attention.count = tally->registered - seats;
		add(out, attention);
	} else if (tally->waiting > 0 && tally->registered < seats) {
		attention.kind = ATTENTION_FREE_SEATS;
		attention.count = seats - tally->registered;
		attention.days = tally->waiting;
		add(out, attention);
	}
}

/* Looking for other trainings of one person. */
struct looking {
	const struct app *app;
	const struct session *session;
	const struct id *record; /* one of the person's */
	bool found;
};

static void look_at(void *context, const char *id)
{
	struct looking *looking = context;
	const struct session *other = programme_session(&looking->app->programme, id);
	struct register_key key = register_enrolment(id, looking->record);

	if (!other || other == looking->session || other->status.status == SESSION_CANCELLED ||
		strcmp(other->plan.commodity, looking->session->plan.commodity) != 0)
		return;
	looking->found = looking->found || cell_state(view_find(store_view(looking->app->store),
						   register_bytes(&key))) == ENROLMENT_REGISTERED;
}

/* Any of the person's records in another training of the same komoditi. */
static bool was_trained(struct app *app, const struct session *session, const struct id *record)
{
	struct person_records records = {0};
	struct looking looking = {app, session, NULL, false};
	const struct id *as;

	/* What cannot be read joins nobody. */
	if (person_records_of(app, record, &records, NULL) != STATUS_OK)
		records.count = 0;
	as = person_enrolled_as(app, session->id, &records);
	if (!as || !id_equal(as, record))
		records.count = 0; /* they are looked at where that one comes */
	for (size_t i = 0; i < records.count && !looking.found; i++) {
		looking.record = &records.record[i];
		view_sessions_of(store_view(app->store), looking.record, look_at, &looking);
	}
	person_records_release(&records);
	return looking.found;
}

uint32_t attention_count_trained(struct app *app, const struct session *session)
{
	const struct view *view = store_view(app->store);
	struct register_key all = register_enrolments_of(session->id);
	struct view_walk walk;
	uint32_t count = 0;
	size_t seen = 0;

	for (view_walk_open(&walk, view, register_bytes(&all)); walk.cell && seen < CLASS_MAX;
		view_walk_next(&walk), seen++) {
		struct id record;

		if (cell_state(walk.cell) != ENROLMENT_REGISTERED ||
			!register_person_of(walk.cell->key, &record))
			continue;
		count += was_trained(app, session, &record);
	}
	view_walk_close(&walk);
	return count;
}

/* Somebody who is recorded as present in a class of today, and maybe elsewhere on that day. */
struct elsewhere {
	const struct app *app;
	const struct session *session;
	const struct id *record;
	uint32_t count;
	bool found;
};

static bool is_present_on(const struct elsewhere *elsewhere, const struct session *session, date on)
{
	const uint32_t day = session_day_on(session, on);
	const struct view *view = store_view(elsewhere->app->store);

	for (int part = PART_WHOLE; part <= PART_AFTERNOON && day > 0; part++) {
		const struct register_key key = register_attendance(
			session->id, (int)day, (enum day_part)part, elsewhere->record);

		if (cell_state(view_find(view, register_bytes(&key))) == ATTENDANCE_PRESENT)
			return true;
	}
	return false;
}

static void look_elsewhere(void *context, const char *id)
{
	struct elsewhere *elsewhere = context;
	const struct session *other = programme_session(&elsewhere->app->programme, id);

	elsewhere->found |= other && other != elsewhere->session &&
			    is_present_on(elsewhere, other, app_today(elsewhere->app));
}

static void count_if_elsewhere(void *context, const struct id *record, const struct tally *one)
{
	struct elsewhere *elsewhere = context;

	(void)one;
	elsewhere->record = record;
	elsewhere->found = false;
	if (is_present_on(elsewhere, elsewhere->session, app_today(elsewhere->app)))
		view_sessions_of(
			store_view(elsewhere->app->store), record, look_elsewhere, elsewhere);
	elsewhere->count += elsewhere->found;
}

/* Not kept: what is recorded in another session does not drop this one's counts. */
static uint32_t count_elsewhere(struct app *app, const struct session *session)
{
	struct elsewhere elsewhere = {.app = app, .session = session};

	app_each_registered(app, session, count_if_elsewhere, &elsewhere);
	return elsewhere.count;
}

void attention_count_today(struct app *app, const struct session *session, struct tally *tally)
{
	const uint32_t day = session_day_on(session, app_today(app));
	struct roster roster = {.count = 0};

	tally->numbered = tally->doubted = 1;
	/* What cannot be read is told where the class is opened. */
	if (app_roster(app, session, &roster, NULL) == STATUS_OK) {
		tally->numbered += roster_same_numbers(&roster);
		for (size_t i = 0; i < roster.count && day > 0 && day <= roster.days; i++)
			tally->doubted += roster.person[i].mark[day - 1].status == ATTENDANCE_PRESENT &&
					  roster.person[i].mark[day - 1].doubted;
	}
	roster_release(&roster);
}

/* --- All of it --------------------------------------------------------------------------------- */

/* Of all sessions in one line: who it is stands on a screen of its own. */
static void find_followup(const struct app *app, struct attentions *out)
{
	struct attention attention = {.kind = ATTENTION_FOLLOWUP};

	for (size_t i = 0; i < app->programme.session_count; i++) {
		attention.count += app->tally[i].followup_due;
		attention.days += app->tally[i].followup_stuck;
	}
	if (attention.count + attention.days > 0)
		add(out, attention);
}

static int compare(const void *left, const void *right)
{
	const struct attention *a = left, *b = right;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->session != b->session)
		return a->session < b->session ? -1 : 1;
	return (a->on > b->on) - (a->on < b->on);
}

static void find_of_today(
	struct app *app, const struct session *session, const struct tally *tally, struct attentions *out)
{
	const uint32_t elsewhere = count_elsewhere(app, session);

	if (tally->doubted > 1)
		add(out, (struct attention){.kind = ATTENTION_CLOCK,
				 .session = session,
				 .count = tally->doubted - 1});
	if (tally->numbered > 1)
		add(out, (struct attention){.kind = ATTENTION_SAME_NUMBER,
				 .session = session,
				 .count = tally->numbered - 1});
	if (elsewhere > 0)
		add(out, (struct attention){.kind = ATTENTION_TWO_PLACES,
				 .session = session,
				 .count = elsewhere});
}

static void find_of_session(struct app *app, size_t index, struct attentions *out)
{
	const struct session *session = &app->programme.session[index];
	const struct tally *tally = &app->tally[index];
	const date today = app_today(app);
	const enum session_state state = session_state_on(session, today);

	if (!session_is_planned(session))
		add(out, (struct attention){.kind = ATTENTION_UNPLANNED, .session = session});
	if (state == SESSION_IS_CANCELLED) {
		if (tally->registered + tally->waiting > 0)
			add(out, (struct attention){.kind = ATTENTION_CANCELLED,
					 .session = session,
					 .count = tally->registered + tally->waiting});
		return;
	}
	find_open_days(session, tally, today, out);
	if (tally->strays > 0)
		add(out, (struct attention){.kind = ATTENTION_STRAY, .session = session, .count = tally->strays});
	if (state == SESSION_IS_DONE)
		return;
	if (session_is_planned(session))
		find_seats(session, tally, out);
	find_days_off(app, session, today, out);
	if (session_day_on(session, today) > 0 && tally->trained > 1)
		add(out, (struct attention){.kind = ATTENTION_TRAINED,
				 .session = session,
				 .count = tally->trained - 1});
	if (session_day_on(session, today) > 0)
		find_of_today(app, session, tally, out);
}

static void find_conflicts(struct app *app, struct attentions *out)
{
	const size_t count = conflicts_count(app);

	if (count > 0)
		add(out, (struct attention){.kind = ATTENTION_CONFLICT, .count = (uint32_t)count});
}

/* What cannot be read asks nothing. */
static void find_twins(struct app *app, struct attentions *out)
{
	struct twin_pairs pairs = {.count = 0};

	if (twins_find(app, &pairs, NULL) == STATUS_OK && pairs.count > 0)
		add(out, (struct attention){.kind = ATTENTION_SAME, .count = (uint32_t)pairs.count});
	twin_pairs_release(&pairs);
}

/* What an officer left as it is. */
static void drop_left(struct app *app, struct attentions *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++)
		if (!attention_is_left(app, &out->item[i]))
			out->item[kept++] = out->item[i];
	out->count = kept;
}

void attentions_find(struct app *app, struct attentions *out)
{
	out->count = 0;
	find_conflicts(app, out);
	find_twins(app, out);
	for (size_t i = 0; i < app->programme.session_count; i++)
		find_of_session(app, i, out);
	find_followup(app, out);
	drop_left(app, out);
	if (out->count > 1)
		qsort(out->item, out->count, sizeof(*out->item), compare);
}

void attentions_release(struct attentions *attentions)
{
	free(attentions->item);
	*attentions = (struct attentions){0};
}

/* --- Saying it --------------------------------------------------------------------------------- */

static void say_open(const struct attention *attention, struct buf *out)
{
	const unsigned days = (unsigned)attention->days;

	if (days > 1)
		buf_printf(out, ngettext("%u day is not closed", "%u days are not closed", days),
			days);
	else if (attention->count > 0)
		buf_printf(out, _("day %u is not closed, %u not recorded"),
			(unsigned)attention->day, (unsigned)attention->count);
	else
		buf_printf(out, _("day %u is not closed"), (unsigned)attention->day);
}

/* "Thu 7 Mar is a day off: Nyepi (3 classes)" */
static void say_day_off(const struct attention *attention, struct buf *out)
{
	const unsigned count = (unsigned)attention->count;
	struct buf day = BUF_EMPTY;

	date_print_short(&day, attention->on);
	buf_printf(out, _("%s is a day off: %s"), buf_text(&day), attention->name);
	buf_printf(out, ngettext(" (%u class)", " (%u classes)", count), count);
	buf_release(&day);
}

static void say_followup(const struct attention *attention, struct buf *out)
{
	const unsigned due = (unsigned)attention->count, stuck = (unsigned)attention->days;

	buf_printf(out,
		ngettext("Follow-up: %u step is due this week", "Follow-up: %u steps are due this week",
			due),
		due);
	if (stuck > 0)
		buf_printf(out, _(", %u stuck"), stuck);
}

void attention_say(const struct app *app, const struct attention *attention, struct buf *out)
{
	const unsigned count = (unsigned)attention->count;

	if (attention->kind == ATTENTION_DAY_OFF) {
		say_day_off(attention, out);
		return;
	}
	if (attention->kind == ATTENTION_FOLLOWUP) {
		say_followup(attention, out);
		return;
	}
	if (attention->kind == ATTENTION_CONFLICT) {
		buf_printf(out,
			ngettext("%u record differs between laptops: decide which is right",
				"%u records differ between laptops: decide which are right", count),
			count);
		return;
	}
	if (attention->kind == ATTENTION_SAME) {
		buf_printf(out,
			ngettext("%u pair may be one person: decide whether they are",
				"%u pairs may be one person: decide whether they are", count),
			count);
		return;
	}
	session_title_placed(&app->programme, attention->session, out);
	if (attention->kind == ATTENTION_UNPLANNED)
		return; /* the title says it */
	buf_add_text(out, ": ");
	switch (attention->kind) {
	case ATTENTION_DAY_OPEN:
		say_open(attention, out);
		break;
	case ATTENTION_TRAINED:
		buf_printf(out,
			ngettext("%u person had this training before",
				"%u people had this training before", count),
			count);
		break;
	case ATTENTION_OVER_SEATS:
		buf_printf(out, ngettext("%u person too many", "%u people too many", count), count);
		break;
	case ATTENTION_CLOCK:
		buf_printf(out,
			ngettext("%u came by a doubtful clock: look at the laptop's",
				"%u came by a doubtful clock: look at the laptop's", count),
			count);
		break;
	case ATTENTION_STRAY:
		buf_printf(out,
			ngettext("%u attendance of somebody who has no seat",
				"%u attendances of people who have no seat", count),
			count);
		break;
	case ATTENTION_SAME_NUMBER:
		buf_printf(out,
			ngettext("%u person has the number of another",
				"%u people have the number of another", count),
			count);
		break;
	case ATTENTION_TWO_PLACES:
		buf_printf(out,
			ngettext("%u person is present in another class today, too",
				"%u people are present in another class today, too", count),
			count);
		break;
	case ATTENTION_CANCELLED:
		buf_printf(out,
			ngettext("cancelled, and %u person is still registered",
				"cancelled, and %u people are still registered", count),
			count);
		break;
	default:
		buf_printf(out, _("%u seats are free, %u people wait"), count,
			(unsigned)attention->days);
	}
}
