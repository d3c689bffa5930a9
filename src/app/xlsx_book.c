/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/xlsx_book.h"

#include "app/xlsx_xml.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define TABS_MAX 1000
#define STYLES_MAX 65536 /* above the most that a spreadsheet allows */
#define TEXT_LONG 1000   /* of a name or path */

struct xlsx_code {
	unsigned long id;
	struct xlsx_format format;
};

/* What xlsx_handler's functions work on. */
struct looking {
	struct xlsx_book *book;
	bool in_styles; /* inside <cellXfs> */
};

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

static void ignore_end(struct xlsx_xml *xml, const char *name)
{
	(void)xml;
	(void)name;
}

/* --- Links from one part to others ------------------------------------------------------------ */

/* The part that a link of the part `from` names: "worksheets/sheet1.xml", "/xl/styles.xml", "../a". */
static const char *resolve(struct xlsx_book *book, const char *from, const char *target)
{
	const char *slash = from ? strrchr(from, '/') : NULL;
	size_t folder = slash ? (size_t)(slash + 1 - from) : 0;

	if (*target == '/')
		return arena_text(&book->arena, target + 1, strlen(target + 1));
	for (;; target += target[1] == '.' ? 3 : 2) {
		if (strncmp(target, "../", 3) == 0) {
			while (folder > 0 && from[--folder] != '/')
				;
			while (folder > 0 && from[folder - 1] != '/')
				folder--;
		} else if (strncmp(target, "./", 2) != 0) {
			break;
		}
	}
	return arena_printf(&book->arena, "%.*s%s", (int)folder, from ? from : "", target);
}

static void take_link(struct xlsx_book *book, const char *id, const char *type, const char *target)
{
	const char *from = book->workbook;

	if (!from && ends_with(type, "/officeDocument")) {
		book->workbook = resolve(book, NULL, target);
		return;
	}
	if (!from)
		return;
	if (ends_with(type, "/sharedStrings"))
		book->strings = resolve(book, from, target);
	else if (ends_with(type, "/styles"))
		book->styles = resolve(book, from, target);
	else if (ends_with(type, "/worksheet"))
		for (size_t i = 0; i < book->tab_count; i++)
			if (!book->tab[i].part && strcmp(book->tab[i].link, id) == 0)
				book->tab[i].part = resolve(book, from, target);
}

static void start_link(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct looking *looking = xml->context;
	const char *id = xlsx_attribute(attributes, "Id");
	const char *type = xlsx_attribute(attributes, "Type");
	const char *target = xlsx_attribute(attributes, "Target");
	const char *mode = xlsx_attribute(attributes, "TargetMode");

	if (strcmp(name, "Relationship") != 0 || !id || !type || !target)
		return;
	if (strlen(target) > TEXT_LONG)
		xlsx_xml_fail(xml, xlsx_damaged(xml->err));
	else if (!mode || strcmp(mode, "External") != 0)
		take_link(looking->book, id, type, target);
}

static const struct xlsx_handler link_handler = {start_link, ignore_end, NULL};

/* --- The workbook ----------------------------------------------------------------------------- */

static enum status no_workbook(struct err *err)
{
	return err_set(err, STATUS_INVALID,
		_("This is no Excel workbook. Please open it in the program that made it, save the "
		  "list as .xlsx or \"CSV UTF-8\" and import that file."));
}

static enum status add_tab(
	struct xlsx_book *book, const char **attributes, const char *link, struct err *err)
{
	const char *name = xlsx_attribute(attributes, "name");
	const char *state = xlsx_attribute(attributes, "state");
	struct buf clean = BUF_EMPTY;
	struct xlsx_tab *tab;

	if (book->tab_count == TABS_MAX || strlen(link) > TEXT_LONG)
		return xlsx_damaged(err);
	if (name && strlen(name) <= TEXT_LONG && !text_clean(&clean, name, strlen(name)))
		buf_clear(&clean);
	book->tab =
		memory_grow(book->tab, book->tab_count, &book->tab_capacity, sizeof(*book->tab));
	tab = &book->tab[book->tab_count++];
	*tab = (struct xlsx_tab){
		.name = arena_text(&book->arena, buf_text(&clean), clean.len),
		.link = arena_text(&book->arena, link, strlen(link)),
		.hidden = state && strcmp(state, "visible") != 0,
	};
	buf_release(&clean);
	return STATUS_OK;
}

static void start_workbook(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct looking *looking = xml->context;
	/* Beside "sheetId", so it is the one with a prefix. */
	const char *link = xlsx_attribute(attributes, "id");
	enum status status = STATUS_OK;

	if (xml->depth == 1 && strcmp(name, "workbook") != 0)
		status = no_workbook(xml->err);
	else if (strcmp(name, "workbookPr") == 0)
		looking->book->from_1904 = xlsx_attribute_true(attributes, "date1904");
	else if (xml->depth == 3 && strcmp(name, "sheet") == 0 && link)
		status = add_tab(looking->book, attributes, link, xml->err);
	if (status != STATUS_OK)
		xlsx_xml_fail(xml, status);
}

static const struct xlsx_handler workbook_handler = {start_workbook, ignore_end, NULL};

/* --- Styles ----------------------------------------------------------------------------------- */

static void add_code(struct xlsx_book *book, const char *id, const char *code)
{
	if (!id || !code || book->code_count == STYLES_MAX)
		return;
	book->code = memory_grow(
		book->code, book->code_count, &book->code_capacity, sizeof(*book->code));
	book->code[book->code_count++] =
		(struct xlsx_code){strtoul(id, NULL, 10), xlsx_format_of(code)};
}

static int compare_codes(const void *a, const void *b)
{
	const struct xlsx_code *left = a, *right = b;

	return (left->id > right->id) - (left->id < right->id);
}

static void add_style(struct xlsx_book *book, const char *id)
{
	struct xlsx_code wanted = {.id = id ? strtoul(id, NULL, 10) : 0};
	const struct xlsx_code *stated = NULL;

	if (book->format_count == STYLES_MAX)
		return;
	if (book->code_count > 0)
		stated = bsearch(
			&wanted, book->code, book->code_count, sizeof(*book->code), compare_codes);
	book->format = memory_grow(
		book->format, book->format_count, &book->format_capacity, sizeof(*book->format));
	book->format[book->format_count++] = stated ? stated->format : xlsx_format_known(wanted.id);
}

static void start_style(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct looking *looking = xml->context;
	struct xlsx_book *book = looking->book;

	if (xml->depth == 2) {
		looking->in_styles = strcmp(name, "cellXfs") == 0;
		if (looking->in_styles && book->code_count > 0)
			qsort(book->code, book->code_count, sizeof(*book->code), compare_codes);
	} else if (xml->depth == 3 && strcmp(name, "numFmt") == 0) {
		add_code(book, xlsx_attribute(attributes, "numFmtId"),
			xlsx_attribute(attributes, "formatCode"));
	} else if (xml->depth == 3 && looking->in_styles && strcmp(name, "xf") == 0) {
		add_style(book, xlsx_attribute(attributes, "numFmtId"));
	}
}

static const struct xlsx_handler style_handler = {start_style, ignore_end, NULL};

struct xlsx_format xlsx_book_format(const struct xlsx_book *book, const char *text)
{
	unsigned long style = text ? strtoul(text, NULL, 10) : 0;

	if (style < book->format_count)
		return book->format[style];
	return xlsx_format_known(0);
}

/* --- The whole -------------------------------------------------------------------------------- */

static enum status read_links(
	struct looking *looking, struct xlsx_zip *zip, const char *part, struct err *err)
{
	const char *base = strrchr(part, '/') ? strrchr(part, '/') + 1 : part;
	const char *links = arena_printf(
		&looking->book->arena, "%.*s_rels/%s.rels", (int)(base - part), part, base);

	return xlsx_xml_read(zip, links, &link_handler, looking, err);
}

static enum status find_workbook(struct looking *looking, struct xlsx_zip *zip, struct err *err)
{
	struct xlsx_book *book = looking->book;
	enum status status = STATUS_OK;

	if (xlsx_zip_has(zip, "META-INF/manifest.xml") && xlsx_zip_has(zip, "content.xml"))
		return err_set(err, STATUS_INVALID,
			_("This is an OpenDocument file (.ods). Please open it in LibreOffice, "
			  "choose \"Save as\", \"Excel 2007-365 (.xlsx)\", and import that file."));
	if (!xlsx_zip_has(zip, "_rels/.rels"))
		return no_workbook(err);
	status = xlsx_xml_read(zip, "_rels/.rels", &link_handler, looking, err);
	if (status == STATUS_OK && !book->workbook)
		return no_workbook(err);
	if (status == STATUS_OK && ends_with(book->workbook, ".bin"))
		return err_set(err, STATUS_INVALID,
			_("This is a binary workbook (.xlsb). Please open it in Excel, save it as "
			  ".xlsx and import that file."));
	return status;
}

enum status xlsx_book_read(struct xlsx_book *book, struct xlsx_zip *zip, struct err *err)
{
	struct looking looking = {.book = book};
	enum status status = find_workbook(&looking, zip, err);

	if (status == STATUS_OK)
		status = xlsx_xml_read(zip, book->workbook, &workbook_handler, &looking, err);
	if (status == STATUS_OK)
		status = read_links(&looking, zip, book->workbook, err);
	if (status == STATUS_OK && book->styles)
		status = xlsx_xml_read(zip, book->styles, &style_handler, &looking, err);
	return status;
}

void xlsx_book_release(struct xlsx_book *book)
{
	free(book->tab);
	free(book->format);
	free(book->code);
	arena_release(&book->arena);
	*book = (struct xlsx_book){0};
}
