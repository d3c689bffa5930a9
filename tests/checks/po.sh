#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# tools/check-po names what is untranslated, fuzzy, wrong in form, or says "kamu"; --update adds.
set -u
check=$top_srcdir/tools/check-po
tree=$TMPDIR/tree
failed=0
mkdir -p "$tree"/{src/base,po}
cat >"$tree/src/base/a.c" <<'END'
_("Good morning"); N_("%d people"); ngettext("%d day", "%d days", n);
END
header() {
	printf 'msgid ""\nmsgstr ""\n"Project-Id-Version: x 1\\n"\n'
	printf '"POT-Creation-Date: 2019-01-01 00:00+0700\\n"\n"PO-Revision-Date: 2019-01-01 00:00+0700\\n"\n'
	printf '"Last-Translator: x\\n"\n"Language-Team: x\\n"\n"Language: id\\n"\n"MIME-Version: 1.0\\n"\n'
	printf '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
	printf '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
}
entry() { printf '\n%smsgid "%s"\nmsgstr "%s"\n' "${3:-}" "$1" "$2"; }
day() { printf '\n#, c-format\nmsgid "%%d day"\nmsgid_plural "%%d days"\nmsgstr[0] "%%d hari"\n'; }
expect() { # status, text that the output holds
	local got status
	got=$("$check" "$tree" 2>&1)
	status=$?
	[ $status -eq "$1" ] && { [ -z "${2:-}" ] || grep -qF -e "$2" <<<"$got"; } && return
	echo "expected status $1 and '${2:-}', got status $status:"; echo "$got"
	failed=1
}
format=$'#, c-format\n'
{ header; entry 'Good morning' 'Selamat pagi'; entry '%d people' '%d orang' "$format"; day; } >"$tree/po/id.po"
expect 0
cp "$tree/po/id.po" "$TMPDIR/good.po"
{ header; entry 'Good morning' 'Selamat pagi'; day; } >"$tree/po/id.po"
expect 1 '%d people'
"$check" --update id "$tree" >/dev/null && expect 1 '%d people'
grep -q '%d people' "$tree/po/id.po" || { echo "--update adds nothing"; failed=1; }
{ header; entry 'Good morning' 'Selamat' $'#, fuzzy\n'; entry '%d people' '%d orang' "$format"; day; } >"$tree/po/id.po"
expect 1 fuzzy
{ header; entry 'Good morning' 'Pagi'; entry '%d people' '%s orang' "$format"; day; } >"$tree/po/id.po"
expect 1 'format'
{ header; entry 'Good morning' 'Pagi, Kamu'; entry '%d people' '%d orang' "$format"; day; } >"$tree/po/id.po"
expect 1 kamu
# An up-to-date file is not touched by an update but for the comments.
cp "$TMPDIR/good.po" "$tree/po/id.po"
"$check" --update id "$tree" >/dev/null
expect 0
exit $failed
