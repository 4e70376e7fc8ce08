/* code.js: C and C++ as coloured lines. A lexer of the size of its purpose: it knows comments, literals (raw ones too), directives,
 * keywords, and guesses types and calls from their shape. It works on an excerpt, which may begin inside a comment. */
const KEYWORDS = new Set(('alignas alignof asm auto break case catch class concept const consteval constexpr constinit const_cast continue co_await co_return ' +
    'co_yield decltype default delete do dynamic_cast else enum explicit export extern final for friend goto if inline mutable namespace new noexcept ' +
    'operator override private protected public register reinterpret_cast requires restrict return sizeof static static_assert static_cast struct ' +
    'switch template this thread_local throw try typedef typeid typename union using virtual volatile while _Atomic _Noreturn _Static_assert ' +
    'nullptr true false NULL').split(' '));
const TYPES = new Set('bool char char8_t char16_t char32_t double float int long short signed unsigned void wchar_t size_t ssize_t FILE std string'.split(' '));

const TOKEN = new RegExp([
    '(?<comment>//(?:\\\\\\n|[^\\n])*|/\\*[^]*?(?:\\*/|$))',
    '(?<string>(?:u8|[uUL])?R"(?<mark>[^\\s()\\\\"]{0,16})\\([^]*?(?:\\)\\k<mark>"|$)|(?:u8|[uUL])?"(?:\\\\[^]|[^"\\\\\\n])*(?:"|$|(?=\\n))|(?:u8|[uUL])?\'(?:\\\\[^]|[^\'\\\\\\n])*(?:\'|$|(?=\\n)))',
    '(?<directive>^[ \\t]*#[ \\t]*\\w+)',
    '(?<number>\\.?\\d(?:[eEpP][+-]|\'(?=\\w)|[\\w.])*)',
    '(?<name>[A-Za-z_$\\u0080-\\uffff][\\w$\\u0080-\\uffff]*)',
    '(?<punct>->|::|[^\\w\\s])',
    '(?<space>\\s+)',
].join('|'), 'gmu');

function classOf(match, text) {
    const { comment, string, directive, number: digits, name } = match.groups;
    if (comment !== undefined) return 'c-comment';
    if (string !== undefined) return 'c-string';
    if (directive !== undefined) return 'c-directive';
    if (digits !== undefined) return 'c-number';
    if (name === undefined) return '';
    if (KEYWORDS.has(name)) return 'c-keyword';
    if (TYPES.has(name) || /_t$/.test(name)) return 'c-type';
    if (/^\s*\(/.test(text.slice(match.index + name.length, match.index + name.length + 4))) return 'c-call';
    return /^[A-Z][a-z]\w*$/.test(name) ? 'c-type' : /^[A-Z][A-Z0-9_]+$/.test(name) ? 'c-macro' : '';
}

/* Tokens of each line: [[{text, kind}…]…]. */
function tokenize(lines) {
    const text = lines.join('\n'), out = [[]];
    const closes = text.indexOf('*/'), opens = text.indexOf('/*');
    let start = 0;
    const add = (piece, kind) => piece.split('\n').forEach((part, i) => {
        if (i) out.push([]);
        if (part) out.at(-1).push({ text: part, kind });
    });
    if (closes >= 0 && (opens < 0 || closes < opens)) {
        start = closes + 2;
        add(text.slice(0, start), 'c-comment');
    }
    TOKEN.lastIndex = start;
    for (let match; start < text.length && (match = TOKEN.exec(text));) {
        if (match.index > start) add(text.slice(start, match.index), '');
        add(match[0], classOf(match, text));
        start = TOKEN.lastIndex;
    }
    add(text.slice(start), '');
    return out;
}

/* Columns count bytes of UTF-8; strings count UTF-16. */
function unitOfByte(text, byte) {
    let bytes = 0, unit = 0;
    for (const c of text) {
        if (bytes >= byte) break;
        const point = c.codePointAt(0);
        bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        unit += c.length;
    }
    return unit;
}

/* The elements of one line; `columns` (from 1, in bytes) are the places a step points at. */
function colored(tokens, columns) {
    const text = tokens.map(token => token.text).join('');
    const marks = (columns || []).filter(column => column > 0).map(column => unitOfByte(text, column - 1));
    let at = 0;
    return tokens.map(token => {
        const from = at, to = at += token.text.length;
        const isMarked = token.text.trim() && marks.some(mark => mark >= from && mark < to) && !/comment/.test(token.kind);
        const element = token.kind ? h('span', { class: token.kind }, token.text) : token.text;
        return isMarked ? h('mark', {}, element) : element;
    });
}

const codeBlock = text => h('pre', { class: 'snippet', tabindex: '0', role: 'region', 'aria-label': 'Code example' },
    h('code', {}, tokenize(text.split('\n')).map((tokens, i) => [i ? '\n' : '', colored(tokens)])));
