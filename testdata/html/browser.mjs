// browser.mjs: what the tests of the HTML report share: a browser, a page that reports every complaint, checks that count.
//
// Run by tools/test-html in a folder that holds samples/ (written by the C tests), shots/ and node_modules/.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];

export const WIDE = { width: 1280, height: 900 }, PHONE = { width: 390, height: 844 };
export const sampleUrl = name => 'file://' + path.join(process.cwd(), 'samples', name + '.html');

/* The data as the report carries it, read without the report's own code. */
export function sampleData(name) {
    const text = readFileSync(path.join(process.cwd(), 'samples', name + '.html'), 'utf8');
    const open = '<script type="application/json" id="data">', from = text.indexOf(open) + open.length;
    return JSON.parse(text.slice(from, text.indexOf('</script>', from)));
}

let checks = 0, failures = 0, scene = '';

export function check(ok, claim, ...details) {
    checks++;
    if (ok) return;
    failures++;
    console.log(`FAIL ${scene}: ${claim}`, ...details);
}

export const equal = (got, wanted, claim) => check(JSON.stringify(got) === JSON.stringify(wanted), claim, '\n  wanted', JSON.stringify(wanted), '\n  got   ', JSON.stringify(got));

let browser;

/* A fresh page at an address of a sample; whatever the console says, or asks of the network, fails the test. */
export async function visit(sample, hash = '', { viewport = WIDE, colorScheme = 'light', ...rest } = {}) {
    const context = await browser.newContext({ viewport, colorScheme, ...rest });
    const page = await context.newPage();
    const name = scene;
    page.on('console', message => { if (['error', 'warning'].includes(message.type())) check(false, `${name}: console: ${message.text()}`); });
    page.on('pageerror', error => check(false, `${name}: ${error.stack}`));
    page.on('request', request => { if (!/^(file|data):/.test(request.url())) check(false, `${name}: asked for ${request.url()}`); });
    await page.goto(sampleUrl(sample) + hash);
    await page.waitForFunction(() => 'ready' in document.documentElement.dataset);
    return page;
}

/* Goes to an address; done when the page's own listener, which came before ours, has shown it. */
export async function go(page, hash) {
    await page.evaluate(to => new Promise(done => {
        if (location.hash === to) return done();
        addEventListener('hashchange', done, { once: true });
        location.hash = to;
    }).then(() => undefined), hash);
}

/* No violation of WCAG A and AA, nor of axe's best practices. Through the debugger, which the page's policy does not bind. */
export async function accessible(page, claim) {
    const session = await page.context().newCDPSession(page);
    const run = async expression => {
        const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, allowUnsafeEvalBlockedByCSP: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
        return result.value;
    };
    await run(axe + ';0');
    const found = await run(`axe.run(document, {resultTypes: ['violations', 'passes']}).then(r => ({passes: r.passes.length,
        violations: r.violations.map(v => v.id + ': ' + v.help + '\\n    ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + '  ' + n.failureSummary.replace(/\\s+/g, ' ')).join('\\n    '))}))`);
    check(found.passes > 10, claim + ': axe ran');
    equal(found.violations, [], claim + ': accessible');
    await session.detach();
}

export async function shot(page, name, fullPage = true) {
    await page.screenshot({ path: path.join('shots', name + '.png'), fullPage });
}

export const fits = async (page, claim) => check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), claim + ': no sideways scrolling');

export async function runAll(tests) {
    const only = process.argv.slice(2);
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });
    for (const [name, test] of Object.entries(tests)) {
        if (only.length && !only.includes(name)) continue;
        const before = checks, failed = failures, start = Date.now();
        scene = name;
        try {
            await test();
        } catch (error) {
            check(false, error.stack);
        }
        check(checks > before, 'something was checked');
        for (const context of browser.contexts()) await context.close();
        console.log(`${failures > failed ? 'FAIL' : 'ok  '} ${name} (${checks - before} checks, ${Date.now() - start} ms)`);
    }
    await browser.close();
    console.log(`${checks} checks, ${failures} failed`);
    process.exitCode = failures || !checks ? 1 : 0;
}
