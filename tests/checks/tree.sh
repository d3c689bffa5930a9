#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# tools/check-tree names a missing SPDX line, a file in no list, and a README that is no link.
set -u
check=$top_srcdir/tools/check-tree
tree=$TMPDIR/tree
failed=0
spdx='SPDX-License-Identifier: BSD-2-Clause'
mkdir -p "$tree"/{src/base,tests/data,tests/fuzz/corpus,tools,po,conf,man,doc,.ci}
cd "$tree" || exit 99
echo hello >README.md
ln -s README.md README
for file in configure.ac Makefile.am bootstrap .ci/run {po,conf,man,doc}/Makefile.inc tools/t; do
	echo "# $spdx" >"$file"
done
printf '# %s\n# The tests of src; src/base/c.c is not in a list by this.\nx = src/base/a.c \\\n\tsrc/base/b.c tests/data/v.tsv tests/fuzz/corpus\n' "$spdx" >src/base/Makefile.inc
printf 'include %s/Makefile.inc\n' po conf man doc src/base >>Makefile.am
echo "/* $spdx */" | tee src/base/a.c >src/base/b.c
echo data >tests/data/v.tsv
echo data >tests/fuzz/corpus/one # its folder is named

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
sed -i /doc/d Makefile.am
mkdir .git
rm README
cp README.md README
expect 'README:1: must be a link to README.md
src/base/b.c:1: no line SPDX-License-Identifier: BSD-2-Clause among the first three
doc/Makefile.inc:1: no Makefile includes it
src/base/c.c:1: is named in no Makefile.inc' 1
exit $failed
