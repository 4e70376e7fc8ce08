# ci.sh: sourced by the scripts of github-action/ and gitlab/: what the change is, and one run over it.
# shellcheck shell=bash disable=SC2034,SC2154 # some variables are the callers'
source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
report="linger-report"

die() {
    echo "linger: $1" >&2
    exit 2
}

# linger PATH: as installed, else as install.sh built it.
find_linger() {
    linger=${LINGER:-$(command -v linger || true)}
    [ -n "$linger" ] || linger=$source_root/build/release/linger
    [ -x "$linger" ] || die "there is no linger in PATH nor in $source_root/build/release; run install.sh first"
}

# The checkout may belong to somebody else than the user of a container; only this process and its children are told to trust it.
trust_checkout() {
    export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0=$PWD
}

is_shallow() {
    [ "$(git rev-parse --is-shallow-repository)" = true ]
}

is_commit() {
    [[ $1 =~ ^[0-9a-f]{40,64}$ ]] && ! [[ $1 =~ ^0+$ ]]
}

# merge_base COMMIT: prints the commit at which HEAD left COMMIT's history. A shallow clone is deepened piece by piece until it is
# in sight.
merge_base() {
    local depth
    if ! git cat-file -e "$1^{commit}" 2>/dev/null; then
        if is_shallow; then depth=--depth=1; else depth=; fi
        git fetch --quiet --no-tags $depth origin "$1" 2>/dev/null || return 1 # gone: somebody pushed by force
    fi
    for depth in 0 50 200 1000 all; do
        case $depth in
        0) ;;
        all) git fetch --quiet --no-tags --unshallow origin "$1" "$(git rev-parse HEAD)" || return 1 ;;
        *) git fetch --quiet --no-tags --deepen=$depth origin "$1" "$(git rev-parse HEAD)" || return 1 ;;
        esac
        git merge-base HEAD "$1" && return 0
        is_shallow || return 1
    done
    return 1
}

configure() {
    [ -z "${LINGER_CONFIGURE:-}" ] || bash -c "$LINGER_CONFIGURE" >&2 || die "the build could not be configured: $LINGER_CONFIGURE"
}

# scan BASE CHECK-FORMATS... : findings that the change since BASE causes in the formats given, status in $status; an empty BASE: all
# findings, and none of them fails. Then all findings, old and new, in report/.
scan() {
    local base=$1 since=() place=()
    shift
    [ -z "${LINGER_BUILD:-}" ] || place=(-p "$LINGER_BUILD")
    if [ -n "$base" ]; then since=("--changed=$base"); else since=(--exit-zero); fi
    rm -rf "$report"
    mkdir -p "$report"
    status=0
    # shellcheck disable=SC2086 # options, separated by blanks
    "$linger" check "${place[@]}" "${since[@]}" "$@" ${LINGER_ARGS:-} || status=$?
    reported=false
    if [ -e .linger/linger.db ]; then
        "$linger" report --exit-zero "${formats_of_all[@]}" && reported=true
    fi
}
