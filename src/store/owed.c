/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/owed.h"

#include <stdlib.h>

struct owed {
	struct drafts drafts;
	struct committed *committed; /* one each */
};

void owed_put(struct commit *commit, struct drafts *drafts)
{
	struct owed *owed = memory_alloc(sizeof(*owed));

	*owed = (struct owed){*drafts, commit->committed};
	*drafts = (struct drafts){0};
	commit->committed = NULL;
	commit->count = commit->capacity = 0;
	commit->store->owed = owed;
}

static void tell(struct store *store, struct owed *owed)
{
	if (owed->drafts.count > 1)
		view_gather(store->view);
	for (size_t i = 0; i < owed->drafts.count; i++)
		committed_apply(&owed->committed[i], store->view, &owed->drafts, i);
	commit_follow(store, &store->writer);
	drafts_wipe(&owed->drafts);
	free(owed->committed);
	free(owed);
}

void owed_settle(struct store *store)
{
	struct owed *owed = store->owed;

	store->owed = NULL; /* whoever tells it looks at the view, too */
	if (owed)
		tell(store, owed);
}

void store_catch_up(struct store *store)
{
	owed_settle(store);
	if (store->writer.seq > 0 && !store->ahead.ready)
		sign_prepare(&store->ahead);
}

const struct view *store_view(struct store *store)
{
	owed_settle(store);
	return store->view;
}
