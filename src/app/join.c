/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/join.h"

#include "store/join.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Which slots the log vouches for is seen when the file is unlocked: these names are for people to
 * recognise it by. */
static enum status add_officer(void *context, struct bytes key, struct bytes value)
{
	struct join_offer *offer = context;
	struct slot slot;

	if (!bytes_start_with(key, slot_prefix) || !slot_parse(&slot, key, value) || slot.code)
		return STATUS_OK;
	buf_add_text(&offer->officers, offer->officers.len > 0 ? ", " : "");
	text_safe(&offer->officers, slot.name, strlen(slot.name));
	return STATUS_OK;
}

enum status join_look(struct join_offer *offer, const char *from, const char *state_folder, struct err *err)
{
	enum status status = file_make_folder(state_folder, err);

	*offer = (struct join_offer){.foreign = {.fd = -1}};
	if (status == STATUS_OK)
		status = foreign_open(&offer->foreign, from, state_folder, NULL, NULL, err);
	if (status == STATUS_OK)
		status = foreign_walk(&offer->foreign, add_officer, offer, err);
	if (status == STATUS_OK)
		programme_code(&offer->foreign.meta.programme, offer->code);
	return status;
}

bool join_code_fits(const struct join_offer *offer, const char *typed)
{
	char code[PROGRAMME_CODE_SIZE];

	return code_parse(typed, PROGRAMME_CODE_DIGITS, code) && strcmp(code, offer->code) == 0;
}

enum status join_take(struct join_offer *offer, const char *to, uint64_t *entries, struct err *err)
{
	char *folder = path_folder(to);
	enum status status = file_make_folder(folder, err);

	free(folder);
	return status == STATUS_OK ? store_join(&offer->foreign, to, entries, err) : status;
}

void join_release(struct join_offer *offer)
{
	foreign_release(&offer->foreign);
	buf_release(&offer->officers);
}
