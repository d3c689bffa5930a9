/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The programme's definitions: what YAML seeds and the log rules. conf/ fills one from files,
 * app/ fills one from the log; screens and reports look things up here.
 */
#ifndef OKOCE_MODEL_PROGRAMME_H
#define OKOCE_MODEL_PROGRAMME_H

#include "model/record.h"

struct session {
	const char *id; /* 2019-KT-KBG-2 */
	struct session_plan plan;
	struct session_schedule schedule;
	struct session_status status;
};

struct programme {
	struct arena arena; /* everything below lives here */
	struct commodity *commodity;
	size_t commodity_count;
	struct kecamatan *kecamatan;
	size_t kecamatan_count;
	struct calendar *calendar;
	size_t calendar_count;
	struct plan_year *plan;
	size_t plan_count;
	struct session *session; /* sorted by programme_sort(): year, commodity order, kecamatan, number */
	size_t session_count;
	struct settings settings;
	struct demo_settings demo;
	bool is_demo;
};

void programme_sort(struct programme *programme);
void programme_release(struct programme *programme);

/* Null when there is none. Borrowed from the programme. */
const struct session *programme_session(const struct programme *programme, const char *id);
const struct commodity *programme_commodity(const struct programme *programme, const char *id);
const struct kecamatan *programme_kecamatan(const struct programme *programme, const char *code);
const struct kelurahan *programme_kelurahan(const struct programme *programme, const char *code);
/* Whether a line of the calendar is about the day: it is within its days, and the line is of a kind that
 * this version knows. */
bool holiday_covers(const struct holiday *holiday, date day);
/* The holiday or joint leave on a date, or null. */
const struct holiday *programme_holiday(const struct programme *programme, date day);
/* The time of fasting that a date is in, or null. */
const struct holiday *programme_fasting(const struct programme *programme, date day);

/* The year of `today`, or the last one that has sessions when that one has none. */
uint32_t programme_year(const struct programme *programme, date today);

/* The label in the language of the interface. */
const char *commodity_label(const struct commodity *commodity);
/* Whether the plan has it. One that is not there is shown when anything is known of it (MERGE 21). */
bool session_is_planned(const struct session *session);
/* "Kerajinan tangan, kelas 2"; of one that is not planned its id. */
void session_title(const struct programme *programme, const struct session *session, struct buf *out);
/* "Kerajinan tangan, kelas 2 (KBG)" */
void session_title_placed(const struct programme *programme, const struct session *session,
			  struct buf *out);
/* The earliest and the latest date of training, which need not be those of the first and the last day;
 * DATE_NONE while there are none. */
date session_begins(const struct session *session);
date session_ends(const struct session *session);
/* The day of training (from 1) that falls on `day`; 0 when none does. */
int session_day_on(const struct session *session, date day);
/* 1 + when a day of the session begins; 0: not known. */
uint32_t session_start_minute(const struct programme *programme, const struct session *session);
/* Days that must be attended for the certificate. */
uint32_t session_required_days(const struct programme *programme, const struct session *session);

#endif
