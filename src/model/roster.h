/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The roster of a session (daftar peserta): its people in the order of the sheet, and what was
 * recorded of each on each day. Filled by app/ from the log; pure here, so that screens, commands
 * and reports count and search alike.
 */
#ifndef OKOCE_MODEL_ROSTER_H
#define OKOCE_MODEL_ROSTER_H

#include "model/dates.h"
#include "model/name_table.h"
#include "model/programme.h"
#include "model/register.h"

#define ROSTER_DAYS_MAX DATES_MAX

struct roster_mark {
	uint32_t status; /* enum attendance_status; 0: not recorded */
	moment time;	 /* of the check-in, as model rules read it (FORMAT F8) */
	bool doubted;	 /* no plausible time: shown with "?" */
	bool conflict;	 /* recorded differently, to be decided */
	bool elsewhere;	 /* by another laptop */
	const char *remark;
};

/* One of several records of a person (FORMAT F6), and what people say of themselves at the door. */
struct roster_record {
	struct id record;
	const char *nik, *phone, *phone2;
};

struct roster_person {
	struct id record; /* the one whose enrolment counts */
	struct roster_record *held; /* all records of a person who has several, that one first; else null */
	size_t held_count;
	struct person_identity identity;
	struct person_address address;
	struct person_contact contact;
	struct enrolment enrolment;
	uint64_t order;		  /* of enrolment: the order of the waiting list */
	struct roster_mark *mark; /* one a day, the first day first */
};

/* What was said of a day as a whole. */
struct roster_day {
	bool closed;	     /* who is not recorded reads as absent */
	struct day record;   /* of the closing, or the reopening; empty when there was none */
	moment time;	     /* when it was closed or reopened */
};

struct roster {
	struct arena arena;	       /* all below lives here */
	const struct session *session; /* borrowed from the programme */
	struct roster_person *person;
	size_t count;
	uint32_t days;
	struct roster_day *day; /* one a day; null: nothing was said of any */
	enum day_part part; /* what the marks are of; chosen before the roster is read */
	bool has_parts;	    /* mornings or afternoons were recorded */
	struct name_table names; /* roster_index(): of each person, in their order */
};

/* So many days a roster of the session has. */
uint32_t roster_days_of(const struct session *session);
/* Numbers in rising order (01, 02, .. 40, then A1, A2, B1), then the waiting list in its order,
 * then those who withdrew, moved or were entered by mistake. */
void roster_sort(struct roster *roster);
void roster_release(struct roster *roster);
/* Makes the names ready to be searched by roster_match(), once the order is what it will be. */
void roster_index(struct roster *roster);

/* Has a seat: registered (waiting and the rest have none). */
bool roster_has_seat(const struct roster_person *person);
/* The place in the waiting list, from 1; 0: not waiting. */
size_t roster_waiting_place(const struct roster *roster, const struct roster_person *person);
/* The same of everyone at once, in the arena: to ask for each would take the square of their number. */
const size_t *roster_waiting_places(const struct roster *roster, struct arena *arena);
/* The person who has this record, or null. */
struct roster_person *roster_find(const struct roster *roster, const struct id *record);
/* The first person who has this NIK, by any of their records, or null. */
const struct roster_person *roster_find_nik(const struct roster *roster, const char *nik);
/* STATUS_INVALID, and the sentence, when the session has no such day. */
enum status roster_check_day(const struct roster *roster, uint32_t day, struct err *err) MUST_USE;
/* Whether the day, from 1, is closed. */
bool roster_is_closed(const struct roster *roster, uint32_t day);
/* How the person's attendance of a day reads: the recorded status, absent for who has a seat and is not
 * recorded on a closed day, else 0. */
uint32_t roster_reads(const struct roster *roster, const struct roster_person *person, uint32_t day);
/* What a day reads of which this was recorded of the whole of it, or of its halves: who was present in one
 * of them was present. */
uint8_t day_state_of_parts(uint8_t whole, uint8_t morning, uint8_t afternoon);
/* Days on which the person was present. */
uint32_t roster_days_present(const struct roster *roster, const struct roster_person *person);

struct day_count {
	uint32_t seats;	      /* capacity */
	uint32_t registered;  /* have a seat */
	uint32_t waiting;
	uint32_t present, present_male, present_female;
	uint32_t excused, sick, absent;
	uint32_t open; /* registered, and nothing recorded on that day, which is not closed */
	uint32_t unrecorded; /* registered, and nothing recorded: `open`, or among the absent of a closed day */
};
/* `day` from 1; on a day that the session does not have nothing is recorded or open. Counts are
 * of those who have a seat, as a tally's are: nobody who moved counts in two classes. */
void roster_count(const struct roster *roster, uint32_t day, struct day_count *count);

/* The order of participant numbers: 01, 02, .. 40, A1, A2, B1, others, none. 0: the same number. */
int roster_compare_numbers(const char *a, const char *b);
/* People with a seat whose participant number another with a seat has: of each number all but one. */
uint32_t roster_same_numbers(const struct roster *roster);
/* The next participant number of the import: "01".."99", "100"..; the greatest plain number that
 * anyone has or had plus one, also of those who withdrew: none is given twice. Numbers of more than
 * six digits are not ours and count for nothing. */
void roster_next_number(const struct roster *roster, char out[8]);

/* --- What was typed at the door --------------------------------------------------------------- */

/* 1-3 digits, or a letter and digits: number. 4 digits: end of the NIK. 16 digits: NIK. Begins with
 * + or 08, or is a telephone number with its area code: phone. Other digits: a NIK with a wrong
 * count. Dots, blanks, hyphens and the like between digits count for nothing. All else: name. */
enum token_kind { TOKEN_EMPTY, TOKEN_NUMBER, TOKEN_NIK_TAIL, TOKEN_NIK, TOKEN_NIK_WRONG,
		  TOKEN_PHONE, TOKEN_NAME };

struct token {
	enum token_kind kind;
	char digits[20]; /* number as on the sheet ("07", "A1"), tail, NIK, or national phone */
	int digit_count; /* TOKEN_NIK_WRONG: how many there were */
	char reason[160]; /* TOKEN_NIK_WRONG: why, translated */
};
/* `as_of`: the day for the NIK's century, never DATE_NONE. */
void token_parse(struct token *token, const char *text, date as_of);

/* Of an indexed roster: indexes of the people that a token means, in the roster's order; at most `max`, all counted.
 * Names match from one letter on; of numbers only exactly the one. Those without a seat are found
 * too. */
size_t roster_match(const struct roster *roster, const struct token *token, const char *text,
		    size_t *out, size_t max);

#endif
