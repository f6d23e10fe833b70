import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundleConsole } from './bundle.ts';

const MAX_BYTES = 250_000;

test('all that the console is made of is less than 250 kB, compressed, and named by its content', async () => {
  const { page, assets } = await bundleConsole();

  // By brotli, which browsers get, it is smaller still.
  const sizes = [...assets.values()].map((contents) => gzipSync(contents).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);
  // All but what notices that the others are not there.
  expect([...assets.keys()].filter((name) => !/^[\w-]+-[0-9A-Z]{8}\.(js|css)$/.test(name))).toEqual([
    'first-load.js',
  ]);
  const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
  expect(loaded.filter((address) => address !== 'data:,').sort()).toEqual(
    [...assets.keys()]
      .filter((name) => name.startsWith('main-') || name === 'first-load.js')
      .map((name) => `/painel/assets/${name}`)
      .sort(),
  );
  // Inline scripts and styles would be refused by the page's policy.
  expect(page).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/);
});
