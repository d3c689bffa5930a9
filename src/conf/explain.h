/* SPDX-License-Identifier: BSD-2-Clause */
/* What libyaml says, in the words of an officer. */
#ifndef OKOCE_CONF_EXPLAIN_H
#define OKOCE_CONF_EXPLAIN_H

#include <stdbool.h>

/* What is wrong and what can be done about it; `problem` is libyaml's, or null. Static, or
 * `problem` itself. */
const char *explain(const char *problem);
/* Whether it may come from another line, by its indentation or a mark that is missing there. */
bool explain_is_structure(const char *problem);

#endif
