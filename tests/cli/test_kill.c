/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Power cuts: okoce is killed at random moments while people are checked in and while a class is
 * imported. What it had answered is there afterwards, and the file is whole.
 *
 * The moments come from a seed, which a failure prints; OKOCE_TEST_SEED chooses another.
 * `make soak` tries ten times as many.
 */
#include "cli/program.h"
#include "base/random.h"
#include "base/sanitizer.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define PEOPLE 43
#define MANY 400 /* of an import that takes long enough to be cut */
#define SEATS 40
#define SESSION "2019-MM-KBG-1"
#define COMMON "--data", "kill.okoce"

/* A build with sanitizers is many times slower. */
#ifdef HAS_SANITIZER
#define ROUNDS 15
#else
#define ROUNDS 50 /* of each: 100 in all */
#endif

static unsigned rounds(void)
{
	return getenv("OKOCE_TEST_SOAK") ? 10 * ROUNDS : ROUNDS;
}

static unsigned long seed_of_run(void)
{
	const char *chosen = getenv("OKOCE_TEST_SEED");

	return chosen ? strtoul(chosen, NULL, 10) : 20190304;
}

static void write_people(const char *path, int people)
{
	static const char *const names[] = {
		"Joko", "Siti", "Budi", "Dewi", "Agus", "Rina", "Hendra"};
	struct buf csv = BUF_EMPTY;
	struct err err;

	buf_add_text(&csv, "NIK,Nama\n");
	for (int i = 1; i <= people; i++)
		buf_printf(&csv, "31730801017%d%04d,%s Peserta %c%c\n", i % 10, i, names[i % 7],
			'A' + i / 26, 'A' + i % 26);
	if (file_write(path, buf_bytes(&csv), &err) != STATUS_OK)
		abort();
	buf_release(&csv);
}

static void expect_run(const char *const *argv)
{
	struct buf said = BUF_EMPTY;
	int status = program_run(argv, &said);

	if (status != 0)
		fail_msg("okoce %s: exit status %d: %s", argv[0], status, buf_text(&said));
	buf_release(&said);
}

static void copy(const char *from, const char *to)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	if (file_read(from, (size_t)1 << 30, &bytes, &err) != STATUS_OK ||
		file_write(to, buf_bytes(&bytes), &err) != STATUS_OK)
		fail_msg("%s", err.text);
	buf_release(&bytes);
}

static int make_files(void **state)
{
	struct err err;

	if (scratch_make(state) != 0 || chdir(*state) != 0 || random_start(&err) != STATUS_OK)
		return -1;
	setenv("OKOCE_LANG", "en", 1);
	setenv("OKOCE_NOW", "2019-03-04T08:00:00+07:00", 1);
	write_people("people.csv", PEOPLE);
	write_people("many.csv", MANY);
	expect_run((const char *const[]){
		"init", "empty.okoce", "--open", "--officer", "Rina S.", NULL});
	copy("empty.okoce", "kill.okoce");
	expect_run(
		(const char *const[]){"import", "people.csv", "--session", SESSION, COMMON, NULL});
	copy("kill.okoce", "class.okoce");
	return 0;
}

/* How often `text` stands in `in`. */
static size_t count(const struct buf *in, const char *text)
{
	size_t times = 0;

	for (const char *at = buf_text(in); (at = strstr(at, text)); at += strlen(text))
		times++;
	return times;
}

static void read_roster(struct buf *roster)
{
	int status;

	buf_clear(roster);
	status = program_run((const char *const[]){"roster", "--session", SESSION, "--format",
				     "csv", COMMON, NULL},
		roster);
	if (status != 0)
		fail_msg("roster: exit status %d: %s", status, buf_text(roster));
}

/* The row of a number holds "present". */
static bool is_present(const struct buf *roster, const char *number)
{
	struct buf begin = BUF_EMPTY;
	const char *row;
	bool present;

	buf_printf(&begin, "\n" SESSION ",%.2s,", number);
	row = strstr(buf_text(roster), buf_text(&begin));
	buf_release(&begin);
	if (!row)
		return false;
	buf_add(&begin, row + 1, strcspn(row + 1, "\n"));
	present = strstr(buf_text(&begin), ",present,") != NULL;
	buf_release(&begin);
	return present;
}

/* Everyone whose line was answered is present: "PRESENT  07  SITI...". An answer that was cut in
 * the midst counts as soon as its number is there. */
static size_t expect_answered(const struct buf *answers, const struct buf *roster, unsigned round)
{
	static const char word[] = "PRESENT  ";
	const char *at = buf_text(answers);
	size_t answered = 0;

	for (; (at = strstr(at, word)); at += strlen(word)) {
		const char *number = at + strlen(word);

		if (strlen(number) < 2)
			break;
		answered++;
		if (!is_present(roster, number))
			fail_msg("round %u, seed %lu: answered and not there: %.40s", round,
				seed_of_run(), at);
	}
	return answered;
}

/* Sends everyone at once, waits for some answers and then some microseconds more. */
static void check_in_and_kill(struct seeded *seeded, struct buf *answers)
{
	struct program program;
	struct buf lines = BUF_EMPTY;
	uint32_t wanted = seeded_below(seeded, SEATS + 1);
	bool goes_on = true;

	program_start(&program, (const char *const[]){"checkin", "--plain", "--session", SESSION,
					"--day", "1", COMMON, NULL});
	for (int i = 1; i <= SEATS; i++)
		buf_printf(&lines, "%d\n", i);
	program_send(&program, buf_text(&lines));
	buf_release(&lines);
	while (goes_on && count(&program.said, "\n") < wanted)
		goes_on = program_read(&program, 100000);
	program_read(&program, (int)seeded_below(seeded, 3000));
	program_kill(&program);
	*answers = program.said;
}

static void every_answered_check_in_is_there(void **state)
{
	struct seeded seeded;
	struct buf roster = BUF_EMPTY;
	size_t answered = 0;

	(void)state;
	seeded_start(&seeded, seed_of_run());
	for (unsigned round = 0; round < rounds(); round++) {
		struct buf answers;

		copy("class.okoce", "kill.okoce");
		check_in_and_kill(&seeded, &answers);
		read_roster(&roster);
		answered += expect_answered(&answers, &roster, round);
		expect_run((const char *const[]){"check", COMMON, NULL});
		buf_release(&answers);
	}
	print_message("in all: %u kills, %zu answers before them\n", rounds(), answered);
	/* Else nothing was tried. */
	assert_true(answered > rounds() * 5);
	buf_release(&roster);
}

/* The file goes on being used after each cut. */
static void one_file_survives_many(void **state)
{
	struct seeded seeded;
	struct buf roster = BUF_EMPTY;
	struct buf all = BUF_EMPTY;

	(void)state;
	seeded_start(&seeded, seed_of_run() + 1);
	copy("class.okoce", "kill.okoce");
	for (unsigned round = 0; round < rounds() / 5; round++) {
		struct buf answers;

		check_in_and_kill(&seeded, &answers);
		buf_add(&all, answers.ptr, answers.len);
		buf_add_byte(&all, '\n');
		buf_release(&answers);
	}
	print_message("in all: %u kills of one file\n", rounds() / 5);
	read_roster(&roster);
	assert_true(expect_answered(&all, &roster, 0) > 0);
	expect_run((const char *const[]){"check", COMMON, NULL});
	buf_release(&all);
	buf_release(&roster);
}

static const char *const import_many[] = {
	"import", "many.csv", "--session", SESSION, COMMON, NULL};

/* How long a command takes here, so that the cuts fall into it on any machine. */
static int microseconds_of(const char *const *argv)
{
	struct timespec begin, end;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	expect_run(argv);
	clock_gettime(CLOCK_MONOTONIC, &end);
	return (int)((end.tv_sec - begin.tv_sec) * 1000000 + (end.tv_nsec - begin.tv_nsec) / 1000);
}

static size_t people_in(struct buf *roster)
{
	read_roster(roster);
	return count(roster, "\n" SESSION ",");
}

/* Killed before it is done nothing is there, or all; and importing again brings the rest. */
static void an_import_is_there_when_it_was_told(void **state)
{
	struct seeded seeded;
	struct buf roster = BUF_EMPTY;
	unsigned there = 0, cut = 0;
	int whole;

	(void)state;
	copy("empty.okoce", "kill.okoce");
	whole = microseconds_of(import_many);
	seeded_start(&seeded, seed_of_run() + 2);
	for (unsigned round = 0; round < rounds(); round++) {
		struct program program;
		size_t people;

		copy("empty.okoce", "kill.okoce");
		program_start(&program, import_many);
		program_read(&program, (int)seeded_below(&seeded, (uint32_t)(whole + whole / 10)));
		program_kill(&program);
		people = people_in(&roster);
		if (people != 0 && people != MANY)
			fail_msg("round %u, seed %lu: %zu people", round, seed_of_run(), people);
		if (count(&program.said, "rows read") > 0 && people != MANY)
			fail_msg("round %u, seed %lu: told and not there", round, seed_of_run());
		there += people == MANY;
		cut += people == 0;
		expect_run((const char *const[]){"check", COMMON, NULL});
		expect_run(import_many);
		assert_int_equal(people_in(&roster), MANY);
		buf_release(&program.said);
	}
	print_message("in all: %u kills of an import, %u behind its commit\n", rounds(), there);
	/* Else nothing was tried. */
	assert_true(cut > 0);
	buf_release(&roster);
}

/* A file that is begun has its name when it is whole, or not at all; what a cut left of it bars
 * nobody from beginning again. */
static void kill_at_the_beginning(const char *const *argv, const char *name, unsigned long seed)
{
	struct seeded seeded;
	int whole = microseconds_of(argv);
	unsigned cut = 0;

	seeded_start(&seeded, seed);
	for (unsigned round = 0; round < rounds() / 5; round++) {
		struct program program;

		assert_int_equal(unlink(name), 0);
		program_start(&program, argv);
		program_read(&program, (int)seeded_below(&seeded, (uint32_t)(whole + whole / 10)));
		program_kill(&program);
		buf_release(&program.said);
		if (access(name, F_OK) != 0) {
			cut++;
			expect_run(argv);
		}
		expect_run((const char *const[]){"check", "--data", name, NULL});
	}
	print_message("in all: %u kills of %s, %u before its end\n", rounds() / 5, argv[0], cut);
	/* Else nothing was tried. */
	assert_true(cut > 0);
}

static void a_file_is_begun_whole_or_not_at_all(void **state)
{
	(void)state;
	kill_at_the_beginning((const char *const[]){"init", "begun.okoce", "--open", "--officer",
				      "Rina S.", NULL},
		"begun.okoce", seed_of_run() + 3);
	kill_at_the_beginning((const char *const[]){"demo", "demo.okoce", "--people", "300",
				      NULL},
		"demo.okoce", seed_of_run() + 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_begun_whole_or_not_at_all),
		cmocka_unit_test(every_answered_check_in_is_there),
		cmocka_unit_test(one_file_survives_many),
		cmocka_unit_test(an_import_is_there_when_it_was_told),
	};

	return cmocka_run_group_tests(tests, make_files, scratch_remove);
}
