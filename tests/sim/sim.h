/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A programme simulated: an office and its laptops, each with a data file, a view and a state folder of its
 * own, and sticks with copies of their files. What is done is drawn from a seed: officers' work, copies,
 * merges in any order, and what goes wrong with them. In the end all meet everywhere; then every file must hold
 * every entry that was ever acknowledged, and all must show the same (doc/MERGE.md).
 *
 * The steps are a function of the seed. Keys and writers' ids are drawn by the system, as everywhere, so
 * that a tie that they break may fall otherwise in the next run of the same seed.
 */
#ifndef OKOCE_TESTS_SIM_SIM_H
#define OKOCE_TESTS_SIM_SIM_H

#include "base/random.h"
#include "store/inside.h"

#define SIM_PEOPLE 12
#define SIM_DAYS 4

struct sim_laptop {
	char *path, *view, *state;
	struct id device;
	int64_t clock_off; /* seconds that its clock is wrong by */
	struct store *store; /* null: nobody works at it */
	struct action_id last; /* what its officer did last */
};

struct sim {
	uint64_t seed;
	struct seeded dice;
	char folder[4000];
	moment now;
	struct sim_laptop *laptop; /* number 0 is the office */
	size_t laptops, capacity;
	char **stick;
	size_t sticks, sticks_capacity;
	struct event_id *acknowledged; /* the last entry of each commit that was answered */
	size_t acknowledged_count, acknowledged_capacity;
	char *begun; /* the programme's file as it was begun */
	bool meeting; /* in the end: nothing is cut short any more */
	bool forked; /* a writer has two branches */
	size_t merges, entries_merged, mishaps;
	struct buf story; /* what was done, a line a step */
};

/* A new programme at the office, and copies of its file at so many laptops. */
void sim_start(struct sim *sim, uint64_t seed, size_t laptops);
void sim_end(struct sim *sim);
/* Fails the test: the sentence, the story, and how to repeat it. */
void sim_fail(const struct sim *sim, const char *format, ...) __attribute__((format(printf, 2, 3), noreturn));
void sim_tell(struct sim *sim, const char *format, ...) __attribute__((format(printf, 2, 3)));
uint32_t sim_roll(struct sim *sim, uint32_t bound);
bool sim_chance(struct sim *sim, uint32_t percent);

/* The laptop's store, opened if it is not. */
struct store *sim_open(struct sim *sim, struct sim_laptop *laptop);
void sim_close(struct sim_laptop *laptop);
struct sim_laptop *sim_any(struct sim *sim);
/* Another laptop, made from this one's file, and with its state folder if that is copied too. */
struct sim_laptop *sim_add(struct sim *sim, const struct sim_laptop *from, bool imaged);
/* Remembers that the store's last commit was answered. */
void sim_acknowledge(struct sim *sim, struct store *store);

/* A new path on a stick. */
const char *sim_stick(struct sim *sim);
void sim_copy(struct sim *sim, const char *from, const char *to);
/* Takes what a file has, which may be damaged; `damaged` allows that it is refused. */
void sim_merge(struct sim *sim, struct sim_laptop *laptop, const char *path, bool damaged);

/* --- What is done -------------------------------------------------------------------------------------- */

void sim_work(struct sim *sim); /* an officer does something (sim_work.c) */
void sim_mishap(struct sim *sim); /* something goes wrong (sim_mishap.c) */
void sim_carry(struct sim *sim); /* a copy is made, or merged */

/* --- What must hold ------------------------------------------------------------------------------------ */

/* Everything that the store shows, and every entry that it has, as a digest. */
void sim_dump(struct store *store, uint8_t out[DIGEST_SIZE]);
/* Everyone gets everything, and all that must hold then is asserted. */
void sim_meet(struct sim *sim);

#endif
