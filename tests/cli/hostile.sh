#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# What people, files and sticks bring reaches the terminal harmless, through every command: no byte
# of an escape sequence, no line break inside a line, no character that changes the direction.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00
session=2019-MM-KBG-1
nasty=$'A\033]0;x\007\033[2J\u202eevil\u200b\ufeff\u009b31m\u2028'
harmless() { # file: only printable characters, whole lines
	if LC_ALL=C grep -qa $'[\001-\010\013-\037\177]' "$1"; then fail 1 "a control character in $(basename "$1")"; fi
	if LC_ALL=C grep -qaE $'\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x80\x8b|\xef\xbb\xbf|\xe2\x81[\xa6-\xa9]' "$1"; then
		fail 1 "a forbidden character in $(basename "$1")"
	fi
	if ! iconv -f UTF-8 -t UTF-8 <"$1" >/dev/null 2>&1; then fail 1 "$(basename "$1") is not UTF-8"; fi
}
# The search finds them.
(failed=0; printf '%s\n' "$nasty" >dirty; harmless dirty >/dev/null; exit $failed) && fail 0 'harmless() finds nothing'

file=$'n\033]0;x\007asty.okoce'
run 0 init "$file" --open --officer "Rina $nasty S."; harmless "$out"; harmless "$err"
export OKOCE_DATA=$file
{
	printf 'NIK,Nama,Alamat,%s\n' "$nasty"
	printf '3173080101700001,"%s","Jl. %s",x\n' "$nasty" "$nasty"
	printf '3173080101700002,"Line\nbreak\r\nand\ttab",,x\n'
	printf '3173080101700003,"=Siti",,x\n'
	printf '%s,Ujang,,x\n' "$nasty"
	printf '3173080101700004,\xff\xfe,,x\n'
	printf '3173080101700005,,"%s",x\n' "$nasty"
} >"$nasty.csv"
"$OKOCE" import "$nasty.csv" --session $session </dev/null >"$out" 2>"$err"
status=$?
[ $status -le 3 ] || fail 0 "import: exit status $status"
harmless "$out"; harmless "$err"
# With bytes that are no UTF-8 the file may be refused as a whole: once more without them.
LC_ALL=C grep -av $'\xff' "$nasty.csv" >people.csv
run 1 import people.csv --session $session; harmless "$out"; harmless "$err"
said "$out" refused
printf '%s\n%s\n1\n"\n\\\n%%s%%n\n' "$nasty" $'\xff\033[2J' >door
run_with door 1 checkin --plain --session $session; harmless "$out"
equal "$(wc -l <"$out")" 6
for command in sessions recap "roster --session $session" log dump check ''; do
	# shellcheck disable=SC2086 # a command and its options
	run 0 $command; harmless "$out"; harmless "$err"
done
for format in text csv json; do
	run 0 roster --session $session --format $format; harmless "$out"
	run 0 sessions --format $format; harmless "$out"
	run 0 recap --format $format; harmless "$out"
done
person=$("$OKOCE" person a --format csv | sed -n 2p | cut -d, -f1)
for format in text csv json; do
	run 0 person a --format $format; harmless "$out"
	run 0 person --id "$person" --format $format; harmless "$out"
done
run 4 person "$nasty nobody"; harmless "$err"
run 3 person --id "$nasty"; harmless "$err"
# A spreadsheet must not take a name for a formula.
run 0 roster --session $session --format csv; said "$out" "'=Siti"
# One line a person, whatever is in the name.
equal "$(wc -l <"$out")" 4

# Names of sessions, officers and folders that nobody has.
run 4 roster --session "$nasty"; harmless "$err"
run 4 import "no $nasty" --session $session; harmless "$err"
run 4 sessions --officer "$nasty"; harmless "$err"
run 4 init other.okoce --open --officer Rina --conf "$nasty"; harmless "$err"
cp -r "$top_srcdir/conf" conf; chmod -R u+w conf
printf 'agency: "x\\e]0;x\\a"\n"%s": 1\n' 'bad\e[2J' >>conf/okoce.yaml
run 3 init other.okoce --open --officer Rina --conf conf; harmless "$err"
[ ! -e other.okoce ] || fail 0 'made in spite of mistakes'

# Files that are none of ours.
for kind in empty text folder fifo zeros; do
	case $kind in
	empty) : >$kind ;;
	text) echo "$nasty" >$kind ;;
	folder) mkdir $kind ;;
	fifo) mkfifo $kind ;;
	zeros) head -c 20000 /dev/zero >$kind ;;
	esac
	for command in check sessions "checkin --plain --session $session" ''; do
		# shellcheck disable=SC2086 # a command and its options
		"$OKOCE" $command --data $kind </dev/null >"$out" 2>"$err"
		status=$?
		case $command in check) least=1 ;; *) least=3 ;; esac
		[ $status -ge $least ] && [ $status -le 12 ] || fail 0 "$kind, $command: exit status $status"
		harmless "$out"; harmless "$err"
	done
done
exit $failed
