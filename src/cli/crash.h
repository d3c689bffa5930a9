/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end that nobody wants: a memory fault. liblmdb believes what a file says, and a damaged file
 * can lead it astray (which is why `okoce check` does not use it). The index goes (base/fault.h): it
 * may be what was damaged. While the screens are up tui/guard.h has the signals first.
 */
#ifndef OKOCE_CLI_CRASH_H
#define OKOCE_CLI_CRASH_H

/* From here on SIGSEGV and SIGBUS end the program with a sentence and STATUS_DAMAGED. After the
 * language was chosen. */
void crash_arm(void);

#endif
