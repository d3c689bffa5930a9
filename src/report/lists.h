/* SPDX-License-Identifier: BSD-2-Clause */
/* The lists and recaps that commands print and screens export. NIKs are masked in all of them but a full
 * roster. */
#ifndef OKOCE_REPORT_LISTS_H
#define OKOCE_REPORT_LISTS_H

#include "model/roster.h"
#include "model/session_filter.h"
#include "model/tally.h"
#include "report/table.h"

/* The sessions that fit the filter, one row each; tallies in the order of programme->session. */
void list_sessions(struct table *table, const struct programme *programme,
		   const struct tally *tally, const struct session_filter *filter, date today);
/* The people of a session with their days. Title: session, venue, dates. `full`: with whole NIKs, and as
 * data with birth, telephones and address too, so that the list can be imported again; whoever asks for
 * it is recorded before (SECURITY S18). */
void list_roster(struct table *table, const struct programme *programme, const struct roster *roster,
		 bool full);
/* Commodity by kecamatan: sessions, target, registered, present, completed and its percent of the
 * target; cancelled sessions are not counted. With sums, and, as notes, where an announced figure
 * differs from planned and recorded ones. */
void list_recap(struct table *table, const struct programme *programme, const struct tally *tally,
		uint32_t year, date today);
/* Kecamatan by commodity, of one figure, with its percent of the target as a bar. */
void list_matrix(struct table *table, const struct programme *programme, const struct tally *tally,
		 uint32_t year, date today, enum tally_figure figure);
/* By where people live: each kelurahan in which somebody does, those of no kelurahan behind it. */
void list_wards(struct table *table, const struct ward *ward, size_t count, uint32_t year);
/* What was announced, planned and recorded side by side, and how far they are apart: each announcement
 * of the office, then each year's plan against what it was held against. Nothing is bent to an
 * announcement. */
void list_announced(struct table *table, const struct programme *programme, const struct tally *tally,
		    uint32_t year, date today);
/* One line of a day to send on (WhatsApp), without personal data: "Sel 16/7, Kembangan, Kerajinan
 * tangan 2, hari 2: hadir 38 (L 4, P 34), izin 1, TK 1". No line end. */
void day_line(struct buf *out, const struct programme *programme, const struct roster *roster,
	      uint32_t day);

#endif
