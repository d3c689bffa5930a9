/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/xlsx_zip.h"

#include "base/i18n.h"

#include <minizip/unzip.h>
#include <stdlib.h>
#include <string.h>

#define PIECE ((size_t)32 << 10)
#define PARTS_MAX 10000
#define UNPACKED_MAX ((uint64_t)1 << 30) /* of all that is read of a file */
/* XML of a large list packs to a tenth or a thirtieth, blank cells in colour to a hundredth. */
#define RATIO_MAX 300
#define RATIO_FREE ((uint64_t)4 << 20)
#define FLAG_ENCRYPTED 1u

struct xlsx_zip {
	struct bytes file;
	size_t position; /* in it, of minizip */
	unzFile parts;
	uint64_t unpacked;
};

/* --- What minizip reads from ------------------------------------------------------------------ */

static voidpf open_bytes(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong read_bytes(voidpf opaque, voidpf stream, void *out, uLong size)
{
	struct xlsx_zip *zip = opaque;
	size_t rest = zip->file.len - zip->position;
	size_t len = size < rest ? size : rest;

	(void)stream;
	if (len > 0)
		memcpy(out, zip->file.ptr + zip->position, len);
	zip->position += len;
	return len;
}

static ZPOS64_T tell_bytes(voidpf opaque, voidpf stream)
{
	const struct xlsx_zip *zip = opaque;

	(void)stream;
	return zip->position;
}

static long seek_bytes(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct xlsx_zip *zip = opaque;
	ZPOS64_T from = 0;

	(void)stream;
	if (origin == ZLIB_FILEFUNC_SEEK_CUR)
		from = zip->position;
	else if (origin == ZLIB_FILEFUNC_SEEK_END)
		from = zip->file.len;
	if (offset > zip->file.len - from)
		return -1;
	zip->position = from + offset;
	return 0;
}

static int close_bytes(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

struct xlsx_zip *xlsx_zip_open(struct bytes file)
{
	struct xlsx_zip *zip = memory_alloc(sizeof(*zip));
	zlib_filefunc64_def source = {
		.zopen64_file = open_bytes,
		.zread_file = read_bytes,
		.ztell64_file = tell_bytes,
		.zseek64_file = seek_bytes,
		.zclose_file = close_bytes,
		.zerror_file = close_bytes, /* neither can fail */
		.opaque = zip,
	};
	unz_global_info64 info;

	zip->file = file;
	zip->parts = unzOpen2_64("", &source);
	if (zip->parts && unzGetGlobalInfo64(zip->parts, &info) == UNZ_OK &&
		info.number_entry <= PARTS_MAX)
		return zip;
	xlsx_zip_close(zip);
	return NULL;
}

void xlsx_zip_close(struct xlsx_zip *zip)
{
	if (zip && zip->parts)
		unzClose(zip->parts);
	free(zip);
}

/* --- Parts ------------------------------------------------------------------------------------ */

enum status xlsx_damaged(struct err *err)
{
	return err_set(err, STATUS_INVALID,
		_("This workbook is damaged, or was not copied whole. Please open it in a "
		  "spreadsheet program, save it anew as .xlsx and import that file."));
}

static enum status too_large(struct err *err)
{
	return err_set(err, STATUS_INVALID,
		_("This workbook unpacks to more than a list can be. Please copy only the list of "
		  "participants into a new workbook and import that."));
}

static bool locate(struct xlsx_zip *zip, const char *part)
{
	/* 2: capitals and small letters are alike, as in Windows. */
	return unzLocateFile(zip->parts, part, 2) == UNZ_OK;
}

bool xlsx_zip_has(struct xlsx_zip *zip, const char *part)
{
	return locate(zip, part);
}

/* Sizes in the file's own directory are not believed: each piece is counted. */
static enum status unpack(struct xlsx_zip *zip, const unz_file_info64 *info,
	bool (*take)(void *context, const char *ptr, size_t len), void *context, struct err *err)
{
	uint64_t packed =
		info->compressed_size < zip->file.len ? info->compressed_size : zip->file.len;
	uint64_t size = 0;
	char piece[PIECE];

	for (;;) {
		int len = unzReadCurrentFile(zip->parts, piece, sizeof(piece));

		if (len < 0 || (len == 0 && size != info->uncompressed_size))
			return xlsx_damaged(err);
		if (len == 0)
			return STATUS_OK;
		size += (unsigned)len;
		zip->unpacked += (unsigned)len;
		if (zip->unpacked > UNPACKED_MAX || size > RATIO_FREE + RATIO_MAX * packed)
			return too_large(err);
		if (!take(context, piece, (size_t)len))
			return STATUS_OK;
	}
}

enum status xlsx_zip_read(struct xlsx_zip *zip, const char *part,
	bool (*take)(void *context, const char *ptr, size_t len), void *context, struct err *err)
{
	unz_file_info64 info;
	enum status status;

	if (!locate(zip, part) ||
		unzGetCurrentFileInfo64(zip->parts, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
		return xlsx_damaged(err);
	if (info.flag & FLAG_ENCRYPTED)
		return err_set(err, STATUS_INVALID,
			_("This workbook is locked with a password. Please open it in a "
			  "spreadsheet "
			  "program, save it without a password and import that file."));
	if (unzOpenCurrentFile(zip->parts) != UNZ_OK)
		return xlsx_damaged(err);
	status = unpack(zip, &info, take, context, err);
	/* At its end the checksum is compared. */
	if (unzCloseCurrentFile(zip->parts) != UNZ_OK && status == STATUS_OK)
		return xlsx_damaged(err);
	return status;
}
