#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# A training day comes home: laptops' files are merged in any order, twice, from folders, damaged ones too; what is
# new is shown before, and where two laptops differ both stay.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00
session=2019-MM-KBG-1
# as LAPTOP STATUS ARGUMENT...: okoce on that laptop, with its own file and its own state.
as() {
	local laptop=$1
	export XDG_STATE_HOME=$TMPDIR/state-$laptop XDG_CACHE_HOME=$TMPDIR/cache-$laptop OKOCE_DATA=$TMPDIR/$laptop.okoce
	run "${@:2}"
}
door() { as "$1" 0 recap; printf '%s\n' "${@:2}" | "$OKOCE" checkin --plain --session $session --day 1 >"$out" 2>"$err" || fail 0 "the door: $(cat "$err")"; }

as office 0 init office.okoce --open --officer 'Rina S.'
people 1 12 >people.csv
as office 0 import people.csv --session $session
cp office.okoce empty.okoce
for laptop in a b c; do cp office.okoce $laptop.okoce; done
door a 1 2 3
door b 3 4 'izin 5'
door c 5 'baru Tono; 3173085203889905'

# The preview says what would come, and of whom; nothing changes.
mkdir -p stick/deeper && cp a.okoce stick/a.okoce && cp b.okoce stick/deeper/b.okoce && cp c.okoce stick/c.okoce
echo 'no data' >stick/note.txt && ln -s "$TMPDIR/a.okoce" stick/link.okoce
before=$(sha256sum office.okoce)
as office 0 merge --preview stick
said "$out" 'A preview: nothing was written.'
said "$out" 'a.okoce: 4 new'
said "$out" 'b.okoce: 4 new'
said "$out" 'Tono, not known here yet'
said "$out" 'have to be decided: 1'
said "$out" '1 thing to decide'
equal "$(grep -c okoce: "$out")" 3
equal "$(sha256sum office.okoce)" "$before"

# Taken: what the preview said; a second time nothing, and nothing is written.
as office 0 merge stick
said "$out" '11 entries taken, saved on this laptop.'
said "$out" 'to be decided: 1'
as office 0 check; said "$out" 'nothing wrong'
as office 0 dump; cp "$out" dump
as office 0 recap
cp office.okoce kept && before=$(sha256sum office.okoce)
as office 0 merge stick a.okoce a.okoce
said "$out" 'Nothing new'
said "$out" 'a.okoce: 0 taken'
equal "$(sha256sum office.okoce)" "$before"
as office 0 gabung; said "$out" 'Rina S.'
equal "$(grep -c 'Rina S.' "$out")" 1
as office 0 merge stick --format json; said "$out" '"verdict": "known"'

# Any order, through others, gives the same.
as a 0 merge c.okoce b.okoce
as a 0 merge office.okoce
as a 0 dump; diff "$out" dump >/dev/null || fail 0 'a differs'
as c 0 merge a.okoce
as c 0 dump; diff "$out" dump >/dev/null || fail 0 'c differs'
as b 0 merge stick/c.okoce stick/a.okoce
as b 0 dump; diff "$out" dump >/dev/null || fail 0 'b differs'

# Bad files are set aside, each with its reason, and block nothing.
mkdir bad
head -c 20000 c.okoce >bad/cut.okoce
echo 'no database' >bad/text.okoce
: >bad/empty.okoce
cp empty.okoce fresh.okoce
as other 0 init other.okoce --open --officer 'Budi'
cp other.okoce bad/other.okoce
cp stick/a.okoce bad/whole.okoce
as fresh 1 merge bad
said "$out" 'whole.okoce: 4 taken'
said "$out" 'of another programme'
equal "$(grep -c 'okoce: ' "$out")" 5
as fresh 0 check; said "$out" 'nothing wrong'
as fresh 4 merge nowhere.okoce
mkdir nothing; as fresh 4 merge nothing; said "$err" '.okoce'
as fresh 4 merge fresh.okoce

# Only looking: nothing is taken.
as fresh 0 merge --preview stick
as fresh 2 merge --yes stick
exit $failed
