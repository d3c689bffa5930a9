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
	struct id id = {{(uint8_t)person}};
	return register_attendance("2019-KT-KBG-2", 2, PART_WHOLE, &id);
}

static void apply(struct view *view, const struct change *change, unsigned number)
{
	struct register_key key = key_of(change->key);
	struct event_id id = event_of(number), superseded[4];
	struct buf value = BUF_EMPTY, bytes = BUF_EMPTY, plain = BUF_EMPTY;
	struct payload_reader reader;
	struct operation operation;

	cbor_put_map(&value, 1);
	cbor_put_uint(&value, 1);
	cbor_put_uint(&value, change->status);
	const struct bytes values[] = {buf_bytes(&value)};
	for (size_t i = 0; i < change->superseded_count; i++)
		superseded[i] = event_of(change->superseded[i]);
	operation_put(&bytes, register_bytes(&key), values, change->status > 0, superseded, change->superseded_count);
	payload_put(&plain, buf_bytes(&bytes), 1);
	assert_true(payload_open(&reader, buf_bytes(&plain)));
	assert_true(payload_next(&reader, &operation));
	view_apply(view, &id, change->lamport, &operation);
	buf_release(&value);
	buf_release(&bytes);
	buf_release(&plain);
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
	struct view *view = view_new();

	assert_null(cell_of(view, 1));
	assert_null(view_first(view, BYTES_NONE));
	assert_null(cell_winner(NULL));
	assert_int_equal(cell_state(NULL), 0);
	assert_int_equal(live_count(view, 1), 0);
	view_free(view);
	view_free(NULL);
}

static void test_two_laptops_disagree(void **state)
{
	(void)state;
	struct view *view = view_new();

	apply(view, &(struct change){1, 5, ATTENDANCE_PRESENT, {0}, 0}, 10);
	apply(view, &(struct change){1, 6, ATTENDANCE_SICK, {0}, 0}, 11);
	assert_int_equal(live_count(view, 1), 2);
	assert_int_equal(cell_state(cell_of(view, 1)), ATTENDANCE_SICK); /* the greater counter */
	apply(view, &(struct change){1, 7, ATTENDANCE_PRESENT, {10, 11}, 2}, 12); /* decided */
	assert_int_equal(live_count(view, 1), 1);
	assert_int_equal(cell_state(cell_of(view, 1)), ATTENDANCE_PRESENT);
	view_free(view);
}

static void test_taken_back_yields_to_a_value(void **state)
{
	(void)state;
	struct view *view = view_new();

	apply(view, &(struct change){1, 5, ATTENDANCE_PRESENT, {0}, 0}, 10);
	apply(view, &(struct change){1, 6, ATTENDANCE_PRESENT, {0}, 0}, 11);  /* the other door */
	apply(view, &(struct change){1, 9, 0, {10}, 1}, 12); /* the first door undoes its own */
	assert_int_equal(cell_state(cell_of(view, 1)), ATTENDANCE_PRESENT);
	apply(view, &(struct change){1, 10, 0, {11}, 1}, 13);
	assert_int_equal(cell_state(cell_of(view, 1)), 0);
	assert_int_equal(live_count(view, 1), 2);
	view_free(view);
}

static void test_superseded_before_it_came(void **state)
{
	(void)state;
	struct view *view = view_new();

	apply(view, &(struct change){1, 9, ATTENDANCE_SICK, {10}, 1}, 12);
	apply(view, &(struct change){1, 5, ATTENDANCE_PRESENT, {0}, 0}, 10);
	assert_int_equal(live_count(view, 1), 1);
	assert_int_equal(cell_state(cell_of(view, 1)), ATTENDANCE_SICK);
	view_free(view);
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

static void assert_same(const struct view *a, const struct view *b)
{
	assert_int_equal(view_count(a), view_count(b));
	for (unsigned person = 0; person < PERSONS; person++) {
		size_t count_a, count_b;
		struct event_id *live_a = cell_live(cell_of(a, person), &count_a);
		struct event_id *live_b = cell_live(cell_of(b, person), &count_b);

		assert_int_equal(count_a, count_b);
		for (size_t i = 0; i < count_a; i++)
			assert_int_equal(event_compare(&live_a[i], &live_b[i]), 0);
		assert_int_equal(cell_state(cell_of(a, person)), cell_state(cell_of(b, person)));
		free(live_a);
		free(live_b);
	}
}

static void test_order_does_not_matter(void **state)
{
	(void)state;
	struct change history[CHANGES];
	unsigned order[CHANGES];
	struct seeded seeded;

	seeded_start(&seeded, 20190716);
	for (unsigned round = 0; round < 200; round++) {
		struct view *first = view_new(), *second = view_new();

		make_history(&seeded, history);
		for (unsigned i = 0; i < CHANGES; i++) {
			apply(first, &history[i], i + 1);
			order[i] = i;
		}
		for (unsigned i = CHANGES - 1; i > 0; i--) {
			unsigned j = seeded_below(&seeded, i + 1), swap = order[i];
			order[i] = order[j];
			order[j] = swap;
		}
		for (unsigned i = 0; i < CHANGES; i++)
			apply(second, &history[order[i]], order[i] + 1);
		assert_same(first, second);
		view_free(first);
		view_free(second);
	}
}

static void test_ranges_are_walked_in_order(void **state)
{
	(void)state;
	struct view *view = view_new();
	struct register_key day = register_attendance_of("2019-KT-KBG-2", 2);
	struct register_key other = register_attendance_of("2019-KT-KBG-2", 3);
	struct register_key all = register_all(REGISTER_ATTENDANCE);
	struct bytes last = BYTES_NONE;
	size_t count = 0;

	for (unsigned i = 0; i < 50; i++)
		apply(view, &(struct change){(i * 37) % 50, 1, 1, {0}, 0}, i + 1);
	for (const struct cell *cell = view_first(view, register_bytes(&day)); cell;
	     cell = view_next(view, cell, register_bytes(&day))) {
		assert_true(bytes_compare(last, cell->key) < 0);
		last = cell->key;
		count++;
	}
	assert_int_equal(count, 50);
	assert_null(view_first(view, register_bytes(&other)));
	assert_non_null(view_first(view, register_bytes(&all)));
	view_free(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_two_laptops_disagree),
		cmocka_unit_test(test_taken_back_yields_to_a_value),
		cmocka_unit_test(test_superseded_before_it_came),
		cmocka_unit_test(test_order_does_not_matter),
		cmocka_unit_test(test_ranges_are_walked_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
