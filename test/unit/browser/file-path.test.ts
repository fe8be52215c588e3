import { expect, test } from 'vitest';
import { isFileRequest } from '../../../src/browser/file-path.ts';

test.each([
  '/theme/3f2a/css/all.css',
  '/de/media/12/ab/manual.pdf',
  '/shop/public/bundles/storefront/x',
  '/thumbnail/a_800x800.webp',
  '/favicon.ico',
  '/anything/logo.SVG',
])('%s is a file for everybody', (path) => {
  expect(isFileRequest({ method: 'GET', path })).toBe(true);
  expect(isFileRequest({ method: 'HEAD', path })).toBe(true);
  expect(isFileRequest({ method: 'POST', path })).toBe(false);
});

test.each([
  '/',
  '/checkout/cart',
  '/theme',
  '/Hammer-500g/HAM-001',
  '/checkout/cart.json',
  '/a.css/b',
  '/media',
])('%s may be a page', (path) => {
  expect(isFileRequest({ method: 'GET', path })).toBe(false);
});
