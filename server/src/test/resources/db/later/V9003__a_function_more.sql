CREATE FUNCTION later_of(room_ bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT sum(m.later) FROM messages m WHERE m.room_id = room_);
END
$$;
