/* markdown.js: the pages of rules/ as elements: headings, paragraphs, lists, tables, quotes, fenced code; inline code, emphasis, links.
 * It makes elements itself, so that nothing in a page can become markup. */
function inline(text) {
    const out = [];
    const pattern = /(`+)(.+?)\1|\*\*(.+?)\*\*|(?<![\w*])[*_](?!\s)([^*_]+?)[*_](?![\w*])|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:[^>\s]+)>/g;
    let last = 0;
    for (const match of text.matchAll(pattern)) {
        const [whole, , code, strong, emphasis, label, target, address] = match;
        out.push(text.slice(last, match.index));
        last = match.index + whole.length;
        if (code !== undefined) out.push(h('code', {}, code.trim()));
        else if (strong !== undefined) out.push(h('strong', {}, inline(strong)));
        else if (emphasis !== undefined) out.push(h('em', {}, inline(emphasis)));
        else out.push(link(label || address, target || address));
    }
    return [...out, text.slice(last)];
}

function link(label, target) {
    const page = /^(?:\.\/)?([\w-]+)\.md$/.exec(target);
    if (page && ruleById.has(page[1])) return h('a', { href: '#r=' + page[1] }, inline(label));
    if (/^https?:\/\//i.test(target)) return h('a', { href: target, rel: 'noreferrer noopener' }, inline(label));
    return h('span', {}, inline(label));
}

const BLOCK = /^(#{1,6}\s|```|~~~|>|\||\s*[-*+]\s|\s*\d+[.)]\s|(?:---|\*\*\*)\s*$)/;
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

function takeList(lines, i) {
    const [, indent, bullet] = ITEM.exec(lines[i]);
    const element = h(/\d/.test(bullet) ? 'ol' : 'ul', {});
    while (i < lines.length) {
        const item = ITEM.exec(lines[i]);
        if (!item || item[1].length < indent.length || /\d/.test(item[2]) !== /\d/.test(bullet)) break;
        const inner = [item[3]];
        const width = item[0].length - item[3].length;
        for (i++; i < lines.length; i++) {
            const isBlank = !lines[i].trim(), depth = lines[i].search(/\S/);
            if (isBlank ? !(lines[i + 1] || '').startsWith('  ') : depth < Math.min(width, indent.length + 2) && (ITEM.test(lines[i]) || BLOCK.test(lines[i]) || !lines[i - 1].trim())) break;
            inner.push(lines[i].slice(Math.min(width, Math.max(depth, 0))));
        }
        while (i < lines.length && !lines[i].trim() && ITEM.test(lines[i + 1] || '')) i++;
        const children = markdown(inner.join('\n'), 6);
        element.append(h('li', {}, children.length === 1 && children[0].tagName === 'P' ? [...children[0].childNodes] : children));
    }
    return [element, i];
}

function takeTable(lines, i) {
    const rows = [];
    for (; i < lines.length && lines[i].startsWith('|'); i++)
        rows.push(lines[i].trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll('\\|', '|')));
    const hasHead = rows[1] && rows[1].every(cell => /^:?-+:?$/.test(cell));
    const row = (cells, tag) => h('tr', {}, cells.map(cell => h(tag, tag === 'th' ? { scope: 'col' } : {}, inline(cell))));
    return [h('div', { class: 'wide-table', tabindex: '0', role: 'region', 'aria-label': 'Table' }, h('table', {},
        hasHead && h('thead', {}, row(rows[0], 'th')), h('tbody', {}, rows.slice(hasHead ? 2 : 0).map(cells => row(cells, 'td'))))), i];
}

/* Elements of a page; its headings begin at `level`. */
function markdown(text, level = 2) {
    const lines = String(text || '').replace(/\r/g, '').split('\n'), out = [];
    for (let i = 0; i < lines.length;) {
        const line = lines[i], heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line), fence = /^(```+|~~~+)\s*(\S*)/.exec(line);
        if (!line.trim()) {
            i++;
        } else if (heading) {
            out.push(h('h' + Math.max(2, Math.min(6, level + heading[1].length - 1)), {}, inline(heading[2])));
            i++;
        } else if (fence) {
            const end = lines.findIndex((other, j) => j > i && other.startsWith(fence[1]));
            const stop = end < 0 ? lines.length : end;
            out.push(codeBlock(lines.slice(i + 1, stop).join('\n')));
            i = stop + 1;
        } else if (line.startsWith('>')) {
            const from = i;
            while (i < lines.length && lines[i].startsWith('>')) i++;
            out.push(h('blockquote', {}, markdown(lines.slice(from, i).map(quoted => quoted.replace(/^>\s?/, '')).join('\n'), level)));
        } else if (line.startsWith('|')) {
            const [table, next] = takeTable(lines, i);
            out.push(table);
            i = next;
        } else if (/^(---|\*\*\*)\s*$/.test(line)) {
            out.push(h('hr', {}));
            i++;
        } else if (ITEM.test(line)) {
            const [items, next] = takeList(lines, i);
            out.push(items);
            i = next;
        } else if (/^ {4}/.test(line)) {
            const from = i;
            while (i < lines.length && (/^ {4}/.test(lines[i]) || !lines[i].trim() && /^ {4}/.test(lines[i + 1] || ''))) i++;
            out.push(codeBlock(lines.slice(from, i).map(code => code.slice(4)).join('\n')));
        } else {
            const from = i++;
            while (i < lines.length && lines[i].trim() && !BLOCK.test(lines[i])) i++;
            out.push(h('p', {}, inline(lines.slice(from, i).map(part => part.trim()).join(' '))));
        }
    }
    return out;
}

/* A page without its title, which the reader has already seen; its sections begin at `level`. */
const bodyOf = rule => String(rule.page || '').replace(/^\s*#\s.*\n/, '');
const ruleBody = (rule, level) => markdown(bodyOf(rule), level - 1);

/* What somebody with a finding of the rule before him wants to know: what it means, an example, the cures. */
const ruleExcerpt = (rule, level) => markdown(bodyOf(rule).split(/^(?=## )/m).filter((part, i) => i === 0 || /^## (why|example|how to fix)/i.test(part)).join(''), level - 1);
