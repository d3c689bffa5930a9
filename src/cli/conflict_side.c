/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/conflict_side.h"

#include "app/record_words.h"

void conflict_side_print(const struct conflict *conflict, const void *value, struct buf *out)
{
	for (size_t i = 0; i < conflict->type->count; i++) {
		const struct record_field *field = &conflict->type->field[i];

		if (!conflict_differs(conflict, field))
			continue;
		buf_printf(out, "%s%s: ", out->len > 0 ? ", " : "", words_of_field(field->name));
		if (record_field_empty(field, value))
			buf_add_byte(out, '-');
		else
			words_of_value(conflict->type, field, value, out);
	}
}
