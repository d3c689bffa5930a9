#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The recap from other sides, and its figures against each other.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-07-16T08:40:00+07:00
run 0 demo demo.okoce
export OKOCE_DATA=demo.okoce
run 2 recap --by month; said "$err" 'No such view: "month"'; said "$err" 'kelurahan'

# By kelurahan and as a matrix the same people are counted.
run 0 recap --format csv; cp "$out" usual.csv
total() { # column, file with a header
	awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next } { s += $c } END { print s }' "$2"
}
run 0 recap --by kelurahan --format csv; cp "$out" wards.csv
for column in registered registered_male registered_female present completed; do
	equal "$(total $column wards.csv)" "$(total $column usual.csv)"
done
run 0 recap --by matrix --format csv; cp "$out" matrix.csv
equal "$(head -1 matrix.csv)" kecamatan,kecamatan_name,makanan-minuman,fashion,kerajinan-tangan,sabun,total,target,percent_of_target
equal "$(total total matrix.csv)" "$(total present usual.csv)"
equal "$(total target matrix.csv)" 3760
run 0 recap --by kelurahan --year 2018; said "$out" 'Participants by where they live, 2018'
run 0 recap --by matriks; said "$out" 'Kembangan'; said "$out" '█'
[ "$(wc -L <"$out")" -le 80 ] || fail 0 'a line of the matrix is long'

# What was announced is shown beside what was planned, and never bent to.
run 0 recap --by announced --format csv
grep -q '^2018,"Food and drink, Handicrafts, Mobile phone repair",1280,960,' "$out" || fail 0 'announced'
run 0 recap --by announced --year 2019; unsaid "$out" 1,280; said "$out" 'Soap making'
OKOCE_LANG=id run 0 rekap --by diumumkan; said "$out" 'Diumumkan'
exit $failed
