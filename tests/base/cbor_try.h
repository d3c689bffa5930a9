/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests of base/cbor.h ask of a string of bytes. */
#ifndef TESTS_BASE_CBOR_TRY_H
#define TESTS_BASE_CBOR_TRY_H

#include "base/cbor.h"

/* A copy exactly as large as its contents, so that the sanitizers see a read behind the end. Its
 * ptr is freed with free(). */
struct bytes try_copy(struct bytes bytes);
/* True when the bytes are one item that the reader takes. */
bool try_accepted(struct bytes bytes);
/* What the reader takes must be what the writer writes, and what libcbor reads in it. */
void try_canonical(struct bytes bytes);

#endif
