/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Data files for the tests of app: a small programme with one class of four days, begun, opened and
 * unlocked in a folder of the test's own.
 */
#ifndef OKOCE_TESTS_APP_APP_TRY_H
#define OKOCE_TESTS_APP_APP_TRY_H

#include "app/begin.h"

/* Kerajinan tangan, class 1, three seats, 15 to 18 July 2019. */
#define TRY_SESSION "2019-KT-KBG-1"

/* A cmocka setup and teardown: *state is the test's folder. */
int app_try_make(void **state);
int app_try_remove(void **state);

/* The path of a name in the test's folder; free with free(). */
char *app_try_path(void **state, const char *name);
/* The programme above; release it. */
void app_try_programme(struct programme *programme);
/* The shipped configuration. */
void app_try_shipped(struct programme *programme);
struct begin_options app_try_options(
	void **state, const char *path, const struct programme *programme);

/* "2019-07-15T08:00:00+07:00" */
moment app_try_moment(const char *text);
/* Makes the file `name`, open, with the small programme, on the eve of the first day. */
void app_try_begin(void **state, const char *name);
/* Opens and unlocks it as the laptop whose state folder is `laptop`, with the clock standing there. */
struct app *app_try_open(void **state, const char *name, const char *laptop, const char *time);
/* Both at once, for tests with one laptop. */
struct app *app_try_new(void **state, const char *time);
void app_try_set_clock(struct app *app, const char *time);

const struct session *app_try_session(const struct app *app);
/* Adds someone with that name (null: no identity is written), or only to the session. */
struct id app_try_enrol(struct app *app, const char *name, const char *nik, uint32_t sex,
	uint32_t status, const char *number);
/* Writes one record, as one action. */
void app_try_put(struct app *app, struct register_key key, const struct record_type *type,
	const void *record);
void app_try_attend(struct app *app, const struct id *record, uint32_t day, uint32_t status);

/* Two laptops: copies a closed file; adds to the file `to` the entries that only `from` has. */
void app_try_copy(void **state, const char *from, const char *to);
void app_try_join(void **state, const char *from, const char *to);

#endif
