/* SPDX-License-Identifier: BSD-2-Clause */
/* The view is the same whatever the order in which entries arrive (MERGE 5, 9, 10, 12). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "model/record.h"
#include "model/register.h"
#include "store/model_view.h"
#include "store/view.h"

static struct event_id event_of(unsigned number)
{
	struct event_id event = {.seq = number};
	event.writer.byte[0] = (uint8_t)(number % 3);
	return event;
}

/* One event of a history: values (none: taken back), and which earlier events it had seen. */
struct change {
	unsigned key; /* a person */
	uint64_t lamport;
	uint32_t status;
	unsigned superseded[4];
	size_t superseded_count;
};

static struct register_key key_of(unsigned person)
{
	struct id id = {{(uint8_t)person, (uint8_t)(person >> 8), (uint8_t)(person >> 16)}};
	return register_attendance("2019-KT-KBG-2", 2, PART_WHOLE, &id);
}

/* Where a change goes: the view, the model, or both. */
struct pair {
	struct view *view;
	struct model *model;
};

static void apply(const struct pair *pair, const struct change *change, unsigned number)
{
	struct register_key key = key_of(change->key);
	struct event_id id = event_of(number), superseded[4];
	struct buf value = BUF_EMPTY, bytes = BUF_EMPTY, plain = BUF_EMPTY;
	struct payload payload;

	cbor_put_map(&value, 1);
	cbor_put_uint(&value, 1);
	cbor_put_uint(&value, change->status);
	const struct bytes values[] = {buf_bytes(&value)};
	for (size_t i = 0; i < change->superseded_count; i++)
		superseded[i] = event_of(change->superseded[i]);
	operation_put(&bytes, register_bytes(&key), values, change->status > 0, superseded, change->superseded_count);
	payload_put(&plain, buf_bytes(&bytes), 1);
	assert_true(payload_read(&payload, buf_bytes(&plain)));
	view_apply(pair->view, &id, change->lamport, payload.operation, payload.parts);
	if (pair->model)
		model_apply(pair->model, &id, change->lamport, payload.operation);
	buf_release(&value);
	buf_release(&bytes);
	buf_release(&plain);
}

static struct view *new_view(const char *path)
{
	static const uint8_t key[32] = {7};
	struct view *view;
	struct err err = {STATUS_OK, ""};

	if (view_open(&view, path, key, &err))
		fail_msg("%s", err.text);
	return view;
}

static const struct cell *cell_of(const struct view *view, unsigned person)
{
	struct register_key key = key_of(person);
	return view_find(view, register_bytes(&key));
}

static size_t live_count(const struct view *view, unsigned person)
{
	size_t count;
	free(cell_live(cell_of(view, person), &count));
	return count;
}

static void test_nothing(void **state)
{
	(void)state;
	struct view *view = new_view(NULL);

	assert_null(cell_of(view, 1));
	struct view_walk walk;
	view_walk_open(&walk, view, BYTES_NONE);
	assert_null(walk.cell);
	view_walk_next(&walk);
	assert_null(walk.cell);
	view_walk_close(&walk);
	assert_null(cell_winner(NULL));
	assert_int_equal(cell_state(NULL), 0);
	assert_int_equal(live_count(view, 1), 0);
	view_close(view);
	view_close(NULL);
}

static void test_two_laptops_disagree(void **state)
{
	(void)state;
	struct view *view = new_view(NULL);

	apply(&(struct pair){view, NULL}, &(struct change){1, 5, ATTENDANCE_PRESENT, {0}, 0}, 10);
	apply(&(struct pair){view, NULL}, &(struct change){1, 6, ATTENDANCE_SICK, {0}, 0}, 11);
	assert_int_equal(live_count(view, 1), 2);
	assert_int_equal(cell_state(cell_of(view, 1)), ATTENDANCE_SICK); /* the greater counter */
	apply(&(struct pair){view, NULL}, &(struct change){1, 7, ATTENDANCE_PRESENT, {10, 11}, 2}, 12); /* decided */
	assert_int_equal(live_count(view, 1), 1);
	assert_int_equal(cell_state(cell_of(view, 1)), ATTENDANCE_PRESENT);
	view_close(view);
}

static void test_taken_back_yields_to_a_value(void **state)
{
	(void)state;
	struct view *view = new_view(NULL);

	apply(&(struct pair){view, NULL}, &(struct change){1, 5, ATTENDANCE_PRESENT, {0}, 0}, 10);
	apply(&(struct pair){view, NULL}, &(struct change){1, 6, ATTENDANCE_PRESENT, {0}, 0}, 11);  /* the other door */
	apply(&(struct pair){view, NULL}, &(struct change){1, 9, 0, {10}, 1}, 12); /* the first door undoes its own */
	assert_int_equal(cell_state(cell_of(view, 1)), ATTENDANCE_PRESENT);
	apply(&(struct pair){view, NULL}, &(struct change){1, 10, 0, {11}, 1}, 13);
	assert_int_equal(cell_state(cell_of(view, 1)), 0);
	assert_int_equal(live_count(view, 1), 2);
	view_close(view);
}

static void test_superseded_before_it_came(void **state)
{
	(void)state;
	struct view *view = new_view(NULL);

	apply(&(struct pair){view, NULL}, &(struct change){1, 9, ATTENDANCE_SICK, {10}, 1}, 12);
	apply(&(struct pair){view, NULL}, &(struct change){1, 5, ATTENDANCE_PRESENT, {0}, 0}, 10);
	assert_int_equal(live_count(view, 1), 1);
	assert_int_equal(cell_state(cell_of(view, 1)), ATTENDANCE_SICK);
	view_close(view);
}

#define CHANGES 60
#define PERSONS 5

/* A history of several laptops that see some of each other's changes. */
static void make_history(struct seeded *seeded, struct change *history)
{
	for (unsigned i = 0; i < CHANGES; i++) {
		history[i] = (struct change){.key = seeded_below(seeded, PERSONS), .lamport = 1 + i / 2,
					     .status = seeded_below(seeded, 4)};
		for (unsigned j = i; j-- > 0 && history[i].superseded_count < 4;)
			if (history[j].key == history[i].key && seeded_below(seeded, 3) == 0)
				history[i].superseded[history[i].superseded_count++] = j + 1;
	}
}

static void assert_same(const struct view *view, const struct model *model)
{
	for (unsigned person = 0; person < PERSONS; person++) {
		struct register_key key = key_of(person);
		const struct model_cell *modelled = model_find(model, register_bytes(&key));
		size_t count, expected;
		struct event_id *live = cell_live(cell_of(view, person), &count);
		struct event_id *modelled_live = model_live(modelled, &expected);

		assert_int_equal(count, expected);
		for (size_t i = 0; i < count; i++)
			assert_int_equal(event_compare(&live[i], &modelled_live[i]), 0);
		assert_int_equal(cell_state(cell_of(view, person)), model_state(modelled));
		free(live);
		free(modelled_live);
	}
}

static bool is_disputed(const struct model_cell *cell)
{
	uint8_t said = 0;
	bool disputed = false;
	size_t count;
	struct event_id *live = model_live(cell, &count);

	for (size_t i = 0; i < count; i++) {
		const struct model_event *event = model_event(cell, &live[i]);

		if (event->values == 0)
			continue;
		disputed |= said != 0 && said != event->state;
		said = event->state;
	}
	free(live);
	return disputed;
}

struct disputes {
	const struct model *model;
	size_t count;
};

static void count_dispute(void *context, struct bytes key)
{
	struct disputes *disputes = context;

	assert_true(is_disputed(model_find(disputes->model, key)));
	disputes->count++;
}

/* After entries from elsewhere each register whose values do not say the same is found, and no other. */
static void assert_same_disputes(struct view *view, const struct model *model)
{
	struct disputes disputes = {model, 0};
	size_t expected = 0;

	view_unsettle(view);
	assert_false(view_is_settled(view));
	view_commit(view);
	assert_false(view_is_settled(view));
	view_settle(view);
	assert_true(view_is_settled(view));
	assert_true(view_is_settled(view));
	for (unsigned person = 0; person < PERSONS; person++) {
		struct register_key key = key_of(person);
		const struct model_cell *cell = model_find(model, register_bytes(&key));
		const bool disputed = cell && is_disputed(cell);

		assert_int_equal(cell_is_disputed(cell_of(view, person)), disputed);
		expected += disputed;
	}
	view_disputed(view, count_dispute, &disputes);
	assert_int_equal(disputes.count, expected);
}

static void shuffle(struct seeded *seeded, unsigned *order)
{
	for (unsigned i = 0; i < CHANGES; i++)
		order[i] = i;
	for (unsigned i = CHANGES - 1; i > 0; i--) {
		unsigned j = seeded_below(seeded, i + 1), swap = order[i];
		order[i] = order[j];
		order[j] = swap;
	}
}

/* The view, in whatever order entries come and however they are committed, is the model's. */
static void test_order_does_not_matter(void **state)
{
	(void)state;
	struct change history[CHANGES];
	unsigned order[CHANGES];
	struct seeded seeded;

	seeded_start(&seeded, 20190716);
	for (unsigned round = 0; round < 200; round++) {
		struct pair first = {new_view(NULL), model_new()}, second = {new_view(NULL), NULL};

		make_history(&seeded, history);
		shuffle(&seeded, order);
		for (unsigned i = 0; i < CHANGES; i++) {
			apply(&first, &history[i], i + 1);
			apply(&second, &history[order[i]], order[i] + 1);
			if (seeded_below(&seeded, 5) == 0)
				view_commit(second.view);
			if (i % 10 == 0)
				assert_same(first.view, first.model);
		}
		assert_same(first.view, first.model);
		assert_same(second.view, first.model);
		assert_same_disputes(first.view, first.model);
		assert_same_disputes(second.view, first.model);
		assert_false(view_failed(first.view) || view_failed(second.view));
		view_close(first.view);
		view_close(second.view);
		model_free(first.model);
	}
}

/* What was committed is there after it was closed, and what was not committed too: closing commits. */
static void test_it_is_kept(void **state)
{
	(void)state;
	struct buf path = BUF_EMPTY;
	struct change history[CHANGES];
	struct seeded seeded;

	buf_printf(&path, "%s/kept.view", getenv("TMPDIR"));
	struct pair pair = {new_view(buf_text(&path)), model_new()};
	seeded_start(&seeded, 1);
	make_history(&seeded, history);
	for (unsigned i = 0; i < CHANGES; i++) {
		apply(&pair, &history[i], i + 1);
		if (i % 20 == 0) {
			view_close(pair.view);
			pair.view = new_view(buf_text(&path));
			assert_same(pair.view, pair.model);
		}
	}
	view_close(pair.view);
	model_free(pair.model);
	buf_release(&path);
}

/* An enrolment's session and an identity's NIK are found by their person and number. */
static void count_session(void *context, const char *session)
{
	size_t *count = context;
	assert_string_equal(session, "2019-KT-KBG-2");
	(*count)++;
}

static void count_record(void *context, const struct id *record)
{
	size_t *count = context;
	assert_int_equal(record->byte[0], 9);
	(*count)++;
}

static void apply_record(struct view *view, const struct register_key *key, const struct record_type *type,
			 const void *record, unsigned number)
{
	struct buf value = BUF_EMPTY, bytes = BUF_EMPTY, plain = BUF_EMPTY;
	struct event_id id = event_of(number);
	struct payload payload;

	assert_int_equal(record_encode(type, record, &value, NULL), STATUS_OK);
	const struct bytes values = buf_bytes(&value);
	operation_put(&bytes, register_bytes(key), &values, 1, NULL, 0);
	payload_put(&plain, buf_bytes(&bytes), 1);
	assert_true(payload_read(&payload, buf_bytes(&plain)));
	view_apply(view, &id, number, payload.operation, payload.parts);
	buf_release(&value);
	buf_release(&bytes);
	buf_release(&plain);
}

static void test_indexes(void **state)
{
	(void)state;
	const struct id person = {{9}}, other = {{8}};
	const struct enrolment enrolment = {.status = ENROLMENT_REGISTERED, .number = "01", .reason = ""};
	const struct person_identity identity = {.name = "SITI", .nik = "3173015511909901", .born = DATE_NONE,
						 .birthplace = ""};
	const struct register_key enrolled = register_enrolment("2019-KT-KBG-2", &person);
	const struct register_key named = register_person(&person, PERSON_IDENTITY);
	struct view *view = new_view(NULL);
	size_t sessions = 0, records = 0;

	view_sessions_of(view, &person, count_session, &sessions);
	view_records_of(view, "3173015511909901", count_record, &records);
	assert_int_equal(sessions + records, 0);
	apply_record(view, &enrolled, &enrolment_type, &enrolment, 1);
	apply_record(view, &named, &person_identity_type, &identity, 2);
	view_sessions_of(view, &person, count_session, &sessions);
	view_sessions_of(view, &other, count_session, &sessions);
	view_records_of(view, "3173015511909901", count_record, &records);
	view_records_of(view, "3173015511909902", count_record, &records);
	view_records_of(view, "", count_record, &records);
	assert_int_equal(sessions, 1);
	assert_int_equal(records, 1);
	view_close(view);
}

/* A note of a session goes when something of it changes, and all go with the definitions. */
static void test_notes(void **state)
{
	(void)state;
	const struct id person = {{9}};
	const struct enrolment enrolment = {.status = ENROLMENT_REGISTERED, .number = "01", .reason = ""};
	const struct person_identity identity = {.name = "SITI", .nik = "", .born = DATE_NONE, .birthplace = "",
						 .sex = SEX_FEMALE};
	const struct register_key enrolled = register_enrolment("2019-KT-KBG-2", &person);
	const struct register_key elsewhere = register_enrolment("2019-FS-KBG-1", &person);
	const struct register_key named = register_person(&person, PERSON_IDENTITY);
	const struct register_key conf = register_conf("settings");
	const struct bytes note = {(const uint8_t *)"31/40", 5};
	struct view *view = new_view(NULL);
	struct bytes found;

	assert_false(view_note(view, "2019-KT-KBG-2", &found));
	view_set_note(view, "2019-KT-KBG-2", note);
	assert_true(view_note(view, "2019-KT-KBG-2", &found) && bytes_equal(found, note));
	apply_record(view, &elsewhere, &enrolment_type, &enrolment, 1);
	assert_true(view_note(view, "2019-KT-KBG-2", &found));
	apply_record(view, &enrolled, &enrolment_type, &enrolment, 2);
	assert_false(view_note(view, "2019-KT-KBG-2", &found));
	view_set_note(view, "2019-KT-KBG-2", note);
	apply_record(view, &named, &person_identity_type, &identity, 3); /* men and women are counted */
	assert_false(view_note(view, "2019-KT-KBG-2", &found));
	view_set_note(view, "2019-KT-KBG-2", note);
	apply_record(view, &elsewhere, &enrolment_type, &enrolment, 4); /* and who was trained elsewhere */
	assert_false(view_note(view, "2019-KT-KBG-2", &found));
	view_set_note(view, "2019-KT-KBG-2", note);
	apply_record(view, &conf, &key_record_type, &(struct key_record){.digest = note}, 5);
	assert_false(view_note(view, "2019-KT-KBG-2", &found));
	view_close(view);
}

/* What is kept of sessions without a note stays while only those change that have one. */
static void test_note_of_others(void **state)
{
	(void)state;
	const struct id person = {{9}};
	const struct enrolment enrolment = {.status = ENROLMENT_REGISTERED, .number = "01", .reason = ""};
	const struct register_key enrolled = register_enrolment("2019-KT-KBG-2", &person);
	const struct register_key elsewhere = register_enrolment("2019-FS-KBG-1", &person);
	const struct register_key conf = register_conf("settings");
	const struct bytes note = {(const uint8_t *)"31/40", 5};
	struct view *view = new_view(NULL);
	struct bytes found;

	view_set_note(view, "2019-KT-KBG-2", note);
	view_set_note(view, VIEW_NOTE_OF_OTHERS, BYTES_NONE);
	assert_true(view_note(view, VIEW_NOTE_OF_OTHERS, &found) && found.len == 0);
	apply_record(view, &enrolled, &enrolment_type, &enrolment, 1);
	apply_record(view, &enrolled, &enrolment_type, &enrolment, 2);
	assert_true(view_note(view, VIEW_NOTE_OF_OTHERS, &found));
	apply_record(view, &elsewhere, &enrolment_type, &enrolment, 3);
	assert_false(view_note(view, VIEW_NOTE_OF_OTHERS, &found));
	view_set_note(view, VIEW_NOTE_OF_OTHERS, BYTES_NONE);
	apply_record(view, &elsewhere, &enrolment_type, &enrolment, 4); /* known to have none, and again */
	assert_false(view_note(view, VIEW_NOTE_OF_OTHERS, &found));
	view_set_note(view, VIEW_NOTE_OF_OTHERS, BYTES_NONE);
	apply_record(view, &conf, &key_record_type, &(struct key_record){.digest = note}, 5);
	assert_false(view_note(view, VIEW_NOTE_OF_OTHERS, &found));
	view_close(view);
}

static void test_ranges_are_walked_in_order(void **state)
{
	(void)state;
	struct view *view = new_view(NULL);
	struct register_key day = register_attendance_of("2019-KT-KBG-2", 2);
	struct register_key other = register_attendance_of("2019-KT-KBG-2", 3);
	struct register_key all = register_all(REGISTER_ATTENDANCE);
	size_t count = 0;

	for (unsigned i = 0; i < 50; i++)
		apply(&(struct pair){view, NULL}, &(struct change){(i * 37) % 50, 1, 1, {0}, 0}, i + 1);
	struct view_walk walk;
	for (view_walk_open(&walk, view, register_bytes(&day)); walk.cell; view_walk_next(&walk)) {
		struct register_key key = key_of((unsigned)count);

		assert_true(bytes_equal(walk.cell->key, register_bytes(&key)));
		count++;
	}
	view_walk_close(&walk);
	assert_int_equal(count, 50);
	view_walk_open(&walk, view, register_bytes(&other));
	assert_null(walk.cell);
	view_walk_close(&walk);
	view_walk_open(&walk, view, register_bytes(&all));
	assert_non_null(walk.cell);
	struct register_key first = key_of(0), second = key_of(1);
	view_walk_past(&walk, register_bytes(&first));
	assert_true(bytes_equal(walk.cell->key, register_bytes(&second)));
	view_walk_past(&walk, register_bytes(&day));
	assert_null(walk.cell);
	view_walk_past(&walk, register_bytes(&day));
	assert_null(walk.cell);
	view_walk_close(&walk);
	view_close(view);
}

/* Looking for one that is not there says of others that they are not: never of one that is. */
static void test_gaps(void **state)
{
	(void)state;
	struct view *view = new_view(NULL);

	for (unsigned person = 10; person <= 200; person += 10)
		apply(&(struct pair){view, NULL}, &(struct change){person, 5, ATTENDANCE_SICK, {0}, 0}, person);
	for (unsigned first = 0; first < 220; first++) {
		for (unsigned step = 0; step < 15; step++) {
			const unsigned person = first + step;
			const bool there = person % 10 == 0 && person >= 10 && person <= 200;

			assert_int_equal(cell_of(view, person) != NULL, there);
			assert_int_equal(cell_of(view, person) != NULL, there);
		}
	}
	/* What comes into a gap is found. */
	assert_null(cell_of(view, 11));
	assert_null(cell_of(view, 12));
	apply(&(struct pair){view, NULL}, &(struct change){12, 6, ATTENDANCE_PRESENT, {0}, 0}, 300);
	assert_non_null(cell_of(view, 12));
	view_close(view);
}

/* What is put together is there as what is put one by one; what was before is replaced. */
static void test_gathered(void **state)
{
	(void)state;
	struct view *one = new_view(NULL), *together = new_view(NULL);
	struct view *both[] = {one, together};
	struct view_walk a, b;

	for (size_t i = 0; i < 2; i++) {
		const struct pair pair = {both[i], NULL};

		for (unsigned person = 1; person <= 20; person++)
			apply(&pair, &(struct change){person, 5, ATTENDANCE_PRESENT, {0}, 0}, person);
		view_commit(both[i]);
		if (i == 1)
			view_gather(both[i]);
		for (unsigned person = 40; person > 0; person--)
			apply(&pair, &(struct change){person, 6, ATTENDANCE_SICK, {person}, person <= 20},
			      100 + person);
		view_commit(both[i]);
	}
	view_walk_open(&a, one, BYTES_NONE);
	view_walk_open(&b, together, BYTES_NONE);
	for (size_t count = 0; a.cell; count++) {
		assert_non_null(b.cell);
		assert_true(bytes_equal(a.cell->key, b.cell->key));
		assert_int_equal(a.cell->event_count, 1);
		assert_int_equal(b.cell->event_count, 1);
		assert_int_equal(event_order(a.cell->event, b.cell->event), 0);
		assert_int_equal(cell_state(b.cell), ATTENDANCE_SICK);
		view_walk_next(&a);
		view_walk_next(&b);
	}
	assert_null(b.cell);
	view_walk_close(&a);
	view_walk_close(&b);
	assert_int_equal(live_count(together, 40), 1);
	assert_int_equal(live_count(together, 41), 0);
	view_close(one);
	view_close(together);
}

/* Events that are superseded by others which wait with them, or before they come at all. */
static void test_gathered_and_superseded(void **state)
{
	(void)state;
	struct view *view = new_view(NULL);
	const struct pair pair = {view, NULL};

	view_gather(view);
	apply(&pair, &(struct change){1, 1, ATTENDANCE_PRESENT, {0}, 0}, 11);
	apply(&pair, &(struct change){1, 2, ATTENDANCE_SICK, {11}, 1}, 12);
	apply(&pair, &(struct change){2, 2, ATTENDANCE_SICK, {21}, 1}, 22);
	apply(&pair, &(struct change){2, 1, ATTENDANCE_PRESENT, {0}, 0}, 21);
	apply(&pair, &(struct change){3, 2, ATTENDANCE_SICK, {31}, 1}, 32);
	view_commit(view);
	view_gather(view);
	apply(&pair, &(struct change){3, 1, ATTENDANCE_PRESENT, {0}, 0}, 31);
	apply(&pair, &(struct change){1, 3, ATTENDANCE_EXCUSED, {12}, 1}, 13);
	view_commit(view);
	for (unsigned person = 1; person <= 3; person++)
		assert_int_equal(live_count(view, person), 1);
	struct register_key key = key_of(1);
	assert_int_equal(cell_state(view_find(view, register_bytes(&key))), ATTENDANCE_EXCUSED);
	key = key_of(3);
	assert_int_equal(cell_state(view_find(view, register_bytes(&key))), ATTENDANCE_SICK);
	assert_false(view_failed(view));
	view_close(view);
}

static void assert_same_cells(const struct view *one, const struct view *other)
{
	struct view_walk a, b;

	view_walk_open(&a, one, BYTES_NONE);
	view_walk_open(&b, other, BYTES_NONE);
	while (a.cell) {
		assert_non_null(b.cell);
		assert_true(bytes_equal(a.cell->key, b.cell->key));
		assert_int_equal(a.cell->event_count, b.cell->event_count);
		for (size_t i = 0; i < a.cell->event_count; i++)
			assert_int_equal(event_order(&a.cell->event[i], &b.cell->event[i]), 0);
		view_walk_next(&a);
		view_walk_next(&b);
	}
	assert_null(b.cell);
	view_walk_close(&a);
	view_walk_close(&b);
}

/* What is gathered beside a view is not seen in it, and joined to it the same as if applied at once:
 * where events were superseded before they came, too. */
static void test_gathered_beside(void **state)
{
	(void)state;
	struct view *one = new_view(NULL), *other = new_view(NULL), *beside = NULL;
	const struct pair at_once = {one, NULL};
	struct pair by_way = {other, NULL};

	for (unsigned round = 0; round < 3; round++) {
		for (unsigned person = 1; person <= 60; person++) {
			const unsigned number = 1000 * round + person;
			/* Every third comes before what it supersedes, which comes in the next round. */
			const struct change change = {person % 20, number, 1 + person % 3,
				{person % 3 > 0 ? number - 1000 : number + 1000}, person % 3 < 2};

			apply(&at_once, &change, number);
			apply(&by_way, &change, number);
		}
		view_commit(one);
		if (beside) {
			view_join(other, beside);
			view_close(beside);
		}
		view_commit(other);
		assert_same_cells(one, other);
		beside = view_beside(other, NULL);
		by_way.view = beside;
		apply(&by_way, &(struct change){99, 1, ATTENDANCE_PRESENT, {0}, 0}, 99000 + round);
		assert_int_equal(live_count(other, 99), round);
		apply(&at_once, &(struct change){99, 1, ATTENDANCE_PRESENT, {0}, 0}, 99000 + round);
	}
	view_close(beside); /* what was not joined is gone */
	assert_int_equal(live_count(one, 99), live_count(other, 99) + 1);
	assert_false(view_failed(other));
	view_close(one);
	view_close(other);
}

/* More than waits in memory, and than is committed at once; before what is there, and around it. */
static void test_much_is_gathered_beside(void **state)
{
	(void)state;
	struct view *one = new_view(NULL), *other = new_view(NULL);
	const struct pair at_once = {one, NULL}, before = {other, NULL};
	const unsigned count = 70000;

	for (unsigned round = 0; round < 2; round++) {
		struct view *beside = view_beside(other, getenv("TMPDIR"));
		const struct pair by_way = {beside, NULL};

		for (unsigned i = 0; i < 500; i++) {
			const struct change change = {i, 1, ATTENDANCE_SICK, {0}, 0};

			apply(&at_once, &change, 500000 * (round + 1) + i);
			apply(&before, &change, 500000 * (round + 1) + i);
		}
		view_commit(other);
		for (unsigned i = 0; i < count; i++) {
			const unsigned person = i * 7919 % count;
			const struct change change = {
				person, 2, ATTENDANCE_PRESENT, {500000 * (round + 1) + person}, person < 500};

			apply(&at_once, &change, count * round + i + 1);
			apply(&by_way, &change, count * round + i + 1);
			if (i % 10000 == 0)
				view_lay_aside(beside);
		}
		view_join(other, beside);
		view_close(beside);
		view_commit(one);
		view_commit(other);
		assert_same_cells(one, other);
	}
	assert_int_equal(live_count(other, 499), 2);
	assert_false(view_failed(other));
	view_close(one);
	view_close(other);
}

static void test_notes_fall_when_it_is_joined(void **state)
{
	(void)state;
	struct view *view = new_view(NULL);
	const uint8_t text[] = "3";
	struct bytes note;

	view_set_note(view, "2019-KT-KBG-2", BYTES_OF(text));
	view_commit(view);
	struct view *beside = view_beside(view, NULL);
	apply(&(struct pair){beside, NULL}, &(struct change){1, 1, ATTENDANCE_PRESENT, {0}, 0}, 1);
	assert_true(view_note(view, "2019-KT-KBG-2", &note));
	view_join(view, beside);
	view_close(beside);
	view_commit(view);
	assert_false(view_note(view, "2019-KT-KBG-2", &note));
	view_close(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_two_laptops_disagree),
		cmocka_unit_test(test_taken_back_yields_to_a_value),
		cmocka_unit_test(test_superseded_before_it_came),
		cmocka_unit_test(test_order_does_not_matter),
		cmocka_unit_test(test_it_is_kept),
		cmocka_unit_test(test_indexes),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_note_of_others),
		cmocka_unit_test(test_gathered),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_gathered_and_superseded),
		cmocka_unit_test(test_gathered_beside),
		cmocka_unit_test(test_much_is_gathered_beside),
		cmocka_unit_test(test_notes_fall_when_it_is_joined),
		cmocka_unit_test(test_ranges_are_walked_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
