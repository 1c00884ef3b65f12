"""The look of the page of an analysis, which brings everything along: light, dark, narrow and printed."""

STYLE = """
:root { color-scheme: light dark;
  --ink: #1d2430; --soft: #56606f; --line: #dde2e8; --accent: #1f5f8b; --paper: #fff; --shade: #f3f6f9; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7eaee; --soft: #a5b0bd; --line: #333c48; --accent: #7db7de; --paper: #14181d; --shade: #1c222a; }
}
* { box-sizing: border-box; }
body { font: 1rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 3rem 0 .6rem; padding-top: 1rem; border-top: 1px solid var(--line); }
p, li { max-width: 68ch; overflow-wrap: anywhere; } p { margin: .5rem 0; } ul { padding-left: 1.2rem; }
.lead, .note, figcaption, caption { color: var(--soft); }
.first { font-size: 1.1rem; background: var(--shade); border-left: 4px solid var(--accent); border-radius: 4px;
  padding: .8rem 1rem; margin: 1.2rem 0 0; max-width: none; }
.note { font-size: .92rem; }
summary { cursor: pointer; } summary h2 { display: inline; border: 0; padding: 0; margin: 0; }
details { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
figure { margin: 0 0 1.4rem; } figcaption { max-width: 68ch; margin-bottom: .6rem; }
.rows { display: grid; grid-template-columns: minmax(6rem, 13rem) 1fr; align-items: center; }
.who { padding-right: 1rem; font-size: .92rem; line-height: 1.3; overflow-wrap: anywhere; }
.track { width: 100%; height: 1.75rem; display: block; } .axis { width: 100%; height: 1.4rem; display: block; }
svg text { fill: var(--soft); font: .75rem system-ui, sans-serif; }
.grid { stroke: var(--line); } .origin { stroke: var(--soft); }
.range { stroke: var(--accent); stroke-width: 3; stroke-linecap: round; opacity: .55; }
.wide { stroke-dasharray: 5 6; } .point { fill: var(--accent); }
.raw { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
.scroll { overflow-x: auto; margin: 0 0 1rem; } .scroll:focus-visible { outline: 2px solid var(--accent); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: .3rem 0; max-width: calc(100vw - 2.5rem); }
th, td { text-align: left; font-weight: 400; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th:first-child { overflow-wrap: anywhere; min-width: 7rem; }
thead th { font-weight: 600; border-bottom-width: 2px; vertical-align: bottom; }
thead .n { white-space: nowrap; }
.n { text-align: right; white-space: nowrap; }
@media (max-width: 34rem) {
  main { padding: 1.5rem 1rem 3rem; } .rows { grid-template-columns: 1fr; }
  .who { padding-top: .35rem; } .who:empty { display: none; } .track { height: 1.2rem; }
}
@page { margin: 14mm 15mm; }
@media print {
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; }
  :root { --ink: #000; --soft: #444; --line: #ccc; --accent: #1f5f8b; --paper: #fff; --shade: #fff; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } h2 { break-after: avoid; margin-top: 1.6rem; }
  tr, .first, li { break-inside: avoid; } figcaption, caption, thead { break-after: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 9pt; } th, td { padding-right: .5rem; } thead .n { white-space: normal; }
  .range, .point, .raw, .grid { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
