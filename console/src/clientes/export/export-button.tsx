import type { ErrorLike } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../graph/problems.ts';
import { useHasScope } from '../../session.tsx';
import { BusyButton } from '../../shared/forms/busy-button.tsx';
import { exportCliente } from './export-cliente.ts';

/** Hands over all personal data of a customer as a file (LGPD, art. 18, V). */
export function ExportButton({ id }: { id: string }) {
  const client = useApolloClient();
  const withAccesses = useHasScope('auditoria');
  const [progress, setProgress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const mine = new AbortController();
    running.current = mine;
    setProblem(null);
    try {
      const data = await exportCliente(client, { id, withAccesses, signal: mine.signal }, setProgress);
      download(`cliente-${id}.json`, `${JSON.stringify(data, null, 2)}\n`);
    } catch (error) {
      // What Apollo Client throws, and what this part of the console throws, are errors.
      const thrown = error as ErrorLike;
      const why = thrown.name === 'Error' ? thrown.message : messageOf(thrown);
      if (!mine.signal.aborted) setProblem(`Nada foi exportado. ${why}`);
    } finally {
      setProgress(null);
    }
  };
  return (
    <>
      <BusyButton busy={progress !== null} onClick={() => void start()}>
        {progress === null ? 'Exportar dados' : 'Exportando…'}
      </BusyButton>
      <span role="status" className="status">
        {progress}
      </span>
      {problem !== null && (
        <span role="alert" className="error">
          {problem}
        </span>
      )}
    </>
  );
}

function download(name: string, json: string): void {
  const address = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
