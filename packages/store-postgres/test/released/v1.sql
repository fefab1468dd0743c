CREATE TABLE IF NOT EXISTS owe_schema (version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at TIMESTAMPTZ(3) NOT NULL);

CREATE TABLE owe_heads (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "rev" BIGINT NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "merged_into" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_heads_key PRIMARY KEY ("tenant", "customer")
);

CREATE TABLE owe_facts (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "version" BIGINT NOT NULL,
  "type" TEXT COLLATE "C" NOT NULL,
  "schema" BIGINT NOT NULL,
  "effective_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "actor" TEXT COLLATE "C" NOT NULL,
  "cause" TEXT COLLATE "C" NOT NULL,
  "request_key" TEXT COLLATE "C" NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_facts_key PRIMARY KEY ("tenant", "customer", "version")
);

CREATE TABLE owe_postings (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "version" BIGINT NOT NULL,
  "line" BIGINT NOT NULL,
  "account" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "amount" BIGINT NOT NULL,
  "home" BIGINT,
  "rate" TEXT COLLATE "C",
  "part" TEXT COLLATE "C" NOT NULL,
  "tax_code" TEXT COLLATE "C" NOT NULL,
  "effective_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "instalment" BIGINT NOT NULL,
  "issued_on" DATE,
  "due_on" DATE,
  "source" TEXT COLLATE "C" NOT NULL,
  "source_on" DATE,
  "expires_on" DATE,
  "reference" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_postings_key PRIMARY KEY ("tenant", "customer", "version", "line")
);

CREATE INDEX owe_postings_by_day ON owe_postings ("tenant", "customer", "effective_on", "version", "line");

CREATE INDEX owe_postings_by_document ON owe_postings ("tenant", "document", "effective_on", "customer", "version", "line") WHERE "document" <> '';

CREATE INDEX owe_postings_by_reference ON owe_postings ("tenant", "reference", "effective_on", "customer", "version", "line") WHERE "reference" <> '';

CREATE TABLE owe_documents (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "kind" TEXT COLLATE "C" NOT NULL,
  "number" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "exponent" BIGINT NOT NULL,
  "total" BIGINT NOT NULL,
  "net" BIGINT NOT NULL,
  "issued_on" DATE NOT NULL,
  "due_on" DATE,
  "voided_on" DATE,
  "corrects" TEXT COLLATE "C" NOT NULL,
  "reference" TEXT COLLATE "C" NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_documents_key PRIMARY KEY ("tenant", "id")
);

CREATE UNIQUE INDEX owe_documents_by_number ON owe_documents ("tenant", "kind", "number");

CREATE INDEX owe_documents_by_customer ON owe_documents ("tenant", "customer", "issued_on", "id");

CREATE INDEX owe_documents_by_reference ON owe_documents ("tenant", "reference", "issued_on", "id") WHERE "reference" <> '';

CREATE INDEX owe_documents_by_corrected ON owe_documents ("tenant", "corrects", "id") WHERE "corrects" <> '';

CREATE TABLE owe_instalments (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "no" BIGINT NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "number" TEXT COLLATE "C" NOT NULL,
  "issued_on" DATE NOT NULL,
  "starts_on" DATE NOT NULL,
  "due_on" DATE NOT NULL,
  "amount" BIGINT NOT NULL,
  "open" BIGINT NOT NULL,
  "home" BIGINT,
  "rate" TEXT COLLATE "C",
  "free_from" DATE NOT NULL,
  "ended_on" DATE,
  "plan" TEXT COLLATE "C" NOT NULL,
  "reference" TEXT COLLATE "C" NOT NULL,
  "component" TEXT COLLATE "C" NOT NULL,
  "discount_until" DATE,
  CONSTRAINT owe_instalments_key PRIMARY KEY ("tenant", "document", "no")
);

CREATE INDEX owe_instalments_open ON owe_instalments ("tenant", "customer", "currency", "due_on", "issued_on", "number", "document", "no") WHERE "open" <> 0;

CREATE INDEX owe_instalments_due ON owe_instalments ("tenant", "due_on", "document", "no") WHERE "open" <> 0;

CREATE TABLE owe_sources (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "kind" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "exponent" BIGINT NOT NULL,
  "amount" BIGINT NOT NULL,
  "unapplied" BIGINT NOT NULL,
  "held" BIGINT NOT NULL,
  "refunded" BIGINT NOT NULL,
  "refund_due" BIGINT NOT NULL,
  "home" BIGINT,
  "rate" TEXT COLLATE "C",
  "received_on" DATE NOT NULL,
  "free_from" DATE NOT NULL,
  "expires_on" DATE,
  "reversed_on" DATE,
  "reference" TEXT COLLATE "C" NOT NULL,
  "external_id" TEXT COLLATE "C" NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_sources_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_sources_unapplied ON owe_sources ("tenant", "customer", "currency", "received_on", "id") WHERE "unapplied" <> 0;

CREATE INDEX owe_sources_held ON owe_sources ("tenant", "customer", "currency", "received_on", "id") WHERE "held" <> 0;

CREATE INDEX owe_sources_by_customer ON owe_sources ("tenant", "customer", "received_on", "id");

CREATE UNIQUE INDEX owe_sources_by_external_id ON owe_sources ("tenant", "external_id") WHERE "external_id" <> '';

CREATE TABLE owe_allocations (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "kind" TEXT COLLATE "C" NOT NULL,
  "source" TEXT COLLATE "C" NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "number" TEXT COLLATE "C" NOT NULL,
  "instalment" BIGINT NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "amount" BIGINT NOT NULL,
  "effective_on" DATE NOT NULL,
  "why" TEXT COLLATE "C" NOT NULL,
  "stream" TEXT COLLATE "C" NOT NULL,
  "version" BIGINT NOT NULL,
  "cause" TEXT COLLATE "C" NOT NULL,
  "undone_on" DATE,
  CONSTRAINT owe_allocations_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_allocations_by_document ON owe_allocations ("tenant", "document", "id") WHERE "document" <> '';

CREATE INDEX owe_allocations_by_source ON owe_allocations ("tenant", "source", "id") WHERE "source" <> '';

CREATE INDEX owe_allocations_by_customer ON owe_allocations ("tenant", "customer", "effective_on", "id");

CREATE TABLE owe_holds (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "reason" TEXT COLLATE "C" NOT NULL,
  "note" TEXT COLLATE "C" NOT NULL,
  "placed_on" DATE NOT NULL,
  "released_on" DATE,
  CONSTRAINT owe_holds_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_holds_active ON owe_holds ("tenant", "customer", "document", "id") WHERE "released_on" IS NULL;

CREATE INDEX owe_holds_by_document ON owe_holds ("tenant", "document", "id") WHERE "document" <> '';

CREATE INDEX owe_holds_by_customer ON owe_holds ("tenant", "customer", "id");

CREATE TABLE owe_plans (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "agreed_on" DATE NOT NULL,
  "accepted_on" DATE,
  "broken_on" DATE,
  "cancelled_on" DATE,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_plans_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_plans_by_document ON owe_plans ("tenant", "document", "id");

CREATE INDEX owe_plans_by_customer ON owe_plans ("tenant", "customer", "id");

CREATE TABLE owe_incoming (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "provider" TEXT COLLATE "C" NOT NULL,
  "external_id" TEXT COLLATE "C" NOT NULL,
  "checkout" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "exponent" BIGINT NOT NULL,
  "amount" BIGINT NOT NULL,
  "since" DATE NOT NULL,
  "ended_on" DATE,
  "reference" TEXT COLLATE "C" NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_incoming_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_incoming_pending ON owe_incoming ("tenant", "customer", "currency", "id") WHERE "ended_on" IS NULL;

CREATE INDEX owe_incoming_by_customer ON owe_incoming ("tenant", "customer", "id");

CREATE TABLE owe_refunds (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "source" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "amount" BIGINT NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "provider" TEXT COLLATE "C" NOT NULL,
  "external_id" TEXT COLLATE "C" NOT NULL,
  "refunded_on" DATE NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_refunds_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_refunds_by_source ON owe_refunds ("tenant", "source", "id");

CREATE INDEX owe_refunds_by_customer ON owe_refunds ("tenant", "customer", "refunded_on", "id");

CREATE UNIQUE INDEX owe_refunds_by_external_id ON owe_refunds ("tenant", "provider", "external_id") WHERE "external_id" <> '';

CREATE TABLE owe_disputes (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "source" TEXT COLLATE "C" NOT NULL,
  "reason" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "amount" BIGINT NOT NULL,
  "opened_on" DATE NOT NULL,
  "resolved_on" DATE,
  "outcome" TEXT COLLATE "C" NOT NULL,
  "hold" TEXT COLLATE "C" NOT NULL,
  "provider" TEXT COLLATE "C" NOT NULL,
  "external_id" TEXT COLLATE "C" NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_disputes_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_disputes_open ON owe_disputes ("tenant", "customer", "document", "id") WHERE "resolved_on" IS NULL;

CREATE INDEX owe_disputes_by_document ON owe_disputes ("tenant", "document", "id") WHERE "document" <> '';

CREATE INDEX owe_disputes_by_customer ON owe_disputes ("tenant", "customer", "id");

CREATE UNIQUE INDEX owe_disputes_by_external_id ON owe_disputes ("tenant", "provider", "external_id") WHERE "external_id" <> '';

CREATE TABLE owe_promises (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "amount" BIGINT NOT NULL,
  "made_on" DATE NOT NULL,
  "until" DATE NOT NULL,
  "received" BIGINT NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "ended_on" DATE,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_promises_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_promises_open ON owe_promises ("tenant", "customer", "currency", "until", "id") WHERE "ended_on" IS NULL;

CREATE INDEX owe_promises_by_document ON owe_promises ("tenant", "document", "id") WHERE "document" <> '';

CREATE INDEX owe_promises_by_customer ON owe_promises ("tenant", "customer", "made_on", "id");

CREATE TABLE owe_bookings (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "exponent" BIGINT NOT NULL,
  "total" BIGINT NOT NULL,
  "deposit" BIGINT NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "date" DATE NOT NULL,
  "requested_on" DATE NOT NULL,
  "approved_on" DATE,
  "request" TEXT COLLATE "C" NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  "ended_on" DATE,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_bookings_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_bookings_by_customer ON owe_bookings ("tenant", "customer", "id");

CREATE INDEX owe_bookings_by_date ON owe_bookings ("tenant", "date", "id");

CREATE TABLE owe_links (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "scope" TEXT COLLATE "C" NOT NULL,
  "target" TEXT COLLATE "C" NOT NULL,
  "instalment" BIGINT NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "token_hash" TEXT COLLATE "C" NOT NULL,
  "generation" BIGINT NOT NULL,
  "created_on" DATE NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  "revoked_on" DATE,
  "minimum" BIGINT,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_links_key PRIMARY KEY ("tenant", "id")
);

CREATE UNIQUE INDEX owe_links_by_token ON owe_links ("tenant", "token_hash");

CREATE INDEX owe_links_by_customer ON owe_links ("tenant", "customer", "created_on", "id");

CREATE INDEX owe_links_by_target ON owe_links ("tenant", "target", "id") WHERE "target" <> '';

CREATE TABLE owe_reminders (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "instalment" BIGINT NOT NULL,
  "step" TEXT COLLATE "C" NOT NULL,
  "base_day" DATE NOT NULL,
  "occurrence" BIGINT NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "why" TEXT COLLATE "C" NOT NULL,
  "day" DATE NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "message" TEXT COLLATE "C" NOT NULL,
  "takes" BIGINT NOT NULL,
  "tried" TEXT COLLATE "C" NOT NULL,
  "hurried" BIGINT NOT NULL,
  "decided_on" DATE NOT NULL,
  CONSTRAINT owe_reminders_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_reminders_by_document ON owe_reminders ("tenant", "document", "id");

CREATE INDEX owe_reminders_by_customer ON owe_reminders ("tenant", "customer", "decided_on", "id");

CREATE TABLE owe_messages (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "channel" TEXT COLLATE "C" NOT NULL,
  "purpose" TEXT COLLATE "C" NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "why" TEXT COLLATE "C" NOT NULL,
  "notifier" TEXT COLLATE "C" NOT NULL,
  "external_id" TEXT COLLATE "C" NOT NULL,
  "attempts" BIGINT NOT NULL,
  "tried_at" TIMESTAMPTZ(3),
  "until" TIMESTAMPTZ(3) NOT NULL,
  "delivery" TEXT COLLATE "C" NOT NULL,
  "asked_on" DATE NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "settled_on" DATE,
  "to_pay" BIGINT NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_messages_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_messages_by_customer ON owe_messages ("tenant", "customer", "asked_on", "id");

CREATE INDEX owe_messages_by_external_id ON owe_messages ("tenant", "notifier", "external_id", "id") WHERE "external_id" <> '';

CREATE TABLE owe_tasks (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "kind" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "message" TEXT COLLATE "C" NOT NULL,
  "opened_on" DATE NOT NULL,
  "closed_on" DATE,
  "note" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_tasks_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_tasks_open ON owe_tasks ("tenant", "opened_on", "id") WHERE "closed_on" IS NULL;

CREATE INDEX owe_tasks_by_customer ON owe_tasks ("tenant", "customer", "opened_on", "id");

CREATE TABLE owe_preferences (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "document" TEXT COLLATE "C" NOT NULL,
  "policy" TEXT COLLATE "C" NOT NULL,
  "is_paused" BIGINT NOT NULL,
  "snoozed_until" DATE,
  "opted_out" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_preferences_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_preferences_by_customer ON owe_preferences ("tenant", "customer", "id");

CREATE TABLE owe_balances (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "exponent" BIGINT NOT NULL,
  "receivable" BIGINT NOT NULL,
  "unapplied" BIGINT NOT NULL,
  "deposits" BIGINT NOT NULL,
  "pending" BIGINT NOT NULL,
  "refund_due" BIGINT NOT NULL,
  "latest_on" DATE NOT NULL,
  CONSTRAINT owe_balances_key PRIMARY KEY ("tenant", "customer", "currency")
);

CREATE TABLE owe_customers (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "name" TEXT COLLATE "C" NOT NULL,
  "email" TEXT COLLATE "C" NOT NULL,
  "phone" TEXT COLLATE "C" NOT NULL,
  "time_zone" TEXT COLLATE "C" NOT NULL,
  "locale" TEXT COLLATE "C" NOT NULL,
  "opened_on" DATE NOT NULL,
  "erased_on" DATE,
  "merged_into" TEXT COLLATE "C" NOT NULL,
  "metadata" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_customers_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_customers_by_name ON owe_customers ("tenant", "name", "id");

CREATE TABLE owe_letters (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "message" TEXT COLLATE "C" NOT NULL,
  "address" TEXT COLLATE "C" NOT NULL,
  "name" TEXT COLLATE "C" NOT NULL,
  "locale" TEXT COLLATE "C" NOT NULL,
  "subject" TEXT COLLATE "C" NOT NULL,
  "body" TEXT COLLATE "C" NOT NULL,
  "html" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_letters_key PRIMARY KEY ("tenant", "message")
);

CREATE TABLE owe_policies (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "rev" BIGINT NOT NULL,
  "by" TEXT COLLATE "C" NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_policies_key PRIMARY KEY ("tenant", "id")
);

CREATE TABLE owe_suppressions (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "rev" BIGINT NOT NULL,
  "why" TEXT COLLATE "C" NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT owe_suppressions_key PRIMARY KEY ("tenant", "id")
);

CREATE TABLE owe_series (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "name" TEXT COLLATE "C" NOT NULL,
  "rev" BIGINT NOT NULL,
  "next" BIGINT NOT NULL,
  "prefix" TEXT COLLATE "C" NOT NULL,
  "width" BIGINT NOT NULL,
  CONSTRAINT owe_series_key PRIMARY KEY ("tenant", "name")
);

CREATE TABLE owe_periods (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "rev" BIGINT NOT NULL,
  "closed_through" DATE,
  CONSTRAINT owe_periods_key PRIMARY KEY ("tenant", "id")
);

CREATE TABLE owe_suspense (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "rev" BIGINT NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "exponent" BIGINT NOT NULL,
  "amount" BIGINT NOT NULL,
  "open" BIGINT NOT NULL,
  "received_on" DATE NOT NULL,
  "payer" TEXT COLLATE "C" NOT NULL,
  "external_id" TEXT COLLATE "C" NOT NULL,
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_suspense_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_suspense_open ON owe_suspense ("tenant", "received_on", "id") WHERE "open" <> 0;

CREATE UNIQUE INDEX owe_suspense_by_external_id ON owe_suspense ("tenant", "external_id") WHERE "external_id" <> '';

CREATE TABLE owe_checkouts (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "link" TEXT COLLATE "C" NOT NULL,
  "attempt" BIGINT NOT NULL,
  "rev" BIGINT NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "provider" TEXT COLLATE "C" NOT NULL,
  "external_id" TEXT COLLATE "C" NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "currency" TEXT COLLATE "C" NOT NULL,
  "exponent" BIGINT NOT NULL,
  "amount" BIGINT NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  "data" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_checkouts_key PRIMARY KEY ("tenant", "link", "attempt")
);

CREATE UNIQUE INDEX owe_checkouts_by_external_id ON owe_checkouts ("tenant", "provider", "external_id") WHERE "external_id" <> '';

CREATE INDEX owe_checkouts_by_customer ON owe_checkouts ("tenant", "customer", "started_at", "link", "attempt");

CREATE TABLE owe_inbox (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "provider" TEXT COLLATE "C" NOT NULL,
  "event" TEXT COLLATE "C" NOT NULL,
  "rev" BIGINT NOT NULL,
  "type" TEXT COLLATE "C" NOT NULL,
  "payment" TEXT COLLATE "C" NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "reason" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "occurred_at" TIMESTAMPTZ(3) NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "body" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_inbox_key PRIMARY KEY ("tenant", "provider", "event")
);

CREATE INDEX owe_inbox_by_state ON owe_inbox ("tenant", "state", "received_at", "provider", "event");

CREATE INDEX owe_inbox_by_payment ON owe_inbox ("tenant", "provider", "payment", "occurred_at", "event") WHERE "payment" <> '';

CREATE TABLE owe_feed_queue (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "version" BIGINT NOT NULL,
  "facts" BIGINT NOT NULL,
  "origin" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_feed_queue_key PRIMARY KEY ("tenant", "customer", "version")
);

CREATE TABLE owe_feed (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "seq" BIGINT NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "customer" TEXT COLLATE "C" NOT NULL,
  "version" BIGINT NOT NULL,
  "type" TEXT COLLATE "C" NOT NULL,
  "body" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_feed_key PRIMARY KEY ("tenant", "seq")
);

CREATE UNIQUE INDEX owe_feed_by_fact ON owe_feed ("tenant", "customer", "version", "id");

CREATE TABLE owe_keys (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "fingerprint" TEXT COLLATE "C" NOT NULL,
  "result" TEXT COLLATE "C" NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT owe_keys_key PRIMARY KEY ("tenant", "id")
);

CREATE TABLE owe_outbox (
  "tenant" TEXT COLLATE "C" NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "shard" BIGINT NOT NULL,
  "state" TEXT COLLATE "C" NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "epoch" BIGINT NOT NULL,
  "owner" TEXT COLLATE "C" NOT NULL,
  "lease_until" TIMESTAMPTZ(3) NOT NULL,
  "body" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT owe_outbox_key PRIMARY KEY ("tenant", "id")
);

CREATE INDEX owe_outbox_due ON owe_outbox ("tenant", "state", "due_at", "id");

CREATE INDEX owe_postings_aging ON owe_postings ("tenant", "account", "customer", "currency",
  "document", "effective_on", "recorded_at", "due_on", "issued_on", "source_on", "reference", "amount")
WHERE "account" IN ('receivable', 'unapplied', 'customer_deposits');

CREATE VIEW owe_open_invoices AS
SELECT "tenant", "customer", "document", "number", "currency", min("issued_on") AS "issued_on",
  min("due_on") AS "due_on", sum("open")::bigint AS "open_minor", count(*) AS "open_instalments"
FROM owe_instalments WHERE "open" <> 0
GROUP BY "tenant", "customer", "document", "number", "currency";

CREATE VIEW owe_customer_balances AS
SELECT b."tenant", b."customer", c."name", b."currency", b."exponent",
  b."receivable" AS "receivable_minor", b."unapplied" AS "unapplied_minor",
  b."receivable" - b."unapplied" AS "balance_minor", b."deposits" AS "deposits_minor"
FROM owe_balances b
LEFT JOIN owe_customers c ON c."tenant" = b."tenant" AND c."id" = b."customer";

INSERT INTO owe_allocations VALUES ('AC-01', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A-1', 'A-1', '1', 'EUR', '100000', '2026-06-30', 'oldestDue: due 2026-05-30', 'cus_ada', '4', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-05', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A-1', 'A-1', '1', 'EUR', '40000', '2026-02-01', 'oldestDue: due 2026-01-20', 'cus_ada', '4', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-06', 'cus_ada/10', 'cus_ada', 'payment', 'pay_1', 'inv_A-1', 'A-1', '1', 'EUR', '12857', '2026-04-25', 'proportional: its share of 700.00 EUR open', 'cus_ada', '10', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-06', 'cus_ada/11', 'cus_ada', 'payment', 'pay_1', 'inv_A-2', 'A-2', '1', 'EUR', '17143', '2026-04-25', 'proportional: its share of 700.00 EUR open', 'cus_ada', '11', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-06', 'cus_ada/5', 'cus_ada', 'payment', 'pay_1', 'inv_A-1', 'A-1', '1', 'EUR', '30000', '2026-03-15', 'oldestDue: due 2026-03-31', 'cus_ada', '5', '', '2026-04-20');

INSERT INTO owe_allocations VALUES ('AC-06', 'cus_ada/6', 'cus_ada', 'payment', 'pay_1', 'inv_A-2', 'A-2', '1', 'EUR', '10000', '2026-03-15', 'oldestDue: due 2026-04-09', 'cus_ada', '6', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-06', 'cus_ada/8', 'cus_ada', 'payment', 'pay_1', 'inv_A-2', 'A-2', '1', 'EUR', '30000', '2026-04-20', 'moved from inv_A-1', 'cus_ada', '8', '', '2026-04-25');

INSERT INTO owe_allocations VALUES ('AC-06', 'cus_bob/4', 'cus_bob', 'payment', 'pay_2', 'inv_B-1', 'B-1', '1', 'EUR', '98000', '2026-03-10', 'oldestDue: due 2026-03-31', 'cus_bob', '4', '', '2026-04-28');

INSERT INTO owe_allocations VALUES ('AC-06', 'cus_bob/5', 'cus_bob', 'discount', '', 'inv_B-1', 'B-1', '1', 'EUR', '2000', '2026-03-10', 'early-payment discount of 2 %', 'cus_bob', '5', 'cus_bob/4', '2026-04-28');

INSERT INTO owe_allocations VALUES ('AC-101', 'cus_ada/5', 'cus_ada', 'payment', 'pay_1', 'inv_A-1', 'A-1', '1', 'EUR', '50000', '2026-11-22', 'oldestDue: due 2026-12-22', 'cus_ada', '5', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-110', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '30000', '2026-11-10', 'oldestDue: due 2026-11-15', 'cus_ada', '4', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-111', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '30000', '2026-11-10', 'oldestDue: due 2026-11-15', 'cus_ada', '4', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-116', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '98000', '2026-11-11', 'oldestDue: due 2026-12-01', 'cus_ada', '4', '', '2026-11-20');

INSERT INTO owe_allocations VALUES ('AC-116', 'cus_ada/5', 'cus_ada', 'discount', '', 'inv_A', 'A', '1', 'EUR', '2000', '2026-11-11', 'early-payment discount of 2 %', 'cus_ada', '5', 'cus_ada/4', '2026-11-20');

INSERT INTO owe_allocations VALUES ('AC-116', 'cus_bob/4', 'cus_bob', 'payment', 'pay_2', 'inv_B', 'B', '1', 'EUR', '98000', '2026-11-11', 'oldestDue: due 2026-12-01', 'cus_bob', '4', '', '2026-11-20');

INSERT INTO owe_allocations VALUES ('AC-116', 'cus_bob/5', 'cus_bob', 'discount', '', 'inv_B', 'B', '1', 'EUR', '2000', '2026-11-11', 'early-payment discount of 2 %', 'cus_bob', '5', 'cus_bob/4', '2026-11-20');

INSERT INTO owe_allocations VALUES ('AC-116', 'cus_bob/9', 'cus_bob', 'payment', 'pay_2', 'inv_B-2', 'B-2', '1', 'EUR', '98000', '2026-11-20', 'moved from inv_B', 'cus_bob', '9', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-119', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '100000', '2026-11-10', 'oldestDue: due 2026-12-01', 'cus_ada', '4', '', '2026-11-20');

INSERT INTO owe_allocations VALUES ('AC-119', 'cus_ada/6', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '70000', '2026-11-20', 'what the refund left of it', 'cus_ada', '6', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-23', 'cus_ada/7', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '30000', '2026-11-22', 'oldestDue: due 2026-10-01', 'cus_ada', '7', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-23', 'cus_ada/8', 'cus_ada', 'payment', 'pay_1', 'inv_C', 'C', '1', 'EUR', '30000', '2026-11-22', 'oldestDue: due 2026-12-01', 'cus_ada', '8', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-28', 'cus_ada/6', 'cus_ada', 'credit', 'crn_PROMO', 'inv_A', 'A', '1', 'EUR', '2000', '2026-11-22', 'oldestDue: due 2026-12-22', 'cus_ada', '6', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-28', 'cus_ada/7', 'cus_ada', 'credit', 'crn_CN', 'inv_A', 'A', '1', 'EUR', '3000', '2026-11-22', 'oldestDue: due 2026-12-22', 'cus_ada', '7', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-28', 'cus_ada/8', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '1000', '2026-11-22', 'oldestDue: due 2026-12-22', 'cus_ada', '8', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-57', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '70000', '2026-11-10', 'oldestDue: due 2026-12-01', 'cus_ada', '4', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-57', 'cus_ada/6', 'cus_ada', 'credit', 'crn_C-1', 'inv_A', 'A', '1', 'EUR', '30000', '2026-11-20', 'the invoice this credit corrects', 'cus_ada', '6', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-57', 'cus_bob/4', 'cus_bob', 'payment', 'pay_2', 'inv_B', 'B', '1', 'EUR', '40000', '2026-11-10', 'oldestDue: due 2026-12-01', 'cus_bob', '4', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-57', 'cus_bob/5', 'cus_bob', 'writeoff', '', 'inv_B', 'B', '1', 'EUR', '60000', '2026-11-20', 'given up on 2026-11-20', 'cus_bob', '5', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-63', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '4241', '2026-11-22', 'oldestDue: due 2026-12-01', 'cus_ada', '4', '', NULL);

INSERT INTO owe_allocations VALUES ('AC-63', 'cus_ada/5', 'cus_ada', 'tolerance', '', 'inv_A', 'A', '1', 'EUR', '1', '2026-11-22', 'difference within the tolerance', 'cus_ada', '5', 'cus_ada/4', NULL);

INSERT INTO owe_allocations VALUES ('BK-03', 'cus_ada/12', 'cus_ada', 'credit', 'crn_cus_ada/11', 'inv_B', 'B', '2', 'EUR', '15000', '2026-12-21', 'the invoice this credit corrects', 'cus_ada', '12', '', NULL);

INSERT INTO owe_allocations VALUES ('BK-03', 'cus_ada/7', 'cus_ada', 'payment', 'pay_1', 'inv_B', 'B', '1', 'EUR', '4000', '2026-11-22', 'oldestDue: due 2026-12-13', 'cus_ada', '7', '', NULL);

INSERT INTO owe_allocations VALUES ('DI-01', 'cus_ada/10', 'cus_ada', 'credit', 'crn_C-1', 'inv_A', 'A', '1', 'EUR', '48400', '2026-11-22', 'the invoice this credit corrects', 'cus_ada', '10', '', NULL);

INSERT INTO owe_allocations VALUES ('PP-01', 'cus_ada/4', 'cus_ada', 'payment', 'pay_1', 'inv_A', 'A', '1', 'EUR', '30000', '2026-11-22', 'oldestDue: due 2026-11-20', 'cus_ada', '4', '', NULL);

INSERT INTO owe_allocations VALUES ('PP-01', 'cus_ada/7', 'cus_ada', 'payment', 'pay_2', 'inv_A', 'A', '1', 'EUR', '15000', '2026-11-22', 'oldestDue: due 2026-11-20', 'cus_ada', '7', '', NULL);

INSERT INTO owe_allocations VALUES ('PP-01', 'cus_ada/9', 'cus_ada', 'payment', 'pay_3', 'inv_A', 'A', '1', 'EUR', '25000', '2026-12-02', 'oldestDue: due 2026-11-20', 'cus_ada', '9', '', NULL);

INSERT INTO owe_balances VALUES ('AC-01', 'cus_ada', 'EUR', '2', '0', '0', '0', '0', '0', '2026-06-30');

INSERT INTO owe_balances VALUES ('AC-05', 'cus_ada', 'EUR', '2', '0', '0', '0', '0', '0', '2026-02-01');

INSERT INTO owe_balances VALUES ('AC-06', 'cus_ada', 'EUR', '2', '40000', '0', '0', '0', '0', '2026-04-25');

INSERT INTO owe_balances VALUES ('AC-06', 'cus_bob', 'EUR', '2', '100000', '98000', '0', '0', '0', '2026-04-28');

INSERT INTO owe_balances VALUES ('AC-101', 'cus_ada', 'EUR', '2', '150000', '0', '0', '0', '0', '2026-11-22');

INSERT INTO owe_balances VALUES ('AC-110', 'cus_ada', 'EUR', '2', '90000', '0', '0', '0', '0', '2026-12-01');

INSERT INTO owe_balances VALUES ('AC-111', 'cus_ada', 'EUR', '2', '90000', '0', '0', '0', '0', '2027-01-10');

INSERT INTO owe_balances VALUES ('AC-116', 'cus_ada', 'EUR', '2', '100000', '0', '0', '0', '0', '2026-11-20');

INSERT INTO owe_balances VALUES ('AC-116', 'cus_bob', 'EUR', '2', '152000', '0', '0', '0', '0', '2026-11-20');

INSERT INTO owe_balances VALUES ('AC-119', 'cus_ada', 'EUR', '2', '30000', '0', '0', '0', '0', '2026-11-20');

INSERT INTO owe_balances VALUES ('AC-121', 'cus_ada', 'EUR', '2', '45000', '0', '0', '0', '0', '2026-05-10');

INSERT INTO owe_balances VALUES ('AC-124', 'cus_ada', 'EUR', '2', '0', '0', '0', '0', '0', '2026-11-20');

INSERT INTO owe_balances VALUES ('AC-23', 'cus_ada', 'EUR', '2', '30000', '10000', '0', '0', '0', '2026-11-22');

INSERT INTO owe_balances VALUES ('AC-28', 'cus_ada', 'EUR', '2', '0', '9000', '0', '0', '0', '2026-11-22');

INSERT INTO owe_balances VALUES ('AC-57', 'cus_ada', 'EUR', '2', '0', '0', '0', '0', '0', '2026-11-20');

INSERT INTO owe_balances VALUES ('AC-57', 'cus_bob', 'EUR', '2', '0', '100000', '0', '0', '40000', '2026-11-20');

INSERT INTO owe_balances VALUES ('AC-63', 'cus_ada', 'EUR', '2', '0', '0', '0', '0', '0', '2026-11-22');

INSERT INTO owe_balances VALUES ('AC-75', 'cus_ada', 'EUR', '2', '100000', '0', '0', '0', '0', '2026-10-20');

INSERT INTO owe_balances VALUES ('BK-01', 'cus_ada', 'EUR', '2', '0', '0', '0', '0', '0', '2026-12-13');

INSERT INTO owe_balances VALUES ('BK-02', 'cus_ada', 'EUR', '2', '0', '2000', '0', '0', '2000', '2026-12-20');

INSERT INTO owe_balances VALUES ('BK-03', 'cus_ada', 'EUR', '2', '11000', '0', '0', '0', '0', '2026-12-21');

INSERT INTO owe_balances VALUES ('DI-01', 'cus_ada', 'EUR', '2', '72600', '10000', '0', '0', '0', '2026-11-22');

INSERT INTO owe_balances VALUES ('PP-01', 'cus_ada', 'EUR', '2', '30000', '0', '0', '0', '0', '2026-12-02');

INSERT INTO owe_balances VALUES ('RM-01', 'cus_ada', 'EUR', '2', '100000', '0', '0', '0', '0', '2026-10-20');

INSERT INTO owe_bookings VALUES ('BK-01', 'bk_1', 'cus_ada', 'EUR', '2', '30000', '10000', 'cancelled', '2026-12-20', '2026-11-22', '2026-11-22', 'dpr_bk_1', '2026-11-22 10:00:00+00', '2026-12-13', '{"balanceDays":7,"disclosure":"","holdMinutes":60,"minute":1080,"nights":1,"noShow":{"amount":"n:10000"},"outcome":{"at":"2026-12-13T17:00:01.000Z","by":"customer","credit":"n:0","currency":"EUR","fee":"n:15000","keep":"n:15000","owed":"n:0","reason":"","refund":"n:5000","why":"before deadline 2 of 2"},"persons":1,"policy":{"after":"all","rest":"refund","windows":[{"charge":"none","until":{"at":null,"days":7}},{"charge":{"percent":"50"},"until":{"hours":48}}]},"timeZone":"Europe/Paris"}');

INSERT INTO owe_bookings VALUES ('BK-02', 'bk_1', 'cus_ada', 'EUR', '2', '30000', '10000', 'no_show', '2026-12-20', '2026-11-22', '2026-11-22', 'dpr_bk_1', '2026-11-22 10:00:00+00', '2026-12-20', '{"balanceDays":7,"disclosure":"","holdMinutes":60,"minute":1080,"nights":1,"noShow":{"amount":"n:10000"},"outcome":{"at":"2026-12-20T20:00:00.000Z","by":"customer","credit":"n:0","currency":"EUR","fee":"n:10000","keep":"n:10000","owed":"n:0","reason":"","refund":"n:2000","why":"nobody came"},"persons":1,"policy":{"after":"all","rest":"refund","windows":[{"charge":"none","until":{"at":null,"days":7}},{"charge":{"percent":"50"},"until":{"hours":48}}]},"timeZone":"Europe/Paris"}');

INSERT INTO owe_bookings VALUES ('BK-03', 'bk_1', 'cus_ada', 'EUR', '2', '30000', '10000', 'cancelled', '2026-12-27', '2026-11-22', '2026-11-22', 'dpr_bk_1', '2026-11-22 10:00:00+00', '2026-12-21', '{"balanceDays":7,"disclosure":"","holdMinutes":60,"minute":1080,"nights":1,"noShow":{"amount":"n:10000"},"outcome":{"at":"2026-12-21T09:00:00.000Z","by":"customer","credit":"n:0","currency":"EUR","fee":"n:15000","keep":"n:4000","owed":"n:11000","reason":"","refund":"n:0","why":"before deadline 2 of 2"},"persons":1,"policy":{"after":"all","rest":"refund","windows":[{"charge":"none","until":{"at":null,"days":7}},{"charge":{"percent":"50"},"until":{"hours":48}}]},"timeZone":"Europe/Paris"}');

INSERT INTO owe_customers VALUES ('AC-01', 'cus_ada', 'Ada', '', '', '', '', '2026-04-30', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-05', 'cus_ada', 'Ada', '', '', '', '', '2026-01-05', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-06', 'cus_ada', 'Ada', '', '', '', '', '2026-03-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-06', 'cus_bob', 'Bob', '', '', '', '', '2026-04-28', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-101', 'cus_ada', 'Ada', '', '', '', '', '2026-11-22', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-110', 'cus_ada', 'Ada', '', '', '', '', '2026-10-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-111', 'cus_ada', 'Ada', '', '', '', '', '2026-10-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-116', 'cus_ada', 'Ada', '', '', '', '', '2026-11-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-116', 'cus_bob', 'Bob', '', '', '', '', '2026-11-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-119', 'cus_ada', 'Ada', '', '', '', '', '2026-11-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-121', 'cus_ada', 'Ada', '', '', '', '', '2026-05-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-124', 'cus_ada', 'Ada', '', '', '', '', '2026-11-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-23', 'cus_ada', 'Ada', '', '', '', '', '2026-09-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-28', 'cus_ada', 'Ada', '', '', '', '', '2026-11-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-57', 'cus_ada', 'Ada', '', '', '', '', '2026-11-01', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-57', 'cus_bob', 'Bob', '', '', '', '', '2026-11-20', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-63', 'cus_ada', 'Ada', '', '', '', '', '2026-11-22', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('AC-75', 'cus_ada', 'Ada', 'ada@example.com', '+3312345678', '', '', '2026-10-20', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('BK-01', 'cus_ada', 'Ada', '', '', '', '', '2026-11-22', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('BK-02', 'cus_ada', 'Ada', '', '', '', '', '2026-11-22', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('BK-03', 'cus_ada', 'Ada', '', '', '', '', '2026-11-22', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('DI-01', 'cus_ada', 'Ada', '', '', '', '', '2026-11-22', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('PP-01', 'cus_ada', 'Ada', '', '', '', '', '2026-11-22', NULL, '', '{}');

INSERT INTO owe_customers VALUES ('RM-01', 'cus_ada', 'Ada', 'ada@example.com', '+3312345678', '', '', '2026-10-20', NULL, '', '{}');

INSERT INTO owe_disputes VALUES ('DI-01', 'dis_1', 'cus_ada', 'inv_A', '', 'not_delivered', 'EUR', '48400', '2026-11-22', '2026-11-22', 'accepted', 'hold_dis_1', '', '', '{"lines":[2],"log":[{"by":"user:7","kind":"evidence","on":"2026-11-22","text":"No delivery slip","url":"https://files.example.com/7"}],"resolution":""}');

INSERT INTO owe_documents VALUES ('AC-01', 'inv_A-1', 'cus_ada', 'invoice', 'A-1', 'EUR', '2', '100000', '100000', '2026-04-30', '2026-05-30', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-05', 'inv_A-1', 'cus_ada', 'invoice', 'A-1', 'EUR', '2', '40000', '40000', '2026-01-05', '2026-01-20', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-06', 'inv_A-1', 'cus_ada', 'invoice', 'A-1', 'EUR', '2', '30000', '30000', '2026-03-01', '2026-03-31', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-06', 'inv_A-2', 'cus_ada', 'invoice', 'A-2', 'EUR', '2', '50000', '50000', '2026-03-10', '2026-04-09', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-06', 'inv_B-1', 'cus_bob', 'invoice', 'B-1', 'EUR', '2', '100000', '100000', '2026-03-01', '2026-03-31', NULL, '', '', '{"discount":{"amount":"n:2000","base":"gross","mode":"fullSettlementOnly","payable":"n:98000","percent":"2","until":"2026-03-11"},"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":"2/10 net 30"}');

INSERT INTO owe_documents VALUES ('AC-101', 'inv_A-1', 'cus_ada', 'invoice', 'A-1', 'EUR', '2', '200000', '200000', '2026-11-22', '2026-12-22', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-110', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '120000', '120000', '2026-10-01', '2027-02-28', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-111', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '120000', '120000', '2026-10-01', '2026-11-15', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-116', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '100000', '100000', '2026-11-01', '2026-12-01', NULL, '', '', '{"discount":{"amount":"n:2000","base":"gross","mode":"fullSettlementOnly","payable":"n:98000","percent":"2","until":"2026-11-11"},"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":"2/10 net 30"}');

INSERT INTO owe_documents VALUES ('AC-116', 'inv_B', 'cus_bob', 'invoice', 'B', 'EUR', '2', '100000', '100000', '2026-11-01', '2026-12-01', NULL, '', '', '{"discount":{"amount":"n:2000","base":"gross","mode":"fullSettlementOnly","payable":"n:98000","percent":"2","until":"2026-11-11"},"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":"2/10 net 30"}');

INSERT INTO owe_documents VALUES ('AC-116', 'inv_B-2', 'cus_bob', 'invoice', 'B-2', 'EUR', '2', '150000', '150000', '2026-11-15', '2026-12-15', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-119', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '100000', '100000', '2026-11-01', '2026-12-01', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-121', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '50000', '50000', '2026-05-01', '2026-05-31', '2026-05-10', '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-121', 'inv_A-2', 'cus_ada', 'invoice', 'A-2', 'EUR', '2', '45000', '45000', '2026-05-10', '2026-06-09', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-23', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '30000', '30000', '2026-09-01', '2026-10-01', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-23', 'inv_B', 'cus_ada', 'invoice', 'B', 'EUR', '2', '30000', '30000', '2026-09-01', '2026-11-01', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-23', 'inv_C', 'cus_ada', 'invoice', 'C', 'EUR', '2', '30000', '30000', '2026-09-01', '2026-12-01', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-28', 'crn_CN', 'cus_ada', 'credit_note', 'CN', 'EUR', '2', '3000', '3000', '2026-11-05', NULL, NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-28', 'crn_PROMO', 'cus_ada', 'promotional', 'PROMO', 'EUR', '2', '2000', '2000', '2026-11-10', NULL, NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-28', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '6000', '6000', '2026-11-22', '2026-12-22', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-57', 'crn_C-1', 'cus_ada', 'credit_note', 'C-1', 'EUR', '2', '50000', '50000', '2026-11-20', NULL, NULL, 'inv_A', '', '{"discount":null,"invoice":"inv_A","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-57', 'crn_C-2', 'cus_bob', 'credit_note', 'C-2', 'EUR', '2', '100000', '100000', '2026-11-20', NULL, NULL, 'inv_B', '', '{"discount":null,"invoice":"inv_B","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-57', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '100000', '100000', '2026-11-01', '2026-12-01', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-57', 'inv_B', 'cus_bob', 'invoice', 'B', 'EUR', '2', '100000', '100000', '2026-11-01', '2026-12-01', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-63', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '4242', '4242', '2026-11-01', '2026-12-01', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('AC-75', 'inv_A-1', 'cus_ada', 'invoice', 'A-1', 'EUR', '2', '100000', '100000', '2026-10-20', '2026-11-05', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('BK-01', 'dpr_bk_1', 'cus_ada', 'deposit_request', 'dpr_bk_1', 'EUR', '2', '10000', '10000', '2026-11-22', '2026-11-22', NULL, '', 'bk_1', '{"discount":null,"invoice":"","lines":[],"metadata":{"booking":"bk_1","disclosure":""},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('BK-02', 'dpr_bk_1', 'cus_ada', 'deposit_request', 'dpr_bk_1', 'EUR', '2', '10000', '10000', '2026-11-22', '2026-11-22', NULL, '', 'bk_1', '{"discount":null,"invoice":"","lines":[],"metadata":{"booking":"bk_1","disclosure":""},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('BK-03', 'crn_cus_ada/11', 'cus_ada', 'credit_note', 'C-1', 'EUR', '2', '15000', '15000', '2026-12-21', NULL, NULL, 'inv_B', 'bk_1', '{"discount":null,"invoice":"inv_B","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('BK-03', 'dpr_bk_1', 'cus_ada', 'deposit_request', 'dpr_bk_1', 'EUR', '2', '10000', '10000', '2026-11-22', '2026-11-22', NULL, '', 'bk_1', '{"discount":null,"invoice":"","lines":[],"metadata":{"booking":"bk_1","disclosure":""},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('BK-03', 'inv_B', 'cus_ada', 'invoice', 'B', 'EUR', '2', '30000', '30000', '2026-11-22', '2026-12-20', NULL, '', 'bk_1', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('DI-01', 'crn_C-1', 'cus_ada', 'credit_note', 'C-1', 'EUR', '2', '48400', '40000', '2026-11-22', NULL, NULL, 'inv_A', '', '{"discount":null,"invoice":"inv_A","lines":[],"metadata":{},"taxes":[{"amount":"n:8400","code":"VAT21"}],"terms":""}');

INSERT INTO owe_documents VALUES ('DI-01', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '121000', '100000', '2026-11-01', '2026-11-30', NULL, '', '', '{"discount":null,"invoice":"","lines":[{"amount":"n:60000","description":"Chairs","quantity":"","reference":""},{"amount":"n:40000","description":"Tables","quantity":"","reference":""}],"metadata":{},"taxes":[{"amount":"n:21000","code":"VAT21"}],"terms":""}');

INSERT INTO owe_documents VALUES ('PP-01', 'inv_A', 'cus_ada', 'invoice', 'A', 'EUR', '2', '100000', '100000', '2026-11-01', '2026-11-20', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_documents VALUES ('RM-01', 'inv_A-1', 'cus_ada', 'invoice', 'A-1', 'EUR', '2', '100000', '100000', '2026-10-20', '2026-11-01', NULL, '', '', '{"discount":null,"invoice":"","lines":[],"metadata":{},"taxes":[],"terms":""}');

INSERT INTO owe_facts VALUES ('AC-01', 'cus_ada', '1', 'account.opened', '1', '2026-04-30', '2026-04-30 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-01', 'cus_ada', '2', 'invoice.issued', '1', '2026-04-30', '2026-04-30 09:00:00+00', 'system', '', 'invoices.issue:inv_A-1', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A-1","instalments":[{"amount":"n:100000","dueOn":"2026-05-30","no":1}],"invoice":"","issuedOn":"2026-04-30","lines":[],"metadata":{},"net":"n:100000","number":"A-1","rate":"1","reference":"","taxes":[],"terms":"","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-01', 'cus_ada', '3', 'payment.settled', '1', '2026-06-30', '2026-06-30 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:100000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-06-30","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-01', 'cus_ada', '4', 'payment.allocated', '1', '2026-06-30', '2026-06-30 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:100000","cause":"","currency":"EUR","document":"inv_A-1","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A-1","source":"pay_1","why":"oldestDue: due 2026-05-30"}');

INSERT INTO owe_facts VALUES ('AC-05', '', '1', 'period.closed', '1', '2026-01-31', '2026-02-05 09:00:00+00', 'system', '', '', '{"through":"2026-01-31"}');

INSERT INTO owe_facts VALUES ('AC-05', 'cus_ada', '1', 'account.opened', '1', '2026-01-05', '2026-01-05 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-05', 'cus_ada', '2', 'invoice.issued', '1', '2026-01-05', '2026-01-05 09:00:00+00', 'system', '', 'invoices.issue:inv_A-1', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A-1","instalments":[{"amount":"n:40000","dueOn":"2026-01-20","no":1}],"invoice":"","issuedOn":"2026-01-05","lines":[],"metadata":{},"net":"n:40000","number":"A-1","rate":"1","reference":"","taxes":[],"terms":"","total":"n:40000"}');

INSERT INTO owe_facts VALUES ('AC-05', 'cus_ada', '3', 'payment.settled', '1', '2026-01-10', '2026-01-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:40000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-01-10","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-05', 'cus_ada', '4', 'payment.allocated', '1', '2026-02-01', '2026-02-20 09:00:00+00', 'system', '', '', '{"amount":"n:40000","cause":"","currency":"EUR","document":"inv_A-1","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A-1","source":"pay_1","why":"oldestDue: due 2026-01-20"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '1', 'account.opened', '1', '2026-03-01', '2026-03-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '10', 'payment.allocated', '1', '2026-04-25', '2026-04-28 09:00:00+00', 'system', '', '', '{"amount":"n:12857","cause":"","currency":"EUR","document":"inv_A-1","id":"cus_ada/10","instalment":1,"kind":"payment","number":"A-1","source":"pay_1","why":"proportional: its share of 700.00 EUR open"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '11', 'payment.allocated', '1', '2026-04-25', '2026-04-28 09:00:00+00', 'system', '', '', '{"amount":"n:17143","cause":"","currency":"EUR","document":"inv_A-2","id":"cus_ada/11","instalment":1,"kind":"payment","number":"A-2","source":"pay_1","why":"proportional: its share of 700.00 EUR open"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '2', 'invoice.issued', '1', '2026-03-01', '2026-03-01 09:00:00+00', 'system', '', 'invoices.issue:inv_A-1', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A-1","instalments":[{"amount":"n:30000","dueOn":"2026-03-31","no":1}],"invoice":"","issuedOn":"2026-03-01","lines":[],"metadata":{},"net":"n:30000","number":"A-1","rate":"1","reference":"","taxes":[],"terms":"","total":"n:30000"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '3', 'invoice.issued', '1', '2026-03-10', '2026-03-10 09:00:00+00', 'system', '', 'invoices.issue:inv_A-2', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A-2","instalments":[{"amount":"n:50000","dueOn":"2026-04-09","no":1}],"invoice":"","issuedOn":"2026-03-10","lines":[],"metadata":{},"net":"n:50000","number":"A-2","rate":"1","reference":"","taxes":[],"terms":"","total":"n:50000"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '4', 'payment.settled', '1', '2026-03-15', '2026-03-15 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:40000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-03-15","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '5', 'payment.allocated', '1', '2026-03-15', '2026-03-15 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","cause":"","currency":"EUR","document":"inv_A-1","id":"cus_ada/5","instalment":1,"kind":"payment","number":"A-1","source":"pay_1","why":"oldestDue: due 2026-03-31"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '6', 'payment.allocated', '1', '2026-03-15', '2026-03-15 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:10000","cause":"","currency":"EUR","document":"inv_A-2","id":"cus_ada/6","instalment":1,"kind":"payment","number":"A-2","source":"pay_1","why":"oldestDue: due 2026-04-09"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '7', 'allocation.undone', '1', '2026-04-20', '2026-04-20 09:00:00+00', 'system', 'cus_ada/5', '', '{"allocation":"cus_ada/5","reason":"moved to inv_A-2"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '8', 'payment.allocated', '1', '2026-04-20', '2026-04-20 09:00:00+00', 'system', '', '', '{"amount":"n:30000","cause":"","currency":"EUR","document":"inv_A-2","id":"cus_ada/8","instalment":1,"kind":"payment","number":"A-2","source":"pay_1","why":"moved from inv_A-1"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_ada', '9', 'allocation.undone', '1', '2026-04-25', '2026-04-25 09:00:00+00', 'system', 'cus_ada/8', '', '{"allocation":"cus_ada/8","reason":""}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_bob', '1', 'account.opened', '1', '2026-04-28', '2026-04-28 09:00:00+00', 'system', '', 'customers.open:cus_bob', '{"customer":"cus_bob"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_bob', '2', 'invoice.issued', '1', '2026-03-01', '2026-04-28 09:00:00+00', 'system', '', 'invoices.issue:inv_B-1', '{"component":"principal","currency":"EUR","discount":{"amount":"n:2000","base":"gross","mode":"fullSettlementOnly","payable":"n:98000","percent":"2","until":"2026-03-11"},"exponent":2,"id":"inv_B-1","instalments":[{"amount":"n:100000","dueOn":"2026-03-31","no":1}],"invoice":"","issuedOn":"2026-03-01","lines":[],"metadata":{},"net":"n:100000","number":"B-1","rate":"1","reference":"","taxes":[],"terms":"2/10 net 30","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_bob', '3', 'payment.settled', '1', '2026-03-10', '2026-04-28 09:00:00+00', 'system', '', 'payments.record:pay_2', '{"amount":"n:98000","currency":"EUR","exponent":2,"externalId":"","id":"pay_2","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-03-10","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_bob', '4', 'payment.allocated', '1', '2026-03-10', '2026-04-28 09:00:00+00', 'system', '', 'payments.record:pay_2', '{"amount":"n:98000","cause":"","currency":"EUR","document":"inv_B-1","id":"cus_bob/4","instalment":1,"kind":"payment","number":"B-1","source":"pay_2","why":"oldestDue: due 2026-03-31"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_bob', '5', 'discount.granted', '1', '2026-03-10', '2026-04-28 09:00:00+00', 'system', 'cus_bob/4', 'payments.record:pay_2', '{"amount":"n:2000","cause":"cus_bob/4","currency":"EUR","document":"inv_B-1","id":"cus_bob/5","instalment":1,"kind":"discount","number":"B-1","source":"","why":"early-payment discount of 2 %"}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_bob', '6', 'allocation.undone', '1', '2026-04-28', '2026-04-28 09:00:00+00', 'system', 'cus_bob/4', '', '{"allocation":"cus_bob/4","reason":""}');

INSERT INTO owe_facts VALUES ('AC-06', 'cus_bob', '7', 'allocation.undone', '1', '2026-04-28', '2026-04-28 09:00:00+00', 'system', 'cus_bob/5', '', '{"allocation":"cus_bob/5","reason":""}');

INSERT INTO owe_facts VALUES ('AC-101', 'cus_ada', '1', 'account.opened', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-101', 'cus_ada', '2', 'invoice.issued', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'invoices.issue:inv_A-1', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A-1","instalments":[{"amount":"n:200000","dueOn":"2026-12-22","no":1}],"invoice":"","issuedOn":"2026-11-22","lines":[],"metadata":{},"net":"n:200000","number":"A-1","rate":"1","reference":"","taxes":[],"terms":"","total":"n:200000"}');

INSERT INTO owe_facts VALUES ('AC-101', 'cus_ada', '3', 'link.created', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'links.forInvoice:lnk_188b92f0dde67e165a7b60d7c065', '{"currency":"EUR","expiresAt":"2026-12-22T09:00:00.000Z","id":"lnk_188b92f0dde67e165a7b60d7c065","instalment":0,"minimum":null,"scope":"invoice","target":"inv_A-1","tokenHash":"b0cfd5130def1cb1055235df03bc55aa14c0fbda9fd1a75dff4eb455565dbc7c"}');

INSERT INTO owe_facts VALUES ('AC-101', 'cus_ada', '4', 'payment.settled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:50000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"bank","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-101', 'cus_ada', '5', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:50000","cause":"","currency":"EUR","document":"inv_A-1","id":"cus_ada/5","instalment":1,"kind":"payment","number":"A-1","source":"pay_1","why":"oldestDue: due 2026-12-22"}');

INSERT INTO owe_facts VALUES ('AC-110', 'cus_ada', '1', 'account.opened', '1', '2026-10-01', '2026-10-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-110', 'cus_ada', '2', 'invoice.issued', '1', '2026-10-01', '2026-10-01 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:120000","dueOn":"2026-11-15","no":1}],"invoice":"","issuedOn":"2026-10-01","lines":[],"metadata":{},"net":"n:120000","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:120000"}');

INSERT INTO owe_facts VALUES ('AC-110', 'cus_ada', '3', 'payment.settled', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-10","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-110', 'cus_ada', '4', 'payment.allocated', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-11-15"}');

INSERT INTO owe_facts VALUES ('AC-110', 'cus_ada', '5', 'invoice.rescheduled', '1', '2026-12-01', '2026-12-01 09:00:00+00', 'system', '', 'plans.agree:plan_1', '{"document":"inv_A","ended":[1],"reason":"plan","started":[{"amount":"n:30000","dueOn":"2026-12-31","no":2,"plan":"plan_1"},{"amount":"n:30000","dueOn":"2027-01-31","no":3,"plan":"plan_1"},{"amount":"n:30000","dueOn":"2027-02-28","no":4,"plan":"plan_1"}]}');

INSERT INTO owe_facts VALUES ('AC-110', 'cus_ada', '6', 'plan.agreed', '1', '2026-12-01', '2026-12-01 09:00:00+00', 'system', '', 'plans.agree:plan_1', '{"document":"inv_A","id":"plan_1","instalments":[{"amount":"n:30000","dueOn":"2026-12-31","no":2},{"amount":"n:30000","dueOn":"2027-01-31","no":3},{"amount":"n:30000","dueOn":"2027-02-28","no":4}],"replaced":[{"amount":"n:90000","dueOn":"2026-11-15","no":1,"plan":""}]}');

INSERT INTO owe_facts VALUES ('AC-111', 'cus_ada', '1', 'account.opened', '1', '2026-10-01', '2026-10-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-111', 'cus_ada', '2', 'invoice.issued', '1', '2026-10-01', '2026-10-01 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:120000","dueOn":"2026-11-15","no":1}],"invoice":"","issuedOn":"2026-10-01","lines":[],"metadata":{},"net":"n:120000","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:120000"}');

INSERT INTO owe_facts VALUES ('AC-111', 'cus_ada', '3', 'payment.settled', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-10","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-111', 'cus_ada', '4', 'payment.allocated', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-11-15"}');

INSERT INTO owe_facts VALUES ('AC-111', 'cus_ada', '5', 'invoice.rescheduled', '1', '2026-12-01', '2026-12-01 09:00:00+00', 'system', '', 'plans.agree:plan_1', '{"document":"inv_A","ended":[1],"reason":"plan","started":[{"amount":"n:30000","dueOn":"2026-12-31","no":2,"plan":"plan_1"},{"amount":"n:30000","dueOn":"2027-01-31","no":3,"plan":"plan_1"},{"amount":"n:30000","dueOn":"2027-02-28","no":4,"plan":"plan_1"}]}');

INSERT INTO owe_facts VALUES ('AC-111', 'cus_ada', '6', 'plan.agreed', '1', '2026-12-01', '2026-12-01 09:00:00+00', 'system', '', 'plans.agree:plan_1', '{"document":"inv_A","id":"plan_1","instalments":[{"amount":"n:30000","dueOn":"2026-12-31","no":2},{"amount":"n:30000","dueOn":"2027-01-31","no":3},{"amount":"n:30000","dueOn":"2027-02-28","no":4}],"replaced":[{"amount":"n:90000","dueOn":"2026-11-15","no":1,"plan":""}]}');

INSERT INTO owe_facts VALUES ('AC-111', 'cus_ada', '7', 'invoice.rescheduled', '1', '2027-01-10', '2027-01-10 09:00:00+00', 'system', '', '', '{"document":"inv_A","ended":[2,3,4],"reason":"plan cancelled","started":[{"amount":"n:90000","dueOn":"2026-11-15","no":5,"plan":""}]}');

INSERT INTO owe_facts VALUES ('AC-111', 'cus_ada', '8', 'plan.cancelled', '1', '2027-01-10', '2027-01-10 09:00:00+00', 'system', '', '', '{"id":"plan_1","reason":"broken"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '1', 'account.opened', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '2', 'invoice.issued', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":{"amount":"n:2000","base":"gross","mode":"fullSettlementOnly","payable":"n:98000","percent":"2","until":"2026-11-11"},"exponent":2,"id":"inv_A","instalments":[{"amount":"n:100000","dueOn":"2026-12-01","no":1}],"invoice":"","issuedOn":"2026-11-01","lines":[],"metadata":{},"net":"n:100000","number":"A","rate":"1","reference":"","taxes":[],"terms":"2/10 net 30","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '3', 'payment.settled', '1', '2026-11-11', '2026-11-11 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:98000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-11","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '4', 'payment.allocated', '1', '2026-11-11', '2026-11-11 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:98000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-12-01"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '5', 'discount.granted', '1', '2026-11-11', '2026-11-11 09:00:00+00', 'system', 'cus_ada/4', 'payments.record:pay_1', '{"amount":"n:2000","cause":"cus_ada/4","currency":"EUR","document":"inv_A","id":"cus_ada/5","instalment":1,"kind":"discount","number":"A","source":"","why":"early-payment discount of 2 %"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '6', 'allocation.undone', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', 'cus_ada/4', '', '{"allocation":"cus_ada/4","reason":"chargeback"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '7', 'allocation.undone', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', 'cus_ada/5', '', '{"allocation":"cus_ada/5","reason":"chargeback"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '8', 'payment.reversed', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"payment":"pay_1","reason":"chargeback"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_ada', '9', 'hold.placed', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"document":"inv_A","id":"cus_ada/9","note":"payment pay_1","reason":"chargeback"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '1', 'account.opened', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'customers.open:cus_bob', '{"customer":"cus_bob"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '2', 'invoice.issued', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'invoices.issue:inv_B', '{"component":"principal","currency":"EUR","discount":{"amount":"n:2000","base":"gross","mode":"fullSettlementOnly","payable":"n:98000","percent":"2","until":"2026-11-11"},"exponent":2,"id":"inv_B","instalments":[{"amount":"n:100000","dueOn":"2026-12-01","no":1}],"invoice":"","issuedOn":"2026-11-01","lines":[],"metadata":{},"net":"n:100000","number":"B","rate":"1","reference":"","taxes":[],"terms":"2/10 net 30","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '3', 'payment.settled', '1', '2026-11-11', '2026-11-11 09:00:00+00', 'system', '', 'payments.record:pay_2', '{"amount":"n:98000","currency":"EUR","exponent":2,"externalId":"","id":"pay_2","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-11","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '4', 'payment.allocated', '1', '2026-11-11', '2026-11-11 09:00:00+00', 'system', '', 'payments.record:pay_2', '{"amount":"n:98000","cause":"","currency":"EUR","document":"inv_B","id":"cus_bob/4","instalment":1,"kind":"payment","number":"B","source":"pay_2","why":"oldestDue: due 2026-12-01"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '5', 'discount.granted', '1', '2026-11-11', '2026-11-11 09:00:00+00', 'system', 'cus_bob/4', 'payments.record:pay_2', '{"amount":"n:2000","cause":"cus_bob/4","currency":"EUR","document":"inv_B","id":"cus_bob/5","instalment":1,"kind":"discount","number":"B","source":"","why":"early-payment discount of 2 %"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '6', 'invoice.issued', '1', '2026-11-15', '2026-11-15 09:00:00+00', 'system', '', 'invoices.issue:inv_B-2', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_B-2","instalments":[{"amount":"n:150000","dueOn":"2026-12-15","no":1}],"invoice":"","issuedOn":"2026-11-15","lines":[],"metadata":{},"net":"n:150000","number":"B-2","rate":"1","reference":"","taxes":[],"terms":"","total":"n:150000"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '7', 'allocation.undone', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', 'cus_bob/4', '', '{"allocation":"cus_bob/4","reason":"moved to inv_B-2"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '8', 'allocation.undone', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', 'cus_bob/5', '', '{"allocation":"cus_bob/5","reason":"moved to inv_B-2"}');

INSERT INTO owe_facts VALUES ('AC-116', 'cus_bob', '9', 'payment.allocated', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"amount":"n:98000","cause":"","currency":"EUR","document":"inv_B-2","id":"cus_bob/9","instalment":1,"kind":"payment","number":"B-2","source":"pay_2","why":"moved from inv_B"}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '1', 'account.opened', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '2', 'invoice.issued', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:100000","dueOn":"2026-12-01","no":1}],"invoice":"","issuedOn":"2026-11-01","lines":[],"metadata":{},"net":"n:100000","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '3', 'payment.settled', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:100000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-10","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '4', 'payment.allocated', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:100000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-12-01"}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '5', 'allocation.undone', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', 'cus_ada/4', '', '{"allocation":"cus_ada/4","reason":"refund"}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '6', 'payment.allocated', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"amount":"n:70000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/6","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"what the refund left of it"}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '7', 'hold.placed', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"document":"inv_A","id":"cus_ada/7","note":"payment pay_1","reason":"refund"}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '8', 'payment.refunded', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"amount":"n:30000","as":"reopen","currency":"EUR","id":"cus_ada/8","reason":"","source":"pay_1"}');

INSERT INTO owe_facts VALUES ('AC-119', 'cus_ada', '9', 'hold.released', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"id":"cus_ada/7","note":""}');

INSERT INTO owe_facts VALUES ('AC-121', 'cus_ada', '1', 'account.opened', '1', '2026-05-01', '2026-05-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-121', 'cus_ada', '2', 'invoice.issued', '1', '2026-05-01', '2026-05-01 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:50000","dueOn":"2026-05-31","no":1}],"invoice":"","issuedOn":"2026-05-01","lines":[],"metadata":{},"net":"n:50000","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:50000"}');

INSERT INTO owe_facts VALUES ('AC-121', 'cus_ada', '3', 'invoice.voided', '1', '2026-05-10', '2026-05-10 09:00:00+00', 'system', '', '', '{"document":"inv_A","reason":"sent twice"}');

INSERT INTO owe_facts VALUES ('AC-121', 'cus_ada', '4', 'invoice.issued', '1', '2026-05-10', '2026-05-10 09:00:00+00', 'system', '', 'invoices.issue:inv_A-2', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A-2","instalments":[{"amount":"n:45000","dueOn":"2026-06-09","no":1}],"invoice":"","issuedOn":"2026-05-10","lines":[],"metadata":{},"net":"n:45000","number":"A-2","rate":"1","reference":"","taxes":[],"terms":"","total":"n:45000"}');

INSERT INTO owe_facts VALUES ('AC-124', 'cus_ada', '1', 'account.opened', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-124', 'cus_ada', '2', 'payment.settled', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'deposits.settle:dep_1', '{"amount":"n:10000","currency":"EUR","exponent":2,"externalId":"","id":"dep_1","kind":"deposit","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-01","reference":"booking_b","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-124', 'cus_ada', '3', 'deposit.forfeited', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"amount":"n:6000","deposit":"dep_1","reason":"cancelled late"}');

INSERT INTO owe_facts VALUES ('AC-124', 'cus_ada', '4', 'payment.refunded', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"amount":"n:4000","as":"","currency":"EUR","id":"cus_ada/4","pocket":"customer_deposits","reason":"","source":"dep_1"}');

INSERT INTO owe_facts VALUES ('AC-23', 'cus_ada', '1', 'account.opened', '1', '2026-09-01', '2026-09-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-23', 'cus_ada', '2', 'invoice.issued', '1', '2026-09-01', '2026-09-01 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:30000","dueOn":"2026-10-01","no":1}],"invoice":"","issuedOn":"2026-09-01","lines":[],"metadata":{},"net":"n:30000","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:30000"}');

INSERT INTO owe_facts VALUES ('AC-23', 'cus_ada', '3', 'invoice.issued', '1', '2026-09-01', '2026-09-01 09:00:00+00', 'system', '', 'invoices.issue:inv_B', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_B","instalments":[{"amount":"n:30000","dueOn":"2026-11-01","no":1}],"invoice":"","issuedOn":"2026-09-01","lines":[],"metadata":{},"net":"n:30000","number":"B","rate":"1","reference":"","taxes":[],"terms":"","total":"n:30000"}');

INSERT INTO owe_facts VALUES ('AC-23', 'cus_ada', '4', 'invoice.issued', '1', '2026-09-01', '2026-09-01 09:00:00+00', 'system', '', 'invoices.issue:inv_C', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_C","instalments":[{"amount":"n:30000","dueOn":"2026-12-01","no":1}],"invoice":"","issuedOn":"2026-09-01","lines":[],"metadata":{},"net":"n:30000","number":"C","rate":"1","reference":"","taxes":[],"terms":"","total":"n:30000"}');

INSERT INTO owe_facts VALUES ('AC-23', 'cus_ada', '5', 'hold.placed', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"document":"inv_B","id":"cus_ada/5","note":"","reason":"dispute"}');

INSERT INTO owe_facts VALUES ('AC-23', 'cus_ada', '6', 'payment.settled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:70000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-23', 'cus_ada', '7', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/7","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-10-01"}');

INSERT INTO owe_facts VALUES ('AC-23', 'cus_ada', '8', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","cause":"","currency":"EUR","document":"inv_C","id":"cus_ada/8","instalment":1,"kind":"payment","number":"C","source":"pay_1","why":"oldestDue: due 2026-12-01"}');

INSERT INTO owe_facts VALUES ('AC-28', 'cus_ada', '1', 'account.opened', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-28', 'cus_ada', '2', 'payment.settled', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:10000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-01","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-28', 'cus_ada', '3', 'credit.issued', '1', '2026-11-05', '2026-11-05 09:00:00+00', 'system', '', 'credits.issue:crn_CN', '{"currency":"EUR","discount":null,"expiresOn":null,"exponent":2,"id":"crn_CN","invoice":"","issuedOn":"2026-11-05","kind":"credit_note","lines":[],"metadata":{},"net":"n:3000","number":"CN","rate":"1","reference":"","taxes":[],"terms":"","total":"n:3000"}');

INSERT INTO owe_facts VALUES ('AC-28', 'cus_ada', '4', 'credit.issued', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'credits.issue:crn_PROMO', '{"currency":"EUR","discount":null,"expiresOn":"2026-12-31","exponent":2,"id":"crn_PROMO","invoice":"","issuedOn":"2026-11-10","kind":"promotional","lines":[],"metadata":{},"net":"n:2000","number":"PROMO","rate":"1","reference":"","taxes":[],"terms":"","total":"n:2000"}');

INSERT INTO owe_facts VALUES ('AC-28', 'cus_ada', '5', 'invoice.issued', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:6000","dueOn":"2026-12-22","no":1}],"invoice":"","issuedOn":"2026-11-22","lines":[],"metadata":{},"net":"n:6000","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:6000"}');

INSERT INTO owe_facts VALUES ('AC-28', 'cus_ada', '6', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"amount":"n:2000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/6","instalment":1,"kind":"credit","number":"A","source":"crn_PROMO","why":"oldestDue: due 2026-12-22"}');

INSERT INTO owe_facts VALUES ('AC-28', 'cus_ada', '7', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"amount":"n:3000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/7","instalment":1,"kind":"credit","number":"A","source":"crn_CN","why":"oldestDue: due 2026-12-22"}');

INSERT INTO owe_facts VALUES ('AC-28', 'cus_ada', '8', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"amount":"n:1000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/8","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-12-22"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_ada', '1', 'account.opened', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_ada', '2', 'invoice.issued', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:100000","dueOn":"2026-12-01","no":1}],"invoice":"","issuedOn":"2026-11-01","lines":[],"metadata":{},"net":"n:100000","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_ada', '3', 'payment.settled', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:70000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-10","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_ada', '4', 'payment.allocated', '1', '2026-11-10', '2026-11-10 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:70000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-12-01"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_ada', '5', 'credit.issued', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', 'credits.issue:crn_C-1', '{"currency":"EUR","discount":null,"expiresOn":null,"exponent":2,"id":"crn_C-1","invoice":"inv_A","issuedOn":"2026-11-20","kind":"credit_note","lines":[],"metadata":{},"net":"n:50000","number":"C-1","rate":"1","reference":"","taxes":[],"terms":"","total":"n:50000"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_ada', '6', 'payment.allocated', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', 'credits.issue:crn_C-1', '{"amount":"n:30000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/6","instalment":1,"kind":"credit","number":"A","source":"crn_C-1","why":"the invoice this credit corrects"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_ada', '7', 'refund.promised', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', 'credits.issue:crn_C-1', '{"amount":"n:20000","source":"crn_C-1"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_ada', '8', 'payment.refunded', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"amount":"n:20000","as":"","currency":"EUR","id":"cus_ada/8","reason":"","source":"crn_C-1"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_bob', '1', 'account.opened', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', 'customers.open:cus_bob', '{"customer":"cus_bob"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_bob', '2', 'invoice.issued', '1', '2026-11-01', '2026-11-20 09:00:00+00', 'system', '', 'invoices.issue:inv_B', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_B","instalments":[{"amount":"n:100000","dueOn":"2026-12-01","no":1}],"invoice":"","issuedOn":"2026-11-01","lines":[],"metadata":{},"net":"n:100000","number":"B","rate":"1","reference":"","taxes":[],"terms":"","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_bob', '3', 'payment.settled', '1', '2026-11-10', '2026-11-20 09:00:00+00', 'system', '', 'payments.record:pay_2', '{"amount":"n:40000","currency":"EUR","exponent":2,"externalId":"","id":"pay_2","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-10","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_bob', '4', 'payment.allocated', '1', '2026-11-10', '2026-11-20 09:00:00+00', 'system', '', 'payments.record:pay_2', '{"amount":"n:40000","cause":"","currency":"EUR","document":"inv_B","id":"cus_bob/4","instalment":1,"kind":"payment","number":"B","source":"pay_2","why":"oldestDue: due 2026-12-01"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_bob', '5', 'writeoff.recorded', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', '', '{"amount":"n:60000","cause":"","currency":"EUR","document":"inv_B","id":"cus_bob/5","instalment":1,"kind":"writeoff","number":"B","source":"","why":"given up on 2026-11-20"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_bob', '6', 'credit.issued', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', 'credits.issue:crn_C-2', '{"currency":"EUR","discount":null,"expiresOn":null,"exponent":2,"id":"crn_C-2","invoice":"inv_B","issuedOn":"2026-11-20","kind":"credit_note","lines":[],"metadata":{},"net":"n:100000","number":"C-2","rate":"1","reference":"","taxes":[],"terms":"","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-57', 'cus_bob', '7', 'refund.promised', '1', '2026-11-20', '2026-11-20 09:00:00+00', 'system', '', 'credits.issue:crn_C-2', '{"amount":"n:40000","source":"crn_C-2"}');

INSERT INTO owe_facts VALUES ('AC-63', 'cus_ada', '1', 'account.opened', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-63', 'cus_ada', '2', 'invoice.issued', '1', '2026-11-01', '2026-11-22 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:4242","dueOn":"2026-12-01","no":1}],"invoice":"","issuedOn":"2026-11-01","lines":[],"metadata":{},"net":"n:4242","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:4242"}');

INSERT INTO owe_facts VALUES ('AC-63', 'cus_ada', '3', 'payment.settled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:4241","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('AC-63', 'cus_ada', '4', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:4241","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-12-01"}');

INSERT INTO owe_facts VALUES ('AC-63', 'cus_ada', '5', 'rounding.recorded', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', 'cus_ada/4', 'payments.record:pay_1', '{"amount":"n:1","cause":"cus_ada/4","currency":"EUR","document":"inv_A","id":"cus_ada/5","instalment":1,"kind":"tolerance","number":"A","source":"","why":"difference within the tolerance"}');

INSERT INTO owe_facts VALUES ('AC-75', 'cus_ada', '1', 'account.opened', '1', '2026-10-20', '2026-10-20 08:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('AC-75', 'cus_ada', '2', 'invoice.issued', '1', '2026-10-20', '2026-10-20 08:00:00+00', 'system', '', 'invoices.issue:inv_A-1', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A-1","instalments":[{"amount":"n:100000","dueOn":"2026-11-05","no":1}],"invoice":"","issuedOn":"2026-10-20","lines":[],"metadata":{},"net":"n:100000","number":"A-1","rate":"1","reference":"","taxes":[],"terms":"","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('AC-75', 'cus_ada', '3', 'reminder.decided', '1', '2026-10-29', '2026-10-29 13:00:00+00', 'system', '', '', '{"by":"policy","currency":"EUR","exponent":2,"messages":[{"at":"2026-10-29T13:00:00.000Z","channel":"email","due":"n:100000","id":"msg_0bbeab267acb8506dd1fcf9c090e","isLate":false,"level":0,"onAccount":"n:0","parts":[{"document":"inv_A-1","dueOn":"2026-11-05","instalment":1,"number":"A-1","open":"n:100000"}],"passedOver":[],"payment":"","purpose":"reminder","steps":["rem_029ba9e4854881098c0ffb9748a7"],"toPay":"n:100000","tone":"friendly"}],"reason":"","steps":[{"at":"2026-10-29T13:00:00.000Z","baseDay":"2026-11-05","day":"2026-10-29","document":"inv_A-1","hurried":false,"id":"rem_029ba9e4854881098c0ffb9748a7","instalment":1,"message":"msg_0bbeab267acb8506dd1fcf9c090e","occurrence":0,"state":"asked","step":"d-7","tried":"","why":""}],"tasks":[]}');

INSERT INTO owe_facts VALUES ('AC-75', 'cus_ada', '4', 'message.sending', '1', '2026-10-29', '2026-10-29 13:01:00+00', 'system', '', '', '{"at":"2026-10-29T13:01:00.000Z","attempt":1,"message":"msg_0bbeab267acb8506dd1fcf9c090e","notifier":"email","until":"2026-10-29T13:01:30.000Z"}');

INSERT INTO owe_facts VALUES ('AC-75', 'cus_ada', '5', 'message.settled', '1', '2026-10-29', '2026-10-29 13:01:00+00', 'system', '', '', '{"currency":"EUR","externalId":"mem_1","message":"msg_0bbeab267acb8506dd1fcf9c090e","state":"sent","steps":[],"tasks":[],"why":""}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '1', 'account.opened', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '10', 'payment.refunded', '1', '2026-12-13', '2026-12-13 17:00:01+00', 'system', '', '', '{"amount":"n:5000","as":"","currency":"EUR","id":"cus_ada/10","reason":"","source":"dep_1"}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '2', 'booking.requested', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"balanceDays":7,"currency":"EUR","date":"2026-12-20","deposit":"n:10000","disclosure":"","exponent":2,"holdMinutes":60,"id":"bk_1","minute":1080,"nights":1,"noShow":{"amount":"n:10000"},"persons":1,"policy":{"after":"all","rest":"refund","windows":[{"charge":"none","until":{"at":null,"days":7}},{"charge":{"percent":"50"},"until":{"hours":48}}]},"timeZone":"Europe/Paris","total":"n:30000","why":"the least that is asked"}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '3', 'booking.approved', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"expiresAt":"2026-11-22T10:00:00.000Z","id":"bk_1","request":"dpr_bk_1"}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '4', 'deposit.requested', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"amount":"n:10000","currency":"EUR","dueOn":"2026-11-22","exponent":2,"id":"dpr_bk_1","metadata":{"booking":"bk_1","disclosure":""},"number":"dpr_bk_1","reference":"bk_1","requestedOn":"2026-11-22"}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '5', 'payment.settled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'deposits.settle:dep_1', '{"amount":"n:20000","currency":"EUR","exponent":2,"externalId":"","id":"dep_1","kind":"deposit","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"bk_1","request":"dpr_bk_1","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '6', 'booking.cancelled', '1', '2026-12-13', '2026-12-13 17:00:01+00', 'system', '', '', '{"at":"2026-12-13T17:00:01.000Z","by":"customer","credit":"n:0","currency":"EUR","fee":"n:15000","id":"bk_1","keep":"n:15000","owed":"n:0","reason":"","refund":"n:5000","why":"before deadline 2 of 2"}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '7', 'deposit.forfeited', '1', '2026-12-13', '2026-12-13 17:00:01+00', 'system', '', '', '{"amount":"n:15000","deposit":"dep_1","reason":"booking"}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '8', 'deposit.released', '1', '2026-12-13', '2026-12-13 17:00:01+00', 'system', '', '', '{"amount":"n:5000","deposit":"dep_1","reason":"booking"}');

INSERT INTO owe_facts VALUES ('BK-01', 'cus_ada', '9', 'refund.promised', '1', '2026-12-13', '2026-12-13 17:00:01+00', 'system', '', '', '{"amount":"n:5000","source":"dep_1"}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '1', 'account.opened', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '2', 'booking.requested', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"balanceDays":7,"currency":"EUR","date":"2026-12-20","deposit":"n:10000","disclosure":"","exponent":2,"holdMinutes":60,"id":"bk_1","minute":1080,"nights":1,"noShow":{"amount":"n:10000"},"persons":1,"policy":{"after":"all","rest":"refund","windows":[{"charge":"none","until":{"at":null,"days":7}},{"charge":{"percent":"50"},"until":{"hours":48}}]},"timeZone":"Europe/Paris","total":"n:30000","why":"the least that is asked"}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '3', 'booking.approved', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"expiresAt":"2026-11-22T10:00:00.000Z","id":"bk_1","request":"dpr_bk_1"}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '4', 'deposit.requested', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"amount":"n:10000","currency":"EUR","dueOn":"2026-11-22","exponent":2,"id":"dpr_bk_1","metadata":{"booking":"bk_1","disclosure":""},"number":"dpr_bk_1","reference":"bk_1","requestedOn":"2026-11-22"}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '5', 'payment.settled', '1', '2026-11-22', '2026-11-22 10:00:00+00', 'system', '', 'deposits.settle:dep_1', '{"amount":"n:12000","currency":"EUR","exponent":2,"externalId":"","id":"dep_1","kind":"deposit","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"bk_1","request":"dpr_bk_1","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '6', 'booking.no_show', '1', '2026-12-20', '2026-12-20 20:00:00+00', 'system', '', '', '{"at":"2026-12-20T20:00:00.000Z","by":"customer","credit":"n:0","currency":"EUR","fee":"n:10000","id":"bk_1","keep":"n:10000","owed":"n:0","reason":"","refund":"n:2000","why":"nobody came"}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '7', 'deposit.forfeited', '1', '2026-12-20', '2026-12-20 20:00:00+00', 'system', '', '', '{"amount":"n:10000","deposit":"dep_1","reason":"booking"}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '8', 'deposit.released', '1', '2026-12-20', '2026-12-20 20:00:00+00', 'system', '', '', '{"amount":"n:2000","deposit":"dep_1","reason":"booking"}');

INSERT INTO owe_facts VALUES ('BK-02', 'cus_ada', '9', 'refund.promised', '1', '2026-12-20', '2026-12-20 20:00:00+00', 'system', '', '', '{"amount":"n:2000","source":"dep_1"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '1', 'account.opened', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '10', 'booking.cancelled', '1', '2026-12-21', '2026-12-21 09:00:00+00', 'system', '', '', '{"at":"2026-12-21T09:00:00.000Z","by":"customer","credit":"n:0","currency":"EUR","fee":"n:15000","id":"bk_1","keep":"n:4000","owed":"n:11000","reason":"","refund":"n:0","why":"before deadline 2 of 2"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '11', 'credit.issued', '1', '2026-12-21', '2026-12-21 09:00:00+00', 'system', '', '', '{"currency":"EUR","discount":null,"expiresOn":null,"exponent":2,"id":"crn_cus_ada/11","invoice":"inv_B","issuedOn":"2026-12-21","kind":"credit_note","lines":[],"metadata":{},"net":"n:15000","number":"C-1","rate":"1","reference":"bk_1","taxes":[],"terms":"","total":"n:15000"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '12', 'payment.allocated', '1', '2026-12-21', '2026-12-21 09:00:00+00', 'system', '', '', '{"amount":"n:15000","cause":"","currency":"EUR","document":"inv_B","id":"cus_ada/12","instalment":2,"kind":"credit","number":"B","source":"crn_cus_ada/11","why":"the invoice this credit corrects"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '2', 'booking.requested', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"balanceDays":7,"currency":"EUR","date":"2026-12-20","deposit":"n:10000","disclosure":"","exponent":2,"holdMinutes":60,"id":"bk_1","minute":1080,"nights":1,"noShow":{"amount":"n:10000"},"persons":1,"policy":{"after":"all","rest":"refund","windows":[{"charge":"none","until":{"at":null,"days":7}},{"charge":{"percent":"50"},"until":{"hours":48}}]},"timeZone":"Europe/Paris","total":"n:30000","why":"the least that is asked"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '3', 'booking.approved', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"expiresAt":"2026-11-22T10:00:00.000Z","id":"bk_1","request":"dpr_bk_1"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '4', 'deposit.requested', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'bookings.request:bk_1', '{"amount":"n:10000","currency":"EUR","dueOn":"2026-11-22","exponent":2,"id":"dpr_bk_1","metadata":{"booking":"bk_1","disclosure":""},"number":"dpr_bk_1","reference":"bk_1","requestedOn":"2026-11-22"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '5', 'invoice.issued', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'invoices.issue:inv_B', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_B","instalments":[{"amount":"n:30000","dueOn":"2026-12-13","no":1}],"invoice":"","issuedOn":"2026-11-22","lines":[],"metadata":{},"net":"n:30000","number":"B","rate":"1","reference":"bk_1","taxes":[],"terms":"","total":"n:30000"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '6', 'payment.settled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:4000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '7', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:4000","cause":"","currency":"EUR","document":"inv_B","id":"cus_ada/7","instalment":1,"kind":"payment","number":"B","source":"pay_1","why":"oldestDue: due 2026-12-13"}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '8', 'booking.rescheduled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"date":"2026-12-27","from":"2026-12-20","id":"bk_1","minute":1080}');

INSERT INTO owe_facts VALUES ('BK-03', 'cus_ada', '9', 'invoice.rescheduled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"document":"inv_B","ended":[1],"reason":"booking rescheduled","started":[{"amount":"n:26000","dueOn":"2026-12-20","no":2,"plan":""}]}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '1', 'account.opened', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '10', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"amount":"n:48400","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/10","instalment":1,"kind":"credit","number":"A","source":"crn_C-1","why":"the invoice this credit corrects"}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '2', 'invoice.issued', '1', '2026-11-01', '2026-11-22 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:121000","dueOn":"2026-11-30","no":1}],"invoice":"","issuedOn":"2026-11-01","lines":[{"amount":"n:60000","description":"Chairs","quantity":"","reference":""},{"amount":"n:40000","description":"Tables","quantity":"","reference":""}],"metadata":{},"net":"n:100000","number":"A","rate":"1","reference":"","taxes":[{"amount":"n:21000","code":"VAT21"}],"terms":"","total":"n:121000"}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '3', 'hold.placed', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'disputes.open:dis_1', '{"document":"inv_A","id":"hold_dis_1","note":"","reason":"dispute"}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '4', 'dispute.opened', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'disputes.open:dis_1', '{"amount":"n:48400","currency":"EUR","document":"inv_A","externalId":"","hold":"hold_dis_1","id":"dis_1","lines":[2],"provider":"","reason":"not_delivered","source":""}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '5', 'payment.settled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:10000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '6', 'dispute.noted', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'user:7', '', '', '{"id":"dis_1","kind":"evidence","text":"No delivery slip","url":"https://files.example.com/7"}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '7', 'dispute.resolved', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"id":"dis_1","note":"","outcome":"accepted"}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '8', 'hold.released', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"id":"hold_dis_1","note":"dispute dis_1"}');

INSERT INTO owe_facts VALUES ('DI-01', 'cus_ada', '9', 'credit.issued', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', '', '{"currency":"EUR","discount":null,"expiresOn":null,"exponent":2,"id":"crn_C-1","invoice":"inv_A","issuedOn":"2026-11-22","kind":"credit_note","lines":[],"metadata":{},"net":"n:40000","number":"C-1","rate":"1","reference":"","taxes":[{"amount":"n:8400","code":"VAT21"}],"terms":"","total":"n:48400"}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '1', 'account.opened', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '10', 'promise.withdrawn', '1', '2026-12-02', '2026-12-02 09:00:00+00', 'system', '', '', '{"id":"prm_1","reason":""}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '2', 'invoice.issued', '1', '2026-11-01', '2026-11-22 09:00:00+00', 'system', '', 'invoices.issue:inv_A', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A","instalments":[{"amount":"n:100000","dueOn":"2026-11-20","no":1}],"invoice":"","issuedOn":"2026-11-01","lines":[],"metadata":{},"net":"n:100000","number":"A","rate":"1","reference":"","taxes":[],"terms":"","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '3', 'payment.settled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","currency":"EUR","exponent":2,"externalId":"","id":"pay_1","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '4', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_1', '{"amount":"n:30000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/4","instalment":1,"kind":"payment","number":"A","source":"pay_1","why":"oldestDue: due 2026-11-20"}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '5', 'promise.made', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'promises.make:prm_1', '{"amount":"n:40000","currency":"EUR","document":"inv_A","id":"prm_1","note":"","paidBefore":"n:30000","until":"2026-12-01"}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '6', 'payment.settled', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_2', '{"amount":"n:15000","currency":"EUR","exponent":2,"externalId":"","id":"pay_2","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-11-22","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '7', 'payment.allocated', '1', '2026-11-22', '2026-11-22 09:00:00+00', 'system', '', 'payments.record:pay_2', '{"amount":"n:15000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/7","instalment":1,"kind":"payment","number":"A","source":"pay_2","why":"oldestDue: due 2026-11-20"}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '8', 'payment.settled', '1', '2026-12-02', '2026-12-02 09:00:00+00', 'system', '', 'payments.record:pay_3', '{"amount":"n:25000","currency":"EUR","exponent":2,"externalId":"","id":"pay_3","kind":"payment","metadata":{},"method":"","provider":"","rate":"1","receivedOn":"2026-12-02","reference":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_facts VALUES ('PP-01', 'cus_ada', '9', 'payment.allocated', '1', '2026-12-02', '2026-12-02 09:00:00+00', 'system', '', 'payments.record:pay_3', '{"amount":"n:25000","cause":"","currency":"EUR","document":"inv_A","id":"cus_ada/9","instalment":1,"kind":"payment","number":"A","source":"pay_3","why":"oldestDue: due 2026-11-20"}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '1', 'account.opened', '1', '2026-10-20', '2026-10-20 08:00:00+00', 'system', '', 'customers.open:cus_ada', '{"customer":"cus_ada"}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '10', 'message.sending', '1', '2026-11-01', '2026-11-01 12:10:00+00', 'system', '', '', '{"at":"2026-11-01T12:10:00.000Z","attempt":1,"message":"msg_105973eca40ceb1b96a3cdf2a0b8","notifier":"email","until":"2026-11-01T12:10:30.000Z"}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '11', 'message.settled', '1', '2026-11-01', '2026-11-01 12:10:00+00', 'system', '', '', '{"currency":"EUR","externalId":"mem_1","message":"msg_105973eca40ceb1b96a3cdf2a0b8","state":"sent","steps":[],"tasks":[],"why":""}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '2', 'invoice.issued', '1', '2026-10-20', '2026-10-20 08:00:00+00', 'system', '', 'invoices.issue:inv_A-1', '{"component":"principal","currency":"EUR","discount":null,"exponent":2,"id":"inv_A-1","instalments":[{"amount":"n:100000","dueOn":"2026-11-01","no":1}],"invoice":"","issuedOn":"2026-10-20","lines":[],"metadata":{},"net":"n:100000","number":"A-1","rate":"1","reference":"","taxes":[],"terms":"","total":"n:100000"}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '3', 'preferences.changed', '1', '2026-10-20', '2026-10-20 08:00:00+00', 'eve', '', '', '{"document":"","isPaused":false,"optedOut":["email"],"policy":"","reason":"asked for it","snoozedUntil":null}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '4', 'reminder.decided', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', '', '{"by":"policy","currency":"EUR","exponent":2,"messages":[],"reason":"","steps":[{"at":"2026-11-01T09:00:00.000Z","baseDay":"2026-11-01","day":"2026-11-01","document":"inv_A-1","hurried":false,"id":"rem_07613f1df73b051e5163ddb2ec68","instalment":1,"message":"","occurrence":0,"state":"skipped","step":"d0","tried":"","why":"no_channel"}],"tasks":[{"id":"tsk_cus_ada/4/1","kind":"reach_customer","message":""}]}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '5', 'invoice.became_due', '1', '2026-11-01', '2026-11-01 09:00:00+00', 'system', '', 'invoice.became_due:inv_A-1#1', '{"currency":"EUR","document":"inv_A-1","dueOn":"2026-11-01","instalment":1,"number":"A-1","open":"n:100000","reference":""}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '6', 'task.closed', '1', '2026-11-01', '2026-11-01 12:00:00+00', 'eve', '', '', '{"note":"called","task":"tsk_cus_ada/4/1"}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '7', 'preferences.changed', '1', '2026-11-01', '2026-11-01 12:00:00+00', 'eve', '', '', '{"document":"","isPaused":false,"optedOut":[],"policy":"","reason":"","snoozedUntil":null}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '8', 'reminder.decided', '1', '2026-11-01', '2026-11-01 12:00:00+00', 'eve', '', '', '{"by":"staff","currency":"EUR","exponent":2,"messages":[],"reason":"they asked","steps":[{"at":"2026-11-01T12:00:00.000Z","baseDay":"2026-11-01","day":"2026-11-01","document":"inv_A-1","hurried":true,"id":"rem_1184e3a316416a195144800793b2","instalment":1,"message":"","occurrence":0,"state":"moved","step":"d7","tried":"","why":"hurried"}],"tasks":[]}');

INSERT INTO owe_facts VALUES ('RM-01', 'cus_ada', '9', 'reminder.decided', '1', '2026-11-01', '2026-11-01 12:00:00+00', 'system', '', '', '{"by":"policy","currency":"EUR","exponent":2,"messages":[{"at":"2026-11-01T12:00:00.000Z","channel":"email","due":"n:100000","id":"msg_105973eca40ceb1b96a3cdf2a0b8","isLate":false,"level":1,"onAccount":"n:0","parts":[{"document":"inv_A-1","dueOn":"2026-11-01","instalment":1,"number":"A-1","open":"n:100000"}],"passedOver":[],"payment":"","purpose":"reminder","steps":["rem_1184e3a316416a195144800793b2"],"toPay":"n:100000","tone":"plain"}],"reason":"","steps":[{"at":"2026-11-01T12:00:00.000Z","baseDay":"2026-11-01","day":"2026-11-01","document":"inv_A-1","hurried":false,"id":"rem_1184e3a316416a195144800793b2","instalment":1,"message":"msg_105973eca40ceb1b96a3cdf2a0b8","occurrence":0,"state":"asked","step":"d7","tried":"","why":""}],"tasks":[]}');

INSERT INTO owe_feed VALUES ('AC-75', '1', 'cus_ada/1', 'cus_ada', '1', 'account.opened', 'null');

INSERT INTO owe_feed VALUES ('AC-75', '2', 'cus_ada/2', 'cus_ada', '2', 'invoice.issued', 'null');

INSERT INTO owe_feed VALUES ('AC-75', '3', 'cus_ada/3', 'cus_ada', '3', 'reminder.decided', 'null');

INSERT INTO owe_feed VALUES ('AC-75', '4', 'cus_ada/4', 'cus_ada', '4', 'message.sending', 'null');

INSERT INTO owe_feed VALUES ('AC-75', '5', 'cus_ada/5', 'cus_ada', '5', 'message.settled', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '1', 'cus_ada/1', 'cus_ada', '1', 'account.opened', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '10', 'cus_ada/10', 'cus_ada', '10', 'message.sending', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '11', 'cus_ada/11', 'cus_ada', '11', 'message.settled', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '2', 'cus_ada/2', 'cus_ada', '2', 'invoice.issued', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '3', 'cus_ada/3', 'cus_ada', '3', 'preferences.changed', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '4', 'cus_ada/4', 'cus_ada', '4', 'reminder.decided', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '5', 'cus_ada/5', 'cus_ada', '5', 'invoice.became_due', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '6', 'cus_ada/6', 'cus_ada', '6', 'task.closed', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '7', 'cus_ada/7', 'cus_ada', '7', 'preferences.changed', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '8', 'cus_ada/8', 'cus_ada', '8', 'reminder.decided', 'null');

INSERT INTO owe_feed VALUES ('RM-01', '9', 'cus_ada/9', 'cus_ada', '9', 'reminder.decided', 'null');

INSERT INTO owe_feed_queue VALUES ('AC-01', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-01', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-01', 'cus_ada', '4', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-05', '', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-05', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-05', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-05', 'cus_ada', '3', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-05', 'cus_ada', '4', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_ada', '11', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_ada', '3', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_ada', '6', '3', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_ada', '8', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_ada', '9', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_bob', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_bob', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_bob', '5', '3', '');

INSERT INTO owe_feed_queue VALUES ('AC-06', 'cus_bob', '7', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-101', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-101', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-101', 'cus_ada', '3', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-101', 'cus_ada', '5', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-110', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-110', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-110', 'cus_ada', '4', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-110', 'cus_ada', '6', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-111', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-111', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-111', 'cus_ada', '4', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-111', 'cus_ada', '6', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-111', 'cus_ada', '8', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_ada', '5', '3', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_ada', '9', '4', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_bob', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_bob', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_bob', '5', '3', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_bob', '6', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-116', 'cus_bob', '9', '3', '');

INSERT INTO owe_feed_queue VALUES ('AC-119', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-119', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-119', 'cus_ada', '4', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-119', 'cus_ada', '8', '4', '');

INSERT INTO owe_feed_queue VALUES ('AC-119', 'cus_ada', '9', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-121', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-121', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-121', 'cus_ada', '3', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-121', 'cus_ada', '4', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-124', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-124', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-124', 'cus_ada', '3', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-124', 'cus_ada', '4', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-23', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-23', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-23', 'cus_ada', '3', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-23', 'cus_ada', '4', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-23', 'cus_ada', '5', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-23', 'cus_ada', '8', '3', '');

INSERT INTO owe_feed_queue VALUES ('AC-28', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-28', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-28', 'cus_ada', '3', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-28', 'cus_ada', '4', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-28', 'cus_ada', '5', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-28', 'cus_ada', '8', '3', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_ada', '4', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_ada', '7', '3', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_ada', '8', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_bob', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_bob', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_bob', '4', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_bob', '5', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-57', 'cus_bob', '7', '2', '');

INSERT INTO owe_feed_queue VALUES ('AC-63', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-63', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('AC-63', 'cus_ada', '5', '3', '');

INSERT INTO owe_feed_queue VALUES ('BK-01', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('BK-01', 'cus_ada', '10', '1', '');

INSERT INTO owe_feed_queue VALUES ('BK-01', 'cus_ada', '4', '3', '');

INSERT INTO owe_feed_queue VALUES ('BK-01', 'cus_ada', '5', '1', '');

INSERT INTO owe_feed_queue VALUES ('BK-01', 'cus_ada', '9', '4', '');

INSERT INTO owe_feed_queue VALUES ('BK-02', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('BK-02', 'cus_ada', '4', '3', '');

INSERT INTO owe_feed_queue VALUES ('BK-02', 'cus_ada', '5', '1', '');

INSERT INTO owe_feed_queue VALUES ('BK-02', 'cus_ada', '9', '4', '');

INSERT INTO owe_feed_queue VALUES ('BK-03', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('BK-03', 'cus_ada', '12', '3', '');

INSERT INTO owe_feed_queue VALUES ('BK-03', 'cus_ada', '4', '3', '');

INSERT INTO owe_feed_queue VALUES ('BK-03', 'cus_ada', '5', '1', '');

INSERT INTO owe_feed_queue VALUES ('BK-03', 'cus_ada', '7', '2', '');

INSERT INTO owe_feed_queue VALUES ('BK-03', 'cus_ada', '9', '2', '');

INSERT INTO owe_feed_queue VALUES ('DI-01', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('DI-01', 'cus_ada', '10', '4', '');

INSERT INTO owe_feed_queue VALUES ('DI-01', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('DI-01', 'cus_ada', '4', '2', '');

INSERT INTO owe_feed_queue VALUES ('DI-01', 'cus_ada', '5', '1', '');

INSERT INTO owe_feed_queue VALUES ('DI-01', 'cus_ada', '6', '1', '');

INSERT INTO owe_feed_queue VALUES ('PP-01', 'cus_ada', '1', '1', '');

INSERT INTO owe_feed_queue VALUES ('PP-01', 'cus_ada', '10', '1', '');

INSERT INTO owe_feed_queue VALUES ('PP-01', 'cus_ada', '2', '1', '');

INSERT INTO owe_feed_queue VALUES ('PP-01', 'cus_ada', '4', '2', '');

INSERT INTO owe_feed_queue VALUES ('PP-01', 'cus_ada', '5', '1', '');

INSERT INTO owe_feed_queue VALUES ('PP-01', 'cus_ada', '7', '2', '');

INSERT INTO owe_feed_queue VALUES ('PP-01', 'cus_ada', '9', '2', '');

INSERT INTO owe_heads VALUES ('AC-01', 'cus_ada', '4', '2026-06-30 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-05', '', '1', '2026-02-05 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-05', 'cus_ada', '4', '2026-02-20 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-06', 'cus_ada', '11', '2026-04-28 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-06', 'cus_bob', '7', '2026-04-28 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-101', 'cus_ada', '5', '2026-11-22 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-110', 'cus_ada', '6', '2026-12-01 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-111', 'cus_ada', '8', '2027-01-10 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-116', 'cus_ada', '9', '2026-11-20 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-116', 'cus_bob', '9', '2026-11-20 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-119', 'cus_ada', '9', '2026-11-20 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-121', 'cus_ada', '4', '2026-05-10 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-124', 'cus_ada', '4', '2026-11-20 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-23', 'cus_ada', '8', '2026-11-22 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-28', 'cus_ada', '8', '2026-11-22 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-57', 'cus_ada', '8', '2026-11-20 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-57', 'cus_bob', '7', '2026-11-20 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-63', 'cus_ada', '5', '2026-11-22 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('AC-75', 'cus_ada', '5', '2026-10-29 13:01:00+00', '');

INSERT INTO owe_heads VALUES ('BK-01', 'cus_ada', '10', '2026-12-13 17:00:01+00', '');

INSERT INTO owe_heads VALUES ('BK-02', 'cus_ada', '9', '2026-12-20 20:00:00+00', '');

INSERT INTO owe_heads VALUES ('BK-03', 'cus_ada', '12', '2026-12-21 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('DI-01', 'cus_ada', '10', '2026-11-22 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('PP-01', 'cus_ada', '10', '2026-12-02 09:00:00+00', '');

INSERT INTO owe_heads VALUES ('RM-01', 'cus_ada', '11', '2026-11-01 12:10:00+00', '');

INSERT INTO owe_holds VALUES ('AC-116', 'cus_ada/9', 'cus_ada', 'inv_A', 'chargeback', 'payment pay_1', '2026-11-20', NULL);

INSERT INTO owe_holds VALUES ('AC-119', 'cus_ada/7', 'cus_ada', 'inv_A', 'refund', 'payment pay_1', '2026-11-20', '2026-11-20');

INSERT INTO owe_holds VALUES ('AC-23', 'cus_ada/5', 'cus_ada', 'inv_B', 'dispute', '', '2026-11-22', NULL);

INSERT INTO owe_holds VALUES ('DI-01', 'hold_dis_1', 'cus_ada', 'inv_A', 'dispute', '', '2026-11-22', '2026-11-22');

INSERT INTO owe_instalments VALUES ('AC-01', 'inv_A-1', '1', 'cus_ada', 'EUR', 'A-1', '2026-04-30', '2026-04-30', '2026-05-30', '100000', '0', '0', '1', '2026-04-30', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-05', 'inv_A-1', '1', 'cus_ada', 'EUR', 'A-1', '2026-01-05', '2026-01-05', '2026-01-20', '40000', '0', '0', '1', '2026-01-05', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-06', 'inv_A-1', '1', 'cus_ada', 'EUR', 'A-1', '2026-03-01', '2026-03-01', '2026-03-31', '30000', '17143', '17143', '1', '2026-04-20', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-06', 'inv_A-2', '1', 'cus_ada', 'EUR', 'A-2', '2026-03-10', '2026-03-10', '2026-04-09', '50000', '22857', '22857', '1', '2026-04-25', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-06', 'inv_B-1', '1', 'cus_bob', 'EUR', 'B-1', '2026-03-01', '2026-03-01', '2026-03-31', '100000', '100000', '100000', '1', '2026-04-28', NULL, '', '', 'principal', '2026-03-11');

INSERT INTO owe_instalments VALUES ('AC-101', 'inv_A-1', '1', 'cus_ada', 'EUR', 'A-1', '2026-11-22', '2026-11-22', '2026-12-22', '200000', '150000', '150000', '1', '2026-11-22', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-110', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-10-01', '2026-10-01', '2026-11-15', '30000', '0', '0', '1', '2026-10-01', '2026-12-01', '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-110', 'inv_A', '2', 'cus_ada', 'EUR', 'A', '2026-10-01', '2026-12-01', '2026-12-31', '30000', '30000', '30000', '1', '2026-12-01', NULL, 'plan_1', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-110', 'inv_A', '3', 'cus_ada', 'EUR', 'A', '2026-10-01', '2026-12-01', '2027-01-31', '30000', '30000', '30000', '1', '2026-12-01', NULL, 'plan_1', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-110', 'inv_A', '4', 'cus_ada', 'EUR', 'A', '2026-10-01', '2026-12-01', '2027-02-28', '30000', '30000', '30000', '1', '2026-12-01', NULL, 'plan_1', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-111', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-10-01', '2026-10-01', '2026-11-15', '30000', '0', '0', '1', '2026-10-01', '2026-12-01', '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-111', 'inv_A', '2', 'cus_ada', 'EUR', 'A', '2026-10-01', '2026-12-01', '2026-12-31', '0', '0', '0', '1', '2026-12-01', '2027-01-10', 'plan_1', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-111', 'inv_A', '3', 'cus_ada', 'EUR', 'A', '2026-10-01', '2026-12-01', '2027-01-31', '0', '0', '0', '1', '2026-12-01', '2027-01-10', 'plan_1', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-111', 'inv_A', '4', 'cus_ada', 'EUR', 'A', '2026-10-01', '2026-12-01', '2027-02-28', '0', '0', '0', '1', '2026-12-01', '2027-01-10', 'plan_1', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-111', 'inv_A', '5', 'cus_ada', 'EUR', 'A', '2026-10-01', '2027-01-10', '2026-11-15', '90000', '90000', '90000', '1', '2027-01-10', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-116', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-11-01', '2026-11-01', '2026-12-01', '100000', '100000', '100000', '1', '2026-11-20', NULL, '', '', 'principal', '2026-11-11');

INSERT INTO owe_instalments VALUES ('AC-116', 'inv_B', '1', 'cus_bob', 'EUR', 'B', '2026-11-01', '2026-11-01', '2026-12-01', '100000', '100000', '100000', '1', '2026-11-20', NULL, '', '', 'principal', '2026-11-11');

INSERT INTO owe_instalments VALUES ('AC-116', 'inv_B-2', '1', 'cus_bob', 'EUR', 'B-2', '2026-11-15', '2026-11-15', '2026-12-15', '150000', '52000', '52000', '1', '2026-11-15', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-119', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-11-01', '2026-11-01', '2026-12-01', '100000', '30000', '30000', '1', '2026-11-20', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-121', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-05-01', '2026-05-01', '2026-05-31', '50000', '0', '0', '1', '2026-05-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-121', 'inv_A-2', '1', 'cus_ada', 'EUR', 'A-2', '2026-05-10', '2026-05-10', '2026-06-09', '45000', '45000', '45000', '1', '2026-05-10', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-23', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-09-01', '2026-09-01', '2026-10-01', '30000', '0', '0', '1', '2026-09-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-23', 'inv_B', '1', 'cus_ada', 'EUR', 'B', '2026-09-01', '2026-09-01', '2026-11-01', '30000', '30000', '30000', '1', '2026-09-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-23', 'inv_C', '1', 'cus_ada', 'EUR', 'C', '2026-09-01', '2026-09-01', '2026-12-01', '30000', '0', '0', '1', '2026-09-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-28', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-11-22', '2026-11-22', '2026-12-22', '6000', '0', '0', '1', '2026-11-22', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-57', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-11-01', '2026-11-01', '2026-12-01', '100000', '0', '0', '1', '2026-11-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-57', 'inv_B', '1', 'cus_bob', 'EUR', 'B', '2026-11-01', '2026-11-01', '2026-12-01', '100000', '0', '0', '1', '2026-11-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-63', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-11-01', '2026-11-01', '2026-12-01', '4242', '0', '0', '1', '2026-11-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('AC-75', 'inv_A-1', '1', 'cus_ada', 'EUR', 'A-1', '2026-10-20', '2026-10-20', '2026-11-05', '100000', '100000', '100000', '1', '2026-10-20', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('BK-03', 'inv_B', '1', 'cus_ada', 'EUR', 'B', '2026-11-22', '2026-11-22', '2026-12-13', '4000', '0', '0', '1', '2026-11-22', '2026-11-22', '', 'bk_1', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('BK-03', 'inv_B', '2', 'cus_ada', 'EUR', 'B', '2026-11-22', '2026-11-22', '2026-12-20', '26000', '11000', '11000', '1', '2026-11-22', NULL, '', 'bk_1', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('DI-01', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-11-01', '2026-11-01', '2026-11-30', '121000', '72600', '72600', '1', '2026-11-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('PP-01', 'inv_A', '1', 'cus_ada', 'EUR', 'A', '2026-11-01', '2026-11-01', '2026-11-20', '100000', '30000', '30000', '1', '2026-11-01', NULL, '', '', 'principal', NULL);

INSERT INTO owe_instalments VALUES ('RM-01', 'inv_A-1', '1', 'cus_ada', 'EUR', 'A-1', '2026-10-20', '2026-10-20', '2026-11-01', '100000', '100000', '100000', '1', '2026-10-20', NULL, '', '', 'principal', NULL);

INSERT INTO owe_keys VALUES ('AC-01', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-04-30 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-01', 'invoices.issue:inv_A-1', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"150bf15e8d710308d357b1dbd725","issuedOn":"03fbe9d6e136d4134099219aab2f","number":"0a7b67aaa5db1d0c460f2a0c9274","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_A-1","places":[["cus_ada",2]]}', '2026-04-30 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-01', 'payments.record:pay_1', '{"command":"payments.record","amount":"0a9bb76aec233709035fea686e5e","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"12de63b6fdaecd0f2b6626840b11"}', '{"id":"pay_1","places":[["cus_ada",3],["cus_ada",4]]}', '2026-06-30 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-05', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-01-05 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-05', 'invoices.issue:inv_A-1', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"05a8b24278cc060b40303332211c","issuedOn":"1e7ca4cae34bf60594730b7c73d5","number":"0a7b67aaa5db1d0c460f2a0c9274","total":"1173478a3d9ee010cac85cc428b2"}', '{"id":"inv_A-1","places":[["cus_ada",2]]}', '2026-01-05 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-05', 'payments.record:pay_1', '{"command":"payments.record","allocate":"0741124bcb9804040568dca8b901","amount":"1173478a3d9ee010cac85cc428b2","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"1d511a7e2020591ae5069c8406a0"}', '{"id":"pay_1","places":[["cus_ada",3]]}', '2026-01-10 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-06', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-03-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-06', 'customers.open:cus_bob', '{"command":"customers.open","id":"08925565fa279300f95685583b64","name":"056a3466a7df851276b97d227f74"}', '{"id":"cus_bob","places":[["cus_bob",1]]}', '2026-04-28 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-06', 'invoices.issue:inv_A-1', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"1cdb0b82fa569f11af67a20da470","issuedOn":"114d22103199a211fe98a5e99520","number":"0a7b67aaa5db1d0c460f2a0c9274","total":"11ede1481e7db81d2aedac437cd0"}', '{"id":"inv_A-1","places":[["cus_ada",2]]}', '2026-03-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-06', 'invoices.issue:inv_A-2', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"0e16339b757203004332b79d7f3e","issuedOn":"130968c81b6b5001b6297f55b07c","number":"105d21ec759f9b112c09e34b42ce","total":"06ffe4604be2f30f2495cc797529"}', '{"id":"inv_A-2","places":[["cus_ada",3]]}', '2026-03-10 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-06', 'invoices.issue:inv_B-1', '{"command":"invoices.issue","customer":"08925565fa279300f95685583b64","issuedOn":"114d22103199a211fe98a5e99520","number":"135f83480ac84811380db4d5e30f","terms":"03a62621d4e33616679f22945ce6","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_B-1","places":[["cus_bob",2]]}', '2026-04-28 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-06', 'payments.record:pay_1', '{"command":"payments.record","amount":"1173478a3d9ee010cac85cc428b2","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"132733b06575a700e4f3b97e5086"}', '{"id":"pay_1","places":[["cus_ada",4],["cus_ada",5],["cus_ada",6]]}', '2026-03-15 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-06', 'payments.record:pay_2', '{"command":"payments.record","amount":"0eff3b26a3f0691bbd8768ed2cf9","customer":"08925565fa279300f95685583b64","id":"033834e888a5121ce8e57a10c13a","receivedOn":"130968c81b6b5001b6297f55b07c"}', '{"id":"pay_2","places":[["cus_bob",3],["cus_bob",4],["cus_bob",5]]}', '2026-04-28 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-101', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-101', 'invoices.issue:inv_A-1', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"1c3ab2cbceca6a164657e90c2b69","issuedOn":"03bd79c75eb1e81c0e0d44728753","number":"0a7b67aaa5db1d0c460f2a0c9274","total":"18b5984989bd9709f14bbfa81b21"}', '{"id":"inv_A-1","places":[["cus_ada",2]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-101', 'links.forInvoice:lnk_188b92f0dde67e165a7b60d7c065', '{"command":"links.forInvoice","invoice":"0b21ab9054aa4c1ce6d340ea2a05"}', '{"id":"lnk_188b92f0dde67e165a7b60d7c065","places":[["cus_ada",3]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-101', 'payments.record:pay_1', '{"command":"payments.record","amount":"06ffe4604be2f30f2495cc797529","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","method":"0ca561c991349a13373e716357cd","receivedOn":"03bd79c75eb1e81c0e0d44728753"}', '{"id":"pay_1","places":[["cus_ada",4],["cus_ada",5]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-110', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-10-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-110', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"08fbd94a6c46440714fe336b65aa","issuedOn":"161f029382cbfe05d260a50a79d3","number":"0ac9ef9f10c67c0535e7516ed562","total":"0824d644f608810ec93971488e1c"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-10-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-110', 'payments.record:pay_1', '{"command":"payments.record","amount":"11ede1481e7db81d2aedac437cd0","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"1cafb0ff0b3e3213347285681cd5"}', '{"id":"pay_1","places":[["cus_ada",3],["cus_ada",4]]}', '2026-11-10 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-110', 'plans.agree:plan_1', '{"command":"plans.agree","id":"09ac658b1a94cd19fb1c857d4077","invoice":"1af5b5bbaced8709ad95db2fe81f","monthly":"1f713ffb72a5eb0c2a618cf3d3f5"}', '{"id":"plan_1","places":[["cus_ada",5],["cus_ada",6]]}', '2026-12-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-111', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-10-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-111', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"08fbd94a6c46440714fe336b65aa","issuedOn":"161f029382cbfe05d260a50a79d3","number":"0ac9ef9f10c67c0535e7516ed562","total":"0824d644f608810ec93971488e1c"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-10-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-111', 'payments.record:pay_1', '{"command":"payments.record","amount":"11ede1481e7db81d2aedac437cd0","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"1cafb0ff0b3e3213347285681cd5"}', '{"id":"pay_1","places":[["cus_ada",3],["cus_ada",4]]}', '2026-11-10 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-111', 'plans.agree:plan_1', '{"command":"plans.agree","id":"09ac658b1a94cd19fb1c857d4077","invoice":"1af5b5bbaced8709ad95db2fe81f","monthly":"1f713ffb72a5eb0c2a618cf3d3f5"}', '{"id":"plan_1","places":[["cus_ada",5],["cus_ada",6]]}', '2026-12-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-116', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-116', 'customers.open:cus_bob', '{"command":"customers.open","id":"08925565fa279300f95685583b64","name":"056a3466a7df851276b97d227f74"}', '{"id":"cus_bob","places":[["cus_bob",1]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-116', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","issuedOn":"1b42f4c42a2f790b18ae716fc5c9","number":"0ac9ef9f10c67c0535e7516ed562","terms":"03a62621d4e33616679f22945ce6","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-116', 'invoices.issue:inv_B', '{"command":"invoices.issue","customer":"08925565fa279300f95685583b64","issuedOn":"1b42f4c42a2f790b18ae716fc5c9","number":"015d658de7048b1a3179e1bd520f","terms":"03a62621d4e33616679f22945ce6","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_B","places":[["cus_bob",2]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-116', 'invoices.issue:inv_B-2', '{"command":"invoices.issue","customer":"08925565fa279300f95685583b64","dueOn":"15f22d7bcdbca906fcb484aec8a0","issuedOn":"08fbd94a6c46440714fe336b65aa","number":"1624300c5ba9e60bb159a6491616","total":"0a1fe7994e69ca08cebfe2e7e2a9"}', '{"id":"inv_B-2","places":[["cus_bob",6]]}', '2026-11-15 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-116', 'payments.record:pay_1', '{"command":"payments.record","amount":"0eff3b26a3f0691bbd8768ed2cf9","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"1bb66a74c86e641b9f49473f092a"}', '{"id":"pay_1","places":[["cus_ada",3],["cus_ada",4],["cus_ada",5]]}', '2026-11-11 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-116', 'payments.record:pay_2', '{"command":"payments.record","amount":"0eff3b26a3f0691bbd8768ed2cf9","customer":"08925565fa279300f95685583b64","id":"033834e888a5121ce8e57a10c13a","receivedOn":"1bb66a74c86e641b9f49473f092a"}', '{"id":"pay_2","places":[["cus_bob",3],["cus_bob",4],["cus_bob",5]]}', '2026-11-11 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-119', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-119', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"0e6339a3b8feb8027c550c9dff04","issuedOn":"1b42f4c42a2f790b18ae716fc5c9","number":"0ac9ef9f10c67c0535e7516ed562","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-119', 'payments.record:pay_1', '{"command":"payments.record","amount":"0a9bb76aec233709035fea686e5e","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"1cafb0ff0b3e3213347285681cd5"}', '{"id":"pay_1","places":[["cus_ada",3],["cus_ada",4]]}', '2026-11-10 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-121', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-05-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-121', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"053e3e067a7db41b0ec1e27dd6ac","issuedOn":"05c86b63f5466f03e05840129ba5","number":"0ac9ef9f10c67c0535e7516ed562","total":"06ffe4604be2f30f2495cc797529"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-05-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-121', 'invoices.issue:inv_A-2', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"161020aa7d03f40ef80c8bf1b596","issuedOn":"04be105d74485a0af4b5c64edd9e","number":"105d21ec759f9b112c09e34b42ce","total":"14393a43e0d0cc01b412711d1ed3"}', '{"id":"inv_A-2","places":[["cus_ada",4]]}', '2026-05-10 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-124', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-124', 'deposits.settle:dep_1', '{"command":"deposits.settle","amount":"0eac858d3bf0e10c97cca5e6eae4","customer":"036f2702bdd4870958db4d0df853","id":"1332a6366341ae1ec120678446bd","receivedOn":"1b42f4c42a2f790b18ae716fc5c9","reference":"191eb80390d44c1b334e9b759f8b"}', '{"id":"dep_1","places":[["cus_ada",2]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-23', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-09-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-23', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"161f029382cbfe05d260a50a79d3","issuedOn":"1fb677b54ffa611ce746a3b9b41b","number":"0ac9ef9f10c67c0535e7516ed562","total":"11ede1481e7db81d2aedac437cd0"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-09-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-23', 'invoices.issue:inv_B', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"1b42f4c42a2f790b18ae716fc5c9","issuedOn":"1fb677b54ffa611ce746a3b9b41b","number":"015d658de7048b1a3179e1bd520f","total":"11ede1481e7db81d2aedac437cd0"}', '{"id":"inv_B","places":[["cus_ada",3]]}', '2026-09-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-23', 'invoices.issue:inv_C', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"0e6339a3b8feb8027c550c9dff04","issuedOn":"1fb677b54ffa611ce746a3b9b41b","number":"042f3d8b4276941440e723e5aa33","total":"11ede1481e7db81d2aedac437cd0"}', '{"id":"inv_C","places":[["cus_ada",4]]}', '2026-09-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-23', 'payments.record:pay_1', '{"command":"payments.record","amount":"094a3aef5750b416e05c6e2b9afa","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"03bd79c75eb1e81c0e0d44728753"}', '{"id":"pay_1","places":[["cus_ada",6],["cus_ada",7],["cus_ada",8]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-28', 'credits.issue:crn_CN', '{"command":"credits.issue","amount":"08ff4302ac9c9800058324d31044","customer":"036f2702bdd4870958db4d0df853","issuedOn":"18f035371fd6c00d5afe04ca1755","number":"15c0317c9ada460c714648574238"}', '{"id":"crn_CN","places":[["cus_ada",3]]}', '2026-11-05 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-28', 'credits.issue:crn_PROMO', '{"command":"credits.issue","amount":"0925560652f4f30e91371fbef22c","customer":"036f2702bdd4870958db4d0df853","expiresOn":"0362eaae10e7d405777019b8fd50","issuedOn":"1cafb0ff0b3e3213347285681cd5","kind":"125714d945b1bb0872466976bf76","number":"177f85373698f10a01c8318a2c43"}', '{"id":"crn_PROMO","places":[["cus_ada",4]]}', '2026-11-10 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-28', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-28', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"1c3ab2cbceca6a164657e90c2b69","issuedOn":"03bd79c75eb1e81c0e0d44728753","number":"0ac9ef9f10c67c0535e7516ed562","total":"16ae6f71abfa811bf770ef715030"}', '{"id":"inv_A","places":[["cus_ada",5]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-28', 'payments.record:pay_1', '{"command":"payments.record","allocate":"0741124bcb9804040568dca8b901","amount":"0eac858d3bf0e10c97cca5e6eae4","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"1b42f4c42a2f790b18ae716fc5c9"}', '{"id":"pay_1","places":[["cus_ada",2]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-57', 'credits.issue:crn_C-1', '{"command":"credits.issue","amount":"06ffe4604be2f30f2495cc797529","customer":"036f2702bdd4870958db4d0df853","invoice":"1af5b5bbaced8709ad95db2fe81f","issuedOn":"0efcd99dcbd55c08426616636f06","number":"10e0a68ba40a171ecf6ea5c855b8","surplus":"034329939fa6ca00b11eb38e1345"}', '{"id":"crn_C-1","places":[["cus_ada",5],["cus_ada",6],["cus_ada",7]]}', '2026-11-20 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-57', 'credits.issue:crn_C-2', '{"command":"credits.issue","amount":"0a9bb76aec233709035fea686e5e","customer":"08925565fa279300f95685583b64","invoice":"1ff00513a4425813b6751604f58d","issuedOn":"0efcd99dcbd55c08426616636f06","number":"00e9497b2bdddd16b8c0bb602cf8","surplus":"034329939fa6ca00b11eb38e1345"}', '{"id":"crn_C-2","places":[["cus_bob",6],["cus_bob",7]]}', '2026-11-20 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-57', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-57', 'customers.open:cus_bob', '{"command":"customers.open","id":"08925565fa279300f95685583b64","name":"056a3466a7df851276b97d227f74"}', '{"id":"cus_bob","places":[["cus_bob",1]]}', '2026-11-20 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-57', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"0e6339a3b8feb8027c550c9dff04","issuedOn":"1b42f4c42a2f790b18ae716fc5c9","number":"0ac9ef9f10c67c0535e7516ed562","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-57', 'invoices.issue:inv_B', '{"command":"invoices.issue","customer":"08925565fa279300f95685583b64","dueOn":"0e6339a3b8feb8027c550c9dff04","issuedOn":"1b42f4c42a2f790b18ae716fc5c9","number":"015d658de7048b1a3179e1bd520f","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_B","places":[["cus_bob",2]]}', '2026-11-20 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-57', 'payments.record:pay_1', '{"command":"payments.record","amount":"094a3aef5750b416e05c6e2b9afa","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"1cafb0ff0b3e3213347285681cd5"}', '{"id":"pay_1","places":[["cus_ada",3],["cus_ada",4]]}', '2026-11-10 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-57', 'payments.record:pay_2', '{"command":"payments.record","amount":"1173478a3d9ee010cac85cc428b2","customer":"08925565fa279300f95685583b64","id":"033834e888a5121ce8e57a10c13a","receivedOn":"1cafb0ff0b3e3213347285681cd5"}', '{"id":"pay_2","places":[["cus_bob",3],["cus_bob",4]]}', '2026-11-20 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-63', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-63', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"0e6339a3b8feb8027c550c9dff04","issuedOn":"1b42f4c42a2f790b18ae716fc5c9","number":"0ac9ef9f10c67c0535e7516ed562","total":"13821990e44de80d85670b6d6f14"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-63', 'payments.record:pay_1', '{"command":"payments.record","amount":"1396fab4858e6207839453c8ce98","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478","receivedOn":"03bd79c75eb1e81c0e0d44728753"}', '{"id":"pay_1","places":[["cus_ada",3],["cus_ada",4],["cus_ada",5]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('AC-75', 'customers.open:cus_ada', '{"command":"customers.open","email":"10a24a619622c3018776fb47f34d","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76","phone":"077ea30fb09d910d372135888a8b"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-10-20 08:00:00+00');

INSERT INTO owe_keys VALUES ('AC-75', 'invoices.issue:inv_A-1', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"18f035371fd6c00d5afe04ca1755","issuedOn":"17c8ef10836eca1f87f7137708f6","number":"0a7b67aaa5db1d0c460f2a0c9274","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_A-1","places":[["cus_ada",2]]}', '2026-10-20 08:00:00+00');

INSERT INTO owe_keys VALUES ('BK-01', 'bookings.request:bk_1', '{"command":"bookings.request","customer":"036f2702bdd4870958db4d0df853","date":"19ac1ec34babad011af6f10ebdb2","holdMinutes":"14ce4b0019912000aa993f080328","noShow":"0a021bfab3a49901d1aa52a5a56a","policy":"16a10bd4a0cc9b19d6866f8fba38","reference":"08525638680d66190231f0de31ff","rule":"0f1c96a2e78e09112b406eab1971","time":"1509a8e53bf5f809c908275db491","total":"11ede1481e7db81d2aedac437cd0"}', '{"id":"bk_1","places":[["cus_ada",2],["cus_ada",3],["cus_ada",4]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('BK-01', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('BK-01', 'deposits.settle:dep_1', '{"command":"deposits.settle","amount":"1a38152862e787111d71da3e81f3","customer":"036f2702bdd4870958db4d0df853","id":"1332a6366341ae1ec120678446bd","reference":"08525638680d66190231f0de31ff","request":"1eda7ae5ed3c761312cb755e3d7d"}', '{"id":"dep_1","places":[["cus_ada",5]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('BK-02', 'bookings.request:bk_1', '{"command":"bookings.request","customer":"036f2702bdd4870958db4d0df853","date":"19ac1ec34babad011af6f10ebdb2","holdMinutes":"14ce4b0019912000aa993f080328","noShow":"0a021bfab3a49901d1aa52a5a56a","policy":"16a10bd4a0cc9b19d6866f8fba38","reference":"08525638680d66190231f0de31ff","rule":"0f1c96a2e78e09112b406eab1971","time":"1509a8e53bf5f809c908275db491","total":"11ede1481e7db81d2aedac437cd0"}', '{"id":"bk_1","places":[["cus_ada",2],["cus_ada",3],["cus_ada",4]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('BK-02', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('BK-02', 'deposits.settle:dep_1', '{"command":"deposits.settle","amount":"163bb3f7d7ca6a04db84caf1cc6f","customer":"036f2702bdd4870958db4d0df853","id":"1332a6366341ae1ec120678446bd","reference":"08525638680d66190231f0de31ff","request":"1eda7ae5ed3c761312cb755e3d7d"}', '{"id":"dep_1","places":[["cus_ada",5]]}', '2026-11-22 10:00:00+00');

INSERT INTO owe_keys VALUES ('BK-03', 'bookings.request:bk_1', '{"command":"bookings.request","customer":"036f2702bdd4870958db4d0df853","date":"19ac1ec34babad011af6f10ebdb2","holdMinutes":"14ce4b0019912000aa993f080328","noShow":"0a021bfab3a49901d1aa52a5a56a","policy":"16a10bd4a0cc9b19d6866f8fba38","reference":"08525638680d66190231f0de31ff","rule":"0f1c96a2e78e09112b406eab1971","time":"1509a8e53bf5f809c908275db491","total":"11ede1481e7db81d2aedac437cd0"}', '{"id":"bk_1","places":[["cus_ada",2],["cus_ada",3],["cus_ada",4]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('BK-03', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('BK-03', 'invoices.issue:inv_B', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"18b021e72d0e6c088598464255ff","number":"015d658de7048b1a3179e1bd520f","reference":"08525638680d66190231f0de31ff","total":"11ede1481e7db81d2aedac437cd0"}', '{"id":"inv_B","places":[["cus_ada",5]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('BK-03', 'payments.record:pay_1', '{"command":"payments.record","amount":"1bc04eab76393b0621f9f9994dee","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478"}', '{"id":"pay_1","places":[["cus_ada",6],["cus_ada",7]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('DI-01', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('DI-01', 'disputes.open:dis_1', '{"command":"disputes.open","id":"0f409a447810a300767d3da335ff","invoice":"1af5b5bbaced8709ad95db2fe81f","lines":"128d53e549b6ab005e62d978acd8","reason":"177b79168c19851b9316e804fb73"}', '{"id":"dis_1","places":[["cus_ada",3],["cus_ada",4]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('DI-01', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"1c595e50c64b2e1eee06129cc3a1","issuedOn":"1b42f4c42a2f790b18ae716fc5c9","lines":"15415208fe345c154dc6096c3804","number":"0ac9ef9f10c67c0535e7516ed562","taxes":"082b5f7fd3cc110d9f41129200a9"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('DI-01', 'payments.record:pay_1', '{"command":"payments.record","amount":"0eac858d3bf0e10c97cca5e6eae4","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478"}', '{"id":"pay_1","places":[["cus_ada",5]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('PP-01', 'customers.open:cus_ada', '{"command":"customers.open","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('PP-01', 'invoices.issue:inv_A', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"0efcd99dcbd55c08426616636f06","issuedOn":"1b42f4c42a2f790b18ae716fc5c9","number":"0ac9ef9f10c67c0535e7516ed562","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_A","places":[["cus_ada",2]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('PP-01', 'payments.record:pay_1', '{"command":"payments.record","amount":"11ede1481e7db81d2aedac437cd0","customer":"036f2702bdd4870958db4d0df853","id":"034ded77640df301cacc88607478"}', '{"id":"pay_1","places":[["cus_ada",3],["cus_ada",4]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('PP-01', 'payments.record:pay_2', '{"command":"payments.record","amount":"05b59d20f49172150a8cb5e1c0da","customer":"036f2702bdd4870958db4d0df853","id":"033834e888a5121ce8e57a10c13a"}', '{"id":"pay_2","places":[["cus_ada",6],["cus_ada",7]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('PP-01', 'payments.record:pay_3', '{"command":"payments.record","amount":"0c3f270673007805bb871d836b17","customer":"036f2702bdd4870958db4d0df853","id":"008d10d03b8eb7082e75caf37347"}', '{"id":"pay_3","places":[["cus_ada",8],["cus_ada",9]]}', '2026-12-02 09:00:00+00');

INSERT INTO owe_keys VALUES ('PP-01', 'promises.make:prm_1', '{"command":"promises.make","amount":"1173478a3d9ee010cac85cc428b2","id":"199c3112b55be21a136594d9add1","invoice":"1af5b5bbaced8709ad95db2fe81f","until":"0e6339a3b8feb8027c550c9dff04"}', '{"id":"prm_1","places":[["cus_ada",5]]}', '2026-11-22 09:00:00+00');

INSERT INTO owe_keys VALUES ('RM-01', 'customers.open:cus_ada', '{"command":"customers.open","email":"10a24a619622c3018776fb47f34d","id":"036f2702bdd4870958db4d0df853","name":"157cf0fbd424d81412d507cdce76","phone":"077ea30fb09d910d372135888a8b"}', '{"id":"cus_ada","places":[["cus_ada",1]]}', '2026-10-20 08:00:00+00');

INSERT INTO owe_keys VALUES ('RM-01', 'invoice.became_due:inv_A-1#1', '{"command":"invoice.became_due","document":"0b21ab9054aa4c1ce6d340ea2a05","instalment":"0de21affc558331607e51ef93380"}', '{"id":"inv_A-1","places":[["cus_ada",5]]}', '2026-11-01 09:00:00+00');

INSERT INTO owe_keys VALUES ('RM-01', 'invoices.issue:inv_A-1', '{"command":"invoices.issue","customer":"036f2702bdd4870958db4d0df853","dueOn":"1b42f4c42a2f790b18ae716fc5c9","issuedOn":"17c8ef10836eca1f87f7137708f6","number":"0a7b67aaa5db1d0c460f2a0c9274","total":"0a9bb76aec233709035fea686e5e"}', '{"id":"inv_A-1","places":[["cus_ada",2]]}', '2026-10-20 08:00:00+00');

INSERT INTO owe_letters VALUES ('AC-75', 'msg_0bbeab267acb8506dd1fcf9c090e', 'ada@example.com', 'Ada', 'en', '€1,000.00 due on November 5, 2026 for invoice A-1', 'Hello Ada,

A note in good time: €1,000.00 is open on invoice A-1, due on November 5, 2026.

Please pay €1,000.00 in time.

- Invoice A-1: €1,000.00 (Due: November 5, 2026)

To pay: €1,000.00

Kind regards
Corner Shop
', '<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="supported-color-schemes" content="light dark" />
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
<title>€1,000.00 due on November 5, 2026 for invoice A-1</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .pad { padding-left: 20px !important; padding-right: 20px !important; }
  .card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
  .wide { width: 100% !important; }
}
@media (prefers-color-scheme: dark) {
  body, .page { background: #121417 !important; }
  .card { background: #1d2126 !important; border-left-color: #363c44 !important; border-right-color: #363c44 !important; border-bottom-color: #363c44 !important; }
  .edge { border-color: #8a94a0 !important; }
  .ink, .ink td, .ink th { color: #f2f4f7 !important; }
  .quiet { color: #aab2bd !important; }
  .rule { border-color: #363c44 !important; }
}
</style>
</head>
<body style="margin:0;padding:0;background:#f3f5f7;">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#f3f5f7;">To pay: €1,000.00&#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; </div>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" class="page" dir="ltr" style="background:#f3f5f7;padding:24px 0;"><tr><td align="center">
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="560" class="card wide" style="width:560px;max-width:100%;background:#ffffff;border:1px solid #dfe3e8;border-top:6px solid #1f4fd8;border-radius:8px;font-family:-apple-system,''Segoe UI'',Roboto,Helvetica,Arial,sans-serif;">
<tr><td class="pad ink" style="padding:28px 32px 4px;font-size:18px;font-weight:600;color:#1a1d21;overflow-wrap:anywhere;">Corner Shop</td></tr>
<tr><td class="pad ink" style="padding:12px 32px 28px;font-size:16px;line-height:1.55;color:#1a1d21;overflow-wrap:anywhere;">
<p style="margin:0 0 14px;">Hello Ada,</p>
<p style="margin:0 0 14px;">A note in good time: €1,000.00 is open on invoice A-1, due on November 5, 2026.</p>
<p style="margin:0 0 14px;">Please pay €1,000.00 in time.</p>
<table cellpadding="0" cellspacing="0" border="0" width="100%" class="ink" style="width:100%;margin:6px 0 20px;border-collapse:collapse;font-size:15px;line-height:1.4;color:#1a1d21;">
<tr><th scope="col" align="left" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;font-size:13px;font-weight:600;">For</th><th scope="col" align="right" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;font-size:13px;font-weight:600;">Open</th></tr>
<tr><td align="left" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;">Invoice A-1<br /><span class="quiet" style="font-size:13px;color:#5a626c;">Due: November 5, 2026</span></td><td align="right" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;white-space:nowrap;padding-inline-start:12px;">€1,000.00</td></tr>
<tr><th scope="row" align="left" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;font-weight:700;">To pay</th><td align="right" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;white-space:nowrap;padding-inline-start:12px;font-weight:700;">€1,000.00</td></tr>
</table>


<p style="margin:24px 0 0;">Kind regards<br />Corner Shop</p>
</td></tr>
</table>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="560" class="wide" style="width:560px;max-width:100%;font-family:-apple-system,''Segoe UI'',Roboto,Helvetica,Arial,sans-serif;"><tr><td align="center" class="pad quiet" style="padding:16px 32px;font-size:13px;line-height:1.5;color:#5a626c;overflow-wrap:anywhere;">Corner Shop</td></tr></table>
</td></tr></table>
</body>
</html>
');

INSERT INTO owe_letters VALUES ('RM-01', 'msg_105973eca40ceb1b96a3cdf2a0b8', 'ada@example.com', 'Ada', 'en', '€1,000.00 due today for invoice A-1', 'Hello Ada,

A note in good time: €1,000.00 is open on invoice A-1, due today.

Please pay €1,000.00 today.

- Invoice A-1: €1,000.00 (Due: November 1, 2026)

To pay: €1,000.00

Kind regards
Corner Shop
', '<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="supported-color-schemes" content="light dark" />
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
<title>€1,000.00 due today for invoice A-1</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .pad { padding-left: 20px !important; padding-right: 20px !important; }
  .card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
  .wide { width: 100% !important; }
}
@media (prefers-color-scheme: dark) {
  body, .page { background: #121417 !important; }
  .card { background: #1d2126 !important; border-left-color: #363c44 !important; border-right-color: #363c44 !important; border-bottom-color: #363c44 !important; }
  .edge { border-color: #8a94a0 !important; }
  .ink, .ink td, .ink th { color: #f2f4f7 !important; }
  .quiet { color: #aab2bd !important; }
  .rule { border-color: #363c44 !important; }
}
</style>
</head>
<body style="margin:0;padding:0;background:#f3f5f7;">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#f3f5f7;">To pay: €1,000.00&#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; &#847; </div>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" class="page" dir="ltr" style="background:#f3f5f7;padding:24px 0;"><tr><td align="center">
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="560" class="card wide" style="width:560px;max-width:100%;background:#ffffff;border:1px solid #dfe3e8;border-top:6px solid #1f4fd8;border-radius:8px;font-family:-apple-system,''Segoe UI'',Roboto,Helvetica,Arial,sans-serif;">
<tr><td class="pad ink" style="padding:28px 32px 4px;font-size:18px;font-weight:600;color:#1a1d21;overflow-wrap:anywhere;">Corner Shop</td></tr>
<tr><td class="pad ink" style="padding:12px 32px 28px;font-size:16px;line-height:1.55;color:#1a1d21;overflow-wrap:anywhere;">
<p style="margin:0 0 14px;">Hello Ada,</p>
<p style="margin:0 0 14px;">A note in good time: €1,000.00 is open on invoice A-1, due today.</p>
<p style="margin:0 0 14px;">Please pay €1,000.00 today.</p>
<table cellpadding="0" cellspacing="0" border="0" width="100%" class="ink" style="width:100%;margin:6px 0 20px;border-collapse:collapse;font-size:15px;line-height:1.4;color:#1a1d21;">
<tr><th scope="col" align="left" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;font-size:13px;font-weight:600;">For</th><th scope="col" align="right" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;font-size:13px;font-weight:600;">Open</th></tr>
<tr><td align="left" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;">Invoice A-1<br /><span class="quiet" style="font-size:13px;color:#5a626c;">Due: November 1, 2026</span></td><td align="right" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;white-space:nowrap;padding-inline-start:12px;">€1,000.00</td></tr>
<tr><th scope="row" align="left" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;font-weight:700;">To pay</th><td align="right" class="rule" style="padding:9px 0;border-bottom:1px solid #dfe3e8;vertical-align:top;white-space:nowrap;padding-inline-start:12px;font-weight:700;">€1,000.00</td></tr>
</table>


<p style="margin:24px 0 0;">Kind regards<br />Corner Shop</p>
</td></tr>
</table>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="560" class="wide" style="width:560px;max-width:100%;font-family:-apple-system,''Segoe UI'',Roboto,Helvetica,Arial,sans-serif;"><tr><td align="center" class="pad quiet" style="padding:16px 32px;font-size:13px;line-height:1.5;color:#5a626c;overflow-wrap:anywhere;">Corner Shop</td></tr></table>
</td></tr></table>
</body>
</html>
');

INSERT INTO owe_links VALUES ('AC-101', 'lnk_188b92f0dde67e165a7b60d7c065', 'cus_ada', 'invoice', 'inv_A-1', '0', 'EUR', 'b0cfd5130def1cb1055235df03bc55aa14c0fbda9fd1a75dff4eb455565dbc7c', '1', '2026-11-22', '2026-12-22 09:00:00+00', NULL, NULL, '{}');

INSERT INTO owe_messages VALUES ('AC-75', 'msg_0bbeab267acb8506dd1fcf9c090e', 'cus_ada', 'EUR', 'email', 'reminder', 'sent', '', 'email', 'mem_1', '1', '2026-10-29 13:01:00+00', '1970-01-01 00:00:00+00', '', '2026-10-29', '2026-10-29 13:00:00+00', '2026-10-29', '100000', '{"due":"n:100000","isLate":false,"level":0,"onAccount":"n:0","parts":[{"document":"inv_A-1","dueOn":"2026-11-05","instalment":1,"number":"A-1","open":"n:100000"}],"passedOver":[],"payment":"","steps":["rem_029ba9e4854881098c0ffb9748a7"],"tone":"friendly"}');

INSERT INTO owe_messages VALUES ('RM-01', 'msg_105973eca40ceb1b96a3cdf2a0b8', 'cus_ada', 'EUR', 'email', 'reminder', 'sent', '', 'email', 'mem_1', '1', '2026-11-01 12:10:00+00', '1970-01-01 00:00:00+00', '', '2026-11-01', '2026-11-01 12:00:00+00', '2026-11-01', '100000', '{"due":"n:100000","isLate":false,"level":1,"onAccount":"n:0","parts":[{"document":"inv_A-1","dueOn":"2026-11-01","instalment":1,"number":"A-1","open":"n:100000"}],"passedOver":[],"payment":"","steps":["rem_1184e3a316416a195144800793b2"],"tone":"plain"}');

INSERT INTO owe_outbox VALUES ('AC-01', 'instalment:cus_ada/2/1', '0', 'pending', '2026-05-30 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A-1","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-05', 'instalment:cus_ada/2/1', '0', 'pending', '2026-01-20 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A-1","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-06', 'discount:cus_bob/2/2', '0', 'pending', '2026-03-10 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B-1","kind":"discount"}');

INSERT INTO owe_outbox VALUES ('AC-06', 'instalment:cus_ada/2/1', '0', 'pending', '2026-03-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A-1","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-06', 'instalment:cus_ada/3/1', '0', 'pending', '2026-04-09 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A-2","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-06', 'instalment:cus_ada/8/1', '0', 'pending', '2026-03-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A-1","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-06', 'instalment:cus_bob/2/1', '0', 'pending', '2026-03-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B-1","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-06', 'instalment:cus_bob/7/1', '0', 'pending', '2026-03-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B-1","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-101', 'instalment:cus_ada/2/1', '0', 'pending', '2026-12-22 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A-1","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-110', 'instalment:cus_ada/2/1', '0', 'pending', '2026-11-15 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-110', 'instalment:cus_ada/6/1', '0', 'pending', '2026-12-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":2,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-110', 'instalment:cus_ada/6/2', '0', 'pending', '2027-01-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":3,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-110', 'instalment:cus_ada/6/3', '0', 'pending', '2027-02-28 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":4,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-111', 'instalment:cus_ada/2/1', '0', 'pending', '2026-11-15 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-111', 'instalment:cus_ada/6/1', '0', 'pending', '2026-12-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":2,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-111', 'instalment:cus_ada/6/2', '0', 'pending', '2027-01-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":3,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-111', 'instalment:cus_ada/6/3', '0', 'pending', '2027-02-28 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":4,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-111', 'instalment:cus_ada/8/1', '0', 'pending', '2026-11-15 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":5,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-116', 'discount:cus_ada/2/2', '0', 'pending', '2026-11-10 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","kind":"discount"}');

INSERT INTO owe_outbox VALUES ('AC-116', 'discount:cus_bob/2/2', '0', 'pending', '2026-11-10 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B","kind":"discount"}');

INSERT INTO owe_outbox VALUES ('AC-116', 'instalment:cus_ada/2/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-116', 'instalment:cus_ada/9/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-116', 'instalment:cus_bob/2/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-116', 'instalment:cus_bob/6/1', '0', 'pending', '2026-12-15 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B-2","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-116', 'instalment:cus_bob/9/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-119', 'instalment:cus_ada/2/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-119', 'instalment:cus_ada/8/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-121', 'instalment:cus_ada/2/1', '0', 'pending', '2026-05-31 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-121', 'instalment:cus_ada/4/1', '0', 'pending', '2026-06-09 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A-2","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-23', 'instalment:cus_ada/2/1', '0', 'pending', '2026-10-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-23', 'instalment:cus_ada/3/1', '0', 'pending', '2026-11-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-23', 'instalment:cus_ada/4/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_C","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-28', 'instalment:cus_ada/5/1', '0', 'pending', '2026-12-22 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-57', 'instalment:cus_ada/2/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-57', 'instalment:cus_bob/2/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-63', 'instalment:cus_ada/2/1', '0', 'pending', '2026-12-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-75', 'instalment:cus_ada/2/1', '0', 'pending', '2026-11-05 05:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A-1","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('AC-75', 'message:cus_ada/3/1', '0', 'done', '1970-01-01 00:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-10-29 13:02:00+00', '{"kind":"message","message":"msg_0bbeab267acb8506dd1fcf9c090e"}');

INSERT INTO owe_outbox VALUES ('AC-75', 'reminder:cus_ada/2/2', '0', 'pending', '2026-11-05 14:00:00+00', '2', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-10-29 13:01:00+00', '{"document":"inv_A-1","instalment":1,"kind":"reminder","policies":1,"tries":{"ended":2,"problem":"","threw":0}}');

INSERT INTO owe_outbox VALUES ('AC-75', 'reminder:policies/1:inv_A-1#1', '0', 'pending', '2026-11-05 14:00:00+00', '2', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-10-29 13:01:00+00', '{"document":"inv_A-1","instalment":1,"kind":"reminder","policies":1,"tries":{"ended":2,"problem":"","threw":0}}');

INSERT INTO owe_outbox VALUES ('AC-75', 'sweep:policies/1', '0', 'done', '1970-01-01 00:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-10-29 12:01:00+00', '{"customer":"","kind":"sweep","name":"policies/1","policies":1}');

INSERT INTO owe_outbox VALUES ('BK-01', 'deposit:cus_ada/10/1', '0', 'pending', '1970-01-01 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"kind":"deposit","request":"dpr_bk_1"}');

INSERT INTO owe_outbox VALUES ('BK-01', 'deposit:cus_ada/4/1', '0', 'pending', '2026-11-22 23:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"kind":"deposit","request":"dpr_bk_1"}');

INSERT INTO owe_outbox VALUES ('BK-02', 'deposit:cus_ada/4/1', '0', 'pending', '2026-11-22 23:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"kind":"deposit","request":"dpr_bk_1"}');

INSERT INTO owe_outbox VALUES ('BK-03', 'deposit:cus_ada/4/1', '0', 'pending', '2026-11-22 23:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"kind":"deposit","request":"dpr_bk_1"}');

INSERT INTO owe_outbox VALUES ('BK-03', 'instalment:cus_ada/5/1', '0', 'pending', '2026-12-12 23:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('BK-03', 'instalment:cus_ada/9/1', '0', 'pending', '2026-12-19 23:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_B","instalment":2,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('DI-01', 'instalment:cus_ada/2/1', '0', 'pending', '2026-11-30 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('PP-01', 'instalment:cus_ada/2/1', '0', 'pending', '2026-11-20 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"document":"inv_A","instalment":1,"kind":"instalment"}');

INSERT INTO owe_outbox VALUES ('PP-01', 'promise:cus_ada/5/1', '0', 'pending', '2026-12-02 00:00:00+00', '0', '', '1970-01-01 00:00:00+00', '{"kind":"promise","promise":"prm_1"}');

INSERT INTO owe_outbox VALUES ('RM-01', 'instalment:cus_ada/2/1', '0', 'pending', '2026-11-02 00:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 09:01:00+00', '{"document":"inv_A-1","instalment":1,"kind":"instalment","tries":{"ended":1,"problem":"","threw":0}}');

INSERT INTO owe_outbox VALUES ('RM-01', 'message:cus_ada/9/1', '0', 'done', '1970-01-01 00:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 12:11:00+00', '{"kind":"message","message":"msg_105973eca40ceb1b96a3cdf2a0b8"}');

INSERT INTO owe_outbox VALUES ('RM-01', 'reminder:cus_ada/2/2', '0', 'pending', '2026-11-08 09:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 09:01:00+00', '{"document":"inv_A-1","instalment":1,"kind":"reminder","policies":1,"tries":{"ended":1,"problem":"","threw":0}}');

INSERT INTO owe_outbox VALUES ('RM-01', 'reminder:cus_ada/3:inv_A-1#1', '0', 'pending', '2026-11-08 09:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 10:01:00+00', '{"document":"inv_A-1","instalment":1,"kind":"reminder","policies":1,"tries":{"ended":1,"problem":"","threw":0}}');

INSERT INTO owe_outbox VALUES ('RM-01', 'reminder:cus_ada/7:inv_A-1#1', '0', 'done', '2026-11-01 12:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 12:11:00+00', '{"document":"inv_A-1","instalment":1,"kind":"reminder","policies":1}');

INSERT INTO owe_outbox VALUES ('RM-01', 'reminder:cus_ada/8/1', '0', 'done', '2026-11-01 12:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 12:01:00+00', '{"document":"inv_A-1","instalment":1,"kind":"reminder","policies":0}');

INSERT INTO owe_outbox VALUES ('RM-01', 'reminder:policies/1:inv_A-1#1', '0', 'pending', '2026-11-08 09:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 10:01:00+00', '{"document":"inv_A-1","instalment":1,"kind":"reminder","policies":1,"tries":{"ended":1,"problem":"","threw":0}}');

INSERT INTO owe_outbox VALUES ('RM-01', 'sweep:cus_ada/3/1', '0', 'done', '1970-01-01 00:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 09:01:00+00', '{"customer":"cus_ada","kind":"sweep","name":"cus_ada/3","policies":0}');

INSERT INTO owe_outbox VALUES ('RM-01', 'sweep:cus_ada/7/1', '0', 'done', '1970-01-01 00:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 12:01:00+00', '{"customer":"cus_ada","kind":"sweep","name":"cus_ada/7","policies":0}');

INSERT INTO owe_outbox VALUES ('RM-01', 'sweep:policies/1', '0', 'done', '1970-01-01 00:00:00+00', '1', 'worker-01a206d1-6ee4-7000-9251-8edd14f1aba3', '2026-11-01 09:01:00+00', '{"customer":"","kind":"sweep","name":"policies/1","policies":1}');

INSERT INTO owe_periods VALUES ('AC-01', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-05', 'books', '1', '2026-01-31');

INSERT INTO owe_periods VALUES ('AC-06', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-101', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-110', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-111', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-116', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-119', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-121', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-124', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-23', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-28', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-57', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-63', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('AC-75', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('BK-01', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('BK-02', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('BK-03', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('DI-01', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('PP-01', 'books', '0', NULL);

INSERT INTO owe_periods VALUES ('RM-01', 'books', '0', NULL);

INSERT INTO owe_plans VALUES ('AC-110', 'plan_1', 'cus_ada', 'inv_A', '2026-12-01', NULL, NULL, NULL, '{"instalments":[{"amount":"n:30000","dueOn":"2026-12-31","no":2},{"amount":"n:30000","dueOn":"2027-01-31","no":3},{"amount":"n:30000","dueOn":"2027-02-28","no":4}],"replaced":[{"amount":"n:90000","dueOn":"2026-11-15","no":1,"plan":""}]}');

INSERT INTO owe_plans VALUES ('AC-111', 'plan_1', 'cus_ada', 'inv_A', '2026-12-01', NULL, NULL, '2027-01-10', '{"instalments":[{"amount":"n:30000","dueOn":"2026-12-31","no":2},{"amount":"n:30000","dueOn":"2027-01-31","no":3},{"amount":"n:30000","dueOn":"2027-02-28","no":4}],"replaced":[{"amount":"n:90000","dueOn":"2026-11-15","no":1,"plan":""}]}');

INSERT INTO owe_policies VALUES ('AC-75', '', '1', 'system', '{"heldBefore":null,"policy":"rising"}');

INSERT INTO owe_policies VALUES ('AC-75', 'rising', '1', 'system', '{"id":"rising","pauseAfterPayment":0,"steps":[{"days":-7,"id":"d-7"},{"days":0,"id":"d0"}]}');

INSERT INTO owe_policies VALUES ('RM-01', '', '1', 'system', '{"heldBefore":null,"policy":"rising"}');

INSERT INTO owe_policies VALUES ('RM-01', 'rising', '1', 'system', '{"id":"rising","pauseAfterPayment":0,"steps":[{"days":0,"id":"d0"},{"days":7,"id":"d7"}]}');

INSERT INTO owe_postings VALUES ('AC-01', 'cus_ada', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-04-30', '2026-04-30 09:00:00+00', 'inv_A-1', '1', '2026-04-30', '2026-05-30', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-01', 'cus_ada', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-04-30', '2026-04-30 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-01', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '100000', '100000', '1', '', '', '2026-06-30', '2026-06-30 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-01', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-100000', '-100000', '1', '', '', '2026-06-30', '2026-06-30 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-06-30', NULL, '');

INSERT INTO owe_postings VALUES ('AC-01', 'cus_ada', '4', '1', 'unapplied', 'EUR', '100000', '100000', '1', '', '', '2026-06-30', '2026-06-30 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-06-30', NULL, '');

INSERT INTO owe_postings VALUES ('AC-01', 'cus_ada', '4', '2', 'receivable', 'EUR', '-100000', '-100000', '1', '', '', '2026-06-30', '2026-06-30 09:00:00+00', 'inv_A-1', '1', '2026-04-30', '2026-05-30', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-05', 'cus_ada', '2', '1', 'receivable', 'EUR', '40000', '40000', '1', '', '', '2026-01-05', '2026-01-05 09:00:00+00', 'inv_A-1', '1', '2026-01-05', '2026-01-20', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-05', 'cus_ada', '2', '2', 'billed', 'EUR', '-40000', '-40000', '1', 'net', '', '2026-01-05', '2026-01-05 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-05', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '40000', '40000', '1', '', '', '2026-01-10', '2026-01-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-05', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-40000', '-40000', '1', '', '', '2026-01-10', '2026-01-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-01-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-05', 'cus_ada', '4', '1', 'unapplied', 'EUR', '40000', '40000', '1', '', '', '2026-02-01', '2026-02-20 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-01-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-05', 'cus_ada', '4', '2', 'receivable', 'EUR', '-40000', '-40000', '1', '', '', '2026-02-01', '2026-02-20 09:00:00+00', 'inv_A-1', '1', '2026-01-05', '2026-01-20', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '10', '1', 'unapplied', 'EUR', '12857', '12857', '1', '', '', '2026-04-25', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-03-15', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '10', '2', 'receivable', 'EUR', '-12857', '-12857', '1', '', '', '2026-04-25', '2026-04-28 09:00:00+00', 'inv_A-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '11', '1', 'unapplied', 'EUR', '17143', '17143', '1', '', '', '2026-04-25', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-03-15', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '11', '2', 'receivable', 'EUR', '-17143', '-17143', '1', '', '', '2026-04-25', '2026-04-28 09:00:00+00', 'inv_A-2', '1', '2026-03-10', '2026-04-09', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '2', '1', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-03-01', '2026-03-01 09:00:00+00', 'inv_A-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '2', '2', 'billed', 'EUR', '-30000', '-30000', '1', 'net', '', '2026-03-01', '2026-03-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '3', '1', 'receivable', 'EUR', '50000', '50000', '1', '', '', '2026-03-10', '2026-03-10 09:00:00+00', 'inv_A-2', '1', '2026-03-10', '2026-04-09', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '3', '2', 'billed', 'EUR', '-50000', '-50000', '1', 'net', '', '2026-03-10', '2026-03-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '4', '1', 'cash_clearing', 'EUR', '40000', '40000', '1', '', '', '2026-03-15', '2026-03-15 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '4', '2', 'unapplied', 'EUR', '-40000', '-40000', '1', '', '', '2026-03-15', '2026-03-15 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-03-15', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '5', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-03-15', '2026-03-15 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-03-15', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '5', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2026-03-15', '2026-03-15 09:00:00+00', 'inv_A-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '6', '1', 'unapplied', 'EUR', '10000', '10000', '1', '', '', '2026-03-15', '2026-03-15 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-03-15', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '6', '2', 'receivable', 'EUR', '-10000', '-10000', '1', '', '', '2026-03-15', '2026-03-15 09:00:00+00', 'inv_A-2', '1', '2026-03-10', '2026-04-09', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '7', '1', 'unapplied', 'EUR', '-30000', '-30000', '1', '', '', '2026-04-20', '2026-04-20 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-03-15', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '7', '2', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-04-20', '2026-04-20 09:00:00+00', 'inv_A-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '8', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-04-20', '2026-04-20 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-03-15', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '8', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2026-04-20', '2026-04-20 09:00:00+00', 'inv_A-2', '1', '2026-03-10', '2026-04-09', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '9', '1', 'unapplied', 'EUR', '-30000', '-30000', '1', '', '', '2026-04-25', '2026-04-25 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-03-15', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_ada', '9', '2', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-04-25', '2026-04-25 09:00:00+00', 'inv_A-2', '1', '2026-03-10', '2026-04-09', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-03-01', '2026-04-28 09:00:00+00', 'inv_B-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-03-01', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '3', '1', 'cash_clearing', 'EUR', '98000', '98000', '1', '', '', '2026-03-10', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '3', '2', 'unapplied', 'EUR', '-98000', '-98000', '1', '', '', '2026-03-10', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-03-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '4', '1', 'unapplied', 'EUR', '98000', '98000', '1', '', '', '2026-03-10', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-03-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '4', '2', 'receivable', 'EUR', '-98000', '-98000', '1', '', '', '2026-03-10', '2026-04-28 09:00:00+00', 'inv_B-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '5', '1', 'discount_given', 'EUR', '2000', '2000', NULL, 'net', '', '2026-03-10', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '5', '2', 'receivable', 'EUR', '-2000', '-2000', '1', '', '', '2026-03-10', '2026-04-28 09:00:00+00', 'inv_B-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '6', '1', 'unapplied', 'EUR', '-98000', '-98000', '1', '', '', '2026-04-28', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-03-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '6', '2', 'receivable', 'EUR', '98000', '98000', '1', '', '', '2026-04-28', '2026-04-28 09:00:00+00', 'inv_B-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '7', '1', 'discount_given', 'EUR', '-2000', '-2000', NULL, 'net', '', '2026-04-28', '2026-04-28 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-06', 'cus_bob', '7', '2', 'receivable', 'EUR', '2000', '2000', '1', '', '', '2026-04-28', '2026-04-28 09:00:00+00', 'inv_B-1', '1', '2026-03-01', '2026-03-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-101', 'cus_ada', '2', '1', 'receivable', 'EUR', '200000', '200000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A-1', '1', '2026-11-22', '2026-12-22', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-101', 'cus_ada', '2', '2', 'billed', 'EUR', '-200000', '-200000', '1', 'net', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-101', 'cus_ada', '4', '1', 'cash_clearing', 'EUR', '50000', '50000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-101', 'cus_ada', '4', '2', 'unapplied', 'EUR', '-50000', '-50000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('AC-101', 'cus_ada', '5', '1', 'unapplied', 'EUR', '50000', '50000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('AC-101', 'cus_ada', '5', '2', 'receivable', 'EUR', '-50000', '-50000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A-1', '1', '2026-11-22', '2026-12-22', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '2', '1', 'receivable', 'EUR', '120000', '120000', '1', '', '', '2026-10-01', '2026-10-01 09:00:00+00', 'inv_A', '1', '2026-10-01', '2026-11-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '2', '2', 'billed', 'EUR', '-120000', '-120000', '1', 'net', '', '2026-10-01', '2026-10-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '30000', '30000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '4', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '4', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', 'inv_A', '1', '2026-10-01', '2026-11-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '5', '1', 'receivable', 'EUR', '-90000', '-90000', '1', '', '', '2026-12-01', '2026-12-01 09:00:00+00', 'inv_A', '1', '2026-10-01', '2026-11-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '5', '2', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-12-01', '2026-12-01 09:00:00+00', 'inv_A', '2', '2026-10-01', '2026-12-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '5', '3', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-12-01', '2026-12-01 09:00:00+00', 'inv_A', '3', '2026-10-01', '2027-01-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-110', 'cus_ada', '5', '4', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-12-01', '2026-12-01 09:00:00+00', 'inv_A', '4', '2026-10-01', '2027-02-28', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '2', '1', 'receivable', 'EUR', '120000', '120000', '1', '', '', '2026-10-01', '2026-10-01 09:00:00+00', 'inv_A', '1', '2026-10-01', '2026-11-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '2', '2', 'billed', 'EUR', '-120000', '-120000', '1', 'net', '', '2026-10-01', '2026-10-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '30000', '30000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '4', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '4', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', 'inv_A', '1', '2026-10-01', '2026-11-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '5', '1', 'receivable', 'EUR', '-90000', '-90000', '1', '', '', '2026-12-01', '2026-12-01 09:00:00+00', 'inv_A', '1', '2026-10-01', '2026-11-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '5', '2', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-12-01', '2026-12-01 09:00:00+00', 'inv_A', '2', '2026-10-01', '2026-12-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '5', '3', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-12-01', '2026-12-01 09:00:00+00', 'inv_A', '3', '2026-10-01', '2027-01-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '5', '4', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-12-01', '2026-12-01 09:00:00+00', 'inv_A', '4', '2026-10-01', '2027-02-28', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '7', '1', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2027-01-10', '2027-01-10 09:00:00+00', 'inv_A', '2', '2026-10-01', '2026-12-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '7', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2027-01-10', '2027-01-10 09:00:00+00', 'inv_A', '3', '2026-10-01', '2027-01-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '7', '3', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2027-01-10', '2027-01-10 09:00:00+00', 'inv_A', '4', '2026-10-01', '2027-02-28', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-111', 'cus_ada', '7', '4', 'receivable', 'EUR', '90000', '90000', '1', '', '', '2027-01-10', '2027-01-10 09:00:00+00', 'inv_A', '5', '2026-10-01', '2026-11-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-11-01', '2026-11-01 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '98000', '98000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-98000', '-98000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-11', NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '4', '1', 'unapplied', 'EUR', '98000', '98000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-11', NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '4', '2', 'receivable', 'EUR', '-98000', '-98000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '5', '1', 'discount_given', 'EUR', '2000', '2000', NULL, 'net', '', '2026-11-11', '2026-11-11 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '5', '2', 'receivable', 'EUR', '-2000', '-2000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '6', '1', 'unapplied', 'EUR', '-98000', '-98000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-11', NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '6', '2', 'receivable', 'EUR', '98000', '98000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '7', '1', 'discount_given', 'EUR', '-2000', '-2000', NULL, 'net', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '7', '2', 'receivable', 'EUR', '2000', '2000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '8', '1', 'unapplied', 'EUR', '98000', '98000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-11', NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_ada', '8', '2', 'cash_clearing', 'EUR', '-98000', '-98000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-11-01', '2026-11-01 09:00:00+00', 'inv_B', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '3', '1', 'cash_clearing', 'EUR', '98000', '98000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '3', '2', 'unapplied', 'EUR', '-98000', '-98000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-11-11', NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '4', '1', 'unapplied', 'EUR', '98000', '98000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-11-11', NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '4', '2', 'receivable', 'EUR', '-98000', '-98000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', 'inv_B', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '5', '1', 'discount_given', 'EUR', '2000', '2000', NULL, 'net', '', '2026-11-11', '2026-11-11 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '5', '2', 'receivable', 'EUR', '-2000', '-2000', '1', '', '', '2026-11-11', '2026-11-11 09:00:00+00', 'inv_B', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '6', '1', 'receivable', 'EUR', '150000', '150000', '1', '', '', '2026-11-15', '2026-11-15 09:00:00+00', 'inv_B-2', '1', '2026-11-15', '2026-12-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '6', '2', 'billed', 'EUR', '-150000', '-150000', '1', 'net', '', '2026-11-15', '2026-11-15 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '7', '1', 'unapplied', 'EUR', '-98000', '-98000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-11-11', NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '7', '2', 'receivable', 'EUR', '98000', '98000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_B', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '8', '1', 'discount_given', 'EUR', '-2000', '-2000', NULL, 'net', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '8', '2', 'receivable', 'EUR', '2000', '2000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_B', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '9', '1', 'unapplied', 'EUR', '98000', '98000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-11-11', NULL, '');

INSERT INTO owe_postings VALUES ('AC-116', 'cus_bob', '9', '2', 'receivable', 'EUR', '-98000', '-98000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_B-2', '1', '2026-11-15', '2026-12-15', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-11-01', '2026-11-01 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '100000', '100000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-100000', '-100000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '4', '1', 'unapplied', 'EUR', '100000', '100000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '4', '2', 'receivable', 'EUR', '-100000', '-100000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '5', '1', 'unapplied', 'EUR', '-100000', '-100000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '5', '2', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '6', '1', 'unapplied', 'EUR', '70000', '70000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '6', '2', 'receivable', 'EUR', '-70000', '-70000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '8', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-119', 'cus_ada', '8', '2', 'cash_clearing', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-121', 'cus_ada', '2', '1', 'receivable', 'EUR', '50000', '50000', '1', '', '', '2026-05-01', '2026-05-01 09:00:00+00', 'inv_A', '1', '2026-05-01', '2026-05-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-121', 'cus_ada', '2', '2', 'billed', 'EUR', '-50000', '-50000', '1', 'net', '', '2026-05-01', '2026-05-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-121', 'cus_ada', '3', '1', 'receivable', 'EUR', '-50000', '-50000', '1', '', '', '2026-05-10', '2026-05-10 09:00:00+00', 'inv_A', '1', '2026-05-01', '2026-05-31', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-121', 'cus_ada', '3', '2', 'billed', 'EUR', '50000', '50000', '1', 'net', '', '2026-05-10', '2026-05-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-121', 'cus_ada', '4', '1', 'receivable', 'EUR', '45000', '45000', '1', '', '', '2026-05-10', '2026-05-10 09:00:00+00', 'inv_A-2', '1', '2026-05-10', '2026-06-09', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-121', 'cus_ada', '4', '2', 'billed', 'EUR', '-45000', '-45000', '1', 'net', '', '2026-05-10', '2026-05-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-124', 'cus_ada', '2', '1', 'cash_clearing', 'EUR', '10000', '10000', '1', '', '', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'booking_b');

INSERT INTO owe_postings VALUES ('AC-124', 'cus_ada', '2', '2', 'customer_deposits', 'EUR', '-10000', '-10000', '1', '', '', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-01', NULL, 'booking_b');

INSERT INTO owe_postings VALUES ('AC-124', 'cus_ada', '3', '1', 'customer_deposits', 'EUR', '6000', '6000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-01', NULL, 'booking_b');

INSERT INTO owe_postings VALUES ('AC-124', 'cus_ada', '3', '2', 'forfeit_income', 'EUR', '-6000', '-6000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'booking_b');

INSERT INTO owe_postings VALUES ('AC-124', 'cus_ada', '4', '1', 'customer_deposits', 'EUR', '4000', '4000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-01', NULL, 'booking_b');

INSERT INTO owe_postings VALUES ('AC-124', 'cus_ada', '4', '2', 'cash_clearing', 'EUR', '-4000', '-4000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'booking_b');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '2', '1', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-09-01', '2026-09-01 09:00:00+00', 'inv_A', '1', '2026-09-01', '2026-10-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '2', '2', 'billed', 'EUR', '-30000', '-30000', '1', 'net', '', '2026-09-01', '2026-09-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '3', '1', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-09-01', '2026-09-01 09:00:00+00', 'inv_B', '1', '2026-09-01', '2026-11-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '3', '2', 'billed', 'EUR', '-30000', '-30000', '1', 'net', '', '2026-09-01', '2026-09-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '4', '1', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-09-01', '2026-09-01 09:00:00+00', 'inv_C', '1', '2026-09-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '4', '2', 'billed', 'EUR', '-30000', '-30000', '1', 'net', '', '2026-09-01', '2026-09-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '6', '1', 'cash_clearing', 'EUR', '70000', '70000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '6', '2', 'unapplied', 'EUR', '-70000', '-70000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '7', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '7', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-09-01', '2026-10-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '8', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('AC-23', 'cus_ada', '8', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_C', '1', '2026-09-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '2', '1', 'cash_clearing', 'EUR', '10000', '10000', '1', '', '', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '2', '2', 'unapplied', 'EUR', '-10000', '-10000', '1', '', '', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-01', NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '3', '1', 'credits_issued', 'EUR', '3000', '3000', '1', 'net', '', '2026-11-05', '2026-11-05 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-3000', '-3000', '1', '', '', '2026-11-05', '2026-11-05 09:00:00+00', '', '0', NULL, NULL, 'crn_CN', '2026-11-05', NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '4', '1', 'credits_issued', 'EUR', '2000', '2000', '1', 'net', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '4', '2', 'unapplied', 'EUR', '-2000', '-2000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'crn_PROMO', '2026-11-10', '2026-12-31', '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '5', '1', 'receivable', 'EUR', '6000', '6000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-22', '2026-12-22', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '5', '2', 'billed', 'EUR', '-6000', '-6000', '1', 'net', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '6', '1', 'unapplied', 'EUR', '2000', '2000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'crn_PROMO', '2026-11-10', '2026-12-31', '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '6', '2', 'receivable', 'EUR', '-2000', '-2000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-22', '2026-12-22', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '7', '1', 'unapplied', 'EUR', '3000', '3000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'crn_CN', '2026-11-05', NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '7', '2', 'receivable', 'EUR', '-3000', '-3000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-22', '2026-12-22', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '8', '1', 'unapplied', 'EUR', '1000', '1000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-01', NULL, '');

INSERT INTO owe_postings VALUES ('AC-28', 'cus_ada', '8', '2', 'receivable', 'EUR', '-1000', '-1000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-22', '2026-12-22', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-11-01', '2026-11-01 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '70000', '70000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-70000', '-70000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '4', '1', 'unapplied', 'EUR', '70000', '70000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '4', '2', 'receivable', 'EUR', '-70000', '-70000', '1', '', '', '2026-11-10', '2026-11-10 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '5', '1', 'credits_issued', 'EUR', '50000', '50000', '1', 'net', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '5', '2', 'unapplied', 'EUR', '-50000', '-50000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'crn_C-1', '2026-11-20', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '6', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'crn_C-1', '2026-11-20', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '6', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '7', '1', 'refund_due', 'EUR', '-20000', NULL, NULL, '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'crn_C-1', '2026-11-20', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '7', '2', 'refund_promised', 'EUR', '20000', NULL, NULL, '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '8', '1', 'unapplied', 'EUR', '20000', '20000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'crn_C-1', '2026-11-20', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '8', '2', 'cash_clearing', 'EUR', '-20000', '-20000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '8', '3', 'refund_due', 'EUR', '20000', NULL, NULL, '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'crn_C-1', '2026-11-20', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_ada', '8', '4', 'refund_promised', 'EUR', '-20000', NULL, NULL, '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-11-01', '2026-11-20 09:00:00+00', 'inv_B', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-11-01', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '3', '1', 'cash_clearing', 'EUR', '40000', '40000', '1', '', '', '2026-11-10', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '3', '2', 'unapplied', 'EUR', '-40000', '-40000', '1', '', '', '2026-11-10', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '4', '1', 'unapplied', 'EUR', '40000', '40000', '1', '', '', '2026-11-10', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-11-10', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '4', '2', 'receivable', 'EUR', '-40000', '-40000', '1', '', '', '2026-11-10', '2026-11-20 09:00:00+00', 'inv_B', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '5', '1', 'bad_debt', 'EUR', '60000', '60000', NULL, 'net', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '5', '2', 'receivable', 'EUR', '-60000', '-60000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', 'inv_B', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '6', '1', 'credits_issued', 'EUR', '100000', '100000', '1', 'net', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '6', '2', 'unapplied', 'EUR', '-100000', '-100000', '1', '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'crn_C-2', '2026-11-20', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '7', '1', 'refund_due', 'EUR', '-40000', NULL, NULL, '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, 'crn_C-2', '2026-11-20', NULL, '');

INSERT INTO owe_postings VALUES ('AC-57', 'cus_bob', '7', '2', 'refund_promised', 'EUR', '40000', NULL, NULL, '', '', '2026-11-20', '2026-11-20 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-63', 'cus_ada', '2', '1', 'receivable', 'EUR', '4242', '4242', '1', '', '', '2026-11-01', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-63', 'cus_ada', '2', '2', 'billed', 'EUR', '-4242', '-4242', '1', 'net', '', '2026-11-01', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-63', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '4241', '4241', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-63', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-4241', '-4241', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('AC-63', 'cus_ada', '4', '1', 'unapplied', 'EUR', '4241', '4241', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('AC-63', 'cus_ada', '4', '2', 'receivable', 'EUR', '-4241', '-4241', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-63', 'cus_ada', '5', '1', 'rounding_difference', 'EUR', '1', '1', NULL, '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-63', 'cus_ada', '5', '2', 'receivable', 'EUR', '-1', '-1', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-12-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-75', 'cus_ada', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-10-20', '2026-10-20 08:00:00+00', 'inv_A-1', '1', '2026-10-20', '2026-11-05', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('AC-75', 'cus_ada', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-10-20', '2026-10-20 08:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '10', '1', 'unapplied', 'EUR', '5000', '5000', '1', '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '10', '2', 'cash_clearing', 'EUR', '-5000', '-5000', '1', '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '10', '3', 'refund_due', 'EUR', '5000', NULL, NULL, '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '10', '4', 'refund_promised', 'EUR', '-5000', NULL, NULL, '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '5', '1', 'cash_clearing', 'EUR', '20000', '20000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '5', '2', 'customer_deposits', 'EUR', '-20000', '-20000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '7', '1', 'customer_deposits', 'EUR', '15000', '15000', '1', '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '7', '2', 'forfeit_income', 'EUR', '-15000', '-15000', '1', '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '8', '1', 'customer_deposits', 'EUR', '5000', '5000', '1', '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '8', '2', 'unapplied', 'EUR', '-5000', '-5000', '1', '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '9', '1', 'refund_due', 'EUR', '-5000', NULL, NULL, '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-01', 'cus_ada', '9', '2', 'refund_promised', 'EUR', '5000', NULL, NULL, '', '', '2026-12-13', '2026-12-13 17:00:01+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-02', 'cus_ada', '5', '1', 'cash_clearing', 'EUR', '12000', '12000', '1', '', '', '2026-11-22', '2026-11-22 10:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-02', 'cus_ada', '5', '2', 'customer_deposits', 'EUR', '-12000', '-12000', '1', '', '', '2026-11-22', '2026-11-22 10:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-02', 'cus_ada', '7', '1', 'customer_deposits', 'EUR', '10000', '10000', '1', '', '', '2026-12-20', '2026-12-20 20:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-02', 'cus_ada', '7', '2', 'forfeit_income', 'EUR', '-10000', '-10000', '1', '', '', '2026-12-20', '2026-12-20 20:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-02', 'cus_ada', '8', '1', 'customer_deposits', 'EUR', '2000', '2000', '1', '', '', '2026-12-20', '2026-12-20 20:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-02', 'cus_ada', '8', '2', 'unapplied', 'EUR', '-2000', '-2000', '1', '', '', '2026-12-20', '2026-12-20 20:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-02', 'cus_ada', '9', '1', 'refund_due', 'EUR', '-2000', NULL, NULL, '', '', '2026-12-20', '2026-12-20 20:00:00+00', '', '0', NULL, NULL, 'dep_1', '2026-11-22', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-02', 'cus_ada', '9', '2', 'refund_promised', 'EUR', '2000', NULL, NULL, '', '', '2026-12-20', '2026-12-20 20:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '11', '1', 'credits_issued', 'EUR', '15000', '15000', '1', 'net', '', '2026-12-21', '2026-12-21 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '11', '2', 'unapplied', 'EUR', '-15000', '-15000', '1', '', '', '2026-12-21', '2026-12-21 09:00:00+00', '', '0', NULL, NULL, 'crn_cus_ada/11', '2026-12-21', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '12', '1', 'unapplied', 'EUR', '15000', '15000', '1', '', '', '2026-12-21', '2026-12-21 09:00:00+00', '', '0', NULL, NULL, 'crn_cus_ada/11', '2026-12-21', NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '12', '2', 'receivable', 'EUR', '-15000', '-15000', '1', '', '', '2026-12-21', '2026-12-21 09:00:00+00', 'inv_B', '2', '2026-11-22', '2026-12-20', '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '5', '1', 'receivable', 'EUR', '30000', '30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_B', '1', '2026-11-22', '2026-12-13', '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '5', '2', 'billed', 'EUR', '-30000', '-30000', '1', 'net', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '6', '1', 'cash_clearing', 'EUR', '4000', '4000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '6', '2', 'unapplied', 'EUR', '-4000', '-4000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '7', '1', 'unapplied', 'EUR', '4000', '4000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '7', '2', 'receivable', 'EUR', '-4000', '-4000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_B', '1', '2026-11-22', '2026-12-13', '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '9', '1', 'receivable', 'EUR', '-26000', '-26000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_B', '1', '2026-11-22', '2026-12-13', '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('BK-03', 'cus_ada', '9', '2', 'receivable', 'EUR', '26000', '26000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_B', '2', '2026-11-22', '2026-12-20', '', NULL, NULL, 'bk_1');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '10', '1', 'unapplied', 'EUR', '48400', '48400', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'crn_C-1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '10', '2', 'receivable', 'EUR', '-48400', '-48400', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-11-30', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '2', '1', 'receivable', 'EUR', '121000', '121000', '1', '', '', '2026-11-01', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-11-30', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-11-01', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '2', '3', 'billed', 'EUR', '-21000', '-21000', '1', 'tax', 'VAT21', '2026-11-01', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '5', '1', 'cash_clearing', 'EUR', '10000', '10000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '5', '2', 'unapplied', 'EUR', '-10000', '-10000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '9', '1', 'credits_issued', 'EUR', '40000', '40000', '1', 'net', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '9', '2', 'credits_issued', 'EUR', '8400', '8400', '1', 'tax', 'VAT21', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('DI-01', 'cus_ada', '9', '3', 'unapplied', 'EUR', '-48400', '-48400', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'crn_C-1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-11-01', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-11-20', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-11-01', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '3', '1', 'cash_clearing', 'EUR', '30000', '30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '3', '2', 'unapplied', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '4', '1', 'unapplied', 'EUR', '30000', '30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_1', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '4', '2', 'receivable', 'EUR', '-30000', '-30000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-11-20', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '6', '1', 'cash_clearing', 'EUR', '15000', '15000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '6', '2', 'unapplied', 'EUR', '-15000', '-15000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '7', '1', 'unapplied', 'EUR', '15000', '15000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', '', '0', NULL, NULL, 'pay_2', '2026-11-22', NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '7', '2', 'receivable', 'EUR', '-15000', '-15000', '1', '', '', '2026-11-22', '2026-11-22 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-11-20', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '8', '1', 'cash_clearing', 'EUR', '25000', '25000', '1', '', '', '2026-12-02', '2026-12-02 09:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '8', '2', 'unapplied', 'EUR', '-25000', '-25000', '1', '', '', '2026-12-02', '2026-12-02 09:00:00+00', '', '0', NULL, NULL, 'pay_3', '2026-12-02', NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '9', '1', 'unapplied', 'EUR', '25000', '25000', '1', '', '', '2026-12-02', '2026-12-02 09:00:00+00', '', '0', NULL, NULL, 'pay_3', '2026-12-02', NULL, '');

INSERT INTO owe_postings VALUES ('PP-01', 'cus_ada', '9', '2', 'receivable', 'EUR', '-25000', '-25000', '1', '', '', '2026-12-02', '2026-12-02 09:00:00+00', 'inv_A', '1', '2026-11-01', '2026-11-20', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('RM-01', 'cus_ada', '2', '1', 'receivable', 'EUR', '100000', '100000', '1', '', '', '2026-10-20', '2026-10-20 08:00:00+00', 'inv_A-1', '1', '2026-10-20', '2026-11-01', '', NULL, NULL, '');

INSERT INTO owe_postings VALUES ('RM-01', 'cus_ada', '2', '2', 'billed', 'EUR', '-100000', '-100000', '1', 'net', '', '2026-10-20', '2026-10-20 08:00:00+00', '', '0', NULL, NULL, '', NULL, NULL, '');

INSERT INTO owe_preferences VALUES ('RM-01', 'customer:cus_ada', 'cus_ada', '', '', '0', NULL, '');

INSERT INTO owe_promises VALUES ('PP-01', 'prm_1', 'cus_ada', 'inv_A', 'EUR', '40000', '2026-11-22', '2026-12-01', '0', 'withdrawn', '2026-12-02', '{"note":"","paidBefore":"n:30000"}');

INSERT INTO owe_refunds VALUES ('AC-119', 'cus_ada/8', 'cus_ada', 'pay_1', 'EUR', '30000', 'recorded', '', '', '2026-11-20', '{"as":"reopen","failure":"","reason":""}');

INSERT INTO owe_refunds VALUES ('AC-124', 'cus_ada/4', 'cus_ada', 'dep_1', 'EUR', '4000', 'recorded', '', '', '2026-11-20', '{"as":"","failure":"","pocket":"customer_deposits","reason":""}');

INSERT INTO owe_refunds VALUES ('AC-57', 'cus_ada/8', 'cus_ada', 'crn_C-1', 'EUR', '20000', 'recorded', '', '', '2026-11-20', '{"as":"","failure":"","reason":""}');

INSERT INTO owe_refunds VALUES ('BK-01', 'cus_ada/10', 'cus_ada', 'dep_1', 'EUR', '5000', 'recorded', '', '', '2026-12-13', '{"as":"","failure":"","reason":""}');

INSERT INTO owe_reminders VALUES ('AC-75', 'rem_029ba9e4854881098c0ffb9748a7', 'cus_ada', 'EUR', 'inv_A-1', '1', 'd-7', '2026-11-05', '0', 'asked', '', '2026-10-29', '2026-10-29 13:00:00+00', 'msg_0bbeab267acb8506dd1fcf9c090e', '1', '', '0', '2026-10-29');

INSERT INTO owe_reminders VALUES ('RM-01', 'rem_07613f1df73b051e5163ddb2ec68', 'cus_ada', 'EUR', 'inv_A-1', '1', 'd0', '2026-11-01', '0', 'skipped', 'no_channel', '2026-11-01', '2026-11-01 09:00:00+00', '', '0', '', '0', '2026-11-01');

INSERT INTO owe_reminders VALUES ('RM-01', 'rem_1184e3a316416a195144800793b2', 'cus_ada', 'EUR', 'inv_A-1', '1', 'd7', '2026-11-01', '0', 'asked', '', '2026-11-01', '2026-11-01 12:00:00+00', 'msg_105973eca40ceb1b96a3cdf2a0b8', '1', '', '0', '2026-11-01');

INSERT INTO owe_schema VALUES ('1', 'first schema', '2026-11-23 05:11:21.391+00');

INSERT INTO owe_sources VALUES ('AC-01', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '100000', '0', '0', '0', '0', '0', '1', '2026-06-30', '2026-06-30', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-05', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '40000', '0', '0', '0', '0', '0', '1', '2026-01-10', '2026-01-10', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-06', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '40000', '0', '0', '0', '0', '0', '1', '2026-03-15', '2026-04-25', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-06', 'pay_2', 'cus_bob', 'payment', 'EUR', '2', '98000', '98000', '0', '0', '0', '98000', '1', '2026-03-10', '2026-04-28', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-101', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '50000', '0', '0', '0', '0', '0', '1', '2026-11-22', '2026-11-22', NULL, NULL, '', '', '{"metadata":{},"method":"bank","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-110', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '30000', '0', '0', '0', '0', '0', '1', '2026-11-10', '2026-11-10', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-111', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '30000', '0', '0', '0', '0', '0', '1', '2026-11-10', '2026-11-10', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-116', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '98000', '0', '0', '0', '0', '0', '1', '2026-11-11', '2026-11-20', NULL, '2026-11-20', '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-116', 'pay_2', 'cus_bob', 'payment', 'EUR', '2', '98000', '0', '0', '0', '0', '0', '1', '2026-11-11', '2026-11-20', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-119', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '100000', '0', '0', '30000', '0', '0', '1', '2026-11-10', '2026-11-20', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-124', 'dep_1', 'cus_ada', 'deposit', 'EUR', '2', '10000', '0', '0', '4000', '0', '0', '1', '2026-11-01', '2026-11-01', NULL, NULL, 'booking_b', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-23', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '70000', '10000', '0', '0', '0', '10000', '1', '2026-11-22', '2026-11-22', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-28', 'crn_CN', 'cus_ada', 'credit_note', 'EUR', '2', '3000', '0', '0', '0', '0', '0', '1', '2026-11-05', '2026-11-05', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-28', 'crn_PROMO', 'cus_ada', 'promotional', 'EUR', '2', '2000', '0', '0', '0', '0', '0', '1', '2026-11-10', '2026-11-10', '2026-12-31', NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-28', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '10000', '9000', '0', '0', '0', '9000', '1', '2026-11-01', '2026-11-01', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-57', 'crn_C-1', 'cus_ada', 'credit_note', 'EUR', '2', '50000', '0', '0', '20000', '0', '0', '1', '2026-11-20', '2026-11-20', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-57', 'crn_C-2', 'cus_bob', 'credit_note', 'EUR', '2', '100000', '100000', '0', '0', '40000', '100000', '1', '2026-11-20', '2026-11-20', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-57', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '70000', '0', '0', '0', '0', '0', '1', '2026-11-10', '2026-11-10', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-57', 'pay_2', 'cus_bob', 'payment', 'EUR', '2', '40000', '0', '0', '0', '0', '0', '1', '2026-11-10', '2026-11-10', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('AC-63', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '4241', '0', '0', '0', '0', '0', '1', '2026-11-22', '2026-11-22', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('BK-01', 'dep_1', 'cus_ada', 'deposit', 'EUR', '2', '20000', '0', '0', '5000', '0', '0', '1', '2026-11-22', '2026-12-13', NULL, NULL, 'bk_1', '', '{"metadata":{},"method":"","provider":"","request":"dpr_bk_1","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('BK-02', 'dep_1', 'cus_ada', 'deposit', 'EUR', '2', '12000', '2000', '0', '0', '2000', '2000', '1', '2026-11-22', '2026-12-20', NULL, NULL, 'bk_1', '', '{"metadata":{},"method":"","provider":"","request":"dpr_bk_1","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('BK-03', 'crn_cus_ada/11', 'cus_ada', 'credit_note', 'EUR', '2', '15000', '0', '0', '0', '0', '0', '1', '2026-12-21', '2026-12-21', NULL, NULL, 'bk_1', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('BK-03', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '4000', '0', '0', '0', '0', '0', '1', '2026-11-22', '2026-11-22', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('DI-01', 'crn_C-1', 'cus_ada', 'credit_note', 'EUR', '2', '48400', '0', '0', '0', '0', '0', '1', '2026-11-22', '2026-11-22', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('DI-01', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '10000', '10000', '0', '0', '0', '10000', '1', '2026-11-22', '2026-11-22', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('PP-01', 'pay_1', 'cus_ada', 'payment', 'EUR', '2', '30000', '0', '0', '0', '0', '0', '1', '2026-11-22', '2026-11-22', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('PP-01', 'pay_2', 'cus_ada', 'payment', 'EUR', '2', '15000', '0', '0', '0', '0', '0', '1', '2026-11-22', '2026-11-22', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_sources VALUES ('PP-01', 'pay_3', 'cus_ada', 'payment', 'EUR', '2', '25000', '0', '0', '0', '0', '0', '1', '2026-12-02', '2026-12-02', NULL, NULL, '', '', '{"metadata":{},"method":"","provider":"","request":"","splitOf":"","suspense":""}');

INSERT INTO owe_tasks VALUES ('RM-01', 'tsk_cus_ada/4/1', 'cus_ada', 'reach_customer', 'EUR', '', '2026-11-01', '2026-11-01', 'called');

