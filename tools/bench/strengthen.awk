# strengthen.awk: makes a weak pointer of a C++ file strong:
#     awk -v place=LINE:COLUMN -v name=NAME -v aliases=FILE -v report=FILE -f mask.awk -f strengthen.awk SOURCE
# `weak_ptr<T> w` becomes `shared_ptr<T> w`, `[w = weak_from_this()]` likewise, and `w.lock()` `w`, as far as `w` is known: in the
# body of the lambda, in the block, or, of a member, in all of the file. Without a place only the uses of a member change.
# ALIASES: lines "Name <tab> std::weak_ptr<T>". REPORT gets one word: capture, local or member.

# The bracket that is open at `at`, searched backwards; 0: none.
function enclosing(at,    depth, c) {
    for (at--; at > 0; at--) {
        c = substr(code, at, 1)
        depth += c ~ /[])}]/ ? 1 : c ~ /[[({]/ ? -1 : 0
        if (depth < 0)
            return at
    }
    return 0
}

# Where the block closes that begins at `at`.
function closing(at,    depth, c) {
    for (; at <= length(code); at++) {
        c = substr(code, at, 1)
        depth += c == "{" ? 1 : c == "}" ? -1 : 0
        if (c == "}" && depth == 0)
            break
    }
    return at
}

# What is before a `{`, back to the end of what came before.
function head_of(at,    begin) {
    for (begin = at - 1; begin > 0 && substr(code, begin, 1) !~ /[;{}]/; begin--)
        ;
    return substr(code, begin + 1, at - begin - 1)
}

# Sets `scope`, and `first` and `last` byte of where the pointer declared at `at` is known.
function find_scope(at,    open, from, head) {
    from = at
    while ((open = enclosing(from)) && substr(code, open, 1) == "(")
        from = open
    head = open ? head_of(open) : "namespace"
    first = at
    if (open && substr(code, open, 1) == "[") {
        scope = "capture"
        last = closing(at + index(substr(code, at), "{") - 1)
    } else if (head ~ /(^|[^A-Za-z_0-9])(namespace|extern|class|struct|union)([^A-Za-z_0-9]|$)/ && head !~ /\)[^)]*$/) {
        scope = "member"
        first = 1
        last = length(source)
    } else {
        scope = "local"
        last = closing(open)
    }
}

# `text` with the uses of `name` as a weak pointer made uses of a strong one; what is put into a member may still be weak.
function uses(text,    use, out, begin, found) {
    use = "(\\.|->)[ \t\n]*(lock|expired)[ \t\n]*\\([ \t\n]*\\)" (scope == "local" || scope == "capture" ? "" : "|=[ \t\n]*[A-Za-z_0-9]+;")
    while (match(text, "(^|[^A-Za-z_0-9])" name "[ \t\n]*(" use ")")) {
        begin = RSTART + (substr(text, RSTART, length(name)) != name)
        out = out substr(text, 1, begin - 1)
        found = substr(text, begin, RSTART + RLENGTH - begin)
        text = substr(text, RSTART + RLENGTH)
        if (found ~ /;$/) {
            sub(/=[ \t\n]*/, "= decltype(" name ")(", found)
            sub(/;$/, ");", found)
            out = out found
        } else
            out = out (found ~ /expired/ ? "!" : "") name
    }
    return out text
}

function strengthen(at,    rest, word) {
    rest = substr(source, at)
    for (word in meaning)
        if (match(rest, "^" word "[^A-Za-z_0-9]"))
            rest = meaning[word] substr(rest, length(word) + 1)
    sub(/weak_ptr/, "shared_ptr", rest) || sub(/weak_from_this/, "shared_from_this", rest)
    last += length(rest) - length(source) + at - 1
    source = substr(source, 1, at - 1) rest
}

{ source = source $0 "\n" }

END {
    while (aliases != "" && (getline < aliases) > 0) {
        at = index($0, "\t")
        meaning[substr($0, 1, at - 1)] = substr($0, at + 1)
    }
    first = 1
    last = length(source)
    if (place != "") {
        code = mask(source)
        split(place, number, ":")
        for (at = 1; number[1] > 1; at++)
            number[1] -= substr(source, at, 1) == "\n"
        at += number[2] - 1
        find_scope(at)
        print scope >report
        strengthen(at)
    }
    printf "%s%s%s", substr(source, 1, first - 1), uses(substr(source, first, last - first + 1)), substr(source, last + 1)
}
