/* dom.js: making elements. Nothing in this program assigns innerHTML: text of the project becomes text nodes, and nothing else. */

/* Characters that change how others are shown (bidirectional overrides, invisible ones, control codes) are made visible: they are
 * how source is made to look like other source. */
const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const visible = text => text.replace(ODD, c => '⟨U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') + '⟩');

function fill(element, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
        if (value === undefined || value === null || value === false) continue;
        if (key === 'class') element.setAttribute('class', value);
        else if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
        else element.setAttribute(key, value === true ? '' : value);
    }
    for (const child of children.flat(Infinity)) {
        if (child === undefined || child === null || child === false) continue;
        element.append(child instanceof Node ? child : visible(String(child)));
    }
    return element;
}

const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
const icon = (name, label) => s('svg', { class: 'icon', 'aria-hidden': label ? undefined : 'true', role: label ? 'img' : undefined, 'aria-label': label },
    s('use', { href: '#i-' + name }));
const $ = id => document.getElementById(id);

/* A sentence of linger's: what stands in 'single quotes' is a name from the source. */
/* A path or a qualified name that may be broken behind a separator and nowhere else, as long as that is enough. */
const breakable = text => text.split(/(?<=\/|::|->|\.(?=[A-Za-z_]{3}))/).flatMap((part, i) => i ? [h('wbr', {}), part] : [part]);

function prose(text) {
    return String(text || '').split(/((?<!\w)'[^'\s][^']*'(?!\w)|`[^`]+`)/).map((part, i) => i % 2 ? h('code', {}, breakable(part.slice(1, -1))) : part);
}

/* Rules write their sentences like parts of one: small, without a full stop. */
const sentence = text => text.replace(/^[a-z]/, first => first.toUpperCase()).replace(/[^.!?:]$/, '$&.');

const number = n => n.toLocaleString('en');
const plural = (n, one, many) => number(n) + ' ' + (n === 1 ? one : many || one + 's');
const list = words => words.length < 2 ? words.join('') : words.slice(0, -1).join(', ') + ' and ' + words.at(-1);

function date(when, withTime) {
    const time = when ? new Date(when) : null;
    if (!time || isNaN(time)) return when || '';
    return time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: withTime ? 'short' : undefined, timeZone: 'UTC' }) + (withTime ? ' UTC' : '');
}

function announce(text) {
    $('live').textContent = text;
}

/* A text to take along: command, fingerprint, comment. */
function copyable(text, what) {
    const button = h('button', { type: 'button', class: 'quiet copy', 'aria-label': 'Copy ' + what, title: 'Copy' }, icon('copy'));
    const code = h('code', {}, text);
    button.addEventListener('click', async () => {
        try {
            await navigator.clipboard.writeText(text);
            button.replaceChildren(icon('check'));
            announce('Copied.');
            setTimeout(() => button.replaceChildren(icon('copy')), 1600);
        } catch {
            getSelection().selectAllChildren(code);
            announce('Selected: copy it with the keyboard.');
        }
    });
    return h('div', { class: 'copyable' }, code, button);
}
