/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/demo_followup.h"

#include "app/document.h"
#include "model/path.h"

#include <stdio.h>
#include <string.h>

#define FIRST_AFTER 75 /* days after the training */
#define FIRST_LATEST 18 /* days before the demo's day */
#define LAST_BEFORE 5

/* One step of somebody's, of those whose number from 0 to 99 is in the range. */
struct share {
	const char *commodity; /* null: any */
	uint32_t year;
	enum demo_round round;
	uint32_t from, to;
	const char *step;
	enum followup_state state;
	int started, finished; /* days after the training; 0: not said */
	uint32_t weeks, reason;
	const char *note;
	uint32_t document; /* its kind, that was issued at the end; 0: none */
};

#define HP "service-hp"
#define MM "makanan-minuman"

static const struct share shares[] = {
	/* The month in Roxy: most of 2018 have done it; some are there now, some are stuck. */
	{HP, 2018, DEMO_ROUND_FIRST, 0, 44, "roxy", FOLLOWUP_SKILLED, 11, 44, 4, 0, "", 0},
	{HP, 2018, DEMO_ROUND_FIRST, 45, 59, "roxy", FOLLOWUP_FINISHED, 11, 41, 4, 0, "", 0},
	{HP, 2018, DEMO_ROUND_LAST, 60, 79, "roxy", FOLLOWUP_STARTED, -22, 0, 3, 0, "", 0},
	{HP, 2018, DEMO_ROUND_LAST, 80, 86, "roxy", FOLLOWUP_STUCK, 0, 0, 0, STUCK_TIME, "", 0},
	{HP, 2018, DEMO_ROUND_LAST, 87, 90, "roxy", FOLLOWUP_STUCK, 0, 0, 0, STUCK_UNREACHABLE, "", 0},
	{HP, 2018, DEMO_ROUND_FIRST, 0, 99, "halal", FOLLOWUP_SKIPPED, 0, 0, 0, 0, "", 0},
	{HP, 2018, DEMO_ROUND_FIRST, 0, 99, "pengemasan", FOLLOWUP_SKIPPED, 0, 0, 0, 0, "", 0},
	{HP, 2018, DEMO_ROUND_FIRST, 0, 29, "p3", FOLLOWUP_FINISHED, 44, 70, 0, 0, "", 0},
	{HP, 2018, DEMO_ROUND_LAST, 0, 17, "p4", FOLLOWUP_FINISHED, 90, 200, 0, 0, "", DOCUMENT_NIB},
	/* Food: packaging, then the halal label. */
	{MM, 2018, DEMO_ROUND_FIRST, 0, 64, "pengemasan", FOLLOWUP_FINISHED, 7, 36, 0, 0, "", DOCUMENT_PIRT},
	{MM, 2018, DEMO_ROUND_LAST, 65, 76, "pengemasan", FOLLOWUP_STUCK, 0, 0, 0, STUCK_MONEY,
		"menunggu bantuan kemasan", 0},
	{MM, 2018, DEMO_ROUND_LAST, 0, 34, "halal", FOLLOWUP_FINISHED, 40, 190, 0, 0, "", DOCUMENT_HALAL},
	{MM, 2018, DEMO_ROUND_LAST, 35, 49, "halal", FOLLOWUP_STARTED, -30, 0, 0, 0, "", 0},
	{MM, 2018, DEMO_ROUND_LAST, 50, 56, "halal", FOLLOWUP_STUCK, 0, 0, 0, STUCK_AGENCY, "", 0},
	{MM, 2018, DEMO_ROUND_LAST, 0, 24, "p4", FOLLOWUP_FINISHED, 60, 150, 0, 0, "", DOCUMENT_IUMK},
	{MM, 2019, DEMO_ROUND_FIRST, 0, 54, "pengemasan", FOLLOWUP_FINISHED, 5, 31, 0, 0, "", 0},
	{MM, 2019, DEMO_ROUND_LAST, 0, 19, "halal", FOLLOWUP_STARTED, -20, 0, 0, 0, "", 0},
	/* The others. */
	{NULL, 2018, DEMO_ROUND_FIRST, 0, 39, "pelatihan-dinas", FOLLOWUP_FINISHED, 20, 50, 0, 0, "", 0},
	{"fashion", 2018, DEMO_ROUND_FIRST, 0, 44, "pengemasan", FOLLOWUP_FINISHED, 10, 40, 0, 0, "", 0},
	{"kerajinan-tangan", 2018, DEMO_ROUND_FIRST, 0, 49, "pengemasan", FOLLOWUP_FINISHED, 10, 40, 0, 0, "",
		0},
};

static date end_of(const struct demo_class *class)
{
	return class->stage == DEMO_DONE ? session_ends(class->session) : DATE_NONE;
}

date demo_round_on(const struct demo_class *class, enum demo_round round)
{
	const date end = end_of(class);
	const date last = demo_today() - LAST_BEFORE;

	if (end == DATE_NONE || class->size == 0 || end + FIRST_AFTER > demo_today() - FIRST_LATEST)
		return DATE_NONE;
	return round == DEMO_ROUND_FIRST ? end + FIRST_AFTER : last;
}

static bool completed(const struct demo_classes *classes, const struct demo_class *class, size_t index)
{
	for (uint32_t day = 1; day <= class->session->plan.days; day++)
		if (demo_attendance(classes, class, index, day) != ATTENDANCE_PRESENT)
			return false;
	return class->session->plan.days > 0;
}

static bool fits(const struct share *share, const struct demo_class *class, enum demo_round round,
	uint32_t drawn)
{
	const struct session_plan *plan = &class->session->plan;

	return share->round == round && share->year == plan->year && drawn >= share->from &&
	       drawn <= share->to &&
	       (!share->commodity || strcmp(share->commodity, plan->commodity) == 0);
}

/* Days after the training, or, below 0, before the demo's day. */
static date day_of(const struct demo_class *class, int days)
{
	if (days == 0)
		return DATE_NONE;
	return (days < 0 ? demo_today() : end_of(class)) + (date)days;
}

static const char *const issuers[] = {
	[DOCUMENT_HALAL] = "BPJPH",
	[DOCUMENT_PIRT] = "Sudin Kesehatan Jakarta Barat",
	[DOCUMENT_NIB] = "OSS",
	[DOCUMENT_IUMK] = "Kecamatan",
};

static void put_document(const struct app *app, struct transaction *transaction, const struct id *record,
	uint32_t kind, date issued, uint32_t drawn)
{
	struct document document;
	struct register_key key;
	char number[32];

	record_clear(&document_type, &document);
	document.kind = kind;
	if (kind == DOCUMENT_HALAL)
		snprintf(number, sizeof(number), "ID3111%010u", (unsigned)drawn);
	else if (kind == DOCUMENT_PIRT)
		snprintf(number, sizeof(number), "2053173%06u-19", (unsigned)(drawn % 1000000));
	else
		snprintf(number, sizeof(number), "9120%09u", (unsigned)(drawn % 1000000000));
	document.number = number;
	document.issuer = issuers[kind];
	document.status = DOCUMENT_ISSUED;
	document.issued = issued;
	if (kind == DOCUMENT_HALAL || kind == DOCUMENT_PIRT)
		document.until = issued + 4 * 365;
	key = register_document(record, document_first_number(app, &document));
	transaction_put_record(transaction, register_bytes(&key), &document_type, &document);
}

static void put_step(const struct share *share, const struct demo_class *class, const struct id *record,
	struct transaction *transaction)
{
	const struct register_key key =
		register_followup(record, class->session->plan.commodity, share->step);
	struct followup said;

	record_clear(&followup_type, &said);
	said.state = share->state;
	said.started = day_of(class, share->started);
	said.finished = day_of(class, share->finished);
	said.weeks = share->weeks;
	said.reason = share->reason;
	said.note = share->note;
	transaction_put_record(transaction, register_bytes(&key), &followup_type, &said);
}

bool demo_round_put(const struct demo_classes *classes, const struct demo_class *class, size_t index,
	enum demo_round round, const struct app *app, struct transaction *transaction)
{
	const size_t nth = (size_t)(class - classes->class);
	const struct id *record = &class->record[index];
	/* Not the one by which the attendance was drawn. */
	const uint32_t drawn = demo_drawn(classes, nth, (uint32_t)index ^ 0x80000000u, 100);
	const struct commodity *commodity =
		programme_commodity(&classes->plan, class->session->plan.commodity);
	bool begun = false;

	if (!commodity || !completed(classes, class, index))
		return false;
	for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
		const struct share *share = &shares[i];

		if (!fits(share, class, round, drawn) || !commodity_step(commodity, share->step))
			continue;
		if (!begun)
			transaction_entry(transaction);
		begun = true;
		put_step(share, class, record, transaction);
		if (share->document != 0)
			put_document(app, transaction, record, share->document,
				day_of(class, share->finished),
				demo_drawn(classes, nth, (uint32_t)index ^ 0x80000000u,
					1000000000) + share->document);
	}
	return begun;
}
