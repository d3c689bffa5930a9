/* SPDX-License-Identifier: BSD-2-Clause */
/* A form of a person as it is filled in at a desk: keys in, values and rows of the screen out. */
#include "tui/form.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct term_options headless = {.type = "xterm", .device = "/dev/null"};

enum { NAME, NIK, BORN, KELURAHAN, CARD, FIELDS };

static const struct form_choice places[] = {
	{"31.73.08.1001", "Kembangan Selatan", NULL},
	{"31.73.08.1002", "Kembangan Utara", "Kembangan"},
	{"31.73.08.1003", "Meruya Utara", "Meruya Ilir"},
	{"31.73.05.1004", "Kebon Jeruk", "Kebun Jeruk;Jeruk"},
};

static size_t kelurahan(void *context, size_t field, const struct form_choice **choice)
{
	(void)context;
	(void)field;
	*choice = places;
	return sizeof(places) / sizeof(places[0]);
}

/* A NIK has 16 digits, and that its woman is a man is doubtful. */
static enum form_verdict check_nik(void *context, struct form *form, size_t field, struct buf *why)
{
	(void)context;
	if (strlen(form_value(form, field)) != 16) {
		buf_add_text(why, "Sixteen digits, please.");
		return FORM_WRONG;
	}
	if (form_text(form, BORN)[0] == '\0')
		form_put_date(form, BORN, date_of(1985, 4, 12));
	if (form_value(form, field)[6] != '5')
		return FORM_FINE;
	buf_add_text(why, "The NIK is a woman's.");
	return FORM_DOUBTFUL;
}

static const struct form_field fields[FIELDS] = {
	{.group = "WHO", .label = "Name", .hint = "As on the card.", .max = 30, .required = true},
	{.label = "NIK", .kind = FORM_DIGITS, .max = 16, .secret = true, .check = check_nik},
	{.label = "Born", .kind = FORM_DATE},
	{.group = "WHERE", .label = "Kelurahan", .kind = FORM_CHOICE, .choices = kelurahan},
	{.label = "Has the card", .kind = FORM_YES_NO},
};
static const char *const reasons[] = {"card seen", "as told"};

struct trial {
	struct form form;
	struct buf draft;
	int drafts;
};

static void keep(void *context, struct bytes draft)
{
	struct trial *trial = context;

	buf_clear(&trial->draft);
	if (draft.len > 0)
		buf_add(&trial->draft, draft.ptr, draft.len);
	trial->drafts++;
}

static struct form_options options_of(struct trial *trial)
{
	return (struct form_options){
		.field = fields, .count = FIELDS, .reason = reasons, .reason_count = 2,
		.drafts = {.keep = keep, .context = trial},
	};
}

static int begin(void **state)
{
	struct trial *trial = memory_alloc(sizeof(*trial));
	struct form_options options = options_of(trial);
	struct err err = {0};

	form_open(&trial->form, &options);
	form_go_to(&trial->form, NAME);
	*state = trial;
	return term_start(&headless, &err) == STATUS_OK ? 0 : -1;
}

static int end(void **state)
{
	struct trial *trial = *state;

	form_close(&trial->form);
	buf_wipe(&trial->draft);
	free(trial);
	term_stop();
	return 0;
}

static enum form_result press(struct form *form, uint32_t code)
{
	if (code == KEYS_ENTER)
		return form_act(form, FORM_ACTION_NEXT, &(struct key){.code = code});
	if (code == KEYS_F(3))
		return form_act(form, FORM_ACTION_REPEAT, &(struct key){.code = code});
	return form_act(form, ACTION_NONE, &(struct key){.code = code});
}

static void type(struct form *form, const char *text)
{
	for (; *text; text++)
		(void)press(form, (uint32_t)*text);
}

static void enter(struct form *form, const char *text)
{
	type(form, text);
	assert_int_equal(press(form, KEYS_ENTER), FORM_HANDLED);
}

/* The screen's rows, 80x24 unless it was resized. */
static bool is_seen(struct form *form, const char *text)
{
	struct buf row = BUF_EMPTY;
	bool seen = false;

	term_erase();
	form_draw(form, (struct area){1, 0, term_rows() - 3, term_cols()});
	for (int i = 0; i < term_rows() && !seen; i++) {
		buf_clear(&row);
		term_row_text(i, &row);
		seen = strstr(buf_text(&row), text) != NULL;
	}
	buf_wipe(&row);
	return seen;
}

static void test_empty(void **state)
{
	struct form form;

	(void)state;
	form_open(&form, &(struct form_options){.count = 0});
	assert_int_equal(press(&form, KEYS_ENTER), FORM_IGNORED);
	form_draw(&form, (struct area){0, 0, 5, 40});
	form_close(&form);
}

static void test_enter_goes_on_and_last_saves(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	enter(form, "Siti Aminah");
	enter(form, "3173084204850001");
	enter(form, ""); /* came from the NIK */
	enter(form, "meruya");
	type(form, "y");
	assert_int_equal(press(form, KEYS_ENTER), FORM_SAVE);
	assert_string_equal(form_value(form, NAME), "Siti Aminah");
	assert_string_equal(form_text(form, BORN), "12/04/1985");
	assert_int_equal(form_date(form, BORN), date_of(1985, 4, 12));
	assert_string_equal(form_value(form, KELURAHAN), "31.73.08.1003");
	assert_string_equal(form_value(form, CARD), "yes");
}

static void test_what_is_wrong_keeps_the_field(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	assert_int_equal(press(form, KEYS_ENTER), FORM_REFUSED);
	assert_true(is_seen(form, "! This must be filled in."));
	enter(form, "Budi");
	type(form, "31730842048");
	assert_int_equal(press(form, KEYS_ENTER), FORM_REFUSED);
	assert_int_equal(form->current, NIK);
	assert_true(is_seen(form, "! Sixteen digits, please."));
	/* Back one may, with a mark; but not save. */
	assert_int_equal(press(form, KEYS_UP), FORM_HANDLED);
	assert_int_equal(form->current, NAME);
	assert_true(is_seen(form, "As on the card."));
	assert_true(is_seen(form, "! NIK"));
	assert_int_equal(form_act(form, FORM_ACTION_SAVE, &(struct key){0}), FORM_REFUSED);
	assert_int_equal(form->current, NIK);
	/* A correction takes the mark away. */
	type(form, "50001");
	assert_false(is_seen(form, "Sixteen"));
	assert_int_equal(press(form, KEYS_ENTER), FORM_HANDLED);
}

static void test_doubt_stands_with_a_reason(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	enter(form, "Budi");
	type(form, "3173085204850001");
	assert_int_equal(press(form, KEYS_ENTER), FORM_REFUSED);
	assert_true(is_seen(form, "The NIK is a woman's."));
	assert_true(is_seen(form, "1 card seen  2 as told"));
	assert_int_equal(press(form, KEYS_ENTER), FORM_REFUSED); /* no answer */
	assert_int_equal(press(form, '2'), FORM_HANDLED);
	assert_int_equal(form->current, BORN);
	assert_int_equal(form_reason(form, NIK), 2);
	assert_string_equal(form_value(form, NIK), "3173085204850001");
	/* Another NIK is another question. */
	press(form, KEYS_UP);
	press(form, KEYS_BACKSPACE);
	type(form, "2");
	assert_int_equal(form_reason(form, NIK), 0);
	assert_int_equal(press(form, KEYS_ENTER), FORM_REFUSED);
	/* Who goes on typing corrects it. */
	press(form, KEYS_BACKSPACE);
	assert_string_equal(form_value(form, NIK), "317308520485000");
}

static void test_doubts_that_nobody_asks_about_stand(void **state)
{
	struct trial *trial = *state;
	struct form_options options = options_of(trial);
	struct form form;

	options.reason_count = 0;
	form_open(&form, &options);
	enter(&form, "Budi");
	enter(&form, "3173085204850001");
	assert_int_equal(form.current, BORN);
	form_close(&form);
}

static void test_digits_alone(void **state)
{
	struct form *form = &((struct trial *)*state)->form;
	struct key paste = {.code = KEYS_PASTE, .text = "3173 0842-0485.0001\r\n"};

	form_go_to(form, NIK);
	assert_int_equal(press(form, 'x'), FORM_REFUSED);
	assert_int_equal(form_act(form, ACTION_NONE, &paste), FORM_HANDLED);
	assert_string_equal(form_value(form, NIK), "3173084204850001");
	assert_int_equal(press(form, '7'), FORM_REFUSED); /* there are sixteen */
	assert_string_equal(form_value(form, NIK), "3173084204850001");
}

static void test_dates(void **state)
{
	static const char *const written[] = {"12/4/1985", "12-04-1985", "12.4.1985", "1985-04-12",
		"12 April 1985", "12041985"};
	struct form *form = &((struct trial *)*state)->form;

	for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++) {
		form_go_to(form, BORN);
		press(form, KEYS_CTRL('U'));
		enter(form, written[i]);
		assert_string_equal(form_text(form, BORN), "12/04/1985");
	}
	form_go_to(form, BORN);
	press(form, KEYS_CTRL('U'));
	type(form, "31/2/1985");
	assert_int_equal(press(form, KEYS_ENTER), FORM_REFUSED);
	assert_true(is_seen(form, "as in 16/07/1985"));
}

static void test_choices_are_filtered(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	form_go_to(form, KELURAHAN);
	assert_true(is_seen(form, "Type a part of it"));
	press(form, KEYS_DOWN); /* all of them */
	assert_true(is_seen(form, "Kebon Jeruk"));
	press(form, KEYS_ESC);
	assert_false(is_seen(form, "Kebon Jeruk"));
	type(form, "kemb");
	assert_true(is_seen(form, "Kembangan Utara"));
	assert_false(is_seen(form, "Kebon Jeruk"));
	assert_int_equal(press(form, KEYS_ENTER), FORM_REFUSED);
	assert_true(is_seen(form, "2 fit"));
	type(form, " ut");
	enter(form, "");
	assert_string_equal(form_value(form, KELURAHAN), "31.73.08.1002");
	/* By the arrow, by another name, and not at all. */
	form_go_to(form, KELURAHAN);
	type(form, "kem");
	press(form, KEYS_DOWN);
	enter(form, "");
	assert_string_equal(form_value(form, KELURAHAN), "31.73.08.1001");
	form_go_to(form, KELURAHAN);
	enter(form, "kebun");
	assert_string_equal(form_value(form, KELURAHAN), "31.73.05.1004");
	/* A whole name is meant, though it is a part of another's. */
	form_go_to(form, KELURAHAN);
	enter(form, "kembangan");
	assert_string_equal(form_value(form, KELURAHAN), "31.73.08.1002");
	form_go_to(form, KELURAHAN);
	type(form, "tidak ada");
	assert_int_equal(press(form, KEYS_ENTER), FORM_REFUSED);
	assert_true(is_seen(form, "Nothing fits that."));
	/* One key takes a choice away. */
	press(form, KEYS_CTRL('U'));
	enter(form, "");
	assert_string_equal(form_value(form, KELURAHAN), "");
}

static void test_repeat(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	assert_int_equal(press(form, KEYS_F(3)), FORM_REFUSED); /* there was none */
	enter(form, "Siti");
	form_go_to(form, KELURAHAN);
	enter(form, "meruya");
	form_saved(form);
	form_fill(form, KELURAHAN, "");
	form_go_to(form, KELURAHAN);
	assert_int_equal(press(form, KEYS_F(3)), FORM_HANDLED);
	assert_string_equal(form_value(form, KELURAHAN), "31.73.08.1003");
	assert_string_equal(form_text(form, KELURAHAN), "Meruya Utara");
}

static void test_escape_brings_back_then_leaves(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	form_fill(form, NAME, "Siti");
	form_go_to(form, NAME);
	assert_int_equal(press(form, KEYS_ESC), FORM_IGNORED);
	type(form, " Aminah");
	assert_int_equal(form_focus(form), FOCUS_INPUT);
	assert_int_equal(press(form, KEYS_ESC), FORM_HANDLED);
	assert_string_equal(form_text(form, NAME), "Siti");
	assert_int_equal(press(form, KEYS_ESC), FORM_IGNORED);
}

static void test_draft_reopens_at_its_field(void **state)
{
	struct trial *trial = *state;
	struct form_options options = options_of(trial);
	struct form again;

	assert_int_equal(trial->drafts, 0);
	enter(&trial->form, "Siti");
	type(&trial->form, "3173085204850001");
	press(&trial->form, KEYS_ENTER);
	press(&trial->form, '1');
	form_go_to(&trial->form, KELURAHAN);
	type(&trial->form, "kem");
	form_keep(&trial->form);
	form_open(&again, &options);
	assert_true(form_resume(&again, buf_bytes(&trial->draft)));
	assert_int_equal(again.current, KELURAHAN);
	assert_string_equal(form_text(&again, NAME), "Siti");
	assert_int_equal(form_reason(&again, NIK), 1);
	assert_string_equal(form_text(&again, KELURAHAN), "kem");
	assert_string_equal(form_value(&again, KELURAHAN), "");
	/* What is recorded is no draft any more. */
	form_start_over(&again);
	assert_int_equal(trial->draft.len, 0);
	assert_string_equal(form_text(&again, NAME), "");
	form_close(&again);
}

static void test_foreign_draft_changes_nothing(void **state)
{
	struct form *form = &((struct trial *)*state)->form;
	struct buf draft = BUF_EMPTY;

	assert_false(form_resume(form, BYTES_NONE));
	form_put(form, NAME, "Siti");
	form_draft(form, &draft);
	form_put(form, NAME, "");
	for (size_t len = 0; len < draft.len; len++)
		assert_false(form_resume(form, (struct bytes){draft.ptr, len}));
	for (size_t i = 0; i < draft.len; i++) {
		draft.ptr[i] ^= 0xff;
		(void)form_resume(form, buf_bytes(&draft));
		draft.ptr[i] ^= 0xff;
	}
	assert_true(form_resume(form, buf_bytes(&draft)));
	assert_string_equal(form_text(form, NAME), "Siti");
	buf_wipe(&draft);
}

/* What was recorded and nobody touched is no change, however foreign its text. */
static void test_untouched_is_unchanged(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	form_fill(form, NAME, "BUDI \033]0;x\a\r\n\342\200\256");
	form_fill(form, KELURAHAN, "99.99.99.9999");
	assert_false(form_is_changed(form));
	assert_int_equal(form_act(form, FORM_ACTION_SAVE, &(struct key){0}), FORM_SAVE);
	assert_string_equal(form_value(form, KELURAHAN), "99.99.99.9999");
	assert_false(is_seen(form, "\033"));
	assert_false(is_seen(form, "\342\200\256"));
}

static void test_secret_is_masked_elsewhere(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	form_fill(form, NIK, "3173084204850001");
	assert_true(is_seen(form, "317308******0001"));
	form_go_to(form, NIK);
	assert_true(is_seen(form, "3173084204850001"));
}

/* It is higher than the window: the current field is seen, and nothing typed is lost by a resize. */
static void test_follows_the_field(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	term_resize(9, 60);
	type(form, "Siti");
	assert_false(is_seen(form, "WHERE"));
	form_go_to(form, CARD);
	assert_true(is_seen(form, "> Has the card"));
	assert_false(is_seen(form, "Name"));
	form_go_to(form, NAME);
	assert_true(is_seen(form, "WHO"));
	term_resize(24, 80);
	assert_true(is_seen(form, "Siti"));
	assert_true(is_seen(form, "Has the card"));
}

static void test_click(void **state)
{
	struct form *form = &((struct trial *)*state)->form;

	type(form, "Siti");
	assert_false(is_seen(form, "nowhere"));
	/* Row 1 is the title WHO, 2 the name, 3 the NIK. */
	assert_int_equal(form_act(form, ACTION_NONE, &(struct key){.code = KEYS_CLICK, .row = 3, .col = 20}), FORM_HANDLED);
	assert_int_equal(form->current, NIK);
	assert_int_equal(form_act(form, ACTION_NONE, &(struct key){.code = KEYS_CLICK, .row = 2, .col = form->label_cols + 1}), FORM_HANDLED);
	type(form, "x");
	assert_string_equal(form_text(form, NAME), "Sxiti");
	assert_int_equal(form_act(form, ACTION_NONE, &(struct key){.code = KEYS_CLICK, .row = 20, .col = 1}), FORM_IGNORED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(empty),
		TEST(enter_goes_on_and_last_saves),
		TEST(what_is_wrong_keeps_the_field),
		TEST(doubt_stands_with_a_reason),
		TEST(doubts_that_nobody_asks_about_stand),
		TEST(digits_alone),
		TEST(dates),
		TEST(choices_are_filtered),
		TEST(repeat),
		TEST(escape_brings_back_then_leaves),
		TEST(draft_reopens_at_its_field),
		TEST(foreign_draft_changes_nothing),
		TEST(untouched_is_unchanged),
		TEST(secret_is_masked_elsewhere),
		TEST(follows_the_field),
		TEST(click),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
