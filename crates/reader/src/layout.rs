//! Blocks to entries: where a recommendation, its response and its actions begin and end.
