#!/bin/sh
# The findings database at 1,000,000 findings and 200 runs (budget: a page of the report or a diff in 2 s).
#     tools/bench/store/run.sh [FINDINGS [RUNS]]       BENCH_FOLDER: where the database is made (default: a temporary folder)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=${BENCH_FOLDER:-$work}
# Only base, ir, finding and store, and the schema, embedded as the build does it.
schema=$(cd "$root" && printf '%s;' "$PWD"/checker/store/*.sql)
cmake -DOUTPUT="$work/schema.c" -DNAME=embedded_schema -DROOT="$root/checker/store" -DFILES="${schema%;}" \
    -P "$root/checker/cmake/EmbedRun.cmake"
# shellcheck disable=SC2046
${CC:-cc} -O2 -std=gnu11 -D_GNU_SOURCE -I"$root/checker" "$here/bench.c" "$work/schema.c" \
    "$root"/checker/base/*.c "$root"/checker/ir/*.c "$root"/checker/finding/*.c "$root"/checker/store/*.c \
    -o "$work/bench" $(pkg-config --cflags --libs glib-2.0 sqlite3 libxxhash)
echo "linger's findings database, $(date -u +%Y-%m-%d), $(uname -srm), $(nproc) processors, sqlite $(pkg-config --modversion sqlite3)"
"$work/bench" "$folder" "$@"
