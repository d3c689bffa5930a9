#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The command line: what it answers to right, wrong and hostile arguments, and with which status.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en

# Every command, and what it is called in Indonesian.
aliases='mulai:init
terima:join
contoh:demo
kegiatan:sessions
jadwal:schedule
perlu:attention
salinan:copies
beda:conflicts
ganda:duplicates
putuskan:decide
serah:handover
telaah:inspect
impor:import
absen:checkin
daftar:roster
peserta:person
tindaklanjut:followup
tindaklanjut catat:followup set
dokumen:document
rekap:recap
kertas:paper
laporan:report
tutup:close
buka:reopen
petugas tambah:officer add
petugas daftar:officer list
petugas hapus:officer remove
petugas perbarui:officer renew
sandi:passwd
riwayat:log
laptop:laptop
periksa:check
selamatkan:salvage
gabung:merge
pulihkan:recover
curah:dump
konfigurasi periksa:conf check
konfigurasi muat:conf load
bantuan:help'
commands=$(cut -d: -f2 <<<"$aliases")

# Help and version are output, not errors.
run 0 --version; said "$out" 'okoce '; silent "$err"
run 0 --help; silent "$err"
cp "$out" help
while read -r command; do
	said help "  $command ("
	# shellcheck disable=SC2086 # of two words
	run 0 help $command; said "$out" "usage: okoce $command"; silent "$err"
	cp "$out" one
	# shellcheck disable=SC2086
	run 0 $command --help; cmp -s one "$out" || fail 0 "$command --help is not help $command"
done <<<"$commands"
for option in data conf lang officer passphrase-fd help version; do said help "  --$option"; done
for status in 0 1 2 3 4 5 6 7 8 9 10 11 12; do grep -qE "^ +$status  [a-z]" help || fail 0 "status $status"; done
longest=$(awk '{ if (length > n) n = length } END { print n }' help)
[ "$longest" -le 100 ] || fail 0 "a line of the help has $longest characters"
run 0 help; cmp -s help "$out" || fail 0 'help is not --help'
run 0 --help roster; said "$out" 'usage: okoce roster --session ID'
# A command's help has its own options and those that all take, no others.
run 0 help init
for option in month status dates venue start instructor nik-full; do unsaid "$out" "--$option"; done
# Help is given also where the rest is wrong.
run 0 roster --help; run 0 import --help

# The manual page names them all.
manual=$top_srcdir/man/okoce.1
sed -n 's/^  \([a-z ]*\) (\([a-z ]*\)).*/\1,\2/p' help >names
equal "$(wc -l <names)" "$(wc -l <<<"$commands")"
while IFS=, read -r name alias; do
	grep -qE "^\.It Cm $name( .*)? Pq Cm $alias\$" "$manual" || fail 0 "okoce.1 lacks $name ($alias)"
done <names
# shellcheck disable=SC2086 # of two words
for option in $(cut -d, -f1 names | while read -r name; do "$OKOCE" help $name; done |
	sed -n 's/^  --\([a-z-]*\).*/\1/p' | sort -u); do
	grep -qE "^\.It Fl -$option( |\$)" "$manual" || fail 0 "okoce.1 lacks --$option"
done

# Indonesian names of commands, and the language of the interface.
while read -r alias; do
	# shellcheck disable=SC2086 # of two words
	run 0 help ${alias%:*}; said "$out" "usage: okoce ${alias#*:}"
	# In Indonesian a command is called by its Indonesian name, whatever was typed.
	# shellcheck disable=SC2086
	OKOCE_LANG=id run 0 help ${alias#*:}; said "$out" "pemakaian: okoce ${alias%:*}"
	said "$out" "Nama Inggris: ${alias#*:}"
done <<<"$aliases"
OKOCE_LANG=id run 0 help; said "$out" '  daftar (roster)'
OKOCE_LANG=id run 2 roster; said "$err" '"okoce daftar" memerlukan opsi "--session"'
run 0 --lang en --help; cmp -s help "$out" || fail 0 '--lang en'
OKOCE_LANG=id run 0 --lang=en --help; cmp -s help "$out" || fail 0 '--lang is stronger than OKOCE_LANG'
run 2 --lang de sessions; said "$err" 'No such language: "de"'
OKOCE_LANG=xx run 2 sessions; said "$err" '"xx"'

# Wrong use: a sentence, the usage, status 2, nothing on standard output.
wrong() { # what the sentence says, arguments
	local say=$1
	shift
	run 2 "$@"
	said "$err" "okoce: $say"; said "$err" 'usage: okoce'; silent "$out"
}
wrong 'No such command: "rooster". Did you mean "roster"?' rooster
wrong 'No such command: "riwayt". Did you mean "riwayat"?' riwayt
wrong 'No such command: "xyzzy".' xyzzy
wrong 'No such command: "xyzzy".' help xyzzy
wrong '"okoce conf" needs a second word: check' conf
wrong 'No such command: "chek". Did you mean "check"?' conf chek
wrong 'No such command: "xyzzy".' konfigurasi xyzzy
wrong '"okoce conf" needs a second word: check' help conf
wrong 'One argument too many: "b".' conf check a b
wrong 'One argument too many: "x".' help roster x
wrong 'The folder is given twice: leave out --conf.' conf check a --conf b
wrong '"okoce conf check" has no option "--year".' conf check --year 2019
wrong 'No such command: "demo.okoce". To open that file: okoce --data FILE.' demo.okoce
wrong 'No such option: "--sesion". Did you mean "--session"?' roster --sesion 2019-KT-KBG-2
said "$err" 'usage: okoce roster'
wrong 'No such option: "-x".' -x
wrong 'No such option: "--=x".' --=x
wrong 'Without its value: "--data FILE"' sessions --data
wrong 'Takes no value: "--plain"' checkin --plain=yes
wrong 'Given twice: "--session"' roster --session a --session b
wrong '"okoce roster" needs the option "--session".' roster
wrong '"okoce sessions" has no option "--plain".' sessions --plain
wrong '"okoce demo" needs FILE.' demo
wrong '"okoce import" needs FILE.' import --session x
wrong '"okoce salvage" needs FILE NEWFILE.' salvage a
wrong 'One argument too many: "c".' salvage a b c
wrong 'An argument is empty.' salvage a ''
wrong 'One argument too many: "b".' init a b
wrong 'One argument too many: "a".' sessions a
wrong 'No such command: "a".' a b c d e
wrong 'An argument is empty.' init ''
wrong 'No such command: "".' ''
wrong 'No such format: "xml". There are text, csv and json.' sessions --format xml
wrong 'Not a number that fits: "20x9".' recap --year 20x9
wrong 'Not a number that fits: "-1".' demo f --seed=-1
wrong 'Not a number that fits: "".' demo f --people=
wrong 'Not a number that fits: "18446744073709551617".' demo f --people 18446744073709551617
wrong 'Not a number that fits: "1000001".' demo f --people 1000001
[ ! -e f ] || fail 0 'a wrong command made a file'
OKOCE_NOW=yesterday wrong 'OKOCE_NOW is no time: "yesterday". Write it as 2019-03-04T08:00:00+07:00.' sessions
OKOCE_NOW=2019-03-04T08:00:00 wrong 'OKOCE_NOW is no time' sessions
run 0 --version -- ; run 0 --version sessions
# Behind "--" nothing is an option.
wrong 'One argument too many: "--help".' sessions -- --help

# Arguments that would change the terminal are shown harmless.
wrong 'No such command' $'\033]0;x\007\r\n\xe2\x80\xae\xff'
wrong 'No such option' $'--\033[2J'
run 4 --data $'\033[2J/none' sessions
if LC_ALL=C grep -q $'[\001-\010\013-\037\177]' "$err"; then fail 0 'a control character was printed'; fi
long=$(printf 'x%.0s' {1..100000})
wrong 'No such command: "xxx' "$long"
[ "$(wc -c <"$err")" -lt 2000 ] || fail 0 'a long argument is printed in full'
wrong 'No such option' "--$long"
run 7 --data "$long" sessions
[ "$(wc -c <"$err")" -lt 2000 ] || fail 0 'a long path is printed in full'

# No data file: the three ways, status 4, and nothing is made.
for command in sessions recap log dump 'roster --session x' 'checkin --plain --session x' \
	'import a.csv --session x' ''; do
	# shellcheck disable=SC2086 # a command and its options
	run 4 --data nowhere/x.okoce $command
	said "$err" 'okoce init FILE'; said "$err" 'okoce demo FILE'; said "$err" 'okoce --data FILE'
done
run 4 check --data nowhere/x.okoce
[ ! -e nowhere ] || fail 0 'a folder was made'
# Where the file is looked for.
run 4 sessions; said "$err" "$XDG_DATA_HOME/okoce/okoce.okoce"
XDG_DATA_HOME=relative run 4 sessions; said "$err" "$HOME/.local/share/okoce/okoce.okoce"
OKOCE_DATA=from/environment run 4 sessions; said "$err" '"from/environment"'
OKOCE_DATA=from/environment run 4 sessions --data from/option; said "$err" '"from/option"'

# The descriptor of the passphrase.
run 2 check --passphrase-fd x; said "$err" '--passphrase-fd'
run 2 check --passphrase-fd 1; said "$err" 'descriptor 1'
run 7 check --passphrase-fd 99; said "$err" 'descriptor 99'
run 5 check --passphrase-fd 0; said "$err" 'No passphrase came from descriptor 0'
run 2 checkin --plain --session x --passphrase-fd 0; said "$err" 'Standard input is for the people'
head -c 1025 /dev/zero | tr '\0' x >long; run_with long 3 check --passphrase-fd 0; said "$err" 1024
printf 'a\0b\n' >nul; run_with nul 3 check --passphrase-fd 0

# Output that cannot be written is an error, and so is a closed one.
"$OKOCE" --help >/dev/full 2>"$err"; equal $? 8
"$OKOCE" --help >&- 2>"$err"; equal $? 7
"$OKOCE" --help 2>/dev/null | head -c 1 >/dev/null # must not hang
set -o pipefail
"$OKOCE" help </dev/null 2>"$err" | true; silent "$err"
exit $failed
