/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/people.h"

#include "model/nik.h"
#include "model/phone.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"
#define PLACE_NUMBER_MAX 999
#define AGE_MAX 120
#define KECAMATAN_CODE 8 /* 31.73.08 of 31.73.08.1002 */

enum { IDENTITY_NAME, IDENTITY_NIK, IDENTITY_BIRTHPLACE, IDENTITY_BORN, IDENTITY_SEX };
enum { ADDRESS_LINE, ADDRESS_RT, ADDRESS_RW, ADDRESS_KELURAHAN, ADDRESS_KECAMATAN, ADDRESS_ELSEWHERE };

/* --- Choices ----------------------------------------------------------------------------------- */

static const char *join(struct arena *arena, const struct texts *texts, const char *name)
{
	const char *all = name;

	for (size_t i = 0; i < texts->count; i++)
		all = arena_printf(arena, "%s;%s", all, texts->item[i]);
	return all;
}

static void add_kecamatan(struct person_fields *fields, const struct kecamatan *kecamatan)
{
	const struct kelurahan *kelurahan = kecamatan->kelurahan.item;

	fields->kecamatan[fields->kecamatan_count++] = (struct form_choice){kecamatan->code,
		kecamatan->name, join(&fields->arena, &kecamatan->aliases, kecamatan->short_code)};
	for (size_t i = 0; i < kecamatan->kelurahan.count; i++)
		fields->kelurahan[fields->kelurahan_count++] = (struct form_choice){
			kelurahan[i].code,
			arena_printf(&fields->arena, "%s (%s)", kelurahan[i].name, kecamatan->name),
			join(&fields->arena, &kelurahan[i].aliases, kelurahan[i].name)};
}

void person_fields_open(struct person_fields *fields, struct app *app)
{
	const struct programme *programme = &app->programme;
	size_t count = 0;

	*fields = (struct person_fields){.app = app};
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		count += programme->kecamatan[i].kelurahan.count;
	fields->kelurahan = arena_alloc(&fields->arena, (count + 1) * sizeof(*fields->kelurahan));
	fields->kecamatan = arena_alloc(
		&fields->arena, (programme->kecamatan_count + 1) * sizeof(*fields->kecamatan));
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		add_kecamatan(fields, &programme->kecamatan[i]);
}

void person_fields_release(struct person_fields *fields)
{
	arena_release(&fields->arena);
	*fields = (struct person_fields){.app = NULL};
}

size_t person_choose_sex(void *context, size_t field, const struct form_choice **choice)
{
	struct person_fields *fields = context;

	(void)field;
	/* Officers write L and P, in English M and F. */
	fields->sex[0] = (struct form_choice){"1", _("male"), "L;M"};
	fields->sex[1] = (struct form_choice){"2", _("female"), "P;F"};
	*choice = fields->sex;
	return 2;
}

size_t person_choose_kelurahan(void *context, size_t field, const struct form_choice **choice)
{
	struct person_fields *fields = context;

	(void)field;
	*choice = fields->kelurahan;
	return fields->kelurahan_count;
}

size_t person_choose_kecamatan(void *context, size_t field, const struct form_choice **choice)
{
	struct person_fields *fields = context;

	(void)field;
	*choice = fields->kecamatan;
	return fields->kecamatan_count;
}

/* --- Identity ---------------------------------------------------------------------------------- */

static enum form_verdict wrong(struct buf *why, const char *sentence)
{
	buf_add_text(why, sentence);
	return FORM_WRONG;
}

enum form_verdict person_check_name(void *context, struct form *form, size_t field, struct buf *why)
{
	const char *name = form_text(form, field);
	struct buf folded = BUF_EMPTY;
	bool has_letter;

	(void)context;
	text_fold(&folded, name, strlen(name));
	has_letter = buf_text(&folded)[strspn(buf_text(&folded), DIGITS " ")] != '\0';
	buf_wipe(&folded);
	return has_letter ? FORM_FINE
			  : wrong(why, _("This is no name. Please write it as on the card."));
}

/* The field that is checked by this function; the number of fields when there is none. */
static size_t field_of(const struct form *form, form_check *check)
{
	for (size_t i = 0; i < form->options.count; i++)
		if (form->options.field[i].check == check)
			return i;
	return form->options.count;
}

static bool read_nik(const struct person_fields *fields, const struct form *form, struct nik *nik)
{
	size_t field = field_of(form, person_check_nik);

	return field < form->options.count &&
	       nik_parse(nik, form_value(form, field), app_today(fields->app));
}

/* What the number says is filled in where nothing stands. */
static void fill_from_nik(struct form *form, const struct nik *nik)
{
	size_t born = field_of(form, person_check_born);
	size_t sex = field_of(form, person_check_sex);

	if (born < form->options.count && form_text(form, born)[0] == '\0' &&
		!(nik->warnings & NIK_CENTURY_AMBIGUOUS))
		form_put_date(form, born, nik->born);
	if (sex < form->options.count && form_text(form, sex)[0] == '\0')
		form_put(form, sex, nik->sex == SEX_MALE ? "1" : "2");
}

/* Somebody else's number is a slip, or the same person twice. */
static enum form_verdict check_others(
	const struct person_fields *fields, const struct nik *nik, struct buf *why)
{
	struct arena arena = {NULL};
	const char *names = "";
	enum status status = people_with_nik(
		fields->app, nik->digits, &fields->record, &arena, &names, NULL);
	bool known = status == STATUS_OK && names[0] != '\0';

	if (known)
		buf_printf(why, _("This is the NIK of %s too. Please compare with the card."), names);
	arena_release(&arena);
	return known ? FORM_DOUBTFUL : FORM_FINE;
}

enum form_verdict person_check_nik(void *context, struct form *form, size_t field, struct buf *why)
{
	const struct person_fields *fields = context;
	struct nik nik;

	if (!nik_parse(&nik, form_value(form, field), app_today(fields->app))) {
		buf_add_text(why, _("NIK: "));
		nik_explain(&nik, why);
		buf_add_text(why, _(". Please compare with the card, or leave it empty."));
		return FORM_WRONG;
	}
	fill_from_nik(form, &nik);
	if (nik.warnings & NIK_REGION_UNKNOWN) {
		buf_add_text(why, _("No region of the NIK's first six digits is known. Please compare with the card."));
		return FORM_DOUBTFUL;
	}
	return check_others(fields, &nik, why);
}

enum form_verdict person_check_born(void *context, struct form *form, size_t field, struct buf *why)
{
	const struct person_fields *fields = context;
	date born = form_date(form, field);
	int age = date_age(born, app_today(fields->app));
	struct nik nik;

	if (age < 0 || age > AGE_MAX)
		return wrong(why, _("Nobody who comes was born then. Please write the year in four digits."));
	if (!read_nik(fields, form, &nik) || nik.born == born || nik.warnings & NIK_CENTURY_AMBIGUOUS)
		return FORM_FINE;
	buf_add_text(why, _("The NIK says: born "));
	date_print_iso(why, nik.born);
	buf_add_text(why, _(". Please correct one of them, or say why it stands:"));
	return FORM_DOUBTFUL;
}

enum form_verdict person_check_sex(void *context, struct form *form, size_t field, struct buf *why)
{
	const struct person_fields *fields = context;
	struct nik nik;

	if (!read_nik(fields, form, &nik) ||
		(uint32_t)nik.sex == (uint32_t)strtoul(form_value(form, field), NULL, 10))
		return FORM_FINE;
	buf_add_text(why, nik.sex == SEX_MALE
				  ? _("The NIK is a man's. Please correct one of them, or say why it stands:")
				  : _("The NIK is a woman's. Please correct one of them, or say why it stands:"));
	return FORM_DOUBTFUL;
}

/* --- Contact ----------------------------------------------------------------------------------- */

enum form_verdict person_check_phone(void *context, struct form *form, size_t field, struct buf *why)
{
	struct phone phone;

	(void)context;
	switch (phone_parse(&phone, form_text(form, field))) {
	case PHONE_INVALID:
		return wrong(why, phone_explain(form_text(form, field)));
	case PHONE_EMPTY:
		form_put(form, field, "");
		return FORM_FINE;
	default:
		form_put(form, field, phone.national);
		return FORM_FINE;
	}
}

enum form_verdict person_check_email(void *context, struct form *form, size_t field, struct buf *why)
{
	const char *text = form_text(form, field);
	const char *at = strchr(text, '@');

	(void)context;
	if (at && at > text && at[1] != '\0' && !strchr(text, ' '))
		return FORM_FINE;
	return wrong(why, _("This is no e-mail address. It has an @ in it, and no blank."));
}

/* --- Address ----------------------------------------------------------------------------------- */

/* "006": 6. False when it is no number from 1 to 999. */
static bool place_number(const char *text, size_t len, char out[4])
{
	unsigned long number;

	if (len == 0 || len > 3 || strspn(text, DIGITS) < len)
		return false;
	number = strtoul(text, NULL, 10);
	if (number == 0 || number > PLACE_NUMBER_MAX)
		return false;
	snprintf(out, 4, "%lu", number);
	return true;
}

static enum form_verdict check_place(struct form *form, size_t field, struct buf *why)
{
	const char *text = form_text(form, field);
	char number[4];

	if (!place_number(text, strlen(text), number))
		return wrong(why, _("Write a number, for example 6; RT and RW at once as 16/6."));
	form_put(form, field, number);
	return FORM_FINE;
}

/* Also "16/6", with which the next field is said too. */
enum form_verdict person_check_rt(void *context, struct form *form, size_t field, struct buf *why)
{
	const char *text = form_text(form, field);
	size_t len = strcspn(text, "/");
	size_t rw = field_of(form, person_check_rw);
	char first[4], second[4];

	(void)context;
	if (text[len] == '\0' || rw == form->options.count)
		return check_place(form, field, why);
	if (!place_number(text, len, first) ||
		!place_number(text + len + 1, strlen(text + len + 1), second))
		return check_place(form, field, why);
	form_put(form, rw, second);
	form_put(form, field, first);
	return FORM_FINE;
}

enum form_verdict person_check_rw(void *context, struct form *form, size_t field, struct buf *why)
{
	(void)context;
	return check_place(form, field, why);
}

/* The kecamatan follows. */
enum form_verdict person_check_kelurahan(void *context, struct form *form, size_t field, struct buf *why)
{
	char code[KECAMATAN_CODE + 1];

	(void)context;
	(void)why;
	snprintf(code, sizeof(code), "%s", form_value(form, field));
	for (size_t i = 0; i < form->options.count; i++)
		if (form->options.field[i].choices == person_choose_kecamatan)
			form_put(form, i, code);
	return FORM_FINE;
}

/* Sixteen digits; that the number is built as a NIK is not asked. */
enum form_verdict person_check_family_card(void *context, struct form *form, size_t field, struct buf *why)
{
	(void)context;
	if (strlen(form_value(form, field)) == NIK_DIGITS)
		return FORM_FINE;
	return wrong(why, _("A family card number has 16 digits. Please compare with the card, or leave it empty."));
}

/* --- Fields ------------------------------------------------------------------------------------ */

static const struct form_field identity_fields[] = {
	[IDENTITY_NAME] = {.label = N_("Name"), .hint = N_("As on the identity card."), .required = true,
		.check = person_check_name},
	[IDENTITY_NIK] = {.label = N_("NIK"), .kind = FORM_DIGITS, .max = NIK_DIGITS, .secret = true,
		.hint = N_("16 digits. Birth and sex are filled in from it where they are empty."),
		.check = person_check_nik},
	[IDENTITY_BIRTHPLACE] = {.label = N_("Birthplace")},
	[IDENTITY_BORN] = {.label = N_("Born"), .kind = FORM_DATE,
		.hint = N_("Day, month and year, as in 16/07/1985."), .check = person_check_born},
	[IDENTITY_SEX] = {.label = N_("Sex"), .kind = FORM_CHOICE, .choices = person_choose_sex,
		.check = person_check_sex},
};

static const struct form_field contact_fields[] = {
	{.label = N_("Phone"), .hint = N_("08... or +62..."), .check = person_check_phone},
	{.label = N_("Second phone"), .hint = N_("08... or +62..."), .check = person_check_phone},
	{.label = N_("E-mail"), .check = person_check_email},
};

static const struct form_field address_fields[] = {
	[ADDRESS_LINE] = {.label = N_("Address"), .hint = N_("Street and number.")},
	[ADDRESS_RT] = {.label = N_("RT"), .hint = N_("RT, or both as 16/6."), .check = person_check_rt},
	[ADDRESS_RW] = {.label = N_("RW"), .check = person_check_rw},
	[ADDRESS_KELURAHAN] = {.label = N_("Kelurahan"), .kind = FORM_CHOICE,
		.choices = person_choose_kelurahan, .check = person_check_kelurahan},
	[ADDRESS_KECAMATAN] = {.label = N_("Kecamatan"), .kind = FORM_CHOICE,
		.choices = person_choose_kecamatan},
	[ADDRESS_ELSEWHERE] = {.label = N_("Place elsewhere"),
		.hint = N_("Only when it is none of these kelurahan.")},
};

static const struct form_field business_fields[] = {
	{.label = N_("Family card no."), .kind = FORM_DIGITS, .max = NIK_DIGITS, .secret = true,
		.check = person_check_family_card},
	{.label = N_("Education")},
	{.label = N_("Marital status")},
	{.label = N_("Disability")},
	{.label = N_("Business"), .hint = N_("The business that the person has already.")},
};

const struct form_field *person_fields_of(enum person_group group, size_t *count)
{
	static const struct {
		const struct form_field *field;
		size_t count;
	} groups[] = {
		[PERSON_IDENTITY] = {identity_fields, sizeof(identity_fields) / sizeof(*identity_fields)},
		[PERSON_CONTACT] = {contact_fields, sizeof(contact_fields) / sizeof(*contact_fields)},
		[PERSON_ADDRESS] = {address_fields, sizeof(address_fields) / sizeof(*address_fields)},
		[PERSON_BUSINESS] = {business_fields, sizeof(business_fields) / sizeof(*business_fields)},
	};

	*count = groups[group].count;
	return groups[group].field;
}

/* --- Records ----------------------------------------------------------------------------------- */

/* The record's field that a form's field is of; their labels are in the same order as here. */
static const struct {
	enum person_group group;
	const char *name[PERSON_FIELDS_MAX];
} members[] = {
	{PERSON_IDENTITY, {"name", "nik", "birthplace", "born", "sex"}},
	{PERSON_CONTACT, {"phone", "phone2", "email"}},
	{PERSON_ADDRESS, {"line", "rt", "rw", "kelurahan", "kecamatan", "elsewhere"}},
	{PERSON_BUSINESS, {"family_card", "education", "marital", "disability", "business"}},
};

static const struct record_field *member_of(enum person_group group, size_t field)
{
	const struct record_type *type = person_group_type(group);

	for (size_t i = 0; i < type->count; i++)
		if (strcmp(type->field[i].name, members[group - 1].name[field]) == 0)
			return &type->field[i];
	return NULL;
}

void person_fields_fill(struct form *form, enum person_group group, const void *value)
{
	for (size_t i = 0; i < form->options.count; i++) {
		const struct record_field *member = member_of(group, i);
		const void *from = record_value(member, value);
		char number[16] = "";

		if (member->type == FIELD_DATE) {
			form_fill_date(form, i, *(const date *)from);
		} else if (member->type == FIELD_NUMBER) {
			if (*(const uint32_t *)from > 0)
				snprintf(number, sizeof(number), "%u", (unsigned)*(const uint32_t *)from);
			form_fill(form, i, number);
		} else {
			form_fill(form, i, *(const char *const *)from);
		}
	}
	if (group == PERSON_IDENTITY) {
		unsigned stands = ((const struct person_identity *)value)->nik_stands;

		form_fill_reason(form, IDENTITY_NIK, stands);
		form_fill_reason(form, IDENTITY_BORN, stands);
		form_fill_reason(form, IDENTITY_SEX, stands);
	}
}

/* The reason that was given last in the form stands for the NIK as a whole. */
static uint32_t reason_of(const struct form *form)
{
	static const size_t fields[] = {IDENTITY_SEX, IDENTITY_BORN, IDENTITY_NIK};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (form_reason(form, fields[i]) > 0)
			return form_reason(form, fields[i]);
	return 0;
}

void person_fields_take(const struct form *form, enum person_group group, void *value)
{
	for (size_t i = 0; i < form->options.count; i++) {
		const struct record_field *member = member_of(group, i);
		void *to = (char *)value + member->offset;

		if (!form_changed(form, i))
			continue;
		if (member->type == FIELD_DATE)
			*(date *)to = form_date(form, i);
		else if (member->type == FIELD_NUMBER)
			*(uint32_t *)to = (uint32_t)strtoul(form_value(form, i), NULL, 10);
		else
			*(const char **)to = form_value(form, i);
	}
	if (group == PERSON_IDENTITY)
		((struct person_identity *)value)->nik_stands = reason_of(form);
}
