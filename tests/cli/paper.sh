#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# A sheet that was signed is keyed in by a command.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=id OKOCE_NOW=2019-07-16T16:20:00+07:00
run 0 demo demo.okoce
export OKOCE_DATA=demo.okoce
class='--session 2019-KT-KBG-2'
# shellcheck disable=SC2086 # two words
{
	run 0 daftar $class --sheet
	code=$(sed -n 's/^ Lembar \(.*\)    Halaman 1 dari 2$/\1/p' "$out")
	run 0 curah; cp "$out" before
	run 2 kertas 'semua hadir'; said "$err" '--code'
	run 2 kertas semua hadir --code "$code"
	run 3 kertas 'semua hadir kecuali 41' --code "$code"; said "$err" 'Nomor 41 tidak ada'
	run 3 kertas 'semua hadir' --code 12; said "$err" 'Bukan kode lembar'
	run 4 kertas 'semua hadir' --code 0000-00; said "$err" '0000-00'
	run 3 kertas 'semua hadir' --code "$code" --day 1 $class; said "$err" 'hari ke-2'
	run 3 kertas 'semua hadir kecuali 7 19 33' --code "$code" --signatures 38
	said "$err" '38 tanda tangan, padahal 37'; said "$err" '--yes'
	run 0 kertas 'semua hadir kecuali 7 19 33' --code "$code" --signatures 37 --preview
	said "$out" 'Di lembar: hadir 37'; said "$out" 'pratinjau'
	run 3 kertas 'hadir 1' $class --day 1; said "$err" 'sudah ditutup'
	run 0 curah; cmp -s before "$out" || fail 0 'what was refused changed something'
	# The code as it is read off paper.
	run 0 kertas 'semua hadir kecuali 7 19 33, izin 21' --code "$(tr 'A-Z-' 'a-z ' <<<"$code")" --signatures 36
	said "$out" 'Di lembar: hadir 36, izin 1. Baru: 8'
	said "$out" 'Di lembar dikecualikan, tetapi tercatat hadir, dan dibiarkan: 07 19'
	said "$out" 'Tersimpan: 8 orang dari 2019-KT-KBG-2, hari ke-2.'
	run 0 curah
	equal "$(grep -c "^attendance/2019-KT-KBG-2/2/.*sheet: \"$code\"" "$out")" 8
	run 0 kertas 'hadir 13' $class --day 1 --reason 'lembar kedua'; said "$out" 'Tersimpan: 1 orang'
	run 0 laporan $class --day 1; said "$out" 'hadir 40'
}
run 0 periksa
exit $failed
