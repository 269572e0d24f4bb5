{% include 'steps/results/check_function.sql' %}

ALTER TABLE {{ leaf }}
    ADD CONSTRAINT {{ check_name | ident }}
    CHECK (v1_hub.{{ check_function | ident }}(result_data)) NOT VALID;
