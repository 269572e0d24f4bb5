-- Proxies and the three tables that tell of their addresses, their servers and their use.
CREATE TABLE {{ hub | ident }}.v1_hub_proxies (
    id serial PRIMARY KEY,
    server_ip varchar(45) NOT NULL,
    port integer NOT NULL,
    external_ip varchar(45),
    use_count integer DEFAULT 0,
    last_used_at timestamp,
    last_toggle_at timestamp,
    status varchar(20) DEFAULT 'active',
    created_at timestamp DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp DEFAULT CURRENT_TIMESTAMP,
    is_virtual boolean DEFAULT FALSE,
    UNIQUE (server_ip, port)
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_proxies (status);
CREATE INDEX ON {{ hub | ident }}.v1_hub_proxies (use_count);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_proxies IS 'One proxy: a port of a server.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_proxies.last_toggle_at
IS 'When the external address was last exchanged for another.';

CREATE TABLE {{ hub | ident }}.v1_hub_proxy_ip_mapping (
    id serial PRIMARY KEY,
    proxy_id integer REFERENCES {{ hub | ident }}.v1_hub_proxies (id),
    proxy_number integer NOT NULL,
    current_ip varchar(45),
    is_active boolean DEFAULT TRUE,
    last_toggle timestamp,
    heartbeat_at timestamp DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (proxy_id, proxy_number)
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_proxy_ip_mapping (proxy_id);
CREATE INDEX ON {{ hub | ident }}.v1_hub_proxy_ip_mapping (is_active);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_proxy_ip_mapping IS 'Which address each line of a proxy has now.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_proxy_ip_mapping.proxy_number IS 'Line of the proxy, from 1.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_proxy_ip_mapping.current_ip IS '현재 외부 IP (IPv4 또는 IPv6)';

CREATE TABLE {{ hub | ident }}.v1_hub_proxy_heartbeat (
    id serial PRIMARY KEY,
    name varchar(100) NOT NULL UNIQUE,
    remote_ip varchar(45) NOT NULL,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_proxy_heartbeat (name);
CREATE INDEX ON {{ hub | ident }}.v1_hub_proxy_heartbeat (updated_at DESC);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_proxy_heartbeat IS 'The last sign of life of each proxy server.';

CREATE TABLE {{ hub | ident }}.v1_hub_proxy_usage (
    id serial PRIMARY KEY,
    proxy_id integer REFERENCES {{ hub | ident }}.v1_hub_proxies (id),
    keyword_id integer REFERENCES {{ hub | ident }}.v1_hub_test_keywords (id),
    used_ip varchar(45),
    success boolean DEFAULT TRUE,
    response_time_ms integer,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_proxy_usage (keyword_id);
CREATE INDEX ON {{ hub | ident }}.v1_hub_proxy_usage (created_at DESC);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_proxy_usage IS 'One request made through a proxy.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_proxy_usage.response_time_ms
IS 'Milliseconds; NULL when no answer came.';
