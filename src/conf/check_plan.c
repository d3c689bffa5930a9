/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/checker.h"
#include "base/file.h"
#include "base/i18n.h"

#include <string.h>

/* A line that was doubled is reported as such, and counted once. */
static bool is_double(const struct plan_file *content, size_t at)
{
	const struct session *session = content->sessions.item;
	const struct session_plan *plan = &session[at].plan;

	for (size_t i = 0; i < at; i++) {
		const struct session_plan *other = &session[i].plan;

		if (other->number == plan->number && session[at].id[0] != '\0' &&
			strcmp(session[i].id, session[at].id) == 0 &&
			strcmp(other->commodity, plan->commodity) == 0 &&
			strcmp(other->kecamatan, plan->kecamatan) == 0)
			return true;
	}
	return false;
}

/* Null counts the sessions of all komoditi. */
static size_t count_sessions(const struct plan_file *content, const char *commodity)
{
	const struct session *session = content->sessions.item;
	size_t count = 0;

	for (size_t i = 0; i < content->sessions.count; i++) {
		if ((!commodity || strcmp(session[i].plan.commodity, commodity) == 0) &&
			!is_double(content, i))
			count++;
	}
	return count;
}

/* `blamed`: the number of days that holds where none is said was reported already. */
static void check_dates(struct check *check, const char *path, const struct node *map,
	const struct session *session, uint32_t year, bool blamed)
{
	const struct node *list = node_get(map, "dates");
	const struct dates *dates = &session->schedule.dates;
	date before = DATE_NONE;

	if (dates->count == 0)
		return;
	if (session->plan.days != 0 && dates->count != session->plan.days &&
		(has(map, "days") || !blamed))
		problem_error(check->problems, path, list->place,
			_("the session has %u days, but %zu dates stand here"), session->plan.days,
			dates->count);
	for (size_t i = 0; i < dates->count; i++) {
		date day = dates->item[i];

		check_in_year(check, path, list->item[i].place, day, year);
		if (day != DATE_NONE && before != DATE_NONE && day <= before)
			problem_error(check->problems, path, list->item[i].place,
				_("this day is not after the one before it"));
		before = day;
	}
}

/* --- Defaults --------------------------------------------------------------------------------- */

static uint32_t capacity_of(const struct session *session)
{
	return session->plan.capacity;
}

static uint32_t days_of(const struct session *session)
{
	return session->plan.days;
}

/* A value that neither sessions nor the defaults have. Of one session it is missed there. */
static void check_default(struct check *check, const struct read_file *file, const char *key,
	uint32_t (*value)(const struct session *session))
{
	const struct node *defaults = node_get(file->root, "defaults");
	const struct node *list = node_get(file->root, "sessions");
	size_t count, missing = 0, last = 0;
	const struct session *session = sessions_of(file, &count);

	for (size_t i = 0; i < count; i++) {
		/* With a mistake in it, it was reported there. */
		if (list->item[i].kind == NODE_MAP && value(&session[i]) == 0 &&
			!node_get(&list->item[i], key) && !node_get(defaults, key)) {
			missing++;
			last = i;
		}
	}
	if (missing == 1)
		problem_error(check->problems, file->path, list->item[last].place,
			_("\"%s\" is missing, and \"defaults\" does not have it either"), key);
	else if (missing > 1)
		problem_error(check->problems, file->path,
			defaults ? defaults->place : file->root->place,
			_("\"%s\" is missing in %zu sessions, and \"defaults\" does not have it "
			  "either"),
			key, missing);
}

/* True when the days of the defaults are contradicted by all sessions that have dates and go by
 * them, two at least: then they are wrong. */
static bool check_default_days(struct check *check, const struct read_file *file)
{
	const struct node *days = node_get(node_get(file->root, "defaults"), "days");
	const struct node *list = node_get(file->root, "sessions");
	size_t count, dated = 0, dates = 0;
	const struct session *session = sessions_of(file, &count);

	for (size_t i = 0; i < count; i++) {
		size_t own = session[i].schedule.dates.count;

		if (own == 0 || has(&list->item[i], "days"))
			continue;
		if (own == session[i].plan.days || (dated > 0 && own != dates))
			return false;
		dates = own;
		dated++;
	}
	if (dated < 2 || !days || days->faulty)
		return false;
	problem_error(check->problems, file->path, days->place,
		_("here are %s days, but the sessions below that have dates have %zu"),
		problem_quote(check->problems, days->text), dates);
	return true;
}

/* --- Sessions --------------------------------------------------------------------------------- */

static void check_session_id(struct check *check, const char *path, const struct node *map,
	const struct session *session, uint32_t year)
{
	const struct session_plan *plan = &session->plan;
	const struct commodity *commodity = find_commodity(check, plan->commodity);
	const struct kecamatan *kecamatan = find_kecamatan(check, plan->kecamatan);

	if (!commodity || commodity->code[0] == '\0' || !kecamatan ||
		kecamatan->short_code[0] == '\0' || plan->number == 0 || year == 0 ||
		session->id[0] == '\0')
		return;
	const struct commodity *all = check->commodities->commodities.item;
	const struct kecamatan *districts = check->districts->kecamatan.item;
	const char *code = check->commodity_code_called[commodity - all];
	const char *short_code = check->short_code_called[kecamatan - districts];
	const char *usual = arena_printf(&check->arena, "%u-%s-%s-%u", year,
		code ? code : commodity->code, short_code ? short_code : kecamatan->short_code,
		plan->number);
	if (strcmp(usual, session->id) != 0)
		problem_warn(check->problems, path, place_in(map, "id"),
			_("this session would usually be called %s"), usual);
}

/* Of one session it is the komoditi that may be wrong, of several its years. */
static void report_not_offered(struct check *check, const struct read_file *file,
	struct place place, const struct commodity *commodity, uint32_t year)
{
	const struct read_file *definitions = &check->folder->commodities;
	const struct commodity *all = check->commodities->commodities.item;
	const struct node *list = node_get(definitions->root, "commodities");

	if (count_sessions(file->content, commodity->id) < 2)
		finding_add(check, file->path, place,
			_("komoditi \"%s\" is not offered in %u: see \"years\" in %s"),
			commodity->id, year, definitions->name);
	else
		finding_once(check, definitions->path,
			place_in(&list->item[commodity - all], "years"),
			_("%u is missing here: %s has sessions of komoditi \"%s\""), year,
			file->name, commodity->id);
}

static bool check_offered(struct check *check, const struct read_file *file, struct place place,
	const char *id, uint32_t year)
{
	const struct commodity *commodity = find_commodity(check, id);

	/* An empty list of years was reported, or says nothing. */
	if (!commodity || year == 0 || commodity->years.count == 0)
		return true;
	for (size_t i = 0; i < commodity->years.count; i++) {
		/* 0 is a year with a mistake: it may have been this one. */
		if (commodity->years.item[i] == year || commodity->years.item[i] == 0)
			return true;
	}
	report_not_offered(check, file, place, commodity, year);
	return false;
}

/* True when its komoditi is right, so that the sessions can be counted by it. */
static bool check_session(struct check *check, const struct read_file *file, const struct node *map,
	const struct session *session, uint32_t year, bool days_blamed)
{
	const struct session_plan *plan = &session->plan;
	struct place place = place_in(map, "commodity");

	if (map->kind != NODE_MAP)
		return false;
	bool countable = has(map, "commodity") &&
			 check_commodity(check, file->path, place, plan->commodity) &&
			 check_offered(check, file, place, plan->commodity, year);
	if (has(map, "kecamatan"))
		check_kecamatan(check, file->path, place_in(map, "kecamatan"), plan->kecamatan);
	check_dates(check, file->path, map, session, year, days_blamed);
	check_session_id(check, file->path, map, session, year);
	return countable;
}

/* --- Sums ------------------------------------------------------------------------------------- */

/* A komoditi that is planned, but has no total. Only when all totals could be read. */
static void check_untotalled(
	struct check *check, const struct read_file *file, const struct node *list)
{
	const struct plan_file *content = file->content;
	const struct session *session = content->sessions.item;
	struct buf seen = BUF_EMPTY; /* "|fashion|sabun|" */

	buf_add_text(&seen, "|");
	for (size_t i = 0; i < list->count; i++)
		buf_printf(&seen, "%s|", node_get(&list->item[i], "commodity")->text);
	for (size_t i = 0; i < content->sessions.count; i++) {
		const char *id = session[i].plan.commodity;

		if (strstr(buf_text(&seen), arena_printf(&check->arena, "|%s|", id)))
			continue;
		buf_printf(&seen, "%s|", id);
		problem_error(check->problems, file->path, list->place,
			_("komoditi \"%s\" has %zu sessions below, but no line here"), id,
			count_sessions(content, id));
	}
	buf_release(&seen);
}

/* Where the classes of a komoditi are not counted through; where the list begins when they are. */
static struct place find_gap(
	const struct read_file *file, const struct node *list, const char *commodity)
{
	size_t count;
	const struct session *session = sessions_of(file, &count);
	const struct session_plan *before = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct session_plan *plan = &session[i].plan;
		bool same = before && strcmp(before->kecamatan, plan->kecamatan) == 0;

		if (strcmp(plan->commodity, commodity) != 0)
			continue;
		if (plan->number != (same ? before->number + 1 : 1))
			return list->item[i].place;
		before = plan;
	}
	return list->place;
}

/* Two numbers above say the same: then the list is wrong. */
static void report_list(struct check *check, const struct read_file *file,
	const struct plan_total *total, struct place said, size_t count)
{
	const struct node *list = node_get(file->root, "sessions");

	problem_error(check->problems, file->path, find_gap(file, list, total->commodity),
		_("komoditi \"%s\" should have %u sessions (line %u), but %zu stand here: a line "
		  "is missing or too much"),
		total->commodity, total->sessions, said.line, count);
}

static void check_total_of(struct check *check, const struct read_file *file,
	const struct node *map, const struct plan_total *total, bool sums_agree)
{
	size_t count = count_sessions(file->content, total->commodity);
	struct place place = place_in(map, "sessions");

	if (total->sessions == count)
		return;
	if (sums_agree)
		report_list(check, file, total, place, count);
	else
		problem_error(check->problems, file->path, place,
			_("komoditi \"%s\" has %zu sessions below, but %u here: mend the list or "
			  "this number"),
			total->commodity, count, total->sessions);
}

static void check_totals(struct check *check, const struct read_file *file, bool sums_agree)
{
	const struct plan_file *content = file->content;
	const struct plan_total *total = content->plan.totals.item;
	const struct node *list = node_get(file->root, "totals");
	struct marks marks = {0};
	bool whole = has(file->root, "totals");

	for (size_t i = 0; i < content->plan.totals.count; i++) {
		const struct node *map = &list->item[i];
		bool known = has(map, "commodity") &&
			     check_commodity(check, file->path, place_in(map, "commodity"),
				     total[i].commodity);

		whole = whole && known;
		marks_add(&marks, total[i].commodity, file->path, place_in(map, "commodity"));
		if (known && has(map, "sessions"))
			check_total_of(check, file, map, &total[i], sums_agree);
	}
	marks_check(check, &marks, report_double);
	if (whole)
		check_untotalled(check, file, list);
}

/* The total and the totals, whatever the list has. */
static bool sums_agree(const struct read_file *file)
{
	const struct plan_file *content = file->content;
	const struct plan_total *total = content->plan.totals.item;
	const struct node *list = node_get(file->root, "totals");
	uint64_t sum = 0;

	if (!has(file->root, "total") || !has(file->root, "totals"))
		return false;
	for (size_t i = 0; i < content->plan.totals.count; i++) {
		if (!has(&list->item[i], "commodity") || !has(&list->item[i], "sessions"))
			return false;
		sum += total[i].sessions;
	}
	return sum == content->total;
}

static void check_announcements(struct check *check, const struct read_file *file)
{
	const struct plan_file *content = file->content;
	const struct announcement *announcement = content->plan.announcements.item;
	const struct node *list = node_get(file->root, "announcements");

	for (size_t i = 0; i < content->plan.announcements.count; i++) {
		const struct node *ids = node_get(&list->item[i], "commodities");

		for (size_t j = 0; j < announcement[i].commodities.count; j++) {
			const char *id = announcement[i].commodities.item[j];

			if (id[0] != '\0')
				check_commodity(check, file->path, ids->item[j].place, id);
		}
	}
}

static void mark_class(struct check *check, const struct read_file *file, const struct node *map,
	const struct session_plan *plan, struct marks *classes)
{
	if (has(map, "commodity") && has(map, "kecamatan") && has(map, "number"))
		marks_add(classes,
			arena_printf(&check->arena, "%u %s %s %u", plan->year, plan->commodity,
				plan->kecamatan, plan->number),
			file->path, place_in(map, "number"));
}

void check_plan(struct check *check, const struct read_file *file, uint32_t year, struct marks *ids,
	struct marks *classes)
{
	const struct plan_file *content = file->content;
	const struct session *session = content->sessions.item;
	const struct node *list = node_get(file->root, "sessions");
	bool countable = has(file->root, "sessions");
	bool days_blamed = check_default_days(check, file);
	bool agree = sums_agree(file);
	size_t count = count_sessions(content, NULL);

	for (size_t i = 0; i < content->sessions.count; i++) {
		countable =
			check_session(
				check, file, &list->item[i], &session[i], year, days_blamed) &&
			countable;
		marks_add(ids, session[i].id, file->path, place_in(&list->item[i], "id"));
		if (year != 0 && !is_double(content, i))
			mark_class(check, file, &list->item[i], &session[i].plan, classes);
	}
	check_default(check, file, "capacity", capacity_of);
	check_default(check, file, "days", days_of);
	check_announcements(check, file);
	if (countable)
		check_totals(check, file, agree);
	/* When the totals say the same, the list was reported by komoditi. */
	if (has(file->root, "sessions") && has(file->root, "total") && content->total != count &&
		!(countable && agree))
		problem_error(check->problems, file->path, place_in(file->root, "total"),
			_("there are %zu sessions below, but %u here: mend the list or this "
			  "number"),
			count, content->total);
}

void report_same_class(struct check *check, const struct mark *first, const struct mark *again)
{
	problem_error(check->problems, again->path, again->place,
		_("this is the same class of the same komoditi, kecamatan and year as in %s, "
		  "line %u: give it another number"),
		path_base(first->path), first->place.line);
}
