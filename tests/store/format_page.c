/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/format_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"

#define PAGE_MAX ((size_t)1 << 20)
#define FENCE "```bytes "

static int digit(char letter)
{
	if (letter >= '0' && letter <= '9')
		return letter - '0';
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* One line of a block, up to a "#". */
static void take_hex(struct format_block *block, const char *line, size_t len)
{
	for (size_t i = 0; i < len && line[i] != '#'; i++) {
		if (line[i] == ' ')
			continue;
		if (i + 1 >= len || digit(line[i]) < 0 || digit(line[i + 1]) < 0)
			fail_msg("%s: no hexadecimal: %.*s", block->name, (int)len, line);
		buf_add_byte(&block->bytes, (uint8_t)(digit(line[i]) * 16 + digit(line[i + 1])));
		i++;
	}
}

static struct format_block *begin_block(struct format_page *page, const char *name, size_t len)
{
	struct format_block *block = &page->block[page->count];

	assert_true(page->count < FORMAT_BLOCKS_MAX && len > 0 && len < sizeof(block->name));
	*block = (struct format_block){.bytes = BUF_EMPTY};
	memcpy(block->name, name, len);
	for (size_t i = 0; i < page->count; i++)
		if (strcmp(page->block[i].name, block->name) == 0)
			fail_msg("%s stands twice in FORMAT.md", block->name);
	page->count++;
	return block;
}

static void take_blocks(struct format_page *page)
{
	struct format_block *block = NULL;

	for (const char *line = buf_text(&page->text); *line;) {
		size_t len = strcspn(line, "\n");

		if (block && len == 3 && memcmp(line, "```", 3) == 0)
			block = NULL;
		else if (block)
			take_hex(block, line, len);
		else if (strncmp(line, FENCE, strlen(FENCE)) == 0)
			block = begin_block(page, line + strlen(FENCE), len - strlen(FENCE));
		line += len + (line[len] == '\n');
	}
	assert_null(block);
}

void format_page_read(struct format_page *page)
{
	const char *top = getenv("top_srcdir");
	char *path = path_join(top ? top : ".", "doc/FORMAT.md");
	struct err err = {STATUS_OK, ""};

	memset(page, 0, sizeof(*page));
	if (file_read(path, PAGE_MAX, &page->text, &err))
		fail_msg("%s: %s", path, err.text);
	free(path);
	take_blocks(page);
}

void format_page_release(struct format_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		buf_release(&page->block[i].bytes);
	buf_release(&page->text);
}

struct bytes format_bytes(struct format_page *page, const char *name)
{
	for (size_t i = 0; i < page->count; i++) {
		if (strcmp(page->block[i].name, name) == 0) {
			page->block[i].used = true;
			return buf_bytes(&page->block[i].bytes);
		}
	}
	fail_msg("FORMAT.md has no example \"%s\"", name);
	return BYTES_NONE;
}
