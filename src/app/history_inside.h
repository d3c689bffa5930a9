/* SPDX-License-Identifier: BSD-2-Clause */
/* Riwayat, between its files: history.c lists and finds, history_say.c says what an action changed. */
#ifndef OKOCE_APP_HISTORY_INSIDE_H
#define OKOCE_APP_HISTORY_INSIDE_H

#include "app/history.h"

const struct store_action *history_action(const struct history *history, size_t row);
#endif
