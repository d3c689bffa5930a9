/* SPDX-License-Identifier: BSD-2-Clause */
/* Preloaded into okoce by test_hall: a laptop whose clock battery was empty. It stands at 1 January 2015, 00.12 WIB; other
 * clocks go on. */
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define SHOWN 1420045920

int clock_gettime(clockid_t which, struct timespec *out)
{
	if (which != CLOCK_REALTIME)
		return (int)syscall(SYS_clock_gettime, which, out);
	*out = (struct timespec){.tv_sec = SHOWN};
	return 0;
}
