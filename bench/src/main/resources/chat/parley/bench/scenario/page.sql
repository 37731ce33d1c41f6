SELECT r.seq, m.id, m.sender_id, m.content, m.created_at
  FROM participants p
  JOIN rooms r ON r.id = p.room_id
  LEFT JOIN LATERAL (
       SELECT id, sender_id, content, created_at
         FROM messages
        WHERE room_id = :room AND NOT deleted AND id < 9223372036854775807 AND id > r.expired_id
        ORDER BY id DESC LIMIT 51) m ON true
 WHERE p.room_id = :room AND p.user_id = :user
 ORDER BY m.id DESC;
