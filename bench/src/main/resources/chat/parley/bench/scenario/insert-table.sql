DROP TABLE IF EXISTS bench_messages;
DROP SEQUENCE IF EXISTS bench_seq;
CREATE TABLE bench_messages (LIKE messages INCLUDING ALL);
ALTER TABLE bench_messages ADD FOREIGN KEY (room_id) REFERENCES rooms (id) ON DELETE CASCADE;
CREATE SEQUENCE bench_seq;
