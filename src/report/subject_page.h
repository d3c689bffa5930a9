/* SPDX-License-Identifier: BSD-2-Clause */
/* Everything that is held on a person, as text for a printer, in the words of list_person(). */
#ifndef OKOCE_REPORT_SUBJECT_PAGE_H
#define OKOCE_REPORT_SUBJECT_PAGE_H

#include "model/person_sheet.h"
#include "model/programme.h"

#define SUBJECT_COLS 79

/* Appends it: who holds it, when and by whom it was printed, each part with its fields, who changed and
 * who was shown what. The sheet is one of app/subject.h. */
void subject_page(struct buf *out, const struct programme *programme, const struct person_sheet *sheet,
		  moment now, const char *officer);

#endif
