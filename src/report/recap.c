/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/recap.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* As text it fits 80 columns: one column says commodity and place, one the classes done of all. */
static const struct table_column columns[] = {
	{"commodity", NULL, TABLE_WORDS},
	{"commodity_name", NULL, TABLE_WORDS},
	{"kecamatan", NULL, TABLE_WORDS},
	{"kecamatan_name", NULL, TABLE_WORDS},
	{NULL, N_("District"), TABLE_WORDS},
	{NULL, N_("Class"), TABLE_WORDS},
	{"sessions", NULL, TABLE_NUMBER},
	{"done", NULL, TABLE_NUMBER},
	{"running", NULL, TABLE_NUMBER},
	{"scheduled", NULL, TABLE_NUMBER},
	{"target", N_("Target"), TABLE_NUMBER},
	{"registered", N_("People"), TABLE_NUMBER},
	{"registered_male", N_("M"), TABLE_NUMBER},
	{"registered_female", N_("F"), TABLE_NUMBER},
	{"waiting", NULL, TABLE_NUMBER},
	{"present", N_("Present"), TABLE_NUMBER},
	{"completed", N_("Done"), TABLE_NUMBER},
	{"completed_male", NULL, TABLE_NUMBER},
	{"completed_female", NULL, TABLE_NUMBER},
	{"percent_of_target", "%", TABLE_PERCENT},
};

static bool is_in(const struct recap *recap, const struct session *session)
{
	return (recap->year == 0 || session->plan.year == recap->year) &&
	       session->status.status != SESSION_CANCELLED;
}

/* Adds what is planned from the plan, and what was recorded from the tally. */
static void add_one(const struct recap *recap, size_t index, struct tally *sum)
{
	struct tally one = recap->tally[index];

	tally_plan(&one, &recap->programme->session[index], recap->today);
	tally_add(sum, &one);
}

struct tally recap_sum(const struct recap *recap, const char *commodity, const char *kecamatan)
{
	struct tally sum = {0};

	for (size_t i = 0; i < recap->programme->session_count; i++) {
		const struct session *session = &recap->programme->session[i];

		if (is_in(recap, session) &&
			(!commodity || strcmp(session->plan.commodity, commodity) == 0) &&
			(!kecamatan || strcmp(session->plan.kecamatan, kecamatan) == 0))
			add_one(recap, i, &sum);
	}
	return sum;
}

static const char *label_of(const struct programme *programme, const char *id)
{
	const struct commodity *commodity = programme_commodity(programme, id);

	return commodity ? commodity_label(commodity) : id;
}

static void add_counts(struct table *table, const struct tally *sum)
{
	table_cell(table, "%u/%u", sum->done, sum->sessions);
	table_number(table, sum->sessions);
	table_number(table, sum->done);
	table_number(table, sum->running);
	table_number(table, sum->scheduled);
	table_number(table, sum->seats);
	table_number(table, sum->registered);
	table_number(table, sum->registered_male);
	table_number(table, sum->registered_female);
	table_number(table, sum->waiting);
	table_number(table, sum->attended);
	table_number(table, sum->completed);
	table_number(table, sum->completed_male);
	table_number(table, sum->completed_female);
	table_percent(table, sum->completed, sum->seats);
}

static void add_row(struct table *table, const struct recap *recap, const struct session_plan *plan)
{
	const struct kecamatan *kecamatan = programme_kecamatan(recap->programme, plan->kecamatan);
	const struct commodity *commodity = programme_commodity(recap->programme, plan->commodity);
	const char *place = kecamatan ? kecamatan->name : plan->kecamatan;
	struct tally sum = recap_sum(recap, plan->commodity, plan->kecamatan);

	table_cell(table, "%s", plan->commodity);
	table_cell(table, "%s", label_of(recap->programme, plan->commodity));
	table_cell(table, "%s", plan->kecamatan);
	table_cell(table, "%s", place);
	table_cell(table, "%s %s", commodity ? commodity->code : plan->commodity, place);
	add_counts(table, &sum);
}

/* A row of sums: of a commodity, or of all when it is null. */
static void add_sums(struct table *table, const struct recap *recap, const char *commodity)
{
	struct tally sum = recap_sum(recap, commodity, NULL);

	for (size_t i = 0; i < 4; i++)
		table_cell(table, "%s", "");
	table_cell(table, "%s", commodity ? label_of(recap->programme, commodity) : _("Total"));
	add_counts(table, &sum);
	table->sums++;
}

/* Whether no session before this one is of its commodity (and kecamatan, when `both`). */
static bool is_first(const struct recap *recap, size_t index, bool both)
{
	const struct session_plan *plan = &recap->programme->session[index].plan;

	if (!is_in(recap, &recap->programme->session[index]))
		return false;
	for (size_t i = 0; i < index; i++) {
		const struct session *other = &recap->programme->session[i];

		if (is_in(recap, other) && strcmp(other->plan.commodity, plan->commodity) == 0 &&
			(!both || strcmp(other->plan.kecamatan, plan->kecamatan) == 0))
			return false;
	}
	return true;
}

/* The rows of one commodity; over several years its sessions do not stand together. */
static void add_commodity(struct table *table, const struct recap *recap, size_t first)
{
	const char *commodity = recap->programme->session[first].plan.commodity;

	for (size_t i = first; i < recap->programme->session_count; i++) {
		const struct session_plan *plan = &recap->programme->session[i].plan;

		if (strcmp(plan->commodity, commodity) == 0 && is_first(recap, i, true))
			add_row(table, recap, plan);
	}
}

/* --- Announced figures ------------------------------------------------------------------------ */

struct tally recap_sum_of_announced(
	const struct recap *recap, const struct announcement *announced)
{
	struct tally sum = {0};

	if (announced->commodities.count == 0)
		return recap_sum(recap, NULL, NULL);
	for (size_t i = 0; i < announced->commodities.count; i++) {
		struct tally one = recap_sum(recap, announced->commodities.item[i], NULL);

		tally_add(&sum, &one);
	}
	return sum;
}

void recap_add_names(
	const struct recap *recap, const struct announcement *announced, struct buf *out)
{
	if (announced->commodities.count == 0)
		buf_add_text(out, _("all commodities"));
	for (size_t i = 0; i < announced->commodities.count; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "",
			label_of(recap->programme, announced->commodities.item[i]));
}

/* "1.280 (320 lebih)": a figure, and how far it is from the announced one. */
static void add_compared(struct buf *out, uint32_t figure, uint32_t announced)
{
	struct buf difference = BUF_EMPTY;

	number_print(out, figure);
	if (figure != announced) {
		number_print(
			&difference, figure > announced ? figure - announced : announced - figure);
		buf_printf(out, figure > announced ? _(" (%s more)") : _(" (%s fewer)"),
			buf_text(&difference));
	}
	buf_release(&difference);
}

static void note_announced(
	struct table *table, const struct recap *recap, const struct announcement *announced)
{
	struct tally sum = recap_sum_of_announced(recap, announced);
	struct buf names = BUF_EMPTY;
	struct buf figure = BUF_EMPTY;
	struct buf planned = BUF_EMPTY;
	struct buf recorded = BUF_EMPTY;

	if (announced->participants == sum.seats && announced->participants == sum.attended)
		return;
	recap_add_names(recap, announced, &names);
	number_print(&figure, announced->participants);
	add_compared(&planned, sum.seats, announced->participants);
	add_compared(&recorded, sum.attended, announced->participants);
	/* TRANSLATORS: year, commodities, and figures with their difference in brackets. */
	table_note(table, _("%u, %s: announced %s, planned %s, present %s."), recap->year,
		buf_text(&names), buf_text(&figure), buf_text(&planned), buf_text(&recorded));
	if (announced->source[0] != '\0')
		table_note(table, _("   Source: %s"), announced->source);
	buf_release(&names);
	buf_release(&figure);
	buf_release(&planned);
	buf_release(&recorded);
}

/* Each year's figures are about that year, also in a recap of all. */
static void note_years(struct table *table, const struct recap *recap)
{
	for (size_t i = 0; i < recap->programme->plan_count; i++) {
		const struct plan_year *plan = &recap->programme->plan[i];
		const struct announcement *announced = plan->announcements.item;
		struct recap of_year = *recap;

		of_year.year = plan->year;
		if (recap->year != 0 && plan->year != recap->year)
			continue;
		for (size_t k = 0; k < plan->announcements.count; k++)
			note_announced(table, &of_year, &announced[k]);
	}
}

static void note_cancelled(struct table *table, const struct recap *recap)
{
	unsigned count = 0;

	for (size_t i = 0; i < recap->programme->session_count; i++) {
		const struct session *session = &recap->programme->session[i];

		count += session->status.status == SESSION_CANCELLED &&
			 (recap->year == 0 || session->plan.year == recap->year);
	}
	if (count > 0)
		table_note(table,
			ngettext("%u session was cancelled and is not counted.",
				"%u sessions were cancelled and are not counted.", count),
			count);
}

static void note_nothing(struct table *table, const struct recap *recap)
{
	for (size_t i = 0; i < recap->programme->session_count; i++)
		if (recap->year == 0 || recap->programme->session[i].plan.year == recap->year)
			return;
	if (recap->year == 0)
		table_note(table, "%s", _("There are no sessions."));
	else
		table_note(table, _("There are no sessions in %u."), recap->year);
}

void list_recap(struct table *table, const struct programme *programme, const struct tally *tally,
	uint32_t year, date today)
{
	struct recap recap = {programme, tally, year, today};

	table_init(table, columns, sizeof(columns) / sizeof(columns[0]));
	if (year != 0)
		table_title(table, _("Recap of %u"), year);
	else
		table_title(table, "%s", _("Recap of all years"));
	for (size_t i = 0; i < programme->session_count; i++)
		if (is_first(&recap, i, false))
			add_commodity(table, &recap, i);
	for (size_t i = 0; i < programme->session_count; i++)
		if (is_first(&recap, i, false))
			add_sums(table, &recap, programme->session[i].plan.commodity);
	add_sums(table, &recap, NULL);
	note_nothing(table, &recap);
	note_years(table, &recap);
	note_cancelled(table, &recap);
}
