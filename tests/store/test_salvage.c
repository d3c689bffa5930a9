/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Salvage: all that is whole in a damaged file comes into the new one, nothing else does, and the
 * damaged one stays as it is. What should have been saved is told by store/verify.h, which is given
 * the entries of the sound file without those that stood in damaged pages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <fcntl.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/random.h"
#include "store/check.h"
#include "store/meta.h"
#include "store/pages.h"
#include "store/salvage.h"
#include "store/try_store.h"

#define PAGE 4096
#define RUNS 4
#define PEOPLE 60
#define DAMAGES 300
#define IMAGE_MAX ((size_t)1 << 26)
#define PASSPHRASE "tobi-rasa-kelu-mani"

/* A file as its records, in the order of keys. */
struct record {
	struct bytes key, value;
};
struct log {
	struct record *record;
	size_t count, capacity;
	struct arena arena;
};

static enum status add_record(void *context, struct bytes key, struct bytes value)
{
	struct log *records = context;

	records->record = memory_grow(records->record, records->count, &records->capacity,
				      sizeof(*records->record));
	records->record[records->count++] = (struct record){
		arena_bytes(&records->arena, key), arena_bytes(&records->arena, value)};
	return STATUS_OK;
}

static void log_release(struct log *records)
{
	free(records->record);
	arena_release(&records->arena);
	*records = (struct log){.count = 0};
}

static void read_records(struct log *records, const char *path)
{
	struct pages pages;
	struct err err = {STATUS_OK, ""};
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	log_release(records);
	assert_true(fd >= 0);
	if (pages_open(&pages, fd, &err) || pages_walk(&pages, add_record, records, &err))
		fail_msg("%s: %s", path, err.text);
	close(fd);
}

static const struct record *find(const struct log *records, struct bytes key)
{
	for (size_t i = 0; i < records->count; i++) {
		if (bytes_equal(records->record[i].key, key))
			return &records->record[i];
	}
	return NULL;
}

/* --- The sound file ------------------------------------------------------------------------------- */

struct sample {
	char path[4096], damaged[4096], made[4096];
	struct buf image, damage;
	struct log records;
	struct id programme;
	uint64_t pages;
};

/* An entry with a value that is longer than a page holds inside. */
static void say_much(struct store *store, unsigned person, char letter)
{
	struct transaction *transaction;
	struct attendance attendance;
	struct err err = {STATUS_OK, ""};
	struct id id = try_person(person);
	struct register_key key = try_key(&id);
	char remark[3001];

	memset(remark, letter, 3000);
	remark[3000] = '\0';
	record_clear(&attendance_type, &attendance);
	attendance.status = ATTENDANCE_EXCUSED;
	attendance.remark = remark;
	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_OK);
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
	if (transaction_commit(transaction, NULL, &err))
		fail_msg("%s", err.text);
}

static void make_class(const char *path, const char *passphrase)
{
	struct id people[PEOPLE];

	for (unsigned i = 0; i < PEOPLE; i++)
		people[i] = try_person(i + 1);
	for (unsigned run = 0; run < RUNS; run++) {
		struct store *store = run == 0 ? try_create(path, passphrase) : try_open(path, passphrase);

		for (unsigned i = 0; i < PEOPLE; i += 10)
			try_attend(store, people + i, i % 20 ? 10 : 1, ATTENDANCE_PRESENT);
		say_much(store, 1000 + run, (char)('a' + run));
		store_close(store);
	}
}

static void read_image(struct buf *image, const char *path)
{
	struct err err = {STATUS_OK, ""};

	buf_clear(image);
	if (file_read(path, IMAGE_MAX, image, &err))
		fail_msg("%s", err.text);
}

static void sample_make(struct sample *sample, const char *passphrase)
{
	struct err err = {STATUS_OK, ""};
	struct meta meta;

	memset(sample, 0, sizeof(*sample));
	snprintf(sample->path, sizeof(sample->path), "%s", try_path("class.okoce"));
	snprintf(sample->damaged, sizeof(sample->damaged), "%s", try_path("damaged.okoce"));
	snprintf(sample->made, sizeof(sample->made), "%s", try_path("made.okoce"));
	make_class(sample->path, passphrase);
	read_image(&sample->image, sample->path);
	read_records(&sample->records, sample->path);
	sample->pages = sample->image.len / PAGE;
	assert_int_equal(meta_parse(&meta, find(&sample->records, meta_key)->value, "", &err), STATUS_OK);
	sample->programme = meta.programme;
}

static void sample_release(struct sample *sample)
{
	buf_release(&sample->image);
	buf_release(&sample->damage);
	log_release(&sample->records);
}

/* --- Salvaging ------------------------------------------------------------------------------------ */

static void write_image(const struct buf *image, const char *path)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(image->ptr, 1, image->len, file), image->len);
	assert_int_equal(fclose(file), 0);
}

static bool is_there(const char *path, const char *suffix)
{
	char *whole = path_with(path, suffix);
	bool there = access(whole, F_OK) == 0;

	free(whole);
	return there;
}

static void damage_start(struct sample *sample)
{
	buf_clear(&sample->damage);
	buf_add(&sample->damage, sample->image.ptr, sample->image.len);
}

/* Salvages sample->damage; the results must be released. */
static enum status salvage_damage(struct sample *sample, struct salvage *salvage, struct err *err)
{
	struct buf after = BUF_EMPTY;
	enum status status;

	write_image(&sample->damage, sample->damaged);
	unlink(sample->made);
	*salvage = (struct salvage){.path = sample->damaged, .new_path = sample->made};
	status = store_salvage(salvage, err);
	read_image(&after, sample->damaged);
	assert_true(bytes_equal(buf_bytes(&after), buf_bytes(&sample->damage)));
	buf_release(&after);
	assert_int_equal(is_there(sample->made, ""), status == STATUS_OK || status == STATUS_FINDINGS);
	assert_false(is_there(sample->made, ".part"));
	return status;
}

/* Bytes of an entry that are under its name: all but the signature. */
static bool same_entry(const struct record *made, const struct record *original)
{
	struct entry entry, other;

	if (bytes_equal(made->value, original->value))
		return true;
	return entry_parse(&entry, made->key, made->value) &&
	       entry_parse(&other, original->key, original->value) && !entry.signature &&
	       bytes_equal(entry.header_bytes, other.header_bytes) &&
	       bytes_equal(entry.payload, other.payload);
}

static void assert_part_of_original(const struct sample *sample, const struct log *made)
{
	for (size_t i = 0; i < made->count; i++) {
		const struct record *original = find(&sample->records, made->record[i].key);

		assert_non_null(original);
		assert_true(same_entry(&made->record[i], original));
	}
}

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* What may be said of a salvaged file: what is not there any more. */
static void hear(void *context, const char *text)
{
	bool *keys = context;

	if (strstr(text, "no officer's key") != NULL) {
		*keys = false;
		return;
	}
	/* A birth that comes along though nothing vouches for it has no signature behind it. */
	if (!ends_with(text, verify_text(VERIFY_GAP)) &&
	    !(ends_with(text, verify_text(VERIFY_UNSIGNED)) && strstr(text, "/1: ")))
		fail_msg("check of a salvaged file: %s", text);
}

/* No damage in the new file, and no key lost unless that was said. Where the entry that made the
 * officer one is lost, nobody can unlock it: the check ends there, behind all that it needs no key
 * for. */
static void assert_clean(const struct sample *sample, const struct salvage *salvage)
{
	bool lost = salvage->entries + salvage->slots + salvage->boxes + 1 < sample->records.count;
	bool keys = true;
	struct check check = {.path = sample->made, .finding = hear, .context = &keys};
	struct err err = {STATUS_OK, ""};
	enum status status = store_check(&check, &err);

	if (status != STATUS_OK && status != STATUS_FINDINGS && !(status == STATUS_DENIED && lost))
		fail_msg("%s", err.text);
	assert_int_equal(keys, salvage->slots > 0 && salvage->boxes > 0);
	assert_int_equal(check.entries, salvage->entries);
	assert_int_equal(check.writers, salvage->writers);
}

/* Names the new file's records; asserts all that holds of any salvaged file. */
static void look_at_made(struct sample *sample, const struct salvage *salvage, struct log *made)
{
	read_records(made, sample->made);
	assert_part_of_original(sample, made);
	assert_non_null(find(made, meta_key));
	assert_clean(sample, salvage);
}

static void assert_all_saved(struct sample *sample, const struct salvage *salvage)
{
	struct log made = {.count = 0};

	look_at_made(sample, salvage, &made);
	assert_int_equal(made.count, sample->records.count);
	log_release(&made);
}

/* --- Tests ---------------------------------------------------------------------------------------- */

static void test_sound_file_gives_equal_file(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct log made = {.count = 0};
	struct err err = {STATUS_OK, ""};

	(void)state;
	sample_make(&sample, NULL);
	damage_start(&sample);
	assert_int_equal(salvage_damage(&sample, &salvage, &err), STATUS_OK);
	assert_int_equal(salvage.writers, RUNS);
	assert_int_equal(salvage.gap_count, 0);
	read_records(&made, sample.made);
	assert_int_equal(made.count, sample.records.count);
	for (size_t i = 0; i < made.count; i++) {
		assert_true(bytes_equal(made.record[i].key, sample.records.record[i].key));
		assert_true(bytes_equal(made.record[i].value, sample.records.record[i].value));
	}
	assert_clean(&sample, &salvage);
	salvage_release(&salvage);
	log_release(&made);
	sample_release(&sample);
}

static void test_needs_no_passphrase(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct err err = {STATUS_OK, ""};
	struct id first = try_person(1);

	(void)state;
	sample_make(&sample, PASSPHRASE);
	damage_start(&sample);
	memset(sample.damage.ptr, 0, 2 * PAGE);
	assert_int_equal(salvage_damage(&sample, &salvage, &err), STATUS_FINDINGS);
	assert_true(salvage.trees_lost);
	struct store *store = try_open(sample.made, PASSPHRASE);
	assert_int_equal(try_status(store, &first), ATTENDANCE_PRESENT);
	store_close(store);
	salvage_release(&salvage);
	sample_release(&sample);
}

static void test_meta_pages_wiped(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct err err = {STATUS_OK, ""};

	(void)state;
	sample_make(&sample, NULL);
	for (unsigned pages = 1; pages <= 3; pages++) { /* a bit a page */
		damage_start(&sample);
		for (unsigned i = 0; i < 2; i++) {
			if (pages & (1u << i))
				memset(sample.damage.ptr + i * PAGE, 0xaa, PAGE);
		}
		assert_int_equal(salvage_damage(&sample, &salvage, &err), STATUS_FINDINGS);
		assert_int_equal(salvage.trees_lost, pages == 3);
		assert_all_saved(&sample, &salvage);
		salvage_release(&salvage);
	}
	sample_release(&sample);
}

/* A meta page that states another page size must not lead the search astray. */
static void test_meta_page_with_another_page_size(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct err err = {STATUS_OK, ""};

	(void)state;
	sample_make(&sample, NULL);
	damage_start(&sample);
	memset(sample.damage.ptr + PAGE, 0, PAGE);
	sample.damage.ptr[40] = 0;
	sample.damage.ptr[41] = 8; /* 2048 */
	assert_int_equal(salvage_damage(&sample, &salvage, &err), STATUS_FINDINGS);
	assert_all_saved(&sample, &salvage);
	salvage_release(&salvage);
	sample_release(&sample);
}

static bool page_has(const struct buf *image, uint64_t page, struct bytes bytes)
{
	return memmem(image->ptr + page * PAGE, PAGE, bytes.ptr, bytes.len) != NULL;
}

/* Whether something of the record stands in this page. Branches repeat keys, and hold no record. */
static bool stands_in(const struct sample *sample, const struct record *record, uint64_t page)
{
	uint8_t flags = sample->image.ptr[page * PAGE + 10];

	if (flags == 2)
		return page_has(&sample->image, page, record->key);
	return flags == 4 && record->value.len > 2000 &&
	       page_has(&sample->image, page, (struct bytes){record->value.ptr + 200, 64});
}

static void keep(void *context, const struct entry *entry, const struct birth *birth,
		 const uint8_t chain[DIGEST_SIZE])
{
	uint8_t key[ENTRY_KEY_SIZE];

	(void)birth;
	(void)chain;
	entry_key(key, &entry->id);
	(void)!add_record(context, BYTES_OF(key), BYTES_NONE);
}

/* The entries that hold without this page. */
static void expect(const struct sample *sample, uint64_t page, struct log *expected)
{
	struct verify verify = {.programme = sample->programme, .taken = keep, .context = expected,
				.copies = true};

	log_release(expected);
	for (size_t i = 0; i < sample->records.count; i++) {
		const struct record *record = &sample->records.record[i];

		if (record->key.ptr[0] == 'L' && !stands_in(sample, record, page))
			verify_entry(&verify, record->key, record->value);
	}
	verify_end(&verify);
}

/* Each page in its turn: nothing is lost but what stood in it, and what only that vouched for. */
static void test_any_page_zeroed(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct log expected = {.count = 0}, made = {.count = 0};
	struct err err = {STATUS_OK, ""};
	unsigned lossy = 0;

	(void)state;
	sample_make(&sample, NULL);
	for (uint64_t page = 2; page < sample.pages; page++) {
		damage_start(&sample);
		memset(sample.damage.ptr + page * PAGE, 0, PAGE);
		expect(&sample, page, &expected);
		enum status status = salvage_damage(&sample, &salvage, &err);

		if (status == STATUS_DAMAGED) { /* F was there, and in no other page */
			assert_true(stands_in(&sample, find(&sample.records, meta_key), page));
			continue;
		}
		look_at_made(&sample, &salvage, &made);
		for (size_t i = 0; i < expected.count; i++)
			assert_non_null(find(&made, expected.record[i].key));
		if (status == STATUS_OK) /* the page was free */
			assert_int_equal(made.count, sample.records.count);
		lossy += made.count < sample.records.count;
		salvage_release(&salvage);
	}
	assert_true(lossy > 0);
	log_release(&expected);
	log_release(&made);
	sample_release(&sample);
}

static uint8_t *find_in(struct buf *image, size_t from, struct bytes bytes)
{
	return memmem(image->ptr + from, image->len - from, bytes.ptr, bytes.len);
}

/* The entry of the sound file that is `index` of them; its payload is where it can be found. */
static struct entry entry_at(const struct sample *sample, size_t index)
{
	struct entry entry;

	for (size_t i = 0;; i++) {
		assert_true(i < sample->records.count);
		const struct record *record = &sample->records.record[i];

		if (record->key.ptr[0] == 'L' && index-- == 0) {
			assert_true(entry_parse(&entry, record->key, record->value));
			return entry;
		}
	}
}

/* An entry that is bad in the tree is looked for in all other pages: here in copies of its leaf that
 * no tree has, as commits leave them. */
static void test_old_page_gives_entry_back(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct err err = {STATUS_OK, ""};
	uint8_t *found;

	(void)state;
	sample_make(&sample, NULL);
	struct entry entry = entry_at(&sample, 20);

	damage_start(&sample);
	for (uint64_t page = 2; page < sample.pages; page++) {
		if (page_has(&sample.image, page, entry.payload))
			buf_add(&sample.damage, sample.image.ptr + page * PAGE, PAGE);
	}
	while ((found = find_in(&sample.damage, 0, entry.payload)) &&
	       found < sample.damage.ptr + sample.image.len)
		found[30] ^= 0x10;
	assert_int_equal(salvage_damage(&sample, &salvage, &err), STATUS_FINDINGS);
	assert_int_equal(salvage.restored, 1);
	assert_int_equal(salvage.found[VERIFY_NAME], 0);
	assert_all_saved(&sample, &salvage);
	salvage_release(&salvage);
	sample_release(&sample);
}

/* A signature that is damaged everywhere, of an entry that later ones vouch for. */
static void test_damaged_signature(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct err err = {STATUS_OK, ""};
	struct entry entry = {.signature = NULL};
	struct bytes signature;
	uint8_t *found;

	(void)state;
	sample_make(&sample, NULL);
	for (size_t i = 3; !entry.signature; i++)
		entry = entry_at(&sample, i);
	signature = (struct bytes){entry.signature, SIGNATURE_SIZE};
	damage_start(&sample);
	while ((found = find_in(&sample.damage, 0, signature)))
		found[5] ^= 1;
	assert_int_equal(salvage_damage(&sample, &salvage, &err), STATUS_FINDINGS);
	assert_int_equal(salvage.found[VERIFY_SIGNATURE], 1);
	assert_all_saved(&sample, &salvage);
	salvage_release(&salvage);
	sample_release(&sample);
}

/* An entry that is damaged wherever it stands leaves a gap, which is told. */
static void test_gap_is_told(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct log made = {.count = 0};
	struct err err = {STATUS_OK, ""};
	struct entry entry;
	size_t index = 10;
	uint8_t *found;

	(void)state;
	sample_make(&sample, NULL);
	do /* one that is signed, and follows one that is */
		entry = entry_at(&sample, index++);
	while (!entry.signature || !entry_at(&sample, index - 2).signature ||
	       entry_at(&sample, index).id.seq != entry.id.seq + 1);
	damage_start(&sample);
	while ((found = find_in(&sample.damage, 0, entry.payload)))
		found[30] ^= 1;
	assert_int_equal(salvage_damage(&sample, &salvage, &err), STATUS_FINDINGS);
	assert_int_equal(salvage.found[VERIFY_NAME], 1);
	assert_int_equal(salvage.gap_count, 1);
	assert_int_equal(salvage.gap[0].first, entry.id.seq);
	assert_int_equal(salvage.gap[0].count, 1);
	assert_true(id_equal(&salvage.gap[0].writer, &entry.id.writer));
	assert_int_equal(salvage.gap[0].born / 86400, entry.header.time / 86400);
	look_at_made(&sample, &salvage, &made);
	assert_int_equal(made.count, sample.records.count - 1);
	salvage_release(&salvage);
	log_release(&made);
	sample_release(&sample);
}

/* --- Damage anywhere ------------------------------------------------------------------------------ */

static void flip_run(struct seeded *seeded, struct buf *image)
{
	size_t at = seeded_below(seeded, (uint32_t)image->len);
	size_t len = 1 + seeded_below(seeded, 200);

	for (size_t i = at; i < at + len && i < image->len; i++)
		image->ptr[i] ^= (uint8_t)(1 + seeded_below(seeded, 255));
}

static void swap_pages(struct seeded *seeded, struct buf *image)
{
	uint8_t page[PAGE];
	uint8_t *a = image->ptr + (size_t)seeded_below(seeded, (uint32_t)(image->len / PAGE)) * PAGE;
	uint8_t *b = image->ptr + (size_t)seeded_below(seeded, (uint32_t)(image->len / PAGE)) * PAGE;

	memcpy(page, a, PAGE);
	memmove(a, b, PAGE);
	memcpy(b, page, PAGE);
}

static void damage_once(struct seeded *seeded, struct buf *image)
{
	uint32_t pages = (uint32_t)(image->len / PAGE);

	if (pages == 0)
		return;
	switch (seeded_below(seeded, 6)) {
	case 0: flip_run(seeded, image); break;
	case 1: memset(image->ptr + (size_t)seeded_below(seeded, pages) * PAGE, 0, PAGE); break;
	case 2: image->len -= seeded_below(seeded, (uint32_t)image->len / 2); break;
	case 3: swap_pages(seeded, image); break;
	case 4: memset(image->ptr + (size_t)seeded_below(seeded, 2) * PAGE, 0xff, PAGE / 2); break;
	case 5: memset(image->ptr, 0, pages > 1 ? 2 * PAGE : PAGE); break;
	}
}

static void test_damage_anywhere(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct log made = {.count = 0};
	struct err err = {STATUS_OK, ""};
	struct seeded seeded;
	unsigned saved = 0, tries = getenv("UNDER_VALGRIND") ? 20 : DAMAGES;

	(void)state;
	sample_make(&sample, NULL);
	seeded_start(&seeded, 20190304);
	for (unsigned i = 0; i < tries; i++) {
		damage_start(&sample);
		for (unsigned n = 1 + seeded_below(&seeded, 3); n > 0; n--)
			damage_once(&seeded, &sample.damage);
		enum status status = salvage_damage(&sample, &salvage, &err);

		if (status == STATUS_OK || status == STATUS_FINDINGS) {
			look_at_made(&sample, &salvage, &made);
			if (status == STATUS_OK)
				assert_int_equal(made.count, sample.records.count);
			saved++;
		} else if (status != STATUS_DAMAGED) {
			fail_msg("damage %u: %d, %s", i, (int)status, err.text);
		}
		salvage_release(&salvage);
	}
	assert_true(saved > tries / 2);
	log_release(&made);
	sample_release(&sample);
}

/* --- What is refused ------------------------------------------------------------------------------ */

static enum status refused(const char *path, const char *new_path, struct err *err)
{
	struct salvage salvage = {.path = path, .new_path = new_path};
	enum status status = store_salvage(&salvage, err);

	assert_true(status == STATUS_OK || err->text[0] != '\0');
	salvage_release(&salvage);
	return status;
}

static void test_refusals(void **state)
{
	struct sample sample;
	struct buf zeros = BUF_EMPTY, after = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	(void)state;
	sample_make(&sample, NULL);
	assert_int_equal(refused("/dev/null", sample.made, &err), STATUS_INVALID);
	assert_int_equal(refused("/", sample.made, &err), STATUS_INVALID);
	assert_int_equal(refused(sample.damaged, sample.made, &err), STATUS_NOT_FOUND);
	write_image(&zeros, sample.damaged);
	assert_int_equal(refused(sample.damaged, sample.made, &err), STATUS_DAMAGED);
	for (unsigned i = 0; i < 8 * PAGE; i++)
		buf_add_byte(&zeros, 0);
	write_image(&zeros, sample.damaged);
	assert_int_equal(refused(sample.damaged, sample.made, &err), STATUS_DAMAGED);
	assert_false(is_there(sample.made, ""));
	assert_false(is_there(sample.made, ".part"));
	/* Never over a file, also not over itself. */
	assert_int_equal(refused(sample.path, sample.path, &err), STATUS_EXISTS);
	assert_int_equal(refused(sample.path, sample.damaged, &err), STATUS_EXISTS);
	read_image(&after, sample.damaged);
	assert_true(bytes_equal(buf_bytes(&after), buf_bytes(&zeros)));
	assert_int_equal(refused(sample.path, "/nowhere/at/all.okoce", &err), STATUS_NOT_FOUND);
	buf_release(&zeros);
	buf_release(&after);
	sample_release(&sample);
}

/* What the file says of itself is lost in every place: no entry can be verified. */
static void test_programme_lost(void **state)
{
	struct sample sample;
	struct salvage salvage;
	struct err err = {STATUS_OK, ""};
	uint8_t *found;

	(void)state;
	sample_make(&sample, NULL);
	damage_start(&sample);
	struct bytes value = find(&sample.records, meta_key)->value;

	while ((found = find_in(&sample.damage, 0, value)))
		found[40] ^= 1;
	assert_int_equal(salvage_damage(&sample, &salvage, &err), STATUS_DAMAGED);
	assert_non_null(strstr(err.text, "programme"));
	salvage_release(&salvage);
	sample_release(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_programme_lost),
		cmocka_unit_test(test_sound_file_gives_equal_file),
		cmocka_unit_test(test_needs_no_passphrase),
		cmocka_unit_test(test_meta_pages_wiped),
		cmocka_unit_test(test_meta_page_with_another_page_size),
		cmocka_unit_test(test_any_page_zeroed),
		cmocka_unit_test(test_old_page_gives_entry_back),
		cmocka_unit_test(test_damaged_signature),
		cmocka_unit_test(test_gap_is_told),
		cmocka_unit_test(test_damage_anywhere),
	};
	struct err err;

	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
