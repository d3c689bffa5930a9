/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/receive_inside.h"

#include "app/copies.h"
#include "base/file.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- Its end ----------------------------------------------------------------------------------- */

static void drop_staged(struct receive_file *file)
{
	if (file->staged)
		foreign_release(file->staged);
	free(file->staged);
	file->staged = NULL;
}

/* What a look or a taking has found. */
static void forget(struct receive *receive)
{
	for (size_t i = 0; i < receive->count; i++) {
		struct receive_file *file = &receive->file[i];

		file->verdict = RECEIVE_UNSEEN;
		err_clear(&file->err);
		file->fresh = file->known = file->mended = file->aside = file->pages = 0;
		memset(file->found, 0, sizeof(file->found));
		file->people = 0;
	}
	free(receive->person);
	free(receive->suspect);
	receive->person = NULL;
	receive->suspect = NULL;
	receive->person_count = receive->people = receive->people_new = receive->disputes = 0;
	receive->suspect_count = receive->suspect_capacity = 0;
	err_clear(&receive->copy_trouble);
	arena_release(&receive->arena);
}

void receive_release(struct receive *receive)
{
	forget(receive);
	for (size_t i = 0; i < receive->count; i++) {
		drop_staged(&receive->file[i]);
		free(receive->file[i].path);
		free(receive->file[i].name);
	}
	free(receive->file);
	*receive = (struct receive){.count = 0};
}

void receive_forget_people(struct receive *receive)
{
	receive->person_count = 0;
	arena_release(&receive->arena);
}

struct receive_sum receive_sum(const struct receive *receive)
{
	struct receive_sum sum = {.files = receive->count};

	for (size_t i = 0; i < receive->count; i++) {
		const struct receive_file *file = &receive->file[i];

		sum.refused += file->verdict == RECEIVE_REFUSED;
		sum.damaged += file->pages > 0;
		sum.fresh += file->fresh;
		sum.known += file->known;
		sum.aside += file->aside;
		sum.mended += file->mended;
	}
	return sum;
}

/* --- A file ------------------------------------------------------------------------------------ */

struct run {
	struct app *app;
	struct receive *receive;
	const struct receive_options *options;
	struct telling telling;
	uint64_t again; /* of the file that is read: entries that an earlier one has, too */
	bool copied;	/* the data file was, or cannot be */
};

static bool go_on(void *context, uint64_t done, uint64_t total)
{
	struct run *run = context;

	return !run->options->progress ||
	       run->options->progress(run->options->context, run->telling.file, done, total);
}

/* Before the first entry that changes anything: what brings nothing new costs no copy. */
static void keep_copy(struct run *run)
{
	if (!run->copied && run->receive->taken)
		(void)!copies_keep(run->app, &run->receive->copy_trouble);
	run->copied = true;
}

static void fresh(void *context, const struct story *story)
{
	struct run *run = context;

	keep_copy(run);
	if (run->telling.preview && !preview_add(run->telling.preview, story)) {
		run->again++;
		return;
	}
	telling_people(&run->telling, story);
	telling_span(&run->telling, story);
}

/* Our copy is made where the laptop keeps its own things, else beside the data file. */
static enum status stage(struct run *run, struct receive_file *file, struct err *err)
{
	char *folder;
	enum status status;

	if (file->staged)
		return STATUS_OK;
	file->staged = memory_alloc(sizeof(*file->staged));
	folder = run->app->state_folder && run->app->state_trouble.status == STATUS_OK
			 ? memory_text(run->app->state_folder)
			 : path_folder(run->app->path);
	status = foreign_open(file->staged, file->path, folder, go_on, run, err);
	free(folder);
	return status;
}

static void take_results(struct run *run, struct receive_file *file, const struct merge *merge)
{
	file->fresh = merge->taken - run->again;
	file->known = merge->known + run->again;
	file->mended = merge->mended;
	file->aside = merge_set_aside(merge);
	memcpy(file->found, merge->found, sizeof(file->found));
	file->pages = file->staged->page_findings + file->staged->out_of_order;
	file->verdict = file->fresh > 0 ? RECEIVE_NEW : RECEIVE_KNOWN;
}

/* What is wrong with this file alone: the others can still be taken. A full or failing disk is ours. */
static bool concerns_the_file(enum status status)
{
	return status == STATUS_DAMAGED || status == STATUS_UNSUPPORTED || status == STATUS_INVALID ||
	       status == STATUS_NOT_FOUND || status == STATUS_DENIED || status == STATUS_IO;
}

static enum status read_file(struct run *run, struct receive_file *file, struct err *err)
{
	struct merge merge = {.go_on = go_on, .fresh = fresh, .context = run};
	const bool takes = run->receive->taken;
	enum status status = stage(run, file, err);
	const bool staged = status == STATUS_OK;

	run->again = 0;
	if (staged)
		status = takes ? store_merge(run->app->store, file->staged, &merge, err)
			       : store_merge_preview(run->app->store, file->staged, &merge, err);
	if (staged)
		take_results(run, file, &merge);
	if (status != STATUS_OK)
		file->verdict = RECEIVE_UNSEEN; /* not all of it */
	if (status != STATUS_OK && status != STATUS_STOPPED)
		file->fresh = 0; /* how much of it is on the disk nobody knows: the next run tells */
	if (takes || status != STATUS_OK)
		drop_staged(file);
	/* Of our own file that fails it is no fault of theirs. */
	if (status != STATUS_OK && (staged ? status == STATUS_INVALID : concerns_the_file(status))) {
		file->verdict = RECEIVE_REFUSED;
		file->err = *err;
		err_clear(err);
		status = STATUS_OK;
	}
	return status;
}

/* --- All of them ------------------------------------------------------------------------------- */

static void count_dispute(void *context, struct bytes key)
{
	struct run *run = context;

	run->receive->disputes += cell_is_disputed(view_find(store_view(run->app->store), key));
}

static enum status read_files(struct run *run, struct err *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < run->receive->count && status == STATUS_OK; i++) {
		run->telling.file = i;
		status = read_file(run, &run->receive->file[i], err);
	}
	telling_count_people(&run->telling);
	telling_find_suspects(&run->telling);
	return status;
}

enum status receive_look(
	struct app *app, struct receive *receive, const struct receive_options *options, struct err *err)
{
	struct run run = {.app = app, .receive = receive, .options = options,
		.telling = {.app = app, .receive = receive}};
	enum status status;

	forget(receive);
	receive->taken = false;
	run.telling.preview = preview_open(app->store);
	status = read_files(&run, err);
	telling_release(&run.telling);
	return status;
}

/* A taking that ended early has changed something, too. */
static enum status end_taking(struct run *run, enum status status, struct err *err)
{
	enum status read;

	if (receive_sum(run->receive).fresh == 0 && status == STATUS_OK)
		return status;
	if (receive_sum(run->receive).fresh > 0)
		(void)receive_past_keep(run->app, run->receive);
	read = app_read_programme(run->app, status == STATUS_OK ? err : NULL);
	return status == STATUS_OK ? read : status;
}

enum status receive_take(
	struct app *app, struct receive *receive, const struct receive_options *options, struct err *err)
{
	struct run run = {.app = app, .receive = receive, .options = options,
		.telling = {.app = app, .receive = receive}};
	enum status status;

	if (!app_writes(app))
		return store_say_read_only(app->store, err);
	forget(receive);
	receive->taken = true;
	status = read_files(&run, err);
	telling_release(&run.telling);
	view_disputed(store_view(app->store), count_dispute, &run);
	return end_taking(&run, status, err);
}
