/* SPDX-License-Identifier: BSD-2-Clause */
/* `okoce check`: a sound file has nothing wrong; a changed byte that changes what is read is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/check.h"
#include "store/try_store.h"

#define PEOPLE 40

static void hear(void *context, const char *text)
{
	struct buf *heard = context;

	buf_add_text(heard, text);
	buf_add_text(heard, "\n");
}

static enum status check_file(const char *path, const char *passphrase, struct check *check,
			      struct buf *heard)
{
	struct err err = {STATUS_OK, ""};

	*check = (struct check){.path = path, .passphrase = passphrase, .finding = hear, .context = heard};
	enum status status = store_check(check, &err);
	if (status && status != STATUS_FINDINGS)
		hear(heard, err.text);
	return status;
}

static void make_class(const char *path, const char *passphrase)
{
	struct store *store = try_create(path, passphrase);
	struct id people[PEOPLE];

	for (unsigned i = 0; i < PEOPLE; i++)
		people[i] = try_person(i + 1);
	for (unsigned i = 0; i < PEOPLE; i += 8)
		try_attend(store, people + i, i % 16 ? 8 : 1, ATTENDANCE_PRESENT);
	store_close(store);
}

static void test_sound(void **state)
{
	(void)state;
	struct buf heard = BUF_EMPTY;
	struct check check;
	const char *path = try_path("sound.okoce");

	make_class(path, NULL);
	enum status status = check_file(path, NULL, &check, &heard);
	assert_string_equal(buf_text(&heard), "");
	assert_int_equal(status, STATUS_OK);
	assert_int_equal(check.writers, 1);
	assert_int_equal(check.opened, check.entries);
	assert_true(check.entries > 20 && check.pages > 3);
	assert_false(check.sealed);
}

static void test_sealed_without_passphrase(void **state)
{
	(void)state;
	struct buf heard = BUF_EMPTY;
	struct check check;
	const char *path = try_path("locked.okoce");

	make_class(path, "tobi-rasa-kelu-mani");
	assert_int_equal(check_file(path, NULL, &check, &heard), STATUS_OK);
	assert_true(check.sealed);
	assert_int_equal(check.opened, 0);
	assert_true(check.entries > 20);
	assert_int_equal(check_file(path, "tobi-rasa-kelu-mani", &check, &heard), STATUS_OK);
	assert_int_equal(check.opened, check.entries);
	assert_int_equal(check_file(path, "tobi-rasa-kelu-mono", &check, &heard), STATUS_DENIED);
	buf_release(&heard);
}

static void test_no_file(void **state)
{
	(void)state;
	struct buf heard = BUF_EMPTY;
	struct check check;

	assert_int_equal(check_file(try_path("none.okoce"), NULL, &check, &heard), STATUS_NOT_FOUND);
	assert_int_equal(check_file("/dev/null", NULL, &check, &heard), STATUS_INVALID);
	buf_release(&heard);
}

/* All registers with their live values: what is read from a file. */
static bool read_all(const char *path, struct buf *out)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	options.read_only = true;
	if (store_open(&store, path, &options, &err))
		return false;
	bool good = store_unlock(store, NULL, NULL, &err) == STATUS_OK;
	struct view_walk walk = {0};
	if (good)
		view_walk_open(&walk, store_view(store), BYTES_NONE);
	for (; walk.cell && good; view_walk_next(&walk)) {
		const struct cell *cell = walk.cell;
		struct arena arena = {0};
		struct fact *fact;
		size_t count;

		good = store_facts(store, cell->key, &arena, &fact, &count, &err) == STATUS_OK;
		register_print(out, cell->key);
		for (size_t i = 0; good && i < count; i++) {
			buf_add_text(out, " ");
			if (fact[i].value.len > 0)
				cbor_diagnose(out, fact[i].value);
		}
		buf_add_text(out, "\n");
		arena_release(&arena);
	}
	view_walk_close(&walk);
	store_close(store);
	return good;
}

static void write_flipped(const char *path, const struct buf *file, size_t at, uint8_t mask)
{
	struct err err = {STATUS_OK, ""};

	file->ptr[at] ^= mask;
	assert_int_equal(file_write(path, buf_bytes(file), &err), STATUS_OK);
	file->ptr[at] ^= mask;
}

static void test_a_changed_byte_is_named(void **state)
{
	(void)state;
	struct buf file = BUF_EMPTY, heard = BUF_EMPTY, whole = BUF_EMPTY, read = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	struct seeded seeded;
	struct check check;
	char original[4096];
	size_t named = 0, tries = getenv("UNDER_VALGRIND") ? 80 : 1200;

	snprintf(original, sizeof(original), "%s", try_path("flip.okoce"));
	make_class(original, NULL);
	assert_true(read_all(original, &whole));
	assert_int_equal(file_read(original, 1 << 24, &file, &err), STATUS_OK);
	const char *path = try_path("flipped.okoce");
	seeded_start(&seeded, 4711);
	for (size_t i = 0; i < tries; i++) {
		size_t at = seeded_below(&seeded, (uint32_t)file.len);

		write_flipped(path, &file, at, (uint8_t)(1u << seeded_below(&seeded, 8)));
		buf_clear(&heard);
		if (check_file(path, NULL, &check, &heard) != STATUS_OK) {
			assert_true(heard.len > 0);
			named++;
			continue;
		}
		buf_clear(&read);
		if (!read_all(path, &read) || strcmp(buf_text(&read), buf_text(&whole)) != 0)
			fail_msg("byte %zu of %zu: check is silent, and something else is read", at, file.len);
	}
	if (named <= tries / 20) /* else it showed nothing: most places are in use */
		fail_msg("%zu of %zu named", named, tries);
	buf_release(&file);
	buf_release(&heard);
	buf_release(&whole);
	buf_release(&read);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound),
		cmocka_unit_test(test_sealed_without_passphrase),
		cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_a_changed_byte_is_named),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
