#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Sessions that are looked for, and scheduled.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-07-16T08:40:00+07:00 OKOCE_OFFICER='Rina S.'
session=2019-FS-CKR-1
run 0 init plan.okoce --open
export OKOCE_DATA=plan.okoce

# Filters.
count() { tail -n +2 "$out" | wc -l; }
run 0 sessions --year 2019 --format csv --kecamatan kembangan --komoditi Handicrafts
equal "$(count)" 2; said "$out" 2019-KT-KBG-2
run 0 sessions --year 2019 --format csv --kecamatan 31.73.08 --komoditi KT; equal "$(count)" 2
run 0 sessions --year 2019 --format csv --komoditi 'kerajinan tangan'; equal "$(count)" 14
run 0 sessions --month 2019-03 --format csv; equal "$(count)" 3
run 0 sessions --month Maret --year 2019 --format csv; equal "$(count)" 3
run 0 sessions --year 2019 --status done --format csv; equal "$(count)" 3
OKOCE_LANG=id run 0 sessions --year 2019 --status selesai --format csv; equal "$(count)" 3
run 0 sessions --month 12 --year 2019; said "$out" 'No session is like that.'
run 2 sessions --month 13; said "$err" 'No such month: "13". Write it as 7, Juli, 2019-07.'
run 2 sessions --status over; said "$err" 'There are planned, scheduled, running, done and cancelled.'
run 4 sessions --kecamatan Kembangn; said "$err" 'Did you mean "Kembangan"?'
run 4 sessions --komoditi Fashio; said "$err" 'Did you mean "Fashion"?'

# What it is now, and what it would be: nothing is written.
run 0 dump; cp "$out" before
run 0 schedule $session; said "$out" 'not set'; silent "$err"
run 0 schedule $session --dates '22-25 Juli' --venue 'Aula Kec. Cengkareng' --preview
said "$out" 'Monday, 22 July 2019'; said "$out" 'Aula Kec. Cengkareng'; silent "$err"
run 0 dump; cmp -s before "$out" || fail 0 'a preview writes'

# Saved, an option at a time; what none gives stays.
run 0 schedule $session --dates '22-25 Juli' --venue ' Aula  Kec. Cengkareng '; said "$out" 'Saved.'; silent "$err"
run 0 schedule ${session,,} --start 8.30 --instructor 'Siti Aminah, S.Pd.; Budi'; said "$out" 'Saved.'
run 0 schedule $session
for text in 'Monday, 22 July 2019' 'Thursday, 25 July 2019' 'Aula Kec. Cengkareng' 08.30 'Siti Aminah, S.Pd.; Budi' scheduled; do
	said "$out" "$text"
done
run 0 sessions --format csv --year 2019 --status scheduled; said "$out" '2019-07-22 2019-07-23 2019-07-24 2019-07-25'
run 0 dump; cp "$out" before
run 0 schedule $session --start 08.30; said "$out" 'nothing was written'
run 0 dump; cmp -s before "$out" || fail 0 'the same once more is written'
OKOCE_LANG=id run 0 jadwal $session; said "$out" 'Senin, 22 Juli 2019'

# Warnings forbid nothing.
run 0 schedule $session --dates '7 Mar, 20 Jul, 6 Mei'
for text in 'Thu 7 Mar is a day off: Hari Raya Nyepi' 'Sat 20 Jul is in the weekend' 'Mon 6 May, day 3, is before day 2' \
	'Mon 6 May is in the time of fasting: Ramadan' '3 dates for 4 days of training'; do
	said "$err" "warning: $text"
done
run 0 schedule $session --dates '22-25 Juli'
run 0 schedule 2019-FS-CKR-2 --dates '25, 29, 30, 31 Juli' --venue 'aula kecamatan cengkareng' --instructor BUDI
said "$err" 'Thu 25 Jul: Fashion, class 1 (CKR) is in the same place'
said "$err" 'Thu 25 Jul: BUDI teaches Fashion, class 1 (CKR) too'
OKOCE_LANG=id run 0 jadwal 2019-FS-CKR-2; said "$err" 'peringatan: Kam 25 Jul'

# Attendance stays that of its day, and is asked about.
people 1 2 >people.csv
run 0 import people.csv --session $session
printf '01\n' >one; run_with one 0 checkin --session $session --day 1 --plain
run 3 schedule $session --dates '23-26 Juli'
said "$err" 'The attendance of 1 person on day 1 goes along to Tue 23 Jul'; said "$err" 'if that is right: --yes'
run 0 schedule $session; said "$out" 'Monday, 22 July 2019'
run 0 schedule $session --venue RPTRA; unsaid "$err" 'The attendance'
run 0 schedule $session --dates '23-26 Juli' --yes; said "$out" 'Saved.'
run 0 roster --session $session --format csv; said "$out" present

# What should be looked at: a day that is over, and people of a session that is cancelled.
OKOCE_NOW=2019-07-25T08:00:00+07:00 run 0 attention; said "$out" 'Fashion, class 1 (CKR): day 1 is not closed, 1 not recorded'
OKOCE_NOW=2019-07-25T08:00:00+07:00 run 0 perlu --format csv; said "$out" "day_open,$session,1,,1,"

# Whether it is held.
run 3 schedule $session --status cancelled; said "$err" 'needs its reason'
run 0 schedule $session --status cancelled --reason 'Aula banjir'; said "$out" Saved
run 0 schedule $session; said "$out" 'cancelled: Aula banjir'
run 0 attention --format json; said "$out" 'cancelled, and 2 people are still registered'
OKOCE_LANG=id run 0 jadwal $session --status rencana
run 0 schedule $session; unsaid "$out" banjir

# Wrong use changes nothing.
run 0 dump; cp "$out" before
run 2 schedule; run 2 schedule $session --dates besok; said "$err" 'Not understood as dates: "besok".'
run 2 schedule $session --start 25.00; said "$err" 'No time of a day: "25.00". Write it as 08.00.'
run 2 schedule $session --status over; run 2 schedule $session --reason x
run 2 schedule $session --venue $'\xff'; run 2 schedule $session --instructor $'\xff'
run 4 schedule 2019-FS-CKR-9 --start 8; said "$err" 'No such session: "2019-FS-CKR-9".'
run 0 schedule $session --venue $'A\033]0;x\aB\xe2\x80\xae' --preview; unsaid "$out" $'\033'
run 0 dump; cmp -s before "$out" || fail 0 'wrong use writes'

# "" empties.
run 0 schedule $session --dates '' --venue '' --start '' --instructor '' --yes
run 0 schedule $session; unsaid "$out" RPTRA; said "$out" 'not set'
run 0 check; said "$out" 'nothing wrong'
exit $failed
