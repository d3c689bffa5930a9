/* SPDX-License-Identifier: BSD-2-Clause */
/* Unlocking on the screen, locking it, another officer, and a laptop whose battery died. */
#include "support/terminal.h"
#include "tui/office_try.h"

#include "base/file.h"
#include "base/random.h"
#include "store/inside.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define RINA "tobi-rasa-kelu-mani"
#define SRI "pagi-lumo-sera-tiko"
#define SEALED "sealed.okoce"
#define MONDAY "2019-03-04T08:00:00+07:00"
#define SESSION "2019-MM-KBJ-1" /* held on that day */
#define LIST "import-bersih.csv"
#define E3 "\033[3J"

/* --- A programme with a passphrase --------------------------------------------------------------------- */

/* The program with Rina's passphrase. */
static void run(const char *const *words)
{
	office_run_sealed(MONDAY, RINA, words);
}

/* What will be done on a screen of officers: an own slot, an own box, and the entry that says so. */
static void add_officer(const char *path, const char *name, const char *passphrase)
{
	struct store_options options = {.clock = clock_system()};
	struct key_ring *ring = key_ring_new();
	struct id id = random_id();
	struct register_key key = register_officer(&id);
	struct buf slot = BUF_EMPTY, box = BUF_EMPTY;
	uint8_t slot_name[SLOT_KEY_SIZE], box_name[BOX_KEY_SIZE], hash[DIGEST_SIZE];
	struct transaction *transaction;
	struct officer officer;
	struct store *store;
	struct db_txn *txn;
	struct err err = {0};

	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	assert_int_equal(store_unlock(store, NULL, RINA, &err), STATUS_OK);
	key_ring_draw_seed(ring);
	assert_int_equal(
		slot_put(&slot, ring, store_programme(store), &id, name, 1, passphrase, &err), STATUS_OK);
	box_put(&box, store->ring, store_programme(store), &id, ring->box_key);
	slot_digest(hash, buf_bytes(&slot));
	record_clear(&officer_type, &officer);
	officer.name = name;
	officer.role = ROLE_SUPERVISOR;
	officer.sign_key = BYTES_OF(ring->sign_key);
	officer.box_key = BYTES_OF(ring->box_key);
	officer.slot_digest = BYTES_OF(hash);
	officer.slot_generation = 1;
	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_OK);
	transaction_put_record(transaction, register_bytes(&key), &officer_type, &officer);
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	slot_key(slot_name, &id);
	box_key(box_name, store->ring->key_id, &id);
	assert_int_equal(db_begin(store->db, true, &txn, &err), STATUS_OK);
	db_put(txn, BYTES_OF(slot_name), buf_bytes(&slot));
	db_put(txn, BYTES_OF(box_name), buf_bytes(&box));
	assert_int_equal(db_commit(txn, &err), STATUS_OK);
	store_close(store);
	key_ring_free(ring);
	buf_release(&slot);
	buf_release(&box);
}

static int begin(void **state)
{
	const char *top = getenv("top_srcdir");
	char *path = office_path(SEALED), *data = path_join(top ? top : ".", "tests/data/" LIST);
	struct err err;

	(void)state;
	if (random_start(&err) != STATUS_OK)
		return -1;
	unlink(path);
	run((const char *const[]){"init", path, "--officer", "Rina S.", NULL});
	run((const char *const[]){"import", data, "--data", path, "--session", SESSION, NULL});
	free(path);
	free(data);
	return office_begin(state);
}

static int end(void **state)
{
	char *path = office_path(SEALED);

	unlink(path);
	free(path);
	return office_end(state);
}

static struct terminal *open_sealed(const struct office_look *look)
{
	return office_open(SEALED, MONDAY, look);
}

/* What an officer types to come to Beranda. */
static struct terminal *open_home(void)
{
	struct terminal *terminal = open_sealed(NULL);

	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "HOME");
	return terminal;
}

static void assert_locked(struct terminal *terminal)
{
	assert_int_equal(terminal_find(terminal, "LOCKED"), 0);
	assert_int_equal(terminal_find(terminal, "HOME"), -1);
	assert_int_equal(terminal_find(terminal, "ATTENDANCE"), -1);
}

/* --- Unlocking ------------------------------------------------------------------------------------------- */

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal = open_sealed(&office_looks[i]);

		terminal_expect(terminal, "Rina S.");
		terminal_type(terminal, "a<Enter>b<Enter>rahasia");
		snprintf(golden, sizeof(golden), "tui/golden/unlock-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<F3><Down>");
		snprintf(golden, sizeof(golden), "tui/golden/forgot-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<Esc>");
		office_quit(terminal);
	}
}

static void test_the_passphrase_is_hidden_until_it_failed_twice(void **state)
{
	struct terminal *terminal = open_sealed(NULL);

	(void)state;
	terminal_expect(terminal, "Passphrase:");
	terminal_type(terminal, "TOBI-RASA");
	assert_int_equal(terminal_find(terminal, "TOBI-RASA"), -1);
	terminal_expect(terminal, "*********");
	terminal_type(terminal, "<F2>");
	assert_int_equal(terminal_find(terminal, "TOBI-RASA"), -1);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "The passphrase does not fit. Check Caps Lock.");
	assert_int_equal(terminal_find(terminal, "F2"), -1);
	terminal_type(terminal, "TOBI<Enter>");
	terminal_expect(terminal, "F2 shows what you type.");
	terminal_type(terminal, "TOBI<F2>");
	terminal_expect(terminal, "Passphrase: TOBI");
	terminal_type(terminal, "<F2>");
	assert_int_equal(terminal_find(terminal, "TOBI"), -1);
	terminal_type(terminal, "<Esc>" RINA "<Enter>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

static void test_a_question_mark_is_typed_and_escape_explains(void **state)
{
	struct terminal *terminal = open_sealed(NULL);

	(void)state;
	terminal_type(terminal, "?");
	terminal_expect(terminal, "Passphrase: *");
	terminal_type(terminal, "<Esc>");
	assert_int_equal(terminal_find(terminal, "*"), -1);
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "To leave okoce press Ctrl-Q.");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "LOCKED");
	terminal_type(terminal, "<F1>");
	terminal_expect(terminal, "What to do when the passphrase is forgotten.");
	assert_int_equal(terminal_find(terminal, "Locks the screen"), -1);
	terminal_type(terminal, "<Esc>");
	office_quit(terminal);
}

static void test_the_officer_is_chosen_with_the_arrow(void **state)
{
	char *path = office_copy_path();
	struct terminal *terminal;

	(void)state;
	office_copy(SEALED);
	add_officer(path, "Sri L.", SRI);
	terminal = office_open_again(MONDAY);
	terminal_expect(terminal, "Who opens it?");
	terminal_type(terminal, "<Home><Up><Up>");
	if (strstr(terminal_row(terminal, terminal_find(terminal, "Sri L.")), ">") == NULL)
		terminal_type(terminal, "<Down>");
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "The passphrase does not fit.");
	terminal_type(terminal, SRI "<Enter>");
	terminal_expect(terminal, "YOUR OWN PASSPHRASE"); /* somebody else made hers */
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "HOME");
	assert_non_null(strstr(terminal_row(terminal, 0), "Sri L."));

	/* The one locks, the other goes on. */
	terminal_type(terminal, "<Enter>01<Enter>");
	terminal_expect(terminal, "PRESENT");
	terminal_type(terminal, "sit<C-l>");
	assert_locked(terminal);
	assert_non_null(strstr(terminal_row(terminal, terminal_find(terminal, "Sri L.")), ">"));
	terminal_type(terminal, "<Up>");
	if (strstr(terminal_row(terminal, terminal_find(terminal, "Rina S.")), ">") == NULL)
		terminal_type(terminal, "<Down>");
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "NIK, number, or name: sit");
	assert_non_null(strstr(terminal_row(terminal, 0), "Rina S."));
	terminal_type(terminal, "<Esc><C-z>");
	terminal_expect(terminal, "Nothing that was recorded on this screen is left to undo.");
	terminal_type(terminal, "02<Enter>");
	terminal_expect(terminal, "PRESENT");
	office_quit(terminal);
	free(path);
}

/* init printed it once; here it is one of the file's own, since nobody kept that one. */
static void test_the_code_in_the_envelope(void **state)
{
	struct terminal *terminal;

	(void)state;
	terminal = open_sealed(NULL);
	assert_int_equal(terminal_find(terminal, "Amplop"), -1);
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "The code in the envelope");
	terminal_type(terminal, "2");
	terminal_expect(terminal, "LOCKED");
	terminal_expect(terminal, "> Amplop pemulihan");
	terminal_type(terminal, "7K4M-QX2P-0123-4567-89AB<Enter>");
	terminal_expect(terminal, "The passphrase does not fit.");
	terminal_type(terminal, "<Up>" RINA "<Enter>");
	terminal_expect(terminal, "HOME");
	terminal_type(terminal, "<C-l>");
	assert_int_equal(terminal_find(terminal, "Amplop"), -1);
	office_quit(terminal);
}

/* --- Officers --------------------------------------------------------------------------------------------- */

/* The first passphrase that the slip on the screen shows. */
static void read_slip(struct terminal *terminal, char out[32])
{
	const char *row = terminal_row(terminal, terminal_find(terminal, "First passphrase"));
	const char *at = strstr(row, ": ");

	assert_non_null(at);
	snprintf(out, 32, "%s", at + 2);
	assert_int_equal(strlen(out), 19);
}

/* Penyelia adds somebody, who opens the file with the slip and is asked for a passphrase of one's own. */
static void test_an_officer_comes_and_goes(void **state)
{
	struct terminal *terminal = open_home();
	char slip[32];

	(void)state;
	terminal_type(terminal, "<F8><F4>");
	terminal_expect(terminal, "OFFICERS");
	terminal_expect(terminal, "Amplop pemulihan");
	terminal_type(terminal, "aBudi Santoso<Enter><Enter>KBG<Enter><C-s>");
	terminal_expect(terminal, "OFFICER'S SLIP");
	terminal_expect(terminal, "officer, Kembangan");
	read_slip(terminal, slip);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "first one");
	terminal_type(terminal, "<C-l>");
	assert_locked(terminal);
	while (!strstr(terminal_row(terminal, terminal_find(terminal, "Budi Santoso")), ">"))
		terminal_type(terminal, "<Up>");
	terminal_type(terminal, slip);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "YOUR OWN PASSPHRASE");
	terminal_type(terminal, "budi santoso<Enter>");
	terminal_expect(terminal, "easy to guess");
	terminal_type(terminal, "<C-u>sepeda biru hujan<Enter>sepeda biru<Enter>");
	terminal_expect(terminal, "The two differ.");
	terminal_type(terminal, "sepeda biru hujan<Enter>sepeda biru hujan<Enter>");
	terminal_expect(terminal, "Saved: from now on your own passphrase opens this file.");
	/* What only a supervisor may do is not offered: the list is there to be seen. */
	terminal_expect(terminal, "OFFICERS");
	assert_int_equal(terminal_find(terminal, "Add"), -1);
	terminal_type(terminal, "<C-l>");
	terminal_type(terminal, slip);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "The passphrase does not fit.");
	while (!strstr(terminal_row(terminal, terminal_find(terminal, "Rina S.")), ">"))
		terminal_type(terminal, "<Down>");
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "OFFICERS");
	while (!strstr(terminal_row(terminal, terminal_find(terminal, "Budi Santoso")), ">"))
		terminal_type(terminal, "<Up>");
	terminal_type(terminal, "x");
	terminal_expect(terminal, "Remove Budi Santoso?");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "Programme's code");
	terminal_type(terminal, "x2");
	terminal_expect(terminal, "Removed. Hand this file over to all laptops.");
	terminal_expect(terminal, "removed");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

static void test_an_own_passphrase_may_wait(void **state)
{
	struct terminal *terminal = open_home();
	char slip[32];

	(void)state;
	terminal_type(terminal, "<F8><F4>aBudi Santoso<Enter><Enter>KBG<Enter><C-s>");
	terminal_expect(terminal, "OFFICER'S SLIP");
	read_slip(terminal, slip);
	office_quit(terminal);
	terminal = office_open_again(MONDAY);
	while (!strstr(terminal_row(terminal, terminal_find(terminal, "Budi Santoso")), ">"))
		terminal_type(terminal, "<Up>");
	terminal_type(terminal, slip);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "YOUR OWN PASSPHRASE");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

/* --- Locking --------------------------------------------------------------------------------------------- */

static void test_ctrl_l_takes_people_off_the_screen(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_type(terminal, "si");
	terminal_expect(terminal, "NIK, number, or name: si");
	terminal_forget(terminal);
	terminal_type(terminal, "<C-l>");
	assert_locked(terminal);
	assert_true(terminal_got(terminal, E3));
	terminal_type(terminal, "<C-l><F9>");
	terminal_expect(terminal, "TERKUNCI");
	terminal_type(terminal, "<F9>" RINA "<Enter>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "NIK, number, or name: si");
	terminal_type(terminal, "<Esc>01<Enter>");
	terminal_expect(terminal, "PRESENT");
	terminal_expect(terminal, "Last: 01");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "UNDONE");
	office_quit(terminal);
}

/* A form goes on where it was, whoever unlocks; meanwhile nothing of the person is held or shown. */
static void test_forms_go_on(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "pfitri lestari<Enter>i<Enter><C-u>317308<C-l>");
	assert_locked(terminal);
	assert_int_equal(terminal_find(terminal, "FITRI"), -1);
	assert_int_equal(terminal_find(terminal, "317308"), -1);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "Identity: ");
	terminal_expect(terminal, "> NIK       : 317308");
	terminal_type(terminal, "<C-u>3173086711849905<Enter><F8><Esc>");
	terminal_expect(terminal, "PERSON");
	terminal_expect(terminal, "317308******9905");
	terminal_type(terminal, "n");
	terminal_expect(terminal, "3173086711849905");
	terminal_type(terminal, "<C-l>" RINA "<Enter>");
	terminal_expect(terminal, "PERSON");
	terminal_expect(terminal, "317308******9905"); /* who unlocked it has not asked for it */
	assert_int_equal(terminal_find(terminal, "3173086711849905"), -1);
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "PEOPLE");
	assert_int_equal(terminal_find(terminal, "itri"), -1);
	terminal_type(terminal, "<Esc><Enter><F3>Tono Saja<Enter>3173<C-l>");
	assert_locked(terminal);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "Tono Saja");
	terminal_expect(terminal, ": 3173");
	terminal_type(terminal, "<C-l>");
	office_quit(terminal);
	terminal = office_open_again(MONDAY);
	terminal_type(terminal, RINA "<Enter>");
	if (terminal_find(terminal, "ATTENDANCE") < 0)
		terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Somebody new was left half done: F3 goes on.");
	office_quit(terminal);
}

/* A session's people are read again, and the dates that are being typed come back. */
static void test_the_screens_of_a_session(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "k" SESSION "<Enter><F5>");
	terminal_expect(terminal, "PEOPLE OF THE SESSION");
	terminal_expect(terminal, "> 01");
	terminal_type(terminal, "<C-l>");
	assert_locked(terminal);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "> 01");
	terminal_type(terminal, "<Esc><F3><C-u>11-14 mar<C-l>");
	assert_locked(terminal);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, ": 11-14 mar");
	terminal_type(terminal, "<C-s><C-s>");
	terminal_expect(terminal, "Monday, 11 March 2019");
	terminal_type(terminal, "<C-l>" RINA "<Enter><C-z>");
	terminal_expect(terminal, "Monday, 4 March 2019");
	office_quit(terminal);
}

/* What was looked at in Riwayat comes back too. */
static void test_history_comes_back(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "wsantoso<Enter>");
	terminal_expect(terminal, "Name: Budi Santoso");
	terminal_type(terminal, "<C-l>");
	assert_locked(terminal);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "WHAT WAS CHANGED");
	terminal_expect(terminal, "Name: Budi Santoso");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "HISTORY");
	terminal_expect(terminal, "Budi Santoso");
	office_quit(terminal);
}

/* Who unlocks it writes as another writer: the one before cannot be gone on with (FORMAT F4). */
static void test_each_unlocking_is_a_writer(void **state)
{
	struct terminal *terminal = open_home();
	char *path = office_copy_path();
	struct store_options options = {.clock = clock_system()};
	struct store *store;
	struct err err = {0};
	struct bytes key, value;
	struct db_txn *txn;
	size_t births = 0;

	(void)state;
	terminal_type(terminal, "<Enter>01<Enter><C-l>" RINA "<Enter>02<Enter>");
	terminal_expect(terminal, "PRESENT");
	office_quit(terminal);
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	assert_int_equal(db_begin(store->db, false, &txn, &err), STATUS_OK);
	DB_EACH(txn, entry_prefix, key, value) {
		struct entry entry;

		births += entry_parse(&entry, key, value) && entry.header.kind == ENTRY_BIRTH;
	}
	db_abort(txn);
	store_close(store);
	assert_int_equal(births, 4); /* init, import, and two here */
	free(path);
}

static void minutes(struct terminal *terminal, int count)
{
	for (int i = 0; i < count; i++)
		terminal_type(terminal, "<Minute>");
}

static void test_it_locks_itself(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	minutes(terminal, 4);
	terminal_expect(terminal, "HOME");
	terminal_type(terminal, "<Down><Up>");
	minutes(terminal, 4);
	terminal_expect(terminal, "HOME");
	minutes(terminal, 1);
	assert_locked(terminal);
	minutes(terminal, 60);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "HOME");

	/* At the door nobody is listed, and people come one by one. */
	terminal_type(terminal, "<Enter>siti");
	minutes(terminal, 14);
	terminal_expect(terminal, "NIK, number, or name: siti");
	minutes(terminal, 1);
	assert_locked(terminal);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "NIK, number, or name: siti");
	office_quit(terminal);
}

static void test_a_file_without_a_passphrase_is_not_locked(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<C-l>");
	terminal_expect(terminal, "This file has no passphrase: it cannot be locked.");
	minutes(terminal, 20);
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

/* Locked, and the window too small, and larger again, and gone. */
static void test_a_locked_screen_follows_the_window(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "<C-l>tobi");
	terminal_resize(terminal, 10, 40);
	terminal_resize(terminal, 16, 60);
	assert_locked(terminal);
	terminal_type(terminal, "-rasa-kelu-mani<Enter>");
	terminal_expect(terminal, "HOME");
	terminal_type(terminal, "<C-l>");
	office_quit(terminal);
}

/* --- The battery ------------------------------------------------------------------------------------------ */

static void end_by(struct terminal *terminal, int number)
{
	terminal_signal(terminal, number);
	terminal_wait_end(terminal);
	terminal_free(terminal);
}

static void test_a_killed_laptop_goes_on_at_the_door(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "<Enter>03<Enter>");
	terminal_expect(terminal, "PRESENT");
	terminal_type(terminal, "siti am<Minute>");
	end_by(terminal, SIGKILL);
	terminal = office_open_again(MONDAY);
	terminal_expect(terminal, "LOCKED");
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, SESSION);
	terminal_expect(terminal, "Saved last: no. 03, 08.00 (1/");
	terminal_expect(terminal, "NIK, number, or name: siti am");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "HOME");
	end_by(terminal, SIGKILL);

	/* Whoever had gone back to Beranda is there. */
	terminal = office_open_again(MONDAY);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

/* Who was half registered is there again, at the same field. */
static void test_a_killed_laptop_keeps_who_is_registered(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "<Enter>zubaedah<F3>317308<Up>");
	terminal_expect(terminal, "NEW PARTICIPANT");
	end_by(terminal, SIGKILL);
	terminal = office_open_again(MONDAY);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "Somebody new was left half done: F3 goes on.");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, " > Name     : zubaedah");
	terminal_expect(terminal, "NIK      : ");
	terminal_type(terminal, "<C-d>rukmini<F3>"); /* somebody else */
	terminal_expect(terminal, "NIK      :");
	assert_int_equal(terminal_find(terminal, "zubaedah"), -1);
	office_quit(terminal);
}

/* What is typed into the form goes from memory, and comes back. */
static void test_locked_while_somebody_is_registered(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "<Enter>zubaedah<F3><Enter>p<Enter>");
	terminal_expect(terminal, "NEW PARTICIPANT");
	terminal_type(terminal, "<C-l>");
	assert_locked(terminal);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "NEW PARTICIPANT");
	terminal_expect(terminal, "Name     : zubaedah");
	terminal_expect(terminal, "F, a woman");
	terminal_expect(terminal, " > Kelurahan");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "WAITING LIST   zubaedah"); /* the class is full */
	office_quit(terminal);
}

static void test_locked_while_something_is_chosen(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "<Enter>01<F3>");
	terminal_expect(terminal, "Withdraw from this class");
	terminal_type(terminal, "<C-l>");
	assert_locked(terminal);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "It was locked meanwhile: Esc, then F3 again.");
	terminal_type(terminal, "2<Enter>");
	terminal_expect(terminal, "It was locked meanwhile");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "NIK, number, or name: 01");
	terminal_type(terminal, "<F3>2");
	terminal_expect(terminal, "WITHDRAWN      01");
	office_quit(terminal);
}

/* A closed window is no leaving; ^Q is. */
static void test_a_closed_window_goes_on_and_ctrl_q_does_not(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "<Enter>jok<Minute>");
	end_by(terminal, SIGHUP);
	terminal = office_open_again(MONDAY);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "NIK, number, or name: jok");
	office_quit(terminal);
	terminal = office_open_again(MONDAY);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

/* Tutup hari and Kertas go on where they were, without having kept anybody's name meanwhile. */
static void test_the_end_of_a_day_goes_on(void **state)
{
	struct terminal *terminal = open_home();

	(void)state;
	terminal_type(terminal, "<Enter>01<Enter><F8>1<Enter>");
	terminal_expect(terminal, "Step 2 of 3");
	terminal_type(terminal, "<Down>i<C-l>");
	assert_locked(terminal);
	terminal_type(terminal, RINA "<Enter>");
	terminal_expect(terminal, "Step 2 of 3");
	assert_non_null(strstr(terminal_row(terminal, 8), "excused"));
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "absent 38");
	terminal_expect(terminal, "Day closed: ");
	terminal_type(terminal, "<C-l>" RINA "<Enter>");
	terminal_expect(terminal, "Step 3 of 3");
	terminal_type(terminal, "<F4>salah<Enter><Esc><F5><Enter>present 4<Enter><Enter><C-l>" RINA "<Enter>");
	terminal_expect(terminal, "PAPER");
	terminal_type(terminal, "<Enter><Enter>");
	terminal_expect(terminal, "Saved: 1 person.");
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_end_of_a_day_goes_on),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_the_passphrase_is_hidden_until_it_failed_twice),
		cmocka_unit_test(test_a_question_mark_is_typed_and_escape_explains),
		cmocka_unit_test(test_the_officer_is_chosen_with_the_arrow),
		cmocka_unit_test(test_the_code_in_the_envelope),
		cmocka_unit_test(test_an_officer_comes_and_goes),
		cmocka_unit_test(test_an_own_passphrase_may_wait),
		cmocka_unit_test(test_ctrl_l_takes_people_off_the_screen),
		cmocka_unit_test(test_forms_go_on),
		cmocka_unit_test(test_the_screens_of_a_session),
		cmocka_unit_test(test_history_comes_back),
		cmocka_unit_test(test_each_unlocking_is_a_writer),
		cmocka_unit_test(test_it_locks_itself),
		cmocka_unit_test(test_a_file_without_a_passphrase_is_not_locked),
		cmocka_unit_test(test_a_locked_screen_follows_the_window),
		cmocka_unit_test(test_a_killed_laptop_goes_on_at_the_door),
		cmocka_unit_test(test_a_killed_laptop_keeps_who_is_registered),
		cmocka_unit_test(test_locked_while_somebody_is_registered),
		cmocka_unit_test(test_locked_while_something_is_chosen),
		cmocka_unit_test(test_a_closed_window_goes_on_and_ctrl_q_does_not),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
