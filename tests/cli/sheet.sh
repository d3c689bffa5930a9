#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The sheet to sign, printed by a command.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=id OKOCE_NOW=2019-07-16T08:40:00+07:00
run 0 demo demo.okoce
export OKOCE_DATA=demo.okoce
class='--session 2019-KT-KBG-2'
# shellcheck disable=SC2086 # two words
{
	run 0 daftar $class --sheet; cp "$out" sheet
	for line in 'SUKU DINAS PERINDUSTRIAN DAN ENERGI' 'DAFTAR HADIR' 'Kerajinan tangan, kelas 2 (2019-KT-KBG-2)' \
		'Selasa, 16 Juli 2019 (enam belas Juli dua ribu sembilan belas)' 'Aula Kecamatan Kembangan' \
		'| 08  | SITI AMINAH' '| A1  | HJ. SITI NUR AMINI' 'Kepala Suku Dinas' 'NIP (NIP)' 'Jakarta, 16 Juli 2019'; do
		said sheet "$line"
	done
	equal "$(grep -c '^| ' sheet)" $((40 + 8 + 2)) # with the titles of two pages
	equal "$(grep -c $'\f' sheet)" 1
	unsaid sheet 3216054304989389
	grep -qE '[0-9]{16}' sheet && fail 0 'a NIK is on the sheet'
	code=$(sed -n 's/^ Lembar \(.*\)    Halaman 1 dari 2$/\1/p' sheet)
	[[ $code =~ ^[0-9A-Z]{4}-[0-9A-Z]{2}$ ]] || fail 0 "the code is \"$code\""
	# It was recorded, with what stands on it, and who got it.
	run 0 curah; said "$out" 'session: "2019-KT-KBG-2", day: 2, numbers: ["01", "02"'
	grep -qE '^access/.*kind: 2, session: "2019-KT-KBG-2", people: 40' "$out" || fail 0 'access'
	run 0 daftar $class --sheet --day 1; said "$out" 'Senin, 15 Juli 2019'
	run 3 daftar $class --sheet --day 5
	run 2 daftar $class --day 1; said "$err" '--day'
	run 2 daftar $class --sheet --format csv; said "$err" '--sheet'
	# What is not recorded is not printed.
	chmod a-w demo.okoce
	if [ ! -w demo.okoce ]; then run 5 daftar $class --sheet; silent "$out"; fi
}
exit $failed
