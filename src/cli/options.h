/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The options of the command line: one table that is read, checked and explained from.
 *
 * Options stand before or behind the command, as "--name value" or "--name=value"; "--" ends them.
 * Names are never abbreviated, so that a later option cannot change what a script says.
 */
#ifndef OKOCE_CLI_OPTIONS_H
#define OKOCE_CLI_OPTIONS_H

#include "base/i18n.h"
#include "base/memory.h"

#include <stdint.h>

/* option, name, what its value is called (null: it has none), what it does */
#define OPTION_TABLE(X)                                                                            \
	X(DATA, "data", N_("FILE"), N_("the data file; else $OKOCE_DATA, else the usual one"))     \
	X(CONF, "conf", N_("FOLDER"), N_("the YAML files; else $OKOCE_CONF, else those of okoce")) \
	X(LANG, "lang", "id|en", N_("language; else $OKOCE_LANG, else Indonesian"))                \
	X(OFFICER, "officer", N_("NAME"), N_("who unlocks the file; else $OKOCE_OFFICER"))         \
	X(PASSPHRASE_FD, "passphrase-fd", "N", N_("read the passphrase from descriptor N"))        \
	X(NEW_PASSPHRASE_FD, "new-passphrase-fd", "N", N_("read the new passphrase from descriptor N"))  \
	X(READ_ONLY, "read-only", NULL, N_("only look: record nothing, let another okoce go on"))   \
	X(NO_VIEW, "no-view", NULL, N_("neither read nor keep the index of the file"))            \
	X(HELP, "help", NULL, N_("explain okoce, or the command"))                                 \
	X(VERSION, "version", NULL, N_("print the version"))                                       \
	X(OPEN, "open", NULL, N_("without passphrase: for practice, never for real people"))       \
	X(NAME, "name", N_("NAME"), N_("what this laptop is called: KBG-A"))                       \
	X(LETTER, "letter", "A-Z", N_("the letter of the numbers that it gives: A1, A2"))          \
	X(LANGUAGE, "language", "id|en", N_("the language of this laptop's screens"))              \
	X(SOUND, "sound", "yes|no", N_("whether the door sounds on this laptop"))                  \
	X(MOUSE, "mouse", "yes|no", N_("whether the screens take the mouse"))                      \
	X(COLOURS, "colours", "yes|no", N_("whether the screens have colours"))                    \
	X(LOCK, "lock", N_("MINUTES"), N_("so many minutes without a key lock the screens"))                                      \
	X(PEOPLE, "people", "N", N_("how many people to invent"))                                  \
	X(SEED, "seed", "N", N_("another seed, other people"))                                     \
	X(SESSION, "session", "ID", N_("the session, as `okoce sessions` lists it"))               \
	X(ID, "id", N_("ID"), N_("the person, as `okoce person` lists them"))                       \
	X(REJECTED, "rejected", N_("FILE"), N_("a new CSV file for the rows that were refused"))   \
	X(DAY, "day", "N", N_("the day of training, from 1; else today's"))                        \
	X(PART, "part", "morning|afternoon", N_("of half a day; else of the whole day"))           \
	X(PLAIN, "plain", NULL, N_("a line in, a line out; for pipes and screen readers"))         \
	X(FORMAT, "format", "text|csv|json", N_("how to print; else as text"))                     \
	X(SEPARATOR, "separator", ",|;|tab", N_("what stands between the cells of CSV; else a comma"))  \
	X(BOM, "bom", NULL, N_("begin CSV with a mark by which a spreadsheet reads UTF-8"))        \
	X(NIK_FULL, "nik-full", NULL, N_("with whole NIKs, birth and address; this is recorded"))  \
	X(YEAR, "year", N_("YEAR"), N_("of this year only"))                                       \
	X(PREVIEW, "preview", NULL, N_("show what would be written, and write nothing"))           \
	X(YES, "yes", NULL, N_("write it without asking"))                                         \
	X(FORCE, "force", N_("NAMES"), N_("write what is held back of these too; commas between"))   \
	X(SHEET, "sheet", NULL, N_("the sheet to sign, for a printer; this is recorded"))          \
	X(CODE, "code", N_("CODE"), N_("the code that stands on a sheet, such as 7K4M-QX"))        \
	X(BY, "by", "matrix|kelurahan|announced", N_("another way to look at the recap"))           \
	X(SIGNATURES, "signatures", "N", N_("so many signatures were counted on paper"))           \
	X(REMARK, "remark", N_("TEXT"), N_("a remark that is kept with it"))                       \
	X(REASON, "reason", N_("TEXT"), N_("why; kept with it"))                                  \
	X(KECAMATAN, "kecamatan", N_("NAME"), N_("of this kecamatan only: name, code or short code"))    \
	X(ROLE, "role", "officer|supervisor", N_("what the officer may do; else officer"))         \
	X(KOMODITI, "komoditi", N_("NAME"), N_("of this komoditi only: name, id or code"))         \
	X(MONTH, "month", N_("MONTH"), N_("with a day in this month: 7, Juli, 2019-07"))           \
	X(STATUS, "status", N_("STATUS"), N_("where it stands: planned, scheduled, running, done, cancelled")) \
	X(DATES, "dates", N_("DATES"), N_("the days of training: \"22-25 Juli\", \"22, 23, 29/7/2019\"")) \
	X(VENUE, "venue", N_("PLACE"), N_("where it is held"))                                     \
	X(START, "start", N_("TIME"), N_("when a day begins: 08.00"))                              \
	X(INSTRUCTOR, "instructor", N_("NAMES"), N_("who teaches; semicolons between"))              \
	X(ALL, "all", NULL, N_("everything that is held, and the trail of its use; this is recorded")) \
	X(STEP, "step", N_("STEP"), N_("a step of the follow-up, by its id or its name"))            \
	X(STATE, "state", N_("STATE"), N_("where a step stands: due, running, late, stuck, done, ...")) \
	X(ON, "on", N_("DATE"), N_("the day: when it was begun, finished or issued; else today"))    \
	X(WEEKS, "weeks", "N", N_("so many weeks were attended"))                                  \
	X(KIND, "kind", "halal|pirt|nib|iumk|sku|other", N_("the kind of document"))               \
	X(NUMBER, "number", N_("TEXT"), N_("the number that stands on the document"))              \
	X(ISSUER, "issuer", N_("NAME"), N_("who issued it"))                                       \
	X(UNTIL, "until", N_("DATE"), N_("the last day that it holds"))

enum option {
#define OPTION_ENUM(option, name, value, help) OPTION_##option,
	OPTION_TABLE(OPTION_ENUM)
#undef OPTION_ENUM
	OPTION_COUNT
};
_Static_assert(OPTION_COUNT <= 64, "an option is a bit of a set");

/* A set of options. */
typedef uint64_t option_set;
#define OPTION_BIT(option) (UINT64_C(1) << OPTION_##option)
/* Those that every command takes. */
#define OPTIONS_GENERAL                                                                            \
	(OPTION_BIT(DATA) | OPTION_BIT(CONF) | OPTION_BIT(LANG) | OPTION_BIT(OFFICER) |            \
		OPTION_BIT(PASSPHRASE_FD) | OPTION_BIT(NO_VIEW) | OPTION_BIT(HELP) | OPTION_BIT(VERSION))

/* Those of commands that print a table. */
#define OPTIONS_TABLE (OPTION_BIT(FORMAT) | OPTION_BIT(SEPARATOR) | OPTION_BIT(BOM))

#define WORDS_MAX 256 /* files that a shell made of "*.okoce" */

struct options {
	const char *value[OPTION_COUNT]; /* null: not given; "": given, and has no value */
	const char *word[WORDS_MAX];     /* the command, then what it works on */
	size_t words;
};

/* Everything is borrowed from argv. */
enum status options_parse(struct options *options, int argc, char **argv, struct err *err) MUST_USE;
/* The value of --lang before anything else was read, so that mistakes are told in that language;
 * null when there is none. */
const char *options_early_language(int argc, char **argv);

const char *option_name(enum option option);
/* Appends "--session ID". */
void option_print(struct buf *out, enum option option);
const char *option_help(enum option option); /* translated */

/* Appends the value, cleaned (base/text.h); nothing when it is not given. STATUS_USAGE when it is no
 * text. */
enum status option_text(const struct options *options, enum option option, struct buf *out,
	struct err *err) MUST_USE;
/* A whole number, of digits only. STATUS_USAGE, with the option's name, when it is none between
 * least and most. */
enum status option_number(const struct options *options, enum option option, uint64_t least,
	uint64_t most, uint64_t *number, struct err *err) MUST_USE;

#endif
