/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Personal names: one free field, compared on a folded key.
 *
 * The key drops case, marks, punctuation, titles (H., Hj., Drs., Ir., S.E., M.Pd., ...) and
 * bin/binti, writes Muhammad, Mohamad, Mohammad, Moch., Muh., M. (first word) alike, and old
 * spellings (oe -> u, dj -> j, tj -> c). It is for comparing, never for showing.
 *
 * The key enters record ids (FORMAT F6): its rules are part of the file format. Agreement of ids
 * saves records; correctness never needs it.
 */
#ifndef OKOCE_MODEL_NAME_H
#define OKOCE_MODEL_NAME_H

#include "base/memory.h"

/* Appends the key. Titles are dropped in front, degrees behind, bin and binti between two words, each
 * only as a whole word and never so that none is left; the lists are in name.c. */
void name_fold(struct buf *out, const char *name);

/* How many slips of the hand (base/nearest.h) two keys of this length may be apart and still be one name. */
size_t name_slips(size_t length);

/* Words to look for, folded with text_fold (titles stay: people type what they see). */
struct name_query {
	char words[8][32];
	size_t count;
};
void name_query_parse(struct name_query *query, const char *text);
/* Every word occurs in `folded` (text_fold of the shown name). An empty query matches nothing. */
bool name_query_matches(const struct name_query *query, const char *folded);

#endif
