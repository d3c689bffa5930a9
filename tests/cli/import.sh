#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# okoce import: preview, several sessions, refused rows, formats, and what a hostile list may not do.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-07-15T08:00:00+07:00 OKOCE_DATA=data.okoce
cp "$top_srcdir"/tests/data/lists/*.csv .
run 0 init data.okoce --open --officer 'Rina S.'
run 0 dump; cp "$out" empty

# The preview says what the import does, and changes nothing.
run 1 import orang-beberapa.csv --preview; silent "$err"; cp "$out" preview
said preview 'A preview: nothing was written.'
[ ! -e orang-beberapa.ditolak.csv ] || fail 0 'a preview wrote a file'
run 0 dump; cmp -s empty "$out" || fail 0 'a preview wrote entries'
run 1 import orang-beberapa.csv; silent "$err"
said "$out" '2019-KT-KBG-2  Handicrafts, class 2: 1 registered, 0 waiting, 0 known already; 1 of 40 seats taken'
said "$out" 'The refused rows are in: orang-beberapa.ditolak.csv'
diff <(grep -v 'A preview' preview) <(grep -v -e '^The refused rows' -e '^Mend them' "$out") || fail 0 'the preview said something else'
equal "$(stat -c %a orang-beberapa.ditolak.csv)" 600
run 0 dump; cp "$out" imported
run 1 import orang-beberapa.csv; said "$out" 'orang-beberapa.ditolak-2.csv'
run 0 dump; cmp -s imported "$out" || fail 0 'the same list again changed something'

# Refused rows elsewhere, never over another file, and with a disk that only reads.
run 1 import orang-kantor.csv --session 2019-FS-KBG-1 --rejected refused.csv; said "$out" refused.csv
[ ! -e orang-kantor.ditolak.csv ] || fail 0 'two files of refused rows'
run 10 import orang-windows.csv --session 2019-FS-KBG-1 --rejected refused.csv; said "$err" refused.csv
run 1 import orang-windows.csv --session 2019-FS-KBG-1 --rejected none/refused.csv
said "$out" '"none/refused.csv"'; said "$out" '--rejected FILE'

# Wrong use, and lists that do not say where to.
run 3 import orang-tanpa-kegiatan.csv; said "$err" 'Komoditi and Kecamatan'
run 4 import none.csv; said "$err" none.csv
run 4 import orang-penuh.csv --session 2019-FS-KBG; said "$err" 'No such session'

# Rows to look at, for programs; the counts are for people.
run 1 import orang-nik-rusak.csv --session 2019-FS-PLM-1 --format csv --preview
equal "$(head -1 "$out")" 'row,verdict,column,value,reason'
equal "$(wc -l <"$out")" 10 # the heading, eight refused, and one known from the list above
said "$err" '12 rows read'
grep -q '^5,refused,NIK,317308\*' "$out" || fail 0 'a row of the table'
run 1 import orang-nik-rusak.csv --session 2019-FS-PLM-1 --format json --preview; said "$out" '"verdict": "refused"'

# Nothing of a cell or a name reaches the terminal as it is; no NIK is told whole.
nasty=$'nasty\033]0;x\007.csv'
cp orang-rumus.csv "$nasty"
run 1 import "$nasty" --session 2019-FS-PLM-1
if LC_ALL=C grep -q $'[\001-\010\013-\037\177]' "$out" "$err"; then fail 0 'a control character was printed'; fi
for list in orang-*.csv; do
	"$OKOCE" import "$list" --session 2019-FS-TBR-1 --preview </dev/null >"$out" 2>"$err"
	if grep -qE '[0-9]{15}' "$out" "$err"; then fail 0 "$list: a whole NIK was printed"; fi
done

# Whoever may only look may see the preview; Ctrl-C takes all of it back.
chmod 400 data.okoce; run 0 import orang-penuh.csv --session 2019-FS-CKR-1 --preview; chmod 600 data.okoce
{ echo 'Nama,NIK'; for ((i = 1; i <= 9000; i++)); do printf 'Orang %d,317308120495%04d\n' $i $i; done; } >long.csv
run 0 dump; cp "$out" before
"$OKOCE" import long.csv --session 2019-FS-CKR-1 </dev/null >"$out" 2>"$err" &
program=$!
kill -INT $program 2>/dev/null
wait $program
status=$?
# It may have been too early, or too late, to be taken back; never half.
case $status in
13) said "$err" 'Stopped. Nobody of the list was added.' ;;
0) said "$out" '9000 rows read' ;;
130) ;;
*) fail 0 "stopped: exit status $status" ;;
esac
run 0 dump
[ $status -eq 0 ] || cmp -s before "$out" || fail 0 'what was stopped left something'
exit $failed
