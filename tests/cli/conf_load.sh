#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# okoce conf load: what an office changes in its YAML folder during the year is shown, written once,
# and never over what officers or attendance stand on.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-07-14T09:00:00+07:00
file=jakbar.okoce
class=2019-KT-KBG-2
rm -rf conf
cp -r "$top_srcdir/conf" conf
chmod -R u+w conf
plan=conf/plan-2019.yaml
line() { grep "id: $1," $plan; } # of a session
entries() { "$OKOCE" log --data $file </dev/null | wc -l; }
change() { # session, what is replaced, by what
	sed -i "/^  - .*id: $1,/s/$2/$3/" $plan
}
run 0 init $file --open --officer 'Rina S.' --conf conf

# The same folder says the same, and nothing is written.
before=$(entries)
run 0 conf load conf --data $file
said "$out" 'The folder and the data file say the same.'
run 0 conf load conf --data $file --yes
equal "$(entries)" "$before"

# What differs is shown field by field. Without a terminal it is written with --yes only.
change $class 'venue: Aula Kecamatan Kembangan' 'venue: RPTRA Joglo, start: "08.30"'
change $class 2019-07-18 2019-07-19
sed -i 's/(nama pejabat)/Drs. Agus/' conf/okoce.yaml
for how in --preview ''; do
	# shellcheck disable=SC2086 # no word when it is empty
	run $([ "$how" ] && echo 0 || echo 2) conf load conf $how --data $file
	said "$out" "$class  dates: 15-18 Jul 2019 -> 15-17, 19 Jul 2019"
	said "$out" "$class  venue: Aula Kecamatan Kembangan -> RPTRA Joglo"
	said "$out" "$class  begins at: open -> 08.30"
	said "$out" 'settings  who signs: (nama pejabat) -> Drs. Agus'
	equal "$(grep -c '^  ' "$out")" 4
	equal "$(entries)" "$before"
done
said "$err" 'Say --yes to write it'
run 0 conf load --conf conf --data $file --yes
said "$out" '4 changes written.'
run 0 roster --session $class --data $file
said "$out" 'RPTRA Joglo'
said "$out" '15-17, 19 Jul 2019'
run 0 log --data $file
said "$out" 'conf/loaded: {digest: '
before=$(entries)
run 0 konfigurasi muat conf --data $file --yes
equal "$(entries)" "$before"

# A folder with a mistake is refused as a whole; a warning is shown.
cp conf/okoce.yaml kept
echo 'nonsense: 1' >>conf/okoce.yaml
change $class RPTRA Kantor
run 3 conf load conf --data $file --yes
grep -qE '^conf/okoce.yaml:[0-9]+:1: ' "$err" || fail 0 'no place in okoce.yaml'
equal "$(entries)" "$before"
mv kept conf/okoce.yaml
printf x >conf/lain.yaml
run 0 conf load conf --data $file --yes
said "$err" 'conf/lain.yaml: warning: '
rm conf/lain.yaml
run 2 conf load conf --conf conf --data $file
run 4 conf load no-such-folder --data $file

# With attendance recorded the day keeps its date, and the session its place; the rest is written.
people 1 3 >people.csv
run 0 import people.csv --session $class --data $file
printf '1\n2\n' >door
run_with door 0 checkin --plain --session $class --day 1 --data $file
change $class 2019-07-15 2019-07-14
change $class 'Kantor Joglo' 'Aula Joglo'
run 1 conf load conf --data $file --yes
said "$out" "$class  dates: 15-17, 19 Jul 2019 -> 14, 16-17, 19 Jul 2019 (attendance of 2 people is recorded)"
said "$out" '1 change written.'
run 0 sessions --data $file --format csv
grep "^$class," "$out" | grep -qF '2019-07-15 2019-07-16 2019-07-17 2019-07-19,Aula Joglo' || fail 0 'dates or venue'
OKOCE_LANG=id run 1 konfigurasi muat conf --data $file --yes
said "$out" 'kehadiran 2 peserta sudah tercatat'

# Whoever should hear of it is counted.
change $class 'number: 2,' 'number: 2, capacity: 2,'
run 1 conf load conf --data $file --preview
said "$out" "$class  seats: 40 -> 2 (3 people are registered)"
change $class ' capacity: 2,' ''

# Forced by its name, and by no other.
run 4 conf load conf --data $file --yes --force 2019-KT-KBG-9
said "$err" 'No such session or definition'
run 1 conf load conf --data $file --yes --force settings,2019-KT-KBG-1
run 0 conf load conf --data $file --yes --force settings,$class
said "$out" '(attendance of 2 people is recorded; forced)'
run 0 conf load conf --data $file
said "$out" 'say the same'

# A session that the folder lacks is cancelled; not one with people, nor one of a year without a plan.
run 0 import people.csv --session 2019-SB-CKR-1 --data $file
sed -i '/id: 2019-SB-CKR-1,/d; /id: 2019-FS-CKR-2,/d; s/^total: 94/total: 92/
	s/sabun, sessions: 8/sabun, sessions: 7/; s/fashion, sessions: 16/fashion, sessions: 15/' $plan
mv conf/plan-2018.yaml kept
run 1 conf load conf --data $file --yes
said "$out" '2019-FS-CKR-2  not in the folder any more: cancelled'
said "$out" '2019-SB-CKR-1  not in the folder any more: cancelled (3 people are registered)'
said "$out" 'plan.2018  not in the folder any more (sessions and people refer to it)'
equal "$(grep -c '^  ' "$out")" 4
run 0 sessions --data $file --format csv
grep '^2019-FS-CKR-2,' "$out" | grep -q ',cancelled,' || fail 0 'not cancelled'
grep '^2019-SB-CKR-1,' "$out" | grep -q ',planned,' || fail 0 'cancelled'
mv kept conf/plan-2018.yaml

# Who only may read is told so, and shown the differences.
sed -i 's/^city: .*/city: Kembangan/' conf/okoce.yaml
if [ "$(id -u)" -ne 0 ]; then
	chmod 400 $file
	run 5 conf load conf --data $file --yes
	chmod 600 $file
fi
run 1 conf load conf --data $file --preview
said "$out" 'settings  city: Jakarta -> Kembangan'
exit $failed
