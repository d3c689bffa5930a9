#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# okoce conf check: problems on standard output, one a line, with their places; the count on standard
# error; a status that a script can go by. It needs no data file and makes none.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en

lines() { wc -l <"$1" | tr -d ' '; }

# The folder that okoce uses, by itself, by option, by environment, by name: whole.
for way in '' "$top_srcdir/conf" "--conf $top_srcdir/conf"; do
	# shellcheck disable=SC2086 # an option and its value
	run 0 conf check $way
	said "$err" 'checked: 6 files'
	unsaid "$err" mistake
done
cp -r "$top_srcdir/conf" conf
chmod -R u+w conf
rm -f conf/Makefile.inc
OKOCE_CONF=conf run 0 conf check
cp conf/okoce.yaml okoce.yaml

# Every line of standard output is a place and a text, sorted by file and line.
printf 'nonsense: 1\n' >>conf/okoce.yaml
sed -i 's/^total: 32/total: 33/; s/commodity: sabun, sessions/commodty: sabun, sessions/' conf/plan-201?.yaml
run 1 conf check conf
if grep -vE '^conf/[a-z0-9-]+\.yaml:[0-9]+:[0-9]+: .' "$out"; then fail 0 'a line without its place'; fi
grep -v ' warning: ' "$out" | cut -d' ' -f1 >places
end=$(wc -l <conf/okoce.yaml)
total=$(grep -n '^total:' conf/plan-2018.yaml | cut -d: -f1)
line=$(grep -n commodty conf/plan-2019.yaml | cut -d: -f1)
printf 'conf/okoce.yaml:%d:1:\nconf/plan-2018.yaml:%d:8:\nconf/plan-2019.yaml:%d:6:\n' \
	"$end" "$total" "$line" | cmp -s - places || fail 0 "places: $(tr '\n' ' ' <places)"
said "$out" 'unknown key "commodty": is "commodity" meant?'
equal "$(lines "$err")" 1
said "$err" 'checked: 6 files; 3 mistakes'
cp "$out" english

# The same problems at the same places in Indonesian, and not a word of English.
OKOCE_LANG=id run 1 konfigurasi periksa conf
equal "$(lines "$out")" "$(lines english)"
equal "$(cut -d' ' -f1 "$out" | md5sum)" "$(cut -d' ' -f1 english | md5sum)"
if cut -d: -f4- "$out" | grep -F -x -f <(cut -d: -f4- english); then fail 0 'the same text in both languages'; fi
said "$err" 'diperiksa: 6 berkas; 3 kesalahan'

# A warning is marked, and leaves the folder as good as before.
rm -r conf; cp -r "$top_srcdir/conf" conf; chmod -R u+w conf
printf 'x' >conf/plan_2020.yaml
run 0 conf check conf
said "$out" 'conf/plan_2020.yaml: warning: this file is not read'
said "$err" ' warning'
rm conf/plan_2020.yaml

# One syntax error leaves the other files' mistakes to be told.
printf 'a: [\n' >conf/calendar-2019.yaml
sed -i 's/^city: .*/city: [x]/' conf/okoce.yaml
run 1 conf check conf
said "$out" 'conf/calendar-2019.yaml:1:4: '
said "$out" 'conf/okoce.yaml:'

# What cannot be looked at at all: the status says why, and no place is made up.
run 4 conf check nowhere; silent "$out"; said "$err" nowhere
run 7 conf check okoce.yaml; silent "$out"
run 2 conf check ''
mkdir empty; run 1 conf check empty; said "$out" 'empty/okoce.yaml: this file is missing'
rm -rf empty
"$OKOCE" conf check conf >/dev/full 2>"$err"; equal $? 8

# A name that would change the terminal is shown harmless, and stays one line.
mkdir $'e\033[2J\nx'; cp conf/okoce.yaml $'e\033[2J\nx/'
run 1 conf check $'e\033[2J\nx'
if LC_ALL=C grep -q $'\033' "$out" "$err"; then fail 0 'a control character was printed'; fi
equal "$(lines "$out")" "$(grep -c '\.yaml' "$out")"

# More than are kept are counted.
rm -rf conf/calendar-2019.yaml; cp "$top_srcdir/conf/okoce.yaml" conf/okoce.yaml
{ printf 'year: 2019\nholidays:\n'; for i in {1..399}; do printf -- '  - {date: x%d, kind: y, name: [z]}\n' "$i"; done; } >conf/calendar-2019.yaml
run 1 conf check conf
equal "$(lines "$out")" 1000
said "$err" '1197 mistakes'; said "$err" 'not shown'

[ -z "$(ls -A "$HOME/data" "$HOME/state" "$HOME/cache" 2>/dev/null)" ] || fail 0 'a file was made'
exit $failed
