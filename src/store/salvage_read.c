/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/salvage_read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

static int piece_compare(struct piece *a, struct piece *b)
{
	int order = bytes_compare(a->key, b->key);

	if (order == 0 && a->source != b->source)
		order = a->source < b->source ? -1 : 1;
	return order ? order : bytes_compare(a->value, b->value);
}

RB_GENERATE(pieces, piece, link, piece_compare)

struct piece *pieces_first(struct pieces *pieces, struct bytes key)
{
	struct piece wanted = {.key = key};
	struct piece *piece = RB_NFIND(pieces, pieces, &wanted);

	return piece && bytes_equal(piece->key, key) ? piece : NULL;
}

static bool is_held(struct pieces *pieces, struct bytes key, struct bytes value)
{
	struct piece *piece = pieces_first(pieces, key);

	for (; piece && bytes_equal(piece->key, key); piece = RB_NEXT(pieces, pieces, piece)) {
		if (bytes_equal(piece->value, value))
			return true;
	}
	return false;
}

static void hold(struct salvage_read *reading, struct pieces *pieces, struct bytes key,
		 struct bytes value)
{
	struct piece *piece;

	if (is_held(pieces, key, value))
		return;
	piece = arena_alloc(&reading->arena, sizeof(*piece));
	piece->key = arena_bytes(&reading->arena, key);
	piece->value = arena_bytes(&reading->arena, value);
	piece->source = reading->source;
	RB_INSERT(pieces, pieces, piece);
}

static bool is_ours(struct bytes key)
{
	return (key.len == ENTRY_KEY_SIZE && key.ptr[0] == 'L') ||
	       (key.len == SLOT_KEY_SIZE && key.ptr[0] == 'K') ||
	       (key.len == BOX_KEY_SIZE && key.ptr[0] == 'E');
}

bool piece_entry(const struct salvage_read *reading, const struct piece *piece, struct entry *entry,
		 uint8_t chain[DIGEST_SIZE])
{
	return entry_parse(entry, piece->key, piece->value) &&
	       entry_is_named(entry, &reading->meta.programme, chain);
}

static bool is_whole(const struct salvage_read *reading, struct bytes key, struct bytes value)
{
	const struct piece piece = {.key = key, .value = value};
	uint8_t chain[DIGEST_SIZE];
	struct entry entry;
	struct slot slot;
	struct bytes sealed;

	switch (key.ptr[0]) {
	case 'K': return slot_parse(&slot, key, value);
	case 'E': return box_parse(key, value, &sealed);
	default: return piece_entry(reading, &piece, &entry, chain);
	}
}

enum status salvage_read_open(struct salvage_read *reading, const char *path, struct err *err)
{
	struct stat info;
	enum status status;

	*reading = (struct salvage_read){.path = path};
	RB_INIT(&reading->good);
	RB_INIT(&reading->bad);
	reading->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (reading->fd < 0)
		return err_system(err, errno, _("The data file \"%s\" cannot be opened"), path);
	if (fstat(reading->fd, &info) || !S_ISREG(info.st_mode))
		return err_set(err, STATUS_INVALID,
			       _("\"%s\" is no file. Give the name of a data file."), path);
	status = pages_open_broken(&reading->pages, reading->fd, err);
	reading->trees_lost = status == STATUS_OK &&
		!reading->pages.meta[0].usable && !reading->pages.meta[1].usable;
	return status;
}

static enum status look_for_meta(void *context, struct bytes key, struct bytes value)
{
	struct salvage_read *reading = context;
	struct err err = {STATUS_OK, ""};
	enum status status;

	if (!bytes_equal(key, meta_key))
		return STATUS_OK;
	status = meta_parse(&reading->meta, value, path_base(reading->path), &err);
	if (status == STATUS_UNSUPPORTED)
		return status;
	if (status == STATUS_OK && !reading->has_meta) {
		reading->has_meta = true;
		reading->meta_source = reading->source;
		reading->meta_value = arena_bytes(&reading->arena, value);
	}
	/* Any status stops the walk; this one is none of the walk's own. */
	return reading->has_meta ? STATUS_EXISTS : STATUS_OK;
}

/* What is not whole in old pages was perhaps never written to its end: only trees are blamed for it,
 * unless there are none. */
static enum status collect(void *context, struct bytes key, struct bytes value)
{
	struct salvage_read *reading = context;

	if (!is_ours(key))
		return STATUS_OK;
	if (is_whole(reading, key, value))
		hold(reading, &reading->good, key, value);
	else if (reading->source != SOURCE_SCAN || reading->trees_lost)
		hold(reading, &reading->bad, key, value);
	return STATUS_OK;
}

static bool collect_wants(void *context, struct bytes key)
{
	struct salvage_read *reading = context;

	return is_ours(key) && !pieces_first(&reading->good, key);
}

static bool meta_wants(void *context, struct bytes key)
{
	(void)context;
	(void)key;
	return false; /* it is short */
}

/* What `visit` returned, or STATUS_OK. */
static enum status read_source(struct salvage_read *reading, enum source source,
			       pages_visit *visit, pages_wanted *wanted)
{
	struct pages pages = reading->pages;
	enum status status;

	reading->source = source;
	if (source == SOURCE_SCAN)
		return pages_scan(&pages, wanted, visit, reading);
	if (source == SOURCE_OTHER)
		pages_choose(&pages, !pages.newest);
	if (!pages.meta[pages.newest].usable)
		return STATUS_OK;
	status = pages_walk(&pages, visit, reading, NULL);
	if (source == SOURCE_NEWEST && (status == STATUS_OK || status == STATUS_FINDINGS))
		reading->page_findings = pages.findings;
	return status == STATUS_FINDINGS ? STATUS_OK : status;
}

enum status salvage_read_meta(struct salvage_read *reading, struct err *err)
{
	const char *name = path_base(reading->path);
	enum status status = STATUS_OK;

	for (enum source source = SOURCE_NEWEST; source < SOURCE_COUNT && !status; source++)
		status = read_source(reading, source, look_for_meta, meta_wants);
	if (status == STATUS_EXISTS)
		return STATUS_OK;
	if (status == STATUS_UNSUPPORTED)
		return err_set(err, status,
			       _("\"%s\" was written by a newer okoce. Install that version to open it."), name);
	return err_set(err, STATUS_DAMAGED,
		       _("Nothing can be saved from \"%s\": what says which programme it is of is lost, and without it no entry can be verified. Use another copy of the file."),
		       name);
}

void salvage_read_pieces(struct salvage_read *reading, enum source source)
{
	/* collect() stops no walk. */
	(void)!read_source(reading, source, collect, collect_wants);
}

void salvage_read_release(struct salvage_read *reading)
{
	if (reading->fd >= 0)
		close(reading->fd);
	arena_release(&reading->arena);
}
