/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Terima: what other files of the programme have is looked at, then taken into this laptop's file
 * (store/merge.h). Several files and folders in one go, each file once. `okoce merge` and the screen are both this.
 *
 *	receive_find()	which files there are
 *	receive_look()	what each would bring; nothing is changed. They are copied once for it, and what is taken
 *			afterwards is what was looked at, also when the stick was pulled meanwhile
 *	receive_take()	takes it. A file that cannot be taken is set aside, and blocks no other
 */
#ifndef OKOCE_APP_RECEIVE_H
#define OKOCE_APP_RECEIVE_H

#include "app/app.h"
#include "store/merge.h"

#define RECEIVE_FILES_MAX 500
#define RECEIVE_PEOPLE_MAX 5000 /* that are named; others are only counted */

enum receive_verdict {
	RECEIVE_UNSEEN,	 /* not looked at yet */
	RECEIVE_NEW,	 /* it has what is not here, or was not before it was taken */
	RECEIVE_KNOWN,	 /* all that holds in it is here */
	RECEIVE_REFUSED, /* nothing was taken from it: `err` says why */
};

struct receive_file {
	char *path, *name; /* the name is safe */
	uint64_t size;
	enum receive_verdict verdict;
	struct err err;
	uint64_t fresh, known; /* entries; what an earlier one of these files has too is known */
	uint64_t mended;       /* of the fresh: those that are damaged here */
	uint64_t aside;	       /* entries that do not hold */
	uint64_t pages;	       /* findings of damage in its pages: what they held is not seen */
	uint64_t found[VERIFY_COUNT]; /* by enum verify_kind */
	size_t people;	       /* of whom it has something new */
	struct foreign *staged; /* our copy; null: not made, or done with */
};

/* Of whom there is something new. */
struct receive_person {
	struct id record;
	char *name;	   /* safe; "" where it cannot be read. In the arena */
	bool is_new;	   /* not known here; only of a look, as what follows */
	uint32_t entries;
	uint32_t disputes; /* registers about which there will be two opinions */
};

/* A laptop two of whose runs do not know each other: perhaps a copy of it is in use, or it went on with an older
 * file (MERGE 8). */
struct receive_suspect {
	struct id device, officer;
};

/* All zero but for what receive_find() has put. Release it. */
struct receive {
	struct receive_file *file; /* by path */
	size_t count, capacity;
	bool cut; /* there are more files than are taken in one go */

	/* Of the last look, or taking; of all files. */
	bool taken; /* it was a taking */
	struct receive_person *person; /* disputes first, then who is new, then the others; each by name */
	size_t person_count;   /* at most RECEIVE_PEOPLE_MAX */
	size_t people, people_new;
	size_t disputes;       /* registers: to come, of a look; that there are now, of a taking */
	struct receive_suspect *suspect;
	size_t suspect_count, suspect_capacity;
	struct err copy_trouble; /* why no copy of the data file was kept before; STATUS_OK: there is one */
	struct arena arena;
};

/* Sums over the files. */
struct receive_sum {
	size_t files, refused, damaged; /* damaged: what some of its pages held is not seen */
	uint64_t fresh, known, aside, mended;
};

/* Adds a file; or those of a folder, and of the folders in it down to RECEIVE_DEPTH, whose names end in .okoce.
 * Links and what is hidden are passed over, and so are files that are there already. `own` is the data file:
 * it is none of them. STATUS_NOT_FOUND, and a sentence. */
#define RECEIVE_DEPTH 3
enum status receive_find(struct receive *receive, const char *path, const char *own, struct err *err) MUST_USE;
void receive_release(struct receive *receive);
/* The people are counted still, and not named any more: for a lock. */
void receive_forget_people(struct receive *receive);

/* `go_on` (may be null) is asked now and then: which file, and what of it is done. False: STATUS_STOPPED; of a
 * taking, what was taken until then stays, and doing it again goes on there. */
typedef bool receive_progress(void *context, size_t file, uint64_t done, uint64_t total);
struct receive_options {
	receive_progress *progress;
	void *context;
};
/* STATUS_OK also where files were refused. */
enum status receive_look(struct app *app, struct receive *receive, const struct receive_options *options,
			 struct err *err) MUST_USE;
/* A copy of the data file is kept before (app/copies.h); where that cannot be, receive->copy_trouble says why and it
 * goes on: what is in the file stays in it. What was borrowed from the programme is gone. */
enum status receive_take(struct app *app, struct receive *receive, const struct receive_options *options,
			 struct err *err) MUST_USE;

struct receive_sum receive_sum(const struct receive *receive);

/* --- What was received (app/receive_past.c) ---------------------------------------------------------- */

/* A taking, as this laptop remembers it. No entry is written for it: laptops that only carry files between them
 * would have news for each other for ever (MERGE 7). */
struct receive_past {
	moment time;
	struct id officer;
	uint64_t files, refused, fresh, aside, people;
};
#define RECEIVE_PAST_MAX 100
/* The latest first, in the arena. */
void receive_past_read(struct app *app, struct arena *arena, struct receive_past **past, size_t *count);
/* Remembers a taking that brought something. False: it could not be kept. */
bool receive_past_keep(struct app *app, const struct receive *receive);

/* --- In words (app/receive_say.c) -------------------------------------------------------------------- */

/* "418 new, 0 already here, 3 set aside"; or why it was refused. Appends, safe. */
void receive_say_file(const struct receive *receive, const struct receive_file *file, struct buf *out);
/* Calls for each reason why something of it is not taken: a sentence with how many. */
typedef void receive_reason(void *context, const char *text);
void receive_each_reason(const struct receive_file *file, receive_reason *each, void *context);
/* "Laptop 3f9a (Rina S.): perhaps a copy of it ..." */
void receive_say_suspect(struct app *app, const struct receive_suspect *suspect, struct buf *out);

#endif
