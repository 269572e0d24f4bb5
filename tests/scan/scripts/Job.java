class Job { String q = "TRUNCATE v1_hub_proxy_usage"; } // not readable
