#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# tools/check-layers complains about each kind of fault in a small bad tree, and about nothing else.
set -u
check=$top_srcdir/tools/check-layers
tree=$TMPDIR/tree
failed=0
mkdir -p "$tree"/src/{base,model,conf,store,app,report,tui,cli}

put() { # file, its text
	printf '%b' "$2" >"$tree/src/$1"
}
expect() { # what the checker must print, lines in order
	local got
	got=$("$check" "$tree")
	local status=$?
	if [ "$got" != "$1" ] || [ $status -ne "${2:-1}" ]; then
		echo "expected (status ${2:-1}):"; echo "$1"
		echo "got (status $status):"; echo "$got"
		failed=1
	fi
	rm -f "$tree"/src/*/*.[ch]
}

# A good tree.
put base/err.h '#include <stdio.h>\n'
put base/random.c '#include <sodium.h>\n#include "base/err.h"\n'
put model/nik.c '#include "base/err.h"\n#include "model/nik.h"\n/* printf( and\n#include "cli/x.h"\n exit(1) */\n'
put store/log.c '#include <lmdb.h>\n#include "model/nik.h"\nint snprintf(char *b);\nchar *s = "printf(\\"stdout\\")"; // exit(1)\n'
put store/seal.c '#include <sodium.h>\n'
put base/worker.c '#include <pthread.h>\n'
put conf/yaml.c '#include <yaml.h>\n#include "conf/yaml.h"\n'
put app/xlsx_xml.c '#include <expat.h>\n'
put app/xlsx_zip.c '#include <minizip/unzip.h>\n'
put app/import_csv.c '#include <csv.h>\n#include "store/log.h"\n#include "conf/conf.h"\n'
put report/recap.c '#include "store/log.h"\n  fprintf(out, "x"); fputs(a, b); at_exit(1); _exit(1);\n'
put tui/term.c '#include <curses.h>\n#include "app/a.h"\n#include "report/recap.h"\n'
put cli/main.c '#include "tui/term.h"\n#include <stdlib.h>\nint main(void) { printf("x"); exit(getenv("A") != 0); }\n'
expect '' 0

# Leftward, sideways, and not by layer.
put base/a.c '#include "model/nik.h"\n'
put model/b.c '\n  #  include "store/log.h"\n'
put app/c.c '#include "report/recap.h"\n'
put conf/d.c '#include "store/log.h"\n'
put store/e.c '#include "log.h"\n#include "../model/nik.h"\n#include "config.h"\n'
expect 'src/app/c.c:1: app may not include "report/recap.h" (it may include: store conf model base )
src/base/a.c:1: base may not include "model/nik.h" (it may include no other layer)
src/conf/d.c:1: conf may not include "store/log.h" (it may include: model base )
src/model/b.c:2: model may not include "store/log.h" (it may include: base )
src/store/e.c:1: "log.h": write an include as "layer/file.h"
src/store/e.c:2: "../model/nik.h": write an include as "layer/file.h"
src/store/e.c:3: config.h is included by the build; leave it out'

# Libraries outside their files.
put app/a.c '#include <lmdb.h>\n#include <csv.h>\n#include <expat.h>\n#include <minizip/unzip.h>\n'
put base/b.c '#include <sodium/crypto_sign.h>\n'
put conf/a.c '#include <yaml.h>\n'
put conf/b.c '#include <yaml.h>\n'
put model/m.c '#include <yaml.h>\n'
put tui/list.c '#include <ncursesw/curses.h>\n#include <term.h>\n#include "tui/term.h"\n'
expect 'src/app/a.c:1: <lmdb.h> (lmdb) is for src/store only
src/app/a.c:2: <csv.h> (libcsv) is for src/app/import* only
src/app/a.c:3: <expat.h> (expat) is for src/app/xlsx_xml.c only
src/app/a.c:4: <minizip/unzip.h> (minizip) is for src/app/xlsx_zip.c only
src/base/b.c:1: <sodium/crypto_sign.h> (libsodium) is for keys, seal, chain of src/store and random, digest of src/base only
src/conf/b.c:1: <yaml.h> is in src/conf/a.c already; one file of src/conf knows libyaml
src/model/m.c:1: <yaml.h> (libyaml) is for one file of src/conf only
src/tui/list.c:1: <ncursesw/curses.h> (curses) is for src/tui/term.c and term.h only
src/tui/list.c:2: <term.h> (curses) is for src/tui/term.c and term.h only'

# Words of cli, also behind the end of a comment.
put store/a.c '/* x */ printf("a");\nf(stdout);\n/* a\n */ exit (1);\n'
put tui/b.c 'x = getenv("HOME");\nputs("a"), putchar(10);\nint printf_like; my_exit(1);\n'
put base/c.h '#define P(a, b) __attribute__((format(printf, a, b)))\n'
expect 'src/store/a.c:1: printf is for src/cli only
src/store/a.c:2: stdout is for src/cli only
src/store/a.c:4: exit is for src/cli only
src/tui/b.c:1: getenv is for src/cli only
src/tui/b.c:2: puts is for src/cli only
src/tui/b.c:2: putchar is for src/cli only'

# A folder that is no layer; a tree without sources.
mkdir "$tree/src/util"
put util/u.c '#include "base/err.h"\n'
expect 'src/util/u.c:1: no such layer: util'
rm -rf "$tree/src/util"
"$check" "$tree" >/dev/null 2>&1
[ $? -eq 2 ] || { echo "an empty tree must be an error"; failed=1; }
exit $failed
