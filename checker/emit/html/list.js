/* list.js: all findings, filtered while typing. Only the rows in sight exist as elements, so that ten thousand are as quick as ten. */

/* What one can filter by. A row of this table is a group of boxes; `of` gives a finding's value. */
const FACETS = [
    { key: 'since', title: 'History', of: f => f.state, order: ['new', 'reopened', 'unchanged', 'fixed'], when: () => hasHistory },
    { key: 'confidence', title: 'Confidence', of: f => CONFIDENCES[f.confidence], order: ['high', 'medium', 'low'] },
    { key: 'rule', title: 'Rule', of: f => f.rule, label: ruleTitle },
    { key: 'kind', title: 'Kind', of: f => f.kind },
    { key: 'age', title: 'Age', of: f => f.age, order: ['run', 'week', 'month', 'older'], when: () => hasHistory },
    { key: 'status', title: 'Status', of: f => f.status, order: ['open', 'confirmed', 'false-positive', 'intentional', 'suppressed', 'fixed'], preset: ['open', 'confirmed'] },
];
const text = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const SORTS = {
    importance: ['Importance', importance],
    newest: ['Newest first', (a, b) => b.since - a.since || importance(a, b)],
    path: ['Path', (a, b) => text(a.path, b.path) || a.line - b.line],
    rule: ['Rule', (a, b) => text(a.rule, b.rule) || text(a.kind, b.kind) || importance(a, b)],
    function: ['Function', (a, b) => text(a.function, b.function) || a.index - b.index],
    message: ['Message', (a, b) => text(a.message, b.message)],
};

const filter = { q: '', path: '', sort: 'importance', sets: new Map() };
let results = [];

/* The filter and the address (#v=list&…) say the same. */
function filterFromAddress(parameters) {
    filter.q = parameters.get('q') || '';
    filter.path = parameters.get('path') || '';
    filter.sort = Object.hasOwn(SORTS, parameters.get('sort')) ? parameters.get('sort') : 'importance';
    for (const facet of FACETS) {
        const given = parameters.get(facet.key);
        filter.sets.set(facet.key, new Set(given !== null ? given.split(',').filter(Boolean) : facet.preset || []));
    }
}

function addressOfFilter() {
    const parameters = new URLSearchParams({ v: 'list' });
    for (const key of ['q', 'path']) if (filter[key]) parameters.set(key, filter[key]);
    if (filter.sort !== 'importance') parameters.set('sort', filter.sort);
    for (const facet of FACETS) {
        const value = [...filter.sets.get(facet.key)].join(',');
        if (value !== (facet.preset || []).join(',')) parameters.set(facet.key, value);
    }
    return '#' + parameters;
}
filterFromAddress(new URLSearchParams());

/* Words that must all occur; with a minus sign: must not. */
const wordsOf = query => query.toLowerCase().split(/\s+/).filter(part => part && part !== '-').map(part => part[0] === '-' ? { not: true, text: part.slice(1) } : { text: part });
const matches = (words, hay) => words.every(part => hay.includes(part.text) !== Boolean(part.not));
const hay = f => f.hay ??= [f.message, f.path, f.function, f.subject, f.rule, f.kind, f.fingerprint].join('\n').toLowerCase();

/* Fills `results`; gives the counts of every facet, each as if its own boxes were not ticked. */
function runFilter() {
    const words = wordsOf(filter.q), paths = wordsOf(filter.path), counts = new Map(FACETS.map(facet => [facet.key, new Map()]));
    results = [];
    for (const f of findings) {
        if (words.length && !matches(words, hay(f)) || paths.length && !matches(paths, f.path.toLowerCase())) continue;
        const misses = FACETS.filter(facet => filter.sets.get(facet.key).size && !filter.sets.get(facet.key).has(facet.of(f)));
        if (!misses.length) results.push(f);
        for (const facet of misses.length ? misses.length === 1 ? misses : [] : FACETS) {
            const map = counts.get(facet.key), value = facet.of(f);
            map.set(value, (map.get(value) || 0) + 1);
        }
    }
    results.sort(SORTS[filter.sort][1]);
    return counts;
}

function rowLink(f) {
    return h('a', { class: 'find', href: '#f=' + f.fingerprint }, gauge(f.confidence),
        h('span', { class: 'what' }, prose(f.message)),
        h('span', { class: 'meta' }, badges(f), h('span', { class: 'rule' }, icon(ruleIcon(f.rule)), ruleTitle(f.rule)), h('span', { class: 'where' }, f.path ? f.path + ':' + f.line : 'unknown place'),
            f.function && h('span', { class: 'fn' }, f.function)));
}

/* --- the rows in sight ----------------------------------------------------------------------------------------------------------- */

let rows, live = new Map(), active = 0;

const rowHeight = () => parseFloat(getComputedStyle(rows).getPropertyValue('--row')) || 80;

function paint() {
    if (!rows?.isConnected) return;
    const height = rowHeight(), top = rows.getBoundingClientRect().top, extra = 6, everything = 'printing' in document.body.dataset;
    const from = everything ? 0 : Math.max(0, Math.floor(-top / height) - extra);
    const to = everything ? Math.min(results.length, 2000) : Math.min(results.length, Math.ceil((innerHeight - top) / height) + extra);
    const keep = new Set();
    rows.style.height = everything ? 'auto' : results.length * height + 'px';
    for (let i = from; i < to; i++) keep.add(i);
    if (rows.contains(document.activeElement)) keep.add(active);
    for (const [i, item] of live) if (!keep.has(i)) { item.remove(); live.delete(i); }
    for (const i of [...keep].sort((a, b) => a - b)) {
        if (i >= results.length) continue;
        if (!live.has(i)) {
            const item = h('li', { 'aria-setsize': results.length, 'aria-posinset': i + 1 }, rowLink(results[i]));
            item.style.transform = `translateY(${i * height}px)`;
            item.firstChild.tabIndex = i === active ? 0 : -1;
            item.firstChild.addEventListener('focus', () => setActive(i));
            const next = [...live.keys()].filter(key => key > i).sort((a, b) => a - b)[0];
            rows.insertBefore(item, next === undefined ? null : live.get(next));
            live.set(i, item);
        }
    }
}

function repaint() {
    live.forEach(item => item.remove());
    live.clear();
    paint();
}

function setActive(i) {
    const before = live.get(active);
    if (before) before.firstChild.tabIndex = -1;
    active = i;
    const now = live.get(i);
    if (now) now.firstChild.tabIndex = 0;
}

function focusRow(i) {
    if (!results.length) return;
    setActive(Math.max(0, Math.min(results.length - 1, i)));
    const height = rowHeight(), top = rows.getBoundingClientRect().top + scrollY + active * height;
    const above = document.querySelector('.bar-top')?.getBoundingClientRect().bottom || 0;
    if (top < scrollY + above + 8) scrollTo(0, top - above - 8);
    else if (top + height > scrollY + innerHeight - 8) scrollTo(0, top + height - innerHeight + 8);
    paint();
    live.get(active)?.firstChild.focus({ preventScroll: true });
}

function listKeys(event) {
    const isInRows = rows?.contains(document.activeElement), page = Math.max(1, Math.floor(innerHeight / rowHeight()) - 2);
    const moves = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: page, PageUp: -page };
    if (event.key in moves && (isInRows || event.key === 'j' || event.key === 'k')) focusRow(isInRows ? active + moves[event.key] : active);
    else if (isInRows && event.key === 'Home') focusRow(0);
    else if (isInRows && event.key === 'End') focusRow(results.length - 1);
    else if (event.key === '/') $('search').focus();
    else return false;
    return true;
}

/* --- the page -------------------------------------------------------------------------------------------------------------------- */

function facetElement(facet, counts, change) {
    const chosen = filter.sets.get(facet.key), here = counts.get(facet.key), all = tally(findings, facet.of);
    const values = facet.order ? facet.order.filter(value => all.has(value)) : [...all.keys()].sort((a, b) => all.get(b) - all.get(a) || text(a, b));
    if (values.length < 2 && !facet.preset || facet.when && !facet.when()) return null;
    return h('fieldset', {}, h('legend', {}, facet.title), values.slice(0, 24).map(value => {
        const box = h('input', { type: 'checkbox', name: facet.key, value, onchange: () => { chosen.has(value) ? chosen.delete(value) : chosen.add(value); change(); } });
        box.checked = chosen.has(value);
        return h('label', { class: here.get(value) ? '' : 'none' }, box, h('span', {}, facet.key === 'confidence' && [gauge(CONFIDENCES.indexOf(value)), ' '], facet.label ? facet.label(value) : word(value)), h('span', { class: 'number' }, number(here.get(value) || 0)));
    }));
}

function chips(change) {
    const all = [];
    const chip = (label, drop) => all.push(h('button', { type: 'button', class: 'chip', 'aria-label': 'Remove filter ' + label, onclick: () => { drop(); change(); } }, label, icon('close')));
    for (const facet of FACETS) {
        const set = filter.sets.get(facet.key);
        if ([...set].join() === (facet.preset || []).join()) continue;
        for (const value of set) chip(`${facet.title}: ${facet.label ? facet.label(value) : word(value)}`, () => set.delete(value));
        if (!set.size) chip(`${facet.title}: all`, () => facet.preset.forEach(value => set.add(value)));
    }
    if (filter.path) chip('Path: ' + filter.path, () => { filter.path = ''; });
    if (filter.q) chip('Text: ' + filter.q, () => { filter.q = ''; });
    if (all.length > 1) all.push(h('button', { type: 'button', class: 'link', onclick: () => { filterFromAddress(new URLSearchParams()); change(); } }, 'Clear all'));
    return all;
}

function listPage() {
    const aside = h('div', { class: 'facets' }), count = h('p', { class: 'total', id: 'total', role: 'status' }), strip = h('div', { class: 'chips' }), empty = h('p', { class: 'empty', hidden: true });
    const search = h('input', { id: 'search', type: 'search', placeholder: 'Search text, function, path, fingerprint', 'aria-label': 'Search findings', autocomplete: 'off', spellcheck: 'false' });
    const path = h('input', { id: 'path', type: 'search', placeholder: 'src/ -test', 'aria-label': 'Path contains', autocomplete: 'off', spellcheck: 'false' });
    const sort = h('select', { id: 'sort', 'aria-label': 'Sort by' }, Object.entries(SORTS).map(([key, [title]]) => h('option', { value: key }, title)));
    const fold = h('details', { class: 'filters', open: innerWidth > 900 }, h('summary', {}, 'Filters'), h('fieldset', {}, h('legend', {}, h('label', { for: 'path' }, 'Path')), path), aside);
    rows = h('ol', { class: 'rows', role: 'list', 'aria-label': 'Findings' });
    const update = (isFirst) => {
        const counts = runFilter(), focused = document.activeElement?.closest?.('.facets input')?.value;
        search.value = filter.q;
        path.value = filter.path;
        sort.value = filter.sort;
        aside.replaceChildren(...FACETS.map(facet => facetElement(facet, counts, update)).filter(Boolean));
        if (focused) aside.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
        strip.replaceChildren(...chips(update));
        count.textContent = results.length === findings.length ? plural(results.length, 'finding') : `${number(results.length)} of ${plural(findings.length, 'finding')}`;
        empty.hidden = results.length > 0;
        empty.textContent = findings.length ? 'No finding matches all of these filters.' : 'No findings.';
        if (isFirst !== true) {
            active = 0;
            history.replaceState(null, '', addressOfFilter());
            if (scrollY > rows.offsetTop) scrollTo(0, 0);
        }
        repaint();
    };
    search.addEventListener('input', () => { filter.q = search.value; update(); });
    path.addEventListener('input', () => { filter.path = path.value; update(); });
    sort.addEventListener('change', () => { filter.sort = sort.value; update(); });
    for (const field of [search, path])
        field.addEventListener('keydown', event => {
            if (event.key === 'ArrowDown' || event.key === 'Enter') { focusRow(active); event.preventDefault(); }
            else if (event.key === 'Escape') { field.value = ''; field.dispatchEvent(new Event('input')); field.blur(); event.stopPropagation(); }
        });
    const page = h('div', { class: 'list' }, h('h1', { class: 'unseen' }, 'Findings'), h('aside', { 'aria-label': 'Filters' }, fold),
        h('div', { class: 'column' }, h('div', { class: 'bar-top' }, h('div', { class: 'searchbox' }, icon('search'), search), h('label', { class: 'sorter' }, 'Sort ', sort)),
            h('div', { class: 'row under' }, count, strip), empty, rows));
    return { page, ready: () => update(true) };
}
