import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type CamposInvalidosFragment, PainelCriarClienteDocument } from '../generated/graphql.ts';
import { Failure } from '../shared/states.tsx';
import { useTitle } from '../shared/use-title.ts';
import { ClienteForm, type ClienteValues } from './cliente-form.tsx';

const NOTHING: ClienteValues = { nome: '', email: '', cpf: '', telefone: '', dataNascimento: '' };
const NONE: CamposInvalidosFragment['campos'] = [];

/** Registers a customer, and goes to it. */
export function NewClientePage() {
  useTitle('Novo cliente');
  const [, navigate] = useLocation();
  const [create, { data, loading, error }] = useMutation(PainelCriarClienteDocument);
  // The same for another try of the same form: one that was carried out unseen is not carried out again.
  const [chaveDeIdempotencia, renewKey] = useState(() => crypto.randomUUID());
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
    // Other input is another request.
    else renewKey(crypto.randomUUID());
  };
  return (
    <>
      <h1>Novo cliente</h1>
      {error && <Failure error={error} />}
      {result?.__typename === 'Conflito' && (
        <p role="alert" className="notice bad">
          {result.mensagem}
        </p>
      )}
      <ClienteForm
        values={NOTHING}
        invalid={result?.__typename === 'ErroDeValidacao' ? result.campos : NONE}
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
