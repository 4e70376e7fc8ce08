#!/usr/bin/env bash
# check.sh: what a merge request or push changed, as text in the log and as the exit status; all findings in linger-report/, among
# them GitLab's code quality report, which GitLab compares with the target branch's. Run in the checkout.
set -euo pipefail
# shellcheck source=tools/ci.sh
. "$(dirname "${BASH_SOURCE[0]}")/../ci.sh"
formats_of_all=("--format=gitlab:$report/linger.codequality.json" "--format=html:$report/linger.html"
    "--format=sarif:$report/linger.sarif")

# Prints the commit to compare with, or nothing: of a merge request, of a push, of a branch that is new.
pipeline_base() {
    local base=${CI_MERGE_REQUEST_DIFF_BASE_SHA:-${CI_COMMIT_BEFORE_SHA:-}} branch=${CI_DEFAULT_BRANCH:-}
    if is_commit "$base" && merge_base "$base"; then
        return
    fi
    [ -n "$branch" ] && [ "${CI_COMMIT_BRANCH:-}" != "$branch" ] || return 0
    base=$(git ls-remote origin "refs/heads/$branch" | cut -f1)
    if is_commit "$base"; then merge_base "$base" || true; fi
}

find_linger
trust_checkout
configure
base=$(pipeline_base)
[ -n "$base" ] || echo "linger: there is no commit to compare with, so nothing counts as new" >&2
scan "$base" --format=text
exit "$status"
