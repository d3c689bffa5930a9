/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/marks.h"

#include "model/roster.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define WORD_SIZE 24

enum meaning {
	MEANS_STATUS, /* begins a group */
	MEANS_ALL,
	MEANS_RANGE,
	MEANS_NOTHING
};

static const struct word {
	const char *word;
	enum meaning meaning;
	uint8_t status;
} words[] = {
	{"hadir", MEANS_STATUS, ATTENDANCE_PRESENT},
	{"present", MEANS_STATUS, ATTENDANCE_PRESENT},
	{"izin", MEANS_STATUS, ATTENDANCE_EXCUSED},
	{"excused", MEANS_STATUS, ATTENDANCE_EXCUSED},
	{"sakit", MEANS_STATUS, ATTENDANCE_SICK},
	{"sick", MEANS_STATUS, ATTENDANCE_SICK},
	{"tanpa", MEANS_STATUS, ATTENDANCE_ABSENT},
	{"tk", MEANS_STATUS, ATTENDANCE_ABSENT},
	{"absent", MEANS_STATUS, ATTENDANCE_ABSENT},
	{"kecuali", MEANS_STATUS, MARKS_EXCEPTED},
	{"except", MEANS_STATUS, MARKS_EXCEPTED},
	{"semua", MEANS_ALL, 0},
	{"all", MEANS_ALL, 0},
	{"-", MEANS_RANGE, 0},
	{"sampai", MEANS_RANGE, 0},
	{"s/d", MEANS_RANGE, 0},
	{"to", MEANS_RANGE, 0},
	{"keterangan", MEANS_NOTHING, 0},
	{"dan", MEANS_NOTHING, 0},
	{"and", MEANS_NOTHING, 0},
	{"nomor", MEANS_NOTHING, 0},
	{"no", MEANS_NOTHING, 0},
};

struct reading {
	const char *const *number;
	size_t count;
	uint8_t *said;
	struct err *err;
	uint8_t status; /* of the group; MARKS_UNSAID: none has begun */
	bool all;	/* "semua" */
	bool present;	/* a number stands behind "hadir" */
	bool excepted;	/* behind "kecuali" */
	bool range;	/* the next number ends one */
	char last[WORD_SIZE]; /* the number before; "": none that a range could begin with */
};

/* The only row with this number. */
static enum status find(const struct reading *reading, const char *word, size_t *row)
{
	size_t found = 0;

	for (size_t i = 0; i < reading->count; i++) {
		if (reading->number[i][0] == '\0' ||
			roster_compare_numbers(reading->number[i], word) != 0)
			continue;
		*row = i;
		found++;
	}
	if (found == 0)
		return err_set(reading->err, STATUS_INVALID,
			_("Number %s is not on this list. Nothing was recorded."), word);
	if (found > 1)
		return err_set(reading->err, STATUS_INVALID,
			_("Number %s belongs to two people: check them in by name. Nothing was "
			  "recorded."),
			word);
	return STATUS_OK;
}

/* "kecuali 7, izin 7" is one and the same; "hadir 7, izin 7" is not. */
static enum status say(struct reading *reading, size_t row)
{
	uint8_t *said = &reading->said[row];

	reading->present |= reading->status == ATTENDANCE_PRESENT;
	reading->excepted |= reading->status == MARKS_EXCEPTED;
	if (*said == MARKS_UNSAID || (*said == MARKS_EXCEPTED && reading->status != ATTENDANCE_PRESENT))
		*said = reading->status;
	else if (*said != reading->status &&
		 (reading->status != MARKS_EXCEPTED || *said == ATTENDANCE_PRESENT))
		return err_set(reading->err, STATUS_INVALID,
			_("Number %s is named twice, differently. Nothing was recorded."),
			reading->number[row]);
	return STATUS_OK;
}

/* Both ends are said, or will be; here what the list has between them. */
static enum status say_between(struct reading *reading, const char *from, const char *to)
{
	bool letters = (from[0] > '9') == (to[0] > '9') && (from[0] <= '9' || (from[0] | ' ') == (to[0] | ' '));
	enum status status = STATUS_OK;

	if (!letters || roster_compare_numbers(from, to) > 0)
		return err_set(reading->err, STATUS_INVALID,
			_("Not a range of numbers: \"%s-%s\". Nothing was recorded."), from, to);
	for (size_t i = 0; i < reading->count && status == STATUS_OK; i++)
		if (reading->number[i][0] != '\0' && roster_compare_numbers(from, reading->number[i]) < 0 &&
			roster_compare_numbers(reading->number[i], to) < 0)
			status = say(reading, i);
	return status;
}

static enum status read_number(struct reading *reading, const char *word)
{
	enum status status;
	size_t row = 0;

	if (reading->status == MARKS_UNSAID)
		return err_set(reading->err, STATUS_INVALID,
			_("What of number %s? Say before it: present, except, excused or sick."), word);
	status = find(reading, word, &row);
	if (status == STATUS_OK && reading->range)
		status = say_between(reading, reading->last, word);
	if (status == STATUS_OK)
		status = say(reading, row);
	memcpy(reading->last, reading->range ? "" : word, reading->range ? 1 : strlen(word) + 1);
	reading->range = false;
	return status;
}

/* 7, 07, A1; upper case. */
static bool is_number(char *word)
{
	size_t letters = (word[0] >= 'A' && word[0] <= 'Z') || (word[0] >= 'a' && word[0] <= 'z');

	if (word[letters] == '\0' || word[letters + strspn(word + letters, "0123456789")] != '\0')
		return false;
	if (letters)
		word[0] = (char)(word[0] & ~0x20);
	return true;
}

static enum status unknown(const struct reading *reading, const char *word)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, word, strlen(word));
	err_set(reading->err, STATUS_INVALID,
		_("Not understood: \"%s\". For example: all present except 7 19 33, excused 21"),
		buf_text(&safe));
	buf_wipe(&safe);
	return STATUS_INVALID;
}

static enum status read_word(struct reading *reading, char *word)
{
	const struct word *found = NULL;
	bool number;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && !found; i++)
		if (text_equal_nocase(words[i].word, word))
			found = &words[i];
	number = !found && is_number(word);
	if ((!found && !number) || (reading->range && !number))
		return unknown(reading, word);
	if (number)
		return read_number(reading, word);
	if (found->meaning == MEANS_RANGE) {
		reading->range = reading->last[0] != '\0';
		return reading->range ? STATUS_OK : unknown(reading, word);
	}
	reading->last[0] = '\0';
	if (found->meaning == MEANS_STATUS)
		reading->status = found->status;
	reading->all |= found->meaning == MEANS_ALL;
	return STATUS_OK;
}

/* The next word; a dash is one of its own. False at the end. */
static bool next_word(const char **text, char word[WORD_SIZE])
{
	static const char between[] = " ,;.:\t\r\n";
	size_t length;

	*text += strspn(*text, between);
	length = **text == '-' ? 1 : strcspn(*text, " ,;.:\t\r\n-");
	if (length == 0)
		return false;
	/* A word that is cut is not known either. */
	snprintf(word, WORD_SIZE, "%.*s", length < WORD_SIZE ? (int)length : WORD_SIZE - 1, *text);
	*text += length;
	return true;
}

static enum status finish(struct reading *reading)
{
	if (reading->range)
		return unknown(reading, "-");
	if (reading->all && reading->present)
		return err_set(reading->err, STATUS_INVALID, "%s",
			_("All are present, and some are named as present: was \"except\" left out? "
			  "Nothing was recorded."));
	if (reading->excepted && !reading->all)
		return err_set(reading->err, STATUS_INVALID, "%s",
			_("\"except\" needs \"all present\" before it. Nothing was recorded."));
	for (size_t i = 0; i < reading->count && reading->all; i++)
		if (reading->said[i] == MARKS_UNSAID && reading->number[i][0] != '\0')
			reading->said[i] = ATTENDANCE_PRESENT;
	return STATUS_OK;
}

enum status marks_read(const char *text, const char *const *number, size_t count, uint8_t *said,
	struct err *err)
{
	struct reading reading = {.number = number, .count = count, .said = said, .err = err};
	enum status status = STATUS_OK;
	char word[WORD_SIZE];

	memset(said, MARKS_UNSAID, count);
	while (status == STATUS_OK && next_word(&text, word))
		status = read_word(&reading, word);
	return status == STATUS_OK ? finish(&reading) : status;
}
