/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Standard output. What is printed was made safe before (base/text.h): a buffer from
 * table_print(), text_safe() and the like, or our own words.
 *
 * A reader that has gone away (EPIPE) gives STATUS_IO with an empty sentence: nobody is there to
 * read one, and scripts see the exit status.
 */
#ifndef OKOCE_CLI_OUTPUT_H
#define OKOCE_CLI_OUTPUT_H

#include "base/memory.h"

/* Prints and empties the buffer. */
enum status output(struct buf *text, struct err *err) MUST_USE;
/* Sends what was printed; an answer that others wait for. */
enum status output_flush(struct err *err) MUST_USE;
/* At the end: a disk may tell only now that it is full. */
enum status output_close(struct err *err) MUST_USE;

#endif
