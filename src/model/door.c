/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/door.h"

#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_DIGITS_MAX 9

/* --- Seats ------------------------------------------------------------------------------------- */

uint32_t seats_free(const struct day_count *count)
{
	return count->seats > count->registered ? count->seats - count->registered : 0;
}

uint32_t seats_over(const struct day_count *count)
{
	return count->registered > count->seats ? count->registered - count->seats : 0;
}

bool seats_for_newcomer(const struct day_count *count)
{
	return seats_free(count) > count->waiting;
}

/* What stands behind the letter, 0 when the number is none of this letter's. */
static unsigned long after_letter(const char *number, char letter)
{
	size_t digits;

	if ((number[0] & ~0x20) != letter)
		return 0;
	digits = strspn(number + 1, "0123456789");
	if (digits == 0 || digits > NUMBER_DIGITS_MAX || number[1 + digits] != '\0')
		return 0;
	return strtoul(number + 1, NULL, 10);
}

void roster_next_door_number(const struct roster *roster, char letter, char out[DOOR_NUMBER_MAX])
{
	unsigned long greatest = 0;

	for (size_t i = 0; i < roster->count; i++) {
		unsigned long number = after_letter(roster->person[i].enrolment.number, letter);

		if (number > greatest)
			greatest = number;
	}
	(void)snprintf(out, DOOR_NUMBER_MAX, "%c%lu", letter, greatest + 1);
}

bool roster_may_be_replaced(const struct roster_person *person, uint32_t day)
{
	return roster_has_seat(person) && person->mark[day - 1].status != ATTENDANCE_PRESENT;
}

bool roster_can_complete(const struct programme *programme, const struct roster *roster,
	const struct roster_person *person, uint32_t day)
{
	uint32_t possible = 0;

	for (uint32_t i = 1; i <= roster->days; i++)
		possible += i >= day || person->mark[i - 1].status == ATTENDANCE_PRESENT;
	return possible >= session_required_days(programme, roster->session);
}

static const struct cause {
	enum enrolment_cause cause;
	const char *words;
	bool extra;
} causes[] = {
#define CAUSE_ROW(cause, number, words, extra) {CAUSE_##cause, words, extra},
	ENROLMENT_CAUSE_TABLE(CAUSE_ROW)
#undef CAUSE_ROW
};

#define CAUSE_COUNT (sizeof(causes) / sizeof(causes[0]))

enum enrolment_cause cause_of_extra(size_t index)
{
	for (size_t i = 0; i < CAUSE_COUNT; i++)
		if (causes[i].extra && index-- == 0)
			return causes[i].cause;
	return CAUSE_NONE;
}

/* The words have one %s at most, which is replaced here: they are no format of ours to check. */
static void put_words(const char *words, const char *with, struct buf *out)
{
	const char *place = strstr(words, "%s");

	if (!place) {
		buf_add_text(out, words);
		return;
	}
	buf_add(out, words, (size_t)(place - words));
	buf_add_text(out, with);
	buf_add_text(out, place + 2);
}

void cause_say(uint32_t cause, const char *with, struct buf *out)
{
	for (size_t i = 0; i < CAUSE_COUNT; i++)
		if (causes[i].cause == cause)
			put_words(_(causes[i].words), with, out);
}

void enrolment_say_reason(const struct enrolment *enrolment, struct buf *out)
{
	size_t before = out->len;

	cause_say(enrolment->cause, enrolment->with, out);
	if (enrolment->reason[0] == '\0')
		return;
	if (out->len > before)
		buf_add_text(out, ": ");
	buf_add_text(out, enrolment->reason);
}

/* --- Time -------------------------------------------------------------------------------------- */

uint32_t mark_late_minutes(const struct programme *programme, const struct session *session,
	enum day_part part, const struct roster_mark *mark)
{
	uint32_t start = session_start_minute(programme, session);
	uint32_t tolerance = programme->settings.late_minutes;
	uint32_t came;

	if (start == 0 || tolerance == 0 || part == PART_AFTERNOON ||
		mark->status != ATTENDANCE_PRESENT || mark->doubted)
		return 0;
	came = (uint32_t)moment_minute(mark->time);
	return came > start - 1 + tolerance ? came - (start - 1) : 0;
}

const char *day_part_text(enum day_part part)
{
	switch (part) {
	case PART_MORNING:
		return _("morning");
	case PART_AFTERNOON:
		return _("afternoon");
	default:
		return "";
	}
}

const char *remark_text(const char *remark)
{
	return strcmp(remark, REMARK_REPRESENTED) == 0 ? _("a relative signed: not present") : remark;
}
