/** Why the server has refused a write, above what was entered. */
export function Refusal({ children }: { children: string | null }) {
  if (children === null) return null;
  return (
    <p role="alert" className="notice bad">
      {children}
    </p>
  );
}
