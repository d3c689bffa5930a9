/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/xlsx_xml.h"

#include "base/random.h"

#include <expat.h>
#include <string.h>

#define DEPTH_MAX 64
#define QUIET_MAX 6 /* pieces without an end of any token: a tag of 200 KB */
#define NAMES_MAX 512
#define NAME_SLOTS 1024 /* a power of two, above it */

enum end {
	GOING,
	DONE,
	LEFT
};

struct xlsx_inside {
	XML_Parser parser;
	enum status status;
	enum end end;
	unsigned quiet;
	uint64_t name[NAME_SLOTS]; /* digests; 0: free */
	uint64_t seed;
	size_t name_count;
};

static void stop(struct xlsx_xml *xml, enum end end)
{
	if (xml->inside->end == GOING)
		XML_StopParser(xml->inside->parser, XML_FALSE);
	xml->inside->end = end;
}

void xlsx_xml_fail(struct xlsx_xml *xml, enum status status)
{
	xml->inside->status = status;
	stop(xml, LEFT);
}

void xlsx_xml_done(struct xlsx_xml *xml)
{
	stop(xml, DONE);
}

void xlsx_xml_leave(struct xlsx_xml *xml)
{
	stop(xml, LEFT);
}

static const char *local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *xlsx_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(local_name(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

bool xlsx_attribute_true(const char **attributes, const char *name)
{
	const char *value = xlsx_attribute(attributes, name);

	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* expat keeps each name that it meets, until its end. The seed keeps a file from being made such
 * that many names count as one. */
static bool know_name(struct xlsx_inside *inside, const char *name)
{
	uint64_t digest = inside->seed;
	size_t slot;

	for (; *name != '\0'; name++)
		digest = (digest ^ (uint8_t)*name) * UINT64_C(0x100000001b3);
	digest |= 1;
	slot = (digest >> 20) % NAME_SLOTS;
	while (inside->name[slot] != 0 && inside->name[slot] != digest)
		slot = (slot + 1) % NAME_SLOTS;
	if (inside->name[slot] == digest)
		return true;
	inside->name[slot] = digest;
	return ++inside->name_count <= NAMES_MAX;
}

static bool know_names(struct xlsx_inside *inside, const char *name, const char **attributes)
{
	bool known = know_name(inside, name);

	for (; known && *attributes; attributes += 2)
		known = know_name(inside, attributes[0]);
	return known;
}

static void take_start(void *context, const char *name, const char **attributes)
{
	struct xlsx_xml *xml = context;

	xml->inside->quiet = 0;
	xml->depth++;
	if (xml->inside->end != GOING)
		return;
	if (xml->depth > DEPTH_MAX || !know_names(xml->inside, name, attributes))
		xlsx_xml_fail(xml, xlsx_damaged(xml->err));
	else
		xml->handler->start(xml, local_name(name), attributes);
}

static void take_end(void *context, const char *name)
{
	struct xlsx_xml *xml = context;

	xml->inside->quiet = 0;
	if (xml->inside->end == GOING)
		xml->handler->end(xml, local_name(name));
	xml->depth--;
}

static void take_text(void *context, const char *ptr, int len)
{
	struct xlsx_xml *xml = context;

	xml->inside->quiet = 0;
	if (xml->inside->end == GOING && xml->handler->text)
		xml->handler->text(xml, ptr, (size_t)len);
}

/* Comments and the like. */
static void take_rest(void *context, const char *ptr, int len)
{
	struct xlsx_xml *xml = context;

	(void)ptr;
	(void)len;
	xml->inside->quiet = 0;
}

static void take_dtd(
	void *context, const char *name, const char *system, const char *public, int has_subset)
{
	struct xlsx_xml *xml = context;

	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	xlsx_xml_fail(xml, xlsx_damaged(xml->err));
}

static void feed(struct xlsx_xml *xml, const char *ptr, size_t len, bool last)
{
	struct xlsx_inside *inside = xml->inside;

	if (XML_Parse(inside->parser, ptr, (int)len, last) == XML_STATUS_ERROR) {
		if (XML_GetErrorCode(inside->parser) == XML_ERROR_NO_MEMORY)
			memory_exhausted();
		if (inside->end == GOING)
			xlsx_xml_fail(xml, xlsx_damaged(xml->err));
	}
	/* An unfinished token is kept, and begun anew with each piece. */
	if (inside->end == GOING && ++inside->quiet > QUIET_MAX)
		xlsx_xml_fail(xml, xlsx_damaged(xml->err));
}

static bool take_piece(void *context, const char *ptr, size_t len)
{
	struct xlsx_xml *xml = context;

	if (xml->inside->end == GOING)
		feed(xml, ptr, len, false);
	return xml->inside->end != LEFT;
}

enum status xlsx_xml_read(struct xlsx_zip *zip, const char *part,
	const struct xlsx_handler *handler, void *context, struct err *err)
{
	struct xlsx_inside inside = {.parser = XML_ParserCreate(NULL)};
	struct xlsx_xml xml = {handler, context, err, 0, &inside};
	enum status status;

	if (!inside.parser)
		memory_exhausted();
	random_bytes(&inside.seed, sizeof(inside.seed));
	XML_SetUserData(inside.parser, &xml);
	XML_SetElementHandler(inside.parser, take_start, take_end);
	XML_SetCharacterDataHandler(inside.parser, take_text);
	XML_SetDefaultHandler(inside.parser, take_rest);
	XML_SetStartDoctypeDeclHandler(inside.parser, take_dtd);
	status = xlsx_zip_read(zip, part, take_piece, &xml, err);
	if (status == STATUS_OK && inside.end == GOING)
		feed(&xml, "", 0, true);
	XML_ParserFree(inside.parser);
	return status == STATUS_OK ? inside.status : status;
}
