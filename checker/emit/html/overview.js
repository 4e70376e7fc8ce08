/* overview.js: the first page: how many, where, since when, what to read first. */
const linkTo = change => '#' + new URLSearchParams({ v: 'list', ...change });

function headline() {
    /* Silence is only good news about what was looked at. */
    if (!open.length && !raw.units) return ['Nothing was analysed.'];
    if (!open.length && raw.failed.length) return ['No findings in what could be analysed.'];
    if (!open.length) return ['Nothing lingers', '. ', findings.length ? 'Every finding is settled.' : 'No findings.'];
    const fresh = open.filter(f => f.state === 'new').length, again = open.filter(f => f.state === 'reopened').length;
    const parts = [h('em', {}, plural(open.length, 'finding')), ' to look at'];
    if (hasHistory && fresh) parts.push(', ', h('em', {}, number(fresh) + ' new'));
    else if (hasHistory) parts.push(', none of them new');
    if (hasHistory && again) parts.push(', ' + number(again) + ' back again');
    return [...parts, '.'];
}

function subline() {
    const failed = raw.failed.filter(unit => !unit.partial).length, words = [];
    words.push(plural(raw.units, 'unit') + ' analysed' + (failed ? `, ${number(failed)} failed` : ''));
    if (lastRun) words.push(date(lastRun.when, true));
    if (raw.revision) words.push('revision ' + raw.revision.slice(0, 12));
    return words.join(' · ');
}

/* Gaps come before numbers: a number that misses something must say so. */
function gapNotice() {
    if (!raw.failed.length) return null;
    const failed = raw.failed.filter(unit => !unit.partial).length, partial = raw.failed.length - failed;
    const parts = [failed && plural(failed, 'unit') + ' could not be analysed', partial && plural(partial, 'unit') + ' only in part'].filter(Boolean);
    return h('p', { class: 'notice' }, icon('warn'), h('span', {}, h('b', {}, list(parts), '.'), ' Findings there may be missing. ', h('a', { href: '#v=units' }, 'Which and why')));
}

function figures() {
    const settled = findings.length - open.length;
    const rows = [
        ['To look at', open.length, linkTo({}), 'open or confirmed'],
        ['High confidence', open.filter(f => f.confidence === 2).length, linkTo({ confidence: 'high' }), 'act on these first'],
        hasHistory && ['New', open.filter(f => f.state === 'new').length, linkTo({ since: 'new' }), 'since the run before'],
        lastRun && hasHistory && ['Fixed', lastRun.fixed, null, 'since the run before'],
        settled > 0 && ['Settled', settled, linkTo({ status: 'false-positive,intentional,suppressed,fixed' }), 'suppressed, intentional, wrong'],
    ].filter(Boolean);
    return h('div', { class: 'figures' }, rows.map(([title, value, href, hint]) =>
        h(href ? 'a' : 'div', { href, class: 'figure' }, h('span', { class: 'title' }, title), h('span', { class: 'value' }, number(value)), h('span', { class: 'hint' }, hint))));
}

/* A list of bars, each a link to its findings. */
function bars(title, rows) {
    if (!rows.length) return null;
    const most = Math.max(...rows.map(row => row.count));
    const id = 'by-' + title.toLowerCase().replace(/\W+/g, '-');
    return h('section', { class: 'card', 'aria-labelledby': id }, h('h2', { id }, title), h('ol', { class: 'bars' }, rows.map(row => {
        const bar = h('span', { class: 'bar', 'aria-hidden': 'true' }, h('span', { class: row.kind || '' }));
        bar.firstChild.style.width = Math.max(1.5, 100 * row.count / most) + '%';
        return h('li', {}, h('a', { href: row.href }, h('span', { class: 'name' }, row.sign, h('span', {}, row.label)), h('span', { class: 'number' }, number(row.count)), bar));
    })));
}

/* Folders that share the findings out well: the largest is opened until there are enough of them. */
function folders(items) {
    const split = (group, depth) => {
        const inner = new Map();
        for (const f of group.items) {
            const parts = f.path.split('/'), key = depth < parts.length - 1 ? parts.slice(0, depth + 1).join('/') + '/' : f.path || '(unknown file)';
            if (!inner.has(key)) inner.set(key, { key, depth: depth + 1, items: [], isFile: !key.endsWith('/') });
            inner.get(key).items.push(f);
        }
        return [...inner.values()];
    };
    let groups = split({ items }, 0);
    for (let i = 0; i < 40; i++) {
        const biggest = groups.filter(group => !group.isFile).sort((a, b) => b.items.length - a.items.length)[0];
        if (!biggest || groups.length >= 6 && biggest.items.length < items.length * 0.5) break;
        const inner = split(biggest, biggest.depth);
        if (inner.every(group => group.isFile)) {
            biggest.isFile = true; /* nothing but files in it: as small as a folder gets */
            continue;
        }
        if (groups.length - 1 + inner.length > 14 && groups.length > 1) break;
        groups = groups.filter(group => group !== biggest).concat(inner);
    }
    return groups.sort((a, b) => b.items.length - a.items.length || (a.key < b.key ? -1 : 1));
}

function folderRows() {
    const groups = folders(open), rows = groups.slice(0, 8).map(group => ({ label: breakable(group.key), count: group.items.length, href: linkTo({ path: group.key }) }));
    if (groups.length > 8) rows.push({ label: plural(groups.length - 8, 'more place'), count: groups.slice(8).reduce((sum, group) => sum + group.items.length, 0), href: linkTo({ sort: 'path' }) });
    return rows;
}

const facetRow = (key, counts, facet, label, sign, kind) => ({ label, sign, kind, count: counts.get(key) || 0, href: linkTo({ [facet]: key }) });
const notEmpty = row => row.count > 0;

function byConfidence() {
    const counts = tally(open, f => CONFIDENCES[f.confidence]);
    return bars('By confidence', ['high', 'medium', 'low'].map(name => facetRow(name, counts, 'confidence', word(name), gauge(CONFIDENCES.indexOf(name), false), name)).filter(notEmpty));
}

function panels() {
    const rules = tally(open, f => f.rule), ages = tally(open, f => f.age);
    return h('div', { class: 'panels' }, bars('By folder', folderRows()),
        bars('By rule', [...rules.keys()].sort((a, b) => rules.get(b) - rules.get(a)).map(id => facetRow(id, rules, 'rule', ruleTitle(id), icon(ruleIcon(id))))),
        hasHistory && bars('By age', ['run', 'week', 'month', 'older'].map(name => facetRow(name, ages, 'age', word(name))).filter(notEmpty)));
}

/* The trend: findings of each run, stacked by confidence, oldest first. Drawn for the width there is. */
const CHART = { height: 156, left: 34, right: 8, top: 12, bottom: 22 };

function chartScale(runs, width) {
    const most = Math.max(4, ...runs.map(run => run.total));
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000].find(size => most / size <= 3.5) || most;
    const top = Math.ceil(most / step) * step, { height, left, right, top: above, bottom } = CHART;
    return { step, top, width, x: i => left + i * (width - left - right) / (runs.length - 1), y: count => height - bottom - count * (height - bottom - above) / top,
        at: x => Math.max(0, Math.min(runs.length - 1, Math.round((x - left) / (width - left - right) * (runs.length - 1)))) };
}

const sumOf = run => run.by[0] + run.by[1] + run.by[2];

function chartElements(runs, { x, y, step, top, width }) {
    const line = value => runs.map((run, i) => `${x(i)} ${y(value(run))}`);
    const area = (low, high) => 'M' + line(high).join('L') + 'L' + line(low).reverse().join('L') + 'z';
    const layers = [['high', () => 0, run => run.by[2]], ['medium', run => run.by[2], run => run.by[2] + run.by[1]], ['low', run => run.by[2] + run.by[1], sumOf]];
    return [Array.from({ length: Math.round(top / step) + 1 }, (_, i) => s('g', { class: 'tick' }, s('line', { x1: CHART.left, x2: width - CHART.right, y1: y(i * step), y2: y(i * step) }),
        s('text', { x: CHART.left - 8, y: y(i * step) + 4, 'text-anchor': 'end' }, number(i * step)))),
    layers.map(([name, low, high]) => [s('path', { class: name, d: area(low, high) }), s('path', { class: name + '-texture', d: area(low, high) })]),
    s('path', { class: 'total', d: 'M' + line(sumOf).join('L') }),
    s('text', { x: CHART.left, y: CHART.height - 4 }, date(runs[0].when)), s('text', { x: width - CHART.right, y: CHART.height - 4, 'text-anchor': 'end' }, date(runs.at(-1).when))];
}

function trend() {
    const runs = raw.runs.slice(-60);
    if (runs.length < 2) return null;
    const first = runs[0], summary = `${runs.length} runs: from ${number(first.total)} on ${date(first.when)} to ${number(lastRun.total)} on ${date(lastRun.when)}.`;
    const tip = h('p', { class: 'tip', 'aria-hidden': 'true' }, summary), chart = s('svg', { class: 'trend', height: CHART.height, role: 'img', 'aria-label': 'Findings over ' + summary });
    const textures = s('defs', {}, s('pattern', { id: 'dots', width: 5, height: 5, patternUnits: 'userSpaceOnUse' }, s('circle', { cx: 1.5, cy: 1.5, r: 0.9 })),
        s('pattern', { id: 'hatch', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, s('line', { x1: 0, y1: 0, x2: 0, y2: 5 })));
    const marker = s('g', { class: 'marker', visibility: 'hidden' }, s('line', { y1: 8, y2: CHART.height - CHART.bottom }), s('circle', { r: 4 }));
    let scale;
    const draw = () => {
        scale = chartScale(runs, chart.clientWidth || 340);
        chart.replaceChildren(textures, ...chartElements(runs, scale).flat(2), marker);
    };
    const rest = () => { marker.setAttribute('visibility', 'hidden'); tip.textContent = summary; };
    chart.addEventListener('pointermove', event => {
        const i = scale.at(event.clientX - chart.getBoundingClientRect().left), run = runs[i];
        marker.setAttribute('visibility', 'visible');
        marker.setAttribute('transform', `translate(${scale.x(i)} 0)`);
        marker.lastChild.setAttribute('cy', scale.y(sumOf(run)));
        tip.textContent = `${date(run.when)}: ${plural(run.total, 'finding')}, ${number(run.new)} new, ${number(run.fixed)} fixed`;
    });
    chart.addEventListener('pointerleave', rest);
    new ResizeObserver(draw).observe(chart);
    draw();
    const swatch = name => s('svg', { viewBox: '0 0 12 12', class: 'trend swatch' }, s('rect', { width: 12, height: 12, rx: 2, class: name }), s('rect', { width: 12, height: 12, rx: 2, class: name + '-texture' }));
    return h('section', { class: 'card trend-card', 'aria-labelledby': 'trend-title' }, h('div', { class: 'row' }, h('h2', { id: 'trend-title' }, 'Trend'),
        h('p', { class: 'key', 'aria-hidden': 'true' }, ['high', 'medium', 'low'].map(name => h('span', {}, swatch(name), word(name))))), chart, tip, runTable(runs));
}

function runTable(runs) {
    const columns = ['Run', 'Revision', 'Findings', 'High', 'Medium', 'Low', 'New', 'Fixed'];
    return h('details', {}, h('summary', {}, 'As a table'), h('div', { class: 'wide-table', tabindex: '0', role: 'region', 'aria-label': 'Runs' }, h('table', {},
        h('thead', {}, h('tr', {}, columns.map(title => h('th', { scope: 'col' }, title)))),
        h('tbody', {}, [...runs].reverse().map(run => h('tr', {}, h('th', { scope: 'row' }, date(run.when, true)), h('td', {}, run.revision ? run.revision.slice(0, 10) : '–'),
            [run.total, run.by[2], run.by[1], run.by[0], run.new, run.fixed].map(value => h('td', { class: 'n' }, number(value)))))))));
}

function firstReads() {
    const items = [...open].sort(importance).slice(0, 7);
    if (!items.length) return null;
    return h('section', { class: 'card first', 'aria-labelledby': 'first-title' }, h('div', { class: 'row' }, h('h2', { id: 'first-title' }, 'Start here'), h('a', { href: linkTo({}) }, 'All findings')),
        h('ol', { class: 'reads' }, items.map(f => h('li', {}, rowLink(f)))));
}

/* Nothing to read: then at least what was looked for. */
function lookedFor() {
    return h('section', { class: 'looked-for', 'aria-labelledby': 'looked-title' }, h('h2', { id: 'looked-title' }, 'What was looked for'), ruleList(),
        h('p', { class: 'hint' }, 'linger reports what it can show. What it only suspects: ', h('code', {}, 'linger report --min-confidence=low')));
}

function overviewPage() {
    return h('div', { class: 'overview' }, h('h1', {}, headline()), h('p', { class: 'sub' }, subline()), gapNotice(), open.length > 0 && figures(),
        raw.runs.length < 2 && open.length > 0 && h('p', { class: 'hint quiet-note' }, 'This is the first run on record. From the next one on, this page shows what is new, what was fixed, and the trend.'),
        (open.length > 0 || hasHistory) && h('div', { class: 'spread' }, firstReads(), h('div', { class: 'stack' }, trend(), byConfidence())), open.length > 0 && panels(), !findings.length && raw.units > 0 && lookedFor());
}

function unitsPage() {
    const table = (title, units, text) => units.length > 0 && h('section', { class: 'card' }, h('h2', {}, title, ' ', h('span', { class: 'count' }, number(units.length))), h('p', { class: 'hint' }, text),
        h('ul', { class: 'units' }, units.map(unit => h('li', {}, h('span', { class: 'where' }, breakable(unit.path || '')), h('span', {}, unit.reason || 'No reason is known.')))));
    return h('div', { class: 'units-page' }, h('h1', {}, 'What linger could not see'), h('p', { class: 'sub' }, `${plural(raw.failed.length, 'unit')} of ${number(raw.units)}. Silence about them means nothing.`),
        table('Not analysed', raw.failed.filter(unit => !unit.partial), 'Nothing in these units was looked at. Findings they had before are kept, not counted as fixed.'),
        table('Analysed in part', raw.failed.filter(unit => unit.partial), 'These did not parse completely: statements with errors are missing. Often a generated header was not built.'),
        !raw.failed.length && h('p', {}, 'Every unit was analysed completely.'));
}

function ruleList() {
    const counts = tally(open, f => f.rule);
    return h('ul', { class: 'rules' }, raw.rules.map(rule => h('li', { class: 'card' }, h('h2', {}, icon(ruleIcon(rule.id)), h('a', { href: '#r=' + rule.id }, ruleTitle(rule.id))), h('p', {}, sentence(rule.brief || '')),
        h('p', { class: 'hint' }, counts.get(rule.id) ? h('a', { href: linkTo({ rule: rule.id }) }, plural(counts.get(rule.id), 'finding')) : 'No findings'))));
}

const rulesPage = () => h('div', { class: 'rules-page' }, h('h1', {}, 'Rules'), h('p', { class: 'sub' }, 'What linger looks for, and why it matters.'), ruleList());

function rulePage(id) {
    const rule = ruleById.get(id);
    if (!rule) return missingPage('There is no rule of that name in this report.');
    const count = open.filter(f => f.rule === id).length;
    return h('article', { class: 'page' }, h('p', { class: 'crumb' }, h('a', { href: '#v=rules' }, 'Rules')), h('h1', {}, ruleTitle(id)), h('p', { class: 'sub' }, sentence(rule.brief || '')),
        count > 0 && h('p', {}, h('a', { href: linkTo({ rule: id }) }, plural(count, 'finding'), ' in this report')), h('div', { class: 'markdown' }, ruleBody(rule, 2)));
}

const missingPage = text => h('div', {}, h('h1', {}, 'Not here'), h('p', { class: 'sub' }, text), h('p', {}, h('a', { href: '#v=overview' }, 'To the overview')));
