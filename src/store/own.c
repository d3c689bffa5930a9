/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/own.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/own_file.h"

#define ENTRIES_A_WRITE 4096

enum status own_fails(const struct own *own, int number, struct err *err)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, own->path, strlen(own->path));
	enum status status = err_system(err, number,
		_("This laptop's own copy of what it writes cannot be kept: \"%s\""), buf_text(&safe));
	buf_release(&safe);
	return status;
}

/* The first trouble is told, as a notice: work goes on. */
static void trouble(struct own *own, int number)
{
	if (!own->trouble.status)
		(void)own_fails(own, number, &own->trouble);
}

/* --- Writing ------------------------------------------------------------------------------------- */

void own_add(struct own *own, struct bytes key, struct bytes value)
{
	if (!own || !own->writes)
		return;
	frame_put(&own->pending, key, value);
	own->last = event_get(key.ptr + 1);
}

void own_drop(struct own *own)
{
	if (own)
		buf_clear(&own->pending);
}

/* After a failure nothing more is written: the next opening copies from the log what is missing. */
void own_keep(struct own *own)
{
	if (!own || !own->writes || own->pending.len == 0)
		return;
	int number = file_put(own->fd, buf_bytes(&own->pending));
	if (number) {
		trouble(own, number);
		own->writes = false;
	} else {
		own->end += own->pending.len;
		heads_raise(&own->mine, &own->last);
	}
	own->changed = true;
	if (own->pending.capacity > FRAME_VALUE_MAX)
		buf_release(&own->pending); /* an import's */
	buf_clear(&own->pending);
}

/* --- What the mirror has -------------------------------------------------------------------------- */

/* Reads what stands behind `covered`: another okoce's, or what a run that was killed left. */
static void read_tail(struct store *store)
{
	struct own *own = store->own;
	struct own_reader reader;
	struct entry entry;
	struct bytes value;

	own_reader_open(&reader, own->fd, &store->meta.programme, own->covered);
	while (own_reader_next(&reader, &entry, &value))
		heads_raise(&own->mine, &entry.id);
	if (reader.failed)
		trouble(own, reader.failed);
	own->covered = reader.whole;
	own->end = own_reader_end(&reader);
	own_reader_close(&reader);
}

/* Own entries that the log has and the mirror lacks: the power went, the folder was full or lost. */
struct copying {
	struct store *store;
	struct db_txn *txn;
	size_t count;
};

static void copy_entries(struct copying *copying, const struct writer_fact *fact, uint32_t have)
{
	struct own *own = copying->store->own;
	const struct event_id first = {.writer = fact->writer, .seq = have + 1};
	uint8_t from[ENTRY_KEY_SIZE];
	struct bytes key, value;
	struct event_id event;

	entry_key(from, &first);
	for (bool more = db_seek(copying->txn, BYTES_OF(from), &key, &value);
	     more && entry_key_parse(key, &event) && id_equal(&event.writer, &fact->writer) &&
	     event.seq <= fact->seq;
	     more = db_next(copying->txn, &key, &value)) {
		own_add(own, key, value);
		if (++copying->count % ENTRIES_A_WRITE == 0)
			own_keep(own);
	}
	own_keep(own);
}

static void copy_writer(void *context, const struct writer_fact *fact)
{
	struct copying *copying = context;
	struct store *store = copying->store;
	const struct event_id *head = heads_find(&store->own->mine, &fact->writer);
	uint32_t have = head ? head->seq : 0;

	if (id_equal(&fact->device, &store->options.device) && have < fact->seq)
		copy_entries(copying, fact, have);
}

static void complete(struct store *store)
{
	struct copying copying = {.store = store};

	if (db_begin(store->db, false, &copying.txn, NULL) != STATUS_OK)
		return;
	store_each_writer(store, copy_writer, &copying);
	db_abort(copying.txn);
}

/* --- What the data file has ------------------------------------------------------------------------ */

static bool lacks_own_head(const struct own *own, struct db_txn *txn)
{
	for (size_t i = 0; i < own->mine.count; i++)
		if (!log_has(txn, &own->mine.item[i]))
			return true;
	return false;
}

/* Entries of other laptops that were in the file, by their last ones. */
static uint64_t count_gone(struct store *store, struct db_txn *txn)
{
	const struct own *own = store->own;
	uint64_t gone = 0;

	for (size_t i = 0; i < own->file.count; i++) {
		const struct event_id *head = &own->file.item[i];
		struct writer_fact fact;

		if (heads_find(&own->mine, &head->writer) || log_has(txn, head))
			continue;
		bool some = store_get_writer(store, &head->writer, &fact) && fact.seq < head->seq;
		gone += some ? head->seq - fact.seq : head->seq;
	}
	return gone;
}

/* An own writer whose last entry is there has all of them there, unless the file is not the one
 * that this laptop left. */
static void compare(struct store *store)
{
	struct own *own = store->own;
	struct own_seen *seen = &own->seen;
	struct db_txn *txn;

	if (db_begin(store->db, false, &txn, NULL) != STATUS_OK)
		return;
	struct db_state is = db_state(txn);
	bool same = own->known && seen->inode == is.inode && seen->transaction == is.transaction &&
		    seen->records == is.records;
	bool went_on = own->known && seen->inode == is.inode && seen->transaction <= is.transaction &&
		       seen->records <= is.records;
	bool lacks = lacks_own_head(own, txn) || (!went_on && own->mine.count > 0);
	if (!same)
		own->gone = count_gone(store, txn);
	db_abort(txn);
	if (lacks && own_examine(store, false, &own->lacking,
				 own->trouble.status ? NULL : &own->trouble) != STATUS_OK)
		own->lacking = 0;
	if (!same && own->writes)
		complete(store);
}

/* --- Life ------------------------------------------------------------------------------------------ */

static void open_mirror(struct store *store, const char *folder)
{
	struct own *own = store->own;
	struct stat about;

	own->fd = -1;
	own->writes = !store->options.read_only;
	if (own->writes)
		own->writes = file_make_folder(folder, &own->trouble) == STATUS_OK;
	if (own->writes) {
		own->fd = open(own->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
			       0600);
		if (own->fd < 0)
			trouble(own, errno);
		own->writes = own->fd >= 0;
	}
	if (own->fd < 0) {
		own->fd = open(own->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
		if (own->fd < 0 && errno != ENOENT)
			trouble(own, errno);
	}
	if (own->fd >= 0 && (fstat(own->fd, &about) != 0 || !S_ISREG(about.st_mode))) {
		trouble(own, EINVAL);
		close(own->fd);
		own->fd = -1;
		own->writes = false;
	}
	if (own->fd >= 0)
		own->end = (uint64_t)about.st_size;
}

static void read_state(struct store *store)
{
	struct own *own = store->own;
	enum status status = own_state_read(own, &store->meta.programme);
	struct buf safe = BUF_EMPTY;

	own->known = status == STATUS_OK;
	if (own->known && own->covered > own->end) { /* the mirror lost its end, or is another */
		own->covered = 0;
		own->mine.count = 0;
		own->known = false;
	}
	if (status == STATUS_DAMAGED && !own->trouble.status) {
		text_safe(&safe, own->state_path, strlen(own->state_path));
		(void)err_set(&own->trouble, STATUS_DAMAGED,
			_("This laptop's notes are damaged and are made anew: \"%s\". The data file is as it was."),
			buf_text(&safe));
	}
	buf_release(&safe);
}

void store_keep_own(struct store *store, const char *folder)
{
	if (store->own)
		return;
	struct own *own = store->own = memory_alloc(sizeof(*own));
	own->path = path_join(folder, "own");
	own->state_path = path_join(folder, "state");
	own->lock_path = path_join(folder, "lock");
	open_mirror(store, folder);
	read_state(store);
	if (own->fd >= 0)
		read_tail(store);
	compare(store);
}

static void note_head(void *context, const struct writer_fact *fact)
{
	const struct event_id head = store_head(fact);

	heads_raise(context, &head);
}

/* That entries of others are gone is told until this laptop has written into the file: then it is
 * the one that it goes on with. */
static bool note_file(struct store *store)
{
	struct own *own = store->own;
	struct db_txn *txn;

	if (own->gone > 0 && !own->changed)
		return false;
	if (db_begin(store->db, false, &txn, NULL) != STATUS_OK)
		return false;
	struct db_state is = db_state(txn);
	db_abort(txn);
	struct own_seen seen = {own->lacking > 0 ? 0 : is.inode, is.transaction, is.records,
				store->entries};
	if (own->known && !own->changed && memcmp(&seen, &own->seen, sizeof(seen)) == 0)
		return false;
	own->seen = seen;
	own->file.count = 0;
	store_each_writer(store, note_head, &own->file);
	return true;
}

static void save(struct store *store)
{
	struct own *own = store->own;
	struct file_lock lock;
	struct stat about;

	if (!note_file(store) || file_lock_take(&lock, own->lock_path, NULL) != STATUS_OK)
		return; /* the next opening reads the mirror's end instead */
	if (fsync(own->fd) == 0 && fstat(own->fd, &about) == 0) {
		if ((uint64_t)about.st_size == own->end)
			own->covered = own->end;
		else
			read_tail(store);
		(void)!own_state_write(own, &store->meta.programme, NULL);
	}
	file_lock_release(&lock);
}

void own_close(struct store *store)
{
	struct own *own = store->own;

	if (!own)
		return;
	if (own->writes && store->view)
		save(store);
	if (own->fd >= 0)
		close(own->fd);
	buf_release(&own->pending);
	free(own->mine.item);
	free(own->file.item);
	free(own->path);
	free(own->state_path);
	free(own->lock_path);
	free(own);
	store->own = NULL;
}

struct store_past store_past(const struct store *store)
{
	const struct own *own = store->own;
	struct store_past past = {.has = store->entries};

	if (!own)
		return past;
	past.lacking = own->lacking;
	past.gone = own->gone;
	past.had = own->seen.entries;
	past.trouble = own->trouble.status ? own->trouble.text : NULL;
	return past;
}

enum status store_recover(struct store *store, uint64_t *taken, struct err *err)
{
	*taken = 0;
	if (store->options.read_only)
		return store_say_read_only(store, err);
	if (!store->own)
		return STATUS_OK;
	if (store->own->fd < 0 && store->own->trouble.status) /* said already, and no answer to this */
		return err_set(err, store->own->trouble.status, "%s", store->own->trouble.text);
	return own_examine(store, true, taken, err);
}
