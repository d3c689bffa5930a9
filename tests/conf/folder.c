/* SPDX-License-Identifier: BSD-2-Clause */
#include "folder.h"

#include "base/file.h"
#include "base/random.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* It needs those before it. */
#include "base/scratch.h"

#include <cmocka.h>

static const char *const shipped[] = {"calendar-2019.yaml", "commodities.yaml", "districts.yaml",
	"okoce.yaml", "plan-2018.yaml", "plan-2019.yaml"};

#define SHIPPED (sizeof(shipped) / sizeof(*shipped))

char *shipped_folder(void)
{
	const char *top = getenv("top_srcdir");

	return path_join(top ? top : ".", "conf");
}

struct buf folder_read(const char *name)
{
	char *folder = shipped_folder();
	char *path = path_join(folder, name);
	struct buf text = BUF_EMPTY;
	struct err err;

	if (file_read(path, CONF_FILE_MAX, &text, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(path);
	free(folder);
	return text;
}

void folder_write(const char *folder, const char *name, const void *ptr, size_t len)
{
	char *path = path_join(folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(ptr, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
	free(path);
}

void folder_delete(const char *folder, const char *name)
{
	char *path = path_join(folder, name);

	if (unlink(path) != 0)
		assert_int_equal(errno, ENOENT);
	free(path);
}

void folder_mend(const char *folder, const char *name)
{
	bool is_shipped = false;

	for (size_t i = 0; i < SHIPPED; i++)
		is_shipped = is_shipped || strcmp(shipped[i], name) == 0;
	if (!is_shipped) {
		folder_delete(folder, name);
		return;
	}
	struct buf text = folder_read(name);
	folder_write(folder, name, text.ptr, text.len);
	buf_release(&text);
}

int folder_make(void **state)
{
	struct err err;

	if (random_start(&err) != STATUS_OK || scratch_make(state) != 0)
		return -1;
	for (size_t i = 0; i < SHIPPED; i++)
		folder_mend(*state, shipped[i]);
	return 0;
}

int folder_remove(void **state)
{
	return scratch_remove(state);
}

struct buf folder_change(const char *folder, const char *name, const char *old, const char *new)
{
	struct buf text = folder_read(name);
	struct buf changed = BUF_EMPTY;
	const char *at = strstr(buf_text(&text), old);

	if (!at || strstr(at + 1, old))
		fail_msg("\"%s\" does not stand in %s once", old, name);
	buf_add(&changed, text.ptr, (size_t)(at - buf_text(&text)));
	buf_add_text(&changed, new);
	buf_add_text(&changed, at + strlen(old));
	folder_write(folder, name, changed.ptr, changed.len);
	buf_release(&text);
	return changed;
}

static void leave_out_nyepi(struct conf_problems *problems)
{
	size_t kept = 0;

	for (size_t i = 0; i < problems->count; i++) {
		if (problems->item[i].severity == CONF_WARNING &&
			strstr(problems->item[i].text, "Nyepi"))
			continue;
		problems->item[kept++] = problems->item[i];
	}
	problems->count = kept;
}

void folder_load(const char *folder, struct loaded *loaded)
{
	memset(loaded, 0, sizeof(*loaded));
	loaded->status = conf_load(folder, &loaded->programme, &loaded->problems, &loaded->err);
	leave_out_nyepi(&loaded->problems);
	/* What the header promises of every load. */
	assert_int_equal(loaded->status == STATUS_OK, loaded->err.text[0] == '\0');
	if (loaded->status == STATUS_OK)
		assert_int_equal(loaded->problems.errors, 0);
	else
		assert_int_equal(loaded->programme.session_count, 0);
}

void loaded_release(struct loaded *loaded)
{
	programme_release(&loaded->programme);
	conf_problems_release(&loaded->problems);
}

struct buf folder_problems(const char *folder, const struct loaded *loaded)
{
	struct buf all = BUF_EMPTY;
	struct buf line = BUF_EMPTY;

	for (size_t i = 0; i < loaded->problems.count; i++) {
		buf_clear(&line);
		conf_problem_print(&line, &loaded->problems.item[i]);
		assert_int_equal(strncmp(buf_text(&line), folder, strlen(folder)), 0);
		buf_printf(&all, "%s\n", buf_text(&line) + strlen(folder) + 1);
	}
	buf_release(&line);
	return all;
}
