/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/problem.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUOTE_COLUMNS 40

static void add(struct conf_problems *problems, const char *file, struct place place,
	enum conf_severity severity, const char *text)
{
	if (severity == CONF_ERROR)
		problems->errors++;
	if (problems->count == CONF_PROBLEMS_MAX) {
		problems->omitted++;
		return;
	}
	struct buf safe = BUF_EMPTY;
	text_safe(&safe, text, strlen(text));
	problems->item = memory_grow(
		problems->item, problems->count, &problems->capacity, sizeof(*problems->item));
	problems->item[problems->count++] = (struct conf_problem){
		.file = file,
		.line = place.line,
		.column = place.column,
		.severity = severity,
		.text = arena_text(&problems->arena, buf_text(&safe), safe.len),
	};
	buf_release(&safe);
}

static void add_formatted(struct conf_problems *problems, const char *file, struct place place,
	enum conf_severity severity, const char *format, va_list args)
	__attribute__((format(printf, 5, 0)));

static void add_formatted(struct conf_problems *problems, const char *file, struct place place,
	enum conf_severity severity, const char *format, va_list args)
{
	char text[1024];

	vsnprintf(text, sizeof(text), format, args);
	add(problems, file, place, severity, text);
}

void problem_error(struct conf_problems *problems, const char *file, struct place place,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_formatted(problems, file, place, CONF_ERROR, format, args);
	va_end(args);
}

void problem_warn(struct conf_problems *problems, const char *file, struct place place,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_formatted(problems, file, place, CONF_WARNING, format, args);
	va_end(args);
}

const char *problem_path(struct conf_problems *problems, const char *dir, const char *name)
{
	size_t len = strlen(dir);
	const char *slash = len > 0 && dir[len - 1] == '/' ? "" : "/";

	return arena_printf(&problems->arena, "%s%s%s", dir, slash, name);
}

const char *problem_quote(struct conf_problems *problems, const char *text)
{
	struct buf safe = BUF_EMPTY;
	struct buf cut = BUF_EMPTY;

	text_safe(&safe, text, strlen(text));
	text_fit(&cut, buf_text(&safe), QUOTE_COLUMNS, false);
	const char *quote = arena_text(&problems->arena, buf_text(&cut), cut.len);
	buf_release(&safe);
	buf_release(&cut);
	return quote;
}

static int compare_problems(const void *left, const void *right)
{
	const struct conf_problem *a = left;
	const struct conf_problem *b = right;
	int order = strcmp(a->file, b->file);

	if (order != 0)
		return order;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	if (a->severity != b->severity)
		return a->severity < b->severity ? -1 : 1;
	return strcmp(a->text, b->text);
}

void problem_sort(struct conf_problems *problems)
{
	if (problems->count > 1)
		qsort(problems->item, problems->count, sizeof(*problems->item), compare_problems);
}

void conf_problems_release(struct conf_problems *problems)
{
	free(problems->item);
	arena_release(&problems->arena);
	*problems = (struct conf_problems){0};
}

void conf_problem_print(struct buf *out, const struct conf_problem *problem)
{
	text_safe(out, problem->file, strlen(problem->file));
	if (problem->line > 0)
		buf_printf(out, ":%u:%u", problem->line, problem->column);
	buf_add_text(out, ": ");
	if (problem->severity == CONF_WARNING)
		buf_add_text(out, _("warning: "));
	buf_add_text(out, problem->text);
}

void conf_problems_print(struct buf *out, const struct conf_problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		conf_problem_print(out, &problems->item[i]);
		buf_add_byte(out, '\n');
	}
}

size_t conf_warnings(const struct conf_problems *problems)
{
	size_t count = 0;

	for (size_t i = 0; i < problems->count; i++)
		count += problems->item[i].severity == CONF_WARNING;
	return count;
}
