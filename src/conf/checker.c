/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/checker.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/nearest.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Nodes ------------------------------------------------------------------------------------ */

struct place place_in(const struct node *map, const char *key)
{
	const struct node *node = node_get(map, key);

	return node ? node->place : map->place;
}

bool has(const struct node *map, const char *key)
{
	const struct node *node = node_get(map, key);

	return node && !node_is_empty(node) && !node->faulty;
}

/* --- Findings --------------------------------------------------------------------------------- */

static bool before(struct place a, struct place b)
{
	return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static void note(struct check *check, const char *path, struct place place, bool counted,
	const char *format, va_list args)
	PRINTF_LIKE(5, 0);

static void note(struct check *check, const char *path, struct place place, bool counted,
	const char *format, va_list args)
{
	char text[512];

	vsnprintf(text, sizeof(text), format, args);
	for (size_t i = 0; i < check->finding_count; i++) {
		struct finding *finding = &check->finding[i];

		if (finding->path != path || strcmp(finding->text, text) != 0)
			continue;
		finding->more += counted;
		if (before(place, finding->place))
			finding->place = place;
		return;
	}
	if (check->finding_count == CONF_PROBLEMS_MAX)
		return;
	check->finding = memory_grow(check->finding, check->finding_count, &check->finding_capacity,
		sizeof(*check->finding));
	check->finding[check->finding_count++] = (struct finding){
		.text = arena_text(&check->arena, text, strlen(text)),
		.path = path,
		.place = place,
	};
}

void finding_add(struct check *check, const char *path, struct place place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note(check, path, place, true, format, args);
	va_end(args);
}

void finding_once(
	struct check *check, const char *path, struct place place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note(check, path, place, false, format, args);
	va_end(args);
}

void findings_report(struct check *check)
{
	for (size_t i = 0; i < check->finding_count; i++) {
		const struct finding *finding = &check->finding[i];

		if (finding->more == 0)
			problem_error(check->problems, finding->path, finding->place, "%s",
				finding->text);
		else
			problem_error(check->problems, finding->path, finding->place,
				_("%s (and %u times more in this file)"), finding->text,
				finding->more);
	}
	free(check->finding);
	check->finding = NULL;
	check->finding_count = check->finding_capacity = 0;
}

void finding_missing(struct check *check, const char *path, struct place place, const char *what,
	const char *word, const char *meant)
{
	const char *shown = problem_quote(check->problems, word);

	if (meant)
		finding_add(check, path, place, _("there is no %s \"%s\": is \"%s\" meant?"), what,
			shown, meant);
	else
		finding_add(check, path, place, _("there is no %s \"%s\""), what, shown);
}

/* --- References ------------------------------------------------------------------------------- */

const struct commodity *find_commodity(const struct check *check, const char *id)
{
	const struct records *all = check->commodities ? &check->commodities->commodities : NULL;
	const struct commodity *commodity = all ? all->item : NULL;

	for (size_t i = 0; all && i < all->count; i++) {
		if (strcmp(commodity[i].id, id) == 0)
			return &commodity[i];
	}
	return NULL;
}

bool check_commodity(struct check *check, const char *path, struct place place, const char *id)
{
	struct nearest nearest = nearest_to(id);

	if (!check->commodities || find_commodity(check, id))
		return true;
	const struct commodity *commodity = check->commodities->commodities.item;
	for (size_t i = 0; i < check->commodities->commodities.count; i++) {
		if (check->commodity_called[i] && strcmp(check->commodity_called[i], id) == 0)
			return true;
	}
	for (size_t i = 0; i < check->commodities->commodities.count; i++)
		nearest_offer(&nearest, commodity[i].id);
	finding_missing(check, path, place, _("komoditi"), id, nearest.best);
	return false;
}

const struct kecamatan *find_kecamatan(const struct check *check, const char *code)
{
	const struct records *all = check->districts ? &check->districts->kecamatan : NULL;
	const struct kecamatan *kecamatan = all ? all->item : NULL;

	for (size_t i = 0; all && i < all->count; i++) {
		if (strcmp(kecamatan[i].code, code) == 0)
			return &kecamatan[i];
	}
	return NULL;
}

bool check_kecamatan(struct check *check, const char *path, struct place place, const char *code)
{
	if (!check->districts || find_kecamatan(check, code))
		return true;
	/* No guess: every code is one digit away from seven others. */
	finding_missing(check, path, place, _("kecamatan"), code, NULL);
	return false;
}

/* --- What may stand only once ----------------------------------------------------------------- */

void marks_add(struct marks *marks, const char *text, const char *path, struct place place)
{
	if (text[0] == '\0')
		return;
	marks->item =
		memory_grow(marks->item, marks->count, &marks->capacity, sizeof(*marks->item));
	marks->item[marks->count] = (struct mark){text, path, place, marks->count};
	marks->count++;
}

static int compare_marks(const void *left, const void *right)
{
	const struct mark *a = left;
	const struct mark *b = right;
	int order = strcmp(a->text, b->text);

	if (order != 0)
		return order;
	return a->order < b->order ? -1 : 1;
}

void marks_check(struct check *check, struct marks *marks, report_twice *report)
{
	size_t first = 0;

	if (marks->count > 1)
		qsort(marks->item, marks->count, sizeof(*marks->item), compare_marks);
	for (size_t i = 1; i < marks->count; i++) {
		if (strcmp(marks->item[first].text, marks->item[i].text) == 0)
			report(check, &marks->item[first], &marks->item[i]);
		else
			first = i;
	}
	free(marks->item);
	*marks = (struct marks){0};
}

void report_double(struct check *check, const struct mark *first, const struct mark *again)
{
	problem_error(check->problems, again->path, again->place,
		_("\"%s\" is used twice: first in %s, line %u"),
		problem_quote(check->problems, again->text), path_base(first->path),
		first->place.line);
}

/* --- Days ------------------------------------------------------------------------------------- */

void check_in_year(
	struct check *check, const char *path, struct place place, date day, uint32_t year)
{
	if (day != DATE_NONE && year != 0 && date_civil(day).year != (int)year)
		problem_error(check->problems, path, place, _("this day is not in %u"), year);
}
