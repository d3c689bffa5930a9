#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# tools/check-links names a layer that calls leftward.
set -u
mkdir "$TMPDIR/links" && cd "$TMPDIR/links" || exit 99
compile() { # name, text
	echo "$2" >"$1.c"
	# shellcheck disable=SC2086 # the flags are lists
	$CC $CHECK_CFLAGS -Wno-missing-prototypes -c -o "$1.o" "$1.c" && ar cr "lib$1.a" "$1.o"
}
compile good 'int good(void); int good(void) { return 1; }' || exit 99
compile middle 'int good(void); int middle(void); int middle(void) { return good(); }' || exit 99
compile bad 'int middle(void); int bad(void); int bad(void) { return middle(); }' || exit 99
export top_builddir=$PWD LAYERS='good middle bad'
export LINK_good='libgood.a' LINK_middle='libmiddle.a libgood.a' LINK_bad='libbad.a libgood.a'
got=$("$top_srcdir/tools/check-links" 2>errors)
status=$?
[ $status -eq 1 ] && [ "$got" = 'bad: does not link with only the layers to its right' ] &&
	grep -q 'middle' errors && exit 0
echo "status $status"; echo "$got"; cat errors
exit 1
