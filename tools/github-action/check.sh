#!/usr/bin/env bash
# check.sh: what the event changed, as annotations on the output; all findings in linger-report/; what came of it in GITHUB_OUTPUT.
# Ends with 0 also when there are findings, so that reports are uploaded; the action's last step fails then. Run in the checkout.
set -euo pipefail
# shellcheck source=tools/ci.sh
. "$(dirname "${BASH_SOURCE[0]}")/../ci.sh"
formats_of_all=("--format=sarif:$report/linger.sarif" "--format=html:$report/linger.html")

# event FILTER: a value of the payload, or nothing.
event() {
    jq -r "$1 // empty" "${GITHUB_EVENT_PATH:?the payload of the event; this script is for GitHub Actions}"
}

# Prints the commit to compare with: the base of a pull request or merge queue, what a push replaced, for a new branch the default
# branch. Nothing: no such commit (a schedule, the first push of all).
event_base() {
    local base branch
    base=$(event '.pull_request.base.sha // .merge_group.base_sha // .before')
    if is_commit "$base" && merge_base "$base"; then
        return
    fi
    branch=$(event '.repository.default_branch')
    [ "${GITHUB_EVENT_NAME:-}" = push ] && [ -n "$branch" ] && [ "${GITHUB_REF:-}" != "refs/heads/$branch" ] || return 0
    base=$(git ls-remote origin "refs/heads/$branch" | cut -f1)
    if is_commit "$base"; then merge_base "$base" || true; fi
}

summarize() { # BASE NEW
    [ -n "${GITHUB_STEP_SUMMARY:-}" ] || return 0
    {
        echo "### linger"
        if [ -z "$1" ]; then
            echo "Nothing to compare with, so none fails this run; findings in the program: $2"
        else
            echo "New findings since \`${1:0:10}\`: $2"
        fi
        [ "$status" -lt 2 ] || printf '\nNot all of the program could be analysed; the log says why.\n'
        if [ "$2" -gt 0 ]; then
            printf '\n| place | finding | rule |\n|---|---|---|\n'
            jq -r '.findings[:20][] | "| `\(.file):\(.line)` | \(.message | gsub("\\|"; "\\|") | gsub("\n"; " ")) | \(.rule) |"' \
                "$report/new.json"
        fi
    } >>"$GITHUB_STEP_SUMMARY"
}

find_linger
trust_checkout
configure
base=$(event_base)
if [ -n "$base" ]; then
    scan "$base" --format=github "--format=json:$report/new.json"
else
    echo "::notice title=linger::there is no commit to compare with, so nothing counts as new"
    scan "" "--format=json:$report/new.json" --format=text
fi
new=0
[ ! -s "$report/new.json" ] || new=$(jq '.findings | length' "$report/new.json")
summarize "$base" "$new"
printf 'status=%s\nnew=%s\nreported=%s\nfolder=%s\n' "$status" "$new" "$reported" "$report" >>"${GITHUB_OUTPUT:-/dev/null}"
