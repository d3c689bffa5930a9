/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing a file to a flashdisk, whole or not at all, with a sentence for each thing that a flashdisk does. For
 * app/handover.c. */
#ifndef OKOCE_APP_HANDOVER_WRITE_H
#define OKOCE_APP_HANDOVER_WRITE_H

#include "base/err.h"

#include <stdint.h>

struct handover_writing {
	int from; /* all of this file */
	const char *folder, *name;
	const char *part; /* what it is called meanwhile; what is there of that name goes */
	bool (*go_on)(void *context, uint64_t done, uint64_t total); /* may be null */
	void *context;

	uint64_t bytes; /* results */
	bool there;	/* the very same file was there already */
};

/* Whether it is a folder that can be written to, with so much room. */
enum status handover_look(const char *folder, uint64_t room, struct err *err) MUST_USE;
/* STATUS_EXISTS: another file has the name. Else, when it fails, nothing of it is left where that can be helped. */
enum status handover_write(struct handover_writing *writing, struct err *err) MUST_USE;

#endif
