/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/state_words.h"

#include "model/record.h"
#include "base/i18n.h"

struct word {
	const char *shown, *word;
};

static const struct word sexes[] = {
	[SEX_UNKNOWN] = {"-", ""},
	/* TRANSLATORS: M male, F female: "L" and "P" in Indonesian. */
	[SEX_MALE] = {N_("M"), "L"},
	[SEX_FEMALE] = {N_("F"), "P"},
};

static const struct word marks[] = {
	[0] = {"-", ""},
	/* TRANSLATORS: present, excused, sick, absent in a narrow column: H, I, S, TK. */
	[ATTENDANCE_PRESENT] = {N_("P"), "present"},
	[ATTENDANCE_EXCUSED] = {N_("E"), "excused"},
	[ATTENDANCE_SICK] = {N_("S"), "sick"},
	[ATTENDANCE_ABSENT] = {N_("A"), "absent"},
};

static const struct word enrolments[] = {
	[0] = {"-", ""},
	[ENROLMENT_REGISTERED] = {N_("registered"), "registered"},
	[ENROLMENT_WAITING] = {N_("waiting"), "waiting"},
	[ENROLMENT_WITHDRAWN] = {N_("withdrawn"), "withdrawn"},
	[ENROLMENT_MOVED] = {N_("moved"), "moved"},
	[ENROLMENT_VOID] = {N_("by mistake"), "void"},
};

#define WORD(table, state) (&(table)[(state) < sizeof(table) / sizeof((table)[0]) ? (state) : 0])

const char *sex_letter(uint32_t sex)
{
	return _(WORD(sexes, sex)->shown);
}

const char *sex_word(uint32_t sex)
{
	return WORD(sexes, sex)->word;
}

const char *mark_letter(uint32_t status)
{
	return _(WORD(marks, status)->shown);
}

const char *mark_word(uint32_t status)
{
	return WORD(marks, status)->word;
}

const char *enrolment_text(uint32_t status)
{
	return _(WORD(enrolments, status)->shown);
}

const char *enrolment_word(uint32_t status)
{
	return WORD(enrolments, status)->word;
}
