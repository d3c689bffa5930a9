/* SPDX-License-Identifier: BSD-2-Clause */
#include "jakbar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "tsv.h"

/* It needs those before it. */
#include <cmocka.h>

#define KECAMATAN 8
#define KELURAHAN_MAX 16

static char *copy(struct programme *programme, const char *text)
{
	return arena_text(&programme->arena, text, strlen(text));
}

static struct kecamatan *kecamatan_of_row(struct programme *programme, char *const *field)
{
	struct kecamatan *kecamatan = &programme->kecamatan[programme->kecamatan_count];

	if (programme->kecamatan_count > 0 && strcmp(kecamatan[-1].code, field[0]) == 0)
		return kecamatan - 1;
	assert_true(programme->kecamatan_count++ < KECAMATAN);
	record_clear(&kecamatan_type, kecamatan);
	kecamatan->code = copy(programme, field[0]);
	kecamatan->name = copy(programme, field[1]);
	kecamatan->kelurahan.item =
		arena_alloc(&programme->arena, KELURAHAN_MAX * sizeof(struct kelurahan));
	return kecamatan;
}

static void load_places(struct programme *programme)
{
	struct tsv tsv;

	programme->kecamatan =
		arena_alloc(&programme->arena, KECAMATAN * sizeof(*programme->kecamatan));
	tsv_open(&tsv, "wilayah-jakbar.tsv");
	while (tsv_next(&tsv)) {
		struct records *list = &kecamatan_of_row(programme, tsv.field)->kelurahan;
		struct kelurahan *kelurahan = (struct kelurahan *)list->item + list->count++;

		assert_true(list->count <= KELURAHAN_MAX);
		record_clear(&kelurahan_type, kelurahan);
		kelurahan->code = copy(programme, tsv.field[2]);
		kelurahan->name = copy(programme, tsv.field[3]);
	}
}

static struct texts *aliases_of(struct programme *programme, const char *level, const char *code)
{
	if (strcmp(level, "kecamatan") == 0)
		return (struct texts *)&programme_kecamatan(programme, code)->aliases;
	return (struct texts *)&programme_kelurahan(programme, code)->aliases;
}

static void load_aliases(struct programme *programme)
{
	struct tsv tsv;

	tsv_open(&tsv, "wilayah-alias.tsv");
	while (tsv_next(&tsv)) {
		struct texts *aliases = aliases_of(programme, tsv.field[0], tsv.field[1]);
		char *rest = tsv.field[3];
		char *alias;

		aliases->item = arena_alloc(&programme->arena, 8 * sizeof(*aliases->item));
		while ((alias = strsep(&rest, "|")))
			aliases->item[aliases->count++] = copy(programme, alias);
	}
}

void load_jakbar(struct programme *programme)
{
	load_places(programme);
	load_aliases(programme);
}
