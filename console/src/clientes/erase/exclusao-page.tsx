import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'wouter';
import { PainelExclusaoDocument } from '../../generated/graphql.ts';
import { domainName } from '../../graph/problems.ts';
import { Awaited } from '../../shared/pages/states.tsx';
import { useTitle } from '../../shared/pages/use-title.ts';
import { NoId } from '../../shared/pages/wrong-address.tsx';
import { isId } from '../../shared/values/address.ts';
import { instant } from '../../shared/values/format.ts';

const POLL_MS = 1_000;
const NONE: readonly string[] = [];

/** How far the erasure of a customer is, domain by domain, until all have confirmed it. */
export function ExclusaoPage() {
  const { id = '' } = useParams<{ id: string }>();
  if (!isId(id)) return <NoId title="Exclusão" text={id} list="/clientes" of="Clientes" />;
  return <Progress id={id} />;
}

function Progress({ id }: { id: string }) {
  useTitle('Exclusão');
  const { data, error, startPolling, stopPolling, refetch } = useQuery(PainelExclusaoDocument, {
    variables: { id },
    fetchPolicy: 'network-only',
  });
  const exclusao = data?.exclusao;
  // Without an answer it is not known, and asked again.
  const isOver = exclusao ? exclusao.estado !== 'EM_ANDAMENTO' : data !== undefined && !error;
  useEffect(() => {
    if (isOver) stopPolling();
    else startPolling(POLL_MS);
    return stopPolling;
  }, [isOver, startPolling, stopPolling]);
  const pending = exclusao?.dominiosPendentes ?? NONE;
  // A domain that was pending and is not any more has confirmed.
  const [seen, setSeen] = useState<readonly string[]>([]);
  useEffect(() => setSeen((before) => [...new Set([...before, ...pending])]), [pending]);
  if (!data || (error && !exclusao)) return <Awaited title="Exclusão" error={error} retry={refetch} />;
  if (!exclusao) {
    return (
      <>
        <h1>Exclusão</h1>
        <p>Ninguém pediu a exclusão do cliente {id}.</p>
      </>
    );
  }
  return (
    <>
      <h1>Exclusão do cliente {id}</h1>
      <p>Pedida em {instant(exclusao.solicitadaEm)}.</p>
      <p role="status" className={isOver ? 'notice good' : 'notice'}>
        {isOver
          ? 'Concluída: todos os domínios confirmaram.'
          : `Em andamento: falta a confirmação de ${pending.map(domainName).join(', ')}.`}
      </p>
      <ul className="progress">
        <li className="done">{domainName('clientes')}: apagado</li>
        {[...new Set([...seen, ...pending])].sort().map((domain) => (
          <li key={domain} className={pending.includes(domain) ? 'pending' : 'done'}>
            {domainName(domain)}: {pending.includes(domain) ? 'aguardando confirmação' : 'confirmado'}
          </li>
        ))}
      </ul>
      <p>
        <Link href="/clientes">Voltar a Clientes</Link>
      </p>
    </>
  );
}
