/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce document: the licences and certificates of a person. */
#include "cli/named.h"
#include "cli/output.h"
#include "cli/request.h"
#include "cli/word.h"
#include "app/document.h"
#include "app/people.h"
#include "base/i18n.h"
#include "base/text.h"
#include "report/followup.h"

#include <stdio.h>
#include <string.h>

struct recording {
	struct id record;
	struct arena arena;
	struct buf number, issuer, name;
	struct document document;
	uint32_t place; /* the number of its register; 0: a new one */
};

static enum status print(struct app *app, struct recording *recording, const struct table_style *style,
	struct err *err)
{
	struct person_document *document;
	struct table table;
	size_t count;
	enum status status = documents_read(
		app, &recording->record, &recording->arena, &document, &count, err);

	if (status != STATUS_OK)
		return status;
	list_documents(&table);
	for (size_t i = 0; i < count; i++)
		list_documents_add(&table, &document[i].document, app_today(app));
	if (count == 0)
		table_note(&table, "%s", _("No documents are recorded."));
	status = style_output(style, &table, err);
	table_release(&table);
	return status;
}

/* --- Recording --------------------------------------------------------------------------------- */

static enum status read_kind(const struct request *request, uint32_t *kind, struct err *err)
{
	const char *word = request->options.value[OPTION_KIND];
	const char *known[DOCUMENT_KINDS];

	*kind = document_kind_of(word);
	if (*kind != 0)
		return STATUS_OK;
	for (uint32_t i = 0; i < DOCUMENT_KINDS; i++)
		known[i] = document_kind_word(i + 1);
	return word_unknown(
		err, STATUS_USAGE, _("No such kind of document"), word, "", known, DOCUMENT_KINDS);
}

static enum status read_status(const struct request *request, uint32_t *into, struct err *err)
{
	const char *word = request->options.value[OPTION_STATUS];
	const char *known[DOCUMENT_VOID];

	if (!word)
		return STATUS_OK;
	*into = document_status_of(word);
	if (*into != 0)
		return STATUS_OK;
	for (uint32_t i = 0; i < DOCUMENT_VOID; i++)
		known[i] = document_status_word(i + 1);
	return word_unknown(err, STATUS_USAGE, _("No such status"), word, "", known, DOCUMENT_VOID);
}

/* The one of this kind and number, or the only one of the kind that has none yet; else a new one. */
static enum status find_place(struct app *app, struct recording *recording, uint32_t kind, struct err *err)
{
	const char *number = buf_text(&recording->number);
	struct person_document *all;
	size_t count, fit = 0;
	enum status status =
		documents_read(app, &recording->record, &recording->arena, &all, &count, err);

	record_clear(&document_type, &recording->document);
	recording->document.kind = kind;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		const struct document *there = &all[i].document;
		bool exact = number[0] != '\0' && strcmp(there->number, number) == 0;

		if (there->kind != kind || (number[0] != '\0' && there->number[0] != '\0' && !exact))
			continue;
		fit = exact ? 1 : fit + 1;
		recording->place = all[i].number;
		recording->document = *there;
		if (exact)
			break;
	}
	if (fit > 1)
		status = err_set(err, STATUS_USAGE, "%s",
			_("This person has several documents of that kind: say which with --number."));
	return status;
}

static void say_doubt(const struct document *document)
{
	struct buf why = BUF_EMPTY;

	document_doubt(document->kind, document->number, &why);
	if (why.len > 0)
		fprintf(stderr, _("warning: %s\n"), buf_text(&why));
	buf_release(&why);
}

static enum status take_values(
	const struct request *request, struct recording *recording, struct err *err)
{
	const char *const *value = request->options.value;
	struct document *document = &recording->document;
	enum status status = request_date(request, OPTION_ON, &document->issued, err);

	if (value[OPTION_NUMBER])
		document->number = buf_text(&recording->number);
	if (value[OPTION_ISSUER])
		document->issuer = buf_text(&recording->issuer);
	if (value[OPTION_REMARK])
		document->name = buf_text(&recording->name);
	if (status == STATUS_OK)
		status = request_date(request, OPTION_UNTIL, &document->until, err);
	if (document->status == 0)
		document->status = document->number[0] != '\0' ? DOCUMENT_ISSUED : DOCUMENT_APPLIED;
	return status == STATUS_OK ? read_status(request, &document->status, err) : status;
}

static enum status record_document(
	const struct request *request, struct app *app, struct recording *recording, struct err *err)
{
	const struct options *options = &request->options;
	struct buf said = BUF_EMPTY;
	uint32_t kind = 0;
	enum status status = read_kind(request, &kind, err);

	if (status == STATUS_OK)
		status = option_text(options, OPTION_NUMBER, &recording->number, err);
	if (status == STATUS_OK)
		status = option_text(options, OPTION_ISSUER, &recording->issuer, err);
	if (status == STATUS_OK)
		status = option_text(options, OPTION_REMARK, &recording->name, err);
	if (status == STATUS_OK)
		status = find_place(app, recording, kind, err);
	if (status == STATUS_OK)
		status = take_values(request, recording, err);
	if (status == STATUS_OK)
		status = document_save(
			app, &recording->record, &recording->place, &recording->document, err);
	if (status != STATUS_OK)
		return status;
	say_doubt(&recording->document);
	buf_add_text(&said, _("Saved.\n"));
	status = output(&said, err);
	buf_release(&said);
	return status;
}

static enum status check(const struct request *request, struct err *err)
{
	static const enum option needs_kind[] = {OPTION_NUMBER, OPTION_ISSUER, OPTION_ON, OPTION_UNTIL,
		OPTION_STATUS, OPTION_REMARK};

	for (size_t i = 0; i < sizeof(needs_kind) / sizeof(needs_kind[0]); i++)
		if (request->options.value[needs_kind[i]] && !request->options.value[OPTION_KIND])
			return err_set(err, STATUS_USAGE, _("--%s goes with --kind: of which document?"),
				option_name(needs_kind[i]));
	return STATUS_OK;
}

enum status cmd_document(struct request *request, struct err *err)
{
	const bool records = request->options.value[OPTION_KIND] != NULL;
	struct recording recording = {.place = 0};
	struct table_style style;
	struct app *app = NULL;
	enum status status = check(request, err);

	if (status == STATUS_OK)
		status = request_style(request, &style, err);
	if (status == STATUS_OK)
		status = request_open(request, records ? USE_WRITE : USE_READ, &app, err);
	if (status == STATUS_OK)
		status = people_find_id(
			app, request->options.value[OPTION_ID], &recording.record, err);
	if (status == STATUS_OK)
		status = records ? record_document(request, app, &recording, err)
				 : print(app, &recording, &style, err);
	arena_release(&recording.arena);
	buf_release(&recording.number);
	buf_release(&recording.issuer);
	buf_release(&recording.name);
	app_close(app);
	return status;
}
