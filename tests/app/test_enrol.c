/* SPDX-License-Identifier: BSD-2-Clause */
/* Who is taken in at the door of a full class, and who gives a seat up. */
#include "app/door_try.h"

#include "app/day.h"
#include "model/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct roster_person *called(struct door *door, const char *name)
{
	for (size_t i = 0; i < door->checkin.roster.count; i++)
		if (strcmp(door->checkin.roster.person[i].identity.name, name) == 0)
			return &door->checkin.roster.person[i];
	return NULL;
}

static struct id record_of(struct door *door, const char *name)
{
	const struct roster_person *person = called(door, name);

	if (!person)
		fail_msg("%s is not on the list", name);
	return person->record;
}

static const char *ask(struct door *door, const struct door_request *request)
{
	checkin_do(&door->checkin, request, &door->result);
	return answer(door);
}

static void set(struct newcomer *newcomer, const struct door *door, enum newcomer_field field,
	const char *text)
{
	struct err err = {0};

	if (newcomer_set(newcomer, door->app, field, text, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static const char *bring(struct door *door, const char *name, const char *nik)
{
	struct newcomer newcomer;

	newcomer_start(&newcomer);
	set(&newcomer, door, NEWCOMER_NAME, name);
	set(&newcomer, door, NEWCOMER_NIK, nik);
	ask(door, &(struct door_request){.act = DOOR_NEW, .newcomer = &newcomer});
	newcomer_release(&newcomer);
	return answer(door);
}

/* One seat more: somebody withdraws, and so do those who wait. */
static void make_room(struct door *door)
{
	static const char *const names[] = {"WATI PERTAMA", "WATI KEDUA", "SITI AMALIA RAHMAN"};

	for (size_t i = 0; i < 3; i++)
		ask(door, &(struct door_request){
				  .act = DOOR_WITHDRAW, .record = record_of(door, names[i])});
	assert_int_equal(seats_free(&door->checkin.count), 1);
	assert_int_equal(door->checkin.count.waiting, 0);
}

static void test_new_without_a_name(void **state)
{
	struct door *door = *state;
	uint64_t entries = store_entries(door->app->store);

	assert_string_equal(
		bring(door, "", ""), "FAILED  The name is missing: please type it.  0/4");
	assert_int_equal(store_entries(door->app->store), entries);
	assert_false(checkin_can_undo(&door->checkin));
}

static void test_new_while_a_seat_is_free(void **state)
{
	struct door *door = *state;
	const struct roster_person *person;
	uint64_t entries;

	make_room(door);
	entries = store_entries(door->app->store);
	assert_string_equal(bring(door, "Tono", STRANGER),
		"PRESENT  A2  Tono  at 08.41, new participant; 4 of 4 days is out of reach  1/4");
	assert_int_equal(store_entries(door->app->store), entries + 1); /* one person, one entry */
	person = called(door, "Tono");
	assert_int_equal(person->identity.sex, SEX_FEMALE);
	assert_int_equal(person->identity.born, date_of(1988, 3, 12));
	assert_int_equal(person->mark[DAY - 1].status, ATTENDANCE_PRESENT);
	assert_string_equal(undo(door),
		"UNDONE  A2  Tono  the list of this class is as it was before  0/4");
	assert_null(called(door, "Tono"));
	assert_string_equal(bring(door, "Tini", ""),
		"PRESENT  A2  Tini  at 08.41, new participant; 4 of 4 days is out of reach  1/4");
}

/* On the first day nothing is lost yet. */
static void test_new_on_the_first_day(void **state)
{
	struct door *door = *state;
	struct err err = {0};

	make_room(door);
	assert_int_equal(checkin_set_day(&door->checkin, 1, &err), STATUS_OK);
	set_time(door, "2019-07-15T08:05:00+07:00");
	assert_string_equal(bring(door, "Tono", STRANGER), "PRESENT  A2  Tono  at 08.05, new participant  1/4");
}

/* Another screen gave A2 since the list was read. */
static void test_numbers_of_the_list_as_it_is_now(void **state)
{
	struct door *door = *state;

	make_room(door);
	enrol(door, CLASS, "DARI LAYAR LAIN", "", ENROLMENT_WITHDRAWN, "A2");
	bring(door, "Tono", STRANGER);
	assert_string_equal(called(door, "Tono")->enrolment.number, "A3");
}

/* Two of one name without NIK are two people. */
static void test_new_namesakes(void **state)
{
	struct door *door = *state;

	bring(door, "Sri", "");
	bring(door, "Sri", "");
	assert_int_equal(door->checkin.count.waiting, 4);
}

static void test_new_in_a_full_class_waits(void **state)
{
	struct door *door = *state;

	assert_string_equal(bring(door, "Tono", STRANGER),
		"WAITING LIST  Tono  no. 3, class is full 4/4  0/4");
	assert_string_equal(called(door, "Tono")->enrolment.number, "");
	assert_int_equal(called(door, "Tono")->mark[DAY - 1].status, 0);
}

/* Who came first is first: a seat that becomes free is not the newcomer's. */
static void test_new_does_not_pass_who_waits(void **state)
{
	struct door *door = *state;

	ask(door, &(struct door_request){
			  .act = DOOR_WITHDRAW, .record = record_of(door, "JOKO PRASETYO")});
	assert_string_equal(bring(door, "Tono", ""), "WAITING LIST  Tono  no. 3, seats taken 3/4  0/4");
}

static void test_new_who_is_there(void **state)
{
	struct door *door = *state;

	assert_string_equal(bring(door, "Joko P.", JOKO),
		"FAILED  JOKO PRASETYO is on this list already.  0/4");
}

static void test_field_by_field(void **state)
{
	static const struct {
		enum newcomer_field field;
		const char *text, *why;
	} wrong[] = {
		{NEWCOMER_NAME, "12 34", "A name has letters"},
		{NEWCOMER_NIK, "317308", "6 digits, should be 16"},
		{NEWCOMER_NIK, "Siti", "NIK"},
		{NEWCOMER_SEX, "X", "Type L for a man, P for a woman"},
		{NEWCOMER_SEX, "LP", "Type L for a man, P for a woman"},
		{NEWCOMER_KELURAHAN, "Atlantis", "No kelurahan \"Atlantis\""},
		{NEWCOMER_PHONE, "12", "area code is missing"},
		{NEWCOMER_NAME, "\xff", "can't be recorded"},
	};
	struct door *door = *state;
	struct newcomer newcomer;

	newcomer_start(&newcomer);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct err err = {0};

		assert_int_equal(newcomer_set(&newcomer, door->app, wrong[i].field, wrong[i].text, &err),
			STATUS_INVALID);
		if (!strstr(err.text, wrong[i].why))
			fail_msg("%s: %s", wrong[i].text, err.text);
	}
	set(&newcomer, door, NEWCOMER_SEX, "l");
	set(&newcomer, door, NEWCOMER_NIK, "3173 0852 0388 9905");
	assert_int_equal(newcomer.identity.sex, SEX_MALE); /* said; the NIK only suggests */
	assert_string_equal(newcomer.identity.nik, STRANGER);
	set(&newcomer, door, NEWCOMER_NIK, "");
	assert_int_equal(newcomer.identity.born, DATE_NONE);
	set(&newcomer, door, NEWCOMER_PHONE, "+62 812-3456-7890");
	assert_string_equal(newcomer.contact.phone, "081234567890");
	newcomer_release(&newcomer);
}

static void test_join_from_another_class(void **state)
{
	struct door *door = *state;

	make_room(door);
	enter(door, IN_FASHION);
	assert_int_equal(door->result.outcome, OUTCOME_OTHER_CLASS);
	assert_string_equal(
		ask(door, &(struct door_request){.act = DOOR_JOIN, .record = door->result.found}),
		"PRESENT  A2  DEWI  at 08.41; 4 of 4 days is out of reach  1/4");
	assert_string_equal(enter(door, IN_FASHION),
		"ALREADY PRESENT  A2  DEWI  since 08.41, not recorded again  1/4");
}

static struct enrolment in_fashion(struct door *door, struct roster *roster)
{
	struct err err = {0};

	if (app_roster(door->app, session_of(door, NEXT_CLASS), roster, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return roster->person[0].enrolment;
}

static void test_take_over_from_another_class(void **state)
{
	struct door *door = *state;
	struct door_request request = {.act = DOOR_TAKE_OVER};
	struct roster other = {0};
	struct enrolment left;

	make_room(door);
	enter(door, IN_FASHION);
	request.record = door->result.found;
	request.session = door->result.session;
	assert_string_equal(ask(door, &request), "PRESENT  A2  DEWI  at 08.41, moved here from "
						 "2019-FS-KBG-2; 4 of 4 days is out of reach  1/4");
	left = in_fashion(door, &other);
	assert_int_equal(left.status, ENROLMENT_MOVED);
	assert_int_equal(left.cause, CAUSE_MOVED_TO);
	assert_string_equal(left.with, CLASS);
	roster_release(&other);
	undo(door); /* both, as one */
	assert_int_equal(in_fashion(door, &other).status, ENROLMENT_REGISTERED);
	assert_null(called(door, "DEWI"));
	roster_release(&other);
}

/* Nobody loses a seat for a place in a waiting list. */
static void test_take_over_into_a_full_class(void **state)
{
	struct door *door = *state;
	struct door_request request = {.act = DOOR_TAKE_OVER};
	struct roster other = {0};

	enter(door, IN_FASHION);
	request.record = door->result.found;
	request.session = door->result.session;
	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_FAILED);
	assert_int_equal(in_fashion(door, &other).status, ENROLMENT_REGISTERED);
	roster_release(&other);
}

/* Who was trained in another year keeps what is known of them. */
static void test_join_from_another_year(void **state)
{
	struct door *door = *state;

	make_room(door);
	enter(door, OF_2018);
	assert_int_equal(door->result.outcome, OUTCOME_UNKNOWN);
	ask(door, &(struct door_request){.act = DOOR_JOIN, .record = door->result.found});
	assert_int_equal(door->result.outcome, OUTCOME_PRESENT);
	assert_string_equal(called(door, "RINI")->identity.nik, OF_2018);
}

static void test_substitute(void **state)
{
	struct door *door = *state;
	struct door_request request = {.act = DOOR_SUBSTITUTE};
	struct id joko = record_of(door, "JOKO PRASETYO");

	request.record = record_of(door, "WATI KEDUA");
	request.replaced = joko;
	assert_string_equal(ask(door, &request), "PRESENT  A2  WATI KEDUA  at 08.41, in the place of 17  "
						 "JOKO PRASETYO; 4 of 4 days is out of reach  1/4");
	assert_string_equal(enter(door, JOKO),
		"WITHDRAWN  17  JOKO PRASETYO  has withdrawn from this class: seat given to A2  1/4");
	assert_int_equal(door->checkin.count.registered, 4);
	assert_int_equal(door->checkin.count.waiting, 1);
	assert_string_equal(undo(door),
		"UNDONE  A2  WATI KEDUA  the list of this class is as it was before  0/4");
	assert_int_equal(called(door, "JOKO PRASETYO")->enrolment.status, ENROLMENT_REGISTERED);
	assert_int_equal(called(door, "WATI KEDUA")->enrolment.status, ENROLMENT_WAITING);
	assert_int_equal(roster_waiting_place(&door->checkin.roster, called(door, "WATI KEDUA")), 2);
}

static void test_substitute_for_who_is_there(void **state)
{
	struct door *door = *state;
	struct door_request request = {.act = DOOR_SUBSTITUTE};

	enter(door, "17");
	request.record = record_of(door, "WATI KEDUA");
	request.replaced = record_of(door, "JOKO PRASETYO");
	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_FAILED);
	assert_int_equal(called(door, "JOKO PRASETYO")->mark[DAY - 1].status, ATTENDANCE_PRESENT);
	request.replaced = record_of(door, "BUDI MUNDUR");
	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_FAILED);
	request.replaced = (struct id){{1}};
	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_FAILED);
}

/* What was recorded of who gave the seat up goes with it (MERGE 18), and comes back with it. */
static void test_marks_go_with_the_seat(void **state)
{
	struct door *door = *state;
	struct err err = {0};

	assert_int_equal(checkin_set_day(&door->checkin, 1, &err), STATUS_OK);
	enter(door, "17");
	assert_int_equal(checkin_set_day(&door->checkin, DAY, &err), STATUS_OK);
	assert_string_equal(
		ask(door, &(struct door_request){.act = DOOR_WITHDRAW,
				  .record = record_of(door, "JOKO PRASETYO")}),
		"WITHDRAWN  17  JOKO PRASETYO  has withdrawn from this class  0/4");
	assert_int_equal(called(door, "JOKO PRASETYO")->mark[0].status, 0);
	undo(door);
	assert_int_equal(called(door, "JOKO PRASETYO")->mark[0].status, ATTENDANCE_PRESENT);
}

static void test_free_seat(void **state)
{
	struct door *door = *state;
	struct door_request request = {.act = DOOR_SEAT, .record = record_of(door, "WATI PERTAMA")};

	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_FAILED); /* the class is full */
	ask(door, &(struct door_request){
			  .act = DOOR_WITHDRAW, .record = record_of(door, "JOKO PRASETYO")});
	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_PRESENT);
	assert_string_equal(called(door, "WATI PERTAMA")->enrolment.number, "A2");
	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_FAILED); /* has one */
}

/* Who comes back has the number of before: it is on the printed sheet. */
static void test_seat_for_who_had_withdrawn(void **state)
{
	struct door *door = *state;

	make_room(door);
	ask(door, &(struct door_request){
			  .act = DOOR_SEAT, .record = record_of(door, "SITI AMALIA RAHMAN")});
	assert_int_equal(door->result.outcome, OUTCOME_PRESENT);
	assert_string_equal(called(door, "SITI AMALIA RAHMAN")->enrolment.number, "23");
}

static void test_extra(void **state)
{
	struct door *door = *state;
	struct door_request request = {.act = DOOR_EXTRA, .cause = cause_of_extra(0)};

	request.record = record_of(door, "WATI PERTAMA");
	assert_string_equal(ask(door, &request),
		"PRESENT  A2  WATI PERTAMA  at 08.41, extra: was invited, and is not on the list; 4 of 4 "
		"days is out of reach  1/4");
	assert_int_equal(seats_over(&door->checkin.count), 1);
	reopen(door);
	assert_int_equal(called(door, "WATI PERTAMA")->enrolment.cause, CAUSE_EXTRA_INVITED);
}

static void test_move_to_another_class(void **state)
{
	struct door *door = *state;
	struct door_request request = {.act = DOOR_MOVE, .session = session_of(door, NEXT_CLASS)};
	struct roster other = {0};
	struct err err = {0};

	enter(door, "17");
	request.record = record_of(door, "JOKO PRASETYO");
	assert_string_equal(ask(door, &request), "WITHDRAWN  17  JOKO PRASETYO  moved to another class: "
						 "moved to 2019-FS-KBG-2  0/4");
	assert_int_equal(app_roster(door->app, request.session, &other, &err), STATUS_OK);
	assert_string_equal(other.person[1].enrolment.number, "A1");
	assert_int_equal(other.person[1].mark[0].status, 0);
	roster_release(&other);
	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_FAILED); /* is there already */
	request.session = session_of(door, CLASS);
	ask(door, &request);
	assert_int_equal(door->result.outcome, OUTCOME_FAILED);
}

/* One ^Z, one action, named before it is pressed. */
static void test_undo_is_named(void **state)
{
	struct door *door = *state;
	struct buf name = BUF_EMPTY;

	enter(door, "17");
	bring(door, "Tono", "");
	checkin_say_undo(&door->checkin, &name);
	assert_string_equal(buf_text(&name), "WAITING LIST Tono");
	undo(door);
	buf_clear(&name);
	checkin_say_undo(&door->checkin, &name);
	assert_string_equal(buf_text(&name), "PRESENT 17 JOKO PRASETYO");
	buf_release(&name);
}

/* Another thing that was done in this run, by another screen, has no name here. */
static void test_undo_of_what_another_screen_did(void **state)
{
	struct door *door = *state;
	struct id joko = record_of(door, "JOKO PRASETYO");
	struct buf name = BUF_EMPTY;
	struct err err = {0};

	assert_int_equal(app_attend(door->app, session_of(door, CLASS), 1, &joko, ATTENDANCE_SICK, &err),
		STATUS_OK);
	checkin_say_undo(&door->checkin, &name);
	assert_string_equal(buf_text(&name), "the last change");
	assert_string_equal(undo(door), "UNDONE  the last change was taken back  0/4");
	buf_release(&name);
}

static void test_represented_is_not_present(void **state)
{
	struct door *door = *state;

	checkin_type(&door->checkin, "17");
	checkin_mark(&door->checkin, CHECKIN_NOBODY, ATTENDANCE_EXCUSED, REMARK_REPRESENTED, &door->result);
	assert_string_equal(answer(door),
		"EXCUSED  17  JOKO PRASETYO  day 2, a relative signed: not present  0/4");
	reopen(door);
	assert_string_equal(called(door, "JOKO PRASETYO")->mark[DAY - 1].remark, REMARK_REPRESENTED);
	assert_string_equal(enter(door, "17"), "PRESENT  17  JOKO PRASETYO  at 08.41  1/4");
}

/* Who looks only changes nothing. */
static void test_look(void **state)
{
	struct door *door = *state;
	uint64_t entries = store_entries(door->app->store);
	static const struct {
		const char *typed;
		enum outcome outcome;
	} looks[] = {{"17", OUTCOME_NONE}, {"wati kedua", OUTCOME_WAITING}, {"31", OUTCOME_WITHDRAWN},
		{"siti", OUTCOME_CHOOSE}, {IN_FASHION, OUTCOME_OTHER_CLASS}, {STRANGER, OUTCOME_UNKNOWN}};

	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		checkin_type(&door->checkin, looks[i].typed);
		checkin_look(&door->checkin, CHECKIN_NOBODY, &door->result);
		assert_int_equal(door->result.outcome, looks[i].outcome);
	}
	assert_int_equal(store_entries(door->app->store), entries);
}

static void test_unknown_phone_is_masked(void **state)
{
	struct door *door = *state;

	assert_string_equal(enter(door, "0812 3456 7890"),
		"NOT ON THE LIST  0812*****890  nobody of this class  0/4");
	assert_string_equal(door->result.asked, "0812 3456 7890");
}

static void test_late(void **state)
{
	struct door *door = *state;

	door->app->programme.settings.start_minute = 1 + 8 * 60;
	assert_string_equal(enter(door, "17"), "PRESENT  17  JOKO PRASETYO  at 08.41  1/4");
	door->app->programme.settings.late_minutes = 15;
	assert_string_equal(enter(door, "8"), "PRESENT  08  SITI AMINAH  at 08.41, 41 minutes late  2/4");
	set_time(door, "2019-07-16T08:15:00+07:00");
	assert_string_equal(enter(door, "23"), "PRESENT  23  SITI AMALIA RAHMAN  at 08.15  3/4");
}

/* Who was there in the morning was there on that day; the halves are apart. */
static void test_halves_of_a_day(void **state)
{
	struct door *door = *state;
	struct err err = {0};

	assert_int_equal(checkin_set_part(&door->checkin, PART_MORNING, &err), STATUS_OK);
	enter(door, "17");
	enter(door, "8");
	assert_int_equal(checkin_set_part(&door->checkin, PART_AFTERNOON, &err), STATUS_OK);
	assert_int_equal(door->checkin.count.present, 0);
	checkin_type(&door->checkin, "17");
	checkin_mark(&door->checkin, CHECKIN_NOBODY, ATTENDANCE_SICK, "", &door->result);
	assert_int_equal(checkin_set_part(&door->checkin, PART_WHOLE, &err), STATUS_OK);
	assert_int_equal(door->checkin.count.present, 2);
	app_tallies(door->app);
	for (size_t i = 0; i < door->app->programme.session_count; i++)
		if (&door->app->programme.session[i] == door->checkin.session)
			assert_int_equal(door->app->tally[i].present[DAY - 1], 2);
	/* What is said of the whole day is said of its halves. */
	enter(door, "23");
	assert_int_equal(checkin_set_part(&door->checkin, PART_AFTERNOON, &err), STATUS_OK);
	assert_int_equal(door->result.outcome, OUTCOME_PRESENT);
	assert_string_equal(
		enter(door, "23"), "ALREADY PRESENT  23  SITI AMALIA RAHMAN  since 08.41, not recorded "
				   "again  1/4");
}

static void test_closed_day_needs_a_reason(void **state)
{
	struct door *door = *state;
	uint8_t *said = memory_alloc(door->checkin.roster.count);
	struct closing closing = {.day = DAY, .said = said, .counted = true, .signatures = 1, .remark = ""};
	struct err err = {0};

	enter(door, "8");
	for (size_t i = 0; i < door->checkin.roster.count; i++)
		said[i] = MARKS_UNSAID;
	if (day_close(door->app, &door->checkin.roster, &closing, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	reopen(door);
	assert_true(checkin_needs_reason(&door->checkin));
	enter(door, "17");
	assert_int_equal(door->result.outcome, OUTCOME_FAILED);
	bring(door, "Tono", "");
	assert_int_equal(door->result.outcome, OUTCOME_FAILED);
	checkin_set_reason(&door->checkin, "signed, was overlooked");
	assert_false(checkin_needs_reason(&door->checkin));
	assert_string_equal(enter(door, "17"), "PRESENT  17  JOKO PRASETYO  at 08.41  2/4");
	assert_string_equal(
		called(door, "JOKO PRASETYO")->mark[DAY - 1].remark, "signed, was overlooked");
	assert_int_equal(checkin_set_day(&door->checkin, 1, &err), STATUS_OK);
	assert_int_equal(checkin_set_day(&door->checkin, DAY, &err), STATUS_OK);
	assert_true(checkin_needs_reason(&door->checkin)); /* it was for then */
	free(said);
}

static void test_last_is_said(void **state)
{
	struct door *door = *state;
	struct buf text = BUF_EMPTY;

	checkin_say_last(&door->checkin, &text);
	assert_string_equal(buf_text(&text), "");
	enter(door, "8");
	set_time(door, "2019-07-16T08:43:00+07:00");
	enter(door, "17");
	reopen(door);
	checkin_say_last(&door->checkin, &text);
	assert_string_equal(buf_text(&text), "no. 17, 08.43 (2/4)");
	buf_release(&text);
}

int main(void)
{
#define AT_THE_DOOR(test) cmocka_unit_test_setup_teardown(test, door_setup, door_teardown)
	const struct CMUnitTest tests[] = {
		AT_THE_DOOR(test_new_without_a_name),
		AT_THE_DOOR(test_new_while_a_seat_is_free),
		AT_THE_DOOR(test_new_on_the_first_day),
		AT_THE_DOOR(test_numbers_of_the_list_as_it_is_now),
		AT_THE_DOOR(test_new_namesakes),
		AT_THE_DOOR(test_new_in_a_full_class_waits),
		AT_THE_DOOR(test_new_does_not_pass_who_waits),
		AT_THE_DOOR(test_new_who_is_there),
		AT_THE_DOOR(test_field_by_field),
		AT_THE_DOOR(test_join_from_another_class),
		AT_THE_DOOR(test_take_over_from_another_class),
		AT_THE_DOOR(test_take_over_into_a_full_class),
		AT_THE_DOOR(test_join_from_another_year),
		AT_THE_DOOR(test_substitute),
		AT_THE_DOOR(test_substitute_for_who_is_there),
		AT_THE_DOOR(test_marks_go_with_the_seat),
		AT_THE_DOOR(test_free_seat),
		AT_THE_DOOR(test_seat_for_who_had_withdrawn),
		AT_THE_DOOR(test_extra),
		AT_THE_DOOR(test_move_to_another_class),
		AT_THE_DOOR(test_undo_is_named),
		AT_THE_DOOR(test_undo_of_what_another_screen_did),
		AT_THE_DOOR(test_represented_is_not_present),
		AT_THE_DOOR(test_look),
		AT_THE_DOOR(test_unknown_phone_is_masked),
		AT_THE_DOOR(test_late),
		AT_THE_DOOR(test_halves_of_a_day),
		AT_THE_DOOR(test_closed_day_needs_a_reason),
		AT_THE_DOOR(test_last_is_said),
	};

	return cmocka_run_group_tests_name("enrol", tests, NULL, NULL);
}
