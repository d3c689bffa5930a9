/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/whereabouts.h"

#include "store/local.h"

#include <string.h>

#define NAME "whereabouts"

static bool is_kept(struct app *app, const struct whereabouts *where)
{
	struct arena arena = {0};
	struct whereabouts kept;
	bool same = whereabouts_read(app, &arena, &kept) && record_equal(&whereabouts_type, &kept, where);

	arena_release(&arena);
	return same;
}

bool whereabouts_keep(struct app *app, const char *session, uint32_t day, const char *typed)
{
	struct whereabouts where;
	struct buf value = BUF_EMPTY;
	bool kept;

	record_clear(&whereabouts_type, &where);
	where.session = session;
	where.day = day;
	where.typed = typed;
	if (is_kept(app, &where))
		return true;
	kept = record_encode(&whereabouts_type, &where, &value, NULL) == STATUS_OK &&
	       store_local_write(app->store, NAME, buf_bytes(&value), NULL) == STATUS_OK;
	buf_wipe(&value);
	return kept;
}

bool whereabouts_read(struct app *app, struct arena *arena, struct whereabouts *where)
{
	struct bytes value;

	return store_local_read(app->store, NAME, arena, &value, NULL) == STATUS_OK &&
	       record_decode(&whereabouts_type, value, arena, where, NULL) == STATUS_OK &&
	       programme_session(&app->programme, where->session) != NULL;
}

void whereabouts_forget(struct app *app)
{
	(void)!store_local_remove(app->store, NAME, NULL);
}
