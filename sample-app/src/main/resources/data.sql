-- Two carts that somebody forgot long ago: the first run of expired-carts.delete removes them.
INSERT INTO cart (customer, touched_at) VALUES
    ('Grace', TIMESTAMP WITH TIME ZONE '2026-01-05 10:00:00+00:00'),
    ('Niklaus', TIMESTAMP WITH TIME ZONE '2026-01-05 11:30:00+00:00');

INSERT INTO purchase (customer, total) VALUES ('Barbara', 42.00);
