/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/laptop.h"

#include "store/local.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define NAME "laptop"

/* The first day of training that is not over, or the largest date. */
static date next_day(const struct session *session, date today)
{
	const struct dates *dates = &session->schedule.dates;
	date next = INT32_MAX;

	for (size_t i = 0; i < dates->count && session->status.status != SESSION_CANCELLED; i++)
		if (dates->item[i] >= today && dates->item[i] < next)
			next = dates->item[i];
	return next;
}

/* Today's class tells where the laptop stands; without one, the class that comes next. Of several that of
 * the last kecamatan, where the demo plays. */
static const char *likely_kecamatan(const struct app *app)
{
	const struct programme *programme = &app->programme;
	const date today = app_today(app);
	const char *likely = programme->kecamatan_count > 0 ? programme->kecamatan[0].code : "";
	date soonest = INT32_MAX;

	for (size_t i = 0; i < programme->session_count; i++) {
		const struct session *session = &programme->session[i];
		date next = next_day(session, today);

		if (next < soonest ||
			(next == soonest && next < INT32_MAX &&
				strcmp(session->plan.kecamatan, likely) > 0)) {
			soonest = next;
			likely = session->plan.kecamatan;
		}
	}
	return likely;
}

void laptop_propose_name(const struct app *app, const char *code, uint32_t letter, struct buf *out)
{
	const struct kecamatan *kecamatan = programme_kecamatan(&app->programme, code);

	if (kecamatan && kecamatan->short_code[0])
		buf_printf(out, "%s-", kecamatan->short_code);
	buf_add_byte(out, (uint8_t)letter);
}

/* Replaces app->laptop by a copy that lives as long as the programme is open. */
static void take(struct app *app, const struct laptop *laptop)
{
	struct laptop copy = *laptop;

	copy.base = (struct record_base){BYTES_NONE, 0};
	copy.name = arena_text(&app->texts, laptop->name, strlen(laptop->name));
	copy.kecamatan = arena_text(&app->texts, laptop->kecamatan, strlen(laptop->kecamatan));
	app->laptop = copy;
}

static void propose(struct app *app)
{
	struct laptop laptop;
	struct buf name = BUF_EMPTY;

	record_clear(&laptop_type, &laptop);
	laptop.kecamatan = likely_kecamatan(app);
	laptop.letter = 'A';
	laptop_propose_name(app, laptop.kecamatan, laptop.letter, &name);
	laptop.name = buf_text(&name);
	take(app, &laptop);
	buf_release(&name);
}

static enum status check(const struct app *app, const struct laptop *laptop, struct err *err)
{
	const size_t len = strlen(laptop->name);

	if (len == 0 || !text_is_clean(laptop->name, len) || !text_check(laptop->name, len) ||
		text_width(laptop->name) > LAPTOP_NAME_COLS)
		return err_set(err, STATUS_INVALID,
			_("The laptop's name is empty or too long. Give 1 to %d letters, for example "
			  "KBG-A."),
			LAPTOP_NAME_COLS);
	if (!programme_kecamatan(&app->programme, laptop->kecamatan))
		return err_set(err, STATUS_INVALID, "%s",
			_("No such kecamatan. Give its short code, for example KBG."));
	if (laptop->letter < 'A' || laptop->letter > 'Z')
		return err_set(err, STATUS_INVALID, "%s",
			_("The laptop's letter is one of A to Z. Two laptops of one kecamatan have "
			  "different letters."));
	return STATUS_OK;
}

void laptop_load(struct app *app)
{
	struct arena arena = {0};
	struct laptop laptop;
	struct bytes value;
	bool kept;

	/* Why it cannot be read is told with the other notes of this laptop. */
	kept = store_local_read(app->store, NAME, &arena, &value, NULL) == STATUS_OK &&
	       record_decode(&laptop_type, value, &arena, &laptop, NULL) == STATUS_OK &&
	       check(app, &laptop, NULL) == STATUS_OK;
	if (kept)
		take(app, &laptop);
	else
		propose(app);
	app->laptop_chosen = kept || app->programme.is_demo;
	arena_release(&arena);
}

enum status laptop_save(struct app *app, const struct laptop *laptop, struct err *err)
{
	struct buf value = BUF_EMPTY;
	enum status status = check(app, laptop, err);

	if (status == STATUS_OK)
		status = record_encode(&laptop_type, laptop, &value, err);
	if (status == STATUS_OK)
		status = store_local_write(app->store, NAME, buf_bytes(&value), err);
	if (status == STATUS_OK) {
		take(app, laptop);
		app->laptop_chosen = true;
	}
	buf_release(&value);
	return status;
}
