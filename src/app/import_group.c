/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_group.h"

#include "app/import_report.h"
#include "model/name.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

const struct import_group import_groups[IMPORT_GROUPS] = {
	{PERSON_IDENTITY, &person_identity_type, offsetof(struct registrant, identity)},
	{PERSON_CONTACT, &person_contact_type, offsetof(struct registrant, contact)},
	{PERSON_ADDRESS, &person_address_type, offsetof(struct registrant, address)},
	{PERSON_BUSINESS, &person_business_type, offsetof(struct registrant, business)},
};

/* In which columns a field may stand, by the field's name in the tables of records. */
static const struct {
	const char *field;
	enum import_column kind, other;
} field_columns[] = {
	{"name", COLUMN_NAME, COLUMN_UNKNOWN},
	{"nik", COLUMN_NIK, COLUMN_UNKNOWN},
	{"born", COLUMN_BORN, COLUMN_UNKNOWN},
	{"birthplace", COLUMN_BIRTHPLACE, COLUMN_BORN},
	{"sex", COLUMN_SEX, COLUMN_UNKNOWN},
	{"phone", COLUMN_PHONE, COLUMN_UNKNOWN},
	{"phone2", COLUMN_PHONE, COLUMN_UNKNOWN},
	{"email", COLUMN_EMAIL, COLUMN_UNKNOWN},
	{"line", COLUMN_ADDRESS, COLUMN_UNKNOWN},
	{"rt", COLUMN_RT, COLUMN_RT_RW},
	{"rw", COLUMN_RW, COLUMN_RT_RW},
	{"kelurahan", COLUMN_KELURAHAN, COLUMN_UNKNOWN},
	{"kecamatan", COLUMN_KECAMATAN, COLUMN_KELURAHAN},
	{"elsewhere", COLUMN_KELURAHAN, COLUMN_KECAMATAN},
	{"family_card", COLUMN_FAMILY_CARD, COLUMN_UNKNOWN},
	{"education", COLUMN_EDUCATION, COLUMN_UNKNOWN},
	{"marital", COLUMN_MARITAL, COLUMN_UNKNOWN},
	{"disability", COLUMN_DISABILITY, COLUMN_UNKNOWN},
	{"business", COLUMN_BUSINESS, COLUMN_UNKNOWN},
};

static const void *group_record(
	const struct import_group *group, const struct registrant *registrant)
{
	return (const char *)registrant + group->offset;
}

bool import_group_empty(const struct import_group *group, const struct registrant *registrant)
{
	for (size_t i = 0; i < group->type->count; i++)
		if (!record_field_empty(&group->type->field[i], group_record(group, registrant)))
			return false;
	return true;
}

/* The file's column of a field; null when it has none, and the value was only inferred. */
static const char *column_of(const struct import_header *header, const char *field)
{
	for (size_t i = 0; i < sizeof(field_columns) / sizeof(field_columns[0]); i++) {
		size_t column;

		if (strcmp(field_columns[i].field, field) != 0)
			continue;
		column = import_header_column(header, field_columns[i].kind, 0);
		if (column == header->count && field_columns[i].other != COLUMN_UNKNOWN)
			column = import_header_column(header, field_columns[i].other, 0);
		return column < header->count ? header->text[column] : NULL;
	}
	return NULL;
}

static bool same_name(const char *left, const char *right)
{
	struct buf a = BUF_EMPTY;
	struct buf b = BUF_EMPTY;
	bool same;

	name_fold(&a, left);
	name_fold(&b, right);
	same = strcmp(buf_text(&a), buf_text(&b)) == 0;
	buf_wipe(&a);
	buf_wipe(&b);
	return same;
}

static bool same_value(const struct record_field *field, const void *left, const void *right)
{
	const void *a = record_value(field, left);
	const void *b = record_value(field, right);

	switch (field->type) {
	case FIELD_TEXT: {
		const char *const *x = a;
		const char *const *y = b;

		return strcmp(field->name, "name") == 0 ? same_name(*x, *y) : strcmp(*x, *y) == 0;
	}
	case FIELD_NUMBER:
		return *(const uint32_t *)a == *(const uint32_t *)b;
	case FIELD_DATE:
		return *(const date *)a == *(const date *)b;
	default:
		return true; /* these groups have no others */
	}
}

/* The value of the row, as text. */
static void add_value(struct buf *out, const struct record_field *field, const void *record)
{
	const void *value = record_value(field, record);

	if (field->type == FIELD_TEXT)
		buf_add_text(out, *(const char *const *)value);
	else if (field->type == FIELD_DATE)
		date_print_iso(out, *(const date *)value);
	else if (strcmp(field->name, "sex") == 0)
		buf_add_text(out, *(const uint32_t *)value == SEX_MALE ? "L" : "P");
	else
		buf_printf(out, "%u", *(const uint32_t *)value);
}

static void warn_difference(struct import_report *report, const struct import_row *row,
	const char *column, const struct record_field *field, const void *record)
{
	struct buf value = BUF_EMPTY;
	struct import_fault fault = {.row = row->line, .column = column, .warning = true};

	add_value(&value, field, record);
	fault.value = buf_text(&value);
	fault.reason = _("Recorded differently before, and left as it was. Please correct the "
			 "participant if "
			 "the file is right.");
	import_report_fault(report, &fault, field->secret);
	buf_wipe(&value);
}

enum status import_group_compare(struct app *app, const struct id *record,
	const struct import_group *group, const struct import_row *row,
	struct import_report *report, size_t *differences, struct err *err)
{
	struct register_key key = register_person(record, group->group);
	const void *written = group_record(group, row->registrant);
	struct registrant recorded;
	void *known = (char *)&recorded + group->offset;
	enum status status =
		app_read_or_empty(app, key, group->type, row->arena, known, err);

	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < group->type->count; i++) {
		const struct record_field *field = &group->type->field[i];
		const char *column = column_of(row->header, field->name);

		if (!column || record_field_empty(field, written) ||
			same_value(field, written, known))
			continue;
		warn_difference(report, row, column, field, written);
		(*differences)++;
	}
	return STATUS_OK;
}
