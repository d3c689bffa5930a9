/* SPDX-License-Identifier: BSD-2-Clause */
/* Tindak lanjut on the screen: steps, their people, many said of at once, a person's path and documents. */
#include "tui/office_try.h"
#include "support/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define WIDE 50, 200

static struct terminal *open_steps(const struct office_look *look)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, look);

	terminal_type(terminal, "t");
	return terminal;
}

/* The people of the month in Roxy, of all kecamatan: it is the eleventh step from the end. */
static struct terminal *open_roxy(const struct office_look *look)
{
	struct terminal *terminal = open_steps(look);

	terminal_type(terminal, "<End><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Enter>");
	return terminal;
}

/* --- How it looks ------------------------------------------------------------------------------ */

static void looks(const char *what, struct terminal *open(const struct office_look *), const char *keys)
{
	char golden[64];
	struct terminal *terminal;

	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		terminal = open(&office_looks[i]);
		terminal_type(terminal, keys);
		snprintf(golden, sizeof(golden), "tui/golden/%s-%s", what, office_looks[i].name);
		terminal_golden(terminal, golden);
		office_quit(terminal);
	}
	terminal = open(&office_looks[0]);
	terminal_type(terminal, keys);
	terminal_resize(terminal, WIDE);
	snprintf(golden, sizeof(golden), "tui/golden/%s-id-wide", what);
	terminal_golden(terminal, golden);
	office_quit(terminal);
}

static void test_steps_look(void **state)
{
	(void)state;
	looks("followup", open_steps, "<Down><Down>");
}

static void test_people_look(void **state)
{
	(void)state;
	looks("followup-people", open_roxy, "<Space><Down><Space>");
}

static void test_form_looks(void **state)
{
	(void)state;
	looks("followup-form", open_roxy, "<Space><Space><Enter><Down>");
}

static void test_document_looks(void **state)
{
	(void)state;
	looks("document", open_roxy, "pd<Enter>");
}

/* --- Doing it ---------------------------------------------------------------------------------- */

static void test_kecamatan_and_states(void **state)
{
	struct terminal *terminal = open_roxy(NULL);

	(void)state;
	terminal_expect(terminal, "Phone repair school in Roxy, Mobile phone repair");
	terminal_expect(terminal, "Kembangan, everyone");
	terminal_type(terminal, "ssss");
	terminal_expect(terminal, "Kembangan, late");
	terminal_type(terminal, "k");
	terminal_expect(terminal, "all kecamatan, late");
	terminal_type(terminal, "s");
	terminal_expect(terminal, "all kecamatan, stuck");
	terminal_expect(terminal, "no time");
	terminal_type(terminal, "g");
	terminal_expect(terminal, "2018-HP-CKR-1, stuck");
	terminal_type(terminal, "g<Esc>");
	terminal_expect(terminal, "FOLLOW-UP");
	office_quit(terminal);
}

/* Somebody of service HP through the month in Roxy, until proficient. */
static void test_the_month_in_roxy(void **state)
{
	struct terminal *terminal = open_roxy(NULL);

	(void)state;
	terminal_type(terminal, "ssss"); /* late */
	terminal_type(terminal, "<Enter>beg<Enter>");
	terminal_type(terminal, "01/07/2019<Enter><Enter>2<Enter><Enter>lancar<Enter>");
	terminal_expect(terminal, "Saved: 1 person.");
	terminal_type(terminal, "ssssssssss"); /* under way */
	terminal_expect(terminal, "Kembangan, under way");
	terminal_type(terminal, "<Down><Down><Down><Down>");
	terminal_expect(terminal, ": 2 of 4 weeks,");
	terminal_type(terminal, "p");
	terminal_expect(terminal, "HP: roxy>");
	terminal_type(terminal, "<Esc><Enter>");
	terminal_expect(terminal, "Where it stands: begun");
	terminal_type(terminal, "<C-u>and prof<Enter><Enter><Enter><C-u>4<C-s>");
	terminal_expect(terminal, "Saved: 1 person.");
	terminal_type(terminal, "ssssss");
	terminal_expect(terminal, "Kembangan, proficient");
	terminal_expect(terminal, "NIHAYAH MUKTAR");
	terminal_expect(terminal, "4 of 4 weeks");
	office_quit(terminal);
}

static void test_many_at_once_and_taken_back(void **state)
{
	struct terminal *terminal = open_roxy(NULL);

	(void)state;
	terminal_type(terminal, "<Space><Space><Space>");
	terminal_expect(terminal, ", 3 marked");
	terminal_type(terminal, "<Enter>stuck<Enter>");
	terminal_expect(terminal, "3 people: Phone repair school in Roxy");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "Please choose why it is stuck.");
	terminal_type(terminal, "ill<Enter><Enter>");
	terminal_expect(terminal, "Saved: 3 people.");
	assert_int_equal(terminal_find(terminal, "marked"), -1);
	terminal_type(terminal, "sssss");
	terminal_expect(terminal, "ill");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "Taken back.");
	assert_int_equal(terminal_find(terminal, " ill"), -1);
	office_quit(terminal);
}

/* A halal certificate with its number and its end, on the person's page and in the list of the step. */
static void test_a_halal_certificate(void **state)
{
	struct terminal *terminal = open_steps(NULL);

	(void)state;
	terminal_type(terminal, "<Down><Enter>ssss"); /* food, halal, late */
	terminal_expect(terminal, "Halal label registration, Food and drink");
	terminal_type(terminal, "pd");
	terminal_type(terminal, "halal<Enter><Enter>issued<Enter>3111<Enter><BackTab>");
	terminal_expect(terminal, "A halal number is ID and digits");
	terminal_type(terminal, "<C-u>ID31110000999999<Enter>BPJPH<Enter>01/07/2019<Enter>30/06/2023<Enter>");
	terminal_expect(terminal, "Saved: Halal certificate");
	terminal_type(terminal, "<End><Up><Up><Up>");
	terminal_expect(terminal, "ID31110000999999, BPJPH, issued 1 July 2019, until 30 June 2023");
	/* Its row opens it again. */
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Status     : issued");
	terminal_type(terminal, "<Esc><Esc>sssssssssss");
	terminal_expect(terminal, "Halal certif");
	office_quit(terminal);
}

static void test_beranda_says_what_is_due(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_expect(terminal, "steps are due this week");
	terminal_type(terminal, "c<End><Enter>");
	terminal_expect(terminal, "FOLLOW-UP");
	office_quit(terminal);
}

static void test_nobody_is_followed(void **state)
{
	struct terminal *terminal = office_open(OFFICE_EMPTY, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "t");
	terminal_expect(terminal, "Nobody is followed here yet");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "FOLLOW-UP");
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps_look),
		cmocka_unit_test(test_people_look),
		cmocka_unit_test(test_form_looks),
		cmocka_unit_test(test_document_looks),
		cmocka_unit_test(test_kecamatan_and_states),
		cmocka_unit_test(test_the_month_in_roxy),
		cmocka_unit_test(test_many_at_once_and_taken_back),
		cmocka_unit_test(test_a_halal_certificate),
		cmocka_unit_test(test_beranda_says_what_is_due),
		cmocka_unit_test(test_nobody_is_followed),
	};

	return cmocka_run_group_tests_name("followup", tests, office_begin, office_end);
}
