"""Whether groups fare alike: answers candidates give of their own will, apart from names, and figures by quarter."""
