/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce followup, and followup set: the steps until somebody is proficient. */
#include "cli/named.h"
#include "cli/output.h"
#include "cli/request.h"
#include "cli/word.h"
#include "app/followup.h"
#include "app/people.h"
#include "base/i18n.h"
#include "base/text.h"
#include "report/followup.h"

#include <string.h>

/* --- What is asked for ------------------------------------------------------------------------- */

static bool is_called(const struct followup_step *step, const char *word)
{
	return text_equal_nocase(step->id, word) || text_equal_nocase(step->label_id, word) ||
	       text_equal_nocase(step->label_en, word);
}

/* The id of the step that a word means, in any komoditi. */
static enum status find_step(
	const struct programme *programme, const char *word, const char **id, struct err *err)
{
	struct buf known = BUF_EMPTY;
	enum status status;

	*id = NULL;
	for (size_t i = 0; i < programme->commodity_count; i++) {
		const struct records *steps = &programme->commodity[i].steps;
		const struct followup_step *step = steps->item;

		for (size_t k = 0; k < steps->count; k++) {
			if (is_called(&step[k], word))
				*id = step[k].id;
			if (i == 0)
				buf_printf(&known, "%s%s", k > 0 ? ", " : "", step[k].id);
		}
	}
	status = *id ? STATUS_OK
		     : word_error_more(err, STATUS_USAGE, _("No such step"), word, _("There are: %s."),
			       buf_text(&known));
	buf_release(&known);
	return status;
}

static enum status read_state(const char *word, struct followup_filter *filter, struct err *err)
{
	filter->this_week = text_equal_nocase(word, "week") || text_equal_nocase(word, _("week"));
	if (filter->this_week)
		return STATUS_OK;
	filter->by_state = true;
	filter->state = path_state_of(word);
	if (filter->state != PATH_STATES)
		return STATUS_OK;
	return word_error_more(err, STATUS_USAGE, _("No such state"), word, "%s",
		_("\"okoce help followup\" has all of them."));
}

static enum status read_filter(const struct request *request, const struct programme *programme,
	struct followup_filter *filter, struct err *err)
{
	const char *const *value = request->options.value;
	enum status status = request_commodity(request, programme, &filter->commodity, err);

	if (status == STATUS_OK)
		status = request_kecamatan(request, programme, &filter->kecamatan, err);
	if (status == STATUS_OK && value[OPTION_SESSION])
		status = request_session(request, programme, &filter->session, err);
	if (status == STATUS_OK && value[OPTION_STEP])
		status = find_step(programme, value[OPTION_STEP], &filter->step, err);
	if (status == STATUS_OK && value[OPTION_STATE])
		status = read_state(value[OPTION_STATE], filter, err);
	if (status == STATUS_OK && value[OPTION_STATE] && !value[OPTION_STEP])
		status = err_set(err, STATUS_USAGE, "%s", _("--state goes with --step: of which step?"));
	return status;
}

/* --- Listing ----------------------------------------------------------------------------------- */

static enum status print_steps(struct app *app, const struct followup_filter *filter,
	const struct table_style *style, struct err *err)
{
	struct followup_counts counts;
	struct table table;
	enum status status = followup_counts_read(app, filter, &counts, err);

	list_steps(&table);
	for (size_t i = 0; i < counts.count; i++) {
		const struct followup_count *count = &counts.item[i];

		list_steps_add(&table, &(struct step_row){count->commodity, count->step, count->people,
						count->this_week, count->state});
	}
	table_note(&table, _("%u followed, %u success (from the licence on), %u proficient."),
		(unsigned)counts.people, (unsigned)counts.success, (unsigned)counts.skilled);
	if (status == STATUS_OK)
		status = style_output(style, &table, err);
	table_release(&table);
	followup_counts_release(&counts);
	return status;
}

static enum status print_people(struct app *app, const struct followup_filter *filter,
	const struct table_style *style, struct err *err)
{
	struct followup_list list;
	struct table table;
	enum status status = followup_list_read(app, filter, &list, err);

	list_step_people(&table);
	for (size_t i = 0; i < list.count; i++) {
		const struct followup_row *row = &list.row[i];
		const struct step_person person = {&row->record, row->session, row->commodity,
			&row->step, &row->identity, &row->address, &row->contact, row->document};

		list_step_people_add(&table, &app->programme, &person, app_today(app));
	}
	if (list.count == 0)
		table_note(&table, "%s", _("Nobody is there."));
	if (status == STATUS_OK)
		status = style_output(style, &table, err);
	table_release(&table);
	followup_list_release(&list);
	return status;
}

enum status cmd_followup(struct request *request, struct err *err)
{
	struct followup_filter filter = {.step = NULL};
	struct table_style style;
	struct app *app = NULL;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = read_filter(request, &app->programme, &filter, err);
	if (status == STATUS_OK)
		status = filter.step ? print_people(app, &filter, &style, err)
				     : print_steps(app, &filter, &style, err);
	app_close(app);
	return status;
}

/* --- Recording --------------------------------------------------------------------------------- */

struct setting {
	struct followup_change change;
	struct buf note;
	struct id record;
	const char *commodity, *step;
};

/* What an officer says, in words. */
static const struct {
	const char *word;
	uint32_t state;
} said_words[] = {
	{"none", 0},
	{"started", FOLLOWUP_STARTED},
	{"stuck", FOLLOWUP_STUCK},
	{"finished", FOLLOWUP_FINISHED},
	{"skilled", FOLLOWUP_SKILLED},
	{"skipped", FOLLOWUP_SKIPPED},
};
#define SAID_WORDS (sizeof(said_words) / sizeof(said_words[0]))

static enum status read_said(const char *word, uint32_t *state, struct err *err)
{
	const char *known[SAID_WORDS];

	for (size_t i = 0; i < SAID_WORDS; i++) {
		known[i] = said_words[i].word;
		*state = said_words[i].state;
		if (text_equal_nocase(word, known[i]))
			return STATUS_OK;
	}
	return word_unknown(err, STATUS_USAGE, _("No such state"), word, "", known, SAID_WORDS);
}

static enum status read_reason(const char *word, uint32_t *reason, struct err *err)
{
	*reason = stuck_reason_of(word);
	if (*reason != STUCK_UNSAID)
		return STATUS_OK;
	return word_error_more(err, STATUS_USAGE, _("No such reason"), word, "%s",
		_("\"okoce help followup set\" has all of them."));
}

static enum status read_change(const struct request *request, struct setting *setting, struct err *err)
{
	const char *const *value = request->options.value;
	uint64_t weeks = 0;
	enum status status = read_said(value[OPTION_STATE], &setting->change.state, err);

	setting->change.started = setting->change.finished = DATE_NONE;
	if (status == STATUS_OK)
		status = request_date(request, OPTION_ON,
			setting->change.state == FOLLOWUP_STARTED ? &setting->change.started
								  : &setting->change.finished,
			err);
	if (status == STATUS_OK && value[OPTION_REASON])
		status = read_reason(value[OPTION_REASON], &setting->change.reason, err);
	if (status == STATUS_OK && value[OPTION_WEEKS])
		status = option_number(
			&request->options, OPTION_WEEKS, 0, FOLLOWUP_WEEKS_MAX, &weeks, err);
	if (value[OPTION_WEEKS])
		setting->change.weeks = (uint32_t)weeks + 1;
	if (status == STATUS_OK && value[OPTION_REMARK]) {
		status = option_text(&request->options, OPTION_REMARK, &setting->note, err);
		setting->change.note = buf_text(&setting->note);
	}
	return status;
}

/* The komoditi of --komoditi, else the only one of the person's that has the step. */
static enum status find_path(const struct request *request, struct app *app, struct setting *setting,
	struct err *err)
{
	const struct commodity *named = NULL;
	struct arena arena = {NULL};
	struct path *path;
	size_t count, fit = 0;
	enum status status = request_commodity(request, &app->programme, &named, err);

	if (status == STATUS_OK && !named)
		status = followup_paths(app, &setting->record, &arena, &path, &count, err);
	for (size_t i = 0; status == STATUS_OK && !named && i < count; i++) {
		if (!commodity_step(path[i].commodity, setting->step))
			continue;
		setting->commodity = path[i].commodity->id;
		fit++;
	}
	if (named)
		setting->commodity = named->id;
	else if (status == STATUS_OK && fit != 1)
		status = err_set(err, STATUS_USAGE, "%s",
			fit == 0 ? _("This person had no training with that step. If it is right all the "
				     "same, say the komoditi with --komoditi.")
				 : _("This person is followed in several komoditi: say which with "
				     "--komoditi."));
	arena_release(&arena);
	return status;
}

static enum status save(
	const struct request *request, struct app *app, struct setting *setting, struct err *err)
{
	struct buf text = BUF_EMPTY;
	size_t changed;
	enum status status =
		people_find_id(app, request->options.value[OPTION_ID], &setting->record, err);

	if (status == STATUS_OK)
		status = find_step(&app->programme, request->options.value[OPTION_STEP],
			&setting->step, err);
	if (status == STATUS_OK)
		status = find_path(request, app, setting, err);
	if (status == STATUS_OK)
		status = read_change(request, setting, err);
	if (status == STATUS_OK)
		status = followup_save(app, setting->commodity, setting->step, &setting->record, 1,
			&setting->change, &changed, err);
	if (status != STATUS_OK)
		return status;
	buf_add_text(&text, changed > 0 ? _("Saved.\n") : _("It was so already: nothing was written.\n"));
	status = output(&text, err);
	buf_release(&text);
	return status;
}

enum status cmd_followup_set(struct request *request, struct err *err)
{
	struct setting setting = {.commodity = NULL};
	struct app *app = NULL;
	enum status status = request_open(request, USE_WRITE, &app, err);

	if (status == STATUS_OK)
		status = save(request, app, &setting, err);
	buf_release(&setting.note);
	app_close(app);
	return status;
}
