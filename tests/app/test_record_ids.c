/* SPDX-License-Identifier: BSD-2-Clause */
/* Record ids are those of doc/FORMAT.md, whoever makes the file and however the name is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "base/file.h"
#include "base/random.h"
#include "store/format_page.h"

#define SESSION "2019-KT-KBG-2"

static struct format_page page;

/* A programme with the example's ids secret. */
static struct store *make_store(void)
{
	const struct store_options options = {.clock = clock_set_to(1563240060, true)};
	const struct store_founder founder = {.name = "Rina S.",
					      .ids_secret = format_bytes(&page, "ids-secret").ptr};
	const char *folder = getenv("TMPDIR");
	char *path = path_join(folder ? folder : "/tmp", "ids.okoce");
	struct store *store;
	struct err err = {STATUS_OK, ""};

	if (store_create(&store, path, &options, &founder, &err))
		fail_msg("%s", err.text);
	free(path);
	return store;
}

static struct person_identity someone(const char *name, const char *nik)
{
	struct person_identity identity;

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	identity.nik = nik;
	identity.born = date_of(1990, 3, 12);
	return identity;
}

static void assert_id(struct id id, const char *block)
{
	assert_true(bytes_equal(id_bytes(&id), format_bytes(&page, block)));
}

static void test_ids_of_the_page(void **state)
{
	const struct app app = {.store = *state};
	struct person_identity siti = someone("SITI AMINAH, S.E.", "3173085203900001"),
			       same = someone("Hj. Siti Aminah", "3173085203900001"),
			       without = someone("Siti  Aminah", "");
	struct id first = app_row_id(&app, SESSION, &without, 17),
		  other = app_row_id(&app, SESSION, &without, 18);

	assert_id(app_record_id(&app, &siti), "record-id");
	assert_id(app_record_id(&app, &same), "record-id");
	assert_id(first, "row-id");
	assert_false(id_equal(&first, &other));
}

static void test_another_birth_date_is_another_record(void **state)
{
	const struct app app = {.store = *state};
	struct person_identity siti = someone("SITI AMINAH, S.E.", "3173085203900001");

	siti.born = DATE_NONE;
	struct id id = app_record_id(&app, &siti);
	assert_false(bytes_equal(id_bytes(&id), format_bytes(&page, "record-id")));
}

static int set_up(void **state)
{
	format_page_read(&page);
	*state = make_store();
	return 0;
}

static int tear_down(void **state)
{
	store_close(*state);
	format_page_release(&page);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids_of_the_page),
		cmocka_unit_test(test_another_birth_date_is_another_record),
	};
	struct err err;
	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
