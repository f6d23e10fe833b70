import { Link } from 'wouter';
import type { WrongPart } from '../values/address.ts';
import { shortened } from '../values/characters.ts';
import { useTitle } from './use-title.ts';

/** What of the page's address is not understood, and a link to the same page without it. */
export function WrongAddress({ wrong }: { wrong: readonly WrongPart[] }) {
  if (wrong.length === 0) return null;
  const rest = new URLSearchParams(location.search);
  for (const { name } of wrong) rest.delete(name);
  return (
    <div role="alert" className="notice warn">
      <p>
        <strong>Parte do endereço desta página não foi entendida.</strong>
      </p>
      <ul>
        {wrong.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      {/* Loaded anew, so that the fields are too. */}
      <p>
        <a href={`${location.pathname}${rest.size > 0 ? `?${rest}` : ''}`}>Abrir sem isso</a>
      </p>
    </div>
  );
}

/** In place of a page whose address has something else where an id must be. */
export function NoId({ title, text, list, of }: { title: string; text: string; list: string; of: string }) {
  useTitle(title);
  return (
    <>
      <h1>{title}</h1>
      <p>
        “{shortened(text)}” não é um id: ids são números, como em {list}/1. Confira o endereço, ou procure em{' '}
        <Link href={list}>{of}</Link>.
      </p>
    </>
  );
}
