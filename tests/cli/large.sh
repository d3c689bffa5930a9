#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# A list of 100,000 people is taken row by row: all of them, and within so much memory that neither
# the file's registrants nor its entries can have been held.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00
session=2019-MM-KBG-1
if grep -q __asan_init "$OKOCE"; then
	echo 'skipped: a sanitizer takes terabytes of addresses for itself'
	exit 77
fi
awk 'BEGIN {
	print "Nama,NIK,No HP,Alamat,Kelurahan,Kecamatan"
	for (i = 0; i < 100000; i++)
		printf "Peserta %d,317308%02d%02d%02d%04d,0812%08d,Jl. Melati No. %d,Joglo,Kembangan\n",
			i, i % 28 + 1, i / 28 % 12 + 1, 70 + i / 336 % 20, i % 9999 + 1, i, i % 99
}' >large.csv
run 0 init large.okoce --open --officer 'Rina S.'
# What is measured is what the program takes for itself, without the pages of mapped files: some
# 100 MB at the end, most of it pages of the view that one transaction changes. A registrant held
# in memory takes 400 bytes, an entry 600: both together would be another 100 MB.
(ulimit -d 140000 && exec "$OKOCE" --data large.okoce import large.csv --session $session) >"$out" 2>"$err" </dev/null ||
	fail 0 "the import failed: $(head -3 "$err")"
equal "$(awk '/waiting list/ {print $1}' "$out" | tr -d ,.)" 99960
exit $failed
