-- What a later version may do.
ALTER TABLE messages ADD COLUMN later int NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN later int NOT NULL DEFAULT 2;
UPDATE rooms SET name = name || ' later';
