/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/places.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Names of places are compared without blanks (Kali Deres, Kalideres) and without what only says of
 * what kind the place is. */
static void add_place_key(struct buf *out, const char *name)
{
	static const char *const kinds[] = {"kec", "kecamatan", "kel", "kelurahan"};
	struct buf folded = BUF_EMPTY;
	const char *next;
	bool front = true;

	text_fold(&folded, name, strlen(name));
	next = buf_text(&folded);
	while (*next != '\0') {
		size_t len = strcspn(next, " ");
		bool kind = false;

		for (size_t i = 0; front && i < sizeof(kinds) / sizeof(kinds[0]); i++)
			kind |= strlen(kinds[i]) == len && memcmp(kinds[i], next, len) == 0;
		front = kind;
		if (!kind)
			buf_add(out, next, len);
		next += len + (next[len] == ' ');
	}
	buf_release(&folded);
}

static void add_name(struct places *places, const char *name, const struct kecamatan *kecamatan,
	const struct kelurahan *kelurahan)
{
	struct buf key = BUF_EMPTY;

	add_place_key(&key, name);
	if (key.len > 0) {
		places->name = memory_grow(
			places->name, places->count, &places->capacity, sizeof(*places->name));
		places->name[places->count++] =
			(struct place_name){arena_text(&places->arena, buf_text(&key), key.len),
				kecamatan, kelurahan};
	}
	buf_release(&key);
}

static void add_names(struct places *places, const char *name, const struct texts *aliases,
	const struct kecamatan *kecamatan, const struct kelurahan *kelurahan)
{
	add_name(places, name, kecamatan, kelurahan);
	for (size_t i = 0; i < aliases->count; i++)
		add_name(places, aliases->item[i], kecamatan, kelurahan);
}

static int compare_names(const void *left, const void *right)
{
	const struct place_name *a = left;
	const struct place_name *b = right;

	return strcmp(a->key, b->key);
}

void places_load(struct places *places, const struct programme *programme)
{
	for (size_t i = 0; i < programme->kecamatan_count; i++) {
		const struct kecamatan *kecamatan = &programme->kecamatan[i];
		const struct kelurahan *kelurahan = kecamatan->kelurahan.item;

		add_names(places, kecamatan->name, &kecamatan->aliases, kecamatan, NULL);
		add_name(places, kecamatan->code, kecamatan, NULL);
		add_name(places, kecamatan->short_code, kecamatan, NULL);
		for (size_t k = 0; k < kecamatan->kelurahan.count; k++)
			add_names(places, kelurahan[k].name, &kelurahan[k].aliases, kecamatan,
				&kelurahan[k]);
	}
	if (places->count > 1)
		qsort(places->name, places->count, sizeof(*places->name), compare_names);
	places->answer = arena_alloc(&places->arena, PLACE_ANSWERS * sizeof(*places->answer));
}

void places_release(struct places *places)
{
	free(places->name);
	arena_release(&places->arena);
	*places = (struct places){0};
}

/* The first name that is not before the key. */
static size_t first_of(const struct places *places, const char *key)
{
	size_t low = 0, high = places->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(places->name[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Is it one of those that are looked for: kecamatan, or the kelurahan of one or of any? */
static bool is_wanted(const struct place_name *name, bool kelurahan, const char *kecamatan)
{
	if (!kelurahan)
		return !name->kelurahan;
	return name->kelurahan && (!kecamatan || *kecamatan == '\0' ||
					  strcmp(name->kecamatan->code, kecamatan) == 0);
}

static const struct place_name *look_up(
	const struct places *places, const char *written, bool kelurahan, const char *kecamatan)
{
	const struct place_name *found = NULL;
	struct buf key = BUF_EMPTY;
	bool several = false;

	add_place_key(&key, written);
	for (size_t i = first_of(places, buf_text(&key));
		i < places->count && strcmp(places->name[i].key, buf_text(&key)) == 0; i++) {
		const struct place_name *name = &places->name[i];

		if (!is_wanted(name, kelurahan, kecamatan))
			continue;
		several |= found && (found->kecamatan != name->kecamatan ||
					    found->kelurahan != name->kelurahan);
		found = name;
	}
	buf_release(&key);
	return several ? NULL : found;
}

static const struct place_name *find(
	const struct places *places, const char *written, bool kelurahan, const char *kecamatan)
{
	const struct bytes asked = {(const uint8_t *)written, strlen(written)};
	const char *within = kecamatan ? kecamatan : "";
	struct place_answer *answer =
		&places->answer[(bytes_hash(asked) ^ kelurahan) % PLACE_ANSWERS];

	if (asked.len >= sizeof(answer->asked) || strlen(within) >= sizeof(answer->kecamatan))
		return look_up(places, written, kelurahan, kecamatan);
	if (!answer->given || answer->kelurahan != kelurahan ||
		strcmp(answer->asked, written) != 0 || strcmp(answer->kecamatan, within) != 0) {
		memcpy(answer->asked, written, asked.len + 1);
		memcpy(answer->kecamatan, within, strlen(within) + 1);
		answer->kelurahan = kelurahan;
		answer->name = look_up(places, written, kelurahan, kecamatan);
		answer->given = true;
	}
	return answer->name;
}

const struct kecamatan *places_kecamatan(const struct places *places, const char *name)
{
	const struct place_name *found = find(places, name, false, NULL);

	return found ? found->kecamatan : NULL;
}

const struct kelurahan *places_kelurahan(
	const struct places *places, const char *name, const char *kecamatan)
{
	const struct place_name *found = find(places, name, true, kecamatan);

	return found ? found->kelurahan : NULL;
}
