#!/usr/bin/env bash
# key.sh: what linger's sources are, for the cache of the built program: a branch or tag may move.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
key=$(find CMakeLists.txt checker rules tools -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-20)
echo "key=$key" >>"${GITHUB_OUTPUT:-/dev/stdout}"
