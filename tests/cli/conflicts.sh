#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Two laptops record different things of one person: both values are listed, and one is decided.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00 OKOCE_OFFICER='Rina S.' OKOCE_DATA=data.okoce
session=2019-MM-KBG-1
state=$XDG_STATE_HOME
run 0 init data.okoce --open
people 1 3 >people.csv
run 0 import people.csv --session $session
run 0 conflicts; said "$out" 'Nothing was recorded differently.'
cp data.okoce before.okoce

# This laptop says that no. 1 is present, another one, in its copy, that they are excused.
echo 1 >door
run_with door 0 checkin --session $session --day 1 --plain
mv data.okoce here.okoce; cp before.okoce data.okoce
export XDG_STATE_HOME=$TMPDIR/other OKOCE_NOW=2019-03-04T08:30:00+07:00
mkdir -p "$XDG_STATE_HOME"
echo 'izin 1' >door
run_with door 0 checkin --session $session --day 1 --plain
# What the first laptop wrote comes into the second one's file.
export XDG_STATE_HOME=$state
run 0 recover

run 0 conflicts
equal "$(grep -c 'Attendance: ' "$out")" 2
said "$out" 'Status: present'; said "$out" 'Status: excused'
said "$out" '04/03/19 08.00'; said "$out" '04/03/19 08.30'
said "$out" 'Rina S.'
run 0 attention; said "$out" '1 record differs between laptops'
run 0 conflicts --format csv
code=$(tail -1 "$out" | cut -d, -f1)
number=$(grep 'Status: present' "$out" | sed 's/.*",\([0-9]\),.*/\1/; s/^[^"]*,\([0-9]\),.*/\1/')

# What says nothing changes nothing.
run 2 decide "$code" 3; said "$err" 'a number from 1 to 2'
run 2 decide "$code" '1 phone=2'; said "$err" 'phone=2'
run 2 decide "$code"; run 4 decide ZZZZ-ZZ 1; said "$err" 'okoce conflicts and okoce duplicates'
OKOCE_LANG=id run 2 putuskan "$code" ya; said "$err" 'angka'
run 0 conflicts; said "$out" 'Status: present'

run 0 decide "$code" "$number"; said "$out" 'Status: present'
run 0 conflicts; said "$out" 'Nothing was recorded differently.'
run 4 decide "$code" 1
run 0 attention; unsaid "$out" 'differs'
run 0 check; said "$out" 'nothing wrong'
run 0 log; said "$out" 'attendance'

# A spouse's NIK was pasted: two people have it. Asked, answered, and not asked again.
run 0 duplicates; said "$out" 'Nobody.'
{ echo 'NIK,Nama'; echo "$(nik_of 1 people.csv),Budi Santoso"; } >spouse.csv
"$OKOCE" import spouse.csv --session 2019-FS-KBG-1 </dev/null >"$out" 2>"$err"
run 0 duplicates; said "$out" 'Budi Santoso'; said "$out" 'one NIK'
run 0 attention; said "$out" '1 pair may be one person'
run 0 duplicates --format csv
code=$(tail -1 "$out" | cut -d, -f1)
run 2 decide "$code" maybe; said "$err" 'maybe'
run 0 decide "$code" no; said "$out" 'two people'
run 0 duplicates; unsaid "$out" 'one NIK'; said "$out" 'answered: two people'
run 0 decide "$code" yes; said "$out" 'one person'
run 0 duplicates; said "$out" 'answered: one person'
run 0 decide "$code" no

# What is right as it is is left, and not listed again.
run 0 attention --format csv
code=$(tail -1 "$out" | sed 's/.*,//' | tr -d '\r')
run 2 decide "$code" yes; said "$err" 'leave'
run 0 decide "$code" leave; said "$out" 'left as it is'
run 0 attention; unsaid "$out" "$code"
exit $failed
