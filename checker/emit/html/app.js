/* app.js: addresses to pages, keys to deeds, and the theme. An address: #v=overview, #v=list&filters, #v=units, #v=rules, #r=rule, #f=fingerprint&s=step. */
let place = '', listScroll = { address: '', y: 0 };

const TITLES = { overview: 'Overview', list: 'Findings', units: 'Gaps', rules: 'Rules' };

function pageFor(parameters) {
    if (parameters.has('f')) {
        const finding = findByFingerprint(parameters.get('f'));
        if (!results.length) runFilter();
        return finding ? { view: 'finding', title: finding.message, ...findingPage(finding, Number(parameters.get('s')) || 1) }
            : { view: 'none', title: 'Not here', page: missingPage('No finding in this report has that fingerprint. It may be fixed, or from another run.') };
    }
    if (parameters.has('r')) return { view: 'rules', title: ruleTitle(parameters.get('r')), page: rulePage(parameters.get('r')) };
    const name = parameters.get('v') || 'overview';
    if (name === 'list') {
        filterFromAddress(parameters);
        return { view: name, title: 'Findings', ...listPage() };
    }
    const pages = { overview: overviewPage, units: unitsPage, rules: rulesPage };
    return Object.hasOwn(pages, name) ? { view: name, title: TITLES[name], page: pages[name]() } : { view: 'none', title: 'Not here', page: missingPage('This report has no such page.') };
}

function showPage(isFirst) {
    const address = location.hash;
    if (address === '#main') return;
    if (place === 'list') listScroll = { address: listScroll.address, y: listScroll.y };
    view = null;
    rows = undefined;
    live.clear();
    const { view: name, title, page, ready } = pageFor(new URLSearchParams(address.slice(1)));
    place = name;
    document.body.dataset.page = name;
    document.title = `${title} · ${raw.project || 'linger'}`;
    $('main').replaceChildren(page);
    for (const link of document.querySelectorAll('header nav a')) link.dataset.view === (name === 'finding' ? 'list' : name) ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
    if (name === 'list') {
        ready();
        const y = listScroll.address === address ? listScroll.y : 0;
        listScroll = { address, y };
        scrollTo(0, y);
        paint();
        if (y && results[lastRow]) focusRow(lastRow);
    } else {
        scrollTo(0, 0);
        ready?.();
    }
    if (!isFirst && name !== 'list') $('main').focus({ preventScroll: true });
}

let lastRow = -1;
addEventListener('hashchange', () => showPage(false));
addEventListener('scroll', () => { if (place === 'list') { paint(); listScroll = { address: location.hash, y: scrollY }; lastRow = active; } }, { passive: true });
addEventListener('resize', () => { if (place === 'list') { document.querySelector('.filters').open ||= innerWidth > 900; repaint(); } });
addEventListener('beforeprint', () => { if (place === 'list') { document.body.dataset.printing = ''; repaint(); } });
addEventListener('afterprint', () => { delete document.body.dataset.printing; if (place === 'list') repaint(); });

/* --- theme: as the system says, or light, or dark ------------------------------------------------------------------------------- */

const THEMES = { auto: 'As the system', light: 'Light', dark: 'Dark' };

function showTheme(theme) {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    $('theme').querySelector('use').setAttribute('href', '#i-' + theme);
    $('theme').setAttribute('aria-label', 'Theme: ' + THEMES[theme]);
    $('theme').title = `Theme: ${THEMES[theme]} (t)`;
}

function nextTheme() {
    const names = Object.keys(THEMES), now = document.documentElement.dataset.theme || 'auto', theme = names[(names.indexOf(now) + 1) % names.length];
    showTheme(theme);
    announce('Theme: ' + THEMES[theme]);
    try { theme === 'auto' ? localStorage.removeItem('linger-theme') : localStorage.setItem('linger-theme', theme); } catch { /* not kept, then */ }
}

/* --- keys ----------------------------------------------------------------------------------------------------------------------- */

const KEYS = [['/', 'Search'], ['j  k', 'Next and previous row or step'], ['Enter', 'Open the finding'], ['n  p', 'Next and previous finding'], ['Esc', 'Back to the list'],
    ['o', 'Overview'], ['l', 'List'], ['t', 'Theme'], ['?', 'This help']];

function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || $('help').open || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'checkbox') return;
    const isDone = place === 'list' && listKeys(event) || place === 'finding' && findingKeys(event);
    if (isDone) event.preventDefault();
    else if (event.key === '?') $('help').showModal();
    else if (event.key === 't') nextTheme();
    else if (event.key === 'o') location.hash = '#v=overview';
    else if (event.key === 'l') location.hash = addressOfFilter();
    else if (event.key === '/') { location.hash = addressOfFilter(); setTimeout(() => $('search')?.focus(), 50); event.preventDefault(); }
}

function start() {
    const failed = raw.failed.length;
    $('project').textContent = raw.project || '';
    $('nav-findings').textContent = number(open.length);
    $('nav-units').hidden = !failed;
    $('nav-failed').textContent = number(failed);
    $('made').append(['Made by linger ' + (raw.version || ''), raw.libclang && 'libclang ' + raw.libclang, lastRun && date(lastRun.when, true)].filter(Boolean).join(' · '));
    $('help-keys').append(...KEYS.map(([keys, deed]) => h('div', {}, h('dt', {}, keys.split('  ').map(key => h('kbd', {}, key))), h('dd', {}, deed))));
    $('help-button').addEventListener('click', () => $('help').showModal());
    $('help').addEventListener('click', event => { if (event.target === $('help')) $('help').close(); });
    $('theme').addEventListener('click', nextTheme);
    $('skip').addEventListener('click', event => { event.preventDefault(); $('main').focus(); });
    document.addEventListener('keydown', onKey);
    showTheme(document.documentElement.dataset.theme || 'auto');
    showPage(true);
    document.documentElement.dataset.ready = '';
}

start();
