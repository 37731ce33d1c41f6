CREATE INDEX CONCURRENTLY messages_later ON messages (room_id, later);
