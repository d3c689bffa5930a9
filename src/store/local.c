/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/local.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/inside.h"

#define LABEL "okoce local 1"
#define NAME_LABEL "okoce local name 1"

/* A value of this run alone. */
struct kept {
	struct id place;
	struct buf sealed; /* empty: removed */
};

struct local {
	char *folder; /* null: there is none */
	bool writes;  /* into the folder */
	struct kept *kept;
	size_t count, capacity;
	struct err trouble;
};

static struct local *local_of(struct store *store)
{
	if (!store->local)
		store->local = memory_alloc(sizeof(*store->local));
	return store->local;
}

void local_close(struct store *store)
{
	struct local *local = store->local;

	if (!local)
		return;
	for (size_t i = 0; i < local->count; i++)
		buf_wipe(&local->kept[i].sealed);
	free(local->kept);
	free(local->folder);
	free(local);
	store->local = NULL;
}

const char *store_local_trouble(const struct store *store)
{
	return store->local && store->local->trouble.status ? store->local->trouble.text : NULL;
}

void store_keep_local(struct store *store, const char *folder)
{
	struct local *local = local_of(store);
	char *path = path_join(folder, "local");

	local->writes = !store->options.read_only &&
			file_make_folder(path, &local->trouble) == STATUS_OK;
	free(local->folder);
	local->folder = path;
}

/* --- Names and seals ------------------------------------------------------------------------------- */

static struct bytes text_bytes(const char *text)
{
	return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* Where a value stands, and what seals it. */
struct place {
	const uint8_t *key;
	struct id id;
};

static struct place place_under(const uint8_t *key, const char *name)
{
	const struct bytes piece = text_bytes(name);
	struct place place = {.key = key};

	digest(place.id.byte, ID_SIZE, key, NAME_LABEL, &piece, 1);
	return place;
}

static enum status place_of(const struct store *store, const char *name, struct place *place,
			    struct err *err)
{
	if (!store->ring)
		return err_set(err, STATUS_DENIED, _("The file is locked. Give the passphrase."));
	*place = place_under(store->ring->local_key, name);
	return STATUS_OK;
}

static void seal_value(struct buf *out, const struct store *store, const struct place *place,
		       const char *name, struct bytes value)
{
	const struct bytes bound[] = {id_bytes(&store->meta.programme), text_bytes(name)};

	seal(out, place->key, LABEL, bound, 2, value);
}

static bool open_value(struct buf *out, const struct store *store, const struct place *place,
		       const char *name, struct bytes sealed)
{
	const struct bytes bound[] = {id_bytes(&store->meta.programme), text_bytes(name)};

	return seal_open(out, place->key, LABEL, bound, 2, sealed);
}

static char *file_of(const struct local *local, const struct id *place)
{
	char hex[ID_HEX_SIZE];

	return path_join(local->folder, id_hex(place, hex));
}

/* --- In memory --------------------------------------------------------------------------------------- */

static struct kept *find_kept(const struct local *local, const struct id *place)
{
	for (size_t i = 0; i < local->count; i++)
		if (id_equal(&local->kept[i].place, place))
			return &local->kept[i];
	return NULL;
}

/* Makes its place when there is none. */
static struct buf *keep(struct local *local, const struct id *place)
{
	struct kept *kept = find_kept(local, place);

	if (!kept) {
		local->kept = memory_grow(local->kept, local->count, &local->capacity, sizeof(*local->kept));
		kept = &local->kept[local->count++];
		*kept = (struct kept){.place = *place};
	}
	buf_wipe(&kept->sealed);
	return &kept->sealed;
}

/* --- In the folder ----------------------------------------------------------------------------------- */

static void say_damaged(struct local *local)
{
	if (!local->trouble.status)
		(void)err_set(&local->trouble, STATUS_DAMAGED,
			_("A note of this laptop was damaged and is gone: a draft, or its name. The data file is as it was."));
}

static enum status read_file(struct local *local, const struct id *place, struct buf *sealed,
			     struct err *err)
{
	enum status status = STATUS_NOT_FOUND;

	if (local->folder) {
		char *path = file_of(local, place);
		status = file_read(path, LOCAL_MAX + SEAL_OVERHEAD, sealed, err);
		free(path);
	}
	if (status == STATUS_NOT_FOUND)
		err_clear(err);
	return status;
}

static enum status remove_file(const struct local *local, const struct id *place, struct err *err)
{
	char *path = file_of(local, place);
	enum status status = STATUS_OK;

	if (unlink(path) == 0)
		status = file_sync_folder(path, err);
	else if (errno != ENOENT)
		status = err_system(err, errno, "%s", _("Can't remove a note of this laptop"));
	free(path);
	return status;
}

/* --- Values ------------------------------------------------------------------------------------------ */

static enum status read_at(struct store *store, const struct place *place, const char *name,
			   struct arena *arena, struct bytes *value, struct err *err)
{
	struct local *local = local_of(store);
	struct buf sealed = BUF_EMPTY, plain = BUF_EMPTY;
	const struct kept *kept = find_kept(local, &place->id);
	enum status status = STATUS_OK;

	if (kept && kept->sealed.len == 0)
		return STATUS_NOT_FOUND;
	if (kept)
		buf_add(&sealed, kept->sealed.ptr, kept->sealed.len);
	else
		status = read_file(local, &place->id, &sealed, err);
	if (status == STATUS_INVALID ||
	    (!status && !open_value(&plain, store, place, name, buf_bytes(&sealed)))) {
		err_clear(err);
		say_damaged(local);
		if (local->writes)
			(void)!remove_file(local, &place->id, NULL);
		status = STATUS_NOT_FOUND;
	}
	if (!status)
		*value = arena_bytes(arena, buf_bytes(&plain));
	buf_release(&sealed);
	buf_wipe(&plain);
	return status;
}

/* What was kept before there was a new log key stands under the earlier one. */
enum status store_local_read(struct store *store, const char *name, struct arena *arena,
			     struct bytes *value, struct err *err)
{
	struct place place;
	enum status status = place_of(store, name, &place, err);

	*value = BYTES_NONE;
	if (status)
		return status;
	status = read_at(store, &place, name, arena, value, err);
	for (size_t i = store->ring->known_count; i-- > 0 && status == STATUS_NOT_FOUND;) {
		const uint8_t *key = store->ring->known[i].local_key;

		if (memcmp(key, store->ring->local_key, SEAL_KEY_SIZE) != 0) {
			place = place_under(key, name);
			status = read_at(store, &place, name, arena, value, err);
		}
	}
	return status;
}

/* Takes away what stands under earlier keys: it would come back when the newest is removed. */
static enum status forget_earlier(struct store *store, const char *name, struct err *err)
{
	struct local *local = local_of(store);
	enum status status = STATUS_OK;

	for (size_t i = 0; i < store->ring->known_count && !status; i++) {
		const struct place place = place_under(store->ring->known[i].local_key, name);

		if (memcmp(place.key, store->ring->local_key, SEAL_KEY_SIZE) == 0)
			continue;
		if (local->writes)
			status = remove_file(local, &place.id, err);
		else
			(void)keep(local, &place.id);
	}
	return status;
}

static enum status write_value(struct store *store, const char *name, struct bytes value, bool soon,
			       struct err *err)
{
	struct local *local = local_of(store);
	struct buf sealed = BUF_EMPTY;
	struct place place;
	enum status status = place_of(store, name, &place, err);

	if (!status && value.len > LOCAL_MAX)
		status = err_set(err, STATUS_INVALID, "%s", _("Too much for a note of this laptop."));
	if (status)
		return status;
	seal_value(&sealed, store, &place, name, value);
	if (local->writes) {
		char *path = file_of(local, &place.id);
		status = soon ? file_write_soon(path, buf_bytes(&sealed), err)
			      : file_write(path, buf_bytes(&sealed), err);
		free(path);
	} else {
		buf_add(keep(local, &place.id), sealed.ptr, sealed.len);
	}
	buf_release(&sealed);
	return status ? status : forget_earlier(store, name, err);
}

enum status store_local_write(struct store *store, const char *name, struct bytes value,
			      struct err *err)
{
	return write_value(store, name, value, false, err);
}

enum status store_local_write_soon(struct store *store, const char *name, struct bytes value,
				   struct err *err)
{
	return write_value(store, name, value, true, err);
}

enum status store_local_remove(struct store *store, const char *name, struct err *err)
{
	struct local *local = local_of(store);
	struct place place;
	enum status status = place_of(store, name, &place, err);

	if (status)
		return status;
	if (local->writes)
		status = remove_file(local, &place.id, err);
	else
		(void)keep(local, &place.id);
	return status ? status : forget_earlier(store, name, err);
}
