/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/phone.h"

#include "model/filler.h"

#include "base/i18n.h"

#include <string.h>

#define DIGITS_MAX 24 /* more than any number, so that a long one is seen to be long */

struct written {
	char digits[DIGITS_MAX + 1];
	size_t count; /* of all digits, also of those that found no room */
	bool plus;
	bool strange; /* something else than digits, fillers and one + in front */
};

static struct written take_apart(const char *text)
{
	struct written written = {0};

	while (*text != '\0') {
		size_t filler = filler_length(text, "()");

		if (filler > 0) {
			text += filler;
			continue;
		}
		if (*text >= '0' && *text <= '9') {
			if (written.count < DIGITS_MAX)
				written.digits[written.count] = *text;
			written.count++;
		} else if (*text == '+' && !written.plus && written.count == 0) {
			written.plus = true;
		} else {
			written.strange = true;
		}
		text++;
	}
	return written;
}

/* The area codes of Indonesia without their 0, from libphonenumber's metadata: the first digits,
 * and which digits may follow as the code's last ("": the code is whole). */
static const struct {
	const char *first, *last;
} area_codes[] = {{"21", ""}, {"22", ""}, {"24", ""}, {"31", ""}, {"61", ""}, {"23", "1234"},
	{"25", "1234"}, {"26", "012345678"}, {"27", "123456"}, {"28", "0123456789"},
	{"29", "12345678"}, {"32", "12345678"}, {"33", "1234568"}, {"34", "123"},
	{"35", "12345678"}, {"36", "123568"}, {"37", "0123469"}, {"38", "0123456789"},
	{"40", "1234589"}, {"41", "0134789"}, {"42", "0123678"}, {"43", "0124568"}, {"44", "3"},
	{"45", "12378"}, {"46", "12345"}, {"47", "134"}, {"48", "1245"}, {"51", "12356789"},
	{"52", "25678"}, {"53", "12456789"}, {"54", "123589"}, {"55", "12346"}, {"56", "12345678"},
	{"62", "0123456789"}, {"63", "1234569"}, {"64", "123456"}, {"65", "0123456789"},
	{"70", "2"}, {"71", "123456789"}, {"72", "123456789"}, {"73", "0123456789"},
	{"74", "12345678"}, {"75", "123456789"}, {"76", "0123456789"}, {"77", "01236789"},
	{"90", "12"}, {"91", "01345678"}, {"92", "0123479"}, {"95", "125678"}, {"96", "23679"},
	{"97", "159"}, {"98", "01346"}};

/* Digits of the area code that a national number without its 0 begins with; 0 when none. */
static size_t area_code_length(const char *number)
{
	for (size_t i = 0; i < sizeof(area_codes) / sizeof(area_codes[0]); i++) {
		if (number[0] != area_codes[i].first[0] || number[1] != area_codes[i].first[1])
			continue;
		if (area_codes[i].last[0] == '\0')
			return 2;
		if (number[2] != '\0' && strchr(area_codes[i].last, number[2]))
			return 3;
	}
	return 0;
}

static bool has_mobile_prefix(const char *number)
{
	return number[0] == '8' && number[1] != '\0' && strchr("12356789", number[1]);
}

/* `number` is national, without its 0. */
static enum phone_kind kind_of(const char *number)
{
	size_t len = strlen(number);
	size_t area = area_code_length(number);

	if (has_mobile_prefix(number) && len >= 9 && len <= 12)
		return PHONE_MOBILE;
	/* Subscriber numbers have 5 to 8 digits, in the two largest areas 7 or 8. */
	if (area > 0 && len >= area + 5 && len <= area + 8 &&
		(len >= area + 7 ||
			(strncmp(number, "21", 2) != 0 && strncmp(number, "22", 2) != 0)))
		return PHONE_FIXED;
	return PHONE_INVALID;
}

/* Finds the national number without its 0; null when there is neither a 0 nor a country code, and
 * it isn't a mobile number whose 0 a spreadsheet took away. */
static const char *national_of(const struct written *written)
{
	const char *digits = written->digits;
	bool foreign = written->plus;

	if (!foreign && strncmp(digits, "00", 2) == 0) {
		foreign = true;
		digits += 2;
	}
	if (strncmp(digits, "62", 2) == 0) {
		const char *rest = digits[2] == '0' ? digits + 3 : digits + 2; /* +62 (0)812 */

		/* Without a + only where all then make a number: 62 can begin a local one. */
		if (foreign || kind_of(rest) != PHONE_INVALID)
			return rest;
	}
	if (foreign)
		return NULL;
	if (digits[0] == '0')
		return digits + 1;
	return kind_of(digits) == PHONE_MOBILE ? digits : NULL;
}

static bool is_empty(const struct written *written)
{
	return written->count == 0 && !written->plus && !written->strange;
}

enum phone_kind phone_parse(struct phone *phone, const char *text)
{
	struct written written = take_apart(text);
	const char *national;

	*phone = (struct phone){.kind = PHONE_INVALID};
	if (is_empty(&written)) {
		phone->kind = PHONE_EMPTY;
		return phone->kind;
	}
	if (written.strange || written.count > DIGITS_MAX)
		return phone->kind;
	national = national_of(&written);
	if (!national)
		return phone->kind;
	phone->kind = kind_of(national);
	if (phone->kind == PHONE_INVALID)
		return phone->kind;
	phone->national[0] = '0';
	memcpy(phone->national + 1, national, strlen(national) + 1);
	memcpy(phone->e164, "+62", 3);
	memcpy(phone->e164 + 3, national, strlen(national) + 1);
	return phone->kind;
}

static const char *explain_national(const char *national)
{
	size_t len = strlen(national);

	if (national[0] == '8') {
		if (len >= 2 && !has_mobile_prefix(national))
			return _("No mobile number begins like this. Please check the first four "
				 "digits.");
		return len < 9 ? _("Too short: a mobile number has 10 to 13 digits with its 0. "
				   "Please count "
				   "the digits.")
			       : _("Too long: a mobile number has 10 to 13 digits with its 0. "
				   "Please count "
				   "the digits.");
	}
	if (area_code_length(national) == 0)
		return _("No such area code. Please check the first digits.");
	return _("Too short or too long for a fixed line. Please count the digits.");
}

const char *phone_explain(const char *text)
{
	struct written written = take_apart(text);
	struct phone phone;
	const char *national;

	if (phone_parse(&phone, text) != PHONE_INVALID)
		return "";
	if (written.strange)
		return _(
			"Only digits, blanks and a + in front belong in a telephone number. Please "
			"write one number.");
	if (written.count > DIGITS_MAX)
		return _("Too many digits. Please write one number.");
	national = national_of(&written);
	if (national)
		return explain_national(national);
	if (written.plus || strncmp(written.digits, "00", 2) == 0)
		return _("Not a number of Indonesia. Please write one that begins with 0 or +62.");
	if (written.digits[0] == '8')
		return explain_national(written.digits);
	return _("The area code is missing. Please write the number with it, as in 021 5821234.");
}

void phone_mask(const char *national, struct buf *out)
{
	size_t length = strlen(national);

	for (size_t i = 0; i < length; i++)
		buf_add_byte(out, length > 7 && (i < 4 || i + 3 >= length) ? (uint8_t)national[i] : '*');
}
