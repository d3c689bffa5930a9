/* SPDX-License-Identifier: BSD-2-Clause */
#include "fault/trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ROW_MAX 4096

static bool says_memory(const struct outcome *outcome)
{
	return strstr(buf_text(&outcome->err), "Not enough memory.") != NULL;
}

/* A sentence is there: "okoce: Failure: "subject". Advice". */
static bool says_why(const struct outcome *outcome)
{
	const char *text = buf_text(&outcome->err);
	const char *begin = strstr(text, "okoce: ");

	return says_memory(outcome) || (begin && strlen(begin) > strlen("okoce: ") + 10);
}

static bool is_documented(int status)
{
	for (int i = 0; i <= STATUS_STOPPED; i++)
		if (status == status_exit((enum status)i))
			return true;
	return false;
}

/* Where a page cannot be read salvage saves what stands elsewhere, and says so. */
static bool may_say_less(const struct scenario *scenario, const struct outcome *outcome)
{
	return scenario->kind == SCENARIO_SALVAGES &&
	       strstr(buf_text(&outcome->out), "What is missing may be in other copies");
}

void trial_judge_end(struct trial *trial, const struct scenario *scenario,
	const struct outcome *outcome, const struct outcome *sound, const char *what)
{
	const char *said = buf_text(&outcome->err);
	/* Of each file the report says what became of it. */
	bool reported = scenario->kind == SCENARIO_MERGES && outcome->status == status_exit(STATUS_FINDINGS) &&
			strstr(buf_text(&outcome->out), TRIAL_THEIRS ": ");
	bool answered_failed = (scenario->kind == SCENARIO_CHECKS_IN ||
				       scenario->kind == SCENARIO_TAKES_IN) &&
			       outcome->status == status_exit(STATUS_FINDINGS) &&
			       strstr(buf_text(&outcome->out), "FAILED");

	/* Two ends are no exit: no memory, and no random numbers. */
	if (outcome->status == 1000 + SIGABRT &&
		(says_memory(outcome) || strstr(said, "random numbers can't be read")))
		return;
	if (!is_documented(outcome->status))
		trial_complain(trial, what, "status %d: %.300s", outcome->status, said);
	else if (outcome->status != scenario->status && !answered_failed && !reported && !says_why(outcome))
		trial_complain(trial, what, "status %d and no sentence: %.300s", outcome->status,
			said);
	else if (outcome->status == scenario->status && !may_say_less(scenario, outcome) &&
		 strcmp(buf_text(&outcome->out), buf_text(&sound->out)) != 0)
		trial_complain(trial, what, "status %d and another output: %.300s",
			outcome->status, buf_text(&outcome->out));
	/* A memory fault that is caught is not for the crash handler to explain. */
	if (strstr(said, "Stopped by a fault"))
		trial_complain(trial, what, "it crashed");
}

static void expect_file_clean(struct trial *trial, const char *file, const char *what)
{
	struct buf out = BUF_EMPTY;

	trial_expect(trial, (const char *const[]){"check", "--data", file, NULL}, "", 0, &out, what);
	buf_release(&out);
}

static void expect_clean(struct trial *trial, const char *what)
{
	expect_file_clean(trial, TRIAL_FILE, what);
}

static bool read_roster_of(
	struct trial *trial, const char *file, struct buf *roster, const char *what)
{
	return trial_expect(trial,
		(const char *const[]){"roster", "--session", TRIAL_SESSION, "--format", "csv",
			"--data", file, NULL},
		"", 0, roster, what);
}

static bool read_roster(struct trial *trial, struct buf *roster, const char *what)
{
	return read_roster_of(trial, TRIAL_FILE, roster, what);
}

static unsigned count_people(const struct buf *roster)
{
	unsigned count = 0;

	for (const char *at = buf_text(roster); (at = strstr(at, "\n" TRIAL_SESSION ",")); at++)
		count++;
	return count;
}

static void judge_begun(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what)
{
	struct buf out = BUF_EMPTY;
	bool is_there = access("work/" TRIAL_FILE, F_OK) == 0;

	if (!is_there && strstr(answers, "Made: "))
		trial_complain(trial, what, "it was told that the file is made, and there is none");
	if (is_there)
		expect_clean(trial, what);
	trial_expect(trial, scenario->argv, "", status_exit(is_there ? STATUS_EXISTS : STATUS_OK), &out,
		what);
	expect_clean(trial, what);
	trial_expect(trial, (const char *const[]){"recap", "--data", TRIAL_FILE, NULL}, "", 0, &out, what);
	/* What is left of a file that was not finished goes with the next one that is begun. */
	if (!is_there && access("work/" TRIAL_FILE ".part", F_OK) == 0)
		trial_complain(trial, what, "the unfinished file is still there");
	buf_release(&out);
}

static void judge_import(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what)
{
	struct buf out = BUF_EMPTY;
	unsigned people;

	expect_clean(trial, what);
	if (!read_roster(trial, &out, what))
		return;
	people = count_people(&out);
	if (people != 0 && people != TRIAL_PEOPLE)
		trial_complain(trial, what, "%u people of the class are there", people);
	if (people == 0 && strstr(answers, "rows read"))
		trial_complain(trial, what, "it was told that they are registered; nobody is");
	if (trial_expect(trial, scenario->argv, "", 0, &out, what) && read_roster(trial, &out, what) &&
		count_people(&out) != TRIAL_PEOPLE)
		trial_complain(trial, what, "%u people after the next run", count_people(&out));
	expect_clean(trial, what);
	buf_release(&out);
}

/* What a number's day holds by the answers: a word of the roster, "" for none, null for unknown. */
struct answered {
	const char *mark[TRIAL_PEOPLE + 1];
};

static unsigned number_in(const char *text)
{
	unsigned long number = strtoul(text, NULL, 10);

	return number >= 1 && number <= TRIAL_PEOPLE ? (unsigned)number : 0;
}

/* The number in a line of input: "izin 5"; 0: undo. */
static unsigned number_asked(const char *line)
{
	const char *digits = line + strcspn(line, "0123456789\n");

	return *digits == '\n' ? 0 : number_in(digits);
}

/* Each answer belongs to the next line of the input; the line behind the last answer may have
 * been saved, or not. */
static void follow(const char *input, const char *answers, struct answered *answered)
{
	static const struct {
		const char *word, *mark;
	} words[] = {{"PRESENT  ", "present"}, {"EXCUSED  ", "excused"}, {"SICK  ", "sick"},
		{"UNDONE  ", ""}};

	for (unsigned i = 0; i <= TRIAL_PEOPLE; i++)
		answered->mark[i] = "";
	while (*input) {
		const char *answer_end = strchr(answers, '\n');
		unsigned asked = number_asked(input);
		bool is_known = false;

		input += strcspn(input, "\n") + 1;
		for (size_t i = 0; answer_end && i < sizeof(words) / sizeof(words[0]); i++) {
			size_t len = strlen(words[i].word);

			if (strncmp(answers, words[i].word, len) != 0)
				continue;
			answered->mark[number_in(answers + len)] = words[i].mark;
			is_known = true;
		}
		if (!is_known && asked > 0)
			answered->mark[asked] = NULL;
		for (unsigned i = 0; !is_known && asked == 0 && i <= TRIAL_PEOPLE; i++)
			answered->mark[i] = NULL;
		if (!answer_end)
			return;
		answers = answer_end + 1;
	}
}

static const char *row_of(const struct buf *roster, unsigned number, char row[ROW_MAX])
{
	char begin[64];
	const char *at;

	(void)snprintf(begin, sizeof(begin), "\n" TRIAL_SESSION ",%02u,", number);
	at = strstr(buf_text(roster), begin);
	if (!at)
		return NULL;
	(void)snprintf(row, ROW_MAX, "%.*s", (int)strcspn(at + 1, "\n"), at + 1);
	return row;
}

static bool has_mark(const char *row, const char *mark)
{
	static const char *const all[] = {",present,", ",excused,", ",sick,"};
	char wanted[16];

	(void)snprintf(wanted, sizeof(wanted), ",%s,", mark);
	if (*mark)
		return strstr(row, wanted) != NULL;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strstr(row, all[i]))
			return false;
	return true;
}

static void judge_marks(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what)
{
	struct answered answered;
	struct buf roster = BUF_EMPTY;
	char row[ROW_MAX];

	follow(scenario->input, answers, &answered);
	if (!read_roster(trial, &roster, what))
		return;
	for (unsigned number = 1; number <= TRIAL_PEOPLE; number++) {
		if (!row_of(&roster, number, row))
			trial_complain(trial, what, "number %u is gone", number);
		else if (answered.mark[number] && !has_mark(row, answered.mark[number]))
			trial_complain(trial, what, "answered \"%s\", and there is: %s",
				answered.mark[number], row);
	}
	buf_release(&roster);
}

static void judge_checked_in(struct trial *trial, const struct scenario *scenario,
	const char *answers, const char *what)
{
	struct buf out = BUF_EMPTY;

	expect_clean(trial, what);
	judge_marks(trial, scenario, answers, what);
	if (trial_expect(trial, scenario->argv, TRIAL_TWELVE, 0, &out, what) &&
		read_roster(trial, &out, what)) {
		char row[ROW_MAX];

		for (unsigned number = 1; number <= TRIAL_PEOPLE; number++)
			if (!row_of(&out, number, row) || has_mark(row, ""))
				trial_complain(
					trial, what, "number %u has no mark after the next run", number);
	}
	expect_clean(trial, what);
	buf_release(&out);
}

/* A seat goes from one to the other at once or not at all, and who is new is there with it. */
static void judge_seats(struct trial *trial, const struct buf *roster, const char *answers, const char *what)
{
	char three[ROW_MAX], five[ROW_MAX];
	const char *new = strstr(buf_text(roster), "\n" TRIAL_SESSION ",A1,Tono,");
	bool replaced, withdrawn;

	if (!row_of(roster, 3, three) || !row_of(roster, 5, five)) {
		trial_complain(trial, what, "somebody is gone");
		return;
	}
	replaced = strstr(three, ",withdrawn,") != NULL;
	withdrawn = strstr(five, ",withdrawn,") != NULL;
	if (replaced && (withdrawn || !has_mark(five, "present")))
		trial_complain(trial, what, "3 lost the seat and 5 has it not: %s", five);
	if (strstr(answers, "WITHDRAWN  05") && !withdrawn && !replaced)
		trial_complain(trial, what, "5 withdrew, and there is: %s", five);
	if (strstr(answers, "PRESENT  05") && !replaced)
		trial_complain(trial, what, "5 got the seat of 3, and there is: %s", three);
	if (strstr(answers, "PRESENT  A1") && !new)
		trial_complain(trial, what, "somebody new was registered, and is not there");
	if (new && strncmp(strstr(new, ",registered,"), ",registered,present,", 20) != 0)
		trial_complain(trial, what, "somebody new is there by half");
}

static void judge_taken_in(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what)
{
	struct buf out = BUF_EMPTY;

	expect_clean(trial, what);
	if (read_roster(trial, &out, what))
		judge_seats(trial, &out, answers, what);
	trial_expect(trial, scenario->argv, "1\n", 0, &out, what);
	expect_clean(trial, what);
	buf_release(&out);
}

/* Twelve check-ins that came from elsewhere: what was told to be taken is there (`told`, after which there is
 * nothing more to take: `rest`), and the next run takes what is not. */
static void judge_taken(struct trial *trial, const struct scenario *scenario, const char *told, const char *rest,
	const char *answers, const char *what)
{
	struct buf out = BUF_EMPTY;
	char row[ROW_MAX];

	expect_clean(trial, what);
	if (!trial_expect(trial, scenario->argv, "", 0, &out, what))
		return;
	if (strstr(answers, told) && !strstr(buf_text(&out), rest))
		trial_complain(trial, what, "it was told that all is taken, and then: %.200s", buf_text(&out));
	expect_clean(trial, what);
	if (!read_roster(trial, &out, what))
		return;
	for (unsigned number = 1; number <= TRIAL_PEOPLE; number++)
		if (!row_of(&out, number, row) || !has_mark(row, "present"))
			trial_complain(trial, what, "number %u did not come", number);
	buf_release(&out);
}

static void expect_all_saved(struct trial *trial, const char *file, const char *what)
{
	struct buf roster = BUF_EMPTY;

	expect_file_clean(trial, file, what);
	if (read_roster_of(trial, file, &roster, what) && count_people(&roster) != TRIAL_PEOPLE)
		trial_complain(trial, what, "%u people were saved", count_people(&roster));
	buf_release(&roster);
}

/* A file that was made has all that was in the damaged one, unless another thing was said of it than
 * of the next; and the next, beside it, has all. */
static void judge_salvaged(struct trial *trial, const struct scenario *scenario,
	const char *answers, const char *what)
{
	bool is_there = access("work/" TRIAL_SAVED, F_OK) == 0;
	struct buf out = BUF_EMPTY;

	if (!trial_is_untouched(trial, scenario))
		trial_complain(trial, what, "the damaged file was changed");
	if (!is_there && strstr(answers, "saved: "))
		trial_complain(trial, what, "it was told that a file is made, and there is none");
	if (is_there && rename("work/" TRIAL_SAVED, "work/first.okoce") != 0)
		fail_msg(TRIAL_SAVED ": not renamed");
	trial_expect(trial, scenario->argv, "", scenario->status, &out, what);
	if (is_there && (!*answers || strcmp(answers, buf_text(&out)) == 0))
		expect_all_saved(trial, "first.okoce", what);
	expect_all_saved(trial, TRIAL_SAVED, what);
	if (access("work/" TRIAL_SAVED ".part", F_OK) == 0)
		trial_complain(trial, what, "the unfinished file is still there");
	buf_release(&out);
}

/* All of it or nothing is there, and the next run writes what is not. `told` is said of what is written. */
static void judge_changed(struct trial *trial, const struct scenario *scenario, const char *told,
	const char *answers, const char *what)
{
	const char *const recap[] = {"recap", "--data", TRIAL_FILE, NULL};
	struct buf out = BUF_EMPTY;
	bool is_there;

	expect_clean(trial, what);
	if (!trial_expect(trial, scenario->argv, "", 0, &out, what))
		return;
	is_there = strstr(buf_text(&out), told) == NULL;
	if (strstr(answers, told) && !is_there)
		trial_complain(trial, what, "it was told that it is written, and it was not");
	if (trial_expect(trial, scenario->argv, "", 0, &out, what) &&
		strstr(buf_text(&out), told))
		trial_complain(trial, what, "written again: %.200s", buf_text(&out));
	expect_clean(trial, what);
	trial_expect(trial, recap, "", 0, &out, what);
	buf_release(&out);
}

/* Of the sheet's twelve rows the one that is excepted has no mark; 0: no row has one. */
static unsigned count_marks(struct trial *trial, const char *what)
{
	struct buf roster = BUF_EMPTY;
	unsigned count = 0;
	char row[ROW_MAX];

	if (read_roster(trial, &roster, what))
		for (unsigned number = 1; number <= TRIAL_PEOPLE; number++)
			count += row_of(&roster, number, row) && !has_mark(row, "");
	buf_release(&roster);
	return count;
}

/* A sheet is one action: all of its marks or none are there, and the next run writes what is not. */
static void judge_keyed_in(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what)
{
	struct buf out = BUF_EMPTY;
	unsigned marks;

	expect_clean(trial, what);
	marks = count_marks(trial, what);
	if (marks != 0 && marks != TRIAL_PEOPLE - 1)
		trial_complain(trial, what, "%u marks of the sheet are there", marks);
	if (marks == 0 && strstr(answers, "Saved: "))
		trial_complain(trial, what, "it was told that the sheet is saved, and it is not");
	if (trial_expect(trial, scenario->argv, "", 0, &out, what) &&
		count_marks(trial, what) != TRIAL_PEOPLE - 1)
		trial_complain(trial, what, "marks are missing after the next run");
	expect_clean(trial, what);
	buf_release(&out);
}

static bool is_closed(struct trial *trial, const char *what)
{
	const char *const report[] = {
		"report", "--session", TRIAL_SESSION, "--day", "1", "--data", TRIAL_FILE, NULL};
	struct buf out = BUF_EMPTY;
	bool closed = trial_expect(trial, report, "", 0, &out, what) &&
		      strstr(buf_text(&out), "Day closed: ");

	/* The mark of who is sick comes with the closing, or not at all. */
	if (closed != (strstr(buf_text(&out), "sick 1") != NULL))
		trial_complain(trial, what, "half of the closing is there: %.200s", buf_text(&out));
	buf_release(&out);
	return closed;
}

static void judge_closed(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what)
{
	struct buf out = BUF_EMPTY;
	bool closed;

	expect_clean(trial, what);
	closed = is_closed(trial, what);
	if (!closed && strstr(answers, "Day closed: "))
		trial_complain(trial, what, "it was told that the day is closed, and it is not");
	trial_expect(trial, scenario->argv, "", status_exit(closed ? STATUS_INVALID : STATUS_OK), &out,
		what);
	if (!is_closed(trial, what))
		trial_complain(trial, what, "the day is not closed after the next run");
	expect_clean(trial, what);
	buf_release(&out);
}

/* Whoever was shown a NIK is in the log. */
static void judge_shown(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what)
{
	struct buf out = BUF_EMPTY;

	expect_clean(trial, what);
	if (strstr(answers, "31730801017") &&
		trial_expect(trial, (const char *const[]){"log", "--data", TRIAL_FILE, NULL}, "", 0,
			&out, what) &&
		!strstr(buf_text(&out), " access/"))
		trial_complain(trial, what, "NIKs were shown, and it is not recorded");
	trial_expect(trial, scenario->argv, "", 0, &out, what);
	expect_clean(trial, what);
	buf_release(&out);
}

void trial_judge_file(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what)
{
	struct buf out = BUF_EMPTY;

	switch (scenario->kind) {
	case SCENARIO_BEGINS:
		judge_begun(trial, scenario, answers, what);
		break;
	case SCENARIO_IMPORTS:
		judge_import(trial, scenario, answers, what);
		break;
	case SCENARIO_CHECKS_IN:
		judge_checked_in(trial, scenario, answers, what);
		break;
	case SCENARIO_TAKES_IN:
		judge_taken_in(trial, scenario, answers, what);
		break;
	case SCENARIO_RECOVERS:
		judge_taken(trial, scenario, "taken back: ", "Nothing is lacking", answers, what);
		break;
	case SCENARIO_MERGES:
		judge_taken(trial, scenario, "saved on this laptop", "Nothing new", answers, what);
		break;
	case SCENARIO_SALVAGES:
		judge_salvaged(trial, scenario, answers, what);
		break;
	case SCENARIO_LOADS:
		judge_changed(trial, scenario, "change written", answers, what);
		break;
	case SCENARIO_SCHEDULES:
		judge_changed(trial, scenario, "Saved.", answers, what);
		break;
	case SCENARIO_KEYS_IN:
		judge_keyed_in(trial, scenario, answers, what);
		break;
	case SCENARIO_CLOSES:
		judge_closed(trial, scenario, answers, what);
		break;
	case SCENARIO_SHOWS:
		judge_shown(trial, scenario, answers, what);
		break;
	case SCENARIO_READS:
		if (!trial_is_untouched(trial, scenario))
			trial_complain(trial, what, "reading has changed the file");
		trial_expect(trial, scenario->argv, "", 0, &out, what);
		break;
	}
	buf_release(&out);
}

void trial_end(const struct trial *trial, const char *of_what)
{
	print_message("in all: %lu %s\n", trial->tried, of_what);
	if (trial->wrong > 0)
		fail_msg("%u findings", trial->wrong);
}
