/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce init: begins a programme from the YAML files. */
#include "cli/new_passphrase.h"
#include "cli/output.h"
#include "cli/request.h"
#include "cli/word.h"
#include "app/begin.h"
#include "app/officers.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What is asked, or was given. */
struct founder {
	char name[PASSPHRASE_MAX + 1];
	struct passphrase passphrase;
};

/* Without a terminal everything must be said; the sentence names what is missing. */
static enum status check_given(const struct request *request, struct err *err)
{
	bool open = request->options.value[OPTION_OPEN] != NULL;

	if (open && request->passphrase.given)
		return err_set(err, STATUS_USAGE, "%s",
			_("--open makes a file without a passphrase: leave out --passphrase-fd."));
	if (terminal_is_there())
		return STATUS_OK;
	if (!request->officer)
		return err_set(err, STATUS_USAGE, "%s",
			_("There is no terminal to ask for the officer's name: say it with "
			  "--officer NAME."));
	if (!open && !request->passphrase.given)
		return err_set(err, STATUS_USAGE, "%s",
			_("There is no terminal to ask for a passphrase: give it with "
			  "--passphrase-fd N, or make a practice file with --open."));
	return STATUS_OK;
}

static enum status choose_name(const struct request *request, char *name, struct err *err)
{
	struct buf clean = BUF_EMPTY;
	enum status status = STATUS_OK;

	if (request->officer && strlen(request->officer) <= PASSPHRASE_MAX)
		memcpy(name, request->officer, strlen(request->officer) + 1);
	else if (!request->officer)
		status = terminal_ask(name, _("Name of the officer: "), err);
	if (status != STATUS_OK)
		return status;
	if (!text_clean(&clean, name, strlen(name)) || clean.len == 0 || clean.len >= SLOT_NAME_MAX)
		status = word_error_more(err, STATUS_INVALID, _("That is no name"), name,
			_("It takes 1 to %d bytes of UTF-8."), SLOT_NAME_MAX - 1);
	else
		memcpy(name, clean.ptr, clean.len + 1);
	buf_release(&clean);
	return status;
}

static enum status choose_passphrase(
	struct request *request, struct founder *founder, struct err *err)
{
	if (!request->passphrase.given)
		return passphrase_choose(&founder->passphrase, founder->name, err);
	founder->passphrase = request->passphrase;
	passphrase_wipe(&request->passphrase);
	return passphrase_ok(founder->passphrase.text, founder->name, err);
}

/* Shown once: whoever has it opens the file as a supervisor. */
static void tell_code(struct buf *text, const struct buf *code)
{
	if (code->len == 0)
		return;
	buf_printf(text, _("Recovery code: %s\n"), buf_text(code));
	buf_printf(text,
		_("Write it on paper, into a sealed envelope, to be kept in the office: it is not shown "
		  "again. If all passphrases are forgotten, choose \"%s\" and type it.\n"),
		ENVELOPE_NAME);
}

static enum status tell(const struct request *request, const struct programme *programme,
	const struct founder *founder, const struct buf *code, struct err *err)
{
	struct buf text = BUF_EMPTY;
	struct buf file = BUF_EMPTY, name = BUF_EMPTY;
	enum status status;

	text_safe(&file, request->operand, strlen(request->operand));
	buf_printf(&text,
		ngettext("Made: \"%s\", with %zu session.\n", "Made: \"%s\", with %zu sessions.\n",
			programme->session_count),
		buf_text(&file), programme->session_count);
	text_safe(&name, founder->name, strlen(founder->name));
	if (founder->passphrase.given)
		buf_printf(&text, _("Officer: %s\nThe file opens with the passphrase only.\n"),
			buf_text(&name));
	else
		buf_printf(&text,
			_("Officer: %s\nThe file has no passphrase: practise with it, and keep no "
			  "real people in it.\n"),
			buf_text(&name));
	tell_code(&text, code);
	buf_printf(&text,
		_("Next, register people: okoce --data \"%s\" import FILE.csv --session ID\n"),
		buf_text(&file));
	buf_printf(&text, _("The sessions: okoce --data \"%s\" sessions\n"), buf_text(&file));
	status = output(&text, err);
	buf_wipe(&text);
	buf_release(&file);
	buf_release(&name);
	return status;
}

/* begin_programme() looks too; here it is before anybody has thought of a passphrase. */
static enum status check_path(const char *path, struct err *err)
{
	struct stat about;

	if (lstat(path, &about) != 0)
		return STATUS_OK;
	return word_error_more(err, STATUS_EXISTS, _("There is a file already"), path, "%s",
		_("Nothing was changed; choose another name."));
}

/* Who named no place does not have to make one; a folder that was named wrongly is not made. */
static enum status make_usual_folder(const struct request *request, struct err *err)
{
	enum status status;
	char *folder;

	if (strcmp(request->operand, request->usual_data) != 0)
		return STATUS_OK;
	folder = path_folder(request->usual_data);
	status = file_make_folder(folder, err);
	free(folder);
	return status;
}

static enum status begin(struct request *request, struct founder *founder, struct err *err)
{
	struct programme programme = {.session_count = 0};
	struct buf code = BUF_EMPTY;
	struct begin_options options = {
		.path = request->operand,
		.officer = founder->name,
		.programme = &programme,
		.clock = request->clock,
		.state_folder = request->state_folder,
		.code = &code,
	};
	enum status status = request_load_conf(request, NULL, &programme, options.conf_digest, err);

	if (status == STATUS_OK)
		status = check_path(request->operand, err);
	if (status == STATUS_OK)
		status = choose_name(request, founder->name, err);
	if (status == STATUS_OK && !request->options.value[OPTION_OPEN])
		status = choose_passphrase(request, founder, err);
	if (status == STATUS_OK)
		status = make_usual_folder(request, err);
	if (status == STATUS_OK) {
		options.passphrase = founder->passphrase.given ? founder->passphrase.text : NULL;
		status = begin_programme(&options, err);
	}
	if (status == STATUS_OK)
		status = tell(request, &programme, founder, &code, err);
	buf_wipe(&code);
	programme_release(&programme);
	return status;
}

enum status cmd_init(struct request *request, struct err *err)
{
	struct founder founder = {.name = ""};
	enum status status = check_given(request, err);

	if (!request->operand)
		request->operand = request->data;
	if (status == STATUS_OK)
		status = begin(request, &founder, err);
	passphrase_wipe(&founder.passphrase);
	return status;
}
