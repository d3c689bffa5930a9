/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/named.h"

#include "cli/word.h"
#include "app/import_words.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/places.h"

#include <stdlib.h>

static enum status find_commodity(const struct programme *programme, const char *text,
	const struct commodity **found, struct err *err)
{
	const char **known;
	enum status status;

	*found = import_commodity_of(programme, text);
	if (*found)
		return STATUS_OK;
	known = memory_alloc((programme->commodity_count + 1) * sizeof(*known));
	for (size_t i = 0; i < programme->commodity_count; i++)
		known[i] = commodity_label(&programme->commodity[i]);
	status = word_unknown(err, STATUS_NOT_FOUND, _("No such commodity"), text, "", known,
		programme->commodity_count);
	free(known);
	return status;
}

static enum status find_kecamatan(const struct programme *programme, const char *text,
	const struct kecamatan **found, struct err *err)
{
	struct places places = {.count = 0};
	const char **known;
	enum status status;

	places_load(&places, programme);
	*found = places_kecamatan(&places, text);
	places_release(&places);
	if (*found)
		return STATUS_OK;
	known = memory_alloc((programme->kecamatan_count + 1) * sizeof(*known));
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		known[i] = programme->kecamatan[i].name;
	status = word_unknown(err, STATUS_NOT_FOUND, _("No such kecamatan"), text, "", known,
		programme->kecamatan_count);
	free(known);
	return status;
}

enum status request_commodity(const struct request *request, const struct programme *programme,
	const struct commodity **commodity, struct err *err)
{
	const char *text = request->options.value[OPTION_KOMODITI];

	return text ? find_commodity(programme, text, commodity, err) : STATUS_OK;
}

enum status request_kecamatan(const struct request *request, const struct programme *programme,
	const struct kecamatan **kecamatan, struct err *err)
{
	const char *text = request->options.value[OPTION_KECAMATAN];

	return text ? find_kecamatan(programme, text, kecamatan, err) : STATUS_OK;
}

enum status request_date(
	const struct request *request, enum option option, date *day, struct err *err)
{
	const char *text = request->options.value[option];
	date parsed = text ? date_parse(text) : DATE_NONE;

	if (!text)
		return STATUS_OK;
	if (text[0] != '\0' && parsed == DATE_NONE)
		return word_error_more(err, STATUS_USAGE, _("No day"), text, _("Write it as %s."),
			"16/07/2019");
	*day = parsed;
	return STATUS_OK;
}
