/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/roster.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define PLAIN_DIGITS_MAX 6

/* A participant number taken apart. */
struct number {
	enum {
		NUMBER_PLAIN,
		NUMBER_LETTER,
		NUMBER_OTHER,
		NUMBER_NONE
	} kind;
	char letter;        /* upper case, of NUMBER_LETTER */
	const char *digits; /* without leading zeros; the whole text of NUMBER_OTHER */
};

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static struct number take_number(const char *text)
{
	struct number number = {NUMBER_PLAIN, '\0', text};

	if (*text == '\0') {
		number.kind = NUMBER_NONE;
		return number;
	}
	if (is_letter(*text)) {
		number.kind = NUMBER_LETTER;
		number.letter = (char)(*text & ~0x20);
		number.digits++;
	}
	if (*number.digits == '\0' || number.digits[strspn(number.digits, "0123456789")] != '\0')
		return (struct number){NUMBER_OTHER, '\0', text};
	number.digits += strspn(number.digits, "0");
	return number;
}

int roster_compare_numbers(const char *a, const char *b)
{
	struct number left = take_number(a);
	struct number right = take_number(b);
	size_t left_length, right_length;

	if (left.kind != right.kind)
		return left.kind < right.kind ? -1 : 1;
	if (left.letter != right.letter)
		return left.letter < right.letter ? -1 : 1;
	left_length = strlen(left.digits);
	right_length = strlen(right.digits);
	if (left.kind != NUMBER_OTHER && left_length != right_length)
		return left_length < right_length ? -1 : 1;
	return strcmp(left.digits, right.digits);
}

bool roster_has_seat(const struct roster_person *person)
{
	return person->enrolment.status == ENROLMENT_REGISTERED;
}

static bool is_waiting(const struct roster_person *person)
{
	return person->enrolment.status == ENROLMENT_WAITING;
}

static int group_of(const struct roster_person *person)
{
	if (roster_has_seat(person))
		return 0;
	return is_waiting(person) ? 1 : 2;
}

static int compare_orders(const struct roster_person *a, const struct roster_person *b)
{
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return id_compare(&a->record, &b->record);
}

static int compare_people(const void *left, const void *right)
{
	const struct roster_person *a = left;
	const struct roster_person *b = right;
	int order = group_of(a) - group_of(b);

	if (order == 0 && !is_waiting(a))
		order = roster_compare_numbers(a->enrolment.number, b->enrolment.number);
	return order != 0 ? order : compare_orders(a, b);
}

void roster_sort(struct roster *roster)
{
	if (roster->count > 1)
		qsort(roster->person, roster->count, sizeof(*roster->person), compare_people);
}

uint32_t roster_days_of(const struct session *session)
{
	uint32_t days = session->plan.days;

	if (session->schedule.dates.count > days)
		days = (uint32_t)session->schedule.dates.count;
	return days > ROSTER_DAYS_MAX ? ROSTER_DAYS_MAX : days;
}

void roster_index(struct roster *roster)
{
	name_table_release(&roster->names);
	for (size_t i = 0; i < roster->count; i++)
		name_table_add_name(&roster->names, roster->person[i].identity.name);
}

void roster_release(struct roster *roster)
{
	name_table_release(&roster->names);
	arena_release(&roster->arena);
	*roster = (struct roster){0};
}

size_t roster_waiting_place(const struct roster *roster, const struct roster_person *person)
{
	size_t place = 1;

	if (!is_waiting(person))
		return 0;
	for (size_t i = 0; i < roster->count; i++)
		if (is_waiting(&roster->person[i]) &&
			compare_orders(&roster->person[i], person) < 0)
			place++;
	return place;
}

static int compare_waiting(const void *left, const void *right)
{
	const struct roster_person *const *a = left, *const *b = right;

	return compare_orders(*a, *b);
}

const size_t *roster_waiting_places(const struct roster *roster, struct arena *arena)
{
	size_t *place = arena_alloc(arena, (roster->count + 1) * sizeof(*place));
	const struct roster_person **waiting =
		memory_alloc((roster->count + 1) * sizeof(const struct roster_person *));
	size_t count = 0, at = 0;

	for (size_t i = 0; i < roster->count; i++)
		if (is_waiting(&roster->person[i]))
			waiting[count++] = &roster->person[i];
	if (count > 1)
		qsort(waiting, count, sizeof(const struct roster_person *), compare_waiting);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || compare_orders(waiting[i - 1], waiting[i]) != 0)
			at = i + 1;
		place[waiting[i] - roster->person] = at;
	}
	free((void *)waiting);
	return place;
}

static bool has_record(const struct roster_person *person, const struct id *record)
{
	bool has = id_equal(&person->record, record);

	for (size_t i = 0; i < person->held_count && !has; i++)
		has = id_equal(&person->held[i].record, record);
	return has;
}

struct roster_person *roster_find(const struct roster *roster, const struct id *record)
{
	for (size_t i = 0; i < roster->count; i++)
		if (has_record(&roster->person[i], record))
			return &roster->person[i];
	return NULL;
}

uint8_t day_state_of_parts(uint8_t whole, uint8_t morning, uint8_t afternoon)
{
	if (whole != 0)
		return whole;
	return morning == 0 || afternoon == ATTENDANCE_PRESENT ? afternoon : morning;
}

const struct roster_person *roster_find_nik(const struct roster *roster, const char *nik)
{
	for (size_t i = 0; i < roster->count; i++) {
		const struct roster_person *person = &roster->person[i];
		bool has = strcmp(person->identity.nik, nik) == 0;

		for (size_t k = 0; k < person->held_count && !has; k++)
			has = strcmp(person->held[k].nik, nik) == 0;
		if (has)
			return person;
	}
	return NULL;
}

uint32_t roster_days_present(const struct roster *roster, const struct roster_person *person)
{
	uint32_t days = 0;

	for (uint32_t i = 0; i < roster->days; i++)
		days += person->mark[i].status == ATTENDANCE_PRESENT;
	return days;
}

enum status roster_check_day(const struct roster *roster, uint32_t day, struct err *err)
{
	if (day >= 1 && day <= roster->days)
		return STATUS_OK;
	return err_set(err, STATUS_INVALID, _("No day %u in \"%s\": choose a day from 1 to %u."),
		(unsigned)day, roster->session->id, (unsigned)roster->days);
}

bool roster_is_closed(const struct roster *roster, uint32_t day)
{
	return roster->day && day >= 1 && day <= roster->days && roster->day[day - 1].closed;
}

uint32_t roster_reads(const struct roster *roster, const struct roster_person *person, uint32_t day)
{
	uint32_t status = person->mark[day - 1].status;

	if (status == 0 && roster_is_closed(roster, day) && roster_has_seat(person))
		return ATTENDANCE_ABSENT;
	return status;
}

static void count_mark(const struct roster_person *person, uint32_t status, struct day_count *count)
{
	switch (status) {
	case ATTENDANCE_PRESENT:
		count->present++;
		count->present_male += person->identity.sex == SEX_MALE;
		count->present_female += person->identity.sex == SEX_FEMALE;
		break;
	case ATTENDANCE_EXCUSED:
		count->excused++;
		break;
	case ATTENDANCE_SICK:
		count->sick++;
		break;
	case ATTENDANCE_ABSENT:
		count->absent++;
		break;
	default:
		count->open++;
	}
}

void roster_count(const struct roster *roster, uint32_t day, struct day_count *count)
{
	*count = (struct day_count){.seats = roster->session ? roster->session->plan.capacity : 0};
	for (size_t i = 0; i < roster->count; i++) {
		const struct roster_person *person = &roster->person[i];

		count->waiting += is_waiting(person);
		if (!roster_has_seat(person))
			continue;
		count->registered++;
		if (day >= 1 && day <= roster->days)
			count_mark(person, roster_reads(roster, person, day), count);
		if (day >= 1 && day <= roster->days)
			count->unrecorded += person->mark[day - 1].status == 0;
	}
}

uint32_t roster_same_numbers(const struct roster *roster)
{
	uint32_t count = 0;

	/* In the order of a roster equal numbers stand beside each other. */
	for (size_t i = 1; i < roster->count; i++) {
		const struct roster_person *a = &roster->person[i - 1], *b = &roster->person[i];

		count += roster_has_seat(a) && roster_has_seat(b) && b->enrolment.number[0] != '\0' &&
			 roster_compare_numbers(a->enrolment.number, b->enrolment.number) == 0;
	}
	return count;
}

void roster_next_number(const struct roster *roster, char out[8])
{
	unsigned long greatest = 0;

	for (size_t i = 0; i < roster->count; i++) {
		struct number number = take_number(roster->person[i].enrolment.number);
		unsigned long value;

		if (number.kind != NUMBER_PLAIN || strlen(number.digits) > PLAIN_DIGITS_MAX)
			continue;
		value = strtoul(number.digits, NULL, 10);
		if (value > greatest)
			greatest = value;
	}
	snprintf(out, 8, "%02lu", greatest + 1);
}

static bool has_tail(const char *nik, const char *tail)
{
	size_t length = strlen(nik);
	size_t tail_length = strlen(tail);

	return length > tail_length && strcmp(nik + length - tail_length, tail) == 0;
}

static bool number_means(
	const struct token *token, const char *nik, const char *phone, const char *phone2)
{
	switch (token->kind) {
	case TOKEN_NIK_TAIL:
		return has_tail(nik, token->digits);
	case TOKEN_NIK:
		return strcmp(nik, token->digits) == 0;
	case TOKEN_PHONE:
		return strcmp(phone, token->digits) == 0 || strcmp(phone2, token->digits) == 0;
	case TOKEN_NUMBER:
	case TOKEN_NAME:
	case TOKEN_EMPTY:
	case TOKEN_NIK_WRONG:
		break;
	}
	return false;
}

static bool token_means(const struct token *token, const struct roster_person *person)
{
	bool means;

	if (token->kind == TOKEN_NUMBER)
		return roster_compare_numbers(token->digits, person->enrolment.number) == 0;
	means = number_means(
		token, person->identity.nik, person->contact.phone, person->contact.phone2);
	for (size_t i = 0; i < person->held_count && !means; i++)
		means = number_means(token, person->held[i].nik, person->held[i].phone,
			person->held[i].phone2);
	return means;
}

size_t roster_match(const struct roster *roster, const struct token *token, const char *text,
	size_t *out, size_t max)
{
	struct name_query query;
	size_t count = 0;

	if (token->kind == TOKEN_NAME) {
		name_query_parse(&query, text);
		return name_table_find(&roster->names, &query, out, max);
	}
	for (size_t i = 0; i < roster->count; i++) {
		if (!token_means(token, &roster->person[i]))
			continue;
		if (count < max)
			out[count] = i;
		count++;
	}
	return count;
}
