/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/persons.h"
#include "model/name.h"
#include "base/digest.h"
#include "base/i18n.h"

#include <string.h>

#define PARTS_USUAL 120 /* bytes */

/* CBOR [first text, folded name, birth date, number], digested with the key of record ids. */
static struct id keyed_id(const struct app *app, const char *label, const char *first,
	const char *folded, date born_on, uint64_t number)
{
	struct buf born = BUF_EMPTY;
	struct buf parts = BUF_EMPTY;
	struct bytes piece;
	struct id id;

	date_print_iso(&born, born_on);
	(void)buf_more(&parts, PARTS_USUAL);
	buf_clear(&parts);
	cbor_put_array(&parts, 4);
	cbor_put_text(&parts, first, strlen(first));
	cbor_put_text(&parts, folded, strlen(folded));
	cbor_put_text(&parts, buf_text(&born), born.len);
	cbor_put_uint(&parts, number);
	piece = buf_bytes(&parts);
	digest(id.byte, ID_SIZE, store_keys(app->store)->record_key, label, &piece, 1);
	buf_wipe(&born);
	buf_wipe(&parts);
	return id;
}

struct id app_record_id_of(
	const struct app *app, const struct person_identity *identity, const char *folded)
{
	/* The least number whose record is not erased; nothing erases records so far. */
	const uint64_t number = 0;

	return keyed_id(app, "okoce record 1", identity->nik, folded, identity->born, number);
}

struct id app_row_id_of(const struct app *app, const char *session,
	const struct person_identity *identity, const char *folded, size_t row)
{
	return keyed_id(app, "okoce row 1", session, folded, identity->born, row);
}

struct id app_record_id(const struct app *app, const struct person_identity *identity)
{
	struct buf folded = BUF_EMPTY;
	struct id id;

	name_fold(&folded, identity->name);
	id = app_record_id_of(app, identity, buf_text(&folded));
	buf_wipe(&folded);
	return id;
}

struct id app_row_id(const struct app *app, const char *session,
	const struct person_identity *identity, size_t row)
{
	struct buf folded = BUF_EMPTY;
	struct id id;

	name_fold(&folded, identity->name);
	id = app_row_id_of(app, session, identity, buf_text(&folded), row);
	buf_wipe(&folded);
	return id;
}

enum status app_attend(struct app *app, const struct session *session, uint32_t day,
	const struct id *record, enum attendance_status attendance_status, struct err *err)
{
	struct attendance attendance;

	record_clear(&attendance_type, &attendance);
	attendance.status = attendance_status;
	return app_record(app, session, day, PART_WHOLE, record, &attendance, err);
}

enum status app_record(struct app *app, const struct session *session, uint32_t day, enum day_part part,
	const struct id *record, const struct attendance *attendance, struct err *err)
{
	struct register_key key = register_attendance(session->id, (int)day, part, record);
	struct transaction *transaction;
	enum status status = transaction_begin(app->store, NULL, &transaction, err);

	if (status != STATUS_OK)
		return status;
	transaction_entry(transaction);
	person_put(app, transaction, key, &attendance_type, attendance);
	return app_commit(app, transaction, err);
}

enum status app_commit(struct app *app, struct transaction *transaction, struct err *err)
{
	struct action_id done = {0};
	enum status status = transaction_commit(transaction, &done, err);

	if (status == STATUS_OK)
		app_did(app, &done);
	return status;
}

void app_did(struct app *app, const struct action_id *action)
{
	if (action->first == 0)
		return;
	app->done =
		memory_grow(app->done, app->done_count, &app->done_capacity, sizeof(*app->done));
	app->done[app->done_count++] = *action;
}

enum status app_undo(struct app *app, struct err *err)
{
	struct action_id undone;
	enum status status;

	if (app->done_count == 0)
		return err_set(err, STATUS_NOT_FOUND, _("Nothing to undo."));
	status = store_undo(app->store, &app->done[app->done_count - 1], &undone, err);
	/* What was built upon can't be undone any more; it must not bar the way to the others. */
	if (status == STATUS_OK || status == STATUS_INVALID)
		app->done_count--;
	return status;
}
