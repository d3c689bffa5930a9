/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows are one line high, and signatures stand by turns left and right (zig-zag), so that each has the
 * height of two lines.
 */
#include "report/sheet_page.h"

#include "report/state_words.h"
#include "report/words.h"
#include "model/door.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define NAME_COLS 26
#define PLACE_COLS 15
#define SIGN_COLS 10 /* each of the two columns */
#define LABEL_COLS 14
#define INSTRUCTORS_MIN 2 /* lines for those who are not known yet */

struct page {
	struct buf *out;
	const struct programme *programme;
	const struct roster *roster;
	const char *code;
	uint32_t day;
	int line;   /* of the page that is being written, from 0 */
	int number; /* of that page */
	int pages;
};

/* --- Lines ------------------------------------------------------------------------------------- */

static void end_line(struct page *page)
{
	buf_add_byte(page->out, '\n');
	page->line++;
}

static void put_fitted(struct page *page, const char *text, int cols, bool pad)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, text, strlen(text));
	text_fit(page->out, buf_text(&safe), cols, pad);
	buf_wipe(&safe);
}

static void put_safe(struct page *page, const char *text, int cols)
{
	put_fitted(page, text, cols, true);
}

/* What stands last in a line. */
static void put_last(struct page *page, const char *text, int cols)
{
	put_fitted(page, text, cols, false);
	end_line(page);
}

static void put_blanks(struct page *page, int count)
{
	for (int i = 0; i < count; i++)
		buf_add_byte(page->out, ' ');
}

static void put_rule(struct page *page, char sign)
{
	for (int i = 0; i < SHEET_COLS; i++)
		buf_add_byte(page->out, (uint8_t)sign);
	end_line(page);
}

static void put_centred(struct page *page, const char *text)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, text, strlen(text));
	if (text_width(buf_text(&safe)) < SHEET_COLS)
		put_blanks(page, (SHEET_COLS - text_width(buf_text(&safe))) / 2);
	put_last(page, text, SHEET_COLS);
	buf_release(&safe);
}

static void put_fact(struct page *page, const char *label, const char *text)
{
	buf_add_byte(page->out, ' ');
	put_safe(page, label, LABEL_COLS);
	buf_add_text(page->out, ": ");
	put_last(page, text, SHEET_COLS - LABEL_COLS - 3);
}

/* --- The head ---------------------------------------------------------------------------------- */

static void put_letterhead(struct page *page)
{
	const struct settings *settings = &page->programme->settings;

	for (size_t i = 0; i < settings->letterhead.count; i++)
		put_centred(page, settings->letterhead.item[i]);
	if (settings->letterhead.count == 0)
		put_centred(page, settings->agency);
	put_rule(page, '=');
	put_centred(page, _("ATTENDANCE SHEET"));
	put_centred(page, settings->programme);
	end_line(page);
}

static date held_on(const struct page *page)
{
	const struct dates *dates = &page->roster->session->schedule.dates;

	return page->day <= dates->count ? dates->item[page->day - 1] : DATE_NONE;
}

/* "Selasa, 16 Juli 2019 (enam belas Juli dua ribu sembilan belas)": the words are what Indonesian
 * offices ask for. */
static void add_date(const struct page *page, struct buf *out)
{
	date day = held_on(page);

	date_print_long(out, day);
	if (day == DATE_NONE) {
		buf_add_text(out, "....................");
	} else if (i18n_language() == LANGUAGE_INDONESIAN) {
		buf_add_text(out, " (");
		date_words(out, day);
		buf_add_byte(out, ')');
	}
}

static void put_facts(struct page *page)
{
	const struct session *session = page->roster->session;
	const struct kecamatan *kecamatan =
		programme_kecamatan(page->programme, session->plan.kecamatan);
	uint32_t start = session_start_minute(page->programme, session);
	struct buf text = BUF_EMPTY;

	session_title(page->programme, session, &text);
	buf_printf(&text, " (%s)", session->id);
	put_fact(page, _("Training"), buf_text(&text));
	put_fact(page, _("District"), kecamatan ? kecamatan->name : session->plan.kecamatan);
	buf_clear(&text);
	buf_printf(&text, _("%u of %u"), (unsigned)page->day, (unsigned)page->roster->days);
	if (page->roster->part != PART_WHOLE)
		buf_printf(&text, ", %s", day_part_text(page->roster->part));
	put_fact(page, _("Day"), buf_text(&text));
	buf_clear(&text);
	add_date(page, &text);
	put_fact(page, _("Date"), buf_text(&text));
	put_fact(page, _("Venue"),
		session->schedule.venue[0] != '\0' ? session->schedule.venue : "....................");
	buf_clear(&text);
	if (start > 0)
		minute_print(&text, (int)start - 1);
	buf_add_text(&text, start > 0 ? " WIB" : "....................");
	put_fact(page, _("Start"), buf_text(&text));
	buf_release(&text);
}

/* --- The table --------------------------------------------------------------------------------- */

static void put_cells(struct page *page, const char *number, const char *name, const char *sex,
	const char *place, const char *sign)
{
	buf_add_text(page->out, "| ");
	put_safe(page, number, 4);
	buf_add_text(page->out, "| ");
	put_safe(page, name, NAME_COLS);
	buf_add_text(page->out, "| ");
	put_safe(page, sex, 4);
	buf_add_text(page->out, "| ");
	put_safe(page, place, PLACE_COLS);
	buf_add_text(page->out, "|");
	put_safe(page, sign, 2 * SIGN_COLS);
	buf_add_text(page->out, "|");
	end_line(page);
}

static void put_table_head(struct page *page)
{
	put_rule(page, '-');
	put_cells(page, _("No"), _("Name"), _("M/F"), _("Kelurahan"), _(" Signature"));
	put_rule(page, '-');
}

/* The signature's place says whose it is: left for odd rows, right for even ones. */
static void put_row(struct page *page, size_t row, const char *number, const char *name,
	const char *sex, const char *place)
{
	char sign[2 * SIGN_COLS + 1];

	snprintf(sign, sizeof(sign), "%*s%-3s......", row % 2 == 0 ? 1 : SIGN_COLS + 1, "",
		number[0] != '\0' ? number : "..");
	put_cells(page, number, name, sex, place, sign);
}

static const char *place_of(const struct page *page, const struct roster_person *person)
{
	const struct kelurahan *kelurahan =
		programme_kelurahan(page->programme, person->address.kelurahan);

	return kelurahan ? kelurahan->name : person->address.elsewhere;
}

static void put_person(struct page *page, size_t row, const struct roster_person *person)
{
	uint32_t sex = person->identity.sex;

	put_row(page, row, person->enrolment.number, person->identity.name,
		sex == SEX_MALE || sex == SEX_FEMALE ? sex_letter(sex) : "", place_of(page, person));
}

/* --- Pages ------------------------------------------------------------------------------------- */

static void put_foot(struct page *page)
{
	while (page->line < SHEET_ROWS - 1)
		end_line(page);
	buf_printf(page->out, _(" Sheet %s    Page %d of %d"), page->code, page->number, page->pages);
	buf_add_byte(page->out, '\n');
}

static void next_page(struct page *page)
{
	put_foot(page);
	buf_add_byte(page->out, '\f');
	page->line = 0;
	page->number++;
}

/* The head of a page that is not the first: it may be found alone. */
static void put_short_head(struct page *page)
{
	struct buf text = BUF_EMPTY;

	session_title(page->programme, page->roster->session, &text);
	buf_printf(&text, " (%s), ", page->roster->session->id);
	buf_printf(&text, _("day %u"), (unsigned)page->day);
	put_centred(page, buf_text(&text));
	buf_release(&text);
	put_table_head(page);
}

static void put_signatory(struct page *page)
{
	const struct settings *settings = &page->programme->settings;
	struct buf line = BUF_EMPTY;
	const int col = 44;
	date day = held_on(page);

	buf_printf(&line, "%s, ", settings->city);
	if (day != DATE_NONE) {
		struct civil civil = date_civil(day);

		buf_printf(&line, "%d %s %d", civil.day, date_month_long(day), civil.year);
	} else {
		buf_add_text(&line, "....................");
	}
	const char *lines[] = {buf_text(&line), settings->signatory_title, "", "", "",
		settings->signatory_name, settings->signatory_id};
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		bool nip = i == sizeof(lines) / sizeof(lines[0]) - 1;

		if (lines[i][0] != '\0')
			put_blanks(page, col);
		if (nip && lines[i][0] != '\0')
			buf_add_text(page->out, "NIP ");
		put_last(page, lines[i], SHEET_COLS - col - 4 * nip);
	}
	buf_release(&line);
}

static size_t instructor_lines(const struct page *page)
{
	size_t known = page->roster->session->schedule.instructors.count;

	return known > INSTRUCTORS_MIN ? known : INSTRUCTORS_MIN;
}

/* What is filled in by hand at the end of the day. */
static void put_end(struct page *page)
{
	const struct texts *instructors = &page->roster->session->schedule.instructors;

	put_rule(page, '-');
	end_line(page);
	buf_printf(page->out, " %s", _("Signatures counted: ........   Men: ........   Women: ........"));
	end_line(page);
	end_line(page);
	for (size_t i = 0; i < instructor_lines(page); i++) {
		buf_printf(page->out, " %s %zu  ", _("Instructor"), i + 1);
		put_safe(page,
			i < instructors->count ? instructors->item[i] : "..............................",
			32);
		buf_add_text(page->out, "  ........................");
		end_line(page);
		end_line(page);
	}
	put_signatory(page);
}

static size_t count_seated(const struct roster *roster)
{
	size_t count = 0;

	for (size_t i = 0; i < roster->count; i++)
		count += roster_has_seat(&roster->person[i]);
	return count;
}

/* Blank rows: for each free seat, and eight more. */
static size_t count_blank(const struct page *page, size_t seated)
{
	uint32_t seats = page->roster->session->plan.capacity;

	return SHEET_BLANK + (seats > seated ? seats - seated : 0);
}

/* Lines that the end takes, with the page's foot. */
static int end_lines(const struct page *page)
{
	return 4 + 2 * (int)instructor_lines(page) + 7 + 1;
}

/* Writes all of it; `pages` must be known, so it is done twice. */
static void put_all(struct page *page)
{
	const struct roster *roster = page->roster;
	size_t seated = count_seated(roster);
	size_t rows = seated + count_blank(page, seated);
	size_t person = 0;

	page->line = 0;
	page->number = 1;
	put_letterhead(page);
	put_facts(page);
	put_table_head(page);
	for (size_t row = 0; row < rows; row++) {
		if (page->line >= SHEET_ROWS - 2) {
			next_page(page);
			put_short_head(page);
		}
		while (person < roster->count && !roster_has_seat(&roster->person[person]))
			person++;
		if (person < roster->count)
			put_person(page, row, &roster->person[person++]);
		else
			put_row(page, row, "", "", "", "");
	}
	if (page->line + end_lines(page) > SHEET_ROWS)
		next_page(page);
	put_end(page);
	put_foot(page);
}

void sheet_page(struct buf *out, const struct programme *programme, const struct roster *roster,
	uint32_t day, const char *code)
{
	struct buf trial = BUF_EMPTY;
	struct page page = {
		.out = &trial, .programme = programme, .roster = roster, .code = code, .day = day};

	put_all(&page);
	buf_wipe(&trial);
	page.pages = page.number;
	page.out = out;
	put_all(&page);
}
