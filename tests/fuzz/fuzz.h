/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A fuzz target is a file fuzz_NAME.c with one function, which takes any bytes and aborts when the
 * code under test breaks a promise. With clang's libFuzzer it makes a fuzzer; with replay.c a test,
 * which feeds it each file of corpus/NAME.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer gives the name. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
