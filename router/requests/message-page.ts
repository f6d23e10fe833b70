/** Where the console is: what people read there is in Portuguese. */
export const CONSOLE_PATH = '/painel';
/** The code of an answer of a router that has no console to show. */
export const NOT_BUILT = 'CONSOLE_NOT_BUILT';

interface Language {
  readonly tag: string;
  readonly titles: Readonly<Record<number, string>>;
  readonly otherTitle: string;
  /** Of a page whose reader is not logged in, which a browser asks for once more. */
  readonly again: string;
}

const ENGLISH: Language = {
  tag: 'en',
  titles: {
    401: 'Log in first',
    404: 'Nothing here',
    429: 'Too many requests',
    503: 'Try again in a moment',
  },
  otherTitle: 'This does not work',
  again: 'Reload this page to be asked for your name and password again.',
};

const OF_CONSOLE: Language = {
  tag: 'pt-BR',
  titles: {
    401: 'Entre primeiro',
    403: 'Sem permissão',
    404: 'Não há nada aqui',
    429: 'Pedidos demais',
    503: 'Tente de novo daqui a pouco',
  },
  otherTitle: 'Isto não funcionou',
  again: 'Recarregue esta página para que o navegador os peça de novo.',
};

/** What the console says in place of a message for programs, which is in English. */
const CONSOLE_MESSAGES: Readonly<Record<string, string>> = {
  [NOT_BUILT]:
    'O painel ainda não foi construído: `npm run build` o constrói, e com CONSOLE=off o roteador fica sem painel.',
  401: 'É preciso um usuário e uma senha válidos.',
  403: 'Este usuário não tem permissão para isto.',
  404: 'Não há nada neste endereço.',
  429: 'Foram pedidos demais ao mesmo tempo ou em pouco tempo, ou senhas erradas demais. Espere um minuto e tente de novo.',
  500: 'Algo deu errado no servidor. Tente de novo; se continuar, avise quem cuida dele: o log diz o motivo.',
  503: 'O servidor não pode atender agora: está ocupado ou reiniciando.',
};
const OTHER_CONSOLE_MESSAGE = 'O servidor não entendeu este pedido. Confira o endereço.';

/** A page that says what went wrong, in English. */
export function messagePage(status: number, message: string, explorer: boolean): string {
  const ways = explorer
    ? 'Explore the graph in <a href="/">Apollo Sandbox</a> or <a href="/graphiql">GraphiQL</a>.'
    : 'Programs send their queries to <code>/graphql</code>, by POST.';
  return page(ENGLISH, status, { message, ways });
}

/** The same at an address of the console, in Portuguese: what is known of the error by its code, else by the status. */
export function consoleMessagePage(status: number, code: string): string {
  return page(OF_CONSOLE, status, {
    message: CONSOLE_MESSAGES[code] ?? CONSOLE_MESSAGES[status] ?? OTHER_CONSOLE_MESSAGE,
    ways: `<a href="${CONSOLE_PATH}">Ir para o painel</a>`,
  });
}

/** @param ways where to go from here, HTML */
function page(
  { tag, titles, otherTitle, again }: Language,
  status: number,
  { message, ways }: { message: string; ways: string },
): string {
  const title = titles[status] ?? otherTitle;
  return `<!doctype html>
<html lang="${tag}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>:root{color-scheme:light dark;background:Canvas}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}</style>
<main>
<h1>${title}</h1>
<p>${escaped(message)}</p>
${status === 401 ? `<p>${again}</p>` : ''}<p>${ways}</p>
</main>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
