/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/begin.h"

#include "app/begin_file.h"
#include "app/officers.h"
#include "app/plan.h"

#include <string.h>

static void known_digest(void *context, uint8_t out[DIGEST_SIZE])
{
	const struct begin_options *options = context;

	memcpy(out, options->conf_digest, DIGEST_SIZE);
}

enum status begin_file_open(struct begin_file *file, const struct begin_options *options,
	const struct clock *clock, const struct store_founder *founder, struct err *err)
{
	struct store_options store_options = {
		.clock = *clock, .conf_digest = known_digest, .conf_context = (void *)options};
	enum status status;

	file->store = NULL;
	status = new_file_open(&file->file, options->path, err);
	if (status != STATUS_OK)
		return status;
	/* Where this laptop's id cannot be kept, whoever opens the file is told. */
	(void)!app_device(options->state_folder, &store_options.device, NULL);
	return store_create(&file->store, file->file.part, &store_options, founder, err);
}

enum status begin_file_publish(struct begin_file *file, struct err *err)
{
	store_close(file->store);
	file->store = NULL;
	return new_file_publish(&file->file, err);
}

void begin_file_release(struct begin_file *file)
{
	store_close(file->store);
	file->store = NULL;
	new_file_release(&file->file);
}

enum status begin_programme(const struct begin_options *options, struct err *err)
{
	const struct store_founder founder = {options->officer, options->passphrase, NULL};
	struct begin_file file;
	struct transaction *transaction;
	enum status status = STATUS_OK;

	if (options->passphrase)
		status = passphrase_ok(options->passphrase, options->officer, err);
	if (status != STATUS_OK)
		return status;
	status = begin_file_open(&file, options, &options->clock, &founder, err);
	if (status == STATUS_OK && options->code && options->passphrase)
		status = officers_add_envelope(file.store, options->code, err);
	if (status == STATUS_OK)
		status = transaction_begin(file.store, NULL, &transaction, err);
	if (status == STATUS_OK) {
		plan_write(transaction, options->programme, options->conf_digest);
		status = transaction_commit(transaction, NULL, err);
	}
	if (status == STATUS_OK)
		status = begin_file_publish(&file, err);
	begin_file_release(&file);
	return status;
}
