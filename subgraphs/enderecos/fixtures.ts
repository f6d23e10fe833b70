import type { Database } from '../../platform/database/database.ts';
import { bulkInsert } from '../../platform/database/statements/bulk-insert.ts';
import type { Endereco } from './endereco-store.ts';

/** An address to insert; what is left out is filled in. */
export type EnderecoFixture = Partial<Endereco> & Pick<Endereco, 'id' | 'clienteId'>;

const REGISTERED = '2026-01-01 12:00:00.000';

/** Inserts addresses as they are, past every rule but those of the database. */
export async function insertEnderecos(
  database: Database,
  fixtures: readonly EnderecoFixture[],
): Promise<Endereco[]> {
  const enderecos = fixtures.map(completeEndereco);
  await bulkInsert(
    database,
    'endereco',
    enderecos.map((endereco) => ({
      id: endereco.id,
      id_cliente: endereco.clienteId,
      tipo: endereco.tipo,
      logradouro: endereco.logradouro,
      numero: endereco.numero,
      complemento: endereco.complemento,
      bairro: endereco.bairro,
      cidade: endereco.cidade,
      uf: endereco.uf,
      cep: endereco.cep,
      pais: endereco.pais,
      principal: endereco.principal ? 1 : 0,
      criado_em: REGISTERED,
      atualizado_em: REGISTERED,
      versao: endereco.versao,
    })),
  );
  return enderecos;
}

/** Removes every address. */
export async function clearEnderecos(database: Database): Promise<void> {
  await database.write('TRUNCATE TABLE endereco', []);
}

function completeEndereco(fixture: EnderecoFixture): Endereco {
  return {
    tipo: 'RESIDENCIAL',
    logradouro: 'Avenida Paulista',
    numero: fixture.id,
    complemento: null,
    bairro: 'Bela Vista',
    cidade: 'São Paulo',
    uf: 'SP',
    cep: '01310100',
    pais: 'BR',
    principal: false,
    versao: 1,
    ...fixture,
  };
}
