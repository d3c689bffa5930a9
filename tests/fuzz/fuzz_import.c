/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lists of registrants from any bytes: what is taken can be written into the data file as it is, a
 * file that is refused gives nobody, every data row is counted, and no NIK is shown in full.
 */
#include "app/import_parse.h"
#include "model/nik.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

struct taken {
	size_t count;
	size_t line; /* of the last */
};

static void require(bool truth)
{
	if (!truth)
		abort();
}

static void require_record(const struct record_type *type, const void *record)
{
	struct buf encoded = BUF_EMPTY;

	require(record_encode(type, record, &encoded, NULL) == STATUS_OK);
	require(encoded.len <= RECORD_BYTES_MAX);
	buf_release(&encoded);
}

static bool take(void *context, const struct import_row *row)
{
	const struct registrant *registrant = row->registrant;
	struct taken *taken = context;

	require(row->line > taken->line && row->line > row->header->line);
	taken->line = row->line;
	if (!registrant)
		return true;
	require(registrant->identity.name[0] != '\0');
	require(strlen(registrant->identity.nik) % NIK_DIGITS == 0);
	require(strlen(registrant->identity.nik) <= NIK_DIGITS);
	require_record(&person_identity_type, &registrant->identity);
	require_record(&person_contact_type, &registrant->contact);
	require_record(&person_address_type, &registrant->address);
	require_record(&person_business_type, &registrant->business);
	taken->count++;
	return true;
}

static void check_fault(const struct import_fault *fault)
{
	size_t digits = 0;

	require(fault->row >= 1 && fault->reason[0] != '\0');
	require(text_is_utf8(fault->value, strlen(fault->value)));
	require(text_is_utf8(fault->column, strlen(fault->column)));
	for (const char *c = fault->value; *c != '\0'; c++) {
		digits = *c >= '0' && *c <= '9' ? digits + 1 : 0;
		require(digits < NIK_DIGITS - 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kelurahan kelurahan = {
		.code = "31.73.08.1002", .name = "Meruya Utara", .postcode = ""};
	struct kecamatan kecamatan = {.code = "31.73.08",
		.short_code = "KBG",
		.name = "Kembangan",
		.kelurahan = {&kelurahan, 1}};
	struct programme programme = {.kecamatan = &kecamatan, .kecamatan_count = 1};
	struct import_report report = {0};
	struct taken taken = {0};
	struct import_source source;
	struct err err = {0};
	enum status status = import_source_bytes(&source, (struct bytes){data, size}, &err);

	if (status == STATUS_OK)
		status = import_parse(&source, &programme, date_of(2019, 8, 5), &report, take,
			&taken, &err);
	import_source_release(&source);
	require(status == STATUS_OK || status == STATUS_INVALID);
	require((status == STATUS_OK) == (err.text[0] == '\0'));
	require(status == STATUS_OK || (taken.count == 0 && report.rows == 0));
	require(report.rows == taken.count + report.refused);
	require(report.fault_count <= IMPORT_FAULTS_MAX &&
		report.fault_count <= report.fault_total);
	require(report.fault_total >= report.refused);
	for (size_t i = 0; i < report.fault_count; i++)
		check_fault(&report.fault[i]);
	import_report_release(&report);
	return 0;
}
