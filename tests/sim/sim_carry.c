/* SPDX-License-Identifier: BSD-2-Clause */
/* Sticks: copies are made and merged, in any order, again, late, cut short. */
#include "sim/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "store/merge.h"

const char *sim_stick(struct sim *sim)
{
	char name[40];

	(void)snprintf(name, sizeof(name), "stick-%zu", sim->sticks);
	sim->stick = memory_grow(sim->stick, sim->sticks, &sim->sticks_capacity, sizeof(*sim->stick));
	return sim->stick[sim->sticks++] = path_join(sim->folder, name);
}

/* Ends it at a moment that is drawn. */
struct patience {
	uint64_t asked, until;
};

static bool go_on(void *context, uint64_t done, uint64_t total)
{
	struct patience *patience = context;

	(void)done;
	(void)total;
	return ++patience->asked < patience->until;
}

static void preview(struct sim *sim, struct store *store, struct foreign *foreign, struct merge *foreseen)
{
	struct db_state before = db_left(store->db), after;
	struct err err = {STATUS_OK, ""};

	*foreseen = (struct merge){0};
	if (store_merge_preview(store, foreign, foreseen, &err))
		sim_fail(sim, "preview: %s", err.text);
	after = db_left(store->db);
	if (memcmp(&before, &after, sizeof(after)) != 0)
		sim_fail(sim, "a preview has changed the file");
}

static void merge_opened(struct sim *sim, struct sim_laptop *laptop, struct foreign *foreign, bool damaged)
{
	struct store *store = sim_open(sim, laptop);
	struct patience patience = {.until = !sim->meeting && sim_chance(sim, 25) ? 1 + sim_roll(sim, 3) : UINT64_MAX};
	struct merge merge = {.go_on = go_on, .context = &patience, .batch = 1 + sim_roll(sim, 5)}, foreseen, again;
	struct err err = {STATUS_OK, ""};
	enum status status;

	preview(sim, store, foreign, &foreseen);
	status = store_merge(store, foreign, &merge, &err);
	if (status && status != STATUS_STOPPED)
		sim_fail(sim, "%s: merge: %s", laptop->path, err.text);
	sim->merges++;
	sim->entries_merged += merge.taken;
	if (status == STATUS_STOPPED)
		return;
	if (merge.taken != foreseen.taken || merge.known != foreseen.known)
		sim_fail(sim, "%s: %llu new entries were foreseen, %llu were taken", laptop->path,
			 (unsigned long long)foreseen.taken, (unsigned long long)merge.taken);
	if (!damaged && merge_set_aside(&merge) > 0)
		sim_fail(sim, "%s: entries of a sound file were set aside", laptop->path);
	preview(sim, store, foreign, &again);
	if (again.taken > 0)
		sim_fail(sim, "%s: merged once more, %llu entries are new", laptop->path,
			 (unsigned long long)again.taken);
}

void sim_merge(struct sim *sim, struct sim_laptop *laptop, const char *path, bool damaged)
{
	struct foreign foreign;
	struct err err = {STATUS_OK, ""};
	enum status status = foreign_open(&foreign, path, sim->folder, NULL, NULL, &err);

	if (status && !damaged)
		sim_fail(sim, "%s: %s", path, err.text);
	if (!status && !id_equal(&foreign.meta.programme, store_programme(sim_open(sim, laptop))))
		status = STATUS_INVALID; /* a bit of its name was changed */
	if (!status)
		merge_opened(sim, laptop, &foreign, damaged);
	foreign_release(&foreign);
}

void sim_carry(struct sim *sim)
{
	struct sim_laptop *laptop = sim_any(sim);

	if (sim->sticks == 0 || sim_chance(sim, 45)) {
		sim_close(laptop);
		sim_copy(sim, laptop->path, sim_stick(sim));
		sim_tell(sim, "%s: copied to stick-%zu", laptop->path, sim->sticks - 1);
		return;
	}
	for (uint32_t left = 1 + sim_roll(sim, 3); left > 0; left--) {
		const char *stick = sim->stick[sim_roll(sim, (uint32_t)sim->sticks)];

		sim_tell(sim, "%s: merges %s", laptop->path, path_base(stick));
		sim_merge(sim, laptop, stick, false);
	}
}
