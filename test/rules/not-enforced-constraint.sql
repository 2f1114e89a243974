-- case: tables and columns
ALTER TABLE shop."Orders" ADD CONSTRAINT c CHECK (total >= 0) NOT /* never */ ENFORCED, ADD n int;
-- expect: notEnforced "NOT /* never */ ENFORCED"
CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED, b int REFERENCES x NOT ENFORCED, CONSTRAINT f FOREIGN KEY (a) REFERENCES y NOT ENFORCED);
-- expect: notEnforced "NOT ENFORCED"
-- expect: notEnforced "NOT ENFORCED"
-- expect: notEnforced "NOT ENFORCED"

-- case: enforced
ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES y NOT VALID, ADD CONSTRAINT n NOT NULL a NOT VALID;
CREATE TABLE t (a int CHECK (a > 0) ENFORCED, b int NOT NULL);
