/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which of the sessions are meant: by what commands say with options, or by words as they are typed on
 * the screen Kegiatan.
 */
#ifndef OKOCE_MODEL_SESSION_FILTER_H
#define OKOCE_MODEL_SESSION_FILTER_H

#include "model/tally.h"

/* All zero fits every session. */
struct session_filter {
	uint32_t year;			   /* of the plan; 0: any */
	const struct commodity *commodity; /* null: any */
	const struct kecamatan *kecamatan; /* null: any */
	int month;			   /* that one of its dates is in; 0: any */
	int month_year;			   /* and in this year; 0: in any */
	bool by_state;
	enum session_state state;
};

bool session_fits(const struct session_filter *filter, const struct session *session, date today);
/* Asks for more than a year. */
bool session_filter_is_narrow(const struct session_filter *filter);

/* "7", "Juli", "7/2019", "2019-07", "Juli 2019". False, and nothing changed, when it is no month. */
bool session_filter_month(struct session_filter *filter, const char *text);
/* In English or in the language of the interface, nothing of case. The same. */
bool session_filter_state(struct session_filter *filter, const char *text);

/* Appends the words by which a session is found, folded (base/text.h): id, komoditi, class, kecamatan,
 * venue, months, instructors, state. */
void session_words(const struct programme *programme, const struct session *session, date today,
		   struct buf *out);
/* Whether each folded word of `typed` begins one of `words`; numbers of one or two digits are whole. */
bool session_words_fit(const char *words, const char *typed);

#endif
