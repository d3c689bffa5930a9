/* SPDX-License-Identifier: BSD-2-Clause */
/* How to reach a registrant, where they live, and what is asked besides. */
#include "app/import_work.h"
#include "model/filler.h"
#include "model/phone.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"
#define PLACE_NUMBER_MAX 999
#define PLACE_DIGITS 3 /* of it */
#define KECAMATAN_CODE_LENGTH 8 /* 31.73.08 of 31.73.08.1002 */

/* --- Telephone and e-mail --------------------------------------------------------------------- */

/* The next of several numbers in a cell, free with free(); null behind the last. */
static char *next_number(const char **rest)
{
	const char *start = *rest + strspn(*rest, "/;,&|\n ");
	size_t len = strcspn(start, "/;,&|\n");
	char *number;

	if (len == 0)
		return NULL;
	number = memory_alloc(len + 1);
	memcpy(number, start, len);
	*rest = start + len;
	return number;
}

/* Puts a number where there is room. False when there is none. */
static bool take_phone(struct import_work *work, const struct phone *phone)
{
	struct person_contact *contact = &work->out->contact;

	if (strcmp(contact->phone, phone->national) == 0 ||
		strcmp(contact->phone2, phone->national) == 0)
		return true;
	if (*contact->phone == '\0')
		contact->phone = arena_text(work->arena, phone->national, strlen(phone->national));
	else if (*contact->phone2 == '\0')
		contact->phone2 = arena_text(work->arena, phone->national, strlen(phone->national));
	else
		return false;
	return true;
}

static void read_phones(struct import_work *work, size_t column)
{
	const char *rest = work->cell[column];
	const char *reason = NULL;
	struct phone phone;
	char *number;

	if (phone_parse(&phone, rest) != PHONE_INVALID)
		rest = *phone.national != '\0' && take_phone(work, &phone) ? "" : rest;
	if (import_is_rounded_number(rest)) {
		import_warn(work, column,
			_("Rounded by the spreadsheet, and left empty. Please type the number in a "
			  "column "
			  "that is formatted as text."));
		return;
	}
	while ((number = next_number(&rest)) != NULL) {
		enum phone_kind kind = phone_parse(&phone, number);

		if (kind == PHONE_INVALID)
			reason = phone_explain(number);
		else if (kind != PHONE_EMPTY && !take_phone(work, &phone))
			reason = _("There is room for two numbers. The others were left out.");
		free(number);
	}
	if (reason)
		import_warn(work, column, reason);
}

void import_read_contact(struct import_work *work)
{
	const struct import_header *header = work->rows->header;
	const char *email = import_cell(work, COLUMN_EMAIL);
	size_t column = import_header_column(header, COLUMN_PHONE, 0);

	for (; column < header->count;
		column = import_header_column(header, COLUMN_PHONE, column + 1))
		if (*work->cell[column] != '\0')
			read_phones(work, column);
	if (*email == '\0')
		return;
	if (strchr(email, '@') && !strchr(email, ' '))
		work->out->contact.email = email;
	else
		import_warn_kind(
			work, COLUMN_EMAIL, _("This is no e-mail address. It was left empty."));
}

/* --- Address ---------------------------------------------------------------------------------- */

/* The numbers in a cell, at most two and a third to see that there are more; -1 when there are
 * words besides RT and RW, or a number is too great. */
static int place_numbers(const char *cell, uint32_t number[2])
{
	struct buf folded = BUF_EMPTY;
	const char *next;
	int count = 0;

	if (cell[strspn(cell, DIGITS)] == '\0' && strlen(cell) <= PLACE_DIGITS) {
		number[0] = (uint32_t)strtoul(cell, NULL, 10);
		return 1;
	}
	text_fold(&folded, cell, strlen(cell));
	for (next = buf_text(&folded); *next != '\0' && count >= 0; next += *next == ' ') {
		if (strncmp(next, "rt", 2) == 0 || strncmp(next, "rw", 2) == 0) {
			next += 2;
			continue;
		}
		if (*next < '0' || *next > '9') {
			count = -1;
		} else {
			unsigned long value = strtoul(next, NULL, 10);

			if (value > PLACE_NUMBER_MAX)
				count = -1;
			else if (count++ < 2)
				number[count - 1] = (uint32_t)value;
		}
		next += strcspn(next, " ");
	}
	buf_release(&folded);
	return count;
}

static void read_rt_rw(struct import_work *work)
{
	struct person_address *address = &work->out->address;
	static const struct {
		enum import_column kind;
		int least; /* numbers */
	} columns[] = {{COLUMN_RT_RW, 2}, {COLUMN_RT, 1}, {COLUMN_RW, 1}};

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const char *cell = import_cell(work, columns[i].kind);
		uint32_t number[2] = {0, 0};
		int count;

		if (*cell == '\0')
			continue;
		count = place_numbers(cell, number);
		if (count < columns[i].least || count > 2) {
			import_warn_kind(work, columns[i].kind,
				_("Not understood, and left empty. Please write RT and RW as "
				  "numbers, like "
				  "016/006."));
		} else if (count == 2) {
			address->rt = number[0];
			address->rw = number[1];
		} else if (columns[i].kind == COLUMN_RT) {
			address->rt = number[0];
		} else {
			address->rw = number[0];
		}
	}
}

/* Keeps a place that the programme does not have as it was written. */
static void keep_elsewhere(struct import_work *work, enum import_column kind)
{
	struct person_address *address = &work->out->address;
	const char *cell = import_cell(work, kind);

	if (*address->elsewhere == '\0')
		address->elsewhere = cell;
	else if (strlen(address->elsewhere) + strlen(cell) + 2 <= TEXT_MAX)
		address->elsewhere = arena_printf(work->arena, "%s, %s", address->elsewhere, cell);
	import_warn_kind(work, kind,
		_("Not one of the programme's places; kept as it is written. Please check the "
		  "spelling."));
}

static void take_kelurahan(struct import_work *work, const struct kelurahan *kelurahan)
{
	struct person_address *address = &work->out->address;
	const char *code = address->kecamatan;

	if (*code != '\0' && strncmp(code, kelurahan->code, KECAMATAN_CODE_LENGTH) != 0)
		import_warn_kind(work, COLUMN_KELURAHAN,
			_("This kelurahan is in another kecamatan than the row says. The kelurahan "
			  "was "
			  "taken. Please check both."));
	address->kelurahan = kelurahan->code;
	address->kecamatan = arena_text(
		work->arena, kelurahan->code, strnlen(kelurahan->code, KECAMATAN_CODE_LENGTH));
}

static void read_places(struct import_work *work)
{
	const struct places *places = work->rows->places;
	struct person_address *address = &work->out->address;
	const char *kecamatan_name = import_cell(work, COLUMN_KECAMATAN);
	const char *kelurahan_name = import_cell(work, COLUMN_KELURAHAN);
	const struct kecamatan *kecamatan = places_kecamatan(places, kecamatan_name);
	const struct kelurahan *kelurahan;

	if (kecamatan)
		address->kecamatan = kecamatan->code;
	kelurahan = places_kelurahan(places, kelurahan_name, address->kecamatan);
	if (!kelurahan)
		kelurahan = places_kelurahan(places, kelurahan_name, NULL);
	if (kelurahan)
		take_kelurahan(work, kelurahan);
	else if (*kelurahan_name != '\0')
		keep_elsewhere(work, COLUMN_KELURAHAN);
	if (!kecamatan && *kecamatan_name != '\0')
		keep_elsewhere(work, COLUMN_KECAMATAN);
}

void import_read_address(struct import_work *work)
{
	work->out->address.line = import_cell(work, COLUMN_ADDRESS);
	read_rt_rw(work);
	read_places(work);
}

/* --- What is asked besides -------------------------------------------------------------------- */

static void read_family_card(struct import_work *work)
{
	const char *cell = import_cell(work, COLUMN_FAMILY_CARD);
	char digits[NIK_DIGITS + 1] = "";
	size_t count = 0;
	bool clean = true;

	if (*cell == '\0')
		return;
	while (*cell != '\0') {
		size_t filler = filler_length(cell, "`");

		if (filler == 0 && *cell >= '0' && *cell <= '9' && count < NIK_DIGITS)
			digits[count++] = *cell;
		else if (filler == 0)
			clean = false;
		cell += filler > 0 ? filler : 1;
	}
	if (clean && count == NIK_DIGITS)
		work->out->business.family_card = arena_text(work->arena, digits, count);
	else
		import_warn_kind(work, COLUMN_FAMILY_CARD,
			_("A number of a family card has 16 digits. It was left empty."));
}

void import_read_business(struct import_work *work)
{
	struct person_business *business = &work->out->business;

	read_family_card(work);
	business->education = import_cell(work, COLUMN_EDUCATION);
	business->marital = import_cell(work, COLUMN_MARITAL);
	business->disability = import_cell(work, COLUMN_DISABILITY);
	business->business = import_cell(work, COLUMN_BUSINESS);
}

/* --- For which training ------------------------------------------------------------------------- */

/* People are trained where they live, unless a column says where. */
void import_read_training(struct import_work *work)
{
	struct registrant_training *training = &work->out->training;

	training->session = import_cell(work, COLUMN_SESSION);
	training->commodity = import_cell(work, COLUMN_COMMODITY);
	training->number = import_cell(work, COLUMN_CLASS);
	training->place = import_cell(work, COLUMN_TRAINING_KECAMATAN);
	training->kecamatan = training->place;
	if (*training->kecamatan == '\0')
		training->kecamatan = import_cell(work, COLUMN_KECAMATAN);
	if (*training->kecamatan == '\0')
		training->kecamatan = work->out->address.kecamatan;
}
