#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The end of a day of training, through commands.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-07-16T16:05:00+07:00
run 0 demo demo.okoce
export OKOCE_DATA=demo.okoce
class='--session 2019-KT-KBG-2'

# The help of a command has its own options, and no others.
run 0 help close; said "$out" '  --signatures N'; said "$out" '  --yes'; unsaid "$out" '  --people'; unsaid "$out" '  --open'

# Of all classes that are held today, four lines each; nobody is named.
run 0 report
equal "$(grep -c '^$' "$out")" $(($(grep -c '^Tue 16/7, ' "$out") - 1))
unsaid "$out" AMINAH
# shellcheck disable=SC2086 # two words
run 0 report $class
equal "$(head -1 "$out")" 'Tue 16/7, Kembangan, Handicrafts 2, day 2: present 30 (M 3, F 27), excused 1, not recorded 9'
equal "$(sed -n '2,$p' "$out")" 'Registered 40 of 40
Signatures: not counted
Day not closed yet'
# shellcheck disable=SC2086 # two words
run 0 report $class --day 1; said "$out" 'sick 1'; said "$out" 'Signatures 39, as recorded'; said "$out" 'Day closed: Mon 15 Jul 16.05'
run 2 report --day 1; said "$err" '--day goes with --session'
# shellcheck disable=SC2086
run 3 report $class --day 5; said "$err" 'choose a day from 1 to 4'

# What is wrong is told, and nothing is closed.
run 0 dump; cp "$out" before
# shellcheck disable=SC2086
{
	run 3 close $class --signatures 31; said "$err" '31 signatures were counted, and 30 people'
	run 3 close $class --signatures 30 'excused 41'; said "$err" 'Number 41 is not on this list'
	run 3 close $class --day 3; said "$err" 'Nobody is recorded as present on day 3'
	run 3 close $class --day 1 --signatures 39; said "$err" 'closed already'
	run 3 reopen $class --reason 'salah hitung'; said "$err" 'Day 2 is not closed'
	run 3 reopen $class --day 1 --reason ' '; said "$err" 'Say why'
	run 2 reopen $class --day 1; said "$err" '--reason'
	run 2 close $class --signatures=-1; said "$err" 'Not a number that fits'
	run 2 close $class --remark $'\xff'; said "$err" '--remark'
}
run 0 dump; cmp -s before "$out" || fail 0 'a refused closing changed something'

# Of half a day: who came in the other half was present all the same.
# shellcheck disable=SC2086
{
	cp demo.okoce half.okoce
	run 2 --data half.okoce close $class --part noon; said "$err" '--part is morning or afternoon'
	run 0 --data half.okoce close $class --part pagi 'excused 5, sick 8'
	run 0 --data half.okoce dump
	equal "$(grep -c '^attendance/2019-KT-KBG-2/2/1/.*status: [23]' "$out")" 2
	run 0 --data half.okoce report $class; said "$out" 'present 30 (M 3, F 27), excused 2, sick 1, absent 7'
	run 0 --data half.okoce reopen $class --reason 'datang siang'
	"$OKOCE" --data half.okoce checkin $class --plain --part siang <<<5 >"$out" 2>&1; said "$out" PRESENT
	run 0 --data half.okoce close $class --part morning 'excused 5'; said "$out" 'present 31 (M 3, F 28), excused 1, sick 1, absent 7'
}

# Closed: who is not recorded reads as absent, in the roster too.
# shellcheck disable=SC2086
{
	run 0 roster $class --format csv; cp "$out" open.csv
	run 0 close $class --signatures 30 --remark 'hujan deras' 'sick 5'
	equal "$(head -1 "$out")" 'Tue 16/7, Kembangan, Handicrafts 2, day 2: present 30 (M 3, F 27), excused 1, sick 1, absent 8'
	equal "$(sed -n 3,4p "$out")" 'Signatures 30, as recorded
Day closed: Tue 16 Jul 16.05'
	run 0 roster $class --format csv
	equal "$(grep -c absent "$out")" 8
	equal "$(grep -c absent open.csv)" 0
	run 0 dump; said "$out" "day/2019-KT-KBG-2/2$(printf '\t'){state: 1, signatures: 31, present: 30, remark: \"hujan deras\"}"
	equal "$(grep -c '^attendance/2019-KT-KBG-2/2/.*status: 4' "$out")" 0 # no absence is written
	run 0 reopen $class --reason 'lembar kedua ditemukan'; said "$out" 'Day 2 of 2019-KT-KBG-2 is open again.'
	run 0 report $class; said "$out" 'not recorded 8'; said "$out" 'Day reopened: Tue 16 Jul 16.05'
	run 0 close $class --signatures 31 --yes; said "$out" '1 more on paper'
}
run 0 check
exit $failed
