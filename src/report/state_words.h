/* SPDX-License-Identifier: BSD-2-Clause */
/* What lists say for a state: a letter or word for people, and a word for CSV and JSON that never
 * depends on the language. Unknown states are as none. */
#ifndef OKOCE_REPORT_STATE_WORDS_H
#define OKOCE_REPORT_STATE_WORDS_H

#include <stdint.h>

const char *sex_letter(uint32_t sex);	       /* M, F: L, P in Indonesian; "-" */
const char *sex_word(uint32_t sex);	       /* "L", "P", as this office writes it everywhere; "" */
const char *mark_letter(uint32_t status);      /* P, E, S, A: H, I, S, TK in Indonesian; "-" */
const char *mark_word(uint32_t status);	       /* "present"; "" */
const char *enrolment_text(uint32_t status);   /* translated: "registered"; "" */
const char *enrolment_word(uint32_t status);   /* "registered"; "" */

#endif
