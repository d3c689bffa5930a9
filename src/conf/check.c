/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/checker.h"
#include "model/document.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* --- Komoditi --------------------------------------------------------------------------------- */

static const struct followup_step *find_step(const struct records *steps, const char *id)
{
	const struct followup_step *step = steps->item;

	for (size_t i = 0; i < steps->count; i++) {
		if (strcmp(step[i].id, id) == 0)
			return &step[i];
	}
	return NULL;
}

static bool check_requirement(struct check *check, const struct records *steps,
	const struct records *shared, const char *id, struct place place, const struct node *before)
{
	const struct records *both[] = {steps, shared};
	struct nearest nearest = nearest_to(id);

	if (id[0] == '\0' || find_step(steps, id) || find_step(shared, id))
		return true;
	for (size_t i = 0; i < 2; i++) {
		const struct followup_step *step = both[i]->item;

		for (size_t j = 0; j < both[i]->count; j++)
			nearest_offer(&nearest, step[j].id);
	}
	/* Ids like p1 and p2 are all alike: the step before is the likeliest. */
	if (before && !nearest.best)
		finding_add(check, check->folder->commodities.path, place,
			_("there is no step \"%s\": is \"%s\" in line %u meant, or mistyped?"),
			problem_quote(check->problems, id), before->text, before->place.line);
	else
		finding_missing(check, check->folder->commodities.path, place, _("step"), id,
			nearest.best);
	return false;
}

static bool all_named(const struct records *steps)
{
	const struct followup_step *step = steps->item;

	for (size_t i = 0; i < steps->count; i++) {
		if (step[i].id[0] == '\0')
			return false;
	}
	return true;
}

/* Then the others' requirements may mean the one that was mistyped. */
static bool is_doubled(const struct records *steps)
{
	const struct followup_step *step = steps->item;

	for (size_t i = 0; i < steps->count; i++) {
		if (find_step(steps, step[i].id) != &step[i])
			return true;
	}
	return false;
}

/* In YAML only as it is in data, whatever the language. */
static bool is_document_word(const char *word)
{
	return strcmp(document_kind_word(document_kind_of(word)), word) == 0;
}

static void check_documents(struct check *check, const struct node *list, const struct records *steps)
{
	const struct followup_step *step = steps->item;

	for (size_t i = 0; i < steps->count; i++) {
		const struct node *documents = node_get(&list->item[i], "documents");

		for (size_t j = 0; j < step[i].documents.count; j++) {
			const char *word = step[i].documents.item[j];
			struct nearest nearest = nearest_to(word);

			if (word[0] == '\0' || is_document_word(word))
				continue;
			for (uint32_t kind = 1; kind <= DOCUMENT_KINDS; kind++)
				nearest_offer(&nearest, document_kind_word(kind));
			finding_missing(check, check->folder->commodities.path,
				documents->item[j].place, _("document"), word, nearest.best);
		}
	}
}

/* Whether a step waits only for steps that can be finished. */
static bool can_finish(const struct followup_step *step, const struct records *steps,
	const bool *finished, const struct records *shared)
{
	const struct followup_step *all = steps->item;

	for (size_t i = 0; i < step->requires.count; i++) {
		const struct followup_step *needed = find_step(steps, step->requires.item[i]);

		if (needed && !finished[needed - all])
			return false;
		if (!needed && !find_step(shared, step->requires.item[i]))
			return false;
	}
	return true;
}

/* Steps that need each other in a ring can never begin. */
static void check_ring(struct check *check, const struct node *list, const struct records *steps,
	const struct records *shared)
{
	const struct followup_step *step = steps->item;
	bool *finished = arena_alloc(&check->arena, steps->count * sizeof(*finished));
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < steps->count; i++) {
			if (!finished[i] && can_finish(&step[i], steps, finished, shared))
				more = finished[i] = true;
		}
	}
	for (size_t i = 0; i < steps->count; i++) {
		if (finished[i])
			continue;
		problem_error(check->problems, check->folder->commodities.path,
			place_in(&list->item[i], "requires"),
			_("step \"%s\" can never begin: what it requires waits for itself"),
			step[i].id);
		return;
	}
}

/* `shared` holds steps that these may require besides each other. */
static void check_steps(struct check *check, const struct node *list, const struct records *steps,
	const struct records *shared)
{
	const struct followup_step *step = steps->item;
	bool whole = true;

	if (!all_named(steps) || !all_named(shared) || is_doubled(steps))
		return;
	for (size_t i = 0; i < steps->count; i++) {
		const struct node *requires = node_get(&list->item[i], "requires");

		for (size_t j = 0; j < step[i].requires.count; j++)
			whole = check_requirement(check, steps, shared, step[i].requires.item[j],
					requires->item[j].place,
					i > 0 ? node_get(&list->item[i - 1], "id") : NULL) &&
				whole;
	}
	if (whole)
		check_ring(check, list, steps, shared);
}

static void mark_steps(
	struct marks *marks, const char *path, const struct node *list, const struct records *steps)
{
	const struct followup_step *step = steps->item;

	for (size_t i = 0; i < steps->count; i++)
		marks_add(marks, step[i].id, path, place_in(&list->item[i], "id"));
}

static void report_ambiguous(
	struct check *check, const struct mark *first, const struct mark *again)
{
	problem_warn(check->problems, again->path, again->place,
		_("this name cannot be told from the one in line %u"), first->place.line);
}

static void mark_folded(struct check *check, struct marks *marks, const char *path,
	const char *name, struct place place)
{
	struct buf folded = BUF_EMPTY;

	text_fold(&folded, name, strlen(name));
	if (folded.len > 0) /* signs alone are found by nobody */
		marks_add(marks, arena_text(&check->arena, buf_text(&folded), folded.len), path,
			place);
	buf_release(&folded);
}

static bool same_folded(const char *one, const char *other)
{
	struct buf first = BUF_EMPTY, second = BUF_EMPTY;
	bool same;

	text_fold(&first, one, strlen(one));
	text_fold(&second, other, strlen(other));
	same = strcmp(buf_text(&first), buf_text(&second)) == 0;
	buf_release(&first);
	buf_release(&second);
	return same;
}

/* A label may be one word in both languages. */
static void mark_called(struct check *check, struct marks *names, const char *path,
	const struct node *map, const struct commodity *commodity)
{
	const struct node *label = node_get(map, "label"), *list = node_get(map, "aliases");

	if (!label)
		return;
	mark_folded(check, names, path, commodity->label_id, place_in(label, "id"));
	if (!same_folded(commodity->label_id, commodity->label_en))
		mark_folded(check, names, path, commodity->label_en, place_in(label, "en"));
	for (size_t i = 0; i < commodity->aliases.count; i++)
		mark_folded(check, names, path, commodity->aliases.item[i], list->item[i].place);
}

static void check_commodities(struct check *check, const struct read_file *file)
{
	const struct commodities_file *content = file->content;
	const struct commodity *commodity = content->commodities.item;
	const struct node *list = node_get(file->root, "commodities");
	const struct node *shared = node_get(file->root, "steps_for_all");
	const struct records none = {0};
	struct marks marks = {0};

	for (size_t i = 0; i < content->commodities.count; i++)
		marks_add(&marks, commodity[i].id, file->path, place_in(&list->item[i], "id"));
	marks_check(check, &marks, report_double);
	for (size_t i = 0; i < content->commodities.count; i++)
		marks_add(&marks, commodity[i].code, file->path, place_in(&list->item[i], "code"));
	marks_check(check, &marks, report_double);

	mark_steps(&marks, file->path, shared, &content->steps);
	marks_check(check, &marks, report_double);
	check_steps(check, shared, &content->steps, &none);
	check_documents(check, shared, &content->steps);
	for (size_t i = 0; i < content->commodities.count; i++) {
		const struct node *steps = node_get(&list->item[i], "steps");

		/* Its own must differ from each other and from the shared ones, which were held
		 * against each other above. */
		for (size_t j = 0; j < content->steps.count; j++) {
			const struct followup_step *step = content->steps.item;

			if (find_step(&content->steps, step[j].id) == &step[j])
				marks_add(&marks, step[j].id, file->path,
					place_in(&shared->item[j], "id"));
		}
		mark_steps(&marks, file->path, steps, &commodity[i].steps);
		marks_check(check, &marks, report_double);
		check_steps(check, steps, &commodity[i].steps, &content->steps);
		check_documents(check, steps, &commodity[i].steps);
	}
	for (size_t i = 0; i < content->commodities.count; i++)
		mark_called(check, &marks, file->path, &list->item[i], &commodity[i]);
	marks_check(check, &marks, report_ambiguous);
}

/* --- Districts -------------------------------------------------------------------------------- */

/* The name and the aliases of one place. */
static void mark_names(struct check *check, struct marks *marks, const char *path,
	const struct node *map, const char *name, const struct texts *aliases)
{
	const struct node *list = node_get(map, "aliases");

	mark_folded(check, marks, path, name, place_in(map, "name"));
	for (size_t i = 0; i < aliases->count; i++)
		mark_folded(check, marks, path, aliases->item[i], list->item[i].place);
}

/* A kelurahan's code begins with its kecamatan's. Codes that were not read tell nothing. */
static bool is_stranger(const struct kelurahan *kelurahan, const struct kecamatan *kecamatan)
{
	return kelurahan->code[0] != '\0' &&
	       strncmp(kelurahan->code, kecamatan->code, strlen(kecamatan->code)) != 0;
}

/* When no kelurahan fits, it is the kecamatan's code that is wrong. */
static void check_membership(struct check *check, const char *path, const struct node *map,
	const struct kecamatan *kecamatan)
{
	const struct node *list = node_get(map, "kelurahan");
	const struct kelurahan *kelurahan = kecamatan->kelurahan.item;
	size_t strangers = 0;

	for (size_t i = 0; i < kecamatan->kelurahan.count; i++) {
		if (is_stranger(&kelurahan[i], kecamatan))
			strangers++;
	}
	if (strangers > 1 && strangers == kecamatan->kelurahan.count) {
		problem_error(check->problems, path, place_in(map, "code"),
			_("no kelurahan below belongs to kecamatan %s"), kecamatan->code);
		check->districts = NULL; /* its real code is not known */
		return;
	}
	for (size_t i = 0; i < kecamatan->kelurahan.count && strangers > 0; i++) {
		if (is_stranger(&kelurahan[i], kecamatan))
			problem_error(check->problems, path, place_in(&list->item[i], "code"),
				_("kelurahan %s does not belong to kecamatan %s"),
				kelurahan[i].code, kecamatan->code);
	}
}

static void mark_kelurahan(struct check *check, const char *path, const struct node *map,
	const struct kecamatan *kecamatan, struct marks *codes)
{
	const struct node *list = node_get(map, "kelurahan");
	const struct kelurahan *kelurahan = kecamatan->kelurahan.item;
	struct marks names = {0};

	for (size_t i = 0; i < kecamatan->kelurahan.count; i++) {
		const struct node *node = &list->item[i];

		marks_add(codes, kelurahan[i].code, path, place_in(node, "code"));
		mark_names(check, &names, path, node, kelurahan[i].name, &kelurahan[i].aliases);
	}
	marks_check(check, &names, report_ambiguous);
}

static void check_districts(struct check *check, const struct read_file *file)
{
	const struct districts_file *content = file->content;
	const struct kecamatan *kecamatan = content->kecamatan.item;
	const struct node *list = node_get(file->root, "kecamatan");
	struct marks codes = {0}, short_codes = {0}, names = {0};

	for (size_t i = 0; i < content->kecamatan.count; i++) {
		const struct node *map = &list->item[i];

		marks_add(&codes, kecamatan[i].code, file->path, place_in(map, "code"));
		marks_add(&short_codes, kecamatan[i].short_code, file->path,
			place_in(map, "short_code"));
		mark_names(
			check, &names, file->path, map, kecamatan[i].name, &kecamatan[i].aliases);
		check_membership(check, file->path, map, &kecamatan[i]);
		mark_kelurahan(check, file->path, map, &kecamatan[i], &codes);
	}
	marks_check(check, &codes, report_double);
	marks_check(check, &short_codes, report_double);
	marks_check(check, &names, report_ambiguous);
}

/* --- Years ------------------------------------------------------------------------------------ */

static void report_same_year(
	struct check *check, const struct mark *first, const struct mark *again)
{
	problem_error(check->problems, again->path, again->place,
		_("%s holds the year %s already: put both into one file"), path_base(first->path),
		again->text);
}

/*
 * plan-2018.yaml must be about 2018: who copies a file for a new year forgets this first. A file
 * without a year in its name may be about any. False when nothing can be held against the year.
 */
static bool check_year(struct check *check, const struct read_file *file, uint32_t year)
{
	const char *digits = strpbrk(file->name, "0123456789");

	if (year == 0 || !digits || strspn(digits, "0123456789") != 4 ||
		strtoul(digits, NULL, 10) == year)
		return year != 0;
	problem_error(check->problems, file->path, place_in(file->root, "year"),
		_("this is the year %u, but the file is called %s: change one of them"), year,
		file->name);
	return false;
}

/* The year of a file, 0 when it is in doubt. */
static uint32_t settle_year(
	struct check *check, struct marks *years, const struct read_file *file, uint32_t year)
{
	if (!check_year(check, file, year))
		return 0;
	marks_add(years, arena_printf(&check->arena, "%u", year), file->path,
		place_in(file->root, "year"));
	return year;
}

static void report_same_day(struct check *check, const struct mark *first, const struct mark *again)
{
	problem_warn(check->problems, again->path, again->place,
		_("this day stands in line %u already"), first->place.line);
}

static void check_calendar(struct check *check, const struct read_file *file, uint32_t year)
{
	const struct calendar *calendar = file->content;
	const struct holiday *holiday = calendar->holidays.item;
	const struct node *list = node_get(file->root, "holidays");
	struct marks days = {0};

	for (size_t i = 0; i < calendar->holidays.count; i++) {
		const struct node *map = &list->item[i];

		check_in_year(check, file->path, place_in(map, "date"), holiday[i].day, year);
		check_in_year(check, file->path, place_in(map, "until"), holiday[i].last, year);
		if (holiday[i].last != DATE_NONE && holiday[i].day != DATE_NONE &&
			holiday[i].last < holiday[i].day)
			problem_error(check->problems, file->path, place_in(map, "until"),
				_("the last day is before the first"));
		if (holiday[i].day != DATE_NONE && holiday[i].last == DATE_NONE)
			marks_add(&days, arena_printf(&check->arena, "%d", (int)holiday[i].day),
				file->path, place_in(map, "date"));
	}
	marks_check(check, &days, report_same_day);
}

/* --- The folder ------------------------------------------------------------------------------- */

static bool all_have(const struct node *list, const char *key)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->item[i].faulty || !has(&list->item[i], key))
			return false;
	}
	return list->count > 0;
}

/* References are only held against a list that was read in full. */
static void find_known(struct check *check)
{
	const struct read_file *commodities = &check->folder->commodities;
	const struct read_file *districts = &check->folder->districts;

	if (has(commodities->root, "commodities") &&
		all_have(node_get(commodities->root, "commodities"), "id"))
		check->commodities = commodities->content;
	if (has(districts->root, "kecamatan") &&
		all_have(node_get(districts->root, "kecamatan"), "code"))
		check->districts = districts->content;
}

void check_folder(const struct folder *folder, struct conf_problems *problems)
{
	struct check check = {.folder = folder, .problems = problems};
	struct marks years = {0}, ids = {0}, classes = {0};

	find_known(&check);
	if (folder->commodities.content)
		check_commodities(&check, &folder->commodities);
	if (folder->districts.content)
		check_districts(&check, &folder->districts);
	for (size_t i = 0; i < folder->calendars.count; i++) {
		const struct read_file *file = &folder->calendars.item[i];
		const struct calendar *calendar = file->content;

		check_calendar(&check, file, settle_year(&check, &years, file, calendar->year));
	}
	marks_check(&check, &years, report_same_year);
	check_names(&check);
	for (size_t i = 0; i < folder->plans.count; i++) {
		const struct read_file *file = &folder->plans.item[i];
		const struct plan_file *plan = file->content;

		check_plan(&check, file, settle_year(&check, &years, file, plan->plan.year), &ids,
			&classes);
	}
	marks_check(&check, &years, report_same_year);
	marks_check(&check, &ids, report_double);
	marks_check(&check, &classes, report_same_class);
	check_days(&check);
	findings_report(&check);
	arena_release(&check.arena);
}
