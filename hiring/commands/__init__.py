"""The commands of `hiring`, for the person who runs the server. Each module loads only what its own commands need."""
