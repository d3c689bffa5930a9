/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The first file of a laptop, received from the office: looked at, its code held against the slip's by a person, and
 * only then taken, by our own reader (store/join.h).
 */
#ifndef OKOCE_APP_JOIN_H
#define OKOCE_APP_JOIN_H

#include "app/officers.h"
#include "store/foreign.h"

struct join_offer {
	struct foreign foreign;
	char code[PROGRAMME_CODE_SIZE];
	struct buf officers; /* names of those who can open it, commas between; safe to show */
};

/* Copies the file that lies at `from` and looks what it is; release it whatever is returned. */
enum status join_look(struct join_offer *offer, const char *from, const char *state_folder,
	struct err *err) MUST_USE;
/* Whether that is the code which somebody typed, in any way. */
bool join_code_fits(const struct join_offer *offer, const char *typed);
/* Makes the file `to`, whose folder is made; `entries`: so many it has. */
enum status join_take(struct join_offer *offer, const char *to, uint64_t *entries, struct err *err) MUST_USE;
void join_release(struct join_offer *offer);

#endif
