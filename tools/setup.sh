# setup.sh: sourced by get-started and test: installs what is missing, builds, says what went wrong. Quiet when all is there.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
libclang_majors="22 21 20 19 18 17"
jobs=$(nproc 2>/dev/null || echo 1)

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit 2
}

# --- what is there ----------------------------------------------------------------------------------------------------------

version_at_least() { # WANTED FOUND
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

have_cmake() {
    command -v cmake >/dev/null && version_at_least 3.25 "$(cmake --version | sed -n '1s/[^0-9]*//p')"
}

have_library() { # PKG-CONFIG-NAME [VERSION]
    command -v pkg-config >/dev/null && pkg-config --exists "$1${2:+ >= $2}"
}

have_libcyaml() {
    have_library libcyaml || [ -e /usr/include/cyaml/cyaml.h ]
}

have_libclang() {
    local major folder
    for major in $libclang_majors; do
        for folder in "/usr/lib/llvm-$major" "/usr/lib/llvm$major" "/usr/lib/llvm/$major" "/usr/lib64/llvm$major"; do
            [ -e "$folder/include/clang-c/Index.h" ] && return 0
        done
    done
    [ -e /usr/include/clang-c/Index.h ]
}

# Prints what is missing, in words a person would search for.
missing_build() {
    have_cmake || echo "CMake 3.25"
    command -v ninja >/dev/null || echo "Ninja"
    command -v pkg-config >/dev/null || echo "pkg-config"
    command -v cc >/dev/null || echo "a C compiler"
    command -v c++ >/dev/null || echo "a C++ compiler"
    have_library glib-2.0 2.74 || echo "GLib 2.74"
    have_library sqlite3 3.40 || echo "SQLite 3.40"
    have_library jansson || echo "jansson"
    have_library libxxhash || echo "xxHash"
    have_library yaml-0.1 || echo "libyaml"
    have_libcyaml || echo "libcyaml"
    have_libclang || echo "libclang 17 to 22"
}

missing_test() {
    missing_build
    command -v git >/dev/null || echo "git"
    command -v sqlite3 >/dev/null || echo "the sqlite3 shell"
    command -v jq >/dev/null || echo "jq"
    command -v pre-commit >/dev/null || echo "pre-commit"
    command -v parallel >/dev/null || echo "GNU parallel"
}

# A clang that brings libFuzzer.
fuzzing_clang() {
    local compiler work
    work=$(mktemp -d)
    echo 'int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n) { return !d && n; }' >"$work/probe.c"
    for compiler in $(for major in $libclang_majors; do echo "clang-$major"; done) clang; do
        if command -v "$compiler" >/dev/null && "$compiler" -fsanitize=fuzzer -o "$work/probe" "$work/probe.c" 2>/dev/null; then
            echo "$compiler"
            break
        fi
    done
    rm -rf "$work"
}

missing_fuzz() {
    missing_build
    [ -n "$(fuzzing_clang)" ] || echo "clang with libFuzzer"
}

missing_npm() {
    command -v npm >/dev/null || echo "npm"
}

missing_browser() {
    if ! command -v node >/dev/null || ! version_at_least 20 "$(node --version | tr -d v)"; then
        echo "Node.js 20"
    fi
    missing_npm
    command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null || echo "Chromium"
}

# --- how to get it ------------------------------------------------------------------------------------------------------------

package_manager() {
    local name
    for name in apt-get dnf pacman apk zypper; do
        if command -v "$name" >/dev/null; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

# The newest libclang that this Debian or Ubuntu has.
apt_libclang() {
    local major
    for major in $libclang_majors; do
        if apt-cache show "libclang-$major-dev" >/dev/null 2>&1; then
            echo "libclang-$major-dev"
            return 0
        fi
    done
    echo libclang-dev
}

# Libraries whose models are tested against their headers; those that this release does not have, or are huge (Qt, GStreamer,
# Boost.Log), are skipped by the tests.
apt_models() {
    local name
    for name in libabsl-dev libapr1-dev libboost-dev libbsd-dev libcurl4-openssl-dev libdbus-1-dev libeasyloggingpp-dev \
        libevent-dev liblog4c-dev liblog4cplus-dev liblog4cpp5-dev liblog4cxx-dev libpoco-dev libpython3-dev libsigc++-2.0-dev \
        libspa-0.2-dev libspdlog-dev libssl-dev libsystemd-dev libtalloc-dev libuv1-dev libwayland-dev libxml2-dev uthash-dev; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            printf '%s ' "$name"
        fi
    done
}

packages_for() { # MANAGER build|test|fuzz|npm|browser
    local names=""
    case $2 in
    npm) echo npm && return 0 ;;
    browser) echo nodejs npm chromium && return 0 ;;
    esac
    case $1 in
    apt-get) names="cmake ninja-build pkg-config gcc g++ libglib2.0-dev libsqlite3-dev libjansson-dev libxxhash-dev libyaml-dev libcyaml-dev $(apt_libclang)" ;;
    dnf) names="cmake ninja-build pkgconf-pkg-config gcc gcc-c++ glib2-devel sqlite-devel jansson-devel xxhash-devel libyaml-devel libcyaml-devel clang-devel" ;;
    pacman) names="cmake ninja pkgconf gcc glib2 sqlite jansson xxhash libyaml libcyaml clang llvm" ;;
    apk) names="cmake ninja pkgconf build-base glib-dev sqlite-dev jansson-dev xxhash-dev yaml-dev libcyaml-dev clang-dev llvm-dev" ;;
    zypper) names="cmake ninja pkg-config gcc gcc-c++ glib2-devel sqlite3-devel libjansson-devel xxhash-devel libyaml-devel libcyaml-devel clang-devel" ;;
    esac
    case $1-$2 in
    apt-get-fuzz) names="$names clang libclang-rt-dev" ;;
    dnf-fuzz | pacman-fuzz | apk-fuzz) names="$names clang compiler-rt" ;;
    zypper-fuzz) names="$names clang" ;;
    esac
    if [ "$2" = test ]; then
        case $1 in
        pacman) names="$names git jq pre-commit parallel" ;;
        apt-get) names="$names git sqlite3 jq pre-commit parallel $(apt_models)" ;;
        apk) names="$names git sqlite3 jq pre-commit parallel" ;;
        zypper) names="$names git sqlite3 jq python3-pre-commit gnu_parallel" ;;
        dnf) names="$names git sqlite jq pre-commit parallel" ;;
        esac
    fi
    echo "$names"
}

# Runs as root, through sudo where we are not.
privileged() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ "${CI:-}" = true ]; then
        sudo -n "$@"
    else
        sudo "$@"
    fi
}

install_with() { # MANAGER PACKAGES…
    local manager=$1
    shift
    case $manager in
    apt-get) privileged env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" ;;
    dnf) privileged dnf install -y -q "$@" ;;
    pacman) privileged pacman -S --needed --noconfirm "$@" ;;
    apk) privileged apk add --quiet "$@" ;;
    zypper) privileged zypper --quiet --non-interactive install "$@" ;;
    esac
}

# ensure_installed build|test|fuzz|npm|browser: nothing to do and nothing said when all is there.
ensure_installed() {
    local missing manager packages log
    missing=$("missing_$1" | paste -s -d, - | sed 's/,/, /g')
    [ -z "$missing" ] && return 0
    manager=$(package_manager) ||
        fail "missing: $missing. This system's package manager is not known here; install: $(packages_for apt-get "$1") (Debian's names)."
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        fail "missing: $missing. No rights to install (neither root nor sudo); ask an administrator for: $(packages_for "$manager" "$1")."
    fi
    echo "missing: $missing; installing with $manager" >&2
    log=$(mktemp)
    if [ "$manager" = apt-get ]; then
        privileged apt-get update -qq >"$log" 2>&1 || true
    fi
    packages=$(packages_for "$manager" "$1")
    # shellcheck disable=SC2086 # one word per package
    if ! install_with "$manager" $packages >>"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        fail "could not install: $packages (the whole log: $log)"
    fi
    rm -f "$log"
    missing=$("missing_$1" | paste -s -d, - | sed 's/,/, /g')
    [ -z "$missing" ] || fail "still missing after installing ($packages): $missing"
}

# --- building -----------------------------------------------------------------------------------------------------------------

# build PRESET: build/PRESET, with the output shown only when it fails.
build() {
    local log
    mkdir -p "$root/build"
    log=$root/build/$1.log
    [ -e "$root/build/$1/linger" ] || echo "building (build/$1)" >&2
    if ! (cd "$root" && cmake --preset "$1" && cmake --build --preset "$1" -j "$jobs") >"$log" 2>&1 </dev/null; then
        tail -n 40 "$log" >&2
        fail "the build failed; the whole log: build/$1.log"
    fi
}
