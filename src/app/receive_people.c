/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/receive_inside.h"

#include "model/name.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- While they come ----------------------------------------------------------------------------- */

/* Kept for people who are not known here; who is known has a name already. */
static uint32_t keep_name(struct telling *telling, const struct operation *operation)
{
	struct person_identity identity;
	const size_t at = telling->names.len;

	if (record_decode(&person_identity_type, operation_shown(operation), &telling->arena, &identity, NULL) !=
		STATUS_OK ||
		identity.name[0] == '\0' || at >= UINT32_MAX - TEXT_MAX) {
		arena_clear(&telling->arena);
		return 0;
	}
	text_safe(&telling->names, identity.name, strlen(identity.name));
	buf_add_byte(&telling->names, '\0');
	arena_clear(&telling->arena);
	return (uint32_t)at + 1;
}

void telling_people(struct telling *telling, const struct story *story)
{
	struct told told = {.file = (uint32_t)telling->file};
	struct payload payload;
	bool any = false;

	if (!story->opened || !payload_read(&payload, story->plain))
		return;
	for (size_t i = 0; i < payload.count; i++) {
		const struct register_parts *parts = &payload.parts[i];

		if (!register_person_of(payload.operation[i].key, &told.record))
			continue;
		any = true;
		if (parts->kind == REGISTER_PERSON && parts->number == PERSON_IDENTITY)
			told.name = keep_name(telling, &payload.operation[i]);
	}
	if (!any)
		return;
	telling->told = memory_grow(telling->told, telling->count, &telling->capacity, sizeof(*telling->told));
	telling->told[telling->count++] = told;
}

void telling_release(struct telling *telling)
{
	preview_close(telling->preview);
	free(telling->told);
	free(telling->span);
	buf_wipe(&telling->names);
	arena_release(&telling->arena);
}

/* --- In the end ---------------------------------------------------------------------------------- */

static int by_record(const void *left, const void *right)
{
	const struct told *a = left, *b = right;
	int order = id_compare(&a->record, &b->record);

	return order != 0 ? order : a->file < b->file ? -1 : a->file > b->file;
}

static int compare_record(const void *left, const void *right)
{
	const struct receive_person *a = left, *b = right;

	return id_compare(&a->record, &b->record);
}

/* Of a look: of a taking the new ones are there already when they are counted. */
static bool is_known(const struct telling *telling, const struct id *record)
{
	const struct register_key key = register_person(record, PERSON_IDENTITY);

	return view_find(store_view(telling->app->store), register_bytes(&key)) != NULL;
}

/* The first rows of those about one record, in `told[*at]` and behind. */
static void take_person(struct telling *telling, struct receive_person *person, size_t *at)
{
	struct receive *receive = telling->receive;
	const struct told *first = &telling->told[*at];
	uint32_t name = 0;

	*person = (struct receive_person){.record = first->record};
	for (; *at < telling->count && id_equal(&telling->told[*at].record, &first->record); ++*at) {
		const struct told *told = &telling->told[*at];

		person->entries++;
		name = told->name ? told->name : name;
		if (told == first || told->file != told[-1].file)
			receive->file[told->file].people++;
	}
	person->is_new = name != 0 && !receive->taken && !is_known(telling, &first->record);
	if (name != 0)
		person->name = arena_text(&receive->arena, (const char *)telling->names.ptr + name - 1,
			strlen((const char *)telling->names.ptr + name - 1));
}

static void note_dispute(void *context, struct bytes key)
{
	struct receive *receive = context;
	struct receive_person wanted, *person;

	receive->disputes++;
	if (!register_person_of(key, &wanted.record) || receive->person_count == 0)
		return;
	person = bsearch(&wanted, receive->person, receive->person_count, sizeof(*receive->person),
		compare_record);
	if (person)
		person->disputes++;
}

static int by_weight(const void *left, const void *right)
{
	const struct receive_person *a = left, *b = right;

	if ((a->disputes > 0) != (b->disputes > 0))
		return a->disputes > 0 ? -1 : 1;
	if (a->is_new != b->is_new)
		return a->is_new ? -1 : 1;
	return strcmp(a->name ? a->name : "", b->name ? b->name : "");
}

/* The name that is recorded here, of whom the new entries give none. */
static void name_person(struct telling *telling, struct receive_person *person)
{
	const struct register_key key = register_person(&person->record, PERSON_IDENTITY);
	struct person_identity identity;
	struct buf name = BUF_EMPTY;

	if (!person->name && app_read_or_empty(telling->app, key, &person_identity_type, &telling->arena,
				     &identity, NULL) == STATUS_OK)
		text_safe(&name, identity.name, strlen(identity.name));
	if (!person->name)
		person->name = arena_text(&telling->receive->arena, buf_text(&name), name.len);
	buf_wipe(&name);
	arena_clear(&telling->arena);
}

void telling_count_people(struct telling *telling)
{
	struct receive *receive = telling->receive;

	if (telling->count > 0)
		qsort(telling->told, telling->count, sizeof(*telling->told), by_record);
	receive->person = memory_alloc((telling->count + 1) * sizeof(*receive->person));
	for (size_t at = 0; at < telling->count; receive->person_count++) {
		take_person(telling, &receive->person[receive->person_count], &at);
		receive->people_new += receive->person[receive->person_count].is_new;
	}
	receive->people = receive->person_count;
	if (telling->preview)
		preview_disputes(telling->preview, note_dispute, receive);
	if (receive->person_count > 0)
		qsort(receive->person, receive->person_count, sizeof(*receive->person), by_weight);
	if (receive->person_count > RECEIVE_PEOPLE_MAX)
		receive->person_count = RECEIVE_PEOPLE_MAX;
	for (size_t i = 0; i < receive->person_count; i++)
		name_person(telling, &receive->person[i]);
	if (receive->person_count > 0)
		qsort(receive->person, receive->person_count, sizeof(*receive->person), by_weight);
}
