/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lists of people for imports and for peers:
 *   list csv CONF COUNT        a CSV file as an office has it; all people are invented
 *   list sqlite FILE SESSION   reads such a file from standard input, and writes its rows into the
 *                              SQLite file FILE as okoce's import does: a row each register, in
 *                              transactions of 10,000 people
 *   list abook|dialog|calcurse CONF COUNT, list names CONF COUNT   the same people for the peers
 */
#include "common.h"
#include "peer.h"
#include "app/demo_people.h"
#include "conf/conf.h"
#include "base/random.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 11

/* --- Making ------------------------------------------------------------------------------------ */

/* Everything is quoted, so a comma in an address is none between columns. */
static void csv_person(const struct programme *programme, const struct demo_person *person)
{
	const struct kelurahan *kelurahan =
		programme_kelurahan(programme, person->address.kelurahan);
	const struct kecamatan *kecamatan =
		programme_kecamatan(programme, person->address.kecamatan);
	struct buf born = BUF_EMPTY;

	date_print_iso(&born, person->identity.born);
	printf("\"%s\",%s,%s,\"%s\",%s,%s,\"%s\",%03u,%03u,\"%s\",\"%s\"\n", person->identity.name,
		person->identity.nik, person->contact.phone, person->identity.birthplace,
		buf_text(&born), person->identity.sex == SEX_FEMALE ? "P" : "L",
		person->address.line, person->address.rt, person->address.rw,
		kelurahan ? kelurahan->name : "", kecamatan ? kecamatan->name : "");
	buf_release(&born);
}

static void print_person(const char *what, const struct programme *programme, unsigned number,
	const struct demo_person *person)
{
	if (strcmp(what, "csv") == 0)
		csv_person(programme, person);
	else if (strcmp(what, "abook") == 0)
		printf("[%u]\nname=%s\nphone=%s\naddress=%s\nnotes=%s\n\n", number,
			person->identity.name, person->contact.phone, person->address.line,
			person->identity.nik);
	else if (strcmp(what, "dialog") == 0)
		printf("\"%u\" \"%s %s\"\n", number + 1, person->identity.name, person->identity.nik);
	else if (strcmp(what, "calcurse") == 0)
		/* A day each, from 2005 on. */
		printf("%02u/%02u/%u @ 08:00 -> %02u/%02u/%u @ 09:00 |%s\n", number / 28 % 12 + 1,
			number % 28 + 1, 2005 + number / 336, number / 28 % 12 + 1, number % 28 + 1,
			2005 + number / 336, person->identity.name);
	else
		printf("%05u %s\n", number + 1, person->identity.name);
}

static void print_people(const char *what, const char *conf, unsigned count)
{
	struct programme programme = {0};
	struct conf_problems problems = {0};
	struct err err = {0};

	BENCH_OK(conf_load(conf, &programme, &problems, &err));
	if (strcmp(what, "csv") == 0)
		puts("Nama,NIK,No HP,Tempat Lahir,Tanggal Lahir,Jenis Kelamin,Alamat,RT,RW,Kelurahan,"
		     "Kecamatan");
	else if (strcmp(what, "abook") == 0)
		puts("# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n");
	for (unsigned i = 0; i < count; i++) {
		struct demo_draw draw = {.seed = 7, .index = i,
			.kecamatan = &programme.kecamatan[i % programme.kecamatan_count]};
		struct demo_person person;

		demo_person_draw(&person, &draw);
		print_person(what, &programme, i, &person);
	}
	conf_problems_release(&problems);
	programme_release(&programme);
}

/* --- Writing with SQLite ----------------------------------------------------------------------- */

struct taking {
	struct peer_sqlite *peer;
	const char *session;
	char cell[COLUMNS][256];
	unsigned column, row;
};

static void take_cell(void *ptr, size_t len, void *context)
{
	struct taking *taking = context;

	if (taking->column < COLUMNS)
		snprintf(taking->cell[taking->column], sizeof(taking->cell[0]), "%.*s", (int)len,
			(const char *)ptr);
	taking->column++;
}

static void take_row(int end, void *context)
{
	struct taking *taking = context;
	struct peer_person person;
	char number[16];

	(void)end;
	taking->column = 0;
	if (taking->row++ == 0)
		return; /* the header */
	memset(&person, 0, sizeof(person));
	person.record = random_id();
	person.identity.name = taking->cell[0];
	person.identity.nik = taking->cell[1];
	person.contact.phone = taking->cell[2];
	person.identity.birthplace = taking->cell[3];
	person.identity.born = date_parse_iso(taking->cell[4]);
	person.identity.sex = taking->cell[5][0] == 'P' ? SEX_FEMALE : SEX_MALE;
	person.address.line = taking->cell[6];
	person.address.rt = (uint32_t)strtoul(taking->cell[7], NULL, 10);
	person.address.rw = (uint32_t)strtoul(taking->cell[8], NULL, 10);
	person.address.kelurahan = taking->cell[9];
	person.address.kecamatan = taking->cell[10];
	snprintf(number, sizeof(number), "%02u", taking->row - 1);
	person.enrolment.status = ENROLMENT_REGISTERED;
	person.enrolment.number = number;
	peer_sqlite_person(taking->peer, taking->session, &person);
	if ((taking->row - 1) % TRANSACTION_ENTRIES_MAX == 0) {
		peer_sqlite_commit(taking->peer);
		peer_sqlite_begin(taking->peer);
	}
}

static void sqlite_rows(const char *path, const char *session)
{
	struct taking taking = {.session = session};
	struct csv_parser parser;
	char bytes[65536];
	struct err err = {0};
	size_t len;

	BENCH_OK(random_start(&err));
	taking.peer = peer_sqlite_open(path, "delete");
	csv_init(&parser, 0);
	peer_sqlite_begin(taking.peer);
	while ((len = fread(bytes, 1, sizeof(bytes), stdin)) > 0)
		if (csv_parse(&parser, bytes, len, take_cell, take_row, &taking) != len)
			bench_die("the list cannot be read");
	csv_fini(&parser, take_cell, take_row, &taking);
	peer_sqlite_commit(taking.peer);
	csv_free(&parser);
	peer_sqlite_close(taking.peer);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		bench_die("usage: the head of list.c");
	if (strcmp(argv[1], "sqlite") == 0)
		sqlite_rows(argv[2], argv[3]);
	else
		print_people(argv[1], argv[2], bench_number(argv[3]));
	return 0;
}
