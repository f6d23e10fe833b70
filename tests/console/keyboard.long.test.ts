/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleGraph, NO_BROWSER, startConsoleGraph, trustedText } from './console-graph.ts';

const PHONE = { width: 360, height: 740 };
/** More than any page here has places that take the keyboard. */
const MOST_STOPS = 80;

/** Where the keyboard is. */
interface Focus {
  /** What a screen reader calls it, in short. */
  name: string;
  /** Of the dialog that it is in. */
  dialog: string | null;
  /** Whether one sees where it is: a frame of its own, on the screen. */
  isSeen: boolean;
}

describe.skipIf(NO_BROWSER !== null)('the console by keyboard alone, on a phone', () => {
  let running: ConsoleGraph;
  beforeAll(async () => {
    running = await startConsoleGraph();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());

  test('a customer is found, opened, edited beside somebody else, and erased; the focus is never lost', async () => {
    await using opened = await running.open('/clientes', { viewport: PHONE });
    const { page, problems } = opened;
    await page.getByRole('link', { name: 'Ana Prado' }).waitFor();
    await tabTo(page, 'Buscar');
    await page.keyboard.type('ana p');
    await expect.poll(() => page.getByRole('link', { name: 'Bento Reis' }).count()).toBe(0);
    expect(await focus(page)).toMatchObject({ name: 'Buscar' });
    await tabTo(page, 'Ana Prado');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ana Prado' }).waitFor();
    expect(await focus(page)).toMatchObject({ name: 'main' });

    await tabTo(page, 'Editar');
    await page.keyboard.press('Enter');
    await expectTrap(page, 'Editar Ana Prado');
    await tabTo(page, 'Nome completo');
    await write(page, 'A');
    await tabTo(page, 'Gravar');
    await page.keyboard.press('Enter');
    // To the field that is wrong.
    await expect.poll(() => focus(page)).toMatchObject({ name: 'Nome completo', isSeen: true });
    await write(page, 'Ana Prado Lima');
    const other = await running.graph.query(await trustedText('PainelAtualizarCliente'), {
      variables: { entrada: { id: '1', versao: 1, nome: 'Ana P.' } },
    });
    expect(other.body.data.atualizarCliente.__typename).toBe('ClienteGravado');
    await tabTo(page, 'Gravar');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Alterado por outra pessoa' }).waitFor();
    await expectTrap(page, 'Alterado por outra pessoa');
    await tabTo(page, 'Gravar o escolhido');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ana Prado Lima' }).waitFor();
    await expect.poll(() => focus(page)).toMatchObject({ name: 'Editar', dialog: null, isSeen: true });

    await tabTo(page, 'Excluir…');
    await page.keyboard.press('Enter');
    await expectTrap(page, 'Excluir Ana Prado Lima?');
    await page.keyboard.press('Escape');
    await expect.poll(() => focus(page)).toMatchObject({ name: 'Excluir…', dialog: null });
    await page.keyboard.press('Enter');
    await tabTo(page, 'Para confirmar, digite: Ana Prado Lima');
    await page.keyboard.type('Ana Prado Lima');
    await tabTo(page, 'Excluir para sempre');
    await page.keyboard.press('Enter');
    await page.getByText('Concluída: todos os domínios confirmaram.').waitFor();
    await expect.poll(() => focus(page)).toMatchObject({ name: 'main', dialog: null });
    await tabTo(page, 'Voltar a Clientes');
    expect(problems).toEqual([]);
  });

  test('a button that is busy, or gone with what it has done, does not take the focus with it', async () => {
    await using opened = await running.open('/clientes/2', { viewport: PHONE });
    const { page } = opened;
    let answer = () => {};
    let fail = true;
    await page.route('**/graphql', async (route) => {
      const { operationName } = route.request().postDataJSON();
      if (operationName === 'PainelAtualizarCliente') {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        await route.abort();
      } else if (operationName === 'PainelComprasDoCliente' && fail) await route.abort();
      else await route.continue();
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Bento Reis' }).waitFor();
    await tabTo(page, 'Editar');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Gravar');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Gravando…' }).waitFor();
    expect(await focus(page)).toMatchObject({ name: 'Gravando…', isSeen: true });
    answer();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await focus(page)).toMatchObject({ name: 'Gravar', dialog: 'Editar Bento Reis' });
    await page.keyboard.press('Escape');

    await tabTo(page, 'Tentar de novo');
    fail = false;
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Compras (1)' }).waitFor();
    await expect.poll(async () => (await focus(page)).name).toMatch(/^Compras/);
  });
});

/** Presses Tab until what is called so has the focus; each place on the way is one that people see. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    const now = await focus(page);
    if (!now.isSeen && now.name !== 'body') expect.fail(`the focus is not seen at: ${now.name}`);
    if (now.name === name) return;
    passed.push(now.name);
  }
  expect.fail(`Tab does not come to ${name}, but to: ${passed.join(', ')}`);
}

/** Goes once through a dialog and beyond: what is behind it takes no keyboard. */
async function expectTrap(page: Page, dialog: string): Promise<void> {
  await page.getByRole('dialog', { name: dialog }).waitFor();
  const stops = await page.getByRole('dialog').locator('input, button, select, textarea').count();
  for (let stop = 0; stop < 2 * stops + 2; stop += 1) {
    const now = await focus(page);
    // After the last place the keyboard is in the browser's own bar.
    if (now.name !== 'body') expect(now).toMatchObject({ dialog, isSeen: true });
    await page.keyboard.press('Tab');
  }
}

/** Replaces what is in the field that has the focus. */
async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const labels = (element as HTMLInputElement).labels ?? [];
    const name =
      element.getAttribute('aria-label') ??
      labels[0]?.querySelector('span')?.textContent ??
      labels[0]?.textContent ??
      element.textContent;
    const isWhole = element === document.body || element.tagName === 'MAIN';
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    const isOnScreen =
      bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && width > 0 && height > 0;
    const dialog = element.closest('dialog')?.querySelector('h2')?.textContent ?? null;
    return {
      name: isWhole ? element.tagName.toLowerCase() : (name ?? '').trim(),
      dialog,
      isSeen: isOnScreen && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
    };
  });
}
