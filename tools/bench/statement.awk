# statement.awk: finds the statements of a C or C++ file that places are in: awk -v places="LINE:COLUMN ..." -f mask.awk -f statement.awk FILE
# Prints for each place: LINE:COLUMN, first and last byte of the statement without its `;` (from 1), a reason why it cannot be
# taken out ('-': it can), its text, and what it names that ends in the same function ('-': nothing; '+': two things, the
# container as well as what is in it). Deletion must leave a program: what is part of a condition, of a declaration or of another statement's value stays.

# Where the parenthesis opens that closes at `at`.
function opening(at,    depth, c) {
    for (depth = 0; at > 0; at--) {
        c = substr(code, at, 1)
        depth += c == ")" ? 1 : c == "(" ? -1 : 0
        if (depth == 0)
            break
    }
    return at
}

# Does the parenthesis that closes at `at` belong to if, while, for, or a macro that loops? Then a statement begins behind it.
function is_header(at,    before) {
    at = opening(at)
    before = substr(code, at > 80 ? at - 80 : 1, at > 80 ? 80 : at - 1)
    return before ~ /(^|[^A-Za-z_0-9])(if|while|for|switch|[A-Za-z_0-9]*(foreach|FOREACH|for_each|FOR_EACH)[A-Za-z_0-9]*)[ \t\n]*$/
}

# First byte of the statement around `at`; 0: it is inside parentheses.
function statement_start(at,    c) {
    for (at--; at > 0; at--) {
        c = substr(code, at, 1)
        if (c == ";" || c == "{" || c == "}")
            break
        if (c == "(" || c == "[")
            return 0
        if (c == ")") {
            if (is_header(at))
                break
            at = opening(at)
        }
    }
    at++
    while (match(substr(code, at, 400),
                 /^([ \t\n]+|(else|do)[^A-Za-z_0-9]|case[^A-Za-z_0-9][^:;?]*:|[A-Za-z_][A-Za-z_0-9]*[ \t]*:[^:])/))
        at += RLENGTH - (substr(code, at, RLENGTH) ~ /(else|do|:)[^A-Za-z_0-9 \t\n]$/ ? 1 : 0)
    return at
}

# Last byte before the `;` that ends the statement; 0: a block comes first.
function statement_end(at,    depth, c) {
    for (depth = 0; at <= length(code); at++) {
        c = substr(code, at, 1)
        depth += c == "(" || c == "[" ? 1 : c == ")" || c == "]" ? -1 : 0
        if (depth < 0 || (depth == 0 && (c == "{" || c == "}")))
            return 0
        if (depth == 0 && c == ";")
            return at - 1
    }
    return 0
}

# Why the statement cannot be taken out. A call's value that goes somewhere is needed; an assignment may be the removal itself.
function reason(first, last, at, text,    left) {
    if (first == 0)
        return "part of a condition or of a call's arguments"
    if (last == 0)
        return "not a statement of its own"
    if (text ~ /^(return|throw|goto|if|while|for|switch|co_return|delete|break|continue)([^A-Za-z_0-9]|$)/)
        return "its value decides where to go on"
    left = substr(text, 1, at - first)
    if (left ~ /[^=!<>]=[^=]/ && left !~ /=[ \t]*$/ || left ~ /[^=!<>]=[ \t]*$/ && substr(text, at - first + 1) ~ /\(/)
        return "its value is used"
    if (text ~ /^(const |static |struct |auto |unsigned |int |char |void )[^=();]*=/ ||
        text ~ /^[A-Za-z_][A-Za-z_0-9:<>]*[ \t]+\**[A-Za-z_][A-Za-z_0-9]*[ \t]*=/)
        return "a declaration"
    return "-"
}

# The functions of the file: where the bodies begin and end, and what stands before them. One pass.
function find_functions(    i, n, c, depth, inside, head) {
    n = length(code)
    for (i = head = 1; i <= n; i++) {
        c = substr(code, i, 1)
        if (c == "{") {
            depth++
            if (!inside && substr(code, head, i - head) ~ /[A-Za-z_0-9~][ \t\n]*\(/ &&
                substr(code, head, i - head) !~ /(^|[ \t\n])(namespace|class|enum)[ \t\n]|=[ \t\n]*$/) {
                inside = depth
                functions++
                body[functions] = i
                heading[functions] = substr(code, head, i - head)
            }
        } else if (c == "}") {
            if (inside && (depth == inside || substr(code, i - 1, 1) == "\n")) {
                finish[functions] = i
                depth = inside
                inside = 0
            }
            depth -= depth > 0
        }
        if (!inside && c ~ /[;{}]/)
            head = i + 1
    }
}

function end_word() {
    return "[A-Za-z_0-9]*([Ff]ree|FREE|[Dd]estr|[Dd]elete|[Dd]ispose|[Uu]nref|[Rr]elease|[Cc]leanup|[Cc]lose|[Ff]ini)[A-Za-z_0-9]*"
}

# Is it handed, as a whole, to what ends it?
function is_handed_over(name, rest) {
    return rest ~ "(^|[^A-Za-z_0-9])" end_word() "[ \t\n]*\\([ \t\n&*(]*" name "[ \t\n]*[,)]" ||
        rest ~ "(^|[^A-Za-z_0-9])delete[ \t\n]+" name "[ \t\n]*;"
}

# Does the function end it by its own name?
function is_argument_of_end(name, f) {
    return heading[f] ~ "(^|[^A-Za-z_0-9])(" end_word() "|~[A-Za-z_0-9]+)[ \t\n]*\\(([^()]*[^A-Za-z_0-9])?" name "[ \t\n]*[,)]"
}

# Which of the words that the text names as a whole, not as a member, ends in function `f` or in what calls that: conn_unlink(c).
function what_ended(text, f, rest, calls,    names, count, i, g, called, ended) {
    gsub(/(->|\.)[ \t\n]*[A-Za-z_0-9]+/, "", text)
    gsub(/[A-Za-z_0-9]+[ \t\n]*\(/, " ", text)
    count = split(text, names, /[^A-Za-z_0-9]+/)
    ended = "-"
    for (i = 1; i <= count; i++)
        if (names[i] ~ /^[A-Za-z_]/ && names[i] != ended && is_handed_over(names[i], rest))
            ended = ended == "-" ? names[i] : "+"
    for (i = 1; i <= count && ended == "-"; i++)
        if (names[i] ~ /^[A-Za-z_]/ && is_argument_of_end(names[i], f))
            ended = names[i]
    if (ended != "-" || !calls || !match(heading[f], /[A-Za-z_0-9~]+[ \t\n]*\(/))
        return ended
    called = substr(heading[f], RSTART, RLENGTH - 1)
    for (i = 1; i <= count; i++)
        if (names[i] ~ /^[A-Za-z_]/ && heading[f] ~ "[^A-Za-z_0-9]" names[i] "[ \t\n]*[,)]")
            for (g = 1; g <= functions; g++)
                if (g != f && is_ended_by_caller(g, called))
                    return names[i]
    return "-"
}

function is_ended_by_caller(g, called,    rest) {
    rest = substr(code, body[g], finish[g] - body[g])
    return match(rest, "(^|[^A-Za-z_0-9])" called "[ \t\n]*\\([^();]*\\)") &&
        what_ended(substr(rest, RSTART, RLENGTH), g, substr(rest, 1, RSTART) substr(rest, RSTART + RLENGTH), 0) != "-"
}

# Of what the statement names, what ends in the same function: without the statement it would end where it still is.
# `head = p->next` says nothing of p, which was read from head before.
function ended_in_function(first, last,    f, statement, rest, left) {
    for (f = 1; f <= functions && finish[f] < last; f++)
        ;
    if (f > functions || body[f] > first)
        return "-"
    statement = substr(code, first, last - first + 1)
    rest = substr(code, body[f], first - body[f]) substr(code, last + 1, finish[f] - last)
    if (match(statement, /[^=!<>+-]=[^=]/)) {
        left = substr(statement, 1, RSTART)
        gsub(/[ \t\n]+$/, "", left)
        gsub(/[][\\.^$*+?(){}|]/, "\\\\&", left)
        if (match(rest, "[A-Za-z_0-9]+[ \t\n]*=[ \t\n]*" left "[ \t\n]*[;,)]"))
            statement = statement " " substr(rest, RSTART, match(substr(rest, RSTART), /[ \t\n]*=/) - 1)
    }
    return heading[f] ~ /~/ ? "this" : what_ended(statement, f, rest, 1)
}

{ source = source $0 "\n" }

END {
    code = mask(source)
    offset[1] = 0
    lines = split(source, line, "\n")
    for (i = 2; i <= lines; i++)
        offset[i] = offset[i - 1] + length(line[i - 1]) + 1
    find_functions()
    count = split(places, place, " ")
    for (i = 1; i <= count; i++) {
        split(place[i], number, ":")
        at = offset[number[1]] + number[2]
        first = statement_start(at)
        last = first ? statement_end(first) : 0
        text = first && last ? substr(code, first, last - first + 1) : "-"
        why = reason(first, last, at, text)
        gsub(/[ \t\n]+/, " ", text)
        print place[i] "\t" first "\t" last "\t" why "\t" substr(text, 1, 100) "\t" \
            (first && last ? ended_in_function(first, last) : "-")
    }
}
