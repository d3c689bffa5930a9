/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * YAML as okoce takes it: one document of maps, lists and texts, each with its place. yaml.c is the
 * only file that knows libyaml.
 *
 * Refused with their place (SECURITY S12): anchors, aliases, tags, %directives, several documents,
 * more than 16 levels, 100 keys in a map, 100,000 tokens or 200,000 in a folder, bytes that are not UTF-8, NULs and other
 * characters that F11 forbids (also when written as an escape), tabs as indentation. Brackets and
 * texts, in quotes or without, end on their line, so that what was not closed is found where it was
 * forgotten; long texts use | or >, long lists an entry a line.
 *
 * There are no numbers, dates or truth values here: all is text until the schema says what it is, so
 * `no`, `08.00` and `31.73` need no quotes.
 */
#ifndef OKOCE_CONF_YAML_H
#define OKOCE_CONF_YAML_H

#include "conf/problem.h"

#define YAML_DEPTH_MAX 16
#define YAML_KEYS_MAX 100      /* in a map */
#define YAML_TOKENS_MAX 100000 /* words and marks; the shipped plan of 94 sessions has 2,200 */
#define YAML_FOLDER_TOKENS_MAX 200000 /* in all files of a folder: they are held together */

enum node_kind {
	NODE_TEXT,
	NODE_LIST,
	NODE_MAP
};

struct node {
	enum node_kind kind;
	bool quoted;        /* a text in quotes, or with | or > */
	bool faulty;        /* a mistake in it was reported: what depends on it says nothing more */
	struct place place; /* of its first character */
	const char *text;   /* of a text; "" for none */
	struct node *key;   /* of a map: `count` texts, in the order of the file, doubles too */
	struct node *item;  /* of a list; of a map: the value behind each key */
	size_t count;
};

/* The root of the file's tree, or null when it was refused. `file` is what problems name. The tree
 * lives in the arena, the bytes are not needed any more. */
struct node *yaml_read(
	const char *file, struct bytes bytes, struct arena *arena, struct conf_problems *problems);

/* The value behind the first `key` of a map; null when there is none, or `map` is null or no map. */
struct node *node_get(const struct node *map, const char *key);
/* Nothing stands there: `key:`, `key: ~` or `key: null`. */
bool node_is_empty(const struct node *node);

#endif
