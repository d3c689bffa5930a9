/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_fill.h"

#include "app/import_row.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define VALUES_MAX 64 /* Jakarta Barat has 56 kelurahan */
#define CELLS_LEAST 2 /* empty ones for each value */

/* --- Which columns ------------------------------------------------------------------------------ */

struct candidate {
	size_t column;
	bool possible;
	bool in_group;
	const char *value[VALUES_MAX]; /* folded */
	size_t values, empty;
};

struct finding {
	struct import_fill *fill;
	size_t last_line;
	struct candidate candidate[FILL_COLUMNS];
	size_t count;
	bool begun; /* a person was seen */
	struct arena arena;
};

static const char *cell_of(const struct csv_row *row, size_t column)
{
	return column < row->count ? row->cell[column] : "";
}

/* A number below the header, a total and a line between groups are nobody. */
static bool names_someone(const struct csv_row *row, size_t column)
{
	const char *name = cell_of(row, column);

	while (*name != '\0' && (unsigned char)*name < 'A')
		name++;
	return *name != '\0' && !import_row_is_total(row);
}

/* False where it stands a second time, or there are too many for groups. */
static bool add_value(struct finding *finding, struct candidate *candidate, const char *cell)
{
	struct buf folded = BUF_EMPTY;
	bool added = candidate->values < VALUES_MAX;

	text_fold(&folded, cell, strlen(cell));
	for (size_t i = 0; i < candidate->values && added; i++)
		added = strcmp(candidate->value[i], buf_text(&folded)) != 0;
	if (added)
		candidate->value[candidate->values++] =
			arena_text(&finding->arena, buf_text(&folded), folded.len);
	buf_wipe(&folded);
	return added;
}

static bool look_at_person(
	struct finding *finding, struct candidate *candidate, const struct csv_row *row)
{
	const char *cell = cell_of(row, candidate->column);

	if (!candidate->possible)
		return false;
	if (*cell != '\0') {
		candidate->possible = add_value(finding, candidate, cell);
		candidate->in_group = true;
	} else if (!finding->begun) {
		candidate->possible = false;
	} else {
		candidate->empty += candidate->in_group;
	}
	return candidate->possible;
}

static bool look_at_row(void *context, const struct csv_row *row)
{
	struct finding *finding = context;
	bool possible = false;

	if (row->line <= finding->last_line)
		return true;
	if (!names_someone(row, finding->fill->name)) {
		for (size_t i = 0; i < finding->count; i++)
			finding->candidate[i].in_group = false;
		return true;
	}
	for (size_t i = 0; i < finding->count; i++)
		possible |= look_at_person(finding, &finding->candidate[i], row);
	finding->begun = true;
	return possible;
}

static void take_columns(struct import_fill *fill, const struct finding *finding)
{
	for (size_t i = 0; i < finding->count; i++) {
		const struct candidate *candidate = &finding->candidate[i];

		if (candidate->possible && candidate->empty > 0 &&
			candidate->empty >= CELLS_LEAST * candidate->values)
			fill->column[fill->count++] = candidate->column;
	}
}

enum status import_fill_find(struct import_fill *fill, const struct import_spool *rows,
	const struct import_header *header, struct err *err)
{
	/* A kecamatan before its kelurahan. */
	static const enum import_column kinds[FILL_COLUMNS] = {COLUMN_SESSION,
		COLUMN_TRAINING_KECAMATAN, COLUMN_COMMODITY, COLUMN_CLASS, COLUMN_KECAMATAN,
		COLUMN_KELURAHAN};
	struct finding *finding = memory_alloc(sizeof(*finding));
	enum status status = STATUS_OK;

	*fill = (struct import_fill){.name = import_header_column(header, COLUMN_NAME, 0),
		.kecamatan = import_header_column(header, COLUMN_KECAMATAN, 0),
		.kelurahan = import_header_column(header, COLUMN_KELURAHAN, 0)};
	finding->fill = fill;
	finding->last_line = header->last_line;
	for (size_t i = 0; i < FILL_COLUMNS; i++) {
		size_t column = import_header_column(header, kinds[i], 0);

		if (column < header->count)
			finding->candidate[finding->count++] =
				(struct candidate){.column = column, .possible = true};
	}
	if (finding->count > 0)
		status = spool_read(rows, look_at_row, finding, err);
	take_columns(fill, finding);
	arena_release(&finding->arena);
	free(finding);
	return status;
}

/* --- Filling ------------------------------------------------------------------------------------ */

static void end_groups(struct import_fill *fill)
{
	for (size_t i = 0; i < fill->count; i++)
		buf_clear(&fill->value[i]);
}

static void fill_cell(struct import_fill *fill, size_t at)
{
	size_t column = fill->column[at];
	const char **cell = &fill->cell[column];

	if (*cell[0] != '\0') {
		buf_clear(&fill->value[at]);
		buf_add_text(&fill->value[at], *cell);
	} else if (fill->value[at].len > 0) {
		*cell = buf_text(&fill->value[at]);
	}
}

/* A row that states its kecamatan and no kelurahan has none. */
static bool begins_without(const struct import_fill *fill, size_t at)
{
	return fill->column[at] == fill->kelurahan &&
	       *cell_of(&fill->row, fill->kecamatan) != '\0' &&
	       fill->cell[fill->kelurahan][0] == '\0';
}

const struct csv_row *import_fill_row(struct import_fill *fill, const struct csv_row *row)
{
	size_t count = row->count;

	if (fill->count == 0)
		return row;
	if (!names_someone(row, fill->name)) {
		end_groups(fill);
		return row;
	}
	fill->row = *row;
	for (size_t i = 0; i < fill->count; i++)
		count = count > fill->column[i] ? count : fill->column[i] + 1;
	for (size_t i = 0; i < count; i++)
		fill->cell[i] = cell_of(row, i);
	for (size_t i = 0; i < fill->count; i++) {
		if (begins_without(fill, i))
			buf_clear(&fill->value[i]);
		fill_cell(fill, i);
	}
	fill->row.cell = fill->cell;
	fill->row.count = count;
	return &fill->row;
}

void import_fill_release(struct import_fill *fill)
{
	for (size_t i = 0; i < FILL_COLUMNS; i++)
		buf_wipe(&fill->value[i]);
}
