/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/draft.h"

#include "store/local.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct draft draft_of(struct app *app, const char *format, ...)
{
	struct draft draft = {.app = app, .name = "draft/"};
	size_t len = strlen(draft.name);
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(draft.name + len, sizeof(draft.name) - len, format, arguments);
	va_end(arguments);
	return draft;
}

static void note(struct draft *draft, enum status status, const struct err *err)
{
	if (status != STATUS_OK && draft->trouble.status == STATUS_OK)
		draft->trouble = *err;
}

/* What is being typed stands beside it, since writing it is not safe against a loss of power. */
static const char *typing_name(const struct draft *draft, char out[DRAFT_NAME_MAX + 8])
{
	snprintf(out, DRAFT_NAME_MAX + 8, "%s/typing", draft->name);
	return out;
}

void draft_keep(void *context, struct bytes value)
{
	struct draft *draft = context;
	struct store *store = draft->app->store;
	char typing[DRAFT_NAME_MAX + 8];
	struct err err = {0};

	note(draft, value.len > 0 ? store_local_write(store, draft->name, value, &err)
				  : store_local_remove(store, draft->name, &err), &err);
	if (draft->typing)
		note(draft, store_local_remove(store, typing_name(draft, typing), &err), &err);
	draft->typing = false;
}

void draft_keep_typing(void *context, struct bytes value)
{
	struct draft *draft = context;
	char typing[DRAFT_NAME_MAX + 8];
	struct err err = {0};

	note(draft, store_local_write_soon(
			    draft->app->store, typing_name(draft, typing), value, &err), &err);
	draft->typing = true;
}

struct bytes draft_read(struct draft *draft, struct arena *arena)
{
	char typing[DRAFT_NAME_MAX + 8];
	struct bytes value;

	/* What can't be read is as if it had not been kept. */
	draft->typing = store_local_read(draft->app->store, typing_name(draft, typing), arena, &value,
				NULL) == STATUS_OK;
	if (draft->typing && value.len > 0)
		return value;
	if (store_local_read(draft->app->store, draft->name, arena, &value, NULL) != STATUS_OK)
		return BYTES_NONE;
	return value;
}
