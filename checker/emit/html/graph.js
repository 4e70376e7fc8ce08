/* graph.js: who holds whom, as a picture. The edges are read from steps of the shape "'A' holds 'B'…" or "the lambda holds 'B'…", in
 * the order of the cycle; 'A' may be an owner with its field ('Session::handler_'). Steps of another shape are left to the path. */
const HOLDS = /^(?:'([^']+)'|(?:the )?([\w -]+?)) (?:strongly )?(?:holds|owns|keeps|captures) '([^']+)'[:,]?(.*)$/;

function edgesOf(steps, fix) {
    const edges = [];
    for (const step of steps) {
        const match = HOLDS.exec(step.text);
        if (match) edges.push({ step: step.number, holder: match[1] || match[2], held: match[3], rest: match[4].trim() });
    }
    const held = new Set(edges.map(edge => edge.held));
    for (const edge of edges) {
        const cut = held.has(edge.holder) ? null : /^(.+)(?:\.|->|::)([^.:>]+)$/.exec(edge.holder);
        [edge.from, edge.field] = cut ? [cut[1], cut[2]] : [edge.holder, /^'([^']+)' is captured/.exec(edge.rest)?.[1] || ''];
        edge.to = edge.held;
    }
    /* What is held is what holds next, under whatever name: a base, or the type a field declares. */
    const holders = new Set(edges.map(edge => edge.from));
    edges.forEach((edge, i) => { if (!holders.has(edge.to)) edge.to = edges[(i + 1) % edges.length].from; });
    markWeak(edges, fix || '');
    return edges;
}

/* The edge to weaken: the one whose text says so, or whose holder the advice names; else the one that closes the cycle. */
function markWeak(edges, fix) {
    const names = [...fix.matchAll(/'([^']+)'/g)].map(match => match[1]);
    const score = edge => /\bweak\b/.test(edge.rest) ? 4 : names.includes(edge.holder) ? 3 : edge.field && names.includes(edge.field) ? 2 : 0;
    const best = edges.reduce((a, b) => score(b) > score(a) ? b : a, edges.at(-1));
    if (!best) return;
    best.weak = score(best) ? 'suggested: weak' : 'could be weak';
}

const widthOf = name => Math.max(84, Math.min(name.length, 26) * 8.2 + 30);
const short = (name, most) => name.length > most ? name.slice(0, most - 1) + '…' : name;

/* Places of the nodes: around an ellipse where there is room, one below the other where not. */
function layout(names, isNarrow) {
    const n = names.length;
    if (isNarrow) {
        const width = 340;
        return { width, height: n * 116 - 34, at: new Map(names.map((name, i) => [name, { x: 190, y: 40 + i * 116 }])) };
    }
    const width = 760, ry = n < 3 ? 0 : 56 + n * 20;
    const at = new Map(names.map((name, i) => {
        const angle = n < 3 ? Math.PI * (i + 1) : 2 * Math.PI * i / n - Math.PI / 2;
        return [name, { x: width / 2 + Math.cos(angle) * 235, y: Math.sin(angle) * ry }];
    }));
    const ys = [...at.values()].map(point => point.y), top = Math.min(...ys) - (n < 3 ? 76 : 34);
    return { width, top, height: Math.max(...ys) + (n < 3 ? 76 : 62) - top, at };
}

/* Where the line from the centre of a box towards a point leaves the box. */
function border(center, name, towards) {
    const dx = towards.x - center.x, dy = towards.y - center.y;
    const scale = 1 / Math.max(Math.abs(dx) / (widthOf(name) / 2 + 5), Math.abs(dy) / 25, 0.001);
    return { x: center.x + dx * Math.min(1, scale), y: center.y + dy * Math.min(1, scale) };
}

/* The line of an edge and its label; all labels are drawn above all lines. */
function edgeElements(edge, place, index, isNarrow) {
    const from = place.at.get(edge.from), to = place.at.get(edge.to), kind = edge.weak ? 'edge weak' : 'edge';
    const names = [...place.at.keys()], isBack = isNarrow && names.indexOf(edge.to) <= names.indexOf(edge.from);
    let d, middle, anchor = 'middle';
    if (edge.from === edge.to) {
        const y = from.y - 20;
        d = `M${from.x - 22} ${y}C${from.x - 60} ${y - 56} ${from.x + 60} ${y - 56} ${from.x + 22} ${y - 3}`;
        middle = { x: from.x, y: y - 48 };
    } else if (isBack) {
        const left = from.x - widthOf(edge.from) / 2 - 4, end = to.x - widthOf(edge.to) / 2 - 6;
        d = `M${left} ${from.y}C${30} ${from.y} ${30} ${to.y} ${end} ${to.y}`;
        middle = { x: 8, y: (from.y + to.y) / 2 };
        anchor = 'start';
    } else {
        const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1, bow = isNarrow ? 0 : place.at.size < 3 ? 84 : 62;
        const control = { x: (from.x + to.x) / 2 + dy / length * bow, y: (from.y + to.y) / 2 - dx / length * bow };
        const a = border(from, edge.from, control), b = border(to, edge.to, control);
        d = `M${a.x} ${a.y}Q${control.x} ${control.y} ${b.x} ${b.y}`;
        middle = { x: (a.x + 2 * control.x + b.x) / 4, y: (a.y + 2 * control.y + b.y) / 4 };
        if (isNarrow) [middle.x, anchor] = [middle.x + 18, 'start'];
    }
    const lines = [`${index + 1} ${short(edge.field || 'holds', 22)}`, edge.weak].filter(Boolean);
    const width = Math.max(...lines.map((line, i) => line.length * (i ? 6.9 : 8))) + 10, left = anchor === 'start' ? middle.x - 5 : middle.x - width / 2;
    return [s('g', { class: kind }, s('path', { d, 'marker-end': `url(#tip-${edge.weak ? 'weak' : 'strong'})` })),
        s('g', { class: kind }, s('rect', { class: 'plate', x: left, y: middle.y - 9 * lines.length, width, height: 18 * lines.length, rx: 4 }),
            lines.map((line, i) => s('text', { class: i ? 'why' : '', x: middle.x, y: middle.y + 5 + (i - (lines.length - 1) / 2) * 16, 'text-anchor': anchor }, line)))];
}

function drawGraph(edges, names, isNarrow) {
    const place = layout(names, isNarrow), drawn = edges.map((edge, i) => edgeElements(edge, place, i, isNarrow));
    return s('svg', { class: 'graph', viewBox: `0 ${place.top || 0} ${place.width} ${place.height}`, role: 'img',
        'aria-label': 'Cycle: ' + edges.map(edge => `${edge.holder} holds ${edge.held}${edge.weak ? ' (' + edge.weak + ')' : ''}`).join('; ') },
    s('defs', {}, ['strong', 'weak'].map(name => s('marker', { id: 'tip-' + name, class: 'tip-' + name, viewBox: '0 0 10 10', refX: 8, refY: 5, markerWidth: 8, markerHeight: 8, orient: 'auto-start-reverse' },
        s('path', { d: 'M0 0 10 5 0 10z' })))),
    drawn.map(pair => pair[0]), drawn.map(pair => pair[1]),
    names.map(name => {
        const { x, y } = place.at.get(name), width = widthOf(name);
        return s('g', { class: 'node' }, s('rect', { x: x - width / 2, y: y - 20, width, height: 40, rx: 9 }),
            s('text', { x, y: y + 5, 'text-anchor': 'middle' }, short(name, 26), s('title', {}, name)));
    }));
}

/* The card with the picture and the same in words; null where the steps show no cycle. `walk` goes to a step. */
function graphCard(steps, fix, walk) {
    const edges = edgesOf(steps, fix);
    if (!edges.length) return null;
    const names = [...new Set(edges.flatMap(edge => [edge.from, edge.to]))];
    const canvas = h('div', { class: 'canvas' });
    let wasNarrow;
    const draw = () => {
        const isNarrow = canvas.clientWidth < 560;
        if (isNarrow !== wasNarrow) canvas.replaceChildren(drawGraph(edges, names, wasNarrow = isNarrow));
    };
    new ResizeObserver(draw).observe(canvas);
    canvas.append(drawGraph(edges, names, wasNarrow = false));
    return h('section', { class: 'card cycle', 'aria-labelledby': 'cycle-title' }, h('h2', { id: 'cycle-title' }, 'Who holds whom'), canvas,
        h('ol', { class: 'legend' }, edges.map(edge => h('li', { class: edge.weak ? 'weak' : '' },
            h('button', { type: 'button', class: 'link', onclick: () => walk(edge.step) }, h('code', {}, edge.holder), ' holds ', h('code', {}, edge.held)), edge.rest ? ' ' : '', prose(edge.rest),
            edge.weak && h('span', { class: 'tag' }, icon('fix'), edge.weak)))));
}
