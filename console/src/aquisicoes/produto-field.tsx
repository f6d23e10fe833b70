import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { PainelProdutosAVendaDocument } from '../generated/graphql.ts';
import { messageOf } from '../graph/problems.ts';
import { Field, Select } from '../shared/forms/field.tsx';
import { useDebounced } from '../shared/forms/use-debounced.ts';
import { shownOf } from '../shared/pages/shown.ts';
import { money } from '../shared/values/format.ts';
import { searchOf } from '../shared/values/search.ts';

/** A choice of the products that are on sale, of which a part of the name finds some. */
export function ProdutoField({
  chosen,
  error,
  onChoose,
}: {
  /** Its id; '' is none. */
  chosen: string;
  /** What the server says of it. */
  error: string | undefined;
  onChoose(id: string): void;
}) {
  const [typed, setTyped] = useState('');
  const texto = useDebounced(searchOf(typed));
  const result = useQuery(PainelProdutosAVendaDocument, {
    variables: { filtro: { ativo: true, ...(texto === null ? {} : { texto }) } },
  });
  const failed = result.error;
  const found = shownOf(result)?.produtos;
  const produtos = found?.edges.map(({ node }) => node) ?? [];
  // Of one that is found no more nobody would see that it is chosen.
  const value = produtos.some(({ id }) => id === chosen) ? chosen : '';
  return (
    <>
      <Field
        label="Procurar produto"
        type="search"
        hint="Parte do nome ou da descrição"
        autoComplete="off"
        error={failed && messageOf(failed)}
        onChange={({ target }) => {
          setTyped(target.value);
          onChoose('');
        }}
      />
      <Select
        label="Produto"
        value={value}
        error={error}
        hint={found?.pageInfo.hasNextPage ? 'Os primeiros 20: procure para ver outros' : undefined}
        onChange={({ target }) => onChoose(target.value)}
      >
        <option value="">{produtos.length === 0 && found ? 'Nenhum encontrado' : 'Escolha…'}</option>
        {produtos.map(({ id, nome, preco }) => (
          <option key={id} value={id}>
            {nome} ({money(preco)})
          </option>
        ))}
      </Select>
    </>
  );
}
