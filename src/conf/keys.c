/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/keys.h"

#include "base/i18n.h"
#include "base/nearest.h"

#include <string.h>

const struct schema_field *schema_find(const struct schema *schema, const char *key)
{
	for (size_t i = 0; i < schema->count; i++) {
		if (strcmp(schema->field[i].key, key) == 0)
			return &schema->field[i];
	}
	return NULL;
}

static bool ends_with_word(const char *text, const char *word)
{
	size_t len = strlen(text);
	size_t word_len = strlen(word);

	return len > word_len && text[len - word_len - 1] == ' ' &&
	       strcmp(text + len - word_len, word) == 0;
}

static const char *guess_by_first_word(
	const struct schema *schema, const struct node *map, const char *key)
{
	char word[20];
	size_t len = strcspn(key, " ");
	struct nearest missing;

	if (len >= sizeof(word) || key[len] == '\0')
		return NULL;
	memcpy(word, key, len);
	word[len] = '\0';
	missing = nearest_to(word);
	for (size_t i = 0; i < schema->count; i++) {
		if (!node_get(map, schema->field[i].key))
			nearest_offer(&missing, schema->field[i].key);
	}
	return missing.best;
}

const char *keys_guess(const struct schema *schema, const struct node *map, const char *key)
{
	struct nearest missing = nearest_to(key);
	struct nearest any = nearest_to(key);

	for (size_t i = 0; i < schema->count; i++) {
		nearest_offer(&any, schema->field[i].key);
		if (!node_get(map, schema->field[i].key))
			nearest_offer(&missing, schema->field[i].key);
	}
	/* `sourc:e "Keterangan kantor: ..."`: the value came along. */
	if (!missing.best && !any.best)
		missing.best = guess_by_first_word(schema, map, key);
	/* `x  kelurahan`: something stands before it. */
	for (size_t i = 0; i < schema->count && !missing.best; i++) {
		if (ends_with_word(key, schema->field[i].key) && !node_get(map, schema->field[i].key))
			return schema->field[i].key;
	}
	return missing.best ? missing.best : any.best;
}

/* `{id p5, ...}`, `id:"p5"`: a key that lost its colon, or the blank behind it, and took its value
 * along. */
static const struct schema_field *find_joined(
	const struct schema *schema, const struct node *key, const struct node *value)
{
	for (size_t i = 0; i < schema->count; i++) {
		size_t len = strlen(schema->field[i].key);

		if (strncmp(key->text, schema->field[i].key, len) != 0 || key->text[len] == '\0')
			continue;
		if (strncmp(key->text + len, " \"", 2) == 0 ||
			strchr(node_is_empty(value) ? " :\"'" : ":\"'", key->text[len]))
			return &schema->field[i];
	}
	return NULL;
}

static void settle_unknown(
	struct conf_problems *problems, const char *file, const struct schema *schema, const struct node *map, size_t at)
{
	struct node *key = &map->key[at];
	const struct schema_field *joined = find_joined(schema, key, &map->item[at]);
	const char *meant = joined ? joined->key : keys_guess(schema, map, key->text);
	const char *shown = problem_quote(problems, key->text);

	if (joined)
		problem_error(problems, file, key->place,
			_("a colon and a blank are missing behind \"%s\""), meant);
	else if (meant)
		problem_error(problems, file, key->place,
			_("unknown key \"%s\": is \"%s\" meant?"), shown, meant);
	else
		problem_error(problems, file, key->place,
			_("unknown key \"%s\": delete it, or put # before the line"), shown);
	if (joined && map->item[at].kind == NODE_TEXT)
		map->item[at].text = key->text + strlen(meant) + 1;
	key->text = meant && !node_get(map, meant) ? meant : "";
}

static enum node_kind kind_of(const struct schema_field *field)
{
	switch (field->type) {
	case SCHEMA_TEXTS:
	case SCHEMA_IDS:
	case SCHEMA_NUMBERS:
	case SCHEMA_DATES:
	case SCHEMA_RECORDS:
		return NODE_LIST;
	case SCHEMA_GROUP:
		return NODE_MAP;
	case SCHEMA_TEXT:
	case SCHEMA_CODE:
	case SCHEMA_ID:
	case SCHEMA_NUMBER:
	case SCHEMA_TIME:
	case SCHEMA_WORD:
	case SCHEMA_DATE:
		break;
	}
	return NODE_TEXT;
}

/* `total` with a list behind it, where `totals` is missing. */
static const char *meant_by_double(
	const struct schema *schema, const struct node *map, size_t at)
{
	enum node_kind kind = map->item[at].kind;
	struct nearest nearest = nearest_to(map->key[at].text);

	if (kind_of(schema_find(schema, map->key[at].text)) == kind)
		return NULL;
	for (size_t i = 0; i < schema->count; i++) {
		const struct schema_field *field = &schema->field[i];

		if (kind_of(field) == kind && !node_get(map, field->key))
			nearest_offer(&nearest, field->key);
	}
	return nearest.best;
}

/* Of doubles the first that says something is read. When the line that began an entry is gone, all
 * its keys double those of the entry before: one message is enough. */
static void settle_double(
	struct conf_problems *problems, const char *file, const struct schema *schema, struct node *map, size_t at)
{
	size_t first = 0;

	while (strcmp(map->key[first].text, map->key[at].text) != 0)
		first++;
	if (first == at)
		return;
	const char *meant = meant_by_double(schema, map, at);
	if (meant) {
		problem_error(problems, file, map->key[at].place,
			_("\"%s\" stands here a second time (first in line %u): is \"%s\" meant?"),
			map->key[at].text, map->key[first].place.line, meant);
		map->key[at].text = meant;
		return;
	}
	if (!map->faulty)
		problem_error(problems, file, map->key[at].place,
			_("\"%s\" stands here a second time (first in line %u): delete it, or "
			  "is a line that begins with - missing above?"),
			map->key[at].text, map->key[first].place.line);
	map->faulty = true;
	map->key[node_is_empty(&map->item[first]) ? first : at].text = "";
}

void keys_settle(const char *file, struct conf_problems *problems, const struct schema *schema,
	struct node *map)
{
	for (size_t i = 0; i < map->count; i++) {
		if (!schema_find(schema, map->key[i].text))
			settle_unknown(problems, file, schema, map, i);
		if (map->key[i].text[0] != '\0')
			settle_double(problems, file, schema, map, i);
	}
}
