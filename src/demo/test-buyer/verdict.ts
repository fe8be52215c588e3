import { type Html, html } from '../html.ts';

/** What the linter of the protocol says about what came back. */
export function verdict(protocol: string, findings: { place: string; problem: string }[]): Html {
  if (findings.length === 0) {
    return html`<p class="verdict verdict-good"><strong>Valid ${protocol}</strong> Nothing that a procurement system would cut, drop or refuse.</p>`;
  }
  const count = findings.length === 1 ? '1 problem' : `${findings.length} problems`;
  return html`<div class="verdict verdict-bad"><strong>${count} in this ${protocol}</strong>
  <ul>${findings.map(({ place, problem }) => html`<li><code>${place}</code> ${problem}</li>`)}</ul></div>`;
}

export function unchangedNote(): Html {
  return html`<p class="verdict verdict-neutral"><strong>Returned without a change</strong> The requisition is as it was before.</p>`;
}
