#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# okoce(1) names every command, alias, option, exit status, environment variable and outcome of
# the sources, and no command or option that they lack; nor does README.md. The pages render without
# a warning. Keys are held against the screens by tests/tui/test_manual.c, the commands of the Indonesian
# page against okoce by tests/cli/manual.sh.
set -u
shopt -s lastpipe # a failure at the end of a pipe is kept
src=$top_srcdir/src
page=$top_srcdir/man/okoce.1
failed=0
fail() {
	echo "$1"
	failed=1
}

# Names on standard input, one a line: the page has each as FORMAT says.
want() { # FORMAT of a line, least number of names
	local name count=0
	while read -r name; do
		count=$((count + 1))
		# shellcheck disable=SC2059 # the format is one of those below
		grep -qE -- "$(printf "$1" "$name")" "$page" || fail "okoce.1 does not name $name"
	done
	[ "$count" -ge "$2" ] || fail "only $count names were found for $1: is the source still written so?"
}

rows() { sed -n "s/^	{\"\([a-z ]*\)\", \"\([a-z ]*\)\", .*/$1/p" "$src/cli/command.c"; }
options() { sed -n 's/^	X([A-Z_]*, "\([a-z-]*\)", .*/\1/p' "$src/cli/options.h"; }

rows '\1' | want '^\.It Cm %s( |$)' 11
rows '\2' | want 'Pq Cm %s$' 11
options | want '^\.It Fl -%s( |$)' 15
sed -n 's/^	X([A-Z_]*, \([0-9]*\), N_.*/\1/p' "$src/base/err.h" | want '^\.It %s$' 13
grep -hoE '(environment|getenv|user_folder)\("[A-Z_]+"' "$src"/cli/*.c | sed 's/.*"\(.*\)"/\1/' | sort -u |
	want '^\.It Ev .*%s' 10
sed -n 's/^	X([A-Z_]*, *N_("\([A-Z ]*\)")).*/\1/p' "$src/app/checkin.h" | want '^%s' 12

# What the page lists as a command or an option is one.
sed -n '/^\.Sh COMMANDS/,/^\.Sh OPTIONS/s/^\.It Cm \([a-z ]*[a-z]\).*/\1/p' "$page" |
	while read -r name; do rows '\1' | grep -qx "$name" || fail "okoce.1 names the command $name, which is none"; done
grep -oE 'Fl -[a-z][a-z-]*' "$page" | sed 's/Fl -//' | sort -u |
	while read -r name; do
		options | grep -qx -- "$name" || fail "okoce.1 names --$name, which is no option"
	done

# The README's commands and options are those of the program.
readme() { sed -n 's/^    //p' "$top_srcdir/README.md" | sed 's/ # .*//' | grep -E '(^|\| )okoce '; }
[ "$(readme | wc -l)" -ge 8 ] || fail "the README's examples were not found"
readme | grep -oE 'okoce [a-z]+' | sed 's/okoce //' | sort -u |
	while read -r name; do rows '\1' | grep -qE "^$name( |\$)" || fail "README.md names the command $name, which is none"; done
readme | grep -oE -- '--[a-z-]+' | sed 's/--//' | sort -u |
	while read -r name; do options | grep -qx -- "$name" || fail "README.md names --$name, which is no option"; done

for page in "$top_srcdir"/man/*.[1-9] "$top_srcdir"/man/id/*.[1-9]; do
	if command -v mandoc >/dev/null; then
		# NAMA is NAME in Indonesian, as man-db knows.
		warnings=$(mandoc -T lint -W warning "$page" | grep -vE 'first section is not "NAME"|outside NAME section')
		[ -z "$warnings" ] || fail "$page: $warnings"
	fi
	if command -v groff >/dev/null && groff -mdoc -Tutf8 -z /dev/null 2>/dev/null; then
		warnings=$(groff -mdoc -Tutf8 -w mac -z "$page" 2>&1)
		[ -z "$warnings" ] || fail "$page: $warnings"
	fi
done
exit $failed
