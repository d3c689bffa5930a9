/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Nobody here exists: NIKs end in 9xxx, which no office has issued, and telephone numbers have 000
 * behind the prefix. Names are as common as the lists that offices keep: upper case, one word or
 * several, from all who live in Jakarta Barat.
 */
#include "app/demo_people.h"

#include "base/random.h"

#include <stdio.h>
#include <string.h>

#define COUNT(list) ((uint32_t)(sizeof(list) / sizeof((list)[0])))

/* Javanese and what is common everywhere. */
static const char *const women_first[] = {"SITI", "SRI", "DEWI", "NUR", "ENDANG", "YULI", "RINA",
	"RATNA", "WAHYU", "TRI", "DWI", "EKA", "INDAH", "LESTARI", "ANI", "DIAN", "FITRI", "RETNO",
	"ENI", "ERNA", "HENI", "IDA", "IKA", "ITA", "KARTIKA", "LILIS", "LINA", "MAYA", "MEGA",
	"NANI", "NINA", "NOVI", "NUNUNG", "PUJI", "PUTRI", "RENI", "RIA", "RINI", "RITA", "ROSA",
	"SARI", "SULIS", "SUSI", "TITI", "TUTI", "UMI", "VERA", "WIWIN", "YANTI", "YENI", "YUNI",
	"ANISA", "AYU", "BUNGA", "CITRA", "DESI", "DINI", "ELLY", "EVI", "FARIDA", "HALIMAH",
	"HESTI", "IIN", "INTAN", "JULIA", "KHADIJAH", "LAILA", "MARIA", "MURNI", "NIA", "NURUL",
	"OKTAVIA", "PRATIWI", "RAHMI", "SANTI", "SUCI", "TINA", "UTAMI", "WIDYA", "ZAHRA"};
static const char *const women_second[] = {"RAHAYU", "LESTARI", "WAHYUNI", "HANDAYANI", "ASTUTI",
	"SETYOWATI", "PURWANTI", "KURNIASIH", "SULASTRI", "WULANDARI", "ANGGRAINI", "PERMATASARI",
	"SUSANTI", "HARYANTI", "HIDAYATI", "FATIMAH", "KHASANAH", "MARYATI", "NURHAYATI", "ROHMAH",
	"SOLEHA", "SUHARTI", "SUPRIHATIN", "UTAMI", "YULIANTI", "ZULAIKHA", "APRILIA", "BUDIARTI",
	"CAHYANI", "DAMAYANTI", "ERNAWATI", "FEBRIYANTI", "INDRIYANI", "JUWITA", "KARTINI",
	"KUSUMAWATI", "LARASATI", "MARLINA", "MULYANI", "NINGSIH", "NOVITASARI", "OKTAVIANI",
	"PUSPITASARI", "RACHMAWATI", "RATNASARI", "ROSDIANA", "SAFITRI", "SARI", "SEPTIANI",
	"SETIAWATI", "SUGIARTI", "SUMARNI", "SURYANI", "TRIANA", "WARDANI", "WIDIASTUTI",
	"WIJAYANTI", "YULIANA", "YUNIARTI"};
static const char *const women_single[] = {"SUMIATI", "SULASTRI", "TUKIYEM", "SUPARTI", "KASINEM",
	"MURTINI", "PAIJEM", "SARINAH", "SUMINAH", "TUMINI", "WAGIYEM", "YATMI", "ROHANAH",
	"SUKARSIH", "MARYAM", "NURHAYATI", "SUTINAH", "WARSINI", "RUMINAH", "ASMANAH", "KARMILA",
	"JUMIATI", "MUNAWAROH", "ROKAYAH", "SAODAH", "MASITOH", "ROMLAH", "HINDUN", "SUHARTINI"};
static const char *const men_first[] = {"AGUS", "BUDI", "SLAMET", "HERI", "EKO", "DEDI", "BAMBANG",
	"WAHYU", "AHMAD", "MUHAMMAD", "ABDUL", "ANDI", "ARIF", "ASEP", "CAHYO", "DADANG", "DANI",
	"DIDIK", "EDI", "FAJAR", "GUNAWAN", "HADI", "HENDRA", "IMAM", "INDRA", "IRWAN", "JAJANG",
	"KURNIA", "LUKMAN", "MULYADI", "NANA", "NUR", "OKI", "PUTRA", "RACHMAT", "RIZKI", "RUDI",
	"SIGIT", "SUTRISNO", "TEGUH", "TONI", "UJANG", "WAWAN", "YANTO", "YUSUF", "ZAENAL"};
static const char *const men_second[] = {"SANTOSO", "SETIAWAN", "WIDODO", "NUGROHO", "PRASETYO",
	"SUSANTO", "HARYANTO", "WIBOWO", "PURNOMO", "KURNIAWAN", "HIDAYAT", "FIRMANSYAH", "SAPUTRA",
	"RAMADHAN", "MAULANA", "SURYADI", "GUNAWAN", "WAHYUDI", "SUPRIYADI", "IRAWAN", "SUPRIYANTO",
	"HARTONO", "SUDRAJAT", "FAUZI", "ROHMAN", "SYARIF", "HAKIM", "EFENDI", "NURDIN", "SUHENDRA",
	"SUTISNA", "PERMANA", "LESMANA", "TRIYONO", "UTOMO", "WIJAYA", "YULIANTO", "ZULKARNAEN"};
static const char *const men_single[] = {"SUPARMAN", "SUTRISNO", "SLAMET", "TUKIMAN", "WAGIMAN",
	"MULYADI", "SUKARDI", "SUPARNO", "KASIMIN", "NGATIMAN", "PONIRAN", "RASIDI", "SARMAN",
	"TARMIDI", "WARSITO", "JUNAEDI"};

/* Betawi and Sundanese. */
static const char *const local_women[] = {"ROHAYATI", "NENENG", "ENENG", "EUIS", "IIS", "CUCU",
	"TETI", "IMAS", "YAYAH", "MAEMUNAH", "ROGAYAH", "HALIMATUSSADIAH", "NURJANAH", "ROSIDAH",
	"SAMSIAH", "ZUBAEDAH", "MARDIAH", "NIHAYAH", "ROHIMAH", "AISAH", "ENTIN", "KOKOM", "ELIS",
	"LILIH", "NURLELA", "MUNIROH", "SAIDAH", "ROHANI"};
static const char *const local_men[] = {"SYAFEI", "MAHMUD", "ROJALI", "NAMIN", "SAALIH", "MARZUKI",
	"DJAELANI", "MATALI", "JAENUDIN", "ENDANG", "UCUP", "DEDEN", "ENJANG", "TATANG", "AEP",
	"MAMAT", "RAHMAT", "SANUSI"};
static const char *const local_last[] = {"SYAHRONI", "SUPARMAN", "KOSASIH", "HASANAH", "SUTISNA",
	"SOBARI", "JUNAEDI", "HAMDANI", "SUHERMAN", "SULAEMAN", "MARZUKI", "NURDIN", "ROHENDI",
	"WIHARJA", "SUPRIATNA", "HAERUDIN", "MUKTAR", "SAPRI"};

static const char *const batak_women[] = {"TIUR", "ROMAULI", "LAMRIA", "DUMA", "RUTH", "ESTER",
	"MELVA", "ROSMAIDA", "NURMALA", "HOTMAIDA", "SONDANG", "RISMA", "LASMA", "BERLIANA"};
static const char *const batak_men[] = {"PARLINDUNGAN", "TOGAR", "SAHAT", "JHON", "BINSAR",
	"HOTMAN", "MANGATUR", "RIDWAN", "SABAR", "TIGOR", "MARULI"};
static const char *const batak_last[] = {"SIMANJUNTAK", "SITUMORANG", "SIREGAR", "NASUTION",
	"HUTAPEA", "SIHOMBING", "SINAGA", "PANJAITAN", "LUBIS", "HARAHAP", "SIMBOLON", "MANURUNG",
	"PASARIBU", "NAINGGOLAN", "TAMPUBOLON", "SILALAHI", "GINTING", "TARIGAN", "PURBA",
	"SEMBIRING"};

static const char *const minang_women[] = {"YUSNIAR", "ERMAWATI", "GUSNIATI", "ASNIMAR",
	"ROSMANIAR", "ZURAIDA", "NELFITA", "DESMAWATI", "YARNIS", "EFNIDA", "MISRAWATI", "ELVIRA"};
static const char *const minang_men[] = {"SYAFRIZAL", "ZULKIFLI", "ERIZAL", "YUSRIZAL", "BAKHTIAR",
	"ASRUL", "NASRUL", "FIRDAUS", "HENDRIZAL"};
static const char *const minang_last[] = {"CHANIAGO", "TANJUNG", "KOTO", "SIKUMBANG", "PILIANG",
	"GUCI", "JAMBAK", "MELAYU", "ZEN", "ILYAS"};

static const char *const chinese_women[] = {"LINDA", "MEI LING", "SUSAN", "LILY", "FANNY", "JENNY",
	"SHERLY", "MELIANA", "VERONICA", "YULIANI", "HERLINA", "NATALIA", "STEFANI", "LIE LIAN"};
static const char *const chinese_men[] = {
	"HENDRA", "KEVIN", "STEVEN", "ALEX", "BENNY", "FREDDY", "JIMMY", "RUDY", "WILLY", "ANTON"};
static const char *const chinese_last[] = {"WIJAYA", "HALIM", "SALIM", "TANUWIJAYA", "GUNADI",
	"KOSASIH", "LIMANTO", "SUSILO", "HARTANTO", "TANZIL", "LESMANA", "SETIADI", "KURNIAWAN",
	"TJANDRA", "OEI", "LIEM"};

static const char *const women_degrees[] = {"S.E.", "S.PD.", "A.MD.", "S.SOS.", "S.KOM.", "S.H."};

static const char *const birthplaces[] = {"JAKARTA", "JAKARTA", "JAKARTA", "JAKARTA", "JAKARTA",
	"TANGERANG", "BEKASI", "BOGOR", "DEPOK", "BANDUNG", "CIREBON", "TEGAL", "BREBES",
	"PEKALONGAN", "SEMARANG", "SOLO", "WONOGIRI", "KLATEN", "KEBUMEN", "PURWOREJO",
	"YOGYAKARTA", "SURABAYA", "MADIUN", "KUNINGAN", "GARUT", "MEDAN", "PADANG", "PALEMBANG",
	"LAMPUNG", "SERANG"};

/* Where NIKs were first issued: none twice, so that their numbers can't meet. */
static const char *const regions[] = {"317301", "317302", "317303", "317304", "317305", "317306",
	"317307", "317308", "317104", "367101", "321605", "332806"};

#define NIK_SERIALS 1000 /* 9000 to 9999 */
#define BORN_FIRST_YEAR 1961
#define BORN_DAYS 14610 /* 40 years: 18 to 58 years old in the middle of 2019 */

static const char *const mobile_prefixes[] = {
	"0812", "0813", "0821", "0815", "0856", "0857", "0878", "0877", "0896", "0898"};

static const char *const streets[] = {"Jl. Kembangan Raya", "Gg. Mawar", "Gg. Melati",
	"Gg. Langgar", "Jl. H. Lebar", "Jl. Masjid", "Gg. Haji Naim", "Jl. Pesanggrahan",
	"Gg. Swadaya", "Jl. Puskesmas", "Gg. Kenanga", "Jl. Bambu Kuning", "Gg. Musholla",
	"Jl. Kampung Baru", "Gg. Anggrek", "Jl. Sumur Bor", "Gg. Delima", "Jl. Peta Utara",
	"Gg. Buntu", "Jl. Inspeksi"};

#define PICK(seeded, list) ((list)[seeded_below(seeded, COUNT(list))])
#define PICK_BY_SEX(seeded, sex, women, men)                                                       \
	((sex) == SEX_FEMALE ? PICK(seeded, women) : PICK(seeded, men))

static bool chance(struct seeded *seeded, uint32_t percent)
{
	return seeded_below(seeded, 100) < percent;
}

/* First and last word; last may be null. */
struct two_words {
	const char *first, *last;
};

static struct two_words draw_words(struct seeded *seeded, uint32_t sex)
{
	const uint32_t from = seeded_below(seeded, 100);
	struct two_words words = {NULL, NULL};

	if (from < 8) {
		words.first = PICK_BY_SEX(seeded, sex, women_single, men_single);
	} else if (from < 58) {
		words.first = PICK_BY_SEX(seeded, sex, women_first, men_first);
		words.last = PICK_BY_SEX(seeded, sex, women_second, men_second);
	} else if (from < 80) {
		words.first = PICK_BY_SEX(seeded, sex, local_women, local_men);
		words.last = chance(seeded, 60) ? PICK(seeded, local_last) : NULL;
	} else if (from < 87) {
		words.first = PICK_BY_SEX(seeded, sex, batak_women, batak_men);
		words.last = PICK(seeded, batak_last);
	} else if (from < 93) {
		words.first = PICK_BY_SEX(seeded, sex, minang_women, minang_men);
		words.last = chance(seeded, 50) ? PICK(seeded, minang_last) : NULL;
	} else {
		words.first = PICK_BY_SEX(seeded, sex, chinese_women, chinese_men);
		words.last = PICK(seeded, chinese_last);
	}
	return words;
}

static void draw_name(struct seeded *seeded, uint32_t sex, char *out, size_t size)
{
	const struct two_words words = draw_words(seeded, sex);
	const bool title = words.last && chance(seeded, 4);
	const bool degree = words.last && chance(seeded, 3);

	snprintf(out, size, "%s%s%s%s%s%s", title ? (sex == SEX_FEMALE ? "HJ. " : "H. ") : "",
		words.first, words.last ? " " : "", words.last ? words.last : "",
		degree ? ", " : "", degree ? PICK(seeded, women_degrees) : "");
}

/* Serial, region and birth date follow from the index by steps that have no divisor in common with
 * what they go around in: no two people get the same three. */
static void draw_nik(struct demo_person *person, const struct demo_draw *draw)
{
	const uint32_t places = NIK_SERIALS * COUNT(regions);
	const uint32_t place = (uint32_t)(((uint64_t)draw->index * 7919 + draw->seed) % places);
	const uint32_t day = (uint32_t)(((uint64_t)place * 5003 + draw->seed +
						(uint64_t)(draw->index / places) * 367) %
					BORN_DAYS);
	struct civil born;

	person->identity.born = date_of(BORN_FIRST_YEAR, 7, 1) + (date)day;
	born = date_civil(person->identity.born);
	snprintf(person->nik, sizeof(person->nik), "%s%02u%02u%02u9%03u",
		regions[place % COUNT(regions)],
		(unsigned)born.day % 32 + (person->identity.sex == SEX_FEMALE ? 40 : 0),
		(unsigned)born.month % 13, (unsigned)born.year % 100,
		(unsigned)(place / COUNT(regions)) % NIK_SERIALS);
	person->identity.nik = person->nik;
}

static const struct kelurahan *draw_kelurahan(struct seeded *seeded, const struct demo_draw *draw)
{
	const struct records *list = &draw->kecamatan->kelurahan;
	const struct kelurahan *kelurahan = list->item;
	const uint32_t drawn = seeded_below(seeded, (uint32_t)list->count + (list->count == 0));

	for (size_t i = 0; draw->kelurahan && i < list->count; i++)
		if (strcmp(kelurahan[i].name, draw->kelurahan) == 0)
			return &kelurahan[i];
	return list->count > 0 ? &kelurahan[drawn] : NULL;
}

static void draw_address(
	struct seeded *seeded, struct demo_person *person, const struct demo_draw *draw)
{
	const struct kelurahan *kelurahan = draw->kecamatan ? draw_kelurahan(seeded, draw) : NULL;
	/* Drawn one by one: compilers differ in the order of arguments. */
	const char *street = PICK(seeded, streets);
	const unsigned house = 1 + seeded_below(seeded, 120);

	snprintf(person->line, sizeof(person->line), "%s No. %u", street, house);
	person->address.line = person->line;
	person->address.rt = 1 + seeded_below(seeded, 16);
	person->address.rw = 1 + seeded_below(seeded, 12);
	if (kelurahan)
		person->address.kelurahan = kelurahan->code;
	if (draw->kecamatan)
		person->address.kecamatan = draw->kecamatan->code;
}

static void draw_phone(struct seeded *seeded, struct demo_person *person)
{
	const char *prefix = PICK(seeded, mobile_prefixes);
	const unsigned number = seeded_below(seeded, 100000);

	snprintf(person->phone, sizeof(person->phone), "%s000%05u", prefix, number);
	if (chance(seeded, 96))
		person->contact.phone = person->phone;
}

void demo_person_draw(struct demo_person *person, const struct demo_draw *draw)
{
	const bool woman = draw->sex != SEX_MALE;
	struct seeded seeded;
	bool fifth;

	seeded_start(
		&seeded, ((uint64_t)draw->seed << 32 | draw->index) * UINT64_C(0xd1342543de82ef95));
	record_clear(&person_identity_type, &person->identity);
	record_clear(&person_contact_type, &person->contact);
	record_clear(&person_address_type, &person->address);
	fifth = chance(&seeded, 20);
	person->identity.sex = draw->sex == SEX_UNKNOWN ? (fifth ? SEX_MALE : SEX_FEMALE)
							: (woman ? SEX_FEMALE : SEX_MALE);
	draw_name(&seeded, person->identity.sex, person->name, sizeof(person->name));
	if (draw->name)
		snprintf(person->name, sizeof(person->name), "%s", draw->name);
	person->identity.name = person->name;
	person->identity.birthplace = PICK(&seeded, birthplaces);
	draw_nik(person, draw);
	draw_address(&seeded, person, draw);
	draw_phone(&seeded, person);
}
