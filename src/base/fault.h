/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is taken away when a memory fault ends the program: the file that may have led to it, which can
 * be made again, so that the next start does not end in the same way. A handler of signals can be
 * passed nothing, and a process has one programme open; so it stands here, for the process.
 */
#ifndef OKOCE_BASE_FAULT_H
#define OKOCE_BASE_FAULT_H

/* Copied; null: nothing, also where it is too long. With it goes the file NAME-lock. */
void fault_suspect(const char *path);
/* For handlers: takes it away. */
void fault_drop_suspect(void);

#endif
