#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Writes aksen.csv anew in the other encodings and line ends that spreadsheets save.
set -eu
cd "$(dirname "$0")"
text=$(cat aksen.csv)
mark() { printf "$1"; }
{ mark '\xff\xfe'; tr ';' '\t' <<<"$text" | sed 's/$/\r/' | iconv -f UTF-8 -t UTF-16LE; } > aksen-unicode.txt
{ mark '\xfe\xff'; iconv -f UTF-8 -t UTF-16BE <<<"$text"; } > aksen-utf16be.csv
iconv -f UTF-8 -t UTF-16LE <<<"$text" > aksen-tanpa-tanda.csv
sed 's/$/\r/' <<<"$text" | iconv -f UTF-8 -t WINDOWS-1252 > aksen-windows.csv
{ mark '\xef\xbb\xbf'; tr '\n' '\r' <<<"$text"; } > aksen-mac.csv
