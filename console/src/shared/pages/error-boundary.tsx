import { Component, type ReactNode } from 'react';

/** Shows what is in it, or that this page has failed: the others go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="notice bad">
        <p>Esta página não pôde ser mostrada. Pode haver uma versão nova do painel.</p>
        <button type="button" onClick={() => location.reload()}>
          Recarregar
        </button>
      </div>
    );
  }
}
