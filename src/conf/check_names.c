/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/checker.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/nearest.h"

#include <string.h>

/* What plans say of something, and where first. */
struct use {
	const char *text;
	const char *path;
	struct place place;
	size_t count;
};

/* --- Ids of komoditi -------------------------------------------------------------------------- */

#define USES_MAX 200 /* different ones; with more of them there is nothing to agree on */

struct uses {
	struct use item[USES_MAX];
	size_t count;
};

static void add_use(struct uses *uses, const char *text, const char *path, struct place place)
{
	size_t i = 0;

	while (i < uses->count && strcmp(uses->item[i].text, text) != 0)
		i++;
	if (i == USES_MAX || text[0] == '\0')
		return;
	if (i == uses->count)
		uses->item[uses->count++] = (struct use){text, path, place, 0};
	uses->item[i].count++;
}

static void use_commodities(struct uses *uses, const struct read_file *file)
{
	const struct plan_file *content = file->content;
	const struct plan_total *total = content->plan.totals.item;
	const struct node *sessions = node_get(file->root, "sessions");
	const struct node *totals = node_get(file->root, "totals");
	size_t count;
	const struct session *session = sessions_of(file, &count);

	for (size_t i = 0; i < count; i++)
		add_use(uses, session[i].plan.commodity, file->path,
			place_in(&sessions->item[i], "commodity"));
	for (size_t i = 0; i < content->plan.totals.count; i++)
		add_use(uses, total[i].commodity, file->path,
			place_in(&totals->item[i], "commodity"));
}

static bool is_used(const struct uses *uses, const char *text)
{
	for (size_t i = 0; i < uses->count; i++) {
		if (strcmp(uses->item[i].text, text) == 0)
			return true;
	}
	return false;
}

/* Whether an unknown id means this komoditi rather than another. */
static bool is_meant(const struct check *check, const char *word, const struct commodity *commodity)
{
	const struct commodity *all = check->commodities->commodities.item;
	struct nearest nearest = nearest_to(word);

	if (find_commodity(check, word))
		return false;
	for (size_t i = 0; i < check->commodities->commodities.count; i++)
		nearest_offer(&nearest, all[i].id);
	return nearest.best == commodity->id;
}

/* A komoditi that no plan names, while several places name one that there is not. */
static void check_commodity_ids(struct check *check)
{
	const struct commodity *commodity = check->commodities->commodities.item;
	const struct read_file *file = &check->folder->commodities;
	const struct node *list = node_get(file->root, "commodities");
	struct uses uses = {.count = 0};

	for (size_t i = 0; i < check->folder->plans.count; i++)
		use_commodities(&uses, &check->folder->plans.item[i]);
	for (size_t i = 0; i < check->commodities->commodities.count; i++) {
		for (size_t j = 0; j < uses.count && !is_used(&uses, commodity[i].id); j++) {
			const struct use *use = &uses.item[j];

			if (use->count < 2 || !is_meant(check, use->text, &commodity[i]))
				continue;
			check->commodity_called[i] = use->text;
			problem_error(check->problems, file->path, place_in(&list->item[i], "id"),
				_("the plans call this komoditi \"%s\" (%s, line %u): mend its id "
				  "here"),
				problem_quote(check->problems, use->text), path_base(use->path),
				use->place.line);
			break;
		}
	}
}

/* --- Codes in the ids of sessions ------------------------------------------------------------- */

/* What the ids of one komoditi's or kecamatan's sessions have in the place of its code. */
struct vote {
	struct use said;
	bool fits, differs; /* one has the code; two have other ones */
};

static void vote(struct check *check, struct vote *vote, const char *code, const char *part,
	size_t len, struct use use)
{
	if (strlen(code) == len && memcmp(code, part, len) == 0) {
		vote->fits = true;
		return;
	}
	use.text = arena_text(&check->arena, part, len);
	if (!vote->said.text)
		vote->said = use;
	else if (strcmp(vote->said.text, use.text) != 0)
		vote->differs = true;
	vote->said.count++;
}

static size_t part_length(const char *text)
{
	return strcspn(text, "-");
}

static void vote_session(struct check *check, struct vote *codes, struct vote *short_codes,
	const struct session *session, struct use use)
{
	const struct commodity *commodity = find_commodity(check, session->plan.commodity);
	const struct kecamatan *kecamatan = find_kecamatan(check, session->plan.kecamatan);
	const char *code = session->id + part_length(session->id);
	const char *short_code = code + (*code != '\0');

	short_code += part_length(short_code);
	if (*code == '\0' || *short_code == '\0' || !commodity || !kecamatan)
		return;
	code++;
	short_code++;
	vote(check, &codes[commodity - (struct commodity *)check->commodities->commodities.item],
		commodity->code, code, part_length(code), use);
	vote(check, &short_codes[kecamatan - (struct kecamatan *)check->districts->kecamatan.item],
		kecamatan->short_code, short_code, part_length(short_code), use);
}

static void judge(struct check *check, const struct read_file *file, const struct node *map,
	const char *key, const struct vote *vote, const char **called)
{
	if (vote->fits || vote->differs || vote->said.count < 2 || !has(map, key))
		return;
	*called = vote->said.text;
	problem_warn(check->problems, file->path, place_in(map, key),
		_("sessions have \"%s\" in their ids instead of this (%s, line %u)"),
		problem_quote(check->problems, vote->said.text), path_base(vote->said.path),
		vote->said.place.line);
}

static void check_codes(struct check *check)
{
	const struct folder *folder = check->folder;
	const struct records *commodities = &check->commodities->commodities;
	const struct records *districts = &check->districts->kecamatan;
	struct vote *codes = arena_alloc(&check->arena, commodities->count * sizeof(*codes));
	struct vote *short_codes =
		arena_alloc(&check->arena, districts->count * sizeof(*short_codes));

	for (size_t i = 0; i < folder->plans.count; i++) {
		const struct read_file *file = &folder->plans.item[i];
		const struct node *list = node_get(file->root, "sessions");
		size_t count;
		const struct session *session = sessions_of(file, &count);

		for (size_t j = 0; j < count; j++)
			vote_session(check, codes, short_codes, &session[j],
				(struct use){NULL, file->path, place_in(&list->item[j], "id"), 0});
	}
	for (size_t i = 0; i < commodities->count; i++)
		judge(check, &folder->commodities,
			&node_get(folder->commodities.root, "commodities")->item[i], "code",
			&codes[i], &check->commodity_code_called[i]);
	for (size_t i = 0; i < districts->count; i++)
		judge(check, &folder->districts,
			&node_get(folder->districts.root, "kecamatan")->item[i], "short_code",
			&short_codes[i], &check->short_code_called[i]);
}

void check_names(struct check *check)
{
	size_t commodities = check->commodities ? check->commodities->commodities.count : 0;
	size_t districts = check->districts ? check->districts->kecamatan.count : 0;

	check->commodity_called = arena_alloc(&check->arena, commodities * sizeof(char *));
	check->commodity_code_called = arena_alloc(&check->arena, commodities * sizeof(char *));
	check->short_code_called = arena_alloc(&check->arena, districts * sizeof(char *));
	if (check->commodities)
		check_commodity_ids(check);
	if (check->commodities && check->districts)
		check_codes(check);
}
