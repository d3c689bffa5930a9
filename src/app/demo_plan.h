/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The demo's plan: where each session stood on Tuesday, 16 July 2019, and the dates and venues that
 * nobody published. For demo.c only.
 */
#ifndef OKOCE_APP_DEMO_PLAN_H
#define OKOCE_APP_DEMO_PLAN_H

#include "model/programme.h"

#define DEMO_YEAR 2019
#define DEMO_TODAY_SESSION "2019-KT-KBG-2"
#define DEMO_TODAY_DAY 2

enum demo_stage {
	DEMO_OPEN,
	DEMO_SCHEDULED,
	DEMO_RUNNING,
	DEMO_DONE
};

date demo_today(void);

/* Fills `plan` with the programme's definitions and sessions, and these with dates, venues and
 * statuses; `stage` has one for each session. What the programme says already stays. Texts are in
 * the arenas of both. */
void demo_plan(struct programme *plan, const struct programme *from, enum demo_stage *stage);

#endif
