/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_choose.h"

#include "app/import_words.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void import_chooser_open(
	struct import_chooser *chooser, const struct app *app, const struct session *only)
{
	const struct programme *programme = &app->programme;
	date today = app_today(app);

	*chooser = (struct import_chooser){
		.programme = programme,
		.only = only,
		.today = today,
		.year = programme_year(programme, today),
	};
	chooser->session =
		memory_alloc((programme->session_count + 1) * sizeof(const struct session *));
	places_load(&chooser->places, programme);
}

void import_chooser_release(struct import_chooser *chooser)
{
	places_release(&chooser->places);
	free(chooser->session);
	*chooser = (struct import_chooser){0};
}

bool import_has_column(const struct import_header *header, enum import_column kind)
{
	return import_header_column(header, kind, 0) < header->count;
}

enum status import_chooser_check(
	const struct import_chooser *chooser, const struct import_header *header, struct err *err)
{
	if (chooser->only || import_has_column(header, COLUMN_SESSION) ||
		import_has_column(header, COLUMN_COMMODITY))
		return STATUS_OK;
	return err_set(err, STATUS_INVALID, "%s",
		_("The list does not say which training its people are for. Please choose the "
		  "session (K on the screen, --session ID in a command), or add the columns "
		  "Komoditi and Kecamatan to the list."));
}

void import_remark(struct import_choice *choice, enum import_column column, const char *value,
	const char *reason)
{
	if (choice->remark_count < IMPORT_REMARKS)
		choice->remark[choice->remark_count++] =
			(struct import_remark){column, value, reason};
}

void import_choice_refuse(struct import_choice *choice, enum import_column column,
	const char *value, const char *reason)
{
	choice->count = 0;
	choice->remark_count = 0;
	import_remark(choice, column, value, reason);
}

static const char *say_commodities(
	const struct import_chooser *chooser, const struct import_row *row, const char *word)
{
	struct import_hint hint;

	import_hint_start(&hint, word);
	for (size_t i = 0; i < chooser->programme->commodity_count; i++) {
		const struct commodity *commodity = &chooser->programme->commodity[i];

		import_hint_offer(&hint, commodity_label(commodity));
		for (size_t k = 0; k < commodity->aliases.count; k++)
			import_hint_near(&hint, commodity->aliases.item[k]);
	}
	return import_hint_end(&hint, row->arena,
		*word == '\0' ? _("It is missing for which training this is. Please write the "
				  "commodity.")
			      : _("There is no such commodity. Please write its name."));
}

static const char *say_kecamatan(
	const struct import_chooser *chooser, const struct import_row *row, const char *word)
{
	struct import_hint hint;

	import_hint_start(&hint, word);
	for (size_t i = 0; i < chooser->programme->kecamatan_count; i++)
		import_hint_offer(&hint, chooser->programme->kecamatan[i].name);
	return import_hint_end(&hint, row->arena,
		*word == '\0' ? _("It is missing where the training is. Please write the "
				  "kecamatan.")
			      : _("There is no such kecamatan here, and no training. Please write "
				  "where the training is."));
}

/* --- By the session's id ----------------------------------------------------------------------- */

static void choose_by_id(
	struct import_chooser *chooser, const struct import_row *row, struct import_choice *choice)
{
	const struct programme *programme = chooser->programme;
	const char *word = row->registrant->training.session;
	struct nearest nearest = nearest_to(word);

	for (size_t i = 0; i < programme->session_count; i++) {
		nearest_offer(&nearest, programme->session[i].id);
		if (!text_equal_nocase(programme->session[i].id, word))
			continue;
		choice->session[0] = &programme->session[i];
		choice->count = 1;
		choice->named = true;
		return;
	}
	import_choice_refuse(choice, COLUMN_SESSION, word,
		nearest.best ? arena_printf(row->arena,
				       _("There is no such session. Did you mean \"%s\"?"),
				       nearest.best)
			     : _("There is no such session. Please write its id, like "
				 "2019-KT-KBG-2."));
}

/* --- By commodity, kecamatan and class --------------------------------------------------------- */

bool import_is_over(const struct session *session, date today)
{
	const struct dates *dates = &session->schedule.dates;

	return dates->count > 0 && dates->item[dates->count - 1] < today;
}

static date first_day(const struct session *session)
{
	const struct dates *dates = &session->schedule.dates;

	return dates->count > 0 ? dates->item[0] : INT32_MAX;
}

/* By date, those without one last; then by number. */
static bool is_before(const struct session *a, const struct session *b)
{
	date left = first_day(a), right = first_day(b);

	return left != right ? left < right : a->plan.number < b->plan.number;
}

static void add_in_order(struct import_choice *choice, const struct session *session)
{
	size_t at = choice->count++;

	for (; at > 0 && is_before(session, choice->session[at - 1]); at--)
		choice->session[at] = choice->session[at - 1];
	choice->session[at] = session;
}

static void find_classes(const struct import_chooser *chooser, const struct commodity *commodity,
	const struct kecamatan *kecamatan, struct import_choice *choice)
{
	for (size_t i = 0; i < chooser->programme->session_count; i++) {
		const struct session *session = &chooser->programme->session[i];

		if (session->plan.year == chooser->year &&
			session->status.status != SESSION_CANCELLED &&
			strcmp(session->plan.commodity, commodity->id) == 0 &&
			strcmp(session->plan.kecamatan, kecamatan->code) == 0)
			add_in_order(choice, session);
	}
}

/* Keeps the class that the row names; refuses when there is none of that number. */
static void keep_named(const struct import_row *row, struct import_choice *choice)
{
	const char *word = row->registrant->training.number;
	uint32_t number = import_class_number(word);
	struct buf numbers = BUF_EMPTY;

	for (size_t i = 0; i < choice->count; i++) {
		if (choice->session[i]->plan.number == number) {
			choice->session[0] = choice->session[i];
			choice->count = 1;
			choice->named = true;
			buf_release(&numbers);
			return;
		}
		buf_printf(&numbers, "%s%u", i > 0 ? ", " : "", choice->session[i]->plan.number);
	}
	import_choice_refuse(choice, COLUMN_CLASS, word,
		arena_printf(row->arena,
			_("There is no such class of this commodity in this kecamatan. Please "
			  "write the number of one: %s."),
			buf_text(&numbers)));
	buf_release(&numbers);
}

static bool all_over(const struct import_chooser *chooser, const struct import_choice *choice)
{
	for (size_t i = 0; i < choice->count; i++)
		if (!import_is_over(choice->session[i], chooser->today))
			return false;
	return true;
}

static void narrow(const struct import_chooser *chooser, const struct import_row *row,
	const struct commodity *commodity, const struct kecamatan *kecamatan,
	struct import_choice *choice)
{
	const struct registrant_training *training = &row->registrant->training;

	if (choice->count == 0)
		import_choice_refuse(choice, COLUMN_COMMODITY, training->commodity,
			arena_printf(row->arena,
				_("There is no session of %s in %s in %u. Please check the "
				  "commodity and the kecamatan, or write the session's id in a "
				  "column \"Kegiatan\"."),
				commodity_label(commodity), kecamatan->name, chooser->year));
	else if (*training->number != '\0')
		keep_named(row, choice);
	else if (choice->count > 1 && all_over(chooser, choice))
		import_choice_refuse(choice, COLUMN_CLASS, "",
			arena_printf(row->arena,
				_("All classes of %s in %s are over. If one of them is meant, "
				  "please write its number in a column \"Kelas\"."),
				commodity_label(commodity), kecamatan->name));
}

static void choose_by_place(
	struct import_chooser *chooser, const struct import_row *row, struct import_choice *choice)
{
	const struct registrant_training *training = &row->registrant->training;
	const struct commodity *commodity = import_commodity_of(chooser->programme, training->commodity);
	const struct kecamatan *kecamatan = places_kecamatan(&chooser->places, training->kecamatan);

	if (!commodity) {
		import_choice_refuse(choice, COLUMN_COMMODITY, training->commodity,
			say_commodities(chooser, row, training->commodity));
	} else if (!kecamatan) {
		import_choice_refuse(choice,
			import_has_column(row->header, COLUMN_TRAINING_KECAMATAN)
				? COLUMN_TRAINING_KECAMATAN
				: COLUMN_KECAMATAN,
			training->kecamatan, say_kecamatan(chooser, row, training->kecamatan));
	} else {
		find_classes(chooser, commodity, kecamatan, choice);
		narrow(chooser, row, commodity, kecamatan, choice);
	}
}

void import_choose(
	struct import_chooser *chooser, const struct import_row *row, struct import_choice *choice)
{
	*choice = (struct import_choice){.session = chooser->session};
	if (chooser->only)
		import_hold_against(chooser, row, choice);
	else if (*row->registrant->training.session != '\0')
		choose_by_id(chooser, row, choice);
	else
		choose_by_place(chooser, row, choice);
	if (choice->count == 1 && choice->session[0]->status.status == SESSION_CANCELLED)
		import_choice_refuse(choice, COLUMN_SESSION, row->registrant->training.session,
			arena_printf(row->arena,
				_("The session %s is cancelled. Please write another one."),
				choice->session[0]->id));
}
