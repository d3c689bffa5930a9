/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/sheet_code.h"

char *sheet_code(const struct id *sheet, char out[SHEET_CODE_SIZE])
{
	return code_print(sheet->byte, SHEET_CODE_DIGITS, out);
}

bool sheet_code_parse(const char *text, char out[SHEET_CODE_SIZE])
{
	return code_parse(text, SHEET_CODE_DIGITS, out);
}
