/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/prefs.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#define NAME "settings"
#define SIZE_MAX_OF_THEM 4096

/* A line's value when it is that of `name`, else null. */
static const char *value_of(const char *line, const char *name)
{
	const size_t len = strlen(name);

	return strncmp(line, name, len) == 0 && line[len] == ' ' ? line + len + 1 : NULL;
}

static void take_line(struct prefs *prefs, const char *line)
{
	const char *value;
	char *end;
	unsigned long minutes;

	if ((value = value_of(line, "language")))
		prefs->language = strcmp(value, "en") == 0 ? LANGUAGE_ENGLISH : LANGUAGE_INDONESIAN;
	else if ((value = value_of(line, "mouse")))
		prefs->no_mouse = strcmp(value, "no") == 0;
	else if ((value = value_of(line, "colours")))
		prefs->no_color = strcmp(value, "no") == 0;
	else if ((value = value_of(line, "lock"))) {
		minutes = strtoul(value, &end, 10);
		if (end != value && *end == '\0' && minutes >= 1 && minutes <= PREFS_LOCK_MINUTES_MAX)
			prefs->lock_minutes = (unsigned)minutes;
	}
}

void prefs_read(struct prefs *prefs, const char *state_folder)
{
	struct buf text = BUF_EMPTY;
	char *path = path_join(state_folder, NAME);
	char *rest = NULL;

	*prefs = (struct prefs){.language = LANGUAGE_INDONESIAN, .lock_minutes = PREFS_LOCK_MINUTES};
	if (file_read(path, SIZE_MAX_OF_THEM, &text, NULL) == STATUS_OK && text.len > 0)
		for (char *line = strtok_r((char *)text.ptr, "\n", &rest); line;
			line = strtok_r(NULL, "\n", &rest))
			take_line(prefs, line);
	buf_release(&text);
	free(path);
}

static const char *yes_no(bool yes)
{
	return yes ? "yes" : "no";
}

enum status prefs_write(const struct prefs *prefs, const char *state_folder, struct err *err)
{
	struct buf text = BUF_EMPTY;
	char *path = path_join(state_folder, NAME);
	enum status status = file_make_folder(state_folder, err);

	buf_printf(&text, "language %s\nmouse %s\ncolours %s\nlock %u\n",
		prefs->language == LANGUAGE_ENGLISH ? "en" : "id", yes_no(!prefs->no_mouse),
		 yes_no(!prefs->no_color), prefs->lock_minutes);
	if (status == STATUS_OK)
		status = file_write(path, buf_bytes(&text), err);
	buf_release(&text);
	free(path);
	return status;
}
