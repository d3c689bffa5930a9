/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the programs of bench/ share: the clock, the figures that they print, a data file opened.
 * A failure ends the program with a sentence: there is nothing to go on with.
 */
#ifndef OKOCE_BENCH_COMMON_H
#define OKOCE_BENCH_COMMON_H

#include "app/app.h"

/* Microseconds of the monotonic clock. */
double bench_now(void);
double bench_median(double *value, size_t count); /* sorts them */
/* One raw figure: a line "name TAB who TAB run TAB value". */
void bench_figure(const char *name, const char *who, unsigned run, double value);
void bench_die(const char *format, ...) PRINTF_LIKE(1, 2) __attribute__((noreturn));
unsigned bench_number(const char *text); /* from 1 */
uint64_t bench_file_size(const char *path);

/* Opens an open data file and unlocks it, as okoce does: with the view and the laptop's id in the
 * folders that $XDG_CACHE_HOME and $XDG_STATE_HOME name. */
struct app *bench_open(const char *path, bool read_only);
const struct session *bench_session(const struct app *app, const char *id);

#define BENCH_OK(call)                                                                             \
	do {                                                                                       \
		if ((call) != STATUS_OK)                                                           \
			bench_die("%s: %s", #call, err.text);                                      \
	} while (0)

#endif
