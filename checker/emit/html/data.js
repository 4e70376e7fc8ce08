/* data.js: the report as objects. The shape of the raw data stands in checker/emit/html_data.c. */
const raw = JSON.parse($('data').textContent);
$('data').remove();

const CONFIDENCES = ['low', 'medium', 'high'];
const STATES = ['new', 'unchanged', 'reopened', 'fixed'];
const TRIAGES = ['open', 'confirmed', 'false-positive', 'intentional'];
const WORDS = {
    'new': 'New', 'unchanged': 'Known', 'reopened': 'Reopened', 'fixed': 'Fixed',
    'open': 'Open', 'confirmed': 'Confirmed', 'false-positive': 'False positive', 'intentional': 'Intentional', 'suppressed': 'Suppressed',
    'low': 'Low', 'medium': 'Medium', 'high': 'High',
    'run': 'This run', 'week': 'Past 7 days', 'month': 'Past 30 days', 'older': 'Older',
};
const word = key => WORDS[key] || key;

const ruleById = new Map(raw.rules.map(rule => [rule.id, rule]));
const runById = new Map(raw.runs.map(run => [run.id, run]));
const lastRun = raw.runs.at(-1);
const hasHistory = raw.runs.length > 1;

const ruleTitle = id => id ? id[0].toUpperCase() + id.slice(1).replaceAll('-', ' ') : 'Unknown rule';
const ruleIcon = id => /cycle/.test(id) ? 'cycle' : /logger/.test(id) ? 'logger' : /registration/.test(id) ? 'registration' : 'rule';
const pathOf = file => file < 0 ? '' : raw.files[file].path;

/* How long it has been there: by the time of the run that saw it first. */
function ageOf(finding) {
    if (!lastRun || finding.since === 0 || finding.since === lastRun.id) return finding.state === 1 ? 'older' : 'run';
    const since = runById.get(finding.since);
    const days = since ? (new Date(lastRun.when) - new Date(since.when)) / 86400000 : Infinity;
    return days <= 7 ? 'week' : days <= 30 ? 'month' : 'older';
}

/* What people made of it. */
function statusOf(finding) {
    if (finding.state === 3) return 'fixed';
    if (finding.suppressed !== undefined && finding.triage < 2) return 'suppressed';
    return TRIAGES[finding.triage];
}

const findings = raw.findings.map((f, index) => ({
    raw: f, index,
    rule: raw.strings[f.rule] || '', kind: raw.strings[f.kind] || '', confidence: f.confidence, message: f.message || '',
    file: f.at[0], path: pathOf(f.at[0]), line: f.at[1], column: f.at[2],
    function: raw.strings[f.function] || '', subject: raw.strings[f.subject] || '',
    fingerprint: f.fingerprint, state: STATES[f.state], status: statusOf(f), age: ageOf(f), since: f.since,
}));
const needsAttention = f => f.status === 'open' || f.status === 'confirmed';
const open = findings.filter(needsAttention);
const byFingerprint = new Map(findings.map(f => [f.fingerprint, f]));

function findByFingerprint(text) {
    return byFingerprint.get(text) || (text.length >= 6 ? findings.find(f => f.fingerprint.startsWith(text)) : undefined);
}

/* The steps of a finding; one without steps is its own only step. */
function stepsOf(finding) {
    const steps = finding.raw.steps.length ? finding.raw.steps : [[...finding.raw.at, 0, finding.raw.function]];
    return steps.map(([file, line, column, text, fn], i) => ({
        number: i + 1, file, path: pathOf(file), line, column, text: text ? raw.strings[text] : finding.message, function: raw.strings[fn] || '',
    }));
}
const evidenceOf = finding => finding.raw.evidence.map(i => raw.strings[i]).filter(Boolean);
const fixOf = finding => raw.strings[finding.raw.fix];

/* Lines of a file that the report carries, split when first asked for: [{first, lines}]. */
const split = new Map();
function partsOf(file) {
    if (file < 0) return [];
    if (!split.has(file))
        split.set(file, raw.files[file].parts.map(([first, text]) => ({ first, lines: text.replace(/\n$/, '').split('\n') })));
    return split.get(file);
}
const partWith = (file, line) => partsOf(file).find(part => line >= part.first && line < part.first + part.lines.length);

function tally(items, keyOf) {
    const counts = new Map();
    for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) || 0) + 1);
    return counts;
}

/* What to read first: new before known, sure before unsure, then by place (the order of the report). */
const importance = (a, b) => (a.state === 'unchanged') - (b.state === 'unchanged') || b.confidence - a.confidence || a.index - b.index;

/* Confidence as a small gauge: one, two or three bars, so that it reads without colour. */
function gauge(confidence, withWord) {
    const name = CONFIDENCES[confidence];
    const bars = s('svg', { class: 'gauge ' + name, viewBox: '0 0 12 12', role: withWord ? undefined : 'img', 'aria-hidden': withWord ? 'true' : undefined, 'aria-label': withWord ? undefined : name + ' confidence' },
        [0, 1, 2].map(i => s('rect', { x: i * 4.4, y: 8 - i * 3.5, width: 3, height: 4 + i * 3.5, rx: 0.8, class: i <= confidence ? 'on' : 'off' })));
    return withWord ? h('span', { class: 'tag ' + name }, bars, word(name), h('span', { class: 'wide' }, ' confidence')) : bars;
}

/* Signs of state; what is plain (known, open) has none. */
function badges(finding) {
    const all = [];
    if (finding.state === 'new' && hasHistory) all.push(h('span', { class: 'tag fresh' }, icon('new'), 'New'));
    if (finding.state === 'reopened') all.push(h('span', { class: 'tag fresh' }, icon('again'), 'Reopened'));
    if (finding.status === 'confirmed') all.push(h('span', { class: 'tag' }, icon('check'), 'Confirmed'));
    if (finding.status === 'fixed') all.push(h('span', { class: 'tag' }, icon('check'), 'Fixed'));
    if (!needsAttention(finding) && finding.status !== 'fixed') all.push(h('span', { class: 'tag' }, icon('muted'), word(finding.status)));
    return all;
}
