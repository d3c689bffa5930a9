#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# A list that comes as a workbook gives the same people, faults and sentences as the CSV of it.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00
session=2019-MM-KBG-1
cp "$top_srcdir"/tests/data/import-* . # refused rows are written beside a list
data=.

# imported NAME FILE: the roster of a new file with this list, in NAME; what was said, in NAME.said.
imported() {
	"$OKOCE" init "$1.okoce" --open --officer 'Rina S.' >/dev/null 2>&1 || fail 1 "init $1"
	"$OKOCE" --data "$1.okoce" import "$2" --session $session >"$1.said" 2>&1 </dev/null
	echo "exit status $?" >>"$1.said"
	rm -f import-*.ditolak.csv
	# The formats of a workbook's dates are not those of the list; the days are.
	run 0 --data "$1.okoce" roster --session $session --format csv
	cp "$out" "$1"
}

for list in bersih kantor; do
	imported $list-csv "$data/import-$list.csv"
	imported $list-xlsx "$data/import-$list.xlsx"
	[ "$(wc -l <$list-csv)" -gt 5 ] || fail 0 "$list: nobody was imported"
	cmp $list-csv $list-xlsx || fail 0 "$list: other people"
	diff <(sed "s/import-$list.csv/FILE/" $list-csv.said) <(sed "s/import-$list.xlsx/FILE/" $list-xlsx.said) ||
		fail 0 "$list: other sentences"
done

# What is no list says what to do, and adds nobody.
printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' >old.xls
head -c 3000 "$data/import-bersih.xlsx" >short.xlsx
run 0 init other.okoce --open --officer 'Rina S.'
run 3 --data other.okoce import old.xls --session $session
said "$err" '"Excel workbook (.xlsx)"'
run 3 --data other.okoce import short.xlsx --session $session
said "$err" 'not copied whole'
run 0 --data other.okoce roster --session $session --format csv
equal "$(wc -l <"$out")" 1
exit $failed
