/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every hazard of the data file: each is refused, or lived with, by a sentence of its own in both
 * languages, and no byte of the file is changed by it.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <lmdb.h>

#include "base/i18n.h"
#include "base/random.h"
#include "base/sanitizer.h"
#include "store/check.h"
#include "store/guard_try.h"
#include "store/inside.h"
#include "store/pages.h"
#include "store/salvage.h"
#include "store/try_store.h"

static char *path, *other;
static struct buf sound; /* the bytes of a data file */

/* --- What is opened --------------------------------------------------------------------------------- */

static void make_nothing(void)
{
}

static void make_sound(void)
{
	guard_write(path, buf_bytes(&sound));
}

static void make_empty(void)
{
	guard_write(path, BYTES_NONE);
}

static void make_stump(void)
{
	guard_write(path, (struct bytes){sound.ptr, 100});
}

static void make_one_page(void)
{
	guard_write(path, (struct bytes){sound.ptr, 5000});
}

static void make_cut(void)
{
	guard_write(path, (struct bytes){sound.ptr, sound.len - 1});
}

static void make_text(void)
{
	struct buf text = BUF_EMPTY;

	for (int i = 0; i < 1000; i++)
		buf_add_text(&text, "No;NIK;Nama\n");
	guard_write(path, buf_bytes(&text));
	buf_release(&text);
}

static void make_folder(void)
{
	assert_int_equal(mkdir(path, 0700), 0);
}

static void make_fifo(void)
{
	assert_int_equal(mkfifo(path, 0600), 0);
}

static struct pages look(void)
{
	struct pages pages;
	int fd;
	struct err err = {STATUS_OK, ""};

	assert_int_equal(db_open_plain(&fd, path, &err), STATUS_OK);
	assert_int_equal(pages_open(&pages, fd, &err), STATUS_OK);
	close(fd);
	return pages;
}

/* The root of the main tree is overwritten. */
static void make_damaged(void)
{
	make_sound();
	struct pages pages = look();
	guard_patch(path, (long)(pages.meta[pages.newest].main.root * pages.page_size) + 8, "\xff\xff\xff\xff", 4);
}

static void make_one_meta(void)
{
	make_sound();
	guard_patch(path, 4096, "okoce okoce okoce okoce", 23);
}

/* Its other pages say still what they are. */
static void make_no_meta(void)
{
	static const char nothing[2 * 4096];

	make_sound();
	guard_patch(path, 0, nothing, sizeof(nothing));
}

/* As another programme has it, flat or with named trees. */
static void make_lmdb(const char *tree)
{
	char dog[] = "dog", wuff[] = "wuff";
	MDB_val key = {3, dog}, value = {4, wuff};
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;

	assert_int_equal(mdb_env_create(&env), 0);
	assert_int_equal(mdb_env_set_maxdbs(env, 2), 0);
	assert_int_equal(mdb_env_open(env, path, MDB_NOSUBDIR | MDB_NOLOCK, 0600), 0);
	assert_int_equal(mdb_txn_begin(env, NULL, 0, &txn), 0);
	assert_int_equal(mdb_dbi_open(txn, tree, MDB_CREATE, &dbi), 0);
	assert_int_equal(mdb_put(txn, dbi, &key, &value, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	mdb_env_close(env);
}

static void make_flat_lmdb(void)
{
	make_lmdb(NULL);
}

static void make_named_lmdb(void)
{
	make_lmdb("pets");
}

static void make_index(void)
{
	struct store *store;
	struct store_options options = try_options();
	struct err err = {STATUS_OK, ""};

	guard_write(other, buf_bytes(&sound));
	assert_int_equal(store_open(&store, other, &options, &err), STATUS_OK);
	store_keep_view(store, path);
	assert_int_equal(store_unlock(store, NULL, NULL, &err), STATUS_OK);
	store_close(store);
}

static void make_newer(void)
{
	struct store *store;
	struct store_options options = try_options();
	struct buf value = BUF_EMPTY;
	struct db_txn *txn;
	struct err err = {STATUS_OK, ""};

	make_sound();
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	store->meta.format = META_FORMAT + 1;
	meta_put(&value, &store->meta);
	assert_int_equal(db_begin(store->db, true, &txn, &err), STATUS_OK);
	db_replace(txn, meta_key, buf_bytes(&value));
	assert_int_equal(db_commit(txn, &err), STATUS_OK);
	store_close(store);
	buf_release(&value);
}

static void make_newer_lmdb(void)
{
	make_sound();
	guard_patch(path, 20, "\2", 1);
	guard_patch(path, 4096 + 20, "\2", 1);
}

static void make_swapped(void)
{
	make_sound();
	guard_patch(path, 16, "\xbe\xef\xc0\xde", 4);
	guard_patch(path, 4096 + 16, "\xbe\xef\xc0\xde", 4);
}

static void make_narrow(void)
{
	guard_write_narrow(path, buf_bytes(&sound));
}

static const struct hazard {
	const char *name;
	void (*make)(void);
	enum status status;
	const char *english, *indonesian; /* "@" is the path */
} hazards[] = {
	{"nothing there", make_nothing, STATUS_NOT_FOUND,
		"There is no file \"@\". Give the name of a data file: okoce --data FILE.",
		"Tidak ada berkas \"@\". Sebutkan nama berkas data: okoce --data BERKAS."},
	{"empty", make_empty, STATUS_DAMAGED, "\"@\" is empty. Use another copy of the file.",
		"\"@\" kosong. Gunakan salinan lain."},
	{"a few bytes", make_stump, STATUS_DAMAGED,
		"\"@\" is cut short. Use another copy of the file, or save what is whole: okoce salvage FILE NEWFILE.",
		"\"@\" terpotong. Gunakan salinan lain, atau selamatkan yang utuh: okoce selamatkan BERKAS BERKASBARU."},
	{"cut in its second page", make_one_page, STATUS_DAMAGED,
		"\"@\" is cut short. Use another copy of the file, or save what is whole: okoce salvage FILE NEWFILE.",
		"\"@\" terpotong. Gunakan salinan lain, atau selamatkan yang utuh: okoce selamatkan BERKAS BERKASBARU."},
	{"cut by a byte", make_cut, STATUS_DAMAGED,
		"\"@\" is cut short. Use another copy of the file, or save what is whole: okoce salvage FILE NEWFILE.",
		"\"@\" terpotong. Gunakan salinan lain, atau selamatkan yang utuh: okoce selamatkan BERKAS BERKASBARU."},
	{"a damaged page", make_damaged, STATUS_DAMAGED,
		"\"@\" is damaged or no okoce file. Use another copy of the file, or save what is whole: okoce salvage FILE NEWFILE.",
		"\"@\" rusak atau bukan berkas okoce. Gunakan salinan lain, atau selamatkan yang utuh: okoce selamatkan BERKAS BERKASBARU."},
	{"a damaged meta page", make_one_meta, STATUS_DAMAGED,
		"\"@\" is damaged. Use another copy of the file, or save what is whole: okoce salvage FILE NEWFILE.",
		"\"@\" rusak. Gunakan salinan lain, atau selamatkan yang utuh: okoce selamatkan BERKAS BERKASBARU."},
	{"both meta pages gone", make_no_meta, STATUS_DAMAGED,
		"\"@\" is damaged or no okoce file. Use another copy of the file, or save what is whole: okoce salvage FILE NEWFILE.",
		"\"@\" rusak atau bukan berkas okoce. Gunakan salinan lain, atau selamatkan yang utuh: okoce selamatkan BERKAS BERKASBARU."},
	{"a folder", make_folder, STATUS_INVALID,
		"\"@\" is a folder. Give the name of a data file: okoce --data FILE.",
		"\"@\" adalah folder. Sebutkan nama berkas data: okoce --data BERKAS."},
	{"a pipe", make_fifo, STATUS_INVALID,
		"\"@\" is no file. Give the name of a data file: okoce --data FILE.",
		"\"@\" bukan berkas. Sebutkan nama berkas data: okoce --data BERKAS."},
	{"a text", make_text, STATUS_INVALID,
		"\"@\" is no okoce file. Give the name of a data file: okoce --data FILE.",
		"\"@\" bukan berkas okoce. Sebutkan nama berkas data: okoce --data BERKAS."},
	{"LMDB of another program", make_flat_lmdb, STATUS_INVALID,
		"\"@\" is no okoce file. Give the name of a data file: okoce --data FILE.",
		"\"@\" bukan berkas okoce. Sebutkan nama berkas data: okoce --data BERKAS."},
	{"LMDB with named trees", make_named_lmdb, STATUS_DAMAGED,
		"\"@\" is damaged or no okoce file. Use another copy of the file, or save what is whole: okoce salvage FILE NEWFILE.",
		"\"@\" rusak atau bukan berkas okoce. Gunakan salinan lain, atau selamatkan yang utuh: okoce selamatkan BERKAS BERKASBARU."},
	{"a view", make_index, STATUS_INVALID,
		"\"@\" is an index that okoce keeps for itself. Give the name of the data file: okoce --data FILE.",
		"\"@\" adalah indeks milik okoce sendiri. Sebutkan nama berkas data: okoce --data BERKAS."},
	{"a newer format", make_newer, STATUS_UNSUPPORTED,
		"\"@\" was written by a newer okoce. Install that version to open it.",
		"\"@\" ditulis oleh okoce yang lebih baru. Pasang versi itu untuk membukanya."},
	{"a newer LMDB", make_newer_lmdb, STATUS_UNSUPPORTED,
		"The file has database version 2, this program reads version 1. Install a newer okoce.",
		"Basis data berkas ini versi 2, sedangkan program ini membaca versi 1. Pasang okoce yang lebih baru."},
	{"another byte order", make_swapped, STATUS_UNSUPPORTED,
		"The file was written by a computer with another byte order. Hand it over from a PC instead.",
		"Berkas ditulis oleh komputer dengan urutan bita lain. Mohon serahkan dari PC."},
	{"a 32-bit file", make_narrow, STATUS_UNSUPPORTED,
		"\"@\" was written on a 32-bit computer and cannot be used on this one. Make a copy that can: "
		"okoce salvage FILE NEWFILE.",
		"\"@\" ditulis di komputer 32-bit dan tidak dapat dipakai di komputer ini. Buat salinan yang dapat: "
		"okoce selamatkan BERKAS BERKASBARU."},
};

static void assert_text(const char *text, const char *expected)
{
	struct buf whole = BUF_EMPTY;

	for (; *expected; expected++) {
		if (*expected == '@')
			buf_add_text(&whole, path);
		else
			buf_add_byte(&whole, (uint8_t)*expected);
	}
	assert_string_equal(text, buf_text(&whole));
	buf_release(&whole);
}

static enum status opened(bool read_only, struct err *err)
{
	struct store_options options = try_options();
	struct store *store;

	options.read_only = read_only;
	*err = (struct err){STATUS_OK, ""};
	enum status status = store_open(&store, path, &options, err);
	if (status == STATUS_OK)
		store_close(store);
	return status;
}

static void assert_refused(const struct hazard *hazard, bool read_only, enum language language)
{
	struct err err;

	i18n_set_language(language);
	enum status status = opened(read_only, &err);
	i18n_set_language(LANGUAGE_ENGLISH);
	if (status != hazard->status)
		print_message("%s: %s\n", hazard->name, err.text);
	assert_int_equal(status, hazard->status);
	assert_text(err.text, language == LANGUAGE_ENGLISH ? hazard->english : hazard->indonesian);
}

static void test_every_hazard_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hazards) / sizeof(hazards[0]); i++) {
		struct buf before = BUF_EMPTY, after = BUF_EMPTY;

		guard_remove(path);
		hazards[i].make();
		guard_read(path, &before);
		for (int read_only = 0; read_only < 2; read_only++) {
			assert_refused(&hazards[i], read_only, LANGUAGE_ENGLISH);
			assert_refused(&hazards[i], read_only, LANGUAGE_INDONESIAN);
		}
		guard_read(path, &after);
		assert_true(bytes_equal(buf_bytes(&before), buf_bytes(&after)));
		buf_release(&before);
		buf_release(&after);
	}
}

/* The sentence says that salvage makes it usable. */
static void test_a_32_bit_file_can_be_salvaged(void **state)
{
	(void)state;
	struct salvage salvage = {.path = path, .new_path = other};
	struct id person = try_person(1);
	struct err err = {STATUS_OK, ""};

	make_narrow();
	assert_int_equal(store_salvage(&salvage, &err), STATUS_OK);
	salvage_release(&salvage);
	struct store *store = try_open(other, NULL);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	store_close(store);
}

/* --- Who may not, and where nobody may ---------------------------------------------------------------- */

static void test_a_file_that_nobody_may_read(void **state)
{
	(void)state;
	struct err err;

	make_sound();
	assert_int_equal(chmod(path, 0), 0);
	guard_be_nobody(true);
	enum status status = opened(false, &err);
	guard_be_nobody(false);
	assert_int_equal(status, STATUS_IO);
	assert_text(err.text, "This user may not read \"@\". Log in as the user whose file it is.");
}

/* Opens what cannot be written: refused for who writes, and for reading with the reason. */
static void assert_only_read(enum store_access access, const char *refused, const char *unsaved)
{
	struct store_options options = try_options();
	struct transaction *transaction;
	struct store *store;
	struct id person = try_person(1);
	struct err err;

	assert_int_equal(opened(false, &err), STATUS_DENIED);
	assert_text(err.text, refused);
	options.or_read_only = true;
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	assert_int_equal(store_access(store), access);
	assert_int_equal(store_unlock(store, NULL, NULL, &err), STATUS_OK);
	assert_int_equal(try_status(store, &person), ATTENDANCE_PRESENT);
	assert_int_equal(transaction_begin(store, NULL, &transaction, &err), STATUS_DENIED);
	assert_text(err.text, unsaved);
	store_close(store);
}

static void test_a_file_of_another_user(void **state)
{
	(void)state;
	struct buf after = BUF_EMPTY;

	make_sound();
	assert_int_equal(chmod(path, 0444), 0);
	guard_be_nobody(true);
	assert_only_read(STORE_READS_USER,
		"This user may read \"@\", but not write in it and beside it. Log in as the user whose file it is, or copy it.",
		"Not saved: this user may only read the file. Log in as the user whose file it is, or copy it.");
	guard_be_nobody(false);
	guard_read(path, &after);
	assert_true(bytes_equal(buf_bytes(&after), buf_bytes(&sound)));
	buf_release(&after);
}

/* In a child: its disks are its own. */
static void look_at_read_only_disk(void *context)
{
	(void)context;
	assert_only_read(STORE_READS_DISK,
		"The disk of \"@\" can only be read. Copy the file to the laptop to record in it.",
		"Not saved: this disk can only be read. Copy the file to the laptop to record in it.");
}

static void test_a_read_only_disk(void **state)
{
	(void)state;
	make_sound();
	if (!guard_on_read_only_disk(getenv("TMPDIR"), look_at_read_only_disk, NULL))
		skip(); /* no other mounts to be had here */
}

/* --- Somebody else has it ------------------------------------------------------------------------------ */

static void hold_for_writing(void *context)
{
	struct store_options options = try_options();
	struct store *store;
	struct err err = {STATUS_OK, ""};

	options.place = context;
	options.clock = clock_set_to(try_options().clock.set_to - 48 * 60, true); /* 07.12 */
	if (store_open(&store, path, &options, &err))
		_exit(1);
	guard_wait_for_parent();
	store_close(store);
}

static void assert_busy(const char *place, const char *english, const char *indonesian)
{
	struct err err;
	struct guard_child child;

	make_sound();
	guard_start(&child, hold_for_writing, (void *)(uintptr_t)place);
	assert_int_equal(opened(false, &err), STATUS_BUSY);
	assert_text(err.text, english);
	i18n_set_language(LANGUAGE_INDONESIAN);
	assert_int_equal(opened(false, &err), STATUS_BUSY);
	i18n_set_language(LANGUAGE_ENGLISH);
	assert_text(err.text, indonesian);
	assert_int_equal(opened(true, &err), STATUS_OK); /* who only looks disturbs nobody */
	guard_stop(&child);
	assert_int_equal(opened(false, &err), STATUS_OK);
}

static void test_open_elsewhere_says_where_and_since_when(void **state)
{
	(void)state;
	assert_busy("tty1", "Open in tty1 since 07.12: \"@\".", "Sedang dibuka di tty1 sejak 07.12: \"@\".");
	assert_busy("pts/3", "Open in another window (pts/3) since 07.12: \"@\".",
		"Sedang dibuka di jendela lain (pts/3) sejak 07.12: \"@\".");
	assert_busy("", "Open in another program since 07.12: \"@\".",
		"Sedang dibuka di program lain sejak 07.12: \"@\".");
	assert_busy("\033[2J", "Open in another window (�[2J) since 07.12: \"@\".",
		"Sedang dibuka di jendela lain (�[2J) sejak 07.12: \"@\".");
}

/* Two hard links are one file. liblmdb's readers are known by a name, so here who reads waits too. */
static void test_two_names_of_one_file_are_one_lock(void **state)
{
	(void)state;
	struct store_options options = try_options();
	struct guard_child child;
	struct store *store;
	struct err err;

	make_sound();
	assert_int_equal(link(path, other), 0);
	guard_start(&child, hold_for_writing, NULL);
	for (int read_only = 0; read_only < 2; read_only++) {
		options.read_only = read_only;
		assert_int_equal(store_open(&store, other, &options, &err), STATUS_BUSY);
		assert_non_null(strstr(err.text, "Open in another okoce: \""));
	}
	guard_stop(&child);
	assert_int_equal(store_open(&store, other, &options, &err), STATUS_OK);
	store_close(store);
}

static void write_all_the_time(void *context)
{
	struct store *store = try_open(path, NULL);
	struct id people[40];

	(void)context;
	for (unsigned i = 0; i < 40; i++)
		people[i] = try_person(i + 1);
	guard_go_on();
	/* At most so many: each reader replays them all. */
	for (unsigned i = 0; i < 1000 && !guard_parent_is_done(); i++)
		try_attend(store, &people[i % 40], 1, i % 2 ? ATTENDANCE_SICK : ATTENDANCE_PRESENT);
	store_close(store);
}

static void count_findings(void *context, const char *text)
{
	(void)text;
	++*(size_t *)context;
}

static void write_when_told(void *context)
{
	struct store *store = try_open(path, NULL);
	struct id people[40];

	(void)context;
	for (unsigned i = 0; i < 40; i++)
		people[i] = try_person(i + 1);
	guard_wait_for_parent();
	for (unsigned i = 0; i < 40; i++)
		try_attend(store, people, 40, i % 2 ? ATTENDANCE_SICK : ATTENDANCE_PRESENT);
	guard_go_on();
	store_close(store);
}

/* Forty commits come between the looking at the meta pages and the walk. */
static void test_a_state_that_is_held_stays(void **state)
{
	(void)state;
	struct guard_child child;
	struct pages pages;
	struct db *db;
	struct err err;

	make_sound();
	guard_start(&child, write_when_told, NULL);
	assert_int_equal(db_open(&db, path, DB_READ_ONLY, &err), STATUS_OK);
	struct db_txn *held = db_hold(db, &pages);
	assert_non_null(held);
	guard_let_go_on(&child);
	assert_int_equal(pages_walk(&pages, NULL, NULL, &err), STATUS_OK);
	assert_int_equal(pages.records, db_state(held).records);
	db_abort(held);
	db_close(db);
	guard_stop(&child);
}

/* What is walked is one state, however many come after it. */
static void test_reading_beside_who_writes(void **state)
{
	(void)state;
	struct guard_child child;
	struct err err;
	size_t findings = 0;

	make_sound();
	guard_start(&child, write_all_the_time, NULL);
	for (int i = 0; i < 20; i++) {
		struct check check = {.path = path, .finding = count_findings, .context = &findings};

		assert_int_equal(opened(true, &err), STATUS_OK);
		assert_int_equal(store_check(&check, &err), STATUS_OK);
	}
	assert_int_equal(findings, 0);
	guard_stop(&child);
}

/* --- It changes under the open program ---------------------------------------------------------------- */

static void put_other(void)
{
	guard_write(other, buf_bytes(&sound));
	assert_int_equal(rename(other, path), 0);
}

static void overwrite(void)
{
	guard_overwrite(path, buf_bytes(&sound));
}

static void cut_to_nothing(void)
{
	assert_int_equal(truncate(path, 0), 0);
}

static void cut_in_half(void)
{
	assert_int_equal(truncate(path, (off_t)sound.len / 2), 0);
}

static void take_away(void)
{
	assert_int_equal(unlink(path), 0);
}

static const struct {
	void (*change)(void);
	enum status status;
	const char *text;
} changes[] = {
	{put_other, STATUS_IO,
		"Not saved: the data file \"data.okoce\" was replaced while it was open. Quit and open it again."},
	{overwrite, STATUS_IO,
		"Not saved: the data file \"data.okoce\" was replaced while it was open. Quit and open it again."},
	{take_away, STATUS_IO,
		"Not saved: the data file \"data.okoce\" was replaced while it was open. Quit and open it again."},
	{cut_in_half, STATUS_DAMAGED,
		"Not saved: the data file \"data.okoce\" was cut short while it was open. Quit, and use another copy of the file."},
	{cut_to_nothing, STATUS_DAMAGED,
		"Not saved: the data file \"data.okoce\" was cut short while it was open. Quit, and use another copy of the file."},
};

/* Registers are read before, since what is read may be gone: that would be the end (SIGBUS). */
static void test_nothing_is_written_into_what_changed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct id person = try_person(2);
		struct buf before = BUF_EMPTY, after = BUF_EMPTY;
		struct err err = {STATUS_OK, ""};

		guard_remove(path);
		make_sound();
		struct store *store = try_open(path, NULL);
		try_attend(store, &person, 1, ATTENDANCE_SICK);
		changes[i].change();
		guard_read(path, &before);
		assert_int_equal(guard_attend(store, &person, &err), changes[i].status);
		assert_text(err.text, changes[i].text);
		guard_read(path, &after);
		assert_true(bytes_equal(buf_bytes(&before), buf_bytes(&after)));
		store_close(store);
		buf_release(&before);
		buf_release(&after);
	}
}

/* --- It grows ------------------------------------------------------------------------------------------ */

#define FIRST_MAP ((uint64_t)4 << 30)

/* So many pages that the next ones do not fit the first map; they are holes. */
static void make_large(void)
{
	guard_remove(path);
	make_sound();
	guard_state_last_page(path, FIRST_MAP / 4096 - 3);
}

/* More than three pages of entries. */
static void fill(struct store *store)
{
	struct id people[100];

	for (unsigned i = 0; i < 100; i++)
		people[i] = try_person(i);
	try_attend(store, people, 100, ATTENDANCE_SICK);
}

static void attend_after_growing(void *context)
{
	struct store *store = try_open(path, NULL);

	(void)context;
	guard_wait_for_parent();
	fill(store);
	guard_go_on();
	store_close(store);
}

static void test_the_map_grows(void **state)
{
	(void)state;
	struct id person = try_person(3);

	if (sizeof(size_t) < sizeof(uint64_t))
		skip();
	make_large();
	struct store *store = try_open(path, NULL);
	fill(store);
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK);
	store_close(store);
	struct stat info;
	assert_int_equal(stat(path, &info), 0);
	assert_true((uint64_t)info.st_size > FIRST_MAP);
	store = try_open(path, NULL);
	assert_int_equal(try_status(store, &person), ATTENDANCE_SICK);
	store_close(store);
	guard_remove(path);
}

/* Another okoce makes it larger than the map of who reads. */
static void test_the_map_follows_another(void **state)
{
	(void)state;
	struct store_options options = try_options();
	struct guard_child child;
	struct db_txn *txn;
	struct store *store;
	struct err err = {STATUS_OK, ""};

	if (sizeof(size_t) < sizeof(uint64_t))
		skip();
	make_large();
	guard_start(&child, attend_after_growing, NULL);
	options.read_only = true;
	assert_int_equal(store_open(&store, path, &options, &err), STATUS_OK);
	guard_let_go_on(&child);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(db_begin(store->db, false, &txn, &err), STATUS_OK);
		assert_int_equal(db_finish(txn, &err), STATUS_OK);
	}
	store_close(store);
	guard_stop(&child);
	guard_remove(path);
}

/* --- liblmdb contradicts itself --------------------------------------------------------------------------- */

/* A branch of one key, which nobody walked over: liblmdb asserts that there is no such thing. The end is
 * that of a memory fault, for which the program has words and gives the terminal back. */
static void test_a_contradiction_is_a_fault(void **state)
{
	(void)state;
#ifdef HAS_SANITIZER
	skip(); /* it ends the program in its own way */
#else
	const struct rlimit none = {0, 0};
	struct store *store;
	struct pages pages;
	struct db_txn *txn;
	struct bytes value;
	struct db *db;
	struct err err;
	int ended;

	make_sound();
	store = try_open(path, NULL);
	fill(store);
	store_close(store);
	pages = look();
	assert_true(pages.meta[pages.newest].main.depth > 1);
	guard_patch(path, (long)(pages.meta[pages.newest].main.root * pages.page_size) + 12, "\x12\0", 2);
	pid_t child = fork();
	if (child == 0) {
		setrlimit(RLIMIT_CORE, &none);
		signal(SIGSEGV, SIG_DFL); /* cmocka has a handler of its own */
		if (db_open(&db, path, DB_READ_ONLY | DB_WALKED, &err) || db_begin(db, false, &txn, &err))
			_exit(1);
		db_get(txn, meta_key, &value);
		_exit(2);
	}
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_true(WIFSIGNALED(ended));
	assert_int_equal(WTERMSIG(ended), SIGSEGV);
#endif
}

/* --- Set up -------------------------------------------------------------------------------------------- */

static int make_all(void **state)
{
	struct buf folder = BUF_EMPTY;
	struct err err;
	struct id person = try_person(1);

	(void)state;
	if (random_start(&err))
		return -1;
	buf_printf(&folder, "%s/share/locale", getenv("top_builddir"));
	i18n_start(buf_text(&folder), LANGUAGE_ENGLISH);
	buf_release(&folder);
	path = realpath(getenv("TMPDIR"), NULL);
	other = path_join(path, "other.okoce");
	char *joined = path_join(path, "data.okoce");
	free(path);
	path = joined;
	struct store *store = try_create(path, NULL);
	try_attend(store, &person, 1, ATTENDANCE_PRESENT);
	store_close(store);
	guard_read(path, &sound);
	return 0;
}

static int clean(void **state)
{
	(void)state;
	guard_remove(path);
	guard_remove(other);
	return 0;
}

static int release_all(void **state)
{
	(void)state;
	buf_release(&sound);
	free(path);
	free(other);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_hazard_is_named, clean, clean),
		cmocka_unit_test_setup_teardown(test_a_32_bit_file_can_be_salvaged, clean, clean),
		cmocka_unit_test_setup_teardown(test_a_file_that_nobody_may_read, clean, clean),
		cmocka_unit_test_setup_teardown(test_a_file_of_another_user, clean, clean),
		cmocka_unit_test_setup_teardown(test_a_read_only_disk, clean, clean),
		cmocka_unit_test_setup_teardown(test_open_elsewhere_says_where_and_since_when, clean, clean),
		cmocka_unit_test_setup_teardown(test_two_names_of_one_file_are_one_lock, clean, clean),
		cmocka_unit_test_setup_teardown(test_a_state_that_is_held_stays, clean, clean),
		cmocka_unit_test_setup_teardown(test_reading_beside_who_writes, clean, clean),
		cmocka_unit_test_setup_teardown(test_nothing_is_written_into_what_changed, clean, clean),
		cmocka_unit_test_setup_teardown(test_the_map_grows, clean, clean),
		cmocka_unit_test_setup_teardown(test_a_contradiction_is_a_fault, clean, clean),
		cmocka_unit_test_setup_teardown(test_the_map_follows_another, clean, clean),
	};

	return cmocka_run_group_tests(tests, make_all, release_all);
}
