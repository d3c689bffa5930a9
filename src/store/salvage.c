/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/salvage.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/db.h"
#include "store/new_file.h"
#include "store/salvage_read.h"

#define BATCH 10000

struct salvaging {
	struct salvage *salvage;
	struct salvage_read read;

	/* Of verifying. */
	struct id writer;
	moment born;
	uint32_t seq;
};

/* --- Choosing: one value a key -------------------------------------------------------------------- */

static int worth(const struct salvaging *salvaging, const struct piece *piece,
		 const struct birth *birth)
{
	uint8_t chain[DIGEST_SIZE];
	struct entry entry;

	if (piece->key.ptr[0] != 'L' || !piece_entry(&salvaging->read, piece, &entry, chain))
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

	if (piece->key.ptr[0] != 'L' || !piece_entry(&salvaging->read, piece, &entry, chain) ||
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

	for (struct piece *piece = RB_MIN(pieces, &salvaging->read.good); piece; piece = next) {
		if (born && !is_of_writer(piece, &writer))
			born = false;
		if (!born && birth_of(salvaging, piece, &birth)) {
			born = true;
			memcpy(writer.byte, piece->key.ptr + 1, ID_SIZE);
		}
		for (next = RB_NEXT(pieces, &salvaging->read.good, piece);
		     next && bytes_equal(next->key, piece->key);
		     next = RB_NEXT(pieces, &salvaging->read.good, piece)) {
			const struct birth *key = born ? &birth : NULL;
			bool better = worth(salvaging, next, key) > worth(salvaging, piece, key);
			struct piece *loser = better ? piece : next;

			RB_REMOVE(pieces, &salvaging->read.good, loser);
			piece = better ? next : piece;
		}
	}
}

/* --- Verifying ------------------------------------------------------------------------------------ */

static struct piece *piece_of(struct salvaging *salvaging, const struct event_id *event)
{
	uint8_t key[ENTRY_KEY_SIZE];

	entry_key(key, event);
	return pieces_first(&salvaging->read.good, BYTES_OF(key));
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
	piece = RB_NFIND(pieces, &salvaging->read.good, &wanted);
	while (piece && !birth_of(salvaging, piece, &birth))
		piece = RB_NEXT(pieces, &salvaging->read.good, piece);
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

	RB_FOREACH (piece, pieces, &salvaging->read.bad) {
		if (bytes_equal(piece->key, previous))
			continue;
		previous = piece->key;
		if (pieces_first(&salvaging->read.good, piece->key))
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
	struct verify verify = {.programme = salvaging->read.meta.programme, .taken = taken,
				.found = found, .context = salvaging, .every_signature = true};
	struct piece *piece;

	salvage->entries = salvage->writers = salvage->slots = salvage->boxes = 0;
	salvage->damaged_keys = salvage->restored = 0;
	salvage->gap_count = 0;
	salvaging->seq = 0;
	memset(salvage->found, 0, sizeof(salvage->found));
	choose(salvaging);
	RB_FOREACH (piece, pieces, &salvaging->read.good) {
		piece->taken = piece->key.ptr[0] != 'L';
		piece->bad_signature = false;
		salvage->slots += piece->key.ptr[0] == 'K';
		salvage->boxes += piece->key.ptr[0] == 'E';
	}
	RB_FOREACH (piece, pieces, &salvaging->read.good) {
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
	       salvaging->read.meta_source == SOURCE_NEWEST;
}

static enum status gather(struct salvaging *salvaging, struct err *err)
{
	enum status status = salvage_read_meta(&salvaging->read, err);

	if (status != STATUS_OK)
		return status;
	salvage_read_pieces(&salvaging->read, SOURCE_NEWEST);
	salvaging->salvage->page_findings = salvaging->read.page_findings;
	salvaging->salvage->trees_lost = salvaging->read.trees_lost;
	verify_all(salvaging);
	/* A sound tree has all that was ever said to be saved; other pages could only add what was
	 * not. */
	if (!is_sound(salvaging)) {
		salvage_read_pieces(&salvaging->read, SOURCE_OTHER);
		salvage_read_pieces(&salvaging->read, SOURCE_SCAN);
		verify_all(salvaging);
	}
	if (salvaging->salvage->entries > 0)
		return STATUS_OK;
	return err_set(err, STATUS_DAMAGED,
		       _("Nothing can be saved from \"%s\": it has no entry that can be verified. Use another copy of the file."),
		       path_base(salvaging->salvage->path));
}

/* --- Writing -------------------------------------------------------------------------------------- */

static void put_piece(struct db_txn *txn, const struct piece *piece)
{
	struct buf value = BUF_EMPTY;
	struct entry entry;

	/* A damaged signature is of no use, and a later one vouches. */
	if (!piece->bad_signature || !entry_parse(&entry, piece->key, piece->value)) {
		db_put(txn, piece->key, piece->value);
		return;
	}
	entry_copy(&value, &entry, NULL);
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
	if (*next == RB_MIN(pieces, &salvaging->read.good))
		db_put(txn, meta_key, salvaging->read.meta_value);
	for (unsigned i = 0; *next && i < BATCH; i++) {
		if ((*next)->taken)
			put_piece(txn, *next);
		*next = RB_NEXT(pieces, &salvaging->read.good, *next);
	}
	return db_commit(txn, err);
}

static enum status write_all(struct salvaging *salvaging, const char *path, struct err *err)
{
	struct piece *next = RB_MIN(pieces, &salvaging->read.good);
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

enum status store_salvage(struct salvage *salvage, struct err *err)
{
	struct salvaging salvaging = {.salvage = salvage};
	struct new_file file = NEW_FILE_NONE;
	enum status status;

	status = salvage_read_open(&salvaging.read, salvage->path, err);
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
	salvage_read_release(&salvaging.read);
	return status;
}

void salvage_release(struct salvage *salvage)
{
	free(salvage->gap);
	salvage->gap = NULL;
	salvage->gap_count = salvage->gap_capacity = 0;
}
