/* SPDX-License-Identifier: BSD-2-Clause */
/* The program's entry: what must hold from the first moment, the request, the
 * command, the end. */
#include "cli/crash.h"
#include "cli/output.h"
#include "cli/request.h"
#include "base/random.h"
#include "base/sanitizer.h"
#include "base/text.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A standard stream that is closed would be the number of the next file that is opened, the data
 * file perhaps. What takes its place fails when it is used, so that nothing seems to be printed. */
static void fill_standard_streams(void)
{
	static const int wrong_way[] = {O_WRONLY, O_RDONLY, O_RDONLY};

	for (int fd = 0; fd < 3; fd++) {
		if (fcntl(fd, F_GETFD) == -1)
			(void)open("/dev/null", wrong_way[fd]);
	}
}

/* What lies in memory, names and keys, must not reach a disk; files are nobody else's. */
static void protect_process(void)
{
	const struct rlimit none = {0, 0};

	fill_standard_streams();
	umask(077);
	(void)setrlimit(RLIMIT_CORE, &none);
#ifndef HAS_SANITIZER /* they look into their own process */
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
	/* A reader that goes away is an error of writing, and no death in the midst of a change. */
	(void)signal(SIGPIPE, SIG_IGN);
}

static enum status print_help(const struct request *request, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	if (request->options.value[OPTION_HELP])
		command_help(&text, request->command);
	else
		buf_printf(&text, "okoce %s\n", PACKAGE_VERSION);
	status = output(&text, err);
	buf_release(&text);
	return status;
}

static enum status run(struct request *request, int argc, char **argv, struct err *err)
{
	enum status status = request_make(request, argc, argv, err);

	if (status == STATUS_OK)
		status = command_choose(request, err);
	if (status != STATUS_OK)
		return status;
	if (request->options.value[OPTION_HELP] || request->options.value[OPTION_VERSION])
		return print_help(request, err);
	status = random_start(err);
	if (status == STATUS_OK)
		status = request_read_passphrase(request, err);
	if (status == STATUS_OK)
		status = request->command->run(request, err);
	return status;
}

static void tell(const struct request *request, enum status status, const struct err *err)
{
	const struct command *command = request->command;
	size_t used;
	struct buf usage = BUF_EMPTY;
	struct buf sentence = BUF_EMPTY;

	/* Also when the options behind the command were not understood. */
	if (!command && request->options.words > 0)
		command = command_find(request->options.word, request->options.words, &used);
	/* Safe already where its words are not ours; once more does no harm. */
	text_safe(&sentence, err->text, strlen(err->text));
	if (sentence.len > 0)
		fprintf(stderr, "okoce: %s\n", buf_text(&sentence));
	if (status == STATUS_USAGE) {
		command_usage(&usage, command);
		fputs(buf_text(&usage), stderr);
		fputs(_("Explained by: okoce help\n"), stderr);
	}
	buf_release(&usage);
	buf_release(&sentence);
}

int main(int argc, char **argv)
{
	struct request request = {.command = NULL};
	struct err err = {STATUS_OK, ""};
	struct err end = {STATUS_OK, ""};
	enum status status;

	protect_process();
	request_start_language(argc, argv);
	crash_arm();
	status = run(&request, argc, argv, &err);
	/* Of two failures the first is told. */
	if (output_close(&end) != STATUS_OK && (status == STATUS_OK || status == STATUS_FINDINGS)) {
		status = end.status;
		err = end;
	}
	/* What was found has been printed. */
	if (status != STATUS_OK && status != STATUS_FINDINGS)
		tell(&request, status, &err);
	request_release(&request);
	return status_exit(status);
}
