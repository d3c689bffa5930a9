/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce conf check: what is wrong with the YAML files. */
#include "cli/output.h"
#include "cli/request.h"
#include "conf/conf.h"

#include <stdio.h>
#include <stdlib.h>

/* For people: standard output has one line for each problem and nothing else. */
static void print_summary(const struct conf_problems *problems)
{
	size_t warnings = conf_warnings(problems);
	struct buf text = BUF_EMPTY;

	buf_printf(&text, ngettext("checked: %zu file", "checked: %zu files", problems->files),
		problems->files);
	if (problems->errors == 0 && warnings == 0)
		buf_add_text(&text, _("; nothing wrong"));
	if (problems->errors > 0)
		buf_printf(&text, ngettext("; %zu mistake", "; %zu mistakes", problems->errors),
			problems->errors);
	if (warnings > 0)
		buf_printf(&text, ngettext("; %zu warning", "; %zu warnings", warnings), warnings);
	if (problems->omitted > 0)
		buf_printf(&text, _("; %zu of them are not shown"), problems->omitted);
	fprintf(stderr, "%s\n", buf_text(&text));
	buf_release(&text);
}

enum status cmd_conf_check(struct request *request, struct err *err)
{
	struct programme programme = {.session_count = 0};
	struct conf_problems problems = {.count = 0};
	struct buf text = BUF_EMPTY;
	enum status status;
	char *folder;

	status = request_conf_folder(request, request->operand, &folder, err);
	if (status == STATUS_OK)
		status = conf_load(folder, &programme, &problems, err);
	if (status == STATUS_OK || problems.errors > 0) {
		status = problems.errors > 0 ? STATUS_FINDINGS : STATUS_OK;
		conf_problems_print(&text, &problems);
		if (output(&text, err) != STATUS_OK)
			status = err->status;
		else
			print_summary(&problems);
	}
	buf_release(&text);
	programme_release(&programme);
	conf_problems_release(&problems);
	free(folder);
	return status;
}
