#!/bin/sh
# run.sh: builds growth.cc against the installed spdlog and shows the growth of a logger per connection, and the two cures.
# Fails when the broken one does not grow or a cured one does. CONNECTIONS=20000 CXX=c++
set -eu
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
connections=${CONNECTIONS:-20000}
${CXX:-c++} -std=c++17 -O1 "$here/growth.cc" -o "$work/growth" $(pkg-config --cflags --libs spdlog) -lpthread
for way in forgotten dropped unregistered; do
    echo "== $way"
    "$work/growth" $way "$connections" | tee "$work/$way"
done
echo "== forgotten, 200 connections with a file each"
mkdir "$work/logs"
"$work/growth" forgotten 200 "$work/logs" | tee "$work/files"
awk -v way=forgotten 'NR == 3 { first = $4 } END { exit !($2 > 1000 && $4 > first + 1000) }' "$work/forgotten" ||
    { echo "the broken one does not grow" >&2; exit 1; }
awk 'NR == 2 { first = $3 } END { exit !($3 >= first + 199) }' "$work/files" ||
    { echo "the broken one does not keep descriptors" >&2; exit 1; }
for way in dropped unregistered; do
    awk 'NR == 3 { first = $4 } END { exit !($2 < 10 && $4 < first + 256) }' "$work/$way" ||
        { echo "'$way' grows" >&2; exit 1; }
done
