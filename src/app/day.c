/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/day.h"

#include "app/persons.h"
#include "model/marks.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

bool day_is_closed(const struct app *app, const struct session *session, uint32_t day)
{
	const struct register_key key = register_day(session->id, (int)day);

	return cell_state(view_find(store_view(app->store), register_bytes(&key))) == DAY_CLOSED;
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " ")] == '\0';
}

enum status day_needs_reason(const struct app *app, const struct session *session, uint32_t day,
	const char *reason, struct err *err)
{
	if (!day_is_closed(app, session, day) || !is_blank(reason))
		return STATUS_OK;
	return err_set(err, STATUS_INVALID,
		_("Day %u is closed: say why it is corrected, or reopen the day."), (unsigned)day);
}

enum status day_read_marks(
	const struct roster *roster, const char *text, uint8_t *said, struct err *err)
{
	const char **number = memory_alloc((roster->count + 1) * sizeof(*number));
	enum status status;

	for (size_t i = 0; i < roster->count; i++)
		number[i] = roster_has_seat(&roster->person[i]) ? roster->person[i].enrolment.number : "";
	status = marks_read(text, number, roster->count, said, err);
	free((void *)number);
	return status;
}

/* The status that the person gets now; 0: none. */
static uint32_t new_status(const struct roster *roster, const struct closing *closing, size_t person)
{
	uint32_t said = closing->said ? closing->said[person] : MARKS_UNSAID;

	if (said == MARKS_UNSAID || said == MARKS_EXCEPTED ||
		(closing->part == PART_WHOLE &&
			said == roster->person[person].mark[closing->day - 1].status))
		return 0;
	return said;
}

void day_count_with(
	const struct roster *roster, const struct closing *closing, struct day_count *count)
{
	struct roster_mark *kept = memory_alloc((roster->count + 1) * sizeof(*kept));

	for (size_t i = 0; i < roster->count; i++) {
		struct roster_mark *mark = &roster->person[i].mark[closing->day - 1];
		uint32_t status = new_status(roster, closing, i);

		kept[i] = *mark;
		if (status != 0 && (closing->part == PART_WHOLE || mark->status != ATTENDANCE_PRESENT))
			mark->status = status;
	}
	roster_count(roster, closing->day, count);
	for (size_t i = 0; i < roster->count; i++)
		roster->person[i].mark[closing->day - 1] = kept[i];
	free(kept);
}

static void put_marks(struct app *app, struct transaction *transaction, const struct roster *roster,
	const struct closing *closing)
{
	struct attendance attendance;

	for (size_t i = 0; i < roster->count; i++) {
		struct register_key key = register_attendance(roster->session->id, (int)closing->day,
			closing->part, &roster->person[i].record);

		record_clear(&attendance_type, &attendance);
		attendance.status = new_status(roster, closing, i);
		if (attendance.status == 0)
			continue;
		transaction_entry(transaction);
		person_put(app, transaction, key, &attendance_type, &attendance);
	}
}

static enum status check_closing(const struct app *app, const struct roster *roster,
	const struct closing *closing, const struct day_count *count, struct err *err)
{
	if (day_is_closed(app, roster->session, closing->day))
		return err_set(err, STATUS_INVALID,
			_("Day %u is closed already. To correct it, reopen it first."),
			(unsigned)closing->day);
	if (count->present == 0 && !closing->counted)
		return err_set(err, STATUS_INVALID,
			_("Nobody is recorded as present on day %u. If that is right, count the "
			  "signatures, and say 0."),
			(unsigned)closing->day);
	return STATUS_OK;
}

static void put_day(struct transaction *transaction, const struct roster *roster, uint32_t day,
	const struct day *record)
{
	const struct register_key key = register_day(roster->session->id, (int)day);

	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &day_type, record);
}

enum status day_close(struct app *app, const struct roster *roster, const struct closing *closing,
	struct err *err)
{
	enum status status = roster_check_day(roster, closing->day, err);
	struct transaction *transaction;
	struct day_count count;
	struct day record;

	if (status != STATUS_OK)
		return status;
	day_count_with(roster, closing, &count);
	status = check_closing(app, roster, closing, &count, err);
	if (status == STATUS_OK)
		status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	record_clear(&day_type, &record);
	record.state = DAY_CLOSED;
	record.signatures = closing->counted ? closing->signatures + 1 : 0;
	record.present = count.present;
	record.remark = closing->remark;
	put_marks(app, transaction, roster, closing);
	put_day(transaction, roster, closing->day, &record);
	return app_commit(app, transaction, err);
}

enum status day_reopen(struct app *app, const struct roster *roster, uint32_t day, const char *reason,
	struct err *err)
{
	enum status status = roster_check_day(roster, day, err);
	struct transaction *transaction;
	struct day record;

	if (status != STATUS_OK)
		return status;
	if (!roster_is_closed(roster, day))
		return err_set(err, STATUS_INVALID, _("Day %u is not closed."), (unsigned)day);
	if (is_blank(reason))
		return err_set(err, STATUS_INVALID, "%s", _("Say why the day is reopened."));
	status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	record = roster->day[day - 1].record;
	record.state = DAY_REOPENED;
	record.reason = reason;
	put_day(transaction, roster, day, &record);
	return app_commit(app, transaction, err);
}
