/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/conf_value.h"

#include "model/dates.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define ITEMS_MAX 10 /* of a list are told; the rest is counted */

static const struct {
	const char *field, *label;
} labels[] = {
	{"commodity", N_("commodity")},
	{"kecamatan", N_("kecamatan")},
	{"number", N_("class")},
	{"year", N_("year")},
	{"capacity", N_("seats")},
	{"days", N_("days of training")},
	{"dates", N_("dates")},
	{"venue", N_("venue")},
	{"start_minute", N_("begins at")},
	{"instructors", N_("instructors")},
	{"status", N_("state")},
	{"reason", N_("reason")},
	{"code", N_("code")},
	{"short_code", N_("short code")},
	{"label_id", N_("Indonesian label")},
	{"label_en", N_("English label")},
	{"years", N_("years")},
	{"steps", N_("steps of the follow-up")},
	{"requires", N_("requires")},
	{"expected_days", N_("expected days")},
	{"given_by", N_("who says that it is finished")},
	{"counts_as", N_("counts as")},
	{"documents", N_("documents")},
	{"weeks", N_("weeks to be attended")},
	{"order", N_("place in lists")},
	{"name", N_("name")},
	{"aliases", N_("other spellings")},
	{"kelurahan", N_("kelurahan")},
	{"postcode", N_("postcode")},
	{"holidays", N_("holidays")},
	{"last", N_("last day")},
	{"kind", N_("kind")},
	{"totals", N_("totals")},
	{"sessions", N_("sessions")},
	{"announcements", N_("announced figures")},
	{"participants", N_("participants")},
	{"source", N_("source")},
	{"agency", N_("agency")},
	{"agency_short", N_("agency, in short")},
	{"programme", N_("programme")},
	{"city", N_("city")},
	{"letterhead", N_("letterhead")},
	{"signatory_name", N_("who signs")},
	{"signatory_title", N_("office of who signs")},
	{"signatory_id", N_("NIP of who signs")},
	{"certificate_days", N_("days for a certificate")},
	{"late_minutes", N_("minutes until late")},
};

static const char *label_of(const struct record_field *field)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcmp(labels[i].field, field->name) == 0)
			return _(labels[i].label);
	return field->name;
}

/* --- Values --------------------------------------------------------------------------------------- */

static void add_text(struct buf *out, const char *field, const char *text,
	const struct programme *folder)
{
	const struct commodity *commodity = NULL;
	const struct kecamatan *kecamatan = NULL;

	if (strcmp(field, "commodity") == 0)
		commodity = programme_commodity(folder, text);
	else if (strcmp(field, "kecamatan") == 0)
		kecamatan = programme_kecamatan(folder, text);
	if (commodity)
		text = commodity_label(commodity);
	else if (kecamatan)
		text = kecamatan->name;
	text_safe(out, text, strlen(text));
}

static void add_status(struct buf *out, uint32_t status)
{
	static const char *const words[] = {
		[SESSION_PLANNED] = N_("planned"),
		[SESSION_HELD] = N_("held"),
		[SESSION_CANCELLED] = N_("cancelled"),
	};

	if (status < sizeof(words) / sizeof(words[0]))
		buf_add_text(out, _(words[status]));
	else
		buf_printf(out, "%u", status);
}

static void add_number(struct buf *out, const char *field, uint32_t number)
{
	if (strcmp(field, "status") == 0)
		add_status(out, number);
	else if (strcmp(field, "start_minute") == 0)
		minute_print(out, (int)number - 1);
	else
		buf_printf(out, "%u", number);
}

static void add_texts(struct buf *out, const struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++) {
		if (i > 0)
			buf_add_text(out, ", ");
		text_safe(out, texts->item[i], strlen(texts->item[i]));
	}
}

static void add_numbers(struct buf *out, const struct numbers *numbers)
{
	for (size_t i = 0; i < numbers->count; i++)
		buf_printf(out, "%s%u", i > 0 ? ", " : "", numbers->item[i]);
}

static bool says_nothing(const struct record_field *field, const void *record)
{
	/* Planned is the state that nothing has to say. */
	return record_field_empty(field, record) && strcmp(field->name, "status") != 0;
}

static void add_value(struct buf *out, const struct record_field *field, const void *record,
	const struct programme *folder)
{
	const void *value = record_value(field, record);

	if (says_nothing(field, record)) {
		/* TRANSLATORS: a field that says nothing: dates -> open */
		buf_add_text(out, _("open"));
		return;
	}
	switch (field->type) {
	case FIELD_TEXT:
		add_text(out, field->name, *(const char *const *)value, folder);
		break;
	case FIELD_NUMBER:
		add_number(out, field->name, *(const uint32_t *)value);
		break;
	case FIELD_DATE:
		date_print_iso(out, *(const date *)value);
		break;
	case FIELD_TEXTS:
		add_texts(out, value);
		break;
	case FIELD_DATES:
		dates_print(out, value, 0);
		break;
	case FIELD_NUMBERS:
		add_numbers(out, value);
		break;
	case FIELD_INSTANT:
	case FIELD_ID:
	case FIELD_BYTES:
	case FIELD_RECORDS:
		break; /* no definition has one, but for lists, which are told item by item */
	}
}

static void add_both(struct buf *out, const struct record_field *field, const void *now,
	const void *then, const struct programme *folder)
{
	buf_printf(out, "%s: ", label_of(field));
	add_value(out, field, now, folder);
	buf_add_text(out, " -> ");
	add_value(out, field, then, folder);
}

/* --- Lists ---------------------------------------------------------------------------------------- */

struct list_words {
	struct buf *out;
	const struct record_type *type;
	const struct programme *folder;
	size_t told, more;
};

/* Whether there is room to tell another one; a separator is put then. */
static bool tell(struct list_words *words)
{
	if (words->told == ITEMS_MAX) {
		words->more++;
		return false;
	}
	buf_add_text(words->out, words->told++ > 0 ? "; " : " ");
	return true;
}

static const void *item_at(const struct record_type *type, const struct records *list, size_t index)
{
	return (const char *)list->item + index * type->size;
}

/* The item that the first field names: a code, an id, a day. */
static const void *find_item(
	const struct record_type *type, const struct records *list, const void *item)
{
	for (size_t i = 0; i < list->count; i++)
		if (record_field_equal(&type->field[0], item_at(type, list, i), item))
			return item_at(type, list, i);
	return NULL;
}

/* "31.73.08.1005 Joglo" */
static void add_item(const struct list_words *words, const void *item)
{
	const struct record_type *type = words->type;

	add_value(words->out, &type->field[0], item, words->folder);
	for (size_t i = 1; i < type->count; i++) {
		const char *name = type->field[i].name;

		if (strcmp(name, "name") == 0 || strcmp(name, "sessions") == 0 ||
			strcmp(name, "participants") == 0) {
			buf_add_byte(words->out, ' ');
			add_value(words->out, &type->field[i], item, words->folder);
		}
	}
}

static void tell_items(struct list_words *words, const struct records *list,
	const struct records *other, const char *what)
{
	for (size_t i = 0; i < list->count; i++) {
		const void *item = item_at(words->type, list, i);

		if (find_item(words->type, other, item) || !tell(words))
			continue;
		buf_printf(words->out, "%s ", what);
		add_item(words, item);
	}
}

static void tell_changed(struct list_words *words, const void *now, const void *then)
{
	const struct record_type *type = words->type;

	for (size_t i = 1; i < type->count; i++) {
		const struct record_field *field = &type->field[i];

		if (record_field_equal(field, now, then) || !tell(words))
			continue;
		add_value(words->out, &type->field[0], now, words->folder);
		buf_add_byte(words->out, ' ');
		add_both(words->out, field, now, then, words->folder);
	}
}

static void add_list(struct buf *out, const struct record_field *field, const struct records *now,
	const struct records *then, const struct programme *folder)
{
	struct list_words words = {.out = out, .type = field->of, .folder = folder};

	buf_printf(out, "%s:", label_of(field));
	/* TRANSLATORS: of a list of holidays, kelurahan and the like: "new 2019-08-11 Idul Adha" */
	tell_items(&words, then, now, _("new"));
	tell_items(&words, now, then, _("gone"));
	for (size_t i = 0; i < now->count; i++) {
		const void *item = item_at(words.type, now, i);
		const void *other = find_item(words.type, then, item);

		if (other)
			tell_changed(&words, item, other);
	}
	if (words.told == 0)
		buf_add_text(out, _(" in another order"));
	if (words.more > 0)
		buf_printf(out, ngettext("; and %zu more", "; and %zu more", words.more), words.more);
}

void conf_value_difference(
	struct buf *out, const struct conf_change *change, const struct programme *folder)
{
	if (change->field->type == FIELD_RECORDS)
		add_list(out, change->field, record_value(change->field, change->now),
			record_value(change->field, change->then), folder);
	else
		add_both(out, change->field, change->now, change->then, folder);
}
