/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_choose.h"

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

static bool has_column(const struct import_header *header, enum import_column kind)
{
	return import_header_column(header, kind, 0) < header->count;
}

enum status import_chooser_check(
	const struct import_chooser *chooser, const struct import_header *header, struct err *err)
{
	if (chooser->only || has_column(header, COLUMN_SESSION) ||
		has_column(header, COLUMN_COMMODITY))
		return STATUS_OK;
	return err_set(err, STATUS_INVALID, "%s",
		_("The list does not say which training its people are for. Please choose the "
		  "session (--session ID), or add the columns Komoditi and Kecamatan to the "
		  "list."));
}

static void refuse(struct import_choice *choice, enum import_column column, const char *value,
	const char *reason)
{
	choice->count = 0;
	choice->column = column;
	choice->value = value;
	choice->reason = reason;
}

/* --- Words ------------------------------------------------------------------------------------- */

/* Without case, signs, blanks and the word for "and". */
static void fold_words(struct buf *out, const char *text)
{
	struct buf folded = BUF_EMPTY;
	const char *next;

	text_fold(&folded, text, strlen(text));
	next = buf_text(&folded);
	while (*next != '\0') {
		size_t len = strcspn(next, " ");

		if (len != 3 || (memcmp(next, "dan", 3) != 0 && memcmp(next, "and", 3) != 0))
			buf_add(out, next, len);
		next += len + (next[len] == ' ');
	}
	buf_release(&folded);
}

static bool same_words(const char *folded, const char *text)
{
	struct buf other = BUF_EMPTY;
	bool same;

	fold_words(&other, text);
	same = other.len > 0 && strcmp(folded, buf_text(&other)) == 0;
	buf_release(&other);
	return same;
}

static const struct commodity *find_commodity(const struct programme *programme, const char *text)
{
	const struct commodity *found = NULL;
	struct buf folded = BUF_EMPTY;

	if (*text == '\0')
		return NULL;
	fold_words(&folded, text);
	for (size_t i = 0; i < programme->commodity_count && !found; i++) {
		const struct commodity *commodity = &programme->commodity[i];

		if (same_words(buf_text(&folded), commodity->id) ||
			same_words(buf_text(&folded), commodity->code) ||
			same_words(buf_text(&folded), commodity->label_id) ||
			same_words(buf_text(&folded), commodity->label_en))
			found = commodity;
	}
	buf_release(&folded);
	return found;
}

/* "2", "Kelas 2", "II"; 0 when it is none. */
static uint32_t class_number(const char *text)
{
	static const char *const roman[] = {
		"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
	struct buf folded = BUF_EMPTY;
	const char *word;
	uint32_t number = 0;

	text_fold(&folded, text, strlen(text));
	word = strrchr(buf_text(&folded), ' ');
	word = word ? word + 1 : buf_text(&folded);
	if (strlen(word) <= 3 && strspn(word, "0123456789") == strlen(word))
		number = (uint32_t)strtoul(word, NULL, 10);
	for (uint32_t i = 0; i < sizeof(roman) / sizeof(roman[0]); i++)
		if (strcmp(word, roman[i]) == 0)
			number = i + 1;
	buf_release(&folded);
	return number;
}

/* --- "Did you mean" ---------------------------------------------------------------------------- */

/* What is known, and which of it was meant, when that can be told. */
struct hint {
	struct buf word, all;
	struct nearest nearest;
};

static void hint_start(struct hint *hint, const char *word)
{
	*hint = (struct hint){.word = BUF_EMPTY};
	text_fold(&hint->word, word, strlen(word));
	hint->nearest = nearest_to(buf_text(&hint->word));
}

static void hint_offer(struct hint *hint, const char *name)
{
	struct buf folded = BUF_EMPTY;

	text_fold(&folded, name, strlen(name));
	nearest_offer(&hint->nearest, buf_text(&folded));
	/* Compared is the folded name, told the real one. */
	if (hint->nearest.best && hint->nearest.best == buf_text(&folded))
		hint->nearest.best = name;
	buf_printf(&hint->all, "%s%s", hint->all.len > 0 ? ", " : "", name);
	buf_release(&folded);
}

/* The sentence behind a failure; releases the hint. */
static const char *hint_end(struct hint *hint, struct arena *arena, const char *failure)
{
	const char *best = hint->nearest.best;
	const char *all = buf_text(&hint->all);
	const char *text =
		best ? arena_printf(arena, _("%s Did you mean \"%s\"? There are: %s."), failure,
			       best, all)
		     : arena_printf(arena, _("%s There are: %s."), failure, all);

	buf_release(&hint->word);
	buf_release(&hint->all);
	return text;
}

static const char *say_commodities(
	const struct import_chooser *chooser, const struct import_row *row, const char *word)
{
	struct hint hint;

	hint_start(&hint, word);
	for (size_t i = 0; i < chooser->programme->commodity_count; i++)
		hint_offer(&hint, commodity_label(&chooser->programme->commodity[i]));
	return hint_end(&hint, row->arena,
		*word == '\0' ? _("It is missing for which training this is. Please write the "
				  "commodity.")
			      : _("There is no such commodity. Please write its name."));
}

static const char *say_kecamatan(
	const struct import_chooser *chooser, const struct import_row *row, const char *word)
{
	struct hint hint;

	hint_start(&hint, word);
	for (size_t i = 0; i < chooser->programme->kecamatan_count; i++)
		hint_offer(&hint, chooser->programme->kecamatan[i].name);
	return hint_end(&hint, row->arena,
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
	refuse(choice, COLUMN_SESSION, word,
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
	uint32_t number = class_number(word);
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
	refuse(choice, COLUMN_CLASS, word,
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
		refuse(choice, COLUMN_COMMODITY, training->commodity,
			arena_printf(row->arena,
				_("There is no session of %s in %s in %u. Please check the "
				  "commodity and the kecamatan, or write the session's id in a "
				  "column \"Kegiatan\"."),
				commodity_label(commodity), kecamatan->name, chooser->year));
	else if (*training->number != '\0')
		keep_named(row, choice);
	else if (choice->count > 1 && all_over(chooser, choice))
		refuse(choice, COLUMN_CLASS, "",
			arena_printf(row->arena,
				_("All classes of %s in %s are over. If one of them is meant, "
				  "please write its number in a column \"Kelas\"."),
				commodity_label(commodity), kecamatan->name));
}

static void choose_by_place(
	struct import_chooser *chooser, const struct import_row *row, struct import_choice *choice)
{
	const struct registrant_training *training = &row->registrant->training;
	const struct commodity *commodity = find_commodity(chooser->programme, training->commodity);
	const struct kecamatan *kecamatan = places_kecamatan(&chooser->places, training->kecamatan);

	if (!commodity) {
		refuse(choice, COLUMN_COMMODITY, training->commodity,
			say_commodities(chooser, row, training->commodity));
	} else if (!kecamatan) {
		refuse(choice,
			has_column(row->header, COLUMN_TRAINING_KECAMATAN)
				? COLUMN_TRAINING_KECAMATAN
				: COLUMN_KECAMATAN,
			training->kecamatan, say_kecamatan(chooser, row, training->kecamatan));
	} else {
		find_classes(chooser, commodity, kecamatan, choice);
		narrow(chooser, row, commodity, kecamatan, choice);
	}
}

/* --- One session for all ----------------------------------------------------------------------- */

/* A combined list that is imported into one session must not put everyone there. */
static void hold_against(
	struct import_chooser *chooser, const struct import_row *row, struct import_choice *choice)
{
	const struct registrant_training *training = &row->registrant->training;
	const struct session *only = chooser->only;
	const struct commodity *commodity = find_commodity(chooser->programme, training->commodity);

	choice->session[0] = only;
	choice->count = 1;
	choice->named = true;
	if (*training->session != '\0' && programme_session(chooser->programme, training->session) &&
		strcmp(training->session, only->id) != 0)
		refuse(choice, COLUMN_SESSION, training->session,
			arena_printf(row->arena,
				_("This row is for another session than %s. Import the list "
				  "without choosing a session, or correct the row."),
				only->id));
	else if (commodity && strcmp(commodity->id, only->plan.commodity) != 0)
		refuse(choice, COLUMN_COMMODITY, training->commodity,
			arena_printf(row->arena,
				_("This row is for another training than %s. Import the list "
				  "without choosing a session, or correct the row."),
				only->id));
}

void import_choose(
	struct import_chooser *chooser, const struct import_row *row, struct import_choice *choice)
{
	*choice = (struct import_choice){.session = chooser->session};
	if (chooser->only)
		hold_against(chooser, row, choice);
	else if (*row->registrant->training.session != '\0')
		choose_by_id(chooser, row, choice);
	else
		choose_by_place(chooser, row, choice);
	if (choice->count == 1 && choice->session[0]->status.status == SESSION_CANCELLED)
		refuse(choice, COLUMN_SESSION, row->registrant->training.session,
			arena_printf(row->arena,
				_("The session %s is cancelled. Please write another one."),
				choice->session[0]->id));
}
