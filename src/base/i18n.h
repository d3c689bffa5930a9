/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Translation: msgids are English, the interface's default language is Indonesian (po/id.po).
 *
 * Only cli chooses the language at start; the screens switch it with i18n_set_language().
 */
#ifndef OKOCE_BASE_I18N_H
#define OKOCE_BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define _(text) gettext(text)
#define N_(text) (text)

enum language { LANGUAGE_INDONESIAN, LANGUAGE_ENGLISH };

/* Sets the locale (the user's; C.UTF-8 where that is missing or is not UTF-8), binds the catalogue
 * in `locale_dir` (borrowed only for the call) and chooses `language`. */
void i18n_start(const char *locale_dir, enum language language);
/* Switches at once, in the running program. */
void i18n_set_language(enum language language);
enum language i18n_language(void);

#endif
