#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Handing over to a flashdisk, and what a copy says of itself: whole or not there, whatever the stick does and
# whenever the program is killed.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T16:10:00+07:00 OKOCE_DATA=laptop.okoce
session=2019-MM-KBG-1
pass() { run "$1" "${@:2}" --passphrase-fd 3 3<passphrase; }
code() { sed -n 's/.*code //p' "$1" | head -1; }
echo 'tobi-rasa-kelu-mani' >passphrase
pass 0 init laptop.okoce --officer 'Rina S.'
people 1 300 >people.csv
pass 0 import people.csv --session $session
mkdir stick other

# A copy with its code; what it is needs no passphrase.
pass 0 handover stick; silent "$err"
said "$out" 'Written and read back: '; said "$out" 'Write on the sheet: hand-over 1, '
first=$(code "$out")
equal "$(ls stick | wc -l)" 1
copy=$(echo stick/*.okoce)
[[ $(basename "$copy" .okoce) =~ ^[A-Za-z0-9-]+-2019-03-04-1$ ]] || fail 0 "a name that not every stick takes: $copy"
equal "$(stat -c %a "$copy")" 600
[ "$(stat -c %s "$copy")" -le "$(stat -c %s laptop.okoce)" ] || fail 0 'the copy is larger than the file'
grep -qaiE 'joko|siti|317308|08129' "$copy" && fail 0 'names or numbers lie open in the copy'
run 0 inspect "$copy"; said "$out" "code $first"; said "$out" 'Closed and whole: '; said "$out" 'Rina S.'
run 0 inspect "$copy" --format json; said "$out" '"state": "closed"'
pass 0 --data "$copy" dump; cp "$out" theirs
pass 0 dump; cmp -s "$out" theirs || fail 0 'the copy says something else than the file'

# Nothing new: the same code, on another stick too, and no second closing entry.
pass 0 check; cp "$out" checked
pass 0 handover stick; said "$out" 'Nothing is new since hand-over 1'; said "$out" 'It is on this flashdisk already'; equal "$(code "$out")" "$first"
OKOCE_LANG=id pass 0 serah other; said "$out" 'Tidak ada yang baru sejak serah ke-1'; said "$out" "kode $first"
pass 0 check; cmp -s "$out" checked || fail 0 'something was written though nothing is new'
echo 1 >door
"$OKOCE" checkin --plain --session $session --passphrase-fd 3 3<passphrase <door >"$out" 2>"$err" || fail 0 'the door'
pass 0 handover stick; said "$out" 'hand-over 2, '
[ "$(code "$out")" != "$first" ] || fail 0 'other entries have the same code'
pass 0 log; said "$out" 'hands over: no. 2, '

# More since, and cut.
cp "$copy" more.okoce
"$OKOCE" --data more.okoce checkin --plain --session $session --passphrase-fd 3 3<passphrase <door >"$out" 2>"$err" || fail 0 'the door'
run 0 inspect more.okoce; said "$out" 'entries came after the last hand-over.'
head -c 30000 "$copy" >cut.okoce
run 1 inspect cut.okoce; said "$out" DAMAGED
run 3 handover passphrase --data laptop.okoce --passphrase-fd 3 3<passphrase; said "$err" 'is no folder'
pass 4 handover nowhere; said "$err" 'there is no folder "nowhere"'
OKOCE_LANG=id pass 4 serah nowhere; said "$err" 'Pasang flashdisk'

# Sticks that can only be read, or are full: a sentence, and nothing is on them.
cp laptop.okoce before.okoce
cat >on_sticks <<'END'
mount --make-rprivate / && mount -t tmpfs -o size=64k full full && mount -t tmpfs -o ro ro ro || exit 77
"$OKOCE" handover full --passphrase-fd 3 3<passphrase >out.full 2>err.full; [ $? -eq 8 ] || exit 1
"$OKOCE" handover ro --passphrase-fd 3 3<passphrase >out.ro 2>err.ro; [ $? -eq 7 ] || exit 2
[ -z "$(ls full ro | grep -v :)" ] || exit 3
END
mkdir full ro
for way in -m -rm; do
	unshare $way true 2>/dev/null || continue
	unshare $way bash on_sticks >"$out" 2>"$err"
	status=$?
	[ $status -eq 77 ] && continue
	equal $status 0
	said err.full 'Not handed over: the flashdisk has 0 MiB free'; said err.ro 'this flashdisk can only be read'
	break
done
pass 0 check

# Killed at any moment: what has a data file's name is whole, and the next run hands over.
run 0 init open.okoce --open --officer 'Rina S.'
run 0 --data open.okoce import people.csv --session $session
mkdir killed
for ((i = 1; i <= 24; i++)); do
	echo $i >door
	"$OKOCE" --data open.okoce checkin --plain --session $session <door >/dev/null 2>&1
	{ timeout -s KILL 0.0$((10 + 2 * i)) "$OKOCE" --data open.okoce handover killed; } >/dev/null 2>&1
	for copy in killed/*.okoce; do
		[ ! -e "$copy" ] || "$OKOCE" inspect "$copy" >"$out" 2>"$err" || fail 0 "$copy is not whole: $(cat "$out" "$err")"
	done
	rm -f killed/*.okoce
done
run 0 --data open.okoce handover killed
equal "$(ls killed)" "$(basename "$(echo killed/*.okoce)")"
run 0 --data open.okoce check
exit $failed
