/* SPDX-License-Identifier: BSD-2-Clause */
/* Who a row means: somebody of the session, of a row before, or nobody yet. */
#include "app/import_inside.h"
#include "app/import_report.h"
#include "base/i18n.h"

void import_expect(const struct importing *importing, const struct registrant *registrant)
{
	const char *nik = registrant->identity.nik;

	import_twins_expect(&importing->twins, registrant);
	if (*nik == '\0')
		return;
	import_known_expect(&importing->classes.known, nik);
	import_line_expect(&importing->twins.niks, (const uint8_t *)nik);
}

bool import_has_nik(const struct taking *taking)
{
	return *taking->row->registrant->identity.nik != '\0';
}

static uint8_t enrolment_state(
	const struct importing *importing, const struct session *session, const struct id *record)
{
	struct register_key key;

	if (import_class_of(&importing->classes, session)->had_nobody)
		return 0;
	key = register_enrolment(session->id, record);
	return cell_state(view_find(store_view(importing->app->store), register_bytes(&key)));
}

struct id import_record_of(
	const struct importing *importing, const struct taking *taking, const struct session *session)
{
	const struct person_identity *identity = &taking->row->registrant->identity;

	if (import_has_nik(taking))
		return taking->own;
	return app_row_id_of(
		importing->app, session->id, identity, taking->folded, taking->row->number);
}

/* A record in a session, as a key: no two ids that differ only there are ever drawn. */
static struct id enrolled_key(const struct importing *importing, const struct id *record,
	const struct session *session)
{
	size_t index = (size_t)(session - importing->app->programme.session) + 1;
	struct id key = *record;

	key.byte[ID_SIZE - 1] ^= (uint8_t)index;
	key.byte[ID_SIZE - 2] ^= (uint8_t)(index >> 8);
	key.byte[ID_SIZE - 3] ^= (uint8_t)(index >> 16);
	return key;
}

/* The row of the file that put this person into one of the classes; 0: none did. */
static size_t enrolled_row(const struct importing *importing, const struct taking *taking)
{
	size_t line = 0;

	if (importing->options->session || taking->earlier == 0)
		return taking->earlier;
	for (size_t i = 0; i < taking->choice.count && line == 0; i++) {
		struct id key = enrolled_key(importing, &taking->own, taking->choice.session[i]);

		line = import_line_of(&importing->classes.known.enrolled, key.byte);
	}
	return line;
}

/* A second row of one person is not taken. One NIK and two names may be two people: that is for the
 * officer to find out. */
bool import_is_second(struct importing *importing, struct taking *taking)
{
	const struct known_row *row = import_known_row(
		&importing->classes.known, taking->row->registrant->identity.nik);
	struct arena *arena = taking->row->arena;
	size_t line;

	taking->earlier = row && import_known_is(row, &taking->own) ? row->line : 0;
	line = enrolled_row(importing, taking);
	if (line > 0) {
		import_tell_person(importing, taking->row, true,
			arena_printf(arena, _("The same person as in row %zu. Not added again."),
				line));
		importing->report->known++;
		return true;
	}
	line = row && taking->earlier == 0 ? row->line : 0;
	if (line > 0) {
		import_tell_person(importing, taking->row, false,
			arena_printf(arena,
				_("The NIK of row %zu, but another name or date of birth. Please "
				  "check both rows."),
				line));
		importing->report->refused++;
		return true;
	}
	return false;
}

void import_remember(struct importing *importing, const struct taking *taking)
{
	struct import_known *known = &importing->classes.known;
	const char *nik = taking->row->registrant->identity.nik;

	if (!import_has_nik(taking))
		return;
	if (taking->earlier == 0)
		import_known_add_row(known, nik, &taking->own, taking->row->line);
	if (!importing->options->session) {
		struct id key = enrolled_key(importing, &taking->own, taking->session);

		import_line_add(&known->enrolled, key.byte, taking->row->line);
	}
}

/* Everyone is read at the first who is in none of the classes: an import that adds nobody does without. */
static enum status find_nik(struct importing *importing, const struct taking *taking)
{
	const char *nik = taking->row->registrant->identity.nik;
	enum status status = import_twins_load(&importing->twins, importing->app, importing->err);

	if (status != STATUS_OK || !import_twins_have(&importing->twins, nik))
		return status;
	arena_clear(&importing->arena);
	return app_find_nik(importing->app, nik, &importing->arena, &importing->found,
		&importing->found_count, importing->err);
}

/* By the NIK, when a name was spelled differently. */
static bool find_respelled(const struct importing *importing, struct taking *taking)
{
	for (size_t i = 0; i < taking->choice.count; i++)
		for (size_t k = 0; k < importing->found_count; k++) {
			if (importing->found[k].session != taking->choice.session[i])
				continue;
			taking->session = taking->choice.session[i];
			taking->record = importing->found[k].record;
			return true;
		}
	return false;
}

enum status import_find_enrolled(struct importing *importing, struct taking *taking, bool *found)
{
	enum status status = STATUS_OK;

	*found = false;
	importing->found_count = 0;
	for (size_t i = 0; i < taking->choice.count && status == STATUS_OK && !*found; i++) {
		taking->session = taking->choice.session[i];
		taking->record = import_record_of(importing, taking, taking->session);
		if (import_has_nik(taking))
			*found = enrolment_state(importing, taking->session, &taking->record) != 0;
		else
			status = import_class_claim(&importing->classes, taking->session,
				&taking->row->registrant->identity, taking->folded, &taking->record,
				found, importing->err);
	}
	if (status != STATUS_OK || *found || !import_has_nik(taking))
		return status;
	status = find_nik(importing, taking);
	if (status == STATUS_OK)
		*found = find_respelled(importing, taking);
	return status;
}

