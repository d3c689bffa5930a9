#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# A laptop without a file receives the office's: after its code was compared, and only what holds in it.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00
secret=tobi-rasa-kelu-mani
with() { # passphrase, then as run
	printf '%s\n' "$1" >passphrase
	shift
	run_with passphrase "$@" --passphrase-fd 0
}

mkdir office stick laptop
with $secret 0 init office/a.okoce --officer 'Rina S.'
with $secret 0 officer add 'Budi Santoso' --kecamatan KBG --data office/a.okoce
code=$(sed -n "s/^Programme's code *: //p" "$out")
budi=$(sed -n 's/^First passphrase *: //p' "$out")
people 1 20 >people.csv
with $secret 0 import people.csv --session 2019-MM-KBG-1 --data office/a.okoce --officer 'Rina S.'
with $secret 0 roster --session 2019-MM-KBG-1 --data office/a.okoce --officer 'Rina S.'
cp "$out" roster
cp office/a.okoce stick/office.okoce

# Another laptop: its own folders.
export XDG_STATE_HOME=$TMPDIR/laptop/state XDG_CACHE_HOME=$TMPDIR/laptop/cache
file=laptop/data/b.okoce
run 2 join stick/office.okoce --data $file; said "$err" '--code'
run 3 join stick/office.okoce --data $file --code 7777-7777; said "$err" "$code"
run 3 join stick/office.okoce --data $file --code x
[ ! -e $file ] || fail 0 'a file was made'
small=${code,,}
run 0 join stick/office.okoce --data $file --code "${small/-/ }"; said "$out" Received
equal "$(stat -c %a $file)" 600
with "$budi" 0 roster --session 2019-MM-KBG-1 --data $file --officer 'Budi Santoso'
cmp -s roster "$out" || fail 0 'another roster'
with $secret 0 check --data $file --officer 'Rina S.'; said "$out" 'nothing wrong'
[ "$(stat -c %s $file)" -le "$(stat -c %s office/a.okoce)" ] || fail 0 'larger than the office'"'"'s'

# There is one already; there is none; it is no file of ours, cut, or damaged.
run 10 join stick/office.okoce --data $file --code "$code"; said "$err" 'already'
run 4 join stick/none.okoce --data laptop/c.okoce --code "$code"
cp people.csv stick/people.okoce
run 6 join stick/people.okoce --data laptop/c.okoce --code "$code"
head -c 60000 stick/office.okoce >stick/cut.okoce
run 6 join stick/cut.okoce --data laptop/c.okoce --code "$code"; said "$err" cut.okoce
# One byte of an entry.
at=$(LC_ALL=C grep -abo 'Siti' people.csv | head -1 | cut -d: -f1); at=$(($(stat -c %s stick/office.okoce) / 2 + at))
cp stick/office.okoce stick/flipped.okoce
printf '\x5a\xa5\x5a\xa5\x5a\xa5\x5a\xa5' | dd of=stick/flipped.okoce bs=1 seek=$at conv=notrunc 2>/dev/null
run 6 join stick/flipped.okoce --data laptop/c.okoce --code "$code"
[ ! -e laptop/c.okoce ] && [ ! -e laptop/c.okoce.part ] || fail 0 "left behind: $(ls laptop)"
mkfifo stick/fifo.okoce
run 3 join stick/fifo.okoce --data laptop/c.okoce --code "$code"
exit $failed
