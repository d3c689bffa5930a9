/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who is in which class of the demo, and when who came. For demo.c only.
 *
 * All of it is a function of the seed and of the place that is asked for, never of the order of
 * asking: one seed and one number of people give one content.
 */
#ifndef OKOCE_APP_DEMO_CLASS_H
#define OKOCE_APP_DEMO_CLASS_H

#include "app/demo_people.h"
#include "app/demo_plan.h"

struct demo_class {
	const struct session *session;
	enum demo_stage stage;
	bool fixed;        /* its number of people is always the same */
	uint32_t size;     /* people, those on the waiting list too */
	uint32_t first;    /* the index of the first one among all people */
	struct id *record; /* of each, once registered */
};

struct demo_classes {
	struct programme plan;
	struct demo_class *class; /* one a session of the plan; in its arena */
	size_t count;
	struct demo_class *today, *earlier; /* null when the plan lacks them */
	uint32_t seed;
};

/* Spreads people over the sessions. Release with arena_release(&classes->plan.arena). */
void demo_classes_make(
	struct demo_classes *classes, const struct programme *from, uint32_t people, uint32_t seed);

/* Places that are no person. */
#define DEMO_CLASS_SIZE UINT32_MAX
#define DEMO_CLASS_DAY (UINT32_MAX - 1)

/* Evenly below `bound`, the same whenever it is asked for the same place. */
uint32_t demo_drawn(
	const struct demo_classes *classes, size_t class, uint32_t person, uint32_t bound);

/* A person by place in the class, from 0. */
void demo_class_person(const struct demo_classes *classes, const struct demo_class *class,
	size_t index, struct demo_person *person);
/* The person's own data are known already, from a class of the year before. */
bool demo_is_known(
	const struct demo_classes *classes, const struct demo_class *class, size_t index);
/* Came without being on the list, on the first day. */
bool demo_is_walk_in(
	const struct demo_classes *classes, const struct demo_class *class, size_t index);

/* An attendance status, 0: not recorded. */
uint32_t demo_attendance(const struct demo_classes *classes, const struct demo_class *class,
	size_t index, uint32_t day);
/* Whether the day was closed at its end: all were but one. */
bool demo_is_closed(const struct demo_class *class, uint32_t day);
/* When who came to today's class, in minutes since midnight. */
int demo_arrival(size_t index, uint32_t day);

#endif
