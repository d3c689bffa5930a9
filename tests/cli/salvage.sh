#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# A stick was pulled too early: okoce salvage saves what is whole, says what is missing, and touches
# neither the damaged file nor any other.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00
session=2019-MM-KBG-1
run 0 init whole.okoce --open --officer 'Rina S.'
people 1 40 >people.csv
run 0 --data whole.okoce import people.csv --session $session
printf '%s\n' 1 2 3 undo 4 >door
run_with door 0 --data whole.okoce checkin --plain --session $session
run 0 --data whole.okoce dump; cp "$out" dump

damaged() { # copies the whole file, and overwrites COUNT pages from page FIRST on with zeroes
	cp whole.okoce rusak.okoce
	dd if=/dev/zero of=rusak.okoce bs=4096 seek="$1" count="$2" conv=notrunc status=none
	cksum rusak.okoce >before
	rm -f baru.okoce
}
unchanged() {
	cksum rusak.okoce | cmp -s before - || fail 1 'the damaged file was changed'
	[ ! -e rusak.okoce.lock ] && [ ! -e rusak.okoce-lock ] || fail 1 'a file was put beside the damaged one'
	[ ! -e baru.okoce.part ] || fail 1 'an unfinished file was left'
}

# Nothing wrong: the same registers.
damaged 0 0
run 0 salvage rusak.okoce baru.okoce; silent "$err"; unchanged
said "$out" 'Nothing was wrong'; said "$out" 'Next: okoce --data "baru.okoce" check'
run 0 --data baru.okoce dump; cmp -s dump "$out" || fail 0 'another dump'
run 0 --data baru.okoce check; said "$out" 'nothing wrong'

# Never over a file.
run 10 salvage rusak.okoce baru.okoce; said "$err" '"baru.okoce"'; silent "$out"
run 10 salvage rusak.okoce rusak.okoce; unchanged

# Both first pages lost: everything is found all the same.
damaged 0 2
run 1 salvage rusak.okoce baru.okoce; silent "$err"; unchanged
said "$out" 'The first pages are lost'; unsaid "$out" 'Missing'
run 0 --data baru.okoce dump; cmp -s dump "$out" || fail 0 'another dump after the first pages were lost'

# Any page lost: a new file without damage, or a reason; and the damaged file is never opened.
pages=$(($(stat -c %s whole.okoce) / 4096))
less=0
for ((page = 2; page < pages; page++)); do
	damaged $page 1
	"$OKOCE" salvage rusak.okoce baru.okoce </dev/null >"$out" 2>"$err"
	status=$?
	unchanged
	case $status in
	0 | 1) said "$out" 'saved: '; [ -s baru.okoce ] || fail 0 'no new file' ;;
	6) said "$err" 'Nothing can be saved'; [ ! -e baru.okoce ] || fail 0 'a file of nothing' ;;
	*) fail 0 "page $page: exit status $status" ;;
	esac
	if [ $status = 1 ] && grep -q 'Missing\|no signature' "$out"; then
		said "$out" 'ask the office and the other laptops'
		less=$((less + 1))
	fi
done
[ $less -gt 0 ] || fail 0 'no page was missed'

# Cut in the middle; in Indonesian, by its other name.
damaged 0 0
truncate -s $((pages * 4096 / 2 + 100)) rusak.okoce
cksum rusak.okoce >before
OKOCE_LANG=id "$OKOCE" selamatkan rusak.okoce baru.okoce </dev/null >"$out" 2>"$err"
case $? in
1) said "$out" 'diselamatkan: ' ;;
6) said "$err" 'Tidak ada yang dapat diselamatkan' ;;
*) fail 0 'cut' ;;
esac
unchanged

# What cannot be salvaged.
run 4 salvage none.okoce new.okoce; silent "$out"
run 3 salvage /dev/null new.okoce
: >empty; run 6 salvage empty new.okoce; said "$err" empty
head -c 100000 /dev/zero >zeroes; run 6 salvage zeroes new.okoce
run 6 salvage people.csv new.okoce
run 4 salvage whole.okoce no/such/folder.okoce
[ ! -e new.okoce ] && [ ! -e new.okoce.part ] || fail 0 'a file was made of nothing'
"$OKOCE" salvage whole.okoce full.okoce >/dev/full 2>"$err"; equal $? 8
exit $failed
