/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/check.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/closing.h"
#include "store/inside.h"
#include "store/pages.h"
#include "store/verify.h"

struct checking {
	struct check *check;
	struct meta meta;
	bool has_meta;
	uint64_t slots, boxes;
	struct verify verify;
	struct store *store;
};

static void tell(struct check *check, const char *format, ...) PRINTF_LIKE(2, 3);

static void tell(struct check *check, const char *format, ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	check->findings++;
	if (check->finding)
		check->finding(check->context, text);
}

/* --- First, without a key: pages and records ------------------------------------------------------- */

static void page_found(void *context, const struct page_finding *finding)
{
	struct checking *checking = context;

	tell(checking->check, _("page %" PRIu64 ": %s%s%s"), finding->page,
	     page_damage_text(finding->kind), *finding->detail ? ": " : "", finding->detail);
}

static void entry_found(void *context, enum verify_kind kind, const struct event_id *event)
{
	struct checking *checking = context;
	struct buf name = BUF_EMPTY;

	event_print(&name, event);
	tell(checking->check, "%s: %s", buf_text(&name), verify_text(kind));
	buf_release(&name);
}

static void look_at_meta(struct checking *checking, struct bytes value)
{
	struct err err = {STATUS_OK, ""};

	if (meta_parse(&checking->meta, value, path_base(checking->check->path), &err)) {
		tell(checking->check, "%s", err.text);
		return;
	}
	checking->has_meta = true;
	checking->verify = (struct verify){.programme = checking->meta.programme, .found = entry_found,
					   .context = checking, .copies = true, .every_signature = true};
}

/* In the order of keys: the programme's id, which every chain begins with, comes before all entries. */
static enum status look_at_record(void *context, struct bytes key, struct bytes value)
{
	struct checking *checking = context;
	struct slot slot;
	struct bytes sealed;

	if (bytes_start_with(key, entry_prefix)) {
		if (checking->has_meta)
			verify_entry(&checking->verify, key, value);
	} else if (bytes_equal(key, meta_key)) {
		look_at_meta(checking, value);
	} else if (bytes_start_with(key, slot_prefix)) {
		checking->slots++;
		if (!slot_parse(&slot, key, value))
			tell(checking->check, _("an officer's key (slot) is damaged"));
	} else if (bytes_start_with(key, box_prefix)) {
		checking->boxes++;
		if (!box_parse(key, value, &sealed))
			tell(checking->check, _("an officer's key box is damaged"));
	} else {
		struct buf name = BUF_EMPTY;

		text_quote(&name, (const char *)key.ptr, key.len);
		tell(checking->check, _("a record of an unknown kind: %s"), buf_text(&name));
		buf_release(&name);
	}
	return STATUS_OK;
}

static enum status look_without_key(struct checking *checking, struct pages *at, struct err *err)
{
	struct pages pages = *at;
	enum status status;

	pages.finding = page_found;
	status = pages_walk(&pages, look_at_record, checking, err);
	if (checking->has_meta)
		verify_end(&checking->verify);
	checking->check->pages = pages.used_pages;
	checking->check->writers = checking->verify.writers;
	checking->check->entries = checking->verify.held;
	if (status && status != STATUS_FINDINGS)
		return status;
	if (checking->slots == 0 || checking->boxes == 0)
		tell(checking->check, _("no officer's key is in the file: it cannot be opened"));
	if (!checking->has_meta)
		tell(checking->check, _("it does not say which programme it is of: its entries cannot be verified"));
	return STATUS_OK;
}

/* While another okoce writes, pages change under the walk, unless their state is held. That okoce
 * found the file sound when it opened it. */
static enum status look_while_it_is_written(struct checking *checking, int fd, struct err *err)
{
	struct pages pages;
	struct db_txn *held = NULL;
	struct db *db;
	enum status status = db_open(&db, checking->check->path, DB_READ_ONLY | DB_WALKED, err);

	if (status)
		return status;
	held = db_hold(db, &pages);
	pages.fd = fd;
	status = held ? look_without_key(checking, &pages, err)
		      : err_set(err, STATUS_BUSY, _("Open in another okoce: \"%s\"."), checking->check->path);
	if (held)
		db_abort(held);
	db_close(db);
	return status;
}

static enum status look_at_file(struct checking *checking, int fd, struct err *err)
{
	struct pages pages;
	enum status status;

	if (flock(fd, LOCK_SH | LOCK_NB) && errno == EWOULDBLOCK)
		return look_while_it_is_written(checking, fd, err);
	status = pages_open(&pages, fd, err);
	return status ? status : look_without_key(checking, &pages, err);
}

/* --- Second, with the key: what the entries say ------------------------------------------------------------------- */

static void look_at_value(struct checking *checking, const struct entry *entry,
			  const struct operation *operation, struct bytes value)
{
	const struct record_type *type = record_type_of(operation->key);
	struct arena arena = {0};
	struct err err = {STATUS_OK, ""};

	if (type) {
		void *record = memory_alloc(type->size);
		if (record_decode(type, value, &arena, record, &err)) {
			struct buf name = BUF_EMPTY;
			event_print(&name, &entry->id);
			tell(checking->check, "%s: %s", buf_text(&name), err.text);
			buf_release(&name);
		}
		free(record);
	}
	arena_release(&arena);
}

static bool look_at_payload(struct checking *checking, const struct entry *entry, struct bytes plain)
{
	struct payload payload;

	if (!payload_read(&payload, plain))
		return false;
	for (size_t i = 0; i < payload.count; i++) {
		const struct operation *operation = &payload.operation[i];
		struct cbor values;

		operation_values(operation, &values);
		for (size_t j = 0; j < operation->value_count; j++)
			look_at_value(checking, entry, operation, cbor_skip(&values));
	}
	return true;
}

static void look_at_entry(struct checking *checking, const struct entry *entry, struct buf *plain)
{
	const struct store *store = checking->store;
	bool clear = entry_kind_is_clear(entry->header.kind) || entry->erased;
	struct closing closing;
	bool closes = entry->header.kind == ENTRY_CLOSING && !entry->erased;
	bool opened = !clear &&
		      key_ring_open(store->ring, plain, &store->meta.programme, entry);
	struct buf name = BUF_EMPTY;

	event_print(&name, &entry->id);
	checking->check->opened += clear || opened;
	if (!clear && !opened)
		tell(checking->check, _("%s: entry cannot be opened with the key of this file"), buf_text(&name));
	else if ((opened && !look_at_payload(checking, entry, buf_bytes(plain))) ||
		 (closes && !closing_parse(&closing, entry->payload)))
		tell(checking->check, _("%s: what the entry says cannot be read"), buf_text(&name));
	buf_release(&name);
}

/* They were verified, each of them, and nothing was found. */
static enum status look_at_entries(struct checking *checking, struct err *err)
{
	struct bytes key, value;
	struct buf plain = BUF_EMPTY;
	struct db_txn *txn;
	enum status status = db_begin(checking->store->db, false, &txn, err);

	if (status)
		return status;
	DB_EACH(txn, entry_prefix, key, value) {
		struct entry entry;

		buf_clear(&plain);
		if (entry_parse(&entry, key, value))
			look_at_entry(checking, &entry, &plain);
	}
	buf_wipe(&plain);
	return db_finish(txn, err);
}

/* A writer's officer must be one that the log knows, with the key that the birth was signed with. */
static void look_at_writer(void *context, const struct writer_fact *writer)
{
	struct checking *checking = context;
	char hex[ID_HEX_SIZE];

	if (!authority_knows(&checking->store->authority, &writer->officer, writer->officer_key))
		tell(checking->check, _("%s: the log does not know the officer of this writer"),
		     id_hex(&writer->writer, hex));
}

static bool is_named(const struct store *store, const struct slot *slot)
{
	const struct officer_state *officer = store_officer_state(store, &slot->officer);

	return officer && officer->has_slot && !officer->removed &&
	       memcmp(officer->slot_digest, slot->digest, DIGEST_SIZE) == 0;
}

/* Slots are no entries: what vouches for one is the register of its officer (FORMAT F5). */
static enum status look_at_slots(struct checking *checking, struct err *err)
{
	struct bytes key, value;
	struct db_txn *txn;
	enum status status = db_begin(checking->store->db, false, &txn, err);

	if (status)
		return status;
	DB_EACH(txn, slot_prefix, key, value) {
		struct slot slot;

		/* A damaged one was told already. */
		if (slot_parse(&slot, key, value) && !is_named(checking->store, &slot))
			tell(checking->check, _("the key (slot) of \"%s\" is not the one that the log names"),
			     slot.name);
	}
	return db_finish(txn, err);
}

static enum status look_with_key(struct checking *checking, struct err *err)
{
	struct check *check = checking->check;
	const struct store_options options = {.read_only = true, .clock = clock_system()};

	check->sealed = checking->meta.sealed && !check->passphrase;
	if (check->sealed)
		return STATUS_OK;
	enum status status = store_open(&checking->store, check->path, &options, err);
	if (status)
		return status;
	status = store_unlock(checking->store, check->officer, check->passphrase, err);
	if (!status)
		status = look_at_entries(checking, err);
	if (!status) {
		store_each_writer(checking->store, look_at_writer, checking);
		status = look_at_slots(checking, err);
	}
	store_close(checking->store);
	return status;
}

enum status store_check(struct check *check, struct err *err)
{
	struct checking checking = {.check = check};
	int fd;
	enum status status = db_open_plain(&fd, check->path, err);

	check->pages = check->writers = check->entries = check->opened = check->findings = 0;
	if (status)
		return status;
	status = look_at_file(&checking, fd, err);
	close(fd); /* and with it the lock */
	/* liblmdb opens only what was found sound: it crashes on some damage (SECURITY S14). */
	if (!status && check->findings == 0)
		status = look_with_key(&checking, err);
	if (!status && check->findings > 0)
		status = STATUS_FINDINGS;
	return status;
}
