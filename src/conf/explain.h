/* SPDX-License-Identifier: BSD-2-Clause */
/* What libyaml says, in the words of an officer. */
#ifndef OKOCE_CONF_EXPLAIN_H
#define OKOCE_CONF_EXPLAIN_H

/* What is wrong and what can be done about it; `problem` is libyaml's, or null. Static, or
 * `problem` itself. */
const char *explain(const char *problem);

#endif
