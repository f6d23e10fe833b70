/**
 * Makes GraphiQL's tabs a list of buttons, for as long as the page is shown. In GraphiQL each tab is an element of the role `tab` around the
 * button that opens it and the one that closes it: no keyboard reaches that element, and screen readers do not say what is in a tab
 * (https://dequeuniversity.com/rules/axe/4.11/nested-interactive). Which of the buttons is that of the shown operation `aria-current` says.
 */
export function tabsAsList(root: Element): void {
  const options = {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['role', 'aria-selected'],
  };
  new MutationObserver(() => rewrite(root)).observe(root, options);
}

function rewrite(root: Element): void {
  for (const list of root.querySelectorAll('.graphiql-tabs[role]')) list.removeAttribute('role');
  for (const tab of root.querySelectorAll('.graphiql-tab')) {
    tab.removeAttribute('role');
    const selected = tab.getAttribute('aria-selected');
    if (selected === null) continue;
    tab.removeAttribute('aria-selected');
    const button = tab.querySelector('.graphiql-tab-button');
    if (selected === 'true') button?.setAttribute('aria-current', 'true');
    else button?.removeAttribute('aria-current');
  }
}
