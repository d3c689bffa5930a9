/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "okoce"
#define FALLBACK_LOCALE "C.UTF-8"

/* The GNU C library looks texts up anew when this has changed (gettext manual, "Being a gettext
 * expert"); no header declares it. */
extern int _nl_msg_cat_cntr;

static enum language current = LANGUAGE_INDONESIAN;

/* English is the language of the msgids: there is no such catalogue, so they appear as they are. */
static const char *const codes[] = {
	[LANGUAGE_INDONESIAN] = "id",
	[LANGUAGE_ENGLISH] = "en",
};

static void set_locale(void)
{
	const char *messages;

	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_ALL, FALLBACK_LOCALE);
	/* LANGUAGE counts for nothing while the locale of messages is "C" or "POSIX". */
	messages = setlocale(LC_MESSAGES, NULL);
	if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		setlocale(LC_MESSAGES, FALLBACK_LOCALE);
	/* Numbers in files are read and written with a point. */
	setlocale(LC_NUMERIC, "C");
}

void i18n_start(const char *locale_dir, enum language language)
{
	set_locale();
	i18n_set_language(language);
	bindtextdomain(DOMAIN, locale_dir);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
}

void i18n_set_language(enum language language)
{
	current = language;
	setenv("LANGUAGE", codes[language], 1);
	++_nl_msg_cat_cntr;
}

enum language i18n_language(void)
{
	return current;
}
