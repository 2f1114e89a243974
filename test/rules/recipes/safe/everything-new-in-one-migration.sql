-- file: 001_shop.sql
CREATE TABLE categories (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE articles (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, category_id bigint NOT NULL);
CREATE INDEX articles_category_id_idx ON articles (category_id);
ALTER TABLE articles ADD COLUMN title text NOT NULL;
ALTER TABLE articles ADD CONSTRAINT articles_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories (id);
ALTER TABLE articles ALTER COLUMN title SET NOT NULL;
ALTER TABLE articles ADD CONSTRAINT articles_title_check CHECK (title <> '');
ALTER TABLE articles ALTER COLUMN category_id TYPE bigint;
ALTER TABLE articles RENAME COLUMN title TO headline;
INSERT INTO categories (name) VALUES ('books'), ('music');
CREATE UNIQUE INDEX articles_headline_key ON articles (headline);
