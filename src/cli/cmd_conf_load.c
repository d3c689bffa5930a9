/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce conf load: what was changed in the YAML files goes into the data file. */
#include "cli/conf_words.h"
#include "cli/output.h"
#include "cli/request.h"
#include "cli/word.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Names that are forced ------------------------------------------------------------------------ */

struct names {
	char *text; /* that of the option, cut at its commas */
	const char **item;
	size_t count, capacity;
};

static void add_name(struct names *names, const char *name)
{
	names->item =
		memory_grow(names->item, names->count, &names->capacity, sizeof(*names->item));
	names->item[names->count++] = name;
}

static void names_release(struct names *names)
{
	free(names->text);
	free(names->item);
}

static void split(struct names *names, const char *text)
{
	char *rest;

	names->text = memory_text(text);
	for (char *name = strtok_r(names->text, ",", &rest); name; name = strtok_r(NULL, ",", &rest))
		add_name(names, name);
}

/* A part's name is lent for the call, but those of sessions. */
static void add_part_name(void *context, const struct plan_part *part)
{
	struct names *all = context;

	if (!part->session || part->type == &session_plan_type)
		add_name(all, memory_text(part->name));
}

static bool has_name(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->item[i], name) == 0)
			return true;
	return false;
}

/* Each name must be one of a session or a definition, in the folder or in the data file. */
static enum status check_names(const struct names *forced, const struct app *app,
	const struct programme *folder, struct err *err)
{
	struct names all = {.count = 0};
	enum status status = STATUS_OK;

	plan_each(folder, add_part_name, &all);
	plan_each(&app->programme, add_part_name, &all);
	for (size_t i = 0; i < forced->count && status == STATUS_OK; i++)
		if (!has_name(&all, forced->item[i]))
			status = word_unknown(err, STATUS_NOT_FOUND,
				_("No such session or definition"), forced->item[i], "", all.item,
				all.count);
	for (size_t i = 0; i < all.count; i++)
		free((char *)all.item[i]);
	names_release(&all);
	return status;
}

/* --- Asking and telling --------------------------------------------------------------------------- */

/* What is asked stands below what was printed. */
static enum status confirm(const struct request *request, const struct conf_changes *changes,
	bool *wanted, struct err *err)
{
	struct buf question = BUF_EMPTY;
	char answer[PASSPHRASE_MAX + 1];
	enum status status;

	*wanted = request->options.value[OPTION_YES] != NULL;
	if (*wanted)
		return STATUS_OK;
	if (!terminal_is_there())
		return err_set(err, STATUS_USAGE, "%s",
			_("Nothing was written: there is no terminal to ask on. Say --yes to "
			  "write it, or --preview to look only."));
	status = output_flush(err);
	if (status != STATUS_OK)
		return status;
	buf_printf(&question,
		ngettext("Write %zu change into the data file? [y/N] ",
			"Write %zu changes into the data file? [y/N] ", changes->writes),
		changes->writes);
	status = terminal_ask(answer, buf_text(&question), err);
	*wanted = status == STATUS_OK && (answer[0] == 'y' || answer[0] == 'Y');
	buf_release(&question);
	return status;
}

static enum status tell_written(const struct conf_changes *changes, bool written, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	if (written)
		buf_printf(&text,
			ngettext("%zu change written.\n", "%zu changes written.\n",
				changes->writes),
			changes->writes);
	else
		buf_add_text(&text, _("Nothing was written.\n"));
	status = output(&text, err);
	buf_release(&text);
	return status;
}

static enum status print_changes(const struct conf_changes *changes,
	const struct programme *folder, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	conf_words_print(&text, changes, folder);
	if (changes->held > 0)
		buf_add_text(&text,
			_("Change it in the folder, or say --force with its name, and the folder "
			  "counts.\n"));
	status = output(&text, err);
	buf_release(&text);
	return status;
}

/* --- Loading -------------------------------------------------------------------------------------- */

static enum status write_changes(const struct request *request, struct app *app,
	const struct conf_changes *changes, const uint8_t digest[DIGEST_SIZE], struct err *err)
{
	bool wanted;
	enum status status;

	if (changes->writes == 0 || request->options.value[OPTION_PREVIEW])
		return STATUS_OK;
	status = confirm(request, changes, &wanted, err);
	if (status == STATUS_OK && wanted)
		status = conf_change_write(app, changes, digest, err);
	if (status == STATUS_OK)
		status = tell_written(changes, wanted, err);
	return status;
}

static enum status load(const struct request *request, struct app *app,
	const struct programme *folder, const uint8_t digest[DIGEST_SIZE], struct err *err)
{
	struct conf_changes changes = {.count = 0};
	struct names forced = {.text = NULL};
	enum status status;

	if (request->options.value[OPTION_FORCE])
		split(&forced, request->options.value[OPTION_FORCE]);
	status = check_names(&forced, app, folder, err);
	if (status == STATUS_OK)
		status = conf_change_find(
			app, folder, forced.item, forced.count, &changes, err);
	if (status == STATUS_OK)
		status = print_changes(&changes, folder, err);
	if (status == STATUS_OK)
		status = write_changes(request, app, &changes, digest, err);
	if (status == STATUS_OK && changes.held > 0)
		status = STATUS_FINDINGS;
	conf_change_release(&changes);
	names_release(&forced);
	return status;
}

enum status cmd_conf_load(struct request *request, struct err *err)
{
	const enum use use = request->options.value[OPTION_PREVIEW] ? USE_READ : USE_WRITE;
	struct programme folder = {.session_count = 0};
	uint8_t digest[DIGEST_SIZE];
	struct app *app = NULL;
	enum status status = request_load_conf(request, request->operand, &folder, digest, err);

	if (status == STATUS_OK)
		status = request_open(request, use, &app, err);
	if (status == STATUS_OK)
		status = load(request, app, &folder, digest, err);
	app_close(app);
	programme_release(&folder);
	return status;
}
