/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What okoce does with a file that it reads:
 *   read rebuild FILE RUNS          entries a second, verified, opened and replayed into the view
 *   read pages FILE RUNS            records a second through our own reader of pages
 *   read filter FILE SESSION RUNS   microseconds a key at the door: the slowest key of the names
 *                                   that are typed, and that of all keys; and the list's loading
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

static void rebuild(const char *path, unsigned runs)
{
	struct store_options options = {.read_only = true, .clock = clock_system()};
	struct err failure = {0};

	if (random_start(&failure))
		bench_die("%s", failure.text);
	for (unsigned i = 0; i <= runs; i++) {
		struct store *store;
		struct err err = {0};
		double start, took;

		BENCH_OK(store_open(&store, path, &options, &err));
		start = bench_now();
		BENCH_OK(store_unlock(store, NULL, NULL, &err));
		took = bench_now() - start;
		if (i > 0)
			bench_figure("rebuild", "okoce", i, (double)store_entries(store) / took * 1e6);
		store_close(store);
	}
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

/* --- The door ---------------------------------------------------------------------------------- */

static void type_names(struct checkin *checkin, const char *name, unsigned run)
{
	double took[256], slowest = 0;
	size_t count = 0;

	for (size_t i = 0; i < TYPED_COUNT; i++) {
		for (size_t len = 1; len <= strlen(typed[i]); len++) {
			char text[32];
			double start;

			snprintf(text, sizeof(text), "%.*s", (int)len, typed[i]);
			start = bench_now();
			checkin_type(checkin, text);
			took[count] = bench_now() - start;
			if (took[count] > slowest)
				slowest = took[count];
			count++;
		}
	}
	if (run == 0)
		return;
	bench_figure(name, "slowest", run, slowest);
	bench_figure(name, "median", run, bench_median(took, count));
}

static void filter(const char *path, const char *session, unsigned runs)
{
	struct app *app = bench_open(path, true);
	char name[64];

	for (unsigned i = 0; i <= runs; i++) {
		const double start = bench_now();
		struct checkin checkin;
		struct err err = {0};

		BENCH_OK(checkin_open(&checkin, app, bench_session(app, session), 1, &err));
		if (i > 0) {
			snprintf(name, sizeof(name), "names-%zu", checkin.roster.count);
			bench_figure(name, "okoce", i, bench_now() - start);
		}
		snprintf(name, sizeof(name), "filter-%zu", checkin.roster.count);
		type_names(&checkin, name, i);
		checkin_release(&checkin);
	}
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
	else if (strcmp(what, "filter") == 0 && argc == 5)
		filter(argv[2], argv[3], bench_number(argv[4]));
	else if (strcmp(what, "niks") == 0 && argc == 4)
		print_niks(argv[2], argv[3]);
	else
		bench_die("usage: the head of read.c");
	return 0;
}
