import { officePictures } from './office-pictures.ts';
import { workshopPictures } from './workshop-pictures.ts';

const shapes: Record<string, string> = { ...workshopPictures, ...officePictures };

const BACKGROUNDS = ['#e9efec', '#f3ece1', '#e8edf3', '#f2e9e6'];

/** The picture of an article, 320 × 240, drawn in this repository; undefined for a name nobody drew. */
export function pictureSvg(name: string): string | undefined {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  if (!shape) return undefined;
  const background = BACKGROUNDS[Object.keys(shapes).indexOf(name) % BACKGROUNDS.length];
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" width="640" height="480">',
    `<rect width="320" height="240" fill="${background}"/>`,
    '<ellipse cx="160" cy="204" rx="92" ry="9" fill="#14252b" opacity=".1"/>',
    `<g stroke-linecap="round" stroke-linejoin="round">${shape}</g></svg>`,
  ].join('');
}
