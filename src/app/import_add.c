/* SPDX-License-Identifier: BSD-2-Clause */
/* Somebody new: which class, which seat, what is recorded, and who it may be. */
#include "app/import_group.h"
#include "app/import_inside.h"
#include "app/import_report.h"
#include "base/i18n.h"

#include <stdio.h>

/* "2019-KT-KBG-2 (Kerajinan tangan, kelas 2)" */
static const char *name_of(const struct importing *importing, const struct import_row *row,
	const struct session *session)
{
	struct buf title = BUF_EMPTY;
	const char *text;

	session_title(&importing->app->programme, session, &title);
	text = arena_printf(row->arena, "%s (%s)", session->id, buf_text(&title));
	buf_release(&title);
	return text;
}

/* A full class that was named has a waiting list. Where none was named the classes fill in the order
 * of their dates, and who is left over waits for the last: there is the most time to get a seat. */
static enum status choose_class(
	struct importing *importing, struct taking *taking, struct import_class **out)
{
	enum status status = STATUS_OK;

	if (taking->choice.count > 1 && !importing->told_order) {
		importing->told_order = true;
		import_report_note(importing->report, "%s",
			_("Where no class is named the classes are filled in the order of their "
			  "dates."));
	}
	for (size_t i = 0; i < taking->choice.count && status == STATUS_OK; i++) {
		const struct session *session = taking->choice.session[i];

		if (taking->choice.count > 1 && import_is_over(session, importing->chooser.today))
			continue;
		taking->session = session;
		status = import_class_load(&importing->classes, session, out, importing->err);
		if (status == STATUS_OK && (*out)->count.taken < (*out)->count.seats)
			break;
	}
	return status;
}

/* Another session that this person has a seat in, or waits for; null when there is none. Of several
 * the first in the programme's order. */
static const struct session *find_elsewhere(const struct importing *importing)
{
	const struct session *first = NULL;
	const struct id *record = NULL;

	for (size_t i = 0; i < importing->found_count; i++) {
		const struct person_found *found = &importing->found[i];
		uint32_t status = found->enrolment.status;

		if (!found->session ||
			(status != ENROLMENT_REGISTERED && status != ENROLMENT_WAITING))
			continue;
		if (!first || (id_equal(record, &found->record) && found->session < first))
			first = found->session;
		record = record ? record : &found->record;
	}
	return first;
}

static bool is_earlier(const struct session *one, const struct session *other)
{
	const struct dates *a = &one->schedule.dates, *b = &other->schedule.dates;

	if (one->plan.year != other->plan.year)
		return one->plan.year < other->plan.year;
	return a->count > 0 && b->count > 0 && a->item[0] < b->item[0];
}

/* One person, one similar training: told, never a reason to refuse. False: there is nothing to tell. */
static bool tell_elsewhere(struct importing *importing, const struct taking *taking)
{
	const struct session *elsewhere = find_elsewhere(importing);
	struct arena *arena = taking->row->arena;
	bool earlier;

	if (taking->earlier > 0)
		import_tell_person(importing, taking->row, true,
			arena_printf(arena,
				_("The same person as in row %zu, for another session. Added to "
				  "both; what row %zu says of the person was taken. One person, "
				  "one similar training: please check."),
				taking->earlier, taking->earlier));
	importing->report->elsewhere += elsewhere || taking->earlier > 0;
	if (!elsewhere || taking->earlier > 0)
		return taking->earlier > 0;
	earlier = is_earlier(elsewhere, taking->session);
	importing->report->trained += earlier;
	import_tell_person(importing, taking->row, true,
		arena_printf(arena,
			earlier ? _("Was on the list of an earlier training: %s. Added here all "
				    "the same: one person, one similar training; please check.")
				: _("Already on the list of %s. Added here all the same: one "
				    "person, one similar training; please check."),
			name_of(importing, taking->row, elsewhere)));
	return true;
}

/* --- Who it may be ----------------------------------------------------------------------------- */

struct places_of {
	const struct importing *importing;
	const struct session *first; /* in the programme's order */
};

static void add_place(void *context, const char *id)
{
	struct places_of *places = context;
	const struct session *session = programme_session(&places->importing->app->programme, id);

	if (session && (!places->first || session < places->first))
		places->first = session;
}

/* "Siti Aminah, 2018-FS-KBG-1 (Fashion, kelas 1)" */
static const char *name_twin(struct importing *importing, const struct taking *taking,
	const struct twin *twin, const struct session **session)
{
	struct places_of places = {.importing = importing};
	struct register_key key = register_person(&twin->record, PERSON_IDENTITY);
	struct person_identity identity;
	struct err ignored = {0};

	if (store_read_record(importing->app->store, register_bytes(&key), &person_identity_type,
		    taking->row->arena, &identity, &ignored) != STATUS_OK)
		identity.name = "?";
	view_sessions_of(store_view(importing->app->store), &twin->record, add_place, &places);
	*session = places.first;
	return places.first ? arena_printf(taking->row->arena, "%s, %s", identity.name,
				      name_of(importing, taking->row, places.first))
			    : identity.name;
}

static void tell_twin(
	struct importing *importing, const struct taking *taking, const struct twin *twin)
{
	struct arena *arena = taking->row->arena;
	const struct session *session = NULL;
	const char *reason;

	importing->report->twins++;
	if (twin->line > 0)
		reason = arena_printf(arena,
			_("Perhaps the same person as in row %zu: the same name or nearly, and the "
			  "same date of birth or phone. Added all the same; please check."),
			(size_t)twin->line);
	else
		reason = arena_printf(arena,
			_("Perhaps somebody who is recorded already (%s): the same name or nearly, "
			  "and the same date of birth or phone. Added all the same; please "
			  "check."),
			name_twin(importing, taking, twin, &session));
	importing->report->trained += session && is_earlier(session, taking->session);
	import_tell(importing, taking->row, COLUMN_NAME, taking->row->registrant->identity.name,
		true, reason);
}

static enum status look_for_twin(struct importing *importing, const struct taking *taking, bool told)
{
	const struct registrant *registrant = taking->row->registrant;
	enum status status = import_twins_load(&importing->twins, importing->app, importing->err);
	const struct twin *twin;

	if (status != STATUS_OK || taking->earlier > 0)
		return status;
	twin = import_twins_meet(&importing->twins, registrant, taking->folded, &taking->record,
		taking->row->line);
	if (twin && !told)
		tell_twin(importing, taking, twin);
	return STATUS_OK;
}

/* --- What is written --------------------------------------------------------------------------- */

/* What the row says of a person, where nothing is recorded of them yet, and no row before said it. */
static enum status put_groups(struct importing *importing, const struct taking *taking)
{
	const struct view *view = store_view(importing->app->store);
	struct known_row *row = import_has_nik(taking)
		? import_known_row(&importing->classes.known,
			taking->row->registrant->identity.nik)
		: NULL;
	uint8_t given = row ? (uint8_t)row->groups : 0;
	enum status status = STATUS_OK;
	size_t differences = 0;

	for (size_t i = 0; i < IMPORT_GROUPS && status == STATUS_OK; i++) {
		const struct import_group *group = &import_groups[i];
		struct register_key key = register_person(&taking->record, group->group);
		const struct cell *cell;

		if (given & (1u << i) || import_group_empty(group, taking->row->registrant))
			continue;
		cell = view_find(view, register_bytes(&key));
		if (cell && cell_winner(cell))
			status = import_group_compare(importing->app, &taking->record, group,
				taking->row, importing->report, &differences, importing->err);
		else if (!importing->options->preview)
			transaction_put_record(importing->bulk.transaction, register_bytes(&key),
				group->type,
				(const char *)taking->row->registrant + group->offset);
		given |= (uint8_t)(1u << i);
	}
	if (row)
		row->groups = given;
	return status;
}

static void put_enrolment(
	struct importing *importing, const struct taking *taking, struct import_class *class)
{
	struct register_key key = register_enrolment(taking->session->id, &taking->record);
	struct enrolment enrolment;
	char number[24];

	record_clear(&enrolment_type, &enrolment);
	enrolment.status = ENROLMENT_WAITING;
	if (class->count.taken < class->count.seats) {
		enrolment.status = ENROLMENT_REGISTERED;
		snprintf(number, sizeof(number), "%02lu", class->next_number++);
		enrolment.number = number;
		class->count.taken++;
		class->count.added++;
		importing->report->added++;
	} else {
		class->count.waiting++;
		importing->report->waiting++;
	}
	class->used = true;
	if (!importing->options->preview)
		transaction_put_record(importing->bulk.transaction, register_bytes(&key),
			&enrolment_type, &enrolment);
}

enum status import_add_person(struct importing *importing, struct taking *taking)
{
	struct import_class *class = NULL;
	enum status status = choose_class(importing, taking, &class);

	if (status == STATUS_OK && !importing->options->preview)
		status = bulk_room(&importing->bulk, importing->err);
	if (status != STATUS_OK)
		return status;
	taking->record = import_record_of(importing, taking, taking->session);
	status = look_for_twin(importing, taking, tell_elsewhere(importing, taking));
	if (status != STATUS_OK)
		return status;
	if (!importing->options->preview)
		transaction_entry(importing->bulk.transaction);
	import_remember(importing, taking);
	status = put_groups(importing, taking);
	put_enrolment(importing, taking, class);
	return status;
}

