/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t came;
static const int held[] = {SIGINT, SIGTERM, SIGHUP};
#define HELD_COUNT (sizeof(held) / sizeof(held[0]))
static struct sigaction before[HELD_COUNT];

static void note(int number)
{
	(void)number;
	came = 1;
}

void interrupt_hold(void)
{
	/* SA_RESETHAND: who is in a greater hurry asks again. */
	struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART | (int)SA_RESETHAND};

	came = 0;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < HELD_COUNT; i++) {
		sigaction(held[i], NULL, &before[i]);
		/* What nohup ignores stays ignored. */
		if (before[i].sa_handler != SIG_IGN)
			sigaction(held[i], &action, NULL);
	}
}

bool interrupt_came(void)
{
	return came != 0;
}

void interrupt_release(void)
{
	for (size_t i = 0; i < HELD_COUNT; i++)
		sigaction(held[i], &before[i], NULL);
}
