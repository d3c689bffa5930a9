/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Three passes: bytes (is it text at all), tokens (is it the YAML that we take, and small), and then
 * libyaml's document, turned into a tree. The token pass runs before libyaml builds anything, so a
 * hostile file costs no more than its size.
 */
#include "conf/yaml.h"

#include "conf/culprit.h"
#include "conf/explain.h"
#include "conf/source.h"
#include "base/i18n.h"

#include <string.h>
#include <yaml.h>

/* --- Tokens --------------------------------------------------------------------------------- */

#define OPEN_MAX (YAML_DEPTH_MAX + 1)

/* What the token pass knows. */
struct scan {
	const struct source *source;
	struct open_level {
		struct place place;
		bool bracket; /* { or [, not indentation */
	} open[OPEN_MAX];
	size_t depth;
	size_t tokens;
	bool content; /* something stood before */
	bool ended;   /* a line "..." was seen */
	unsigned refused;
	struct place last; /* refused */
	struct running {   /* the first text that runs on: it is told when all is read */
		struct place place, next; /* and the line that it runs into */
		const char *text;         /* null: none */
	} running;
	bool stop;         /* nothing that follows is worth a message */
};

static struct place place_of_mark(yaml_mark_t mark)
{
	return (struct place){(unsigned)mark.line + 1, (unsigned)mark.column + 1};
}

static void refuse(struct scan *scan, struct place place, const char *text)
{
	if (++scan->refused == SOURCE_PROBLEMS_MAX)
		scan->stop = true;
	scan->last = place;
	if (scan->source->problems)
		problem_error(scan->source->problems, scan->source->file, place, "%s", text);
}

static void scan_open(struct scan *scan, const yaml_token_t *token)
{
	if (scan->depth == YAML_DEPTH_MAX) {
		refuse(scan, place_of_mark(token->start_mark),
			_("more than 16 levels lie in one another here"));
		scan->stop = true;
		return;
	}
	scan->open[scan->depth++] = (struct open_level){
		.place = place_of_mark(token->start_mark),
		.bracket = token->type == YAML_FLOW_SEQUENCE_START_TOKEN ||
			   token->type == YAML_FLOW_MAPPING_START_TOKEN,
	};
}

/* Nothing but blanks and the dashes of list entries stands before it on its line. */
static bool begins_line(const struct source *source, struct place place)
{
	size_t offset = source_line_offset(source, place.line);

	for (unsigned i = 0; i + 1 < place.column; i++) {
		if (source->bytes.ptr[offset + i] != ' ' && source->bytes.ptr[offset + i] != '-')
			return false;
	}
	return true;
}

/* A text without quotes that runs on: either its line should have been a key, or the next is
 * indented too far. */
static void refuse_plain(struct scan *scan, const yaml_token_t *token)
{
	struct place begin = place_of_mark(token->start_mark);
	struct place next = source_line_begin(scan->source, (unsigned)token->end_mark.line + 1);
	struct place at = next;

	const char *text = _("this line goes on with the text of the line above: "
			     "a colon is missing, or it is indented too far");

	if (begins_line(scan->source, begin)) {
		at = begin;
		text = _("a colon and a blank are missing in this line");
	}
	if (scan->running.text || scan->refused > 0) {
		refuse(scan, at, text);
		return;
	}
	scan->running = (struct running){at, next, text};
	scan->refused++;
	scan->last = at;
}

static void scan_scalar(struct scan *scan, const yaml_token_t *token)
{
	yaml_scalar_style_t style = token->data.scalar.style;

	if (token->start_mark.line == token->end_mark.line)
		return;
	if (style == YAML_PLAIN_SCALAR_STYLE)
		refuse_plain(scan, token);
	else if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
		 style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		refuse(scan, place_of_mark(token->start_mark),
			_("the quotes that open here are not closed on this line"));
}

/* Brackets too end on their line: one that was forgotten would else be missed at the file's end. */
static void scan_brackets(struct scan *scan, const yaml_token_t *token)
{
	const struct open_level *outer = NULL;

	for (size_t i = 0; i < scan->depth && !outer; i++)
		outer = scan->open[i].bracket ? &scan->open[i] : NULL;
	if (!outer || (token->type != YAML_STREAM_END_TOKEN &&
			      token->end_mark.line + 1 == outer->place.line))
		return;
	refuse(scan, outer->place, _("the bracket that opens here is not closed on this line"));
	scan->stop = true;
}

static void scan_document(struct scan *scan, const yaml_token_t *token)
{
	bool second = scan->content || scan->ended;

	if (token->type == YAML_DOCUMENT_END_TOKEN) {
		scan->ended = true;
	} else if (second) {
		refuse(scan, place_of_mark(token->start_mark),
			_("a second document begins here: a file holds one"));
		scan->stop = true;
	}
	scan->content = true;
}

static void scan_token(struct scan *scan, const yaml_token_t *token)
{
	struct place place = place_of_mark(token->start_mark);

	scan_brackets(scan, token);
	if (scan->stop)
		return;
	switch (token->type) {
	case YAML_ANCHOR_TOKEN:
		refuse(scan, place, _("anchors (&name) are not used here: write the value out"));
		return;
	case YAML_ALIAS_TOKEN:
		refuse(scan, place,
			_("aliases (*name) are not used here: write the value out, "
			  "or in quotes if it is a text with a star"));
		return;
	case YAML_TAG_TOKEN:
		refuse(scan, place,
			_("tags (!name) are not used here: delete it, "
			  "or put a text with an exclamation mark in quotes"));
		return;
	case YAML_VERSION_DIRECTIVE_TOKEN:
	case YAML_TAG_DIRECTIVE_TOKEN:
		refuse(scan, place, _("lines that begin with % are not used here: delete it"));
		return;
	case YAML_DOCUMENT_START_TOKEN:
	case YAML_DOCUMENT_END_TOKEN:
		scan_document(scan, token);
		return;
	case YAML_BLOCK_SEQUENCE_START_TOKEN:
	case YAML_BLOCK_MAPPING_START_TOKEN:
	case YAML_FLOW_SEQUENCE_START_TOKEN:
	case YAML_FLOW_MAPPING_START_TOKEN:
		scan_open(scan, token);
		break;
	case YAML_BLOCK_END_TOKEN:
	case YAML_FLOW_SEQUENCE_END_TOKEN:
	case YAML_FLOW_MAPPING_END_TOKEN:
		if (scan->depth > 0)
			scan->depth--;
		return;
	case YAML_SCALAR_TOKEN:
		scan_scalar(scan, token);
		break;
	default:
		break;
	}
	if (scan->ended && token->type != YAML_STREAM_END_TOKEN) {
		refuse(scan, place, _("a second document begins here: a file holds one"));
		scan->stop = true;
	}
	if (token->type != YAML_STREAM_START_TOKEN && token->type != YAML_STREAM_END_TOKEN)
		scan->content = true;
}

static bool parser_open(yaml_parser_t *parser, const struct source *source)
{
	if (!yaml_parser_initialize(parser)) {
		if (source->problems)
			problem_error(source->problems, source->file, PLACE_FILE,
				_("not enough memory to read this file"));
		return false;
	}
	yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(parser,
		source->bytes.len > 0 ? source->bytes.ptr : (const uint8_t *)"", source->bytes.len);
	return true;
}

static bool is_folder_full(struct conf_problems *problems)
{
	return problems && problems->tokens++ >= YAML_FOLDER_TOKENS_MAX;
}

/* Runs over all tokens. False when libyaml stopped at one; `parser` then holds why. */
static bool scan_tokens(struct scan *scan, yaml_parser_t *parser)
{
	bool end = false;

	while (!end && !scan->stop) {
		yaml_token_t token;

		if (!yaml_parser_scan(parser, &token))
			return false;
		scan_token(scan, &token);
		/* Each value takes a token at least, empty ones too: so libyaml's document is
		 * bounded before it is built. */
		if ((++scan->tokens == YAML_TOKENS_MAX || is_folder_full(scan->source->problems)) && !scan->stop) {
			refuse(scan, place_of_mark(token.start_mark),
				scan->tokens == YAML_TOKENS_MAX
					? _("this file holds far too much: it ends here for okoce")
					: _("the files of this folder hold far too much together: "
					    "they end here for okoce"));
			scan->stop = true;
		}
		end = token.type == YAML_STREAM_END_TOKEN || token.type == YAML_NO_TOKEN;
		yaml_token_delete(&token);
	}
	return true;
}

/* --- Mistakes of syntax --------------------------------------------------------------------- */

/* libyaml has two places: where it noticed, and where what it was reading began. */
static struct place error_place(const yaml_parser_t *parser)
{
	static const char *const begun[] = {
		"while scanning a simple key", "while scanning a quoted scalar"};

	for (size_t i = 0; parser->context && i < sizeof(begun) / sizeof(*begun); i++) {
		if (strcmp(parser->context, begun[i]) == 0 && parser->error == YAML_SCANNER_ERROR)
			return place_of_mark(parser->context_mark);
	}
	return place_of_mark(parser->problem_mark);
}

/*
 * A bracket or quote that was never closed is noticed lines later, at something sound. So the lines
 * above the mistake are read alone: what is still open at their end is the culprit.
 */
static bool unclosed_above(const struct source *source, struct place mistake, struct place *place)
{
	struct source above = {.file = source->file, .bytes = source->bytes};
	struct scan scan = {.source = &above};
	yaml_parser_t parser;

	above.bytes.len = source_line_offset(source, mistake.line);
	if (above.bytes.len == 0 || !parser_open(&parser, &above))
		return false;
	bool whole = scan_tokens(&scan, &parser);
	*place = whole ? scan.last : error_place(&parser);
	yaml_parser_delete(&parser);
	return !whole || scan.refused > 0;
}

static bool readable(const struct source *source)
{
	struct scan scan = {.source = source};
	yaml_document_t document;
	yaml_parser_t parser;

	if (!parser_open(&parser, source))
		return false;
	bool good = scan_tokens(&scan, &parser) && scan.refused == 0;
	yaml_parser_delete(&parser);
	if (!good || !parser_open(&parser, source))
		return false;
	good = yaml_parser_load(&parser, &document);
	if (good)
		yaml_document_delete(&document);
	yaml_parser_delete(&parser);
	return good;
}

/* At the line that is to blame, in words that fit it. */
static void report_at_culprit(const struct source *source, struct place place, struct place noticed,
	const char *text)
{
	static const char *const texts[] = {
		[CULPRIT_INDENTATION] = N_("this line is indented otherwise than its neighbours"),
		[CULPRIT_ENTRY] = N_("a line that begins with \"- \" is missing above this one"),
		[CULPRIT_DASH] = N_("\"- \" is missing before this: an entry of the list begins here"),
		[CULPRIT_BEFORE] = N_("something stands before the key here: delete it"),
		[CULPRIT_LINE] = NULL,
	};
	enum culprit culprit = culprit_find(source, readable, &noticed);

	if (culprit == CULPRIT_NONE)
		noticed = place;
	else if (texts[culprit])
		text = _(texts[culprit]);
	problem_error(source->problems, source->file, noticed, "%s", text);
}

static void report_syntax(const struct source *source, const yaml_parser_t *parser)
{
	struct place place = error_place(parser);
	struct place opened;

	if (unclosed_above(source, place, &opened))
		problem_error(source->problems, source->file, opened,
			_("what opens here is not closed on this line"));
	else if (explain_is_structure(parser->problem))
		report_at_culprit(source, place, place, explain(parser->problem));
	else
		problem_error(
			source->problems, source->file, place, "%s", explain(parser->problem));
}

static bool check_tokens(const struct source *source)
{
	struct scan scan = {.source = source};
	yaml_parser_t parser;

	if (!parser_open(&parser, source))
		return false;
	bool whole = scan_tokens(&scan, &parser);
	/* What was refused before is very likely the cause. */
	if (!whole && scan.refused == 0)
		report_syntax(source, &parser);
	else if (scan.running.text && scan.refused == 1)
		report_at_culprit(source, scan.running.place, scan.running.next, scan.running.text);
	else if (scan.running.text)
		problem_error(source->problems, source->file, scan.running.place, "%s",
			scan.running.text);
	yaml_parser_delete(&parser);
	return whole && scan.refused == 0;
}

/* --- The tree ------------------------------------------------------------------------------- */

struct tree {
	const struct source *source;
	struct arena *arena;
	yaml_document_t *document;
	bool good;
};

static void tree_error(struct tree *tree, struct place place, const char *text)
{
	problem_error(tree->source->problems, tree->source->file, place, "%s", text);
	tree->good = false;
}

static void build_text(struct tree *tree, const yaml_node_t *from, struct node *node)
{
	const uint8_t *ptr = from->data.scalar.value;
	size_t len = from->data.scalar.length;

	node->kind = NODE_TEXT;
	node->quoted = from->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	if (source_text_allowed(ptr, len))
		node->text = arena_text(tree->arena, (const char *)ptr, len);
	else
		tree_error(tree, node->place,
			_("an escape makes a character that may not stand here"));
}

static void build_node(struct tree *tree, int index, size_t depth, struct node *node);

static void build_list(struct tree *tree, const yaml_node_t *from, size_t depth, struct node *node)
{
	const yaml_node_item_t *item = from->data.sequence.items.start;

	node->kind = NODE_LIST;
	node->count = (size_t)(from->data.sequence.items.top - item);
	node->item = arena_alloc(tree->arena, node->count * sizeof(*node->item));
	for (size_t i = 0; i < node->count; i++)
		build_node(tree, item[i], depth + 1, &node->item[i]);
}

/* `x   kelurahan:` is no key of the file but one of an entry above, which would be missed there. */
static bool hides_key(const struct node *key)
{
	const char *word = strrchr(key->text, ' ');

	return word && word[1] != '\0' && word[1 + strspn(word + 1, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
}

static void build_map(struct tree *tree, const yaml_node_t *from, size_t depth, struct node *node)
{
	const yaml_node_pair_t *pair = from->data.mapping.pairs.start;

	node->kind = NODE_MAP;
	node->count = (size_t)(from->data.mapping.pairs.top - pair);
	if (node->count > YAML_KEYS_MAX) {
		tree_error(tree, node->place, _("more than 100 keys stand in one group here"));
		node->count = 0;
	}
	node->key = arena_alloc(tree->arena, node->count * sizeof(*node->key));
	node->item = arena_alloc(tree->arena, node->count * sizeof(*node->item));
	for (size_t i = 0; i < node->count; i++) {
		build_node(tree, pair[i].key, depth + 1, &node->key[i]);
		build_node(tree, pair[i].value, depth + 1, &node->item[i]);
		if (node->key[i].kind != NODE_TEXT)
			tree_error(tree, node->key[i].place,
				_("a key is a word, not a list or a map"));
		else if (depth == 0 && hides_key(&node->key[i]))
			tree_error(tree, node->key[i].place,
				_("something stands before the key here: delete it"));
		else if (node_is_empty(&node->item[i]))
			node->item[i].place = node->key[i].place;
	}
}

static void build_node(struct tree *tree, int index, size_t depth, struct node *node)
{
	const yaml_node_t *from = yaml_document_get_node(tree->document, index);

	*node = (struct node){.text = "", .place = place_of_mark(from->start_mark)};
	if (from->type == YAML_SCALAR_NODE) {
		build_text(tree, from, node);
	} else if (depth >= YAML_DEPTH_MAX) {
		/* Levels without a token of their own, as in `- a:` over `- b:`. */
		if (tree->good)
			tree_error(tree, node->place,
				_("more than 16 levels lie in one another here"));
	} else if (from->type == YAML_SEQUENCE_NODE) {
		build_list(tree, from, depth, node);
	} else {
		build_map(tree, from, depth, node);
	}
}

static struct node *build(
	const struct source *source, yaml_document_t *document, struct arena *arena)
{
	struct tree tree = {.source = source, .arena = arena, .document = document, .good = true};
	struct node *root = arena_alloc(arena, sizeof(*root));

	if (!yaml_document_get_root_node(document)) {
		problem_error(source->problems, source->file, (struct place){1, 1},
			_("this file is empty"));
		return NULL;
	}
	build_node(&tree, 1, 0, root);
	return tree.good ? root : NULL;
}

static struct node *load(const struct source *source, struct arena *arena)
{
	struct node *root = NULL;
	yaml_document_t document;
	yaml_parser_t parser;

	if (!parser_open(&parser, source))
		return NULL;
	if (yaml_parser_load(&parser, &document)) {
		root = build(source, &document, arena);
		yaml_document_delete(&document);
	} else {
		report_syntax(source, &parser);
	}
	yaml_parser_delete(&parser);
	return root;
}

struct node *yaml_read(
	const char *file, struct bytes bytes, struct arena *arena, struct conf_problems *problems)
{
	struct source source = {.file = file, .bytes = bytes, .problems = problems};

	if (bytes.len >= 3 && memcmp(bytes.ptr, "\ufeff", 3) == 0) {
		source.bytes.ptr += 3;
		source.bytes.len -= 3;
	}
	if (!source_check(&source) || !check_tokens(&source))
		return NULL;
	return load(&source, arena);
}

struct node *node_get(const struct node *map, const char *key)
{
	for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++) {
		if (strcmp(map->key[i].text, key) == 0)
			return &map->item[i];
	}
	return NULL;
}

bool node_is_empty(const struct node *node)
{
	return node->kind == NODE_TEXT && !node->quoted &&
	       (node->text[0] == '\0' || strcmp(node->text, "~") == 0 ||
		       strcmp(node->text, "null") == 0);
}
