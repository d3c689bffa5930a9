/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The programme in the log: YAML seeds it, and from then on the log rules. Its registers are
 * conf/commodity.ID, conf/kecamatan.CODE, conf/calendar.YEAR, conf/plan.YEAR, conf/settings,
 * conf/demo, session/ID/{plan,schedule,status}, and conf/loaded, which marks the actions that wrote a
 * folder.
 */
#ifndef OKOCE_APP_PLAN_H
#define OKOCE_APP_PLAN_H

#include "model/programme.h"
#include "store/store.h"

/* Reads the programme from the log into `out`, which must be empty. What can't be read (`okoce check`
 * names it) is left out. */
enum status plan_read(struct store *store, struct programme *out, struct err *err) MUST_USE;

/* One register of a programme, and its record. */
struct plan_part {
	struct register_key key;
	const char *name; /* as people name it: "commodity.sabun", "settings", a session's id */
	const struct record_type *type;
	const void *record;	       /* in the programme */
	const struct session *session; /* whose facet it is; null of a definition */
};

/* Definitions, then of each session the three facets, empty ones too. The part, and its name, are lent
 * for the call. */
typedef void plan_visit(void *context, const struct plan_part *part);
void plan_each(const struct programme *programme, plan_visit *visit, void *context);
void plan_each_facet(const struct session *session, plan_visit *visit, void *context);

/* Adds one part to a transaction, as an entry of its own; of a session's facets not what is empty. */
void plan_put(struct transaction *transaction, const struct plan_part *part);
/* Adds that this action wrote a folder whose files have this digest, as the `number`th to do so. */
void plan_put_loaded(struct transaction *transaction, const uint8_t digest[DIGEST_SIZE],
		     uint32_t number);
/* Both: all of a new programme as the folder gave it. */
void plan_write(struct transaction *transaction, const struct programme *programme,
		const uint8_t digest[DIGEST_SIZE]);

#endif
