/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce dump: the canonical state. What it prints depends on what the log says, and on nothing of
 * this laptop, so that two files can be compared. */
#include "cli/output.h"
#include "cli/request.h"
#include "cli/value.h"

#define SEPARATOR " | "

static bool printed_before(const struct fact *facts, size_t i)
{
	for (size_t j = 0; j < i; j++) {
		if (bytes_equal(facts[j].value, facts[i].value))
			return true;
	}
	return false;
}

static void print_facts(struct buf *out, const struct store *store, struct bytes key,
	const struct fact *facts, size_t count)
{
	register_print(out, key);
	buf_add_byte(out, '\t');
	for (size_t i = 0; i < count; i++) {
		if (printed_before(facts, i))
			continue;
		if (i > 0)
			buf_add_text(out, SEPARATOR);
		if (facts[i].value.len > 0)
			value_print(out, store, key, facts[i].value);
		else
			buf_add_text(out, "none");
	}
	buf_add_byte(out, '\n');
}

static enum status print_cell(
	struct store *store, const struct cell *cell, struct buf *line, struct err *err)
{
	struct arena arena = {NULL};
	struct fact *facts;
	size_t count;
	enum status status = store_facts(store, cell->key, &arena, &facts, &count, err);

	if (status == STATUS_OK && count > 0) {
		print_facts(line, store, cell->key, facts, count);
		status = output(line, err);
	}
	arena_release(&arena);
	return status;
}

enum status cmd_dump(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct buf line = BUF_EMPTY;
	enum status status = request_open(request, USE_READ, &app, err);

	if (status == STATUS_OK) {
		struct view_walk walk;

		for (view_walk_open(&walk, store_view(app->store), BYTES_NONE);
			walk.cell && status == STATUS_OK; view_walk_next(&walk))
			status = print_cell(app->store, walk.cell, &line, err);
		view_walk_close(&walk);
	}
	buf_wipe(&line);
	app_close(app);
	return status;
}
