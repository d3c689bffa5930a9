# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash
# What the tests of the program share: read by each of them, from $TMPDIR.
set -u
cd "$TMPDIR" || exit 99
failed=0
out=$TMPDIR/out
err=$TMPDIR/err
# A finding of a sanitizer must not look like an exit status of ours.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}exitcode=99 UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}exitcode=99

fail() {
	local what=${*:2}
	echo "FAILED (line ${BASH_LINENO[${1:-0}]}): ${what:0:300}"
	failed=1
}

# run STATUS ARGUMENT...: runs okoce without a terminal; its output in $out and $err.
run() {
	local want=$1 got
	shift
	"$OKOCE" "$@" </dev/null >"$out" 2>"$err"
	got=$?
	[ $got -eq "$want" ] && return
	fail 1 "okoce $*: exit status $got, expected $want"
	head -5 "$out" "$err"
}

# run_with INPUT STATUS ARGUMENT...: the same with a file as standard input.
run_with() {
	local input=$1 want=$2 got
	shift 2
	"$OKOCE" "$@" <"$input" >"$out" 2>"$err"
	got=$?
	[ $got -eq "$want" ] && return
	fail 1 "okoce $* <$input: exit status $got, expected $want"
	head -5 "$out" "$err"
}

# said FILE TEXT: the output holds it.
said() {
	grep -qF -e "$2" "$1" && return
	fail 1 "not in $(basename "$1"): $2"
	head -20 "$1"
}
unsaid() {
	grep -qF -e "$2" "$1" || return 0
	fail 1 "in $(basename "$1"): $2"
}
silent() {
	[ -s "$1" ] || return 0
	fail 1 "$(basename "$1") is not empty:"
	head -5 "$1"
}
equal() { # got, expected
	[ "$1" = "$2" ] && return
	fail 1 "got \"$1\", expected \"$2\""
}

# people FIRST LAST: CSV rows of invented people, a header before them. Each has a NIK, a phone and
# a name of their own; odd ones are women (day + 40).
people() {
	local i day
	local -a first=(Joko Siti Budi Dewi Agus Rina Hendra Lestari Wahyu Nurul)
	local -a last=(Prasetyo Aminah Santoso Kartika Salim Maharani Gunawan)
	echo 'No;NIK;Nama;No HP'
	for ((i = $1; i <= $2; i++)); do
		day=$((i % 28 + 1 + (i % 2) * 40))
		printf '%d;317308%02d%02d%02d%04d;%s %s %s;08129%07d\n' "$i" $day $((i % 12 + 1)) \
			$((70 + i % 25)) "$i" "${first[i % 10]}" "$(letters "$i")" "${last[i % 7]}" "$i"
	done
}
# A middle name that no other number has.
letters() {
	local n=$1 word=
	while [ "$n" -gt 0 ]; do
		word=$(printf "\\x$(printf %x $((97 + n % 26)))")o$word
		n=$((n / 26))
	done
	echo "${word^}"
}
nik_of() { # number, in a file of people
	awk -F';' -v n="$1" '$1 == n {print $2}' "$2"
}
