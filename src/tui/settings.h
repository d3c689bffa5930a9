/* SPDX-License-Identifier: BSD-2-Clause */
/* Pengaturan: what this laptop is called, and how okoce looks and sounds on it; from there about okoce
 * (about.c), practice, and another officer. */
#ifndef OKOCE_TUI_SETTINGS_H
#define OKOCE_TUI_SETTINGS_H

#include "tui/office.h"

extern const struct screen settings_screen;
void *settings_open(struct office *office);

extern const struct screen about_screen;
void *about_open(struct office *office);

#endif
