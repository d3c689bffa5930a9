#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Who comes without being on the list, line by line: new, substitute, extra, moved, withdrawn.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T09:30:00+07:00
session=2019-MM-KBG-1
run 0 init class.okoce --open --officer Rina
export OKOCE_DATA=class.okoce
people 1 42 >people.csv
run 0 import people.csv --session $session

# lines LINE...: each answered; answer N TEXT: what the Nth was answered.
lines() { printf '%s\n' "$@" >door; "$OKOCE" checkin --plain --session $session --day 1 <door >"$out" 2>"$err"; status=$?; }
answer() { said <(sed -n "$1p" "$out") "$2"; }

lines 'baru' 'new Tono; 317308' 'baru Tono; 3173085203889905; L; Meruya Utara; 081234567890' \
	'masuk 3173085203889905' 'baru Tono; ; ; ; ; lebih'
equal $status 1
answer 1 'FAILED  say who, for example: baru SITI AMINAH'
answer 2 'FAILED  NIK: 6 digits, should be 16'
answer 3 'WAITING LIST  Tono  no. 3, class is full 40/40'
answer 4 'is on this list already'
answer 5 'FAILED  too many parts'

# The seat of who has not come; not of who is there.
lines 01 'ganti 01 tono' 'replace 02 tono' 02 undo 02
equal $status 1
answer 2 "can't be replaced"
answer 3 'PRESENT  A1  Tono  at 09.30, 90 minutes late, in the place of 02  '
answer 4 'seat given to A1'
answer 5 'UNDONE  A1  Tono'
answer 6 'PRESENT  02  '

lines 'tambah' 'tambah 9 tono' 'extra 3 tono' 'mundur 03' 'kursi 03' 'pindah 2019-MM-KBG-2 04' 'kursi 03' 'pindah 2019-XX 05' \
	'diwakilkan 05' 'izin tidak ada'
answer 1 'FAILED  say who, for example: tambah 1'
answer 2 'FAILED  say who'
answer 3 'PRESENT  A1  Tono  at 09.30, 90 minutes late, extra: agreed with the office'
answer 4 'WITHDRAWN  03  '
answer 5 'FAILED  No seat is free (40/40)'
answer 6 'moved to 2019-MM-KBG-2'
answer 7 'PRESENT  03  '
answer 8 'FAILED  no such session'
answer 9 'EXCUSED  05  '; answer 9 'a relative signed: not present'
answer 10 'NOT ON THE LIST  tidak ada'

# Who is recorded in another class: here too, or here instead.
people 101 101 >other.csv
nik=$(grep -oE '[0-9]{16}' other.csv)
run 0 import other.csv --session 2019-FS-KBG-1
lines "$nik" "ikut $nik"
answer 1 'OTHER CLASS'
answer 2 'WAITING LIST'
run 0 roster --session 2019-FS-KBG-1 --format csv; said "$out" registered

# Half a day: who was there in one of them was there.
printf '10\n11\n' >door
run_with door 0 checkin --plain --session $session --day 1 --part pagi
run_with door 0 checkin --plain --session $session --day 1 --part afternoon; said "$out" 'PRESENT  10'
run_with door 0 checkin --plain --session $session --day 1; said "$out" 'ALREADY PRESENT  10'
run_with door 2 checkin --plain --session $session --part malam; said "$err" 'morning or afternoon'
run_with door 2 checkin --session $session --part pagi; said "$err" '--plain'

# A closed day is corrected with a reason.
run 0 close --session $session --day 1
echo 12 >door
run_with door 1 checkin --plain --session $session --day 1; said "$out" 'FAILED'
run_with door 0 checkin --plain --session $session --day 1 --reason 'signed, was overlooked'; said "$out" 'PRESENT  12'
run 0 log; said "$out" 'signed, was overlooked'

# A name that would act on a terminal stays a name.
nasty=$(printf '\033]0;x\a\r\n\342\200\256jahat')
lines "baru $nasty" "baru $nasty; 3173085203889999; P; $nasty" "ganti $nasty 01" "tambah 1 $nasty" "pindah $nasty 01"
LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae' "$out" && fail 0 'a name acts on the terminal'
run 0 check; said "$out" "nothing wrong"
exit $failed
