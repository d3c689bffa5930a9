/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce log: every entry, a line each. */
#include "cli/output.h"
#include "cli/request.h"
#include "cli/value.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define SHORT_ID 8 /* characters of an id that has no name */

struct officer_name {
	struct id id;
	char *name;
};

struct printer {
	struct store *store;
	struct officer_name *officer;
	size_t officer_count, officer_capacity;
	struct buf line;
	enum status status; /* of the output */
	struct err *err;
};

static void short_id(struct buf *out, const struct id *id)
{
	char hex[ID_HEX_SIZE];

	buf_add(out, id_hex(id, hex), SHORT_ID);
}

/* Of one officer register; later names replace none, since a register has one shown value. */
static enum status read_officer(struct printer *printer, const struct cell *cell)
{
	struct arena arena = {NULL};
	struct officer officer;
	struct register_parts parts;
	enum status status = store_read_record(
		printer->store, cell->key, &officer_type, &arena, &officer, printer->err);

	if (status == STATUS_OK && register_parse(cell->key, &parts) && parts.known) {
		struct buf safe = BUF_EMPTY;

		text_safe(&safe, officer.name, strlen(officer.name));
		printer->officer = memory_grow(printer->officer, printer->officer_count,
			&printer->officer_capacity, sizeof(*printer->officer));
		printer->officer[printer->officer_count++] =
			(struct officer_name){parts.id, memory_text(buf_text(&safe))};
		buf_release(&safe);
	}
	arena_release(&arena);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status read_officers(struct printer *printer)
{
	const struct view *view = store_view(printer->store);
	const struct register_key all = register_all(REGISTER_OFFICER);
	const struct bytes prefix = register_bytes(&all);
	enum status status = STATUS_OK;
	struct view_walk walk;

	for (view_walk_open(&walk, view, prefix); walk.cell && status == STATUS_OK;
		view_walk_next(&walk))
		status = read_officer(printer, walk.cell);
	view_walk_close(&walk);
	return status;
}

static void print_officer(struct printer *printer, const struct id *id)
{
	for (size_t i = 0; i < printer->officer_count; i++) {
		if (id_equal(&printer->officer[i].id, id)) {
			buf_add_text(&printer->line, printer->officer[i].name);
			return;
		}
	}
	short_id(&printer->line, id);
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

	if (entry->header.kind == ENTRY_BIRTH) {
		buf_add_text(&printer->line, _("begins to write, on laptop "));
		short_id(&printer->line, &story->device);
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
	print_officer(printer, &story->officer);
	buf_add_text(&printer->line, "  ");
	print_what(printer, story);
	buf_add_byte(&printer->line, '\n');
	printer->status = output(&printer->line, printer->err);
	return printer->status == STATUS_OK;
}

static enum status print_log(struct store *store, struct err *err)
{
	struct printer printer = {.store = store, .err = err};
	enum status status = read_officers(&printer);

	if (status == STATUS_OK)
		status = store_history(store, print_story, &printer, err);
	if (printer.status != STATUS_OK)
		status = printer.status;
	for (size_t i = 0; i < printer.officer_count; i++)
		free(printer.officer[i].name);
	free(printer.officer);
	buf_wipe(&printer.line);
	return status;
}

enum status cmd_log(struct request *request, struct err *err)
{
	struct app *app = NULL;
	enum status status = request_open(request, USE_READ, &app, err);

	if (status == STATUS_OK)
		status = print_log(app->store, err);
	app_close(app);
	return status;
}
