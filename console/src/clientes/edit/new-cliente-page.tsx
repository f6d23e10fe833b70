import { useMutation } from '@apollo/client/react';
import { Link, useLocation } from 'wouter';
import { PainelCriarClienteDocument } from '../../generated/graphql.ts';
import { useHasScope, useMayNotRun } from '../../session.tsx';
import { NONE_INVALID } from '../../shared/forms/form.tsx';
import { Refusal } from '../../shared/forms/refusal.tsx';
import { useRequestKey } from '../../shared/forms/use-request-key.ts';
import { Failure } from '../../shared/pages/states.tsx';
import { useTitle } from '../../shared/pages/use-title.ts';
import { ClienteForm, type ClienteValues } from './cliente-form.tsx';

const NOTHING: ClienteValues = { nome: '', email: '', cpf: '', telefone: '', dataNascimento: '' };

/** Registers a customer, and goes to it. */
export function NewClientePage() {
  useTitle('Novo cliente');
  const [, navigate] = useLocation();
  const [create, { data, loading, error }] = useMutation(PainelCriarClienteDocument);
  const [chaveDeIdempotencia, renewKey] = useRequestKey();
  const result = data?.criarCliente;
  const submit = async ({ nome, email, cpf, telefone, dataNascimento }: ClienteValues) => {
    const { data: answer } = await create({
      variables: {
        entrada: {
          nome,
          email,
          cpf,
          telefone: telefone || null,
          dataNascimento: dataNascimento || null,
          chaveDeIdempotencia,
        },
      },
      // Lists that it belongs into are asked for anew.
      update: (cache) => cache.evict({ fieldName: 'clientes' }),
    });
    if (answer?.criarCliente?.__typename === 'ClienteGravado')
      navigate(`/clientes/${answer.criarCliente.cliente.id}`);
    else renewKey();
  };
  const mayNot = useMayNotRun('criarCliente');
  if (!useHasScope('dados-pessoais') || mayNot)
    return (
      <>
        <h1>Novo cliente</h1>
        <p className="notice">Seu usuário não tem permissão para cadastrar clientes.</p>
      </>
    );
  return (
    <>
      <h1>Novo cliente</h1>
      {error && <Failure error={error} />}
      <Refusal>{result?.__typename === 'Conflito' ? result.mensagem : null}</Refusal>
      <ClienteForm
        values={NOTHING}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE_INVALID}
        busy={loading}
        withCpf
        submitLabel="Cadastrar"
        onSubmit={(values) => void submit(values).catch(() => {})}
      >
        <Link href="/clientes">Cancelar</Link>
      </ClienteForm>
    </>
  );
}
