/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/door_line.h"

#include "base/i18n.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct word;
/* False, and no result: more must stand behind the word. */
typedef bool answer_fn(
	struct checkin *checkin, const struct word *word, const char *rest, struct checkin_result *result);

struct word {
	const char *id, *en;
	const char *example; /* of what stands behind it */
	answer_fn *answer;
	enum attendance_status status; /* of answer_mark() */
	const char *remark;
	enum door_act act; /* of the others */
};

void door_line_refuse(struct checkin_result *result, const char *why)
{
	*result = (struct checkin_result){.outcome = OUTCOME_FAILED, .person = CHECKIN_NOBODY};
	(void)snprintf(result->detail, sizeof(result->detail), "%.*s", (int)sizeof(result->detail) - 1, why);
}

static bool answer_mark(
	struct checkin *checkin, const struct word *word, const char *rest, struct checkin_result *result)
{
	checkin_type(checkin, rest);
	checkin_mark(checkin, CHECKIN_NOBODY, word->status, word->remark, result);
	return true;
}

/* Somebody of the class is meant; false, and the result says why, when that is nobody or several. */
static bool find_here(
	struct checkin *checkin, const char *text, struct id *record, struct checkin_result *result)
{
	checkin_type(checkin, text);
	checkin_look(checkin, CHECKIN_NOBODY, result);
	if (result->person == CHECKIN_NOBODY)
		return false;
	*record = checkin->roster.person[result->person].record;
	return true;
}

static bool answer_here(
	struct checkin *checkin, const struct word *word, const char *rest, struct checkin_result *result)
{
	struct door_request request = {.act = word->act};

	if (find_here(checkin, rest, &request.record, result))
		checkin_do(checkin, &request, result);
	return true;
}

/* Somebody who is recorded, and not in this class. */
static bool answer_elsewhere(
	struct checkin *checkin, const struct word *word, const char *rest, struct checkin_result *result)
{
	struct door_request request = {.act = word->act};

	checkin_type(checkin, rest);
	checkin_look(checkin, CHECKIN_NOBODY, result);
	if (result->person != CHECKIN_NOBODY)
		request.record = checkin->roster.person[result->person].record; /* it will be refused */
	else if (!id_is_zero(&result->found))
		request.record = result->found;
	else
		return true;
	request.session = result->session;
	if (request.act == DOOR_TAKE_OVER && result->outcome != OUTCOME_OTHER_CLASS)
		request.act = DOOR_JOIN; /* of a training that is over nothing is given up */
	checkin_do(checkin, &request, result);
	return true;
}

/* The first word of what is left, and what stands behind it. False when either is missing. */
static bool take_word(const char *rest, char *word, size_t size, const char **behind)
{
	size_t len = strcspn(rest, " ");

	if (len == 0 || len >= size || rest[len] == '\0')
		return false;
	memcpy(word, rest, len);
	word[len] = '\0';
	*behind = rest + len + 1;
	return true;
}

static bool answer_replace(
	struct checkin *checkin, const struct word *word, const char *rest, struct checkin_result *result)
{
	struct door_request request = {.act = word->act};
	char number[40];
	const char *who;

	if (!take_word(rest, number, sizeof(number), &who))
		return false;
	if (find_here(checkin, number, &request.replaced, result) &&
		find_here(checkin, who, &request.record, result))
		checkin_do(checkin, &request, result);
	return true;
}

static bool answer_extra(
	struct checkin *checkin, const struct word *word, const char *rest, struct checkin_result *result)
{
	struct door_request request = {.act = word->act};
	char reason[8];
	const char *who;
	bool asked = take_word(rest, reason, sizeof(reason), &who);

	if (asked && reason[0] >= '1' && reason[0] <= '9' && reason[1] == '\0')
		request.cause = cause_of_extra((size_t)(reason[0] - '1'));
	if (request.cause == CAUSE_NONE)
		return false;
	if (find_here(checkin, who, &request.record, result))
		checkin_do(checkin, &request, result);
	return true;
}

static bool answer_move(
	struct checkin *checkin, const struct word *word, const char *rest, struct checkin_result *result)
{
	struct door_request request = {.act = word->act};
	char id[REGISTER_TEXT_MAX + 1];
	const char *who;

	if (!take_word(rest, id, sizeof(id), &who))
		return false;
	request.session = programme_session(&checkin->app->programme, id);
	if (!request.session)
		door_line_refuse(result, _("no such session: `okoce sessions` lists them"));
	else if (find_here(checkin, who, &request.record, result))
		checkin_do(checkin, &request, result);
	return true;
}

/* NAME; NIK; L or P; KELURAHAN; PHONE: what is missing at the end is not known. */
static enum status read_newcomer(
	struct newcomer *newcomer, const struct app *app, const char *rest, struct err *err)
{
	enum status status = STATUS_OK;

	for (int field = 0; field < NEWCOMER_FIELDS && status == STATUS_OK; field++) {
		size_t len = strcspn(rest, ";");
		const char *text = arena_text(&newcomer->arena, rest, len);

		status = newcomer_set(newcomer, app, (enum newcomer_field)field, text, err);
		rest += len + (rest[len] == ';');
	}
	if (status == STATUS_OK && *rest != '\0')
		return err_set(err, STATUS_INVALID, "%s",
			_("too many parts: NAME; NIK; L or P; KELURAHAN; PHONE"));
	return status;
}

static bool answer_new(
	struct checkin *checkin, const struct word *word, const char *rest, struct checkin_result *result)
{
	struct newcomer newcomer;
	struct door_request request = {.act = word->act, .newcomer = &newcomer};
	struct err err = {0};

	newcomer_start(&newcomer);
	if (read_newcomer(&newcomer, checkin->app, rest, &err) != STATUS_OK)
		door_line_refuse(result, err.text);
	else
		checkin_do(checkin, &request, result);
	newcomer_release(&newcomer);
	return true;
}

static const struct word words[] = {
	{"izin", "excused", "07", answer_mark, ATTENDANCE_EXCUSED, "", DOOR_CHECKIN},
	{"sakit", "sick", "07", answer_mark, ATTENDANCE_SICK, "", DOOR_CHECKIN},
	{"diwakilkan", "represented", "07", answer_mark, ATTENDANCE_EXCUSED, REMARK_REPRESENTED,
		DOOR_CHECKIN},
	{"baru", "new", "SITI AMINAH; 3173086506804417; P; Srengseng; 081234567890", answer_new,
		ATTENDANCE_PRESENT, "", DOOR_NEW},
	{"ikut", "join", "3173086506804417", answer_elsewhere, ATTENDANCE_PRESENT, "", DOOR_JOIN},
	{"masuk", "takeover", "3173086506804417", answer_elsewhere, ATTENDANCE_PRESENT, "",
		DOOR_TAKE_OVER},
	{"kursi", "seat", "siti aminah", answer_here, ATTENDANCE_PRESENT, "", DOOR_SEAT},
	{"ganti", "replace", "17 siti aminah", answer_replace, ATTENDANCE_PRESENT, "",
		DOOR_SUBSTITUTE},
	{"tambah", "extra", "1 siti aminah", answer_extra, ATTENDANCE_PRESENT, "", DOOR_EXTRA},
	{"mundur", "withdraw", "07", answer_here, ATTENDANCE_PRESENT, "", DOOR_WITHDRAW},
	{"pindah", "move", "2019-KT-KBG-2 07", answer_move, ATTENDANCE_PRESENT, "", DOOR_MOVE},
};

/* What stands behind the word; null when the text does not begin with it, "" when nothing does. */
static const char *behind(const char *text, const char *word)
{
	size_t len = strlen(word);

	if (strncasecmp(text, word, len) != 0 || (text[len] != ' ' && text[len] != '\0'))
		return NULL;
	return text[len] == '\0' ? "" : text + len + 1;
}

/* With the word as it was typed. */
static void ask_for(struct checkin_result *result, const char *text, const char *example)
{
	char why[sizeof(result->detail)];

	(void)snprintf(why, sizeof(why), _("say who, for example: %.*s %s"), (int)strcspn(text, " "),
		text, example);
	door_line_refuse(result, why);
}

void door_line(struct checkin *checkin, const char *text, struct checkin_result *result)
{
	if (strcasecmp(text, "urungkan") == 0 || strcasecmp(text, "undo") == 0) {
		checkin_undo(checkin, result);
		return;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *rest = behind(text, words[i].id);

		if (!rest)
			rest = behind(text, words[i].en);
		if (!rest)
			continue;
		if (rest[0] == '\0' || !words[i].answer(checkin, &words[i], rest, result))
			ask_for(result, text, words[i].example);
		return;
	}
	checkin_type(checkin, text);
	checkin_enter(checkin, CHECKIN_NOBODY, result);
}
