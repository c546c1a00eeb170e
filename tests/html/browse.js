/* SPDX-License-Identifier: MIT */
/* browse.js CHROMIUM MODULES PAGE.html…  One line of JSON a page: what a
 * browser, axe and a printer make of it. */
'use strict';
const path = require('path');
const [, , chromium_path, modules, ...pages] = process.argv;
const { chromium } = require(path.join(modules, 'playwright-core'));
const axe = require(path.join(modules, 'axe-core')).source;
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page) {
    await page.evaluate(axe);
    const found = await page.evaluate((only) => axe.run({ runOnly: { type: 'tag', values: only } }), tags);
    return found.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(' | '));
}

/* Elements and attributes that no page of ours has. */
function foreign() {
    const elements = new Set(('html head meta title style body a header div img span main nav p ol ul li h1 h2 h3 h4 h5 h6 dl dt dd ' +
        'figure figcaption b table caption thead tbody tr th td footer svg desc rect line circle text').split(' '));
    const bad = [];
    for (const e of document.querySelectorAll('*')) {
        if (!elements.has(e.localName))
            bad.push('<' + e.localName + '>');
        for (const a of e.attributes) {
            if (a.name.startsWith('on') || a.name === 'style' || /^\s*(javascript|data|vbscript):/i.test(a.value) && e.localName !== 'img')
                bad.push(e.localName + ' ' + a.name + '=' + a.value.slice(0, 60));
        }
    }
    return [...new Set(bad)];
}

/* Wider than the page, though not in a part that scrolls by itself. */
function too_wide() {
    const bad = [];
    for (const e of document.querySelectorAll('body *')) {
        if (!e.closest('.scroll') && !e.closest('.skip') && e.getBoundingClientRect().right > innerWidth + 1)
            bad.push(e.localName + ': ' + e.textContent.slice(0, 60));
    }
    return document.documentElement.scrollWidth > innerWidth ? ['the page', ...bad.slice(0, 4)] : bad.slice(0, 4);
}

/* Letters of drawings that leave the drawing. */
function cut_letters() {
    const bad = [];
    for (const t of document.querySelectorAll('svg text')) {
        const r = t.getBoundingClientRect(), s = t.closest('svg').getBoundingClientRect();
        if (r.left < s.left - 4 || r.right > s.right + 4 || r.bottom > s.bottom + 4)
            bad.push(t.textContent.slice(0, 60));
    }
    return bad.slice(0, 4);
}

/* Where the Tab key leads: the skip link first, and nothing without a mark. */
async function walk(page) {
    const seen = [];
    for (let i = 0; i < 12; i++) {
        await page.keyboard.press('Tab');
        seen.push(await page.evaluate(() => {
            const e = document.activeElement;
            return e === document.body ? 'body' : e.localName + '.' + e.className + (getComputedStyle(e).outlineStyle === 'none' ? ' NO MARK' : '');
        }));
    }
    return seen;
}

async function look(browser, file) {
    const out = { file, axe: [], wide: [], cut: [], console: [], requests: [] };
    for (const [scheme, width, letters] of [['light', 1280, 100], ['dark', 320, 100], ['light', 640, 200]]) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, bypassCSP: true });
        const page = await context.newPage();
        page.on('console', (m) => out.console.push(m.text()));
        page.on('pageerror', (e) => out.console.push(String(e)));
        page.on('request', (r) => { if (!r.url().startsWith('file:') && !r.url().startsWith('data:')) out.requests.push(r.url()); });
        await page.goto('file://' + file);
        if (letters !== 100)
            await page.addStyleTag({ content: 'html{font-size:' + letters + '%}' });
        const where = ' (' + scheme + ', ' + width + ' wide, letters ' + letters + ' %)';
        for (const v of letters === 100 ? await violations(page) : [])
            out.axe.push(v + where);
        for (const w of await page.evaluate(too_wide))
            out.wide.push(w + where);
        for (const w of await page.evaluate(cut_letters))
            out.cut.push(w + where);
        if (width === 1280 && scheme === 'light') {
            out.foreign = await page.evaluate(foreign);
            out.tabs = await walk(page);
            out.title = await page.title();
            out.h1 = await page.evaluate(() => document.querySelectorAll('h1').length + ' ' + document.querySelector('h1').textContent);
            out.drawings = await page.evaluate(() => document.querySelectorAll('svg').length);
            await page.pdf({ path: file.replace(/\.html$/, '.pdf'), preferCSSPageSize: true, tagged: true, outline: true });
        }
        await context.close();
    }
    /* As readers open it: with its own policy in force. */
    const page = await browser.newPage();
    page.on('console', (m) => out.console.push(m.text()));
    await page.goto('file://' + file);
    out.styled = await page.evaluate(() => getComputedStyle(document.querySelector('h1')).fontSize);
    out.pwned = await page.evaluate(() => String(window.pwned));
    await page.close();
    return out;
}

(async () => {
    const browser = await chromium.launch({ executablePath: chromium_path, args: ['--no-sandbox'] });
    for (const file of pages)
        console.log(JSON.stringify(await look(browser, file)));
    await browser.close();
})().catch((e) => { console.error(e); process.exit(1); });
