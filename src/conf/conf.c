/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A load has three steps: every file is read alone (yaml.c, decode.c), then they are held against
 * each other (check.c), and when nothing is wrong, the programme is put together.
 */
#include "conf/conf.h"

#include "conf/check.h"
#include "conf/decode.h"
#include "conf/problem.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct load {
	const char *dir;
	struct conf_problems *problems;
	struct programme *programme;
	struct arena scratch; /* trees and structs that only live while loading */
	struct folder folder;
	size_t bytes;       /* read so far */
	struct buf digests; /* of the files, one behind the other */
	bool unread;        /* a file could not be read: no digest of the folder */
};

/* --- Files ------------------------------------------------------------------------------------ */

enum file_kind {
	FILE_COMMODITIES,
	FILE_DISTRICTS,
	FILE_SETTINGS,
	FILE_PLAN,
	FILE_CALENDAR,
	FILE_KINDS
};

static const struct file_kind_row {
	const char *begin; /* of the name; ".yaml" ends it */
	bool several;      /* any characters stand between both */
	const struct schema *schema;
} file_kinds[FILE_KINDS] = {
	[FILE_COMMODITIES] = {"commodities", false, &commodities_schema},
	[FILE_DISTRICTS] = {"districts", false, &districts_schema},
	[FILE_SETTINGS] = {"okoce", false, &settings_schema},
	[FILE_PLAN] = {"plan-", true, &plan_schema},
	[FILE_CALENDAR] = {"calendar-", true, &calendar_schema},
};

static bool ends_with(const char *name, const char *suffix)
{
	size_t len = strlen(name);
	size_t suffix_len = strlen(suffix);

	return len >= suffix_len && strcmp(name + len - suffix_len, suffix) == 0;
}

/* FILE_KINDS when the name is none of ours. */
static enum file_kind kind_of(const char *name)
{
	for (int kind = 0; kind < FILE_KINDS; kind++) {
		const struct file_kind_row *row = &file_kinds[kind];
		size_t len = strlen(row->begin);

		if (strncmp(name, row->begin, len) == 0 && ends_with(name + len, ".yaml") &&
			(row->several || strcmp(name + len, ".yaml") == 0))
			return kind;
	}
	return FILE_KINDS;
}

/* Where a file of this kind is put. */
static struct read_file *place_for(struct load *load, enum file_kind kind)
{
	struct read_files *several =
		kind == FILE_PLAN ? &load->folder.plans : &load->folder.calendars;

	switch (kind) {
	case FILE_COMMODITIES:
		return &load->folder.commodities;
	case FILE_DISTRICTS:
		return &load->folder.districts;
	case FILE_SETTINGS:
		return &load->folder.settings;
	case FILE_PLAN:
	case FILE_CALENDAR:
	case FILE_KINDS:
		break;
	}
	return &several->item[several->count++];
}

static void add_digest(struct load *load, const char *name, struct bytes bytes)
{
	uint8_t of_file[DIGEST_SIZE];
	/* The name's NUL stands between both, so that neither can pretend to be part of the other. */
	struct bytes pieces[] = {{(const uint8_t *)name, strlen(name) + 1}, bytes};

	digest(of_file, sizeof(of_file), NULL, "okoce conf file 1", pieces, 2);
	buf_add(&load->digests, of_file, sizeof(of_file));
}

static void read_one(struct load *load, const char *name, enum file_kind kind)
{
	const struct schema *schema = file_kinds[kind].schema;
	const char *path = problem_path(load->problems, load->dir, name);
	struct buf bytes = BUF_EMPTY;
	struct err err;

	load->problems->files++;
	if (file_read(path, CONF_FILE_MAX, &bytes, &err) != STATUS_OK) {
		problem_error(load->problems, path, PLACE_FILE, "%s", err.text);
		load->unread = true;
		buf_release(&bytes);
		return;
	}
	load->bytes += bytes.len;
	if (load->bytes > CONF_FOLDER_MAX) {
		problem_error(load->problems, path, PLACE_FILE,
			_("the files of this folder are too large together: at most %zu MiB are "
			  "read"),
			CONF_FOLDER_MAX >> 20);
		load->unread = true;
		buf_release(&bytes);
		return;
	}
	add_digest(load, name, buf_bytes(&bytes));
	struct node *root = yaml_read(path, buf_bytes(&bytes), &load->scratch, load->problems);
	buf_release(&bytes);
	struct read_file file = {.path = path, .name = path_base(path), .root = root};
	if (root) {
		file.content = arena_alloc(&load->scratch, schema->size);
		decode(schema, path, root, &load->programme->arena, load->problems, file.content);
		*place_for(load, kind) = file;
	}
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

struct names {
	char **item;
	size_t count, capacity;
};

static enum status fail(struct err *err, int number, const char *dir)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, dir, strlen(dir));
	enum status status = err_system(
		err, number, _("Can't read the configuration folder \"%s\""), buf_text(&safe));
	buf_release(&safe);
	return status;
}

static enum status list_folder(const char *dir, struct names *names, struct err *err)
{
	DIR *stream = opendir(dir);
	const struct dirent *entry;

	if (!stream)
		return fail(err, errno, dir);
	while ((errno = 0, entry = readdir(stream))) {
		if (entry->d_name[0] == '.' ||
			!(ends_with(entry->d_name, ".yaml") || ends_with(entry->d_name, ".yml")))
			continue;
		names->item = memory_grow(
			names->item, names->count, &names->capacity, sizeof(*names->item));
		names->item[names->count++] = memory_text(entry->d_name);
	}
	int number = errno;
	closedir(stream);
	if (number != 0)
		return fail(err, number, dir);
	if (names->count > 1)
		qsort(names->item, names->count, sizeof(*names->item), compare_names);
	return STATUS_OK;
}

static void read_folder(struct load *load, const struct names *names)
{
	size_t ours = 0;

	load->folder.plans.item =
		arena_alloc(&load->scratch, names->count * sizeof(struct read_file));
	load->folder.calendars.item =
		arena_alloc(&load->scratch, names->count * sizeof(struct read_file));
	for (size_t i = 0; i < names->count; i++) {
		enum file_kind kind = kind_of(names->item[i]);
		const char *path = problem_path(load->problems, load->dir, names->item[i]);

		if (kind == FILE_KINDS) {
			problem_warn(load->problems, path, PLACE_FILE,
				_("this file is not read: names are commodities, districts, "
				  "okoce, plan-YEAR and calendar-YEAR, with .yaml behind"));
		} else if (++ours > CONF_FILES_MAX) {
			problem_error(load->problems, path, PLACE_FILE,
				_("too many files: at most %d are read"), CONF_FILES_MAX);
			load->unread = true;
			return;
		} else {
			read_one(load, names->item[i], kind);
		}
	}
}

static bool is_listed(const struct names *names, enum file_kind kind)
{
	for (size_t i = 0; i < names->count; i++) {
		if (kind_of(names->item[i]) == kind)
			return true;
	}
	return false;
}

static void check_listed(struct load *load, const struct names *names)
{
	static const struct {
		enum file_kind kind;
		const char *name;
	} needed[] = {
		{FILE_COMMODITIES, "commodities.yaml"},
		{FILE_DISTRICTS, "districts.yaml"},
		{FILE_SETTINGS, "okoce.yaml"},
		{FILE_PLAN, "plan-YEAR.yaml"},
	};

	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++) {
		if (!is_listed(names, needed[i].kind))
			problem_error(load->problems,
				problem_path(load->problems, load->dir, needed[i].name), PLACE_FILE,
				_("this file is missing"));
	}
}

/* --- Putting the programme together ----------------------------------------------------------- */

static void give_defaults(const struct plan_file *content)
{
	struct session *session = content->sessions.item;

	for (size_t i = 0; i < content->sessions.count; i++) {
		struct session_plan *plan = &session[i].plan;
		uint32_t status = session[i].status.status;

		plan->year = content->plan.year;
		if (plan->capacity == 0)
			plan->capacity = content->defaults.capacity;
		if (plan->days == 0)
			plan->days = content->defaults.days;
		if (status == 0)
			status = content->defaults.status;
		session[i].status.status = status == 0 ? SESSION_PLANNED : status - 1;
	}
}

/* The steps of one komoditi: its own, then those of all. */
static struct records join_steps(
	struct arena *arena, const struct records *own, const struct records *shared)
{
	struct records all = {.count = own->count + shared->count};
	struct followup_step *step = arena_alloc(arena, all.count * sizeof(*step));

	if (own->count > 0)
		memcpy(step, own->item, own->count * sizeof(*step));
	if (shared->count > 0)
		memcpy(step + own->count, shared->item, shared->count * sizeof(*step));
	all.item = step;
	return all;
}

static void take_commodities(struct programme *programme, const struct commodities_file *content)
{
	programme->commodity = content->commodities.item;
	programme->commodity_count = content->commodities.count;
	for (size_t i = 0; i < programme->commodity_count; i++) {
		struct commodity *commodity = &programme->commodity[i];

		commodity->order = (uint32_t)i + 1;
		commodity->steps =
			join_steps(&programme->arena, &commodity->steps, &content->steps);
	}
}

static void take_calendars(struct programme *programme, const struct read_files *files)
{
	programme->calendar =
		arena_alloc(&programme->arena, files->count * sizeof(struct calendar));
	for (size_t i = 0; i < files->count; i++)
		programme->calendar[i] = *(const struct calendar *)files->item[i].content;
	programme->calendar_count = files->count;
}

static void take_plans(struct programme *programme, const struct read_files *files)
{
	size_t count = 0;

	for (size_t i = 0; i < files->count; i++)
		count += ((const struct plan_file *)files->item[i].content)->sessions.count;
	programme->plan = arena_alloc(&programme->arena, files->count * sizeof(struct plan_year));
	programme->session = arena_alloc(&programme->arena, count * sizeof(struct session));
	for (size_t i = 0; i < files->count; i++) {
		const struct plan_file *content = files->item[i].content;

		programme->plan[programme->plan_count++] = content->plan;
		if (content->sessions.count > 0)
			memcpy(programme->session + programme->session_count,
				content->sessions.item,
				content->sessions.count * sizeof(struct session));
		programme->session_count += content->sessions.count;
	}
}

static void take_programme(struct load *load)
{
	struct programme *programme = load->programme;
	const struct districts_file *districts = load->folder.districts.content;

	take_commodities(programme, load->folder.commodities.content);
	programme->kecamatan = districts->kecamatan.item;
	programme->kecamatan_count = districts->kecamatan.count;
	take_calendars(programme, &load->folder.calendars);
	take_plans(programme, &load->folder.plans);
	programme->settings = *(const struct settings *)load->folder.settings.content;
	record_clear(&demo_settings_type, &programme->demo);
	programme_sort(programme);
}

/* A payload of the log has 64 KiB (FORMAT F11), also for what surrounds the record. */
#define RECORD_SIZE_MAX 60000

/* What is loaded has to fit into entries of the log, one record in each. */
static void check_size(struct load *load, const struct read_file *file, struct place place,
	const struct record_type *type, const void *record)
{
	struct buf encoded = BUF_EMPTY;
	struct err err;

	if (record_encode(type, record, &encoded, &err) != STATUS_OK)
		problem_error(load->problems, file->path, place, "%s", err.text);
	else if (encoded.len > RECORD_SIZE_MAX)
		problem_error(load->problems, file->path, place,
			_("there is too much in this entry: at most %d bytes"), RECORD_SIZE_MAX);
	buf_release(&encoded);
}

static void check_sizes(struct load *load, const struct read_file *file, const char *list,
	const struct record_type *type, const void *record, size_t count)
{
	const struct node *node = node_get(file->root, list);

	for (size_t i = 0; i < count; i++)
		check_size(load, file, node->item[i].place, type,
			(const char *)record + i * type->size);
}

static void check_programme(struct load *load)
{
	const struct programme *programme = load->programme;
	const struct folder *folder = &load->folder;
	const struct place begin = {1, 1};

	check_sizes(load, &folder->commodities, "commodities", &commodity_type,
		programme->commodity, programme->commodity_count);
	check_sizes(load, &folder->districts, "kecamatan", &kecamatan_type, programme->kecamatan,
		programme->kecamatan_count);
	check_size(load, &folder->settings, begin, &settings_type, &programme->settings);
	for (size_t i = 0; i < folder->plans.count; i++)
		check_size(
			load, &folder->plans.item[i], begin, &plan_year_type, &programme->plan[i]);
	for (size_t i = 0; i < folder->calendars.count; i++)
		check_size(load, &folder->calendars.item[i], begin, &calendar_type,
			&programme->calendar[i]);
}

/* --- The load --------------------------------------------------------------------------------- */

static enum status refuse(const struct conf_problems *problems, const char *dir, struct err *err)
{
	struct buf first = BUF_EMPTY;
	struct buf folder = BUF_EMPTY;
	size_t i = 0;

	while (i < problems->count && problems->item[i].severity != CONF_ERROR)
		i++;
	if (i < problems->count)
		conf_problem_print(&first, &problems->item[i]);
	text_safe(&folder, dir, strlen(dir));
	err_set(err, STATUS_INVALID, _("The configuration \"%s\" has %zu mistakes. The first: %s"),
		buf_text(&folder), problems->errors, buf_text(&first));
	buf_release(&first);
	buf_release(&folder);
	return STATUS_INVALID;
}

static void finish_digest(struct load *load)
{
	struct bytes all = buf_bytes(&load->digests);

	if (!load->unread)
		digest(load->problems->digest, DIGEST_SIZE, NULL, "okoce conf 1", &all, 1);
}

enum status conf_load(
	const char *dir, struct programme *out, struct conf_problems *problems, struct err *err)
{
	struct load load = {.dir = dir, .problems = problems, .programme = out};
	struct names names = {0};

	*out = (struct programme){0};
	*problems = (struct conf_problems){0};
	enum status status = list_folder(dir, &names, err);
	if (status == STATUS_OK) {
		read_folder(&load, &names);
		check_listed(&load, &names);
		for (size_t i = 0; i < load.folder.plans.count; i++)
			give_defaults(load.folder.plans.item[i].content);
		check_folder(&load.folder, problems);
		finish_digest(&load);
		if (problems->errors == 0) {
			take_programme(&load);
			check_programme(&load);
		}
		problem_sort(problems);
		if (problems->errors > 0)
			status = refuse(problems, dir, err);
	}
	if (status != STATUS_OK)
		programme_release(out);
	for (size_t i = 0; i < names.count; i++)
		free(names.item[i]);
	free(names.item);
	buf_release(&load.digests);
	arena_release(&load.scratch);
	return status;
}
