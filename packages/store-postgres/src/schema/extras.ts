/** What the schema has beyond the collections: the index aging reads, and views for a host's own reports. */
export const extras: readonly string[] = [
  // In the order aging groups by and with every column it needs: no sorting, and no look at the table once vacuumed.
  `CREATE INDEX {prefix}postings_aging ON {schema}{prefix}postings ("tenant", "account", "customer", "currency",
  "document", "effective_on", "recorded_at", "due_on", "issued_on", "source_on", "reference", "amount")
WHERE "account" IN ('receivable', 'unapplied', 'customer_deposits')`,
  `CREATE VIEW {schema}{prefix}open_invoices AS
SELECT "tenant", "customer", "document", "number", "currency", min("issued_on") AS "issued_on",
  min("due_on") AS "due_on", sum("open")::bigint AS "open_minor", count(*) AS "open_instalments"
FROM {schema}{prefix}instalments WHERE "open" <> 0
GROUP BY "tenant", "customer", "document", "number", "currency"`,
  `CREATE VIEW {schema}{prefix}customer_balances AS
SELECT b."tenant", b."customer", c."name", b."currency", b."exponent",
  b."receivable" AS "receivable_minor", b."unapplied" AS "unapplied_minor",
  b."receivable" - b."unapplied" AS "balance_minor", b."deposits" AS "deposits_minor"
FROM {schema}{prefix}balances b
LEFT JOIN {schema}{prefix}customers c ON c."tenant" = b."tenant" AND c."id" = b."customer"`,
]
