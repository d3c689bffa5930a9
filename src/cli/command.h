/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The commands: one table that dispatches, explains (`okoce help`), and that the manual page is
 * held against. A command is a file cmd_NAME.c with one function; those whose first of two words is the
 * same (`conf check`) share one.
 */
#ifndef OKOCE_CLI_COMMAND_H
#define OKOCE_CLI_COMMAND_H

#include "cli/options.h"
#include "cli/passphrase.h"
#include "app/prefs.h"
#include "base/clock.h"

struct command;

/* What one run of the program was asked for, by its command line and its environment. */
struct request {
	struct options options;
	const struct command *command;
	const char *operand; /* what the command works on: FILE; null when there is none */
	const char *second;  /* and on what besides: NEWFILE */
	const char *officer; /* null: not said */
	char *usual_data;    /* path of the data file when nobody says another */
	char *data;          /* path of the data file */
	char *state_folder;
	char *cache_folder; /* null: no index is kept */
	struct clock clock;
	struct prefs prefs; /* of this laptop; the screens may change them */
	bool test;                    /* OKOCE_TEST=1 */
	struct passphrase passphrase; /* read from --passphrase-fd */
	struct passphrase new_passphrase; /* and from --new-passphrase-fd */
};

typedef enum status command_run(struct request *request, struct err *err);

struct command {
	const char *name, *alias; /* one word or two; "": no command at all, the screens */
	const char *operand;      /* msgid, a word an argument, see operand_count(); null: works on nothing */
	bool operand_optional;
	option_set required, optional; /* options, besides the general ones */
	const char *summary;         /* msgid, one line */
	const char *details;         /* msgid, or null */
	command_run *run;
};

extern const struct command commands[];
extern const size_t command_count;

/* What the command is called in the language of the interface. */
const char *command_word(const struct command *command);
/* By the name or alias with which the words begin, of which there is one at least; null when there is
 * none. `used` becomes how many words it took. */
const struct command *command_find(const char *const *word, size_t count, size_t *used);
/* STATUS_USAGE with the nearest command. */
enum status command_unknown(const char *const *word, size_t count, struct err *err);
/* Chooses the command, and holds the options against what it takes. */
enum status command_choose(struct request *request, struct err *err) MUST_USE;

/* Appends "usage: okoce ..." and a line end. command may be null. */
void command_usage(struct buf *out, const struct command *command);
/* Appends the explanation of a command, or of the program when it is null. */
void command_help(struct buf *out, const struct command *command);

command_run cmd_laptop;
command_run cmd_init, cmd_demo, cmd_sessions, cmd_schedule, cmd_attention, cmd_copies, cmd_import, cmd_checkin, cmd_roster, cmd_person,
	cmd_recap, cmd_log, cmd_check, cmd_salvage, cmd_recover, cmd_merge, cmd_dump, cmd_conf_check, cmd_conf_load,
	cmd_help, cmd_followup, cmd_followup_set, cmd_document, cmd_open, cmd_close, cmd_join, cmd_officer_add, cmd_officer_list, cmd_officer_remove, cmd_officer_renew, cmd_passwd,
	cmd_reopen, cmd_report, cmd_paper;
command_run cmd_conflicts, cmd_decide, cmd_duplicates;
command_run cmd_handover, cmd_inspect;

#endif
