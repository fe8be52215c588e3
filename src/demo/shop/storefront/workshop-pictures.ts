/** Drawings for tools and fasteners: SVG on a canvas of 320 × 240. */
export const workshopPictures: Record<string, string> = {
  hammer: `<g transform="rotate(38 160 120)"><rect x="151" y="86" width="18" height="118" rx="8" fill="#c98f52"/>
    <rect x="151" y="150" width="18" height="54" rx="8" fill="#8f5f30"/>
    <path d="M112 54h76l14 10v20l-14 8h-46c-8 0-10-8-20-8h-10z" fill="#40565d"/><path d="M188 54l14 10v20l-14 8z" fill="#1d3238"/>
    <path d="M112 54h76v8h-76z" fill="#6d848b"/></g>`,
  drill: `<path d="M70 78h112l20 12v28l-20 10h-66l-8 44H76l10-48c-12-4-16-14-16-26z" fill="#0f6a66"/>
    <path d="M70 78h112l20 12H70z" fill="#1b8a84"/><rect x="64" y="168" width="64" height="30" rx="6" fill="#1d3238"/>
    <path d="M202 92h24l10 8v10l-10 8h-24z" fill="#40565d"/><path d="M236 105h44" stroke="#8fa2a7" stroke-width="6"/>
    <circle cx="112" cy="102" r="9" fill="#e9efec"/><path d="M118 128c8 2 10 8 8 16" stroke="#e4572e" stroke-width="8" fill="none"/>`,
  screwdriver: `<g transform="rotate(-32 160 120)"><rect x="48" y="102" width="96" height="36" rx="16" fill="#e4572e"/>
    <path d="M60 112h70M60 128h70" stroke="#b83d1a" stroke-width="5"/><rect x="140" y="108" width="16" height="24" rx="4" fill="#f2b53c"/>
    <rect x="156" y="114" width="92" height="12" rx="3" fill="#e4572e"/><path d="M248 114h18l10 6-10 6h-18z" fill="#8fa2a7"/></g>`,
  saw: `<path d="M96 96l184 26v14L96 158z" fill="#c3cfd2"/><path d="M96 158l184-22-4 8-8-5-4 9-8-6-4 9-8-6-4 9-8-6-4 9-8-6-4 9-8-6-4 9-8-6-4 9-8-6-4 9-8-6-4 9-8-6-4 9-8-6-4 9-8-6-4 5-8-5-4 6-8-6-6 6z" fill="#8fa2a7"/>
    <path d="M36 90c-6 30 2 66 26 76h46l6-72-34-14c-18-6-40-6-44 10z" fill="#1d3238"/><path d="M60 108c-4 16 0 30 8 36h20l4-36-16-6c-8-2-14 0-16 6z" fill="#f3ece1"/>`,
  tape: `<rect x="76" y="64" width="130" height="126" rx="30" fill="#f2b53c"/><rect x="76" y="150" width="130" height="40" rx="16" fill="#1d3238"/>
    <circle cx="141" cy="118" r="38" fill="#1d3238"/><circle cx="141" cy="118" r="26" fill="#fdf6e3"/><path d="M128 118h26M141 105v26" stroke="#e4572e" stroke-width="6"/>
    <path d="M200 172h84v16h-84z" fill="#fdf6e3"/><path d="M284 168v26" stroke="#40565d" stroke-width="8"/><path d="M214 172v8M228 172v6M242 172v8M256 172v6M270 172v8" stroke="#40565d" stroke-width="2"/>`,
  trolley: `<rect x="74" y="44" width="172" height="140" rx="8" fill="#d9dfe0"/><rect x="68" y="36" width="184" height="14" rx="5" fill="#8fa2a7"/>
    <g fill="#1f5fa8"><rect x="86" y="60" width="148" height="12" rx="2"/><rect x="86" y="77" width="148" height="12" rx="2"/><rect x="86" y="94" width="148" height="12" rx="2"/><rect x="86" y="111" width="148" height="12" rx="2"/><rect x="86" y="128" width="148" height="20" rx="2"/><rect x="86" y="153" width="148" height="22" rx="2"/></g>
    <path d="M140 66h40M140 83h40M140 100h40M140 117h40M140 138h40M140 164h40" stroke="#e8edf3" stroke-width="3"/>
    <path d="M252 62h16v44" stroke="#40565d" stroke-width="7" fill="none"/><circle cx="98" cy="194" r="12" fill="#1d3238"/><circle cx="222" cy="194" r="12" fill="#1d3238"/>`,
  certificate: `<rect x="84" y="40" width="152" height="150" rx="6" fill="#fffdf7" stroke="#c9bfa8" stroke-width="3"/>
    <path d="M112 72h96M112 92h96M112 112h60" stroke="#40565d" stroke-width="6"/><path d="M104 54h112" stroke="#0f6a66" stroke-width="8"/>
    <circle cx="198" cy="150" r="24" fill="#e4572e"/><path d="M186 166l-8 32 20-10 20 10-8-32z" fill="#b83d1a"/><path d="m187 150 8 8 15-15" stroke="#fff" stroke-width="6" fill="none"/>`,
  nails: `<g fill="#8fa2a7"><rect x="96" y="52" width="34" height="9" rx="3"/><path d="M109 61h8v112l-4 16-4-16z"/><g transform="rotate(14 160 120)"><rect x="143" y="50" width="34" height="9" rx="3"/><path d="M156 59h8v112l-4 16-4-16z"/></g><g transform="rotate(-12 220 120)"><rect x="196" y="46" width="34" height="9" rx="3"/><path d="M209 55h8v112l-4 16-4-16z"/></g></g>
    <path d="M72 138h176l-12 60H84z" fill="#c98f52"/><path d="M72 138h176l-3 14H75z" fill="#a87238"/><path d="M132 166h56v18h-56z" fill="#fdf6e3"/><path d="M140 175h40" stroke="#40565d" stroke-width="4"/>`,
  bolt: `<g transform="rotate(-24 160 120)"><path d="M64 92l16-10h24l12 10v56l-12 10H80l-16-10z" fill="#6d848b"/><path d="M64 112h52v16H64z" fill="#8fa2a7"/><rect x="116" y="102" width="132" height="36" fill="#a9b9bd"/>
    <path d="M132 102l8 36M148 102l8 36M164 102l8 36M180 102l8 36M196 102l8 36M212 102l8 36M228 102l8 36" stroke="#6d848b" stroke-width="5"/><path d="M248 102l10 6v24l-10 6z" fill="#8fa2a7"/></g>`,
  washer: `<g fill-rule="evenodd"><path d="M112 72a54 54 0 1 0 .1 0zM112 104a22 22 0 1 1-.1 0z" fill="#a9b9bd"/><path d="M206 104a46 46 0 1 0 .1 0zM206 132a18 18 0 1 1-.1 0z" fill="#8fa2a7"/><path d="M214 40a30 30 0 1 0 .1 0zM214 58a12 12 0 1 1-.1 0z" fill="#c3cfd2"/></g>
    <path d="M76 112a38 38 0 0 1 24-26M172 138a34 34 0 0 1 18-20" stroke="#fff" stroke-width="5" fill="none"/>`,
  anchor: `<g transform="rotate(-20 160 120)"><path d="M62 96h132l44 14v20l-44 14H62l-10-8v-32z" fill="#8b959a"/><path d="M52 104h14v32H52z" fill="#5f6b6d"/><path d="M98 120h132" stroke="#5f6b6d" stroke-width="5"/><path d="M88 96v12M112 96v12M136 96v12M160 96v12M88 144v-12M112 144v-12M136 144v-12M160 144v-12" stroke="#e8edf3" stroke-width="5"/></g>
    <g transform="translate(30 66) rotate(-20 160 120)"><path d="M90 108h96l26 8v12l-26 8H90z" fill="#a9b9bd"/></g>`,
  rod: `<g transform="rotate(-28 160 120)"><rect x="28" y="96" width="264" height="20" rx="3" fill="#a9b9bd"/><rect x="28" y="132" width="264" height="20" rx="3" fill="#8fa2a7"/>
    <path d="M40 96l6 20M56 96l6 20M72 96l6 20M88 96l6 20M104 96l6 20M120 96l6 20M136 96l6 20M152 96l6 20M168 96l6 20M184 96l6 20M200 96l6 20M216 96l6 20M232 96l6 20M248 96l6 20M264 96l6 20M40 132l6 20M56 132l6 20M72 132l6 20M88 132l6 20M104 132l6 20M120 132l6 20M136 132l6 20M152 132l6 20M168 132l6 20M184 132l6 20M200 132l6 20M216 132l6 20M232 132l6 20M248 132l6 20M264 132l6 20" stroke="#5f6b6d" stroke-width="3"/></g>`,
  sealant: `<g transform="rotate(18 160 120)"><path d="M154 24h12l8 42h-28z" fill="#8fa2a7"/><rect x="126" y="64" width="68" height="14" rx="4" fill="#40565d"/><rect x="128" y="76" width="64" height="120" rx="6" fill="#fdfdfb"/><rect x="128" y="104" width="64" height="56" fill="#1f5fa8"/>
    <path d="M140 120h40M140 134h28" stroke="#fff" stroke-width="6"/><path d="M128 178h64v12a6 6 0 0 1-6 6h-52a6 6 0 0 1-6-6z" fill="#c3cfd2"/></g>`,
  parcel: `<path d="M80 84l80-34 80 34v82l-80 34-80-34z" fill="#c98f52"/><path d="M80 84l80 34v82l-80-34z" fill="#a87238"/><path d="M120 67l80 34v26l-20-8v-10l-80-34z" fill="#f3ece1"/>`,
};
