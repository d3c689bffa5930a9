/* SPDX-License-Identifier: BSD-2-Clause */
/* Terima, between its files: receive.c goes through the files, receive_people.c finds of whom they have something
 * new, receive_suspect.c which laptops may be copied. */
#ifndef OKOCE_APP_RECEIVE_INSIDE_H
#define OKOCE_APP_RECEIVE_INSIDE_H

#include "app/receive.h"
#include "store/preview.h"

/* A new entry that concerns a person. */
struct told {
	struct id record;
	uint32_t file;
	uint32_t name; /* 1 + where the name stands that it gives; 0: none */
};
/* What the new entries tell while a file is read. */
struct telling {
	struct app *app;
	struct receive *receive;
	size_t file;		 /* that is being read */
	struct preview *preview; /* null: of a taking, or there is no room for one */
	struct told *told;
	size_t count, capacity;
	struct buf names; /* each with its NUL */
	struct arena arena;
	struct span *span; /* of runs of which something is new */
	size_t span_count, span_capacity;
};
void telling_release(struct telling *telling);

/* The entry concerns these people. */
void telling_people(struct telling *telling, const struct story *story);
/* In the end: makes receive->person of what was told. */
void telling_count_people(struct telling *telling);

void telling_span(struct telling *telling, const struct story *story);
/* In the end: makes receive->suspect. */
void telling_find_suspects(struct telling *telling);

#endif
