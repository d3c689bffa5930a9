/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce log: every entry, a line each. */
#include "cli/output.h"
#include "cli/request.h"
#include "cli/value.h"
#include "app/history.h"
#include "store/closing.h"

#define SHORT_ID 8 /* characters of an id that has no name */

struct printer {
	struct store *store;
	struct officer_names officers;
	struct buf line;
	enum status status; /* of the output */
	struct err *err;
};

static void short_id(struct buf *out, const struct id *id)
{
	char hex[ID_HEX_SIZE];

	buf_add(out, id_hex(id, hex), SHORT_ID);
}

/* "attendance/...: {status: 1} (replaces 1)" */
static void print_operation(struct printer *printer, const struct operation *operation)
{
	struct buf *out = &printer->line;
	struct cbor values;

	register_print(out, operation->key);
	buf_add_text(out, ": ");
	operation_values(operation, &values);
	for (size_t i = 0; i < operation->value_count; i++) {
		if (i > 0)
			buf_add_text(out, " | ");
		value_print(out, printer->store, operation->key, cbor_skip(&values));
	}
	if (operation->value_count == 0)
		buf_add_text(out, "none"); /* as in the dump */
	if (operation->superseded_count > 0)
		buf_printf(out, _(" (replaces %zu)"), operation->superseded_count);
}

static void print_operations(struct printer *printer, struct bytes plain)
{
	struct payload_reader reader;
	struct operation operation;
	bool any = false;

	if (!payload_open(&reader, plain)) {
		buf_add_text(&printer->line, _("not readable by this version"));
		return;
	}
	while (payload_next(&reader, &operation)) {
		if (any)
			buf_add_text(&printer->line, "; ");
		print_operation(printer, &operation);
		any = true;
	}
	if (!payload_whole(&reader))
		buf_add_text(
			&printer->line, _(" ... and more that is not readable by this version"));
}

static void print_what(struct printer *printer, const struct story *story)
{
	const struct entry *entry = story->entry;
	struct closing closing;
	char code[SHEET_CODE_SIZE];

	if (entry->header.kind == ENTRY_BIRTH) {
		buf_add_text(&printer->line, _("begins to write, on laptop "));
		short_id(&printer->line, &story->device);
	} else if (entry->header.kind == ENTRY_CLOSING && closing_parse(&closing, entry->payload)) {
		buf_printf(&printer->line, _("hands over: no. %u, %llu entries, code %s"),
			(unsigned)closing.number, (unsigned long long)closing.entries,
			closing_code(&closing, code));
	} else if (entry->erased) {
		buf_add_text(&printer->line, _("erased"));
	} else {
		print_operations(printer, story->plain);
	}
}

static char source_mark(enum clock_source source)
{
	switch (source) {
	case CLOCK_BY_HAND:
		return '~';
	case CLOCK_DOUBTED:
		return '?';
	case CLOCK_SYSTEM:
		break;
	}
	return ' ';
}

static bool print_story(void *context, const struct story *story)
{
	struct printer *printer = context;

	moment_print(&printer->line, story->entry->header.time);
	buf_add_byte(&printer->line, (uint8_t)source_mark(story->entry->header.source));
	buf_add_byte(&printer->line, ' ');
	officer_names_say(&printer->officers, &story->officer, &printer->line);
	buf_add_text(&printer->line, "  ");
	print_what(printer, story);
	buf_add_byte(&printer->line, '\n');
	printer->status = output(&printer->line, printer->err);
	return printer->status == STATUS_OK;
}

static enum status print_log(struct app *app, struct err *err)
{
	struct printer printer = {.store = app->store, .err = err};
	enum status status = officer_names_read(&printer.officers, app, err);

	if (status == STATUS_OK)
		status = store_history(app->store, print_story, &printer, err);
	if (printer.status != STATUS_OK)
		status = printer.status;
	officer_names_release(&printer.officers);
	buf_wipe(&printer.line);
	return status;
}

enum status cmd_log(struct request *request, struct err *err)
{
	struct app *app = NULL;
	enum status status = request_open(request, USE_READ, &app, err);

	if (status == STATUS_OK)
		status = print_log(app, err);
	app_close(app);
	return status;
}
