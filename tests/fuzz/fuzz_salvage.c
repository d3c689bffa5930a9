/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checking and salvaging any bytes: neither crashes, a check that finds nothing wrong is followed by
 * a salvage that loses nothing, a file that is saved is sound but for what is missing, and saving it
 * again changes nothing.
 */
#include "fuzz.h"

#include "store/check.h"
#include "store/salvage.h"
#include "base/file.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
	char *folder, *saved, *again;
} place;

static void require(bool truth)
{
	if (!truth)
		abort();
}

static void remove_with(const char *path, const char *suffix)
{
	char *whole = path_with(path, suffix);

	unlink(whole);
	free(whole);
}

static void remove_all(const char *path)
{
	remove_with(path, "");
	remove_with(path, "-lock");
	remove_with(path, ".lock");
}

static void clean_up(void)
{
	remove_all(place.saved);
	remove_all(place.again);
	rmdir(place.folder);
	free(place.folder);
	free(place.saved);
	free(place.again);
}

static void choose_place(void)
{
	const char *parent = getenv("TMPDIR");
	struct err err;

	if (place.folder)
		return;
	require(random_start(&err) == STATUS_OK);
	place.folder = path_join(parent ? parent : "/tmp", "okoce-fuzz-XXXXXX");
	require(mkdtemp(place.folder) != NULL);
	place.saved = path_join(place.folder, "saved.okoce");
	place.again = path_join(place.folder, "again.okoce");
	atexit(clean_up);
}

static void hear(void *context, const char *text)
{
	(void)context;
	require(text[0] != '\0');
}

static enum status look(const char *path, struct check *check)
{
	struct err err = {STATUS_OK, ""};
	enum status status;

	*check = (struct check){.path = path, .finding = hear};
	status = store_check(check, &err);
	require(status == STATUS_OK || status == STATUS_FINDINGS || err.text[0] != '\0');
	require((status == STATUS_FINDINGS) == (check->findings > 0) || err.text[0] != '\0');
	return status;
}

static bool save(const char *path, const char *new_path, struct salvage *salvage)
{
	struct err err = {STATUS_OK, ""};
	enum status status;
	bool made;

	*salvage = (struct salvage){.path = path, .new_path = new_path};
	status = store_salvage(salvage, &err);
	made = status == STATUS_OK || status == STATUS_FINDINGS;
	require(made || err.text[0] != '\0');
	require((access(new_path, F_OK) == 0) == made);
	return made;
}

/* What was saved is as it was said to be, and whole. */
static void look_at_saved(const struct salvage *first)
{
	struct salvage second;
	struct check check;

	(void)look(place.saved, &check);
	require(check.entries == first->entries && check.writers == first->writers);
	require(save(place.saved, place.again, &second));
	require(second.entries == first->entries && second.page_findings == 0 &&
		second.damaged_keys == 0 && !second.trees_lost);
	salvage_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct salvage salvage;
	struct check check;
	char path[32];
	bool sound;
	int fd = memfd_create("damaged", MFD_CLOEXEC);

	choose_place();
	require(fd >= 0);
	if (size > 0)
		require(pwrite(fd, data, size, 0) == (ssize_t)size);
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	sound = look(path, &check) == STATUS_OK;
	if (save(path, place.saved, &salvage)) {
		require(!sound || salvage.entries == check.entries);
		look_at_saved(&salvage);
	} else {
		require(!sound);
	}
	salvage_release(&salvage);
	remove_all(place.saved);
	remove_all(place.again);
	close(fd);
	return 0;
}
