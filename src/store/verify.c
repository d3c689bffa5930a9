/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#define NO_PARENT SIZE_MAX

struct verify_node {
	struct entry entry;
	uint8_t chain[DIGEST_SIZE];
	size_t parent;
	bool holds;
	bool earlier; /* verified before, see verify_resume() */
};

const char *verify_text(enum verify_kind kind)
{
	static const char *const texts[] = {
#define VERIFY_TEXT(name, text, out) text,
		VERIFY_TABLE(VERIFY_TEXT)
#undef VERIFY_TEXT
	};
	return _(texts[kind]);
}

void event_print(struct buf *out, const struct event_id *event)
{
	char hex[ID_HEX_SIZE];
	buf_printf(out, "%s/%u", id_hex(&event->writer, hex), event->seq);
}

static void tell(struct verify *verify, enum verify_kind kind, const struct event_id *event)
{
	static const bool out[] = {
#define VERIFY_OUT(name, text, out) out,
		VERIFY_TABLE(VERIFY_OUT)
#undef VERIFY_OUT
	};
	if (out[kind])
		verify->left_out++;
	if (verify->found)
		verify->found(verify->context, kind, event);
}

/* --- One writer's entries, all read -------------------------------------------------------------- */

static bool find_birth(const struct verify *verify, struct birth *birth)
{
	for (size_t i = 0; i < verify->count && verify->node[i].entry.id.seq == 1; i++) {
		const struct entry *entry = &verify->node[i].entry;

		if (entry->header.kind == ENTRY_BIRTH && !entry->erased &&
		    birth_parse(birth, entry->payload, &verify->writer) &&
		    id_equal(&birth->programme, &verify->programme))
			return true;
	}
	return false;
}

bool verify_signature(const struct entry *entry, const uint8_t chain[DIGEST_SIZE],
		      const struct birth *birth)
{
	return sign_verify(entry->signature, birth->public_key, ENTRY_LABEL,
			   (struct bytes){chain, DIGEST_SIZE});
}

/* A good signature vouches for its entry and for all that it follows from. */
static void mark(struct verify *verify, size_t index)
{
	while (index != NO_PARENT && !verify->node[index].holds) {
		verify->node[index].holds = true;
		index = verify->node[index].parent;
	}
}

static void check_signatures(struct verify *verify, const struct birth *birth)
{
	for (size_t i = verify->count; i-- > 0;) {
		struct verify_node *node = &verify->node[i];

		if (!node->entry.signature || (node->holds && !verify->every_signature))
			continue;
		if (verify_signature(&node->entry, node->chain, birth))
			mark(verify, i);
		else
			tell(verify, VERIFY_SIGNATURE, &node->entry.id);
	}
}

static void tell_oddities(struct verify *verify, size_t index)
{
	const struct verify_node *node = &verify->node[index];
	const struct entry *entry = &node->entry;

	if (node->parent == NO_PARENT && entry->id.seq > 1)
		tell(verify, VERIFY_GAP, &entry->id);
	if (index > 0 && verify->node[index - 1].entry.id.seq == entry->id.seq)
		tell(verify, VERIFY_FORK, &entry->id);
	if (node->parent != NO_PARENT &&
	    entry->header.lamport <= verify->node[node->parent].entry.header.lamport &&
	    entry->header.lamport < LAMPORT_MAX)
		tell(verify, VERIFY_COUNTER, &entry->id);
}

static void end_writer(struct verify *verify)
{
	struct birth birth = verify->birth;
	bool born = verify->resumed || find_birth(verify, &birth);

	if (born)
		check_signatures(verify, &birth);
	for (size_t i = 0; i < verify->count; i++) {
		const struct verify_node *node = &verify->node[i];

		if (node->earlier)
			continue;
		if (!node->holds) {
			tell(verify, born ? VERIFY_UNSIGNED : VERIFY_NO_BIRTH, &node->entry.id);
			continue;
		}
		tell_oddities(verify, i);
		verify->held++;
		if (verify->taken)
			verify->taken(verify->context, &node->entry, &birth, node->chain);
	}
	verify->writers += verify->count > 0;
	verify->count = 0;
	verify->resumed = false;
	arena_release(&verify->arena);
}

/* --- Reading ------------------------------------------------------------------------------------- */

static bool follows(const struct verify_node *parent, const struct entry *entry)
{
	return parent->entry.id.seq == entry->id.seq - 1 &&
	       memcmp(parent->chain, entry->header.prev, DIGEST_SIZE) == 0;
}

/* What an entry follows from has the name that prev begins with, and entries come in the order of
 * their names: a made-up log of a hundred thousand forks is searched as fast as any. */
static size_t find_parent(const struct verify *verify, const struct entry *entry)
{
	struct event_id parent = {.writer = entry->id.writer, .seq = entry->id.seq - 1};
	size_t low = 0, high = verify->count;

	if (!entry->header.has_prev)
		return NO_PARENT;
	if (high > 0 && follows(&verify->node[high - 1], entry)) /* nearly always */
		return high - 1;
	memcpy(parent.tag, entry->header.prev, ENTRY_TAG_SIZE);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (event_compare(&verify->node[middle].entry.id, &parent) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < verify->count && follows(&verify->node[low], entry) ? low : NO_PARENT;
}

static void add_node(struct verify *verify, const struct verify_node *node)
{
	verify->node = memory_grow(verify->node, verify->count, &verify->capacity, sizeof(*node));
	verify->node[verify->count++] = *node;
}

void verify_resume(struct verify *verify, const struct id *writer, uint32_t seq, uint64_t lamport,
		   const uint8_t chain[DIGEST_SIZE], const struct birth *birth)
{
	struct verify_node node = {.parent = NO_PARENT, .holds = true, .earlier = true};

	if (verify->count > 0)
		end_writer(verify);
	verify->writer = *writer;
	verify->birth = *birth;
	verify->resumed = true;
	node.entry.id = (struct event_id){.writer = *writer, .seq = seq};
	memcpy(node.entry.id.tag, chain, ENTRY_TAG_SIZE);
	memcpy(node.chain, chain, DIGEST_SIZE);
	node.entry.header.lamport = lamport;
	add_node(verify, &node);
}

void verify_look(struct looked *looked, const struct id *programme, struct bytes key, struct bytes value)
{
	bool readable = entry_parse(&looked->entry, key, value);

	looked->sound = readable && entry_is_named(&looked->entry, programme, looked->chain);
	looked->wrong = readable ? VERIFY_NAME : VERIFY_UNREADABLE;
}

static void go_to_writer(struct verify *verify, const struct id *writer)
{
	if (verify->count > 0 && !id_equal(writer, &verify->writer))
		end_writer(verify);
	verify->writer = *writer;
}

void verify_add(struct verify *verify, const struct looked *looked)
{
	const struct entry *entry = &looked->entry;
	struct verify_node node = {.parent = NO_PARENT};

	if (entry->id.seq > 0)
		go_to_writer(verify, &entry->id.writer);
	if (!looked->sound) {
		tell(verify, looked->wrong, &entry->id);
		return;
	}
	node.entry = *entry;
	memcpy(node.chain, looked->chain, DIGEST_SIZE);
	node.parent = find_parent(verify, entry);
	add_node(verify, &node);
}

void verify_entry(struct verify *verify, struct bytes key, struct bytes value)
{
	struct looked looked;
	struct event_id id;

	if (verify->copies && entry_key_parse(key, &id)) {
		go_to_writer(verify, &id.writer); /* whose entries the copies are kept for */
		value = arena_bytes(&verify->arena, value);
	}
	verify_look(&looked, &verify->programme, key, value);
	verify_add(verify, &looked);
}

void verify_end(struct verify *verify)
{
	end_writer(verify);
	free(verify->node);
	verify->node = NULL;
	verify->capacity = 0;
}
