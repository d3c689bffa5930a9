/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Randomness, from the operating system only, in every build (SECURITY S2: no environment variable
 * may ever choose a key or a nonce).
 */
#ifndef OKOCE_BASE_RANDOM_H
#define OKOCE_BASE_RANDOM_H

#include "base/err.h"
#include "base/id.h"

/* Once at start, before anything else of random, digest or store. */
enum status random_start(struct err *err) MUST_USE;
void random_bytes(void *out, size_t len);
/* Nonces: drawn in a pool of some hundred at a time, since a system call each costs more than a seal. */
void random_nonce(uint8_t out[24]);
struct id random_id(void);
/* Evenly from 0 to bound - 1. */
uint32_t random_below(uint32_t bound);

/* A seeded generator for demo data and simulations: never for keys, nonces or ids of real files. */
struct seeded {
	uint64_t state;
};

void seeded_start(struct seeded *seeded, uint64_t seed);
uint32_t seeded_below(struct seeded *seeded, uint32_t bound);

#endif
