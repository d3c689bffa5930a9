/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/command.h"

#include "cli/word.h"
#include "base/i18n.h"

#include <string.h>

const struct command commands[] = {
	{"init", "mulai", N_("FILE"), true, 0, OPTION_BIT(OPEN),
		N_("begin a programme in a new file"),
		N_("Reads the plan from the YAML files and writes it into FILE, which must not "
		   "exist yet; without FILE into that of --data or OKOCE_DATA, else into the "
		   "usual one. Asks for the officer's name and a passphrase, which nobody can "
		   "recover; or takes them from --officer and --passphrase-fd."),
		cmd_init},
	{"join", "terima", N_("FILE"), false, 0, OPTION_BIT(CODE),
		N_("receive the office's file on a laptop that has none"),
		N_("FILE, on a stick, say, is looked at, and the code of its programme held against "
		   "the one on the officer's slip, which is asked for or given with --code. What holds "
		   "in it is written into a new file of this laptop; nothing is copied as it is."),
		cmd_join},
	{"demo", "contoh", N_("FILE"), false, 0, OPTION_BIT(PEOPLE) | OPTION_BIT(SEED),
		N_("make a file with invented people, to try okoce"),
		N_("The file has no passphrase and its own clock: Tuesday, 16 July 2019, 08.40. "
		   "The same numbers make the same people."),
		cmd_demo},
	{"sessions", "kegiatan", NULL, false, 0,
		OPTIONS_TABLE | OPTION_BIT(YEAR) | OPTION_BIT(KECAMATAN) | OPTION_BIT(KOMODITI) |
			OPTION_BIT(MONTH) | OPTION_BIT(STATUS),
		N_("list the sessions and their counts"), NULL, cmd_sessions},
	{"schedule", "jadwal", N_("SESSION"), false, 0,
		OPTION_BIT(DATES) | OPTION_BIT(VENUE) | OPTION_BIT(START) | OPTION_BIT(INSTRUCTOR) |
			OPTION_BIT(STATUS) | OPTION_BIT(REASON) | OPTION_BIT(PREVIEW) |
			OPTION_BIT(YES),
		N_("show or change when and where a session is held, and whether it is"),
		N_("Without options it shows the schedule. What an option gives is changed, what "
		   "none gives stays, and \"\" empties it. Days off, fasting, weekends, other "
		   "trainings in the same place, with the same instructor or in the same kecamatan "
		   "are warned of, and nothing of that forbids. Where attendance is recorded of a day "
		   "whose date would change --yes is needed: it stays attendance of that day. The "
		   "status is planned, held or cancelled, which needs a --reason."),
		cmd_schedule},
	{"attention", "perlu", NULL, false, 0, OPTIONS_TABLE,
		N_("list what should be looked at"),
		N_("What laptops recorded differently, who may be one person, days that are not closed, people of today's classes who had the training before, "
		   "too many people, free seats while people wait, people of a cancelled session, days "
		   "off, sessions outside the plan, and steps of the follow-up that are due this week. What is mended is gone from the list."),
		cmd_attention},
	{"copies", "salinan", NULL, false, 0, OPTIONS_TABLE,
		N_("list the copies of the data file that this laptop keeps"),
		N_("Whenever the screens are left or locked a copy is kept, sealed as the file is: the "
		   "three latest, the last one of each of seven days, and the one with most entries. "
		   "Where the data file is missing or damaged okoce offers the latest; each of them is a "
		   "whole data file, which can be copied to its place."),
		cmd_copies},
	{"conflicts", "beda", NULL, false, 0, OPTIONS_TABLE,
		N_("list what was recorded differently on two laptops"),
		N_("Each value has a number, who recorded it, when and on which laptop. Number 1 is shown "
		   "everywhere until it is decided; none is lost."),
		cmd_conflicts},
	{"duplicates", "ganda", NULL, false, 0, OPTIONS_TABLE,
		N_("list records that may be one person"),
		N_("Pairs with one NIK and another name or birth date; and, of all people, pairs whose "
		   "names are alike with the same birth date or telephone. What was answered stands there "
		   "too, with the answer, which okoce decide can change."),
		cmd_duplicates},
	{"decide", "putuskan", N_("CODE CHOICE"), false, 0, 0,
		N_("decide what is right where laptops differ"),
		N_("CODE is that of okoce conflicts, CHOICE the number of a value; or, in quotes, of "
		   "several: \"1 phone=2\" takes the first, and the telephone number of the second. "
		   "Of a pair of okoce duplicates CHOICE is yes, they are one person, or no; of what "
		   "okoce attention lists with a code, leave: it is right as it is, and not listed again "
		   "until its numbers are others. "
		   "The decision goes with the file, and is taken back in Riwayat."),
		cmd_decide},
	{"import", "impor", N_("FILE"), false, 0,
		OPTION_BIT(SESSION) | OPTION_BIT(PREVIEW) | OPTION_BIT(REJECTED) | OPTIONS_TABLE,
		N_("register the people of a list in their sessions"),
		N_("Without --session the columns Komoditi, Kecamatan and Kelas, or Kegiatan, say "
		   "for each row which session it is for; where no class is named the classes are "
		   "filled in the order of their dates. Rows that cannot be taken are listed by "
		   "row, column, value and reason and written to a CSV file beside the list, to be "
		   "mended and imported again; the others are taken; the exit status is 1 then. "
		   "Who is over the seats waits. Importing a list again adds nobody twice. Ctrl-C "
		   "takes all of it back."),
		cmd_import},
	{"checkin", "absen", NULL, false, OPTION_BIT(SESSION),
		OPTION_BIT(DAY) | OPTION_BIT(PART) | OPTION_BIT(REASON) | OPTION_BIT(PLAIN) |
			OPTION_BIT(READ_ONLY),
		N_("check people in at the door"),
		N_("With --plain each line of standard input is a participant number, a NIK or "
		   "its last four digits, a phone number, or part of a name. It is answered by "
		   "one line that begins with what happened, and what it says is saved by then. "
		   "Other lines: \"izin WHO\" (excused), \"sakit WHO\" (sick), \"urungkan\" or "
		   "\"undo\", and those of okoce(1) for who is new, gets a seat or gives one up. "
		   "A closed day is corrected with --reason. The exit status is 1 when a line could "
		   "not be saved."),
		cmd_checkin},
	{"roster", "daftar", NULL, false, OPTION_BIT(SESSION),
		OPTIONS_TABLE | OPTION_BIT(NIK_FULL) | OPTION_BIT(SHEET) | OPTION_BIT(DAY),
		N_("list the people of a session and their days"),
		N_("NIKs are masked. With --nik-full they are not, and as CSV or JSON birth, "
		   "telephones and address are there too: a list that can be imported again. That "
		   "an officer got it is recorded first, and okoce log shows it. With --sheet it is "
		   "the daftar hadir of a day, A4 with form feeds, for lp or a file; it has a code "
		   "by which it is keyed in afterwards, and printing it is recorded too."),
		cmd_roster},
	{"person", "peserta", N_("WHO ..."), true, 0,
		OPTIONS_TABLE | OPTION_BIT(ID) | OPTION_BIT(NIK_FULL) | OPTION_BIT(ALL),
		N_("look for a person, or show all that is held of one"),
		N_("WHO is a NIK, its last four digits, a telephone number, or parts of a name in "
		   "any order, also with a kelurahan; more than two words in quotes. With --id, of "
		   "which the first characters are enough, all is shown of one: what is recorded, "
		   "where laptops disagree, the trainings with attendance, and who changed what. "
		   "NIKs and births are masked; with --nik-full they are not, and that is recorded "
		   "first. --all prints everything that is held on the person and the trail of its use, "
		   "for them to take away; that is recorded too."),
		cmd_person},
	{"followup set", "tindaklanjut catat", NULL, false,
		OPTION_BIT(ID) | OPTION_BIT(STEP) | OPTION_BIT(STATE),
		OPTION_BIT(KOMODITI) | OPTION_BIT(ON) | OPTION_BIT(WEEKS) | OPTION_BIT(REASON) |
			OPTION_BIT(REMARK),
		N_("record where somebody stands in a step of the follow-up"),
		N_("STATE is started, stuck, finished, skilled (finished, and proficient), skipped (not "
		   "needed) or none, which takes back what was recorded. Stuck needs a --reason: "
		   "unreachable, moved, money, papers, time, ill, agency, gave-up or other. --komoditi is "
		   "needed only for who is followed in several that have this step."),
		cmd_followup_set},
	{"followup", "tindaklanjut", NULL, false, 0,
		OPTIONS_TABLE | OPTION_BIT(STEP) | OPTION_BIT(STATE) | OPTION_BIT(KOMODITI) |
			OPTION_BIT(KECAMATAN) | OPTION_BIT(SESSION),
		N_("list the steps of the follow-up, or the people of a step"),
		N_("Followed is who completed a training, until they are proficient. Without --step a row a "
		   "step and how many people stand where; with it a row a person, with the documents that "
		   "come of the step. STATE is not-due, due, running, late, stuck, done, success (from the "
		   "licence on), skilled (proficient), skipped, or week: in time until a day of this week."),
		cmd_followup},
	{"document", "dokumen", NULL, false, OPTION_BIT(ID),
		OPTIONS_TABLE | OPTION_BIT(KIND) | OPTION_BIT(NUMBER) | OPTION_BIT(ISSUER) |
			OPTION_BIT(ON) | OPTION_BIT(UNTIL) | OPTION_BIT(STATUS) | OPTION_BIT(REMARK),
		N_("list a person's documents, or record one"),
		N_("With --kind a document is recorded, or the one of this kind and number changed: what no "
		   "option gives stays. The status is wanted, applied, issued, rejected, or void when it was "
		   "recorded by mistake; without --status a new one with a number is issued, else applied "
		   "for. --remark is what another kind of document is called. A number that does not look "
		   "like one is warned of, and recorded."),
		cmd_document},
	{"recap", "rekap", NULL, false, 0, OPTIONS_TABLE | OPTION_BIT(YEAR) | OPTION_BIT(BY),
		N_("count by commodity and kecamatan"),
		N_("--by matrix: who was present, a column a commodity; kelurahan: by where people live; "
		   "announced: what was announced, planned and recorded, side by side."),
		cmd_recap},
	{"paper", "kertas", N_("MARKS"), false, 0,
		OPTION_BIT(CODE) | OPTION_BIT(SESSION) | OPTION_BIT(DAY) | OPTION_BIT(SIGNATURES) |
			OPTION_BIT(REASON) | OPTION_BIT(PREVIEW) | OPTION_BIT(YES),
		N_("key in a sheet that was signed"),
		N_("MARKS, in quotes, says who signed: \"all present except 7 19 33\", \"present 1-12 15, "
		   "excused 21\". With --code the numbers mean who stood on that sheet when it was "
		   "printed; without it, who has them in the session of --session. All of it is one "
		   "action. The signatures that were counted on the printed rows are held against "
		   "it. Who wrote a name on a blank row is not on the list yet: register them at the "
		   "door, with okoce checkin."),
		cmd_paper},
	{"report", "laporan", NULL, false, 0, OPTION_BIT(SESSION) | OPTION_BIT(DAY),
		N_("print four lines about a day, to send to the office"),
		N_("How many came, seats, signatures, and whether the day is closed; nobody is named. "
		   "Without --session, of all classes that are held today."),
		cmd_report},
	{"close", "tutup", N_("MARKS"), true, OPTION_BIT(SESSION),
		OPTION_BIT(DAY) | OPTION_BIT(PART) | OPTION_BIT(SIGNATURES) | OPTION_BIT(REMARK) |
			OPTION_BIT(YES),
		N_("close a day of training"),
		N_("MARKS, in quotes, says who is missing: \"excused 21, sick 7 19\"; who is not "
		   "recorded and not named reads as absent. The signatures that were counted on "
		   "the sheet are held against the record: where they differ, look again, or add "
		   "--yes. Then prints the four lines of okoce report."),
		cmd_close},
	{"reopen", "buka", NULL, false, OPTION_BIT(SESSION) | OPTION_BIT(REASON), OPTION_BIT(DAY),
		N_("open a closed day again, with a reason"), NULL, cmd_reopen},
	{"officer add", "petugas tambah", N_("NAME"), false, 0,
		OPTION_BIT(ROLE) | OPTION_BIT(KECAMATAN),
		N_("let one more officer open the file"),
		N_("Prints a slip with the first passphrase, which is made up, and the code of the "
		   "programme. At first use okoce asks the officer for an own passphrase. Only a "
		   "supervisor adds officers. NAME of several words in quotes."),
		cmd_officer_add},
	{"officer list", "petugas daftar", NULL, false, 0, OPTIONS_TABLE,
		N_("list who can open the file"), NULL, cmd_officer_list},
	{"officer remove", "petugas hapus", N_("NAME"), false, 0, OPTION_BIT(YES),
		N_("let an officer no longer open the file"),
		N_("What is recorded from then on is sealed with a new key that everybody else has. "
		   "What the officer has copied before stays readable there. Only a supervisor "
		   "removes officers, and nobody oneself."),
		cmd_officer_remove},
	{"officer renew", "petugas perbarui", N_("NAME"), false, 0, 0,
		N_("give an officer who forgot it a new first passphrase"),
		N_("Prints a slip, as when the officer was added. The old passphrase opens this file no "
		   "more, though copies that were made before."),
		cmd_officer_renew},
	{"passwd", "sandi", NULL, false, 0, OPTION_BIT(NEW_PASSPHRASE_FD),
		N_("choose another passphrase of one's own"),
		N_("Asks for it twice, or takes it from --new-passphrase-fd. Copies that were made "
		   "before open with the old one."),
		cmd_passwd},
	{"laptop", "laptop", NULL, false, 0,
		OPTION_BIT(NAME) | OPTION_BIT(KECAMATAN) | OPTION_BIT(LETTER) | OPTION_BIT(LANGUAGE) |
			OPTION_BIT(SOUND) | OPTION_BIT(MOUSE) | OPTION_BIT(COLOURS) | OPTION_BIT(LOCK),
		N_("show or change what this laptop is called, and its settings"),
		N_("What an option gives is changed, what none gives stays; without options all of it is "
		   "shown. Nothing of it is handed over. --kecamatan is the laptop's own; a name that was "
		   "not chosen goes along with it and the letter. Mouse and colours hold from the next "
		   "start on, and a demo makes no sound."),
		cmd_laptop},
	{"log", "riwayat", NULL, false, 0, 0, N_("print every change, who made it and when"),
		N_("A line an entry, in the order of the programme. \"~\" behind the time: the "
		   "clock was set by hand; \"?\": the time is doubted. NIKs are masked; the "
		   "eight characters behind one tell different NIKs apart."),
		cmd_log},
	{"check", "periksa", NULL, false, 0, 0,
		N_("look for damage in the file, and change nothing"),
		N_("Without a passphrase, pages, chains and signatures are checked; with it, the "
		   "contents too. The exit status is 1 when something was found."),
		cmd_check},
	{"handover", "serah", N_("FOLDER"), false, 0, 0,
		N_("hand the data file over to a flashdisk, for the office"),
		N_("Writes a whole copy into FOLDER under a name of its own, reads it back, and prints how "
		   "many entries it has and its code (kode serah), which is written on the sheet. A "
		   "closing entry in the file says the same. Where nothing is new since the last "
		   "hand-over the same copy is written again, with the same code."),
		cmd_handover},
	{"inspect", "telaah", N_("FILE"), false, 0, OPTIONS_TABLE,
		N_("say what a copy of a data file is: who wrote it, and whether it is whole"),
		N_("Needs no passphrase and changes nothing. By the closing entry of the last hand-over it "
		   "tells whether the copy is whole, has more, or was cut; the code (kode serah) is the "
		   "one that stands on the sheet. The exit status is 1 when it is cut or damaged."),
		cmd_inspect},
	{"salvage", "selamatkan", N_("FILE NEWFILE"), false, 0, 0,
		N_("save what is whole in a damaged file into a new one"),
		N_("Reads FILE, changes nothing in it, and writes every entry that is whole and "
		   "signed into NEWFILE, which must not exist yet; then says what is missing. "
		   "Needs no passphrase. The exit status is 1 when something was not whole."),
		cmd_salvage},
	{"recover", "pulihkan", NULL, false, 0, 0,
		N_("take back into the file what this laptop wrote and it lacks"),
		N_("For when the office's file, an older copy, or another copy of this laptop was "
		   "put in the file's place. The very same entries come back, checked like a "
		   "stranger's; nothing is overwritten, and doing it again changes nothing. What "
		   "other laptops wrote is not kept here: ask for their files."),
		cmd_recover},
	{"merge", "gabung", N_("FILE|FOLDER..."), true, 0,
		OPTION_BIT(PREVIEW) | OPTIONS_TABLE,
		N_("take what other files of the programme have into the data file"),
		N_("Of a folder, and of the folders in it, all files whose names end in .okoce. Only what is "
		   "new, whole and signed is taken; what is not is set aside and told, and blocks nothing. "
		   "Nothing is replaced: where two laptops differ both stay, to be decided. It may be "
		   "repeated, in any order, and stopped with Ctrl-C: run it again for the rest. A copy of the "
		   "data file is kept before. --preview shows what would come, and of whom. Without FILE it "
		   "lists what was taken before. The exit status is 1 when something was set aside."),
		cmd_merge},
	{"dump", "curah", NULL, false, 0, 0,
		N_("print all that holds now, a register a line, sorted"),
		N_("Two files that say the same print the same. NIKs are masked as in the log."),
		cmd_dump},
	{"conf check", "konfigurasi periksa", N_("FOLDER"), true, 0, 0,
		N_("look for mistakes in the YAML files, and change nothing"),
		N_("FOLDER holds them; without it that of --conf or OKOCE_CONF, else that of okoce. "
		   "Every mistake of every file is printed as file:line:column: text, what is only "
		   "worth a look with \"warning:\"; how many, on standard error. The exit status "
		   "is 1 when there is a mistake, and 0 when there are warnings at most: then "
		   "\"okoce init\" takes the folder."),
		cmd_conf_check},
	{"conf load", "konfigurasi muat", N_("FOLDER"), true, 0,
		OPTION_BIT(PREVIEW) | OPTION_BIT(YES) | OPTION_BIT(FORCE),
		N_("write what was changed in the YAML files into the data file"),
		N_("Shows what differs between FOLDER and the data file, and asks before it writes; "
		   "all of it is one action. Held back is what was changed in okoce since a folder "
		   "gave it, and what people or attendance stand on: --force writes it of the "
		   "sessions and definitions that it names. A session that the folder lacks is "
		   "cancelled. The exit status is 1 when something is held back."),
		cmd_conf_load},
	{"help", "bantuan", N_("COMMAND ..."), true, 0, 0, N_("explain a command"), NULL, cmd_help},
};
const size_t command_count = sizeof(commands) / sizeof(commands[0]);

static const struct command screens = {"", "", NULL, false, 0, OPTION_BIT(READ_ONLY),
	N_("open the screens; without a terminal, print the day's recap"), NULL, cmd_open};

const char *command_word(const struct command *command)
{
	return i18n_language() == LANGUAGE_ENGLISH ? command->name : command->alias;
}

/* Words of a name: "conf check" has two. */
static size_t word_count(const char *name)
{
	return strchr(name, ' ') ? 2 : 1;
}

/* Whether `word` is the word `at`, from 0, of a name. */
static bool is_word(const char *name, size_t at, const char *word)
{
	const char *begin = at == 0 ? name : name + strcspn(name, " ") + 1;
	size_t len = strcspn(begin, " ");

	return strlen(word) == len && memcmp(begin, word, len) == 0;
}

/* In either language, each word for itself. */
static bool is_named(const struct command *command, size_t at, const char *word)
{
	return is_word(command->name, at, word) || is_word(command->alias, at, word);
}

const struct command *command_find(const char *const *word, size_t count, size_t *used)
{
	for (size_t i = 0; i < command_count; i++) {
		*used = word_count(commands[i].name);
		if (count >= *used && is_named(&commands[i], 0, word[0]) &&
			(*used == 1 || is_named(&commands[i], 1, word[1])))
			return &commands[i];
	}
	*used = 0;
	return NULL;
}

#define NAMES_MAX (2 * sizeof(commands) / sizeof(commands[0]))

/* `okoce conf`, without the second word or with an unknown one. */
static enum status second_unknown(const char *const *word, size_t count, struct err *err)
{
	const char *names[NAMES_MAX];
	size_t found = 0;
	struct buf list = BUF_EMPTY;
	enum status status;

	for (size_t i = 0; i < command_count; i++) {
		if (word_count(commands[i].name) == 1 || !is_named(&commands[i], 0, word[0]))
			continue;
		names[found++] = strchr(commands[i].name, ' ') + 1;
		names[found++] = strchr(commands[i].alias, ' ') + 1;
		buf_printf(&list, "%s%s", list.len > 0 ? ", " : "",
			strchr(command_word(&commands[i]), ' ') + 1);
	}
	if (count > 1)
		status = word_unknown(
			err, STATUS_USAGE, _("No such command"), word[1], "", names, found);
	else
		status = err_set(err, STATUS_USAGE, _("\"okoce %s\" needs a second word: %s."),
			word[0], buf_text(&list));
	buf_release(&list);
	return status;
}

enum status command_unknown(const char *const *word, size_t count, struct err *err)
{
	const char *names[NAMES_MAX];
	size_t found = 0;
	size_t len = strlen(word[0]);

	for (size_t i = 0; i < command_count; i++) {
		if (word_count(commands[i].name) == 2) {
			if (is_named(&commands[i], 0, word[0]))
				return second_unknown(word, count, err);
			continue;
		}
		names[found++] = commands[i].name;
		names[found++] = commands[i].alias;
	}
	if (len > 6 && strcmp(word[0] + len - 6, ".okoce") == 0)
		return word_error_more(err, STATUS_USAGE, _("No such command"), word[0], "%s",
			_("To open that file: okoce --data FILE."));
	return word_unknown(err, STATUS_USAGE, _("No such command"), word[0], "", names, found);
}

/* An operand's text has a word for each argument; behind a word "..." is any number of it. */
static size_t operand_count(const struct command *command)
{
	size_t count = command->operand != NULL;

	for (const char *at = command->operand; at && *at; at++) {
		count += *at == ' ';
		if (at[0] != ' ' && strcmp(at + 1, "...") == 0)
			return WORDS_MAX;
	}
	return count;
}

static enum status check_operands(const struct request *request, size_t used, struct err *err)
{
	const struct options *options = &request->options;
	const struct command *command = request->command;
	size_t given = options->words - used;
	size_t count = operand_count(command);

	if (given > count)
		return word_error(err, STATUS_USAGE, _("One argument too many"),
			options->word[used + count]);
	if (given < count && !command->operand_optional)
		return err_set(err, STATUS_USAGE, _("\"okoce %s\" needs %s."),
			command_word(command), _(command->operand));
	for (size_t i = used; i < options->words; i++) {
		if (options->word[i][0] == '\0')
			return err_set(err, STATUS_USAGE, "%s", _("An argument is empty."));
	}
	return STATUS_OK;
}

static enum status check_options(const struct request *request, struct err *err)
{
	const struct command *command = request->command;
	option_set allowed = OPTIONS_GENERAL | command->required | command->optional;

	for (int i = 0; i < OPTION_COUNT; i++) {
		bool given = request->options.value[i] != NULL;

		if (given && !(allowed & (UINT64_C(1) << i)))
			return err_set(err, STATUS_USAGE, _("\"okoce %s\" has no option \"--%s\"."),
				command_word(command), option_name((enum option)i));
		if (!given && (command->required & (UINT64_C(1) << i)))
			return err_set(err, STATUS_USAGE,
				_("\"okoce %s\" needs the option \"--%s\"."), command_word(command),
				option_name((enum option)i));
	}
	return STATUS_OK;
}

enum status command_choose(struct request *request, struct err *err)
{
	const struct options *options = &request->options;
	size_t used = 0;

	request->command = &screens;
	if (options->words > 0) {
		request->command = command_find(options->word, options->words, &used);
		if (!request->command)
			return command_unknown(options->word, options->words, err);
	}
	/* Who asks for help or the version has not to get the rest right. */
	if (options->value[OPTION_HELP] || options->value[OPTION_VERSION])
		return STATUS_OK;
	request->operand = options->words > used ? options->word[used] : NULL;
	request->second = options->words > used + 1 ? options->word[used + 1] : NULL;
	if (check_operands(request, used, err) != STATUS_OK)
		return STATUS_USAGE;
	return check_options(request, err);
}
