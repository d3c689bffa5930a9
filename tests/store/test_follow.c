/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The view that is kept between runs says the same as one that is made anew, whatever happened to the
 * log or to the view: killed between the two commits, put back, replaced, damaged, power gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "store/follow.h"
#include "store/try_store.h"

#define PEOPLE 12

static char log_path[4096], view_path[4096], copy_path[4096], other_path[4096];
static size_t progress; /* calls: more than 0 when the view was made anew of many entries */

static void set_paths(void)
{
	snprintf(log_path, sizeof(log_path), "%s", try_path("follow.okoce"));
	snprintf(copy_path, sizeof(copy_path), "%s", try_path("copy.okoce"));
	snprintf(other_path, sizeof(other_path), "%s", try_path("other.view"));
	snprintf(view_path, sizeof(view_path), "%s", try_path("follow.view"));
	char dirty[4200];
	snprintf(dirty, sizeof(dirty), "%s.dirty", view_path);
	unlink(dirty);
}

static struct store *open_with(const char *view)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	if (store_open(&store, log_path, &options, &err))
		fail_msg("%s", err.text);
	store_keep_view(store, view);
	if (store_unlock(store, NULL, NULL, &err))
		fail_msg("%s", err.text);
	return store;
}

static void copy_file(const char *from, const char *to)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(file_read(from, 1 << 24, &bytes, &err), STATUS_OK);
	assert_int_equal(file_write(to, buf_bytes(&bytes), &err), STATUS_OK);
	buf_release(&bytes);
}

/* As cp does: into the same file. */
static void overwrite(const char *from, const char *to)
{
	struct buf bytes = BUF_EMPTY;
	FILE *file = fopen(to, "r+b");

	assert_int_equal(file_read(from, 1 << 24, &bytes, NULL), STATUS_OK);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	assert_int_equal(ftruncate(fileno(file), (off_t)bytes.len), 0);
	fclose(file);
	buf_release(&bytes);
}

/* All that can be read. */
static void print_all(struct store *store, struct buf *out)
{
	struct view_walk walk;

	buf_printf(out, "%ju entries, %ju left out, lamport %ju, last %jd\n", (uintmax_t)store_entries(store),
		   (uintmax_t)store_left_out(store), (uintmax_t)store->lamport, (intmax_t)store_last_time(store));
	for (view_walk_open(&walk, store_view(store), BYTES_NONE); walk.cell; view_walk_next(&walk)) {
		struct arena arena = {0};
		struct fact *fact;
		size_t count;

		assert_int_equal(store_facts(store, walk.cell->key, &arena, &fact, &count, NULL), STATUS_OK);
		register_print(out, walk.cell->key);
		for (size_t i = 0; i < count; i++) {
			char hex[ID_HEX_SIZE];
			buf_printf(out, " %s/%u %ju", id_hex(&fact[i].event.writer, hex), fact[i].event.seq,
				   (uintmax_t)fact[i].lamport);
			if (fact[i].value.len > 0)
				cbor_diagnose(out, fact[i].value);
		}
		buf_add_text(out, "\n");
		arena_release(&arena);
	}
	view_walk_close(&walk);
}

/* Who only reads: what is said, and whether the kept view said it. */
static bool read_all(struct buf *out)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	options.read_only = true;
	if (store_open(&store, log_path, &options, &err))
		fail_msg("%s", err.text);
	store_keep_view(store, view_path);
	if (store_unlock(store, NULL, NULL, &err))
		fail_msg("%s", err.text);
	bool borrowed = store->borrowed;
	print_all(store, out);
	store_close(store);
	return borrowed;
}

/* Bytes of the view that is kept; nothing where there is none. */
static void read_view(struct buf *out)
{
	struct stat info;

	if (stat(view_path, &info) == 0 && S_ISREG(info.st_mode))
		assert_int_equal(file_read(view_path, 1 << 24, out, NULL), STATUS_OK);
}

/* Reads before the view has followed the log, in whatever state it is, and leaves it so. */
static void assert_reading_changes_nothing(struct buf *said)
{
	struct buf before = BUF_EMPTY, after = BUF_EMPTY;

	read_view(&before);
	read_all(said);
	read_view(&after);
	assert_true(bytes_equal(buf_bytes(&before), buf_bytes(&after)));
	buf_release(&before);
	buf_release(&after);
}

/* Opens with the kept view, closes, opens with one in memory: both must say the same, and so must who
 * only reads, before and after. */
static void assert_follows(void)
{
	struct buf kept = BUF_EMPTY, anew = BUF_EMPTY, read = BUF_EMPTY, again = BUF_EMPTY;

	assert_reading_changes_nothing(&read);
	struct store *store = open_with(view_path);

	assert_non_null(store->view_path);
	print_all(store, &kept);
	store_close(store);
	store = open_with(NULL);
	print_all(store, &anew);
	store_close(store);
	assert_string_equal(buf_text(&kept), buf_text(&anew));
	assert_string_equal(buf_text(&read), buf_text(&anew));
	assert_true(read_all(&again));
	assert_string_equal(buf_text(&again), buf_text(&anew));
	buf_release(&kept);
	buf_release(&anew);
	buf_release(&read);
	buf_release(&again);
}

/* A run that writes something, with or without the view that is kept. */
static void write_some(const char *view, unsigned from, enum attendance_status status)
{
	struct store *store = open_with(view);
	struct id people[3] = {try_person(from % PEOPLE), try_person((from + 1) % PEOPLE),
			       try_person((from + 2) % PEOPLE)};

	try_attend(store, people, 3, status);
	try_attend(store, people, 1, ATTENDANCE_PRESENT);
	store_close(store);
}

static int begin(void **state)
{
	(void)state;
	set_paths();
	store_close(try_create(log_path, NULL));
	write_some(view_path, 1, ATTENDANCE_PRESENT);
	return 0;
}

static void count_progress(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	assert_true(done <= total);
	progress++;
}

static void test_it_goes_on(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 5; i++) {
		write_some(view_path, i * 2, i % 2 ? ATTENDANCE_SICK : ATTENDANCE_EXCUSED);
		assert_follows();
	}
}

/* The kill fell between the log's commit and the view's; or another okoce wrote without the view. */
static void test_the_log_is_ahead(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 5; i++) {
		for (unsigned j = 0; j < i; j++)
			write_some(NULL, i * 3 + j, ATTENDANCE_SICK);
		assert_follows();
	}
}

/* In another process, which then ends as by a kill: present, once more, with or without the time to catch up. */
static void answer_and_end(bool rests)
{
	pid_t child = fork();
	int ended;

	if (child == 0) {
		const struct id person = try_person(3);
		struct store *store = open_with(view_path);

		try_attend(store, &person, 1, ATTENDANCE_PRESENT);
		assert_non_null(store->owed);
		if (rests)
			store_catch_up(store);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_int_equal(ended, 0);
}

/* A commit is answered before the view shows it: killed then, the next start brings it to the log. */
static void test_killed_when_it_has_answered(void **state)
{
	struct buf said = BUF_EMPTY;

	(void)state;
	for (int rests = 0; rests < 2; rests++) {
		answer_and_end(rests);
		buf_clear(&said);
		assert_int_equal(read_all(&said), rests);
	}
	answer_and_end(false);
	assert_follows();
	buf_release(&said);
}

/* Whoever looks finds what was committed, also what one commit owes to another. */
static void test_it_catches_up_for_who_looks(void **state)
{
	static const enum attendance_status statuses[] = {ATTENDANCE_PRESENT, ATTENDANCE_SICK, ATTENDANCE_EXCUSED};
	struct store *store = open_with(view_path);
	const struct id person = try_person(2), other = try_person(5);

	(void)state;
	for (size_t i = 0; i < 9; i++) {
		try_attend(store, &person, 1, statuses[i % 3]);
		assert_non_null(store->owed);
		if (i % 2)
			assert_int_equal(try_status(store, &person), statuses[i % 3]);
		try_attend(store, &other, 1, statuses[i % 3]);
	}
	assert_int_equal(try_status(store, &person), ATTENDANCE_EXCUSED);
	assert_null(store->owed);
	try_attend(store, &other, 1, ATTENDANCE_PRESENT);
	store_close(store);
	assert_follows();
}

/* An event that the log has not. */
static void apply_one(struct view *view, unsigned person)
{
	const struct id id = try_person(person);
	const struct register_key key = try_key(&id);
	const struct event_id event = {.seq = 1000000};
	struct buf operation = BUF_EMPTY, plain = BUF_EMPTY;
	struct payload payload;

	operation_put(&operation, register_bytes(&key), NULL, 0, NULL, 0);
	payload_put(&plain, buf_bytes(&operation), 1);
	assert_true(payload_read(&payload, buf_bytes(&plain)));
	view_apply(view, &event, 1000000, payload.operation, payload.parts);
	buf_release(&operation);
	buf_release(&plain);
}

/* The kill fell between two commits of the view, which holds a part of what is in the log. */
static void test_killed_while_the_view_is_written_in_parts(void **state)
{
	(void)state;
	write_some(NULL, 5, ATTENDANCE_SICK);
	pid_t child = fork();
	if (child == 0) {
		struct store *store = open_with(view_path);

		follow_leave(store);
		apply_one(store->view, 5);
		view_commit(store->view);
		_exit(0);
	}
	int ended;
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_int_equal(ended, 0);
	assert_follows();
}

/* Nothing is replayed when nothing is new, and only what is new when something is. */
static void test_only_what_is_new_is_replayed(void **state)
{
	(void)state;
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};
	static struct id people[2500];

	store = open_with(view_path);
	for (unsigned i = 0; i < 2500; i++)
		people[i] = try_person(1000 + i);
	try_attend(store, people, 2500, ATTENDANCE_PRESENT);
	store_close(store);
	write_some(NULL, 0, ATTENDANCE_SICK);
	options.progress = count_progress;
	for (int made_anew = 0; made_anew < 2; made_anew++) {
		progress = 0;
		assert_int_equal(store_open(&store, log_path, &options, &err), STATUS_OK);
		store_keep_view(store, made_anew ? NULL : view_path);
		assert_int_equal(store_unlock(store, NULL, NULL, &err), STATUS_OK);
		assert_int_equal(progress > 0, made_anew);
		store_close(store);
	}
	assert_follows();
}

/* An older copy is put back, as another file or into the same one. */
static void test_the_log_is_put_back(void **state)
{
	(void)state;
	for (int in_place = 0; in_place < 2; in_place++) {
		copy_file(log_path, copy_path);
		write_some(view_path, 4, ATTENDANCE_SICK);
		if (in_place)
			overwrite(copy_path, log_path);
		else
			assert_int_equal(rename(copy_path, log_path), 0);
		assert_follows();
		/* And the same number of entries, but others, were written on top. */
		write_some(NULL, 8, ATTENDANCE_EXCUSED);
		assert_follows();
	}
}

/* A copy went on elsewhere and comes back: as many entries, others. */
static void test_another_branch_of_the_log(void **state)
{
	(void)state;
	copy_file(log_path, copy_path);
	write_some(view_path, 4, ATTENDANCE_SICK);
	copy_file(log_path, other_path);
	assert_int_equal(rename(copy_path, log_path), 0);
	write_some(NULL, 7, ATTENDANCE_EXCUSED);
	assert_follows();
	assert_int_equal(rename(other_path, log_path), 0);
	assert_follows();
}

static void test_the_view_is_older(void **state)
{
	(void)state;
	copy_file(view_path, other_path);
	write_some(view_path, 2, ATTENDANCE_SICK);
	write_some(view_path, 5, ATTENDANCE_EXCUSED);
	assert_int_equal(rename(other_path, view_path), 0);
	assert_follows();
}

static void test_the_view_is_of_another_programme(void **state)
{
	(void)state;
	copy_file(view_path, other_path);
	unlink(log_path);
	store_close(try_create(log_path, NULL));
	assert_int_equal(rename(other_path, view_path), 0);
	assert_follows();
}

/* Rubbish, an empty file, a cut one, a folder in its place. */
static void test_the_view_is_damaged(void **state)
{
	(void)state;
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	static const char rubbish[] = "Ini bukan indeks.";

	assert_int_equal(file_write(view_path, (struct bytes){(const uint8_t *)rubbish, 17}, &err), STATUS_OK);
	assert_follows();
	assert_int_equal(file_write(view_path, BYTES_NONE, &err), STATUS_OK);
	assert_follows();
	assert_int_equal(file_read(view_path, 1 << 24, &bytes, &err), STATUS_OK);
	assert_int_equal(file_write(view_path, (struct bytes){bytes.ptr, bytes.len / 2}, &err), STATUS_OK);
	assert_follows();
	buf_release(&bytes);
}

static void test_the_power_went(void **state)
{
	(void)state;
	struct err err = {STATUS_OK, ""};
	struct buf dirty = BUF_EMPTY;
	static const char boot[] = "00000000-0000-0000-0000-000000000000\n";

	/* Whatever is in the view then, it is not believed. */
	copy_file(view_path, other_path);
	write_some(view_path, 2, ATTENDANCE_SICK);
	buf_printf(&dirty, "%s.dirty", view_path);
	assert_int_equal(access(buf_text(&dirty), F_OK), -1); /* closed in good order */
	assert_int_equal(file_write(buf_text(&dirty), (struct bytes){(const uint8_t *)boot, 37}, &err), STATUS_OK);
	assert_follows();
	assert_int_equal(access(buf_text(&dirty), F_OK), -1);
	buf_release(&dirty);
}

static void write_in_a_child(unsigned person, enum attendance_status status)
{
	pid_t child = fork(); /* liblmdb must not open one file twice in a process */
	int ended;

	if (child == 0) {
		write_some(view_path, person, status);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_int_equal(ended, 0);
}

/* Who only reads has the state of its opening, whatever another writes, until it is refreshed. */
static void test_reading_beside_who_writes(void **state)
{
	(void)state;
	struct store_options options = try_options();
	struct id person = try_person(4);
	struct store *store;
	struct err err = {STATUS_OK, ""};

	write_some(view_path, 3, ATTENDANCE_SICK);
	options.read_only = true;
	assert_int_equal(store_open(&store, log_path, &options, &err), STATUS_OK);
	store_keep_view(store, view_path);
	assert_int_equal(store_unlock(store, NULL, NULL, &err), STATUS_OK);
	assert_true(store->borrowed);
	for (int i = 0; i < 4; i++) {
		uint32_t before = i % 2 ? ATTENDANCE_EXCUSED : ATTENDANCE_SICK;

		assert_int_equal(try_status(store, &person), before);
		write_in_a_child(3, i % 2 ? ATTENDANCE_SICK : ATTENDANCE_EXCUSED);
		assert_int_equal(try_status(store, &person), before);
		assert_int_equal(store_refresh(store, &err), STATUS_OK);
		assert_true(store->borrowed);
	}
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK);
	store_close(store);
	assert_follows();
}

/* Where nothing can be kept the laptop works all the same. */
static void test_no_place_for_it(void **state)
{
	(void)state;
	struct buf path = BUF_EMPTY;

	buf_printf(&path, "%s/no-such-folder/view", getenv("TMPDIR"));
	struct store *store = open_with(buf_text(&path));
	struct id person = try_person(1);
	try_attend(store, &person, 1, ATTENDANCE_SICK);
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK);
	store_close(store);
	buf_release(&path);
	assert_follows();
}

/* Random histories, in which the view is kept, left behind or lost at any moment. */
static void test_histories(void **state)
{
	(void)state;
	struct seeded seeded;
	unsigned rounds = getenv("UNDER_VALGRIND") ? 10 : 60;

	seeded_start(&seeded, 4096);
	for (unsigned round = 0; round < rounds; round++) {
		switch (seeded_below(&seeded, 6)) {
		case 0: copy_file(log_path, copy_path); break;
		case 1: if (access(copy_path, F_OK) == 0) copy_file(copy_path, log_path); break;
		case 2: copy_file(view_path, other_path); break;
		case 3: if (access(other_path, F_OK) == 0) copy_file(other_path, view_path); break;
		default: break;
		}
		write_some(seeded_below(&seeded, 2) ? view_path : NULL, seeded_below(&seeded, PEOPLE),
			   1 + seeded_below(&seeded, 4));
		if (seeded_below(&seeded, 2))
			assert_follows();
	}
	assert_follows();
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, begin)
	const struct CMUnitTest tests[] = {
		TEST(test_it_goes_on),
		TEST(test_the_log_is_ahead),
		TEST(test_killed_when_it_has_answered),
		TEST(test_it_catches_up_for_who_looks),
		TEST(test_killed_while_the_view_is_written_in_parts),
		TEST(test_only_what_is_new_is_replayed),
		TEST(test_the_log_is_put_back),
		TEST(test_another_branch_of_the_log),
		TEST(test_the_view_is_older),
		TEST(test_the_view_is_of_another_programme),
		TEST(test_the_view_is_damaged),
		TEST(test_the_power_went),
		TEST(test_no_place_for_it),
		TEST(test_reading_beside_who_writes),
		TEST(test_histories),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
