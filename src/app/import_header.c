/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_header.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

/* Folded (text_fold): without case, signs and line breaks. */
static const struct {
	enum import_column kind;
	const char *words;
} synonyms[] = {
	{COLUMN_ROW_NUMBER, "no|nomor|no urut|nomor urut|number"},
	{COLUMN_NAME, "nama|nama lengkap|name|full name|nama peserta|nama lengkap peserta|peserta|"
		      "nama sesuai ktp|nama lengkap sesuai ktp|nama pendaftar|nama warga"},
	{COLUMN_NIK, "nik|no nik|nomor nik|no ktp|nomor ktp|ktp|nik ktp|no ktp nik|no nik ktp|nik "
		     "no ktp|"
		     "nomor induk kependudukan|no induk kependudukan|nik 16 digit"},
	{COLUMN_PHONE,
		"no hp|hp|nomor hp|telepon|telp|tlp|no telepon|no telp|no tlp|nomor telepon|"
		"nomor telp|wa|no wa|nomor wa|whatsapp|no whatsapp|nomor whatsapp|phone|"
		"phone number|phone 2|handphone|no handphone|nomor handphone|no hp wa|no hp 1|no hp 2|"
		"nomor hp wa|hp wa|no telp hp|no telepon hp|telp hp|telepon hp|no hp "
		"whatsapp|kontak"},
	{COLUMN_BIRTHPLACE,
		"tempat lahir|tmp lahir|tmpt lahir|birthplace|place of birth|kota lahir"},
	{COLUMN_BORN, "tanggal lahir|tgl lahir|ttl|tempat tanggal lahir|tempat tgl lahir|"
		      "tempat dan tanggal lahir|tempat dan tgl lahir|tmp tgl lahir|birth date|"
		      "date of birth|tanggal bulan tahun lahir"},
	{COLUMN_SEX, "jenis kelamin|jk|j k|l p|lp|sex|gender|jenis kelamin l p|jk l p|kelamin|p l"},
	{COLUMN_ADDRESS, "alamat|address|alamat lengkap|alamat rumah|alamat ktp|alamat sesuai ktp|"
			 "alamat domisili|alamat tinggal"},
	{COLUMN_RT, "rt|no rt"},
	{COLUMN_RW, "rw|no rw"},
	{COLUMN_RT_RW, "rt rw|rtrw"},
	{COLUMN_KELURAHAN,
		"kelurahan|kel|desa|kelurahan desa|desa kelurahan|kel desa|nama kelurahan"},
	{COLUMN_KECAMATAN, "kecamatan|kec|nama kecamatan"},
	{COLUMN_EDUCATION, "pendidikan|pendidikan terakhir|education"},
	{COLUMN_MARITAL, "status kawin|status perkawinan|status pernikahan|status|marital status"},
	{COLUMN_DISABILITY, "disabilitas|penyandang disabilitas|jenis disabilitas|disability"},
	{COLUMN_BUSINESS,
		"usaha|jenis usaha|usaha yang sudah ada|nama usaha|bidang usaha|business"},
	{COLUMN_FAMILY_CARD,
		"no kk|kk|nomor kk|no kartu keluarga|nomor kartu keluarga|kartu keluarga"},
	{COLUMN_EMAIL, "email|e mail|alamat email|surel"},
	{COLUMN_COMMODITY, "komoditi|komoditas|jenis pelatihan|nama pelatihan|pelatihan|"
			   "commodity|training"},
	{COLUMN_SESSION, "kegiatan|id kegiatan|kode kegiatan|session|session id"},
	{COLUMN_CLASS, "kelas|kelas ke|nomor kelas|no kelas|class"},
	{COLUMN_TRAINING_KECAMATAN, "kecamatan pelatihan|kecamatan kegiatan|tempat pelatihan|"
				    "lokasi pelatihan|training kecamatan"},
	{COLUMN_REASON, "alasan ditolak|reason refused"},
};

static bool is_among(const char *words, const char *word, size_t len)
{
	while (*words != '\0') {
		size_t next = strcspn(words, "|");

		if (next == len && memcmp(words, word, len) == 0)
			return true;
		words += next + (words[next] == '|');
	}
	return false;
}

enum import_column import_column_of(const char *text)
{
	struct buf folded = BUF_EMPTY;
	enum import_column kind = COLUMN_UNKNOWN;

	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; folded.len > 0 && i < sizeof(synonyms) / sizeof(synonyms[0]); i++) {
		if (!is_among(synonyms[i].words, buf_text(&folded), folded.len))
			continue;
		kind = synonyms[i].kind;
		break;
	}
	buf_wipe(&folded);
	return kind;
}

/* --- Finding it -------------------------------------------------------------------------------- */

struct search {
	struct arena *arena;
	struct import_header *header;
	bool found;
};

size_t import_header_score(const struct csv_row *row)
{
	size_t known = 0;
	bool has_name = false;

	for (size_t i = 0; i < row->count; i++) {
		enum import_column kind = import_column_of(row->cell[i]);

		has_name |= kind == COLUMN_NAME;
		known += kind != COLUMN_UNKNOWN && kind != COLUMN_ROW_NUMBER;
	}
	return has_name && known >= 2 ? known : 0;
}

static const char *header_text(struct arena *arena, const char *cell)
{
	struct buf clean = BUF_EMPTY;
	struct buf fitting = BUF_EMPTY;
	const char *text;

	if (!text_clean(&clean, cell, strlen(cell)))
		buf_clear(&clean);
	text_fit(&fitting, buf_text(&clean), 40, false);
	text = arena_text(arena, buf_text(&fitting), fitting.len);
	buf_release(&fitting);
	buf_release(&clean);
	return text;
}

/* A heading over two columns stands in the first of them. */
static void find_merged(struct import_header *header)
{
	for (size_t i = 1; i < header->count; i++) {
		enum import_column before = header->kind[i - 1];

		if (*header->text[i] == '\0' &&
			(before == COLUMN_BORN || before == COLUMN_RT_RW || before == COLUMN_SEX))
			header->kind[i] = COLUMN_MERGED;
	}
}

static bool look_at_row(void *context, const struct csv_row *row)
{
	struct search *search = context;
	struct import_header *header = search->header;

	if (import_header_score(row) == 0)
		return row->line < IMPORT_HEADER_ROWS;
	search->found = true;
	header->line = row->line;
	header->count = row->count;
	for (size_t i = 0; i < row->count; i++) {
		header->kind[i] = import_column_of(row->cell[i]);
		header->text[i] = header_text(search->arena, row->cell[i]);
		header->original[i] =
			arena_text(search->arena, row->cell[i], strlen(row->cell[i]));
	}
	find_merged(header);
	return false;
}

static enum status no_header(struct err *err)
{
	return err_set(err, STATUS_INVALID,
		_("No header row was found in the first %d rows. Please write one above the list, "
		  "with the "
		  "columns Nama and NIK at least, for example: Nama, NIK, No HP, Tanggal Lahir, "
		  "Alamat, "
		  "RT, RW, Kelurahan, Kecamatan."),
		IMPORT_HEADER_ROWS);
}

enum status import_header_find(const struct import_spool *rows, struct arena *arena,
	struct import_header *header, struct err *err)
{
	struct search search = {.arena = arena, .header = header};
	enum status status;

	*header = (struct import_header){0};
	status = spool_read(rows, look_at_row, &search, err);
	return status != STATUS_OK || search.found ? status : no_header(err);
}

size_t import_header_column(
	const struct import_header *header, enum import_column kind, size_t from)
{
	while (from < header->count && header->kind[from] != kind)
		from++;
	return from;
}
