/* SPDX-License-Identifier: BSD-2-Clause */
/* Searching everyone: by name in the table of names (app_names()), by all else in an index that is made
 * when it is first asked for. */
#include "app/people.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define TAIL 4
#define PROGRESS_STEP 1000

/* What of a person can be looked for besides the name. */
struct index_row {
	struct id record;
	char tail[TAIL + 1];
	char phone[2][16];
	uint16_t place; /* of all kelurahan in the programme's order, from 1; 0: of none */
};

struct people_index {
	struct index_row *row;
	size_t count, capacity;
	uint64_t entries; /* the log's, when it was made */
};

void people_release(struct people *people)
{
	free(people->record);
	*people = (struct people){0};
}

void people_index_free(struct app *app)
{
	if (!app->people_index)
		return;
	if (app->people_index->row)
		explicit_bzero(app->people_index->row,
			app->people_index->count * sizeof(*app->people_index->row));
	free(app->people_index->row);
	free(app->people_index);
	app->people_index = NULL;
}

/* --- The index --------------------------------------------------------------------------------- */

struct indexing {
	struct app *app;
	struct people_index *index;
	people_progress *progress;
	void *context;
	struct err *err;
};

/* Calls for each kelurahan of the programme, in its order. */
typedef void each_place(void *context, size_t number, const struct kelurahan *kelurahan);

static size_t for_places(const struct programme *programme, each_place *each, void *context)
{
	size_t number = 0;

	for (size_t i = 0; i < programme->kecamatan_count; i++) {
		const struct kelurahan *kelurahan = programme->kecamatan[i].kelurahan.item;

		for (size_t k = 0; k < programme->kecamatan[i].kelurahan.count; k++)
			each(context, ++number, &kelurahan[k]);
	}
	return number;
}

struct place_sought {
	const struct kelurahan *kelurahan;
	size_t number;
};

static void seek_place(void *context, size_t number, const struct kelurahan *kelurahan)
{
	struct place_sought *sought = context;

	if (kelurahan == sought->kelurahan)
		sought->number = number;
}

static uint16_t place_of(const struct programme *programme, const char *code)
{
	struct place_sought sought = {programme_kelurahan(programme, code), 0};

	if (sought.kelurahan)
		(void)for_places(programme, seek_place, &sought);
	return (uint16_t)sought.number;
}

static void copy_text(char *out, size_t size, const char *text)
{
	snprintf(out, size, "%s", text);
}

static enum status add_row(struct indexing *indexing, const struct id *record)
{
	struct people_index *index = indexing->index;
	struct index_row row = {.record = *record};
	struct person_identity identity;
	struct person_contact contact;
	struct person_address address;
	struct arena arena = {NULL};
	enum status status;
	size_t len;

	status = app_read_or_empty(indexing->app, register_person(record, PERSON_IDENTITY),
		&person_identity_type, &arena, &identity, indexing->err);
	if (status == STATUS_OK)
		status = app_read_or_empty(indexing->app, register_person(record, PERSON_CONTACT),
			&person_contact_type, &arena, &contact, indexing->err);
	if (status == STATUS_OK)
		status = app_read_or_empty(indexing->app, register_person(record, PERSON_ADDRESS),
			&person_address_type, &arena, &address, indexing->err);
	if (status == STATUS_OK) {
		len = strlen(identity.nik);
		copy_text(row.tail, sizeof(row.tail), len >= TAIL ? identity.nik + len - TAIL : "");
		copy_text(row.phone[0], sizeof(row.phone[0]), contact.phone);
		copy_text(row.phone[1], sizeof(row.phone[1]), contact.phone2);
		row.place = place_of(&indexing->app->programme, address.kelurahan);
		index->row = memory_grow(index->row, index->count, &index->capacity, sizeof(*index->row));
		index->row[index->count++] = row;
	}
	arena_release(&arena);
	return status;
}

static enum status make_index(struct indexing *indexing)
{
	struct person_records list = persons_everyone(indexing->app);
	enum status status = STATUS_OK;

	for (size_t i = 0; i < list.count && status == STATUS_OK; i++) {
		status = add_row(indexing, &list.record[i]);
		if (status == STATUS_OK && indexing->progress && i % PROGRESS_STEP == PROGRESS_STEP - 1 &&
			!indexing->progress(indexing->context, i, list.count))
			status = err_set(indexing->err, STATUS_STOPPED, "%s", _("Stopped."));
	}
	person_records_release(&list);
	return status;
}

/* Made anew when anything was written since. */
static enum status have_index(struct indexing *indexing)
{
	struct app *app = indexing->app;
	const uint64_t entries = store_entries(app->store);
	enum status status;

	indexing->index = app->people_index;
	if (app->people_index && app->people_index->entries == entries)
		return STATUS_OK;
	people_index_free(app);
	app->people_index = indexing->index = memory_alloc(sizeof(*app->people_index));
	status = make_index(indexing);
	app->people_index->entries = entries;
	if (status != STATUS_OK)
		people_index_free(app);
	return status;
}

/* --- Finding ----------------------------------------------------------------------------------- */

/* Who fits; the name is folded, for the order, and null while it is not known. */
struct hit {
	struct id record;
	const char *name;
};

struct hits {
	struct arena arena; /* of the names */
	struct hit hit[PEOPLE_MAX];
	size_t count;
	bool more;
};

static void add_hit(struct hits *hits, const struct id *record, const char *name)
{
	if (hits->count == PEOPLE_MAX) {
		hits->more = true;
		return;
	}
	hits->hit[hits->count++] = (struct hit){*record, name};
}

static int compare_ids(const void *left, const void *right)
{
	return memcmp(left, right, sizeof(struct id));
}

static int compare_names(const void *left, const void *right)
{
	const struct hit *a = left;
	const struct hit *b = right;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : memcmp(&a->record, &b->record, sizeof(a->record));
}

/* Who had several of the names that fit is one person. */
static void drop_doubles(struct hits *hits)
{
	size_t kept = 0;

	if (hits->count > 1)
		qsort(hits->hit, hits->count, sizeof(*hits->hit), compare_ids);
	for (size_t i = 0; i < hits->count; i++)
		if (kept == 0 || !id_equal(&hits->hit[kept - 1].record, &hits->hit[i].record))
			hits->hit[kept++] = hits->hit[i];
	hits->count = kept;
}

/* Whoever has several records is found by the one that stands for them. */
static enum status name_persons(struct app *app, struct hits *hits, struct err *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < hits->count && status == STATUS_OK; i++) {
		struct hit *hit = &hits->hit[i];
		const struct id record = hit->record;

		if (person_is_alone(app, &record))
			continue;
		status = person_of(app, &record, &hit->record, err);
		if (!id_equal(&record, &hit->record))
			hit->name = NULL;
	}
	return status;
}

/* The name that the person has now, folded. */
static enum status read_folded(
	struct app *app, const struct id *record, struct buf *folded, struct err *err)
{
	struct person_identity identity;
	struct arena arena = {NULL};
	enum status status = app_read_or_empty(app, register_person(record, PERSON_IDENTITY),
		&person_identity_type, &arena, &identity, err);

	if (status == STATUS_OK)
		text_fold(folded, identity.name, strlen(identity.name));
	arena_release(&arena);
	return status;
}

static enum status read_name(struct app *app, struct hits *hits, struct hit *hit, struct err *err)
{
	struct buf folded = BUF_EMPTY;
	enum status status = read_folded(app, &hit->record, &folded, err);

	if (status == STATUS_OK)
		hit->name = arena_text(&hits->arena, buf_text(&folded), folded.len);
	buf_wipe(&folded);
	return status;
}

/* By name, each once. */
static enum status give(struct app *app, struct hits *hits, struct people *found, struct err *err)
{
	enum status status = name_persons(app, hits, err);

	if (status == STATUS_OK)
		drop_doubles(hits);
	for (size_t i = 0; i < hits->count && status == STATUS_OK; i++)
		if (!hits->hit[i].name)
			status = read_name(app, hits, &hits->hit[i], err);
	if (status != STATUS_OK || hits->count == 0)
		return status;
	qsort(hits->hit, hits->count, sizeof(*hits->hit), compare_names);
	found->record = memory_alloc(hits->count * sizeof(*found->record));
	for (size_t i = 0; i < hits->count; i++)
		found->record[i] = hits->hit[i].record;
	found->count = hits->count;
	found->more = hits->more;
	return STATUS_OK;
}

static void find_names(struct app *app, const struct name_query *query, struct hits *hits)
{
	const struct people_names *names = app_names(app);
	size_t *row = memory_alloc(PEOPLE_MAX * sizeof(*row));
	size_t count = name_table_find(&names->table, query, row, PEOPLE_MAX);

	for (size_t i = 0; i < count && i < PEOPLE_MAX; i++) {
		const char *name = name_table_row(&names->table, row[i]);

		add_hit(hits, &names->record[row[i]], arena_text(&hits->arena, name, strlen(name)));
	}
	hits->more = count > PEOPLE_MAX;
	free(row);
}

static void add_record(void *context, const struct id *record)
{
	add_hit(context, record, NULL);
}

static bool is_word_of(const char *word, const char *text)
{
	struct buf folded = BUF_EMPTY;
	size_t len = strlen(word);
	bool found = false;

	text_fold(&folded, text, strlen(text));
	for (const char *at = buf_text(&folded); *at && !found; at += strspn(at, " ")) {
		size_t next = strcspn(at, " ");

		found = next == len && memcmp(at, word, len) == 0;
		at += next;
	}
	buf_release(&folded);
	return found;
}

static bool is_word_of_place(const char *word, const struct kelurahan *kelurahan)
{
	bool found = is_word_of(word, kelurahan->name);

	for (size_t i = 0; i < kelurahan->aliases.count && !found; i++)
		found = is_word_of(word, kelurahan->aliases.item[i]);
	return found;
}

/* What of a search a kelurahan answers: the words that are none of its own must be in the name. */
struct place_answer {
	bool named; /* a word is one of its own */
	struct name_query rest;
};

struct place_answers {
	const struct name_query *query;
	struct place_answer *answer; /* by the number of the place; of none at 0 */
	bool any;
};

static void no_place(void *context, size_t number, const struct kelurahan *kelurahan)
{
	(void)context;
	(void)number;
	(void)kelurahan;
}

static void answer_place(void *context, size_t number, const struct kelurahan *kelurahan)
{
	struct place_answers *answers = context;
	struct place_answer *answer = &answers->answer[number];

	for (size_t i = 0; i < answers->query->count; i++) {
		const char *word = answers->query->words[i];

		if (is_word_of_place(word, kelurahan))
			answer->named = true;
		else
			memcpy(answer->rest.words[answer->rest.count++], word,
				sizeof(answer->rest.words[0]));
	}
	answers->any |= answer->named;
}

static enum status fits_name(struct indexing *indexing, const struct id *record,
	const struct name_query *rest, bool *fits)
{
	struct buf folded = BUF_EMPTY;
	enum status status = read_folded(indexing->app, record, &folded, indexing->err);

	if (status == STATUS_OK)
		*fits = name_query_matches(rest, buf_text(&folded));
	buf_wipe(&folded);
	return status;
}

static enum status find_people_of(
	struct indexing *indexing, const struct place_answers *answers, struct hits *hits)
{
	enum status status = have_index(indexing);

	for (size_t i = 0; status == STATUS_OK && i < indexing->index->count && !hits->more; i++) {
		const struct index_row *row = &indexing->index->row[i];
		const struct place_answer *answer = &answers->answer[row->place];
		bool fits = answer->named;

		if (fits && answer->rest.count > 0)
			status = fits_name(indexing, &row->record, &answer->rest, &fits);
		if (status == STATUS_OK && fits)
			add_hit(hits, &row->record, NULL);
	}
	return status;
}

static enum status find_places(
	struct indexing *indexing, const struct name_query *query, struct hits *hits)
{
	const struct programme *programme = &indexing->app->programme;
	size_t places = for_places(programme, no_place, NULL);
	struct place_answers answers = {.query = query};
	enum status status = STATUS_OK;

	answers.answer = memory_alloc((places + 1) * sizeof(*answers.answer));
	(void)for_places(programme, answer_place, &answers);
	if (answers.any)
		status = find_people_of(indexing, &answers, hits);
	free(answers.answer);
	return status;
}

static enum status find_numbers(
	struct indexing *indexing, const struct token *token, struct hits *hits)
{
	enum status status = have_index(indexing);

	for (size_t i = 0; status == STATUS_OK && i < indexing->index->count; i++) {
		const struct index_row *row = &indexing->index->row[i];
		const char *digits = token->digits;

		if (token->kind == TOKEN_NIK_TAIL
				? strcmp(row->tail, digits) == 0
				: strcmp(row->phone[0], digits) == 0 ||
					  strcmp(row->phone[1], digits) == 0)
			add_hit(hits, &row->record, NULL);
	}
	return status;
}

static enum status find_words(struct indexing *indexing, const char *typed, struct hits *hits)
{
	struct name_query query;

	name_query_parse(&query, typed);
	if (query.count == 0)
		return STATUS_OK;
	find_names(indexing->app, &query, hits);
	return hits->more ? STATUS_OK : find_places(indexing, &query, hits);
}

enum status people_find(struct app *app, const char *typed, struct people *found,
	people_progress *progress, void *context, struct err *err)
{
	struct indexing indexing = {app, NULL, progress, context, err};
	struct hits *hits = memory_alloc(sizeof(*hits));
	enum status status = STATUS_OK;
	struct token token;

	token_parse(&token, typed, app_today(app));
	*found = (struct people){.by_number = token.kind != TOKEN_NAME};
	if (token.kind == TOKEN_NIK)
		view_records_of(store_view(app->store), token.digits, add_record, hits);
	else if (token.kind == TOKEN_NIK_TAIL || token.kind == TOKEN_PHONE)
		status = find_numbers(&indexing, &token, hits);
	else if (token.kind == TOKEN_NAME)
		status = find_words(&indexing, typed, hits);
	if (status == STATUS_OK)
		status = give(app, hits, found, err);
	arena_release(&hits->arena);
	free(hits);
	return status;
}

/* --- By id ------------------------------------------------------------------------------------- */

enum status people_find_id(struct app *app, const char *digits, struct id *record, struct err *err)
{
	const size_t len = strlen(digits);
	struct person_records list;
	size_t found = 0;

	if (len < TAIL || len >= ID_HEX_SIZE || digits[strspn(digits, "0123456789abcdef")] != '\0')
		return err_set(err, STATUS_INVALID,
			_("This is no id of a person: \"%s\". okoce person lists them."), digits);
	list = persons_everyone(app);
	for (size_t i = 0; i < list.count; i++) {
		char hex[ID_HEX_SIZE];

		if (strncmp(id_hex(&list.record[i], hex), digits, len) != 0)
			continue;
		*record = list.record[i];
		found++;
	}
	person_records_release(&list);
	if (found == 1)
		return STATUS_OK;
	if (found > 1)
		return err_set(err, STATUS_NOT_FOUND,
			_("Several ids begin with \"%s\": please write more of it."), digits);
	return err_set(err, STATUS_NOT_FOUND, _("Nobody has this id: \"%s\"."), digits);
}
