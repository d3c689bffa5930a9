#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Two people followed until they are proficient, through commands: one of service HP of 2018 through the
# month in Roxy, one of food through packaging and the halal label, with its number and its end.
. "$top_srcdir/tests/cli/common.sh"
export OKOCE_LANG=en OKOCE_NOW=2018-07-20T09:00:00+07:00 OKOCE_OFFICER='Rina S.'
run 0 init f.okoce --open
export OKOCE_DATA=f.okoce
hp=2018-HP-KBG-1 mm=2019-MM-KBG-1

# A class of two: registered, and present on all its days.
train() { # SESSION DATES NAME...
	local session=$1 dates=$2; shift 2
	{ echo 'Nama,L/P,Kelurahan'; printf '%s,P,Joglo\n' "$@"; } >class.csv
	run 0 schedule $session --dates "$dates"
	run 0 import class.csv --session $session
	printf '%s\n' "$@" >door
	for day in 1 2 3 4; do
		run_with door 0 checkin --session $session --day $day --plain
	done
}
id_of() { "$OKOCE" person "$1" --format csv | sed -n 2p | cut -d, -f1; }
row_of() { # STEP NAME
	"$OKOCE" followup --step "$1" --format csv | grep ",$2,"
}

run 0 followup; said "$out" '0 followed'
train $hp '2-5/7/2018' 'Udin Saputra' 'Wati Lestari'
run 0 followup --komoditi HP; said "$out" '2 followed, 0 success (from the licence on), 0 proficient'
udin=$(id_of Udin)
said <(row_of roxy 'Udin Saputra') ',due,2018-07-05,2018-08-04,'

# The month in Roxy: begun, weeks, finished, proficient.
run 0 followup set --id "$udin" --step roxy --state started --on 16/7/2018; said "$out" Saved
run 0 followup set --id "$udin" --step roxy --state started --on 16/7/2018; said "$out" 'was so already'
OKOCE_NOW=2018-08-07T09:00:00+07:00
run 0 followup set --id "$udin" --step roxy --state started --weeks 3
said <(row_of roxy 'Udin Saputra') ',running,2018-07-05,2018-08-15,2018-07-16,,3,'
said <(row_of roxy 'Wati Lestari') ',late,'
wati=$(id_of Wati)
run 2 followup set --id "$wati" --step roxy --state stuck --reason pindah
run 3 followup set --id "$wati" --step roxy --state stuck; said "$err" 'why it is stuck'
run 0 followup set --id "$wati" --step roxy --state stuck --reason moved --remark 'ke Bogor'
run 0 followup --step roxy --state stuck; said "$out" 'moved away, ke Bogor'
OKOCE_NOW=2018-08-20T09:00:00+07:00
run 0 followup set --id "$udin" --step roxy --state finished --on 2018-08-13
run 0 followup set --id "$udin" --step roxy --state skilled --on 2018-08-20 --weeks 4
said <(row_of roxy 'Udin Saputra') ',skilled,2018-07-05,,2018-07-16,2018-08-20,4,'
run 0 followup --komoditi service-hp; said "$out" '1 proficient'
run 0 person --id "$udin"; said "$out" 'proficient'; said "$out" '4 of 4 weeks'

# Packaging and the halal label.
OKOCE_NOW=2019-04-01T09:00:00+07:00
train $mm '4-6/3/2019, 8/3/2019' 'Siti Aminah'
siti=$(id_of Aminah)
run 0 followup set --id "$siti" --step pengemasan --state finished --on 2019-03-25
run 0 followup set --id "$siti" --step halal --state started --on 2019-03-25
run 0 document --id "$siti" --kind halal; said "$out" Saved
OKOCE_NOW=2019-06-03T09:00:00+07:00
run 0 document --id "$siti" --kind halal --number 3111 --issuer BPJPH --status issued --on 1/6/2019
said "$err" 'A halal number is ID and digits'
run 0 document --id "$siti" --kind halal --number 3111 --status void
run 0 document --id "$siti" --kind halal --number ID31110000123456 --issuer BPJPH --on 1/6/2019 --until 31/5/2023
silent "$err"
run 0 document --id "$siti"; said "$out" 'ID31110000123456, BPJPH, issued 1 June 2019, until 31 May 2023'
unsaid "$out" '3111,'
run 0 followup set --id "$siti" --step halal --state finished --on 2019-06-01
said <(row_of halal 'Siti Aminah') ',done,2019-03-08,,2019-03-25,2019-06-01,'
said <(row_of halal 'Siti Aminah') ',halal,ID31110000123456,BPJPH,2019-06-01,2023-05-31,issued'
run 0 followup --step halal --state done; said "$out" 'ID31110000123456'
run 0 person --id "$siti"; said "$out" 'ID31110000123456'; said "$out" 'Halal label registration'

# "Cetak data saya": all of it, and who used it, this time too; recorded before it is printed.
run 0 roster --session $mm --nik-full
run 0 person --id "$siti" --all --format csv
said "$out" 'On a list with whole NIKs, 2019-MM-KBG-1'
run 0 person --id "$siti" --all
said "$out" 'PERSONAL DATA THAT IS HELD ON YOU'; said "$out" 'ID31110000123456'
said "$out" 'Shown in full, or printed'; said "$out" 'Follow-up, makanan-minuman, halal'
equal "$(grep -c 'Shown in full, or printed' "$out")" 2
run 0 person --id "$udin" --all; unsaid "$out" 'whole NIKs'; unsaid "$out" 'Siti'
run 2 person Aminah --all; said "$err" 'say who with --id'

# From the licence on it is a success, and those before it are taken as done.
run 0 followup set --id "$siti" --step p4 --state finished --on 2019-06-02
run 0 followup --step P4 --state success; said "$out" 'Siti Aminah'
run 0 followup --komoditi MM; said "$out" '1 success'

# What is wrong is said, and changes nothing.
run 0 dump; cp "$out" before
run 2 followup --step rokok; said "$err" 'No such step: "rokok"'
run 2 followup --state late; said "$err" 'goes with --step'
run 2 followup --step p4 --state telat; said "$err" 'No such state'
run 2 followup set --id "$siti" --step roxy --state started; said "$err" 'no training with that step'
run 4 followup set --id "$siti" --step roxy --state started --komoditi MM
said "$err" 'has no step "roxy"'
run 3 followup set --id "$siti" --step p5 --state started --on 2030-01-01; said "$err" 'not come yet'
run 2 followup set --id "$siti" --step p5 --state started --on besok; said "$err" 'No day'
run 2 document --id "$siti" --kind paspor; said "$err" 'No such kind'
run 2 document --id "$siti" --number 1; said "$err" 'goes with --kind'
run 3 document --id "$siti" --kind nib --number 9120001234567 --on 2019-06-01 --until 2019-05-01
run 4 document --id ffffffff
run 0 dump; cmp -s before "$out" || fail 0 'a mistake changes something'
run 0 check; said "$out" 'nothing wrong'
exit $failed
