/** Drawings for safety and office articles: SVG on a canvas of 320 × 240. */
export const officePictures: Record<string, string> = {
  helmet: `<path d="M68 158c0-62 38-100 92-100s92 38 92 100z" fill="#f2b53c"/><path d="M140 60c-4 30-4 66 0 98h40c4-32 4-68 0-98-12-4-28-4-40 0z" fill="#f7cd73"/>
    <rect x="52" y="154" width="216" height="22" rx="11" fill="#d99a1f"/><path d="M96 92c-8 12-12 28-12 46" stroke="#fdf1d4" stroke-width="7" fill="none"/>`,
  glove: `<path d="M112 196v-52l-26-34c-8-12 6-24 16-14l18 20V62c0-14 20-14 20 0v36l2-48c0-14 20-14 20 0v48l4-40c2-14 22-12 20 2l-4 42 8-28c4-12 22-8 19 5l-15 65v52z" fill="#40565d"/>
    <path d="M120 116l10 12M140 100h2M166 98h-4M188 102h-6" stroke="#6d848b" stroke-width="5"/><path d="M112 176h82v20h-82z" fill="#e4572e"/><path d="M112 184h82" stroke="#fff" stroke-width="3"/>`,
  vest: `<path d="M108 46l32 12 20 34 20-34 32-12 20 44-14 16v92H102v-92L88 90z" fill="#f26a2e"/><path d="M160 92v106" stroke="#b83d1a" stroke-width="4"/>
    <path d="M102 132h116v16H102zM102 168h116v16H102z" fill="#f5f0d0"/><path d="M102 136h116M102 144h116M102 172h116M102 180h116" stroke="#c3cfd2" stroke-width="3"/>`,
  mask: `<path d="M80 92c30-20 50-28 80-28s50 8 80 28v50c-22 30-50 46-80 46s-58-16-80-46z" fill="#fdfdfb"/><path d="M80 118c40-10 120-10 160 0M84 142c44 8 108 8 152 0" stroke="#c3cfd2" stroke-width="4" fill="none"/>
    <path d="M80 100C48 90 40 70 58 56M240 100c32-10 40-30 22-44M82 140c-28 14-36 30-22 42M238 140c28 14 36 30 22 42" stroke="#1f5fa8" stroke-width="6" fill="none"/><path d="M138 72c14-6 30-6 44 0" stroke="#8fa2a7" stroke-width="7" fill="none"/>`,
  firstaid: `<path d="M126 66V50h68v16" stroke="#1d3238" stroke-width="10" fill="none"/><rect x="64" y="66" width="192" height="132" rx="14" fill="#1d8a5f"/><rect x="64" y="66" width="192" height="18" rx="9" fill="#28a474"/>
    <circle cx="160" cy="136" r="42" fill="#fff"/><path d="M160 112v48M136 136h48" stroke="#1d8a5f" stroke-width="16" stroke-linecap="butt"/>`,
  paper: `<path d="M70 108l132-34 50 20-132 36z" fill="#fff"/><path d="M70 108v58l50 24v-60z" fill="#e3e0d9"/><path d="M120 130l132-36v58l-132 38z" fill="#f7f6f3"/>
    <path d="M120 142l132-36M120 154l132-36M120 166l132-36M120 178l132-36" stroke="#d5d1c7" stroke-width="2"/><path d="M146 123l44-12v58l-44 12z" fill="#1f5fa8"/><path d="M156 144l24-7M156 156l16-5" stroke="#fff" stroke-width="5"/>`,
  labels: `<path d="M140 44a70 70 0 1 0 .1 140h120v-30h-64a70 70 0 0 0-56-110z" fill="#fdfdfb"/><circle cx="140" cy="114" r="56" fill="#f3efe6"/><circle cx="140" cy="114" r="42" fill="none" stroke="#ddd6c6" stroke-width="3"/><circle cx="140" cy="114" r="26" fill="#c98f52"/><circle cx="140" cy="114" r="16" fill="#e8edf3"/>
    <path d="M210 160v18M216 160v18M224 160v18M230 160v18M240 160v18M246 160v18" stroke="#1d3238" stroke-width="3"/>`,
  pens: `<rect x="92" y="118" width="136" height="80" rx="6" fill="#1d3238"/><path d="M92 140h136v28H92z" fill="#1f5fa8"/><path d="M108 154h70" stroke="#fff" stroke-width="6"/>
    <g><path d="M108 118V58l6-14 6 14v60z" fill="#2f6fc0"/><path d="M136 118V50l6-14 6 14v68z" fill="#1f5fa8"/><path d="M164 118V60l6-14 6 14v58z" fill="#2f6fc0"/><path d="M192 118V52l6-14 6 14v66z" fill="#1f5fa8"/></g><path d="M108 74h12M136 68h12M164 76h12M192 70h12" stroke="#fff" stroke-width="4"/>`,
  binder: `<path d="M96 44h92v154H96z" fill="#2b3a40"/><path d="M188 44l40 12v132l-40 10z" fill="#14252b"/><rect x="116" y="68" width="52" height="64" rx="3" fill="#fdfdfb"/><path d="M126 84h32M126 98h32M126 112h20" stroke="#8fa2a7" stroke-width="4"/>
    <circle cx="142" cy="168" r="13" fill="#f2e9e6"/><circle cx="142" cy="168" r="13" fill="none" stroke="#8fa2a7" stroke-width="4"/>`,
  coffee: `<path d="M104 62h112l12 24v112H92V86z" fill="#5b3a24"/><path d="M104 46h112v20H104z" fill="#7a5236"/><path d="M104 56h112" stroke="#4a2d1a" stroke-width="3"/><rect x="112" y="100" width="96" height="70" rx="6" fill="#f3ece1"/>
    <g transform="rotate(28 160 134)"><ellipse cx="160" cy="134" rx="18" ry="26" fill="#7a5236"/><path d="M160 110c-10 14 10 30 0 48" stroke="#f3ece1" stroke-width="4" fill="none"/></g><path d="M92 182h136" stroke="#e4572e" stroke-width="8"/>`,
};
