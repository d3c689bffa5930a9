/* SPDX-License-Identifier: BSD-2-Clause */
/* What must hold when all have met: nothing that was answered is missing, and all show the same. */
#include "sim/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "store/check.h"
#include "store/verify.h"

struct dump {
	struct buf text;
};

static bool dump_entry(void *context, const struct story *story)
{
	struct dump *dump = context;
	uint8_t id[EVENT_ID_SIZE];

	event_put(id, &story->entry->id);
	buf_add(&dump->text, id, sizeof(id));
	buf_add_byte(&dump->text, story->opened);
	buf_add(&dump->text, story->plain.ptr, story->plain.len);
	return true;
}

static void dump_cell(struct dump *dump, struct store *store, const struct cell *cell)
{
	struct arena arena = {0};
	struct err err = {STATUS_OK, ""};
	struct fact *facts;
	size_t count;

	buf_add(&dump->text, cell->key.ptr, cell->key.len);
	if (store_facts(store, cell->key, &arena, &facts, &count, &err))
		buf_add_text(&dump->text, "failed");
	else
		for (size_t i = 0; i < count; i++) { /* the winner first */
			uint8_t id[EVENT_ID_SIZE];

			event_put(id, &facts[i].event);
			buf_add(&dump->text, id, sizeof(id));
			buf_add(&dump->text, facts[i].value.ptr, facts[i].value.len);
		}
	arena_release(&arena);
}

/* All cells are copied before any is read: no walk may be open then. */
static void dump_cells(struct dump *dump, struct store *store)
{
	struct register_key *keys = NULL;
	size_t count = 0, capacity = 0;
	struct view_walk walk;

	view_walk_open(&walk, store_view(store), (struct bytes){NULL, 0});
	for (; walk.cell; view_walk_next(&walk)) {
		keys = memory_grow(keys, count, &capacity, sizeof(*keys));
		keys[count++] = register_copy(walk.cell->key);
	}
	view_walk_close(&walk);
	for (size_t i = 0; i < count; i++)
		dump_cell(dump, store, view_find(store_view(store), register_bytes(&keys[i])));
	free(keys);
}

void sim_dump(struct store *store, uint8_t out[DIGEST_SIZE])
{
	struct dump dump = {BUF_EMPTY};
	struct err err = {STATUS_OK, ""};
	struct bytes all;

	if (store_history(store, dump_entry, &dump, &err))
		buf_add_text(&dump.text, err.text);
	dump_cells(&dump, store);
	all = buf_bytes(&dump.text);
	digest(out, DIGEST_SIZE, NULL, "okoce sim 1", &all, 1);
	buf_release(&dump.text);
}

static void holds_all(struct sim *sim, const struct sim_laptop *laptop)
{
	struct db_txn *txn;
	struct err err = {STATUS_OK, ""};

	if (db_begin(laptop->store->db, false, &txn, &err))
		sim_fail(sim, "%s", err.text);
	for (size_t i = 0; i < sim->acknowledged_count; i++) {
		struct buf name = BUF_EMPTY;

		if (log_has(txn, &sim->acknowledged[i]))
			continue;
		event_print(&name, &sim->acknowledged[i]);
		sim_fail(sim, "%s lost %s, which was answered", laptop->path, buf_text(&name));
	}
	db_abort(txn);
	if (laptop->store->left_out > 0)
		sim_fail(sim, "%s: %llu entries are left out", laptop->path,
			 (unsigned long long)laptop->store->left_out);
}

/* Every file to every laptop, in an order that is drawn. */
static void hand_round(struct sim *sim, struct sim_laptop *to)
{
	const size_t start = sim_roll(sim, (uint32_t)sim->laptops);
	const size_t step = sim_chance(sim, 50) ? 1 : sim->laptops - 1;

	for (size_t i = 0; i < sim->laptops; i++) {
		const char *path = sim_stick(sim);
		struct sim_laptop *from = &sim->laptop[(start + i * step) % sim->laptops];

		sim_close(from);
		sim_copy(sim, from->path, path);
		if (from != to)
			sim_merge(sim, to, path, false);
	}
}

/* A file in which only the programme was begun, and everything in another order, some of it twice. */
static void another_order(struct sim *sim, const uint8_t expected[DIGEST_SIZE])
{
	struct sim_laptop *late = sim_add(sim, &sim->laptop[0], false);
	uint8_t digest[DIGEST_SIZE];

	sim_copy(sim, sim->begun, late->path);
	for (size_t left = sim->sticks + sim->sticks / 3; left > 0; left--)
		sim_merge(sim, late, sim->stick[sim_roll(sim, (uint32_t)sim->sticks)], false);
	hand_round(sim, late);
	sim_dump(sim_open(sim, late), digest);
	holds_all(sim, late);
	if (memcmp(digest, expected, DIGEST_SIZE) != 0)
		sim_fail(sim, "another order of merging shows something else");
}

/* What was brought up to date again and again shows what a view shows that is made anew. */
static void made_anew(struct sim *sim, struct sim_laptop *laptop, const uint8_t expected[DIGEST_SIZE])
{
	uint8_t digest[DIGEST_SIZE];

	sim_close(laptop);
	(void)unlink(laptop->view);
	sim_dump(sim_open(sim, laptop), digest);
	if (memcmp(digest, expected, DIGEST_SIZE) != 0)
		sim_fail(sim, "%s shows something else when its view is made anew", laptop->path);
}

static void finding(void *context, const char *text)
{
	sim_tell(context, "found: %s", text);
}

static void is_sound(struct sim *sim, struct sim_laptop *laptop)
{
	struct check check = {.path = laptop->path, .finding = finding, .context = sim};
	struct err err = {STATUS_OK, ""};

	sim_close(laptop);
	if (store_check(&check, &err) && laptop->store == NULL && !sim->forked)
		sim_fail(sim, "%s: okoce check finds something", laptop->path);
}

void sim_meet(struct sim *sim)
{
	uint8_t first[DIGEST_SIZE], digest[DIGEST_SIZE];

	sim->meeting = true;
	/* What only a stick has still, since its laptop's file was overwritten, say. */
	for (size_t i = sim->sticks; i-- > 0;)
		sim_merge(sim, &sim->laptop[0], sim->stick[i], false);
	for (size_t i = 0; i < sim->laptops; i++)
		hand_round(sim, &sim->laptop[i]);
	for (size_t i = 0; i < sim->laptops; i++) {
		sim_dump(sim_open(sim, &sim->laptop[i]), i == 0 ? first : digest);
		holds_all(sim, &sim->laptop[i]);
		if (i > 0 && memcmp(digest, first, DIGEST_SIZE) != 0)
			sim_fail(sim, "%s and %s show different things", sim->laptop[0].path,
				 sim->laptop[i].path);
		is_sound(sim, &sim->laptop[i]);
	}
	made_anew(sim, sim_any(sim), first);
	another_order(sim, first);
}
