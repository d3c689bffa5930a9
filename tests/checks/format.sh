#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# doc/FORMAT.md lists every label of a digest, seal or signature and every context of a derived key
# that the sources have, and none that they lack (tests/store/test_format.c holds the rest);
# doc/ARCHITECTURE.md explains every rule that a comment names, and names no file that is not there.
set -u
page=$top_srcdir/doc/FORMAT.md
guide=$top_srcdir/doc/ARCHITECTURE.md
failed=0
in_sources() { grep -rhoE '"okoce( [a-z]+)+ [0-9]+"|"okoce[a-z]{3}"' "$top_srcdir/src" | tr -d '"' | sort -u; }
in_page() { grep -oE '`okoce( [a-z]+)+ [0-9]+`|`okoce[a-z]{3}`' "$page" | tr -d '`' | sort -u; }
compare() { # sources, page
	diff <(echo "$1") <(echo "$2") >"$TMPDIR/differences"
}
labels=$(in_sources)
[ "$(wc -l <<<"$labels")" -ge 18 ] || { echo "too few labels found: $labels"; failed=1; }
compare "$labels" "$(in_page)" || { echo "labels of the sources (<) and of FORMAT.md (>):"; cat "$TMPDIR/differences"; failed=1; }

rules() { grep -rhoE '\b(FORMAT F|MERGE |SECURITY S)[0-9]+' "$top_srcdir/src" "$top_srcdir/tests" | sort -u; }
[ "$(rules | wc -l)" -ge 15 ] || { echo "too few rules found in comments"; failed=1; }
unknown=$(rules | while read -r rule; do grep -qF "| $rule |" "$guide" || echo "ARCHITECTURE.md does not explain $rule"; done)
[ -z "$unknown" ] || { echo "$unknown"; failed=1; }
gone=$(grep -oE '`[a-z]+/[a-z_]+\.[ch]`' "$guide" | tr -d '`' | sort -u |
	while read -r file; do [ -e "$top_srcdir/src/$file" ] || echo "ARCHITECTURE.md names $file, which is not there"; done)
[ -z "$gone" ] || { echo "$gone"; failed=1; }
exit $failed
