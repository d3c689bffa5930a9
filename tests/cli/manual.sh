#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The commands of the Indonesian okoce(1) are what okoce itself says of them: between the two marks of the
# page stands what is made here of `okoce bantuan`. UPDATE_GOLDEN=1 writes it anew.
. "$top_srcdir/tests/cli/common.sh"
page=$top_srcdir/man/id/okoce.1
begin='.\" From okoce bantuan, by tests/cli/manual.sh:'
end='.\" End of what okoce says.'

# A help text to mdoc: how it is called, what it does, its own options; those of all commands stand once.
to_mdoc() {
	awk '
	function plain(text) {
		gsub(/\\/, "\\e", text)
		if (text ~ /^[.'"'"']/) text = "\\&" text
		gsub(/[.] +/, ".\n", text) # a sentence a line
		return text
	}
	function end_list() { if (listing) print ".El"; listing = 0 }
	/^pemakaian: / { sub(/^pemakaian: /, ""); sub(/ \[OPSI\]\.\.\./, ""); usage = $0; next }
	/^Nama Inggris: / { english = substr($0, 15); next }
	/^Opsi perintah ini:/ { options = 1; next }
	/^Opsi semua perintah:/ { exit }
	options && /^  --/ {
		if (!listing) { print ".Bl -tag -width 4n -compact"; listing = 1 }
		line = substr($0, 3); help = ""
		if (match(line, /  +/)) { help = substr(line, RSTART + RLENGTH); line = substr(line, 1, RSTART - 1) }
		split(line, part, " ")
		printf ".It Fl %s%s\n", substr(part[1], 2), part[2] == "" ? "" : " Ar " part[2]
		if (help != "") print plain(help)
		next
	}
	options && /^ / { sub(/^ +/, ""); print plain($0); next }
	/^$/ { if (told) gap = 1; next }
	{
		if (!told) {
			printf ".Ss %s (%s)\n.Dl %s\n.Pp\n", name, english, usage
			$0 = toupper(substr($0, 1, 1)) substr($0, 2) "."; told = 1
		} else if (gap && !second) { second = 1 }
		gap = 0
		print plain($0)
	}
	END { end_list() }
	' name="$1"
}

made() {
	local name
	sed -n 's/^	{"[a-z ]*", "\([a-z ]*\)", .*/\1/p' "$top_srcdir/src/cli/command.c" | while read -r name; do
		# shellcheck disable=SC2086 # a name may be two words
		"$OKOCE" --lang id bantuan $name </dev/null | to_mdoc "$name"
	done
}

expected=$(made)
[ "$(grep -c '^\.Ss ' <<<"$expected")" -ge 20 ] || fail 0 "okoce bantuan was not understood"
grep -qxF "$begin" "$page" && grep -qxF "$end" "$page" || fail 0 "$page lacks the marks of its commands"
there=$(sed -n "/^\.\\\\\" From okoce bantuan/,/^\.\\\\\" End of what okoce says/p" "$page" | sed '1d;$d')
if [ "$there" != "$expected" ]; then
	[ "${UPDATE_GOLDEN-}" = 1 ] || {
		diff <(echo "$there") <(echo "$expected")
		fail "the commands of $page are not what okoce says of them (UPDATE_GOLDEN=1 writes them)"
	}
	{
		sed "/^\.\\\\\" From okoce bantuan/q" "$page"
		echo "$expected"
		sed -n "/^\.\\\\\" End of what okoce says/,\$p" "$page"
	} >"$TMPDIR/page" && cat "$TMPDIR/page" >"$page"
fi
exit $failed
