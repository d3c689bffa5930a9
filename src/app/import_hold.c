/* SPDX-License-Identifier: BSD-2-Clause */
/* A combined list that is imported into one session must not put everyone there. */
#include "app/import_choose.h"
#include "app/import_words.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"

#include <string.h>

struct holding {
	const struct import_chooser *chooser;
	const struct import_row *row;
	struct import_choice *choice;
	const struct session *only;
};

/* A word that is not known: with the name that was meant, where that can be told. */
static void tell_unknown(const struct holding *holding, enum import_column column,
	const char *value, const char *meant)
{
	if (meant)
		import_remark(holding->choice, column, value,
			arena_printf(holding->row->arena,
				_("This is not known. Did you mean \"%s\"? The row was taken "
				  "into %s, as chosen: please check."),
				meant, holding->only->id));
	else
		import_remark(holding->choice, column, value,
			arena_printf(holding->row->arena,
				_("This is not known. The row was taken into %s, as chosen: please "
				  "check."),
				holding->only->id));
}

/* --- Another session --------------------------------------------------------------------------- */

static void hold_session(const struct holding *holding)
{
	const struct programme *programme = holding->chooser->programme;
	const char *word = holding->row->registrant->training.session;
	struct nearest nearest = nearest_to(word);

	if (*word == '\0' || text_equal_nocase(word, holding->only->id))
		return;
	for (size_t i = 0; i < programme->session_count; i++) {
		if (text_equal_nocase(word, programme->session[i].id)) {
			import_choice_refuse(holding->choice, COLUMN_SESSION, word,
				arena_printf(holding->row->arena,
					_("This row is for another session than %s. Import the "
					  "list "
					  "without choosing a session, or correct the row."),
					holding->only->id));
			return;
		}
		nearest_offer(&nearest, programme->session[i].id);
	}
	tell_unknown(holding, COLUMN_SESSION, word, nearest.best);
}

/* --- Another commodity ------------------------------------------------------------------------- */

/* The commodity whose name in one language is near the word. */
static const struct commodity *meant_in(
	const struct holding *holding, const char *folded, bool english)
{
	const struct programme *programme = holding->chooser->programme;
	struct nearest nearest = nearest_to(folded);
	const struct commodity *found = NULL;
	struct buf label = BUF_EMPTY;

	for (size_t i = 0; i < programme->commodity_count; i++) {
		const struct commodity *commodity = &programme->commodity[i];
		const char *text = english ? commodity->label_en : commodity->label_id;
		const char *offered;

		buf_clear(&label);
		text_fold(&label, text, strlen(text));
		offered = arena_text(holding->row->arena, buf_text(&label), label.len);
		nearest_offer(&nearest, offered);
		if (nearest.best == offered)
			found = commodity;
	}
	buf_release(&label);
	return nearest.best ? found : NULL;
}

static const struct commodity *meant_commodity(const struct holding *holding, const char *word)
{
	const struct commodity *found;
	struct buf folded = BUF_EMPTY;

	text_fold(&folded, word, strlen(word));
	found = meant_in(holding, buf_text(&folded), false);
	if (!found)
		found = meant_in(holding, buf_text(&folded), true);
	buf_release(&folded);
	return found;
}

/* Who wrote "Fashon" in a list that is imported into a class of handicrafts means neither of them
 * surely: it would be a guess to register that row anywhere. */
static void hold_commodity(const struct holding *holding)
{
	const struct programme *programme = holding->chooser->programme;
	const char *word = holding->row->registrant->training.commodity;
	const struct commodity *commodity, *meant;

	if (*word == '\0')
		return;
	commodity = import_commodity_of(programme, word);
	meant = commodity ? NULL : meant_commodity(holding, word);
	if (commodity && strcmp(commodity->id, holding->only->plan.commodity) != 0)
		import_choice_refuse(holding->choice, COLUMN_COMMODITY, word,
			arena_printf(holding->row->arena,
				_("This row is for another training than %s. Import the list "
				  "without "
				  "choosing a session, or correct the row."),
				holding->only->id));
	else if (meant && strcmp(meant->id, holding->only->plan.commodity) != 0)
		import_choice_refuse(holding->choice, COLUMN_COMMODITY, word,
			arena_printf(holding->row->arena,
				_("This is not known. Did you mean \"%s\"? The row would then be "
				  "for another training than %s. Please correct it."),
				commodity_label(meant), holding->only->id));
	else if (!commodity)
		tell_unknown(
			holding, COLUMN_COMMODITY, word, meant ? commodity_label(meant) : NULL);
}

/* --- Another place or class -------------------------------------------------------------------- */

/* "Aula Kec. Kembangan" */
static bool holds_name(const char *text, const char *name)
{
	struct buf all = BUF_EMPTY, part = BUF_EMPTY;
	bool holds;

	text_fold(&all, text, strlen(text));
	text_fold(&part, name, strlen(name));
	holds = part.len > 0 && strstr(buf_text(&all), buf_text(&part)) != NULL;
	buf_release(&all);
	buf_release(&part);
	return holds;
}

static void tell_place(const struct holding *holding, const char *word)
{
	const struct programme *programme = holding->chooser->programme;
	struct nearest nearest = nearest_to(word);

	for (size_t i = 0; i < programme->kecamatan_count; i++)
		nearest_offer(&nearest, programme->kecamatan[i].name);
	tell_unknown(holding, COLUMN_TRAINING_KECAMATAN, word, nearest.best);
}

/* The kecamatan of a person is no matter, unless the list says by it for which training it is. One that
 * only follows from the kelurahan, a code then, says nothing. */
static void hold_place(const struct holding *holding)
{
	const struct registrant_training *training = &holding->row->registrant->training;
	const char *word = training->kecamatan;
	const struct kecamatan *there, *here;
	bool own = *training->place != '\0';

	if (*word == '\0' || (!own && *training->commodity == '\0'))
		return;
	there = places_kecamatan(&holding->chooser->places, word);
	here = programme_kecamatan(holding->chooser->programme, holding->only->plan.kecamatan);
	if (there == here || !here)
		return;
	if (own && there)
		import_choice_refuse(holding->choice, COLUMN_TRAINING_KECAMATAN, word,
			arena_printf(holding->row->arena,
				_("This row is for a training elsewhere than %s. Import the list "
				  "without "
				  "choosing a session, or correct the row."),
				holding->only->id));
	else if (own && !holds_name(word, here->name))
		tell_place(holding, word);
	else if (!own && there && strcmp(word, there->code) != 0)
		import_remark(holding->choice, COLUMN_KECAMATAN, word,
			arena_printf(holding->row->arena,
				_("This is another kecamatan than that of %s, into which the row "
				  "was "
				  "taken, as chosen: please check."),
				holding->only->id));
}

/* "Kelompok 2" may be a group within the class: no reason to refuse. */
static void hold_class(const struct holding *holding)
{
	const char *word = holding->row->registrant->training.number;
	uint32_t number = import_class_number(word);

	if (number != 0 && number != holding->only->plan.number)
		import_remark(holding->choice, COLUMN_CLASS, word,
			arena_printf(holding->row->arena,
				_("This is another number than that of %s, into which the row was "
				  "taken, "
				  "as chosen: please check."),
				holding->only->id));
}

void import_hold_against(const struct import_chooser *chooser, const struct import_row *row,
	struct import_choice *choice)
{
	static void (*const all[])(const struct holding *) = {
		hold_session, hold_commodity, hold_place, hold_class};
	const struct holding holding = {chooser, row, choice, chooser->only};

	choice->session[0] = chooser->only;
	choice->count = 1;
	choice->named = true;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all) && choice->count > 0; i++)
		all[i](&holding);
}
