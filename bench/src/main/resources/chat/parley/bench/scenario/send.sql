SELECT * FROM send_messages(ARRAY[:room]::bigint[], ARRAY[:user]::bigint[], ARRAY['Is anybody still in the office? The meeting was moved to three.']::text[], ARRAY[NULL]::text[]);
