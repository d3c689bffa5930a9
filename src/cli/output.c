/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/output.h"

#include "base/i18n.h"

#include <errno.h>
#include <stdio.h>

static enum status fail(int number, struct err *err)
{
	if (number == EPIPE)
		return err_set(err, STATUS_IO, "%s", "");
	return err_system(err, number, "%s", _("Can't write the output"));
}

enum status output(struct buf *text, struct err *err)
{
	size_t len = text->len;

	errno = 0;
	if (len > 0 && fwrite(text->ptr, 1, len, stdout) != len)
		return fail(errno, err);
	buf_clear(text);
	return STATUS_OK;
}

enum status output_flush(struct err *err)
{
	errno = 0;
	return fflush(stdout) == 0 ? STATUS_OK : fail(errno, err);
}

enum status output_close(struct err *err)
{
	errno = 0;
	return fclose(stdout) == 0 ? STATUS_OK : fail(errno, err);
}
