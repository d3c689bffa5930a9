/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/record_words.h"

#include "model/document.h"
#include "model/nik.h"
#include "model/path.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

/* --- Registers --------------------------------------------------------------------------------- */

static const struct {
	unsigned kind, number; /* of the group or facet; 0: it has none */
	const char *words;
} kinds[] = {
	{REGISTER_PERSON, PERSON_IDENTITY, N_("Personal data")},
	{REGISTER_PERSON, PERSON_CONTACT, N_("Telephone")},
	{REGISTER_PERSON, PERSON_ADDRESS, N_("Address")},
	{REGISTER_PERSON, PERSON_BUSINESS, N_("Business")},
	{REGISTER_SAME, 0, N_("Same person")},
	{REGISTER_ANSWER, 0, N_("Decision")},
	{REGISTER_ENROLMENT, 0, N_("Registration")},
	{REGISTER_ATTENDANCE, 0, N_("Attendance")},
	{REGISTER_SESSION, SESSION_PLAN, N_("Plan")},
	{REGISTER_SESSION, SESSION_SCHEDULE, N_("Schedule")},
	{REGISTER_SESSION, SESSION_STATUS, N_("Status of the session")},
	{REGISTER_DAY, 0, N_("Close of day")},
	{REGISTER_SHEET, 0, N_("Sheet printed")},
	{REGISTER_FOLLOWUP, 0, N_("Follow-up")},
	{REGISTER_DOCUMENT, 0, N_("Document")},
	{REGISTER_OFFICER, 0, N_("Officer")},
	{REGISTER_KEY, 0, N_("Key")},
	{REGISTER_CONF, 0, N_("Settings of the programme")},
	{REGISTER_ACCESS, 0, N_("Personal data shown or printed")},
};

static const char *kind_words(const struct register_parts *parts)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].kind == parts->kind &&
			(kinds[i].number == 0 || kinds[i].number == parts->number))
			return _(kinds[i].words);
	return _("Something that this version does not know");
}

/* ", 2019-KT-KBG-2, day 2" */
static void say_place(const struct register_parts *parts, struct buf *out)
{
	if (parts->known && parts->text[0] != '\0')
		buf_printf(out, ", %s", parts->text);
	if (parts->known && parts->kind == REGISTER_FOLLOWUP)
		buf_printf(out, ", %s", parts->text2);
	if (parts->known && (parts->kind == REGISTER_ATTENDANCE || parts->kind == REGISTER_DAY))
		buf_printf(out, _(", day %u"), (unsigned)parts->number);
}

void words_of_register(const struct register_parts *parts, struct buf *out)
{
	buf_add_text(out, kind_words(parts));
	say_place(parts, out);
}

void words_of_person(struct app *app, const struct id *record, struct buf *out)
{
	const struct register_key key = register_person(record, PERSON_IDENTITY);
	struct person_identity identity;
	struct arena arena = {NULL};

	if (app_read_or_empty(app, key, &person_identity_type, &arena, &identity, NULL) == STATUS_OK)
		text_safe(out, identity.name, strlen(identity.name));
	arena_release(&arena);
}

void words_of_change(struct app *app, struct bytes key, const char *meaning, struct buf *out)
{
	struct register_parts parts;
	struct id record;

	if (!register_parse(key, &parts))
		return;
	buf_add_text(out, kind_words(&parts));
	if (register_person_of(key, &record)) {
		buf_add_text(out, ": ");
		words_of_person(app, &record, out);
	}
	buf_add_text(out, meaning);
	say_place(&parts, out);
}

/* --- Fields ------------------------------------------------------------------------------------ */

static const struct {
	const char *field, *words;
} field_names[] = {
	{"name", N_("Name")},
	{"nik", N_("NIK")},
	{"born", N_("Born")},
	{"birthplace", N_("Birthplace")},
	{"sex", N_("Sex")},
	{"phone", N_("Phone")},
	{"phone2", N_("Second phone")},
	{"email", N_("E-mail")},
	{"line", N_("Address")},
	{"kelurahan", N_("Kelurahan")},
	{"kecamatan", N_("Kecamatan")},
	{"elsewhere", N_("Elsewhere")},
	{"education", N_("Education")},
	{"marital", N_("Marital status")},
	{"disability", N_("Disability")},
	{"business", N_("Business")},
	{"status", N_("Status")},
	{"state", N_("Status")},
	{"number", N_("Number")},
	{"reason", N_("Reason")},
	{"remark", N_("Remark")},
	{"typed_minute", N_("Time")},
	{"dates", N_("Dates")},
	{"venue", N_("Venue")},
	{"start_minute", N_("Start")},
	{"instructors", N_("Instructors")},
	{"capacity", N_("Seats")},
	{"signatures", N_("Signatures")},
	{"present", N_("Present")},
	{"session", N_("Session")},
	{"day", N_("Day")},
	{"people", N_("People")},
	{"started", N_("Begun on")},
	{"finished", N_("Finished on")},
	{"weeks", N_("Weeks attended")},
	{"note", N_("Note")},
	{"kind", N_("Document")},
	{"issuer", N_("Issued by")},
	{"issued", N_("Issued on")},
	{"until", N_("Holds until")},
	{"answer", N_("Answer")},
};

const char *words_of_field(const char *field)
{
	for (size_t i = 0; i < sizeof(field_names) / sizeof(field_names[0]); i++)
		if (strcmp(field_names[i].field, field) == 0)
			return _(field_names[i].words);
	return field;
}

/* What numbers mean; index 0 is none. */
static const char *const attendance_words[] = {
	NULL, N_("present"), N_("excused"), N_("sick"), N_("absent")};
static const char *const enrolment_words[] = {NULL, N_("registered"), N_("on the waiting list"),
	N_("withdrawn"), N_("moved to another class"), N_("entered by mistake")};
static const char *const session_words[] = {N_("planned"), N_("held"), N_("cancelled")};
static const char *const sex_words[] = {NULL, N_("man"), N_("woman")};
static const char *const same_words[] = {NULL, N_("one person"), N_("two people")};
static const char *const day_words[] = {NULL, N_("closed"), N_("opened again")};

static const char *const step_words[] = {NULL, N_("begun"), N_("stuck"), N_("finished"),
	N_("finished, and proficient"), N_("not needed by this person")};

#define WORDS(array) array, sizeof(array) / sizeof(*(array))

static const struct {
	const struct record_type *type;
	const char *field;
	const char *const *words;
	size_t count;
} meanings[] = {
	{&attendance_type, "status", WORDS(attendance_words)},
	{&enrolment_type, "status", WORDS(enrolment_words)},
	{&session_status_type, "status", WORDS(session_words)},
	{&person_identity_type, "sex", WORDS(sex_words)},
	{&day_type, "state", WORDS(day_words)},
	{&same_person_type, "answer", WORDS(same_words)},
	{&followup_type, "state", WORDS(step_words)},
};

/* Those that have functions of their own. */
static const struct {
	const struct record_type *type;
	const char *field;
	const char *(*text)(uint32_t number);
} told[] = {
	{&followup_type, "reason", stuck_reason_text},
	{&document_type, "kind", document_kind_text},
	{&document_type, "status", document_status_text},
};

const char *words_of_number(
	const struct record_type *type, const struct record_field *field, uint32_t number)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (meanings[i].type == type && strcmp(meanings[i].field, field->name) == 0 &&
			number < meanings[i].count && meanings[i].words[number])
			return _(meanings[i].words[number]);
	for (size_t i = 0; number > 0 && i < sizeof(told) / sizeof(told[0]); i++)
		if (told[i].type == type && strcmp(told[i].field, field->name) == 0)
			return told[i].text(number);
	return NULL;
}

static bool is_minute(const struct record_field *field)
{
	return strcmp(field->name, "typed_minute") == 0 || strcmp(field->name, "start_minute") == 0;
}

static void say_number(const struct record_type *type, const struct record_field *field,
	uint32_t number, struct buf *out)
{
	const char *words = words_of_number(type, field, number);

	if (words)
		buf_add_text(out, words);
	else if (is_minute(field) && number > 0)
		minute_print(out, (int)number - 1);
	else if (strcmp(field->name, "signatures") == 0 && number > 0)
		buf_printf(out, "%u", (unsigned)number - 1);
	else
		buf_printf(out, "%u", (unsigned)number);
}

static void say_many(const struct record_field *field, const void *value, struct buf *out)
{
	const struct texts *texts = value;
	const struct dates *dates = value;

	if (field->type == FIELD_TEXTS)
		for (size_t i = 0; i < texts->count; i++)
			buf_printf(out, "%s%s", i > 0 ? ", " : "", texts->item[i]);
	if (field->type == FIELD_DATES)
		for (size_t i = 0; i < dates->count; i++) {
			if (i > 0)
				buf_add_text(out, ", ");
			date_print_short(out, dates->item[i]);
		}
}

void words_of_value(const struct record_type *type, const struct record_field *field,
	const void *record, struct buf *out)
{
	const void *value = record_value(field, record);
	struct buf text = BUF_EMPTY;

	if (field->type == FIELD_TEXT && field->secret)
		nik_mask(*(const char *const *)value, &text);
	else if (field->type == FIELD_TEXT)
		buf_add_text(&text, *(const char *const *)value);
	else if (field->type == FIELD_NUMBER)
		say_number(type, field, *(const uint32_t *)value, &text);
	else if (field->type == FIELD_DATE)
		date_print_long(&text, *(const date *)value);
	else if (field->type == FIELD_INSTANT)
		moment_print(&text, *(const moment *)value);
	else
		say_many(field, value, &text);
	text_safe(out, text.len > 0 ? buf_text(&text) : "...", text.len > 0 ? text.len : 3);
	buf_wipe(&text);
}
