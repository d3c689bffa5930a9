#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Tables as CSV for spreadsheets: separators, the mark in front, no formulas, NIKs masked unless that is
# asked for, which is recorded first; and a full roster, written in any way, is the same people again.
# OKOCE_TEST_SEED chooses other people.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-07-14T09:00:00+07:00
class=2019-KT-KBG-2
tab=$'\t'
run 0 init a.okoce --open --officer 'Rina S.'

# Rows as nobody should write them: signs that are formulas, separators, quotes, apostrophes, blanks.
RANDOM=${OKOCE_TEST_SEED:-2019}
picked=
pick() { # array: not in a subshell, which would draw the same again and again
	local -n from=$1
	picked=${from[RANDOM % ${#from[@]}]}
}
begin=('' '' '=' '+' '-' '@' "'" "''" "'=" '"' '; ' ', ' '| ' '(' "\\")
word=(Siti 'H. Udin' "Nur'aini" 'Drs. Agus, S.E.' '"Bu Haji"' 'Joko;Budi' '08' 'Ñuñez' '李' 'A=1' '#N/A' 'x@y' '1E5 B' '007 Bond')
place=(Kembangan 'Jakarta; Barat' '=1+1' "'Banda" 'Solo, Jateng' '-' '+62' '')
phone=(081234567890 08119876543 '' '0812-3456-789' 0215551234)
quoted() { printf '"%s"' "${1//\"/\"\"}"; }
row() { # number
	local day=$(($1 % 28 + 1)) name
	printf '317308%02d%02d%02d%04d' $((day + 40 * ($1 % 2))) $(($1 % 12 + 1)) $((70 + $1 % 25)) "$1"
	pick begin; name=$picked
	pick word; name+="$picked $(letters "$1")"
	pick begin; printf ',%s' "$(quoted "$name$picked")"
	pick place; printf ',%s' "$(quoted "$picked")"
	printf ',%02d/%02d/19%02d' $day $(($1 % 12 + 1)) $((70 + $1 % 25))
	if (($1 % 2)); then printf ',P'; else printf ',L'; fi
	pick phone; printf ',%s' "$picked"
	pick phone; printf ',%s' "$picked"
	pick begin; name=$picked
	pick place; printf ',%s' "$(quoted "$name$picked")"
	printf ',%d,%d,Joglo\n' $((RANDOM % 20)) $((RANDOM % 9))
}
{
	echo 'NIK,Nama,Tempat Lahir,Tanggal Lahir,JK,No HP,No HP,Alamat,RT,RW,Kelurahan'
	for i in {1..60}; do row "$i"; done
} >people.csv
"$OKOCE" import people.csv --session $class --data a.okoce </dev/null >"$out" 2>"$err"
[ $? -le 1 ] || fail 0 "import: $(head -3 "$err")"
said "$out" '60 rows read'

# As it is: a comma, no mark, NIKs masked, no birth dates, which are the hidden part of a NIK.
run 0 roster --session $class --data a.okoce --format csv
equal "$(head -1 "$out")" 'session,number,name,sex,kelurahan_code,kelurahan,kecamatan,nik,enrolment,day_1,day_2,day_3,day_4,days_present'
if grep -qE '[0-9]{15}' "$out"; then fail 0 'a whole NIK'; fi
if grep -qE '(^|,)"?[=+@-]' "$out"; then fail 0 "a formula: $(grep -E '(^|,)"?[=+@-]' "$out" | head -1)"; fi
run 0 log --data a.okoce
unsaid "$out" access/

# A semicolon comes with a decimal comma; the mark is three bytes, once.
run 0 recap --data a.okoce --format csv --separator ';' --bom
equal "$(head -c 3 "$out" | od -An -tx1 | tr -d ' ')" efbbbf
grep -qE ';[0-9]+,[0-9](;|$)' "$out" || fail 0 'no decimal comma'
run 0 sessions --data a.okoce --format csv --separator tab
grep -q "^$class${tab}Handicrafts, class 2$tab" "$out" || fail 0 'no tabs'
run 2 recap --data a.okoce --format csv --separator :
said "$err" 'No such separator: ":"'
run 2 recap --data a.okoce --separator ';'
said "$err" '--format csv'
run 2 roster --session $class --data a.okoce --format json --bom
run 2 recap --data a.okoce --nik-full

# Whole NIKs: recorded each time, by whom and of how many, before they are printed.
full() { # arguments
	run 0 roster --session $class --data a.okoce --nik-full "$@"
}
full --format json
cp "$out" people.json
equal "$(grep -c '"nik": "3173' people.json)" "$(grep -c '"name"' people.json)"
full
grep -q '3173[0-9]\{12\}' "$out" || fail 0 'no NIK in the text'
run 0 log --data a.okoce
equal "$(grep -c "Rina S\.  access/[0-9a-f]*: {kind: 1, session: \"$class\", people: $(grep -c '"name"' people.json)}\$" "$out")" 2
chmod 400 a.okoce
if [ "$(id -u)" -ne 0 ]; then
	run 5 roster --session $class --data a.okoce --nik-full
	silent "$out"
fi
chmod 600 a.okoce

# Written in any way it is the same people again, seats and waiting list included.
round=0
for separator in , ';' tab; do
	for bom in '' --bom; do
		# shellcheck disable=SC2086 # no word when it is empty
		full --format csv --separator "$separator" $bom
		cp "$out" list.csv
		if sed 's/[,;]/\t/g' list.csv | grep -qE "$tab\"?[=+@-]"; then fail 0 'a formula'; fi
		if tr ';\t' ',,' <list.csv | grep -qE ',[0-9]{11,},'; then fail 0 'a number without its guard'; fi
		round=$((round + 1))
		run 0 init b$round.okoce --open --officer 'Budi'
		"$OKOCE" import list.csv --session $class --data b$round.okoce </dev/null >"$out" 2>"$err"
		[ $? -le 1 ] || fail 0 "import: $(head -3 "$err")"
		run 0 roster --session $class --data b$round.okoce --nik-full --format json
		cmp -s "$out" people.json || {
			fail 0 "other people after --separator $separator $bom"
			diff people.json "$out" | head -4
		}
	done
done
exit $failed
