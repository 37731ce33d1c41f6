DROP TABLE IF EXISTS bench_messages;
DROP SEQUENCE IF EXISTS bench_seq;
CREATE TABLE bench_messages (LIKE messages INCLUDING ALL);
CREATE SEQUENCE bench_seq;
