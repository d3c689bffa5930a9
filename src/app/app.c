/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/app.h"

#include "app/laptop.h"
#include "app/people.h"
#include "app/plan.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

/* An id is a label only: one that is damaged is replaced, and the laptop goes on working. */
static enum status device_read(const char *path, struct id *device, struct err *err)
{
	struct buf bytes = BUF_EMPTY;
	enum status status = file_read(path, ID_SIZE, &bytes, err);

	if (status == STATUS_OK && bytes.len == ID_SIZE)
		memcpy(device->byte, bytes.ptr, ID_SIZE);
	else if (status == STATUS_OK || status == STATUS_INVALID)
		status = STATUS_NOT_FOUND;
	buf_release(&bytes);
	return status;
}

enum status app_device(const char *state_folder, struct id *device, struct err *err)
{
	char *path = path_join(state_folder, "device");
	enum status status;

	*device = (struct id){0};
	status = device_read(path, device, err);
	if (status == STATUS_OK && id_is_zero(device))
		status = STATUS_NOT_FOUND;
	if (status != STATUS_OK)
		*device = random_id();
	if (status == STATUS_NOT_FOUND) {
		err_clear(err);
		status = file_make_folder(state_folder, err);
		if (status == STATUS_OK)
			status = file_write(path, id_bytes(device), err);
	}
	free(path);
	return status;
}

/* Names the place of a file by what it is, for the cache: a copy that is looked at is not the file that
 * is worked with. False when it has none, or there is no folder for the cache. */
static bool tag_place(const struct app_options *options, uint32_t *tag)
{
	char *real = options->cache_folder ? realpath(options->path, NULL) : NULL;
	struct bytes path = {(const uint8_t *)real, real ? strlen(real) : 0};
	bool good = real && file_make_folder(options->cache_folder, NULL) == STATUS_OK;
	uint8_t digested[ID_SIZE];

	if (good) {
		digest(digested, sizeof(digested), NULL, "okoce view path 1", &path, 1);
		*tag = get_be32(digested);
	}
	free(real);
	return good;
}

static void keep_view(struct store *store, const struct app_options *options, uint32_t tag)
{
	struct buf name = BUF_EMPTY;
	char hex[ID_HEX_SIZE];

	buf_printf(&name, "%s/%s-%08x.view", options->cache_folder, id_hex(store_programme(store), hex), tag);
	store_keep_view(store, buf_text(&name));
	buf_release(&name);
}

/* The store, with what of it is kept in the cache. */
static enum status open_store(struct store **store, struct store_options *store_options,
	const struct app_options *options, struct err *err)
{
	struct buf mark = BUF_EMPTY;
	enum status status;
	uint32_t tag = 0;
	bool keeps = tag_place(options, &tag);

	if (keeps) {
		buf_printf(&mark, "%s/%08x.walked", options->cache_folder, tag);
		store_options->mark = buf_text(&mark);
	}
	status = store_open(store, options->path, store_options, err);
	store_options->mark = NULL;
	if (status == STATUS_OK && keeps)
		keep_view(*store, options, tag);
	buf_release(&mark);
	return status;
}

enum status app_open(struct app **out, const struct app_options *options, struct err *err)
{
	struct store_options store_options = {
		.read_only = options->read_only,
		.or_read_only = options->or_read_only,
		.place = options->place,
		.clock = options->clock,
		.progress = options->progress,
		.progress_context = options->progress_context,
		.conf_digest = options->conf_digest,
		.conf_context = options->conf_context,
	};
	struct app *app = memory_alloc(sizeof(*app));
	enum status status;

	*out = NULL;
	if (!options->read_only)
		(void)!app_device(options->state_folder, &store_options.device, &app->state_trouble);
	status = open_store(&app->store, &store_options, options, err);
	if (status != STATUS_OK) {
		free(app);
		return status;
	}
	app->path = memory_text(options->path);
	if (options->state_folder)
		app->state_folder = memory_text(options->state_folder);
	if (options->own_folder)
		app->own_folder = memory_text(options->own_folder);
	app->clock = options->clock;
	app->clock_by_hand = options->clock.by_hand;
	*out = app;
	return STATUS_OK;
}

/* The demo lives on its own day, and goes on from its last entry when it is opened again. */
static void start_demo_clock(struct app *app)
{
	moment begin = app->programme.demo.clock;
	moment last = store_last_time(app->store);

	app->clock = clock_set_to(last > begin ? last : begin, false);
	store_set_clock(app->store, &app->clock);
}

enum status app_read_programme(struct app *app, struct err *err)
{
	enum status status;

	programme_release(&app->programme);
	status = plan_read(app->store, &app->programme, err);
	if (status != STATUS_OK)
		return status;
	free(app->tally);
	app->tally = memory_alloc((app->programme.session_count + 1) * sizeof(*app->tally));
	return STATUS_OK;
}

enum status app_unlock(
	struct app *app, const char *officer, const char *passphrase, struct err *err)
{
	enum status status = store_unlock(app->store, officer, passphrase, err);

	if (status == STATUS_OK && !app->tally) /* screens that were locked have parts of it still */
		status = app_read_programme(app, err);
	if (status != STATUS_OK)
		return status;
	if (!id_equal(&app->officer, store_officer(app->store)))
		app->done_count = 0; /* nobody takes back by a key what another did */
	app->officer = *store_officer(app->store);
	if (app->programme.is_demo && !app->clock.by_hand)
		start_demo_clock(app);
	app_keep_own(app);
	laptop_load(app);
	return STATUS_OK;
}

bool app_can_lock(const struct app *app)
{
	return store_is_sealed(app->store);
}

bool app_is_locked(const struct app *app)
{
	return store_is_locked(app->store);
}

void app_lock(struct app *app)
{
	people_names_release(&app->names);
	people_index_free(app);
	store_lock(app->store);
}

void app_close(struct app *app)
{
	if (!app)
		return;
	store_close(app->store);
	programme_release(&app->programme);
	people_names_release(&app->names);
	people_index_free(app);
	arena_release(&app->texts);
	free(app->tally);
	free(app->done);
	free(app->path);
	free(app->state_folder);
	free(app->own_folder);
	free(app);
}

moment app_now(const struct app *app)
{
	return clock_now(&app->clock);
}

bool app_doubts_clock(const struct app *app)
{
	return !app->clock_by_hand && !app->programme.is_demo && store_doubts_clock(app->store);
}

void app_set_time(struct app *app, date day, int minute)
{
	app->clock = clock_set_to(moment_at(day, minute), false);
	store_set_clock(app->store, &app->clock);
}

void app_catch_up(struct app *app)
{
	store_catch_up(app->store);
}

enum status app_refresh(struct app *app, struct err *err)
{
	return store_refresh(app->store, err);
}

bool app_writes(const struct app *app)
{
	return store_access(app->store) == STORE_WRITES;
}

date app_today(const struct app *app)
{
	return moment_date(app_now(app));
}

const char *app_officer_name(const struct app *app)
{
	const struct id *officer = store_officer(app->store);
	size_t count;
	const struct slot *slot = store_slots(app->store, &count);

	for (size_t i = 0; i < count; i++)
		if (id_equal(&slot[i].officer, officer))
			return slot[i].name;
	return "";
}
