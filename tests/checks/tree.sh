#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# tools/check-tree names a missing SPDX line, a file in no list, and a README that is no link.
set -u
check=$top_srcdir/tools/check-tree
tree=$TMPDIR/tree
failed=0
spdx='SPDX-License-Identifier: BSD-2-Clause'
mkdir -p "$tree"/{src/base,tests/data,tools,po,conf,man,doc,.ci}
cd "$tree" || exit 99
echo hello >README.md
ln -s README.md README
for file in configure.ac Makefile.am bootstrap .ci/run {po,conf,man,doc}/Makefile.inc tools/t; do
	echo "# $spdx" >"$file"
done
printf '# %s\nx = src/base/a.c \\\n\tsrc/base/b.c tests/data/v.tsv\n' "$spdx" >src/base/Makefile.inc
echo "/* $spdx */" | tee src/base/a.c >src/base/b.c
echo data >tests/data/v.tsv

expect() { # output, status
	local got status
	got=$("$check" "$tree" 2>&1)
	status=$?
	[ "$got" = "$1" ] && [ $status -eq "$2" ] && return
	echo "expected (status $2):"; echo "$1"
	echo "got (status $status):"; echo "$got"
	failed=1
}
expect '' 0
echo 'int x;' >src/base/b.c
echo "/* $spdx */" >src/base/c.c
mkdir .git
rm README
cp README.md README
expect 'README:1: must be a link to README.md
src/base/b.c:1: no line SPDX-License-Identifier: BSD-2-Clause among the first three
src/base/c.c:1: is named in no Makefile.inc' 1
exit $failed
