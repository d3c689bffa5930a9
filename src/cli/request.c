/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/request.h"

#include "cli/output.h"
#include "cli/word.h"
#include "conf/conf.h"
#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An environment variable; null also when it is empty. */
static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] != '\0' ? value : NULL;
}

/* Does not distinguish null: not said. */
static bool parse_language(const char *word, enum language *language)
{
	*language = LANGUAGE_INDONESIAN;
	if (!word || text_equal_nocase(word, "id"))
		return true;
	if (!text_equal_nocase(word, "en"))
		return false;
	*language = LANGUAGE_ENGLISH;
	return true;
}

static bool is_folder(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* share/NAME beside the executable, as in a build tree, or one folder above, as installed; null
 * when there is neither. Free with free(). */
static char *shared_folder(const char *name)
{
	static const char *const above[] = {"share", "../share"};
	char program[4096];
	ssize_t len = readlink("/proc/self/exe", program, sizeof(program) - 1);
	char *slash;

	program[len > 0 ? len : 0] = '\0';
	slash = strrchr(program, '/');
	if (!slash)
		return NULL;
	slash[1] = '\0';
	for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++) {
		char *share = path_join(program, above[i]);
		char *folder = path_join(share, name);

		free(share);
		if (is_folder(folder))
			return folder;
		free(folder);
	}
	return NULL;
}

const char *request_home(void)
{
	return environment("HOME");
}

/* The folder of a kind of the user's files: $NAME/okoce, else HOME/USUAL/okoce. */
static char *user_folder(const char *name, const char *usual)
{
	const char *base = environment(name);
	const char *home = environment("HOME");
	const struct passwd *user;
	char *folder, *below;

	/* The base directory specification: a relative path counts as none. */
	if (base && base[0] == '/')
		return path_join(base, "okoce");
	if (!home) {
		user = getpwuid(getuid());
		home = user && user->pw_dir ? user->pw_dir : "/";
	}
	below = path_join(home, usual);
	folder = path_join(below, "okoce");
	free(below);
	return folder;
}

/* Who says nothing gets what the laptop is set to. */
static enum language usual_language(void)
{
	char *folder = user_folder("XDG_STATE_HOME", ".local/state");
	struct prefs prefs;

	prefs_read(&prefs, folder);
	free(folder);
	return prefs.language;
}

void request_start_language(int argc, char **argv)
{
	const char *word = options_early_language(argc, argv);
	char *folder = shared_folder("locale");
	enum language language;

	if (!word || !parse_language(word, &language))
		word = environment("OKOCE_LANG");
	if (!word || !parse_language(word, &language))
		language = usual_language();
	/* Without a catalogue the interface is English, whatever was asked for. */
	i18n_start(folder ? folder : "/nonexistent", language);
	free(folder);
}

static char *usual_data_path(void)
{
	char *folder = user_folder("XDG_DATA_HOME", ".local/share");
	char *path = path_join(folder, "okoce.okoce");

	free(folder);
	return path;
}

static char *data_path(const struct request *request)
{
	const char *said = request->options.value[OPTION_DATA];

	if (!said)
		said = environment("OKOCE_DATA");
	return memory_text(said ? said : request->usual_data);
}

static enum status choose_clock(struct request *request, struct err *err)
{
	const char *set_to = environment("OKOCE_NOW");
	moment when;

	request->clock = clock_system();
	if (!set_to)
		return STATUS_OK;
	if (!moment_parse(set_to, &when))
		return word_error_more(err, STATUS_USAGE, _("OKOCE_NOW is no time"), set_to,
			_("Write it as %s."), "2019-03-04T08:00:00+07:00");
	request->clock = clock_set_to(when, request->test);
	return STATUS_OK;
}

static enum status check_language(const struct options *options, struct err *err)
{
	const char *word = options->value[OPTION_LANG];
	enum language language;

	if (!word)
		word = environment("OKOCE_LANG");
	if (parse_language(word, &language))
		return STATUS_OK;
	return word_error_more(err, STATUS_USAGE, _("No such language"), word, "%s",
		_("There are id (Indonesian) and en (English)."));
}

enum status request_make(struct request *request, int argc, char **argv, struct err *err)
{
	const char *test = getenv("OKOCE_TEST");
	enum status status;

	*request = (struct request){.test = test && strcmp(test, "1") == 0};
	status = options_parse(&request->options, argc, argv, err);
	if (status == STATUS_OK)
		status = check_language(&request->options, err);
	if (status == STATUS_OK)
		status = choose_clock(request, err);
	if (status != STATUS_OK)
		return status;
	request->officer = request->options.value[OPTION_OFFICER];
	if (!request->officer)
		request->officer = environment("OKOCE_OFFICER");
	request->usual_data = usual_data_path();
	request->data = data_path(request);
	request->state_folder = user_folder("XDG_STATE_HOME", ".local/state");
	prefs_read(&request->prefs, request->state_folder);
	if (!request->options.value[OPTION_NO_VIEW])
		request->cache_folder = user_folder("XDG_CACHE_HOME", ".cache");
	return STATUS_OK;
}

static enum status read_secret(const struct request *request, enum option option,
	struct passphrase *passphrase, struct err *err)
{
	uint64_t fd;
	enum status status;

	if (!request->options.value[option])
		return STATUS_OK;
	status = option_number(&request->options, option, 0, 65535, &fd, err);
	if (status != STATUS_OK)
		return status;
	if (fd == STDOUT_FILENO || fd == STDERR_FILENO)
		return err_set(err, STATUS_USAGE,
			_("Nothing is read from descriptor %d: it is for output."), (int)fd);
	if (fd == STDIN_FILENO && request->command->run == cmd_checkin)
		return err_set(err, STATUS_USAGE, "%s",
			_("Standard input is for the people who come: give the passphrase on "
			  "another descriptor."));
	/* Before any file is opened: one of ours could get that number. */
	return passphrase_read(passphrase, (int)fd, err);
}

enum status request_read_passphrase(struct request *request, struct err *err)
{
	enum status status =
		read_secret(request, OPTION_PASSPHRASE_FD, &request->passphrase, err);

	return status ? status
		      : read_secret(request, OPTION_NEW_PASSPHRASE_FD, &request->new_passphrase, err);
}

void request_release(struct request *request)
{
	free(request->usual_data);
	free(request->data);
	free(request->state_folder);
	free(request->cache_folder);
	passphrase_wipe(&request->passphrase);
	passphrase_wipe(&request->new_passphrase);
}

static enum status choose_separator(const char *word, struct table_csv *csv, struct err *err)
{
	static const struct {
		const char *word;
		char separator;
	} separators[] = {{",", ','}, {";", ';'}, {"tab", '\t'}, {"\t", '\t'}};

	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
		if (strcmp(word, separators[i].word) == 0) {
			csv->separator = separators[i].separator;
			return STATUS_OK;
		}
	}
	return word_error_more(err, STATUS_USAGE, _("No such separator"), word, "%s",
		_("There are \",\", \";\" and tab."));
}

static enum status choose_csv(const struct options *options, struct table_style *style, struct err *err)
{
	const char *separator = options->value[OPTION_SEPARATOR];
	const bool bom = options->value[OPTION_BOM] != NULL;

	style->csv = (struct table_csv){',', bom};
	if ((separator || bom) && style->format != TABLE_CSV)
		return err_set(err, STATUS_USAGE,
			_("\"--%s\" is for CSV: say --format csv, too."),
			option_name(separator ? OPTION_SEPARATOR : OPTION_BOM));
	return separator ? choose_separator(separator, &style->csv, err) : STATUS_OK;
}

enum status request_style(
	const struct request *request, struct table_style *style, struct err *err)
{
	const char *word = request->options.value[OPTION_FORMAT];

	style->format = TABLE_TEXT;
	if (word && !table_format_parse(word, &style->format))
		return word_error_more(err, STATUS_USAGE, _("No such format"), word, "%s",
			_("There are text, csv and json."));
	return choose_csv(&request->options, style, err);
}

void style_print(const struct table_style *style, const struct table *table, struct buf *out)
{
	if (style->format == TABLE_CSV)
		table_print_csv(table, &style->csv, out);
	else
		table_print(table, style->format, out);
}

enum status style_output(const struct table_style *style, const struct table *table, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	style_print(style, table, &text);
	status = output(&text, err);
	buf_wipe(&text);
	return status;
}

enum status request_year(const struct request *request, uint32_t *year, struct err *err)
{
	uint64_t number;
	enum status status;

	if (!request->options.value[OPTION_YEAR])
		return STATUS_OK;
	status = option_number(&request->options, OPTION_YEAR, 1900, 2200, &number, err);
	if (status == STATUS_OK)
		*year = (uint32_t)number;
	return status;
}

struct term_options request_term_options(const struct request *request)
{
	const char *delay = environment("ESCDELAY");
	struct term_options options = {
		.test = request->test,
		.no_color = request->prefs.no_color || environment("NO_COLOR") != NULL,
		.no_mouse = request->prefs.no_mouse,
	};

	/* In milliseconds, as ncurses takes it; what is no sensible number counts as not set. */
	if (delay && strspn(delay, "0123456789") == strlen(delay) && strlen(delay) <= 4)
		options.escape_delay = (int)strtol(delay, NULL, 10);
	return options;
}

enum status request_conf_folder(
	const struct request *request, const char *named, char **folder, struct err *err)
{
	const char *said = request->options.value[OPTION_CONF];

	*folder = NULL;
	if (named && said)
		return err_set(err, STATUS_USAGE, "%s",
			_("The folder is given twice: leave out --conf."));
	if (named)
		said = named;
	if (!said)
		said = environment("OKOCE_CONF");
	*folder = said ? memory_text(said) : shared_folder("okoce/conf");
	if (*folder)
		return STATUS_OK;
	return err_set(err, STATUS_NOT_FOUND, "%s",
		_("The folder of YAML files was not found beside the program. Say where it is: "
		  "--conf FOLDER."));
}

enum status request_day(const struct request *request, const struct app *app,
	const struct session *session, uint32_t *day, struct err *err)
{
	uint64_t number;
	enum status status;

	if (request->options.value[OPTION_DAY]) {
		status = option_number(
			&request->options, OPTION_DAY, 1, ROSTER_DAYS_MAX, &number, err);
		if (status == STATUS_OK)
			*day = (uint32_t)number;
		return status;
	}
	*day = (uint32_t)session_day_on(session, app_today(app));
	if (*day > 0)
		return STATUS_OK;
	return err_set(err, STATUS_USAGE, _("%s is not held today: say the day with --day N."),
		session->id);
}

enum status request_part(const struct request *request, enum day_part *part, struct err *err)
{
	static const struct {
		const char *word;
		enum day_part part;
	} words[] = {{"morning", PART_MORNING}, {"pagi", PART_MORNING}, {"afternoon", PART_AFTERNOON},
		{"siang", PART_AFTERNOON}};
	const char *value = request->options.value[OPTION_PART];

	*part = PART_WHOLE;
	if (!value)
		return STATUS_OK;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(value, words[i].word) == 0) {
			*part = words[i].part;
			return STATUS_OK;
		}
	return err_set(err, STATUS_USAGE, "%s",
		_("--part is morning or afternoon (pagi, siang); without it the whole day is recorded."));
}

/* What forbids to go on is said in full; of warnings only that there are some, and how to see them,
 * unless the folder is what the command is about. */
static void print_problems(const struct request *request, const struct conf_problems *problems)
{
	const bool about_it = request->command->run == cmd_conf_load;
	size_t warnings = conf_warnings(problems);
	struct buf text = BUF_EMPTY;

	if (problems->errors > 0 || about_it)
		conf_problems_print(&text, problems);
	if (problems->omitted > 0)
		buf_printf(&text,
			ngettext("... and %zu more\n", "... and %zu more\n", problems->omitted),
			problems->omitted);
	if (problems->errors == 0 && warnings > 0 && !about_it)
		buf_printf(&text,
			ngettext("%zu warning about the YAML files: see okoce conf check\n",
				"%zu warnings about the YAML files: see okoce conf check\n",
				warnings),
			warnings);
	fputs(buf_text(&text), stderr);
	buf_release(&text);
}

enum status request_load_conf(const struct request *request, const char *named,
	struct programme *out, uint8_t digest[DIGEST_SIZE], struct err *err)
{
	struct conf_problems problems = {.count = 0};
	enum status status;
	char *folder;

	memset(digest, 0, DIGEST_SIZE);
	status = request_conf_folder(request, named, &folder, err);
	if (status != STATUS_OK)
		return status;
	status = conf_load(folder, out, &problems, err);
	print_problems(request, &problems);
	memcpy(digest, problems.digest, DIGEST_SIZE);
	if (status == STATUS_INVALID && problems.errors > 0)
		err_set(err, status,
			ngettext("%zu mistake in the YAML files; nothing was written.",
				"%zu mistakes in the YAML files; nothing was written.",
				problems.errors),
			problems.errors);
	conf_problems_release(&problems);
	free(folder);
	return status;
}
