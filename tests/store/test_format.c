/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * doc/FORMAT.md and the program say the same: each byte example is encoded again where it has one
 * encoding, else verified and opened; each row of its tables of registers and records is the code's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "base/text.h"
#include "model/name.h"
#include "model/record.h"
#include "model/register.h"
#include "store/closing.h"
#include "store/format_page.h"
#include "store/keys.h"
#include "store/meta.h"
#include "store/payload.h"
#include "store/verify.h"
#include "store/writer.h"

#define BORN 1563240060 /* 2019-07-16 08.21 WIB */
#define SESSION "2019-KT-KBG-2"
#define PASSPHRASE "tobi-rasa-kelu-mani"

/* What the tests share: the page, and the example file's secrets as its slot and box give them. */
struct example {
	struct format_page page;
	struct id programme, officer, record;
	struct key_ring *ring;
	struct writer writer;
};

static struct bytes block(struct example *example, const char *name)
{
	return format_bytes(&example->page, name);
}

static void assert_block(struct example *example, const char *name, struct bytes bytes)
{
	struct bytes stated = block(example, name);
	struct buf text = BUF_EMPTY;

	if (!bytes_equal(stated, bytes)) {
		for (size_t i = 0; i < bytes.len; i++)
			buf_printf(&text, "%02x ", bytes.ptr[i]);
		fail_msg("%s: the program has %s", name, buf_text(&text));
	}
}

static struct id id_of(struct example *example, const char *name)
{
	struct bytes bytes = block(example, name);
	struct id id;

	assert_int_equal(bytes.len, ID_SIZE);
	memcpy(id.byte, bytes.ptr, ID_SIZE);
	return id;
}

/* --- Head: F, slot, box ------------------------------------------------------------------------ */

static void test_meta(void **state)
{
	struct example *example = *state;
	struct meta meta;
	struct buf again = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(meta_parse(&meta, block(example, "meta"), "contoh", &err), STATUS_OK);
	assert_block(example, "meta-key", meta_key);
	assert_int_equal(meta.format, META_FORMAT);
	assert_int_equal(meta.created, BORN);
	assert_true(meta.sealed);
	assert_block(example, "sign-key", BYTES_OF(meta.founder_key));
	meta_put(&again, &meta);
	assert_block(example, "meta", buf_bytes(&again));
	example->programme = meta.programme;
	buf_release(&again);
}

static void test_slot(void **state)
{
	struct example *example = *state;
	struct slot slot;
	struct err err = {STATUS_OK, ""};
	uint8_t key[SLOT_KEY_SIZE], hash[DIGEST_SIZE];

	assert_true(slot_parse(&slot, block(example, "slot-key"), block(example, "slot")));
	example->officer = slot.officer;
	slot_key(key, &slot.officer);
	assert_block(example, "slot-key", BYTES_OF(key));
	assert_string_equal(slot.name, "Rina S.");
	assert_int_equal(slot.generation, 1);
	assert_false(slot.open);
	assert_int_equal(slot.memory_kib, SLOT_MEMORY_KIB);
	assert_int_equal(slot.passes, SLOT_PASSES);
	slot_digest(hash, block(example, "slot"));
	assert_block(example, "slot-digest", BYTES_OF(hash));
	assert_int_equal(slot_open(&slot, example->ring, &example->programme, "tobi-rasa-kelu-mana", &err),
			 STATUS_DENIED);
	assert_int_equal(slot_open(&slot, example->ring, &example->programme, PASSPHRASE, &err), STATUS_OK);
	assert_block(example, "seed", BYTES_OF(example->ring->seed));
	assert_block(example, "sign-key", BYTES_OF(example->ring->sign_key));
	assert_block(example, "box-public-key", BYTES_OF(example->ring->box_key));
}

static void test_box(void **state)
{
	struct example *example = *state;
	struct key_ring *ring = example->ring;
	struct err err = {STATUS_OK, ""};
	uint8_t key[BOX_KEY_SIZE];

	assert_int_equal(box_open(block(example, "box-key"), block(example, "box"), ring,
				  &example->programme, &err), STATUS_OK);
	assert_block(example, "log-key", BYTES_OF(ring->log_key));
	assert_block(example, "ids-secret", BYTES_OF(ring->ids_secret));
	assert_block(example, "payload-key", BYTES_OF(ring->payload_key));
	assert_block(example, "record-key", BYTES_OF(ring->record_key));
	assert_block(example, "tag-key", BYTES_OF(ring->tag_key));
	assert_block(example, "key-digest", BYTES_OF(ring->key_digest));
	assert_memory_equal(ring->key_id, ring->key_digest, KEY_ID_SIZE);
	box_key(key, ring->key_id, &example->officer);
	assert_block(example, "box-key", BYTES_OF(key));
}

/* --- Log ----------------------------------------------------------------------------------------- */

static void test_birth(void **state)
{
	struct example *example = *state;
	struct writer *writer = &example->writer;
	struct birth birth;
	struct buf again = BUF_EMPTY;

	sign_keys(writer->public_key, writer->secret, block(example, "writer-seed").ptr);
	writer_id(&writer->id, writer->public_key, BORN);
	assert_block(example, "writer", id_bytes(&writer->id));
	assert_true(birth_parse(&birth, block(example, "birth-payload"), &writer->id));
	assert_memory_equal(birth.public_key, writer->public_key, SIGN_KEY_SIZE);
	assert_memory_equal(birth.officer_key, example->ring->sign_key, SIGN_KEY_SIZE);
	assert_true(id_equal(&birth.programme, &example->programme));
	assert_true(id_equal(&birth.officer, &example->officer));
	birth_put(&again, &birth, example->ring);
	assert_block(example, "birth-payload", buf_bytes(&again));
	buf_release(&again);
}

static void test_closing(void **state)
{
	struct example *example = *state;
	struct closing closing;
	char code[SHEET_CODE_SIZE];
	struct buf again = BUF_EMPTY;

	assert_true(closing_parse(&closing, block(example, "closing-payload")));
	assert_int_equal(closing.number, 3);
	assert_int_equal(closing.writers, 5);
	assert_int_equal(closing.entries, 418);
	assert_string_equal(closing_code(&closing, code), "RPTX-SK");
	closing_put(&again, &closing);
	assert_block(example, "closing-payload", buf_bytes(&again));
	buf_release(&again);
}

/* Encodes an entry as transaction.c does, around the payload that the page has. */
static void hold_entry(struct example *example, const char *name, const struct entry_header *fields,
		       struct bytes payload, bool sign)
{
	struct writer *writer = &example->writer;
	struct event_id event = {.writer = writer->id, .seq = writer->seq + 1};
	struct entry_header header = *fields;
	struct buf head = BUF_EMPTY, value = BUF_EMPTY;
	uint8_t hash[DIGEST_SIZE], key[ENTRY_KEY_SIZE], signature[SIGNATURE_SIZE];
	char label[64];

	header.has_prev = writer->seq > 0;
	memcpy(header.prev, writer->chain, DIGEST_SIZE);
	header.has_key = header.kind != ENTRY_BIRTH;
	memcpy(header.key_id, example->ring->key_id, KEY_ID_SIZE);
	entry_header_put(&head, &header);
	payload_digest(hash, payload);
	entry_chain(writer->chain, &example->programme, &event, &header, buf_bytes(&head), hash);
	memcpy(event.tag, writer->chain, ENTRY_TAG_SIZE);
	sign_message(signature, writer->secret, "okoce entry 1", BYTES_OF(writer->chain));
	entry_put(&value, buf_bytes(&head), payload, sign ? signature : NULL);
	entry_key(key, &event);
	snprintf(label, sizeof(label), "%s-key", name);
	assert_block(example, label, BYTES_OF(key));
	snprintf(label, sizeof(label), "%s-entry", name);
	assert_block(example, label, buf_bytes(&value));
	writer->seq = event.seq;
	writer->last = event;
	buf_release(&head);
	buf_release(&value);
}

/* The entry of the page; its payload opens to the plain block of that name. */
static struct bytes open_entry(struct example *example, const char *name)
{
	struct buf plain = BUF_EMPTY;
	struct entry entry;
	char label[64], key[64];

	snprintf(label, sizeof(label), "%s-entry", name);
	snprintf(key, sizeof(key), "%s-key", name);
	assert_true(entry_parse(&entry, block(example, key), block(example, label)));
	assert_true(seal_open_payload(&plain, example->ring->payload_key, &example->programme, &entry));
	snprintf(label, sizeof(label), "%s-plain", name);
	assert_block(example, label, buf_bytes(&plain));
	buf_wipe(&plain);
	return entry.payload;
}

static struct register_key attendance_key(const struct example *example)
{
	return register_attendance(SESSION, 2, PART_WHOLE, &example->record);
}

static void hold_payload(struct example *example, const char *name, const struct bytes *value,
			 size_t values, const struct event_id *superseded, size_t count)
{
	struct register_key key = attendance_key(example);
	struct buf operation = BUF_EMPTY, payload = BUF_EMPTY;

	operation_put(&operation, register_bytes(&key), value, values, superseded, count);
	payload_put(&payload, buf_bytes(&operation), 1);
	assert_block(example, name, buf_bytes(&payload));
	buf_release(&operation);
	buf_release(&payload);
}

static void test_entries(void **state)
{
	struct example *example = *state;
	const struct entry_header birth = {.lamport = 1, .time = BORN, .kind = ENTRY_BIRTH},
				  attendance = {.lamport = 2, .time = BORN},
				  undo = {.lamport = 3, .time = BORN + 95, .source = CLOCK_BY_HAND};
	struct bytes value = block(example, "record-attendance"), payload;
	uint8_t hash[DIGEST_SIZE];
	struct event_id event;

	example->record = id_of(example, "record-id");
	hold_entry(example, "birth", &birth, block(example, "birth-payload"), false);
	assert_block(example, "birth-chain", BYTES_OF(example->writer.chain));

	hold_payload(example, "attendance-plain", &value, 1, NULL, 0);
	payload = open_entry(example, "attendance");
	payload_digest(hash, payload);
	assert_block(example, "attendance-digest", BYTES_OF(hash));
	hold_entry(example, "attendance", &attendance, payload, true);
	assert_block(example, "attendance-chain", BYTES_OF(example->writer.chain));

	event = example->writer.last;
	hold_payload(example, "undo-plain", NULL, 0, &event, 1);
	payload = open_entry(example, "undo");
	hold_entry(example, "undo", &undo, payload, true);
}

/* Erased, an entry is the same entry: the digest stands where the payload was. */
static void test_erased(void **state)
{
	struct example *example = *state;
	struct entry whole, erased;
	uint8_t chain[DIGEST_SIZE], hash[DIGEST_SIZE];

	assert_true(entry_parse(&whole, block(example, "attendance-key"), block(example, "attendance-entry")));
	assert_true(entry_parse(&erased, block(example, "attendance-key"), block(example, "attendance-erased")));
	assert_true(erased.erased);
	assert_false(whole.erased);
	assert_block(example, "attendance-header", erased.header_bytes);
	payload_digest(hash, whole.payload);
	assert_memory_equal(erased.left, hash, DIGEST_SIZE);
	assert_memory_equal(erased.signature, whole.signature, SIGNATURE_SIZE);
	entry_chain(chain, &example->programme, &erased.id, &erased.header, erased.header_bytes,
		    erased.left);
	assert_block(example, "attendance-chain", BYTES_OF(chain));
}

static void count_finding(void *context, enum verify_kind kind, const struct event_id *event)
{
	size_t *findings = context;

	(void)kind;
	(void)event;
	(*findings)++;
}

static void test_the_log_holds(void **state)
{
	static const char *const entries[][2] = {{"birth-key", "birth-entry"},
						 {"attendance-key", "attendance-entry"},
						 {"undo-key", "undo-entry"}};
	struct example *example = *state;
	size_t findings = 0;
	struct verify verify = {.programme = example->programme, .found = count_finding,
				.context = &findings, .every_signature = true};

	for (size_t i = 0; i < 3; i++)
		verify_entry(&verify, block(example, entries[i][0]), block(example, entries[i][1]));
	verify_end(&verify);
	assert_int_equal(verify.held, 3);
	assert_int_equal(findings, 0);
}

/* --- Registers and records ------------------------------------------------------------------------- */

static const struct {
	enum register_kind kind;
	const char *name, *parts;
} registers[] = {
#define REGISTER_ROW(kind, number, name, parts, person) {REGISTER_##kind, name, parts},
	REGISTER_TABLE(REGISTER_ROW)
#undef REGISTER_ROW
};

/* A key of these parts, in the order of the table. */
static void put_key(struct buf *out, const struct register_parts *parts, const char *kinds)
{
	static const uint8_t covers[] = {1, 2, 3, 4};
	bool is_key = parts->kind == REGISTER_KEY, two_ids = parts->kind == REGISTER_SAME;
	int texts = 0, numbers = 0, ids = 0;

	cbor_put_array(out, 1 + strlen(kinds));
	cbor_put_uint(out, parts->kind);
	for (const char *kind = kinds; *kind; kind++) {
		const char *text = texts == 0 ? parts->text : parts->text2;

		if (*kind == 'I' && two_ids && ids++ == 0)
			cbor_put_bytes(out, id_bytes(&parts->other));
		else if (*kind == 'I')
			cbor_put_bytes(out, id_bytes(&parts->id));
		else if (*kind == 'N')
			cbor_put_uint(out, numbers++ == 0 ? parts->number : parts->number2);
		else if (*kind == 'B')
			cbor_put_bytes(out, is_key ? (struct bytes){parts->id.byte, KEY_ID_SIZE}
						   : BYTES_OF(covers));
		else if (*kind == 'T' && ++texts)
			cbor_put_text(out, text, strlen(text));
	}
}

/* What the example of each kind says. */
static struct register_parts example_parts(struct example *example, enum register_kind kind)
{
	struct register_parts parts = {.kind = kind, .id = example->record, .text = SESSION,
				       .number = 2};

	if (kind == REGISTER_PERSON || kind == REGISTER_SESSION || kind == REGISTER_DOCUMENT)
		parts.number = 1;
	if (kind == REGISTER_SAME) {
		parts.other = example->record;
		parts.id = id_of(example, "row-id");
	} else if (kind == REGISTER_ANSWER) {
		memcpy(parts.text, "nik", sizeof("nik"));
	} else if (kind == REGISTER_SHEET) {
		for (uint8_t i = 0; i < ID_SIZE; i++)
			parts.id.byte[i] = (uint8_t)(0xf0 + i);
	} else if (kind == REGISTER_ACCESS) {
		for (uint8_t i = 0; i < ID_SIZE; i++)
			parts.id.byte[i] = (uint8_t)(0xe0 + i);
	} else if (kind == REGISTER_FOLLOWUP) {
		memcpy(parts.text, "kerajinan-tangan", sizeof("kerajinan-tangan"));
		memcpy(parts.text2, "pengemasan", sizeof("pengemasan"));
	} else if (kind == REGISTER_OFFICER) {
		parts.id = example->officer;
	} else if (kind == REGISTER_KEY) {
		memcpy(parts.id.byte, example->ring->key_id, KEY_ID_SIZE);
	} else if (kind == REGISTER_CONF) {
		memcpy(parts.text, "commodity.kerajinan-tangan", sizeof("commodity.kerajinan-tangan"));
	}
	return parts;
}

static void test_register_keys(void **state)
{
	struct example *example = *state;

	for (size_t i = 0; i < sizeof(registers) / sizeof(registers[0]); i++) {
		struct register_parts parts = example_parts(example, registers[i].kind), parsed;
		struct buf key = BUF_EMPTY, printed = BUF_EMPTY;
		char label[64];

		snprintf(label, sizeof(label), "register-%s", registers[i].name);
		put_key(&key, &parts, registers[i].parts);
		assert_block(example, label, buf_bytes(&key));
		assert_true(register_parse(buf_bytes(&key), &parsed));
		assert_true(parsed.known);
		assert_int_equal(parsed.kind, registers[i].kind);
		register_print(&printed, buf_bytes(&key));
		assert_memory_equal(buf_text(&printed), registers[i].name, strlen(registers[i].name));
		buf_release(&key);
		buf_release(&printed);
	}
}

/* The builders make the examples' keys. */
static void test_register_builders(void **state)
{
	struct example *example = *state;
	struct key_ring *ring = example->ring;
	struct id sheet;
	for (int i = 0; i < ID_SIZE; i++)
		sheet.byte[i] = (uint8_t)(0xf0 + i);
	const struct id other = {{0xdc, 0xa6, 0xfc, 0xba, 0xf3, 0x6d, 0x50, 0x87, 0x7a, 0xb2, 0x11, 0xf6, 0x5c,
				  0xfb, 0x41, 0x2a}};
	static const uint8_t about[] = {1, 2, 3, 4};
	const struct {
		const char *name;
		struct register_key key;
	} built[] = {
		{"register-person", register_person(&example->record, PERSON_IDENTITY)},
		{"register-same", register_same(&other, &example->record)},
		{"register-answer", register_answer("nik", BYTES_OF(about))},
		{"register-enrolment", register_enrolment(SESSION, &example->record)},
		{"register-attendance", attendance_key(example)},
		{"register-session", register_session(SESSION, SESSION_PLAN)},
		{"register-day", register_day(SESSION, 2)},
		{"register-sheet", register_sheet(&sheet)},
		{"register-officer", register_officer(&example->officer)},
		{"register-key", register_of_key(BYTES_OF(ring->key_id))},
		{"register-conf", register_conf("commodity.kerajinan-tangan")},
	};

	for (size_t i = 0; i < sizeof(built) / sizeof(built[0]); i++)
		assert_block(example, built[i].name, register_bytes(&built[i].key));
}

static void test_records(void **state)
{
	struct example *example = *state;
	struct arena arena = {NULL};
	struct buf out = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	struct person_identity identity;
	struct attendance attendance;
	struct day day;
	struct printed_sheet sheet;
	struct id people[2];
	const char *numbers[] = {"07", "A1"};

	record_clear(&person_identity_type, &identity);
	identity.name = "SITI AMINAH, S.E.";
	identity.nik = "3173085203900001";
	identity.born = date_of(1990, 3, 12);
	identity.birthplace = "Jakarta";
	identity.sex = SEX_FEMALE;
	assert_int_equal(record_encode(&person_identity_type, &identity, &out, &err), STATUS_OK);
	assert_block(example, "record-identity", buf_bytes(&out));
	assert_int_equal(record_decode(&attendance_type, block(example, "record-attendance"), &arena,
				       &attendance, &err), STATUS_OK);
	assert_int_equal(attendance.status, ATTENDANCE_PRESENT);
	assert_int_equal(attendance.typed_minute, 1 + 8 * 60 + 21);
	buf_clear(&out);
	assert_int_equal(record_encode(&attendance_type, &attendance, &out, &err), STATUS_OK);
	assert_block(example, "record-attendance", buf_bytes(&out));
	record_clear(&day_type, &day);
	day.state = DAY_CLOSED;
	day.signatures = 1 + 38;
	day.present = 38;
	buf_clear(&out);
	assert_int_equal(record_encode(&day_type, &day, &out, &err), STATUS_OK);
	assert_block(example, "record-day", buf_bytes(&out));
	record_clear(&printed_sheet_type, &sheet);
	sheet.session = SESSION;
	sheet.day = 2;
	sheet.numbers = (struct texts){numbers, 2};
	people[0] = example->record;
	memcpy(people[1].byte, block(example, "register-same").ptr + 20, ID_SIZE);
	sheet.records = (struct bytes){people[0].byte, sizeof(people)};
	buf_clear(&out);
	assert_int_equal(record_encode(&printed_sheet_type, &sheet, &out, &err), STATUS_OK);
	assert_block(example, "record-sheet", buf_bytes(&out));
	buf_release(&out);
	arena_release(&arena);
}

/* By the page's rule; tests/app holds the program's own function against the same example. */
static void test_record_ids(void **state)
{
	static const struct {
		const char *input, *id, *label, *first;
		uint64_t number;
	} rules[] = {{"record-id-input", "record-id", "okoce record 1", "3173085203900001", 0},
		     {"row-id-input", "row-id", "okoce row 1", SESSION, 17}};
	struct example *example = *state;

	for (size_t i = 0; i < 2; i++) {
		struct buf name = BUF_EMPTY, input = BUF_EMPTY;
		struct id id;

		name_fold(&name, "SITI AMINAH, S.E.");
		cbor_put_array(&input, 4);
		cbor_put_text(&input, rules[i].first, strlen(rules[i].first));
		cbor_put_text(&input, buf_text(&name), name.len);
		cbor_put_text(&input, "1990-03-12", 10);
		cbor_put_uint(&input, rules[i].number);
		assert_block(example, rules[i].input, buf_bytes(&input));
		const struct bytes piece = buf_bytes(&input);
		digest(id.byte, ID_SIZE, example->ring->record_key, rules[i].label, &piece, 1);
		assert_block(example, rules[i].id, id_bytes(&id));
		buf_release(&name);
		buf_release(&input);
	}
}

/* --- Tables -------------------------------------------------------------------------------------- */

static void test_table_of_registers(void **state)
{
	struct example *example = *state;
	const char *text = buf_text(&example->page.text);

	for (size_t i = 0; i < sizeof(registers) / sizeof(registers[0]); i++) {
		struct buf row = BUF_EMPTY;

		buf_printf(&row, "\n| %d | %s | %s | ", (int)registers[i].kind, registers[i].name,
			   registers[i].parts);
		if (!strstr(text, buf_text(&row)))
			fail_msg("FORMAT.md lacks the row%s", buf_text(&row));
		buf_release(&row);
	}
}

static const char *type_name(const struct record_field *field, struct buf *out)
{
	static const char *const names[] = {
		[FIELD_TEXT] = "text", [FIELD_NUMBER] = "number", [FIELD_INSTANT] = "instant",
		[FIELD_DATE] = "date", [FIELD_ID] = "id", [FIELD_BYTES] = "bytes",
		[FIELD_TEXTS] = "texts", [FIELD_DATES] = "dates", [FIELD_NUMBERS] = "numbers",
	};

	buf_clear(out);
	if (field->type == FIELD_RECORDS)
		buf_printf(out, "records of %s", field->of->name);
	else
		buf_add_text(out, names[field->type]);
	return buf_text(out);
}

/* The rows between the record's heading and the next one are its fields, and no others. */
static void hold_record(const char *text, const struct record_type *type)
{
	struct buf heading = BUF_EMPTY, row = BUF_EMPTY, name = BUF_EMPTY;

	buf_printf(&heading, "\n#### %s: ", type->name);
	const char *line = strstr(text, buf_text(&heading));
	if (!line)
		fail_msg("FORMAT.md has no table of the record %s", type->name);
	line = strstr(line, "\n|---|---|---|---|\n");
	assert_non_null(line);
	line += strlen("\n|---|---|---|---|\n");
	for (size_t i = 0; i < type->count; i++) {
		const struct record_field *field = &type->field[i];

		buf_clear(&row);
		buf_printf(&row, "| %u | %s | %s |", field->key, field->name, type_name(field, &name));
		if (strncmp(line, buf_text(&row), row.len) != 0)
			fail_msg("%s: FORMAT.md has %.40s, not %s", type->name, line, buf_text(&row));
		line += strcspn(line, "\n") + 1;
	}
	if (*line == '|')
		fail_msg("%s: FORMAT.md has one field more: %.40s", type->name, line);
	buf_release(&heading);
	buf_release(&row);
	buf_release(&name);
}

static void test_tables_of_records(void **state)
{
	static const struct record_type *const types[] = {
		&person_identity_type, &person_contact_type, &person_address_type,
		&person_business_type, &same_person_type, &answer_type, &enrolment_type, &attendance_type, &session_plan_type,
		&session_schedule_type, &session_status_type, &day_type, &printed_sheet_type, &officer_type, &key_record_type, &access_type,
		&followup_type, &document_type,
		&followup_step_type, &commodity_type, &kelurahan_type, &kecamatan_type,
		&holiday_type, &calendar_type, &announcement_type, &plan_total_type,
		&plan_year_type, &settings_type, &conf_loaded_type,
		&demo_settings_type, &laptop_type, &whereabouts_type, &handed_over_type};
	struct example *example = *state;
	const char *text = buf_text(&example->page.text);
	size_t count = sizeof(types) / sizeof(types[0]);

	for (size_t i = 0; i < count; i++)
		hold_record(text, types[i]);
	for (const char *heading = text; (heading = strstr(heading, "\n#### ")); heading++)
		count--;
	assert_int_equal(count, 0);
}

static void assert_says(const struct example *example, const char *format, ...) PRINTF_LIKE(2, 3);

static void assert_says(const struct example *example, const char *format, ...)
{
	char fact[128];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(fact, sizeof(fact), format, arguments);
	va_end(arguments);
	if (!strstr(buf_text(&example->page.text), fact))
		fail_msg("FORMAT.md does not say: %s", fact);
}

/* Numbers that readers must agree on. */
static void test_numbers(void **state)
{
	const struct example *example = *state;

	assert_says(example, "The format's version is %d.", META_FORMAT);
	assert_says(example, "with %d MiB and %d passes", SLOT_MEMORY_KIB / 1024, SLOT_PASSES);
	assert_says(example, "Read within %d to %d MiB and %d to %d passes", SLOT_MEMORY_KIB_MIN / 1024,
		    SLOT_MEMORY_KIB_MAX / 1024, SLOT_PASSES_MIN, SLOT_PASSES_MAX);
	assert_says(example, "at least %d characters and at most %d bytes", PASSPHRASE_MIN, PASSPHRASE_MAX);
	assert_says(example, "name, 1 to %d bytes", SLOT_NAME_MAX - 1);
	assert_says(example, "At most %d operations and %d bytes", PAYLOAD_OPERATIONS_MAX, PAYLOAD_MAX);
	assert_says(example, "at most %d levels deep", CBOR_DEPTH_MAX);
	assert_says(example, "at most %d bytes, without control characters", TEXT_MAX);
	assert_says(example, "together, %d bytes, are the entry's **event id**", EVENT_ID_SIZE);
	assert_says(example, "`.` and `-`, 1 to %d bytes", REGISTER_TEXT_MAX);
	assert_says(example, "clock: %d the system's, %d set by hand, %d doubted", CLOCK_SYSTEM,
		    CLOCK_BY_HAND, CLOCK_DOUBTED);
	assert_says(example, "kind: %d change, %d birth, %d closing, %d erasure", ENTRY_CHANGE,
		    ENTRY_BIRTH, ENTRY_CLOSING, ENTRY_ERASURE);
}

/* Last: an example that no test above has looked at is one that nothing holds true. */
static void test_every_example_was_held(void **state)
{
	struct example *example = *state;

	for (size_t i = 0; i < example->page.count; i++) {
		if (!example->page.block[i].used)
			fail_msg("no test knows the example \"%s\"", example->page.block[i].name);
	}
}

static int set_up(void **state)
{
	struct example *example = memory_alloc(sizeof(*example));

	format_page_read(&example->page);
	example->ring = key_ring_new();
	*state = example;
	return 0;
}

static int tear_down(void **state)
{
	struct example *example = *state;

	format_page_release(&example->page);
	key_ring_free(example->ring);
	free(example);
	return 0;
}

int main(void)
{
	/* In this order: each builds upon what the one before opened. */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_meta),
		cmocka_unit_test(test_slot),
		cmocka_unit_test(test_box),
		cmocka_unit_test(test_birth),
		cmocka_unit_test(test_closing),
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_erased),
		cmocka_unit_test(test_the_log_holds),
		cmocka_unit_test(test_register_keys),
		cmocka_unit_test(test_register_builders),
		cmocka_unit_test(test_records),
		cmocka_unit_test(test_record_ids),
		cmocka_unit_test(test_table_of_registers),
		cmocka_unit_test(test_tables_of_records),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_every_example_was_held),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
