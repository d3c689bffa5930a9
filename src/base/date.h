/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Days and times of the programme, which lives in WIB (UTC+7, without daylight saving time).
 *
 * A date is a count of days since 1970-01-01 in the proleptic Gregorian calendar; DATE_NONE is none.
 * A moment is seconds since the epoch, UTC; labels only, nothing is ordered by it.
 */
#ifndef OKOCE_BASE_DATE_H
#define OKOCE_BASE_DATE_H

#include "base/memory.h"

#define DATE_NONE INT32_MIN
#define WIB_SECONDS (7 * 3600)

typedef int32_t date;
typedef int64_t moment;

struct civil {
	int year, month, day; /* month and day from 1 */
};

bool date_valid(int year, int month, int day); /* years 1800 to 2200 */
date date_of(int year, int month, int day);    /* DATE_NONE when not valid */
struct civil date_civil(date date);
int date_weekday(date date); /* 0 Monday to 6 Sunday */
int date_age(date born, date on); /* whole years; -1 when one is none, or `on` is before `born` */

/* "2019-07-16"; DATE_NONE when it is not exactly that. */
date date_parse_iso(const char *text);
/* As people write: 16/7/2019, 16-07-2019, 16.7.2019, 2019-07-16, 16 Juli 2019, 16 Jul 2019. DATE_NONE when not. */
date date_parse(const char *text);

/* All of these append nothing for DATE_NONE. */
void date_print_iso(struct buf *out, date date);	/* 2019-07-16 */
void date_print_numbers(struct buf *out, date date);	/* 16/07/2019 */
void date_print_long(struct buf *out, date date);	/* Selasa, 16 Juli 2019 / Tuesday, 16 July 2019 */
void date_print_short(struct buf *out, date date);	/* Sel 16 Jul / Tue 16 Jul */
const char *date_weekday_short(date date); /* translated: Sel / Tue; "" for DATE_NONE */
const char *date_month_long(date date);    /* translated: Juli; "" for DATE_NONE */
const char *date_month_short(date date);   /* translated: Jul; "" for DATE_NONE */
/* What a word of either language names, in any case, long or short; 0 and -1 for none. */
int date_month_of_word(const char *word);
int date_weekday_of_word(const char *word); /* 0 Monday to 6 Sunday */

date moment_date(moment moment);	       /* the day in WIB; DATE_NONE when a date can't hold it */
moment moment_at(date day, int minute);      /* that minute after midnight of the day, in WIB */
int moment_minute(moment moment);	       /* minutes since midnight in WIB */
void minute_print(struct buf *out, int minute); /* 08.41 */
/* As people write: 8, 08.41, 8:41. -1 when it is no time of a day. */
int minute_parse(const char *text);
/* RFC 3339 "2019-03-04T08:00:00+07:00" (offset required, Z allowed). False when it is not. */
bool moment_parse(const char *text, moment *moment);
void moment_print(struct buf *out, moment moment); /* 2019-07-16 08.41 in WIB */

#endif
