/* SPDX-License-Identifier: BSD-2-Clause */
/* Beginning a programme: a real one from the YAML folder, or the demo. */
#ifndef OKOCE_APP_BEGIN_H
#define OKOCE_APP_BEGIN_H

#include "app/app.h"

struct begin_options {
	const char *path; /* of the file to make; an existing one is left as it is (STATUS_EXISTS) */
	const char *officer;
	const char *passphrase; /* null: open */
	const struct programme *programme; /* from conf */
	uint8_t conf_digest[DIGEST_SIZE];
	struct clock clock;
	const char *state_folder;
	struct buf *code; /* of a sealed file: gets the recovery code of its envelope; null: there is none */
};

/* The file appears under its name only when it is whole. */
enum status begin_programme(const struct begin_options *options, struct err *err) MUST_USE;

#define DEMO_PEOPLE 5040
#define DEMO_PEOPLE_MAX 1000000
/* The demo: the programme of 2018 and 2019 as it might have stood on Tuesday, 16 July 2019, 08.40,
 * with invented people. Deterministic: one seed, one content of the registers. `officer` and
 * `passphrase` of the options are not used: the demo's officer is "Rina S.", without passphrase. */
enum status begin_demo(const struct begin_options *options, uint32_t people, uint32_t seed,
		       struct err *err) MUST_USE;

/* A made-up passphrase of four pairs of syllables ("tobi-rasa-kelu-mani", about 52 bits). */
void propose_passphrase(struct buf *out);
/* STATUS_INVALID with the reason: too short, or one of the words that anyone would try. */
enum status passphrase_ok(const char *passphrase, const char *officer, struct err *err) MUST_USE;

#endif
