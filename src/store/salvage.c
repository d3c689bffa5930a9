/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/salvage.h"

#include <bsd/sys/tree.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/db.h"
#include "store/meta.h"
#include "store/new_file.h"
#include "store/pages.h"

#define BATCH 10000

/* Where a record was read, from what is believed most. */
enum source { SOURCE_NEWEST, SOURCE_OTHER, SOURCE_SCAN, SOURCE_COUNT };

/* A record of the damaged file: our copy. */
struct piece {
	RB_ENTRY(piece) link;
	struct bytes key, value;
	enum source source;
	bool taken;	  /* goes into the new file */
	bool bad_signature; /* a later one vouches for it */
};

/* By key, then by source: of several values the first one is believed most. */
static int piece_compare(struct piece *a, struct piece *b)
{
	int order = bytes_compare(a->key, b->key);

	if (order == 0 && a->source != b->source)
		order = a->source < b->source ? -1 : 1;
	return order ? order : bytes_compare(a->value, b->value);
}

RB_HEAD(pieces, piece);
RB_GENERATE_INTERNAL(pieces, piece, link, piece_compare, static __attribute__((unused)))

struct salvaging {
	struct salvage *salvage;
	int fd;
	struct pages pages;
	enum source source; /* that is being read */
	struct meta meta;
	bool has_meta;
	enum source meta_source;
	struct bytes meta_value;
	struct arena arena; /* everything below */
	struct pieces good, bad;

	/* Of verifying. */
	struct id writer;
	moment born;
	uint32_t seq;
};

/* --- Reading -------------------------------------------------------------------------------------- */

static struct piece *first_of(struct pieces *pieces, struct bytes key)
{
	struct piece wanted = {.key = key};
	struct piece *piece = RB_NFIND(pieces, pieces, &wanted);

	return piece && bytes_equal(piece->key, key) ? piece : NULL;
}

static bool is_held(struct pieces *pieces, struct bytes key, struct bytes value)
{
	struct piece *piece = first_of(pieces, key);

	for (; piece && bytes_equal(piece->key, key); piece = RB_NEXT(pieces, pieces, piece)) {
		if (bytes_equal(piece->value, value))
			return true;
	}
	return false;
}

static void hold(struct salvaging *salvaging, struct pieces *pieces, struct bytes key,
		 struct bytes value)
{
	struct piece *piece;

	if (is_held(pieces, key, value))
		return;
	piece = arena_alloc(&salvaging->arena, sizeof(*piece));
	piece->key = arena_bytes(&salvaging->arena, key);
	piece->value = arena_bytes(&salvaging->arena, value);
	piece->source = salvaging->source;
	RB_INSERT(pieces, pieces, piece);
}

static bool is_ours(struct bytes key)
{
	return (key.len == ENTRY_KEY_SIZE && key.ptr[0] == 'L') ||
	       (key.len == SLOT_KEY_SIZE && key.ptr[0] == 'K') ||
	       (key.len == BOX_KEY_SIZE && key.ptr[0] == 'E');
}

/* The chain of an entry, and whether it is what its name says; its signature is looked at later. */
static bool entry_is_named(const struct salvaging *salvaging, const struct piece *piece,
			   struct entry *entry, uint8_t chain[DIGEST_SIZE])
{
	if (!entry_parse(entry, piece->key, piece->value))
		return false;
	entry_chain(chain, &salvaging->meta.programme, &entry->id, &entry->header,
		    entry->header_bytes, entry->digest);
	return memcmp(chain, entry->id.tag, ENTRY_TAG_SIZE) == 0;
}

static bool is_whole(const struct salvaging *salvaging, struct bytes key, struct bytes value)
{
	const struct piece piece = {.key = key, .value = value};
	uint8_t chain[DIGEST_SIZE];
	struct entry entry;
	struct slot slot;
	struct bytes sealed;

	switch (key.ptr[0]) {
	case 'K': return slot_parse(&slot, key, value);
	case 'E': return box_parse(key, value, &sealed);
	default: return entry_is_named(salvaging, &piece, &entry, chain);
	}
}

static enum status look_for_meta(void *context, struct bytes key, struct bytes value)
{
	struct salvaging *salvaging = context;
	struct err err = {STATUS_OK, ""};
	enum status status;

	if (!bytes_equal(key, meta_key))
		return STATUS_OK;
	status = meta_parse(&salvaging->meta, value, path_base(salvaging->salvage->path), &err);
	if (status == STATUS_UNSUPPORTED)
		return status;
	if (status == STATUS_OK && !salvaging->has_meta) {
		salvaging->has_meta = true;
		salvaging->meta_source = salvaging->source;
		salvaging->meta_value = arena_bytes(&salvaging->arena, value);
	}
	/* Any status stops the walk; this one is none of the walk's own. */
	return salvaging->has_meta ? STATUS_EXISTS : STATUS_OK;
}

/* What is not whole in old pages was perhaps never written to its end: only trees are blamed for it,
 * unless there are none. */
static enum status collect(void *context, struct bytes key, struct bytes value)
{
	struct salvaging *salvaging = context;

	if (!is_ours(key))
		return STATUS_OK;
	if (is_whole(salvaging, key, value))
		hold(salvaging, &salvaging->good, key, value);
	else if (salvaging->source != SOURCE_SCAN || salvaging->salvage->trees_lost)
		hold(salvaging, &salvaging->bad, key, value);
	return STATUS_OK;
}

static bool collect_wants(void *context, struct bytes key)
{
	struct salvaging *salvaging = context;

	return is_ours(key) && !first_of(&salvaging->good, key);
}

static bool meta_wants(void *context, struct bytes key)
{
	(void)context;
	(void)key;
	return false; /* it is short */
}

/* What `visit` returned, or STATUS_OK. */
static enum status read_source(struct salvaging *salvaging, enum source source,
			       pages_visit *visit, pages_wanted *wanted)
{
	struct pages pages = salvaging->pages;
	enum status status;

	salvaging->source = source;
	if (source == SOURCE_SCAN)
		return pages_scan(&pages, wanted, visit, salvaging);
	if (source == SOURCE_OTHER)
		pages_choose(&pages, !pages.newest);
	if (!pages.meta[pages.newest].usable)
		return STATUS_OK;
	status = pages_walk(&pages, visit, salvaging, NULL);
	if (source == SOURCE_NEWEST && (status == STATUS_OK || status == STATUS_FINDINGS))
		salvaging->salvage->page_findings = pages.findings;
	return status == STATUS_FINDINGS ? STATUS_OK : status;
}

static enum status find_meta(struct salvaging *salvaging, struct err *err)
{
	const char *name = path_base(salvaging->salvage->path);
	enum status status = STATUS_OK;

	for (enum source source = SOURCE_NEWEST; source < SOURCE_COUNT && !status; source++)
		status = read_source(salvaging, source, look_for_meta, meta_wants);
	if (status == STATUS_EXISTS)
		return STATUS_OK;
	if (status == STATUS_UNSUPPORTED)
		return err_set(err, status,
			       _("\"%s\" was written by a newer okoce. Install that version to open it."), name);
	return err_set(err, STATUS_DAMAGED,
		       _("Nothing can be saved from \"%s\": what says which programme it is of is lost, and without it no entry can be verified. Use another copy of the file."),
		       name);
}

/* --- Choosing: one value a key -------------------------------------------------------------------- */

static int worth(const struct salvaging *salvaging, const struct piece *piece,
		 const struct birth *birth)
{
	uint8_t chain[DIGEST_SIZE];
	struct entry entry;

	if (piece->key.ptr[0] != 'L' || !entry_is_named(salvaging, piece, &entry, chain))
		return 0;
	if (entry.erased) /* what somebody had erased does not come back */
		return 3;
	if (!entry.signature)
		return 1;
	return birth && verify_signature(&entry, chain, birth) ? 2 : 0;
}

/* Whose key signs what follows; null while no birth was seen. */
static const struct birth *birth_of(const struct salvaging *salvaging, const struct piece *piece,
				    struct birth *birth)
{
	uint8_t chain[DIGEST_SIZE];
	struct entry entry;

	if (piece->key.ptr[0] != 'L' || !entry_is_named(salvaging, piece, &entry, chain) ||
	    entry.id.seq != 1 || entry.header.kind != ENTRY_BIRTH || entry.erased ||
	    !birth_parse(birth, entry.payload, &entry.id.writer))
		return NULL;
	return birth;
}

static bool is_of_writer(const struct piece *piece, const struct id *writer)
{
	return piece->key.ptr[0] == 'L' && memcmp(piece->key.ptr + 1, writer->byte, ID_SIZE) == 0;
}

/* Of several values of a key the worthiest stays, the one of the best source among equals. */
static void choose(struct salvaging *salvaging)
{
	struct birth birth;
	struct id writer;
	bool born = false;
	struct piece *next;

	for (struct piece *piece = RB_MIN(pieces, &salvaging->good); piece; piece = next) {
		if (born && !is_of_writer(piece, &writer))
			born = false;
		if (!born && birth_of(salvaging, piece, &birth)) {
			born = true;
			memcpy(writer.byte, piece->key.ptr + 1, ID_SIZE);
		}
		for (next = RB_NEXT(pieces, &salvaging->good, piece);
		     next && bytes_equal(next->key, piece->key);
		     next = RB_NEXT(pieces, &salvaging->good, piece)) {
			const struct birth *key = born ? &birth : NULL;
			bool better = worth(salvaging, next, key) > worth(salvaging, piece, key);
			struct piece *loser = better ? piece : next;

			RB_REMOVE(pieces, &salvaging->good, loser);
			piece = better ? next : piece;
		}
	}
}

/* --- Verifying ------------------------------------------------------------------------------------ */

static struct piece *piece_of(struct salvaging *salvaging, const struct event_id *event)
{
	uint8_t key[ENTRY_KEY_SIZE];

	entry_key(key, event);
	return first_of(&salvaging->good, BYTES_OF(key));
}

static void found(void *context, enum verify_kind kind, const struct event_id *event)
{
	struct salvaging *salvaging = context;

	salvaging->salvage->found[kind]++;
	if (kind == VERIFY_SIGNATURE)
		piece_of(salvaging, event)->bad_signature = true;
}

static void add_gap(struct salvaging *salvaging, const struct event_id *event)
{
	struct salvage *salvage = salvaging->salvage;

	salvage->gap = memory_grow(salvage->gap, salvage->gap_count, &salvage->gap_capacity,
				   sizeof(*salvage->gap));
	salvage->gap[salvage->gap_count++] = (struct salvage_gap){
		.writer = event->writer,
		.born = salvaging->born,
		.first = salvaging->seq + 1,
		.count = event->seq - salvaging->seq - 1,
	};
}

/* Without its birth no entry of a writer holds, in any file. It comes along also where the entries
 * that would vouch for it are lost: the officer's signature is in it. */
static void take_birth(struct salvaging *salvaging)
{
	const struct event_id from = {.writer = salvaging->writer, .seq = 1};
	uint8_t key[ENTRY_KEY_SIZE];
	struct piece wanted = {.key = BYTES_OF(key)};
	struct birth birth;
	struct entry entry;
	struct piece *piece;

	entry_key(key, &from);
	piece = RB_NFIND(pieces, &salvaging->good, &wanted);
	while (piece && !birth_of(salvaging, piece, &birth))
		piece = RB_NEXT(pieces, &salvaging->good, piece);
	if (!piece || !is_of_writer(piece, &salvaging->writer) ||
	    !entry_parse(&entry, piece->key, piece->value))
		return; /* verify.c has found it there */
	piece->taken = true;
	salvaging->born = entry.header.time;
	salvaging->seq = 1;
}

static void taken(void *context, const struct entry *entry, const struct birth *birth,
		  const uint8_t chain[DIGEST_SIZE])
{
	struct salvaging *salvaging = context;

	(void)birth;
	(void)chain;
	if (salvaging->seq == 0 || !id_equal(&entry->id.writer, &salvaging->writer)) {
		salvaging->writer = entry->id.writer;
		take_birth(salvaging);
		salvaging->salvage->writers++;
	}
	if (entry->id.seq > salvaging->seq + 1)
		add_gap(salvaging, &entry->id);
	salvaging->seq = entry->id.seq;
	salvaging->salvage->entries++;
	piece_of(salvaging, &entry->id)->taken = true;
}

/* What was not whole in a tree, and whether a whole one was found anywhere. */
static void count_bad(struct salvaging *salvaging)
{
	struct bytes previous = BYTES_NONE;
	struct piece *piece;
	struct entry entry;

	RB_FOREACH (piece, pieces, &salvaging->bad) {
		if (bytes_equal(piece->key, previous))
			continue;
		previous = piece->key;
		if (first_of(&salvaging->good, piece->key))
			salvaging->salvage->restored++;
		else if (piece->key.ptr[0] != 'L')
			salvaging->salvage->damaged_keys++;
		else if (entry_parse(&entry, piece->key, piece->value))
			salvaging->salvage->found[VERIFY_NAME]++;
		else
			salvaging->salvage->found[VERIFY_UNREADABLE]++;
	}
}

static void verify_all(struct salvaging *salvaging)
{
	struct salvage *salvage = salvaging->salvage;
	struct verify verify = {.programme = salvaging->meta.programme, .taken = taken,
				.found = found, .context = salvaging, .every_signature = true};
	struct piece *piece;

	salvage->entries = salvage->writers = salvage->slots = salvage->boxes = 0;
	salvage->damaged_keys = salvage->restored = 0;
	salvage->gap_count = 0;
	salvaging->seq = 0;
	memset(salvage->found, 0, sizeof(salvage->found));
	choose(salvaging);
	RB_FOREACH (piece, pieces, &salvaging->good) {
		piece->taken = piece->key.ptr[0] != 'L';
		piece->bad_signature = false;
		salvage->slots += piece->key.ptr[0] == 'K';
		salvage->boxes += piece->key.ptr[0] == 'E';
	}
	RB_FOREACH (piece, pieces, &salvaging->good) {
		if (piece->key.ptr[0] == 'L')
			verify_entry(&verify, piece->key, piece->value);
	}
	verify_end(&verify);
	count_bad(salvaging);
}

static bool is_sound(const struct salvaging *salvaging)
{
	const struct salvage *salvage = salvaging->salvage;
	uint64_t findings = salvage->page_findings + salvage->damaged_keys + salvage->restored +
		salvage->trees_lost;

	for (size_t i = 0; i < VERIFY_COUNT; i++)
		findings += salvage->found[i];
	return findings == 0 && salvage->slots > 0 && salvage->boxes > 0 &&
	       salvaging->meta_source == SOURCE_NEWEST;
}

static enum status gather(struct salvaging *salvaging, struct err *err)
{
	enum status status = find_meta(salvaging, err);

	if (status != STATUS_OK)
		return status;
	/* collect() stops no walk. */
	(void)!read_source(salvaging, SOURCE_NEWEST, collect, collect_wants);
	verify_all(salvaging);
	/* A sound tree has all that was ever said to be saved; other pages could only add what was
	 * not. */
	if (!is_sound(salvaging)) {
		(void)!read_source(salvaging, SOURCE_OTHER, collect, collect_wants);
		(void)!read_source(salvaging, SOURCE_SCAN, collect, collect_wants);
		verify_all(salvaging);
	}
	if (salvaging->salvage->entries > 0)
		return STATUS_OK;
	return err_set(err, STATUS_DAMAGED,
		       _("Nothing can be saved from \"%s\": it has no entry that can be verified. Use another copy of the file."),
		       path_base(salvaging->salvage->path));
}

/* --- Writing -------------------------------------------------------------------------------------- */

/* An entry without its signature, which was damaged: it is of no use, and a later one vouches. */
static void put_unsigned(struct buf *out, const struct piece *piece)
{
	struct entry entry;

	if (!entry_parse(&entry, piece->key, piece->value))
		return; /* it was parsed before */
	if (!entry.erased) {
		entry_put(out, entry.header_bytes, entry.payload, NULL);
		return;
	}
	cbor_put_array(out, 3);
	buf_add(out, entry.header_bytes.ptr, entry.header_bytes.len);
	cbor_put_array(out, 1);
	cbor_put_bytes(out, BYTES_OF(entry.digest));
	cbor_put_null(out);
}

static void put_piece(struct db_txn *txn, const struct piece *piece)
{
	struct buf value = BUF_EMPTY;

	if (!piece->bad_signature) {
		db_put(txn, piece->key, piece->value);
		return;
	}
	put_unsigned(&value, piece);
	db_put(txn, piece->key, buf_bytes(&value));
	buf_release(&value);
}

/* One transaction, the first of them with what the file says of itself; *next becomes null at the end. */
static enum status write_batch(struct salvaging *salvaging, struct db *db, struct piece **next,
			       struct err *err)
{
	struct db_txn *txn;
	enum status status = db_begin(db, true, &txn, err);

	if (status != STATUS_OK)
		return status;
	if (*next == RB_MIN(pieces, &salvaging->good))
		db_put(txn, meta_key, salvaging->meta_value);
	for (unsigned i = 0; *next && i < BATCH; i++) {
		if ((*next)->taken)
			put_piece(txn, *next);
		*next = RB_NEXT(pieces, &salvaging->good, *next);
	}
	return db_commit(txn, err);
}

static enum status write_all(struct salvaging *salvaging, const char *path, struct err *err)
{
	struct piece *next = RB_MIN(pieces, &salvaging->good);
	struct db *db;
	enum status status = db_create(&db, path, err);

	if (status != STATUS_OK)
		return status;
	do
		status = write_batch(salvaging, db, &next, err);
	while (status == STATUS_OK && next);
	db_close(db);
	return status;
}

/* --- All of it ------------------------------------------------------------------------------------ */

static enum status source_open(struct salvaging *salvaging, struct err *err)
{
	const char *path = salvaging->salvage->path;
	struct stat info;
	enum status status;

	salvaging->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (salvaging->fd < 0)
		return err_system(err, errno, _("The data file \"%s\" cannot be opened"), path);
	if (fstat(salvaging->fd, &info) || !S_ISREG(info.st_mode))
		return err_set(err, STATUS_INVALID,
			       _("\"%s\" is no file. Give the name of a data file."), path);
	status = pages_open_broken(&salvaging->pages, salvaging->fd, err);
	salvaging->salvage->trees_lost = status == STATUS_OK &&
		!salvaging->pages.meta[0].usable && !salvaging->pages.meta[1].usable;
	return status;
}

enum status store_salvage(struct salvage *salvage, struct err *err)
{
	struct salvaging salvaging = {.salvage = salvage, .fd = -1};
	struct new_file file = NEW_FILE_NONE;
	enum status status;

	RB_INIT(&salvaging.good);
	RB_INIT(&salvaging.bad);
	status = source_open(&salvaging, err);
	if (status == STATUS_OK)
		status = new_file_open(&file, salvage->new_path, err);
	if (status == STATUS_OK)
		status = gather(&salvaging, err);
	if (status == STATUS_OK)
		status = write_all(&salvaging, file.part, err);
	if (status == STATUS_OK)
		status = new_file_publish(&file, err);
	if (status == STATUS_OK && !is_sound(&salvaging))
		status = STATUS_FINDINGS;
	new_file_release(&file);
	if (salvaging.fd >= 0)
		close(salvaging.fd);
	arena_release(&salvaging.arena);
	return status;
}

void salvage_release(struct salvage *salvage)
{
	free(salvage->gap);
	salvage->gap = NULL;
	salvage->gap_count = salvage->gap_capacity = 0;
}
