/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/inside.h"

#include "base/i18n.h"

bool store_is_supervisor(const struct store *store)
{
	return store->ring &&
	       authority_is_supervisor(&store->authority, &store->officer, store->ring->sign_key);
}

enum status store_say_supervisor(const struct store *store, struct err *err)
{
	return store_is_supervisor(store) ? STATUS_OK
		: err_set(err, STATUS_DENIED,
			  _("Only a supervisor may do that: nothing was changed. Ask a supervisor, or the office."));
}

const struct officer_state *store_officers(const struct store *store, size_t *count)
{
	*count = store->authority.officer_count;
	return store->authority.officer;
}

const struct officer_state *store_officer_state(const struct store *store, const struct id *officer)
{
	return authority_officer(&store->authority, officer);
}
