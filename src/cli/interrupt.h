/* SPDX-License-Identifier: BSD-2-Clause */
/* Ctrl-C, SIGTERM and a closed terminal while something long goes on that can still be taken back:
 * they are only remembered. Once more ends the program at once. */
#ifndef OKOCE_CLI_INTERRUPT_H
#define OKOCE_CLI_INTERRUPT_H

#include <stdbool.h>

void interrupt_hold(void);
bool interrupt_came(void);
void interrupt_release(void);

#endif
