import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { thisMachine } from '../../../dev/mysql/installation/machine.ts';
import { run } from '../../../dev/mysql/processes/run.ts';
import { debianPrograms } from './debian-programs.ts';

/** How Chromium is started. */
interface ChromiumProgram {
  path: string;
  env: NodeJS.ProcessEnv;
  /** Where its fonts are; null is where the system has them. */
  fonts: string | null;
}

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const UNPACKED = 'usr/lib/chromium/chromium-headless-shell';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

/** The Chromium of this system, or from Debian's packages in the cache folder. Returns in words why there is none. */
export async function chromiumProgram(
  progress: (message: string) => void = (message) => console.log(message),
): Promise<ChromiumProgram | string> {
  const { env } = thisMachine();
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return { path: installed, env, fonts: null };
  const found = await debianPrograms(
    {
      name: 'chromium',
      packages: ['chromium-headless-shell', 'chromium-common', 'fonts-dejavu-core', 'fontconfig-config'],
      described: 'Chromium (65 MB)',
      async isComplete(root, inEnv) {
        const path = join(root, UNPACKED);
        if (!existsSync(path)) return false;
        const inAll = withSoundLibraries(inEnv);
        return (await run(path, ['--version', '--no-sandbox'], { env: inAll, timeoutMs: 20_000 })).code === 0;
      },
    },
    progress,
  );
  if (typeof found === 'string') return found;
  const { root } = found;
  return {
    path: join(root, UNPACKED),
    env: withSoundLibraries(found.env),
    fonts: join(root, 'usr/share/fonts'),
  };
}

/** Those of sound, which a browser without any is linked with, are in a folder of their own. */
function withSoundLibraries(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folders = (env.LD_LIBRARY_PATH ?? '').split(':').filter(Boolean);
  return { ...env, LD_LIBRARY_PATH: folders.flatMap((folder) => [folder, `${folder}/pulseaudio`]).join(':') };
}

/** Starts a browser without a window; closing it removes what it has written. */
export async function launchChromium({ path, env, fonts }: ChromiumProgram): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'chromium-'));
  const config = join(folder, 'fonts.conf');
  await writeFile(
    config,
    `<?xml version="1.0"?><fontconfig>${fonts === null ? '' : `<dir>${fonts}</dir>`}<cachedir>${folder}</cachedir></fontconfig>`,
  );
  const browser = await chromium.launch({
    executablePath: path,
    args: ARGS,
    // The type of Playwright has no variables without a value.
    env: Object.fromEntries(
      Object.entries({ ...env, ...(fonts === null ? {} : { FONTCONFIG_FILE: config }) }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
  });
  browser.on('disconnected', () => void rm(folder, { recursive: true, force: true }));
  return browser;
}
