/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce decide: which value is right, whether two records are one person, and what is left as it is. */
#include "cli/conflict_side.h"
#include "cli/output.h"
#include "cli/request.h"
#include "app/attention.h"
#include "app/twins.h"
#include "model/sheet_code.h"

#include <stdlib.h>
#include <string.h>

/* --- Conflicts ---------------------------------------------------------------------------------- */

/* A number of a side; 0: it is none. */
static size_t read_side(const struct conflict *conflict, const char *text)
{
	size_t number = 0;

	for (; *text >= '0' && *text <= '9' && number <= conflict->count; text++)
		number = 10 * number + (size_t)(*text - '0');
	return *text == '\0' && number <= conflict->count ? number : 0;
}

static enum status say_choice(const struct conflict *conflict, const char *word, struct err *err)
{
	return err_set(err, STATUS_USAGE,
		_("\"%s\" says nothing here: a number from 1 to %u, and then, where a field is of another, its "
		  "name: \"1 phone=2\"."),
		word, (unsigned)conflict->count);
}

/* "phone=2": that field of another side. */
static enum status take_field(const struct conflict *conflict, char *word, void *value, struct err *err)
{
	char *equals = strchr(word, '=');
	size_t side = equals ? read_side(conflict, equals + 1) : 0;

	for (size_t i = 0; side > 0 && i < conflict->type->count; i++) {
		const struct record_field *field = &conflict->type->field[i];

		if (strlen(field->name) != (size_t)(equals - word) ||
			strncmp(field->name, word, (size_t)(equals - word)) != 0)
			continue;
		record_field_copy(field, value, conflict->side[side - 1].value);
		return STATUS_OK;
	}
	return say_choice(conflict, word, err);
}

/* "2", or "1 phone=2 email=2". `value` is a record of the conflict's type. */
static enum status read_choice(
	const struct conflict *conflict, const char *choice, void *value, struct err *err)
{
	char *text = memory_text(choice), *rest = text;
	const char *word = strsep(&rest, " ,");
	size_t side = word ? read_side(conflict, word) : 0;
	enum status status = side > 0 ? STATUS_OK : say_choice(conflict, choice, err);

	if (side > 0)
		memcpy(value, conflict->side[side - 1].value, conflict->type->size);
	while (status == STATUS_OK && rest) {
		char *next = strsep(&rest, " ,");

		if (*next != '\0')
			status = take_field(conflict, next, value, err);
	}
	free(text);
	return status;
}

static enum status decide_conflict(
	struct app *app, const struct register_key *key, const char *choice, struct buf *said, struct err *err)
{
	struct conflict conflict = {.count = 0};
	void *value = NULL;
	enum status status = conflict_read(app, key, &conflict, err);

	if (status == STATUS_OK) {
		value = arena_alloc(&conflict.arena, conflict.type->size);
		status = read_choice(&conflict, choice, value, err);
	}
	if (status == STATUS_OK)
		status = conflict_decide(app, &conflict, value, err);
	if (status == STATUS_OK) {
		conflict_say_about(app, key, said);
		buf_add_text(said, ": ");
		conflict_side_print(&conflict, value, said);
	}
	conflict_release(&conflict);
	return status;
}

/* --- Pairs ------------------------------------------------------------------------------------- */

static bool has_code(const struct register_key *key, const char *typed)
{
	char wanted[SHEET_CODE_SIZE], code[CONFLICT_CODE_SIZE];

	return sheet_code_parse(typed, wanted) && strcmp(conflict_code(key, code), wanted) == 0;
}

/* Null: no pair that may be one person has this code. */
static const struct twin_pair *find_pair(const struct twin_pairs *pairs, const char *typed)
{
	for (size_t i = 0; i < pairs->count; i++) {
		const struct register_key key = register_same(&pairs->pair[i].a, &pairs->pair[i].b);

		if (has_code(&key, typed))
			return &pairs->pair[i];
	}
	return NULL;
}

static enum status read_answer(const char *choice, enum same_answer *answer, struct err *err)
{
	static const struct {
		const char *word;
		enum same_answer answer;
	} words[] = {{"yes", SAME_YES}, {"ya", SAME_YES}, {"no", SAME_NO}, {"bukan", SAME_NO}};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].word, choice) == 0) {
			*answer = words[i].answer;
			return STATUS_OK;
		}
	return err_set(err, STATUS_USAGE, _("\"%s\" says nothing here: yes, they are one person, or no."), choice);
}

static enum status decide_pair(
	struct app *app, const struct twin_pair *pair, const char *choice, struct buf *said, struct err *err)
{
	enum same_answer answer = SAME_NO;
	enum status status = read_answer(choice, &answer, err);

	if (status == STATUS_OK)
		status = twin_answer(app, &pair->a, &pair->b, answer, err);
	if (status != STATUS_OK)
		return status;
	twin_say_names(app, pair, said);
	buf_printf(said, ": %s", answer == SAME_YES ? _("one person") : _("two people"));
	return STATUS_OK;
}

/* --- Left as it is ----------------------------------------------------------------------------- */

static enum status leave(struct app *app, const struct attention *attention, const char *choice, struct buf *said,
	struct err *err)
{
	if (strcmp(choice, "leave") != 0 && strcmp(choice, "biarkan") != 0)
		return err_set(err, STATUS_USAGE, _("\"%s\" says nothing here: leave, it is right as it is."),
			choice);
	attention_say(app, attention, said);
	buf_add_text(said, _(": left as it is"));
	return attention_leave(app, attention, err);
}

/* Whether something that should be looked at has this code; then `status` is what became of it. */
static bool leave_attention(struct app *app, const char *code, const char *choice, struct buf *said,
	enum status *status, struct err *err)
{
	struct attentions all = {.count = 0};
	struct register_key key;
	bool found = false;

	app_tallies(app);
	attentions_find(app, &all);
	for (size_t i = 0; i < all.count && !found; i++) {
		found = attention_key(&all.item[i], &key) && has_code(&key, code);
		if (found)
			*status = leave(app, &all.item[i], choice, said, err);
	}
	attentions_release(&all);
	return found;
}

/* Neither a conflict nor to be left: a pair, for which everyone is looked at only when the quick ones are none of it. */
static enum status decide_other(
	struct app *app, const char *code, const char *choice, struct buf *said, struct err *err)
{
	struct twin_pairs pairs = {.count = 0};
	const struct twin_pair *pair;
	enum status status = twins_find(app, &pairs, err);

	if (status == STATUS_OK)
		twins_answered(app, &pairs);
	if (status == STATUS_OK && !find_pair(&pairs, code))
		status = twins_search(app, &pairs, NULL, NULL, err);
	pair = status == STATUS_OK ? find_pair(&pairs, code) : NULL;
	if (pair)
		status = decide_pair(app, pair, choice, said, err);
	else if (status == STATUS_OK)
		status = err_set(err, STATUS_NOT_FOUND,
			_("Nothing that has to be decided is called \"%s\": okoce conflicts and okoce duplicates "
			  "list it."),
			code);
	twin_pairs_release(&pairs);
	return status;
}

/* --- The command ------------------------------------------------------------------------------- */

static enum status decide(struct app *app, const char *code, const char *choice, struct err *err)
{
	struct register_key key;
	struct buf said = BUF_EMPTY;
	enum status status = STATUS_OK;

	if (conflict_find_code(app, code, &key))
		status = decide_conflict(app, &key, choice, &said, err);
	else if (!leave_attention(app, code, choice, &said, &status, err))
		status = decide_other(app, code, choice, &said, err);
	if (status == STATUS_OK) {
		buf_add_byte(&said, '\n');
		status = output(&said, err);
	}
	buf_wipe(&said);
	return status;
}

enum status cmd_decide(struct request *request, struct err *err)
{
	struct app *app = NULL;
	enum status status = request_open(request, USE_WRITE, &app, err);

	if (status == STATUS_OK)
		status = decide(app, request->operand, request->second, err);
	app_close(app);
	return status;
}
