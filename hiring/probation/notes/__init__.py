"""Notes: what someone saw a hire do, and looking into what a customer told."""
