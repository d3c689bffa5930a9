/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A changed byte anywhere in the file: `okoce check` names it, or it changes nothing that is read.
 * And whatever it changes, no command crashes on it.
 *
 * The places come from a seed, which a failure prints; OKOCE_TEST_SEED chooses another.
 */
#include "cli/program.h"
#include "base/random.h"
#include "base/sanitizer.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SESSION "2019-MM-KBG-1"
#define PEOPLE 12

/* A build with sanitizers is many times slower, and tells of every fault. */
#ifdef HAS_SANITIZER
#define PLACES 60
#else
#define PLACES 400
#endif

static bool is_exit_status(int status)
{
	return status <= 12;
}

static const char *const dump[] = {"dump", "--data", "flip.okoce", NULL};
static const char *const check[] = {"check", "--data", "flip.okoce", NULL};

static unsigned long seed_of_run(void)
{
	const char *chosen = getenv("OKOCE_TEST_SEED");

	return chosen ? strtoul(chosen, NULL, 10) : 20190304;
}

static void expect_run(const char *const *argv)
{
	struct buf said = BUF_EMPTY;
	int status = program_run(argv, &said);

	if (status != 0)
		fail_msg("okoce %s: exit status %d: %s", argv[0], status, buf_text(&said));
	buf_release(&said);
}

/* Not flushed, since nothing is cut here. */
static void put(const char *path, struct bytes bytes)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

static int make_file(void **state)
{
	struct buf csv = BUF_EMPTY;
	struct program door;
	struct err err;

	if (scratch_make(state) != 0 || chdir(*state) != 0 || random_start(&err) != STATUS_OK)
		return -1;
	setenv("OKOCE_LANG", "en", 1);
	setenv("OKOCE_NOW", "2019-03-04T08:00:00+07:00", 1);
	setenv("OKOCE_DATA", "whole.okoce", 1);
	buf_add_text(&csv, "NIK,Nama\n");
	for (int i = 1; i <= PEOPLE; i++)
		buf_printf(&csv, "317308010170%04d,Peserta %c\n", i, 'A' + i);
	put("people.csv", buf_bytes(&csv));
	buf_release(&csv);
	expect_run((const char *const[]){
		"init", "whole.okoce", "--open", "--officer", "Rina S.", NULL});
	expect_run((const char *const[]){"import", "people.csv", "--session", SESSION, NULL});
	program_start(
		&door, (const char *const[]){"checkin", "--plain", "--session", SESSION, NULL});
	program_send(&door, "1\n2\n3\nundo\n4\n5\n");
	assert_int_equal(program_end(&door), 0);
	buf_release(&door.said);
	return 0;
}

static void read_file(const char *path, struct buf *out)
{
	struct err err = {STATUS_OK, ""};

	if (file_read(path, (size_t)1 << 30, out, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* What was tried and how often check spoke. */
struct tried {
	struct buf bytes, whole_dump;
	unsigned found, harmless;
};

static void try_place(struct tried *tried, size_t place, uint8_t change)
{
	struct buf said = BUF_EMPTY, dumped = BUF_EMPTY;
	const char *whole = buf_text(&tried->whole_dump);
	int checked, read;

	tried->bytes.ptr[place] ^= change;
	put("flip.okoce", buf_bytes(&tried->bytes));
	tried->bytes.ptr[place] ^= change;
	checked = program_run(check, &said);
	read = program_run(dump, &dumped);
	if (!is_exit_status(checked) || !is_exit_status(read))
		fail_msg("byte %zu ^ %02x: check ended with %d, dump with %d: %s", place, change,
			checked, read, buf_text(&said));
	if (checked == 0 && (read != 0 || strcmp(buf_text(&dumped), whole) != 0))
		fail_msg("byte %zu ^ %02x changes what is read, and check found nothing (dump: %d)",
			place, change, read);
	tried->found += checked != 0;
	tried->harmless += checked == 0;
	buf_release(&said);
	buf_release(&dumped);
}

static void a_changed_byte_is_found_or_harmless(void **state)
{
	struct tried tried = {.found = 0};
	struct seeded seeded;

	(void)state;
	read_file("whole.okoce", &tried.bytes);
	put("flip.okoce", buf_bytes(&tried.bytes));
	assert_int_equal(program_run(dump, &tried.whole_dump), 0);
	expect_run(check);
	seeded_start(&seeded, seed_of_run());
	print_message("seed %lu, %zu bytes\n", seed_of_run(), tried.bytes.len);
	for (unsigned i = 0; i < PLACES; i++) {
		size_t place = seeded_below(&seeded, (uint32_t)tried.bytes.len);
		uint8_t change = (uint8_t)(1u << seeded_below(&seeded, 8));

		try_place(&tried, place, change);
	}
	print_message("found %u, harmless %u\n", tried.found, tried.harmless);
	assert_true(tried.found > PLACES / 10);
	buf_release(&tried.bytes);
	buf_release(&tried.whole_dump);
}

/* Also the file cut at any place, as by a full stick. The last pages may be free ones. */
static void a_cut_file_is_found(void **state)
{
	struct buf bytes = BUF_EMPTY, whole = BUF_EMPTY;

	(void)state;
	read_file("whole.okoce", &bytes);
	put("flip.okoce", buf_bytes(&bytes));
	assert_int_equal(program_run(dump, &whole), 0);
	for (unsigned i = 0; i < 16; i++) {
		struct buf dumped = BUF_EMPTY;
		int checked, read;

		put("flip.okoce", (struct bytes){bytes.ptr, bytes.len * i / 16});
		checked = program_run(check, NULL);
		read = program_run(dump, &dumped);
		assert_in_range(checked, i < 12 ? 1 : 0, 12);
		assert_true(is_exit_status(read));
		if (checked == 0)
			assert_string_equal(buf_text(&dumped), buf_text(&whole));
		buf_release(&dumped);
	}
	buf_release(&bytes);
	buf_release(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_changed_byte_is_found_or_harmless),
		cmocka_unit_test(a_cut_file_is_found),
	};

	return cmocka_run_group_tests(tests, make_file, scratch_remove);
}
