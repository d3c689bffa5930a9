/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_row.h"

#include "app/import_work.h"
#include "base/csv_cell.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const char *import_cell(const struct import_work *work, enum import_column kind)
{
	size_t column = import_header_column(work->rows->header, kind, 0);

	return column < work->rows->header->count ? work->cell[column] : "";
}

static void add_fault(struct import_work *work, size_t column, const char *reason, bool warning)
{
	const struct import_header *header = work->rows->header;
	bool whole = column >= header->count;
	struct import_fault fault = {
		.row = work->row->line,
		.column = whole ? "" : header->text[column],
		.value = whole ? "" : work->cell[column],
		.reason = reason,
		.warning = warning,
	};

	import_report_fault(work->rows->report, &fault,
		!whole && (header->kind[column] == COLUMN_NIK ||
				  header->kind[column] == COLUMN_FAMILY_CARD));
}

void import_warn(struct import_work *work, size_t column, const char *reason)
{
	add_fault(work, column, reason, true);
}

void import_refuse(struct import_work *work, size_t column, const char *reason)
{
	add_fault(work, column, reason, false);
	work->refused = true;
}

void import_warn_kind(struct import_work *work, enum import_column kind, const char *reason)
{
	import_warn(work, import_header_column(work->rows->header, kind, 0), reason);
}

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Cells of nothing but signs ("-", "...") are empty. */
static bool says_nothing(const char *text)
{
	struct buf folded = BUF_EMPTY;
	bool nothing;

	for (const char *c = text; *c != '\0'; c++)
		if (is_letter_or_digit(*c))
			return false;
	text_fold(&folded, text, strlen(text));
	nothing = folded.len == 0;
	buf_wipe(&folded);
	return nothing;
}

/* Written as it would be after cleaning: most cells are. */
static bool is_clean(const char *text)
{
	char before = ' ';

	for (; *text > ' ' - 1 && *text < 0x7f; text++) {
		if (*text == ' ' && before == ' ')
			return false;
		before = *text;
	}
	return *text == '\0' && before != ' ';
}

static const char *clean_cell(struct import_work *work, size_t column)
{
	const char *cell = csv_unguarded(work->row->cell[column]);
	struct buf clean = BUF_EMPTY;
	const char *text = "";

	if (cell[0] == '\0')
		return text;
	if (is_clean(cell))
		return says_nothing(cell) ? text : cell;
	if (!text_clean(&clean, cell, strlen(cell)))
		import_refuse(work, column, _("This cell is too long. Please shorten it."));
	else if (!says_nothing(buf_text(&clean)))
		text = arena_text(work->arena, buf_text(&clean), clean.len);
	buf_wipe(&clean);
	return text;
}

/* Is there a tick, or anything else that is not "-"? */
static bool is_ticked(const struct import_work *work, size_t column)
{
	const char *cell = column < work->row->count ? work->row->cell[column] : "";

	return cell[strspn(cell, " -")] != '\0';
}

/* Two columns below one heading become one cell: "Jakarta, 12/3/1985", "016, 006", L or P. */
static void merge_cells(struct import_work *work, size_t first)
{
	const char **cell = &work->cell[first];

	if (work->rows->header->kind[first] != COLUMN_SEX) {
		if (*cell[0] == '\0')
			cell[0] = cell[1];
		else if (*cell[1] != '\0')
			cell[0] = arena_printf(work->arena, "%s, %s", cell[0], cell[1]);
		return;
	}
	if (import_sex(cell[0]) != SEX_UNKNOWN ||
		is_ticked(work, first) == is_ticked(work, first + 1))
		return;
	cell[0] = is_ticked(work, first) == work->rows->header->female_first ? "P" : "L";
}

static void clean_cells(struct import_work *work)
{
	const struct import_header *header = work->rows->header;
	size_t too_long = work->row->too_long;

	for (size_t i = 0; i < header->count; i++)
		work->cell[i] = "";
	for (size_t i = 0; i < header->count && i < work->row->count; i++)
		if (header->kind[i] != COLUMN_UNKNOWN && header->kind[i] != COLUMN_ROW_NUMBER)
			work->cell[i] = clean_cell(work, i);
	for (size_t i = 1; i < header->count; i++)
		if (header->kind[i] == COLUMN_MERGED)
			merge_cells(work, i - 1);
	if (too_long > 0)
		import_refuse(work, too_long - 1,
			_("A cell of this row is longer than 4,096 bytes. Please shorten it, and "
			  "check "
			  "whether a quote (\") is missing."));
}

/* --- Rows that are no registrant's ------------------------------------------------------------ */

/* Begins the text with one of these words? */
static bool begins_with_word(const char *text, const char *words)
{
	while (*words != '\0') {
		size_t len = strcspn(words, "|");

		if (strncmp(text, words, len) == 0 && (text[len] == '\0' || text[len] == ' '))
			return true;
		words += len + (words[len] == '|');
	}
	return false;
}

/* Begins the row with "Jumlah", "Total peserta", "JUMLAH : 38"? */
bool import_row_is_total(const struct csv_row *row)
{
	struct buf folded = BUF_EMPTY;
	bool total;

	for (size_t i = 0; i < row->count && folded.len == 0; i++)
		if (strchr("JjTtSsGg", row->cell[i][strspn(row->cell[i], " *-:.")]))
			text_fold(&folded, row->cell[i], strlen(row->cell[i]));
		else if (!says_nothing(row->cell[i]))
			return false;
	total = begins_with_word(
		buf_text(&folded), "jumlah|jml|total|sub total|subtotal|grand total");
	buf_wipe(&folded);
	return total;
}

static bool is_all_digits(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789()[]. ")] == '\0';
}

/* Below the header some forms number their columns: (1) (2) (3). */
static bool is_column_numbers(const struct import_work *work)
{
	size_t count = 0;

	for (size_t i = 0; i < work->row->count; i++) {
		const char *cell = work->row->cell[i];

		if (*cell == '\0')
			continue;
		if (!is_all_digits(cell) || strlen(cell) > 5)
			return false;
		count++;
	}
	return count >= 2;
}

/* How much of a registrant the row has, of NIK, birth date, sex and phone. */
static int count_marks(const struct import_work *work)
{
	static const enum import_column marks[] = {
		COLUMN_NIK, COLUMN_BORN, COLUMN_SEX, COLUMN_PHONE};
	int count = 0;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		count += *import_cell(work, marks[i]) != '\0';
	return count;
}

/* A name and nothing else, after rows that are none of registrants. */
static bool stands_alone(const struct import_work *work)
{
	size_t count = 0;

	for (size_t i = 0; i < work->row->count; i++)
		count += !says_nothing(work->row->cell[i]);
	return count == 1 && count_marks(work) == 0;
}

/* Where those who are responsible sign, with a total above it or not. */
static bool begins_signature(const struct import_work *work)
{
	struct buf folded = BUF_EMPTY;
	bool begins = false;

	for (size_t i = 0; i < work->row->count && !begins; i++) {
		buf_clear(&folded);
		text_fold(&folded, work->row->cell[i], strlen(work->row->cell[i]));
		begins = begins_with_word(buf_text(&folded),
			"mengetahui|menyetujui|mengesahkan|disetujui|disahkan|dibuat oleh|ttd|"
			"tertanda|penanggung jawab|ketua|kepala|lurah|camat|sekretaris|kasudin|"
			"kasatpel|nip");
	}
	buf_wipe(&folded);
	return begins;
}

/* "Jakarta, 5 Agustus 2019", where nobody is named. */
static bool is_dated(const struct import_work *work)
{
	size_t born = import_header_column(work->rows->header, COLUMN_BORN, 0);

	for (size_t i = 0; i < work->row->count; i++) {
		const char *comma = i != born ? strchr(work->row->cell[i], ',') : NULL;

		if (comma && import_date(comma + 1 + strspn(comma + 1, " ")) != DATE_NONE)
			return true;
	}
	return false;
}

static void say_left_out(struct import_work *work)
{
	import_warn_kind(work, COLUMN_NAME,
		_("Left out: it stands alone below the list, like a signature. If it is a "
		  "participant, "
		  "please write it right below the others."));
}

/* Below the total a signature may fill any column: "Jakarta, 5 Agustus 2019", "NIP. 1970...". */
static bool is_below_list(struct import_work *work)
{
	bool named = *import_cell(work, COLUMN_NAME) != '\0';
	int marks = count_marks(work);
	bool signature = (marks < 2 && begins_signature(work)) ||
			 (!named && marks == 0 && is_dated(work));

	work->rows->after_total = work->rows->after_total || signature;
	if (!work->rows->after_total || (named && marks >= 2))
		return false;
	if (named && marks == 1 && !signature)
		say_left_out(work);
	return true;
}

/* Whatever has a good NIK is a registrant. */
static bool is_no_registrant(struct import_work *work)
{
	const char *name = import_cell(work, COLUMN_NAME);

	if (work->nik.digits[0] != '\0')
		return false;
	if (import_row_is_total(work->row)) {
		work->rows->after_total = true;
		return true;
	}
	if (is_below_list(work))
		return true;
	if (*name == '\0' && count_marks(work) == 0)
		return true;
	if (is_column_numbers(work) || import_column_of(name) == COLUMN_NAME)
		return true; /* the header again, at the top of a printed page */
	if (!work->rows->after_gap || !stands_alone(work))
		return false;
	say_left_out(work);
	return true;
}

enum import_row_kind import_row_read(struct import_rows *rows, const struct csv_row *row,
	struct arena *arena, struct registrant *out)
{
	struct import_work work;

	/* Without its cells, which are 2 KiB and set for the columns that there are. */
	work.rows = rows;
	work.row = row;
	work.arena = arena;
	work.out = out;
	work.nik = (struct nik){.digits = ""};
	work.refused = false;
	record_clear(&person_identity_type, &out->identity);
	record_clear(&person_contact_type, &out->contact);
	record_clear(&person_address_type, &out->address);
	record_clear(&person_business_type, &out->business);
	clean_cells(&work);
	if (work.refused)
		return IMPORT_ROW_REFUSED;
	nik_parse(&work.nik, import_cell(&work, COLUMN_NIK), rows->as_of);
	rows->after_gap = is_no_registrant(&work);
	if (rows->after_gap)
		return IMPORT_ROW_SKIPPED;
	import_read_person(&work);
	if (work.refused)
		return IMPORT_ROW_REFUSED;
	import_read_contact(&work);
	import_read_address(&work);
	import_read_business(&work);
	import_read_training(&work);
	return work.refused ? IMPORT_ROW_REFUSED : IMPORT_ROW_GOOD;
}
