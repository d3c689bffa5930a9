/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/demo_class.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

#define TODAY_SEATS 40
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* --- Who is who in today's class and in the classes beside it --------------------------------- */

static const struct demo_role {
	size_t index;
	const char *name; /* null: drawn */
	enum sex sex;
	const char *kelurahan;
} roles[] = {
	{3, NULL, SEX_MALE, NULL},
	{7, "SITI AMINAH", SEX_FEMALE, "Meruya Utara"},
	{10, NULL, SEX_MALE, NULL},
	{16, "JOKO PRASETYO", SEX_MALE, "Joglo"},
	{22, "SITI AMALIA RAHMAN", SEX_FEMALE, "Srengseng"},
	{28, NULL, SEX_MALE, NULL},
	{TODAY_SEATS - 1, "HJ. SITI NUR AMINI", SEX_FEMALE, "Kembangan Selatan"},
};

/* Not yet here on day 2 (indexes: numbers less one), and the one who asked to be excused. */
static const size_t not_here_yet[] = {4, 7, 13, 16, 19, 25, 32, 35, 37};
static const size_t excused_today = 20;

/* When those came whom the first screens show; the others come one after another. */
static const struct demo_arrival {
	size_t index;
	int minute;
} arrivals[] = {
	{1, 8 * 60 + 37},
	{22, 8 * 60 + 12},
	{30, 8 * 60 + 39},
	{TODAY_SEATS - 1, 8 * 60 + 30},
};

/* Two of today's class were trained in 2018. */
#define EARLIER_SESSION "2018-KT-KBG-1"
static const struct demo_again {
	size_t today, earlier;
} again[] = {
	{11, 4},
	{26, 18},
};

/* A class whose last day was never closed: three people are not recorded. */
#define UNCLOSED_SESSION "2019-KT-KBG-1"
#define UNCLOSED_DAY 4
static const size_t unclosed[] = {9, 21, 33};

/* Sessions whose people are shown on the first screen: these are filled before all others. */
static const struct demo_size {
	const char *session;
	uint32_t people;
} sizes[] = {
	{DEMO_TODAY_SESSION, TODAY_SEATS},
	{EARLIER_SESSION, 38},
	{UNCLOSED_SESSION, 40},
	{"2019-MM-KBG-5", 38},
	{"2019-FS-KBG-2", 43},
};

static bool is_listed(const size_t *list, size_t count, size_t index)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == index)
			return true;
	return false;
}

/* --- Filling the sessions --------------------------------------------------------------------- */

static struct demo_class *find_class(const struct demo_classes *classes, const char *session)
{
	for (size_t i = 0; i < classes->count; i++)
		if (strcmp(classes->class[i].session->id, session) == 0)
			return &classes->class[i];
	return NULL;
}

uint32_t demo_drawn(
	const struct demo_classes *classes, size_t class, uint32_t person, uint32_t bound)
{
	struct seeded seeded;

	seeded_start(&seeded,
		(((uint64_t)classes->seed << 32 | class) + 1) * UINT64_C(0x9fb21c651e98df25) ^
			((uint64_t)person + 1) * UINT64_C(0xc2b2ae3d27d4eb4f));
	return seeded_below(&seeded, bound);
}

/* People of the class who are counted in another one. */
static uint32_t shared_people(const struct demo_classes *classes, const struct demo_class *class)
{
	uint32_t count = 0;

	for (size_t i = 0; i < COUNT(again) && class == classes->earlier && classes->today; i++)
		count += again[i].today < classes->today->size && again[i].earlier < class->size;
	return count;
}

/* How many people a session has before what is left over is given out. */
static uint32_t wished_size(const struct demo_classes *classes, const struct demo_class *class)
{
	const size_t index = (size_t)(class - classes->class);
	const uint32_t capacity = class->session->plan.capacity;
	uint32_t wish = 0;

	if (class->stage == DEMO_DONE && class->session->plan.year < DEMO_YEAR)
		wish = 36 + demo_drawn(classes, index, DEMO_CLASS_SIZE, 5);
	else if (class->stage == DEMO_DONE || class->stage == DEMO_RUNNING)
		wish = 38 + demo_drawn(classes, index, DEMO_CLASS_SIZE, 3);
	else if (class->stage == DEMO_SCHEDULED)
		wish = 24 + demo_drawn(classes, index, DEMO_CLASS_SIZE, 17);
	return wish < capacity ? wish : capacity;
}

/* Brings the class to that size, as far as people are left; returns how many are left then. */
static uint32_t give(
	const struct demo_classes *classes, struct demo_class *class, uint32_t size, uint32_t left)
{
	const uint32_t more = size > class->size ? size - class->size : 0;
	const uint32_t given = more < left ? more : left;

	class->size += given;
	return left - given + shared_people(classes, class);
}

static bool takes_more(const struct demo_class *class)
{
	return !class->fixed && (class->stage == DEMO_OPEN || class->stage == DEMO_SCHEDULED) &&
	       class->session->status.status != SESSION_CANCELLED;
}

/* What is left over waits for seats, in all sessions that still come. */
static void fill_waiting(struct demo_classes *classes, uint32_t left)
{
	size_t takers = 0, nth = 0;

	for (size_t i = 0; i < classes->count; i++)
		takers += takes_more(&classes->class[i]);
	for (size_t i = 0; i < classes->count && takers > 0; i++) {
		if (!takes_more(&classes->class[i]))
			continue;
		classes->class[i].size += left / (uint32_t)takers + (nth < left % takers);
		nth++;
	}
}

static void fill_classes(struct demo_classes *classes, uint32_t people)
{
	static const enum demo_stage order[] = {DEMO_RUNNING, DEMO_SCHEDULED, DEMO_DONE, DEMO_OPEN};
	uint32_t left = people;
	uint32_t next = 0;

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct demo_class *class = find_class(classes, sizes[i].session);

		if (class)
			class->fixed = true;
		if (class)
			left = give(classes, class, sizes[i].people, left);
	}
	for (size_t stage = 0; stage < COUNT(order); stage++)
		for (size_t i = classes->count; i-- > 0;) /* this year before the last */
			if (classes->class[i].stage == order[stage] && !classes->class[i].fixed)
				left = give(classes, &classes->class[i],
					wished_size(classes, &classes->class[i]), left);
	for (size_t i = 0; i < classes->count; i++)
		if (takes_more(&classes->class[i]))
			left = give(classes, &classes->class[i],
				classes -> class[i].session->plan.capacity, left);
	fill_waiting(classes, left);
	for (size_t i = 0; i < classes->count; i++) {
		struct demo_class *class = &classes->class[i];

		class->first = next;
		next += class->size;
		class->record = arena_alloc(
			&classes->plan.arena, (class->size + 1) * sizeof(*class->record));
	}
}

void demo_classes_make(
	struct demo_classes *classes, const struct programme *from, uint32_t people, uint32_t seed)
{
	enum demo_stage *stage = memory_alloc((from->session_count + 1) * sizeof(*stage));

	*classes = (struct demo_classes){.seed = seed};
	demo_plan(&classes->plan, from, stage);
	classes->count = classes->plan.session_count;
	classes->class =
		arena_alloc(&classes->plan.arena, (classes->count + 1) * sizeof(*classes->class));
	for (size_t i = 0; i < classes->count; i++) {
		classes->class[i].session = &classes->plan.session[i];
		classes->class[i].stage = stage[i];
	}
	free(stage);
	classes->today = find_class(classes, DEMO_TODAY_SESSION);
	if (classes->today && classes->today->stage != DEMO_RUNNING)
		classes->today = NULL; /* someone's plan says other days */
	classes->earlier = find_class(classes, EARLIER_SESSION);
	fill_classes(classes, people);
}

/* --- People ----------------------------------------------------------------------------------- */

/* In today's class a typed "aminah" means one person, and "siti am" three. */
static bool is_confusing(const char *name)
{
	return strstr(name, "AMINAH") || strstr(name, "JOKO") ||
	       (strstr(name, "SITI") && strstr(name, "AM"));
}

static void draw_today(struct demo_person *person, struct demo_draw *draw, size_t index)
{
	draw->sex = SEX_FEMALE;
	for (size_t i = 0; i < COUNT(roles); i++) {
		if (roles[i].index != index)
			continue;
		draw->name = roles[i].name;
		draw->sex = roles[i].sex;
		draw->kelurahan = roles[i].kelurahan;
	}
	demo_person_draw(person, draw);
	for (uint32_t other = 1; !draw->name && is_confusing(person->name); other++) {
		struct demo_draw again_draw = *draw;

		again_draw.seed += other;
		demo_person_draw(person, &again_draw);
	}
}

void demo_class_person(const struct demo_classes *classes, const struct demo_class *class,
	size_t index, struct demo_person *person)
{
	struct demo_draw draw = {.seed = classes->seed};

	for (size_t i = 0; class == classes->earlier && classes->today && i < COUNT(again); i++) {
		if (again[i].earlier == index && again[i].today < classes->today->size) {
			class = classes->today;
			index = again[i].today;
		}
	}
	draw.index = class->first + (uint32_t)index;
	draw.kecamatan = programme_kecamatan(&classes->plan, class->session->plan.kecamatan);
	if (class == classes->today)
		draw_today(person, &draw, index);
	else
		demo_person_draw(person, &draw);
}

/* The person's own data are known already, from another class. */
bool demo_is_known(const struct demo_classes *classes, const struct demo_class *class, size_t index)
{
	for (size_t i = 0; class == classes->today && classes->earlier && i < COUNT(again); i++)
		if (again[i].today == index && again[i].earlier < classes->earlier->size)
			return true;
	return false;
}

bool demo_is_walk_in(
	const struct demo_classes *classes, const struct demo_class *class, size_t index)
{
	return class == classes->today && index == TODAY_SEATS - 1;
}

/* --- Attendance ------------------------------------------------------------------------------- */

/* Eleven of twelve come every day; of the others most miss one day. */
static enum attendance_status usual_attendance(const struct demo_classes *classes,
	const struct demo_class *class, size_t index, uint32_t day)
{
	static const enum attendance_status reasons[] = {
		ATTENDANCE_EXCUSED, ATTENDANCE_EXCUSED, ATTENDANCE_SICK, ATTENDANCE_ABSENT};
	const size_t nth = (size_t)(class - classes->class);
	const uint32_t drawn = demo_drawn(classes, nth, (uint32_t)index, 1200);
	const uint32_t days = class->session->plan.days;

	if (drawn >= 100 || days == 0)
		return ATTENDANCE_PRESENT;
	if (drawn % days + 1 == day || (drawn >= 85 && day == days))
		return reasons[drawn / 4 % COUNT(reasons)];
	return ATTENDANCE_PRESENT;
}

/* 0: not recorded. */
static uint32_t today_attendance(size_t index, uint32_t day)
{
	if (day == 1)
		return index == 12 ? ATTENDANCE_SICK : ATTENDANCE_PRESENT;
	if (is_listed(not_here_yet, COUNT(not_here_yet), index))
		return 0;
	return index == excused_today ? ATTENDANCE_EXCUSED : ATTENDANCE_PRESENT;
}

uint32_t demo_attendance(const struct demo_classes *classes, const struct demo_class *class,
	size_t index, uint32_t day)
{
	if (index >= class->session->plan.capacity)
		return 0;
	if (class == classes->today)
		return today_attendance(index, day);
	if (!demo_is_closed(class, day) && is_listed(unclosed, COUNT(unclosed), index))
		return 0;
	return usual_attendance(classes, class, index, day);
}

bool demo_is_closed(const struct demo_class *class, uint32_t day)
{
	return day != UNCLOSED_DAY || strcmp(class->session->id, UNCLOSED_SESSION) != 0;
}

int demo_arrival(size_t index, uint32_t day)
{
	for (size_t i = 0; day == DEMO_TODAY_DAY && i < COUNT(arrivals); i++)
		if (arrivals[i].index == index)
			return arrivals[i].minute;
	/* From 07.46 on, in an order of their own; none later than those above. */
	return 7 * 60 + 46 + (int)((index * 7 + day * 3) % 49);
}
