/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A line of jobs that threads of its own run beside the one that gives them, its owner. Jobs are begun
 * in the order in which they are given and come back in that order, whoever was done first; with one
 * thread they are also run in it, each after the one before. All of this module is called by the owner
 * alone.
 *
 * Where there is one processor, or no thread can be had, each job is run by the owner while it is
 * given: the results are the same. So a job may wait for nothing that the owner does later.
 *
 * From worker_give() until it comes back a job is the worker's, with all that it points to; what jobs
 * share stands behind `context`, and if there are several threads it must not be changed. A job that
 * fails says so in itself (an enum status and a struct err). When memory runs out within a job the
 * program ends as anywhere (base/memory.h). Signals are the owner's; faults (SIGSEGV, SIGBUS) end the
 * program by the same handlers, on the worker's own stack.
 */
#ifndef OKOCE_BASE_WORKER_H
#define OKOCE_BASE_WORKER_H

#include <stdbool.h>
#include <stddef.h>

struct worker;

typedef void worker_job(void *context, void *job);

/* `room`, at least 1: how many jobs may be given and not yet back. At most `threads` are started, and
 * one less than there are processors; 0: none. */
struct worker *worker_start(worker_job *run, void *context, size_t threads, size_t room);
/* From here on the owner runs jobs that nobody has begun while it waits, so that no processor is idle:
 * for jobs that may run beside each other. */
void worker_let_help(struct worker *worker);
/* How many run: 0 where jobs are run by the owner. */
size_t worker_threads(const struct worker *worker);

/* Gives a job. When as many as `room` are given already it waits for the oldest, which comes back; else
 * null does. */
void *worker_give(struct worker *worker, void *job);
/* Waits for the oldest job, which comes back; null when none is given. */
void *worker_take(struct worker *worker);
/* Jobs that are not begun are not run. They come back as they were given. */
void worker_cancel(struct worker *worker);
/* Waits for the job at work and ends the threads. Null allowed; no job may be left in it. */
void worker_stop(struct worker *worker);

#endif
