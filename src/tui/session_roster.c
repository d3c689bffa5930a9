/* SPDX-License-Identifier: BSD-2-Clause */
/* The people of a session and their days, those who wait behind those who have a seat. To read: people
 * are checked in on Kehadiran. */
#include "tui/sessions.h"
#include "model/nik.h"
#include "report/state_words.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define DAYS_SHOWN 8 /* as many fit beside a name */

struct people {
	struct app *app;
	char *id;
	struct roster roster;
	const size_t *place; /* in the waiting list, of each */
	struct list list;
	struct buf title, counts;
	struct area list_area;
};

static enum status read_people(
	struct people *people, const struct session *session, struct err *err)
{
	struct roster roster = {.count = 0};
	enum status status = app_roster(people->app, session, &roster, err);

	if (status != STATUS_OK) {
		roster_release(&roster);
		return status;
	}
	roster_release(&people->roster);
	people->roster = roster;
	people->place = roster_waiting_places(&people->roster, &people->roster.arena);
	list_set_count(&people->list, people->roster.count);
	return STATUS_OK;
}

static void release(void *context)
{
	struct people *people = context;

	roster_release(&people->roster);
	buf_release(&people->title);
	buf_release(&people->counts);
	free(people->id);
	free(people);
}

void *session_roster_open(struct app *app, const struct session *session, struct err *err)
{
	struct people *people = memory_alloc(sizeof(*people));

	people->app = app;
	people->id = memory_text(session->id);
	if (read_people(people, session, err) != STATUS_OK) {
		release(people);
		return NULL;
	}
	list_select(&people->list, people->roster.count > 0 ? 0 : LIST_NONE);
	return people;
}

/* The load reads them again. */
static void lock(void *context)
{
	struct people *people = context;

	roster_release(&people->roster);
	people->roster = (struct roster){.count = 0};
	people->place = NULL;
	people->list.count = 0;
}

/* --- Loading ----------------------------------------------------------------------------------- */

static void load_counts(struct people *people)
{
	struct day_count count;

	roster_count(&people->roster, 0, &count);
	buf_printf(&people->counts, _("%u of %u seats taken"), (unsigned)count.registered,
		(unsigned)count.seats);
	if (count.waiting > 0)
		buf_printf(&people->counts, _(", %u waiting"), (unsigned)count.waiting);
}

static enum status load(void *context, struct err *err)
{
	struct people *people = context;
	const struct session *session;
	enum status status = app_refresh(people->app, err);

	session = programme_session(&people->app->programme, people->id);
	if (status == STATUS_OK && session)
		status = read_people(people, session, err);
	buf_clear(&people->title);
	buf_clear(&people->counts);
	if (session)
		session_title(&people->app->programme, session, &people->title);
	load_counts(people);
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

/* As in a printed roster, one letter a day: "P P - -". */
static void add_days(
	const struct people *people, const struct roster_person *person, struct buf *out)
{
	for (uint32_t day = 1; day <= people->roster.days && day <= DAYS_SHOWN; day++)
		buf_printf(out, "%s%s", day > 1 ? " " : "",
			mark_letter(roster_reads(&people->roster, person, day)));
}

static void add_status(const struct people *people, size_t index, struct buf *out)
{
	switch (people->roster.person[index].enrolment.status) {
	case ENROLMENT_WAITING:
		buf_printf(out, _("waiting no. %zu"), people->place[index]);
		break;
	case ENROLMENT_WITHDRAWN:
		buf_add_text(out, _("withdrawn"));
		break;
	case ENROLMENT_MOVED:
		buf_add_text(out, _("moved"));
		break;
	case ENROLMENT_VOID:
		buf_add_text(out, _("by mistake"));
		break;
	default:
		break;
	}
}

static void draw_person(void *context, size_t index, struct list_row *row)
{
	const struct people *people = context;
	const struct roster_person *person = &people->roster.person[index];

	list_cell(row, 0, "%s", person->enrolment.number);
	list_cell(row, 1, "%s", person->identity.name);
	list_cell(row, 2, "%s", office_sex(person->identity.sex));
	office_place(people->app, &person->address, &row->cell[3]);
	nik_tail(person->identity.nik, &row->cell[4]);
	add_days(people, person, &row->cell[5]);
	add_status(people, index, &row->cell[6]);
}

static const struct column columns[] = {
	{N_("No"), 3, 0, 0, 0, ALIGN_LEFT},
	{N_("Name"), 24, 14, 1, 0, ALIGN_LEFT},
	{N_("M/F"), 3, 0, 0, 2, ALIGN_LEFT},
	{N_("Kelurahan"), 18, 10, 1, 3, ALIGN_LEFT},
	{N_("NIK"), 6, 0, 0, 1, ALIGN_LEFT},
	{N_("Days"), 11, 0, 0, 0, ALIGN_LEFT},
	{NULL, 12, 0, 0, 0, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_person, true, 2};

static void draw(void *context, struct area area)
{
	struct people *people = context;
	int col = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&people->title)) + 2;
	int last = area.row + area.rows - 1;

	term_put_right(area.row, col, area.col + area.cols - 1 - col, STYLE_NORMAL, people->id);
	people->list_area = (struct area){area.row + 1, area.col, area.rows - 2, area.cols};
	list_draw(&people->list, &view, people->list_area, people);
	list_place_cursor(&people->list, &view, people->list_area);
	if (people->roster.count == 0)
		term_put(area.row + 3, area.col + LIST_GUTTER, STYLE_NORMAL,
			_("Nobody is registered here yet."));
	term_put_fit(last, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&people->counts));
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct people *people = context;
	enum list_result moved;

	(void)screens;
	if (action != ACTION_NONE)
		return next_ignored();
	moved = list_act(&people->list, &view, people->list_area, key);
	return moved == LIST_IGNORED ? next_ignored() : next_draw();
}

static void corner(const void *context, struct buf *out)
{
	const struct people *people = context;

	office_corner(people->app, out);
}

static const struct action actions[] = {
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the session."), 1},
};

const struct screen session_roster_screen = {
	.title = N_("PEOPLE OF THE SESSION"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.corner = corner,
	.lock = lock,
	.release = release,
};
