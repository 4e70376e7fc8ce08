#!/usr/bin/env bash
# install.sh: linger as the action needs it: what is there already, what the cache restored, or built here.
set -euo pipefail
# shellcheck source=tools/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/../setup.sh"

if ! command -v linger >/dev/null; then
    ensure_installed build
    "$root/build/release/linger" version >/dev/null 2>&1 || build release
    [ -z "${GITHUB_PATH:-}" ] || echo "$root/build/release" >>"$GITHUB_PATH"
fi
if ! command -v jq >/dev/null || ! command -v git >/dev/null; then
    install_with "$(package_manager)" jq git >&2
fi
