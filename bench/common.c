/* SPDX-License-Identifier: BSD-2-Clause */
#include "common.h"

#include "base/file.h"
#include "base/random.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>

double bench_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *left, const void *right)
{
	const double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

double bench_median(double *value, size_t count)
{
	if (count == 0)
		bench_die("nothing was measured");
	qsort(value, count, sizeof(*value), compare);
	return (value[(count - 1) / 2] + value[count / 2]) / 2;
}

void bench_figure(const char *name, const char *who, unsigned run, double value)
{
	printf("%s\t%s\t%u\t%.6g\n", name, who, run, value);
	fflush(stdout);
}

void bench_die(const char *format, ...)
{
	va_list list;

	fputs("bench: ", stderr);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
	exit(1);
}

unsigned bench_number(const char *text)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (*end != '\0' || number == 0 || number > 10000000)
		bench_die("no such number: %s", text);
	return (unsigned)number;
}

uint64_t bench_file_size(const char *path)
{
	struct stat info;

	if (stat(path, &info))
		bench_die("%s: %s", path, strerror(errno));
	return (uint64_t)info.st_size;
}

static char *folder_of(const char *variable)
{
	const char *home = getenv(variable);

	if (!home)
		bench_die("%s is not set: run it with make bench", variable);
	return path_join(home, "okoce"); /* for as long as the program runs */
}

struct app *bench_open(const char *path, bool read_only)
{
	struct app_options options = {
		.path = path,
		.read_only = read_only,
		.state_folder = folder_of("XDG_STATE_HOME"),
		.cache_folder = folder_of("XDG_CACHE_HOME"),
		.clock = clock_system(),
	};
	struct app *app;
	struct err err = {0};

	BENCH_OK(random_start(&err));
	BENCH_OK(app_open(&app, &options, &err));
	BENCH_OK(app_unlock(app, NULL, NULL, &err));
	return app;
}

const struct session *bench_session(const struct app *app, const char *id)
{
	const struct session *session = programme_session(&app->programme, id);

	if (!session)
		bench_die("no such session: %s", id);
	return session;
}
