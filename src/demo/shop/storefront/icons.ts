import { type Html, trustedHtml } from '../../html.ts';

const shapes = {
  logo: '<path d="M4 20V4l6 9V4M14 20V11l6 9V4" stroke-width="2.4"/>',
  search: '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-5.5 7.5-5.5s6.500 1.500 7.500 5.500"/>',
  cart: '<path d="M3 4h2.500l2.300 11h10.200l2-8H6.500"/><circle cx="9" cy="19" r="1.500"/><circle cx="17" cy="19" r="1.500"/>',
  truck:
    '<path d="M2 6h12v10H2zM14 10h4l3 3v3h-7z"/><circle cx="7" cy="17.500" r="1.800"/><circle cx="17" cy="17.500" r="1.800"/>',
  check: '<path d="m5 12.500 4.500 4.500L19 7.500"/>',
  trash: '<path d="M5 7h14M10 7V4.500h4V7M7 7l.800 12.500h8.400L17 7"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
} as const;

export function icon(name: keyof typeof shapes): Html {
  return trustedHtml(
    `<svg class="icon" viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes[name]}</svg>`,
  );
}
