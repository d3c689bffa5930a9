/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections of keys in okoce(1), English and Indonesian, are those of the screens' tables of actions:
 * between the two marks of each page stands what is made here. UPDATE_GOLDEN=1 writes it anew.
 */
#include "tui/attend.h"
#include "tui/attend_pick.h"
#include "tui/conflicts.h"
#include "tui/day.h"
#include "tui/followup.h"
#include "tui/form.h"
#include "tui/gate.h"
#include "tui/help.h"
#include "tui/history.h"
#include "tui/import.h"
#include "tui/key.h"
#include "tui/merge.h"
#include "tui/office.h"
#include "tui/officers.h"
#include "tui/people.h"
#include "tui/recap.h"
#include "tui/receive.h"
#include "tui/sessions.h"
#include "tui/settings.h"
#include "tui/twins.h"
#include "tui/unlock.h"

#include "base/file.h"
#include "base/i18n.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BEGIN ".\\\" From the tables of actions, by tests/tui/test_manual.c:\n"
#define END ".\\\" End of what is made.\n"
#define FILE_MAX (1 << 20)

#define SCREEN(name) {#name, &name}
/* As an officer meets them. */
static const struct {
	const char *name;
	const struct screen *screen;
} screens[] = {
	SCREEN(home_screen),
	SCREEN(attention_screen),
	SCREEN(attend_screen),
	SCREEN(attend_day_screen),
	SCREEN(attend_pick_screen),
	SCREEN(attend_new_screen),
	SCREEN(attend_reason_screen),
	SCREEN(paper_screen),
	SCREEN(close_screen),
	SCREEN(sessions_screen),
	SCREEN(session_screen),
	SCREEN(session_schedule_screen),
	SCREEN(session_status_screen),
	SCREEN(session_roster_screen),
	SCREEN(import_pick_screen),
	SCREEN(import_screen),
	SCREEN(import_target_screen),
	SCREEN(people_screen),
	SCREEN(person_screen),
	SCREEN(person_form_screen),
	SCREEN(document_form_screen),
	SCREEN(followup_screen),
	SCREEN(followup_people_screen),
	SCREEN(followup_form_screen),
	SCREEN(recap_screen),
	SCREEN(history_screen),
	SCREEN(history_lines_screen),
	SCREEN(settings_screen),
	SCREEN(officers_screen),
	SCREEN(officer_form_screen),
	SCREEN(officer_slip_screen),
	SCREEN(about_screen),
	SCREEN(unlock_screen),
	SCREEN(forgot_screen),
	SCREEN(own_passphrase_screen),
	SCREEN(gate_screen),
	SCREEN(gate_shelf_screen),
	SCREEN(conflict_screen),
	SCREEN(conflicts_screen),
	SCREEN(merge_screen),
	SCREEN(merge_look_screen),
	SCREEN(twin_screen),
	SCREEN(twins_screen),
	SCREEN(attend_clock_screen),
	SCREEN(receive_screen),
	SCREEN(gate_welcome_screen),
	SCREEN(help_screen),
};
#define SCREENS (sizeof(screens) / sizeof(*screens))

static const struct action in_forms[] = {FORM_ACTIONS};

/* --- Writing mdoc ------------------------------------------------------------------------------- */

/* Text that is never a request or a macro. */
static void add_text(struct buf *out, const char *text, bool is_argument)
{
	for (const char *at = text; *at; at++) {
		bool begins = at == text || (is_argument && at[-1] == ' ');

		if (begins && (is_argument || *at == '.' || *at == '\''))
			buf_add_text(out, "\\&");
		if (*at == '\\')
			buf_add_text(out, "\\e");
		else if (!is_argument && !begins && *at == ' ' && at[-1] == '.')
			buf_add_byte(out, '\n'); /* a sentence a line */
		else
			buf_add_byte(out, (uint8_t)*at);
	}
}

/* "Ctrl-Z", as it stands elsewhere in the pages, for "^Z". */
static void add_key(struct buf *out, uint32_t code)
{
	struct buf label = BUF_EMPTY;

	key_label(&label, code);
	if (buf_text(&label)[0] == '^' && label.len > 1)
		buf_printf(out, "Ctrl-%s", buf_text(&label) + 1);
	else
		add_text(out, buf_text(&label), true);
	buf_release(&label);
}

static void add_action(struct buf *out, const struct action *action)
{
	buf_add_text(out, ".It ");
	add_key(out, action->key);
	if (action->other) {
		buf_add_text(out, " , ");
		add_key(out, action->other);
	}
	buf_add_text(out, "\n.Em ");
	add_text(out, _(action->name), true);
	buf_add_text(out, " :\n");
	add_text(out, _(action->help), false);
	buf_add_byte(out, '\n');
}

/* What holds on every screen, and in every form, is told once. */
static bool is_own(const struct action *action)
{
	for (size_t i = 0; i < sizeof(in_forms) / sizeof(*in_forms); i++)
		if (action->id == in_forms[i].id && strcmp(action->help, in_forms[i].help) == 0)
			return false;
	return action->id >= ACTION_OWN;
}

static void add_section(struct buf *out, const char *title, struct actions actions, bool all)
{
	struct buf list = BUF_EMPTY;

	for (size_t i = 0; i < actions.count; i++)
		if (all || is_own(&actions.list[i]))
			add_action(&list, &actions.list[i]);
	if (list.len > 0)
		buf_printf(out, ".Ss %s\n.Bl -tag -width \"F3, Ctrl-N\" -compact\n%s.El\n", title,
			buf_text(&list));
	buf_release(&list);
}

/* In English with the name that is on the screen until somebody presses F9. */
static void add_screen(struct buf *out, const struct screen *screen)
{
	enum language language = i18n_language();
	struct buf title = BUF_EMPTY;

	buf_add_text(&title, _(screen->title));
	if (language == LANGUAGE_ENGLISH) {
		i18n_set_language(LANGUAGE_INDONESIAN);
		buf_printf(&title, " (%s)", _(screen->title));
		i18n_set_language(language);
	}
	add_section(out, buf_text(&title), screen->actions, false);
	buf_release(&title);
}

static void add_all(struct buf *out)
{
	bool english = i18n_language() == LANGUAGE_ENGLISH;
	const struct action back = {ACTION_BACK, KEYS_ESC, 0, N_("Back"),
		N_("Clears what is typed, then goes back."), 1};

	add_section(out, english ? "On every screen" : "Di semua layar", action_everywhere, true);
	add_section(out, english ? "To go back" : "Untuk kembali", (struct actions){&back, 1}, true);
	add_section(out, english ? "In every form" : "Di semua isian", ACTIONS(in_forms), true);
	for (size_t i = 0; i < SCREENS; i++)
		add_screen(out, screens[i].screen);
}

/* --- Against the pages -------------------------------------------------------------------------- */

static bool is_update(void)
{
	const char *update = getenv("UPDATE_GOLDEN");

	return update && strcmp(update, "1") == 0;
}

static void replace(const char *path, const char *page, const char *from, const char *to, const struct buf *made)
{
	struct buf out = BUF_EMPTY;
	struct err err = {0};

	buf_add(&out, page, (size_t)(from - page));
	buf_add(&out, buf_text(made), made->len);
	buf_add_text(&out, to);
	assert_int_equal(file_write(path, buf_bytes(&out), &err), STATUS_OK);
	buf_release(&out);
}

static void hold_against(const char *name, enum language language)
{
	const char *top = getenv("top_srcdir"), *build = getenv("top_builddir");
	char *path = path_join(top ? top : ".", name);
	char *catalogues = path_join(build ? build : ".", "share/locale");
	struct buf page = BUF_EMPTY, made = BUF_EMPTY;
	struct err err = {0};
	const char *from, *to;
	bool same;

	i18n_start(catalogues, language);
	add_all(&made);
	assert_int_equal(file_read(path, FILE_MAX, &page, &err), STATUS_OK);
	from = strstr(buf_text(&page), BEGIN);
	to = from ? strstr(from, END) : NULL;
	if (!to)
		fail_msg("%s lacks the marks of its keys", path);
	from += strlen(BEGIN);
	same = made.len == (size_t)(to - from) && memcmp(buf_text(&made), from, made.len) == 0;
	if (!same && is_update())
		replace(path, buf_text(&page), from, to, &made);
	else if (!same)
		fail_msg("the keys of %s are not those of the screens (UPDATE_GOLDEN=1 writes them): %s", path,
			buf_text(&made));
	buf_release(&page);
	buf_release(&made);
	free(path);
	free(catalogues);
}

static void test_the_pages_have_the_keys_of_the_screens(void **state)
{
	(void)state;
	hold_against("man/okoce.1", LANGUAGE_ENGLISH);
	hold_against("man/id/okoce.1", LANGUAGE_INDONESIAN);
}

/* --- No screen is forgotten --------------------------------------------------------------------- */

static bool is_listed(const char *name, size_t len)
{
	for (size_t i = 0; i < SCREENS; i++)
		if (strlen(screens[i].name) == len && memcmp(screens[i].name, name, len) == 0)
			return true;
	return false;
}

static void look_into(const char *path, size_t *found)
{
	static const char definition[] = "\nconst struct screen ";
	struct buf text = BUF_EMPTY;
	struct err err = {0};

	assert_int_equal(file_read(path, FILE_MAX, &text, &err), STATUS_OK);
	if (strstr(buf_text(&text), "\nstatic const struct screen "))
		fail_msg("%s has a screen that the manual cannot see: declare it in a header", path);
	for (const char *at = buf_text(&text); (at = strstr(at, definition)) != NULL; (*found)++) {
		size_t len;

		at += strlen(definition);
		len = strcspn(at, " ");
		if (!is_listed(at, len))
			fail_msg("%s: %.*s is not in the manual: list it in tests/tui/test_manual.c", path,
				(int)len, at);
	}
	buf_release(&text);
}

static void test_every_screen_is_in_the_pages(void **state)
{
	const char *top = getenv("top_srcdir");
	char *folder = path_join(top ? top : ".", "src/tui");
	DIR *files = opendir(folder);
	size_t found = 0;

	(void)state;
	assert_non_null(files);
	for (struct dirent *entry = readdir(files); entry; entry = readdir(files)) {
		size_t len = strlen(entry->d_name);
		char *path = path_join(folder, entry->d_name);

		if (len > 2 && strcmp(entry->d_name + len - 2, ".c") == 0)
			look_into(path, &found);
		free(path);
	}
	closedir(files);
	assert_int_equal(found, SCREENS);
	free(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_pages_have_the_keys_of_the_screens),
		cmocka_unit_test(test_every_screen_is_in_the_pages),
	};

	return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
