/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/worker.h"

#include "base/memory.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

struct place {
	void *job;
	bool done;
};

/* Jobs are counted from the first that was given; that of number n stands in place n % room. */
struct worker {
	worker_job *run;
	void *context;
	size_t thread_count;
	pthread_t *thread;

	pthread_mutex_t lock; /* of all below */
	pthread_cond_t came, went; /* a job was given, or all ends; one is done */
	struct place *place;
	size_t room;
	uint64_t given, begun, taken;
	bool ends;
	bool helps; /* the owner, while it waits */
};

/* Runs the next job that nobody has begun. Called with the lock held, which is let go meanwhile. */
static void run_next(struct worker *worker)
{
	struct place *place = &worker->place[worker->begun++ % worker->room];

	pthread_mutex_unlock(&worker->lock);
	worker->run(worker->context, place->job);
	pthread_mutex_lock(&worker->lock);
	place->done = true;
	pthread_cond_signal(&worker->went);
}

static void *work(void *context)
{
	struct worker *worker = context;

	pthread_mutex_lock(&worker->lock);
	while (worker->begun < worker->given || !worker->ends) {
		if (worker->begun < worker->given)
			run_next(worker);
		else
			pthread_cond_wait(&worker->came, &worker->lock);
	}
	pthread_mutex_unlock(&worker->lock);
	return NULL;
}

/* --- Threads ---------------------------------------------------------------------------------- */

/* Besides the one that the owner has. */
static size_t count_processors(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;

	return count > 1 ? (size_t)count - 1 : 0;
}

/* What is sent to the program is the owner's: no wait of a worker's ends by it, no handler runs
 * there. A fault comes to the thread that made it, and must not be held up. */
static void only_faults(sigset_t *before)
{
	static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
	sigset_t block;

	sigfillset(&block);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		sigdelset(&block, faults[i]);
	pthread_sigmask(SIG_SETMASK, &block, before);
}

/* Jobs hold what is large on the heap; a usual stack of 8 MB would count against a limit of memory. */
#define STACK_SIZE ((size_t)512 << 10)

static void start_threads(struct worker *worker, size_t wanted)
{
	size_t processors = count_processors();
	pthread_attr_t attributes;
	sigset_t before;

	if (wanted > processors)
		wanted = processors;
	if (wanted == 0)
		return;
	worker->thread = memory_alloc(wanted * sizeof(*worker->thread));
	pthread_attr_init(&attributes);
	(void)pthread_attr_setstacksize(&attributes, STACK_SIZE);
	only_faults(&before);
	while (worker->thread_count < wanted &&
		pthread_create(&worker->thread[worker->thread_count], &attributes, work, worker) == 0)
		worker->thread_count++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
}

struct worker *worker_start(worker_job *run, void *context, size_t threads, size_t room)
{
	struct worker *worker = memory_alloc(sizeof(*worker));

	worker->run = run;
	worker->context = context;
	worker->room = room;
	worker->place = memory_alloc(room * sizeof(*worker->place));
	pthread_mutex_init(&worker->lock, NULL);
	pthread_cond_init(&worker->came, NULL);
	pthread_cond_init(&worker->went, NULL);
	start_threads(worker, threads);
	return worker;
}

void worker_let_help(struct worker *worker)
{
	worker->helps = true;
}

size_t worker_threads(const struct worker *worker)
{
	return worker->thread_count;
}

void worker_stop(struct worker *worker)
{
	if (!worker)
		return;
	pthread_mutex_lock(&worker->lock);
	worker->ends = true;
	pthread_cond_broadcast(&worker->came);
	pthread_mutex_unlock(&worker->lock);
	for (size_t i = 0; i < worker->thread_count; i++)
		pthread_join(worker->thread[i], NULL);
	pthread_cond_destroy(&worker->came);
	pthread_cond_destroy(&worker->went);
	pthread_mutex_destroy(&worker->lock);
	free(worker->thread);
	free(worker->place);
	free(worker);
}

/* --- Jobs ------------------------------------------------------------------------------------- */

void *worker_take(struct worker *worker)
{
	struct place *place = &worker->place[worker->taken % worker->room];
	void *job;

	if (worker->taken == worker->given)
		return NULL;
	pthread_mutex_lock(&worker->lock);
	while (!place->done) {
		if (worker->helps && worker->begun < worker->given)
			run_next(worker);
		else
			pthread_cond_wait(&worker->went, &worker->lock);
	}
	job = place->job;
	worker->taken++;
	pthread_mutex_unlock(&worker->lock);
	return job;
}

void *worker_give(struct worker *worker, void *job)
{
	void *oldest = worker->given - worker->taken == worker->room ? worker_take(worker) : NULL;
	struct place *place = &worker->place[worker->given % worker->room];

	if (worker->thread_count == 0)
		worker->run(worker->context, job);
	pthread_mutex_lock(&worker->lock);
	*place = (struct place){job, worker->thread_count == 0};
	worker->given++;
	if (worker->thread_count == 0)
		worker->begun++;
	pthread_cond_signal(&worker->came);
	pthread_mutex_unlock(&worker->lock);
	return oldest;
}

void worker_cancel(struct worker *worker)
{
	pthread_mutex_lock(&worker->lock);
	while (worker->begun < worker->given)
		worker->place[worker->begun++ % worker->room].done = true;
	pthread_mutex_unlock(&worker->lock);
}
