/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/name.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/*
 * A name is taken apart into words, which keep what text_fold() would lose: whether a dot or a
 * comma stood beside them. "Drs.H.Ahmad, S.Pd.I" is drs. h. ahmad ,s. pd. i. Titles stand in front,
 * degrees behind; both are recognised as the letters of one or more words joined. What stands in
 * the middle is never a title.
 */
struct word {
	const char *text; /* folded; in name_words.folded */
	bool dot;         /* a dot follows */
	bool comma;       /* a comma stands before */
};

struct name_words {
	struct buf folded; /* the words, each with a NUL behind it */
	struct word *word;
	size_t count, capacity;
};

/* In front, as often as they come; behind only after a comma ("Slamet, H."). */
static const char *const titles[] = {"h", "hj", "haji", "hajah", "hajjah", "kh", "ust", "ustad",
	"ustadz", "ustaz", "ustadzah", "ustazah", "drs", "dra", "dr", "drg", "drh", "ir", "prof",
	"apt", "ns", "bpk", "bapak", "ibu", "sdr", "sdri", "tn", "ny", "nn", "alm", "almh",
	"almarhum", "almarhumah"};

/* Behind. Those in the second list are also names or words and count only when written with dots
 * between their letters or after a comma. */
static const char *const degrees[] = {"amd", "amdak", "amdkeb", "amdkep", "amdkom", "amdpd", "amdt",
	"amapd", "se", "sh", "st", "ss", "sp", "sab", "sag", "sak", "sap", "sds", "sesy", "sfarm",
	"sgz", "shi", "shum", "shut", "sikom", "sip", "skeb", "sked", "skep", "skg", "skm", "skom",
	"skpm", "smb", "spd", "spdaud", "spdi", "spdk", "spdsd", "spi", "spsi", "spt", "spwk",
	"ssi", "ssn", "ssos", "ssosi", "sst", "sstp", "ssy", "sth", "sthi", "stp", "str", "strak",
	"strkeb", "strkep", "strkom", "strt", "mm", "mh", "mt", "mhum", "mkes", "mkeb", "mkep",
	"mkn", "mkom", "mikom", "mpd", "mpdi", "mph", "mpsi", "msc", "msi", "msn", "msos", "mti",
	"mtr", "bba", "bsc", "lc", "phd", "spog", "ners", "alm", "almh", "almarhum", "almarhumah"};

static const char *const doubtful_degrees[] = {"ama", "ak", "ba", "beng", "ca", "ma", "mab", "mag",
	"mak", "map", "mba", "mei", "mip", "sei", "spa", "spb"};

/* Written out wherever they stand, except "m" (below). */
static const char *const muhammads[] = {"muhammad", "muhamad", "muhammed", "muhamed", "mohammad",
	"mohamad", "mohammed", "mohamed", "mochammad", "mochamad", "muchammad", "muchamad",
	"mokhammad", "mokhamad", "mukhammad", "mukhamad", "moh", "moch", "mohd", "muh", "muhd",
	"much", "mhd"};

#define IS_IN(list, text) is_in(list, sizeof(list) / sizeof((list)[0]), text)

/* No word is empty. Most differ in the first two letters. */
static bool is_in(const char *const *list, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (list[i][0] == text[0] && list[i][1] == text[1] && strcmp(list[i], text) == 0)
			return true;
	return false;
}

/* Marks inside of words, whose parts belong together: Nu'man is Numan. */
static size_t apostrophe_length(const char *text)
{
	static const char *const apostrophes[] = {
		"\u00b4", "\u02bb", "\u02bc", "\u2018", "\u2019"};

	if ((unsigned char)*text < 0x80)
		return *text == '\'' || *text == '`';
	for (size_t i = 0; i < sizeof(apostrophes) / sizeof(apostrophes[0]); i++) {
		size_t len = strlen(apostrophes[i]);

		if (strncmp(text, apostrophes[i], len) == 0)
			return len;
	}
	return 0;
}

static void drop_apostrophes(struct buf *out, const char *ptr, size_t len)
{
	const char *end = ptr + len;

	while (ptr < end) {
		size_t skip = apostrophe_length(ptr);

		if (skip == 0)
			buf_add_byte(out, (uint8_t)*ptr);
		ptr += skip > 0 ? skip : 1;
	}
}

/* Folds the text between two dots or commas, behind what was folded before. */
static void fold_part(struct buf *folded, const char *ptr, size_t len)
{
	struct buf plain = BUF_EMPTY;
	size_t left = 0;

	while (left < len && apostrophe_length(ptr + left) == 0)
		left++;
	if (left == len) {
		text_fold(folded, ptr, len);
		return;
	}
	drop_apostrophes(&plain, ptr, len);
	text_fold(folded, buf_text(&plain), plain.len);
	buf_wipe(&plain);
}

static void add_word_of(struct name_words *words, bool comma)
{
	words->word = memory_grow(
		words->word, words->count, &words->capacity, sizeof(*words->word));
	words->word[words->count++] = (struct word){NULL, false, comma};
}

/* Adds the words between two dots or commas. Their texts are found later: `folded` still moves. */
static void add_words(struct name_words *words, const char *ptr, size_t len, bool comma, bool dot)
{
	struct buf *folded = &words->folded;
	size_t start = folded->len;

	fold_part(folded, ptr, len);
	if (folded->len == start)
		return;
	add_word_of(words, comma);
	for (size_t i = start; i < folded->len; i++) {
		if (folded->ptr[i] != ' ')
			continue;
		folded->ptr[i] = '\0';
		add_word_of(words, false);
	}
	buf_add_byte(folded, '\0');
	words->word[words->count - 1].dot = dot;
}

static void take_apart(struct name_words *words, const char *name)
{
	bool comma = false;
	const char *text;

	while (*name != '\0') {
		size_t len = strcspn(name, ".,;");
		size_t before = words->count;

		add_words(words, name, len, comma, name[len] == '.');
		if (words->count > before)
			comma = false;
		if (name[len] == ',' || name[len] == ';')
			comma = true;
		name += len + (name[len] != '\0');
	}
	text = buf_text(&words->folded);
	for (size_t i = 0; i < words->count; i++) {
		words->word[i].text = text;
		text += strlen(text) + 1;
	}
}

/* Joins words between which dots stand; false when they cannot make one title. */
static bool join(const struct word *word, size_t count, char out[16])
{
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(word[i].text);

		if (len + size >= 16 || (i > 0 && (!word[i - 1].dot || word[i].comma)))
			return false;
		memcpy(out + len, word[i].text, size + 1);
		len += size;
	}
	return true;
}

#define TITLE_WORDS_MAX 4 /* S.Tr.Keb. and longer */

/* How many words in front are one title; 0 when none. Of those in two parts only K.H. is one: in
 * "Dr. A. Rahman" and "H. J. Ali" the second letter is of the name. */
static size_t title_in_front(const struct name_words *words)
{
	char joined[16];

	if (words->count > 2 && join(words->word, 2, joined) && strcmp(joined, "kh") == 0)
		return 2;
	return words->count > 1 && IS_IN(titles, words->word[0].text) ? 1 : 0;
}

static size_t degree_behind(const struct name_words *words)
{
	char joined[16];

	for (size_t count = TITLE_WORDS_MAX; count > 0; count--) {
		const struct word *first;

		if (count >= words->count)
			continue;
		first = &words->word[words->count - count];
		if (!join(first, count, joined))
			continue;
		if (IS_IN(degrees, joined) ||
			((count > 1 || first->comma) && IS_IN(doubtful_degrees, joined)) ||
			(first->comma && IS_IN(titles, joined)))
			return count;
	}
	return 0;
}

static void remove_words(struct name_words *words, size_t first, size_t count)
{
	words->count -= count;
	memmove(words->word + first, words->word + first + count,
		(words->count - first) * sizeof(*words->word));
}

/* A word always stays: someone may be called Haji, or only M. */
static void drop_titles(struct name_words *words)
{
	size_t count;

	while ((count = degree_behind(words)) > 0)
		words->count -= count;
	while ((count = title_in_front(words)) > 0)
		remove_words(words, 0, count);
}

/* "Son of" and "daughter of" stand between two names; in front Binti is a name of its own. */
static void drop_filiation(struct name_words *words)
{
	for (size_t i = 1; i + 1 < words->count;) {
		const char *text = words->word[i].text;

		if (strcmp(text, "bin") == 0 || strcmp(text, "binti") == 0)
			remove_words(words, i, 1);
		else
			i++;
	}
}

/* The spelling of 1972 and later: oe is u, dj is j, tj is c. */
static void add_respelled(struct buf *out, const char *word)
{
	static const char spellings[][4] = {"oeu", "djj", "tjc"};

	while (*word != '\0') {
		size_t same = strcspn(word, "odt");

		buf_add(out, word, same);
		word += same;
		for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
			if (word[0] != spellings[i][0])
				continue;
			bool respelled = word[1] == spellings[i][1];

			buf_add_byte(out, (uint8_t)spellings[i][respelled ? 2 : 0]);
			word += respelled ? 2 : 1;
			break;
		}
	}
}

static void add_word(struct buf *out, const struct name_words *words, size_t i)
{
	size_t start = out->len;

	if (i == 0 && words->count > 1 && strcmp(words->word[i].text, "m") == 0) {
		buf_add_text(out, muhammads[0]);
		return;
	}
	add_respelled(out, words->word[i].text);
	if (IS_IN(muhammads, buf_text(out) + start)) {
		out->len = start;
		buf_add_text(out, muhammads[0]);
	}
}

void name_fold(struct buf *out, const char *name)
{
	struct name_words words = {0};

	take_apart(&words, name);
	drop_titles(&words);
	drop_filiation(&words);
	for (size_t i = 0; i < words.count; i++) {
		if (i > 0)
			buf_add_byte(out, ' ');
		add_word(out, &words, i);
	}
	free(words.word);
	buf_wipe(&words.folded);
}

static bool in_middle_of_character(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

size_t name_slips(size_t length)
{
	enum { TINY = 4, SHORT = 8 }; /* Ani and Ali are two; in a short name a second slip is another */

	return length < TINY ? 0 : length < SHORT ? 1 : 2;
}

void name_query_parse(struct name_query *query, const char *text)
{
	const size_t words_max = sizeof(query->words) / sizeof(query->words[0]);
	struct buf folded = BUF_EMPTY;
	const char *next;

	*query = (struct name_query){0};
	text_fold(&folded, text, strlen(text));
	next = buf_text(&folded);
	while (*next != '\0' && query->count < words_max) {
		size_t len = strcspn(next, " ");
		size_t kept = len < sizeof(query->words[0]) ? len : sizeof(query->words[0]) - 1;

		while (kept < len && in_middle_of_character(next[kept]))
			kept--;
		memcpy(query->words[query->count++], next, kept);
		next += len + (next[len] == ' ');
	}
	buf_wipe(&folded);
}

bool name_query_matches(const struct name_query *query, const char *folded)
{
	for (size_t i = 0; i < query->count; i++)
		if (!strstr(folded, query->words[i]))
			return false;
	return query->count > 0;
}
