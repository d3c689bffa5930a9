/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/worker.h"

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

#include <cmocka.h>

#define JOBS 1000
#define ROOM 4

struct sum {
	unsigned number;
	unsigned long result; /* 0: not run */
	bool by_owner;
	pthread_t owner;
};

static void add_up(void *context, void *job)
{
	struct sum *sum = job;

	(void)context;
	/* Some take longer than those behind them. */
	for (unsigned i = 0; i <= sum->number % 7 * 1000; i++)
		sum->result += sum->number + 1;
	sum->by_owner = pthread_equal(pthread_self(), sum->owner);
}

static unsigned long expected(unsigned number)
{
	return (number % 7 * 1000ul + 1) * (number + 1);
}

/* All in the order given, and each with its own result. Returns how many the owner ran. */
static unsigned run_all(size_t threads, size_t room)
{
	struct worker *worker = worker_start(add_up, NULL, threads, room);
	static struct sum sums[JOBS];
	unsigned back = 0, by_owner = 0;
	struct sum *done;

	memset(sums, 0, sizeof(sums));
	for (unsigned i = 0; i < JOBS; i++) {
		sums[i].number = i;
		sums[i].owner = pthread_self();
		done = worker_give(worker, &sums[i]);
		assert_int_equal(done != NULL, i >= room);
		if (done)
			assert_int_equal(done->number, back++);
	}
	while ((done = worker_take(worker)) != NULL)
		assert_int_equal(done->number, back++);
	worker_stop(worker);
	assert_int_equal(back, JOBS);
	for (unsigned i = 0; i < JOBS; i++) {
		assert_int_equal(sums[i].result, expected(i));
		by_owner += sums[i].by_owner;
	}
	return by_owner;
}

static size_t other_processors(void)
{
	cpu_set_t set;

	assert_int_equal(sched_getaffinity(0, sizeof(set), &set), 0);
	return (size_t)CPU_COUNT(&set) - 1;
}

static void a_line_without_jobs_gives_none_back_and_ends(void **state)
{
	struct worker *worker = worker_start(add_up, NULL, 2, 1);

	(void)state;
	assert_null(worker_take(worker));
	worker_cancel(worker);
	assert_null(worker_take(worker));
	worker_stop(worker);
	worker_stop(NULL);
}

static void jobs_come_back_in_the_order_given(void **state)
{
	unsigned owners = other_processors() > 0 ? 0 : JOBS;

	(void)state;
	assert_int_equal(run_all(1, ROOM), owners);
	assert_int_equal(run_all(1, 1), owners);
	assert_int_equal(run_all(3, ROOM), owners);
	assert_int_equal(run_all(3, JOBS), owners);
}

static void without_threads_the_owner_runs_them(void **state)
{
	(void)state;
	assert_int_equal(run_all(0, ROOM), JOBS);
	assert_int_equal(run_all(0, 1), JOBS);
}

static void on_one_processor_there_are_no_threads(void **state)
{
	cpu_set_t before, one;
	int first = 0;

	(void)state;
	assert_int_equal(sched_getaffinity(0, sizeof(before), &before), 0);
	while (!CPU_ISSET(first, &before))
		first++;
	CPU_ZERO(&one);
	CPU_SET(first, &one);
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	assert_int_equal(run_all(2, ROOM), JOBS);
	assert_int_equal(sched_setaffinity(0, sizeof(before), &before), 0);
}

/* Ends only when two are run at the same time. */
static void meet(void *context, void *job)
{
	(void)job;
	pthread_barrier_wait(context);
}

static void an_owner_that_helps_runs_what_nobody_has_begun(void **state)
{
	pthread_barrier_t barrier;
	int job[2];

	(void)state;
	if (other_processors() == 0)
		return;
	pthread_barrier_init(&barrier, NULL, 2);
	struct worker *worker = worker_start(meet, &barrier, 1, 2);
	worker_let_help(worker);
	alarm(60); /* else it would wait for ever */
	assert_null(worker_give(worker, &job[0]));
	assert_null(worker_give(worker, &job[1]));
	assert_ptr_equal(worker_take(worker), &job[0]);
	assert_ptr_equal(worker_take(worker), &job[1]);
	alarm(0);
	worker_stop(worker);
	pthread_barrier_destroy(&barrier);
}

/* --- One thread keeps what it knows from job to job ---------------------------------------------- */

static void follow(void *context, void *job)
{
	unsigned *last = context, *number = job;

	*number = *last == *number - 1 ? *number : 0;
	(*last)++;
}

static void one_thread_runs_them_one_after_the_other(void **state)
{
	unsigned last = 0, number[JOBS];
	struct worker *worker = worker_start(follow, &last, 1, ROOM);

	(void)state;
	for (unsigned i = 0; i < JOBS; i++) {
		number[i] = i + 1;
		worker_give(worker, &number[i]);
	}
	while (worker_take(worker))
		;
	worker_stop(worker);
	assert_int_equal(last, JOBS);
	for (unsigned i = 0; i < JOBS; i++)
		assert_int_equal(number[i], i + 1);
}

/* --- Cancelling ------------------------------------------------------------------------------------ */

struct gate {
	int fd[2]; /* a job reads a byte from here before it ends */
};

static void wait_at_gate(void *context, void *job)
{
	const struct gate *gate = context;
	char byte;

	if (read(gate->fd[0], &byte, 1) == 1)
		*(bool *)job = true;
}

static void what_was_not_begun_comes_back_unrun(void **state)
{
	struct gate gate;
	bool run[ROOM] = {false};

	(void)state;
	if (other_processors() == 0)
		skip();
	assert_int_equal(pipe(gate.fd), 0);
	struct worker *worker = worker_start(wait_at_gate, &gate, 1, ROOM);
	for (size_t i = 0; i < ROOM; i++)
		assert_null(worker_give(worker, &run[i]));
	/* One at most is begun: it waits. */
	worker_cancel(worker);
	assert_int_equal(write(gate.fd[1], "ab", 2), 2);
	for (size_t i = 0; i < ROOM; i++)
		assert_ptr_equal(worker_take(worker), &run[i]);
	assert_null(worker_take(worker));
	for (size_t i = 1; i < ROOM; i++)
		assert_false(run[i]);
	/* The line goes on. */
	run[1] = false;
	assert_null(worker_give(worker, &run[1]));
	assert_int_equal(write(gate.fd[1], "c", 1), 1);
	assert_ptr_equal(worker_take(worker), &run[1]);
	assert_true(run[1]);
	worker_stop(worker);
	close(gate.fd[0]);
	close(gate.fd[1]);
}

/* --- Signals, faults, memory -------------------------------------------------------------------- */

static void look_at_signals(void *context, void *job)
{
	(void)context;
	pthread_sigmask(SIG_SETMASK, NULL, job);
}

static void signals_are_the_owners_and_faults_are_not_held_up(void **state)
{
	struct worker *worker = worker_start(look_at_signals, NULL, 1, 1);
	sigset_t own, within;

	(void)state;
	if (worker_threads(worker) == 0) {
		worker_stop(worker);
		skip();
	}
	worker_give(worker, &within);
	worker_take(worker);
	worker_stop(worker);
	assert_int_equal(sigismember(&within, SIGINT), 1);
	assert_int_equal(sigismember(&within, SIGHUP), 1);
	assert_int_equal(sigismember(&within, SIGWINCH), 1);
	assert_int_equal(sigismember(&within, SIGPIPE), 1);
	assert_int_equal(sigismember(&within, SIGBUS), 0);
	assert_int_equal(sigismember(&within, SIGSEGV), 0);
	pthread_sigmask(SIG_SETMASK, NULL, &own);
	assert_int_equal(sigismember(&own, SIGINT), 0);
}

static void leave(void)
{
	_exit(23);
}

static void run_out(void *context, void *job)
{
	(void)context;
	(void)job;
	memory_on_exhaustion(leave);
	memory_exhausted();
}

static void on_fault(int number)
{
	_exit(number == SIGBUS ? 24 : 25);
}

static void fault(void *context, void *job)
{
	(void)context;
	(void)job;
	raise(SIGBUS);
}

static int status_of(worker_job *run)
{
	int job = 0, status;
	pid_t child = fork();

	if (child == 0) {
		struct worker *worker = worker_start(run, NULL, 1, 1);

		(void)signal(SIGBUS, on_fault);
		worker_give(worker, &job);
		worker_take(worker);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void memory_that_runs_out_in_a_job_ends_the_program(void **state)
{
	(void)state;
	assert_int_equal(status_of(run_out), 23);
}

static void a_fault_in_a_job_reaches_the_programs_handler(void **state)
{
	(void)state;
	assert_int_equal(status_of(fault), 24);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_without_jobs_gives_none_back_and_ends),
		cmocka_unit_test(jobs_come_back_in_the_order_given),
		cmocka_unit_test(without_threads_the_owner_runs_them),
		cmocka_unit_test(on_one_processor_there_are_no_threads),
		cmocka_unit_test(an_owner_that_helps_runs_what_nobody_has_begun),
		cmocka_unit_test(one_thread_runs_them_one_after_the_other),
		cmocka_unit_test(what_was_not_begun_comes_back_unrun),
		cmocka_unit_test(signals_are_the_owners_and_faults_are_not_held_up),
		cmocka_unit_test(memory_that_runs_out_in_a_job_ends_the_program),
		cmocka_unit_test(a_fault_in_a_job_reaches_the_programs_handler),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
