import { Command } from 'commander';
import { chromiumProgram, launchChromium } from '../support/servers/chromium.ts';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
const PICTURES = [
  { name: 'console-cliente', path: '/clientes/1', shows: 'Produtos (', scheme: 'light', viewport: DESKTOP },
  { name: 'console-produtos-dark', path: '/produtos', shows: 'SKU', scheme: 'dark', viewport: DESKTOP },
  {
    name: 'console-vendas-phone-dark',
    path: '/vendas?de=2025-07-01&ate=2026-06-30',
    shows: 'Mais vendidos',
    scheme: 'dark',
    viewport: PHONE,
  },
  {
    name: 'console-clientes-phone',
    path: '/clientes',
    shows: 'Cliente desde',
    scheme: 'light',
    viewport: PHONE,
  },
  { name: 'console-saude', path: '/saude', shows: 'Roteadores', scheme: 'light', viewport: DESKTOP },
  { name: 'console-acessos', path: '/acessos', shows: 'Por operação', scheme: 'light', viewport: DESKTOP },
] as const;
const GRAPHIQL = { name: 'graphiql', user: 'atendente', viewport: { width: 1200, height: 720 } };

const command = new Command('take-pictures')
  .description(
    'Takes the pictures of the console and of GraphiQL in docs/ from a running graph: npx tsx tests/console/take-pictures.ts',
  )
  .option('--url <url>', 'of the router', 'http://127.0.0.1:4000')
  .option('--folder <folder>', 'where to', 'docs')
  .parse();
const { url, folder } = command.opts<{ url: string; folder: string }>();
const program = await chromiumProgram();
if (typeof program === 'string') throw new Error(program);
const browser = await launchChromium(program);
try {
  for (const { name, path, shows, scheme, viewport } of PICTURES) {
    const context = await browser.newContext({
      httpCredentials: { username: 'admin', password: 'admin' },
      colorScheme: scheme,
      locale: 'pt-BR',
      viewport,
    });
    const page = await context.newPage();
    await page.goto(`${url}/painel${path}`);
    await page.getByText(shows).first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${folder}/${name}.png` });
    await context.close();
    console.log(`${folder}/${name}.png`);
  }
  const { name, user, viewport } = GRAPHIQL;
  const page = await browser.newPage({ httpCredentials: { username: user, password: user }, viewport });
  await page.goto(`${url}/graphiql`);
  await page.locator('.graphiql-query-editor').getByText('ClientesCompletos').waitFor();
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.locator('.graphiql-response').getByText('logradouro').first().waitFor();
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(`${folder}/${name}.png`);
} finally {
  await browser.close();
}
