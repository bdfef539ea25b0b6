#include "compiler/emit/report/html/page_assets.h"

namespace ecac::html {

const std::string_view kPageStyle = R"css(
:root {
  --bg: #fff; --soft: #f5f6f8; --line: #d9dde3; --text: #1c2127; --dim: #565f6b; --link: #0b57b0;
  --bad: #b3261e; --badsoft: #fdeeec; --warn: #7d5200; --warnsoft: #fff5e0; --info: #2a5d8f;
  --good: #1a6b3a; --goodsoft: #e9f6ee; --add: #e6f5ea; --cut: #fdeae8;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #14171b; --soft: #1c2026; --line: #363c45; --text: #e4e7eb; --dim: #a3acb8; --link: #83b6f3;
    --bad: #ff9c92; --badsoft: #3a1d1b; --warn: #ebba63; --warnsoft: #332811; --info: #92c1ee;
    --good: #7fd49c; --goodsoft: #17301f; --add: #1a3323; --cut: #3d2220;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; }
body {
  margin: 0; background: var(--bg); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
header, main, footer, nav ul { max-width: 78rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 1.75rem; }
nav {
  position: sticky; top: 0; z-index: 1; margin: 1.25rem 0 0; background: var(--bg);
  border-bottom: 1px solid var(--line);
}
.wh { margin: 0; color: var(--dim); }
.wh b { color: var(--text); }
.wh span::before { content: "· "; color: var(--dim); }
h1 { margin: .25rem 0 .75rem; font-size: 1.65rem; line-height: 1.25; font-weight: 650; }
h1.bad { color: var(--bad); } h1.good { color: var(--good); }
h2 { margin: 0 0 .9rem; font-size: 1.25rem; font-weight: 650; }
h3 { margin: 0; font-size: 1.02rem; font-weight: 650; }
h4, h5, .md h3, .sc + h3, .md + h3 { margin: 1.1rem 0 .4rem; font-size: .97rem; font-weight: 650; }
summary h3, summary h4 { display: inline; margin: 0; font-size: 1.02rem; }
h3.pj { margin: 1.5rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--line); }
section { padding: 1.75rem 4px 1.25rem; margin: 0 -4px; border-bottom: 1px solid var(--line); }
section + section { content-visibility: auto; contain-intrinsic-size: auto 40rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, button:focus-visible, input:focus-visible,
select:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre, .pl { font-family: var(--mono); font-size: .86em; }
code { padding: .08em .22em; border-radius: 4px; background: var(--soft); }
pre {
  margin: .4rem 0 .7rem; padding: .65rem .8rem; overflow-x: auto; border-radius: 6px;
  background: var(--soft); line-height: 1.45; overflow-wrap: normal;
}
pre i { font-style: normal; color: var(--dim); } pre i.c { color: var(--bad); } pre i.l { color: var(--link); }
del, ins { text-decoration: none; display: inline-block; min-width: 100%; }
del { background: var(--cut); color: var(--bad); } ins { background: var(--add); color: var(--good); }
.bg { padding: 0 .4rem; border-radius: 8px; font-size: .82em; color: var(--dim); background: var(--soft); } .bg.nw { color: var(--bad); background: var(--badsoft); }
.pl, .st, .nt, .ow, .wr, small { color: var(--dim); } .st { font-weight: 400; }
.ct { color: var(--dim); font-weight: 400; font-size: .9em; font-variant-numeric: tabular-nums; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.nw { white-space: nowrap; }
.none { color: var(--dim); }
.fail { margin: 0 0 .6rem; }
.fail b { color: var(--bad); }

.cs { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; margin: 0; padding: 0; }
.cs b { font-size: 1.15rem; font-variant-numeric: tabular-nums; }
.cs .e b { color: var(--bad); } .cs .w b { color: var(--warn); } .cs .i b { color: var(--info); }
.cs .zero, .cs .zero b { color: var(--dim); }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.3rem; padding-top: .55rem; padding-bottom: .55rem; list-style: none; }
nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }

#controls { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center; margin: 0 0 1rem; }
#controls[hidden] { display: none; }
#controls fieldset { display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin: 0; padding: 0; border: 0; }
select, input[type=search], button {
  font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--dim); border-radius: 5px; padding: .2rem .5rem;
}
button { cursor: pointer; } button:hover { background: var(--soft); }
.q { flex: 1 1 14rem; display: flex; gap: .5rem; align-items: center; } .q input { flex: 1; min-width: 0; }
output { color: var(--dim); }
input[type=checkbox] { accent-color: var(--link); }

summary { cursor: pointer; }
details > summary { list-style: none; } summary::-webkit-details-marker { display: none; }
summary::before { content: "▸"; display: inline-block; width: 1.1em; color: var(--dim); }
details[open] > summary::before { content: "▾"; }
.g { margin: 0 -4px 1.1rem; padding: 0 4px; content-visibility: auto; contain-intrinsic-size: auto 3rem; } .g > summary { padding: .3rem 0; }
summary .ct { padding: .05rem .5rem; border-radius: 9px; background: var(--soft); } .g .ow { margin-left: .4rem; font-size: .93em; }
.fs { border: 1px solid var(--line); border-radius: 8px; overflow: clip; }
.f { border-top: 1px solid var(--line); border-left: 3px solid var(--info); content-visibility: auto; contain-intrinsic-size: auto 3.6rem; }
.f:first-child { border-top: 0; }
.f.e { border-left-color: var(--bad); } .f.w { border-left-color: var(--warn); }
.f > summary { position: relative; padding: .5rem .9rem .5rem 1.9rem; }
.f > summary::before { position: absolute; left: .75rem; }
.f > summary:hover, .ap > summary:hover, .ru > summary:hover { background: var(--soft); }
.sv { font-weight: 650; color: var(--info); } .e .sv { color: var(--bad); } .w .sv { color: var(--warn); }
.wr { display: block; font-size: .93em; } .wr b { font-weight: 600; } .wr .pl { margin-left: .5em; }
.ru .ms { display: block; margin-left: 1.3em; color: var(--dim); }
.bd { padding: .1rem 1rem .6rem 1.9rem; }
.fx code { white-space: nowrap; }
.at { margin: .3rem 0 0; } .fx { margin: .5rem 0 0; }
.rm { margin: .3rem 0 .5rem; padding: 0; list-style: none; } .rm b, .fx b { color: var(--good); font-weight: 600; }
.id { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin: .5rem 0; color: var(--dim); font-size: .88em; }
.id div { display: flex; gap: .4rem; } .id dt { white-space: nowrap; } .id dd { margin: 0; color: var(--text); }
.go { margin: .4rem 0 .2rem; display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: baseline; }
.cmd { user-select: all; } .go > span { display: inline-flex; gap: .35rem; align-items: baseline; } .go button { padding: 0 .45rem; font-size: .85em; }
.wy { max-width: 48rem; } .wy > p { margin: .5rem 0; }

.sc { position: relative; overflow-x: auto; margin: 0 0 .9rem; overflow-wrap: normal; }
table { border-collapse: collapse; font-size: .94em; }
th, td { padding: .35rem .7rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--dim); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; white-space: nowrap; }
.mx td, .mx thead th { text-align: center; } .mx th:first-child { text-align: left; } .mx td:last-child, .mx th:last-child { text-align: left; min-width: 10rem; }
.mx .vt { padding-right: .25rem; } .mx .vt span { writing-mode: vertical-rl; transform: rotate(180deg); }
.k { font-weight: 700; } .k.y { color: var(--good); } .k.n { color: var(--bad); }
.k.u, .k.h { color: var(--warn); } .k.o { color: var(--dim); }
.lg { margin: -.3rem 0 1.1rem; color: var(--dim); font-size: .92em; } .lg > span { margin-right: .9rem; white-space: nowrap; }
.ap, .ru { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 .5rem; }
.ap > summary, .ru > summary { padding: .45rem .8rem; border-radius: 8px; }
.fl { margin: .15rem 0; } .fl > summary { padding: .1rem 0; } .of { margin: .4rem 0; color: var(--dim); }

.ch { display: flex; flex-wrap: wrap; gap: .35rem 1.7rem; margin: 0 0 .4rem; padding: 0; list-style: none; }
.ch li { position: relative; padding: .2rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); }
.ch li:not(:last-child)::after { content: "→"; position: absolute; right: -1.35rem; color: var(--dim); }
.ch li.n { border-color: var(--bad); background: var(--badsoft); } .ch li.u { border-style: dashed; border-color: var(--dim); }
.cr { margin: 0 0 1.1rem; } .cf { margin: 0 0 .4rem; } .cf span { margin-right: .8rem; }

.map svg { display: block; max-width: none; }
.nd rect { fill: var(--soft); stroke: var(--dim); } .nd text { fill: var(--text); font-size: 13px; }
.nd .kd { fill: var(--dim); font-size: 11px; }
.nd.n rect { fill: var(--badsoft); stroke: var(--bad); stroke-width: 1.5; } .nd.n .kd { fill: var(--bad); }
.nd.u rect { stroke-dasharray: 4 3; }
.lk { fill: none; stroke: var(--dim); stroke-width: 1.2; } .lk.n { stroke: var(--bad); stroke-width: 2; }
.lk.u { stroke-dasharray: 4 3; } .xs { fill: var(--bad); font-size: 14px; font-weight: 700; text-anchor: middle; }
.ls { padding-left: 1.2rem; } .ls li { margin: .15rem 0; }
.md li { margin: .2rem 0; } .md h4 { margin-top: 1.2rem; }
.box { display: inline-block; width: .85em; height: .85em; margin-right: .45em; border: 1.5px solid var(--dim); border-radius: 3px; vertical-align: -.08em; }
footer { padding-top: 1rem; padding-bottom: 2rem; color: var(--dim); font-size: .9em; }

@media (max-width: 40rem) {
  header, main, footer, nav ul { padding-left: 1rem; padding-right: 1rem; }
  h1 { font-size: 1.35rem; } .bd { padding-left: 1rem; }
  nav { position: static; }
  .wr .pl { display: block; margin-left: 0; } .f > summary { padding-left: 1.6rem; } .f > summary::before { left: .5rem; }
}
@media print {
  :root {
    --bg: #fff; --soft: #f5f6f8; --line: #c9ced6; --text: #000; --dim: #444; --link: #000; --bad: #a01b14;
    --badsoft: #fdeeec; --warn: #6b4600; --info: #204a73; --good: #135229; --add: #e6f5ea; --cut: #fdeae8;
  }
  body { font-size: 10.5pt; } #controls, nav, .go button { display: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  section + section, .g { content-visibility: visible; } .f { content-visibility: visible; break-inside: avoid; } pre { white-space: pre-wrap; }
  .sc { overflow: visible; } .map svg { max-width: 100%; height: auto; }
  summary::before, details[open] > summary::before { content: none; }
  .f > summary { padding-left: .7rem; } .f .fl { display: none; } section { border: 0; }
}
)css";

}  // namespace ecac::html
