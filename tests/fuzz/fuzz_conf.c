/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * YAML files from any bytes; the first says which of the five kinds. What is refused has a reason,
 * each problem stands in the file and is one line of safe text, and what is taken can be written into
 * the data file.
 */
#include "conf/check.h"
#include "conf/decode.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void require(bool truth)
{
	if (!truth)
		abort();
}

static unsigned count_lines(struct bytes bytes)
{
	unsigned lines = 1;

	for (size_t i = 0; i < bytes.len; i++)
		lines += bytes.ptr[i] == '\n' || bytes.ptr[i] == '\r';
	return lines;
}

static void check_problem(const struct conf_problem *problem, struct bytes bytes)
{
	require(problem->line >= 1 && problem->line <= count_lines(bytes) + 1);
	require(problem->column >= 1 && problem->column <= bytes.len + 1);
	require(problem->text[0] != '\0' && text_is_utf8(problem->text, strlen(problem->text)));
	for (const char *c = problem->text; *c; c++)
		require((uint8_t)*c >= ' ' && *c != 0x7f);
}

static void check_records(const struct record_type *type, const struct records *records)
{
	struct buf encoded = BUF_EMPTY;

	for (size_t i = 0; i < records->count; i++) {
		const char *record = (const char *)records->item + i * type->size;

		require(record_encode(type, record, &encoded, NULL) == STATUS_OK);
		buf_clear(&encoded);
	}
	buf_release(&encoded);
}

/* Holds a file that was taken against itself, as a folder without others. */
static void check_alone(int kind, struct read_file *file, struct conf_problems *problems)
{
	struct folder folder = {.plans = {NULL, 0}};

	if (kind == 0)
		folder.commodities = *file;
	else if (kind == 1)
		folder.districts = *file;
	else if (kind == 2)
		folder.settings = *file;
	else if (kind == 3)
		folder.plans = (struct read_files){file, 1};
	else
		folder.calendars = (struct read_files){file, 1};
	check_folder(&folder, problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct schema *const schemas[] = {&commodities_schema, &districts_schema,
		&settings_schema, &plan_schema, &calendar_schema};
	int kind = size > 0 ? data[0] % 5 : 0;
	struct bytes bytes = {data + (size > 0), size - (size > 0)};
	struct conf_problems problems = {.count = 0};
	struct arena arena = {0};
	struct read_file file = {.path = "conf/plan-2019.yaml", .name = "plan-2019.yaml"};

	file.root = yaml_read(file.path, bytes, &arena, &problems);
	require(file.root || problems.errors > 0);
	if (file.root) {
		file.content = arena_alloc(&arena, schemas[kind]->size);
		decode(schemas[kind], file.path, file.root, &arena, &problems, file.content);
		if (problems.errors == 0 && kind == 0)
			check_records(&commodity_type,
				&((const struct commodities_file *)file.content)->commodities);
		if (problems.errors == 0 && kind == 1)
			check_records(&kecamatan_type,
				&((const struct districts_file *)file.content)->kecamatan);
		check_alone(kind, &file, &problems);
	}
	for (size_t i = 0; i < problems.count; i++)
		check_problem(&problems.item[i], bytes);
	conf_problems_release(&problems);
	arena_release(&arena);
	return 0;
}
