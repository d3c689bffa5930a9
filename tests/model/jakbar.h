/* SPDX-License-Identifier: BSD-2-Clause */
/* The places of Jakarta Barat and what they are called, from the tables in tests/data. */
#ifndef OKOCE_TESTS_MODEL_JAKBAR_H
#define OKOCE_TESTS_MODEL_JAKBAR_H

#include "model/programme.h"

/* Everything in the programme's arena. */
void load_jakbar(struct programme *programme);

#endif
