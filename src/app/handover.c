/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/handover.h"

#include "app/handover_write.h"
#include "store/local.h"
#include "store/repack.h"
#include "base/file.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "handover"
/* What a copy needs of a disk besides the size of the file: the closing entry, names. */
#define ROOM ((uint64_t)1 << 20)

/* --- What this laptop remembers ------------------------------------------------------------------- */

static void read_kept(struct app *app, struct handed_over *kept)
{
	struct arena arena = {NULL};
	struct bytes value;

	record_clear(&handed_over_type, kept);
	if (store_local_read(app->store, NAME, &arena, &value, NULL) == STATUS_OK &&
		record_decode(&handed_over_type, value, &arena, kept, NULL) != STATUS_OK)
		record_clear(&handed_over_type, kept);
	kept->base = (struct record_base){BYTES_NONE, 0};
	arena_release(&arena);
}

static enum status keep(struct app *app, const struct closed *closed, struct err *err)
{
	struct handed_over kept;
	struct buf value = BUF_EMPTY;
	enum status status;

	record_clear(&handed_over_type, &kept);
	kept.number = closed->closing.number;
	kept.time = app_now(app);
	status = record_encode(&handed_over_type, &kept, &value, err);
	if (status == STATUS_OK)
		status = store_local_write(app->store, NAME, buf_bytes(&value), err);
	buf_release(&value);
	return status;
}

void handover_state(struct app *app, struct handover_state *state)
{
	struct handed_over kept;
	struct closed closed;
	bool found;

	memset(state, 0, sizeof(*state));
	read_kept(app, &kept);
	found = kept.number > 0 &&
		store_find_closing(app->store, store_device(app->store), kept.number, &closed);
	state->number = kept.number;
	state->time = kept.time;
	state->waiting = store_own_since(app->store, found ? &closed : NULL);
	if (found) {
		closing_code(&closed.closing, state->code);
		state->entries = closed.closing.entries;
	}
}

/* --- The name ------------------------------------------------------------------------------------- */

/* Letters and digits stay; of what is between them one '-'. */
static void add_part(struct buf *out, const char *text)
{
	bool gap = out->len > 0;

	for (; *text != '\0'; text++) {
		char c = *text;
		bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (plain && gap)
			buf_add_byte(out, '-');
		if (plain)
			buf_add_byte(out, (uint8_t)c);
		gap = !plain && out->len > 0;
	}
}

/* kecamatan-laptop-date-number, and one more number where another file has that name. */
static char *name_of(const struct app *app, const struct closed *closed, unsigned other)
{
	const struct kecamatan *kecamatan =
		programme_kecamatan(&app->programme, app->laptop.kecamatan);
	struct buf name = BUF_EMPTY, part = BUF_EMPTY;
	char *made;

	if (kecamatan)
		add_part(&name, kecamatan->name);
	add_part(&name, app->laptop.name);
	date_print_iso(&part, moment_date(closed->time));
	add_part(&name, buf_text(&part));
	buf_clear(&part);
	buf_printf(&part, "%u", (unsigned)closed->closing.number);
	if (other > 0)
		buf_printf(&part, "-%u", other);
	add_part(&name, buf_text(&part));
	buf_add_text(&name, ".okoce");
	made = memory_text(buf_text(&name));
	buf_release(&name);
	buf_release(&part);
	return made;
}

/* --- All of it ------------------------------------------------------------------------------------ */

static enum status close_off(struct app *app, struct handover *handover, struct err *err)
{
	struct handed_over kept;
	struct closed *closed = &handover->closed;

	read_kept(app, &kept);
	handover->again =
		store_find_closing(app->store, store_device(app->store), 0, closed) &&
		store_is_closed_off(app->store, closed);
	return handover->again ? STATUS_OK : store_close_off(app->store, kept.number, closed, err);
}

/* The repacked file, without a name: it is gone however the program ends. */
static enum status repack(struct app *app, struct handover *handover, int *fd, struct err *err)
{
	struct repack work = {.go_on = handover->go_on, .context = handover->context};
	char *folder = app->state_folder ? memory_text(app->state_folder) : path_folder(app->path);
	enum status status = file_make_unnamed(folder, fd, err);

	if (status == STATUS_OK) {
		status = store_repack(app->store, *fd, &work, err);
		if (status != STATUS_OK)
			close(*fd);
	}
	free(folder);
	return status;
}

/* One for all hand-overs of a laptop, so that the next one takes away what a kill left of the last. */
static char *part_of(const struct app *app)
{
	struct buf name = BUF_EMPTY;
	char hex[ID_HEX_SIZE], *made;

	buf_printf(&name, "okoce-%.8s.part", id_hex(store_device(app->store), hex));
	made = memory_text(buf_text(&name));
	buf_release(&name);
	return made;
}

/* Where the name is another file's the next one is tried. */
static enum status write_copy(struct app *app, struct handover *handover, int from, struct err *err)
{
	enum status status = STATUS_EXISTS;
	char *part = part_of(app);

	for (unsigned other = 0; status == STATUS_EXISTS && other < 100; other++) {
		struct handover_writing writing = {.from = from,
			.folder = handover->folder,
			.part = part,
			.go_on = handover->go_on,
			.context = handover->context};

		free(handover->name);
		handover->name = name_of(app, &handover->closed, other > 0 ? other + 1 : 0);
		writing.name = handover->name;
		status = handover_write(&writing, err);
		handover->bytes = writing.bytes;
		handover->there = writing.there;
	}
	free(part);
	return status;
}

static enum status look_first(struct app *app, struct handover *handover, struct err *err)
{
	struct stat about;
	uint64_t size = stat(app->path, &about) == 0 ? (uint64_t)about.st_size : 0;
	enum status status = store_say_read_only(app->store, err);

	return status ? status : handover_look(handover->folder, size + ROOM, err);
}

enum status handover_run(struct app *app, struct handover *handover, struct err *err)
{
	int from = -1;
	enum status status = look_first(app, handover, err);

	if (status == STATUS_OK)
		status = close_off(app, handover, err);
	if (status == STATUS_OK)
		status = repack(app, handover, &from, err);
	if (status != STATUS_OK)
		return status;
	closing_code(&handover->closed.closing, handover->code);
	status = write_copy(app, handover, from, err);
	close(from);
	return status == STATUS_OK ? keep(app, &handover->closed, err) : status;
}

void handover_release(struct handover *handover)
{
	free(handover->name);
	handover->name = NULL;
}
