/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/line.h"
#include "store/owed.h"

#include <stdlib.h>
#include <string.h>

#include "base/worker.h"

/* One transaction may wait while that before it is flushed. */
#define ROOM (TRANSACTION_ENTRIES_MAX / DRAFTS_A_JOB)

struct job {
	struct drafts drafts;
	bool last, drop; /* of the transaction; nothing of it stays */
	enum status status;
};

struct line {
	struct store *store;
	struct worker *worker;

	/* The worker's; the owner's when no job is given. */
	struct commit commit;
	struct view *beside;
	struct drafts *draft; /* of the transaction that is open */
	size_t draft_count, draft_capacity;
	struct action_id action;
	struct err err; /* the first failure */
};

/* --- Beside -------------------------------------------------------------------------------------- */

static void forget_drafts(struct line *line)
{
	for (size_t i = 0; i < line->draft_count; i++)
		drafts_wipe(&line->draft[i]);
	line->draft_count = 0;
}

/* Those that were put are kept until they are durable: then the view follows. */
static void put_drafts(struct line *line, struct job *job)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < job->drafts.count && !status; i++)
		status = commit_draft(&line->commit, &job->drafts, i, job->last && i + 1 == job->drafts.count,
				      &line->err);
	line->draft = memory_grow(line->draft, line->draft_count, &line->draft_capacity,
				  sizeof(*line->draft));
	line->draft[line->draft_count++] = job->drafts;
	job->drafts = (struct drafts){0};
}

static void apply_drafts(struct line *line)
{
	size_t index = 0;

	for (size_t i = 0; i < line->draft_count; i++)
		for (size_t k = 0; k < line->draft[i].count; k++)
			committed_apply(&line->commit.committed[index++], line->beside, &line->draft[i], k);
	view_lay_aside(line->beside);
}

static void end_transaction(struct line *line)
{
	if (!commit_end(&line->commit, &line->action, &line->err))
		apply_drafts(line);
	forget_drafts(line);
}

/* The transaction that is open: it is this thread's to end. */
static void drop(struct line *line)
{
	commit_release(&line->commit);
	forget_drafts(line);
}

static void run(void *context, void *given)
{
	struct line *line = context;
	struct job *job = given;
	bool several = job->drafts.count > 1 || !job->last;

	if (job->drop) {
		drop(line);
	} else if (!line->err.status) {
		if (line->commit.txn || !commit_begin(&line->commit, &line->action, several, &line->err))
			put_drafts(line, job);
		if (job->last && !line->err.status)
			end_transaction(line);
		if (line->err.status)
			drop(line);
	}
	drafts_wipe(&job->drafts);
	job->status = line->err.status;
}

/* --- The owner -------------------------------------------------------------------------------------- */

static enum status take_job(struct job *job)
{
	enum status status = job ? job->status : STATUS_OK;

	free(job);
	return status;
}

static void wait_for_all(struct line *line)
{
	struct job *job;

	while ((job = worker_take(line->worker)) != NULL)
		(void)take_job(job);
}

/* Rows wait in the folder of the view that is kept. */
static struct view *beside_of(const struct store *store)
{
	char *folder = store->view_path ? path_folder(store->view_path) : NULL;
	struct view *beside = view_beside(store->view, folder);

	free(folder);
	return beside;
}

struct line *line_start(struct store *store)
{
	struct line *line = memory_alloc(sizeof(*line));

	owed_settle(store);
	line->store = store;
	line->commit.store = store;
	line->beside = beside_of(store);
	if (store->writer.seq == 0)
		commit_know_conf(&line->commit);
	db_beside(store->db, true);
	line->worker = worker_start(run, line, 1, ROOM);
	return line;
}

/* What is durable is shown. */
static void follow(struct line *line)
{
	wait_for_all(line);
	if (line->action.first == 0)
		return;
	follow_leave(line->store);
	view_join(line->store->view, line->beside);
	commit_follow(line->store, &line->store->writer);
}

enum status line_give(struct line *line, struct drafts *drafts, bool last, struct err *err)
{
	struct job *job = memory_alloc(sizeof(*job));

	job->drafts = *drafts;
	job->last = last;
	*drafts = (struct drafts){0};
	enum status status = take_job(worker_give(line->worker, job));
	return status ? err_set(err, status, "%s", line->err.text) : STATUS_OK;
}

static void line_end(struct line *line, struct action_id *done)
{
	follow(line);
	worker_stop(line->worker);
	db_beside(line->store->db, false);
	*done = line->action;
	commit_release(&line->commit);
	view_close(line->beside);
	free(line->draft);
	free(line);
}

enum status line_finish(struct line *line, struct action_id *done, struct err *err)
{
	wait_for_all(line);
	enum status status = line->err.status ? err_set(err, line->err.status, "%s", line->err.text) : STATUS_OK;

	line_end(line, done);
	return status;
}

void line_drop(struct line *line, struct action_id *done)
{
	struct job *drop = memory_alloc(sizeof(*drop));

	drop->drop = true;
	(void)take_job(worker_give(line->worker, drop));
	line_end(line, done);
}
