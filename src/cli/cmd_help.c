/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce help, --help, and the usage line behind a mistake: all from the tables. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/word.h"
#include "base/text.h"

#include <string.h>

#define NAME_COLUMNS 22
#define LINE_COLUMNS 79

void command_usage(struct buf *out, const struct command *command)
{
	if (!command || command->name[0] == '\0') {
		buf_add_text(out, _("usage: okoce [OPTION]... [COMMAND]\n"));
		return;
	}
	buf_printf(out, _("usage: okoce %s"), command_word(command));
	if (command->operand)
		buf_printf(out, command->operand_optional ? " [%s]" : " %s", _(command->operand));
	for (int i = 0; i < OPTION_COUNT; i++) {
		option_set bit = UINT64_C(1) << i;

		if (!((command->required | command->optional) & bit))
			continue;
		buf_add_text(out, command->optional & bit ? " [" : " ");
		option_print(out, (enum option)i);
		if (command->optional & bit)
			buf_add_byte(out, ']');
	}
	buf_add_text(out, _(" [OPTION]...\n"));
}

/* "  name   explanation" */
static void print_row(struct buf *out, const char *name, const char *explanation)
{
	buf_add_text(out, "  ");
	if (text_width(name) < NAME_COLUMNS) {
		text_fit(out, name, NAME_COLUMNS, true);
	} else {
		buf_printf(out, "%s\n  ", name);
		text_fit(out, "", NAME_COLUMNS, true);
	}
	buf_printf(out, "%s\n", explanation);
}

/* A paragraph in lines of at most LINE_COLUMNS. */
static void print_paragraph(struct buf *out, const char *text)
{
	int used = 0;

	while (*text) {
		size_t len = strcspn(text, " ");
		struct buf word = BUF_EMPTY;
		int width;

		buf_add(&word, text, len);
		width = text_width(buf_text(&word));
		if (used > 0 && used + 1 + width > LINE_COLUMNS) {
			buf_add_byte(out, '\n');
			used = 0;
		}
		buf_printf(out, "%s%s", used > 0 ? " " : "", buf_text(&word));
		used += (used > 0) + width;
		buf_release(&word);
		text += len + (text[len] == ' ');
	}
	buf_add_byte(out, '\n');
}

static void print_options(struct buf *out, option_set which)
{
	struct buf name = BUF_EMPTY;

	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!(which & (UINT64_C(1) << i)))
			continue;
		buf_clear(&name);
		option_print(&name, (enum option)i);
		print_row(out, buf_text(&name), option_help((enum option)i));
	}
	buf_release(&name);
}

/* The command's name in the other language. */
static const char *other_word(const struct command *command)
{
	return command_word(command) == command->name ? command->alias : command->name;
}

static void print_commands(struct buf *out)
{
	struct buf name = BUF_EMPTY;

	/* TRANSLATORS: in a translation the brackets hold the English name. */
	buf_add_text(out, _("Commands (in brackets: the Indonesian name):\n"));
	for (size_t i = 0; i < command_count; i++) {
		buf_clear(&name);
		buf_printf(&name, "%s (%s)", command_word(&commands[i]), other_word(&commands[i]));
		print_row(out, buf_text(&name), _(commands[i].summary));
	}
	buf_release(&name);
}

static void print_statuses(struct buf *out)
{
	static const enum status statuses[] = {
#define STATUS_ITEM(name, exit_status, text) STATUS_##name,
		STATUS_TABLE(STATUS_ITEM)
#undef STATUS_ITEM
	};

	buf_add_text(out, _("Exit statuses:\n"));
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		buf_printf(out, "  %2d  %s\n", status_exit(statuses[i]), status_text(statuses[i]));
}

static void program_help(struct buf *out)
{
	command_usage(out, NULL);
	buf_add_byte(out, '\n');
	print_paragraph(
		out, _("Registrants and attendance of the OK OCE trainings. Without a command "
		       "okoce opens "
		       "its screens, or prints the day's recap where there is no terminal."));
	buf_add_byte(out, '\n');
	print_commands(out);
	buf_add_text(out, _("\nOptions, before or behind the command:\n"));
	print_options(out, OPTIONS_GENERAL);
	buf_add_byte(out, '\n');
	print_statuses(out);
	buf_add_text(out, _("\nMore on a command: okoce help COMMAND. The manual: man okoce.\n"));
}

void command_help(struct buf *out, const struct command *command)
{
	option_set own;

	if (!command || command->name[0] == '\0') {
		program_help(out);
		return;
	}
	own = command->required | command->optional;
	command_usage(out, command);
	/* TRANSLATORS: in a translation %s is the English name. */
	buf_printf(out, _("\nIndonesian name: %s\n\n"), other_word(command));
	print_paragraph(out, _(command->summary));
	if (command->details) {
		buf_add_byte(out, '\n');
		print_paragraph(out, _(command->details));
	}
	if (own) {
		buf_add_text(out, _("\nIts options:\n"));
		print_options(out, own);
	}
	buf_add_text(out, _("\nOptions of all commands:\n"));
	print_options(out, OPTIONS_GENERAL);
}

enum status cmd_help(struct request *request, struct err *err)
{
	const struct command *command = NULL;
	struct buf text = BUF_EMPTY;
	enum status status;

	if (request->operand) {
		const char *const word[] = {request->operand, request->second};
		size_t count = request->second ? 2 : 1;
		size_t used;

		command = command_find(word, count, &used);
		if (!command)
			return command_unknown(word, count, err);
		if (used < count)
			return word_error(
				err, STATUS_USAGE, _("One argument too many"), request->second);
	}
	command_help(&text, command);
	status = output(&text, err);
	buf_release(&text);
	return status;
}
