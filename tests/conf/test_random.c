/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random sound folders, written as officers may write them: in lines or in brackets, with quotes or
 * without, with remarks, keys in any order, what is optional given or not. What is read is what was
 * meant. OKOCE_TEST_SEED=N begins elsewhere.
 */
#include "conf/conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"

/* It needs those before it. */
#include <cmocka.h>

#define FOLDERS 60
#define COMMODITIES_MAX 6
#define KECAMATAN_MAX 8
#define SESSIONS_MAX 60
#define YEAR 2021

/* What is meant. */
struct meant {
	unsigned commodities, kecamatan, sessions;
	char commodity[COMMODITIES_MAX][24], label[COMMODITIES_MAX][60];
	struct meant_session {
		unsigned commodity, kecamatan, number, capacity, days;
		bool dated, timed;
		date first;
		unsigned hour;
		char venue[80];
	} session[SESSIONS_MAX];
	unsigned capacity, days;
};

static uint64_t seed;

static unsigned below(unsigned limit)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % limit;
}

/* --- Meaning ---------------------------------------------------------------------------------- */

/* Words that need care in YAML. */
static const char *const words[] = {"Aula", "RPTRA \"Manggis\"", "no", "08.00", "a: b", "x #1",
	"it's", "- dash", "Jl. Raya No. 5, RT 01", "null", "~", "100%", "[x]", "{y}", "&co", "*", "!",
	"é ü", "true", "0"};

static void choose_text(char *out, size_t size)
{
	size_t count = sizeof(words) / sizeof(*words);

	snprintf(out, size, "%s %s", words[below((unsigned)count)], words[below((unsigned)count)]);
}

static void choose_session(struct meant *meant, struct meant_session *session, unsigned at)
{
	*session = (struct meant_session){
		.commodity = at % meant->commodities,
		.kecamatan = below(meant->kecamatan),
		.number = at + 1,
		.capacity = below(2) ? 0 : 1 + below(1000),
		.days = below(2) ? 0 : 1 + below(5),
		.dated = below(2),
		.timed = below(2),
		.first = date_of(YEAR, 1, 1) + (int)below(350),
		.hour = below(24),
	};
	char place[60];

	choose_text(place, sizeof(place));
	/* One place for each, else two may share a day. */
	snprintf(session->venue, sizeof(session->venue), "%s %u", place, at);
}

static void choose(struct meant *meant)
{
	*meant = (struct meant){
		.commodities = 1 + below(COMMODITIES_MAX),
		.kecamatan = 1 + below(KECAMATAN_MAX),
		.sessions = below(SESSIONS_MAX + 1),
		.capacity = 1 + below(1000),
		.days = 1 + below(5),
	};
	for (unsigned i = 0; i < meant->commodities; i++) {
		snprintf(meant->commodity[i], sizeof(meant->commodity[i]), "%c-komoditi.%u",
			(char)('a' + below(26)), i);
		/* Two that are alike would be warned of. */
		meant->label[i][0] = (char)('a' + i);
		choose_text(meant->label[i] + 1, sizeof(meant->label[i]) - 1);
	}
	for (unsigned i = 0; i < meant->sessions; i++)
		choose_session(meant, &meant->session[i], i);
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* A text in quotes of either kind. */
static void put_text(struct buf *out, const char *text)
{
	bool single = below(2) == 0;

	buf_add_byte(out, single ? '\'' : '"');
	for (; *text; text++) {
		if (single && *text == '\'')
			buf_add_byte(out, '\'');
		if (!single && (*text == '"' || *text == '\\'))
			buf_add_byte(out, '\\');
		buf_add_byte(out, (uint8_t)*text);
	}
	buf_add_byte(out, single ? '\'' : '"');
}

/* An entry of a list under construction: in brackets, or a line for each key. */
struct entry {
	struct buf *out;
	bool brackets;
	unsigned keys;
};

static struct entry begin_entry(struct buf *out)
{
	struct entry entry = {.out = out, .brackets = below(2) == 0};

	if (below(5) == 0)
		buf_add_text(out, "  # remark: [not] {a} 'key\n\n");
	buf_add_text(out, entry.brackets ? "  - {" : "  - ");
	return entry;
}

static void put_key(struct entry *entry, const char *key)
{
	if (entry->keys > 0)
		buf_add_text(entry->out, entry->brackets ? ", " : "\n    ");
	entry->keys++;
	buf_printf(entry->out, "%s: ", key);
}

static void end_entry(const struct entry *entry)
{
	buf_add_text(entry->out, entry->brackets ? "}\n" : "\n");
}

static void save(const char *folder, const char *name, struct buf *text)
{
	folder_write(folder, name, text->ptr, text->len);
	buf_release(text);
}

static void write_definitions(const char *folder, const struct meant *meant)
{
	struct buf text = BUF_EMPTY;

	buf_add_text(&text, "commodities:\n");
	for (unsigned i = 0; i < meant->commodities; i++) {
		struct entry entry = begin_entry(&text);

		put_key(&entry, "years");
		buf_printf(&text, "[%d]", YEAR);
		put_key(&entry, "id");
		buf_add_text(&text, meant->commodity[i]);
		put_key(&entry, "label");
		buf_add_text(&text, "{id: ");
		put_text(&text, meant->label[i]);
		buf_printf(&text, ", en: x%u}", i);
		put_key(&entry, "code");
		buf_printf(&text, "K%c", (char)('A' + i));
		end_entry(&entry);
	}
	save(folder, "commodities.yaml", &text);
	buf_add_text(&text, "kecamatan:\n");
	for (unsigned i = 0; i < meant->kecamatan; i++)
		buf_printf(&text,
			"- code: 31.73.%02u\n  short_code: D%c\n  name: Kecamatan %u\n"
			"  kelurahan: [{code: 31.73.%02u.1001, name: K%u}]\n",
			i, (char)('A' + i), i, i, i);
	save(folder, "districts.yaml", &text);
}

static void write_session(
	struct buf *text, const struct meant *meant, const struct meant_session *session)
{
	struct entry entry = begin_entry(text);

	put_key(&entry, "number");
	buf_printf(text, "%u", session->number);
	put_key(&entry, "kecamatan");
	buf_printf(text, "31.73.%02u", session->kecamatan);
	put_key(&entry, "commodity");
	buf_add_text(text, meant->commodity[session->commodity]);
	put_key(&entry, "id");
	buf_printf(text, "%d-K%c-D%c-%u", YEAR, (char)('A' + session->commodity),
		(char)('A' + session->kecamatan), session->number);
	put_key(&entry, "venue");
	put_text(text, session->venue);
	if (session->capacity > 0) {
		put_key(&entry, "capacity");
		buf_printf(text, "%u", session->capacity);
	}
	if (session->days > 0) {
		put_key(&entry, "days");
		buf_printf(text, "%u", session->days);
	}
	if (session->timed) {
		put_key(&entry, "start");
		buf_printf(text, "%02u%c15", session->hour, below(2) ? '.' : ':');
	}
	if (session->dated) {
		unsigned days = session->days > 0 ? session->days : meant->days;

		put_key(&entry, "dates");
		for (unsigned i = 0; i < days; i++) {
			struct civil day = date_civil(session->first + (int)i);

			buf_printf(text, "%s%04d-%02d-%02d", i > 0 ? ", " : "[", day.year,
				day.month, day.day);
		}
		buf_add_byte(text, ']');
	}
	end_entry(&entry);
}

static void write_plan(const char *folder, const struct meant *meant)
{
	struct buf text = BUF_EMPTY;

	buf_printf(&text, "defaults: {days: %u, capacity: %u}\nyear: %d\nsessions:%s\n", meant->days,
		meant->capacity, YEAR, meant->sessions == 0 ? " []" : "");
	for (unsigned i = 0; i < meant->sessions; i++)
		write_session(&text, meant, &meant->session[i]);
	buf_printf(&text, "total: %u\ntotals:\n", meant->sessions);
	for (unsigned i = 0; i < meant->commodities; i++)
		buf_printf(&text, "- {commodity: %s, sessions: %u}\n", meant->commodity[i],
			meant->sessions / meant->commodities +
				(i < meant->sessions % meant->commodities));
	save(folder, "plan-2021.yaml", &text);
}

/* --- Comparing -------------------------------------------------------------------------------- */

static void compare_session(const struct programme *programme, const struct meant *meant,
	const struct meant_session *session)
{
	char id[40];
	unsigned days = session->days > 0 ? session->days : meant->days;

	snprintf(id, sizeof(id), "%d-K%c-D%c-%u", YEAR, (char)('A' + session->commodity),
		(char)('A' + session->kecamatan), session->number);
	const struct session *read = programme_session(programme, id);
	assert_non_null(read);
	assert_string_equal(read->plan.commodity, meant->commodity[session->commodity]);
	assert_int_equal(read->plan.number, session->number);
	assert_int_equal(read->plan.days, days);
	assert_int_equal(read->plan.capacity,
		session->capacity > 0 ? session->capacity : meant->capacity);
	assert_string_equal(read->schedule.venue, session->venue);
	assert_int_equal(
		read->schedule.start_minute, session->timed ? 1 + session->hour * 60 + 15 : 0);
	assert_int_equal(read->schedule.dates.count, session->dated ? days : 0);
	for (unsigned i = 0; session->dated && i < days; i++)
		assert_int_equal(read->schedule.dates.item[i], session->first + (int)i);
}

static void try_folder(const char *folder, const struct meant *meant)
{
	struct loaded loaded;

	write_definitions(folder, meant);
	write_plan(folder, meant);
	folder_load(folder, &loaded);
	struct buf said = folder_problems(folder, &loaded);
	assert_string_equal(buf_text(&said), "");
	assert_int_equal(loaded.programme.session_count, meant->sessions);
	assert_int_equal(loaded.programme.commodity_count, meant->commodities);
	assert_int_equal(loaded.programme.kecamatan_count, meant->kecamatan);
	for (unsigned i = 0; i < meant->commodities; i++)
		assert_string_equal(
			programme_commodity(&loaded.programme, meant->commodity[i])->label_id,
			meant->label[i]);
	for (unsigned i = 0; i < meant->sessions; i++)
		compare_session(&loaded.programme, meant, &meant->session[i]);
	buf_release(&said);
	loaded_release(&loaded);
}

static void test_random_folders(void **state)
{
	const char *first = getenv("OKOCE_TEST_SEED");
	uint64_t begin = first ? strtoull(first, NULL, 10) : 1;
	static struct meant meant;

	folder_delete(*state, "plan-2018.yaml");
	folder_delete(*state, "plan-2019.yaml");
	folder_delete(*state, "calendar-2019.yaml");
	for (uint64_t i = begin; i < begin + FOLDERS; i++) {
		print_message("OKOCE_TEST_SEED=%llu\n", (unsigned long long)i);
		seed = i * 0x9e3779b97f4a7c15u;
		choose(&meant);
		try_folder(*state, &meant);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_folders),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
