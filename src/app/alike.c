/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/alike.h"

#include "app/persons.h"
#include "model/name.h"
#include "base/i18n.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX_COMPARED 48
#define SESSIONS_MAX 64

struct looking {
	struct app *app;
	const struct person_identity *identity;
	const char *phone, *folded;
	size_t length, slips;
	uint32_t letters;
	struct alikes *out;
	struct err *err;
};

/* --- Names that could be it --------------------------------------------------------------------- */

static uint32_t letters_of(const char *name)
{
	uint32_t letters = 0;

	for (; *name != '\0'; name++)
		if (*name >= 'a' && *name <= 'z')
			letters |= 1u << (*name - 'a');
	return letters;
}

/* Nearly all names are told apart by these, without looking at how near they are. */
static bool may_be(const struct looking *looking, const char *key)
{
	const size_t length = strlen(key);
	const size_t longer = length > looking->length ? length - looking->length : looking->length - length;

	return longer <= looking->slips &&
	       (size_t)__builtin_popcount(looking->letters ^ letters_of(key)) <= 2 * looking->slips;
}

static bool is_near(const struct looking *looking, const char *key)
{
	return strcmp(key, looking->folded) == 0 ||
	       (may_be(looking, key) &&
		       nearest_distance(key, looking->folded) <= looking->slips);
}

/* Names are kept as they are shown; the keys are made at the first question, once a run. */
static const struct name_table *keys_of(struct looking *looking)
{
	struct people_names *names = &looking->app->names;

	(void)app_names(looking->app);
	while (names->keys.count < names->table.count) {
		struct buf folded = BUF_EMPTY;

		name_fold(&folded, name_table_row(&names->table, names->keys.count));
		name_table_add(&names->keys, buf_text(&folded), folded.len);
		buf_wipe(&folded);
	}
	return &names->keys;
}

/* --- Who it is ---------------------------------------------------------------------------------- */

static bool has_phone(const struct looking *looking, const struct person_contact *contact)
{
	return looking->phone[0] != '\0' && (strcmp(contact->phone, looking->phone) == 0 ||
						    strcmp(contact->phone2, looking->phone) == 0);
}

/* False: nothing says so, or something says that they are two. */
static bool compare(const struct looking *looking, const struct person_identity *other,
	const struct person_contact *contact, enum alike_why *why)
{
	const struct person_identity *one = looking->identity;
	const bool known = one->born != DATE_NONE && other->born != DATE_NONE;
	struct buf folded = BUF_EMPTY;
	bool same, near;

	if (one->nik[0] != '\0' && strcmp(one->nik, other->nik) == 0) {
		*why = ALIKE_NIK;
		return true;
	}
	name_fold(&folded, other->name);
	same = looking->length > 0 && strcmp(buf_text(&folded), looking->folded) == 0;
	near = looking->length > 0 && is_near(looking, buf_text(&folded));
	buf_wipe(&folded);
	*why = known && one->born == other->born ? ALIKE_BORN
	       : has_phone(looking, contact)	 ? ALIKE_PHONE
						 : ALIKE_NAME;
	return near && (*why != ALIKE_NAME || (same && !known));
}

static bool is_known(const struct alikes *alikes, const struct id *person)
{
	for (size_t i = 0; i < alikes->count; i++)
		if (id_equal(&alikes->item[i].record, person))
			return true;
	return false;
}

static bool is_later(const struct session *a, const struct session *b)
{
	const struct dates *left = &a->schedule.dates, *right = &b->schedule.dates;

	if (a->plan.year != b->plan.year)
		return a->plan.year > b->plan.year;
	return left->count > 0 && (right->count == 0 || left->item[0] > right->item[0]);
}

static const struct session *last_session(struct app *app, const struct id *record)
{
	const struct session *session[SESSIONS_MAX], *last = NULL;
	size_t count = app_sessions_of(app, record, session, SESSIONS_MAX);

	for (size_t i = 0; i < count && i < SESSIONS_MAX; i++)
		if (!last || is_later(session[i], last))
			last = session[i];
	return last;
}

/* Behind those that are as strong; who is too many is forgotten. */
static void insert(struct alikes *alikes, const struct alike *alike)
{
	size_t at = alikes->count;

	if (at == ALIKE_MAX && alikes->item[at - 1].why <= alike->why)
		return;
	if (at == ALIKE_MAX)
		at--;
	else
		alikes->count++;
	for (; at > 0 && alikes->item[at - 1].why > alike->why; at--)
		alikes->item[at] = alikes->item[at - 1];
	alikes->item[at] = *alike;
}

/* The telephone is read only where one was typed. */
static enum status read_contact(struct looking *looking, const struct id *record, struct person_contact *contact)
{
	record_clear(&person_contact_type, contact);
	if (looking->phone[0] == '\0')
		return STATUS_OK;
	return app_read_or_empty(looking->app, register_person(record, PERSON_CONTACT),
		&person_contact_type, &looking->out->arena, contact, looking->err);
}

static enum status look_at(struct looking *looking, const struct id *record)
{
	struct alike alike = {.record = *record};
	struct person_contact contact;
	enum status status = app_read_or_empty(looking->app, register_person(record, PERSON_IDENTITY),
		&person_identity_type, &looking->out->arena, &alike.identity, looking->err);

	if (status == STATUS_OK)
		status = read_contact(looking, record, &contact);
	if (status != STATUS_OK || !compare(looking, &alike.identity, &contact, &alike.why))
		return status;
	status = person_of(looking->app, record, &alike.record, looking->err);
	if (status == STATUS_OK && !is_known(looking->out, &alike.record))
		insert(looking->out, &alike);
	return status;
}

/* As many as are shown, and nothing more could be known of others than the name. */
static bool is_enough(const struct looking *looking)
{
	return looking->out->count == ALIKE_MAX && looking->identity->born == DATE_NONE &&
	       looking->phone[0] == '\0';
}

static enum status look_at_names(struct looking *looking)
{
	const struct name_table *keys = keys_of(looking);
	enum status status = STATUS_OK;

	for (size_t i = 0; i < keys->count && status == STATUS_OK && !is_enough(looking); i++)
		if (is_near(looking, name_table_row(keys, i)))
			status = look_at(looking, &looking->app->names.record[i]);
	return status;
}

static enum status look_at_nik(struct looking *looking)
{
	struct person_found *found;
	size_t count;
	enum status status = app_find_nik(looking->app, looking->identity->nik,
		&looking->out->arena, &found, &count, looking->err);

	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = look_at(looking, &found[i].record);
	return status;
}

enum status alike_find(struct app *app, const struct person_identity *identity, const char *phone,
	struct alikes *out, struct err *err)
{
	struct buf folded = BUF_EMPTY;
	struct looking looking = {
		.app = app, .identity = identity, .phone = phone, .out = out, .err = err};
	enum status status;

	alike_release(out);
	name_fold(&folded, identity->name);
	if (folded.len <= NAME_MAX_COMPARED) { /* by a longer one nobody is compared */
		looking.length = folded.len;
		looking.folded = buf_text(&folded);
		looking.letters = letters_of(looking.folded);
		looking.slips = name_slips(folded.len);
	}
	status = look_at_nik(&looking);
	if (status == STATUS_OK && looking.length > 0)
		status = look_at_names(&looking);
	for (size_t i = 0; i < out->count; i++)
		out->item[i].session = last_session(app, &out->item[i].record);
	buf_wipe(&folded);
	return status;
}

void alike_release(struct alikes *alikes)
{
	arena_release(&alikes->arena);
	*alikes = (struct alikes){.count = 0};
}

void alike_say(const struct app *app, const struct alike *alike, struct buf *out)
{
	static const char *const why[] = {
		[ALIKE_NIK] = N_("the same NIK"),
		[ALIKE_BORN] = N_("the same birth date"),
		[ALIKE_PHONE] = N_("the same telephone"),
		[ALIKE_NAME] = N_("the same name"),
	};

	buf_add_text(out, alike->identity.name);
	if (alike->session) {
		buf_add_text(out, ", ");
		session_title(&app->programme, alike->session, out);
		buf_printf(out, ", %u", (unsigned)alike->session->plan.year);
	}
	buf_printf(out, ": %s", _(why[alike->why]));
}
