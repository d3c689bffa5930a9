/* SPDX-License-Identifier: BSD-2-Clause */
/* The door of Kerajinan tangan, kelas 2, on its second day: a programme made by hand, with three classes of
 * which this one is not. cmocka's setup is door_setup(), its teardown door_teardown(). */
#ifndef OKOCE_TESTS_APP_DOOR_TRY_H
#define OKOCE_TESTS_APP_DOOR_TRY_H

#include "app/checkin.h"

#define CLASS "2019-KT-KBG-2"
#define NEXT_CLASS "2019-FS-KBG-2"
#define OLD_CLASS "2018-FS-KBG-1"
#define DAY 2
#define DAY_SECONDS (24 * 3600)

#define AMINAH "3173086506804417"
#define AMALIA "3173086506850921"
#define JOKO "3173080101700005"
#define IN_FASHION "3173085203880011"
#define OF_2018 "3173085203880012"
#define STRANGER "3173085203889905"

struct door {
	void *folder;
	struct app *app;
	struct checkin checkin;
	struct checkin_result result;
	struct buf line;
};

/* Four seats, four people: 08 and A1 and 17 and 23; two who wait, one who withdrew. */
int door_setup(void **state);
int door_teardown(void **state);
const struct session *session_of(const struct door *door, const char *id);
struct id enrol(struct door *door, const char *session, const char *name, const char *nik,
	enum enrolment_status status, const char *number);
void open_door(struct door *door, uint32_t day);
moment at(const char *text);
void set_time(struct door *door, const char *text);
/* The answer to a line, as `checkin --plain` prints it. */
const char *enter(struct door *door, const char *typed);
const char *undo(struct door *door);
/* What was done with checkin_do() and the like, as a line. */
const char *answer(struct door *door);
/* Quits and opens the file again. */
void reopen(struct door *door);

#endif
