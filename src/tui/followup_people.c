/* SPDX-License-Identifier: BSD-2-Clause */
/* The people of one step: narrowed by state, kecamatan and class, marked, and said of at once where they
 * stand. */
#include "tui/followup.h"
#include "tui/people.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PEOPLE_CHANGE = ACTION_OWN,
	PEOPLE_SHOW,
	PEOPLE_MARK,
	PEOPLE_MARK_ALL,
	PEOPLE_STATE,
	PEOPLE_PLACE,
	PEOPLE_CLASS,
	PEOPLE_UNDO
};

enum { COLUMN_NAME, COLUMN_KELURAHAN, COLUMN_CLASS, COLUMN_STATE, COLUMN_UNTIL, COLUMN_REMARK };

/* What S goes through. */
static const struct {
	bool by_state, this_week;
	enum path_state state;
	const char *text; /* msgid, of what is no state */
} filters[] = {
	{false, false, PATH_NOT_DUE, N_("everyone")},
	{false, true, PATH_NOT_DUE, N_("until this week")},
	{true, false, PATH_DUE, NULL},
	{true, false, PATH_RUNNING, NULL},
	{true, false, PATH_LATE, NULL},
	{true, false, PATH_STUCK, NULL},
	{true, false, PATH_NOT_DUE, NULL},
	{true, false, PATH_DONE, NULL},
	{true, false, PATH_SUCCESS, NULL},
	{true, false, PATH_SKILLED, NULL},
	{true, false, PATH_SKIPPED, NULL},
};
#define FILTERS (sizeof(filters) / sizeof(filters[0]))

struct step_people {
	struct app *app;
	char *commodity, *step;
	struct followup_place place;
	char class[REGISTER_TEXT_MAX + 1]; /* the session alone; "" all */
	size_t filter;
	struct followup_list found;
	struct buf *remark; /* of each of them, in words */
	size_t remark_count;
	struct id *marked;
	size_t marked_count, marked_capacity;
	bool saved; /* by the form above: the marks have done their work */
	struct list list;
	struct people_visit visit; /* for the person's page */
	struct buf title, narrowed, counts;
	struct area drawn;
};

void *followup_people_open(struct app *app, const struct followup_count *count,
	const struct followup_place *place)
{
	struct step_people *people = memory_alloc(sizeof(*people));

	people->app = app;
	people->commodity = memory_text(count->commodity->id);
	people->step = memory_text(count->step->id);
	people->place = *place;
	people->visit.done_before = app->done_count;
	people->list.selected = LIST_NONE;
	return people;
}

/* All that is held of people, but whom the officer marked. */
static void lock(void *context)
{
	struct step_people *people = context;

	for (size_t i = 0; i < people->remark_count; i++)
		buf_wipe(&people->remark[i]);
	buf_release_all(&people->remark, &people->remark_count);
	followup_list_release(&people->found);
	people->list.count = 0;
}

static void release(void *context)
{
	struct step_people *people = context;

	lock(people);
	people_visit_release(&people->visit);
	free(people->marked);
	free(people->commodity);
	free(people->step);
	buf_release(&people->title);
	buf_release(&people->narrowed);
	buf_release(&people->counts);
	free(people);
}

/* --- Marks ------------------------------------------------------------------------------------- */

static size_t mark_of(const struct step_people *people, const struct id *record)
{
	size_t i = 0;

	while (i < people->marked_count && !id_equal(&people->marked[i], record))
		i++;
	return i;
}

static bool is_marked(const struct step_people *people, const struct id *record)
{
	return mark_of(people, record) < people->marked_count;
}

static void mark(struct step_people *people, const struct id *record)
{
	people->marked = memory_grow(people->marked, people->marked_count, &people->marked_capacity,
		sizeof(*people->marked));
	people->marked[people->marked_count++] = *record;
}

static void mark_or_not(struct step_people *people, const struct id *record)
{
	size_t place = mark_of(people, record);

	if (place == people->marked_count)
		mark(people, record);
	else
		people->marked[place] = people->marked[--people->marked_count];
}

/* Everyone who is shown; if all of them are marked, nobody. */
static void mark_all(struct step_people *people)
{
	const bool none = people->marked_count >= people->found.count;

	people->marked_count = 0;
	for (size_t i = 0; i < people->found.count && !none; i++)
		mark(people, &people->found.row[i].record);
}

/* --- Loading ----------------------------------------------------------------------------------- */

static struct followup_filter filter_of(const struct step_people *people)
{
	const struct programme *programme = &people->app->programme;

	return (struct followup_filter){
		.session = people->class[0] != '\0' ? programme_session(programme, people->class) : NULL,
		.commodity = programme_commodity(programme, people->commodity),
		.kecamatan = followup_place_of(&people->place, programme),
		.step = people->step,
		.by_state = filters[people->filter].by_state,
		.state = filters[people->filter].state,
		.this_week = filters[people->filter].this_week,
	};
}

static void load_remarks(struct step_people *people)
{
	const date today = app_today(people->app);

	people->remark = memory_alloc((people->found.count + 1) * sizeof(*people->remark));
	people->remark_count = people->found.count;
	for (size_t i = 0; i < people->found.count; i++) {
		const struct followup_row *row = &people->found.row[i];
		struct buf *text = &people->remark[i];

		path_step_say(&row->step, text);
		if (!row->document)
			continue;
		buf_printf(text, "%s%s ", text->len > 0 ? ", " : "",
			document_kind_text(row->document->kind));
		document_say(row->document, today, text);
	}
}

static const char *filter_text(const struct step_people *people)
{
	return filters[people->filter].text ? _(filters[people->filter].text)
					    : path_state_text(filters[people->filter].state);
}

static void load_words(struct step_people *people, const struct followup_filter *filter)
{
	const struct followup_step *step =
		filter->commodity ? commodity_step(filter->commodity, people->step) : NULL;

	buf_clear(&people->title);
	buf_clear(&people->narrowed);
	if (step)
		buf_printf(&people->title, "%s, %s", step_label(step), commodity_label(filter->commodity));
	buf_printf(&people->narrowed, "%s, %s",
		people->class[0] != '\0' ? people->class
		: filter->kecamatan	 ? filter->kecamatan->name
					 : _("all kecamatan"),
		filter_text(people));
}

static enum status load(void *context, struct err *err)
{
	struct step_people *people = context;
	struct followup_list found;
	struct followup_filter filter;
	enum status status = app_refresh(people->app, err);

	if (status != STATUS_OK)
		return status;
	filter = filter_of(people);
	status = followup_list_read(people->app, &filter, &found, err);
	if (status != STATUS_OK) {
		followup_list_release(&found);
		return status;
	}
	lock(people);
	people->found = found;
	if (people->saved)
		people->marked_count = 0;
	people->saved = false;
	load_remarks(people);
	load_words(people, &filter);
	list_fill(&people->list, found.count);
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_person(void *context, size_t index, struct list_row *row)
{
	const struct step_people *people = context;
	const struct followup_row *person = &people->found.row[index];

	row->marked = is_marked(people, &person->record);
	list_cell(row, COLUMN_NAME, "%s",
		person->identity.name[0] != '\0' ? person->identity.name : _("(no name)"));
	office_place(people->app, &person->address, &row->cell[COLUMN_KELURAHAN]);
	list_cell(row, COLUMN_CLASS, "%s", person->session->id);
	list_cell(row, COLUMN_STATE, "%s", path_state_text(person->step.state));
	date_print_numbers(&row->cell[COLUMN_UNTIL], person->step.deadline);
	list_cell(row, COLUMN_REMARK, "%s", buf_text(&people->remark[index]));
	if (person->step.state == PATH_STUCK || person->step.state == PATH_LATE)
		row->style = STYLE_WARN;
}

static const struct column columns[] = {
	[COLUMN_NAME] = {N_("Name"), 24, 16, 1, 0, ALIGN_LEFT},
	[COLUMN_KELURAHAN] = {N_("Kelurahan"), 16, 12, 0, 3, ALIGN_LEFT},
	[COLUMN_CLASS] = {N_("Class"), 13, 0, 0, 4, ALIGN_LEFT},
	[COLUMN_STATE] = {N_("State"), 11, 0, 0, 0, ALIGN_LEFT},
	[COLUMN_UNTIL] = {N_("Until"), 10, 0, 0, 0, ALIGN_LEFT},
	[COLUMN_REMARK] = {N_("Remark"), 22, 19, 1, 2, ALIGN_LEFT},
};
static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_person, true, 1};

/* The chosen person in full: "Fashion, kelas 1 (KBG), 0812...: ..." */
static void draw_chosen(const struct step_people *people, struct area area)
{
	const struct followup_row *row;
	struct buf text = BUF_EMPTY;

	if (people->list.selected >= people->found.count)
		return;
	row = &people->found.row[people->list.selected];
	session_title_placed(&people->app->programme, row->session, &text);
	if (row->contact.phone[0] != '\0')
		buf_printf(&text, _(", telephone %s"), row->contact.phone);
	if (people->remark[people->list.selected].len > 0)
		buf_printf(&text, ": %s", buf_text(&people->remark[people->list.selected]));
	office_put_wrapped(area, STYLE_NORMAL, buf_text(&text));
	buf_wipe(&text);
}

static void draw_counts(struct step_people *people, struct area area)
{
	buf_clear(&people->counts);
	buf_printf(&people->counts, ngettext("%zu person", "%zu people", people->found.count),
		people->found.count);
	if (people->marked_count > 0)
		buf_printf(&people->counts, ngettext(", %zu marked", ", %zu marked", people->marked_count),
			people->marked_count);
	term_put_right(area.row, area.col, area.cols, STYLE_BOLD, buf_text(&people->counts));
}

static void draw(void *context, struct area area)
{
	struct step_people *people = context;
	int last = area.row + area.rows - 1;
	int end = term_put(area.row + 1, area.col + 1, STYLE_NORMAL, buf_text(&people->narrowed)) + 2;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&people->title));
	draw_counts(people, (struct area){area.row + 1, end, 1, area.col + area.cols - 1 - end});
	people->drawn = (struct area){area.row + 2, area.col, area.rows - 5, area.cols};
	list_draw(&people->list, &view, people->drawn, people);
	if (people->found.count == 0)
		term_put(area.row + 4, area.col + LIST_GUTTER, STYLE_NORMAL, _("Nobody is there."));
	term_line(last - 2, area.col, area.cols);
	draw_chosen(people, (struct area){last - 1, area.col + 1, 2, area.cols - 2});
	list_place_cursor(&people->list, &view, people->drawn);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static const struct followup_row *chosen(const struct step_people *people)
{
	return people->list.selected < people->found.count ? &people->found.row[people->list.selected]
							   : NULL;
}

/* Of whom is marked; else of the chosen one. */
static struct next change(struct screens *screens, struct step_people *people)
{
	const bool marked = people->marked_count > 0;
	const struct followup_target target = {
		.app = people->app,
		.commodity = people->commodity,
		.step = people->step,
		.record = marked ? people->marked : &chosen(people)->record,
		.count = marked ? people->marked_count : 1,
		.saved = &people->saved,
	};
	struct err err = {0};
	void *form = followup_form_open(&target, &err);

	return form ? next_push(&followup_form_screen, form) : screens_refuse(screens, &err);
}

static struct next show(struct screens *screens, struct step_people *people)
{
	struct err err = {0};
	void *person = person_open(people->app, &chosen(people)->record, &people->visit, &err);

	return person ? next_push(&person_screen, person) : screens_refuse(screens, &err);
}

static struct next mark_chosen(struct step_people *people)
{
	mark_or_not(people, &chosen(people)->record);
	if (people->list.selected + 1 < people->list.count)
		list_select(&people->list, people->list.selected + 1);
	return next_draw();
}

static struct next undo(struct screens *screens, struct step_people *people)
{
	struct err err = {0};

	if (app_undo(people->app, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("Taken back."));
	return next_load();
}

/* Who is marked must be seen. */
static struct next narrow(struct step_people *people)
{
	people->marked_count = 0;
	list_select(&people->list, people->list.count > 0 ? 0 : LIST_NONE);
	return next_load();
}

static struct next narrow_class(struct step_people *people)
{
	const struct followup_row *row = chosen(people);

	if (people->class[0] != '\0' || !row)
		people->class[0] = '\0';
	else
		snprintf(people->class, sizeof(people->class), "%s", row->session->id);
	return narrow(people);
}

static struct next act_own(struct screens *screens, struct step_people *people, int action)
{
	switch (action) {
	case PEOPLE_CHANGE:
		return change(screens, people);
	case PEOPLE_SHOW:
		return show(screens, people);
	case PEOPLE_MARK:
		return mark_chosen(people);
	case PEOPLE_MARK_ALL:
		mark_all(people);
		return next_draw();
	case PEOPLE_STATE:
		people->filter = (people->filter + 1) % FILTERS;
		return narrow(people);
	case PEOPLE_PLACE:
		people->class[0] = '\0';
		followup_place_next(&people->place, &people->app->programme);
		return narrow(people);
	case PEOPLE_CLASS:
		return narrow_class(people);
	case PEOPLE_UNDO:
		return undo(screens, people);
	default:
		return next_ignored();
	}
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct step_people *people = context;
	enum list_result moved;

	if (action != ACTION_NONE)
		return act_own(screens, people, action);
	moved = list_act(&people->list, &view, people->drawn, key);
	if (moved == LIST_CHOSEN)
		return show(screens, people);
	return moved == LIST_MOVED ? next_draw() : next_ignored();
}

static bool allows(const void *context, int action)
{
	const struct step_people *people = context;

	switch (action) {
	case PEOPLE_CHANGE:
		return app_writes(people->app) && (chosen(people) || people->marked_count > 0);
	case PEOPLE_SHOW:
	case PEOPLE_MARK:
	case PEOPLE_MARK_ALL:
		return chosen(people) != NULL;
	case PEOPLE_UNDO:
		return people->app->done_count > people->visit.done_before;
	default:
		return true;
	}
}

static void corner(const void *context, struct buf *out)
{
	const struct step_people *people = context;

	office_corner(people->app, out);
}

static const struct action actions[] = {
	{PEOPLE_CHANGE, KEYS_ENTER, 'U', N_("Record"),
		N_("Says where who is marked or chosen stands."), 1},
	{PEOPLE_MARK, ' ', KEYS_F(4), N_("Mark"), N_("Marks the chosen person, or not any more."), 2},
	{PEOPLE_MARK_ALL, 'A', 0, N_("All"), N_("Marks everyone who is shown, or nobody."), 3},
	{PEOPLE_STATE, 'S', KEYS_F(6), N_("State"),
		N_("Shows the next state: due, late, stuck..."), 2},
	{PEOPLE_PLACE, 'K', KEYS_F(2), N_("Kecamatan"), N_("Shows the next kecamatan, or all."), 4},
	{PEOPLE_CLASS, 'G', 0, N_("Class"), N_("Shows this person's class alone, or all."), 5},
	{PEOPLE_SHOW, 'P', KEYS_F(3), N_("Person"), N_("Shows all that is recorded of the chosen person."), 3},
	{PEOPLE_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"), N_("Takes back what was changed here last."), 4},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the steps."), 3},
};

const struct screen followup_people_screen = {
	.title = N_("PEOPLE OF A STEP"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.lock = lock,
	.release = release,
};
