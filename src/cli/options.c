/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/options.h"

#include "cli/word.h"
#include "base/text.h"

#include <string.h>

static const struct {
	const char *name, *value, *help;
} table[] = {
#define OPTION_ROW(option, name, value, help) [OPTION_##option] = {name, value, help},
	OPTION_TABLE(OPTION_ROW)
#undef OPTION_ROW
};

const char *option_name(enum option option)
{
	return table[option].name;
}

const char *option_help(enum option option)
{
	return _(table[option].help);
}

void option_print(struct buf *out, enum option option)
{
	buf_printf(out, "--%s", table[option].name);
	if (table[option].value)
		buf_printf(out, " %s", _(table[option].value));
}

/* The option that `word` names: up to its end, or to a "=". OPTION_COUNT when none does. */
static enum option find(const char *word, size_t len)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (strlen(table[i].name) == len && memcmp(table[i].name, word, len) == 0)
			return (enum option)i;
	}
	return OPTION_COUNT;
}

static enum status unknown(const char *argument, struct err *err)
{
	const char *names[OPTION_COUNT];

	for (int i = 0; i < OPTION_COUNT; i++)
		names[i] = table[i].name;
	return word_unknown(
		err, STATUS_USAGE, _("No such option"), argument, "--", names, OPTION_COUNT);
}

/* One argument that begins with "-". *i moves on when the value is the next argument. */
static enum status parse_one(
	struct options *options, int argc, char **argv, int *i, struct err *err)
{
	const char *argument = argv[*i];
	const char *name = argument + 2;
	const char *equals;
	enum option option;

	if (argument[1] != '-')
		return unknown(argument, err);
	equals = strchr(name, '=');
	option = find(name, equals ? (size_t)(equals - name) : strlen(name));
	if (option == OPTION_COUNT)
		return unknown(argument, err);
	if (options->value[option])
		return err_set(err, STATUS_USAGE, _("Given twice: \"--%s\""), table[option].name);
	if (!table[option].value) {
		if (equals)
			return err_set(err, STATUS_USAGE, _("Takes no value: \"--%s\""),
				table[option].name);
		options->value[option] = "";
		return STATUS_OK;
	}
	if (!equals && *i + 1 >= argc)
		return err_set(err, STATUS_USAGE, _("Without its value: \"--%s %s\""),
			table[option].name, _(table[option].value));
	options->value[option] = equals ? equals + 1 : argv[++*i];
	return STATUS_OK;
}

static enum status add_word(struct options *options, const char *word, struct err *err)
{
	if (options->words == WORDS_MAX)
		return word_error(err, STATUS_USAGE, _("One argument too many"), word);
	options->word[options->words++] = word;
	return STATUS_OK;
}

enum status options_parse(struct options *options, int argc, char **argv, struct err *err)
{
	enum status status = STATUS_OK;
	bool ended = false;

	*options = (struct options){.words = 0};
	for (int i = 1; i < argc && status == STATUS_OK; i++) {
		if (!ended && strcmp(argv[i], "--") == 0)
			ended = true;
		else if (!ended && argv[i][0] == '-' && argv[i][1] != '\0')
			status = parse_one(options, argc, argv, &i, err);
		else
			status = add_word(options, argv[i], err);
	}
	return status;
}

const char *options_early_language(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--lang") == 0)
			return argv[i + 1]; /* null behind the last one */
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return argv[i] + 7;
	}
	return NULL;
}

enum status option_text(
	const struct options *options, enum option option, struct buf *out, struct err *err)
{
	const char *text = options->value[option];

	if (!text || text_clean(out, text, strlen(text)))
		return STATUS_OK;
	return err_set(err, STATUS_USAGE, _("No text that can be kept: \"--%s\""), table[option].name);
}

enum status option_number(const struct options *options, enum option option, uint64_t least,
	uint64_t most, uint64_t *number, struct err *err)
{
	const char *text = options->value[option];
	size_t digits = strspn(text, "0123456789");
	uint64_t value = 0;

	/* Eighteen digits fit whatever they are. */
	if (digits > 0 && digits <= 18 && text[digits] == '\0') {
		for (size_t i = 0; i < digits; i++)
			value = value * 10 + (uint64_t)(text[i] - '0');
		*number = value;
		if (value >= least && value <= most)
			return STATUS_OK;
	}
	return word_error_more(err, STATUS_USAGE, _("Not a number that fits"), text,
		_("\"--%s\" takes %llu to %llu."), table[option].name, (unsigned long long)least,
		(unsigned long long)most);
}
