/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How each type of field is written and read. Only record.c uses this; others use model/record.h.
 */
#ifndef OKOCE_MODEL_RECORD_FIELD_H
#define OKOCE_MODEL_RECORD_FIELD_H

#include "model/record.h"

struct record_reader {
	struct cbor *cbor;
	struct arena *arena;
	const struct record_field *broken; /* the first field that failed, the innermost */
};

struct field_codec {
	size_t size; /* of a value in a record */
	bool (*empty)(const void *value);
	/* Whether FORMAT lets it be written. Null: always. */
	bool (*allowed)(const void *value);
	void (*write)(const struct record_field *field, const void *value, struct buf *out);
	/* Fails the cursor when the item is not a value of this type. */
	void (*read)(struct record_reader *reader, const struct record_field *field, void *value);
};

const struct field_codec *field_codec(enum field_type type);

/* Of record.c, for fields that hold records. */
void record_write(const struct record_type *type, const void *record, struct buf *out);
void record_read(struct record_reader *reader, const struct record_type *type, void *record);

#endif
