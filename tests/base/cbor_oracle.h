/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * libcbor as the second opinion on base/cbor.h. It stands in a file of its own, because both
 * headers name an enum cbor_type.
 */
#ifndef TESTS_BASE_CBOR_ORACLE_H
#define TESTS_BASE_CBOR_ORACLE_H

#include "base/memory.h"
#include "base/random.h"

/* Appends what libcbor reads, in the notation of cbor_diagnose(). False when libcbor does not take
 * exactly these bytes as one item, or finds in it what okoce does not write. */
bool oracle_diagnose(struct buf *out, struct bytes item);
/* Appends what libcbor writes after reading it. False as above. */
bool oracle_rewrite(struct buf *out, struct bytes item);
/* Appends a random item, written by libcbor, at most `depth` containers deep. */
void oracle_random(struct buf *out, struct seeded *seeded, int depth);

#endif
