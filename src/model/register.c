/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/register.h"

#include <assert.h>
#include <string.h>

struct register_kind_row {
	unsigned number;
	const char *name;
	const char *parts;
	bool person;
};

#define REGISTER_ROW(kind, number, name, parts, person) {number, name, parts, person},
static const struct register_kind_row kind_rows[] = {REGISTER_TABLE(REGISTER_ROW)};
#undef REGISTER_ROW

static const struct register_kind_row *find_kind(uint64_t number)
{
	const size_t count = sizeof(kind_rows) / sizeof(kind_rows[0]);

	/* So far they stand in the order of their numbers, without a gap. */
	if (number > 0 && number <= count && kind_rows[number - 1].number == number)
		return &kind_rows[number - 1];
	for (size_t i = 0; i < count; i++)
		if (kind_rows[i].number == number)
			return &kind_rows[i];
	return NULL;
}

static bool is_allowed(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '.' || c == '-';
}

bool register_text_ok(const char *text)
{
	size_t len = 0;

	while (is_allowed(text[len]))
		len++;
	return len > 0 && len <= REGISTER_TEXT_MAX && text[len] == '\0';
}

/* Writing. CBOR heads are written here and not by cbor_put_*: a key is built for every look-up in
 * the store, and those write into a buffer on the heap. The tests compare the two. */

enum {
	MAJOR_UINT = 0,
	MAJOR_BYTES = 2,
	MAJOR_TEXT = 3,
	MAJOR_ARRAY = 4
};

static void add_bytes(struct register_key *key, const void *ptr, size_t len)
{
	assert(len <= sizeof(key->byte) - key->len);
	memcpy(key->byte + key->len, ptr, len);
	key->len = (uint16_t)(key->len + len);
}

/* The arguments of numbers in keys are days, groups and lengths: 32 bits hold them. */
static void add_head(struct register_key *key, unsigned major, uint32_t argument)
{
	uint8_t head[5] = {(uint8_t)(major << 5)};

	if (argument < 24) {
		head[0] |= (uint8_t)argument;
		add_bytes(key, head, 1);
	} else if (argument <= UINT8_MAX) {
		head[0] |= 24;
		head[1] = (uint8_t)argument;
		add_bytes(key, head, 2);
	} else if (argument <= UINT16_MAX) {
		head[0] |= 25;
		head[1] = (uint8_t)(argument >> 8);
		head[2] = (uint8_t)argument;
		add_bytes(key, head, 3);
	} else {
		head[0] |= 26;
		put_be32(head + 1, argument);
		add_bytes(key, head, 5);
	}
}

static void add_number(struct register_key *key, uint32_t number)
{
	add_head(key, MAJOR_UINT, number);
}

static void add_byte_string(struct register_key *key, struct bytes bytes)
{
	add_head(key, MAJOR_BYTES, (uint32_t)bytes.len);
	add_bytes(key, bytes.ptr, bytes.len);
}

static void add_id(struct register_key *key, const struct id *id)
{
	add_byte_string(key, id_bytes(id));
}

static void add_text(struct register_key *key, const char *text)
{
	assert(register_text_ok(text));
	add_head(key, MAJOR_TEXT, (uint32_t)strlen(text));
	add_bytes(key, text, strlen(text));
}

/* The head tells the count of parts of the whole key, also where only a prefix follows: only so is
 * what this begins a prefix of the bytes of whole keys. */
struct register_key register_all(enum register_kind kind)
{
	struct register_key key;
	const struct register_kind_row *row = find_kind(kind);

	assert(row != NULL);
	key.len = 0;
	add_head(&key, MAJOR_ARRAY, (uint32_t)(1 + strlen(row->parts)));
	add_number(&key, row->number);
	return key;
}

struct register_key register_person(const struct id *record, enum person_group group)
{
	struct register_key key = register_all(REGISTER_PERSON);

	add_id(&key, record);
	add_number(&key, group);
	return key;
}

struct register_key register_same(const struct id *record, const struct id *other)
{
	struct register_key key = register_all(REGISTER_SAME);
	const bool lesser = id_compare(record, other) < 0;

	add_id(&key, lesser ? record : other);
	add_id(&key, lesser ? other : record);
	return key;
}

struct register_key register_answer(const char *question, struct bytes about)
{
	struct register_key key = register_all(REGISTER_ANSWER);

	assert(about.len <= REGISTER_BYTES_MAX);
	add_text(&key, question);
	add_byte_string(&key, about);
	return key;
}

struct register_key register_enrolments_of(const char *session)
{
	struct register_key key = register_all(REGISTER_ENROLMENT);

	add_text(&key, session);
	return key;
}

struct register_key register_enrolment(const char *session, const struct id *record)
{
	struct register_key key = register_enrolments_of(session);

	add_id(&key, record);
	return key;
}

struct register_key register_attendance_of(const char *session, int day)
{
	struct register_key key = register_all(REGISTER_ATTENDANCE);

	assert(day >= 0);
	add_text(&key, session);
	if (day > 0)
		add_number(&key, (uint32_t)day);
	return key;
}

struct register_key register_attendance(
	const char *session, int day, enum day_part part, const struct id *record)
{
	struct register_key key = register_attendance_of(session, day);

	assert(day >= 1);
	add_number(&key, part);
	add_id(&key, record);
	return key;
}

struct register_key register_session(const char *session, enum session_facet facet)
{
	struct register_key key = register_all(REGISTER_SESSION);

	add_text(&key, session);
	add_number(&key, facet);
	return key;
}

struct register_key register_day(const char *session, int day)
{
	struct register_key key = register_all(REGISTER_DAY);

	assert(day >= 1);
	add_text(&key, session);
	add_number(&key, (uint32_t)day);
	return key;
}

struct register_key register_sheet(const struct id *sheet)
{
	struct register_key key = register_all(REGISTER_SHEET);

	add_id(&key, sheet);
	return key;
}

struct register_key register_access(const struct id *access)
{
	struct register_key key = register_all(REGISTER_ACCESS);

	add_id(&key, access);
	return key;
}

struct register_key register_followups_of(const struct id *record)
{
	struct register_key key = register_all(REGISTER_FOLLOWUP);

	add_id(&key, record);
	return key;
}

struct register_key register_followup(const struct id *record, const char *commodity, const char *step)
{
	struct register_key key = register_followups_of(record);

	add_text(&key, commodity);
	add_text(&key, step);
	return key;
}

struct register_key register_documents_of(const struct id *record)
{
	struct register_key key = register_all(REGISTER_DOCUMENT);

	add_id(&key, record);
	return key;
}

struct register_key register_document(const struct id *record, uint32_t number)
{
	struct register_key key = register_documents_of(record);

	add_number(&key, number);
	return key;
}

struct register_key register_officer(const struct id *officer)
{
	struct register_key key = register_all(REGISTER_OFFICER);

	add_id(&key, officer);
	return key;
}

struct register_key register_of_key(struct bytes key_id)
{
	struct register_key key = register_all(REGISTER_KEY);

	add_byte_string(&key, key_id);
	return key;
}

struct register_key register_conf(const char *name)
{
	struct register_key key = register_all(REGISTER_CONF);

	add_text(&key, name);
	return key;
}

struct register_key register_copy(struct bytes key)
{
	struct register_key copy = {.len = (uint16_t)key.len};

	memcpy(copy.byte, key.ptr, key.len);
	return copy;
}

struct register_key register_of_other(struct bytes key, const struct id *record)
{
	struct register_key other = register_copy(key);
	struct id id;
	uint8_t *at;

	if (!register_person_of(key, &id))
		return other;
	at = memmem(other.byte, other.len, id.byte, ID_SIZE);
	assert(at != NULL);
	memcpy(at, record->byte, ID_SIZE);
	return other;
}

struct bytes register_bytes(const struct register_key *key)
{
	return (struct bytes){key->byte, key->len};
}

/* Reading. */

static void read_id(struct cbor *cbor, struct register_parts *parts, size_t *ids)
{
	if ((*ids)++ > 0)
		parts->other = parts->id;
	cbor_fixed(cbor, parts->id.byte, ID_SIZE);
}

static void read_text(struct cbor *cbor, struct register_parts *parts, size_t *texts)
{
	struct bytes text = cbor_text(cbor);
	char *out = (*texts)++ == 0 ? parts->text : parts->text2;

	if (text.len == 0 || text.len > REGISTER_TEXT_MAX || memchr(text.ptr, '\0', text.len)) {
		cbor_fail(cbor);
		return;
	}
	memcpy(out, text.ptr, text.len);
	out[text.len] = '\0';
	if (!register_text_ok(out))
		cbor_fail(cbor);
}

static void read_number(struct cbor *cbor, struct register_parts *parts, size_t *numbers)
{
	uint64_t number = cbor_uint(cbor);

	if ((*numbers)++ == 0)
		parts->number = number;
	else
		parts->number2 = number;
}

/* True when the parts are those that the table says. */
static bool read_parts(struct cbor *cbor, const char *kinds, struct register_parts *parts)
{
	size_t ids = 0, texts = 0, numbers = 0;

	for (const char *kind = kinds; *kind != '\0'; kind++) {
		if (*kind == 'I')
			read_id(cbor, parts, &ids);
		else if (*kind == 'T')
			read_text(cbor, parts, &texts);
		else if (*kind == 'N')
			read_number(cbor, parts, &numbers);
		else
			(void)cbor_bytes(cbor);
	}
	return cbor_at_end(cbor);
}

static bool is_one_item(struct bytes key)
{
	struct cbor whole;

	cbor_open(&whole, key);
	cbor_skip(&whole);
	return cbor_at_end(&whole);
}

/* Opens a key behind its kind; false when it is none whatever follows. Returns the count of parts. */
static bool open_key(struct cbor *cbor, struct bytes key, unsigned *kind, size_t *count)
{
	uint64_t number;

	if (key.len > REGISTER_KEY_MAX)
		return false;
	cbor_open(cbor, key);
	*count = cbor_array(cbor);
	number = cbor_uint(cbor);
	if (!cbor_ok(cbor) || number > UINT32_MAX)
		return false;
	*kind = (unsigned)number;
	*count -= 1;
	return true;
}

bool register_parse(struct bytes key, struct register_parts *parts)
{
	struct cbor cbor;
	size_t count;
	unsigned kind;
	const struct register_kind_row *row;

	*parts = (struct register_parts){0};
	if (!open_key(&cbor, key, &kind, &count))
		return false;
	row = find_kind(kind);
	parts->known =
		row != NULL && count == strlen(row->parts) && read_parts(&cbor, row->parts, parts);
	if (!parts->known) { /* nothing half read is left standing */
		*parts = (struct register_parts){0};
		if (!is_one_item(key))
			return false;
	}
	parts->kind = kind;
	return true;
}

bool register_person_of(struct bytes key, struct id *record)
{
	struct register_parts parts;

	if (!register_parse(key, &parts) || !parts.known || !find_kind(parts.kind)->person)
		return false;
	*record = parts.id;
	return true;
}

static void print_hex(struct buf *out, struct bytes bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		buf_printf(out, "%02x", bytes.ptr[i]);
}

/* One part of a key whose parts are known to be as its kind says. */
static void print_part(struct buf *out, struct cbor *cbor)
{
	enum cbor_type type = cbor_peek(cbor);

	if (type == CBOR_UINT) {
		buf_printf(out, "%llu", (unsigned long long)cbor_uint(cbor));
	} else if (type == CBOR_TEXT) {
		struct bytes text = cbor_text(cbor);

		buf_add(out, text.ptr, text.len);
	} else {
		print_hex(out, cbor_bytes(cbor));
	}
}

void register_print(struct buf *out, struct bytes key)
{
	struct register_parts parts;
	struct cbor cbor;
	unsigned kind;
	size_t count;

	if (!register_parse(key, &parts) || !open_key(&cbor, key, &kind, &count)) {
		buf_add_text(out, "?/");
		print_hex(out, key);
		return;
	}
	if (parts.known)
		buf_add_text(out, find_kind(kind)->name);
	else
		buf_printf(out, "?%u", kind);
	for (size_t i = 0; i < count; i++) {
		buf_add_byte(out, '/');
		if (parts.known)
			print_part(out, &cbor);
		else
			cbor_diagnose(out, cbor_skip(&cbor));
	}
}
