/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_source.h"

#include "app/import_header.h"
#include "app/import_xlsx.h"
#include "base/file.h"
#include "base/i18n.h"

#include <string.h>
#include <unistd.h>

#define HEAD 4096 /* bytes by which a file is recognised */

/* --- What is no list of rows ------------------------------------------------------------------- */

static const char document[] = N_(
	"This is a document (PDF or RTF), not a list. Please ask for the spreadsheet that it was "
	"made from, or copy its table into one, and save that as \"CSV UTF-8\".");
static const char web_page[] =
	N_("This is a web page, whatever its name says. Please open it in a spreadsheet program, "
	   "save the list as \"CSV UTF-8\" and import that file.");

static const struct {
	const char *begin;
	size_t size;
	const char *sentence;
} foreign[] = {
	{"%PDF", 4, document},
	{"{\\rtf", 5, document},
	{"<", 1, web_page}, /* or XML */
};

static enum status refuse_foreign(struct bytes head, struct err *err)
{
	while (head.len > 0 && strchr("\t\r\n ", head.ptr[0]) && head.ptr[0] != '\0') {
		head.ptr++;
		head.len--;
	}
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (head.len >= foreign[i].size &&
			memcmp(head.ptr, foreign[i].begin, foreign[i].size) == 0)
			return err_set(err, STATUS_INVALID, "%s", _(foreign[i].sentence));
	return STATUS_OK;
}

/* --- Text to rows ------------------------------------------------------------------------------ */

/* "sep=;" in the first line is Excel's own, which it does not show as a row. How long it is, 0: there
 * is none. */
static size_t separator_line(struct bytes text, char *separator)
{
	size_t at = 0;
	bool quoted = text.len > 0 && text.ptr[0] == '"';

	at += quoted;
	if (text.len < at + 5 || memcmp(text.ptr + at, "sep=", 4) != 0)
		return 0;
	*separator = (char)text.ptr[at + 4];
	at += 5;
	at += quoted && at < text.len && text.ptr[at] == '"';
	if (!strchr(",;\t|", *separator) ||
		(at < text.len && text.ptr[at] != '\r' && text.ptr[at] != '\n'))
		return 0;
	at += at < text.len && text.ptr[at] == '\r';
	at += at < text.len && text.ptr[at] == '\n';
	return at;
}

/* One reading of the file in one encoding, with one delimiter. */
struct reading {
	struct import_source *source;
	enum text_encoding encoding;
	char delimiter; /* '\0' when it is not known yet */
	struct csv_reader csv;
	bool retry; /* it is no UTF-8, and may be Windows-1252 */
	struct err *err;
};

static enum status say_end(struct reading *reading, const struct text_reader *text)
{
	size_t line = reading->csv.line;

	if (text->end == TEXT_NUL)
		return err_set(reading->err, STATUS_INVALID,
			_("Row %zu is not text. Please save the list as \"CSV UTF-8\" and import "
			  "that file."),
			line);
	reading->retry = text->encoding == TEXT_UTF8 && !text->marked && !text->has_wide;
	return err_set(reading->err, STATUS_INVALID,
		_("Row %zu holds characters that are no %s. Please save the list as \"CSV UTF-8\" "
		  "and import that file."),
		line, text_encoding_name(text->encoding));
}

static struct bytes without_separator(struct reading *reading, struct bytes text)
{
	size_t size = separator_line(text, &reading->delimiter);

	if (size == 0)
		return text;
	csv_delimit(&reading->csv, reading->delimiter);
	return (struct bytes){text.ptr + size, text.len - size};
}

static enum status feed_all(struct reading *reading, struct text_reader *text)
{
	enum status status = STATUS_OK;
	bool first = true;

	while (status == STATUS_OK && text->end == TEXT_GOES_ON && !reading->csv.stopped) {
		struct bytes piece;

		status = text_reader_next(text, &piece, reading->err);
		if (status == STATUS_OK && first)
			piece = without_separator(reading, piece);
		if (status == STATUS_OK)
			csv_feed(&reading->csv, piece);
		first = false;
	}
	return status;
}

static enum status read_rows(struct reading *reading, csv_visit *visit, void *context)
{
	struct text_reader text;
	enum status status =
		text_reader_open(&text, &reading->source->input, reading->encoding, reading->err);

	if (status == STATUS_OK) {
		csv_begin(&reading->csv, reading->delimiter, visit, context, reading->err);
		status = feed_all(reading, &text);
		if (status == STATUS_OK && !reading->csv.stopped &&
			(text.end == TEXT_NUL || text.end == TEXT_WRONG))
			status = say_end(reading, &text);
		/* What comes behind a failure is no row's end. */
		reading->csv.stopped |= status != STATUS_OK;
		if (csv_end(&reading->csv) != STATUS_OK)
			status = reading->csv.status;
	}
	text_reader_close(&text);
	return status;
}

/* --- The delimiter ----------------------------------------------------------------------------- */

static bool look_at_row(void *context, const struct csv_row *row)
{
	size_t *score = context;

	*score = import_header_score(row);
	return *score == 0 && row->line < IMPORT_HEADER_ROWS;
}

/* The one with which the header has most columns. With a wrong one anything may go wrong; what is
 * wrong with the file itself is said when none leads to a header. */
static enum status find_delimiter(struct reading *reading)
{
	static const char delimiters[] = ",;\t";
	struct err *const err = reading->err;
	enum status status = STATUS_OK;
	size_t best = 0;
	char found = delimiters[0];

	for (const char *delimiter = delimiters; *delimiter != '\0' && !reading->retry;
		delimiter++) {
		struct err failure = {0};
		enum status read;
		size_t score = 0;

		reading->delimiter = *delimiter;
		reading->err = &failure;
		read = read_rows(reading, look_at_row, &score);
		if (read != STATUS_OK && status == STATUS_OK)
			status = err_set(err, read, "%s", failure.text);
		if (score > best) {
			best = score;
			found = *delimiter;
		}
	}
	reading->err = err;
	reading->delimiter = found;
	if (best == 0 || reading->retry)
		return status;
	err_clear(err);
	return STATUS_OK;
}

/* --- The whole --------------------------------------------------------------------------------- */

static bool keep_row(void *context, const struct csv_row *row)
{
	spool_add(context, row);
	return true;
}

static enum status read_text(
	struct import_source *source, enum text_encoding encoding, bool *retry, struct err *err)
{
	struct reading reading = {
		.source = source, .encoding = encoding, .delimiter = source->delimiter, .err = err};
	enum status status = STATUS_OK;

	if (reading.delimiter == '\0')
		status = find_delimiter(&reading);
	if (status == STATUS_OK)
		status = read_rows(&reading, keep_row, &source->rows);
	if (status == STATUS_OK) {
		source->encoding = encoding;
		source->delimiter = reading.delimiter;
	}
	*retry = reading.retry;
	return status;
}

/* Windows-1252 has no mark: it is what a list is written in that is no UTF-8 somewhere, be it in the
 * last row. Then it is read anew from the first. */
static void note_encoding(struct import_source *source)
{
	if (source->encoding == TEXT_WINDOWS_1252)
		buf_add_text(&source->note,
			_("The list is not written in UTF-8 and was read as Windows-1252. If a "
			  "letter with an accent looks wrong in a name, please save the list as "
			  "\"CSV UTF-8\" and import that file."));
	else if (source->encoding != TEXT_UTF8)
		buf_printf(&source->note, _("The list was read as %s."),
			text_encoding_name(source->encoding));
}

static enum status read_csv(
	struct import_source *source, enum text_encoding encoding, struct err *err)
{
	bool retry;
	enum status status = read_text(source, encoding, &retry, err);

	if (retry) {
		err_clear(err);
		spool_clear(&source->rows);
		status = read_text(source, TEXT_WINDOWS_1252, &retry, err);
	}
	if (status == STATUS_OK)
		note_encoding(source);
	return status;
}

static enum status read_whole(struct text_input *input, struct buf *file, struct err *err)
{
	uint8_t step[16384];
	size_t got = 1;
	enum status status = STATUS_OK;

	input->at = 0;
	input->max = XLSX_FILE_MAX;
	while (got > 0 && status == STATUS_OK) {
		status = text_input_read(input, step, sizeof(step), &got, err);
		buf_add(file, step, got);
	}
	explicit_bzero(step, sizeof(step));
	return status;
}

/* It is packed, and its directory is at its end, so it is taken whole. */
static enum status read_workbook(struct import_source *source, struct err *err)
{
	struct buf file = BUF_EMPTY;
	enum status status = read_whole(&source->input, &file, err);

	if (status == STATUS_OK)
		status = xlsx_read(buf_bytes(&file), keep_row, &source->rows, &source->note, err);
	buf_wipe(&file);
	return status;
}

static enum status read_source(struct import_source *source, struct err *err)
{
	uint8_t head[HEAD];
	struct bytes seen = {head, 0};
	enum text_encoding encoding;
	size_t mark;
	enum status status = text_input_read(&source->input, head, sizeof(head), &seen.len, err);

	if (status == STATUS_OK) {
		encoding = text_encoding_guess(seen, &mark);
		seen.ptr += mark;
		seen.len -= mark;
		status = refuse_foreign(seen, err);
	}
	if (status == STATUS_OK && xlsx_is(seen))
		status = read_workbook(source, err);
	else if (status == STATUS_OK)
		status = read_csv(source, encoding, err);
	explicit_bzero(head, sizeof(head));
	return status;
}

enum status import_source_open(
	struct import_source *source, const char *path, const char *folder, struct err *err)
{
	enum status status;

	*source = (struct import_source){.input = {.fd = -1, .path = path, .max = IMPORT_FILE_MAX},
		.rows = {.folder = folder}};
	status = file_open(path, IMPORT_FILE_MAX, &source->input.fd, err);
	return status == STATUS_OK ? read_source(source, err) : status;
}

enum status import_source_bytes(struct import_source *source, struct bytes file, struct err *err)
{
	*source = (struct import_source){
		.input = {.fd = -1, .path = "", .memory = file, .max = IMPORT_FILE_MAX}};
	return read_source(source, err);
}

void import_source_release(struct import_source *source)
{
	if (source->input.fd >= 0)
		close(source->input.fd);
	spool_release(&source->rows);
	buf_release(&source->note);
	source->input.fd = -1;
}
