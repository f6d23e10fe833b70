/**
 * Gives controls of GraphiQL's plugins the names that screen readers say, for as long as the page is shown: the explorer's inputs have
 * none, and each operation of the history is called by the same words.
 */
export function nameControls(root: Element): void {
  new MutationObserver(() => nameWhatIsShown(root)).observe(root, { childList: true, subtree: true });
}

function nameWhatIsShown(root: Element): void {
  for (const control of root.querySelectorAll(
    '.graphiql-explorer-root :is(input, select):not([aria-label])',
  )) {
    const name =
      control.closest('[data-arg-name]')?.getAttribute('data-arg-name') ??
      control.previousElementSibling?.textContent?.trim() ??
      control.getAttribute('placeholder');
    if (name) control.setAttribute('aria-label', name);
  }
  // Then the operation, which is what the button shows, is its name.
  for (const button of root.querySelectorAll('.graphiql-history-item-label[aria-label]'))
    button.removeAttribute('aria-label');
}
