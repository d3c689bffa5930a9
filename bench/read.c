/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What okoce does with a file that it reads:
 *   read rebuild FILE RUNS          entries a second, verified, opened and replayed into a view that
 *                                   is not there yet: in a file, and in memory
 *   read pages FILE RUNS            records a second through our own reader of pages
 *   read door FILE SESSION RUNS     microseconds a key at the door of a class: the slowest key of the
 *                                   names that are typed, and the median one; and the class's opening
 *   read names FILE COUNT RUNS      the same with the names of all people, who are COUNT or more; and
 *                                   the loading of their names
 *   read niks FILE SESSION          the NIKs of those with a seat, a line each, for `start`
 */
#include "common.h"
#include "app/checkin.h"
#include "store/pages.h"
#include "base/random.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Parts of common names, typed letter by letter; the last one is nobody's. */
static const char *const typed[] = {
	"siti am", "budi", "a", "nur hid", "sulis", "wati sri", "zxq"};

#define TYPED_COUNT (sizeof(typed) / sizeof(*typed))

static struct arena scratch; /* paths */

static void remove_view(const char *view)
{
	unlink(view);
	unlink(arena_printf(&scratch, "%s-lock", view));
	unlink(arena_printf(&scratch, "%s.dirty", view));
}

/* view null: in memory. */
static void rebuild_once(const char *path, const char *view, const char *who, unsigned run)
{
	struct store_options options = {.clock = clock_system()};
	struct store *store;
	struct err err = {0};
	double start, took;

	BENCH_OK(store_open(&store, path, &options, &err));
	if (view)
		remove_view(view);
	store_keep_view(store, view);
	start = bench_now();
	BENCH_OK(store_unlock(store, NULL, NULL, &err));
	took = bench_now() - start;
	if (run > 0)
		bench_figure("rebuild", who, run, (double)store_entries(store) / took * 1e6);
	store_close(store);
}

static void rebuild(const char *path, unsigned runs)
{
	const char *view = arena_printf(&scratch, "%s.view", path);
	struct err err = {0};

	BENCH_OK(random_start(&err));
	for (unsigned i = 0; i <= runs; i++) {
		rebuild_once(path, view, "okoce", i);
		rebuild_once(path, NULL, "memory", i);
	}
	remove_view(view);
}

/* --- Pages ------------------------------------------------------------------------------------- */

struct seen {
	uint64_t records, bytes;
};

static enum status see(void *context, struct bytes key, struct bytes value)
{
	struct seen *seen = context;

	seen->records++;
	seen->bytes += key.len + value.len;
	return STATUS_OK;
}

static void walk(const char *path, unsigned runs)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		bench_die("%s: %s", path, strerror(errno));
	for (unsigned i = 0; i <= runs; i++) {
		struct seen seen = {0};
		struct pages pages;
		struct err err = {0};
		const double start = bench_now();

		BENCH_OK(pages_open(&pages, fd, &err));
		BENCH_OK(pages_walk(&pages, see, &seen, &err));
		if (i > 0)
			bench_figure("reader", "okoce", i,
				(double)seen.records / (bench_now() - start) * 1e6);
	}
	close(fd);
}

/* --- Typing ------------------------------------------------------------------------------------ */

/* What happens at a key: a search among those of `where`. */
typedef void type_key(void *where, const char *text);

/* What each key took in each run. */
#define KEYS_MAX 64
#define RUNS_MAX 64
struct typing {
	double took[KEYS_MAX][RUNS_MAX];
	size_t keys;
	unsigned runs;
};

static void type_one(struct typing *typing, type_key *key, void *where, const char *name, size_t len)
{
	char text[32];
	double start;

	if (typing->keys == KEYS_MAX || typing->runs == RUNS_MAX)
		bench_die("more keys or runs than there is room for");
	snprintf(text, sizeof(text), "%.*s", (int)len, name);
	start = bench_now();
	key(where, text);
	typing->took[typing->keys++][typing->runs] = bench_now() - start;
}

/* The first run warms up. */
static void type_names(struct typing *typing, type_key *key, void *where, unsigned run)
{
	typing->keys = 0;
	for (size_t i = 0; i < TYPED_COUNT; i++)
		for (size_t len = 1; len <= strlen(typed[i]); len++)
			type_one(typing, key, where, typed[i], len);
	typing->runs += run > 0;
}

/* A key takes what it takes in the median run: what disturbs one run makes no key slow. */
static void tell_typing(struct typing *typing, const char *name)
{
	double median[KEYS_MAX], slowest = 0;

	for (size_t i = 0; i < typing->keys; i++) {
		for (unsigned run = 0; run < typing->runs; run++)
			bench_figure(arena_printf(&scratch, "%s-key", name),
				arena_printf(&scratch, "%zu", i + 1), run + 1, typing->took[i][run]);
		median[i] = bench_median(typing->took[i], typing->runs);
		if (median[i] > slowest)
			slowest = median[i];
	}
	bench_figure(name, "slowest", 1, slowest);
	bench_figure(name, "median", 1, bench_median(median, typing->keys));
}

static void type_at_door(void *where, const char *text)
{
	checkin_type(where, text);
}

static void door(const char *path, const char *session, unsigned runs)
{
	struct app *app = bench_open(path, true);
	struct typing typing = {.keys = 0};
	size_t people = 0;

	for (unsigned i = 0; i <= runs; i++) {
		const double start = bench_now();
		struct checkin checkin;
		struct err err = {0};

		BENCH_OK(checkin_open(&checkin, app, bench_session(app, session), 1, &err));
		if (i > 0)
			bench_figure(arena_printf(&scratch, "class-%zu", checkin.roster.count),
				"okoce", i, bench_now() - start);
		type_names(&typing, type_at_door, &checkin, i);
		people = checkin.roster.count;
		checkin_release(&checkin);
	}
	tell_typing(&typing, arena_printf(&scratch, "door-%zu", people));
	app_close(app);
}

struct everyone {
	const struct people_names *names;
	size_t *found;
};

static void type_among_all(void *where, const char *text)
{
	struct everyone *everyone = where;
	struct name_query query;

	name_query_parse(&query, text);
	name_table_find(&everyone->names->table, &query, everyone->found,
		everyone->names->table.count);
}

static void names(const char *path, unsigned people, unsigned runs)
{
	struct app *app = bench_open(path, false);
	struct typing typing = {.keys = 0};
	struct everyone everyone = {.found = NULL};

	for (unsigned i = 0; i <= runs; i++) {
		double start;

		people_names_release(&app->names);
		start = bench_now();
		everyone.names = app_names(app);
		if (i > 0)
			bench_figure(arena_printf(&scratch, "names-%u", people), "okoce", i,
				bench_now() - start);
		if (everyone.names->table.count < people)
			bench_die("%s has %zu names", path, everyone.names->table.count);
		if (!everyone.found)
			everyone.found = memory_alloc(
				everyone.names->table.count * sizeof(*everyone.found));
		type_names(&typing, type_among_all, &everyone, i);
	}
	free(everyone.found);
	tell_typing(&typing, arena_printf(&scratch, "filter-%u", people));
	app_close(app);
}

static void print_niks(const char *path, const char *session)
{
	struct app *app = bench_open(path, true);
	struct roster roster = {0};
	struct err err = {0};

	BENCH_OK(app_roster(app, bench_session(app, session), &roster, &err));
	for (size_t i = 0; i < roster.count; i++)
		if (roster_has_seat(&roster.person[i]) && *roster.person[i].identity.nik)
			puts(roster.person[i].identity.nik);
	roster_release(&roster);
	app_close(app);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (strcmp(what, "rebuild") == 0 && argc == 4)
		rebuild(argv[2], bench_number(argv[3]));
	else if (strcmp(what, "pages") == 0 && argc == 4)
		walk(argv[2], bench_number(argv[3]));
	else if (strcmp(what, "door") == 0 && argc == 5)
		door(argv[2], argv[3], bench_number(argv[4]));
	else if (strcmp(what, "names") == 0 && argc == 5)
		names(argv[2], bench_number(argv[3]), bench_number(argv[4]));
	else if (strcmp(what, "niks") == 0 && argc == 4)
		print_niks(argv[2], argv[3]);
	else
		bench_die("usage: the head of read.c");
	arena_release(&scratch);
	return 0;
}
