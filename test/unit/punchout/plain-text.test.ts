import { expect, test } from 'vitest';
import { plainText } from '../../../src/punchout/plain-text.ts';

test.each([
  ['<p>Steel <b>hammer</b>, 500&nbsp;g</p><p>Made in&nbsp;EU</p>', 'Steel hammer, 500 g\nMade in EU'],
  ['<ul><li>light</li><li>sturdy</li></ul>', 'light\nsturdy'],
  ['one<br>two &lt;b&gt; &amp; three', 'one\ntwo <b> & three'],
  ['<style>p{}</style><script>alert(1)</script>text', 'text'],
  ['  plain\n  text  ', 'plain text'],
  ['<p></p>', ''],
  ['a < b and <unclosed', 'a < b and'],
])('%j is read as %j', (html, text) => {
  expect(plainText(html)).toBe(text);
});
