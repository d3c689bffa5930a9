/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/officers.h"

#include "app/begin.h"
#include "app/copies.h"
#include "base/i18n.h"
#include "base/random.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

char *programme_code(const struct id *programme, char out[PROGRAMME_CODE_SIZE])
{
	return code_print(programme->byte, PROGRAMME_CODE_DIGITS, out);
}

/* --- Who there is ------------------------------------------------------------------------------ */

static enum officer_key key_of(const struct app *app, const struct officer_state *state)
{
	size_t count;
	const struct slot *slot = store_slots(app->store, &count);

	if (state->removed)
		return OFFICER_GONE;
	for (size_t i = 0; i < count; i++)
		if (slot[i].code && id_equal(&slot[i].officer, &state->id))
			return OFFICER_CODE;
	if (!store_is_sealed(app->store))
		return OFFICER_NO_KEY;
	return state->own_slot ? OFFICER_OWN : OFFICER_FIRST;
}

static const char *place_of(const struct app *app, const char *code)
{
	const struct kecamatan *kecamatan = programme_kecamatan(&app->programme, code);

	return kecamatan ? kecamatan->name : code;
}

static int compare_lines(const void *left, const void *right)
{
	const struct officer_line *a = left, *b = right;
	const int rank_a = a->key == OFFICER_GONE ? 2 : a->key == OFFICER_CODE;
	const int rank_b = b->key == OFFICER_GONE ? 2 : b->key == OFFICER_CODE;

	return rank_a != rank_b ? rank_a - rank_b : strcmp(a->name, b->name);
}

size_t officers_list(const struct app *app, struct arena *arena, struct officer_line **lines)
{
	size_t count;
	const struct officer_state *state = store_officers(app->store, &count);

	*lines = arena_alloc(arena, (count + 1) * sizeof(**lines));
	for (size_t i = 0; i < count; i++)
		(*lines)[i] = (struct officer_line){
			.id = state[i].id,
			.name = state[i].name,
			.supervisor = state[i].role == ROLE_SUPERVISOR,
			.kecamatan = place_of(app, state[i].kecamatan),
			.key = key_of(app, &state[i]),
			.self = id_equal(&state[i].id, store_officer(app->store)),
		};
	qsort(*lines, count, sizeof(**lines), compare_lines);
	return count;
}

const char *officer_role(bool supervisor)
{
	return supervisor ? _("supervisor") : _("officer");
}

const char *officer_key_word(enum officer_key key)
{
	static const char *const words[] = {
		[OFFICER_NO_KEY] = N_("none needed"),
		[OFFICER_OWN] = N_("own"),
		[OFFICER_FIRST] = N_("first one"),
		[OFFICER_CODE] = N_("envelope"),
		[OFFICER_GONE] = N_("removed"),
	};

	return _(words[key]);
}

enum status officers_find(const struct app *app, const char *name, struct id *id, struct err *err)
{
	struct arena arena = {NULL};
	struct buf names = BUF_EMPTY, safe = BUF_EMPTY;
	struct officer_line *line;
	size_t count = officers_list(app, &arena, &line);
	enum status status = STATUS_NOT_FOUND;

	for (size_t i = 0; i < count && status != STATUS_OK; i++) {
		if (line[i].key == OFFICER_GONE)
			continue;
		if (text_same_folded(line[i].name, name)) {
			*id = line[i].id;
			status = STATUS_OK;
		}
		buf_add_text(&names, names.len > 0 ? ", " : "");
		text_safe(&names, line[i].name, strlen(line[i].name));
	}
	text_safe(&safe, name, strlen(name));
	if (status != STATUS_OK)
		status = err_set(err, status, _("No officer is called \"%s\". There are: %s."),
			buf_text(&safe), buf_text(&names));
	buf_release(&names);
	buf_release(&safe);
	arena_release(&arena);
	return status;
}

/* --- Slips -------------------------------------------------------------------------------------- */

static void slip_line(struct buf *out, const char *label, const char *text)
{
	text_fit(out, label, 20, true);
	buf_add_text(out, ": ");
	text_safe(out, text, strlen(text));
	buf_add_byte(out, '\n');
}

static void put_slip(const struct app *app, const struct officer_wish *wish, const char *passphrase,
	struct buf *out)
{
	const struct settings *settings = &app->programme.settings;
	const char *place = place_of(app, wish->kecamatan);
	char code[PROGRAMME_CODE_SIZE];
	struct buf role = BUF_EMPTY;

	buf_printf(&role, "%s, %s", officer_role(wish->supervisor), place[0] ? place : _("office"));
	buf_printf(out, "%s\n", _("OFFICER'S SLIP"));
	slip_line(out, _("Programme"), settings->programme[0] ? settings->programme : "OK OCE");
	slip_line(out, _("Programme's code"), programme_code(store_programme(app->store), code));
	slip_line(out, _("Name"), wish->name);
	slip_line(out, _("Role"), buf_text(&role));
	if (passphrase)
		slip_line(out, _("First passphrase"), passphrase);
	if (passphrase)
		buf_add_text(out, _("Open okoce, choose your name, type this passphrase, and choose "
				    "one of your own.\nThen destroy this slip.\n"));
	buf_release(&role);
}

/* --- Changing ----------------------------------------------------------------------------------- */

static enum status check_wish(const struct app *app, const struct officer_wish *wish, struct err *err)
{
	const size_t len = strlen(wish->name);

	if (len == 0 || len >= SLOT_NAME_MAX || !text_check(wish->name, len))
		return err_set(err, STATUS_INVALID, "%s",
			_("The officer's name is empty or too long. Give a name of 1 to 60 letters."));
	if (wish->kecamatan[0] && !programme_kecamatan(&app->programme, wish->kecamatan))
		return err_set(err, STATUS_INVALID, "%s",
			_("No such kecamatan. Give its short code, for example KBG."));
	return STATUS_OK;
}

enum status officers_add(struct app *app, const struct officer_wish *wish, struct buf *slip, struct err *err)
{
	const bool sealed = store_is_sealed(app->store);
	struct buf passphrase = BUF_EMPTY;
	struct officer_new officer = {
		.name = wish->name,
		.role = wish->supervisor ? ROLE_SUPERVISOR : ROLE_OFFICER,
		.kecamatan = wish->kecamatan,
	};
	enum status status = check_wish(app, wish, err);

	if (status != STATUS_OK)
		return status;
	propose_passphrase(&passphrase);
	officer.passphrase = sealed ? buf_text(&passphrase) : NULL;
	status = store_officer_add(app->store, &officer, NULL, err);
	if (status == STATUS_OK)
		put_slip(app, wish, officer.passphrase, slip);
	buf_wipe(&passphrase);
	return status;
}

enum status officers_renew(struct app *app, const struct id *id, struct buf *slip, struct err *err)
{
	const struct officer_state *state = store_officer_state(app->store, id);
	struct buf passphrase = BUF_EMPTY;
	enum status status;

	if (!state || state->removed)
		return err_set(err, STATUS_NOT_FOUND, "%s", _("No such officer, or removed already."));
	propose_passphrase(&passphrase);
	status = store_give_passphrase(app->store, id, buf_text(&passphrase), err);
	state = store_officer_state(app->store, id);
	if (status == STATUS_OK)
		copies_renew(app);
	if (status == STATUS_OK && state) {
		const struct officer_wish wish = {
			state->name, state->role == ROLE_SUPERVISOR, state->kecamatan};

		put_slip(app, &wish, buf_text(&passphrase), slip);
	}
	buf_wipe(&passphrase);
	return status;
}

enum status officers_remove(struct app *app, const struct id *id, struct err *err)
{
	enum status status = store_officer_remove(app->store, id, err);

	if (status == STATUS_OK)
		copies_renew(app);
	return status;
}

enum status officers_set_own(struct app *app, const char *passphrase, struct err *err)
{
	enum status status = passphrase_ok(passphrase, app_officer_name(app), err);

	if (status == STATUS_OK)
		status = store_set_passphrase(app->store, passphrase, err);
	if (status == STATUS_OK)
		copies_renew(app);
	return status;
}

enum status officers_add_envelope(struct store *store, struct buf *code, struct err *err)
{
	uint8_t bits[(5 * RECOVERY_CODE_DIGITS + 7) / 8];
	char text[RECOVERY_CODE_SIZE];
	const struct officer_new officer = {ENVELOPE_NAME, ROLE_SUPERVISOR, "", text, true};
	enum status status;

	random_bytes(bits, sizeof(bits));
	code_print(bits, RECOVERY_CODE_DIGITS, text);
	status = store_officer_add(store, &officer, NULL, err);
	if (status == STATUS_OK)
		buf_add_text(code, text);
	explicit_bzero(bits, sizeof(bits));
	explicit_bzero(text, sizeof(text));
	return status;
}
