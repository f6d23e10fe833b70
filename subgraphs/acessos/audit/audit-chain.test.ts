import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cadeia, CHAIN_START, linkEntries, linkHash } from './audit-chain.ts';

const CADEIA: Cadeia = {
  numero: '7',
  dia: '2026-11-27',
  escritor: 'a-router',
  linhas: '3',
  elo: CHAIN_START,
  expirada: false,
};
const oneOf = (...texts: string[]) => fc.constantFrom(...texts);
/** Of few values, so that entries have some of them in common; whoever writes into the table may write anything. */
const anEntry = fc.record({
  instante: fc.constantFrom(new Date('2026-11-27T12:00:00.000Z'), new Date('2026-11-27T12:00:00.001Z')),
  titular: oneOf('', 'aa', '"]'),
  outros: fc.constantFrom(null, 'bb', 'bb,cc'),
  campos: oneOf('Cliente.nome', 'Cliente.nome,Cliente.cpf'),
  usuario: oneOf('ana', 'a"na', 'ána\n'),
  aplicacao: fc.constantFrom(null, 'null', 'shop'),
  operacao: fc.constantFrom(null, 'Compradores'),
  hashDaOperacao: fc.constantFrom(null, 'ab'),
  requisicao: oneOf('a', 'b'),
});

test('each row has the hash of the row before and of all that is in it', () => {
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 8 }), (entries) => {
      const { rows, cadeia } = linkEntries(CADEIA, entries);
      let elo = CADEIA.elo;
      for (const [place, row] of rows.entries()) {
        const { elo: own, instante, cadeia: numero, posicao, titular, campos, usuario, ...rest } = row;
        const { aplicacao, operacao, hashDaOperacao, requisicao, outros } = rest;
        const before = [elo, numero, posicao, instante.toISOString(), titular, campos, usuario];
        const written = [...before, aplicacao, operacao, hashDaOperacao, requisicao];
        if (outros !== null) written.push(outros);
        elo = createHash('sha256').update(JSON.stringify(written)).digest('hex');
        expect({ own, posicao, linked: linkHash(before[0] ?? '', row) }).toEqual({
          own: elo,
          posicao: String(4 + place),
          linked: elo,
        });
      }
      expect(cadeia).toEqual({ ...CADEIA, linhas: String(3 + entries.length), elo });
    }),
  );
});
