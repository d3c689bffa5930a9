/* SPDX-License-Identifier: BSD-2-Clause */
/* A person new at the door, field by field, from what is typed. */
#include "app/enrol.h"
#include "model/nik.h"
#include "model/phone.h"
#include "model/places.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

void newcomer_start(struct newcomer *newcomer)
{
	*newcomer = (struct newcomer){0};
	record_clear(&person_identity_type, &newcomer->identity);
	record_clear(&person_contact_type, &newcomer->contact);
	record_clear(&person_address_type, &newcomer->address);
}

void newcomer_release(struct newcomer *newcomer)
{
	arena_release(&newcomer->arena);
	*newcomer = (struct newcomer){0};
}

static const char *keep(struct newcomer *newcomer, const char *text)
{
	return arena_text(&newcomer->arena, text, strlen(text));
}

static enum status set_name(struct newcomer *newcomer, const char *text, struct err *err)
{
	struct buf folded = BUF_EMPTY;
	bool letters;

	text_fold(&folded, text, strlen(text));
	letters = folded.len > 0 && strspn(buf_text(&folded), "0123456789 ") < folded.len;
	buf_wipe(&folded);
	if (text[0] != '\0' && !letters)
		return err_set(err, STATUS_INVALID, "%s",
			_("A name has letters: please type it as on the identity card."));
	newcomer->identity.name = keep(newcomer, text);
	return STATUS_OK;
}

static enum status set_nik(
	struct newcomer *newcomer, const struct app *app, const char *text, struct err *err)
{
	struct person_identity *identity = &newcomer->identity;
	struct buf reason = BUF_EMPTY;
	struct nik nik;

	if (text[0] == '\0') {
		identity->nik = "";
		identity->born = DATE_NONE;
		return STATUS_OK;
	}
	if (!nik_parse(&nik, text, app_today(app))) {
		nik_explain(&nik, &reason);
		(void)err_set(err, STATUS_INVALID,
			_("NIK: %s. Please type it again from the card, or leave it empty."),
			buf_text(&reason));
		buf_release(&reason);
		return STATUS_INVALID;
	}
	identity->nik = keep(newcomer, nik.digits);
	identity->born = nik.born;
	if (identity->sex == SEX_UNKNOWN)
		identity->sex = (uint32_t)nik.sex;
	return STATUS_OK;
}

/* L and P are the office's, M and F the translation's. */
static enum status set_sex(struct newcomer *newcomer, const char *text, struct err *err)
{
	static const struct {
		char letter;
		enum sex sex;
	} letters[] = {{'L', SEX_MALE}, {'M', SEX_MALE}, {'P', SEX_FEMALE}, {'F', SEX_FEMALE}};

	if (text[0] == '\0') {
		newcomer->identity.sex = SEX_UNKNOWN;
		return STATUS_OK;
	}
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]) && text[1] == '\0'; i++) {
		if ((text[0] & ~0x20) != letters[i].letter)
			continue;
		newcomer->identity.sex = letters[i].sex;
		return STATUS_OK;
	}
	return err_set(err, STATUS_INVALID, "%s",
		_("Type L for a man, P for a woman, or leave it empty."));
}

static enum status set_kelurahan(
	struct newcomer *newcomer, const struct app *app, const char *text, struct err *err)
{
	const struct kelurahan *kelurahan = NULL;
	struct places places = {0};

	if (text[0] != '\0')
		kelurahan = programme_kelurahan(&app->programme, text);
	if (text[0] != '\0' && !kelurahan) {
		places_load(&places, &app->programme);
		kelurahan = places_kelurahan(&places, text, app->laptop.kecamatan);
		if (!kelurahan)
			kelurahan = places_kelurahan(&places, text, NULL);
		places_release(&places);
		if (!kelurahan)
			return err_set(err, STATUS_INVALID,
				_("No kelurahan \"%s\" here: please type its whole name, or leave it "
				  "empty."), text);
	}
	newcomer->address.kelurahan = kelurahan ? kelurahan->code : "";
	/* 31.73.08 of 31.73.08.1002 */
	newcomer->address.kecamatan =
		kelurahan ? arena_text(&newcomer->arena, kelurahan->code, strlen("31.73.08")) : "";
	return STATUS_OK;
}

static enum status set_phone(struct newcomer *newcomer, const char *text, struct err *err)
{
	struct phone phone;

	if (phone_parse(&phone, text) == PHONE_INVALID)
		return err_set(err, STATUS_INVALID, "%s", phone_explain(text));
	newcomer->contact.phone = keep(newcomer, phone.national);
	return STATUS_OK;
}

enum status newcomer_set(struct newcomer *newcomer, const struct app *app, enum newcomer_field field,
	const char *typed, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status = STATUS_OK;

	if (!text_clean(&text, typed, strlen(typed)) || text.len > TEXT_MAX) {
		status = err_set(err, STATUS_INVALID, "%s",
			_("That can't be recorded: please type it again."));
	} else {
		switch (field) {
		case NEWCOMER_NAME:
			status = set_name(newcomer, buf_text(&text), err);
			break;
		case NEWCOMER_NIK:
			status = set_nik(newcomer, app, buf_text(&text), err);
			break;
		case NEWCOMER_SEX:
			status = set_sex(newcomer, buf_text(&text), err);
			break;
		case NEWCOMER_KELURAHAN:
			status = set_kelurahan(newcomer, app, buf_text(&text), err);
			break;
		default:
			status = set_phone(newcomer, buf_text(&text), err);
		}
	}
	buf_wipe(&text);
	return status;
}
