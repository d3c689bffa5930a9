/* SPDX-License-Identifier: BSD-2-Clause */
/* What became of the demo's people after their training. For demo.c only. */
#ifndef OKOCE_APP_DEMO_FOLLOWUP_H
#define OKOCE_APP_DEMO_FOLLOWUP_H

#include "app/demo_class.h"
#include "app/app.h"

/* An officer asked around a while after the training, and once more shortly before the demo's day. */
enum demo_round { DEMO_ROUND_FIRST = 1, DEMO_ROUND_LAST, DEMO_ROUNDS = DEMO_ROUND_LAST };

/* When; DATE_NONE: the class was not asked in that round. */
date demo_round_on(const struct demo_class *class, enum demo_round round);
/* Puts what a person of the class said into the entry that is open; false: nothing, and no entry was begun. */
bool demo_round_put(const struct demo_classes *classes, const struct demo_class *class, size_t index,
		    enum demo_round round, const struct app *app, struct transaction *transaction);

#endif
