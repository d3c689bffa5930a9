#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Someone copies the office's file over the laptop's, or an old backup: okoce says what this laptop
# wrote and the file lacks, takes it back when it is told to, and fails by none of it.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00 OKOCE_DATA=laptop.okoce
session=2019-MM-KBG-1
mine=$XDG_STATE_HOME
pass() { run "$1" "${@:2}" --passphrase-fd 3 3<passphrase; }
door() { printf '%s\n' "$@" >door; "$OKOCE" checkin --plain --session $session --passphrase-fd 3 3<passphrase <door >"$out" 2>"$err" || fail 0 "the door: $(cat "$err")"; }

echo 'tobi-rasa-kelu-mani' >passphrase
pass 0 init laptop.okoce --officer 'Rina S.'
people 1 12 >people.csv
pass 0 import people.csv --session $session; silent "$err"
cp laptop.okoce backup.okoce
door 1 2 3 undo 4; silent "$err"
door 5 'izin 6'; silent "$err"
pass 0 dump; silent "$err"; cp "$out" dump

# The folder is this user's alone, and nothing personal is in it, nor in the programme's name.
state=$(echo "$mine"/okoce/*/)
equal "$(stat -c %a "$state")" 700
for file in own state lock; do equal "$(stat -c %a "$state$file")" 600; done
grep -rqaiE 'joko|siti|aminah|prasetyo|rina|317308|08129' "$mine" && fail 0 'names or numbers lie open in the state folder'
strings -a "$state/own" | grep -qi "$session" && fail 0 'the session lies open'

# An older backup is put back: said by every command, and no error; nothing is done unasked.
cp backup.okoce laptop.okoce
pass 0 recap
said "$err" '9 entries of this laptop are not in this file.'
said "$err" 'okoce --data "laptop.okoce" recover'
pass 0 roster --session $session --format json; said "$err" '9 entries'
head -c 1 "$out" | grep -q '[[{]' || fail 0 'the notice is in the output'
OKOCE_LANG=id pass 0 rekap
said "$err" '9 catatan laptop ini tidak ada di berkas ini.'; said "$err" 'pulihkan'
cmp -s backup.okoce laptop.okoce || fail 0 'something was taken back unasked'
door 7; said "$err" '9 entries'
said "$out" PRESENT
pass 0 recover; silent "$err"; said "$out" 'taken back: 9 entries of this laptop'
pass 0 recover; silent "$err"; said "$out" 'Nothing is lacking'
pass 0 check; said "$out" 'nothing wrong'
pass 0 roster --session $session; silent "$err"
door 7 1; said "$out" 'ALREADY PRESENT'
equal "$(grep -c 'ALREADY PRESENT' "$out")" 2

# Onto the backup alone, by its Indonesian name: then it says what the file said.
cp backup.okoce second.okoce
pass 0 --data second.okoce pulihkan; said "$out" 'taken back: 11 entries'
pass 0 --data second.okoce dump; silent "$err"
grep -vxFf "$out" dump && fail 0 'something did not come back as it was'
pass 0 --data second.okoce check; said "$out" 'nothing wrong'

# Another copy on this laptop goes on: the first one is offered what it lacks.
"$OKOCE" checkin --plain --session $session --data second.okoce --passphrase-fd 3 3<passphrase <<<8 >"$out" 2>"$err"
said "$out" PRESENT
pass 0 recap; said "$err" '2 entries of this laptop are not in this file.'
said "$err" 'another copy'
pass 0 recover; said "$out" 'taken back: 2'

# The office's file with another laptop's entries, which then goes away again.
export XDG_STATE_HOME=$TMPDIR/other
cp laptop.okoce office.okoce
"$OKOCE" checkin --plain --session $session --data office.okoce --passphrase-fd 3 3<passphrase <<<9 >"$out" 2>"$err"
said "$out" PRESENT; silent "$err"
export XDG_STATE_HOME=$mine
cp office.okoce laptop.okoce; silent "$err"
door 10; silent "$err"
cp second.okoce laptop.okoce
pass 0 recap; said "$err" 'The file went back: it had'
said "$err" '2 entries of this laptop'; said "$err" 'Ask the office for the newest file.'
OKOCE_LANG=id pass 0 rekap; said "$err" 'Berkas ini mundur: dulu'
pass 0 recover; said "$out" 'taken back: 2'
door 11; said "$out" PRESENT
pass 0 recap; silent "$err"

# A torn end of the mirror, as a loss of power leaves it: the data file has all, nothing is said.
truncate -s -100 "${state}own"
pass 0 recap; silent "$err"
door 12; silent "$err"
cp backup.okoce laptop.okoce
pass 0 recover; pass 0 check; said "$out" 'nothing wrong'
pass 0 roster --session $session --format csv
equal "$(grep -c ',present,' "$out") $(grep -c ',excused,' "$out")" '9 1' # all but number 9, of the other laptop

# Nonsense in the place of each file: said once, the work goes on.
head -c 5000 /dev/urandom >"${state}own"
head -c 300 /dev/urandom >"${state}state"
pass 0 checkin --plain --session $session; said "$err" "This laptop's notes are damaged"
door 1; silent "$err"; said "$out" PRESENT
rm -r "$state"; mkdir "${state%/}"; mkdir "${state}own" "${state}state" "${state}lock"
door 2; said "$err" "This laptop's own copy of what it writes cannot be kept"; said "$out" PRESENT
rm -r "$mine/okoce"; : >"$mine/okoce"
door 3; said "$err" 'This laptop cannot keep its own notes'; said "$out" PRESENT
equal "$(wc -l <"$err")" 1
rm "$mine/okoce"
door 3; silent "$err"

# A demo keeps nothing: its people are invented.
before=$(find "$mine" -type f | wc -l)
run 0 demo demo.okoce
equal "$(find "$mine" -type f | wc -l)" "$before"
run 0 --data demo.okoce recap; silent "$err"
equal "$(find "$mine" -type f | wc -l)" "$before"
exit $failed
