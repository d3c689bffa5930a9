/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce merge FILE|FOLDER ...: what other files of the programme have is taken, or shown. */
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/request.h"
#include "app/history.h"
#include "app/receive.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE_SHOWN 40 /* in text; --format has all */

/* --- As text ----------------------------------------------------------------------------------- */

static void add_reason(void *context, const char *text)
{
	buf_printf(context, "    %s\n", text);
}

static void print_file(struct buf *out, const struct receive *receive, const struct receive_file *file)
{
	buf_printf(out, "%s: ", file->name);
	receive_say_file(receive, file, out);
	if (file->people > 0)
		buf_printf(out, ngettext(", of %zu person", ", of %zu people", file->people), file->people);
	buf_add_byte(out, '\n');
	receive_each_reason(file, add_reason, out);
}

static void print_person(struct buf *out, const struct receive_person *person)
{
	buf_printf(out, "  %s%s", person->name, person->is_new ? _(", not known here yet") : "");
	if (person->disputes > 0)
		buf_printf(out, ngettext(", %u thing to decide", ", %u things to decide", person->disputes),
			person->disputes);
	buf_add_byte(out, '\n');
}

static void print_people(struct buf *out, const struct receive *receive)
{
	size_t shown = receive->person_count < PEOPLE_SHOWN ? receive->person_count : PEOPLE_SHOWN;

	if (receive->people == 0)
		return;
	buf_printf(out, ngettext("%zu person, %zu not known here yet:\n", "%zu people, %zu not known here yet:\n",
			receive->people), receive->people, receive->people_new);
	for (size_t i = 0; i < shown; i++)
		print_person(out, &receive->person[i]);
	if (receive->people > shown)
		buf_printf(out, ngettext("... and %zu more\n", "... and %zu more\n", receive->people - shown),
			receive->people - shown);
}

static void print_suspects(struct buf *out, struct app *app, const struct receive *receive)
{
	for (size_t i = 0; i < receive->suspect_count; i++) {
		receive_say_suspect(app, &receive->suspect[i], out);
		buf_add_byte(out, '\n');
	}
}

static void print_sum(struct buf *out, const struct receive *receive)
{
	const struct receive_sum sum = receive_sum(receive);

	if (!receive->taken)
		buf_add_text(out, _("A preview: nothing was written.\n"));
	else if (sum.fresh == 0)
		buf_add_text(out, _("Nothing new: all that holds in them is here already.\n"));
	else
		buf_printf(out, ngettext("%llu entry taken, saved on this laptop.\n",
				"%llu entries taken, saved on this laptop.\n", (unsigned long)sum.fresh),
			(unsigned long long)sum.fresh);
	if (receive->disputes > 0 && receive->taken)
		buf_printf(out, ngettext("Recorded differently on two laptops, to be decided: %zu\n",
				"Recorded differently on two laptops, to be decided: %zu\n", receive->disputes),
			receive->disputes);
	else if (receive->disputes > 0)
		buf_printf(out, ngettext("Would be recorded differently on two laptops, and have to be decided: %zu\n",
				"Would be recorded differently on two laptops, and have to be decided: %zu\n",
				receive->disputes), receive->disputes);
	if (receive->cut)
		buf_printf(out, _("There are more files: only the first %d were read. Run it again on the others.\n"),
			RECEIVE_FILES_MAX);
}

static void print_text(struct buf *out, struct app *app, const struct receive *receive)
{
	for (size_t i = 0; i < receive->count; i++)
		print_file(out, receive, &receive->file[i]);
	print_sum(out, receive);
	print_suspects(out, app, receive);
	if (!receive->taken)
		print_people(out, receive);
}

/* --- As a table -------------------------------------------------------------------------------- */

static const struct table_column columns[] = {
	{"file", NULL, TABLE_WORDS}, {"verdict", NULL, TABLE_WORDS}, {"new", NULL, TABLE_NUMBER},
	{"known", NULL, TABLE_NUMBER}, {"mended", NULL, TABLE_NUMBER}, {"set_aside", NULL, TABLE_NUMBER},
	{"damaged_pages", NULL, TABLE_NUMBER}, {"people", NULL, TABLE_NUMBER}, {"reason", NULL, TABLE_WORDS}};

static void fill_table(struct table *table, const struct receive *receive)
{
	static const char *const verdicts[] = {"unseen", "new", "known", "refused"};

	for (size_t i = 0; i < receive->count; i++) {
		const struct receive_file *file = &receive->file[i];

		table_cell(table, "%s", file->path);
		table_cell(table, "%s", verdicts[file->verdict]);
		table_number(table, file->fresh);
		table_number(table, file->known);
		table_number(table, file->mended);
		table_number(table, file->aside);
		table_number(table, file->pages);
		table_number(table, file->people);
		table_cell(table, "%s", file->err.text);
	}
}

/* Counts of all files go to standard error then. */
static enum status print_report(
	struct app *app, const struct receive *receive, const struct table_style *style, struct err *err)
{
	struct buf text = BUF_EMPTY, sum = BUF_EMPTY;
	struct table table;
	enum status status;

	if (style->format == TABLE_TEXT) {
		print_text(&text, app, receive);
	} else {
		table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
		fill_table(&table, receive);
		style_print(style, &table, &text);
		table_release(&table);
		print_sum(&sum, receive);
		print_suspects(&sum, app, receive);
		fputs(buf_text(&sum), stderr);
	}
	status = output(&text, err);
	buf_wipe(&text);
	buf_release(&sum);
	return status;
}

/* --- What was taken before ------------------------------------------------------------------------ */

static const struct table_column past_columns[] = {
	{"time", N_("When"), TABLE_WORDS}, {"officer", N_("Officer"), TABLE_WORDS},
	{"files", N_("Files"), TABLE_NUMBER}, {"refused", N_("Refused"), TABLE_NUMBER},
	{"new", N_("New"), TABLE_NUMBER}, {"people", N_("People"), TABLE_NUMBER},
	{"set_aside", N_("Set aside"), TABLE_NUMBER}};

static void add_past(
	struct table *table, const struct officer_names *officers, const struct receive_past *past)
{
	struct buf when = BUF_EMPTY, who = BUF_EMPTY;

	moment_print(&when, past->time);
	officer_names_say(officers, &past->officer, &who);
	table_cell(table, "%s", buf_text(&when));
	table_cell(table, "%s", buf_text(&who));
	table_number(table, past->files);
	table_number(table, past->refused);
	table_number(table, past->fresh);
	table_number(table, past->people);
	table_number(table, past->aside);
	buf_release(&when);
	buf_release(&who);
}

static enum status list_past(struct app *app, const struct table_style *style, struct err *err)
{
	struct officer_names officers = {.count = 0};
	struct arena arena = {NULL};
	struct receive_past *past;
	struct table table;
	size_t count;
	enum status status = officer_names_read(&officers, app, err);

	table_init(&table, past_columns, sizeof(past_columns) / sizeof(past_columns[0]));
	receive_past_read(app, &arena, &past, &count);
	for (size_t i = 0; i < count; i++)
		add_past(&table, &officers, &past[i]);
	if (count == 0)
		table_note(&table, "%s", _("Nothing was taken from other files on this laptop yet."));
	if (status == STATUS_OK)
		status = style_output(style, &table, err);
	table_release(&table);
	arena_release(&arena);
	officer_names_release(&officers);
	return status;
}

/* --- The command ------------------------------------------------------------------------------- */

struct watching {
	const struct receive *receive;
	bool terminal;
	int percent;
};

/* On a line that goes away again. */
static bool go_on(void *context, size_t file, uint64_t done, uint64_t total)
{
	struct watching *watching = context;
	int percent = total > 0 ? (int)(done * 100 / total) : 0;

	if (watching->terminal && percent != watching->percent) {
		fprintf(stderr, "\r%s %d%%\033[K", watching->receive->file[file].name, percent > 100 ? 100 : percent);
		fflush(stderr);
	}
	watching->percent = percent;
	return !interrupt_came();
}

static enum status find_files(const struct request *request, struct receive *receive, struct err *err)
{
	const struct options *given = &request->options;
	enum status status = STATUS_OK;

	for (size_t i = 1; i < given->words && status == STATUS_OK; i++)
		status = receive_find(receive, given->word[i], request->data, err);
	if (status == STATUS_OK && receive->count == 0)
		status = err_set(err, STATUS_NOT_FOUND, "%s",
			_("No other data file is there: their names end in .okoce."));
	return status;
}

static enum status merge(
	struct request *request, struct app *app, const struct table_style *style, struct err *err)
{
	struct receive receive = {.count = 0};
	struct watching watching = {&receive, isatty(STDERR_FILENO) == 1, -1};
	const struct receive_options options = {go_on, &watching};
	bool preview = request->options.value[OPTION_PREVIEW] != NULL;
	enum status status = find_files(request, &receive, err), printed = STATUS_OK;
	struct receive_sum sum;

	interrupt_hold();
	if (status == STATUS_OK)
		status = preview ? receive_look(app, &receive, &options, err)
				 : receive_take(app, &receive, &options, err);
	interrupt_release();
	if (watching.terminal)
		fputs("\r\033[K", stderr);
	sum = receive_sum(&receive);
	if (status == STATUS_OK || sum.fresh > 0)
		printed = print_report(app, &receive, style, status == STATUS_OK ? err : NULL);
	request_tell(&receive.copy_trouble);
	if (status == STATUS_OK)
		status = printed;
	if (status == STATUS_OK && (sum.refused > 0 || sum.damaged > 0 || sum.aside > 0))
		status = STATUS_FINDINGS;
	receive_release(&receive);
	return status;
}

enum status cmd_merge(struct request *request, struct err *err)
{
	bool writes = request->operand && !request->options.value[OPTION_PREVIEW];
	struct app *app = NULL;
	struct table_style style;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = request_open(request, writes ? USE_WRITE : USE_READ, &app, err);
	if (status == STATUS_OK)
		status = request->operand ? merge(request, app, &style, err) : list_past(app, &style, err);
	app_close(app);
	return status;
}
