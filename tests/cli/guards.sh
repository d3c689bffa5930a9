#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Every hazard of the data file, through the commands: the exit status, the sentence with what to do,
# and no byte of the file changed. The hazards themselves: tests/store/test_guards.c.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-03-04T07:12:00+07:00 OKOCE_TEST=1
session=2019-MM-KBG-1
run 0 init whole.okoce --open --officer 'Rina S.'
people 1 5 >people.csv
run 0 --data whole.okoce import people.csv --session $session
seq 1 3 >door
run_with door 0 --data whole.okoce checkin --plain --session $session

# refused STATUS FILE ENGLISH INDONESIAN: by commands that read and that write, in both languages.
refused() {
	local status=$1 file=$2 command
	[ ! -f "$file" ] || cksum "$file" >before
	for command in recap "checkin --plain --session $session" "import people.csv --session $session"; do
		# shellcheck disable=SC2086 # a command and its options
		run "$status" --data "$file" $command; said "$err" "$3"; silent "$out"
		# shellcheck disable=SC2086
		OKOCE_LANG=id run "$status" --data "$file" $command; said "$err" "$4"; silent "$out"
	done
	[ ! -f "$file" ] || cksum "$file" | cmp -s before - || fail 1 "$file was changed"
	[ ! -e "$file.lock" ] || fail 1 "a lock was put beside $file"
}
: >empty
refused 6 empty 'is empty. Use another copy of the file.' 'kosong. Gunakan salinan lain.'
head -c 9000 whole.okoce >cut
refused 6 cut 'is cut short. Use another copy' 'terpotong. Gunakan salinan lain'
cp whole.okoce damaged
printf 'okoce okoce okoce okoce' | dd of=damaged bs=1 seek=4096 conv=notrunc status=none
refused 6 damaged 'okoce salvage FILE NEWFILE' 'okoce selamatkan BERKAS BERKASBARU'
yes 'No;NIK;Nama' | head -c 20000 >text
refused 3 text 'is no okoce file. Give the name of a data file: okoce --data FILE.' 'bukan berkas okoce'
mkdir folder
refused 3 folder 'is a folder. Give the name of a data file: okoce --data FILE.' 'adalah folder'
mkfifo fifo
refused 3 fifo 'is no file. Give the name of a data file' 'bukan berkas'
cp "$XDG_CACHE_HOME"/okoce/*.view index
refused 3 index 'is an index that okoce keeps for itself' 'adalah indeks milik okoce sendiri'
ln -s nowhere dangling
refused 4 dangling 'No data file' 'Berkas data tidak ada'

# Open elsewhere: where and since when, and what can be done meanwhile.
mkfifo people_come
"$OKOCE" --data whole.okoce checkin --plain --session $session <people_come >answers 2>&1 &
holder=$!
exec 5>people_come
echo 1 >&5
until [ -s answers ]; do kill -0 $holder || break; done
run_with door 9 --data whole.okoce checkin --plain --session $session
said "$err" "Open in another program since 07.12: \"$(realpath whole.okoce)\"."
said "$err" 'Close it there, or only look: okoce --read-only.'
OKOCE_LANG=id run 9 --data whole.okoce import people.csv --session $session
said "$err" "Sedang dibuka di program lain sejak 07.12: \"$(realpath whole.okoce)\"."
said "$err" 'Tutup dulu di sana, atau buka hanya untuk dibaca: okoce --read-only.'
ln whole.okoce second
run_with door 9 --data second checkin --plain --session $session; said "$err" 'Open in another okoce'
run 9 --data second recap; said "$err" 'Close it there, then try again.'
rm second
# Who only reads is kept out by nobody, and keeps nobody out.
run 0 --data whole.okoce recap; silent "$err"
run 0 --data whole.okoce check; said "$out" 'nothing wrong'
echo 4 >&5
exec 5>&-
wait $holder; equal $? 0
run 0 --data whole.okoce roster --session $session --format csv
equal "$(grep -c ',present,' "$out")" 4
run 0 --data whole.okoce check

# Replaced while it is open: nothing goes into what came in its place, and the line says so.
replaced() { # COMMAND... : what happens to whole.okoce meanwhile
	cp whole.okoce kept
	rm -f answers
	"$OKOCE" --data whole.okoce checkin --plain --session $session <people_come >answers 2>&1 &
	holder=$!
	exec 5>people_come
	echo 1 >&5
	until [ -s answers ]; do kill -0 $holder || break; done
	"$@"
	cksum whole.okoce >before
	echo 5 >&5
	exec 5>&-
	wait $holder; equal $? 1
	cksum whole.okoce | cmp -s before - || fail 1 "written into what came by $*"
}
run 0 init other.okoce --open --officer 'Budi'
cp other.okoce third.okoce
replaced mv third.okoce whole.okoce
said answers 'FAILED  Not saved: the data file'; said answers 'was replaced while it was open. Quit and open it again.'
mv kept whole.okoce
replaced truncate -s 8192 whole.okoce
said answers 'was cut short while it was open. Quit, and use another copy of the file.'
mv kept whole.okoce
replaced cp other.okoce whole.okoce
grep -qE 'was (replaced|cut short) while it was open' answers || fail 0 'overwritten in place, and not said'
mv kept whole.okoce

# A disk that can only be read: a stick with its switch on.
only_read() { # HOW... : runs a program to which the disk of ./stick is read-only
	"$@" "$OKOCE" --data stick/copy.okoce recap </dev/null >"$out" 2>"$err"; equal $? 0; silent "$err"
	"$@" "$OKOCE" --data stick/copy.okoce check </dev/null >"$out" 2>"$err"; equal $? 0
	"$@" "$OKOCE" --data stick/copy.okoce import people.csv --session $session </dev/null >"$out" 2>"$err"; equal $? 5
	said "$err" 'can only be read. Copy the file to the laptop to record in it.'
	"$@" "$OKOCE" --data stick/copy.okoce checkin --plain --session $session <door >"$out" 2>"$err"; equal $? 5
	equal "$(ls stick)" copy.okoce
}
mkdir stick
cp whole.okoce stick/copy.okoce
read_only='mount --make-rprivate / && mount --bind stick stick && mount -o remount,bind,ro stick && exec "$@"'
if unshare -m sh -c "$read_only" sh true 2>/dev/null; then
	only_read unshare -m sh -c "$read_only" sh
elif unshare -rm sh -c "$read_only" sh true 2>/dev/null; then
	only_read unshare -rm sh -c "$read_only" sh
fi

# A disk that is full in the midst of an import: said, nothing half done, and all that was there before.
cat >on_small_disk <<'END'
mount --make-rprivate / && mount -t tmpfs -o size=300k small small && cp whole.okoce small/ || exit 77
"$OKOCE" --data small/whole.okoce import crowd.csv --session "$1" >out.id 2>err.id
[ $? -eq 8 ] || exit 1
OKOCE_LANG=en "$OKOCE" --data small/whole.okoce import crowd.csv --session "$1" >out.en 2>err.en
[ $? -eq 8 ] || exit 2
"$OKOCE" --data small/whole.okoce check || exit 3
OKOCE_LANG=en "$OKOCE" --data small/whole.okoce roster --session "$1" --format csv >roster.full || exit 4
END
mkdir small
people 1 2000 >crowd.csv
run 0 --data whole.okoce roster --session $session --format csv; cp "$out" roster.before
for way in -m -rm; do
	unshare $way true 2>/dev/null || continue
	OKOCE_LANG=id unshare $way bash on_small_disk $session >"$out" 2>"$err"
	status=$?
	[ $status -eq 77 ] && continue
	equal $status 0
	said err.id 'Tidak disimpan: '; said err.en 'Not saved: '; said err.en 'Free some space and try again.'
	cmp -s roster.before roster.full || fail 0 'something half done is left on the full disk'
	break
done

# Usage.
run 2 --data whole.okoce checkin --plain --read-only --session $session
said "$err" 'leave out --read-only, which records nothing.'
run 2 --data whole.okoce import people.csv --session $session --read-only
exit $failed
