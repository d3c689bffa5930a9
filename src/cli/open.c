/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening and unlocking the data file for a command, and finding the session that it names. */
#include "cli/request.h"
#include "cli/word.h"
#include "tui/office.h"
#include "app/officers.h"
#include "conf/conf.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROGRESS_ENTRIES 50000 /* fewer are there before anyone could read */
#define TRIES 3
#define PLACE_MAX 32

static enum status no_file(const char *path, struct err *err)
{
	return word_error_more(err, STATUS_NOT_FOUND, _("No data file"), path, "%s",
		_("Begin a programme: okoce init FILE. Try okoce with invented people: okoce "
		  "demo FILE. Open another file: okoce --data FILE."));
}

/* The digest of the YAML that this laptop has goes into the birth of its writers. That there is
 * none, or a mistake in it, is no reason not to check people in. */
static void conf_digest(void *context, uint8_t digest[DIGEST_SIZE])
{
	const struct request *request = context;
	struct programme programme = {.session_count = 0};
	struct conf_problems problems = {.count = 0};
	char *folder;

	if (request_conf_folder(request, NULL, &folder, NULL) != STATUS_OK)
		return;
	if (conf_load(folder, &programme, &problems, NULL) == STATUS_OK)
		memcpy(digest, problems.digest, DIGEST_SIZE);
	programme_release(&programme);
	conf_problems_release(&problems);
	free(folder);
}

/* Which of several officers. Asked only when nobody said it. */
static enum status ask_officer(
	const struct app *app, const char **officer, char *answer, struct err *err)
{
	size_t count, named = 0;
	const struct slot *slot = store_slots(app->store, &count);

	for (size_t i = 0; i < count; i++)
		named += !slot[i].code;
	if (*officer || named < 2)
		return STATUS_OK;
	*officer = answer;
	return terminal_ask(answer, _("Officer: "), err);
}

/* Three tries, since nobody sees what is typed. */
static enum status ask_and_unlock(struct request *request, struct app *app, struct err *err)
{
	const char *officer = request->officer;
	char answer[PASSPHRASE_MAX + 1];
	enum status status = ask_officer(app, &officer, answer, err);

	for (int i = 0; i < TRIES && status == STATUS_OK; i++) {
		status = passphrase_ask(&request->passphrase, _("Passphrase: "), err);
		if (status != STATUS_OK)
			break;
		status = app_unlock(app, officer, request->passphrase.text, err);
		passphrase_wipe(&request->passphrase);
		if (status != STATUS_DENIED)
			return status;
		if (i + 1 < TRIES)
			status = terminal_say(_("That does not fit. Once more.\n"), err);
	}
	return status;
}

/* Whoever opens all screens asks on them what is to be asked: for the passphrase, and what to do with a
 * file that does not open (tui/gate.h). */
static bool asks_on_screens(const struct request *request, enum use use)
{
	return use == USE_SCREENS && request->command->run == cmd_open;
}

static enum status unlock(struct request *request, struct app *app, enum use use, struct err *err)
{
	enum status status;

	if (!store_is_sealed(app->store))
		return app_unlock(app, request->officer, NULL, err);
	if (!request->passphrase.given) {
		if (asks_on_screens(request, use))
			return STATUS_OK;
		if (terminal_is_there())
			return ask_and_unlock(request, app, err);
		return err_set(err, STATUS_DENIED, "%s",
			_("The file needs a passphrase, and there is no terminal to ask on. Give "
			  "it with --passphrase-fd N."));
	}
	status = app_unlock(app, request->officer, request->passphrase.text, err);
	passphrase_wipe(&request->passphrase);
	return status;
}

/* The index of a large file takes a while to make: says so, on a line that goes away again. */
static void show_progress(void *context, uint64_t done, uint64_t total)
{
	char line[120];
	int percent = total > 0 ? (int)(done * 100 / total) : 100;

	(void)context;
	if (total < PROGRESS_ENTRIES || done % (total / 50) >= 1000 ||
		office_progress(percent, _("Making the index:")) || !isatty(STDERR_FILENO))
		return;
	snprintf(line, sizeof(line), "\r%s %d%%\033[K", _("Making the index:"), percent);
	if (done + 1000 >= total)
		snprintf(line, sizeof(line), "\r\033[K");
	fputs(line, stderr);
	fflush(stderr);
}

static void add_line(struct buf *out, const struct buf *sentence)
{
	if (sentence->len > 0)
		buf_printf(out, "okoce: %s\n", buf_text(sentence));
}

void request_tell(const struct err *trouble)
{
	if (trouble->status != STATUS_OK)
		fprintf(stderr, "okoce: %s\n", trouble->text);
}

/* What the officer should know of the file, which is no error. The screens say it themselves. */
static void tell_past(const struct request *request, const struct app *app)
{
	struct app_past past;
	struct buf text = BUF_EMPTY, safe = BUF_EMPTY;

	app_past(app, &past);
	if (past.lacking > 0 && request->command->run != cmd_recover) {
		add_line(&text, &past.own);
		text_safe(&safe, request->data, strlen(request->data));
		buf_printf(&text,
			_("It may be an older copy, the office's file or another copy. To take "
			  "them back: okoce --data \"%s\" recover\n"),
			buf_text(&safe));
	}
	add_line(&text, &past.others);
	if (past.others.len > 0)
		buf_add_text(&text, _("Ask the office for the newest file.\n"));
	add_line(&text, &past.trouble);
	if (store_has_first_passphrase(app->store) && request->command->run != cmd_passwd)
		buf_printf(&text, "okoce: %s\n",
			_("Your passphrase was made by somebody else. Choose your own: okoce passwd"));
	fputs(buf_text(&text), stderr);
	buf_release(&text);
	buf_release(&safe);
	app_past_release(&past);
}

/* "tty1", "pts/3"; "" where okoce was started without a terminal. */
static void find_place(char place[PLACE_MAX])
{
	char name[PLACE_MAX + 5];

	place[0] = '\0';
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO && place[0] == '\0'; fd++)
		if (ttyname_r(fd, name, sizeof(name)) == 0 && strncmp(name, "/dev/", 5) == 0)
			(void)snprintf(place, PLACE_MAX, "%s", name + 5);
}

/* At a terminal only looking is offered at once; nobody has to remember an option then. */
static bool wants_to_look(struct err *err)
{
	struct buf question = BUF_EMPTY;
	struct err ignored = {STATUS_OK, ""};
	char answer[PASSPHRASE_MAX + 1];

	text_safe(&question, err->text, strlen(err->text));
	buf_printf(&question, "\n%s", _("Open it for reading only? [Y/n] "));
	bool wants = terminal_ask(answer, buf_text(&question), &ignored) == STATUS_OK &&
		     (answer[0] == '\0' || answer[0] == 'y' || answer[0] == 'Y');
	buf_release(&question);
	return wants;
}

/* What to do is known here and not where the lock is: the program's words. */
static enum status say_busy(const struct app_options *options, struct err *err)
{
	return err_set(err, STATUS_BUSY, "%s %s", err->text,
		options->read_only ? _("Close it there, then try again.")
				   : _("Close it there, or only look: okoce --read-only."));
}

static enum status open_data(
	struct app_options *options, bool asks, struct app **app, struct err *err)
{
	enum status status = app_open(app, options, err);

	if (status == STATUS_BUSY && asks && wants_to_look(err)) {
		err_clear(err);
		options->read_only = true;
		status = app_open(app, options, err);
	}
	return status == STATUS_BUSY ? say_busy(options, err) : status;
}

enum status request_open(struct request *request, enum use use, struct app **app, struct err *err)
{
	char place[PLACE_MAX];
	struct app_options options = {
		.path = request->data,
		.read_only = use == USE_READ || request->options.value[OPTION_READ_ONLY],
		.or_read_only = use == USE_SCREENS,
		.place = place,
		.clock = request->clock,
		.state_folder = request->state_folder,
		.cache_folder = request->cache_folder,
		.own_folder = request_home(),
		.progress = show_progress,
		.conf_digest = conf_digest,
		.conf_context = request,
	};
	enum status status;

	*app = NULL;
	if (access(request->data, F_OK) != 0 && errno == ENOENT)
		return no_file(request->data, err);
	find_place(place);
	status = open_data(
		&options, use == USE_SCREENS && !asks_on_screens(request, use), app, err);
	if (status == STATUS_OK)
		status = unlock(request, *app, use, err);
	if (status != STATUS_OK) {
		app_close(*app);
		*app = NULL;
	} else if (!asks_on_screens(request, use)) {
		tell_past(request, *app);
	}
	return status;
}

enum status request_print(struct request *request, request_table *print, struct err *err)
{
	struct app *app = NULL;
	struct table_style style;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = print(app, &style, err);
	app_close(app);
	return status;
}

enum status request_find_session(const struct programme *programme, const char *id,
	const struct session **session, struct err *err)
{
	const char **known;
	enum status status;

	*session = programme_session(programme, id);
	if (*session)
		return STATUS_OK;
	known = memory_alloc((programme->session_count + 1) * sizeof(*known));
	for (size_t i = 0; i < programme->session_count; i++) {
		known[i] = programme->session[i].id;
		if (text_equal_nocase(known[i], id))
			*session = &programme->session[i];
	}
	status = *session ? STATUS_OK
			  : word_unknown(err, STATUS_NOT_FOUND, _("No such session"), id, "", known,
				    programme->session_count);
	free(known);
	return status;
}

enum status request_session(const struct request *request, const struct programme *programme,
	const struct session **session, struct err *err)
{
	return request_find_session(
		programme, request->options.value[OPTION_SESSION], session, err);
}
