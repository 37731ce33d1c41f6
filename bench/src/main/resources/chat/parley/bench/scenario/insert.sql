INSERT INTO bench_messages (room_id, sender_id, content, created_at, seq)
VALUES (:room, :user, 'Is anybody still in the office? The meeting was moved to three.', now(), nextval('bench_seq'));
