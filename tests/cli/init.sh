#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Beginning a programme: with a passphrase nothing personal can be read in any file, and a wrong one
# opens nothing.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00
secret=tobi-rasa-kelu-mani
mkdir box
file=box/kbg.okoce
with() { # passphrase, then as run
	printf '%s\n' "$1" >passphrase
	shift
	run_with passphrase "$@" --passphrase-fd 0
}

# What is missing is said, without a terminal; nothing is made.
run 2 init $file; said "$err" '--officer'
run 2 init $file --officer 'Rina S.'; said "$err" '--passphrase-fd'; said "$err" '--open'
with $secret 2 init $file --officer 'Rina S.' --open; said "$err" 'leave out --passphrase-fd'
with $secret 3 init $file --officer ''; silent "$out"
with $secret 3 init $file --officer $'\xff'
with short 3 init $file --officer 'Rina S.'
with $secret 4 init no/such/folder/x.okoce --officer 'Rina S.'
with $secret 4 init $file --officer 'Rina S.' --conf no-such-folder
[ -z "$(ls box)" ] || fail 0 "left behind: $(ls -A box)"

# Mistakes in the YAML files are all told, with their places.
cp -r "$top_srcdir/conf" conf
chmod -R u+w conf
printf 'nonsense: 1\n' >>conf/okoce.yaml
printf 'nonsense: 1\n' >>conf/plan-2018.yaml
with $secret 3 init $file --officer 'Rina S.' --conf conf
grep -qE '^conf/okoce.yaml:[0-9]+:1: ' "$err" || fail 0 'no place in okoce.yaml'
grep -qE '^conf/plan-2018.yaml:[0-9]+:1: ' "$err" || fail 0 'no place in plan-2018.yaml'
said "$err" 'okoce: 2 mistakes in the YAML files'
[ -z "$(ls box)" ] || fail 0 "left behind: $(ls -A box)"

# The file.
with $secret 0 init $file --officer 'Rina S.'
equal "$(cat "$err")" '3 warnings about the YAML files: see okoce conf check'
said "$out" "$file"; said "$out" 'Rina S.'; said "$out" import
unsaid "$out" $secret
equal "$(stat -c %a $file)" 600
cp $file first
with $secret 10 init $file --officer 'Budi'; said "$err" "$file"
cmp -s first $file || fail 0 'init changed an existing file'
ln -s nowhere box/link; with $secret 10 init box/link --officer 'Rina S.'; rm -f box/link
mkfifo box/fifo; with $secret 10 init box/fifo --officer 'Rina S.'; rm -f box/fifo

people 1 45 >people.csv
with $secret 0 import people.csv --session 2019-MM-KBG-1 --data $file
for i in 1 2 3; do nik_of $i people.csv; done >niks
exec 9<<<"$secret"
"$OKOCE" checkin --plain --session 2019-MM-KBG-1 --data $file --passphrase-fd 9 <niks >"$out" 2>"$err"
equal $? 0
exec 9<&-
equal "$(wc -l <"$out")" 3
with $secret 0 roster --session 2019-MM-KBG-1 --data $file
said "$out" 'Siti Bo Aminah'

# Nothing personal is in any file beside the data, nor in the state folder.
tail -n +2 people.csv | awk -F';' '{ print $2; print $4; print substr($4, 2); print $3; split($3, part, " "); print part[1] " " part[2] }' >personal
printf '%s\n' $secret '2019-MM-KBG-1' 'Kembangan' 'makanan' >>personal
find box "$HOME/state" -type f >files
[ "$(wc -l <files)" -ge 2 ] || fail 0 'no files to look into'
while read -r found; do
	LC_ALL=C grep -aiqF -f personal "$found" && fail 0 "$found holds: $(LC_ALL=C grep -aioF -f personal "$found" | sort -u | head -3)"
done <files
# The search finds them where they are.
LC_ALL=C grep -aiqF -f personal people.csv || fail 0 'the search finds nothing'
grep -aq 'Rina S.' $file || fail 0 'the name of the slot is in clear by design, and was not found'

# A wrong passphrase, or none, opens nothing and changes nothing.
cp $file before
for command in sessions recap log dump 'roster --session 2019-MM-KBG-1' 'import people.csv --session 2019-MM-KBG-1' ''; do
	# shellcheck disable=SC2086 # a command and its options
	with 'tobi-rasa-kelu-mano' 5 $command --data $file
	silent "$out"
	# shellcheck disable=SC2086
	run 5 $command --data $file; silent "$out"; said "$err" '--passphrase-fd'
done
with "$secret." 5 sessions --data $file
with '' 5 sessions --data $file
with $secret 4 sessions --data $file --officer 'Budi'; silent "$out"
cmp -s before $file || fail 0 'the file was changed'
with $secret 0 sessions --data $file --officer 'rina s'
# Only up to the line end, and an end without one will do.
printf '%s' $secret >bare; run_with bare 0 sessions --data $file --passphrase-fd 0
printf '%s\nmore\n' $secret >more; run_with more 0 sessions --data $file --passphrase-fd 0

# Damage is looked for without a passphrase too, and it says what it could not see.
run 0 check --data $file; said "$out" 'nothing wrong'; said "$out" 'The contents were not checked'
with $secret 0 check --data $file; said "$out" 'nothing wrong'; unsaid "$out" 'not checked'
with wrong-passphrase 5 check --data $file

# Without FILE the file lies where okoce looks for it, and the folder is made; another one is not.
unset XDG_DATA_HOME OKOCE_DATA
export HOME=$TMPDIR/new
mkdir "$HOME"
run 0 init --open --officer 'Rina S.'; said "$out" "$HOME/.local/share/okoce/okoce.okoce"
run 0 sessions
run 10 init --open --officer 'Rina S.'; said "$err" 'There is a file already'
OKOCE_DATA=named.okoce run 0 init --open --officer 'Rina S.'; [ -f named.okoce ] || fail 0 'not OKOCE_DATA'
run 0 init --data said.okoce --open --officer 'Rina S.'; [ -f said.okoce ] || fail 0 'not --data'
OKOCE_DATA=named.okoce run 0 init file.okoce --open --officer 'Rina S.'; [ -f file.okoce ] || fail 0 'not FILE'
OKOCE_DATA=no/such/x.okoce run 4 init --open --officer 'Rina S.'; [ ! -e no ] || fail 0 'a folder was made'
XDG_DATA_HOME=$TMPDIR/shared run 0 init "$TMPDIR/shared/okoce/okoce.okoce" --open --officer 'Rina S.'
equal "$(stat -c %a shared/okoce)" 700
exit $failed
