/* SPDX-License-Identifier: BSD-2-Clause */
#include "sim/sim.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"

#define MONDAY 1563238800 /* 2019-07-16 08.00 WIB */

void sim_tell(struct sim *sim, const char *format, ...)
{
	char line[300];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	buf_printf(&sim->story, "  %s\n", line);
}

void sim_fail(const struct sim *sim, const char *format, ...)
{
	char line[600];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	fprintf(stderr, "%.*s", (int)sim->story.len, (const char *)sim->story.ptr);
	fail_msg("%s\nto repeat it: OKOCE_TEST_SEED=%llu tests/sim/test_sim", line,
		 (unsigned long long)sim->seed);
	abort(); /* fail_msg() does not come back */
}

uint32_t sim_roll(struct sim *sim, uint32_t bound)
{
	return seeded_below(&sim->dice, bound);
}

bool sim_chance(struct sim *sim, uint32_t percent)
{
	return sim_roll(sim, 100) < percent;
}

static char *place(const struct sim *sim, const char *kind, size_t number)
{
	char name[60];

	(void)snprintf(name, sizeof(name), "%s-%zu", kind, number);
	return path_join(sim->folder, name);
}

static struct sim_laptop *new_laptop(struct sim *sim)
{
	size_t number = sim->laptops;
	struct sim_laptop *laptop;

	sim->laptop = memory_grow(sim->laptop, number, &sim->capacity, sizeof(*sim->laptop));
	laptop = &sim->laptop[sim->laptops++];
	*laptop = (struct sim_laptop){.path = place(sim, "laptop", number), .view = place(sim, "view", number),
				      .state = place(sim, "state", number)};
	put_be32(laptop->device.byte, (uint32_t)number + 1);
	if (mkdir(laptop->state, 0700) != 0)
		sim_fail(sim, "%s: no folder", laptop->state);
	return laptop;
}

static struct store_options options_of(const struct sim *sim, const struct sim_laptop *laptop)
{
	return (struct store_options){.clock = clock_set_to(sim->now + laptop->clock_off, true),
				      .device = laptop->device};
}

struct store *sim_open(struct sim *sim, struct sim_laptop *laptop)
{
	const struct store_options options = options_of(sim, laptop);
	struct err err = {STATUS_OK, ""};

	sim->now += 1 + sim_roll(sim, 120);
	if (laptop->store) {
		store_set_clock(laptop->store, &options.clock);
		return laptop->store;
	}
	if (store_open(&laptop->store, laptop->path, &options, &err))
		sim_fail(sim, "%s: %s", laptop->path, err.text);
	store_keep_view(laptop->store, laptop->view);
	if (store_unlock(laptop->store, NULL, NULL, &err))
		sim_fail(sim, "%s: %s", laptop->path, err.text);
	store_keep_own(laptop->store, laptop->state);
	if (store_past(laptop->store).lacking > 0) {
		uint64_t taken;

		if (store_recover(laptop->store, &taken, &err))
			sim_fail(sim, "%s: %s", laptop->path, err.text);
		sim_tell(sim, "%s takes %llu own entries back", laptop->path, (unsigned long long)taken);
	}
	return laptop->store;
}

void sim_close(struct sim_laptop *laptop)
{
	store_close(laptop->store);
	laptop->store = NULL;
}

struct sim_laptop *sim_any(struct sim *sim)
{
	return &sim->laptop[sim_roll(sim, (uint32_t)sim->laptops)];
}

void sim_copy(struct sim *sim, const char *from, const char *to)
{
	struct err err = {STATUS_OK, ""};
	struct buf all = BUF_EMPTY;

	if (file_read(from, (size_t)1 << 30, &all, &err) || file_write_soon(to, buf_bytes(&all), &err))
		sim_fail(sim, "%s: %s", from, err.text);
	buf_release(&all);
}

static void copy_state(struct sim *sim, const struct sim_laptop *from, const struct sim_laptop *to)
{
	for (const char *const *name = (const char *const[]){"own", "state", NULL}; *name; name++) {
		char *source = path_join(from->state, *name), *target = path_join(to->state, *name);
		struct stat st;

		if (stat(source, &st) == 0)
			sim_copy(sim, source, target);
		free(source);
		free(target);
	}
}

struct sim_laptop *sim_add(struct sim *sim, const struct sim_laptop *from, bool imaged)
{
	size_t number = (size_t)(from - sim->laptop);
	struct sim_laptop *laptop = new_laptop(sim); /* `from` may have moved */

	from = &sim->laptop[number];
	sim_copy(sim, from->path, laptop->path);
	if (imaged) {
		laptop->device = from->device;
		copy_state(sim, from, laptop);
	}
	return laptop;
}

void sim_acknowledge(struct sim *sim, struct store *store)
{
	sim->acknowledged = memory_grow(sim->acknowledged, sim->acknowledged_count,
					&sim->acknowledged_capacity, sizeof(*sim->acknowledged));
	sim->acknowledged[sim->acknowledged_count++] = store->writer.last;
}

void sim_start(struct sim *sim, uint64_t seed, size_t laptops)
{
	const struct store_founder founder = {.name = "Rina S."};
	const char *folder = getenv("TMPDIR");
	struct err err = {STATUS_OK, ""};
	struct store_options options;
	struct sim_laptop *office;

	*sim = (struct sim){.seed = seed, .now = MONDAY};
	seeded_start(&sim->dice, seed);
	(void)snprintf(sim->folder, sizeof(sim->folder), "%s/sim-XXXXXX", folder ? folder : "/tmp");
	if (!mkdtemp(sim->folder))
		sim_fail(sim, "%s: no folder", sim->folder);
	office = new_laptop(sim);
	options = options_of(sim, office);
	if (store_create(&office->store, office->path, &options, &founder, &err))
		sim_fail(sim, "%s", err.text);
	sim_close(office);
	sim->begun = path_join(sim->folder, "begun");
	sim_copy(sim, office->path, sim->begun);
	for (size_t i = 0; i < laptops; i++)
		(void)sim_add(sim, &sim->laptop[0], false);
}

static void remove_all(const char *folder)
{
	DIR *open = opendir(folder);

	for (struct dirent *name; open && (name = readdir(open)) != NULL;) {
		char *path = path_join(folder, name->d_name);

		if (strcmp(name->d_name, ".") != 0 && strcmp(name->d_name, "..") != 0 && unlink(path) != 0)
			remove_all(path);
		free(path);
	}
	if (open)
		closedir(open);
	(void)rmdir(folder);
}

void sim_end(struct sim *sim)
{
	for (size_t i = 0; i < sim->laptops; i++) {
		struct sim_laptop *laptop = &sim->laptop[i];

		sim_close(laptop);
		free(laptop->path);
		free(laptop->view);
		free(laptop->state);
	}
	for (size_t i = 0; i < sim->sticks; i++)
		free(sim->stick[i]);
	remove_all(sim->folder);
	free(sim->laptop);
	free(sim->stick);
	free(sim->begun);
	free(sim->acknowledged);
	buf_release(&sim->story);
}
