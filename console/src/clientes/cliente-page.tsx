import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { ClienteAquisicoesSection } from '../aquisicoes/aquisicoes-section.tsx';
import { EnderecosSection } from '../enderecos/enderecos-section.tsx';
import { PainelClienteDocument, type PainelClienteQuery } from '../generated/graphql.ts';
import { type Problems, problemsOf } from '../graph/problems.ts';
import { useHasScope, useMayRun } from '../session.tsx';
import { Fact } from '../shared/pages/fact.tsx';
import { Resumo } from '../shared/pages/resumo.tsx';
import { Awaited, Notices } from '../shared/pages/states.tsx';
import { useTitle } from '../shared/pages/use-title.ts';
import { NoId } from '../shared/pages/wrong-address.tsx';
import { isId } from '../shared/values/address.ts';
import { day, instant } from '../shared/values/format.ts';
import { EditDialog } from './edit/edit-dialog.tsx';
import { EraseDialog } from './erase/erase-dialog.tsx';
import { ExportButton } from './export/export-button.tsx';
import { ProdutosSection } from './produtos-section.tsx';
import { QuemViuSection } from './quem-viu-section.tsx';

type Cliente = NonNullable<PainelClienteQuery['cliente']>;

/** A customer whole. Each domain may be missing without the others. */
export function ClientePage() {
  const { id = '' } = useParams<{ id: string }>();
  if (!isId(id)) return <NoId title="Cliente não encontrado" text={id} list="/clientes" of="Clientes" />;
  return <ClienteWhole id={id} />;
}

function ClienteWhole({ id }: { id: string }) {
  const { data, error, loading, refetch } = useQuery(PainelClienteDocument, { variables: { id } });
  const cliente = data?.cliente;
  useTitle(cliente?.nome ?? 'Cliente');
  if (!cliente) {
    if (error || loading || !data) return <Awaited title="Cliente" error={error} retry={refetch} />;
    return <NotFound id={id} />;
  }
  const problems = problemsOf(error);
  return (
    <>
      <nav aria-label="Onde estou" className="crumbs">
        <Link href="/clientes">Clientes</Link>
      </nav>
      <Head cliente={cliente} />
      <Notices problems={problems} retry={refetch} />
      <section aria-labelledby="dados">
        <h2 id="dados">Dados</h2>
        <Dados cliente={cliente} problems={problems} />
      </section>
      <EnderecosSection
        clienteId={id}
        enderecos={cliente.enderecos}
        why={whyAbsent(problems, 'cliente.enderecos')}
      />
      <section aria-labelledby="totais">
        <h2 id="totais">Totais</h2>
        <Resumo resumo={cliente.resumo} />
      </section>
      <ClienteAquisicoesSection id={id} />
      <ProdutosSection id={id} />
      <QuemViuSection id={id} />
    </>
  );
}

function Head({ cliente }: { cliente: Cliente }) {
  const [open, setOpen] = useState<'edit' | 'erase' | null>(null);
  const seesPersonalData = useHasScope('dados-pessoais');
  const mayEdit = useMayRun('atualizarCliente') && seesPersonalData;
  const mayErase = useMayRun('excluirCliente');
  const close = () => setOpen(null);
  return (
    <div className="head">
      <h1>{cliente.nome}</h1>
      <div className="actions">
        {mayEdit && (
          <button type="button" onClick={() => setOpen('edit')}>
            Editar
          </button>
        )}
        {seesPersonalData && <ExportButton id={cliente.id} />}
        {mayErase && (
          <button type="button" className="danger" onClick={() => setOpen('erase')}>
            Excluir…
          </button>
        )}
      </div>
      {open === 'edit' && <EditDialog cliente={cliente} onClose={close} />}
      {open === 'erase' && <EraseDialog cliente={cliente} onClose={close} />}
    </div>
  );
}

function Dados({ cliente, problems }: { cliente: Cliente; problems: Problems }) {
  const absent = (field: string) => whyAbsent(problems, `cliente.${field}`);
  return (
    <dl className="facts">
      <Fact name="E-mail" why={absent('email')} value={cliente.email} />
      <Fact name="CPF" why={absent('cpf')} value={cliente.cpf} />
      <Fact name="Telefone" why={absent('telefone')} value={cliente.telefone} />
      <Fact
        name="Nascimento"
        why={absent('dataNascimento')}
        value={cliente.dataNascimento && `${day(cliente.dataNascimento)} (${cliente.idade} anos)`}
      />
      <Fact name="Cliente desde" value={instant(cliente.criadoEm)} />
      <Fact name="Última alteração" value={`${instant(cliente.atualizadoEm)} (versão ${cliente.versao})`} />
    </dl>
  );
}

/** Why a field is null that has a value otherwise. */
function whyAbsent({ denied, unavailable }: Problems, place: string): 'denied' | 'unavailable' | undefined {
  if (denied.has(place)) return 'denied';
  return unavailable.includes(place.split('.').at(-1) ?? '') ? 'unavailable' : undefined;
}

function NotFound({ id }: { id: string }) {
  return (
    <>
      <h1>Cliente não encontrado</h1>
      <p>
        Não há cliente com o id {id}. Se foi excluído, o andamento está em{' '}
        <Link href={`/clientes/${id}/exclusao`}>exclusão</Link>.
      </p>
    </>
  );
}
