export interface WebviewPage {
  readonly title: string;
  /** Language of the texts, as `vscode.env.language` has it. */
  readonly language: string;
  /** Addresses from `asWebviewUri`. */
  readonly script: string;
  readonly style: string;
  /** `webview.cspSource` */
  readonly source: string;
  /** Unguessable and new for each page. */
  readonly nonce: string;
}

/**
 * The page of a webview: nothing but a policy, a style sheet and a script. Everything else is drawn by the script from messages, so text of the user never
 * becomes HTML. Scripts run only with the nonce; nothing is loaded from the network.
 */
export function webviewHtml(page: WebviewPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.source}`,
    `font-src ${page.source}`,
    `img-src ${page.source} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)}</title>
<link rel="stylesheet" href="${escape(page.style)}">
</head>
<body>
<main id="main"></main>
<script nonce="${escape(page.nonce)}" src="${escape(page.script)}"></script>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
