const drawers = [
  'Ratchets 1/4", 3/8" and 1/2" with 72 teeth, 46 sockets, extensions and universal joints',
  'Combination spanners 6 to 32 mm, offset ring spanners 6 to 22 mm',
  'Screwdrivers: slotted, PH, PZ, TX; VDE set of seven for work under voltage',
  'Pliers: combination, long nose, side cutters, water pump, grip, circlip inside and outside',
  'Hammers, chisels, punches, centre punch; soft-face mallet 35 mm',
  'Measuring: calliper 150 mm, feeler gauges, engineer’s square, spirit level, tape measure 5 m',
  'Empty, with anti-slip mat, for what a workshop gathers in the course of the years',
];

/** A description as editors paste them in: a table, a list, entities, line breaks, far longer than any procurement field. */
export const trolleyDescription = [
  '<h3>Everything in its place, and a place for everything</h3>',
  '<p>The <strong>seven-drawer trolley</strong> for workshops &amp; maintenance crews: load up to 450&nbsp;kg, drawers run',
  'on ball bearings and open fully.<br>One key locks all drawers; only one opens at a time (tilt protection).</p>',
  `<ol>${drawers.map((contents) => `<li>${contents}</li>`).join('')}</ol>`,
  '<table><tr><th>Height</th><td>1,005&nbsp;mm</td></tr><tr><th>Width</th><td>765&nbsp;mm</td></tr>',
  '<tr><th>Depth</th><td>475&nbsp;mm</td></tr><tr><th>Load per drawer</th><td>35&nbsp;kg</td></tr></table>',
  '<p>Delivered on a pallet, kerbside. Foam inserts can be re-ordered one by one &ndash; ask our sales team for the',
  'part numbers. Guarantee: 10&nbsp;years on the body, 5&nbsp;years on all hand tools, 2&nbsp;years on wear parts.</p>',
].join('\n');
