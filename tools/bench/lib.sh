# shellcheck shell=bash
# lib.sh: sourced by the benchmarks: finds linger and its peer, prints where and with what, takes times.
#     LINGER=path  JOBS=processes (default: one for each processor)  RUNS=repetitions (default: 3; fewer are refused)

set -euo pipefail
export LC_ALL=C.UTF-8
TIMEFORMAT='%R %U %S'
bench_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
linger=${LINGER:-$bench_root/build/release/linger}
jobs=${JOBS:-$(nproc)}
runs=${RUNS:-3}

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit 2
}

[ -x "$linger" ] || fail "there is no $linger; run tools/get-started, or set LINGER"
[ "$runs" -ge 3 ] 2>/dev/null || fail "RUNS must be 3 or more, or the spread means nothing"
major=$("$linger" --version | sed -n 's/.*libclang \([0-9]*\).*/\1/p')
peer=$(command -v "clang-$major" || command -v clang) || peer=
[[ -n $peer || $(basename "$0") = mutate ]] || fail "the peer, clang-$major, is not installed"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Machine, versions, load: what a figure is worth without.
heading() { # TITLE
    echo "$1"
    echo "  $(date -u +%Y-%m-%d), $(uname -srm), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
        "$(nproc) processors, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
    echo "  $("$linger" --version); peer: $(${peer:-echo none} --version | head -n 1); $jobs processes, $runs repetitions, interleaved"
}

# Where the project is: sets `build` (holds compile_commands.json) and `root`.
find_project() { # [DIR [ROOT]]
    build=$(cd "${1:-.}" 2>/dev/null && pwd) || fail "there is no folder '${1:-.}'"
    [ -e "$build/compile_commands.json" ] || build=$build/build
    [ -e "$build/compile_commands.json" ] || fail "there is no compile_commands.json in ${1:-.} or its build/"
    if [ $# -ge 2 ]; then
        root=$(cd "$2" && pwd)
    else
        root=$(git -C "$build" rev-parse --show-toplevel 2>/dev/null) || root=${build%/build*}
    fi
}

check() { # DATABASE [OPTION...]: what a user would wait for; 1 (there are findings) and partial units are no failures
    local status=0
    "$linger" check -p "$build" --root="$root" --db="$1" -j"$jobs" --exit-zero --allow-partial "${@:2}" || status=$?
    [ $status -eq 0 ] || fail "linger ended with status $status"
}

# The next run finds all facts in the cache, and has to link and analyse them.
forget_conclusions() { # DATABASE
    command -v sqlite3 >/dev/null || fail "sqlite3 is not installed (Debian: apt install sqlite3)"
    sqlite3 "$(dirname "$1")/cache.db" "DELETE FROM entry WHERE key = 'conclusions'"
}

# The peer's work list, one line for the shell for each unit, with the arguments that linger gives to libclang.
peer_commands() { # FILE
    "$linger" dump units -p "$build" --root="$root" | sed "s,&& clang ,\&\& exec $peer -fsyntax-only -w ," >"$1"
}

peer_run() { # FILE; units that do not compile are the same for both
    xargs -d '\n' -n 1 -P "$jobs" sh -c <"$1" 2>/dev/null || [ $? -eq 123 ]
}

# Appends "wall user system" of a command to a file.
timed() { # FILE COMMAND...
    local file=$1
    shift
    { time "$@" >"$work/out" 2>"$work/err"; } 2>>"$file" || { cat "$work/err" >&2; fail "'$*' failed"; }
}

# Median of wall time (1) or of processor time (2) in a file of times, or of plain numbers.
column() { # FILE 1|2
    awk -v which="$2" '{ print which == 1 ? $1 : $2 + $3 }' "$1" | sort -g
}
median() { # FILE 1|2
    column "$@" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
spread() { # FILE 1|2: "least … most"
    column "$@" | awk 'NR == 1 { least = $1 } { most = $1 } END { printf "%.2f … %.2f", least, most }'
}
times() { # NAME FILE
    printf '  %-28s %8.2f s  (%s)   %8.2f s of processor (%s)\n' "$1" "$(median "$2" 1)" "$(spread "$2" 1)" \
        "$(median "$2" 2)" "$(spread "$2" 2)"
}
calculate() { # EXPRESSION
    awk "BEGIN { printf \"%.3g\", $1 }"
}
