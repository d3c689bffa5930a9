#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Several officers: who comes gets a slip, chooses an own passphrase, and may do less than a supervisor; who
# goes opens nothing any more.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T08:00:00+07:00
secret=tobi-rasa-kelu-mani own='sepeda biru di bawah hujan'
file=kbg.okoce
with() { # passphrase, then as run
	printf '%s\n' "$1" >passphrase
	shift
	run_with passphrase "$@" --data $file --passphrase-fd 0
}
slip() { sed -n 's/^First passphrase *: //p' "$out"; }

printf '%s\n' $secret >passphrase
run_with passphrase 0 init $file --officer 'Rina S.' --passphrase-fd 0
code=$(sed -n 's/^Recovery code: //p' "$out")
[[ $code =~ ^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$ ]] || fail 0 "no recovery code: $code"
LC_ALL=C grep -aqF "$code" $file && fail 0 'the code is in the file'

# One person and an envelope: nobody is asked who it is.
with $secret 0 officer list
said "$out" 'Rina S.'; said "$out" 'Amplop pemulihan'; said "$out" 'envelope'
programme=$(sed -n "s/^Programme's code: //p" "$out")
with $secret 0 officer add 'Budi Santoso' --kecamatan KBG
said "$out" "$programme"; said "$out" 'officer, Kembangan'
budi=$(slip)
[[ $budi =~ ^[a-z]{4}(-[a-z]{4}){3}$ ]] || fail 0 "no passphrase on the slip: $budi"
with $secret 2 sessions; said "$err" '--officer'
with $secret 10 officer add 'budi santoso' --officer 'Rina S.'
with $secret 2 officer add 'Tono' --role boss --officer 'Rina S.'
with $secret 4 officer add 'Tono' --kecamatan Bogor --officer 'Rina S.'
with $secret 3 officer add ' ' --officer 'Rina S.'

# The slip's passphrase opens it, and asks for an own one; it is changed once, and the old one is gone.
with "$budi" 0 sessions --officer 'Budi Santoso'; said "$err" 'okoce passwd'
printf 'budi santoso 2019\n' >new
exec 8<new; with "$budi" 3 passwd --officer 'Budi Santoso' --new-passphrase-fd 8; exec 8<&-; said "$err" 'easy to guess'
printf '%s\n' "$own" >new
exec 8<new; with "$budi" 0 passwd --officer 'Budi Santoso' --new-passphrase-fd 8; exec 8<&-
with "$budi" 5 sessions --officer 'Budi Santoso'
with "$own" 0 sessions --officer 'Budi Santoso'; silent "$err"
with "$own" 2 passwd --officer 'Budi Santoso'; said "$err" '--new-passphrase-fd'
[ ! -e $file.part ] || fail 0 'left behind: .part'

# What an officer may not.

for command in 'officer add Tono' 'officer remove Rina --yes' 'officer renew Rina'; do
	# shellcheck disable=SC2086 # of several words
	with "$own" 5 $command --officer 'Budi Santoso'; said "$err" 'Only a supervisor'
done

# Forgotten: a new slip. Removed: nothing opens, and what follows is sealed with another key.
with $secret 0 officer renew 'Budi Santoso' --officer 'Rina S.'
again=$(slip)
with "$own" 5 sessions --officer 'Budi Santoso'
with "$again" 0 sessions --officer 'Budi Santoso'
people 1 5 >people.csv
with $secret 0 import people.csv --session 2019-MM-KBG-1 --officer 'Rina S.'
with $secret 2 officer remove 'Budi Santoso' --officer 'Rina S.'; said "$err" '--yes'
with $secret 4 officer remove 'Budi' --yes --officer 'Rina S.'; said "$err" 'Budi Santoso'
with $secret 3 officer remove 'Rina S.' --yes --officer 'Rina S.'
cp $file copied
with $secret 0 officer remove 'Budi Santoso' --yes --officer 'Rina S.'
with "$again" 4 sessions --officer 'Budi Santoso'
with $secret 0 roster --session 2019-MM-KBG-1; said "$out" 'Siti Bo Aminah'
with $secret 0 officer list; said "$out" removed
people 6 7 >more.csv
with $secret 0 import more.csv --session 2019-MM-KBG-1
with $secret 0 check; said "$out" 'nothing wrong'
cp copied "$TMPDIR/old.okoce"
printf '%s\n' "$again" >passphrase
run_with passphrase 0 roster --session 2019-MM-KBG-1 --data "$TMPDIR/old.okoce" --officer 'Budi Santoso' --passphrase-fd 0

# All passphrases forgotten: the envelope.
with "${code,,}" 0 officer renew 'Rina S.' --officer 'Amplop pemulihan'
rina=$(slip)
with "$rina" 0 roster --session 2019-MM-KBG-1; said "$out" 'Siti Bo Aminah'
with $secret 5 sessions

# A practice file has no passphrases.
run 0 init open.okoce --open --officer 'Rina S.'; unsaid "$out" 'Recovery code'
run 0 officer add Budi --data open.okoce; unsaid "$out" 'First passphrase'
run 3 passwd --data open.okoce --officer Budi --new-passphrase-fd 7 7<new
exit $failed
