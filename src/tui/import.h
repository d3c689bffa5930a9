/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Import from the screen: Impor, where a list is chosen (import_pick.c, over import_folder.c), then
 * Pratinjau (import.c), which shows what would become of it, and imports it; from there the class is
 * chosen (import_target.c).
 */
#ifndef OKOCE_TUI_IMPORT_H
#define OKOCE_TUI_IMPORT_H

#include "tui/list.h"
#include "tui/office.h"

/* --- Folders ----------------------------------------------------------------------------------- */

struct import_entry {
	char *name; /* as it is shown */
	char *path;
	bool is_folder;
	uint64_t size;
	moment changed;
};

/* What can be chosen: the places where lists come to, or the folders and lists of one folder. */
struct import_folder {
	char *path; /* null: the places */
	struct import_entry *entry;
	size_t count, capacity;
	bool cut; /* there are more than are shown */
};

/* Sticks below each of `media` (paths, then null), whether they are mounted there or in a folder of
 * their officer; then the folders that browsers and offices use below `home`, home itself and the
 * folder that okoce was started in: those that are there. */
void import_places(struct import_folder *folder, const char *const *media, const char *home);
/* Folders first, then what spreadsheets save, each by name; hidden ones are left out. On failure what
 * was read before stays. */
enum status import_folder_read(struct import_folder *folder, const char *path,
			       struct err *err) MUST_USE;
void import_folder_release(struct import_folder *folder);

/* --- Screens ----------------------------------------------------------------------------------- */

extern const struct screen import_pick_screen;
/* `session`: whose list it is unless its columns say so; null: these do. `home` may be null. */
void *import_pick_open(struct app *app, const struct session *session, const char *home);

extern const struct screen import_screen;
/* Reads the list at once, with progress; null when Esc stopped it. */
void *import_open(struct screens *screens, struct app *app, const struct session *session,
		  const char *path);

/* Which class a list is for. Enter writes it to `chosen` and runs IMPORT_CHOSEN in the screen below;
 * null: as the list's columns say. `now` is the one that is offered first. */
enum {
	IMPORT_CHOSEN = ACTION_OWN + 32
};
extern const struct screen import_target_screen;
void *import_target_open(struct app *app, const struct session *now, const struct session **chosen);

#endif
