/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_twins.h"

#include "model/name.h"
#include "model/nik.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX_COMPARED 48
#define TINY_NAME 4  /* letters; Ani and Ali are two */
#define SHORT_NAME 8 /* in a shorter one a second slip is another name */
#define PHONE_BIT ((uint64_t)1 << 63)

enum { KEY_BORN, KEY_PHONE, KEY_PHONE2, KEYS };

void import_twins_release(struct import_twins *twins)
{
	if (twins->twin)
		explicit_bzero(twins->twin, twins->capacity * sizeof(*twins->twin));
	free(twins->twin);
	free(twins->first);
	buf_wipe(&twins->names);
	import_lines_wipe(&twins->niks);
	*twins = (struct import_twins){0};
}

/* --- Keys -------------------------------------------------------------------------------------- */

/* 0: none. A birth date and a number of digits never have the same. */
static uint64_t phone_key(const char *phone)
{
	return *phone != '\0' ? PHONE_BIT | strtoull(phone, NULL, 10) : 0;
}

static void make_keys(struct twin *twin, date born, const struct person_contact *contact)
{
	twin->key[KEY_BORN] = born != DATE_NONE ? (uint64_t)((int64_t)born + INT32_MAX) : 0;
	twin->key[KEY_PHONE] = phone_key(contact->phone);
	twin->key[KEY_PHONE2] = phone_key(contact->phone2);
}

static uint32_t *place_of(const struct import_twins *twins, uint64_t key)
{
	return &twins->first[(key * 0x9e3779b97f4a7c15u >> 32) & (twins->places - 1)];
}

static void link_keys(struct import_twins *twins, size_t index)
{
	struct twin *twin = &twins->twin[index];

	for (int i = 0; i < KEYS; i++) {
		uint32_t *place;

		if (twin->key[i] == 0)
			continue;
		place = place_of(twins, twin->key[i]);
		twin->next[i] = *place;
		*place = (uint32_t)(index * KEYS + (size_t)i + 1);
	}
}

static void widen(struct import_twins *twins)
{
	free(twins->first);
	twins->places = twins->places > 0 ? 2 * twins->places : 256;
	twins->first = memory_alloc(twins->places * sizeof(*twins->first));
	for (size_t i = 0; i < twins->count; i++)
		link_keys(twins, i);
}

/* Which letters a name has; two names that are alike have nearly the same. */
static uint32_t letters_of(const char *name)
{
	uint32_t letters = 0;

	for (; *name != '\0'; name++)
		letters |= *name >= 'a' && *name <= 'z' ? 1u << (*name - 'a')
							: 1u << (26 + (unsigned char)*name % 6);
	return letters;
}

/* False: by this name nobody is compared. */
static bool make_twin(
	struct twin *twin, const char *folded, date born, const struct person_contact *contact)
{
	size_t len = strlen(folded);

	if (len == 0 || len > NAME_MAX_COMPARED)
		return false;
	make_keys(twin, born, contact);
	twin->name_length = (uint8_t)len;
	twin->letters = letters_of(folded);
	return true;
}

static void add(struct import_twins *twins, const struct twin *twin, const char *folded)
{
	if (twins->count >= UINT32_MAX / KEYS - 1)
		return;
	twins->twin = memory_grow(
		twins->twin, twins->count, &twins->capacity, sizeof(*twins->twin));
	twins->twin[twins->count] = *twin;
	twins->twin[twins->count].name = twins->names.len;
	buf_add(&twins->names, folded, twin->name_length);
	buf_add_byte(&twins->names, '\0');
	twins->count++;
	if (twins->count > twins->places)
		widen(twins);
	else
		link_keys(twins, twins->count - 1);
}

/* --- Who is recorded --------------------------------------------------------------------------- */

static void add_nik(struct import_twins *twins, const char *nik)
{
	const uint8_t *key = (const uint8_t *)nik;

	if (strlen(nik) == NIK_DIGITS && import_line_of(&twins->niks, key) == 0)
		import_line_add(&twins->niks, key, 1);
}

bool import_twins_have(const struct import_twins *twins, const char *nik)
{
	return import_line_of(&twins->niks, (const uint8_t *)nik) > 0;
}

static enum status add_recorded(
	struct import_twins *twins, struct app *app, const struct id *record, struct err *err)
{
	struct twin twin = {.record = *record};
	struct person_identity identity;
	struct person_contact contact;
	struct arena arena = {0};
	struct buf folded = BUF_EMPTY;
	enum status status = app_read_or_empty(app, register_person(record, PERSON_IDENTITY),
		&person_identity_type, &arena, &identity, err);

	if (status == STATUS_OK)
		status = app_read_or_empty(app, register_person(record, PERSON_CONTACT),
			&person_contact_type, &arena, &contact, err);
	if (status == STATUS_OK) {
		name_fold(&folded, identity.name);
		if (make_twin(&twin, buf_text(&folded), identity.born, &contact))
			add(twins, &twin, buf_text(&folded));
		add_nik(twins, identity.nik);
	}
	buf_wipe(&folded);
	arena_release(&arena);
	return status;
}

enum status import_twins_load(struct import_twins *twins, struct app *app, struct err *err)
{
	struct register_key all = register_all(REGISTER_PERSON);
	enum status status = STATUS_OK;
	struct view_walk walk;
	struct id last = {{0}};

	if (twins->loaded)
		return STATUS_OK;
	twins->loaded = true;
	view_walk_open(&walk, store_view(app->store), register_bytes(&all));
	for (; walk.cell && status == STATUS_OK; view_walk_next(&walk)) {
		struct id record;

		/* The groups of a person stand together. */
		if (!register_person_of(walk.cell->key, &record) || id_equal(&record, &last))
			continue;
		last = record;
		status = add_recorded(twins, app, &record, err);
	}
	view_walk_close(&walk);
	return status;
}

/* --- Whom one may be --------------------------------------------------------------------------- */

static int count_bits(uint32_t bits)
{
	return __builtin_popcount(bits);
}

static bool is_near(const struct import_twins *twins, const struct twin *one, const char *folded,
	const struct twin *other)
{
	const char *name = (const char *)twins->names.ptr + other->name;
	int slips = one->name_length < TINY_NAME    ? 0
		    : one->name_length < SHORT_NAME ? 1
						    : 2;
	int longer = (int)one->name_length - (int)other->name_length;

	if (abs(longer) > slips || count_bits(one->letters ^ other->letters) > 2 * slips)
		return false;
	return nearest_distance(folded, name) <= (size_t)slips;
}

/* 1 + the index of whom it may be by this key, 0: nobody. */
static size_t find_by(const struct import_twins *twins, const struct twin *one,
	const char *folded, uint64_t key)
{
	uint32_t next = key != 0 ? *place_of(twins, key) : 0;

	while (next > 0) {
		size_t index = (next - 1) / KEYS, which = (next - 1) % KEYS;
		const struct twin *twin = &twins->twin[index];

		if (twin->key[which] == key && !id_equal(&twin->record, &one->record) &&
			is_near(twins, one, folded, twin))
			return index + 1;
		next = twin->next[which];
	}
	return 0;
}

const struct twin *import_twins_meet(struct import_twins *twins,
	const struct registrant *registrant, const char *folded, const struct id *record,
	size_t line)
{
	struct twin twin = {.record = *record, .line = line};
	size_t found = 0;

	if (make_twin(&twin, folded, registrant->identity.born, &registrant->contact)) {
		for (int i = 0; i < KEYS && found == 0 && twins->count > 0; i++)
			found = find_by(twins, &twin, folded, twin.key[i]);
		add(twins, &twin, folded);
	}
	return found > 0 ? &twins->twin[found - 1] : NULL;
}
