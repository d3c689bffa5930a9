/* SPDX-License-Identifier: BSD-2-Clause */
/* Passphrases: one that is proposed, and those that anyone would try first. */
#include "app/begin.h"
#include "base/i18n.h"
#include "base/random.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* 18 x 5 syllables are 6.5 bits each; all can be read aloud and typed on any keyboard. */
#define CONSONANTS "bcdfghjklmnprstwyz"
#define VOWELS "aeiou"
#define PROPOSED_WORDS 4

static void add_syllable(struct buf *out)
{
	buf_add_byte(out, (uint8_t)CONSONANTS[random_below(sizeof(CONSONANTS) - 1)]);
	buf_add_byte(out, (uint8_t)VOWELS[random_below(sizeof(VOWELS) - 1)]);
}

void propose_passphrase(struct buf *out)
{
	for (int i = 0; i < PROPOSED_WORDS; i++) {
		if (i > 0)
			buf_add_byte(out, '-');
		add_syllable(out);
		add_syllable(out);
	}
}

/* Folded, without blanks. */
static const char *const guessable[] = {"cengkareng", "grogol", "petamburan", "taman", "sari",
	"tambora", "kebon", "jeruk", "kalideres", "kali", "deres", "palmerah", "pal", "merah",
	"kembangan", "jakarta", "barat", "jakbar", "dki", "kecamatan", "kota", "okoce", "oce", "ok",
	"pelatihan", "wirausaha", "kewirausahaan", "sudin", "sudis", "pe", "suku", "dinas",
	"perindustrian", "energi", "kantor", "petugas", "penyelia", "admin", "password", "pass",
	"passphrase", "katasandi", "kata", "sandi", "rahasia", "qwerty", "asdf", "abc", "indonesia",
	"saya", "aku", "hadir", "absen", "januari", "februari", "maret", "april", "mei", "juni",
	"juli", "agustus", "september", "oktober", "november", "desember"};

/* Marks in `covered` all places that are reached from those reached before by a word that stands
 * there. */
static void cover(bool *covered, const char *letters, size_t at, const char *word, size_t len)
{
	if (len > 0 && strncmp(letters + at, word, len) == 0)
		covered[at + len] = true;
}

/* Is nothing but words that anyone would try, in any order and number. `names` is folded. */
static bool is_covered(const char *letters, const char *names)
{
	const size_t len = strlen(letters);
	bool *covered = memory_alloc((len + 1) * sizeof(*covered));
	bool whole;

	covered[0] = true;
	for (size_t at = 0; at < len; at++) {
		if (!covered[at])
			continue;
		for (size_t i = 0; i < sizeof(guessable) / sizeof(guessable[0]); i++)
			cover(covered, letters, at, guessable[i], strlen(guessable[i]));
		for (const char *name = names; *name != '\0';) {
			size_t name_len = strcspn(name, " ");

			cover(covered, letters, at, name, name_len);
			name += name_len + (name[name_len] == ' ');
		}
	}
	whole = covered[len];
	free(covered);
	return whole;
}

/* Years and other numbers around the words don't make them harder to guess, nor do blanks. */
static bool is_guessable(const char *passphrase, const char *officer)
{
	struct buf folded = BUF_EMPTY;
	struct buf letters = BUF_EMPTY;
	struct buf names = BUF_EMPTY;
	bool found;

	text_fold(&folded, passphrase, strlen(passphrase));
	for (size_t i = 0; i < folded.len; i++)
		if (folded.ptr[i] != ' ' && (folded.ptr[i] < '0' || folded.ptr[i] > '9'))
			buf_add_byte(&letters, folded.ptr[i]);
	text_fold(&names, officer, strlen(officer));
	found = is_covered(buf_text(&letters), buf_text(&names));
	buf_wipe(&folded);
	buf_wipe(&letters);
	buf_wipe(&names);
	return found;
}

static size_t count_characters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

static size_t character_length(const char *text)
{
	size_t len = 1;

	while (((unsigned char)text[len] & 0xc0) == 0x80)
		len++;
	return len;
}

static bool is_one_character(const char *text)
{
	const size_t len = character_length(text);

	for (const char *next = text; *next != '\0'; next += len)
		if (strncmp(next, text, len) != 0)
			return false;
	return true;
}

enum status passphrase_ok(const char *passphrase, const char *officer, struct err *err)
{
	const size_t len = strlen(passphrase);

	if (len > PASSPHRASE_MAX)
		return err_set(err, STATUS_INVALID,
			_("The passphrase is too long. At most %d bytes can be used."),
			PASSPHRASE_MAX);
	if (!text_is_utf8(passphrase, len))
		return err_set(err, STATUS_INVALID,
			_("The passphrase can't be read. Type it with letters, digits and signs."));
	if (count_characters(passphrase) < PASSPHRASE_MIN)
		return err_set(err, STATUS_INVALID,
			ngettext("The passphrase is too short. Use at least %d character.",
				"The passphrase is too short. Use at least %d characters.",
				PASSPHRASE_MIN),
			PASSPHRASE_MIN);
	if (is_one_character(passphrase))
		return err_set(err, STATUS_INVALID,
			_("The passphrase is one character over and over. Use several words."));
	if (is_guessable(passphrase, officer))
		return err_set(err, STATUS_INVALID,
			_("The passphrase is easy to guess: a name, a place or a number. Use words "
			  "that nobody expects."));
	return STATUS_OK;
}
