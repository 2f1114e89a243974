-- case: names that are always money
CREATE TABLE s.t ("unitPrice" float, salary_usd REAL NOT NULL, name text, c float8[], revenue /* net */ double precision);
-- expect: rounds "float"

-- case: names that are money beside a currency
CREATE TABLE a (amount double precision, currency text);
-- expect: rounds "double precision"
CREATE TABLE invoices (total float4, weight float4);
-- expect: rounds "float4"
ALTER TABLE "Payments" ADD COLUMN fee real;
-- expect: rounds "real"

-- case: no money
CREATE TABLE recipes (amount real, cost_ms float, total float);
CREATE TABLE prices (price_ratio float, avg_price float, price_change real, price numeric(10, 2), conversion_rate float);
CREATE TABLE orders (weight float, total_seconds float);
ALTER TABLE posts ADD COLUMN hot_rank double precision;
SELECT price::float FROM t;

-- case: words of the project
-- options: { "words": ["kontostand"] }
CREATE TABLE konten (id bigint PRIMARY KEY, kontostand float8, stand float8, alter_kontostand real);
-- expect: rounds "float8"
