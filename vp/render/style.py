"""How the report looks: on a screen as a sheet of paper, on paper as A4, black on white."""

STYLE = """
:root {
  color-scheme: light;
  --ink: #161616;
  --soft: #555;
  --line: #bdbdbd;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino,
    Cambria, "Liberation Serif", "Times New Roman", serif;
  --sans: "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", system-ui, sans-serif;
}
* { box-sizing: border-box; }
html { background: #ecebe8; color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; font: 1.0625rem/1.6 var(--serif); font-variant-numeric: lining-nums; }
main {
  max-width: 46rem; margin: 2.5rem auto; padding: 4rem 4.5rem 5rem; background: #fff;
  border: 1px solid #d9d7d2; overflow-wrap: break-word;
}
h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance; }
h1 { margin: 0 0 1.75rem; font-size: 2.25rem; font-weight: 600; letter-spacing: -.01em; }
h2 {
  margin: 3.25rem 0 1rem; padding-top: .7rem; border-top: 2px solid var(--ink);
  font-size: 1.45rem; font-weight: 600;
}
h3, h4, h5, h6 { margin: 2rem 0 .6rem; font-size: 1.12rem; font-weight: 600; }
p, ul, ol { margin: 0 0 1rem; }
ul, ol { padding-left: 1.3rem; }
li { margin-bottom: .45rem; }
em { color: var(--soft); }
hr { margin: 2rem 0; border: 0; border-top: 1px solid var(--line); }
pre { white-space: pre-wrap; }

header { padding-top: .9rem; border-top: 6px solid var(--ink); }
header p:has(> strong:first-child) { margin-bottom: .3rem; }
header p:has(> strong:first-child) + p:not(:has(> strong:first-child)) { margin-top: 1.6rem; }
header p:not(:has(> strong:first-child)) { font-size: 1.15rem; }

table {
  min-width: min(100%, 31rem); max-width: 100%; margin: 1.6rem 0 2rem; border-collapse: collapse;
  font: .92rem/1.4 var(--sans); border-bottom: 1.5px solid var(--ink);
}
caption, figcaption, .lead {
  font: 600 .98rem/1.4 var(--sans); text-align: left; text-wrap: pretty;
}
caption { padding-bottom: .5rem; }
.lead { margin: 1.6rem 0 .3rem; }
thead th {
  padding: .35rem .75rem .35rem 0; border-top: 1.5px solid var(--ink);
  border-bottom: 1px solid var(--ink); font-size: .82rem; font-weight: 400; color: var(--soft);
  text-align: left; vertical-align: bottom;
}
tbody th, td {
  padding: .3rem .75rem .3rem 0; border-top: 1px solid #dedede; font-weight: 400;
  text-align: left; vertical-align: top;
}
tbody tr:first-child > * { border-top: 0; }
tr > :last-child { padding-right: .15rem; }
tr:has(> th strong) > * { border-top: 1px solid var(--ink); }
.number { text-align: right; font-variant-numeric: tabular-nums lining-nums; }
.middle { text-align: center; }

figure { margin: 1.8rem 0 2.2rem; }
figcaption { margin-bottom: .7rem; }
figure svg { display: block; width: 100%; height: auto; font-family: var(--sans); }

blockquote { margin: 1rem 0; padding: 0 0 0 1.1rem; border-left: 3px solid var(--line); }
blockquote > :last-child { margin-bottom: 0; }
blockquote.unwritten {
  padding: .75rem 1rem .85rem; border: 1.5px dashed var(--ink); border-left-width: 6px;
  border-left-style: solid; font: italic .95rem/1.5 var(--sans);
}
blockquote.unwritten::before {
  display: block; margin-bottom: .2rem; font-style: normal; font-size: .72rem; font-weight: 700;
  letter-spacing: .08em; text-transform: uppercase; content: "not written yet";
}
:lang(nl) blockquote.unwritten::before { content: "nog niet geschreven"; }

@media (max-width: 46rem) {
  main { margin: 0; padding: 1.75rem 1.25rem 3rem; border: 0; }
  h1 { font-size: 1.8rem; }
}

@page {
  size: 210mm 297mm;
  margin: 22mm 20mm 24mm;
  @bottom-left { content: FOOT; font: 8.5pt sans-serif; color: #444; }
  @bottom-right {
    content: counter(page) " / " counter(pages); font: 8.5pt sans-serif; color: #444;
  }
}
@media print {
  html, main { background: #fff; color: #000; }
  body { font-size: 10.75pt; line-height: 1.5; hyphens: auto; }
  main { max-width: none; margin: 0; padding: 0; border: 0; }
  h1 { font-size: 25pt; }
  h2 { margin-top: 11mm; font-size: 15pt; }
  h3, h4, h5, h6 { font-size: 12.5pt; }
  header p:not(:has(> strong:first-child)) { font-size: 12pt; }
  caption, figcaption, .lead { font-size: 10.25pt; }
  blockquote.unwritten { font-size: 10pt; }
  blockquote.unwritten::before { font-size: 7.5pt; }
  h1, h2, h3, h4, h5, h6, caption, figcaption, .lead { break-after: avoid; break-inside: avoid; }
  p, li { orphans: 3; widows: 3; }
  table { font-size: 9.25pt; margin: 5mm 0 7mm; }
  thead { display: table-header-group; }
  thead th { font-size: 8.5pt; }
  p:has(+ blockquote) { break-after: avoid; }
  tr, figure, blockquote, .short { break-inside: avoid; }
  figure svg { max-height: 215mm; }
}
"""
