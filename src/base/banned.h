/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Functions that no file of okoce may call. The build includes this header first in every file
 * (Makefile.am), so a call is an error that names the function. The headers that declare them are
 * read before the names are taken away.
 *
 * Unbounded or silently cutting: strcpy strcat sprintf vsprintf gets strncpy strncat (struct buf,
 * snprintf). Hidden state: strtok localtime gmtime asctime ctime (base/date.h, strtok_r). No error:
 * atoi. A shell: system popen.
 */
#ifndef OKOCE_BASE_BANNED_H
#define OKOCE_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define OKOCE_BANNED(name) name##_is_banned_see_base_banned_h

#undef strcpy
#define strcpy(...) OKOCE_BANNED(strcpy)
#undef strcat
#define strcat(...) OKOCE_BANNED(strcat)
#undef sprintf
#define sprintf(...) OKOCE_BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) OKOCE_BANNED(vsprintf)
#undef gets
#define gets(...) OKOCE_BANNED(gets)
#undef strtok
#define strtok(...) OKOCE_BANNED(strtok)
#undef strncpy
#define strncpy(...) OKOCE_BANNED(strncpy)
#undef strncat
#define strncat(...) OKOCE_BANNED(strncat)
#undef localtime
#define localtime(...) OKOCE_BANNED(localtime)
#undef gmtime
#define gmtime(...) OKOCE_BANNED(gmtime)
#undef asctime
#define asctime(...) OKOCE_BANNED(asctime)
#undef ctime
#define ctime(...) OKOCE_BANNED(ctime)
#undef atoi
#define atoi(...) OKOCE_BANNED(atoi)
#undef system
#define system(...) OKOCE_BANNED(system)
#undef popen
#define popen(...) OKOCE_BANNED(popen)

#endif
