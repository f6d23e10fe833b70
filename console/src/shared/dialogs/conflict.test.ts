import { expect, test } from 'vitest';
import { differences, merged } from './conflict.ts';

const FIELDS = [
  { name: 'nome', label: 'Nome' },
  { name: 'email', label: 'E-mail' },
  { name: 'telefone', label: 'Telefone' },
] as const;
const base = { nome: 'Ana', email: 'ana@a.br', telefone: '' };
const mine = { nome: 'Ana Prado', email: 'ana@a.br', telefone: '+55' };
const current = { nome: 'Ana P.', email: 'ana@b.br', telefone: '+55' };

test('what differs is told, and mine is proposed where I have changed it', () => {
  expect(differences(FIELDS, { base, mine, current })).toEqual([
    { name: 'nome', label: 'Nome', mine: 'Ana Prado', current: 'Ana P.', proposed: 'mine' },
    { name: 'email', label: 'E-mail', mine: 'ana@a.br', current: 'ana@b.br', proposed: 'current' },
  ]);
});

test('what is proposed is kept unless the other side is chosen', () => {
  const found = differences(FIELDS, { base, mine, current });

  expect(merged(found, {}, current)).toEqual({ nome: 'Ana Prado', email: 'ana@b.br', telefone: '+55' });
  expect(merged(found, { nome: 'current', email: 'mine' }, current)).toEqual({
    nome: 'Ana P.',
    email: 'ana@a.br',
    telefone: '+55',
  });
});
