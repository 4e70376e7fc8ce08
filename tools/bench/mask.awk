# mask.awk: what the other scripts of this folder read instead of a C or C++ file.

# Comments, strings and preprocessor lines become blanks, so that only the program's own punctuation is left. Same length.
function mask(s,    out, i, n, c, two, end, quote) {
    n = length(s)
    for (i = 1; i <= n; i = end) {
        c = substr(s, i, 1)
        two = substr(s, i, 2)
        end = i + 1
        if (two == "/*") {
            end = index(substr(s, i + 2), "*/")
            end = end ? i + end + 3 : n + 1
        } else if (two == "//" || (c == "#" && substr(out, length(out) - 80) ~ /(^|\n)[ \t]*$/)) {
            while (end <= n && (substr(s, end, 1) != "\n" || substr(s, end - 1, 1) == "\\"))
                end++
        } else if (c == "\"" || (c == "'" && substr(s, i - 1, 1) !~ /[0-9a-fA-F]/)) {
            quote = c
            while (end <= n && (c = substr(s, end, 1)) != quote)
                end += c == "\\" ? 2 : 1
            end++
            out = out quote
            i++
        } else {
            out = out c
            continue
        }
        c = substr(s, i, end - i)
        gsub(/[^\n]/, " ", c)
        out = out c
    }
    return out
}
