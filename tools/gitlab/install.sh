#!/usr/bin/env bash
# install.sh: linger as the job needs it: what is there already, what the cache restored, or built here.
set -euo pipefail
# shellcheck source=tools/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/../setup.sh"

command -v linger >/dev/null && exit 0
ensure_installed build
"$root/build/release/linger" version >/dev/null 2>&1 || build release
