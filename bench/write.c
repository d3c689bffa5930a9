/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * write FOLDER RUNS OPERATIONS: durable check-ins and walk-ins of okoce, of bare LMDB and of SQLite,
 * one after the other in turn, so that a slow moment of the disk meets all alike. FOLDER holds two
 * copies of one demo file, okoce.okoce and lmdb.mdb; the files of SQLite are made beside them.
 * Prints the median microseconds of an operation for each run: of okoce until it has answered, and under
 * a name of its own what it does then, while a key is waited for.
 *
 * write FOLDER bytes COUNT: okoce alone; prints what COUNT check-ins take, in time and in the file.
 */
#include "common.h"
#include "peer.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

/* Days that no demo has: nothing is recorded on them, so every check-in is a first one. */
#define FREE_DAY 100

enum peer { OKOCE, LMDB, ROLLBACK, WAL, PEER_COUNT };

static const char *const peer_name[PEER_COUNT] = {"okoce", "lmdb", "rollback", "wal"};

struct door {
	struct app *app;
	struct peer_lmdb *lmdb;
	struct peer_sqlite *rollback, *wal;
	struct arena arena;
	struct seat {
		const struct session *session;
		struct peer_person person;
	} *seat;
	size_t seat_count, seat_capacity;
	size_t next; /* check-in, walk-in */
	size_t value_size;
	bool walk_in;
};

static char *path_of(struct door *door, const char *folder, const char *name)
{
	return arena_printf(&door->arena, "%s/%s", folder, name);
}

static const char *keep(struct door *door, const char *text)
{
	return arena_text(&door->arena, text, strlen(text));
}

static void add_seat(struct door *door, const struct session *session, const struct roster_person *from)
{
	struct seat *seat;

	door->seat = memory_grow(door->seat, door->seat_count, &door->seat_capacity, sizeof(*seat));
	seat = &door->seat[door->seat_count++];
	seat->session = session;
	seat->person = (struct peer_person){from->record, from->identity, from->contact,
		from->address, from->enrolment};
	seat->person.identity.name = keep(door, from->identity.name);
	seat->person.identity.nik = keep(door, from->identity.nik);
	seat->person.identity.birthplace = keep(door, from->identity.birthplace);
	seat->person.contact.phone = keep(door, from->contact.phone);
	seat->person.address.line = keep(door, from->address.line);
	seat->person.address.kelurahan = keep(door, from->address.kelurahan);
	seat->person.address.kecamatan = keep(door, from->address.kecamatan);
	seat->person.enrolment.number = keep(door, from->enrolment.number);
}

/* SQLite begins with the rows that okoce's file holds. */
static void fill(struct door *door, struct peer_sqlite *peer, const struct roster *roster,
	const struct roster_person *person)
{
	const struct seat *seat = &door->seat[door->seat_count - 1];

	peer_sqlite_person(peer, seat->session->id, &seat->person);
	for (uint32_t day = 1; day <= roster->days; day++)
		if (person->mark[day - 1].status != 0)
			peer_sqlite_attendance(peer, seat->session->id, day, &person->record,
				person->mark[day - 1].status);
}

static void look_at_people(struct door *door)
{
	const struct programme *programme = &door->app->programme;
	struct err err = {0};

	for (size_t i = 0; i < programme->session_count; i++) {
		struct roster roster = {0};

		BENCH_OK(app_roster(door->app, &programme->session[i], &roster, &err));
		for (size_t j = 0; j < roster.count; j++) {
			add_seat(door, &programme->session[i], &roster.person[j]);
			if (door->rollback)
				fill(door, door->rollback, &roster, &roster.person[j]);
			if (door->wal)
				fill(door, door->wal, &roster, &roster.person[j]);
		}
		roster_release(&roster);
	}
	if (door->seat_count == 0)
		bench_die("nobody is on the lists");
}

static void open_peers(struct door *door, const char *folder)
{
	door->lmdb = peer_lmdb_open(path_of(door, folder, "lmdb.mdb"));
	door->rollback = peer_sqlite_open(path_of(door, folder, "rollback.db"), "delete");
	door->wal = peer_sqlite_open(path_of(door, folder, "wal.db"), "wal");
	peer_sqlite_begin(door->rollback);
	peer_sqlite_begin(door->wal);
}

/* --- One operation ----------------------------------------------------------------------------- */

struct operation_of {
	const struct seat *seat;
	struct peer_person person; /* of a walk-in: the same facts, a new person */
	uint32_t day;
};

static struct operation_of next_operation(struct door *door)
{
	struct operation_of next = {.seat = &door->seat[door->next % door->seat_count],
		.day = FREE_DAY + (uint32_t)(door->next / door->seat_count)};

	next.person = next.seat->person;
	next.person.record = random_id();
	next.person.enrolment.number = "A1";
	/* The demo's people have these NIKs already, and in SQLite they are unique. */
	next.person.identity.nik = arena_printf(&door->arena, "%016zu", door->next + 1);
	door->next++;
	return next;
}

static void put(struct transaction *transaction, struct register_key key,
	const struct record_type *type, const void *record)
{
	transaction_put_record(transaction, register_bytes(&key), type, record);
}

/* A person, an enrolment and an attendance, in one entry. */
static void okoce_walk_in(struct door *door, const struct operation_of *next)
{
	const struct peer_person *person = &next->person;
	const char *session = next->seat->session->id;
	struct transaction *transaction;
	struct action_id done;
	struct attendance attendance;
	struct err err = {0};

	record_clear(&attendance_type, &attendance);
	attendance.status = ATTENDANCE_PRESENT;
	BENCH_OK(transaction_begin(door->app->store, NULL, &transaction, &err));
	transaction_entry(transaction);
	put(transaction, register_person(&person->record, PERSON_IDENTITY), &person_identity_type,
		&person->identity);
	put(transaction, register_person(&person->record, PERSON_CONTACT), &person_contact_type,
		&person->contact);
	put(transaction, register_person(&person->record, PERSON_ADDRESS), &person_address_type,
		&person->address);
	put(transaction, register_enrolment(session, &person->record), &enrolment_type,
		&person->enrolment);
	put(transaction, register_attendance(session, (int)next->day, PART_WHOLE, &person->record),
		&attendance_type, &attendance);
	BENCH_OK(transaction_commit(transaction, &done, &err));
	app_did(door->app, &done);
}

static void okoce_check_in(struct door *door, const struct operation_of *next)
{
	struct err err = {0};

	BENCH_OK(app_attend(door->app, next->seat->session, next->day, &next->seat->person.record,
		ATTENDANCE_PRESENT, &err));
}

static void sqlite_write(struct door *door, struct peer_sqlite *peer, const struct operation_of *next)
{
	const struct id *record = &next->seat->person.record;

	peer_sqlite_begin(peer);
	if (door->walk_in) {
		record = &next->person.record;
		peer_sqlite_person(peer, next->seat->session->id, &next->person);
	}
	peer_sqlite_attendance(
		peer, next->seat->session->id, next->day, record, ATTENDANCE_PRESENT);
	peer_sqlite_commit(peer);
}

static void write_one(struct door *door, enum peer which, const struct operation_of *next)
{
	if (which == OKOCE && door->walk_in)
		okoce_walk_in(door, next);
	else if (which == OKOCE)
		okoce_check_in(door, next);
	else if (which == LMDB)
		peer_lmdb_put(door->lmdb, door->value_size);
	else
		sqlite_write(door, which == WAL ? door->wal : door->rollback, next);
}

/* --- The size of what okoce wrote -------------------------------------------------------------- */

static bool measure(void *context, const struct story *story)
{
	static const uint8_t signature[SIGNATURE_SIZE] = {1};
	struct buf value = BUF_EMPTY;

	entry_put(&value, story->entry->header_bytes, story->entry->payload, signature);
	*(size_t *)context = value.len;
	buf_release(&value);
	return true;
}

static size_t last_value_size(struct door *door)
{
	size_t size = 0;
	struct err err = {0};

	BENCH_OK(store_history(door->app->store, measure, &size, &err));
	return size;
}

/* --- Runs -------------------------------------------------------------------------------------- */

/* What okoce does when it has answered and waits for a key. */
static double rest(struct door *door)
{
	const double start = bench_now();

	app_catch_up(door->app);
	return bench_now() - start;
}

struct times {
	double *took[PEER_COUNT], *rest;
	unsigned count;
};

static struct times times_make(unsigned operations)
{
	struct times times = {.rest = memory_alloc(operations * sizeof(*times.rest)), .count = operations};

	for (size_t i = 0; i < PEER_COUNT; i++)
		times.took[i] = memory_alloc(operations * sizeof(*times.took[i]));
	return times;
}

/* `number` 0: only warms up. */
static void times_tell(struct times *times, struct door *door, const char *name, unsigned number)
{
	if (number > 0)
		bench_figure(arena_printf(&door->arena, "%s-rest", name), "okoce", number,
			bench_median(times->rest, times->count));
	for (size_t i = 0; i < PEER_COUNT; i++) {
		if (number > 0)
			bench_figure(name, peer_name[i], number, bench_median(times->took[i], times->count));
		free(times->took[i]);
	}
	free(times->rest);
}

static void run(struct door *door, const char *name, unsigned number, unsigned operations)
{
	struct times times = times_make(operations);

	for (unsigned i = 0; i < operations; i++) {
		const struct operation_of next = next_operation(door);

		for (unsigned j = 0; j < PEER_COUNT; j++) {
			const enum peer which = (enum peer)((i + j) % PEER_COUNT);
			const double start = bench_now();

			write_one(door, which, &next);
			times.took[which][i] = bench_now() - start;
			if (which == OKOCE)
				times.rest[i] = rest(door);
		}
	}
	times_tell(&times, door, name, number);
}

/* The first run only warms up. */
static void runs(struct door *door, const char *name, bool walk_in, unsigned count, unsigned operations)
{
	const struct operation_of first = next_operation(door);

	door->walk_in = walk_in;
	write_one(door, OKOCE, &first); /* begins the writer, the first time */
	const struct operation_of second = next_operation(door);
	write_one(door, OKOCE, &second);
	door->value_size = last_value_size(door);
	bench_figure(arena_printf(&door->arena, "%s-value-bytes", name), "okoce", 1,
		(double)door->value_size);
	for (unsigned i = 0; i <= count; i++)
		run(door, name, i, i == 0 ? (operations + 3) / 4 : operations);
}

static void compare_all(struct door *door, const char *folder, unsigned count, unsigned operations)
{
	open_peers(door, folder);
	look_at_people(door);
	peer_sqlite_commit(door->rollback);
	peer_sqlite_commit(door->wal);
	runs(door, "check-in", false, count, operations);
	runs(door, "walk-in", true, count, operations);
	peer_lmdb_close(door->lmdb);
	peer_sqlite_close(door->rollback);
	peer_sqlite_close(door->wal);
}

static void count_bytes(struct door *door, const char *path, unsigned count)
{
	uint64_t before;
	double start;

	look_at_people(door);
	for (unsigned i = 0; i < 100; i++) {
		const struct operation_of next = next_operation(door);

		okoce_check_in(door, &next);
	}
	before = bench_file_size(path);
	start = bench_now();
	for (unsigned i = 0; i < count; i++) {
		const struct operation_of next = next_operation(door);

		okoce_check_in(door, &next);
	}
	bench_figure("series", "okoce", 1, (bench_now() - start) / count);
	bench_figure("entry-bytes", "okoce", 1, (double)(bench_file_size(path) - before) / count);
}

int main(int argc, char **argv)
{
	struct door door = {0};
	char *path;

	if (argc != 4)
		bench_die("usage: write FOLDER RUNS OPERATIONS, or: write FOLDER bytes COUNT");
	path = path_of(&door, argv[1], "okoce.okoce");
	door.app = bench_open(path, false);
	if (strcmp(argv[2], "bytes") == 0)
		count_bytes(&door, path, bench_number(argv[3]));
	else
		compare_all(&door, argv[1], bench_number(argv[2]), bench_number(argv[3]));
	app_close(door.app);
	free(door.seat);
	arena_release(&door.arena);
	return 0;
}
