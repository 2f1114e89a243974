// SQL of any length for the bench: a schema that grows, rows, and queries. The same for every run.

const columns = (n) => [
  `  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,`,
  `  account_id bigint NOT NULL,`,
  `  title text NOT NULL DEFAULT 'item ${n}',`,
  `  amount numeric(12, 2) NOT NULL CHECK (amount >= 0),`,
  `  state text NOT NULL,`,
  `  created_at timestamptz NOT NULL DEFAULT now()`,
];

export const rows = (n) => [
  `INSERT INTO part_${n} (account_id, amount, state) VALUES`,
  `  (1, 10.00, 'open'),`,
  `  (2, 20.50, 'done');`,
  ``,
];

export const functionAndQuery = (n) => [
  `CREATE FUNCTION total_${n}(account bigint) RETURNS numeric LANGUAGE sql STABLE AS $$`,
  `  SELECT coalesce(sum(amount), 0)`,
  `  FROM part_${n}`,
  `  WHERE account_id = account AND state <> 'done';`,
  `$$;`,
  ``,
  `SELECT p.id, p.title, p.amount`,
  `FROM part_${n} AS p`,
  `WHERE p.account_id = 42 AND p.state = 'open'`,
  `ORDER BY p.created_at DESC, p.id DESC`,
  `LIMIT 20;`,
  ``,
];

function block(n) {
  return [
    `-- Part ${n}: what accounts keep here.`,
    `CREATE TABLE part_${n} (`,
    ...columns(n),
    `);`,
    `CREATE INDEX part_${n}_account_id_idx ON part_${n} (account_id);`,
    ``,
    ...rows(n),
    `ALTER TABLE part_${n} ADD COLUMN note text;`,
    ``,
    ...functionAndQuery(n),
  ];
}

/** A file of exactly `lines` lines. */
export function sqlFile(lines) {
  const text = [];
  for (let n = 1; text.length < lines - 40; n++) text.push(...block(n));
  while (text.length < lines - 1) text.push('-- end');
  return `${text.join('\n')}\n`;
}

/** What every server complains about. */
const broken = `SELECT id FROM WHERE state = 'open';\n`;

/** A file for editing: there is something to find in each part, and for every server at its start and at its end. */
export function fileToEdit(lines) {
  return broken + sqlFile(lines - 2).replaceAll('SELECT p.id, p.title, p.amount', 'SELECT *') + broken;
}

/** A place inside the name of a string literal in the middle of the file, where one more letter changes one statement and breaks nothing. */
export function placeToType(text) {
  const middle = text.indexOf("'open'", Math.floor(text.length / 2));
  const before = text.slice(0, middle + 5);
  const line = before.split('\n').length - 1;
  return { line, character: before.length - before.lastIndexOf('\n') - 1 };
}
