/* SPDX-License-Identifier: BSD-2-Clause */
/* Who gave a definition's fields what they say: a folder of YAML files, or an officer in okoce. For
 * conf_change.c. */
#ifndef OKOCE_APP_CONF_PAST_H
#define OKOCE_APP_CONF_PAST_H

#include "app/app.h"

/* The actions that wrote folders. */
struct conf_loads {
	struct fact *load;
	size_t count;
	uint32_t last; /* the greatest number of one, 0: none is marked */
	bool first_values; /* a file from before they were marked: first values are a folder's */
};
enum status conf_loads_read(struct app *app, struct arena *arena, struct conf_loads *loads,
			    struct err *err) MUST_USE;

/* What a register has said, the earliest first. */
struct conf_past {
	const struct fact *fact;
	void **record; /* of each; empty where it was taken back or cannot be read */
	size_t count;
	bool disagrees; /* live values differ */
};
enum status conf_past_read(struct app *app, struct bytes key, const struct record_type *type,
			   struct arena *arena, struct conf_past *past, struct err *err) MUST_USE;

/* Who changed the field last, when that was not a folder; else null. */
const struct fact *conf_past_officer(const struct conf_past *past, const struct conf_loads *loads,
				     const struct record_field *field);
/* Who took back or gave the register as a whole, when the last to do so was no folder; else null. */
const struct fact *conf_past_last(const struct conf_past *past, const struct conf_loads *loads);

#endif
