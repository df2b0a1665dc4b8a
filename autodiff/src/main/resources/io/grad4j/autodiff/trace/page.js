'use strict';
const $ = id => document.getElementById(id);
const D = JSON.parse($('data').textContent);
// A matrix that is written by its shape and range stands in the table alone.
const cellOf = (i, column, m) => m === '' ? $('r' + i).cells[column].textContent.trim() : m === null ? undefined : m;
const steps = D.n.map(([n, k, a, v, g, p], i) => ({n, k, a, v: cellOf(i, 2, v), g: cellOf(i, 3, g), p}));
// What happens, one thing at a time: values, the seed, contributions.
const forward = steps.map((s, i) => i).filter(i => steps[i].k === 'v' || steps[i].k === 'o');
const rowOf = i => $('r' + i);
const differences = steps.map((s, i) => rowOf(i) ? rowOf(i).cells[4].textContent.trim() : '');
let at = 0, wrong = false, asked = false, linking;
// In the wrong order the same contributions, some of them with other numbers.
const inWrongOrder = (D.w || []).map(w => { const [i, ...sent] = [w].flat(1); const c = D.c[i]; return sent.length ? [...c.slice(0, 4), ...sent] : c; });
const sweep = () => wrong ? inWrongOrder : D.c;
const total = () => forward.length + 1 + sweep().length;
const esc = t => String(t).replace(/[&<>\x22\x27]/g, c => '&#' + c.charCodeAt(0) + ';');

// ---- numbers and names
const isNumber = m => typeof m === 'number' || ['NaN', 'Infinity', '-Infinity'].includes(m);
const isRows = m => Array.isArray(m);
function num(value) {
const x = Number(value);
if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? '∞' : '-∞';
if (Number.isInteger(x) && Math.abs(x) < 1e6) return String(x || 0);
const size = Math.abs(x);
const full = size >= 1e-4 && size < 1e5 ? x.toPrecision(5) : x.toExponential(4).replace('e+', 'e');
const brief = full.replace(/\.?0+(?=e|$)/, m => full.includes('.') ? '' : m);
return Number(brief) === x ? brief : full;
}
const show = m => isNumber(m) ? num(m) : isRows(m) ? '[' + m.map(r => r.map(num).join(', ')).join('; ') + ']' : m;
// What fits a box.
const brief = m => { const t = show(large(m)); return t.length <= 26 ? t : m.length + '×' + m[0].length; };
const add = (a, b) => isNumber(a) ? Number(a) + Number(b) : a.map((r, i) => r.map((x, j) => Number(x) + Number(b[i][j])));
function bar(name) {
const first = String.fromCodePoint(name.codePointAt(0));
return (first + '\u0304' + name.slice(first.length)).normalize('NFC');
}
const mn = x => { const t = num(x); return t[0] === '-' ? '<mrow><mo>−</mo><mn>' + t.slice(1) + '</mn></mrow>' : '<mn>' + t + '</mn>'; };
function mathValue(m, bracket) {
if (isNumber(m)) return bracket && num(m)[0] === '-' ? '<mrow><mo>(</mo>' + mn(m) + '<mo>)</mo></mrow>' : mn(m);
if (!isRows(m)) return '<mtext>' + esc(m) + '</mtext>';
return '<mrow><mo>[</mo><mtable>' + m.map(r => '<mtr>' + r.map(x => '<mtd>' + mn(x) + '</mtd>').join('') + '</mtr>').join('') + '</mtable><mo>]</mo></mrow>';
}
function mathName(id) {
const s = steps[id];
if (s.k === 'n') return mn(s.v);
const own = /^(\p{L})(\d+)$/u.exec(s.n);
return own ? '<msub><mi>' + own[1] + '</mi><mn>' + own[2] + '</mn></msub>' : '<mi>' + esc(s.n) + '</mi>';
}
const mathBar = id => mathName(id).replace(/<mi>.*?<\/mi>/, m => '<mover accent="true">' + m + '<mo stretchy="false">¯</mo></mover>');
const math = inner => '<math>' + inner + '</math>';
// y is the step itself, b and c its second and third argument, a and x the first.
function operand(from, symbol) {
const a = steps[from].a[{b: 1, c: 2}[symbol] || 0];
return symbol === 'y' || a === undefined ? from : a;
}
const isSummary = m => typeof m === 'string' && !isNumber(m);
const large = m => isSummary(m) ? m.split(' ')[0] : m;
const fill = (rule, f) => D.f[rule].replace(/\{(·?)(\(?)([ȳabcxy])\}/g, (all, dot, bracket, symbol) => f(symbol, bracket, dot));
const withNames = c => fill(c[3], s => s === 'ȳ' ? mathBar(c[0]) : mathName(operand(c[0], s)));
const withNumbers = (c, held) => fill(c[3], (s, b, dot) => (dot ? '<mo>·</mo>' : '') + mathValue(large(s === 'ȳ' ? held === undefined ? 0 : held : steps[operand(c[0], s)].v), b));

// ---- the state after k steps
const need = steps.map(() => 0);
D.c.forEach(c => need[c[2]]++);
const sentOf = c => c.length > 4 ? c[4] : steps[c[2]].g;
function stateAfter(k) {
const known = new Set(forward.slice(0, k));
steps.forEach((s, i) => { if (s.k === 'c' || s.k === 'n') known.add(i); });
const got = steps.map(() => 0), sum = steps.map(() => undefined), passed = new Set();
const seeded = k > forward.length;
if (seeded) sum[D.r] = D.s;
sweep().slice(0, Math.max(0, k - forward.length - 1)).forEach(c => {
const sent = sentOf(c);
passed.add(c[0]);
got[c[2]]++;
sum[c[2]] = sum[c[2]] === undefined || isSummary(sent) ? sent : add(sum[c[2]], sent);
});
return {known, got, sum, seeded, passed};
}
const isRoot = i => i === D.r;
const isFinal = (state, i) => state.seeded && steps[i].g !== undefined && state.got[i] === need[i];
const same = (a, b) => show(a) === show(b);

// ---- what is said
const event = k => k === 0 ? {t: 'start'} : k <= forward.length ? {t: 'value', id: forward[k - 1]}
: k === forward.length + 1 ? {t: 'seed'} : {t: 'sent', c: sweep()[k - forward.length - 2], i: k - forward.length - 2};
const users = i => need[i] === 1 ? 'one user' : need[i] + ' users';
const b = text => '<b>' + esc(text) + '</b>';
function sayValue(id) {
const s = steps[id];
const how = s.k === 'v' ? 'a variable, given' : esc(rowOf(id).cells[1].textContent);
return '<p>Forward: ' + b(s.n) + '</p><p>' + math(mathName(id)) + ' = ' + how + ' = ' + math(mathValue(s.v)) + '</p>'
+ (D.b[0] === id ? '<p class="bad">⚠ The first value that is not finite.</p>' : '');
}
function saySeed() {
return '<p>Backward: the seed</p><p>' + math(mathBar(D.r) + '<mo>=</mo>' + mathValue(D.s)) + '</p>'
+ '<p>Every other adjoint is 0. A rule multiplies the adjoint it starts from, so without a seed all would stay 0.</p>';
}
function saySent(c, i, before, after) {
const [from, , to] = c, sent = sentOf(c), earlier = before.sum[to];
let t = '<p>Backward: ' + b(steps[from].n) + ' sends to ' + b(steps[to].n) + (wrong ? ', in the wrong order' : '') + '</p>';
t += '<p>' + math(mathBar(to) + '<mo>+=</mo>' + withNames(c)) + '</p>';
t += '<p>' + math('<mo>+=</mo>' + withNumbers(c, before.sum[from]) + '<mo>=</mo>' + mathValue(large(sent))) + '</p>';
if (earlier !== undefined) t += '<p>+= adds it to what is there: ' + math(mathBar(to) + '<mo>=</mo>' + mathValue(large(earlier)) + '<mo>+</mo>' + mathValue(large(sent), 1) + '<mo>=</mo>' + mathValue(after.sum[to])) + '</p>';
if (!wrong && i === D.b[1]) t += '<p class="bad">⚠ The first contribution that is not finite.</p>';
if (wrong && before.passed.has(to)) t += '<p class="bad">✗ Too late: ' + b(steps[to].n) + ' has passed its adjoint on already, so this share goes no farther.</p>';
else if (after.got[to] < need[to]) t += '<p>' + b(steps[to].n) + ' has ' + users(to) + ' on the way; ' + (need[to] - after.got[to]) + ' still to report, so it waits.</p>';
else t += '<p>' + (need[to] === 1 ? 'The only user' : 'All ' + need[to] + ' users') + ' of ' + b(steps[to].n) + ' on the way reported: its adjoint is ' + sayFinal(to, after) + '.</p>';
return t;
}
function sayFinal(to, after) {
if (wrong) return same(after.sum[to], steps[to].g) ? 'right all the same' : '<span class="bad">✗ ' + esc(show(after.sum[to])) + ' where ' + esc(show(steps[to].g)) + ' is right</span>';
return 'final' + (differences[to] === '–' ? '' : '; finite difference: ' + esc(differences[to]));
}
function sayEnd(after) {
const given = forward.filter(i => steps[i].k === 'v').map(i => {
const g = after.sum[i] === undefined ? null : after.sum[i];
const right = steps[i].g;
const off = g !== null && !same(g, right);
return b(bar(steps[i].n)) + ' = ' + (g === null ? '0' : esc(show(g))) + (off ? ' <span class="bad">✗ (right: ' + esc(show(right)) + ')</span>' : '');
});
return '<p>The gradient: ' + given.join(', ') + '.</p>' + (wrong ? '' : '<p>Another sweep starts from zeros again and gives the same.</p>');
}
function say(k) {
const e = event(k), after = stateAfter(k);
let t = e.t === 'start' ? '<p>Start</p><p>Nothing is computed yet. → goes one step on, ← one back; Home and End go to the ends.</p>'
: e.t === 'value' ? sayValue(e.id) : e.t === 'seed' ? saySeed() : saySent(e.c, e.i, stateAfter(k - 1), after);
if (k === total() && k > forward.length) t += sayEnd(after);
return {e, after, html: t};
}

// ---- the drawing and the tables
const parent = g => D.G[g][1];
// In the drawing of closed scopes a box stands for all steps of its scope.
function boxIds(svg, id) {
if (svg.querySelector('[data-n="' + id + '"]:not([data-c])')) return ['[data-n="' + id + '"]'];
const ids = [];
for (let p = steps[id].p; p >= 0; p = parent(p)) ids.push('[data-c="' + p + '"]');
return ids;
}
function adjoint(i, state) {
if (steps[i].g === undefined) return state.seeded ? bar(steps[i].n) + ' = 0' : '';
if (!state.seeded) return '';
const t = bar(steps[i].n) + ' = ' + (state.sum[i] === undefined ? '0' : brief(state.sum[i]));
return isFinal(state, i) ? t + (wrong && !same(state.sum[i], steps[i].g) ? ' ✗' : ' ✓') : t + ' (' + state.got[i] + ' of ' + need[i] + ')';
}
function draw(svg, e, state) {
const active = e.t === 'value' ? e.id : e.t === 'seed' ? D.r : e.t === 'sent' ? e.c[0] : -1;
const target = e.t === 'sent' ? e.c[2] : -1;
svg.querySelectorAll('[data-n]').forEach(g => {
const i = Number(g.dataset.n), [, head, value, sum] = g.children;
head.textContent = head.textContent.replace(/^[▶◀] /, '');
value.textContent = (g.dataset.c ? steps[i].n + ' ' : '') + '= ' + (state.known.has(i) ? brief(steps[i].v) : '…') + (D.b[0] === i && state.known.has(i) ? ' ⚠' : '');
if (sum) sum.textContent = adjoint(i, state);
g.classList.toggle('wait', state.seeded && steps[i].g !== undefined && !isFinal(state, i));
g.classList.toggle('off', !state.known.has(i) || state.seeded && steps[i].k !== 'c' && steps[i].g === undefined);
g.classList.remove('now', 'to');
});
const mark = (id, name, sign) => id >= 0 && boxIds(svg, id).forEach(q => svg.querySelectorAll(q).forEach(g => {
if (!/^[▶◀]/.test(g.children[1].textContent)) g.children[1].prepend(sign);
g.classList.add(name);
}));
mark(active, 'now', '▶ ');
mark(target, 'to', '◀ ');
svg.querySelectorAll('path[data-w]').forEach(p => {
const [from, ...to] = p.dataset.w.split(' ').map(Number);
p.classList.toggle('now', e.t === 'sent' ? from === target && to.includes(active) : e.t === 'value' && to.includes(active));
});
}
function tabulate(e, state) {
steps.forEach((s, i) => {
const row = rowOf(i);
if (!row) return;
const cell = row.cells;
row.classList.toggle('now', e.t === 'value' ? e.id === i : e.t === 'sent' ? e.c[2] === i : e.t === 'seed' && i === D.r);
cell[2].textContent = state.known.has(i) ? show(s.v) + (D.b[0] === i ? ' ⚠' : '') : '…';
if (s.k === 'c') return;
const final = isFinal(state, i);
const held = state.sum[i] === undefined ? '0' : show(state.sum[i]);
cell[3].textContent = !state.seeded ? '0' : s.g === undefined ? '0 (not on the way)' : held + (final ? wrong && !same(state.sum[i], s.g) ? ' ✗ right: ' + show(s.g) : '' : ' …');
cell[4].textContent = final || s.g === undefined ? differences[i] : '…';
});
D.c.forEach((c, i) => {
const row = $('c' + i), k = forward.length + 2 + i;
row.classList.toggle('later', !wrong && at < k);
row.classList.toggle('now', !wrong && at === k);
});
}

// ---- moving
function go(k) {
at = Math.min(Math.max(0, k), total());
const {e, after, html} = say(at);
$('now').innerHTML = html;
$('now').className = e.t === 'value' ? 'f' : e.t === 'start' ? '' : 'b';
$('count').textContent = 'Step ' + at + ' of ' + total();
$('slider').max = total();
$('slider').value = at;
$('slider').setAttribute('aria-valuetext', 'step ' + at + ' of ' + total());
$('first').disabled = $('back').disabled = at === 0;
$('next').disabled = $('last').disabled = at === total();
['open', 'shut'].forEach(id => $(id) && draw($(id), e, after));
tabulate(e, after);
$('ask').hidden = true;
asked = false;
// Later, for a browser refuses an address that changes with every press of a held key.
clearTimeout(linking);
linking = setTimeout(() => { if (location.hash !== '#step=' + at) history.replaceState(null, '', '#step=' + at); }, 150);
follow();
}
// Scrolls the drawing alone, so that the page stands still.
function follow() {
const box = [...$('graph').querySelectorAll('g.now')].find(g => g.getClientRects().length && g.getBoundingClientRect().height);
if (!box) return;
const frame = $('graph').getBoundingClientRect(), r = box.getBoundingClientRect();
if (r.top < frame.top || r.bottom > frame.bottom) $('graph').scrollTop += r.top - frame.top - frame.height / 2 + r.height / 2;
if (r.left < frame.left || r.right > frame.right) $('graph').scrollLeft += r.left - frame.left - frame.width / 2 + r.width / 2;
}

// ---- predicting
let answer = null;
function largestEntry(m) {
let best = [0, 0];
m.forEach((r, i) => r.forEach((x, j) => { if (Math.abs(x) > Math.abs(m[best[0]][best[1]])) best = [i, j]; }));
return best;
}
function ask(k) {
const e = event(k);
if (!$('predict').checked || e.t !== 'sent') return false;
const after = stateAfter(k).sum[e.c[2]], sent = sentOf(e.c), name = bar(steps[e.c[2]].n);
if (!isNumber(after) && !(isRows(after) && after.length && after[0].length)) return false;
const place = isRows(after) ? largestEntry(after) : null;
const pick = m => place ? m[place[0]][place[1]] : m;
answer = {k, e, whole: Number(pick(after)), share: Number(pick(sent))};
const entry = place ? 'entry (' + (place[0] + 1) + ', ' + (place[1] + 1) + ') of ' : '';
$('question').textContent = steps[e.c[0]].n + ' now sends to ' + steps[e.c[2]].n + '. What is ' + entry + name + ' then? ';
$('hint').textContent = '';
$('guess').value = '';
$('ask').hidden = false;
asked = true;
$('guess').focus();
return true;
}
function parse(text) {
const t = text.trim().replace('−', '-').replace(',', '.').toLowerCase();
const part = /^(-?[\d.]+(?:e-?\d+)?)\s*\/\s*(-?[\d.]+)$/.exec(t);
return part ? part[1] / part[2] : t === 'nan' ? NaN : /^-?(inf(inity)?|∞)$/.test(t) ? (t[0] === '-' ? -Infinity : Infinity) : t === '' ? undefined : Number(t);
}
// Two digits are enough: half a hundredth of the number.
const near = (x, y) => Object.is(x, y) || Math.abs(x - y) <= 0.005 * Math.abs(y);
function check() {
const guess = parse($('guess').value);
if (guess === undefined || Number.isNaN(guess) && !/nan/i.test($('guess').value)) { $('hint').textContent = 'Type a number, for instance -0.25 or 1/3.'; return; }
const c = answer.e.c;
if (near(guess, answer.whole)) { const k = answer.k; go(k); $('now').insertAdjacentHTML('afterbegin', '<p>✓ Right.</p>'); $('next').focus(); return; }
const alone = near(guess, answer.share) && !near(answer.share, answer.whole);
$('hint').innerHTML = '<p class="bad">✗ Not ' + esc($('guess').value) + '.' + (alone ? ' That is the new share alone; += adds it to what is there.' : '') + '</p><p>The local rule: '
+ math(mathBar(c[2]) + '<mo>+=</mo>' + withNames(c)) + '</p>';
$('guess').select();
}
const next = () => asked || !ask(at + 1) ? asked || go(at + 1) : 0;

// ---- folding a scope: what it holds comes after its frame
function fold(frame) {
const folded = frame.classList.toggle('folded');
frame.nextElementSibling.classList.toggle('gone', folded);
frame.setAttribute('aria-expanded', String(!folded));
}

// ---- starting
$('player').hidden = false;
$('first').onclick = () => go(0);
$('back').onclick = () => go(at - 1);
$('next').onclick = next;
$('last').onclick = () => go(total());
$('slider').oninput = () => go(Number($('slider').value));
$('predict').onchange = () => go(at);
$('wrong').onchange = () => { wrong = $('wrong').checked; go(Math.min(at, total())); };
$('close').onchange = () => { $('graph').classList.toggle('shut', $('close').checked); follow(); };
$('ask').onsubmit = e => { e.preventDefault(); check(); };
$('show').onclick = () => { go(answer.k); $('next').focus(); };
if (!D.G.length) $('closing').hidden = true;
if (!D.w) { $('wrong').disabled = true; $('walk').textContent = 'There is nothing to wait for here.'; }
$('open').querySelectorAll('.frame').forEach(f => {
f.setAttribute('role', 'button');
f.setAttribute('tabindex', '0');
f.setAttribute('aria-expanded', 'true');
f.setAttribute('aria-label', 'Scope ' + D.G[f.dataset.g][0]);
f.onclick = () => fold(f);
f.onkeydown = e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); fold(f); } };
});
document.addEventListener('keydown', e => {
if (e.altKey || e.ctrlKey || e.metaKey || /INPUT|TEXTAREA/.test(e.target.tagName) && e.target.type !== 'checkbox') return;
const move = {ArrowRight: next, ArrowLeft: () => go(at - 1), Home: () => go(0), End: () => go(total())}[e.key];
if (move) { e.preventDefault(); move(); }
});
const fromLink = () => { const m = /^#step=(\d+)$/.exec(location.hash); return m ? Number(m[1]) : null; };
addEventListener('hashchange', () => { const k = fromLink(); if (k !== null && k !== at) { go(k); $('player').scrollIntoView(); } });
let beforePrint = 0;
addEventListener('beforeprint', () => { beforePrint = at; go(total()); document.querySelectorAll('details').forEach(d => { d.open = true; }); });
addEventListener('afterprint', () => go(beforePrint));
go(fromLink() || 0);
