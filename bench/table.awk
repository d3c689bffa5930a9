# SPDX-License-Identifier: BSD-2-Clause
#
# table.awk: the table of `make bench` from its raw figures. The ratio of a row is the median of the
# ratios of pairs, a pair being the two figures of the same run. Where others took more than a
# quarter of a processor meanwhile the verdict is "noisy", but for sizes, which do not mind.
BEGIN { FS = "\t" }
/^#/ { sub(/^# /, ""); if (FNR > 1) print; next }
{
	key = $1 " " $2
	value[key, ++count[key]] = $4
	if ($5 > 0.25) noisy[key] = 1
}

function sort_values(array, n,    i, j, x) {
	for (i = 2; i <= n; i++) {
		x = array[i]
		for (j = i - 1; j > 0 && array[j] > x; j--) array[j + 1] = array[j]
		array[j + 1] = x
	}
}
function middle(array, n) {
	sort_values(array, n)
	return n % 2 ? array[(n + 1) / 2] : (array[n / 2] + array[n / 2 + 1]) / 2
}
function median(key,    i, all) {
	for (i = 1; i <= count[key]; i++) all[i] = value[key, i] + 0
	return middle(all, count[key])
}
function ratio(a, b,    i, n, all) {
	for (i = 1; i <= count[a] && i <= count[b]; i++) all[++n] = value[a, i] / value[b, i]
	return middle(all, n)
}
function show(x, unit) {
	if (unit == "us" && x >= 100000) return sprintf("%.2f s", x / 1e6)
	if (unit == "us" && x >= 1000) return sprintf("%.2f ms", x / 1e3)
	if (unit == "us") return sprintf("%.1f us", x)
	if (unit == "s") return sprintf("%.2f s", x)
	if (unit == "KB" && x >= 1000) return sprintf("%.2f MB", x / 1024)
	if (unit == "KB") return sprintf("%.0f KB", x)
	if (unit == "/s") return sprintf("%.0f /s", x)
	return sprintf("%.0f %s", x, unit)
}
function line(label, okoce, peer, quotient, goal, verdict) {
	printf "%-44s %11s %11s %7s  %-10s %s\n", label, okoce, peer, quotient, goal, verdict
}
# The goal is "<= 1.15" or ">= 3", "" for none; `bare` is what is held against it.
function verdict_of(goal, bare, a, b, sized,    part) {
	if (goal == "") return "-"
	split(goal, part, " ")
	if (!sized && (noisy[a] || noisy[b])) return "noisy"
	if (part[1] == "<=") return bare <= part[2] + 0 ? "met" : "missed"
	return bare >= part[2] + 0 ? "met" : "missed"
}
# Two things that take time or space: okoce's over the peer's.
function row(label, a, b, unit, goal,    q) {
	if (!count[a] || !count[b]) return
	q = ratio(a, b)
	line(label, show(median(a), unit), show(median(b), unit), sprintf("%.2f", q), goal,
		verdict_of(goal, q, a, b))
}
# The same as speed: how many times as fast okoce is.
function speed(label, a, b, unit, goal,    q) {
	if (!count[a] || !count[b]) return
	q = ratio(b, a)
	line(label, show(median(a), unit), show(median(b), unit), sprintf("%.2f", q), goal,
		verdict_of(goal, q, a, b))
}
# Without a peer; `said` is the goal in words, in the row's unit.
function alone(label, a, unit, goal, said) {
	if (!count[a]) return
	line(label, show(median(a), unit), "", "", said, verdict_of(goal, median(a), a, a, unit ~ /B$/))
}

END {
	line("row", "okoce", "peer", "ratio", "goal", "verdict")
	dashes = sprintf("%97s", ""); gsub(/ /, "-", dashes); print dashes
	row("check-in / LMDB put, on disk", "check-in okoce", "check-in lmdb", "us", "<= 1.15")
	row("check-in / SQLite rollback", "check-in okoce", "check-in rollback", "us", "<= 0.5")
	row("check-in / SQLite WAL, FULL", "check-in okoce", "check-in wal", "us", "")
	alone("  when it has answered: the view", "check-in-rest okoce", "us", "", "")
	row("walk-in / LMDB put, on disk", "walk-in okoce", "walk-in lmdb", "us", "<= 1.3")
	row("walk-in / SQLite rollback", "walk-in okoce", "walk-in rollback", "us", "")
	row("walk-in / SQLite WAL, FULL", "walk-in okoce", "walk-in wal", "us", "")
	alone("  when it has answered: the view", "walk-in-rest okoce", "us", "", "")
	alone("check-in, processor part (tmpfs)", "tmpfs-check-in okoce", "us", "<= 60", "<= 60 us")
	row("  of it, LMDB put on tmpfs", "tmpfs-check-in okoce", "tmpfs-check-in lmdb", "us", "")
	alone("walk-in, processor part (tmpfs)", "tmpfs-walk-in okoce", "us", "", "")
	alone("log of a check-in, of 10,000", "entry-bytes okoce", "B", "<= 270", "<= 270 B")
	row("start / abook, 5,040 people", "start okoce-5040", "start abook", "us", "<= 1.2")
	row("start / dialog", "start okoce-5040", "start dialog", "us", "")
	row("start / mc", "start okoce-5040", "start mc", "us", "")
	row("start / htop", "start okoce-5040", "start htop", "us", "")
	row("start / calcurse", "start okoce-5040", "start calcurse", "us", "")
	row("start, 100,000 / 5,040", "start okoce-100000", "start okoce-5040", "us", "<= 1.1")
	row("start, 1,000,000 / 5,040", "start okoce-1000000", "start okoce-5040", "us", "<= 1.1")
	memory("5040", "5,040")
	memory("100000", "100,000")
	memory("1000000", "1,000,000")
	keys("Peserta", "people")
	keys("Kegiatan", "sessions")
	keys("Riwayat", "history")
	peer_keys("abook")
	peer_keys("dialog")
	peer_keys("mc")
	peer_keys("htop")
	peer_keys("calcurse")
	alone("unlocking, from Enter to Beranda, 5,040", "unlock okoce-sealed", "us", "", "")
	alone("private memory after unlocking", "private okoce-sealed", "KB", "", "")
	row("private memory / abook", "private okoce-5040", "private abook", "KB", "")
	row("private memory / calcurse", "private okoce-5040", "private calcurse", "KB", "")
	alone("scan to result, on disk", "scan okoce", "us", "", "")
	speed("import 100,000: speed of .import", "import okoce", "import shell", "s", ">= 0.45")
	speed("import 100,000: speed of SQLite, same rows", "import okoce", "import rows", "s", ">= 3")
	speed("merge: speed of SQLite in one transaction", "merge okoce", "merge sqlite", "s", ">= 1.3")
	speed("merge: speed of SQLite in 20 resumable ones", "merge okoce", "merge parts", "s", ">= 5")
	alone("  memory of its own meanwhile", "merge-memory okoce", "KB", "<= 65536", "<= 64 MB")
	alone("  the same file once more", "merge-again okoce", "us", "<= 50000", "<= 50 ms")
	alone("rebuild of the view, 100,000 people", "rebuild okoce", "/s", ">= 230000", ">= 230,000")
	alone("rebuild in memory", "rebuild memory", "/s", "", "")
	alone("reader of pages, records", "reader okoce", "/s", ">= 5000000", ">= 5 mil.")
	alone("filter key, class of 40, slowest key", "door-40 slowest", "us", "", "")
	alone("filter key, class of 100,000, slowest key", "door-100000 slowest", "us", "<= 1500", "<= 1.5 ms")
	alone("filter key, all 100,000, slowest key", "filter-100000 slowest", "us", "<= 1500", "<= 1.5 ms")
	alone("filter key, all 1,000,000, slowest key", "filter-1000000 slowest", "us", "<= 20000", "<= 20 ms")
	alone("  the same, median key", "filter-1000000 median", "us", "", "")
	alone("names of all loaded, 100,000", "names-100000 okoce", "us", "", "")
	alone("names of all loaded, 1,000,000", "names-1000000 okoce", "us", "<= 500000", "<= 0.5 s")
	alone("class opened, 40 people", "class-40 okoce", "us", "", "")
	alone("class opened, 100,000 people", "class-100000 okoce", "us", "", "")
}
function keys(said, screen) {
	alone("arrow key, " said, "key-bytes okoce-" screen, "B", "<= 120", "<= 120 B")
	alone("  from key to last byte", "key-time okoce-" screen, "us", "<= 500", "<= 0.5 ms")
	alone("filter key, " said, "key-bytes okoce-" screen "-filter", "B", "", "")
	alone("  from key to last byte", "key-time okoce-" screen "-filter", "us", "<= 1500", "<= 1.5 ms")
}
# Peserta beside them: a row of a list of 5,040.
function peer_keys(name) {
	row("arrow key, bytes / " name, "key-bytes okoce-people", "key-bytes " name, "B", "")
	row("  from key to last byte / " name, "key-time okoce-people", "key-time " name, "us", "")
}
function memory(number, said) {
	alone("private memory, first screen, " said, "private okoce-" number, "KB", "<= 2048", "<= 2 MB")
	alone("resident memory, first screen, " said, "resident okoce-" number, "KB", "<= 6144", "<= 6 MB")
}
