/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/copies.h"

#include "base/file.h"
#include "base/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define FOLDER "copies"
#define SUFFIX ".okoce"
#define KEPT_LATEST 3
#define KEPT_DAYS 7
/* What the data file needs more than a copy of it. */
#define ROOM ((uint64_t)64 << 20)

/* PROGRAMME-NUMBER-TIME-ENTRIES-FINGERPRINT.okoce: a list of them asks for no key. */
#define NAME_FORMAT "%s-%" PRIu64 "-%" PRId64 "-%" PRIu64 "-%08" PRIx32 SUFFIX

/* --- Those that there are ----------------------------------------------------------------------- */

/* "-123" */
static bool take_number(const char **at, int base, uint64_t *number)
{
	char *end = NULL;

	if (**at != '-' || (*at)[1] == '-')
		return false;
	errno = 0;
	*number = strtoull(*at + 1, &end, base);
	if (errno != 0 || end == *at + 1)
		return false;
	*at = end;
	return true;
}

static bool read_name(struct copy *copy, const char *name)
{
	const char *at = name + 2 * ID_SIZE;
	uint64_t time, fingerprint;

	if (strspn(name, "0123456789abcdef") != 2 * ID_SIZE)
		return false;
	memcpy(copy->programme, name, 2 * ID_SIZE);
	if (!take_number(&at, 10, &copy->number) || !take_number(&at, 10, &time) ||
		!take_number(&at, 10, &copy->entries) || !take_number(&at, 16, &fingerprint) ||
		strcmp(at, SUFFIX) != 0)
		return false;
	copy->time = (moment)time;
	copy->fingerprint = (uint32_t)fingerprint;
	return true;
}

static int latest_first(const void *left, const void *right)
{
	const struct copy *a = left, *b = right;

	return a->number == b->number ? 0 : a->number > b->number ? -1 : 1;
}

void copies_find(struct copies *copies, const char *state_folder, const struct id *programme)
{
	char *folder = path_join(state_folder, FOLDER), hex[ID_HEX_SIZE] = "";
	DIR *names = opendir(folder);
	const struct dirent *name;
	struct stat about;

	*copies = (struct copies){.count = 0};
	if (programme)
		id_hex(programme, hex);
	while (names && (name = readdir(names)) != NULL) {
		struct copy copy = {.number = 0};

		if (strncmp(name->d_name, hex, strlen(hex)) != 0 || !read_name(&copy, name->d_name))
			continue;
		copy.path = path_join(folder, name->d_name);
		if (lstat(copy.path, &about) != 0 || !S_ISREG(about.st_mode)) {
			free(copy.path);
			continue;
		}
		copy.size = (uint64_t)about.st_size;
		copies->item = memory_grow(
			copies->item, copies->count, &copies->capacity, sizeof(*copies->item));
		copies->item[copies->count++] = copy;
	}
	if (names)
		closedir(names);
	if (copies->count > 0)
		qsort(copies->item, copies->count, sizeof(*copies->item), latest_first);
	free(folder);
}

void copies_release(struct copies *copies)
{
	for (size_t i = 0; i < copies->count; i++)
		free(copies->item[i].path);
	free(copies->item);
	*copies = (struct copies){.count = 0};
}

/* --- One more ----------------------------------------------------------------------------------- */

/* A laptop whose disk a copy would fill has none: its data file comes first. */
static enum status look_for_room(const struct app *app, const char *folder, struct err *err)
{
	struct statvfs disk;
	struct stat about;

	if (stat(app->path, &about) != 0 || statvfs(folder, &disk) != 0 ||
		(uint64_t)disk.f_bavail * disk.f_frsize >= (uint64_t)about.st_size + ROOM)
		return STATUS_OK;
	return err_set(err, STATUS_IO, "%s",
		_("No copy of the data file was made: the disk has too little room. Free some space."));
}

static uint64_t next_number(const char *state_folder)
{
	struct copies all;
	uint64_t number = 1;

	copies_find(&all, state_folder, NULL);
	if (all.count > 0)
		number = all.item[0].number + 1;
	copies_release(&all);
	return number;
}

static bool is_kept(const struct copies *copies, size_t at)
{
	const struct copy *copy = &copies->item[at];
	date day = moment_date(copy->time), other = DATE_NONE;
	int days = 0;
	bool most = true;

	for (size_t i = 0; i < copies->count; i++)
		most = most && (i == at || copies->item[i].entries < copy->entries ||
				       (i > at && copies->item[i].entries == copy->entries));
	for (size_t i = 0; i < at; i++) {
		if (moment_date(copies->item[i].time) == day)
			return most || at < KEPT_LATEST;
		days += i == 0 || moment_date(copies->item[i].time) != other;
		other = moment_date(copies->item[i].time);
	}
	return most || at < KEPT_LATEST || days < KEPT_DAYS;
}

static void prune(const char *state_folder, const struct id *programme)
{
	struct copies copies;

	copies_find(&copies, state_folder, programme);
	for (size_t i = 0; i < copies.count; i++)
		if (!is_kept(&copies, i))
			unlink(copies.item[i].path);
	copies_release(&copies);
}

static bool has_it(struct app *app, uint32_t fingerprint)
{
	struct copies copies;
	bool has;

	copies_find(&copies, app->state_folder, store_programme(app->store));
	has = copies.count > 0 && copies.item[0].fingerprint == fingerprint &&
	      copies.item[0].entries == store_entries(app->store);
	copies_release(&copies);
	return has;
}

static enum status make(struct app *app, const char *folder, uint32_t fingerprint, struct err *err)
{
	struct buf path = BUF_EMPTY;
	char hex[ID_HEX_SIZE];
	moment now = app_now(app);
	enum status status;

	buf_printf(&path, "%s/" NAME_FORMAT, folder, id_hex(store_programme(app->store), hex),
		next_number(app->state_folder), now > 0 ? now : 0, store_entries(app->store),
		fingerprint);
	status = store_copy(app->store, buf_text(&path), err);
	buf_release(&path);
	return status;
}

enum status copies_keep(struct app *app, struct err *err)
{
	enum status status;
	uint32_t fingerprint;
	char *folder;

	if (!app->state_folder || app->programme.is_demo || !app_writes(app))
		return STATUS_OK;
	fingerprint = store_fingerprint(app->store);
	if (has_it(app, fingerprint))
		return STATUS_OK;
	folder = path_join(app->state_folder, FOLDER);
	status = file_make_folder(folder, err);
	if (status == STATUS_OK)
		status = look_for_room(app, folder, err);
	if (status == STATUS_OK)
		status = make(app, folder, fingerprint, err);
	if (status == STATUS_OK)
		prune(app->state_folder, store_programme(app->store));
	free(folder);
	return status;
}

void copies_renew(struct app *app)
{
	struct copies copies = {.count = 0};

	if (!app->state_folder || copies_keep(app, NULL) != STATUS_OK)
		return;
	copies_find(&copies, app->state_folder, store_programme(app->store));
	for (size_t i = 1; i < copies.count; i++)
		unlink(copies.item[i].path);
	copies_release(&copies);
}
