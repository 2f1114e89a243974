CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.created_at := now();
  RETURN NEW;
END;
$$;
CREATE OR REPLACE FUNCTION open_invoices(account bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM billing.invoices WHERE account_id = account;
$$;
CREATE TRIGGER accounts_touch BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE accounts DISABLE TRIGGER accounts_touch;
ALTER TABLE accounts ENABLE TRIGGER accounts_touch;
ALTER FUNCTION touch() SET search_path = public;
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_account ON accounts FOR SELECT USING (name = current_user);
ALTER POLICY own_account ON accounts USING (name = session_user);
DROP POLICY own_account ON accounts;
ALTER TABLE accounts DISABLE ROW LEVEL SECURITY;
CREATE RULE no_delete AS ON DELETE TO visits_archive DO INSTEAD NOTHING;
DROP RULE no_delete ON visits_archive;
UPDATE accounts SET name = 'Bob' WHERE email = 'bob@example.com';
DROP TRIGGER accounts_touch ON accounts;
DROP TRIGGER IF EXISTS accounts_touch ON accounts;
CREATE PROCEDURE forget_visits() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM visits WHERE at < '2000-01-01'; COMMIT; END; $$;
CALL forget_visits();
