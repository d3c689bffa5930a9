/* SPDX-License-Identifier: BSD-2-Clause */
/* A run's request, made from the command line and the environment, which only this file reads. */
#ifndef OKOCE_CLI_REQUEST_H
#define OKOCE_CLI_REQUEST_H

#include "cli/command.h"
#include "tui/term.h"
#include "app/app.h"
#include "report/table.h"

/* --lang, $OKOCE_LANG, the laptop's settings, else Indonesian, and starts the translation in it; first of all. A word that
 * is no language is told later, by request_make(). */
void request_start_language(int argc, char **argv);

/* `request` must be released whatever is returned. Chooses no command. */
enum status request_make(struct request *request, int argc, char **argv, struct err *err) MUST_USE;
/* Reads the passphrase from --passphrase-fd, when that is given. */
enum status request_read_passphrase(struct request *request, struct err *err) MUST_USE;
void request_release(struct request *request);

/* How a table is printed: --format, --separator, --bom. */
struct table_style {
	enum table_format format;
	struct table_csv csv;
};
enum status request_style(
	const struct request *request, struct table_style *style, struct err *err) MUST_USE;
void style_print(const struct table_style *style, const struct table *table, struct buf *out);
/* The same on standard output. */
enum status style_output(
	const struct table_style *style, const struct table *table, struct err *err) MUST_USE;
/* The value of --year; `year` is left as it is when it is not given. */
enum status request_year(const struct request *request, uint32_t *year, struct err *err) MUST_USE;
/* What the terminal should be like: NO_COLOR, ESCDELAY, OKOCE_TEST. */
struct term_options request_term_options(const struct request *request);

/* The YAML folder: `named`, when the command's line names one; null: that of --conf, $OKOCE_CONF, or
 * the one beside the program. Free with free(). */
enum status request_conf_folder(const struct request *request, const char *named, char **folder,
	struct err *err) MUST_USE;
/* Loads it into `out`. Mistakes in it are printed on standard error, each with its place. */
enum status request_load_conf(const struct request *request, const char *named,
	struct programme *out, uint8_t digest[DIGEST_SIZE], struct err *err) MUST_USE;

/* How a command uses the data file. */
enum use {
	USE_READ,   /* beside whoever writes */
	USE_WRITE,
	USE_SCREENS /* writes; else, if the officer wants it so, reads */
};
/* Opens the data file and unlocks it: with the passphrase that was read, or asking for it; for the screens
 * of cmd_open, which ask for it themselves, it may be locked still. */
enum status request_open(
	struct request *request, enum use use, struct app **app, struct err *err) MUST_USE;
/* Opens it to read, has a table of it printed as the command's line says, and closes it. */
typedef enum status request_table(struct app *app, const struct table_style *style, struct err *err);
enum status request_print(struct request *request, request_table *print, struct err *err) MUST_USE;
/* What did not go well beside what was asked for, on standard error; nothing of STATUS_OK. */
void request_tell(const struct err *trouble);
/* The session with this id, in any case. Borrowed from the programme. */
enum status request_find_session(const struct programme *programme, const char *id,
	const struct session **session, struct err *err) MUST_USE;
/* The session of --session. Borrowed from the programme. */
enum status request_session(const struct request *request, const struct programme *programme,
	const struct session **session, struct err *err) MUST_USE;

/* The day of --day, else the one that is today; STATUS_USAGE when the session is not held today. */
enum status request_day(const struct request *request, const struct app *app,
	const struct session *session, uint32_t *day, struct err *err) MUST_USE;

/* The part of the day of --part, in either language; without it the whole day. */
enum status request_part(
	const struct request *request, enum day_part *part, struct err *err) MUST_USE;

/* The officer's own folder, or null. Borrowed from the environment. */
const char *request_home(void);

#endif
