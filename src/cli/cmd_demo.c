/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce demo FILE: a file with invented people. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/begin.h"
#include "base/text.h"

#include <string.h>

static enum status number_of(const struct request *request, enum option option, uint32_t most,
	uint32_t *number, struct err *err)
{
	uint64_t value;
	enum status status;

	if (!request->options.value[option])
		return STATUS_OK;
	status = option_number(&request->options, option, 0, most, &value, err);
	if (status == STATUS_OK)
		*number = (uint32_t)value;
	return status;
}

static enum status tell(const struct request *request, struct err *err)
{
	struct buf text = BUF_EMPTY;
	struct buf file = BUF_EMPTY;
	enum status status;

	text_safe(&file, request->operand, strlen(request->operand));
	buf_printf(&text, _("Made: \"%s\", with invented people and without a passphrase.\n"),
		buf_text(&file));
	buf_printf(&text, _("Open it: okoce --data \"%s\"\n"), buf_text(&file));
	status = output(&text, err);
	buf_release(&text);
	buf_release(&file);
	return status;
}

enum status cmd_demo(struct request *request, struct err *err)
{
	struct programme programme = {.session_count = 0};
	struct begin_options options = {
		.path = request->operand,
		.programme = &programme,
		.clock = request->clock,
		.state_folder = request->state_folder,
	};
	uint32_t people = DEMO_PEOPLE;
	uint32_t seed = 1;
	enum status status = number_of(request, OPTION_PEOPLE, DEMO_PEOPLE_MAX, &people, err);

	if (status == STATUS_OK)
		status = number_of(request, OPTION_SEED, UINT32_MAX, &seed, err);
	if (status == STATUS_OK)
		status = request_load_conf(request, NULL, &programme, options.conf_digest, err);
	if (status == STATUS_OK)
		status = begin_demo(&options, people, seed, err);
	if (status == STATUS_OK)
		status = tell(request, err);
	programme_release(&programme);
	return status;
}
