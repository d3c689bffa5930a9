/* SPDX-License-Identifier: BSD-2-Clause */
/* What goes wrong. None of it may lose what was answered; files that are damaged are copies on sticks. */
#include "sim/sim.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

static void read_all(struct sim *sim, const char *path, struct buf *all)
{
	struct err err = {STATUS_OK, ""};

	if (file_read(path, (size_t)1 << 30, all, &err))
		sim_fail(sim, "%s", err.text);
}

static void write_all(struct sim *sim, const char *path, struct bytes bytes)
{
	struct err err = {STATUS_OK, ""};

	if (file_write_soon(path, bytes, &err))
		sim_fail(sim, "%s", err.text);
}

/* A laptop's clock is wrong from now on, or right again. */
static void wrong_clock(struct sim *sim)
{
	static const int64_t off[] = {-19 * 365 * 86400LL, 80 * 365 * 86400LL, -86400, 3600, 0};
	struct sim_laptop *laptop = sim_any(sim);

	laptop->clock_off = off[sim_roll(sim, 5)];
	sim_tell(sim, "%s: clock off by %lld s", laptop->path, (long long)laptop->clock_off);
}

/* Another laptop is imaged from one, its state folder with it: two with one device. */
static void image(struct sim *sim)
{
	struct sim_laptop *from = sim_any(sim);

	if (sim->laptops >= 12)
		return;
	sim_close(from);
	from = sim_add(sim, from, true);
	sim_tell(sim, "%s: imaged", from->path);
}

/* Memory and all, as a virtual machine that is woken twice: two go on as one writer, which forks. */
static void wake_twice(struct sim *sim)
{
	struct sim_laptop *from = sim_any(sim), *twin;
	const size_t number = (size_t)(from - sim->laptop);
	struct store *store = sim_open(sim, from);

	if (sim->laptops >= 12 || store->writer.seq == 0)
		return;
	store_catch_up(store);
	twin = sim_add(sim, from, true);
	from = &sim->laptop[number];
	store = sim_open(sim, twin);
	store->writer = from->store->writer;
	store->lamport = from->store->lamport;
	sim->forked = true;
	sim_tell(sim, "%s: woken twice, as %s", from->path, twin->path);
}

/* The office's file, or another laptop's, is copied over the laptop's own: what it lacks is taken back. */
static void overwrite(struct sim *sim)
{
	struct sim_laptop *laptop = sim_any(sim), *other = sim_any(sim);

	if (laptop == other)
		return;
	sim_close(laptop);
	sim_close(other);
	/* What others wrote and only this file had would be gone for good: it was copied before. */
	sim_copy(sim, laptop->path, sim_stick(sim));
	sim_copy(sim, other->path, laptop->path);
	laptop->last = (struct action_id){0};
	sim_tell(sim, "%s: overwritten with %s", laptop->path, other->path);
	sim_open(sim, laptop);
}

/* An older copy is put back. */
static void restore(struct sim *sim)
{
	struct sim_laptop *laptop = sim_any(sim);
	const char *older;

	if (sim->sticks == 0)
		return;
	older = sim->stick[sim_roll(sim, (uint32_t)sim->sticks)];
	sim_close(laptop);
	sim_copy(sim, laptop->path, sim_stick(sim));
	sim_copy(sim, older, laptop->path);
	laptop->last = (struct action_id){0};
	sim_tell(sim, "%s: put back from %s", laptop->path, older);
	sim_open(sim, laptop);
}

/* The index in the cache is gone, or is another laptop's. */
static void lose_view(struct sim *sim)
{
	struct sim_laptop *laptop = sim_any(sim), *other = sim_any(sim);

	sim_close(laptop);
	sim_close(other);
	if (laptop != other && access(other->view, R_OK) == 0 && sim_chance(sim, 50))
		sim_copy(sim, other->view, laptop->view);
	else
		(void)unlink(laptop->view);
	sim_tell(sim, "%s: view lost", laptop->path);
}

/* --- Damaged copies ----------------------------------------------------------------------------------- */

/* Copied while it is written to: the first part of before, the rest of after. */
static void torn_copy(struct sim *sim, struct buf *copy)
{
	struct sim_laptop *laptop = sim_any(sim);
	struct buf after = BUF_EMPTY;
	size_t cut;

	(void)sim_open(sim, laptop);
	read_all(sim, laptop->path, copy);
	for (uint32_t i = 1 + sim_roll(sim, 3); i > 0; i--)
		sim_work(sim);
	read_all(sim, sim->laptop[sim_roll(sim, (uint32_t)sim->laptops)].path, &after);
	buf_clear(&after);
	read_all(sim, laptop->path, &after);
	cut = 4096 * (size_t)sim_roll(sim, (uint32_t)(copy->len / 4096));
	copy->len = cut;
	if (after.len > cut)
		buf_add(copy, after.ptr + cut, after.len - cut);
	buf_release(&after);
}

static void damaged_copy(struct sim *sim, struct buf *copy)
{
	struct sim_laptop *laptop = sim_any(sim);

	sim_close(laptop);
	read_all(sim, laptop->path, copy);
	if (sim_chance(sim, 50))
		copy->len = sim_roll(sim, (uint32_t)copy->len);
	else
		for (uint32_t i = 1 + sim_roll(sim, 4); i > 0 && copy->len > 0; i--)
			copy->ptr[sim_roll(sim, (uint32_t)copy->len)] ^= (uint8_t)(1 + sim_roll(sim, 255));
}

/* Merged at once, by somebody who does not know. */
static void merge_damaged(struct sim *sim)
{
	struct buf copy = BUF_EMPTY;
	char *path = path_join(sim->folder, "damaged");
	struct sim_laptop *laptop;

	if (sim_chance(sim, 50))
		torn_copy(sim, &copy);
	else
		damaged_copy(sim, &copy);
	write_all(sim, path, buf_bytes(&copy));
	buf_release(&copy);
	laptop = sim_any(sim);
	sim_tell(sim, "%s: merges a damaged copy", laptop->path);
	sim_merge(sim, laptop, path, true);
	free(path);
}

void sim_mishap(struct sim *sim)
{
	static void (*const mishap[])(struct sim *) = {
		wrong_clock, image, wake_twice, overwrite, restore, lose_view, merge_damaged, merge_damaged,
	};

	sim->mishaps++;
	mishap[sim_roll(sim, sizeof(mishap) / sizeof(*mishap))](sim);
}
