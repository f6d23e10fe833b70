import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import {
  type DadosDoEnderecoFragment,
  PainelClienteDocument,
  PainelDefinirEnderecoPrincipalDocument,
} from '../generated/graphql.ts';
import { messageOf } from '../graph/problems.ts';
import { useHasScope, useMayRun } from '../session.tsx';
import { refusalOf } from '../shared/dialogs/confirm-dialog.tsx';
import { BusyButton } from '../shared/forms/busy-button.tsx';
import { Refusal } from '../shared/forms/refusal.tsx';
import { Empty, Value } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { EditEnderecoDialog } from './edit-endereco-dialog.tsx';
import { TIPOS } from './endereco-fields.ts';
import { NewEnderecoDialog } from './new-endereco-dialog.tsx';
import { RemoveEnderecoDialog } from './remove-endereco-dialog.tsx';

type Endereco = DadosDoEnderecoFragment;
type Open = { dialog: 'new' } | { dialog: 'edit' | 'remove'; id: string } | null;

const COLUMNS: readonly Column<Endereco>[] = [
  { title: 'Tipo', cell: ({ tipo, principal }) => `${TIPOS[tipo]}${principal ? ' (principal)' : ''}` },
  {
    title: 'Endereço',
    cell: ({ logradouro, numero, complemento }) =>
      [logradouro, numero, complemento].filter(Boolean).join(', '),
  },
  { title: 'Bairro', cell: ({ bairro }) => bairro },
  { title: 'Cidade', cell: ({ cidade, uf }) => `${cidade}/${uf}` },
  { title: 'CEP', cell: ({ cep }) => cep },
];

/** A customer's addresses, and what may be done with them. */
export function EnderecosSection({
  clienteId,
  enderecos,
  why,
}: {
  clienteId: string;
  enderecos: readonly Endereco[] | null | undefined;
  /** Why there are none to show. */
  why: 'denied' | 'unavailable' | undefined;
}) {
  const [open, setOpen] = useState<Open>(null);
  const [makePrincipal, { data, loading, error }] = useMutation(PainelDefinirEnderecoPrincipalDocument, {
    refetchQueries: [PainelClienteDocument],
  });
  const seesPersonalData = useHasScope('dados-pessoais');
  const mayCreate = useMayRun('criarEndereco') && seesPersonalData;
  const mayEdit = useMayRun('atualizarEndereco') && seesPersonalData;
  const mayChoose = useMayRun('definirEnderecoPrincipal') && seesPersonalData;
  const mayRemove = useMayRun('excluirEndereco') && seesPersonalData;
  const close = () => setOpen(null);
  const chosen = open && open.dialog !== 'new' ? enderecos?.find(({ id }) => id === open.id) : undefined;
  const button = (label: string, one: Endereco, onClick: () => void) => (
    <BusyButton busy={loading} aria-label={`${label}: ${one.logradouro}, ${one.numero}`} onClick={onClick}>
      {label}
    </BusyButton>
  );
  const actions: Column<Endereco> = {
    title: 'Ações',
    actions: true,
    cell: (one) => (
      <span className="actions">
        {mayEdit && button('Editar', one, () => setOpen({ dialog: 'edit', id: one.id }))}
        {mayChoose &&
          !one.principal &&
          button('Tornar principal', one, () => {
            // What goes wrong is in `error`.
            makePrincipal({ variables: { entrada: { id: one.id, versao: one.versao } } }).catch(() => {});
          })}
        {mayRemove && button('Excluir', one, () => setOpen({ dialog: 'remove', id: one.id }))}
      </span>
    ),
  };
  return (
    <section aria-labelledby="enderecos">
      <h2 id="enderecos">Endereços</h2>
      <Refusal>
        {error ? messageOf(error) : refusalOf(data?.definirEnderecoPrincipal, 'EnderecoGravado')}
      </Refusal>
      {enderecos ? (
        enderecos.length === 0 ? (
          <Empty>Sem endereços.</Empty>
        ) : (
          <Table
            caption="Endereços"
            columns={mayEdit || mayChoose || mayRemove ? [...COLUMNS, actions] : COLUMNS}
            rows={enderecos}
            rowKey={(one) => one.id}
          />
        )
      ) : (
        <Value why={why} />
      )}
      {mayCreate && (
        <p>
          <button type="button" onClick={() => setOpen({ dialog: 'new' })}>
            Novo endereço
          </button>
        </p>
      )}
      {open?.dialog === 'new' && <NewEnderecoDialog clienteId={clienteId} onClose={close} />}
      {open?.dialog === 'edit' && chosen && <EditEnderecoDialog endereco={chosen} onClose={close} />}
      {open?.dialog === 'remove' && chosen && <RemoveEnderecoDialog endereco={chosen} onClose={close} />}
    </section>
  );
}
