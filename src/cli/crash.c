/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/crash.h"

#include "base/err.h"
#include "base/fault.h"
#include "base/i18n.h"
#include "base/sanitizer.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef HAS_SANITIZER

/* It says more of a fault than we can. */
void crash_arm(void)
{
}

#else

/* A handler can be passed nothing, and cannot translate. The stack may be what was overrun. */
static char sentence[512];
static char stack[64 * 1024];
static int exit_status;

static void end(int signal_number)
{
	(void)signal_number;
	fault_drop_suspect();
	if (write(STDERR_FILENO, sentence, strlen(sentence)) < 0)
		_exit(exit_status);
	_exit(exit_status);
}

void crash_arm(void)
{
	const stack_t other = {.ss_sp = stack, .ss_size = sizeof(stack)};
	struct sigaction action = {.sa_handler = end, .sa_flags = SA_ONSTACK | SA_RESETHAND};

	exit_status = status_exit(STATUS_DAMAGED);
	(void)snprintf(sentence, sizeof(sentence), "okoce: %s\n",
		_("Stopped by a fault: the data file was cut short or is damaged, or its disk "
		  "fails. What was answered before is saved. Start okoce again; when it stops "
		  "again, \"okoce check\" says more."));
	sigemptyset(&action.sa_mask);
	sigaltstack(&other, NULL);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
}

#endif
