/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce officer add, list, remove, renew: who can open the file. */
#include "cli/named.h"
#include "cli/output.h"
#include "cli/request.h"
#include "cli/word.h"
#include "app/officers.h"
#include "base/text.h"

#include <string.h>

/* --- List --------------------------------------------------------------------------------------- */

static const struct table_column columns[] = {
	{"name", N_("Name"), TABLE_WORDS},
	{"role", N_("Role"), TABLE_WORDS},
	{"kecamatan", N_("Kecamatan"), TABLE_WORDS},
	{"passphrase", N_("Passphrase"), TABLE_WORDS},
};

static enum status print_list(struct app *app, const struct table_style *style, struct err *err)
{
	struct arena arena = {NULL};
	struct officer_line *line;
	size_t count = officers_list(app, &arena, &line);
	char code[PROGRAMME_CODE_SIZE];
	struct table table;
	enum status status;

	table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
	table_title(&table, _("Programme's code: %s"), programme_code(store_programme(app->store), code));
	for (size_t i = 0; i < count; i++) {
		table_cell(&table, "%s", line[i].name);
		table_cell(&table, "%s", officer_role(line[i].supervisor));
		table_cell(&table, "%s", line[i].kecamatan);
		table_cell(&table, "%s", officer_key_word(line[i].key));
	}
	status = style_output(style, &table, err);
	table_release(&table);
	arena_release(&arena);
	return status;
}

enum status cmd_officer_list(struct request *request, struct err *err)
{
	return request_print(request, print_list, err);
}

/* --- Changes ------------------------------------------------------------------------------------ */

/* A slip has a passphrase on it. */
static enum status print_slip(struct buf *slip, struct err *err)
{
	enum status status = output(slip, err);

	buf_wipe(slip);
	return status;
}

static enum status read_role(const struct request *request, bool *supervisor, struct err *err)
{
	static const char *const words[] = {"officer", "petugas", "supervisor", "penyelia"};
	const char *word = request->options.value[OPTION_ROLE];

	*supervisor = false;
	for (size_t i = 0; word && i < sizeof(words) / sizeof(words[0]); i++) {
		if (!text_equal_nocase(word, words[i]))
			continue;
		*supervisor = i >= 2;
		return STATUS_OK;
	}
	return word ? word_unknown(err, STATUS_USAGE, _("No such role"), word, "", words,
			      sizeof(words) / sizeof(words[0]))
		    : STATUS_OK;
}

static enum status add(const struct request *request, struct app *app, const char *name, struct err *err)
{
	const struct kecamatan *kecamatan = NULL;
	struct officer_wish wish = {.name = name, .kecamatan = ""};
	struct buf slip = BUF_EMPTY;
	enum status status = read_role(request, &wish.supervisor, err);

	if (status == STATUS_OK)
		status = request_kecamatan(request, &app->programme, &kecamatan, err);
	if (kecamatan)
		wish.kecamatan = kecamatan->code;
	if (status == STATUS_OK)
		status = officers_add(app, &wish, &slip, err);
	if (status == STATUS_OK)
		status = print_slip(&slip, err);
	return status;
}

enum status cmd_officer_add(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct buf name = BUF_EMPTY;
	enum status status = STATUS_OK;

	if (!text_clean(&name, request->operand, strlen(request->operand)))
		status = word_error_more(err, STATUS_INVALID, _("That is no name"), request->operand,
			_("It takes 1 to %d bytes of UTF-8."), SLOT_NAME_MAX - 1);
	if (status == STATUS_OK)
		status = request_open(request, USE_WRITE, &app, err);
	if (status == STATUS_OK)
		status = add(request, app, buf_text(&name), err);
	buf_release(&name);
	app_close(app);
	return status;
}

static enum status open_and_find(
	struct request *request, struct app **app, struct id *officer, struct err *err)
{
	enum status status = request_open(request, USE_WRITE, app, err);

	if (status == STATUS_OK)
		status = store_say_supervisor((*app)->store, err);
	return status == STATUS_OK ? officers_find(*app, request->operand, officer, err) : status;
}

enum status cmd_officer_renew(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct buf slip = BUF_EMPTY;
	struct id officer;
	enum status status = open_and_find(request, &app, &officer, err);

	if (status == STATUS_OK)
		status = officers_renew(app, &officer, &slip, err);
	if (status == STATUS_OK)
		status = print_slip(&slip, err);
	app_close(app);
	return status;
}

/* It cannot be undone: who comes back is added anew. */
static enum status confirm(const struct request *request, bool *wanted, struct err *err)
{
	struct buf question = BUF_EMPTY, name = BUF_EMPTY;
	char answer[PASSPHRASE_MAX + 1];
	enum status status;

	*wanted = request->options.value[OPTION_YES] != NULL;
	if (*wanted)
		return STATUS_OK;
	if (!terminal_is_there())
		return err_set(err, STATUS_USAGE, "%s",
			_("Nobody was removed: there is no terminal to ask on. Say --yes to do it."));
	text_safe(&name, request->operand, strlen(request->operand));
	buf_printf(&question, _("\"%s\" will not open this file any more. Remove? [y/N] "), buf_text(&name));
	status = terminal_ask(answer, buf_text(&question), err);
	*wanted = status == STATUS_OK && (answer[0] == 'y' || answer[0] == 'Y');
	buf_release(&question);
	buf_release(&name);
	return status;
}

static enum status tell_removed(bool removed, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	buf_add_text(&text,
		removed ? _("Removed. What is recorded from now on is sealed with a new key; what "
			    "that officer has copied stays readable there. Hand this file over to "
			    "all laptops.\n")
			: _("Nobody was removed.\n"));
	status = output(&text, err);
	buf_release(&text);
	return status;
}

enum status cmd_officer_remove(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct id officer;
	bool wanted = false;
	enum status status = open_and_find(request, &app, &officer, err);

	if (status == STATUS_OK)
		status = confirm(request, &wanted, err);
	if (status == STATUS_OK && wanted)
		status = officers_remove(app, &officer, err);
	if (status == STATUS_OK)
		status = tell_removed(wanted, err);
	app_close(app);
	return status;
}
