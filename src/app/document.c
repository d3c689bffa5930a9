/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/document.h"

#include "base/cbor.h"
#include "base/digest.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_MASK 0x7fffffffu
#define PLACES_MAX 100 /* that are tried: nobody has so many papers */

/* --- Reading ----------------------------------------------------------------------------------- */

static int compare(const void *left, const void *right)
{
	const struct person_document *a = left, *b = right;

	if (a->document.issued != b->document.issued)
		return a->document.issued < b->document.issued ? -1 : 1;
	if (a->document.kind != b->document.kind)
		return a->document.kind < b->document.kind ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static size_t count_of(const struct app *app, struct register_key all)
{
	struct view_walk walk;
	size_t count = 0;

	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all)); walk.cell;
		view_walk_next(&walk))
		count++;
	view_walk_close(&walk);
	return count;
}

enum status documents_read(struct app *app, const struct id *record, struct arena *arena,
	struct person_document **document, size_t *count, struct err *err)
{
	struct register_key all = register_documents_of(record);
	struct register_parts parts;
	struct view_walk walk;
	enum status status = STATUS_OK;

	*document = arena_alloc(arena, (count_of(app, all) + 1) * sizeof(**document));
	*count = 0;
	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all));
		walk.cell && status == STATUS_OK; view_walk_next(&walk)) {
		struct register_key key = register_copy(walk.cell->key);
		struct person_document *next = &(*document)[*count];

		if (!register_parse(walk.cell->key, &parts) || !parts.known)
			continue;
		next->number = (uint32_t)parts.number;
		status = app_read_or_empty(app, key, &document_type, arena, &next->document, err);
		*count += next->document.kind != 0 && next->document.status != DOCUMENT_VOID;
	}
	view_walk_close(&walk);
	if (*count > 1)
		qsort(*document, *count, sizeof(**document), compare);
	return status;
}

static bool comes_of(const struct followup_step *step, uint32_t kind)
{
	for (size_t i = 0; i < step->documents.count; i++)
		if (strcmp(step->documents.item[i], document_kind_word(kind)) == 0)
			return true;
	return false;
}

enum status document_of_step(struct app *app, const struct id *record, const struct followup_step *step,
	struct arena *arena, const struct document **document, struct err *err)
{
	struct person_document *all;
	size_t count;
	enum status status = documents_read(app, record, arena, &all, &count, err);

	*document = NULL;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (comes_of(step, all[i].document.kind))
			*document = &all[i].document;
	return status;
}

enum status document_read(struct app *app, const struct id *record, uint32_t number, struct arena *arena,
	struct document *document, struct err *err)
{
	enum status status = app_read_or_empty(
		app, register_document(record, number), &document_type, arena, document, err);

	if (status == STATUS_OK && document->kind == 0)
		status = err_set(err, STATUS_NOT_FOUND, _("This person has no document %u."),
			(unsigned)number);
	return status;
}

/* --- Recording --------------------------------------------------------------------------------- */

uint32_t document_first_number(const struct app *app, const struct document *document)
{
	struct buf parts = BUF_EMPTY;
	struct bytes piece;
	uint8_t out[ID_SIZE];
	uint32_t number;

	cbor_put_array(&parts, 2);
	cbor_put_uint(&parts, document->kind);
	cbor_put_text(&parts, document->number, strlen(document->number));
	piece = buf_bytes(&parts);
	digest(out, sizeof(out), store_keys(app->store)->record_key, "okoce document 1", &piece, 1);
	buf_wipe(&parts);
	number = get_be32(out) & NUMBER_MASK;
	return number > 0 ? number : 1;
}

/* Its own, or the next that no other document has. What was recorded by mistake may be recorded again. */
static enum status give_number(struct app *app, const struct id *record, const struct document *document,
	uint32_t *number, struct err *err)
{
	struct arena arena = {NULL};
	struct document there;
	enum status status = STATUS_OK;

	*number = document_first_number(app, document);
	for (int i = 0; i < PLACES_MAX; i++, *number = (*number + 1) & NUMBER_MASK) {
		status = app_read_or_empty(
			app, register_document(record, *number), &document_type, &arena, &there, err);
		if (status != STATUS_OK || there.kind == 0 || there.status == DOCUMENT_VOID ||
			(there.kind == document->kind && strcmp(there.number, document->number) == 0 &&
				strcmp(there.name, document->name) == 0))
			break;
	}
	arena_release(&arena);
	return status;
}

static enum status write(struct app *app, struct register_key key, const struct document *document,
	struct err *err)
{
	struct arena arena = {NULL};
	struct transaction *transaction;
	struct document now;
	enum status status = app_read_or_empty(app, key, &document_type, &arena, &now, err);
	bool same = status == STATUS_OK && record_equal(&document_type, &now, document);

	arena_release(&arena);
	if (status != STATUS_OK || same)
		return status;
	status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &document_type, document);
	return app_commit(app, transaction, err);
}

enum status document_save(struct app *app, const struct id *record, uint32_t *number,
	const struct document *document, struct err *err)
{
	enum status status = document_check(document, err);

	if (status == STATUS_OK && !app_writes(app))
		status = store_say_read_only(app->store, err);
	if (status == STATUS_OK && *number == 0)
		status = give_number(app, record, document, number, err);
	return status == STATUS_OK ? write(app, register_document(record, *number), document, err)
				   : status;
}
