/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What may stand in the files of a configuration, as tables: one for each kind of map, with its keys,
 * their types and limits, and the member that each fills. Reading (decode.h) is driven by them.
 *
 * A new key is one line in schema.c. The remarks in the shipped files explain the keys to officers.
 */
#ifndef OKOCE_CONF_SCHEMA_H
#define OKOCE_CONF_SCHEMA_H

#include "model/programme.h"

enum schema_type {
	SCHEMA_TEXT, /* const char *: any text of at most `max` bytes, cleaned */
	SCHEMA_CODE, /* const char *: as one of `shape` says, 9 a digit, A a capital, else itself */
	SCHEMA_ID,   /* const char *: [A-Za-z0-9.-], fit for a register key (model/register.h) */
	SCHEMA_NUMBER,  /* uint32_t: min to max */
	SCHEMA_TIME,    /* uint32_t: 1 + minutes since midnight; "08.00" or "08:00" */
	SCHEMA_WORD,    /* uint32_t: the value of one of `words` */
	SCHEMA_DATE,    /* date: 2019-07-15 */
	SCHEMA_TEXTS,   /* struct texts; a limit holds for each item, here and below */
	SCHEMA_IDS,     /* struct texts */
	SCHEMA_NUMBERS, /* struct numbers */
	SCHEMA_DATES,   /* struct dates */
	SCHEMA_RECORDS, /* struct records: at most `max` maps of the schema `of` */
	SCHEMA_GROUP,   /* a map of the schema `of`, whose offsets are in the same struct */
};

#define SCHEMA_LIST_MAX 30 /* entries in a list of single values */

struct schema_word {
	const char *word;
	uint32_t value;
};

struct schema_field {
	const char *key;
	enum schema_type type;
	bool required;
	size_t offset;
	uint32_t min, max;        /* numbers: the range; texts and ids: bytes; records: entries */
	const char *const *shape; /* ends with null; the first serves as the example */
	const struct schema_word *words; /* ends with a null word */
	const struct schema *of;
	const char *about; /* English msgid: what it is, for messages and the manual */
};

struct schema {
	size_t size; /* of the struct; 0 for a group */
	void (*clear)(void *record);
	const struct schema_field *field;
	size_t count;
};

/* The files. Records that the log will hold are model's; the rest only lives while loading. */

struct commodities_file {
	struct records commodities; /* of struct commodity, steps of its own only */
	struct records steps;       /* of struct followup_step: for all */
};

struct districts_file {
	struct records kecamatan; /* of struct kecamatan */
};

struct plan_file {
	struct plan_year plan;
	uint32_t total;
	struct plan_defaults {
		uint32_t capacity, days,
			status; /* status: 1 + enum session_status_value, 0 unsaid */
	} defaults;
	struct records sessions; /* of struct session; status as in the defaults */
};

extern const struct schema commodities_schema, /* struct commodities_file */
	districts_schema,                      /* struct districts_file */
	plan_schema,                           /* struct plan_file */
	calendar_schema,                       /* struct calendar */
	settings_schema;                       /* struct settings */

#endif
