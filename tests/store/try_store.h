/* SPDX-License-Identifier: BSD-2-Clause */
/* A programme in a file of its own, for the tests of the store. */
#ifndef OKOCE_TESTS_STORE_TRY_STORE_H
#define OKOCE_TESTS_STORE_TRY_STORE_H

#include "store/store.h"

/* The path of a file in the test's own folder that does not exist. Static. */
const char *try_path(const char *name);
struct store_options try_options(void);
/* Asserts that it succeeds; passphrase null: open. */
struct store *try_create(const char *path, const char *passphrase);
/* Opens and unlocks; asserts that it succeeds. */
struct store *try_open(const char *path, const char *passphrase);
/* One action: `count` people with attendance on day 1, an entry each. */
struct action_id try_attend(struct store *store, const struct id *people, size_t count,
			    enum attendance_status status);
/* The status that is shown of a person on day 1; 0 when there is none. */
uint32_t try_status(struct store *store, const struct id *person);
/* One more officer in the log, whom no slot opens anything for. */
void try_officer(struct store *store, const char *name, enum role role);
struct register_key try_key(const struct id *person);
struct id try_person(unsigned number);

#endif
