#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The main job, through commands: a class is registered, forty people are checked in, and all of it
# is there when the file is opened again, also for LMDB's own tools.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00 OKOCE_OFFICER='Rina S.'
session=2019-MM-KBG-1
run 0 init day.okoce --open
said "$out" 'no real people'
export OKOCE_DATA=day.okoce
run 0 check; said "$out" 'nothing wrong'

# The plan is in it, from the YAML files.
run 0 sessions --format csv --year 2019
equal "$(tail -n +2 "$out" | wc -l)" 94
run 0 sessions --format csv; said "$out" $session
run 0 sessions; said "$out" $session
run 0 recap --year 2019; said "$out" 94

# 43 people for 40 seats. One of the rows has no name, one a NIK of 15 digits.
people 1 43 >people.csv
run 0 import people.csv --session $session; silent "$err"
said "$out" '43 rows read'
grep -qE '^ +40  registered' "$out" || fail 0 '40 registered'
grep -qE '^ +3  on the waiting list' "$out" || fail 0 '3 waiting'
said "$out" 'Delete it after checking'
run 0 dump; cp "$out" imported
run 0 import people.csv --session $session
grep -qE '^ +0  registered' "$out" || fail 0 'an import that is repeated adds people'
grep -qE '^ +43  were in this session already' "$out" || fail 0 '43 known'
run 0 dump; cmp -s imported "$out" || fail 0 'an import that is repeated changes something'
{ echo 'NIK,Nama'; echo '3173080101700001,'; echo '317308010170001,Ujang'; } >bad.csv
run 1 import bad.csv --session 2019-FS-PLM-1
said "$out" 'row 2, refused'; said "$out" 'row 3'
grep -qE '^ +[12]  refused' "$out" || fail 0 'refused rows are counted'
unsaid "$out" 3173080101700001
run 4 import people.csv --session 2019-MM-KBG-9; said "$err" 'No such session: "2019-MM-KBG-9".'
run 4 import no.csv --session $session; said "$err" no.csv
run 3 import . --session $session

# At the door: 1-15 by NIK, 16-25 by number, 26-35 by name, 36-40 by the end of the NIK.
for i in {1..15}; do nik_of "$i" people.csv; done >door
seq 16 25 >>door
for i in {26..35}; do letters "$i" | tr '[:lower:]' '[:upper:]'; done >>door
for i in {36..40}; do printf '00%d\r\n' "$i"; done >>door
echo >>door # a blank line is no question
run_with door 0 checkin --session $session --day 1 --plain; silent "$err"
equal "$(wc -l <"$out")" 40
equal "$(grep -c '^PRESENT  ' "$out")" 40
said <(head -1 "$out") '1/40'
said <(tail -1 "$out") '40/40'
echo undo >undo
# A mark without anybody is no name to look for.
printf 'izin\nSick\nexcused  \n' >nobody
run_with nobody 1 checkin --session $session --plain
said <(sed -n 1p "$out") 'FAILED  say who, for example: izin 07'
said <(sed -n 2p "$out") 'FAILED  say who, for example: Sick 07'
said <(sed -n 3p "$out") 'FAILED  say who, for example: excused 07'
# Undo is of this run: what an earlier one did stays.
run_with undo 1 checkin --session $session --plain; said "$out" 'FAILED  Nothing to undo'
cat >mixed <<-END
	17
	41
	xyzzy
	$(nik_of 3 people.csv)9
	Aminah
END
head -c 2000 /dev/zero | tr '\0' 7 >>mixed
printf '\n\xff\xfe\nizin 18\nSAKIT 19\n20\nurungkan\n' >>mixed
run_with mixed 1 checkin --session $session --day 1 --plain
cut -d' ' -f1-2 "$out" | tr '\n' '|' >words
equal "$(wc -l <"$out")" 11
said <(sed -n 1p "$out") 'ALREADY PRESENT  '
said <(sed -n 2p "$out") 'NOT ON THE LIST  '
said <(sed -n 3p "$out") 'NOT ON THE LIST  '
said <(sed -n 4p "$out") 'WRONG NIK  '
said <(sed -n 5p "$out") 'CHOOSE  '
said <(sed -n 6p "$out") 'FAILED  '
said <(sed -n 7p "$out") 'FAILED  '
said <(sed -n 8p "$out") 'EXCUSED  18'
said <(sed -n 9p "$out") 'SICK  19'
said <(sed -n 10p "$out") 'ALREADY PRESENT  '
said <(sed -n 11p "$out") 'UNDONE  '
nik_of 41 people.csv >waiting
run_with waiting 0 checkin --session $session --day 1 --plain; said "$out" 'WAITING LIST  '
# The day is today's when it is not said; another day must be one of the session's.
run_with waiting 3 checkin --session $session --day 9 --plain
OKOCE_NOW=2019-03-09T08:00:00+07:00 run_with waiting 2 checkin --session $session --plain
said "$err" '--day N'
run_with waiting 2 checkin --session $session; said "$err" '--plain'
run_with waiting 2 checkin --session $session --day 1; said "$err" '--plain'
printf '5\n5\n' >again
OKOCE_NOW=2019-03-05T08:00:00+07:00 run_with again 0 checkin --session $session --plain
said <(sed -n 1p "$out") 'PRESENT  05'; said <(sed -n 1p "$out") '1/40'

# Taken back in the same run: nothing is left of it.
run 0 dump; cp "$out" before
printf '7\nundo\n' >undo
run_with undo 0 checkin --session $session --day 3 --plain
said <(sed -n 2p "$out") UNDONE
run 0 dump
diff before "$out" | grep '^>' >change
grep -qE $'^> attendance/2019-MM-KBG-1/3/0/[0-9a-f]+\tnone$' change || fail 0 'undone is none in the dump'
equal "$(wc -l <change)" 1

# All of it is there when the file is opened again.
run 0 roster --session $session --format csv; cp "$out" roster.csv
column() { head -1 roster.csv | tr ',' '\n' | grep -nx "$1" | cut -d: -f1; }
count() { # column, value
	awk -F, -v c="$(column "$1")" -v v="$2" 'NR > 1 && $c == v { n++ } END { print n + 0 }' roster.csv
}
equal "$(tail -n +2 roster.csv | wc -l)" 43
equal "$(count enrolment registered)" 40
equal "$(count enrolment waiting)" 3
equal "$(count day_1 present)" 39
equal "$(count day_1 sick)" 0
equal "$(count day_2 present)" 1
equal "$(count day_3 present)" 0
run 0 roster --session $session --format json
equal "$(grep -c '"day_1": "present"' "$out")" 39
run 0 roster --session $session; said "$out" 'Aula Kecamatan Kembangan'
run 0 recap --year 2019 --format json
said <(grep '"commodity": "makanan-minuman"' "$out" | grep '"kecamatan": "31.73.08"') '"registered": 40'
said <(grep '"commodity": "makanan-minuman"' "$out" | grep '"kecamatan": "31.73.08"') '"waiting": 3'

# Without a command and a terminal: the day's recap, and how to open the screens.
run 0; said "$out" 'Monday, 4 March 2019'; said "$out" '39'; said "$out" 'okoce --data "day.okoce"'
OKOCE_NOW=2019-03-09T08:00:00+07:00 run 0; said "$out" 'No session today.'

# The log says who and when, the dump is the same each time, and neither gives a NIK away.
run 0 log
said "$out" '2019-03-04 08.00~ Rina S.  '
said "$out" 'begins to write'
said "$out" "attendance/$session/1/0/"
said "$out" '(replaces 1)'
cp "$out" log
run 0 log; cmp -s log "$out" || fail 0 'the log differs from itself'
run 0 dump; cp "$out" dump
run 0 dump; cmp -s dump "$out" || fail 0 'the dump differs from itself'
equal "$(cut -f1 dump | sort -u | wc -l)" "$(wc -l <dump)"
tail -n +2 people.csv | cut -d';' -f2 >niks
for file in log dump roster.csv; do
	[ -s $file ] || fail 0 "$file is empty"
	if grep -qF -f niks $file; then fail 0 "a NIK in $file"; fi
done
# Different NIKs have different tags: 43 people, 43 of them.
equal "$(grep -oE 'nik: "[^"]*" [0-9a-f]{8}' dump | grep -oE '[0-9a-f]{8}$' | sort -u | wc -l)" 43

# Reading and looking for damage change nothing; LMDB's own tools read the file.
cp day.okoce copy
run 0 check; said "$out" 'nothing wrong'
cmp -s copy day.okoce || fail 0 'reading changed the file'
if command -v mdb_stat >/dev/null; then
	mdb_stat -n day.okoce >stat || fail 0 mdb_stat
	mdb_dump -n day.okoce >mdb || fail 0 mdb_dump
	[ "$(wc -l <mdb)" -gt 200 ] || fail 0 'mdb_dump shows nothing'
else
	fail 0 'mdb_stat is missing (Debian package lmdb-utils)'
fi

# One writer at a time; readers are not in its way.
mkfifo wait answers
"$OKOCE" checkin --session $session --day 4 --plain <wait >answers 2>&1 &
writer=$!
exec 8>wait 7<answers
echo 1 >&8
read -r line <&7
said <(echo "$line") 'PRESENT  01'
run_with waiting 9 checkin --session $session --plain; silent "$out"
run 0 roster --session $session --format csv; said "$out" present
exec 8>&-
wait $writer; equal $? 0
exec 7<&-
exit $failed
