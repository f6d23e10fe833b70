/// <reference lib="dom" />

/** For `page.evaluate`: adds a script of another address, as extensions of a browser do, and waits until the page's policy has refused it. */
export function addFailingScript(address: string): Promise<void> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = address;
    script.addEventListener('error', () => resolve());
    document.head.append(script);
  });
}
