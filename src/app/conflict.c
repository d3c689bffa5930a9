/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/conflict.h"

#include "app/history.h"
#include "app/persons.h"
#include "app/record_words.h"
#include "model/sheet_code.h"
#include "base/digest.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- Which they are ---------------------------------------------------------------------------- */

/* What somebody decides about. */
static bool is_decided(const struct register_parts *parts)
{
	switch (parts->kind) {
	case REGISTER_SHEET:
	case REGISTER_ACCESS:
	case REGISTER_OFFICER:
	case REGISTER_KEY:
	case REGISTER_ANSWER: /* who else asked the same has the same answer */
		return false;
	case REGISTER_CONF:
		return strcmp(parts->text, "loaded") != 0 && strcmp(parts->text, "demo") != 0;
	default:
		return parts->known;
	}
}

static bool is_conflict(const struct app *app, struct bytes key)
{
	struct register_parts parts;

	return register_parse(key, &parts) && is_decided(&parts) && record_type_of(key) &&
	       cell_is_disputed(view_find(store_view(app->store), key));
}

static void add_key(void *context, struct bytes key)
{
	struct conflicts *out = context;

	if (key.len > REGISTER_KEY_MAX)
		return;
	out->key = memory_grow(out->key, out->count, &out->capacity, sizeof(*out->key));
	out->key[out->count++] = register_copy(key);
}

void conflicts_find(struct app *app, struct conflicts *out)
{
	size_t kept = 0;

	out->count = 0;
	view_disputed(store_view(app->store), add_key, out);
	for (size_t i = 0; i < out->count; i++)
		if (is_conflict(app, register_bytes(&out->key[i])))
			out->key[kept++] = out->key[i];
	out->count = kept;
}

size_t conflicts_count(struct app *app)
{
	struct conflicts all = {0};
	size_t count;

	conflicts_find(app, &all);
	count = all.count;
	conflicts_release(&all);
	return count;
}

void conflicts_release(struct conflicts *conflicts)
{
	free(conflicts->key);
	*conflicts = (struct conflicts){0};
}

/* --- One of them ------------------------------------------------------------------------------- */

static struct id seen_of(const struct fact *fact, size_t count)
{
	struct buf events = BUF_EMPTY;
	struct bytes piece;
	struct id seen;

	for (size_t i = 0; i < count; i++) {
		uint8_t event[EVENT_ID_SIZE];

		event_put(event, &fact[i].event);
		buf_add(&events, event, sizeof(event));
	}
	piece = buf_bytes(&events);
	digest(seen.byte, ID_SIZE, NULL, "okoce conflict 1", &piece, 1);
	buf_release(&events);
	return seen;
}

/* In the way of record_claim(): equal in what two laptops can disagree on. */
static bool says_the_same(const struct conflict *conflict, const void *a, const void *b)
{
	if (conflict->type == &attendance_type)
		return ((const struct attendance *)a)->status == ((const struct attendance *)b)->status;
	if (conflict->type == &enrolment_type) {
		uint32_t one = ((const struct enrolment *)a)->status;
		uint32_t other = ((const struct enrolment *)b)->status;

		return one == other || (one <= ENROLMENT_WAITING && other <= ENROLMENT_WAITING);
	}
	return record_equal(conflict->type, a, b);
}

/* The side that says this already is the later one's; facts come with the latest first. */
static bool is_said(const struct conflict *conflict, const void *value)
{
	for (size_t i = 0; i < conflict->count; i++)
		if (says_the_same(conflict, conflict->side[i].value, value))
			return true;
	return false;
}

static struct conflict_side side_of(const struct fact *fact, const void *value)
{
	return (struct conflict_side){value, fact->time, fact->source == CLOCK_DOUBTED, fact->officer,
		fact->device};
}

/* What an undo restored was said by somebody before: who that was, and when. */
static enum status find_origin(
	struct app *app, struct conflict *conflict, const struct fact *restored, struct fact *origin,
	struct err *err)
{
	struct fact *fact;
	size_t count;
	enum status status = store_lineage(app->store, register_bytes(&conflict->key), &conflict->arena,
		&fact, &count, err);

	*origin = *restored;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (event_compare(&fact[i].event, &restored->event) != 0 &&
			bytes_equal(fact[i].value, restored->value))
			*origin = fact[i];
	return status;
}

static enum status add_side(struct app *app, struct conflict *conflict, const struct fact *fact, bool restored,
	struct err *err)
{
	void *value = arena_alloc(&conflict->arena, conflict->type->size);
	struct fact origin = *fact;
	enum status status = STATUS_OK;

	if (record_decode(conflict->type, fact->value, &conflict->arena, value, NULL) != STATUS_OK ||
		is_said(conflict, value))
		return STATUS_OK;
	if (restored)
		status = find_origin(app, conflict, fact, &origin, err);
	conflict->side[conflict->count++] = side_of(&origin, value);
	return status;
}

/* An operation with several values, as undoing a decision is one. */
static bool has_several(const struct fact *fact, size_t count, size_t index)
{
	for (size_t i = 0; i < count; i++)
		if (i != index && event_compare(&fact[i].event, &fact[index].event) == 0)
			return true;
	return false;
}

static enum status add_sides(
	struct app *app, struct conflict *conflict, const struct fact *fact, size_t count, struct err *err)
{
	const bool outdated = count > 0 && fact[0].outdated;
	enum status status = STATUS_OK;

	conflict->side = arena_alloc(&conflict->arena, (count + 1) * sizeof(*conflict->side));
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		if (fact[i].value.len > 0 && fact[i].outdated == outdated)
			status = add_side(app, conflict, &fact[i], has_several(fact, count, i), err);
	return status;
}

static enum status say_decided(struct err *err)
{
	return err_set(err, STATUS_NOT_FOUND, "%s", _("That is decided already."));
}

enum status conflict_read(
	struct app *app, const struct register_key *key, struct conflict *out, struct err *err)
{
	struct fact *fact;
	size_t count;
	enum status status;

	if (!is_conflict(app, register_bytes(key)))
		return say_decided(err);
	out->key = *key;
	out->type = record_type_of(register_bytes(key));
	status = store_facts(app->store, register_bytes(key), &out->arena, &fact, &count, err);
	if (status != STATUS_OK)
		return status;
	out->seen = seen_of(fact, count);
	status = add_sides(app, out, fact, count, err);
	return status != STATUS_OK || out->count > 1 ? status : say_decided(err);
}

void conflict_release(struct conflict *conflict)
{
	arena_release(&conflict->arena);
	*conflict = (struct conflict){.count = 0};
}

bool conflict_differs(const struct conflict *conflict, const struct record_field *field)
{
	for (size_t i = 1; i < conflict->count; i++)
		if (!record_field_equal(field, conflict->side[0].value, conflict->side[i].value))
			return true;
	return false;
}

/* --- Deciding ---------------------------------------------------------------------------------- */

/* FORMAT F5: the plan is a supervisor's; of an officer's entry nothing would count. */
static enum status may_decide(const struct app *app, const struct conflict *conflict, struct err *err)
{
	struct register_parts parts;

	if (!app_writes(app))
		return store_say_read_only(app->store, err);
	if (!register_parse(register_bytes(&conflict->key), &parts))
		return say_decided(err);
	if (parts.kind != REGISTER_CONF && !(parts.kind == REGISTER_SESSION && parts.number == SESSION_PLAN))
		return STATUS_OK;
	return store_is_supervisor(app->store) ? STATUS_OK : store_say_supervisor(app->store, err);
}

/* Somebody looked at this, and not at what came since. */
static enum status check_seen(struct app *app, const struct conflict *conflict, struct err *err)
{
	struct conflict now = {.count = 0};
	enum status status = conflict_read(app, &conflict->key, &now, err);

	if (status == STATUS_OK && !id_equal(&now.seen, &conflict->seen))
		status = err_set(err, STATUS_INVALID, "%s",
			_("Something else was recorded there meanwhile: please look again."));
	conflict_release(&now);
	return status;
}

enum status conflict_decide(
	struct app *app, const struct conflict *conflict, const void *value, struct err *err)
{
	struct transaction *transaction;
	enum status status = may_decide(app, conflict, err);

	if (status == STATUS_OK)
		status = check_seen(app, conflict, err);
	if (status == STATUS_OK)
		status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	transaction_entry(transaction);
	person_put(app, transaction, conflict->key, conflict->type, value);
	return app_commit(app, transaction, err);
}

/* --- Words ------------------------------------------------------------------------------------- */

char *conflict_code(const struct register_key *key, char out[CONFLICT_CODE_SIZE])
{
	const struct bytes piece = register_bytes(key);
	struct id id;

	digest(id.byte, ID_SIZE, NULL, "okoce conflict 1", &piece, 1);
	return sheet_code(&id, out);
}

bool conflict_find_code(struct app *app, const char *typed, struct register_key *key)
{
	char wanted[SHEET_CODE_SIZE], code[CONFLICT_CODE_SIZE];
	struct conflicts all = {0};
	bool found = false;

	conflicts_find(app, &all);
	for (size_t i = 0; i < all.count && !found && sheet_code_parse(typed, wanted); i++) {
		found = strcmp(conflict_code(&all.key[i], code), wanted) == 0;
		if (found)
			*key = all.key[i];
	}
	conflicts_release(&all);
	return found;
}

void conflict_say_about(struct app *app, const struct register_key *key, struct buf *out)
{
	words_of_change(app, register_bytes(key), "", out);
}

void conflict_say_who(const struct officer_names *officers,
	const struct conflict_side *side, struct buf *out)
{
	history_say_day(moment_date(side->time), out);
	buf_add_byte(out, ' ');
	minute_print(out, moment_minute(side->time));
	buf_printf(out, "%s  ", side->doubted ? "?" : "");
	officer_names_say(officers, &side->officer, out);
}

void conflict_say_laptop(const struct app *app, const struct conflict_side *side, struct buf *out)
{
	history_say_device(app, &side->device, out);
}
