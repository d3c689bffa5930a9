/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Everyone in the programme: searched from one letter, looked at, and changed, a field group at a time.
 * The screen Peserta and `okoce person` are both this.
 */
#ifndef OKOCE_APP_PEOPLE_H
#define OKOCE_APP_PEOPLE_H

#include "app/persons.h"
#include "model/person_sheet.h"

#define PEOPLE_MAX 1000 /* that a search gives; nobody reads more */

/* Who fits, by name. */
struct people {
	struct id *record; /* each once */
	size_t count;	   /* at most PEOPLE_MAX */
	bool more;	   /* and others: more must be typed */
	bool by_number;	   /* it was a NIK, the end of one, or a telephone number */
};
void people_release(struct people *people);

/* 16 digits are a NIK, 4 the end of one; 08 or + begins a telephone number; all else words, of which
 * each must be in the name, in any order, or be one of the words of a kelurahan: then its people. Who
 * was called so before is found too. Ends of NIKs, telephone numbers and kelurahan are looked for in
 * all people, which takes 10 us each the first time: `progress` (may be null) is told, and stops it by
 * false (STATUS_STOPPED). */
typedef bool people_progress(void *context, size_t done, size_t total);
enum status people_find(struct app *app, const char *typed, struct people *found,
			people_progress *progress, void *context, struct err *err) MUST_USE;
/* The one whose record id begins with these hexadecimal digits, of which there are 4 at least.
 * STATUS_NOT_FOUND, and a sentence, when there is none or there are several. */
enum status people_find_id(struct app *app, const char *digits, struct id *record,
			   struct err *err) MUST_USE;

/* What searching keeps in `app`; for app_close(). */
void people_index_free(struct app *app);

/* What a list shows of a person. What cannot be read is empty. */
struct person_line {
	struct id record;
	struct person_identity identity;
	struct person_address address;
	size_t trainings; /* that the person is or was on the list of */
};
enum status people_read_line(struct app *app, const struct id *record, struct arena *arena,
			     struct person_line *line, struct err *err) MUST_USE;

/* `sheet` must be empty; release it whatever is returned. STATUS_NOT_FOUND: nobody has this id. */
enum status people_read(struct app *app, const struct id *record, struct person_sheet *sheet,
			struct err *err) MUST_USE;

/* Changes a field group, and nothing else, durably; app_undo() takes it back. All values that stood
 * against each other are replaced. Nothing is written when it is what is recorded. */
enum status people_save(struct app *app, const struct id *record, enum person_group group,
			const void *value, struct err *err) MUST_USE;

/* Others who have this NIK, as far as they are known: their names, or "". In the arena. */
enum status people_with_nik(struct app *app, const char *nik, const struct id *but, struct arena *arena,
			    const char **names, struct err *err) MUST_USE;

#endif
