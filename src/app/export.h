/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that officers take away from a screen: a sheet for the printer, a recap. */
#ifndef OKOCE_APP_EXPORT_H
#define OKOCE_APP_EXPORT_H

#include "app/app.h"

/* Writes `text` into a new file NAME.txt, 0600, in the officer's folder of documents (Dokumen, Documents,
 * else the own folder; never on a stick); with a number behind NAME where that is there already: nothing
 * is overwritten. `path` becomes where it is; free with free(). On failure no file is left. */
enum status export_text(const struct app *app, const char *name, const struct buf *text, char **path,
			struct err *err) MUST_USE;

#endif
