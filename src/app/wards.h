/* SPDX-License-Identifier: BSD-2-Clause */
/* "Berapa dari kelurahan saya?": people counted by where they live. */
#ifndef OKOCE_APP_WARDS_H
#define OKOCE_APP_WARDS_H

#include "app/app.h"

struct wards {
	struct ward *ward; /* every kelurahan of the programme, in its order, then those of no kelurahan */
	size_t count;
};

/* Counts those who have a seat in sessions of the year (0: all) that are not cancelled; who is in two
 * counts twice, as in the other recaps. Every address is read: `step` is called before each session with
 * how many are done, and ends it by false (STATUS_STOPPED); may be null. Release what is returned. */
typedef bool wards_step(void *context, size_t done, size_t total);
enum status wards_count(struct app *app, uint32_t year, struct wards *wards, wards_step *step,
			void *context, struct err *err) MUST_USE;
void wards_release(struct wards *wards);

#endif
