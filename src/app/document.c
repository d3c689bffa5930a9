/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/document.h"

#include "app/persons.h"
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

/* Numbers of the registers of all records, each once. */
struct numbers_found {
	uint32_t *number;
	size_t count, capacity;
};

static void add_number(struct numbers_found *found, uint32_t number)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->number[i] == number)
			return;
	found->number =
		memory_grow(found->number, found->count, &found->capacity, sizeof(*found->number));
	found->number[found->count++] = number;
}

static void find_numbers(const struct app *app, const struct id *record, struct numbers_found *found)
{
	struct register_key all = register_documents_of(record);
	struct register_parts parts;
	struct view_walk walk;

	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all)); walk.cell;
		view_walk_next(&walk))
		if (register_parse(walk.cell->key, &parts) && parts.known)
			add_number(found, (uint32_t)parts.number);
	view_walk_close(&walk);
}

/* What the record of the person that was written last says of it. */
static enum status read_latest(struct app *app, const struct person_records *records, uint32_t number,
	struct arena *arena, struct document *document, struct err *err)
{
	const struct register_key key = register_document(&records->record[0], number);

	return app_read_or_empty(
		app, person_register(app, &key, records), &document_type, arena, document, err);
}

enum status documents_read(struct app *app, const struct id *record, struct arena *arena,
	struct person_document **document, size_t *count, struct err *err)
{
	struct numbers_found found = {.count = 0};
	struct person_records records = {0};
	enum status status = person_records_of(app, record, &records, err);

	for (size_t i = 0; i < records.count; i++)
		find_numbers(app, &records.record[i], &found);
	*document = arena_alloc(arena, (found.count + 1) * sizeof(**document));
	*count = 0;
	for (size_t i = 0; i < found.count && status == STATUS_OK; i++) {
		struct person_document *next = &(*document)[*count];

		next->number = found.number[i];
		status = read_latest(app, &records, next->number, arena, &next->document, err);
		*count += next->document.kind != 0 && next->document.status != DOCUMENT_VOID;
	}
	if (*count > 1)
		qsort(*document, *count, sizeof(**document), compare);
	free(found.number);
	person_records_release(&records);
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
	struct person_records records = {0};
	enum status status = person_records_of(app, record, &records, err);

	if (status == STATUS_OK)
		status = read_latest(app, &records, number, arena, document, err);
	if (status == STATUS_OK && document->kind == 0)
		status = err_set(err, STATUS_NOT_FOUND, _("This person has no document %u."),
			(unsigned)number);
	person_records_release(&records);
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

static enum status write(struct app *app, const struct id *record, uint32_t number,
	const struct document *document, struct err *err)
{
	struct arena arena = {NULL};
	struct transaction *transaction;
	struct document now;
	enum status status = document_read(app, record, number, &arena, &now, err);
	bool same = status == STATUS_OK && record_equal(&document_type, &now, document);

	if (status == STATUS_NOT_FOUND)
		status = STATUS_OK;

	arena_release(&arena);
	if (status != STATUS_OK || same)
		return status;
	status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	transaction_entry(transaction);
	person_put(app, transaction, register_document(record, number), &document_type, document);
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
	return status == STATUS_OK ? write(app, record, *number, document, err)
				   : status;
}
