/* path.js: the way a finding takes, through the code of its steps. Consecutive steps in one file share a scene: their lines, with
 * each step's sentence under the line it speaks of. A line drawn along the margin joins the numbered steps in order, across scenes,
 * bowed where it goes back up or past others. */
const AROUND = 4; /* lines shown above and below a step at first */
const JOIN = 3;   /* gaps of so few lines are not worth a fold */

function scenesOf(steps) {
    const scenes = [];
    for (const step of steps) {
        if (!scenes.length || scenes.at(-1).file !== step.file) scenes.push({ file: step.file, path: step.path, steps: [] });
        scenes.at(-1).steps.push(step);
    }
    for (const scene of scenes) scene.windows = windowsOf(scene);
    return scenes;
}

/* Runs of lines to show: [{first, last, lines, tokens}], never beyond what the report carries. */
function windowsOf(scene) {
    const wanted = [];
    for (const step of scene.steps) {
        const part = partWith(step.file, step.line);
        if (part) wanted.push([Math.max(part.first, step.line - AROUND), Math.min(part.first + part.lines.length - 1, step.line + AROUND)]);
    }
    wanted.sort((a, b) => a[0] - b[0]);
    const merged = [];
    for (const [first, last] of wanted) {
        const before = merged.at(-1);
        if (before && first <= before.last + JOIN + 1 && partWith(scene.file, before.last) === partWith(scene.file, first)) before.last = Math.max(before.last, last);
        else merged.push({ first, last });
    }
    return merged;
}

const colouredParts = new WeakMap();
function tokensAt(part, line) {
    if (!colouredParts.has(part)) colouredParts.set(part, tokenize(part.lines));
    return colouredParts.get(part)[line - part.first] || [];
}

function note(step, total, walk) {
    return h('div', { class: 'note', 'data-step': step.number },
        h('button', { type: 'button', class: 'badge', 'aria-label': 'Step ' + step.number + ' of ' + total, onclick: () => walk(step.number) }, step.number),
        h('p', {}, prose(step.text)));
}

function sceneLines(scene, total, walk) {
    const shown = new Set(), out = [];
    scene.windows.forEach((range, i) => {
        if (i) out.push(fold(scene, i, total, walk));
        const part = partWith(scene.file, range.first);
        for (let line = range.first; line <= range.last; line++) {
            const here = scene.steps.filter(step => step.line === line && !shown.has(step.number));
            out.push(h('div', { class: here.length ? 'line hit' : 'line', 'data-line': line },
                h('span', { class: 'no' }, line), h('code', {}, colored(tokensAt(part, line), here.map(step => step.column)), '\n')));
            for (const step of here) {
                shown.add(step.number);
                out.push(note(step, total, walk));
            }
        }
    });
    for (const step of scene.steps.filter(other => !shown.has(other.number)))
        out.push(h('div', { class: 'line absent' }, h('span', { class: 'no' }, step.line || '?'), h('em', {}, 'This line could not be read when the report was written.')), note(step, total, walk));
    return out;
}

/* Between two windows: how many lines are left out; a button where the report carries them. */
function fold(scene, i, total, walk) {
    const before = scene.windows[i - 1], after = scene.windows[i], hidden = after.first - before.last - 1;
    if (partWith(scene.file, before.last) !== partWith(scene.file, after.first)) return h('div', { class: 'fold' }, plural(hidden, 'line'));
    return h('button', { type: 'button', class: 'fold', onclick: event => {
        before.last = after.last;
        scene.windows.splice(i, 1);
        const lines = event.target.closest('.lines');
        lines.replaceChildren(...sceneLines(scene, total, walk));
        lines.dispatchEvent(new CustomEvent('relined', { bubbles: true }));
    } }, 'Show ' + plural(hidden, 'line'));
}

function sceneElement(scene, total, walk) {
    const functions = [...new Set(scene.steps.map(step => step.function).filter(Boolean))];
    const numbers = scene.steps.map(step => step.number), stretch = numbers.length > 1 ? `Steps ${numbers[0]} to ${numbers.at(-1)}` : `Step ${numbers[0]}`;
    return h('section', { class: 'scene', 'aria-label': `${stretch}: ${scene.path || 'unknown file'}` },
        h('h3', {}, h('span', { class: 'where' }, breakable(scene.path || 'unknown file'), h('span', { class: 'lineno' }, scene.steps[0].line ? ':' + scene.steps[0].line : '')),
            functions.length > 0 && h('span', { class: 'in' }, 'in ', functions.map((name, i) => [i ? ', ' : '', h('code', {}, name)]))),
        h('div', { class: 'lines' }, sceneLines(scene, total, walk)));
}

/* A path that may break after its slashes. */

/* From point to point down the margin; bowed when badges of other steps lie between or the way leads up. */
function stroke(from, to, others) {
    const low = Math.min(from.y, to.y), high = Math.max(from.y, to.y), x = from.x;
    const isFree = to.y > from.y && !others.some(point => point.y > low && point.y < high);
    if (isFree) return `M${x} ${from.y + 13}L${x} ${to.y - 15}`;
    const bow = x - 19, direction = to.y > from.y ? 1 : -1, bend = Math.min(26, (high - low) / 2);
    return `M${x - 11} ${from.y + 6 * direction}C${bow} ${from.y + bend * direction} ${bow} ${to.y - bend * direction} ${x - 12} ${to.y - 7 * direction}`;
}

function drawMargin(root, svg, current) {
    const box = root.getBoundingClientRect();
    const points = [...root.querySelectorAll('.note')].map(element => {
        const badge = element.querySelector('.badge').getBoundingClientRect();
        return { number: Number(element.dataset.step), x: badge.left - box.left + badge.width / 2, y: badge.top - box.top + badge.height / 2 };
    }).sort((a, b) => a.number - b.number);
    svg.setAttribute('height', Math.ceil(box.height));
    svg.replaceChildren(s('defs', {}, ['ahead', 'behind'].map(name =>
        s('marker', { id: 'tip-' + name, viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto', class: name }, s('path', { d: 'M1 1 6 4 1 7' })))),
    ...points.slice(1).map((point, i) => {
        const name = point.number <= current ? 'behind' : 'ahead';
        return s('path', { class: name, d: stroke(points[i], point, points), 'marker-end': `url(#tip-${name})` });
    }));
}

/* The whole path. Gives {element, show(n, options)}; `onstep` hears of every step taken. */
function pathView(finding, onstep) {
    const steps = stepsOf(finding), svg = s('svg', { class: 'margin', width: 48, 'aria-hidden': 'true' });
    let current = 0;
    const walk = n => show(n, { moves: true });
    const element = h('div', { class: 'path' }, svg, scenesOf(steps).map(scene => sceneElement(scene, steps.length, walk)));
    const draw = () => drawMargin(element, svg, current);
    function show(n, { moves = false } = {}) {
        current = Math.max(1, Math.min(steps.length, n));
        for (const other of element.querySelectorAll('.note')) {
            const isHere = Number(other.dataset.step) === current;
            other.classList.toggle('here', isHere);
            other.classList.toggle('passed', Number(other.dataset.step) < current);
            other.querySelector('.badge').toggleAttribute('aria-current', isHere);
            if (isHere) other.querySelector('.badge').setAttribute('aria-current', 'step');
            let line = other.previousElementSibling;
            while (line && line.classList.contains('note')) line = line.previousElementSibling;
            if (isHere) {
                element.querySelectorAll('.line.here').forEach(old => old.classList.remove('here'));
                line?.classList.add('here');
                if (moves) {
                    other.scrollIntoView({ block: 'center', behavior: calm() ? 'auto' : 'smooth' });
                    announce(`Step ${current} of ${steps.length}: ${steps[current - 1].text}`);
                }
            }
        }
        draw();
        onstep(current, moves);
    }
    element.addEventListener('relined', () => show(current));
    new ResizeObserver(draw).observe(element);
    return { element, steps, show, get current() { return current; } };
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
