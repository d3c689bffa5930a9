/* SPDX-License-Identifier: BSD-2-Clause */
#include "import_try.h"

#include "conf/conf.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

static char *source_path(const char *name)
{
	const char *top = getenv("top_srcdir");

	return path_join(top ? top : ".", name);
}

void shipped_programme(struct programme *out)
{
	char *folder = source_path("conf");
	struct conf_problems problems = {0};
	struct err err;

	if (conf_load(folder, out, &problems, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	conf_problems_release(&problems);
	free(folder);
}

static const char *keep(struct import_try *import, const char *text)
{
	return arena_text(&import->arena, text, strlen(text));
}

/* The texts of the row live only until the visit ends. */
static void keep_all(struct import_try *import, struct registrant *person)
{
	const char **texts[] = {&person->identity.name, &person->identity.nik,
		&person->identity.birthplace, &person->contact.phone, &person->contact.phone2,
		&person->contact.email, &person->address.line, &person->address.kelurahan,
		&person->address.kecamatan, &person->address.elsewhere,
		&person->business.family_card, &person->business.education,
		&person->business.marital, &person->business.disability,
		&person->business.business};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = keep(import, *texts[i]);
}

static bool visit(void *context, const struct import_row *row)
{
	struct import_try *import = context;

	if (!row->registrant)
		return true;
	if (import->count < TRY_PEOPLE) {
		import->person[import->count] = *row->registrant;
		keep_all(import, &import->person[import->count]);
		import->line[import->count] = row->line;
	}
	import->count++;
	return true;
}

void import_try(struct import_try *import, const char *ptr, size_t len)
{
	struct bytes file = {(const uint8_t *)ptr, len};
	struct import_source source;

	if (import->programme.kecamatan_count == 0)
		shipped_programme(&import->programme);
	import_report_release(&import->report);
	arena_release(&import->arena);
	import->count = 0;
	import->err = (struct err){0};
	import->status = import_source_bytes(&source, file, &import->err);
	if (import->status == STATUS_OK)
		import->status = import_parse(&source, &import->programme, date_of(2019, 8, 5),
			&import->report, visit, import, &import->err);
	import_source_release(&source);
}

void import_try_text(struct import_try *import, const char *text)
{
	import_try(import, text, strlen(text));
}

char *import_data_path(const char *name)
{
	char *folder = source_path("tests/data");
	char *path = path_join(folder, name);

	free(folder);
	return path;
}

void import_try_data(struct import_try *import, const char *name)
{
	char *path = import_data_path(name);
	struct buf file = BUF_EMPTY;
	struct err err;

	if (file_read(path, 1 << 20, &file, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	import_try(import, buf_text(&file), file.len);
	buf_release(&file);
	free(path);
}

void import_try_release(struct import_try *import)
{
	import_report_release(&import->report);
	arena_release(&import->arena);
	programme_release(&import->programme);
}

const struct import_fault *import_fault_at(
	const struct import_report *report, size_t line, const char *column)
{
	for (size_t i = 0; i < report->fault_count; i++) {
		const struct import_fault *fault = &report->fault[i];

		if (fault->row == line && strncmp(fault->column, column, strlen(column)) == 0)
			return fault;
	}
	return NULL;
}
