-- The hub's key words: neighbours of the thirteen tables that no consolidation touches.
CREATE TABLE {{ hub | ident }}.v1_hub_test_keywords (
    id serial PRIMARY KEY,
    keyword varchar(255) NOT NULL,
    code varchar(100),
    option varchar(50),
    created_at timestamp DEFAULT CURRENT_TIMESTAMP
);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_test_keywords IS 'Search key words that proxies are tried with.';

CREATE TABLE {{ hub | ident }}.v1_hub_ip_keyword_restrictions (
    id serial PRIMARY KEY,
    client_ip varchar(45) NOT NULL,
    keyword_id integer NOT NULL REFERENCES {{ hub | ident }}.v1_hub_test_keywords (id) ON DELETE CASCADE,
    reason text,
    is_active boolean DEFAULT TRUE,
    expires_at timestamp,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (client_ip, keyword_id)
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_ip_keyword_restrictions (keyword_id);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_ip_keyword_restrictions
IS 'Key words that a client address may not work on for a time.';
