/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_header.h"

#include "model/record.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

/* Folded (text_fold): without case, signs and line breaks. */
static const struct {
	enum import_column kind;
	const char *words;
} synonyms[] = {
	{COLUMN_ROW_NUMBER,
		"no|nomor|no urut|nomor urut|no urt|urut|number|no peserta|nomor peserta|"
		"no absen"},
	{COLUMN_NAME,
		"nama|nama lengkap|name|full name|nama peserta|nama lengkap peserta|peserta|"
		"nama sesuai ktp|nama lengkap sesuai ktp|nama sesuai e ktp|"
		"nama lengkap sesuai e ktp|nama ktp|nama lengkap ktp|nama pendaftar|"
		"nama lengkap pendaftar|nama warga|nama calon peserta|"
		"nama lengkap calon peserta|calon peserta|nama pemohon|nama pelaku usaha|"
		"nama pemilik usaha|nama dan gelar|nama lengkap dan gelar|"
		"nama lengkap beserta gelar|nama lengkap tanpa gelar|participant|"
		"participant name|name of participant"},
	{COLUMN_NIK,
		"nik|no nik|nomor nik|no ktp|nomor ktp|ktp|nik ktp|no ktp nik|no nik ktp|"
		"nik no ktp|nomor ktp nik|nomor nik ktp|e ktp|no e ktp|nomor e ktp|nik e ktp|"
		"no nik e ktp|n i k|no induk kependudukan|nomor induk kependudukan|"
		"no induk kependudukan nik|nomor induk kependudukan nik|"
		"nik nomor induk kependudukan|nik 16 digit|nik sesuai ktp|no identitas|"
		"nomor identitas|no identitas ktp|id number|identity number|national id"},
	{COLUMN_PHONE,
		"no hp|hp|nomor hp|telepon|telp|tlp|telpon|no telepon|no telp|no tlp|"
		"no telpon|nomor telepon|nomor telp|nomor telpon|wa|no wa|nomor wa|whatsapp|"
		"no whatsapp|nomor whatsapp|handphone|no handphone|nomor handphone|ponsel|"
		"no ponsel|nomor ponsel|hp wa|wa hp|no hp wa|nomor hp wa|no wa hp|"
		"nomor wa hp|no hp whatsapp|nomor hp whatsapp|no handphone wa|"
		"nomor handphone wa|telp wa|telepon wa|no telp wa|no telepon wa|"
		"nomor telp wa|nomor telepon wa|telp hp|telepon hp|tlp hp|no telp hp|"
		"no tlp hp|no telepon hp|nomor telepon hp|no telp hp wa|no hp 1|no hp 2|"
		"nomor hp 1|nomor hp 2|no hp aktif|nomor hp aktif|no wa aktif|nomor wa aktif|"
		"no whatsapp aktif|nomor whatsapp aktif|no hp wa aktif|nomor hp wa aktif|"
		"kontak|no kontak|nomor kontak|phone|phone number|phone 2|telephone|telephone number|"
		"mobile|mobile phone|mobile number|cell phone|contact|contact number"},
	{COLUMN_BIRTHPLACE,
		"tempat lahir|tmp lahir|tmpt lahir|tpt lahir|tempat kelahiran|kota lahir|"
		"kota kelahiran|birthplace|place of birth|city of birth"},
	{COLUMN_BORN,
		"tanggal lahir|tgl lahir|tgl lhr|tanggal kelahiran|tgl kelahiran|lahir|ttl|"
		"tempat tanggal lahir|tempat tgl lahir|tempat tgl lhr|"
		"tempat dan tanggal lahir|tempat dan tgl lahir|tempat dan tanggal kelahiran|"
		"tmp tgl lahir|tmp tanggal lahir|tmpt tgl lahir|tmpt tanggal lahir|"
		"tempat tanggal lahir ttl|ttl tempat tanggal lahir|tanggal bulan tahun lahir|"
		"tgl bln thn lahir|tanggal lahir dd mm yyyy|tgl lahir dd mm yyyy|birth date|"
		"birthdate|birthday|date of birth|dob|place and date of birth|"
		"place date of birth"},
	{COLUMN_SEX,
		"jenis kelamin|jns kelamin|jk|j k|l p|lp|p l|lk pr|laki laki perempuan|"
		"pria wanita|kelamin|jns kel|jenis kel|jenis kelamin l p|jenis kelamin lk pr|"
		"jenis kelamin laki laki perempuan|jk l p|sex|gender|gender l p|m f"},
	{COLUMN_ADDRESS,
		"alamat|alamat lengkap|alamat rumah|alamat rumah lengkap|"
		"alamat rumah sekarang|alamat sekarang|alamat ktp|alamat e ktp|"
		"alamat sesuai ktp|alamat sesuai e ktp|alamat lengkap sesuai ktp|"
		"alamat domisili|alamat lengkap domisili|alamat domisili lengkap|domisili|"
		"alamat tinggal|alamat tempat tinggal|tempat tinggal|alamat jalan|jalan|"
		"nama jalan|address|home address|street|street address"},
	{COLUMN_RT, "rt|no rt|nomor rt"},
	{COLUMN_RW, "rw|no rw|nomor rw"},
	{COLUMN_RT_RW, "rt rw|rtrw|rt dan rw|no rt rw|alamat rt rw"},
	{COLUMN_KELURAHAN,
		"kelurahan|kel|desa|kelurahan desa|desa kelurahan|kel desa|desa kel|kel ds|"
		"ds kel|nama kelurahan|kelurahan domisili|kelurahan tempat tinggal|"
		"kelurahan ktp|kelurahan sesuai ktp|kelurahan asal|asal kelurahan|"
		"alamat kelurahan|village|urban village"},
	{COLUMN_KECAMATAN,
		"kecamatan|kec|nama kecamatan|kecamatan domisili|kecamatan tempat tinggal|"
		"kecamatan ktp|kecamatan sesuai ktp|kecamatan asal|asal kecamatan|"
		"alamat kecamatan|district"},
	{COLUMN_EDUCATION,
		"pendidikan|pendidikan terakhir|pend|pend terakhir|pddk|pddk terakhir|"
		"pendidikan formal|pendidikan formal terakhir|tingkat pendidikan|"
		"jenjang pendidikan|pendidikan tertinggi|ijazah|ijazah terakhir|education|"
		"last education"},
	{COLUMN_MARITAL,
		"status kawin|status nikah|status perkawinan|status pernikahan|status|"
		"perkawinan|status marital|marital status"},
	{COLUMN_DISABILITY,
		"disabilitas|penyandang disabilitas|jenis disabilitas|ragam disabilitas|"
		"disabilitas ya tidak|difabel|penyandang difabel|jenis difabel|"
		"kebutuhan khusus|berkebutuhan khusus|disability"},
	{COLUMN_BUSINESS,
		"usaha|jenis usaha|nama usaha|bidang usaha|usaha yang sudah ada|"
		"usaha yang dimiliki|jenis usaha yang dimiliki|usaha yang dijalankan|"
		"usaha saat ini|jenis usaha saat ini|usaha sekarang|nama dan jenis usaha|"
		"jenis usaha produk|usaha produk|produk usaha|jenis produk|business|"
		"type of business"},
	{COLUMN_FAMILY_CARD,
		"no kk|kk|nomor kk|nkk|no kartu keluarga|nomor kartu keluarga|kartu keluarga|"
		"no kartu keluarga kk|nomor kartu keluarga kk|no kk 16 digit|family card|"
		"family card number"},
	{COLUMN_EMAIL,
		"email|e mail|alamat email|alamat e mail|surel|alamat surel|email aktif|"
		"alamat email aktif|email address"},
	{COLUMN_COMMODITY,
		"komoditi|komoditas|jenis komoditi|jenis komoditas|komoditi pelatihan|"
		"komoditi yang dipilih|komoditi jenis pelatihan|jenis pelatihan komoditi|"
		"jenis pelatihan|pelatihan|nama pelatihan|bidang pelatihan|program pelatihan|"
		"materi pelatihan|minat pelatihan|pilihan pelatihan|pelatihan yang dipilih|"
		"pelatihan yang diminati|jenis pelatihan yang dipilih|"
		"jenis pelatihan yang diminati|bidang|bidang minat|jurusan|kejuruan|"
		"keterampilan|jenis keterampilan|commodity|training|type of training|"
		"training type|course"},
	{COLUMN_SESSION,
		"kegiatan|id kegiatan|kode kegiatan|sesi|id sesi|kode sesi|id pelatihan|"
		"kode pelatihan|id kelas|kode kelas|session|session id"},
	{COLUMN_CLASS,
		"kelas|no kelas|nomor kelas|kelas ke|kelas pelatihan|kls|angkatan|kelompok|"
		"gelombang|rombel|class|batch|group"},
	{COLUMN_TRAINING_KECAMATAN,
		"kecamatan pelatihan|kecamatan kegiatan|kecamatan tempat pelatihan|"
		"kecamatan lokasi|kecamatan lokasi pelatihan|wilayah pelatihan|"
		"tempat pelatihan|lokasi pelatihan|lokasi|training district|"
		"training kecamatan"},
	{COLUMN_REASON,
		"alasan|alasan ditolak|alasan penolakan|sebab ditolak|reason|reason refused"},
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

static enum import_column kind_of(const char *ptr, size_t len)
{
	struct buf folded = BUF_EMPTY;
	enum import_column kind = COLUMN_UNKNOWN;

	text_fold(&folded, ptr, len);
	for (size_t i = 0; folded.len > 0 && i < sizeof(synonyms) / sizeof(synonyms[0]); i++) {
		if (!is_among(synonyms[i].words, buf_text(&folded), folded.len))
			continue;
		kind = synonyms[i].kind;
		break;
	}
	buf_wipe(&folded);
	return kind;
}

enum import_column import_column_of(const char *text)
{
	enum import_column kind = kind_of(text, strlen(text));

	/* "Alamat (tanpa RT/RW)" */
	return kind != COLUMN_UNKNOWN ? kind : kind_of(text, strcspn(text, "("));
}

/* SEX_UNKNOWN when it is no heading of a column for ticks. */
static enum sex ticked_sex(const char *text)
{
	struct buf folded = BUF_EMPTY;
	enum sex sex = SEX_UNKNOWN;

	text_fold(&folded, text, strlen(text));
	if (is_among("l|lk|laki laki|pria|male|m", buf_text(&folded), folded.len))
		sex = SEX_MALE;
	else if (is_among("p|pr|perempuan|wanita|female|f", buf_text(&folded), folded.len))
		sex = SEX_FEMALE;
	buf_release(&folded);
	return sex;
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

static void set_column(
	struct search *search, size_t column, enum import_column kind, const char *words)
{
	search->header->kind[column] = kind;
	search->header->text[column] = header_text(search->arena, words);
	search->header->original[column] = arena_text(search->arena, words, strlen(words));
}

/* A heading over two columns stands in the first of them; "L" and "P" may have none. */
static void find_merged(struct import_header *header)
{
	for (size_t i = 1; i < header->count; i++) {
		enum import_column before = header->kind[i - 1];
		enum sex first = ticked_sex(header->text[i - 1]);
		enum sex second = ticked_sex(header->text[i]);

		if (*header->text[i] == '\0' &&
			(before == COLUMN_BORN || before == COLUMN_RT_RW || before == COLUMN_SEX))
			header->kind[i] = COLUMN_MERGED;
		if (first == SEX_UNKNOWN || second == SEX_UNKNOWN || first == second)
			continue;
		header->kind[i - 1] = COLUMN_SEX;
		header->kind[i] = COLUMN_MERGED;
		header->female_first = first == SEX_FEMALE;
	}
}

/* --- A second row of headings ------------------------------------------------------------------- */

/* Right below a heading over several columns stands what each of them is: "L", "P", or "RT", "RW". */
static bool is_second_row(const struct import_header *header, const struct csv_row *row)
{
	size_t name = 0;
	bool empty = true;

	while (name < header->count && header->kind[name] != COLUMN_NAME)
		name++;
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = row->cell[i];

		if (cell[strcspn(cell, "0123456789")] != '\0')
			return false;
		empty = empty && *cell == '\0';
	}
	return row->line == header->line + 1 && !empty &&
	       (name >= row->count || *row->cell[name] == '\0');
}

/* A heading, over one column or several. */
struct group {
	const char *words;
	enum import_column kind;
};

/* What "Tempat" means below "Tempat/Tgl Lahir", "RT" below "Alamat", "Rumah" below "Alamat". */
static bool find_below(
	struct search *search, size_t column, const struct group *group, const char *below)
{
	enum import_column kind = COLUMN_UNKNOWN;
	struct buf words = BUF_EMPTY;

	for (int order = 0; order < 4 && kind == COLUMN_UNKNOWN; order++) {
		buf_clear(&words);
		if (order == 2)
			buf_printf(&words, "%s ", group->words);
		buf_add_text(&words, below);
		if (order == 1)
			buf_printf(&words, " %s", group->words);
		if (order == 3) /* of birth, whatever the words for that are */
			buf_add_text(&words, " lahir");
		if (order < 3 || group->kind == COLUMN_BORN)
			kind = import_column_of(buf_text(&words));
	}
	if (kind != COLUMN_UNKNOWN)
		set_column(search, column, kind, buf_text(&words));
	buf_release(&words);
	return kind != COLUMN_UNKNOWN;
}

static void take_below(struct search *search, size_t column, const struct group *group,
	bool headed, const char *below)
{
	if (ticked_sex(below) != SEX_UNKNOWN && group->kind == COLUMN_SEX)
		set_column(search, column, headed ? COLUMN_SEX : COLUMN_UNKNOWN, below);
	else if (!find_below(search, column, group, below) && !headed)
		set_column(search, column, COLUMN_UNKNOWN, below);
}

static void take_second_row(struct search *search, const struct csv_row *row)
{
	struct import_header *header = search->header;
	bool headed[IMPORT_COLUMNS_MAX + 1] = {false};
	struct group group = {"", COLUMN_UNKNOWN};

	for (; header->count < row->count; header->count++)
		set_column(search, header->count, COLUMN_UNKNOWN, "");
	for (size_t i = 0; i < header->count; i++)
		headed[i] = *header->text[i] != '\0';
	headed[header->count] = true;
	for (size_t i = 0; i < header->count && i < row->count; i++) {
		bool alone = headed[i] && headed[i + 1];

		if (headed[i])
			group = (struct group){header->text[i], header->kind[i]};
		if (*row->cell[i] != '\0' && (!alone || header->kind[i] == COLUMN_UNKNOWN))
			take_below(search, i, &group, headed[i], row->cell[i]);
	}
	header->last_line = row->line;
	find_merged(header);
}

static bool look_at_row(void *context, const struct csv_row *row)
{
	struct search *search = context;
	struct import_header *header = search->header;

	if (search->found) {
		if (is_second_row(header, row))
			take_second_row(search, row);
		return false;
	}
	if (import_header_score(row) == 0)
		return row->line < IMPORT_HEADER_ROWS;
	search->found = true;
	header->line = row->line;
	header->last_line = row->line;
	header->count = row->count;
	for (size_t i = 0; i < row->count; i++)
		set_column(search, i, import_column_of(row->cell[i]), row->cell[i]);
	find_merged(header);
	return true;
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

static void index_kinds(struct import_header *header)
{
	for (size_t kind = 0; kind < COLUMN_KINDS; kind++)
		header->first[kind] = header->count;
	for (size_t i = header->count; i > 0; i--)
		header->first[header->kind[i - 1]] = i - 1;
}

enum status import_header_find(const struct import_spool *rows, struct arena *arena,
	struct import_header *header, struct err *err)
{
	struct search search = {.arena = arena, .header = header};
	enum status status;

	*header = (struct import_header){0};
	status = spool_read(rows, look_at_row, &search, err);
	index_kinds(header);
	return status != STATUS_OK || search.found ? status : no_header(err);
}

size_t import_header_column(
	const struct import_header *header, enum import_column kind, size_t from)
{
	if (from == 0)
		return header->first[kind];
	while (from < header->count && header->kind[from] != kind)
		from++;
	return from;
}
