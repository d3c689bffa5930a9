/* SPDX-License-Identifier: BSD-2-Clause */
/* What should be looked at, left as it is by an officer's answer: a register of its own, with a digest of what the
 * answer was about. */
#include "app/attention.h"

#include "base/digest.h"

#include <string.h>

/* The kind of question, as part of a register's name: part of the file format. Null: it is mended, not left. */
static const char *const questions[] = {
	[ATTENTION_TRAINED] = "trained-before",
	[ATTENTION_OVER_SEATS] = "over-seats",
	[ATTENTION_FREE_SEATS] = "free-seats",
	[ATTENTION_DAY_OFF] = "day-off",
	[ATTENTION_UNPLANNED] = "unplanned",
	[ATTENTION_CLOCK] = "clock",
	[ATTENTION_STRAY] = "no-seat",
	[ATTENTION_SAME_NUMBER] = "same-number",
	[ATTENTION_TWO_PLACES] = "two-places",
};

bool attention_key(const struct attention *attention, struct register_key *key)
{
	const size_t kind = (size_t)attention->kind;
	struct buf about = BUF_EMPTY;

	if (kind >= sizeof(questions) / sizeof(questions[0]) || !questions[kind])
		return false;
	if (attention->kind == ATTENTION_DAY_OFF)
		date_print_iso(&about, attention->on);
	else
		buf_add_text(&about, attention->session->id);
	*key = register_answer(questions[kind], buf_bytes(&about));
	buf_release(&about);
	return true;
}

/* Other numbers are another question. */
static struct id covers_of(const struct attention *attention)
{
	struct buf numbers = BUF_EMPTY;
	struct bytes piece;
	struct id covers;

	cbor_put_array(&numbers, 2);
	cbor_put_uint(&numbers, attention->count);
	cbor_put_uint(&numbers, attention->days);
	piece = buf_bytes(&numbers);
	digest(covers.byte, ID_SIZE, NULL, "okoce answer 1", &piece, 1);
	buf_release(&numbers);
	return covers;
}

bool attention_is_left(struct app *app, const struct attention *attention)
{
	struct register_key key;
	struct arena arena = {NULL};
	struct answer answer;
	bool left = false;

	if (!attention_key(attention, &key) ||
		!cell_winner(view_find(store_view(app->store), register_bytes(&key))))
		return false;
	/* An answer that cannot be read is none. */
	if (app_read_or_empty(app, key, &answer_type, &arena, &answer, NULL) == STATUS_OK) {
		const struct id covers = covers_of(attention);

		left = bytes_equal(answer.covers, id_bytes(&covers));
	}
	arena_release(&arena);
	return left;
}

enum status attention_leave(struct app *app, const struct attention *attention, struct err *err)
{
	const struct id covers = covers_of(attention);
	struct transaction *transaction;
	struct register_key key;
	struct answer answer;
	enum status status = transaction_begin(app->store, NULL, &transaction, err);

	if (status != STATUS_OK)
		return status;
	record_clear(&answer_type, &answer);
	answer.covers = id_bytes(&covers);
	transaction_entry(transaction);
	if (attention_key(attention, &key))
		transaction_put_record(transaction, register_bytes(&key), &answer_type, &answer);
	return app_commit(app, transaction, err);
}
