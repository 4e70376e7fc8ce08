/* finding.js: one finding, from its sentence to its cure. */
let view = null; /* the path of the finding on the page, for the keys */

function neighbours(finding) {
    const i = results.indexOf(finding);
    const go = (other, name, label, key) => other
        ? h('a', { class: 'quiet', href: '#f=' + other.fingerprint, 'aria-label': label, title: `${label} (${key})`, id: name }, icon(name))
        : h('span', { class: 'quiet off' }, icon(name));
    return h('div', { class: 'row crumb' }, h('a', { href: addressOfFilter() }, 'Findings'),
        i >= 0 && h('span', { class: 'hint' }, `${number(i + 1)} of ${number(results.length)}`),
        i >= 0 && h('span', { class: 'pair' }, go(results[i - 1], 'prev', 'Previous finding', 'p'), go(results[i + 1], 'next', 'Next finding', 'n')));
}

function verdict(finding) {
    const { suppressed, reason, author, time } = finding.raw, parts = [];
    if (suppressed !== undefined) parts.push(h('p', {}, h('b', {}, 'Suppressed in the source: '), suppressed || 'no reason given'));
    if (finding.raw.triage > 1 || reason)
        parts.push(h('p', {}, h('b', {}, word(TRIAGES[finding.raw.triage]), author ? ' by ' + author : '', time ? ', ' + date(time) : ''), reason ? [': ', reason] : ''));
    if (finding.status === 'fixed') parts.push(h('p', {}, h('b', {}, 'Fixed: '), 'the last run did not see it any more.'));
    return parts.length ? h('div', { class: 'notice calm' }, icon(needsAttention(finding) ? 'check' : 'muted'), h('div', {}, parts)) : null;
}

function stepper(finding) {
    const list = h('ol', { class: 'stops' }, view.steps.map(step => h('li', {}, h('button', { type: 'button', 'data-step': step.number, onclick: () => view.show(step.number, { moves: true }) },
        h('span', { class: 'dot', 'aria-hidden': 'true' }, step.number), h('span', {}, prose(step.text), h('span', { class: 'where' }, step.path ? `${step.path.split('/').at(-1)}:${step.line}` : ''))))));
    return h('section', { class: 'card stepper', 'aria-labelledby': 'steps-title' }, h('div', { class: 'row' }, h('h2', { id: 'steps-title' }, 'The path', h('span', { class: 'hint keyhint', 'aria-hidden': 'true' }, h('kbd', {}, 'j'), h('kbd', {}, 'k'))),
        h('span', { class: 'pair' }, h('button', { type: 'button', class: 'quiet', 'aria-label': 'Previous step', title: 'Previous step (k)', onclick: () => view.show(view.current - 1, { moves: true }) }, icon('up')),
            h('button', { type: 'button', class: 'quiet', 'aria-label': 'Next step', title: 'Next step (j)', onclick: () => view.show(view.current + 1, { moves: true }) }, icon('down')))), list);
}

function decide(finding) {
    const row = (title, text, what) => h('div', {}, h('p', { class: 'hint' }, title), copyable(text, what));
    const id = finding.fingerprint.slice(0, 12);
    return h('details', { class: 'card decide' }, h('summary', {}, h('h2', {}, 'Not a bug?')),
        row('Say so in the source, on or above the line:', `// linger:allow(${finding.rule}) why`, 'comment'),
        row('or in the database:', `linger triage ${id} false-positive --reason='why'`, 'command'),
        row('Everything linger knows about it:', `linger explain ${id}`, 'command'));
}

function evidenceCard(finding) {
    const evidence = evidenceOf(finding);
    return evidence.length > 0 && h('section', { class: 'card evidence', 'aria-labelledby': 'evidence-title' }, h('h2', { id: 'evidence-title' }, 'Why linger believes it'), h('ul', {}, evidence.map(text => h('li', {}, prose(sentence(text))))));
}

function facts(finding) {
    const since = runById.get(finding.since);
    const rows = [['Kind', finding.kind && h('code', {}, finding.kind)], ['About', finding.subject && h('code', {}, breakable(finding.subject))], ['Function', finding.function && h('code', {}, breakable(finding.function))],
        ['Seen since', since && `${date(since.when)}${since.revision ? ' (' + since.revision.slice(0, 10) + ')' : ''}`], ['Fingerprint', copyable(finding.fingerprint, 'fingerprint')]].filter(row => row[1]);
    return h('section', { class: 'card facts', 'aria-labelledby': 'facts-title' }, h('h2', { id: 'facts-title' }, 'Facts'), h('dl', {}, rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))));
}

function why(finding) {
    const rule = ruleById.get(finding.rule);
    return rule?.page ? h('section', { class: 'card why', 'aria-labelledby': 'why-title' }, h('h2', { id: 'why-title' }, 'Why it matters'), h('div', { class: 'markdown' }, ruleExcerpt(rule, 3)),
        h('p', {}, h('a', { href: '#r=' + finding.rule }, 'All about ' + ruleTitle(finding.rule).toLowerCase()))) : null;
}

function findingPage(finding, firstStep) {
    const address = n => `#f=${finding.fingerprint}${n > 1 ? '&s=' + n : ''}`;
    const fix = fixOf(finding), page = h('article', { class: 'finding' });
    view = pathView(finding, (n, isWalk) => {
        for (const button of page.querySelectorAll('.stops button')) {
            const isHere = Number(button.dataset.step) === n;
            isHere ? button.setAttribute('aria-current', 'step') : button.removeAttribute('aria-current');
        }
        if (isWalk) history.replaceState(null, '', address(n));
    });
    page.append(...[neighbours(finding),
        h('header', {}, h('h1', {}, prose(finding.message)), h('p', { class: 'meta' }, gauge(finding.confidence, true), badges(finding),
            h('a', { class: 'tag', href: '#r=' + finding.rule }, icon(ruleIcon(finding.rule)), ruleTitle(finding.rule)), h('span', { class: 'where' }, breakable(finding.path ? `${finding.path}:${finding.line}` : 'unknown place')))),
        verdict(finding),
        h('div', { class: 'split' },
            h('div', { class: 'column' }, /cycle/.test(finding.rule) && graphCard(view.steps, fix, n => view.show(n, { moves: true })), h('section', { 'aria-labelledby': 'code-title' }, h('h2', { id: 'code-title', class: 'unseen' }, 'The path through the code'), view.element), why(finding)),
            h('aside', { 'aria-label': 'About this finding' }, fix && h('section', { class: 'card fix', 'aria-labelledby': 'fix-title' }, h('h2', { id: 'fix-title' }, icon('fix'), 'How to fix'), h('p', {}, prose(sentence(fix)))),
                evidenceCard(finding), facts(finding), decide(finding), view.steps.length > 1 && stepper(finding)))].filter(Boolean));
    return { page, ready: () => view.show(firstStep || 1, { moves: firstStep > 1 }) };
}

function findingKeys(event) {
    if (event.key === 'j') view.show(view.current + 1, { moves: true });
    else if (event.key === 'k') view.show(view.current - 1, { moves: true });
    else if (event.key === 'n') $('next')?.click();
    else if (event.key === 'p') $('prev')?.click();
    else if (event.key === 'Escape' || event.key === 'u') location.hash = addressOfFilter();
    else return false;
    return true;
}
