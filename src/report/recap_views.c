/* SPDX-License-Identifier: BSD-2-Clause */
/* Other ways to look at the sums of a recap: kecamatan by commodity, by kelurahan, beside what was
 * announced. */
#include "report/recap.h"
#include "base/i18n.h"

#include <string.h>

#define BAR_COLS 12
#define FIXED_COLUMNS 6 /* of the matrix, besides one a commodity */

static void put_title(struct table *table, const char *title, uint32_t year)
{
	if (year != 0)
		table_title(table, "%s, %u", title, year);
	else
		table_title(table, _("%s, all years"), title);
}

/* --- Kecamatan by commodity -------------------------------------------------------------------- */

static void put_bar(struct table *table, uint32_t part, uint32_t whole)
{
	struct buf bar = BUF_EMPTY;
	uint64_t filled = whole > 0 ? ((uint64_t)part * BAR_COLS + whole / 2) / whole : 0;

	for (uint64_t i = 0; i < BAR_COLS && whole > 0; i++)
		buf_add_text(&bar, i < filled ? "█" : ".");
	table_cell(table, "%s", buf_text(&bar));
	buf_release(&bar);
}

/* Whether the recap has sessions of it. */
static bool is_held(const struct recap *recap, const char *commodity)
{
	return recap_sum(recap, commodity, NULL).sessions > 0;
}

static size_t matrix_columns(const struct recap *recap, struct table_column *column)
{
	const struct programme *programme = recap->programme;
	size_t count = 0;

	column[count++] = (struct table_column){"kecamatan", NULL, TABLE_WORDS};
	column[count++] = (struct table_column){"kecamatan_name", N_("District"), TABLE_WORDS};
	for (size_t i = 0; i < programme->commodity_count; i++)
		if (count < TABLE_COLUMNS_MAX - FIXED_COLUMNS &&
			is_held(recap, programme->commodity[i].id))
			column[count++] = (struct table_column){programme->commodity[i].id,
				programme->commodity[i].code, TABLE_NUMBER};
	column[count++] = (struct table_column){"total", N_("Total"), TABLE_NUMBER};
	column[count++] = (struct table_column){"target", N_("Target"), TABLE_NUMBER};
	column[count++] = (struct table_column){"percent_of_target", "%", TABLE_PERCENT};
	column[count++] = (struct table_column){NULL, "", TABLE_WORDS};
	return count;
}

static void put_matrix_row(struct table *table, const struct recap *recap,
	const struct kecamatan *kecamatan, enum tally_figure figure)
{
	const char *code = kecamatan ? kecamatan->code : NULL;
	struct tally sum = recap_sum(recap, NULL, code);

	table_cell(table, "%s", kecamatan ? code : "");
	table_cell(table, "%s", kecamatan ? kecamatan->name : _("Total"));
	for (size_t i = 2; i < table->column_count && strcmp(table->column[i].name, "total") != 0; i++) {
		struct tally one = recap_sum(recap, table->column[i].name, code);

		table_number(table, tally_figure(&one, figure));
	}
	table_number(table, tally_figure(&sum, figure));
	table_number(table, sum.seats);
	table_percent(table, tally_figure(&sum, figure), sum.seats);
	put_bar(table, tally_figure(&sum, figure), sum.seats);
}

void list_matrix(struct table *table, const struct programme *programme, const struct tally *tally,
	uint32_t year, date today, enum tally_figure figure)
{
	const struct recap recap = {programme, tally, year, today};
	struct table_column column[TABLE_COLUMNS_MAX];
	struct buf title = BUF_EMPTY;

	table_init(table, column, matrix_columns(&recap, column));
	buf_printf(&title, _("People by district and commodity: %s"), tally_figure_text(figure));
	put_title(table, buf_text(&title), year);
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		if (recap_sum(&recap, NULL, programme->kecamatan[i].code).sessions > 0)
			put_matrix_row(table, &recap, &programme->kecamatan[i], figure);
	put_matrix_row(table, &recap, NULL, figure);
	table->sums = 1;
	buf_release(&title);
}

/* --- By kelurahan ------------------------------------------------------------------------------ */

static const struct table_column ward_columns[] = {
	{"kecamatan", NULL, TABLE_WORDS},
	{"kecamatan_name", N_("District"), TABLE_WORDS},
	{"kelurahan", NULL, TABLE_WORDS},
	{"kelurahan_name", N_("Kelurahan"), TABLE_WORDS},
	{"registered", N_("People"), TABLE_NUMBER},
	{"registered_male", N_("M"), TABLE_NUMBER},
	{"registered_female", N_("F"), TABLE_NUMBER},
	{"present", N_("Present"), TABLE_NUMBER},
	{"completed", N_("Done"), TABLE_NUMBER},
};

static void put_counts(struct table *table, const struct tally *tally)
{
	table_number(table, tally->registered);
	table_number(table, tally->registered_male);
	table_number(table, tally->registered_female);
	table_number(table, tally->attended);
	table_number(table, tally->completed);
}

static void put_ward(struct table *table, const struct ward *ward)
{
	table_cell(table, "%s", ward->kecamatan ? ward->kecamatan->code : "");
	table_cell(table, "%s", ward->kecamatan ? ward->kecamatan->name : _("elsewhere"));
	table_cell(table, "%s", ward->kelurahan ? ward->kelurahan->code : "");
	table_cell(table, "%s", ward->kelurahan ? ward->kelurahan->name : _("not known"));
	put_counts(table, &ward->tally);
}

void list_wards(struct table *table, const struct ward *ward, size_t count, uint32_t year)
{
	struct tally sum = {0};

	table_init(table, ward_columns, sizeof(ward_columns) / sizeof(ward_columns[0]));
	put_title(table, _("Participants by where they live"), year);
	for (size_t i = 0; i < count; i++) {
		if (ward[i].tally.registered == 0)
			continue;
		put_ward(table, &ward[i]);
		tally_add(&sum, &ward[i].tally);
	}
	table_cell(table, "%s", "");
	table_cell(table, "%s", _("Total"));
	table_cell(table, "%s", "");
	table_cell(table, "%s", "");
	put_counts(table, &sum);
	table->sums = 1;
}

/* --- Announced, planned, recorded -------------------------------------------------------------- */

static const struct table_column announced_columns[] = {
	{"year", N_("Year"), TABLE_WORDS},
	{"about", N_("About"), TABLE_WORDS},
	{"announced", N_("Announced"), TABLE_NUMBER},
	{"planned", N_("Planned"), TABLE_NUMBER},
	{"recorded", N_("Recorded"), TABLE_NUMBER},
	{NULL, N_("Differs"), TABLE_WORDS},
	{"source", NULL, TABLE_WORDS},
};

static void add_signed(struct buf *out, uint32_t figure, uint32_t said)
{
	buf_add_byte(out, figure < said ? '-' : '+');
	number_print(out, figure < said ? said - figure : figure - said);
}

static void put_signed(struct table *table, uint32_t planned, uint32_t recorded, uint32_t said)
{
	struct buf text = BUF_EMPTY;

	add_signed(&text, planned, said);
	buf_add_text(&text, " / ");
	add_signed(&text, recorded, said);
	table_cell(table, "%s", buf_text(&text));
	buf_release(&text);
}

/* How far plan and record are from what was said: "-320 / -371". */
static void put_difference(struct table *table, uint32_t said, const struct tally *sum)
{
	if (said == sum->seats && said == sum->attended)
		table_cell(table, "%s", _("no"));
	else
		put_signed(table, sum->seats, sum->attended, said);
}

static void put_announced(
	struct table *table, const struct recap *recap, const struct announcement *announced)
{
	struct tally sum = recap_sum_of_announced(recap, announced);
	struct buf names = BUF_EMPTY;

	recap_add_names(recap, announced, &names);
	table_cell(table, "%u", recap->year);
	table_cell(table, "%s", buf_text(&names));
	table_number(table, announced->participants);
	table_number(table, sum.seats);
	table_number(table, sum.attended);
	put_difference(table, announced->participants, &sum);
	table_cell(table, "%s", announced->source);
	buf_release(&names);
}

/* A year without announcement: its plan against what was recorded, commodity by commodity. */
static void put_planned(struct table *table, const struct recap *recap, const struct commodity *commodity)
{
	struct tally sum = recap_sum(recap, commodity->id, NULL);
	struct buf difference = BUF_EMPTY;

	if (sum.sessions == 0)
		return;
	table_cell(table, "%u", recap->year);
	table_cell(table, "%s", commodity_label(commodity));
	table_cell(table, "%s", "");
	table_number(table, sum.seats);
	table_number(table, sum.attended);
	add_signed(&difference, sum.attended, sum.seats);
	table_cell(table, "%s", buf_text(&difference));
	buf_release(&difference);
	table_cell(table, "%s", "");
}

void list_announced(struct table *table, const struct programme *programme, const struct tally *tally,
	uint32_t year, date today)
{
	struct recap recap = {programme, tally, 0, today};

	table_init(table, announced_columns, sizeof(announced_columns) / sizeof(announced_columns[0]));
	put_title(table, _("Announced, planned and recorded"), year);
	for (size_t i = 0; i < programme->plan_count; i++) {
		const struct plan_year *plan = &programme->plan[i];
		const struct announcement *announced = plan->announcements.item;

		recap.year = plan->year;
		if (year != 0 && plan->year != year)
			continue;
		for (size_t k = 0; k < plan->announcements.count; k++)
			put_announced(table, &recap, &announced[k]);
		for (size_t k = 0; k < programme->commodity_count; k++)
			put_planned(table, &recap, &programme->commodity[k]);
	}
	table_note(table, "%s",
		_("Announced: by the office. Planned: seats. Recorded: present on a day."));
	table_note(table, "%s",
		_("Differs from what was announced; without that, from what was planned."));
}
