/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/conf_past.h"

/* An undo restores a value that was there before. */
static bool is_restored(const struct fact *fact, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (bytes_equal(fact[i].value, fact[index].value))
			return true;
	return false;
}

static uint32_t load_number(const struct fact *fact, struct arena *arena)
{
	struct conf_loaded loaded;

	/* One that cannot be read is a load all the same. */
	(void)!record_decode(&conf_loaded_type, fact->value, arena, &loaded, NULL);
	return loaded.number;
}

enum status conf_loads_read(
	struct app *app, struct arena *arena, struct conf_loads *loads, struct err *err)
{
	const struct register_key key = register_conf("loaded");
	struct fact *fact;
	size_t count;
	enum status status =
		store_lineage(app->store, register_bytes(&key), arena, &fact, &count, err);

	if (status != STATUS_OK)
		return status;
	loads->load = arena_alloc(arena, count * sizeof(*loads->load) + 1);
	for (size_t i = 0; i < count; i++) {
		if (fact[i].value.len == 0 || is_restored(fact, i))
			continue;
		loads->load[loads->count++] = fact[i];
		if (load_number(&fact[i], arena) > loads->last)
			loads->last = load_number(&fact[i], arena);
	}
	loads->first_values = loads->count == 0 && !app->programme.is_demo;
	return STATUS_OK;
}

static bool values_differ(const struct fact *fact, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (!bytes_equal(fact[i].value, fact[0].value))
			return true;
	return false;
}

enum status conf_past_read(struct app *app, struct bytes key, const struct record_type *type,
	struct arena *arena, struct conf_past *past, struct err *err)
{
	struct fact *fact, *live;
	size_t live_count;
	enum status status =
		store_lineage(app->store, key, arena, &fact, &past->count, err);

	if (status == STATUS_OK)
		status = store_facts(app->store, key, arena, &live, &live_count, err);
	if (status != STATUS_OK)
		return status;
	past->fact = fact;
	past->disagrees = values_differ(live, live_count);
	past->record = arena_alloc(arena, past->count * sizeof(*past->record) + 1);
	for (size_t i = 0; i < past->count; i++) {
		past->record[i] = arena_alloc(arena, type->size);
		record_clear(type, past->record[i]);
		/* One that cannot be read says nothing, and is empty then. */
		if (fact[i].value.len > 0)
			(void)!record_decode(type, fact[i].value, arena, past->record[i], NULL);
	}
	return STATUS_OK;
}

static bool is_folder(
	const struct conf_past *past, const struct conf_loads *loads, const struct fact *fact)
{
	for (size_t i = 0; i < loads->count; i++)
		if (id_equal(&loads->load[i].event.writer, &fact->event.writer) &&
			loads->load[i].action == fact->action)
			return true;
	return loads->first_values && fact == past->fact;
}

const struct fact *conf_past_officer(const struct conf_past *past, const struct conf_loads *loads,
	const struct record_field *field)
{
	const struct fact *last = NULL;

	for (size_t i = 0; i < past->count; i++) {
		const bool changed =
			i == 0 ? !record_field_empty(field, past->record[i])
			       : !record_field_equal(field, past->record[i], past->record[i - 1]);

		if (changed)
			last = &past->fact[i];
	}
	return last && !is_folder(past, loads, last) ? last : NULL;
}

const struct fact *conf_past_last(const struct conf_past *past, const struct conf_loads *loads)
{
	const struct fact *last = past->count > 0 ? &past->fact[past->count - 1] : NULL;

	return last && !is_folder(past, loads, last) ? last : NULL;
}
