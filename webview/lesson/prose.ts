/** What the Markdown of a lesson can become. Attributes are dropped, except the addresses of links. */
const allowed: ReadonlySet<string> = new Set([
  'p', 'h3', 'h4', 'ul', 'ol', 'li', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'hr', 'br', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td',
]);

/**
 * The nodes of HTML that the server rendered from a lesson. It is parsed apart from the page, where nothing of it runs or loads, and only known
 * elements are built anew; the text of unknown ones remains.
 */
export function prose(html: string): readonly Node[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return [...parsed.body.childNodes].flatMap(rebuild);
}

function rebuild(node: Node): readonly Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
  if (!(node instanceof Element) || node.localName === 'script' || node.localName === 'style') return [];
  const children = [...node.childNodes].flatMap(rebuild);
  if (!allowed.has(node.localName)) return children;
  const made = document.createElement(node.localName);
  made.append(...children);
  const address = node.getAttribute('href');
  if (made instanceof HTMLAnchorElement && address?.startsWith('https://')) made.href = address;
  if (made.localName === 'th') made.setAttribute('scope', 'col');
  if (made.localName !== 'table' && made.localName !== 'pre') return [made];
  // Wide content scrolls by itself; with a place in the tab order it can be scrolled by keyboard too.
  const frame = document.createElement('div');
  frame.className = 'wide';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', made.localName === 'table' ? 'Table' : 'Code');
  frame.append(made);
  return [frame];
}
