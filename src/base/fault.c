/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/fault.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static char suspect[PATH_MAX], lock[PATH_MAX];
static volatile sig_atomic_t suspected;

void fault_suspect(const char *path)
{
	suspected = 0;
	if (!path || snprintf(lock, sizeof(lock), "%s-lock", path) >= (int)sizeof(lock))
		return;
	(void)snprintf(suspect, sizeof(suspect), "%s", path);
	suspected = 1;
}

void fault_drop_suspect(void)
{
	int saved_errno = errno;

	if (suspected) {
		unlink(suspect);
		unlink(lock);
	}
	suspected = 0;
	errno = saved_errno;
}
