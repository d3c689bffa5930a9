/* SPDX-License-Identifier: BSD-2-Clause */
/* A data file that is fetched from a stick: copied, whole or not at all, to where files are worked with. A
 * stick is pulled out; nobody records on one. */
#ifndef OKOCE_APP_FETCH_H
#define OKOCE_APP_FETCH_H

#include "base/memory.h"

/* STATUS_EXISTS where there is a file already. The folder is made. What it holds is looked at when it is
 * opened. */
enum status fetch_file(const char *from, const char *to, struct err *err) MUST_USE;

/* The same where a damaged file has the place, or none: that one stays beside it, as NAME.damaged-1 or the
 * next number that is free, and has its name again when nothing could be fetched. */
enum status fetch_instead(const char *from, const char *to, struct err *err) MUST_USE;

#endif
