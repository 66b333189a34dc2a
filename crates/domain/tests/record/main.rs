//! What the domain promises, shown from outside: `rules` works examples in sentences, `laws` lets
//! thousands of invented records try to break what must always hold.

mod laws;
mod rules;
mod support;
