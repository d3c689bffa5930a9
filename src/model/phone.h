/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Indonesian telephone numbers: mobile 08xx (10 to 13 digits with the leading 0, prefixes as in
 * libphonenumber's metadata) and fixed lines with an area code. Vectors: tests/data/phone-vectors.tsv.
 */
#ifndef OKOCE_MODEL_PHONE_H
#define OKOCE_MODEL_PHONE_H

#include "base/memory.h"

#define PHONE_MAX 16

enum phone_kind { PHONE_INVALID, PHONE_EMPTY, PHONE_MOBILE, PHONE_FIXED };

struct phone {
	enum phone_kind kind;
	char national[PHONE_MAX]; /* 081234567890; "" unless mobile or fixed */
	char e164[PHONE_MAX];	  /* +6281234567890 */
};

/* "-" and blanks are PHONE_EMPTY. */
enum phone_kind phone_parse(struct phone *phone, const char *text);
/* 0812*****890 for a number as `national`; stars for what is too short to be one. Appends. */
void phone_mask(const char *national, struct buf *out);
/* Why a number was refused, translated, and what to do. */
const char *phone_explain(const char *text);

#endif
