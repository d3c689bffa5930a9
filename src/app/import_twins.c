/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_twins.h"

#include "model/name.h"
#include "model/nik.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX_COMPARED 48
#define PHONE_BIT ((uint64_t)1 << 63)

#define PEOPLE_MAX ((size_t)1 << 24)

/* By which somebody is found: the birth date and two telephone numbers. */
#define KEYS 3

void import_twins_release(struct import_twins *twins)
{
	if (twins->twin)
		explicit_bzero(twins->twin, twins->count * sizeof(*twins->twin));
	free(twins->twin);
	if (twins->key)
		explicit_bzero(twins->key, twins->key_size * sizeof(*twins->key));
	free(twins->key);
	free(twins->more);
	buf_wipe(&twins->names);
	import_lines_wipe(&twins->niks);
	*twins = (struct import_twins){0};
}

/* --- Keys -------------------------------------------------------------------------------------- */

/* 0: none. A birth date and a number of digits never have the same. */
static uint64_t phone_key(const char *phone)
{
	uint64_t number = 0;

	if (*phone == '\0')
		return 0;
	for (; *phone >= '0' && *phone <= '9'; phone++)
		number = 10 * number + (uint64_t)(*phone - '0');
	return PHONE_BIT | number;
}

static void make_keys(uint64_t key[KEYS], date born, const struct person_contact *contact)
{
	key[0] = born != DATE_NONE ? (uint64_t)((int64_t)born + INT32_MAX) : 0;
	key[1] = phone_key(contact->phone);
	key[2] = phone_key(contact->phone2);
}

static size_t first_place(const struct import_twins *twins, uint64_t key)
{
	return (key * 0x9e3779b97f4a7c15u >> 32) & (twins->key_size - 1);
}

/* Where the key is, or the free place where it would be. */
static struct twin_key *place_of(const struct import_twins *twins, uint64_t key)
{
	size_t at = first_place(twins, key);

	while (twins->key[at].key != 0 && twins->key[at].key != key)
		at = (at + 1) & (twins->key_size - 1);
	return &twins->key[at];
}

static void widen(struct import_twins *twins)
{
	struct import_twins wider = {.key_size = twins->key_size > 0 ? 2 * twins->key_size : 256};

	wider.key = memory_alloc(wider.key_size * sizeof(*wider.key));
	for (size_t i = 0; i < twins->key_size; i++)
		if (twins->key[i].key != 0)
			*place_of(&wider, twins->key[i].key) = twins->key[i];
	if (twins->key)
		explicit_bzero(twins->key, twins->key_size * sizeof(*twins->key));
	free(twins->key);
	twins->key = wider.key;
	twins->key_size = wider.key_size;
}

static void add_more(struct import_twins *twins, struct twin_key *key, const struct twin_alike *alike)
{
	const size_t room = sizeof(twins->more->alike) / sizeof(twins->more->alike[0]);
	struct twin_more *more = key->more > 0 ? &twins->more[key->more - 1] : NULL;

	if (!more || more->count == room) {
		twins->more = memory_grow(twins->more, twins->more_count, &twins->more_capacity,
			sizeof(*twins->more));
		more = &twins->more[twins->more_count++];
		*more = (struct twin_more){.next = key->more};
		key->more = (uint32_t)twins->more_count;
	}
	more->alike[more->count++] = *alike;
}

static void add_key(struct import_twins *twins, uint64_t value, const struct twin_alike *alike)
{
	struct twin_key *key;

	if (value == 0)
		return;
	if (2 * (twins->key_count + 1) > twins->key_size)
		widen(twins);
	key = place_of(twins, value);
	if (key->key != 0) {
		add_more(twins, key, alike);
		return;
	}
	*key = (struct twin_key){.key = value, .first = *alike};
	twins->key_count++;
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

/* Somebody at work. */
struct person {
	struct id record;
	size_t line;
	const char *folded;
	uint64_t key[KEYS];
	struct twin_alike alike;
};

/* False: by this name nobody is compared. */
static bool know(struct person *person, date born, const struct person_contact *contact)
{
	size_t len = strlen(person->folded);

	if (len == 0 || len > NAME_MAX_COMPARED)
		return false;
	make_keys(person->key, born, contact);
	person->alike.length = (uint8_t)len;
	person->alike.letters = letters_of(person->folded);
	return true;
}

static void add(struct import_twins *twins, struct person *person)
{
	if (twins->count == PEOPLE_MAX)
		return;
	twins->twin = memory_grow(
		twins->twin, twins->count, &twins->capacity, sizeof(*twins->twin));
	person->alike.index = (uint32_t)twins->count & (PEOPLE_MAX - 1);
	twins->twin[twins->count++] = (struct twin){
		person->record, (uint32_t)person->line, (uint32_t)twins->names.len};
	buf_add(&twins->names, person->folded, person->alike.length + 1u);
	for (int i = 0; i < KEYS; i++)
		add_key(twins, person->key[i], &person->alike);
}

/* --- Who is recorded --------------------------------------------------------------------------- */

void import_twins_expect(const struct import_twins *twins, const struct registrant *registrant)
{
	uint64_t key[KEYS];

	make_keys(key, registrant->identity.born, &registrant->contact);
	for (int i = 0; i < KEYS && twins->key_size > 0; i++)
		if (key[i] != 0)
			__builtin_prefetch(&twins->key[first_place(twins, key[i])]);
}

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
	struct person person = {.record = *record};
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
		person.folded = buf_text(&folded);
		if (know(&person, identity.born, &contact))
			add(twins, &person);
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

static bool is_near(const struct import_twins *twins, const struct person *person,
	const struct twin_alike *other)
{
	const struct twin_alike *one = &person->alike;
	const struct twin *twin = &twins->twin[other->index];
	int slips = (int)name_slips(one->length);
	int longer = (int)one->length - (int)other->length;

	if (abs(longer) > slips || count_bits(one->letters ^ other->letters) > 2 * slips)
		return false;
	return !id_equal(&twin->record, &person->record) &&
	       nearest_within(person->folded, (const char *)twins->names.ptr + twin->name,
		       (size_t)slips);
}

/* The newest whom it may be by this key; null: nobody. */
static const struct twin_alike *find_by(
	const struct import_twins *twins, const struct person *person, uint64_t value)
{
	const struct twin_key *key = value != 0 ? place_of(twins, value) : NULL;

	if (!key || key->key == 0)
		return NULL;
	for (uint32_t next = key->more; next > 0; next = twins->more[next - 1].next) {
		const struct twin_more *more = &twins->more[next - 1];

		for (size_t i = more->count; i-- > 0;)
			if (is_near(twins, person, &more->alike[i]))
				return &more->alike[i];
	}
	return is_near(twins, person, &key->first) ? &key->first : NULL;
}

const struct twin *import_twins_meet(struct import_twins *twins,
	const struct registrant *registrant, const char *folded, const struct id *record,
	size_t line)
{
	struct person person = {.record = *record, .line = line, .folded = folded};
	const struct twin_alike *found = NULL;
	size_t index;

	if (!know(&person, registrant->identity.born, &registrant->contact))
		return NULL;
	for (int i = 0; i < KEYS && !found && twins->key_size > 0; i++)
		found = find_by(twins, &person, person.key[i]);
	index = found ? found->index : 0;
	add(twins, &person);
	return found ? &twins->twin[index] : NULL;
}
