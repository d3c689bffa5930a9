/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end that nobody wants: a memory fault. liblmdb believes what a file says, and a damaged file
 * can lead it astray (which is why `okoce check` does not use it). While the screens are up
 * tui/guard.h has the signals instead.
 */
#ifndef OKOCE_CLI_CRASH_H
#define OKOCE_CLI_CRASH_H

/* From here on SIGSEGV and SIGBUS end the program with a sentence and STATUS_DAMAGED. After the
 * language was chosen. */
void crash_arm(void);

#endif
