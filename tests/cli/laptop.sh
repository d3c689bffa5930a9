#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# What a laptop is called, and how it is set, without the screens.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2019-07-16T08:40:00+07:00 OKOCE_OFFICER='Rina S.'
run 0 init plan.okoce --open
export OKOCE_DATA=plan.okoce
run 0 dump; cp "$out" before

# Until somebody chooses it is a proposal, and a setting besides chooses nothing.
run 0 laptop; said "$out" 'KBG-A'; said "$out" 'The name is a proposal'
run 0 laptop --lock 10 --colours no; said "$out" 'The name is a proposal'
run 0 laptop; said "$out" 'Locks after minutes   10'; said "$out" 'Colours               no'

# A name that was not chosen goes along; one that was stays.
run 0 laptop --kecamatan kbj --letter b; said "$out" 'KBJ-B'; unsaid "$out" 'The name is a proposal'
run 0 laptop --name 'Aula 1'
run 0 laptop --letter C; said "$out" 'Aula 1'; said "$out" 'Kebon Jeruk'; said "$out" 'Letter                C'
OKOCE_LANG=id run 0 laptop --sound tidak; said "$out" 'Suara                 tidak'
run 0 laptop --sound yes; said "$out" 'Sound                 yes'

# The language holds where nothing else says one.
run 0 laptop --language en
(unset OKOCE_LANG; "$OKOCE" laptop </dev/null >"$out"); said "$out" "Laptop's name"

# What is wrong is said, and changes nothing.
run 0 laptop; cp "$out" there
run 2 laptop --letter AB; said "$err" 'Not one letter: "AB".'
run 2 laptop --lock 0; said "$err" '"--lock" takes 1 to 60.'
run 2 laptop --mouse maybe; said "$err" 'Write yes or no.'
run 2 laptop --language de; said "$err" 'There are id and en.'
run 4 laptop --kecamatan Kembangn --lock 3; said "$err" 'Did you mean "Kembangan"?'
run 3 laptop --name 'A name that no title row has room for' --lock 3; said "$err" '1 to 16'
run 3 laptop --name '' --lock 3
run 0 laptop; cmp -s there "$out" || fail 0 'something was changed'
run 0 demo demo.okoce; run 3 --data demo.okoce laptop --sound yes; said "$err" 'A demo makes no sound.'

# Nothing of it is in the data file.
run 0 dump; cmp -s before "$out" || fail 0 'the data file was changed'
exit $failed
